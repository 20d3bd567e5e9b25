"""``explain_gradient`` in a graph: why a gradient is None, or by which ways it flows.

Nothing is added to the graph: where a rule has to be asked what it gives, it is asked
in a graph of its own.
"""

from __future__ import annotations

from typing import Any

from teachflow.backward import backward
from teachflow.core.explaining import reasons
from teachflow.core.explaining.explanation import Explanation
from teachflow.core.explaining.reasons import Found
from teachflow.core.explaining.ways import (
    MOST_WAYS,
    Edge,
    Makers,
    cheapest_way,
    floats,
    good_ways,
    named,
    shape_of,
    steps,
)
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS, Call
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.static import regroup
from teachflow.texts import text

_VARIABLES = ("VariableV2", "VarHandleOp")
_READS = ("Identity", "ReadVariableOp")
_STARTS = (*_VARIABLES, "Placeholder", "PlaceholderWithDefault")
_ROUNDS = ("NextIteration", "Exit")  # a loop has a rule as a whole
_MOST_NAMED = 4


def explain_gradient(target: Any, source: Any) -> Explanation:
    """Tells why ``tf.gradients(target, source)`` gives None, or how it comes about.

    Returns an ``Explanation``; printed, it says the reason, the way from source to
    target op by op with the shapes (all ways, where a gradient flows), and what to do
    next. Adds nothing to the graph. Raises ``TypeError`` where one is no tensor or
    variable of a graph, ``ValueError`` where they are of two graphs. TensorFlow has
    nothing like it.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.Variable(3.0, name="x")
    ...     y = tf.stop_gradient(x * x) + 1.0
    >>> why = tf.explain_gradient(y, x)
    >>> why.reason, why.op
    ('cut', 'StopGradient')
    >>> print(tf.explain_gradient(x * x + x, x))
    connected: The gradient flows back on 2 ways, and what comes on each is added.
      way 1:  source () -> AddV2 ()
      way 2:  source () -> Mul () -> AddV2 ()
    """
    end, begin = _place(target, "target"), _place(source, "source")
    if end.graph is not begin.graph:
        raise ValueError(
            f"The target lives in {end.graph}, the source in {begin.graph}: no "
            f"gradient flows from one graph to another."
        )
    if end is begin and floats(end):
        return Explanation("connected", text("gradient.same"))
    if not floats(begin):
        return reasons.integer("source", begin, Found())
    nodes = needed_nodes([end])
    made = _makers(nodes)
    way = cheapest_way(made, begin, end)
    if way is None:
        return _independent(nodes, begin, end)
    found = Found(steps(_shown(way)), start=shape_of(begin))
    for edge in way:
        if not edge.flows:
            return _cut(edge, found)
    for edge in way:
        if edge.call.opdef.vjp is None and edge.call.opdef.type not in _ROUNDS:
            return reasons.no_rule(edge.call.opdef.type, found)
    for edge in reversed(way):
        if edge.call.opdef.type not in _ROUNDS and not _gives(edge):
            return reasons.rule(named(edge.call), found)
    ways = good_ways(
        made, begin, end, silent=[node for node in nodes if _is_read(node)]
    )
    return reasons.connected(ways or (found.path,), shape_of(begin), MOST_WAYS)


def _place(value: Any, role: str) -> Tensor:
    place = getattr(value, "as_ref", None)
    tensor = place() if place else value
    if isinstance(tensor, Operand) and not isinstance(tensor, Tensor):
        tensor = tensor.as_tensor()
    if not isinstance(tensor, Tensor):
        raise TypeError(
            f"The {role} must be a tensor or a variable of a graph, not {value!r}."
        )
    return tensor


def _makers(nodes: list[Operation]) -> Makers:
    """For each tensor, by id, the steps that end in it."""
    made: dict[int, list[Edge]] = {}
    for node in nodes:
        kind = "recorded" if node.opdef.differentiable else "end"
        for out in node.outputs:
            made[id(out)] = [Edge(node, kind, tensor, out) for tensor in node.inputs]
    return made


def _is_read(node: Call) -> bool:
    """Whether the node only reads a variable: nothing that anybody wrote."""
    return (
        node.opdef.type in _READS
        and len(node.inputs) == 1
        and node.inputs[0].op.type in _VARIABLES
    )


def _shown(way: list[Edge]) -> list[Edge]:
    return [edge for edge in way if not _is_read(edge.call)]


def _cut(edge: Edge, found: Found) -> Explanation:
    node, op = edge.call, named(edge.call)
    assert isinstance(node, Operation)
    if edge.kind != "end":
        return reasons.integer("result", edge.out, found, op)
    if node.type.startswith("Assign") and node.inputs[0].op.type in _VARIABLES:
        return reasons.overwritten(node.inputs[0].op.name, node.type, found)
    return reasons.cut(op, found)


def _independent(nodes: list[Operation], begin: Tensor, end: Tensor) -> Explanation:
    """The target is built of other things: of which."""
    if not floats(end):
        return reasons.integer("target", end, Found())
    others = [node.name for node in nodes if node.type in _STARTS]
    shown = ", ".join(others[:_MOST_NAMED]) + (" …" if others[_MOST_NAMED:] else "")
    names = {"target": end.op.name, "source": begin.op.name}
    said = (
        text("gradient.independent.of_others", others=shown, **names)
        if others
        else text("gradient.independent.of_constants", **names)
    )
    return Explanation("independent", said, text("gradient.independent.build"))


def _gives(edge: Edge) -> bool:
    """Whether the op's rule gives that input a cotangent; True where nobody can say."""
    node = edge.call
    assert isinstance(node, Operation)
    if any(tensor.dtype._is_ref_dtype for tensor in node.inputs):
        return True
    position = next(i for i, t in enumerate(node.inputs) if t is edge.into)
    try:
        return _asked(node, position, edge.out.value_index)
    except Exception:  # noqa: BLE001 (what cannot be asked is not blamed)
        return True


def _asked(node: Operation, position: int, output: int) -> bool:
    graph = Graph()
    with graph.as_default():
        inputs = [_stand_in(graph, tensor) for tensor in node.inputs]
        attrs = dict(node.attrs)
        graph.apply(node.opdef, tuple(regroup(node, list(inputs))), attrs, "asked")
        call = graph.get_operation_by_name("asked")
        out = call.outputs[output]
        seed = graph.apply(OPS["OnesLike"], (out,), {}, None)
        (found,) = backward(
            graph, [call], [out], [inputs[position]], [seed], slices=True
        )
    return found is not None


def _stand_in(graph: Graph, tensor: Tensor) -> Any:
    """A tensor of the same dtype and shape; of the same value where it is known."""
    value = tensor.static_value()
    if value is not None:
        return graph.constant(value, tensor.dtype, "value")
    attrs = {"dtype": tensor.dtype, "shape": tensor.shape}
    return graph.apply(OPS["Placeholder"], (), attrs, None)
