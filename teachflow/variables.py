"""Variables: one base, two kinds.

A graph variable is four nodes (initial value, place, assignment, read) and holds no
value: each session has its own. An eager variable holds its value in a cell.
``Variable`` in a face makes the one that fits where it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError, OperatorNotAllowedInGraphError
from teachflow.core.operand import OPERATORS, Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape, bracketed


class BaseVariable(Operand):
    """What both kinds of variable share."""

    __slots__ = ()

    _home: Any
    _trainable: bool

    @property
    def home(self) -> Any:
        """Where ops on this variable happen."""
        return self._home

    @property
    def trainable(self) -> bool:
        """Whether optimizers and tapes take it up by themselves."""
        return self._trainable

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    def value(self) -> Any:
        """The tensor that reads the variable."""
        return self.as_tensor()

    def as_ref(self) -> Any:
        """What ops take that read or change the variable in its place."""
        return self

    def read_value(self) -> Any:
        """A tensor that reads the variable anew."""
        return OPERATORS["identity"](self.as_ref(), name="read")


class GraphVariable(BaseVariable):
    """A variable of a graph: ``x/initial_value``, ``x``, ``x/Assign`` and ``x/read``.

    Source: tf.compat.v1.Variable.
    """

    __slots__ = (
        "__weakref__",
        "_home",
        "_initial_value",
        "_initializer",
        "_place",
        "_read",
        "_trainable",
        "constraint",
    )

    def __init__(
        self,
        initial_value: Any = None,
        trainable: bool | None = None,
        collections: Any = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: str | None = None,
        variable_def: Any = None,
        dtype: Any = None,
        expected_shape: Any = None,
        import_scope: Any = None,
        constraint: Any = None,
        use_resource: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
        shape: Any = None,
    ) -> None:
        if initial_value is None:
            raise ValueError("initial_value must be specified.")
        wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
        graph: Any = home.innermost()
        self._trainable = trainable is None or bool(trainable)
        self._home = graph
        self.constraint = constraint
        with graph.control_dependencies(None), graph.scope(name or "Variable") as scope:
            if callable(initial_value):
                with graph.scope("Initializer"):
                    initial_value = graph.convert(
                        initial_value(), wanted, "initial_value"
                    )
            initial = graph.convert(initial_value, wanted, "initial_value")
            if (
                validate_shape
                and shape is None
                and not initial.shape.is_fully_defined()
            ):
                raise ValueError(
                    f"initial_value must have a shape specified: {initial}. Give its "
                    f"placeholder a shape, or pass validate_shape=False."
                )
            kind = initial.dtype.base_dtype
            static = initial.shape if shape is None else TensorShape(shape)
            attrs = {"shape": static, "dtype": kind}
            self._initial_value = initial
            self._place = graph.apply(OPS["VariableV2"], (), attrs, scope)
            self._initializer = graph.apply(
                OPS["Assign"], (self._place, initial), {}, "Assign"
            ).op
            self._read = graph.apply(OPS["Identity"], (self._place,), {}, "read")
        for key in _collections(collections, self._trainable):
            graph.add_to_collection(key, self)

    @property
    def graph(self) -> Any:
        """The graph that the variable is part of."""
        return self._home

    @property
    def op(self) -> Any:
        """The operation that stands for the variable's place."""
        return self._place.op

    @property
    def name(self) -> str:
        """The name of the place's tensor, such as ``x:0``."""
        name: str = self._place.name
        return name

    @property
    def dtype(self) -> DType:
        """A reference type, such as ``float32_ref``."""
        dtype: DType = self._place.dtype
        return dtype

    @property
    def shape(self) -> TensorShape:
        """The static shape."""
        shape: TensorShape = self._place.shape
        return shape

    @property
    def device(self) -> str:
        """Empty: nothing is placed by hand here."""
        return ""

    @property
    def initializer(self) -> Any:
        """The operation that gives the variable its initial value in a session."""
        return self._initializer

    @property
    def initial_value(self) -> Any:
        """The tensor of the initial value."""
        return self._initial_value

    def initialized_value(self) -> Any:
        """The tensor of the initial value, for building other initial values."""
        return self._initial_value

    def as_tensor(self) -> Any:
        """The tensor ``x/read``."""
        return self._read

    def as_ref(self) -> Any:
        """The tensor of the place itself."""
        return self._place

    def as_graph_element(self) -> Any:
        """What is fetched or fed for the variable."""
        return self._place

    def static_value(self) -> Any:
        """None: a variable's value belongs to a session."""
        return None

    def eval(self, session: Any = None) -> Any:
        """The value in ``session`` or the default session."""
        return self._place.eval(session=session)

    def load(self, value: Any, session: Any = None) -> None:
        """Stores ``value`` in ``session`` or the default session, adding no node."""
        self._initializer.run({self._initializer.inputs[1]: value}, session)

    def _change(self, type_: str, value: Any, name: str | None, read: bool) -> Any:
        changed = self._home.apply(OPS[type_], (self, value), {}, name)
        return changed if read else changed.op

    def assign(
        self,
        value: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """A tensor that stores ``value`` when it is run; the operation if not
        ``read_value``.
        """
        return self._change("Assign", value, name, read_value)

    def assign_add(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """A tensor that adds ``delta`` when it is run."""
        return self._change("AssignAdd", delta, name, read_value)

    def assign_sub(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Any:
        """A tensor that subtracts ``delta`` when it is run."""
        return self._change("AssignSub", delta, name, read_value)

    def __iter__(self) -> NoReturn:
        raise OperatorNotAllowedInGraphError(
            f"Iterating over a symbolic `tf.Variable` is not allowed: {self.name} has "
            "no value "
            f"until a session runs it. Iterate over what eval() returns."
        )

    def __repr__(self) -> str:
        return f"<tf.Variable '{self.name}' shape={self.shape} dtype={self.dtype.name}>"


def _collections(given: Any, trainable: bool) -> list[str]:
    keys = ["variables"] if given is None else list(given)
    if trainable and "trainable_variables" not in keys:
        keys.append("trainable_variables")
    return keys


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
    __hash__ = None  # type: ignore[assignment]

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
                    "using a "
                    f"Tensor with shape {bracketed(tensor.shape)}, shapes must be "
                    "equal.",
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


class FaceVariable(type):
    """The class ``Variable`` of a face: makes the kind that fits where it is called."""

    def _fallback(cls) -> Any:
        fallback: Callable[[], Any] = cls.__dict__["fallback"].__func__
        return fallback()

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A variable of the graph of its arguments, of the scope, or eager."""
        here = home.symbolic_home((args, kwargs)) or home.innermost() or cls._fallback()
        kind = GraphVariable if here.symbolic else EagerVariable
        with home.within(here):
            return kind(*args, **kwargs)

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, BaseVariable)
