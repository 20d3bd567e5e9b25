"""Strings: joining them, measuring them, writing numbers as text."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import NUMBERS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


def _joined(call: Any) -> TensorShape:
    shape = TensorShape([])
    for tensor in call.inputs:
        if tensor.shape.rank == 0:
            continue
        if tensor.shape.rank is None:
            return rules.UNKNOWN
        try:
            shape = tensor.shape if shape.rank == 0 else shape.merge_with(tensor.shape)
        except ValueError:
            raise ShapeError(
                f"Shapes must be equal, but are {shape} and {tensor.shape}"
            ) from None
    return TensorShape(shape)


@op("StringJoin", "N*string -> string", shape=_joined, differentiable=False)
def string_join_op(inputs: Any, *, separator: Any = "") -> Any:
    """The strings at each place joined; single strings go to every place."""
    between = separator.encode() if isinstance(separator, str) else separator
    total = inputs[0]
    for item in inputs[1:]:
        total = _concatenate(_concatenate(total, between), item)
    return total


def _concatenate(x: Any, y: Any) -> Any:
    return np.frompyfunc(lambda a, b: a + b, 2, 1)(x, y)


@op("StringLength", "string -> int32", shape=rules.same, differentiable=False)
def string_length_op(input: Any, *, unit: str = "BYTE") -> Any:
    """The length of each string, in bytes or characters."""
    measure = len if unit == "BYTE" else lambda item: len(item.decode())
    return np.asarray(np.frompyfunc(measure, 1, 1)(input), np.int32)


@op(
    "AsString",
    "T -> string",
    shape=rules.same,
    differentiable=False,
    T=(*NUMBERS, dt.bool_, dt.string),
)
def as_string_op(
    input: Any,
    *,
    precision: int = -1,
    scientific: bool = False,
    shortest: bool = False,
    width: int = -1,
    fill: str = "",
) -> Any:
    """Each element as text, as C's ``printf`` writes it."""
    kind = np.asarray(input).dtype.kind
    if kind == "O":
        return input
    flags = f"%{fill}{width if width > -1 else ''}"
    if kind in "fc":
        digits = f".{precision}" if precision > -1 else ""
        form = flags + digits + ("e" if scientific else "g" if shortest else "f")
    else:
        form = flags + "d"

    def write(item: Any) -> Any:
        if kind == "b":
            return b"true" if item else b"false"
        if kind == "c":
            return f"({form % item.real},{form % item.imag})".encode()
        return (form % item).encode()

    return np.frompyfunc(write, 1, 1)(input)


@composite
def string_join(inputs: Any, separator: str = "", name: str | None = None) -> Any:
    """Returns the strings of the tensors in ``inputs`` joined place by place.

    Source: tf.strings.join.

    >>> import teachflow as tf
    >>> tf.strings.join(["a", ["b", "c"]], separator="-").numpy()
    array([b'a-b', b'a-c'], dtype=object)
    """
    return string_join_op(inputs, separator=separator, name=name)


@composite
def string_length(input: Any, name: str | None = None, unit: str = "BYTE") -> Any:
    """Returns the length of each string: bytes, or characters with ``"UTF8_CHAR"``.

    Source: tf.strings.length.

    >>> import teachflow as tf
    >>> tf.strings.length(["a", "bcd"]).numpy()
    array([1, 3], dtype=int32)
    """
    if unit not in ("BYTE", "UTF8_CHAR"):
        raise ValueError(f"unit must be 'BYTE' or 'UTF8_CHAR', not {unit!r}.")
    return string_length_op(input, unit=unit, name=name)


@composite
def as_string(
    input: Any,
    precision: int = -1,
    scientific: bool = False,
    shortest: bool = False,
    width: int = -1,
    fill: str = "",
    name: str | None = None,
) -> Any:
    """Returns each element of ``input`` as text: floats with six decimals by default.

    Source: tf.strings.as_string.

    >>> import teachflow as tf
    >>> tf.strings.as_string([1.5, 2.0], precision=2).numpy()
    array([b'1.50', b'2.00'], dtype=object)
    """
    if scientific and shortest:
        raise ValueError("Only one of `scientific` and `shortest` can be True.")
    here = home.choose((input,))
    with here.scope(name or "AsString") as scope:
        tensor = here.convert(input, None, "input")
        return as_string_op(
            tensor,
            precision=precision,
            scientific=scientific,
            shortest=shortest,
            width=width,
            fill=fill,
            name=scope or None,
        )


# ---- along axes ------------------------------------------------------------------


@op(
    "ReduceJoin",
    "string, int32 -> string",
    shape=rules.reduction,
    differentiable=False,
)
def reduce_join_op(
    inputs: Any, reduction_indices: Any, *, keep_dims: bool = False, separator: Any = ""
) -> Any:
    """The strings along axes joined; the first axis named runs fastest."""
    between = separator.encode() if isinstance(separator, str) else separator
    axes = [axis % inputs.ndim for axis in np.reshape(reduction_indices, -1).tolist()]
    if len(set(axes)) != len(axes):
        raise InvalidArgumentError(
            None, None, f"Duplicate reduction dimension in {axes}: name each once."
        )
    kept = [axis for axis in range(inputs.ndim) if axis not in axes]
    lengths = [inputs.shape[axis] for axis in kept]
    count = int(np.prod([inputs.shape[axis] for axis in axes]))
    rows = inputs.transpose(kept + axes[::-1]).reshape(-1, count)
    result = np.empty(len(rows), object)
    result[:] = [between.join(row.tolist()) for row in rows]
    if keep_dims:
        shape = [1 if axis in axes else n for axis, n in enumerate(inputs.shape)]
        return result.reshape(shape)
    return result.reshape(lengths)


@composite
def reduce_join(
    inputs: Any,
    axis: Any = None,
    keep_dims: bool | None = None,
    separator: str = "",
    name: str | None = None,
    reduction_indices: Any = None,
    keepdims: bool | None = None,
) -> Any:
    """Returns the strings along ``axis`` (all axes) joined by ``separator``.

    Unlike TensorFlow, it needs ``axis`` where the rank is not known. Source:
    tf.strings.reduce_join.

    >>> import teachflow as tf
    >>> tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=0).numpy()
    array([b'ac', b'bd'], dtype=object)
    """
    for new, old, names in (
        (axis, reduction_indices, ("axis", "reduction_indices")),
        (keepdims, keep_dims, ("keepdims", "keep_dims")),
    ):
        if new is not None and old is not None:
            raise ValueError(f"Cannot specify both '{names[0]}' and '{names[1]}'.")
    axis = reduction_indices if axis is None else axis
    keep = bool(keep_dims if keepdims is None else keepdims)
    here = home.choose((inputs, axis))
    with here.scope("ReduceJoin"):
        tensor = here.convert(inputs, dt.string)
        if axis is None:
            rank = tensor.shape.rank
            if rank is None:
                raise ValueError(
                    f"tf.strings.reduce_join needs `axis` where the rank of {tensor} "
                    "is not known."
                )
            axis = here.convert(np.arange(rank - 1, -1, -1, dtype=np.int32))
        return reduce_join_op(
            tensor, axis, keep_dims=keep, separator=separator, name=name
        )
