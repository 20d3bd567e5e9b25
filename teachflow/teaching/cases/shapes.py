"""Shapes that do not meet, and dtypes that differ: with the node that they meet in."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from typing import Any

from teachflow.core import shape_rules
from teachflow.core.operand import Operand
from teachflow.core.registry import Call
from teachflow.core.shapes import TensorShape
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.picturing import Input, failed_node
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text
from teachflow.viz.building import roles
from teachflow.viz.display import Picture
from teachflow.viz.drawing import labels

_PRODUCTS = ("MatMul", "BatchMatMulV2", "BatchMatMul")


def shapes(trouble: Trouble) -> Told:
    """An op whose inputs have shapes that it cannot put together."""
    op, name = _node(trouble)
    if op == "StridedSlice":
        return _index(trouble)
    inputs = _inputs(trouble)
    dims = _dims(trouble)
    given = [_shown(each) for each in dims]
    listed = _and(given)
    why, code = _why_shapes(trouble, op, dims)
    return Told(
        text("errors.shapes.what", op=_spoken(op), shapes=listed),
        why,
        code,
        advice="" if code else text("errors.shapes.do"),
        draw=lambda: _picture(
            op, name, inputs, given, text("errors.shapes.badge", shapes=listed)
        ),
    )


def _shown(dims: tuple[int | None, ...] | None) -> str:
    """The shape as text; what a learner asks for may hold -1."""
    if dims and any(length is not None and length < 0 for length in dims):
        return str(dims)
    return labels.shape_text(TensorShape(dims))


def kernel(trouble: Trouble) -> Told | None:
    """What an op's kernel refused, where it is the shapes."""
    fact = trouble.fact
    call = Call(fact("definition"), tuple(fact("tensors")), fact("attrs"))
    return shapes(trouble) if shape_rules.conflict(call) else None


def _why_shapes(
    trouble: Trouble, op: str, dims: list[tuple[int | None, ...] | None]
) -> tuple[str, tuple[str, ...]]:
    """Which lengths should be equal, and what to type to look at them."""
    names = [trouble.code_of(value) or "" for value in _values(trouble)]
    known = [d for d in dims if d is not None]
    look = tuple(dict.fromkeys(f"{name}.shape" for name in names if name))[:2]
    if op in _PRODUCTS and len(known) == 2 and all(len(d) >= 2 for d in known):
        left, right = known
        node = trouble.fact("node")
        attrs = node.attrs if node is not None else trouble.fact("attrs") or {}
        columns = left[-2] if attrs.get("transpose_a") else left[-1]
        rows = right[-1] if attrs.get("transpose_b") else right[-2]
        code = look
        turned = right[-1] if not attrs.get("transpose_b") else right[-2]
        if all(names[:2]) and columns == turned:
            code = (f"{trouble.tf}.matmul({names[0]}, {names[1]}, transpose_b=True)",)
        return text("errors.shapes.matmul", columns=columns, rows=rows), code
    if op in _PRODUCTS and len(known) == 2:
        return text("errors.shapes.rank", op=op), look
    if op == "Reshape" and known:
        return text("errors.shapes.reshape"), _reshaped(trouble, dims) or look
    if op in ("ConcatV2", "Concat") and known and not any(known):
        return text("errors.shapes.scalars"), _stacked(trouble)
    if op in ("ConcatV2", "Concat"):
        return text("errors.shapes.concat"), look
    if op.startswith("Assign"):
        return text("errors.shapes.assign"), look
    axis = _clash(known)
    if len(known) == 2 and axis is not None:
        left, right = known
        return (
            text(
                "errors.shapes.broadcast",
                axis=axis,
                left=left[axis],
                right=right[axis],
            ),
            look,
        )
    return text("errors.shapes.why"), look


def _reshaped(
    trouble: Trouble, dims: list[tuple[int | None, ...] | None]
) -> tuple[str, ...]:
    """The learner's call with -1 for the first length, where that fits."""
    call = _call(trouble, "reshape")
    if call is None or len(call.args) < 2 or len(dims) != 2:
        return ()
    held, wanted = dims
    if held is None or None in held or not wanted or None in wanted:
        return ()
    count = math.prod(length for length in held if length is not None)
    kept = math.prod(length for length in wanted[1:] if length is not None)
    if kept <= 0 or count % kept:
        return ()
    lengths = [-1, *wanted[1:]]
    written = writing.expression(str(lengths))
    assert written is not None
    call.args[1] = written
    line = writing.short(call)
    return (line,) if line else ()


