"""The inside of a reverse loop, where the values of the forward loop are remembered.

Where a rule asks for a value of the forward loop's round, the forward loop gets a
variable more, a list to which each round appends that value, and the reverse loop takes
them off again. So a loop remembers what its gradient needs and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from teachflow.core.dtypes import variant
from teachflow.core.registry import OPS
from teachflow.graph.control.contexts import merge, outside, switch
from teachflow.graph.control.flow import ENTER, Flow, flow_of, oldest_first
from teachflow.graph.control.loops import LoopContext
from teachflow.graph.operation import Tensor
from teachflow.ops.control import lists  # noqa: F401 (declares its ops)

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class ReverseLoop(LoopContext):
    """The inside of the reverse loop, where forward values come from the past."""

    forward: LoopContext

    def __init__(self, forward: LoopContext) -> None:
        super().__init__(forward.graph)
        self.forward = forward
        self._recalled: dict[Tensor, Tensor] = {}

    def bring(self, tensor: Tensor) -> Tensor:
        """A value of the forward loop's round, or what enters in the usual way."""
        around = outside(tensor.op)
        if around is not None and around.loop is self.forward:
            return self._recall(tensor)
        return super().bring(tensor)

    def _recall(self, tensor: Tensor) -> Tensor:
        """What ``tensor`` was in the round that is gone through backwards."""
        graph, flow = self.graph, flow_of(self.graph)
        root = _origin(tensor)
        with graph.control_dependencies(None):
            if root.op.type == "Const":
                with self.open():
                    name = root.op.name.rpartition("/")[2]
                    found = graph.constant(root.op.attrs["value"], root.dtype, name)
            elif root.op.type in ENTER and root.op.attrs["is_constant"]:
                found = self.take(root.op.inputs[0])
            else:
                if root not in self._recalled:
                    self._recalled[root] = self._remember(root, flow)
                found = self._recalled[root]
            missing = _conditions(flow, tensor, self.forward)
            missing -= _conditions(flow, root, self.forward)
            return self._under(found, missing)

    def _under(self, value: Tensor, guard: Any) -> Tensor:
        """``value``, only where the conditions of the forward round held."""
        with self.open():
            for test, branch in oldest_first(guard):
                value = switch(self.graph, value, self.take(test))[branch]
        return value

    def _remember(self, root: Tensor, flow: Flow) -> Tensor:
        """Makes the forward loop keep ``root``; returns it, taken off the list."""
        graph, forward = self.graph, self.forward
        conditions = _conditions(flow, root, forward)
        history = forward.histories.get(root)
        if history is None:
            with graph.control_dependencies(None), graph.in_context(forward.outer):
                empty = _empty(graph, root)
            variable = forward.add_variable(
                empty,
                lambda now: graph.apply(
                    OPS["TensorListPushBack"],
                    (now, _always(graph, forward, root, conditions, flow)),
                    {},
                    None,
                ),
            )
            history = forward.histories[root] = variable.exit
        values: list[Tensor] = []

        def pop(now: Tensor) -> Tensor:
            attrs = {"element_dtype": root.dtype.base_dtype}
            shape = _element_shape(root)
            rest, value = graph.apply(
                OPS["TensorListPopBack"], (now, shape), attrs, None
            )
            value.set_shape(root.shape)
            values.append(value)
            return rest  # type: ignore[no-any-return]

        self.seen.add(history)
        self.add_variable(history, pop)
        return self._under(values[0], conditions)


def _origin(tensor: Tensor) -> Tensor:
    """The tensor of the same round that ``tensor`` has its value from."""
    while tensor.op.type in ("Identity", "Switch"):
        source = tensor.op.inputs[0]
        if source.dtype._is_ref_dtype:
            break
        tensor = source
    return tensor


def _is_inside(tensor: Tensor, loop: LoopContext) -> bool:
    around = outside(tensor.op)
    return around is not None and around.loop is loop


def _conditions(flow: Flow, tensor: Tensor, loop: LoopContext) -> Any:
    """The conditions inside of ``loop`` under which ``tensor`` has a value."""
    if not _is_inside(tensor, loop):
        return frozenset()
    frame = flow.frame_of(tensor)
    assert frame is not None
    return frozenset(
        pair for pair in flow.guard(tensor) - frame.guard if pair[0] is not loop.test
    )


def _always(
    graph: Graph, loop: LoopContext, tensor: Tensor, conditions: Any, flow: Flow
) -> Tensor:
    """``tensor``, or some value of its dtype where its conditions do not hold."""
    if (loop.test, True) not in flow.guard(tensor):
        assert loop.test is not None
        known = next((v.now for v in loop.variables if v.merged is tensor), None)
        tensor = switch(graph, tensor, loop.test)[1] if known is None else known
    tests = oldest_first(conditions)
    for depth in reversed(range(len(tests))):
        other = _anything(graph, tensor)
        for test, branch in tests[:depth]:
            other = switch(graph, other, test)[branch]
        test, branch = tests[depth]
        tensor = merge(graph, (switch(graph, other, test)[not branch], tensor))
    return tensor


def _anything(graph: Graph, like: Tensor) -> Tensor:
    if like.dtype is variant:
        return _empty(graph, like)
    blank = np.zeros((), like.dtype.as_numpy_dtype)
    if blank.dtype == object:
        blank = np.array(b"", object)
    return graph.constant(blank, like.dtype.base_dtype, "blank")


def _empty(graph: Graph, like: Tensor) -> Tensor:
    attrs = {"element_dtype": like.dtype.base_dtype}
    found: Tensor = graph.apply(
        OPS["EmptyTensorList"], (_element_shape(like), -1), attrs, None
    )
    return found


def _element_shape(tensor: Tensor) -> Any:
    dims = tensor.shape.known_dims
    if dims is None:
        return np.int32(-1)
    return np.array([-1 if n is None else n for n in dims], np.int32)
