"""The eager variable: a cell with a name, a dtype and a shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.operand import OPERATORS
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.variables.base import BaseVariable


class EagerVariable(BaseVariable):
    """A variable that holds its value.

    Source: tf.Variable.

    >>> import teachflow as tf
    >>> x = tf.Variable([2.0, 3.0])
    >>> x.assign_add([1.0, 1.0]).numpy()
    array([3., 4.], dtype=float32)
    """

    __slots__ = (
        "__weakref__",
        "_dtype",
        "_home",
        "_name",
        "_shape",
        "_trainable",
        "cell",
    )

    def __init__(
        self,
        initial_value: Any = None,
        trainable: bool | None = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: str | None = None,
        variable_def: Any = None,
        dtype: Any = None,
        import_scope: Any = None,
        constraint: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
        shape: Any = None,
    ) -> None:
        if initial_value is None:
            raise ValueError("The `initial_value` arg to `tf.Variable` must be given.")
        self._home = home.innermost()
        if callable(initial_value):
            initial_value = initial_value()
        wanted = None if dtype is None else dt.as_dtype(dtype)
        value = self._home.convert(initial_value, wanted)
        self._dtype = value.dtype
        self._shape = value.shape if shape is None else TensorShape(shape)
        if not self._shape.is_compatible_with(value.shape):
            raise ValueError(
                f"In this `tf.Variable` creation, the initial value's shape "
                f"({value.shape}) is not compatible with the explicitly supplied "
                f"`shape` argument ({shape})."
            )
        self._trainable = trainable is None or bool(trainable)
        self._name = f"{name or 'Variable'}:0"
        self.cell = Cell(self._name)
        self.cell.write(np.array(value.array, dtype=value.dtype.as_numpy_dtype))

    @property
    def name(self) -> str:
        """The name given, with ``:0``; names may repeat."""
        return self._name

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        dtype: DType = self._dtype
        return dtype

    @property
    def shape(self) -> TensorShape:
        """The shape."""
        return self._shape

    @property
    def device(self) -> str:
        """The one device that there is."""
        return "/job:localhost/replica:0/task:0/device:CPU:0"

    def as_tensor(self) -> Any:
        """The value as a tensor; tapes see the reading."""
        return self._home.apply(OPS["ReadVariableOp"], (self,), {}, None)

    def static_value(self) -> Any:
        """The value as an array."""
        return np.asarray(self.cell.value)

    def numpy(self) -> Any:
        """The value as NumPy's, the caller's own."""
        return self.as_tensor().numpy()

    def _value_for(self, type_: str, value: Any) -> Any:
        tensor = self._home.convert(value, self._dtype)
        if not self._shape.is_compatible_with(tensor.shape):
            if type_ != "Assign":
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Cannot update variable with shape {bracketed(self._shape)} "
                    f"using a Tensor with shape {bracketed(tensor.shape)}, shapes "
                    "must be equal.",
                )
            raise ValueError(
                f"Cannot assign value to variable '{self._name}': Shape mismatch. The "
                f"variable shape {self._shape}, and the assigned value shape "
                f"{tensor.shape} are incompatible."
            )
        return tensor

    def _change(self, type_: str, value: Any, read: bool) -> Any:
        self._home.apply(OPS[type_], (self, self._value_for(type_, value)), {}, None)
        return self if read else None

    def assign(
        self,
        value: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """Stores ``value``; returns the variable."""
        return self._change("Assign", value, read_value)

    def assign_add(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """Adds ``delta``; returns the variable."""
        return self._change("AssignAdd", delta, read_value)

    def assign_sub(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """Subtracts ``delta``; returns the variable."""
        return self._change("AssignSub", delta, read_value)

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray[Any, Any]:
        return np.array(self.cell.value, dtype=dtype)

    def __eq__(self, other: object) -> Any:
        return OPERATORS["equal"](self, other)

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    def __hash__(self) -> int:
        raise TypeError(
            f"Variable is unhashable. Use id(variable) as the key. (Variable: {self!r})"
        )

    def __bool__(self) -> bool:
        return bool(self.cell.value)

    def __int__(self) -> int:
        return int(self.cell.value)

    def __float__(self) -> float:
        return float(self.cell.value)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.as_tensor())

    def __len__(self) -> int:
        return len(self.as_tensor())

    def __repr__(self) -> str:
        shown = self.as_tensor()._shown(repr)
        return (
            f"<tf.Variable '{self._name}' shape={self._shape} "
            f"dtype={self._dtype.name}, numpy={shown}>"
        )
