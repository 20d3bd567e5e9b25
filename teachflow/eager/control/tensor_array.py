"""Arrays of eager tensors: a Python list under the name and rules of ``TensorArray``.

Nothing is computed by writing and reading, so a tape need not know of them: what was
written is read again, the same tensor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import InvalidArgumentError, OutOfRangeError
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.eager.home import EAGER
from teachflow.ops.arrays import create, joining, stacking


def _here(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as a method calls it: at once, if no scope says otherwise."""
    return home.face(function, lambda: EAGER)


concat, split = _here(joining.concat), _here(joining.split)
stack, unstack = _here(stacking.stack), _here(stacking.unstack)
zeros = _here(create.zeros)


def _number(value: Any) -> Any:
    return value.as_tensor().numpy() if isinstance(value, Operand) else value


class EagerTensorArray:
    """An array of tensors of one dtype that is written and read one by one.

    Writing changes the array and returns it. An element may be read once, unless
    ``clear_after_read=False``; where nothing was written there are zeros, if the shape
    of the elements is known. Raises ``OutOfRangeError`` for an index outside of the
    array, ``InvalidArgumentError`` for another dtype and a second reading,
    ``ValueError`` for a shape that does not fit. Source: tf.TensorArray.

    >>> import teachflow as tf
    >>> array = tf.TensorArray(tf.float32, size=2)
    >>> array = array.write(0, 1.0).write(1, 2.0)
    >>> array.stack().numpy()
    array([1., 2.], dtype=float32)
    """

    def __init__(
        self,
        dtype: Any,
        size: Any = None,
        dynamic_size: bool | None = None,
        clear_after_read: bool | None = None,
        tensor_array_name: str | None = None,
        handle: Any = None,
        flow: Any = None,
        infer_shape: bool = True,
        element_shape: Any = None,
        colocate_with_first_write_call: bool = True,
        name: str | None = None,
    ) -> None:
        if handle is not None:
            raise ValueError(
                "TensorArray handles are not supported when eager execution is "
                "enabled. Make the array from its size."
            )
        if size is None:
            raise ValueError(
                "Size must be declared for TensorArrays when eager execution is "
                "enabled: tf.TensorArray(dtype, size=0, dynamic_size=True) grows."
            )
        self._dtype = dt.as_dtype(dtype).base_dtype
        self._dynamic_size = bool(dynamic_size)
        self._clears = clear_after_read is None or bool(clear_after_read)
        self._infer_shape = infer_shape
        self._element_shape = TensorShape(element_shape)
        self._elements: list[Any] = [None] * int(_number(size))
        self._read: set[int] = set()

    @property
    def dtype(self) -> dt.DType:
        """The dtype of the elements."""
        return self._dtype

    @property
    def dynamic_size(self) -> bool:
        """Whether the array grows when it is written past its end."""
        return self._dynamic_size

    @property
    def element_shape(self) -> TensorShape:
        """What is known of the shape of an element."""
        return self._element_shape

    @property
    def handle(self) -> None:
        """None: only a graph's array has a handle."""
        return None

    @property
    def flow(self) -> Any:
        """A zero without meaning: only a graph's array has a flow."""
        return EAGER.convert(0, dt.int32)

    def identity(self) -> EagerTensorArray:
        """The array itself."""
        return self

    def grad(self, source: str, flow: Any = None, name: str | None = None) -> Any:
        """Raises ``NotImplementedError``: a tape needs no gradient arrays."""
        raise NotImplementedError(
            "TensorArray.grad is not supported when executing eagerly; eager's "
            "gradient implementation does not use/need this function to compute "
            "gradients of operations that use TensorArrays. Use tf.GradientTape."
        )

    def read(self, index: Any, name: str | None = None) -> Any:
        """The element at ``index``; it is gone then, unless the array keeps it."""
        index = _number(index)
        if index < 0:
            raise OutOfRangeError(
                None,
                None,
                f"Reading from negative indices (index {index}) is not allowed.",
            )
        size = len(self._elements)
        if index >= size:
            raise OutOfRangeError(
                None,
                None,
                f"Tried to read from index {index} but array size is: {size} ",
            )
        value = self._elements[index]
        if value is None:
            if int(index) in self._read:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Could not read index {index} twice because it was cleared after "
                    "a previous read (perhaps try setting clear_after_read = false?)",
                )
            value = self._element(index)
        if self._clears:
            self._elements[index] = None
            self._read.add(int(index))
        return value

    def write(self, index: Any, value: Any, name: str | None = None) -> Any:
        """Puts ``value`` at ``index``; returns the array."""
        index = _number(index)
        if index < 0:
            raise OutOfRangeError(
                None,
                None,
                f"Writing to negative indices (index {index}) is not allowed.",
            )
        size = len(self._elements)
        if index >= size:
            if not self._dynamic_size:
                raise OutOfRangeError(
                    None,
                    None,
                    f"Tried to write to index {index} but array is not resizeable and "
                    f"size is: {size} ",
                )
            self._elements += [None] * (int(index) - size + 1)
        value = self._converted(value)
        if value.dtype is not self._dtype:
            raise InvalidArgumentError(
                None,
                None,
                f"TensorArray dtype is {self._dtype.name} but Op is trying to write "
                f"dtype {value.dtype.name} ",
            )
        if not self._element_shape.is_compatible_with(value.shape):
            raise ValueError(
                f"Incompatible shape for value ({value.shape}), expected "
                f"({self._element_shape})"
            )
        if self._infer_shape:
            merged = self._element_shape.merge_with(value.shape)
            self._element_shape = TensorShape(merged)
        self._elements[index] = value
        return self

    def _converted(self, value: Any) -> Any:
        return EAGER.convert(value, None, "value", self._dtype)

    def _element(self, index: Any) -> Any:
        """What is at ``index``, zeros where nothing was written."""
        value = self._elements[index]
        if value is None:
            if not self._element_shape.is_fully_defined():
                raise ValueError(
                    f"Nothing was written at index {index} of the TensorArray, and "
                    f"the shape of its elements is not known: {self._element_shape}. "
                    "Write there, or give element_shape."
                )
            value = zeros(self._element_shape, self._dtype)
            self._elements[index] = value
        return value

    def stack(self, name: str | None = None) -> Any:
        """All elements as one tensor, along a new first axis."""
        if self._elements:
            return stack([self._element(i) for i in range(len(self._elements))])
        known = self._element_shape.is_fully_defined()
        dims = self._element_shape.as_list() if known else []
        return EAGER.convert(np.zeros([0, *dims], self._dtype.as_numpy_dtype))

    def gather(self, indices: Any, name: str | None = None) -> Any:
        """The elements at ``indices`` as one tensor, along a new first axis."""
        return stack([self._element(index) for index in _number(indices)])

    def concat(self, name: str | None = None) -> Any:
        """All elements as one tensor, along their first axis."""
        values = [self._element(index) for index in range(len(self._elements))]
        for index, value in enumerate(values):
            if not value.ndim:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Concat saw a scalar shape at index {index} but requires at "
                    "least vectors. Use stack() instead.",
                )
        return concat(values, 0)

    def unstack(self, value: Any, name: str | None = None) -> Any:
        """Writes the rows of ``value`` at 0, 1, 2 ...; returns the array."""
        rows = unstack(value)
        size = len(self._elements)
        if len(rows) > size and not self._dynamic_size:
            raise ValueError(
                f"Cannot unstack {len(rows)} tensors into a TensorArray of static size "
                f"{size} "
            )
        self._elements = rows
        return self

    def scatter(self, indices: Any, value: Any, name: str | None = None) -> Any:
        """Writes the rows of ``value`` at ``indices``; returns the array."""
        for index, row in zip(_number(indices), unstack(value), strict=False):
            self.write(index, row)
        return self

    def split(self, value: Any, lengths: Any, name: str | None = None) -> Any:
        """Writes pieces of ``value`` of these lengths; returns the array."""
        value = self._converted(value)
        if value.dtype is not self._dtype:
            raise ValueError(
                f"TensorArray dtype is {self._dtype.name}, but Op requested dtype "
                f"{value.dtype.name}. Use tf.cast."
            )
        long = EAGER.convert(lengths)
        self._check_pieces(value.shape.as_list(), long.numpy())
        self._elements = split(value, long)
        return self

    def _check_pieces(self, shape: list[Any], lengths: Any) -> None:
        total, size = int(np.sum(lengths)), len(self._elements)
        if np.ndim(lengths) != 1:
            what = (
                f"Expected lengths to be a vector, received shape: "
                f"{list(np.shape(lengths))} "
            )
        elif not shape:
            what = "Expected value to be at least a vector, but received shape: [] "
        elif total != shape[0]:
            what = (
                f"Expected sum of lengths to be equal to values.shape[0], but sum of "
                f"lengths is {total} and value's shape is: {shape} "
            )
        elif not self._dynamic_size and len(lengths) != size:
            what = (
                f"TensorArray's size is not equal to the size of lengths ({size} vs. "
                f"{len(lengths)}), and the TensorArray is not marked as dynamically "
                f"resizeable."
            )
        else:
            return
        raise InvalidArgumentError(None, None, what)

    def size(self, name: str | None = None) -> Any:
        """How many elements there is room for, an int32 scalar."""
        return EAGER.convert(len(self._elements), dt.int32)

    def close(self, name: str | None = None) -> None:
        """Forgets all elements."""
        self._elements.clear()