def _stacked(trouble: Trouble) -> tuple[str, ...]:
    """``tf.stack`` of what was to be joined."""
    given = writing.argument(trouble) if _call(trouble, "concat") else ""
    return (f"{trouble.tf}.stack({given})",) if given else ()


def _call(trouble: Trouble, name: str) -> ast.Call | None:
    """The call that failed, where it is of that function and not of a session's run."""
    code = writing.failing(trouble)
    if isinstance(code, ast.Call) and ast.unparse(code.func).endswith(name):
        return code
    return None


def _index(trouble: Trouble) -> Told:
    """An index for which there is no element, or more indices than axes."""
    dims = _dims(trouble)[0]
    code = writing.failing(trouble)
    value = code.value if isinstance(code, ast.Subscript) else None
    name = trouble.name_of(_values(trouble)[0])
    name = name or (writing.short(value) if value is not None else "") or "x"
    shape = labels.shape_text(TensorShape(dims))
    look = (f"{name}.shape",)
    out = re.match(r"slice index (-?\d+) of dimension (\d+) ", str(trouble.error))
    if out is None or dims is None:
        return Told(
            text("errors.index.axes", name=name, shape=shape),
            text("errors.index.count"),
            look,
        )
    axis = int(out[2])
    return Told(
        text("errors.index.what", index=out[1], name=name, axis=axis),
        _range(dims[axis], name, shape),
        look,
    )


def _range(length: int | None, name: str, shape: str) -> str:
    if not length:
        return text("errors.index.none", name=name, shape=shape)
    return text("errors.index.why", name=name, shape=shape, last=length - 1)


def gathered(trouble: Trouble) -> Told:
    """``tf.gather`` with an index for which there is no row."""
    limit = int(trouble.fact("limit"))
    return Told(
        text("errors.gathered.what", index=trouble.fact("index")),
        text("errors.gathered.why", count=limit, last=limit - 1),
        advice=text("errors.gathered.do"),
    )


def assigned(trouble: Trouble) -> Told:
    """A value of another shape than the variable's."""
    variable, shape = trouble.fact("variable"), trouble.fact("shape")
    name = trouble.called(variable) or "v"
    return Told(
        text(
            "errors.assigned.what",
            name=name,
            wanted=labels.shape_text(variable.shape),
            found=labels.shape_text(shape),
        ),
        text("errors.shapes.assign"),
        (f"{name}.shape",),
    )


def _clash(dims: list[tuple[int | None, ...]]) -> int | None:
    """The axis, counted from the end, whose lengths differ and are not 1."""
    if len(dims) != 2:
        return None
    left, right = dims
    for axis in range(-1, -min(len(left), len(right)) - 1, -1):
        pair = {left[axis], right[axis]}
        if len(pair) == 2 and not pair & {1, None}:
            return axis
    return None


def dtypes(trouble: Trouble) -> Told:
    """An op whose inputs should have one dtype and have two."""
    op, _ = _node(trouble)
    given, wanted = trouble.fact("given").name, trouble.fact("wanted").name
    values = _values(trouble)
    inputs = _inputs(trouble)
    kinds = [_dtype(value) for value in values]
    wrong = next((v for v, k in zip(values, kinds, strict=True) if k == given), None)
    floats = wanted if wanted.startswith(("float", "complex")) else given
    to_turn = wrong if floats == wanted else None
    if to_turn is None:
        to_turn = next(
            (v for v, k in zip(values, kinds, strict=True) if k and k != floats), wrong
        )
    place = next((at for at, value in enumerate(values) if value is to_turn), 0)
    name = trouble.code_of(to_turn) or writing.operand(trouble, place)
    name = name or trouble.called(to_turn) or "x"
    code = (f"{trouble.tf}.cast({name}, {trouble.tf}.{floats})",)
    if "string" in (given, wanted):
        place = kinds.index("string")
        name = trouble.code_of(values[place]) or writing.operand(trouble, place) or "x"
        code = (f"{trouble.tf}.strings.to_number({name})",)
    return Told(
        text("errors.dtypes.what", op=_spoken(op), given=given, wanted=wanted),
        text("errors.dtypes.why"),
        code,
        advice=text("errors.dtypes.do") if code else "",
        draw=lambda: _picture(
            op,
            op,
            inputs,
            [kind or "?" for kind in kinds],
            text("errors.dtypes.badge", given=given, wanted=wanted),
        ),
    )


