"""Lengths that nobody knows yet, rows that are not equally long, an axis misplaced."""

from __future__ import annotations

import ast
from typing import Any

from teachflow.core.operand import Operand
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text


def unknown_length(trouble: Trouble) -> Told:
    """None where the length of an axis belongs, which the graph tells when it runs."""
    tf = trouble.tf
    code = writing.failing(trouble)
    asked = [
        ast.unparse(owner)
        for node in (ast.walk(code) if code is not None else ())
        if isinstance(node, ast.Subscript)
        for owner in [_asked_for_shape(node.value)]
        if owner is not None
    ]
    name = asked[0] if asked else ""
    name = name or trouble.name_where(_is_open) or "x"
    return Told(
        text("errors.unknown_length.what"),
        text("errors.unknown_length.why"),
        (f"{tf}.shape({name})[0]",),
        advice=text("errors.unknown_length.do", name=name),
    )


def _asked_for_shape(code: ast.expr) -> ast.expr | None:
    """``x`` of ``x.shape`` and of ``x.get_shape()``."""
    asked = code.func if isinstance(code, ast.Call) else code
    if isinstance(asked, ast.Attribute) and asked.attr in ("shape", "get_shape"):
        return asked.value
    return None


def _is_open(value: Any) -> bool:
    dims = value.shape.known_dims if isinstance(value, Operand) else None
    return dims is not None and None in dims


def ragged(trouble: Trouble) -> Told:
    """Rows of different lengths."""
    value = trouble.fact("value")
    name = trouble.name_where(lambda other: other is value) or writing.argument(trouble)
    lengths = [str(len(row)) for row in value if hasattr(row, "__len__")]
    shown = ", ".join(dict.fromkeys(lengths))
    written = name or "rows"
    return Told(
        text("errors.ragged.what", name=written),
        text("errors.ragged.why", lengths=shown)
        if lengths
        else text("errors.ragged.deep"),
        (f"{written} = [row[:{min(map(int, lengths))}] for row in {written}]",)
        if lengths and written.isidentifier()
        else (),
        advice=text("errors.ragged.do"),
    )


def axis_first(trouble: Trouble) -> Told:
    """``tf.concat(1, [a, b])``, as it was before TensorFlow 1.0."""
    code = writing.failing(trouble)
    line = ""
    if isinstance(code, ast.Call):
        code.args = code.args[::-1]
        line = writing.short(code)
    return Told(
        text("errors.axis_first.what", tf=trouble.tf),
        text("errors.axis_first.why"),
        (line or f"{trouble.tf}.concat([a, b], 1)",),
    )


CASES = {
    "unknown length": unknown_length,
    "ragged": ragged,
    "axis first": axis_first,
}
