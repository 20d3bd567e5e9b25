"""Nodes and the edges between them: ``Operation`` and symbolic ``Tensor``.

Neither holds a value. An operation is a ``Call`` with a name and a place in a graph, so
the reverse pass reads it exactly as it reads what a tape has recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from teachflow.core import shape_rules
from teachflow.core.dtypes import DType
from teachflow.core.errors import OperatorNotAllowedInGraphError
from teachflow.core.explaining.facts import told
from teachflow.core.registry import Call, OpDef
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor import Tensor as AnyTensor
from teachflow.graph.static import static_value
from teachflow.graph_def import export

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph
    from teachflow.graph.owning.making import Maker


class Operation(Call):
    """A node: an op applied to tensors, under a name of its own.

    Source: tf.Operation.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     op = tf.add(1, 2, name="sum").op
    ...     print(op.name, op.type, len(op.inputs))
    sum AddV2 2
    """

    __slots__ = (
        "_context",
        "_id",
        "control_inputs",
        "device",
        "graph",
        "maker",
        "node_name",
        "types",
    )
    maker: Maker | None  # who has made it: the graph says

    def __init__(
        self,
        graph: Graph,
        name: str,
        opdef: OpDef,
        inputs: tuple[Tensor, ...],
        attrs: dict[str, Any],
        types: dict[str, Any],
        control_inputs: tuple[Operation, ...],
    ) -> None:
        super().__init__(opdef, inputs, attrs)
        self.graph = graph
        self.node_name = name
        self.types = types
        self.control_inputs = control_inputs
        self.device = ""
        self._id = -1  # until the node is finished
        self._context: Any = None  # the branch or loop that the node was made in

    @property
    def name(self) -> str:
        """The full name, scopes included."""
        return self.node_name

    @property
    def type(self) -> str:
        """The op's type, such as ``MatMul``."""
        return self.opdef.type

    @property
    def op_def(self) -> OpDef:
        """The declaration of the op."""
        return self.opdef

    @property
    def node_def(self) -> Any:
        """The node as a ``NodeDef`` message, made anew each time."""
        return export.node_def(self)

    @property
    def removed(self) -> str | None:
        """Why it was taken out of its graph, and what to do; None while it is there."""
        return getattr(self.graph, "taken_away", None)

    @property
    def position(self) -> int:
        """The place in the order in which nodes can run, counted from 0."""
        return self._id

    def get_attr(self, name: str) -> Any:
        """The attribute ``name``: a keyword-only parameter or a type variable.

        Raises ``ValueError`` naming the attributes there are.
        """
        for table in (self.attrs, self.types):
            if name in table:
                return table[name]
        known = ", ".join(sorted({*self.attrs, *self.types})) or "none"
        raise ValueError(
            f"Operation '{self.name}' has no attr named '{name}'; it has: {known}."
        )

    def values(self) -> tuple[Tensor, ...]:
        """The outputs, as a tuple."""
        return tuple(self.outputs)

    def run(self, feed_dict: Any = None, session: Any = None) -> None:
        """Runs this operation in ``session`` or the default session.

        Raises ``ValueError`` where no session is open.
        """
        from_session(self, session, "run").run(self, feed_dict)

    def __repr__(self) -> str:
        return f"<tf.Operation '{self.name}' type={self.type}>"

    def __str__(self) -> str:
        try:
            return str(self.node_def)
        except (ImportError, TypeError, ValueError):  # no messages, or none for this
            lines = [f'name: "{self.name}"', f'op: "{self.type}"']
            lines += [f'input: "{export.input_name(each)}"' for each in self.inputs]
            lines += [f'input: "^{node.name}"' for node in self.control_inputs]
            return "\n".join(lines) + "\n"


