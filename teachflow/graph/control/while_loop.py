"""``tf.while_loop``: one round is built, a run goes around as often as it has to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import home
from teachflow.core.nest import flatten
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.flows import FlowCarrier, from_flow, to_flow
from teachflow.graph.control.loops import LoopContext
from teachflow.graph.control.structure import check_same, is_nested, map_leaves, pack
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.operation import Tensor
from teachflow.ops.math.logic import logical_and


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    shape_invariants: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
    maximum_iterations: Any = None,
    return_same_structure: bool = False,
) -> Any:
    """Returns the loop variables after ``body`` was repeated while ``cond`` held.

    ``cond(*loop_vars)`` gives a bool scalar, ``body(*loop_vars)`` the variables of the
    next round, in the structure of ``loop_vars`` (a list or tuple of tensors, nested
    lists, tuples and dicts of them, tensor arrays). Both are called once, now, to build
    their nodes. A variable's shape must not change unless ``shape_invariants``, nested
    alike, says what stays known of it. After ``maximum_iterations`` rounds the loop
    ends in any case. A single variable is returned bare unless
    ``return_same_structure``. Gradients flow through loops, also through nested ones,
    unless ``back_prop`` is False.

    Raises ``TypeError`` and ``ValueError`` where structures, dtypes or shapes do not
    meet. Unlike TensorFlow, a variable that would change its dtype is refused here,
    rounds never overlap, ``swap_memory`` changes nothing, and second derivatives are
    there. Source: tf.compat.v1.while_loop.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     power = tf.while_loop(lambda p: p < 100, lambda p: p * 2, [tf.constant(1)])
    ...     print(sess.run(power))
    128
    """
    if not callable(cond):
        raise TypeError("'cond' must be callable.")
    if not callable(body):
        raise TypeError("'body' must be callable.")
    if parallel_iterations < 1:
        raise TypeError("'parallel_iterations' must be a positive integer.")
    found = home.symbolic_home((loop_vars, maximum_iterations))
    graph = found if isinstance(found, Graph) else get_default_graph()
    with home.within(graph), graph.scope(name or "while"):
        if not loop_vars:
            raise ValueError("'loop_vars' must be provided.")
        alone = len(loop_vars) == 1 and not return_same_structure
        if maximum_iterations is not None:
            limit = graph.convert(maximum_iterations, None, "maximum_iterations")
            if limit.shape.rank not in (0, None):
                raise ValueError(
                    f"'maximum_iterations' must be a scalar. Received shape: "
                    f"{limit.shape}"
                )
            counter = graph.convert(0, limit.dtype, "iteration_counter")
            inner_cond, inner_body = cond, body
            if alone:
                loop_vars = (counter, loop_vars[0])
                cond = lambda i, item: logical_and(i < limit, inner_cond(item))  # noqa: E731
                body = lambda i, item: (i + 1, inner_body(item))  # noqa: E731
            else:
                loop_vars = (counter, loop_vars)
                cond = lambda i, items: logical_and(i < limit, inner_cond(*items))  # noqa: E731
                body = lambda i, items: (i + 1, inner_body(*items))  # noqa: E731
            if shape_invariants is not None:
                shape_invariants = (TensorShape(()), shape_invariants)
        context = LoopContext(graph, parallel_iterations, back_prop)
        if context.outer is None:
            graph.add_to_collection(GraphKeys.WHILE_CONTEXT, context)
        result = _build(context, cond, body, loop_vars, shape_invariants)
        if maximum_iterations is not None:
            return result[1]
        if len(flatten(result)) == 1 and not return_same_structure:
            return result[0]
        return result


def _build(
    context: LoopContext,
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    shape_invariants: Any,
) -> Any:
    """The nodes of the loop; what leaves it, nested as ``body``'s result is."""
    graph = context.graph
    given = flatten(loop_vars)
    loop_vars = map_leaves(
        lambda leaf: leaf if isinstance(leaf, FlowCarrier) else graph.convert(leaf),
        loop_vars,
    )
    values = [to_flow(leaf) for leaf in flatten(loop_vars)]
    shapes = _invariants(loop_vars, values, shape_invariants)
    with context.open():
        merges = context.begin(values, shapes)
        packed = pack(loop_vars, map(from_flow, given, merges))
        truth = graph.convert(cond(*packed))
        inside = context.decide(truth)
        packed = pack(loop_vars, map(from_flow, given, inside))
        result = body(*packed)
        if not is_nested(result):
            result = [result]
        check_same(list(packed), list(result))
        leaves = flatten(result)
        exits = context.close([graph.convert(to_flow(leaf)) for leaf in leaves])
    return pack(result, map(from_flow, leaves, exits))


def _invariants(
    loop_vars: Any, values: Sequence[Tensor], given: Any
) -> list[TensorShape]:
    """What stays known of each variable's shape."""
    if given is None:
        return [value.shape for value in values]
    given = _shapes_of(loop_vars, given)
    for shape in given:
        if not isinstance(shape, TensorShape):
            raise TypeError(
                f"'shape' must be one of TypeSpec, TensorShape or None. "
                f"Received: {type(shape)}"
            )
    return list(given)


def _shapes_of(loop_vars: Any, given: Any) -> list[Any]:
    """The leaves of ``given``, which is nested as ``loop_vars`` is."""
    if not is_nested(loop_vars):
        return [given]
    if not is_nested(given) or len(given) != len(loop_vars):
        check_same(loop_vars, given)
    if isinstance(loop_vars, dict):
        pairs = [(loop_vars[key], given[key]) for key in sorted(loop_vars)]
    else:
        pairs = list(zip(loop_vars, given, strict=True))
    return [shape for pair in pairs for shape in _shapes_of(*pair)]