def not_allowed(trouble: Trouble) -> Told:
    """An op that is not made for values of that dtype."""
    op, given = trouble.fact("op"), trouble.fact("given").name
    allowed = [dtype.name for dtype in trouble.fact("allowed")]
    near = next((name for name in ("float32", "int32") if name in allowed), allowed[0])
    shown = ", ".join(allowed)
    wanted = str(trouble.fact("arg") or "")
    name = writing.operand(trouble, 0, wanted) or writing.argument(trouble) or "x"
    return Told(
        text("errors.not_allowed.what", op=_spoken(op), given=given),
        text("errors.not_allowed.why", op=_spoken(op), allowed=shown),
        (f"{trouble.tf}.cast({name}, {trouble.tf}.{near})",),
    )


# ---- what is known of the inputs -------------------------------------------------


def _spoken(op: str) -> str:
    """The op as a learner writes it, with its type: ``+ (AddV2)``."""
    sign, _ = roles.SYMBOLS.get(op, ("", frozenset[str]()))
    return f"{sign} ({op})" if sign else op


def _node(trouble: Trouble) -> tuple[str, str]:
    node = trouble.fact("node")
    op = str(trouble.fact("op"))
    return op, op if node is None else node.name


def _given(trouble: Trouble) -> Sequence[Any]:
    """What the op was given; the learner's own where that is one for one."""
    tensors, given = trouble.fact("tensors"), trouble.fact("given")
    if tensors is None:
        return trouble.fact("inputs") or ()
    if len(given) != len(tensors):
        return list(tensors)
    return [
        one if isinstance(one, Operand) else tensor
        for one, tensor in zip(given, tensors, strict=True)
    ]


def _values(trouble: Trouble) -> list[Any]:
    return [_kept(value) for value in _given(trouble)]


def _kept(value: Any) -> Any:
    """What was read, in place of the node that reads a variable."""
    op = getattr(value, "op", None)
    if op is not None and op.type in ("Identity", "ReadVariableOp") and op.inputs:
        source = op.inputs[0]
        if source.op.type in ("VariableV2", "VarHandleOp"):
            return source
    return value


def _dims(trouble: Trouble) -> list[tuple[int | None, ...] | None]:
    shapes = trouble.fact("shapes")
    if shapes is None:
        shapes = [getattr(v, "shape", None) for v in _given(trouble)]
    dims = [getattr(shape, "known_dims", None) for shape in shapes]
    op = trouble.fact("op")
    if op == "Reshape" and len(dims) == 2:  # the second input says the new shape
        return [dims[0], _spelled(_given(trouble)[1])]
    if op == "ConcatV2":  # the last one is the axis
        return dims[:-1]
    return dims


def _spelled(tensor: Any) -> tuple[int | None, ...] | None:
    """The shape that a vector of lengths says, where that is known."""
    value = tensor.static_value()
    return None if value is None else tuple(int(length) for length in value.flat)


def _dtype(value: Any) -> str:
    dtype = getattr(value, "dtype", None)
    base = getattr(dtype, "base_dtype", None)
    return "" if base is None else str(base.name)


def _inputs(trouble: Trouble) -> list[Input]:
    return [
        Input(_variable_or(trouble, value), trouble.called(value), "")
        for value in _values(trouble)
        if hasattr(value, "dtype")
    ]


def _variable_or(trouble: Trouble, value: Any) -> Any:
    variable = trouble.read_from(value)
    return value if variable is None else variable


def _picture(
    op: str, name: str, inputs: list[Input], marks: list[str], problem: str
) -> Picture | None:
    labelled = [
        Input(item.value, item.name, mark)
        for item, mark in zip(inputs, marks, strict=False)
    ]
    return failed_node(op, name, labelled, problem)


def _and(parts: list[str]) -> str:
    return ", ".join(parts)


CASES = {
    "assigned shape": assigned,
    "gathered": gathered,
    "kernel": kernel,
    "shapes": shapes,
    "dtypes": dtypes,
    "dtype not allowed": not_allowed,
}
