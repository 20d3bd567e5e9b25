"""Names of the API: misspelt ones, and those of the other face."""

from __future__ import annotations

import ast
import difflib
import importlib
from typing import Any

from teachflow.compat.missing import API
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text

_CLOSE, _CLEARLY = 0.7, 0.1
_GRAPHS, _EAGER = "teachflow.compat.v1", "teachflow"


def no_such_name(trouble: Trouble) -> Told:
    """A name that the face does not have: the nearest, or where it is."""
    face, name = str(trouble.fact("face")), str(trouble.fact("name"))
    near = [str(each) for each in trouble.fact("near")]
    asked = _typed(trouble, f"{face}.{name}")
    other = _GRAPHS if trouble.fact("eager") else _EAGER
    known = _names(other, face)
    if name in known and not any(_is_same(each, name) for each in near):
        return _elsewhere(trouble, asked, asked, other)
    close = difflib.get_close_matches(name, known, 1, _CLOSE)
    if close and not any(
        _likeness(each, name) > _likeness(close[0], name) - _CLEARLY for each in near
    ):
        return _elsewhere(trouble, asked, _typed(trouble, f"{face}.{close[0]}"), other)
    if near:
        return Told(
            text("errors.no_such_name.what", name=asked),
            text("errors.no_such_name.moved")
            if _is_same(near[0], name)
            else text("errors.no_such_name.why"),
            tuple(_typed(trouble, each) for each in near),
            complete=True,
        )
    return Told(
        text("errors.no_such_name.what", name=asked),
        text("errors.no_such_name.list", where=API),
        (f"dir({_typed(trouble, face)})",),
        complete=True,
    )


def _elsewhere(trouble: Trouble, asked: str, found: str, other: str) -> Told:
    """A name, or nearly, that the other face has."""
    graphs = other == _GRAPHS
    key = "errors.other_face.why" if graphs else "errors.other_face.at_once"
    line = f"import {other} as {trouble.tf}"
    return Told(
        text("errors.other_face.what", name=asked),
        text(key, name=found),
        (line,) if found == asked else (line, found),
        complete=True,
    )


def _typed(trouble: Trouble, name: str) -> str:
    """The name with the learner's own word for the face."""
    first, dot, rest = name.partition(".")
    return f"{trouble.tf}{dot}{rest}" if first == "tf" else name


def _likeness(near: str, name: str) -> float:
    """How much the last part is like the name, from 0 to 1; 1 for one that moved."""
    if _is_same(near, name):
        return 1.0
    return difflib.SequenceMatcher(None, near.rpartition(".")[2], name).ratio()


def _is_same(near: str, name: str) -> bool:
    """Whether it is that name elsewhere: ``tf.random.normal``, ``tf.math.log``."""
    _, _, parts = near.lower().partition(".")
    return name.lower() in (parts.replace(".", "_"), parts.rpartition(".")[2])


def _names(home: str, face: str) -> list[str]:
    """What the other face has at that place."""
    found: Any = importlib.import_module(home)
    for part in face.split(".")[1:]:
        found = getattr(found, part, None)
    return [] if found is None else dir(found)


def no_such_member(trouble: Trouble) -> Told:
    """A method or attribute that an object of TeachFlow's does not have."""
    owner, name = trouble.fact("owner"), str(trouble.fact("name"))
    kind = owner.__name__ if isinstance(owner, type) else type(owner).__name__
    known = [each for each in dir(owner) if not each.startswith("_")]
    near = difflib.get_close_matches(name, known, 1, _CLOSE)
    written = writing.owner(trouble) or trouble.code_of(owner) or "x"
    return Told(
        text("errors.no_such_member.what", name=written, kind=kind, member=name),
        text("errors.no_such_name.why")
        if near
        else text("errors.no_such_member.why", kind=kind),
        (f"{written}.{near[0]}" if near else f"dir({written})",),
    )


def no_such_argument(trouble: Trouble) -> Told:
    """An argument by a name that the function does not have."""
    name, known = str(trouble.fact("name")), list(trouble.fact("known"))
    near = difflib.get_close_matches(name, known, 1, _CLOSE)
    call = writing.call(trouble)
    code: tuple[str, ...] = ()
    if near and call is not None:
        for keyword in call.keywords:
            if keyword.arg == name:
                keyword.arg = near[0]
        code = (writing.short(call),)
    function = "" if call is None else ast.unparse(call.func)
    return Told(
        text("errors.no_such_argument.what", name=name, function=function),
        text("errors.no_such_argument.why", known=", ".join(known)),
        code,
        advice="" if code else text("errors.no_such_argument.do"),
    )


def no_tensorflow(_: Trouble) -> Told:
    """``import tensorflow`` where that package is not installed."""
    return Told(
        text("errors.no_tensorflow.what"),
        text("errors.no_tensorflow.why"),
        ("import teachflow.compat.v1 as tf", "import teachflow as tf"),
        advice=text("errors.no_tensorflow.do"),
    )


CASES = {
    "no tensorflow": no_tensorflow,
    "no such name": no_such_name,
    "no such member": no_such_member,
    "no such argument": no_such_argument,
}
