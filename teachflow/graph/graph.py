"""``Graph``: nodes in the order of their making, and the home where symbolic ops
happen.

A graph only grows; what is taken out again (``removing``) goes with all that was built
upon it. Creation order is therefore a topological order. Two things are only almost so:
a loop closes a circle, and a node inside a branch or loop is *listed* before the nodes
that bring its inputs in, as in TensorFlow; its number is after theirs.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.core.errors import ShapeError
from teachflow.core.explaining.facts import told
from teachflow.core.output_dtypes import output_dtypes
from teachflow.core.randomness import seeds
from teachflow.core.recording import record, tapes
from teachflow.core.registry import OPS, Call, OpDef
from teachflow.core.shapes import TensorShape, TensorShapeV1
from teachflow.graph import build, devices, finding, overriding
from teachflow.graph.blocks import Blocks
from teachflow.graph.control.branches import build_cond
from teachflow.graph.control.contexts import check_inputs
from teachflow.graph.control.flow import CONTROL
from teachflow.graph.control.reverse import around_loops
from teachflow.graph.diff import GraphDiff, difference
from teachflow.graph.names import Names
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.owning.collecting import Collecting
from teachflow.graph.owning.making import current
from teachflow.graph.owning.numbers import Numbers
from teachflow.graph.owning.reserving import Reserved
from teachflow.graph.thread_state import ControlGroup, awaited
from teachflow.graph_def import export


class Graph(Collecting, Blocks):
    """A graph of operations; nothing is computed until a session runs it.

    Unlike TensorFlow, nodes of gradients may be helper ops of its own:
    ``tf.graph_util.lower_helpers`` says them in TensorFlow's. Source: tf.Graph.

    >>> import teachflow.compat.v1 as tf
    >>> graph = tf.Graph()
    >>> with graph.as_default():
    ...     y = tf.constant(3) + 2
    >>> [op.name for op in graph.get_operations()]
    ['Const', 'add/y', 'add']
    """

    symbolic = True
    outer: Graph | None = None  # of a function's graph: the one it is traced in
    shape_type: type[TensorShape] = TensorShapeV1  # as which shapes are shown
    tensor_type: type[Tensor] = Tensor

    def __init__(self) -> None:
        super().__init__()
        self.reserved = Reserved()  # names and numbers for who builds again
        self.names = Names(self)
        self.seed: int | None = None
        self.numbers = Numbers(self)  # for what has no name: op seeds, layers
        self.sessions: weakref.WeakSet[Any] = weakref.WeakSet()
        self.facts: dict[str, str] = {}  # why names are gone that were taken away
        self._numbers = itertools.count()
        self._operations: list[Operation] = []
        self._by_name: dict[str, Operation] = {}
        self._finalized = False
        self._lock = threading.RLock()
        self._unfeedable: set[Tensor] = set()
        self._unfetchable: set[Any] = set()
        self.loops: dict[str, Any] = {}  # the contexts of loops, by frame name
        self.flow: Any = None  # what ``control.flow`` has read so far

    # ---- the home interface ------------------------------------------------------

    def apply(
        self,
        op: OpDef,
        inputs: tuple[Any, ...],
        attrs: dict[str, Any],
        name: str | None,
    ) -> Any:
        """Adds a node; returns its output, a list of several, or the node if it has
        none.
        """
        if op.type in self._overrides:
            op = overriding.overridden(op, self._overrides[op.type])
        with self._lock, self.names.enter(name or op.default_name) as scope:
            flat, types = build.bind(self, op, inputs, attrs)
            node = self.create_op(op, flat, attrs, types, scope[:-1])
        if tapes.stack and op.differentiable:
            record(node)
        outputs = node.outputs
        if op.single:
            return outputs[0]
        return list(outputs) if outputs else node

    def convert(
        self,
        value: Any,
        dtype: DType | None = None,
        name: str | None = None,
        hint: DType | None = None,
    ) -> Tensor:
        """``value`` as a tensor of this graph: itself, or a ``Const`` node.

        Lists that hold tensors are stacked. Raises ``TypeError`` where the dtype does
        not fit and ``ValueError`` for another graph's tensor.
        """
        return build.convert(self, value, dtype, name, hint)

    def capture(self, tensor: Tensor) -> Tensor:
        """Raises ``ValueError``: only functions' graphs take in others' tensors."""
        finding.refuse_taken(tensor)
        raise told(
            ValueError(
                f"{tensor} is not an element of this graph: it lives in "
                f"{tensor.op.graph}, and the op would happen in {self}."
            ),
            "other graph",
            element=tensor,
            graph=self,
        )

    def scope(self, name: str | None) -> AbstractContextManager[str]:
        """A name scope on this thread; yields its prefix."""
        return self.names.enter(name)

    name_scope = scope

    def op_seeds(self, op_seed: Any) -> tuple[int, int]:
        """The attributes ``seed`` and ``seed2`` of this graph's next random op."""
        return seeds.op_seeds(self.seed, op_seed, lambda: self.numbers.next("seed"))

    # ---- building ----------------------------------------------------------------

    def create_op(
        self,
        op: OpDef,
        inputs: tuple[Tensor, ...],
        attrs: dict[str, Any],
        types: dict[str, Any],
        name: str,
    ) -> Operation:
        """Adds a node whose inputs are tensors of this graph and whose name is free.

        Raises ``ValueError`` where the shape rule finds that shapes do not meet.
        """
        if self._finalized:
            self.names.forget(name)
            raise told(
                RuntimeError("Graph is finalized and cannot be modified."),
                "finalized",
                graph=self,
                op=op.type,
            )
        maker = current.maker
        if maker is not self.builder:
            self.hand_over(maker)
        control = self._control_inputs(inputs)
        node = Operation(self, name, op, inputs, attrs, types, control)
        node.maker = maker
        if self._thread.devices:
            node.device = devices.wished(self._thread.devices, node)
        try:
            shapes = op.shape(node)
        except ShapeError as error:
            raise told(
                ValueError(build.explain_shapes(error, node)),
                "shapes",
                op=op.type,
                node=node,
                inputs=inputs,
            ) from None
        if isinstance(shapes, TensorShape):
            shapes = (shapes,)
        dtypes = output_dtypes(op, types, attrs, len(shapes))
        node.outputs = [
            self.tensor_type(node, index, dtype, self.shape_type(shape))
            for index, (dtype, shape) in enumerate(zip(dtypes, shapes, strict=True))
        ]
        context = self._thread.context
        if op.type not in CONTROL:
            check_inputs(node, context)
        self._operations.append(node)  # from here on it can be taken away
        self._by_name[name] = node
        if context is not None:
            node.inputs, node.control_inputs = context.admit(node, control)
            context.adopt(node)
        for tensor in node.inputs:
            tensor._consumers.append(node)
        node._id = next(self._numbers)
        self._note(node)
        return node

    def _note(self, node: Operation) -> None:
        """Remembers in which ``control_dependencies`` blocks a node was made."""
        for group in self._thread.control:
            group.inside.add(node)

    def constant(self, array: np.ndarray[Any, Any], dtype: DType, name: str) -> Tensor:
        """Adds a ``Const`` node that holds a read-only copy of ``array``."""
        array = array.copy()
        array.flags.writeable = False
        attrs = {"value": array, "dtype": dtype}
        with self._lock:
            with self.names.enter(name) as scope:
                pass
            node = self.create_op(OPS["Const"], (), attrs, {}, scope[:-1])
        made: Tensor = node.outputs[0]
        return made

    def _control_inputs(self, inputs: tuple[Tensor, ...]) -> tuple[Operation, ...]:
        """What a new node has to wait for, beyond what its inputs wait for already."""
        groups = self._thread.control
        return awaited(groups, inputs) if groups else ()

    @contextmanager
    def control_dependencies(self, control_inputs: Any) -> Iterator[None]:
        """A scope whose new nodes run after ``control_inputs``; None forgets outer
        ones, and the branch or loop that is being built.

        Source: tf.Graph.control_dependencies.
        """
        before, context = self._thread.control, self._thread.context
        if control_inputs is None:
            self._thread.control = []
            self._thread.context = None
        else:
            nodes = tuple(self.as_operation(item) for item in control_inputs)
            self._thread.control = [*before, ControlGroup(nodes)]
        try:
            yield
        finally:
            self._thread.control = before
            self._thread.context = context

    def conditional(
        self, pred: Any, true_fn: Callable[[], Any], false_fn: Callable[[], Any]
    ) -> Any:
        """What ``true_fn`` gives where ``pred`` holds, else ``false_fn``'s."""
        return build_cond(self, pred, true_fn, false_fn)

    def as_operation(self, item: Any) -> Operation:
        """The operation that ``item`` (a tensor, variable, name ...) stands for."""
        element = self.as_graph_element(item)
        return element.op if isinstance(element, Tensor) else element

    @contextmanager
    def as_default(self) -> Iterator[Graph]:
        """A scope in which ops that nothing else places happen in this graph.

        Source: tf.Graph.as_default.
        """
        with home.within(self):
            yield self

    def finalize(self) -> None:
        """Refuses new nodes from now on, with ``RuntimeError``."""
        self._finalized = True

    @property
    def finalized(self) -> bool:
        """Whether the graph refuses new nodes."""
        return self._finalized

    @property
    def building_function(self) -> bool:
        """Whether this is the body of a function: never, graphs here are whole."""
        return False

    # ---- writing it down ---------------------------------------------------------

    def as_graph_def(
        self,
        from_version: int | None = None,
        add_shapes: bool = False,
        use_pybind11_proto: bool = False,
    ) -> Any:
        """All nodes as a ``GraphDef``; ``add_shapes`` adds what is known of shapes.

        ``from_version`` and ``use_pybind11_proto`` change nothing in the result. Of
        Python functions (in ``tf.data``) only a name is written. Raises ``ImportError``
        where the extra ``teachflow[tensorboard]`` is not installed. Unlike TensorFlow,
        it writes helper ops that TensorFlow does not know, in graphs with gradients:
        see ``tf.graph_util.lower_helpers``. Source: tf.Graph.as_graph_def.
        """
        with self._lock:
            return export.graph_def(self._operations, add_shapes)

    def diff(self, other: Any) -> GraphDiff:
        """What leads from this graph to ``other``, a graph or a ``GraphDef``.

        Nodes are compared by their names. ``teachflow.viz.show_diff`` draws the answer.

        >>> import teachflow.compat.v1 as tf
        >>> first, second = tf.Graph(), tf.Graph()
        >>> for graph, number in ((first, 2.0), (second, 3.0)):
        ...     with graph.as_default():
        ...         y = tf.square(tf.constant(number, name="x"), name="y")
        >>> print(first.diff(second))
        0 added, 0 removed, 1 changed, 1 the same
        ~ x: value 2. → 3.
        """
        return difference(self, other)

    @property
    def graph_def_versions(self) -> Any:
        """The ``VersionDef`` of what ``as_graph_def`` writes."""
        return export.versions()

    def path_of(
        self, calls: Sequence[Call], targets: Sequence[Any], sources: Sequence[Any]
    ) -> tuple[Sequence[Call], Sequence[Any]]:
        """The calls that a tape saw, loops as one call each, and where sources enter.

        Nodes inside of a loop cannot be gone back through one by one; and a tape
        cannot see what goes around, so all counts that was made since its first call.
        """
        return around_loops(calls, targets, sources)

    def nodes_from(self, position: int) -> list[Operation]:
        """The nodes listed from ``position`` on, in an order in which they can run.

        One that is being made, whose inputs are being brought in, is left out.
        """
        nodes = [node for node in self._operations[position:] if node._id >= 0]
        return sorted(nodes, key=lambda node: node._id)

    # ---- looking things up -------------------------------------------------------

    @property
    def version(self) -> int:
        """A number that grows with each node."""
        return len(self._operations)

    def get_operations(self) -> list[Operation]:
        """All nodes in the order of their making."""
        return list(self._operations)

    def get_operation_by_name(self, name: str) -> Operation:
        """The node called ``name``; ``KeyError`` where there is none."""
        if not isinstance(name, str):
            raise TypeError(
                f"Operation names are strings (or similar), not {type(name).__name__}."
            )
        found: Operation = self.as_graph_element(name, allow_tensor=False)
        return found

    def get_tensor_by_name(self, name: str) -> Tensor:
        """The tensor called ``op:number``; ``KeyError`` where there is none."""
        if not isinstance(name, str):
            raise TypeError(
                f"Tensor names are strings (or similar), not {type(name).__name__}."
            )
        found: Tensor = self.as_graph_element(name, allow_operation=False)
        return found

    def as_graph_element(
        self, obj: Any, allow_tensor: bool = True, allow_operation: bool = True
    ) -> Any:
        """The tensor or operation of this graph that ``obj`` is, holds or names.

        Raises ``TypeError`` for another kind of object, ``KeyError`` for a name that is
        not there, ``ValueError`` for a malformed name or another graph's element.
        """
        return finding.look_up(self, obj, allow_tensor, allow_operation)

    def unique_name(self, name: str, mark_as_used: bool = True) -> str:
        """``name`` under the current scope, numbered where it is taken."""
        return self.names.unique(name, mark_as_used)

    def get_name_scope(self) -> str:
        """The current scope without a slash at the end."""
        return self.names.scope

    def is_feedable(self, tensor: Any) -> bool:
        """Whether ``tensor`` may stand in a ``feed_dict``."""
        return tensor not in self._unfeedable

    def is_fetchable(self, element: Any) -> bool:
        """Whether ``element`` may be fetched."""
        node = element.op if isinstance(element, Tensor) else element
        return node not in self._unfetchable

    def prevent_feeding(self, tensor: Tensor) -> None:
        """Makes ``tensor`` refuse to be fed."""
        self._unfeedable.add(tensor)

    def prevent_fetching(self, operation: Operation) -> None:
        """Makes ``operation`` refuse to be fetched."""
        self._unfetchable.add(operation)

    def default_session(self) -> Any:
        """The session that ``eval()`` uses on this thread, or None."""
        return build.default_session(self)

    def __repr__(self) -> str:
        nodes = self._operations
        if not nodes:
            return "<tf.Graph, empty>"
        if len(nodes) == 1:
            return f"<tf.Graph of 1 operation: '{nodes[0].name}'>"
        return (
            f"<tf.Graph of {len(nodes)} operations: '{nodes[0].name}' to "
            f"'{nodes[-1].name}'>"
        )

    def __reduce__(self) -> Any:
        raise TypeError("A Graph cannot be pickled or copied: build it again instead.")
