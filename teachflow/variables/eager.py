"""The eager variable: a cell with a name, a dtype and a shape; and its other name."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.explaining.facts import told
from teachflow.core.operand import OPERATORS
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.slicing.indexing import is_mask
from teachflow.ops.state.state import count_up_to
from teachflow.variables.arithmetic import ReadFirst
from teachflow.variables.base import BaseVariable
from teachflow.variables.copying import copied
from teachflow.variables.distribution import understand
from teachflow.variables.parts import Parts
from teachflow.variables.refusals import Refusals

_numbers = itertools.count()  # the order in which variables are made


class EagerVariable(Refusals, Parts, ReadFirst, BaseVariable):
    """A variable that holds its value.

    What is there for graphs changes nothing: ``validate_shape``, ``caching_device``,
    ``variable_def``, ``import_scope``, ``use_locking``, ``session``, ``export_scope``.
    Source: tf.Variable.

    >>> import teachflow as tf
    >>> x = tf.Variable([2.0, 3.0])
    >>> x.assign_add([1.0, 1.0]).numpy()
    array([3., 4.], dtype=float32)
    """

    __slots__ = (
        "__dict__",
        "__weakref__",
        "_constraint",
        "_device",
        "_distribution",
        "_dtype",
        "_home",
        "_name",
        "_number",
        "_shape",
        "_trainable",
        "cell",
    )

    eager_home: ClassVar[Any] = None  # it tells when it is there

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        home.PLAIN.add(cls)

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
            raise ValueError(
                "The `initial_value` arg to `tf.Variable` must be specified except "
                "when you are not providing a `variable_def`. You provided neither."
            )
        if constraint is not None and not callable(constraint):
            raise ValueError(
                "Argument `constraint` must be None or a callable. a callable. Got a "
                f"{type(constraint)}:  {constraint}"
            )
        when, how, self._trainable = understand(
            synchronization, aggregation, trainable, name
        )
        self._distribution = when, how
        self._constraint = constraint
        self._home = home.innermost()
        value = self._first(initial_value, dtype)
        full, self._device = self._home.new_variable(name)
        self._name = f"{full}:0"
        self._dtype = value.dtype
        self._shape = value.shape if shape is None else TensorShape(shape)
        if not self._shape.is_compatible_with(value.shape):
            raise ValueError(
                f"In this `tf.Variable` creation, the initial value's shape "
                f"({value.shape}) is not compatible with the explicitly supplied "
                f"`shape` argument ({shape})."
            )
        self.cell = Cell(self._name)
        self._number = next(_numbers)
        self.cell.write(np.array(value.array, dtype=value.dtype.as_numpy_dtype))

    def _first(self, initial_value: Any, dtype: Any) -> Any:
        """The initial value as a tensor."""
        if callable(initial_value):
            initial_value = initial_value()
        wanted = None if dtype is None else dt.as_dtype(dtype)
        try:
            return self._home.convert(initial_value, wanted)
        except ValueError as error:
            if "Tensor conversion requested" in str(error):
                raise ValueError(f"initial_value: {error}") from None
            raise

    @property
    def name(self) -> str:
        """The name given, with ``:0``; names may repeat."""
        return self._name

    @property
    def constraint(self) -> Any:
        """The function that keeps the value in bounds, or None."""
        return self._constraint

    @property
    def synchronization(self) -> Any:
        """When copies would be brought together; there is but one."""
        return self._distribution[0]

    @property
    def aggregation(self) -> Any:
        """How copies would become one value; there is but one."""
        return self._distribution[1]

    @property
    def initializer(self) -> None:
        """None: the variable has its value from the beginning."""

    def is_initialized(self, name: str | None = None) -> Any:
        """A tensor: True."""
        return self.home.convert(self.cell.value is not None)

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
        """The device that the value is on."""
        device: str = self._device
        return device

    @property
    def home(self) -> Any:
        """Where ops on this variable happen: in the function that is traced, if any."""
        here = home.innermost()
        return here if getattr(here, "holds_variables", False) else self._home

    def as_tensor(self) -> Any:
        """The value as a tensor; tapes see the reading."""
        return self.home.read(self)

    def read_value(self) -> Any:
        """A tensor that reads the variable anew."""
        return OPERATORS["identity"](self.as_tensor())

    def as_ref(self) -> Any:
        """What ops take that read or change the variable in its place."""
        here = self.home
        return here.place(self) if here.symbolic else self

    def static_value(self) -> Any:
        """The value as an array; None in a function, which reads it when it runs."""
        return None if self.home.symbolic else np.asarray(self.cell.value)

    def numpy(self) -> Any:
        """The value as NumPy's, the caller's own.

        Raises ``NotImplementedError`` in a graph, where there is no value yet.
        """
        if self.home.symbolic:
            raise NotImplementedError(
                f"numpy() is only available when eager execution is enabled. The value "
                f"of {self.name} is not known while a graph is built: use TensorFlow's "
                f"functions on it instead of NumPy's."
            )
        return self.as_tensor().numpy()

    def _value_for(self, type_: str, value: Any) -> Any:
        here = self.home
        tensor = here.convert(value, self._dtype)
        if tensor.home.symbolic and not here.symbolic:
            raise TypeError(
                f"{tensor!r} is out of scope and cannot be used here: it belongs to "
                f"{tensor.home} and has no value until that runs, but {self.name} is "
                f"changed now. Assign what a session's run returns, or assign inside a "
                f"tf.function."
            )
        array = getattr(tensor, "array", None)
        if array is not None and array.shape == self.cell.value.shape:
            return tensor  # what fits once fits again
        if not self._shape.is_compatible_with(tensor.shape):
            if type_ != "Assign":
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Cannot update variable with shape {bracketed(self._shape)} "
                    f"using a Tensor with shape {bracketed(tensor.shape)}, shapes "
                    "must be equal.",
                )
            raise told(
                ValueError(
                    f"Cannot assign value to variable ' {self._name}': Shape "
                    f"mismatch.The variable shape {self._shape}, and the assigned "
                    f"value shape {tensor.shape} are incompatible."
                ),
                "assigned shape",
                variable=self,
                shape=tensor.shape,
            )
        return tensor

    def _change(self, type_: str, value: Any, read: bool) -> Any:
        here, tensor = self.home, self._value_for(type_, value)
        attrs = {}
        if type_ == "Assign":
            attrs["validate_shape"] = self._shape.is_fully_defined()
        elif self._dtype.is_bool or self._dtype is dt.string:
            raise InvalidArgumentError(
                None,
                None,
                f"No OpKernel was registered to support Op '{type_}VariableOp' used by "
                f"{{{{node {type_}VariableOp}}}} with these attrs: "
                f"[dtype=DT_{self._dtype.runtime_name.upper()}]: use assign.",
            )
        if here.symbolic:
            here.apply(OPS[type_], (self, tensor), attrs, None)
        else:
            here.change(OPS[type_], self, tensor, attrs)
        return self._changed() if read else None

    def _changed(self) -> Any:
        """What a change returns."""
        return self if self.home.symbolic else UnreadVariable(self)

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

    def load(self, value: Any, session: Any = None) -> None:
        """Stores ``value``."""
        self.assign(value)

    def set_shape(self, shape: Any) -> None:
        """Changes nothing; raises ``ValueError`` for what contradicts the shape."""
        if not self._shape.is_compatible_with(shape):
            raise ValueError(
                f"Tensor's shape {self._shape} is not compatible with supplied shape "
                f"{TensorShape(shape)}."
            )

    def count_up_to(self, limit: int) -> Any:
        """The value as it is, to which 1 is added for the next time.

        Raises ``OutOfRangeError`` at the limit.
        """
        return count_up_to(self, limit)

    def __getitem__(self, key: Any) -> Any:
        part = OPERATORS["getitem"](self, key)
        if hasattr(part, "__dict__") and not is_mask(key):
            part.assign = functools.partial(self._assign_part, key)
        return part

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        copy = copied(self, memo)
        copy._number = next(_numbers)
        return copy

    def __reduce__(self) -> Any:
        kept = (self._trainable, self._name.removesuffix(":0"), self._dtype.name)
        return _restored, (np.array(self.cell.value), *kept, self._shape.known_dims)

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray[Any, Any]:
        return np.array(self.numpy(), dtype=dtype)

    def __eq__(self, other: object) -> Any:
        return OPERATORS["equal"](self, other)

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    def __hash__(self) -> int:
        raise TypeError(
            "Variable is unhashable. Instead, use variable.ref() as the key. "
            f"(Variable: {self!r})"
        )

    def __bool__(self) -> bool:
        return bool(self.as_tensor())

    def __int__(self) -> int:
        value = self.numpy()
        try:
            return int(value)
        except TypeError as error:
            told(error, "one number", tensor=self)
            raise

    def __float__(self) -> float:
        value = self.numpy()
        try:
            return float(value)
        except TypeError as error:
            told(error, "one number", tensor=self)
            raise

    def __iter__(self) -> Iterator[Any]:
        return iter(self.as_tensor())

    def __len__(self) -> int:
        return len(self.as_tensor())

    def __repr__(self) -> str:
        known = f"'{self.name}' shape={self._shape} dtype={self._dtype.name}"
        if self.home.symbolic:  # in a graph it is not asked what the value is now
            return f"<tf.Variable {known}>"
        return f"<tf.Variable {known}, numpy={self.as_tensor()._shown(repr)}>"


class UnreadVariable(EagerVariable):
    """What a change gives: the variable, to be read when its value is asked for.

    Every reading and change is the variable's own.
    """

    __slots__ = ("_variable",)

    def __init__(self, variable: EagerVariable) -> None:
        self._variable = variable

    def __getattr__(self, name: str) -> Any:
        # What a variable keeps, this does not: its slots are empty.
        return getattr(self._variable, name)

    @property
    def name(self) -> str:
        """``UnreadVariable``, as TensorFlow shows it."""
        return "UnreadVariable"

    def as_tensor(self) -> Any:
        """The variable's value as a tensor."""
        return self._variable.as_tensor()

    def as_ref(self) -> Any:
        """What ops take that change the variable."""
        return self._variable.as_ref()

    def _change(self, type_: str, value: Any, read: bool) -> Any:
        return self._variable._change(type_, value, read)

    def _changed(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self._variable.__deepcopy__(memo)

    def __reduce__(self) -> Any:
        return self._variable.__reduce__()


def _restored(value: Any, trainable: bool, name: str, dtype: str, shape: Any) -> Any:
    """The variable again that was pickled."""
    with home.within(EagerVariable.eager_home):
        kind = dt.as_dtype(dtype)
        return EagerVariable(
            value, trainable, name=name, dtype=kind, shape=TensorShape(shape)
        )


EagerVariable.__name__ = "ResourceVariable"  # what ``type(variable)`` shows

home.PLAIN.update((EagerVariable, UnreadVariable))
