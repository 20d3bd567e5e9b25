"""The variable of a graph: four nodes, and a value in each session."""

from __future__ import annotations

from typing import Any, NoReturn

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.core.errors import OperatorNotAllowedInGraphError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.variables.base import BaseVariable


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
        """A tensor for building other initial values: the value, once there is one."""
        inputs = (self, self._initial_value)
        return self._home.apply(OPS["ValueOrInitial"], inputs, {}, None)

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
            "no value until a session runs it. Iterate over what eval() returns."
        )

    def __repr__(self) -> str:
        return f"<tf.Variable '{self.name}' shape={self.shape} dtype={self.dtype.name}>"


def _collections(given: Any, trainable: bool) -> list[str]:
    keys = ["variables"] if given is None else list(given)
    if trainable and "trainable_variables" not in keys:
        keys.append("trainable_variables")
    return keys
