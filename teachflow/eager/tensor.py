"""``EagerTensor``: a value that never changes, and what Python may do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.operand import OPERATORS
from teachflow.core.recording import leaving, tapes
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor import Tensor
from teachflow.eager.arithmetic import Arithmetic
from teachflow.eager.unoffered import Unoffered

DEVICE = "/job:localhost/replica:0/task:0/device:CPU:0"
"""Where everything is that was not placed elsewhere."""


class EagerTensor(Arithmetic, Unoffered, Tensor):
    """A value: an array that never changes, with its dtype.

    Source: tf.Tensor.

    >>> import teachflow as tf
    >>> tf.constant([1.0, 2.0]) * 2
    <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 4.], dtype=float32)>
    """

    __slots__ = ("__dict__", "__weakref__", "_device", "_dtype", "array")

    home: Any  # the eager home tells when it is there
    _device: str  # only of what was placed with care

    def __init__(self, array: Any, dtype: DType) -> None:
        self.array = array
        self._dtype = dtype

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        return self._dtype

    @property
    def shape(self) -> TensorShape:
        """The shape, all of it known."""
        try:
            return TensorShape.of(self.array.shape)
        except AttributeError:  # a handle: any Python object
            return TensorShape.of(np.shape(self.array))

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    def set_shape(self, shape: Any) -> None:
        """Changes nothing; raises ``ValueError`` for what contradicts the shape."""
        if not self.shape.is_compatible_with(shape):
            raise ValueError(
                f"Tensor's shape {self.shape} is not compatible with supplied shape "
                f"{TensorShape(shape)}."
            )

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return np.ndim(self.array)

    @property
    def device(self) -> str:
        """The device that the op ran on which made the tensor."""
        try:
            return self._device
        except AttributeError:
            return DEVICE

    @property
    def backing_device(self) -> str:
        """The device that holds the value."""
        return self.device

    def cpu(self) -> Any:
        """The tensor on the first CPU."""
        return self if self.device == DEVICE else EagerTensor(self.array, self._dtype)

    def gpu(self, gpu_index: int = 0) -> NoReturn:
        """Raises ``RuntimeError``: there is no GPU."""
        raise RuntimeError(f"GPU:{gpu_index} unknown device.")

    def numpy(self) -> Any:
        """The value as NumPy's: a scalar, ``bytes`` or the caller's own array."""
        if tapes.stack:
            leaving(self)
        array = self.array
        if type(array) is np.ndarray and array.ndim:
            return array.copy()
        return array if isinstance(array, np.generic) else np.asarray(array)[()]

    def eval(self, feed_dict: Any = None, session: Any = None) -> NoReturn:
        """Raises ``NotImplementedError``: the value is there already."""
        raise told(
            NotImplementedError(
                "eval is not supported when eager execution is enabled, is .numpy() "
                "what you're looking for?"
            ),
            "eager eval",
            tensor=self,
        )

    def consumers(self) -> NoReturn:
        """Raises ``NotImplementedError``: nobody keeps who uses a value."""
        raise NotImplementedError(
            "Tensor.consumers is undefined when eager execution is enabled."
        )

    def static_value(self) -> Any:
        """The value as an array."""
        return np.asarray(self.array)

    def static_shape_value(self) -> TensorShape | None:
        """The lengths that this vector spells out."""
        return shape_rules.spelled(np.asarray(self.array))

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray[Any, Any]:
        if tapes.stack:
            leaving(self)
        if copy or (copy is None and dtype not in (None, self._dtype.numpy_dtype)):
            return np.array(self.array, dtype)
        return np.asarray(self.array, dtype).view()  # read-only, as the tensor is

    def __eq__(self, other: object) -> Any:
        return OPERATORS["equal"](self, other)

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    def __hash__(self) -> int:
        raise TypeError("Tensor is unhashable. Instead, use tensor.ref() as the key.")

    def __bool__(self) -> bool:
        try:
            return bool(self.array) if np.size(self.array) else False
        except ValueError as error:
            told(error, "vector bool", tensor=self)
            raise

    def __int__(self) -> int:
        value = self.numpy()
        try:
            return int(value.real if isinstance(value, np.complexfloating) else value)
        except TypeError as error:
            told(error, "one number", tensor=self)
            raise

    def __float__(self) -> float:
        try:
            return float(self.array)
        except TypeError as error:
            told(error, "one number", tensor=self)
            raise

    def __complex__(self) -> complex:
        return complex(self.array)

    def __index__(self) -> int:
        try:
            index: int = self.numpy().__index__()
        except TypeError as error:
            told(error, "one number", tensor=self)
            raise
        return index

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("Scalar tensor has no `len()`")
        return len(self.array)

    def __iter__(self) -> Iterator[Any]:
        if not self.ndim:
            raise TypeError("Cannot iterate over a scalar tensor.")
        return (self[index] for index in range(len(self.array)))

    def __copy__(self) -> EagerTensor:
        return self  # nobody can change it

    def __deepcopy__(self, memo: Any) -> EagerTensor:
        return self

    def __reduce__(self) -> Any:
        return _restored, (self.numpy(), self._dtype.name)

    def __format__(self, spec: str) -> str:
        return format(self.numpy(), spec)

    def __str__(self) -> str:
        known = f"shape={self.shape}, dtype={self.dtype.name}"
        return f"tf.Tensor({self._shown(str)}, {known})"

    def __repr__(self) -> str:
        shown = self._shown(repr)
        return (
            f"<tf.Tensor: shape={self.shape}, dtype={self.dtype.name}, numpy={shown}>"
        )

    def _shown(self, form: Any) -> str:
        value = np.asarray(self.array)
        if not value.ndim:
            item = value[()]
            if isinstance(item, bytes):
                return repr(item)
            return repr(item.item()) if form is repr else str(item)
        text = str(form(value))
        return "\n" + text if "\n" in text else text


def _restored(value: Any, dtype: str) -> EagerTensor:
    """The tensor again that was pickled."""
    kind = dt.as_dtype(dtype)
    return EagerTensor(np.array(value, kind.numpy_dtype), kind)
