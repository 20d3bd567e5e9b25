"""Rows of a tensor that is zero elsewhere: ``IndexedSlices``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import DType, as_dtype
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.groups.segments import unsorted_segment_sum
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape_op, size_op
from teachflow.ops.math.cast import cast


class IndexedSlicesValue(NamedTuple):
    """The value of ``IndexedSlices``, as a run gives it: three arrays.

    ``dense_shape`` is None where the slices have none. TensorFlow has the class without
    a public name.
    """

    values: Any
    indices: Any
    dense_shape: Any


class IndexedSlices(Operand):
    """The rows ``values`` of a tensor, with their numbers ``indices``.

    Where a tensor is asked for, it becomes one: rows of one number are added, others
    are 0. That needs ``dense_shape``, the tensor's shape. In graphs the gradient of
    what ``gather`` reads from is of this class: optimizers then leave all other rows
    alone. A run gives an ``IndexedSlicesValue``. Source: tf.IndexedSlices.

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
    def device(self) -> Any:
        """The device of the rows."""
        return self._values.device

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

    def parts(self) -> tuple[tuple[Any, ...], Callable[..., Any]]:
        """The tensors that it is made of, and what makes the whole of their values."""
        if self._dense_shape is None:
            given: tuple[Any, ...] = (self._values, self._indices)
            return given, lambda flat: IndexedSlicesValue(flat[0], flat[1], None)
        given = (self._values, self._indices, self._dense_shape)
        return given, lambda flat: IndexedSlicesValue(*flat)

    def with_values(self, values: Any) -> IndexedSlices:
        """Other values in the same rows."""
        return IndexedSlices(values, self._indices, self._dense_shape)

    def __neg__(self) -> IndexedSlices:
        return self.with_values(-self._values)

    def __repr__(self) -> str:
        known = self._dense_shape
        shape = "" if known is None else f", dense_shape={known!s}"
        return (
            f"IndexedSlices(indices={self._indices!s}, values={self._values!s}{shape})"
        )


def rows_read(params: Any, indices: Any, g: Any) -> IndexedSlices:
    """``g``, the cotangent of the rows ``indices`` of ``params``, as their slices."""
    lengths = shape_op(params)
    if indices.shape.rank == 1:
        return IndexedSlices(g, indices, lengths)
    flat = concat([[size_op(indices)], lengths[1:]], 0)
    here = home.choose((g, indices))
    values = here.apply(OPS["Reshape"], (g, flat), {}, None)
    return IndexedSlices(
        values, here.apply(OPS["Reshape"], (indices, [-1]), {}, None), lengths
    )


def one_after_another(parts: Sequence[IndexedSlices]) -> IndexedSlices:
    """The sum of slices of one tensor: all rows, those of the first part first."""
    indices = [part.indices for part in parts]
    if len({index.dtype.base_dtype for index in indices}) > 1:
        indices = [cast(index, dt.int64) for index in indices]
    return IndexedSlices(
        concat([part.values for part in parts], 0),
        concat(indices, 0),
        parts[0].dense_shape,
    )


def rows_of(value: Any) -> Any:
    """The values of slices; anything else as it is."""
    return value.values if isinstance(value, IndexedSlices) else value


def in_place_of(value: Any, result: Any) -> Any:
    """``result``, made of ``rows_of(value)``: slices where ``value`` is some."""
    return value.with_values(result) if isinstance(value, IndexedSlices) else result
