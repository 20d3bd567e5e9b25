"""``tf.gradients``: the reverse pass over a graph's nodes, which adds nodes to it."""

from __future__ import annotations

from typing import Any

import teachflow.graph.control.forward  # noqa: F401 (declares the rule of loops)
from teachflow.backward import backward
from teachflow.core import dtypes
from teachflow.core.explaining.unanswered import answered
from teachflow.core.registry import OPS
from teachflow.core.unconnected import UnconnectedGradients
from teachflow.graph.control.reverse import contracted
from teachflow.graph.defaults import graph_of
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.ops.control.tensor_array_rules import one_pass


class AggregationMethod:
    """How gradients that meet are summed: here in one way, whichever is asked for.

    Source: tf.AggregationMethod.
    """

    ADD_N = 0
    DEFAULT = 0
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2


def gradients(
    ys: Any,
    xs: Any,
    grad_ys: Any = None,
    name: str = "gradients",
    colocate_gradients_with_ops: bool = False,
    gate_gradients: bool = False,
    aggregation_method: Any = None,
    stop_gradients: Any = None,
    unconnected_gradients: Any = UnconnectedGradients.NONE,
) -> list[Any]:
    """Returns the derivatives of the sum of ``ys`` with respect to each of ``xs``.

    Each result has the shape and dtype of its x, and is None where no path leads from x
    to ``ys`` (zeros with ``unconnected_gradients="zero"``); it is ``IndexedSlices`` of
    an x of which rows were gathered and nothing else. ``grad_ys`` weighs the ys (ones
    by default); nothing flows through ``stop_gradients``, nor from integers. The new
    nodes are under ``name/`` and can be differentiated again. Raises ``TypeError`` for
    a weight of another dtype, ``ValueError`` for one of another shape, ``LookupError``
    for an op that has no gradient rule. Unlike TensorFlow,
    ``colocate_gradients_with_ops``, ``gate_gradients`` and ``aggregation_method``
    change nothing, and loops have second derivatives. Source: tf.compat.v1.gradients.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant(3.0)
    ...     print(sess.run(tf.gradients(x * x, x)))
    [np.float32(6.0)]
    """
    if ys is None or xs is None:
        raise TypeError(
            f"tf.gradients takes tensors, but {'ys' if ys is None else 'xs'} is "
            f"None. Did the function that makes it forget its return?"
        )
    policy = UnconnectedGradients(unconnected_gradients)
    ys, xs, stops = _listed(ys), _listed(xs), _listed(stop_gradients)
    graph = graph_of([*ys, *xs, *stops])
    seeds_given = [None] * len(ys) if grad_ys is None else _listed(grad_ys)
    if len(seeds_given) != len(ys):
        raise ValueError(
            f"Length mismatch. Passed {len(seeds_given)} grad_ys for {len(ys)} ys: "
            f"give one for each."
        )
    with graph.as_default(), graph.scope(name) as scope:
        targets = [graph.convert(y, None, f"y_{i}") for i, y in enumerate(ys)]
        sources = [_source(graph, x, f"x_{i}") for i, x in enumerate(xs)]
        stopped = [_source(graph, x, f"stop_{i}") for i, x in enumerate(stops)]
        seeds = [
            _seed(graph, target, given, position)
            for position, (target, given) in enumerate(
                zip(targets, seeds_given, strict=True)
            )
        ]
        calls = contracted(needed_nodes(targets), targets)
        with graph.scope(scope), one_pass(graph.get_name_scope()):
            found = backward(
                graph, calls, targets, sources, seeds, stopped, slices=True
            )
            if policy is UnconnectedGradients.ZERO:
                found = [
                    graph.apply(OPS["ZerosLike"], (x,), {}, None) if g is None else g
                    for x, g in zip(sources, found, strict=True)
                ]
        if targets:
            answered(None, targets[0], xs, found)
        return found


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _source(graph: Graph, value: Any, name: str) -> Tensor:
    place = getattr(value, "as_ref", None)
    return place() if place else graph.convert(value, None, name)


def _seed(graph: Graph, target: Tensor, given: Any, position: int) -> Tensor:
    name = f"grad_ys_{position}"
    if given is None:
        kind = target.dtype.base_dtype
        if kind is dtypes.string:
            raise TypeError(f"Expected numbers, but {target} holds strings.")
        if target.shape.rank == 0 and not kind.is_bool:
            return graph.convert(1, target.dtype.base_dtype, name)
        ones: Tensor = graph.apply(OPS["OnesLike"], (target,), {}, name)
        return ones
    seed = graph.convert(given, None, name, target.dtype.base_dtype)
    if seed.dtype.base_dtype is not target.dtype.base_dtype:
        raise TypeError(
            f"Gradient type {seed.dtype.name} generated for grad_ys[{position}] does "
            f"not match type {target.dtype.name} of {target.name}. Use tf.cast on it."
        )
    if not seed.shape.is_compatible_with(target.shape):
        raise ValueError(
            f"grad_ys[{position}] has shape {seed.shape}, but {target.name} has shape "
            f"{target.shape}: a cotangent has the shape of its target."
        )
    return seed
