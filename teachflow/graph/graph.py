"""``Graph``: nodes in the order of their making, and the home where symbolic ops
happen.

A graph only grows. Creation order is therefore a topological order, and nothing that
was compiled from it can become wrong.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np

from teachflow.core import home, seeds
from teachflow.core.dtypes import DType
from teachflow.core.errors import ShapeError
from teachflow.core.registry import OPS, OpDef
from teachflow.core.shapes import TensorShape, TensorShapeV1
from teachflow.graph import build
from teachflow.graph.names import Names
from teachflow.graph.operation import Operation, Tensor


class _ThreadState(threading.local):
    def __init__(self) -> None:
        self.control: list[_ControlGroup] = []


class _ControlGroup:
    """What a ``control_dependencies`` block asks for, and the nodes made in it."""

    def __init__(self, inputs: tuple[Operation, ...]) -> None:
        self.inputs = inputs
        self.inside: set[Operation] = set()


class Graph:
    """A graph of operations; nothing is computed until a session runs it.

    Source: tf.Graph.

    >>> import teachflow.compat.v1 as tf
    >>> graph = tf.Graph()
    >>> with graph.as_default():
    ...     y = tf.constant(3) + 2
    >>> [op.name for op in graph.get_operations()]
    ['Const', 'add/y', 'add']
    """

    symbolic = True

    def __init__(self) -> None:
        self.names = Names()
        self.seed: int | None = None
        self._own_seeds = itertools.count()
        self._operations: list[Operation] = []
        self._by_name: dict[str, Operation] = {}
        self._collections: dict[Any, list[Any]] = {}
        self._thread = _ThreadState()
        self._finalized = False
        self._lock = threading.RLock()
        self._unfeedable: set[Tensor] = set()
        self._unfetchable: set[Any] = set()

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
        with self._lock, self.names.enter(name or op.default_name) as scope:
            flat, types = build.bind(self, op, inputs, attrs)
            node = self.create_op(op, flat, attrs, types, scope[:-1])
        outputs = node.outputs
        if op.single:
            return outputs[0]
        return list(outputs) if op.outputs else node

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

    def scope(self, name: str | None) -> AbstractContextManager[str]:
        """A name scope on this thread; yields its prefix."""
        return self.names.enter(name)

    name_scope = scope

    def op_seeds(self, op_seed: Any) -> tuple[int, int]:
        """The attributes ``seed`` and ``seed2`` of this graph's next random op."""
        return seeds.op_seeds(self.seed, op_seed, self._own_seeds.__next__)

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
            raise RuntimeError("Graph is finalized and cannot be modified.")
        control = self._control_inputs(inputs)
        node = Operation(self, name, op, inputs, attrs, types, control)
        try:
            shapes = op.shape(node)
        except ShapeError as error:
            raise ValueError(build.explain_shapes(error, node)) from None
        if isinstance(shapes, TensorShape):
            shapes = (shapes,)
        dtypes = build.output_dtypes(op, types, attrs, len(shapes))
        node.outputs = tuple(
            Tensor(node, index, dtype, TensorShapeV1(shape))
            for index, (dtype, shape) in enumerate(zip(dtypes, shapes, strict=True))
        )
        for tensor in inputs:
            tensor._consumers.append(node)
        node._id = len(self._operations)
        self._operations.append(node)
        self._by_name[name] = node
        for group in self._thread.control:
            group.inside.add(node)
        return node

    def constant(self, array: np.ndarray[Any, Any], dtype: DType, name: str) -> Tensor:
        """Adds a ``Const`` node that holds a read-only copy of ``array``."""
        array = array.copy()
        array.flags.writeable = False
        attrs = {"value": array, "dtype": dtype}
        with self._lock, self.names.enter(name) as scope:
            node = self.create_op(OPS["Const"], (), attrs, {}, scope[:-1])
        made: Tensor = node.outputs[0]
        return made

    def _control_inputs(self, inputs: tuple[Tensor, ...]) -> tuple[Operation, ...]:
        """What a new node has to wait for, beyond what its inputs wait for already."""
        groups = self._thread.control
        if not groups:
            return ()
        sources = {tensor.op for tensor in inputs}
        found: dict[Operation, None] = {}
        for group in groups:
            if sources.isdisjoint(group.inside):
                found.update((n, None) for n in group.inputs if n not in sources)
        return tuple(found)

    @contextmanager
    def control_dependencies(self, control_inputs: Any) -> Iterator[None]:
        """A scope whose new nodes run after ``control_inputs``; None forgets outer
        ones.

        Source: tf.Graph.control_dependencies.
        """
        before = self._thread.control
        if control_inputs is None:
            self._thread.control = []
        else:
            nodes = tuple(self.as_operation(item) for item in control_inputs)
            self._thread.control = [*before, _ControlGroup(nodes)]
        try:
            yield
        finally:
            self._thread.control = before

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
        return build.look_up(self, obj, allow_tensor, allow_operation)

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
        return element not in self._unfetchable

    def prevent_feeding(self, tensor: Tensor) -> None:
        """Makes ``tensor`` refuse to be fed."""
        self._unfeedable.add(tensor)

    def prevent_fetching(self, operation: Operation) -> None:
        """Makes ``operation`` refuse to be fetched."""
        self._unfetchable.add(operation)

    # ---- collections -------------------------------------------------------------

    def add_to_collection(self, name: Any, value: Any) -> None:
        """Appends ``value`` to the collection ``name``."""
        self._collections.setdefault(name, []).append(value)

    def add_to_collections(self, names: Any, value: Any) -> None:
        """Appends ``value`` to each of the collections, once each."""
        for name in (names,) if isinstance(names, str) else dict.fromkeys(names):
            self.add_to_collection(name, value)

    def get_collection(self, name: Any, scope: str | None = None) -> list[Any]:
        """A copy of the collection, optionally of names that begin with ``scope``."""
        items = self._collections.get(name, [])
        if scope is None:
            return list(items)
        import_re = build.scope_pattern(scope)
        return [
            item for item in items if hasattr(item, "name") and import_re(item.name)
        ]

    def get_collection_ref(self, name: Any) -> list[Any]:
        """The collection itself: what is appended to it stays."""
        return self._collections.setdefault(name, [])

    def get_all_collection_keys(self) -> list[Any]:
        """The names of the collections that hold something."""
        return [name for name in self._collections if isinstance(name, str)]

    def clear_collection(self, name: Any) -> None:
        """Empties the collection ``name``."""
        self._collections.pop(name, None)

    @property
    def collections(self) -> list[Any]:
        """The names of all collections."""
        return list(self._collections)

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
