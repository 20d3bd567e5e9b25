"""The reverse of ``Merge`` and ``Switch``: each is made of the other one.

What was merged gets the cotangent where it was the one taken; what was switched gets
the cotangent of the way that it went. The rules are here and not beside the ops,
because under which conditions a tensor has a value is a fact of the graph.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core.registry import OPS
from teachflow.graph.control.contexts import merge, switch
from teachflow.graph.control.flow import (
    Guard,
    flow_of,
    is_loop_merge,
    oldest_first,
)
from teachflow.graph.operation import Operation, Tensor
from teachflow.ops.control import control


def _switch(call: Operation, g_false: Any, g_true: Any) -> Any:
    flow = flow_of(call.graph)
    pred = flow.predicate(call.inputs[1])
    parts = []
    for branch, g in enumerate((g_false, g_true)):
        if g is None:
            g = _zeros(call.graph, call.outputs[branch])
        # A constant, for one, has a value whichever way was taken.
        if (_asked(pred), bool(branch)) not in flow_of(call.graph).guard(g):
            g = switch(call.graph, g, pred)[branch]
        parts.append(g)
    return merge(call.graph, parts), None


def _zeros(graph: Any, like: Tensor) -> Any:
    """Zeros like a value; like a variable's place without looking at it again."""
    if like.dtype._is_ref_dtype and like.shape.is_fully_defined():
        kind = like.dtype.base_dtype
        lengths = [length or 0 for length in like.shape.as_list()]
        zeros = np.zeros(lengths, kind.as_numpy_dtype)
        return graph.constant(zeros, kind, "zeros")
    return graph.apply(OPS["ZerosLike"], (like,), {}, None)


def _asked(pred: Tensor) -> Tensor:
    """What stands for ``pred`` where the cotangents are computed."""
    context = pred.graph.context
    if context is None:
        return pred
    inside = context.take(pred)
    return flow_of(pred.graph).predicate(inside)


_switch.takes_none = True  # type: ignore[attr-defined]
control.switch.vjp(_switch)
control.ref_switch.vjp(_switch)
control.switch.jvp_linear(0)


@control.ref_switch.jvp
def _(call: Operation, tangent: Any, _: Any) -> Any:
    return control.switch(tangent, call.inputs[1])  # the tangent of a place is no place


def _merge(call: Operation, g: Any, g_index: Any = None) -> Any:
    if is_loop_merge(call):
        raise LookupError(
            f"No gradient defined for operation '{call.name}' (op type: Merge): a path "
            f"from inside a loop to what enters it. Differentiate what tf.while_loop "
            f"returns, or with respect to what the body gets."
        )
    flow = flow_of(call.graph)
    guards = [flow.guard(tensor) for tensor in call.inputs]
    common = frozenset.intersection(*guards)
    made: dict[tuple[Tensor, Tensor], Any] = {}

    def part(guard: Guard) -> Callable[[], Any]:
        def under() -> Any:
            found = g
            for test, branch in oldest_first(guard - common):
                if (found, test) not in made:
                    made[found, test] = switch(call.graph, found, test)
                found = made[found, test][branch]
            return found

        return under

    return [part(guard) for guard in guards]


_merge.takes_none = True  # type: ignore[attr-defined]  # of the index, which is a number
control.merge.vjp(_merge)
control.ref_merge.vjp(_merge)


def _merged_tangents(call: Operation, *tangents: Any) -> Any:
    if is_loop_merge(call):
        raise LookupError(
            f"No forward-mode rule (jvp) defined for operation '{call.name}' (op type: "
            f"Merge): a path from inside a loop to what enters it. Put the "
            f"tf.autodiff.ForwardAccumulator around the tf.function, not inside it."
        )
    graph = call.graph
    parts = [
        graph.apply(OPS["ZerosLike"], (tensor,), {}, None) if part is None else part
        for tensor, part in zip(call.inputs, tangents, strict=True)
    ]
    return merge(graph, parts), None


control.merge.jvp(_merged_tangents)
control.ref_merge.jvp(_merged_tangents)
