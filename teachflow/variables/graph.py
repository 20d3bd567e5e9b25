"""The variable of a graph: four nodes, and a value in each session."""

from __future__ import annotations

from typing import Any, NoReturn

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.core.errors import OperatorNotAllowedInGraphError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph_def import collected
from teachflow.ops.state.state import count_up_to
from teachflow.variables import definition
from teachflow.variables.base import BaseVariable
from teachflow.variables.distribution import understand
from teachflow.variables.initial import safe_initial_value
from teachflow.variables.scattering import Scattering


class GraphVariable(Scattering, BaseVariable):
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
        "aggregation",
        "constraint",
        "synchronization",
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
        if variable_def is not None:
            if initial_value is not None:
                raise ValueError(
                    "variable_def and initial_value are mutually exclusive."
                )
            self._take(variable_def, import_scope)
            return
        if initial_value is None:
            raise ValueError("initial_value must be specified.")
        if not isinstance(collections, (list, tuple, set, type(None))):
            raise ValueError(
                f"collections argument to Variable constructor must be a list, tuple, "
                f"or set. Got {collections} of type {type(collections)}"
            )
        if constraint is not None and not callable(constraint):
            raise ValueError("The `constraint` argument must be a callable.")
        wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
        graph: Any = home.innermost()
        self.synchronization, self.aggregation, self._trainable = understand(
            synchronization, aggregation, trainable, name
        )
        self._home = graph
        self.constraint = constraint
        name = "Variable" if name is None else name
        with graph.control_dependencies(None), graph.scope(name) as scope:
            if callable(initial_value):
                with graph.scope("Initializer"):
                    initial_value = graph.convert(
                        initial_value(), wanted, "initial_value"
                    )
            initial = graph.convert(initial_value, wanted, "initial_value")
            if validate_shape and not initial.shape.is_fully_defined():
                raise ValueError(
                    f"initial_value must have a shape specified: {initial}. Give its "
                    f"placeholder a shape, or pass validate_shape=False."
                )
            kind = initial.dtype.base_dtype
            if shape is None and validate_shape:
                shape = initial.shape
            static = TensorShape(shape)
            attrs = {"shape": static, "dtype": kind}
            self._initial_value = initial
            self._place = graph.apply(OPS["VariableV2"], (), attrs, scope)
            self._initializer = graph.apply(
                OPS["Assign"],
                (self._place, safe_initial_value(initial, scope)),
                {"validate_shape": validate_shape},
                "Assign",
            ).op
            self._read = graph.apply(OPS["Identity"], (self._place,), {}, "read")
        for key in _collections(collections, self._trainable):
            graph.add_to_collection(key, self)

    def _take(self, variable_def: Any, import_scope: str | None) -> None:
        """Becomes the variable whose nodes are in the graph already."""
        for attribute, part in definition.parts(variable_def, import_scope).items():
            setattr(self, attribute, part)

    @classmethod
    def from_proto(
        cls, variable_def: Any, import_scope: str | None = None
    ) -> GraphVariable:
        """The variable whose nodes in the graph a ``VariableDef`` names."""
        return cls(variable_def=variable_def, import_scope=import_scope)

    def to_proto(self, export_scope: str | None = None) -> Any:
        """The names of the variable's nodes as a ``VariableDef``.

        Without ``export_scope``, and None where the variable is not under it.
        """
        return definition.to_proto(self, export_scope)

    @property
    def graph(self) -> Any:
        """The graph that the variable is part of."""
        return self._place.op.graph

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
        """The device that its place was asked to be on; empty for none."""
        device: str = self._place.op.device
        return device

    @property
    def initializer(self) -> Any:
        """The operation that gives the variable its initial value in a session."""
        return self._initializer

    @property
    def initial_value(self) -> Any:
        """The tensor of the initial value."""
        return self._initial_value

    def _initialize_by(self, initializer: Any, initial_value: Any) -> None:
        """Makes another operation the initializer: one that reads a checkpoint."""
        self._initializer = initializer
        self._initial_value = initial_value

    def initialized_value(self) -> Any:
        """A tensor for building other initial values: the value, once there is one."""
        graph = self._home
        with graph.control_dependencies(None):
            known = graph.apply(OPS["IsVariableInitialized"], (self,), {}, None)
            return graph.conditional(known, self.read_value, lambda: self.initial_value)

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

    def set_shape(self, shape: Any) -> None:
        """Adds to what is known of the shape; ``ValueError`` for a contradiction."""
        self._place.set_shape(shape)
        self._read.set_shape(shape)

    def count_up_to(self, limit: int) -> Any:
        """A tensor that gives the value and adds 1, up to ``limit`` exclusively.

        At the limit its run raises ``OutOfRangeError``.
        """
        return count_up_to(self, limit)

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


collected.register(
    (
        "global_step",
        "local_variables",
        "metric_variables",
        "model_variables",
        "moving_average_variables",
        "trainable_variables",
        "variables",
    ),
    collected.Kind(
        "variable", "VariableDef", GraphVariable.to_proto, GraphVariable.from_proto
    ),
)
