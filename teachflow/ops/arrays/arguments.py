"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.documented import told_by
from teachflow.ops.arrays import (
    arranging,
    convert,
    create,
    lengths,
    repeating,
    reshaping,
    scatter,
    selecting,
)
from teachflow.ops.arrays import gather as gathering
from teachflow.ops.arrays.ordering import extremes

_POLICIES = ("", "DEFAULT", "ERROR")


def _check_policy(policy: str) -> None:
    if policy not in _POLICIES:
        raise NotImplementedError(
            f"bad_indices_policy={policy!r} is not there: a place that does not exist "
            "is an error. Mask such indices out before, with tf.boolean_mask."
        )


@told_by(extremes.argmax)
def argmax(
    input: Any, axis: Any = None, output_type: Any = dt.int64, name: str | None = None
) -> Any:
    return extremes.argmax(input, axis, name, None, output_type)


@told_by(extremes.argmin)
def argmin(
    input: Any, axis: Any = None, output_type: Any = dt.int64, name: str | None = None
) -> Any:
    return extremes.argmin(input, axis, name, None, output_type)


@told_by(selecting.boolean_mask)
def boolean_mask(
    tensor: Any, mask: Any, axis: Any = None, name: str | None = "boolean_mask"
) -> Any:
    return selecting.boolean_mask(tensor, mask, name, axis)


@told_by(convert.convert_to_tensor)
def convert_to_tensor(
    value: Any, dtype: Any = None, dtype_hint: Any = None, name: str | None = None
) -> Any:
    return convert.convert_to_tensor(value, dtype, name, dtype_hint=dtype_hint)


@told_by(reshaping.expand_dims)
def expand_dims(input: Any, axis: Any, name: str | None = None) -> Any:
    return reshaping.expand_dims(input, axis, name)


@told_by(gathering.gather)
def gather(
    params: Any,
    indices: Any,
    validate_indices: Any = None,
    axis: Any = None,
    batch_dims: int = 0,
    name: str | None = None,
) -> Any:
    return gathering.gather(params, indices, validate_indices, name, axis, batch_dims)


def gather_nd(
    params: Any,
    indices: Any,
    batch_dims: int = 0,
    name: str | None = None,
    bad_indices_policy: str = "",
) -> Any:
    """Returns the parts of ``params`` at the places in the last axis of ``indices``.

    Raises ``InvalidArgumentError`` for a place that is not there, and
    ``NotImplementedError`` for a ``bad_indices_policy`` that would not. The first
    ``batch_dims`` axes of both go together. Source: tf.gather_nd.

    >>> import teachflow as tf
    >>> tf.gather_nd([[1, 2], [3, 4]], [[0, 1], [1, 0]]).numpy()
    array([2, 3], dtype=int32)
    """
    _check_policy(bad_indices_policy)
    return gathering.gather_nd(params, indices, name, batch_dims)


def ones_like(
    input: Any, dtype: Any = None, name: str | None = None, layout: Any = None
) -> Any:
    """Returns ones of the shape of ``input``, of its dtype or of ``dtype``.

    ``layout`` changes nothing. Source: tf.ones_like.

    >>> import teachflow as tf
    >>> tf.ones_like([5, 6]).numpy()
    array([1, 1], dtype=int32)
    """
    return create.ones_like(input, dtype, name)


def zeros_like(
    input: Any, dtype: Any = None, name: str | None = None, layout: Any = None
) -> Any:
    """Returns zeros of the shape of ``input``, of its dtype or of ``dtype``.

    ``layout`` changes nothing. Source: tf.zeros_like.

    >>> import teachflow as tf
    >>> tf.zeros_like([1.0, 2.0]).numpy()
    array([0., 0.], dtype=float32)
    """
    return create.zeros_like(input, dtype, name)


@told_by(arranging.pad)
def pad(
    tensor: Any,
    paddings: Any,
    mode: str = "CONSTANT",
    constant_values: Any = 0,
    name: str | None = None,
) -> Any:
    return arranging.pad(tensor, paddings, mode, name, constant_values)


@told_by(repeating.reverse_sequence)
def reverse_sequence(
    input: Any,
    seq_lengths: Any,
    seq_axis: int | None = None,
    batch_axis: int | None = None,
    name: str | None = None,
) -> Any:
    return repeating.reverse_sequence(input, seq_lengths, seq_axis, batch_axis, name)


def scatter_nd(
    indices: Any,
    updates: Any,
    shape: Any,
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Any:
    """Returns zeros of ``shape``, with ``updates`` added at the places in ``indices``.

    Raises ``InvalidArgumentError`` for a place that is not there, and
    ``NotImplementedError`` for a ``bad_indices_policy`` that would not.
    Source: tf.scatter_nd.

    >>> import teachflow as tf
    >>> tf.scatter_nd([[1], [3]], [10, 30], [5]).numpy()
    array([ 0, 10,  0, 30,  0], dtype=int32)
    """
    _check_policy(bad_indices_policy)
    return scatter.scatter_nd(indices, updates, shape, name)


@told_by(lengths.shape)
def shape(input: Any, out_type: Any = None, name: str | None = None) -> Any:
    return lengths.shape(input, name, out_type)


@told_by(lengths.size)
def size(input: Any, out_type: Any = None, name: str | None = None) -> Any:
    return lengths.size(input, name, out_type)


@told_by(reshaping.squeeze)
def squeeze(input: Any, axis: Any = None, name: str | None = None) -> Any:
    return reshaping.squeeze(input, axis, name)


@told_by(reshaping.transpose)
def transpose(
    a: Any, perm: Any = None, conjugate: bool = False, name: str | None = "transpose"
) -> Any:
    return reshaping.transpose(a, perm, name, conjugate)


@told_by(scatter.tensor_scatter_add)
def tensor_scatter_nd_add(
    tensor: Any,
    indices: Any,
    updates: Any,
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Any:
    _check_policy(bad_indices_policy)
    return scatter.tensor_scatter_add(tensor, indices, updates, name=name)


@told_by(scatter.tensor_scatter_max)
def tensor_scatter_nd_max(
    tensor: Any,
    indices: Any,
    updates: Any,
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Any:
    _check_policy(bad_indices_policy)
    return scatter.tensor_scatter_max(tensor, indices, updates, name=name)


@told_by(scatter.tensor_scatter_min)
def tensor_scatter_nd_min(
    tensor: Any,
    indices: Any,
    updates: Any,
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Any:
    _check_policy(bad_indices_policy)
    return scatter.tensor_scatter_min(tensor, indices, updates, name=name)


@told_by(scatter.tensor_scatter_sub)
def tensor_scatter_nd_sub(
    tensor: Any,
    indices: Any,
    updates: Any,
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Any:
    _check_policy(bad_indices_policy)
    return scatter.tensor_scatter_sub(tensor, indices, updates, name=name)
