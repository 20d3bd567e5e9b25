"""Layers that get inputs which they were not made for."""

from __future__ import annotations

from teachflow.core.shapes import TensorShape
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text
from teachflow.viz.drawing import labels


def layer_input(trouble: Trouble) -> Told | None:
    """An input with too few axes, or one axis of another length."""
    shape, name = trouble.fact("shape"), writing.argument(trouble) or "x"
    what = text(
        "errors.layer_input.what",
        layer=trouble.fact("layer"),
        shape=labels.shape_text(TensorShape(shape)),
    )
    exact, least = trouble.fact("ndim"), trouble.fact("least")
    if exact is not None or least is not None:
        return _axes(trouble, what, name, exact, least)
    look = (f"{name}.shape",) if name.isidentifier() else ()
    length = trouble.fact("length")
    if length is not None:
        axis = trouble.fact("axis")
        why = text(
            "errors.layer_input.length", axis=axis, wanted=length, found=shape[axis]
        )
        return Told(what, why, look, advice=text("errors.layer_input.do"))
    if trouble.fact("wanted") is not None:
        made_for = labels.shape_text(TensorShape(trouble.fact("wanted")))
        why = text("errors.layer_input.shape", shape=made_for)
        return Told(what, why, look, advice=text("errors.layer_input.do"))
    return None


def _axes(
    trouble: Trouble, what: str, name: str, exact: int | None, least: int | None
) -> Told:
    tf, found = trouble.tf, len(trouble.fact("shape"))
    wanted = exact or least
    key = "axes" if exact else "least"
    why = text(f"errors.layer_input.{key}", wanted=wanted, found=found)
    if found + 1 != wanted:
        return Told(what, why, (f"{name}.shape",), advice=text("errors.layer_input.do"))
    lines = (f"{tf}.expand_dims({name}, 0)", f"{tf}.expand_dims({name}, -1)")
    return Told(what, why, lines, advice=text("errors.layer_input.missing"))


CASES = {"layer input": layer_input}
