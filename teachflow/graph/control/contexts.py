"""Contexts: what happens to nodes that are made inside a branch or a loop.

While a context is open on a thread, the graph shows it every new node. The context
replaces inputs that come from outside (by a ``Switch`` in a branch, an ``Enter`` in a
loop), gives nodes that have no inputs a control input, so that they happen where they
were made, and remembers what it has seen. Names and edges are TensorFlow's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from teachflow.core.registry import OPS
from teachflow.graph.control.flow import EXIT
from teachflow.graph.operation import Operation, Tensor

if TYPE_CHECKING:
    from teachflow.graph.control.loops import LoopContext
    from teachflow.graph.graph import Graph


class Context:
    """The inside of a branch or loop; ``outer`` is the context around it, or None."""

    pivot: Operation  # what nodes without inputs wait for

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.outer = graph.context
        self.seen: set[Tensor] = set()
        self.inside: dict[Tensor, Tensor] = {}  # from outside -> what stands for it

    @contextmanager
    def open(self) -> Iterator[None]:
        """A scope in which this thread's new nodes are inside."""
        with self.graph.in_context(self):
            yield

    @property
    def loop(self) -> LoopContext | None:
        """The innermost loop around, this one included."""
        return None if self.outer is None else self.outer.loop

    def take(self, tensor: Tensor) -> Tensor:
        """What stands for ``tensor`` inside; made where it is met the first time."""
        if tensor in self.seen:
            return self.inside.get(tensor, tensor)
        self.seen.add(tensor)
        self.inside[tensor] = found = self.bring(tensor)
        return found

    def bring(self, tensor: Tensor) -> Tensor:
        """Makes what stands for ``tensor`` inside."""
        raise NotImplementedError

    def admit(
        self, node: Operation, control: tuple[Operation, ...]
    ) -> tuple[tuple[Tensor, ...], tuple[Operation, ...]]:
        """The inputs and control inputs that a new node gets inside."""
        raise NotImplementedError

    def adopt(self, node: Operation) -> None:
        """Remembers a node that was made inside."""
        node._context = self
        if self.outer is not None or node.type not in EXIT:
            self.graph.prevent_fetching(node)

    def know(self, tensors: Sequence[Tensor]) -> None:
        """Results that leave this context are inside of the one around."""
        if self.outer is not None:
            self.outer.seen.update(tensors)

    def _inner(
        self, control: tuple[Operation, ...]
    ) -> tuple[tuple[Operation, ...], list[Operation]]:
        """The control inputs of the same loop, and the others."""
        loop = self.loop
        if loop is None:
            return control, []
        inner: list[Operation] = []
        others: list[Operation] = []
        for node in control:
            around = outside(node)
            same = around is not None and around.loop is loop
            (inner if same else others).append(node)
        return tuple(inner), others


class BranchContext(Context):
    """One branch of a condition."""

    def __init__(self, graph: Graph, pred: Tensor, pivot: Tensor, branch: int) -> None:
        super().__init__(graph)
        self.pred = pred
        self.branch = branch
        self.pivot = pivot.op
        self.seen.update((pred, pivot))
        pivot.op._context = self

    def bring(self, tensor: Tensor) -> Tensor:
        """The output of a new ``Switch``."""
        graph, found = self.graph, tensor
        if self.outer is not None:
            found = self.outer.take(tensor)
            self.seen.add(found)
            self.inside[found] = found
        with graph.control_dependencies(None):
            switched: Tensor = switch(graph, found, self.pred)[self.branch]
        graph.prevent_fetching(switched.op)
        switched.op._context = self
        self._show([switched])
        return switched

    def admit(
        self, node: Operation, control: tuple[Operation, ...]
    ) -> tuple[tuple[Tensor, ...], tuple[Operation, ...]]:
        """Inputs through ``Switch``; the branch's pivot for a node without any."""
        if node.inputs:
            inputs = tuple([self.take(tensor) for tensor in node.inputs])
            return inputs, self._inner(control)[0]
        control = self._inner(control)[0]
        if not any(self._holds(other) for other in control):
            control = (*control, self.pivot)
        return (), control

    def _holds(self, node: Operation) -> bool:
        context = node._context
        while context is not None and context is not self:
            context = context.outer
        return context is self

    def adopt(self, node: Operation) -> None:
        """Shows the outputs to the contexts around, too."""
        super().adopt(node)
        self._show(node.outputs)

    def _show(self, tensors: Sequence[Tensor]) -> None:
        context: Context | None = self
        while context is not None:
            context.seen.update(tensors)
            context = context.outer

    def result(self, value: Any) -> Tensor:
        """A branch's result as a tensor inside; an operation as the pivot after it."""
        graph = self.graph
        if isinstance(value, Operation):
            with (
                graph.scope("control_dependency") as scope,
                graph.control_dependencies([value]),
            ):
                pivot = self.pivot.outputs[0]
                value = graph.apply(OPS["Identity"], (pivot,), {}, scope)
        tensor = graph.convert(value)
        if tensor in self.seen:
            return self.inside.get(tensor, tensor)
        self.seen.add(tensor)
        found = tensor
        if self.outer is not None:
            found = self.outer.take(tensor)
            self.seen.add(found)
            self.inside[found] = found
        switched: Tensor = switch(graph, found, self.pred)[self.branch]
        self.inside[tensor] = switched
        return switched


def switch(graph: Graph, data: Tensor, pred: Tensor) -> Any:
    """A new ``Switch`` or ``RefSwitch``: its outputs for false and for true."""
    type_ = "RefSwitch" if data.dtype._is_ref_dtype else "Switch"
    return graph.apply(OPS[type_], (data, pred), {}, "Switch")


def merge(graph: Graph, tensors: Sequence[Tensor]) -> Tensor:
    """The first output of a new ``Merge`` or ``RefMerge``."""
    refs = all(tensor.dtype._is_ref_dtype for tensor in tensors)
    found: Tensor = graph.apply(
        OPS["RefMerge" if refs else "Merge"], (list(tensors),), {}, "Merge"
    )[0]
    return found


def outside(node: Operation) -> Any:
    """The context in which the outputs of ``node`` are."""
    context = node._context
    return context.outer if context is not None and node.type in EXIT else context


def check_inputs(node: Operation, context: Context | None) -> None:
    """Raises ``ValueError`` where an input is inside a loop that ``context`` is not."""
    for tensor in node.inputs:
        around = outside(tensor.op)
        loop = None if around is None else around.loop
        if loop is None:
            continue
        own = here = None if context is None else context.loop
        while here is not None and here is not loop and here.forward is not loop:
            here = None if here.outer is None else here.outer.loop
        if here is None:
            where = f"'{tensor.op.name}' is in a while loop"
            if own is not None:
                where = "they are in different while loops"
            raise ValueError(
                f"Cannot use '{tensor.op.name}' as input to '{node.name}' because "
                f"{where}. Return it from the loop's body: what tf.while_loop returns "
                f"can be used outside."
            )
