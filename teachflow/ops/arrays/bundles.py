"""Several tensors passed on together, each as it is."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


def _each(call: Any) -> tuple[TensorShape, ...]:
    return tuple(TensorShape(tensor.shape) for tensor in call.inputs)


@op("IdentityN", "[T] -> [T]", shape=_each)
def identity_n(input: Any) -> Any:
    """The tensors of a list, each as it is.

    Source: tf.identity_n.

    >>> import teachflow as tf
    >>> [tensor.numpy() for tensor in tf.identity_n([1, 2.0])]
    [np.int32(1), np.float32(2.0)]
    """
    return [one.view() if isinstance(one, np.ndarray) else one for one in input]


@identity_n.vjp
def _(call: Any, *gs: Any) -> Any:
    return gs


@identity_n.jvp
def _(call: Any, *tangents: Any) -> Any:
    return tangents


def _lengths(call: Any) -> tuple[TensorShape, ...]:
    return tuple(TensorShape([tensor.shape.rank]) for tensor in call.inputs)


@op("ShapeN", "N*T -> N*out_type", shape=_lengths, differentiable=False)
def shape_n_op(input: Any, *, out_type: Any = dt.int32) -> Any:
    """The shapes of several tensors of one dtype."""
    return [np.array(one.shape, out_type.numpy_dtype) for one in input]


@composite
def shape_n(input: Any, out_type: Any = dt.int32, name: str | None = None) -> Any:
    """Returns the shapes of the tensors in ``input``, as a list of vectors.

    Source: tf.shape_n.

    >>> import teachflow as tf
    >>> [lengths.numpy().tolist() for lengths in tf.shape_n([[1, 2], [3]])]
    [[2], [1]]
    """
    return shape_n_op(input, out_type=dt.as_dtype(out_type), name=name)
