"""Checkpoints: nothing to save, none at that place, and what one does not hold."""

from __future__ import annotations

import difflib

from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text

_MOST = 6


def nothing_to_save(trouble: Trouble) -> Told:
    """A saver in a graph without variables."""
    tf = trouble.tf
    return Told(
        text("errors.nothing_to_save.what"),
        text("errors.nothing_to_save.why"),
        (f"w = {tf}.Variable(1.0)", f"saver = {tf}.train.Saver()"),
        advice=text("errors.nothing_to_save.do"),
    )


def no_checkpoint(trouble: Trouble) -> Told:
    """A path at which no checkpoint is."""
    path = str(trouble.fact("path"))
    folder = path.rpartition("/")[0] or "."
    return Told(
        text("errors.no_checkpoint.what", path=path),
        text("errors.no_checkpoint.why"),
        (f"{trouble.tf}.train.latest_checkpoint({folder!r})",),
        advice=text("errors.no_checkpoint.do"),
    )


def not_in_checkpoint(trouble: Trouble) -> Told:
    """A variable that the checkpoint does not hold."""
    names, held = list(trouble.fact("names")), list(trouble.fact("held"))
    first, tf = names[0], trouble.tf
    variable = trouble.name_where(
        lambda value: getattr(getattr(value, "op", None), "name", None) == first
    )
    near = difflib.get_close_matches(first, held, 1, 0.6)
    shown = ", ".join(sorted(held)[:_MOST]) + (" …" if held[_MOST:] else "")
    what = text(
        "errors.not_in_checkpoint.what", count=len(names), name=", ".join(names)
    )
    why = text("errors.not_in_checkpoint.why", held=shown)
    if not near:
        return Told(what, why, advice=text("errors.not_in_checkpoint.do"))
    return Told(
        what,
        why,
        (f"saver = {tf}.train.Saver({{{near[0]!r}: {variable or 'v'}}})",),
        advice=text("errors.not_in_checkpoint.near", name=near[0]),
    )


CASES = {
    "nothing to save": nothing_to_save,
    "no checkpoint": no_checkpoint,
    "not in checkpoint": not_in_checkpoint,
}
