"""Shapes as tensors: asking a tensor for its shape, rank and size."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dimension import Dimension
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


def _one_per_axis(call: Any) -> TensorShape:
    return TensorShape([call.inputs[0].shape.rank])


@op("Shape", "T -> out_type", shape=_one_per_axis, differentiable=False, out_type=INDEX)
def shape_op(input: Any, *, out_type: Any = dt.int32) -> Any:
    """The lengths of the input's axes."""
    return np.array(np.shape(input), out_type.numpy_dtype)


def _known_shape(node: Any) -> Any:
    shape = node.inputs[0].shape
    if not shape.is_fully_defined():
        return None
    return np.array(shape.as_list(), node.attrs["out_type"].numpy_dtype)


def _partly_known_shape(node: Any) -> Any:
    shape = node.inputs[0].shape
    return None if shape.rank is None else TensorShape(shape)


shape_op.op.rules["static"] = _known_shape
shape_op.op.rules["static_shape"] = _partly_known_shape


@op("Rank", "T -> int32", shape=rules.scalar, differentiable=False)
def rank_op(input: Any) -> Any:
    """The number of the input's axes."""
    return np.int32(np.ndim(input))


def _known_rank(node: Any) -> Any:
    rank = node.inputs[0].shape.rank
    return None if rank is None else np.array(rank, np.int32)


rank_op.op.rules["static"] = _known_rank


@op("Size", "T -> out_type", shape=rules.scalar, differentiable=False, out_type=INDEX)
def size_op(input: Any, *, out_type: Any = dt.int32) -> Any:
    """The number of the input's elements."""
    return out_type.as_numpy_dtype(np.size(input))


def _known_size(node: Any) -> Any:
    size = node.inputs[0].shape.num_elements()
    return None if size is None else np.array(size, node.attrs["out_type"].numpy_dtype)


size_op.op.rules["static"] = _known_size


@operator("shape")
@composite
def shape(input: Any, name: str | None = None, out_type: Any = None) -> Any:
    """Returns the lengths of the axes of ``input``, a vector of ``out_type`` (int32).

    A constant where they are all known before running. Source: tf.shape.

    >>> import teachflow as tf
    >>> tf.shape([[1, 2, 3], [4, 5, 6]]).numpy()
    array([2, 3], dtype=int32)
    """
    return shape_within(input, name, out_type or dt.int32, None)


def shape_within(
    input: Any, name: str | None, out_type: Any, constant: str | None
) -> Any:
    """``tf.shape`` with another name for the constant that it may be."""
    here, wanted = home.choose((input,)), dt.as_dtype(out_type)
    with here.scope(name or "Shape") as scope:
        tensor = here.convert(input)
        known = tensor.shape
        if known.is_fully_defined():
            array = np.array(known.as_list(), wanted.numpy_dtype)
            return here.convert(array, wanted, constant or scope or None)
        return shape_op(tensor, out_type=wanted, name=scope or None)


@operator("rank")
@composite
def rank(input: Any, name: str | None = None) -> Any:
    """Returns the number of axes of ``input``, an int32. Source: tf.rank.

    >>> import teachflow as tf
    >>> tf.rank([[1, 2, 3], [4, 5, 6]]).numpy()
    np.int32(2)
    """
    here = home.choose((input,))
    with here.scope(name or "Rank") as scope:
        tensor = here.convert(input)
        known = tensor.shape.rank
        if known is not None:
            return here.convert(np.array(known, np.int32), None, scope or None)
        return rank_op(tensor, name=scope or None)


@composite
def size(input: Any, name: str | None = None, out_type: Any = None) -> Any:
    """Returns the number of elements of ``input``, of type ``out_type`` (int32).

    Source: tf.size.

    >>> import teachflow as tf
    >>> tf.size([[1, 2, 3], [4, 5, 6]]).numpy()
    np.int32(6)
    """
    here, wanted = home.choose((input,)), dt.as_dtype(out_type or dt.int32)
    with here.scope(name or "Size") as scope:
        tensor = here.convert(input)
        known = tensor.shape.num_elements()
        if known is not None:
            array = np.array(known, wanted.numpy_dtype)
            return here.convert(array, wanted, scope or None)
        return size_op(tensor, out_type=wanted, name=scope or None)


# ---- what is known before running ------------------------------------------------

_DEEPEST = 8  # shapes of shapes of shapes: enough for people, and soon over


class _Depth(threading.local):
    level = 0


_depth = _Depth()


def shallow(rule: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The static rule, knowing nothing of what lies too many rules below."""

    @functools.wraps(rule)
    def bounded(node: Any) -> Any:
        if _depth.level >= _DEEPEST:
            return None
        _depth.level += 1
        try:
            return rule(node)
        finally:
            _depth.level -= 1

    return bounded


# ---- shapes as arguments ---------------------------------------------------------


def plain(value: Any) -> Any:
    """``value`` with ``Dimension`` and ``TensorShape`` as ints and lists."""
    if isinstance(value, Dimension):
        return value.value
    if isinstance(value, TensorShape):
        return value.as_known_list()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def indices(here: Any, value: Any, name: str) -> Any:
    """Lengths or axes given by a caller, as a tensor of int32 unless they differ."""
    value = plain(value)
    tensor = here.convert(value, None, name)
    if isinstance(value, list) and not value and tensor.dtype.is_floating:
        # An empty list has no ints to tell of. TensorFlow tries again and leaves both.
        tensor = here.convert(np.zeros(0, np.int32), None, name)
    return tensor


def checked_axis(axis: int, rank: int) -> int:
    """``axis`` counted from the front; ``ShapeError`` where it is out of range."""
    if not -rank <= axis < rank:
        raise ShapeError(
            f"Dimension ({axis}) must be in the range [{-rank}, {rank}), where {rank} "
            f"is the number of dimensions in the input."
        )
    return axis % rank
