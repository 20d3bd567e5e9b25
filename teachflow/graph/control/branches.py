"""The nodes of a condition: a switch, two branches, and what merges them again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from teachflow.core.nest import flatten
from teachflow.core.registry import OPS
from teachflow.graph.control.contexts import BranchContext, merge
from teachflow.graph.control.flows import from_flow, to_flow
from teachflow.graph.control.structure import check_same, map_leaves, pack
from teachflow.graph.keys import GraphKeys

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


def build_cond(
    graph: Graph,
    pred: Any,
    true_fn: Callable[[], Any],
    false_fn: Callable[[], Any],
    strict: bool = False,
    name: str | None = None,
) -> Any:
    """The nodes of a condition in ``graph``; see ``tf.cond``."""
    with graph.scope(name or "cond"):
        if isinstance(pred, bool):
            raise TypeError(
                "'pred' must not be a Python bool. It is known while the graph is "
                "built: use Python's `if`, or tf.constant(...)."
            )
        place = getattr(pred, "as_ref", None)  # a variable goes in as its place
        data = pred if place is None else place()
        no, yes = graph.apply(OPS["Switch"], (data, pred), {}, None)
        pivots = [
            graph.apply(OPS["Identity"], (side,), {}, label)
            for side, label in ((yes, "switch_t"), (no, "switch_f"))
        ]
        known = graph.apply(OPS["Identity"], (pred,), {}, "pred_id")
        for tensor in (no, *pivots, known):
            graph.prevent_fetching(tensor.op)
        given, taken, contexts = [], [], []
        for function, branch, what in ((true_fn, 1, "true"), (false_fn, 0, "false")):
            context = BranchContext(graph, known, pivots[1 - branch], branch)
            with context.open():
                result = function()
                if result is None:
                    raise ValueError(f"'{what}_fn' must have a return value.")
                tensors = map_leaves(partial(_result, context), result)
                context.know(flatten(tensors))
            given.append(result if strict else _alone(result))
            taken.append(flatten(tensors))
            contexts.append(context)
        check_same(*given)
        if not taken[0]:
            raise ValueError(
                "'true_fn' and 'false_fn' must return at least one result."
            )
        for yes, no in zip(*taken, strict=True):
            if yes.dtype.base_dtype is not no.dtype.base_dtype:
                raise ValueError(
                    f"Outputs of 'true_fn' and 'false_fn' must have the same type(s). "
                    f"Received {yes.dtype.name} from 'true_fn' and {no.dtype.name} "
                    f"from 'false_fn'."
                )
        merged = [merge(graph, (no, yes)) for yes, no in zip(*taken, strict=True)]
        if contexts[0].outer is None:
            for context in contexts:
                graph.add_to_collection(GraphKeys.COND_CONTEXT, context)
    leaves = [
        from_flow(leaf, tensor)
        for leaf, tensor in zip(flatten(given[0]), merged, strict=True)
    ]
    found = pack(given[0], leaves)
    return found if strict else _alone(found)


def _result(context: BranchContext, leaf: Any) -> Any:
    return context.result(to_flow(leaf))


def _alone(result: Any) -> Any:
    """The one item of a list or tuple of one."""
    if isinstance(result, (list, tuple)) and len(result) == 1:
        return result[0]
    return result