class Tensor(AnyTensor):
    """One output of an operation: what it *will* be when the graph is run.

    Source: tf.Tensor.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.constant([1.0, 2.0], name="x"))
    Tensor("x:0", shape=(2,), dtype=float32)
    """

    __slots__ = ("__weakref__", "_consumers", "_dtype", "_shape", "op", "value_index")

    def __init__(
        self, op: Operation, value_index: int, dtype: DType, shape: TensorShape
    ) -> None:
        self.op = op
        self.value_index = value_index
        self._dtype = dtype
        self._shape = shape
        self._consumers: list[Operation] = []

    @property
    def graph(self) -> Graph:
        """The graph that the tensor is part of."""
        return self.op.graph

    @property
    def home(self) -> Graph:
        """The graph, as the place where ops on this tensor happen."""
        return self.op.graph

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        return self._dtype

    @property
    def name(self) -> str:
        """The operation's name, a colon and the number of the output."""
        return f"{self.op.node_name}:{self.value_index}"

    @property
    def device(self) -> str:
        """The device that the operation was asked to run on; empty for none."""
        return self.op.device

    @property
    def shape(self) -> TensorShape:
        """What is known of the shape before running."""
        return self._shape

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self._shape

    def set_shape(self, shape: Any) -> None:
        """Adds to what is known of the shape.

        Raises ``ValueError`` where it contradicts what is known already.
        """
        self._shape = type(self._shape)(self._shape.merge_with(shape))

    def consumers(self) -> list[Operation]:
        """The operations that take this tensor in, in creation order."""
        return list(self._consumers)

    def eval(self, feed_dict: Any = None, session: Any = None) -> Any:
        """The value in ``session`` or the default session, as NumPy's.

        Raises ``ValueError`` where no session is open.
        """
        return from_session(self, session, "eval").run(self, feed_dict)

    def shape_source(self) -> Tensor:
        """The tensor that this one has its shape from, through elementwise ops."""
        tensor = self
        while (
            tensor.op.opdef.shape is shape_rules.same
            and not tensor._dtype._is_ref_dtype
        ):
            source = tensor.op.inputs[0]
            if source._dtype._is_ref_dtype:
                break
            tensor = source
        return tensor

    def static_value(self) -> np.ndarray[Any, Any] | None:
        """The value where it follows from constants and known shapes, else None."""
        return static_value(self)

    def static_shape_value(self) -> TensorShape | None:
        """The lengths that this vector spells out, as far as they are known."""
        rule = self.op.opdef.rules.get("static_shape")
        if rule is not None:
            shape: TensorShape | None = rule(self.op)
            return shape
        value = self.static_value()
        if value is not None:
            return shape_rules.spelled(value)
        rank = self._shape.known_dims
        if rank is not None and len(rank) == 1 and rank[0] is not None:
            return TensorShape([None] * rank[0])
        return None

    def __repr__(self) -> str:
        return f"<tf.Tensor '{self.name}' shape={self._shape} dtype={self._dtype.name}>"

    def __str__(self) -> str:
        shape = "" if self._shape.rank is None else f", shape={self._shape}"
        return f'Tensor("{self.name}"{shape}, dtype={self._dtype.name})'

    def __bool__(self) -> NoReturn:
        raise told(
            OperatorNotAllowedInGraphError(
                "Using a symbolic `tf.Tensor` as a Python `bool` is not allowed: "
                f"{self.name} has no value until a session runs it. Compare what "
                f"`{self.name.split(':')[0]}.eval()` returns, or use tf.cond."
            ),
            "symbolic bool",
            tensor=self,
        )

    def __iter__(self) -> Iterator[Any]:
        raise told(
            OperatorNotAllowedInGraphError(
                f"Iterating over a symbolic `tf.Tensor` is not allowed: {self.name} "
                "has no value until a session runs it. Use tf.unstack, or iterate over "
                "what eval() returns."
            ),
            "symbolic iteration",
            tensor=self,
        )

    def __len__(self) -> NoReturn:
        raise told(
            TypeError(
                f"len is not well defined for a symbolic Tensor ({self.name}). Please "
                "call `x.shape` rather than `len(x)` for shape information."
            ),
            "symbolic length",
            tensor=self,
        )

    def __array__(self, dtype: Any = None, copy: Any = None) -> NoReturn:
        raise told(
            NotImplementedError(
                f"Cannot convert a symbolic tf.Tensor ({self.name}) to a numpy array. "
                "It has no value until a session runs it: call eval(), or use the tf "
                "function in place of NumPy's."
            ),
            "symbolic array",
            tensor=self,
        )


def from_session(element: Any, session: Any, verb: str) -> Any:
    """The session to run ``element`` in: the one given or the default one."""
    graph = element.graph
    if session is None:
        session = graph.default_session()
        if session is None:
            what = (
                "evaluate tensor using `eval()`"
                if verb == "eval"
                else "execute operation using `run()`"
            )
            raise told(
                ValueError(
                    f"Cannot {what}: No default session is registered. Use `with "
                    "tf.Session():` or pass an explicit session to "
                    f"`{verb}(session=sess)`."
                ),
                "no session",
                element=element,
                verb=verb,
            )
    if session.graph is not graph:
        what = "evaluate tensor" if verb == "eval" else "execute operation"
        raise told(
            ValueError(
                "Cannot use the "
                f"{'default' if session is graph.default_session() else 'given'} "
                f"session to {what}: the "
                f"{'tensor' if verb == 'eval' else 'operation'}'s graph is different "
                "from the session's graph. Pass an explicit session to "
                f"`{verb}(session=sess)`; '{element.name}' lives in {graph}, the "
                f"session runs {session.graph}."
            ),
            "other graph",
            element=element,
            graph=session.graph,
        )
    return session
