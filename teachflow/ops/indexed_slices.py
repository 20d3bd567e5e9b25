"""Rows of a tensor that is zero elsewhere: ``IndexedSlices``."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import DType, as_dtype
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.ops.segments import unsorted_segment_sum


class IndexedSlices(Operand):
    """The rows ``values`` of a tensor, with their numbers ``indices``.

    Where a tensor is asked for, it becomes one: rows of one number are added, others
    are 0. That needs ``dense_shape``, the tensor's shape. TeachFlow's own gradients are
    dense tensors; TensorFlow's of ``gather`` are of this class.
    Source: tf.IndexedSlices.

    >>> import teachflow as tf
    >>> rows = tf.IndexedSlices(tf.constant([5.0, 7.0]), tf.constant([0, 2]), [3])
    >>> tf.convert_to_tensor(rows).numpy()
    array([5., 0., 7.], dtype=float32)
    """

    __slots__ = ("_dense_shape", "_indices", "_values")

    def __init__(self, values: Any, indices: Any, dense_shape: Any = None) -> None:
        self._values = values
        self._indices = indices
        self._dense_shape = dense_shape

    @property
    def values(self) -> Any:
        """The rows."""
        return self._values

    @property
    def indices(self) -> Any:
        """The rows' numbers."""
        return self._indices

    @property
    def dense_shape(self) -> Any:
        """The shape of the tensor that they are rows of, or None."""
        return self._dense_shape

    @property
    def home(self) -> Any:
        """Where the rows live."""
        return home.choose((self._values, self._indices))

    @property
    def graph(self) -> Any:
        """The graph that the rows live in."""
        return self._values.graph

    @property
    def op(self) -> Any:
        """The operation that computes the rows."""
        return self._values.op

    @property
    def name(self) -> Any:
        """The rows' name."""
        return self._values.name

    @property
    def dtype(self) -> DType:
        """The dtype of the rows."""
        return as_dtype(self._values.dtype)

    @property
    def shape(self) -> TensorShape:
        """What is known of ``dense_shape``."""
        known = self._dense_shape
        if known is None:
            return TensorShape(None)
        if isinstance(known, Operand):
            value = known.static_value()
            return TensorShape(None if value is None else value.tolist())
        return TensorShape(known)

    def as_tensor(self) -> Any:
        """The tensor that they are rows of."""
        if self._dense_shape is None:
            raise ValueError(
                "Tensor conversion requested for IndexedSlices for which dense_shape "
                "is not set: give it as the third argument of tf.IndexedSlices."
            )
        rows = self._dense_shape[0]
        return unsorted_segment_sum(self._values, self._indices, rows)

    def __repr__(self) -> str:
        shape = "" if self._dense_shape is None else f", dense_shape={self.dense_shape}"
        return f"IndexedSlices(indices={self._indices}, values={self._values}{shape})"
