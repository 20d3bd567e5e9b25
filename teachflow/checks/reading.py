"""What a learner's graph computes, read from its nodes: as a formula, and from where.

``x*y*y`` is three nodes; a learner who sees their own formula written back finds most
mistakes alone.
"""

from __future__ import annotations

from typing import Any

from teachflow.checks.words import shown
from teachflow.graph.operation import Operation, Tensor
from teachflow.viz.drawing.labels import visible

# op type: (sign, how tightly it binds)
_SIGNS = {
    "Add": ("+", 1),
    "AddV2": ("+", 1),
    "Sub": ("-", 1),
    "Mul": ("*", 2),
    "RealDiv": ("/", 2),
    "FloorDiv": ("//", 2),
    "Pow": ("**", 4),
}
_TRANSPARENT = frozenset({"Identity", "StopGradient"})
# Their second input says over which axes; a formula goes without.
_REDUCTIONS = frozenset({"All", "Any", "Max", "Mean", "Min", "Prod", "Sum"})
_MOST_NODES = 40


def formula(tensor: Tensor) -> str:
    """The formula that ``tensor`` stands for, in terms of variables and placeholders.

    Long ones end in an ellipsis.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.Variable(3, name="x")
    ...     print(formula((x + 1) * x))
    (x + 1) * x
    """
    budget = [_MOST_NODES]

    def write(tensor: Tensor, around: int) -> str:
        node = tensor.op
        while node.type in _TRANSPARENT:
            node = node.inputs[0].op
        budget[0] -= 1
        if budget[0] < 0:
            return "…"
        if node.type == "Const":
            return _constant(node.get_attr("value"))
        if not node.inputs:
            return visible(node.name)
        sign, tightness = _SIGNS.get(node.type, ("", 0))
        if sign and len(node.inputs) == 2:
            left, right = node.inputs
            # To the right of a - or / even equal strength needs brackets.
            after = tightness + (node.type in {"Sub", "RealDiv", "FloorDiv"})
            text = f"{write(left, tightness)} {sign} {write(right, after)}"
            return f"({text})" if tightness < around else text
        if node.type == "Neg":
            return f"-{write(node.inputs[0], 3)}"
        sources = node.inputs[:1] if node.type in _REDUCTIONS else node.inputs
        inside = ", ".join(write(source, 0) for source in sources)
        return f"{node.type.lower()}({inside})"

    return write(tensor, 0)


def _constant(value: Any) -> str:
    """The value as it is written in a formula: 2 also where the graph has 2.0."""
    if value.ndim == 0 and value.dtype.kind == "f" and float(value).is_integer():
        return str(int(value))
    return shown(value)


def needed(tensor: Tensor) -> set[Operation]:
    """All nodes that a run of ``tensor`` computes, its own among them."""
    found: set[Operation] = set()
    waiting = [tensor.op]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [source.op for source in node.inputs]
            waiting += node.control_inputs
    return found


def uses(tensor: Tensor, source: Any) -> bool:
    """Whether computing ``tensor`` needs ``source`` (a tensor or variable)."""
    return source.op in needed(tensor)


def other_variables(tensor: Tensor, *known: Any) -> list[str]:
    """The names of variables that ``tensor`` needs besides ``known``."""
    expected = {variable.op for variable in known}
    return sorted(
        visible(node.name)
        for node in needed(tensor)
        if node.type == "VariableV2" and node not in expected
    )
