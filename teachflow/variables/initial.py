"""Initial values that depend on other variables, made safe against their being empty.

One ``tf.global_variables_initializer`` initializes variables in no order. So where an
initial value reads another variable, the nodes on the way are built a second time, on
the variable's value *or*, where it has none yet, on its own initial value. The copies
are called like the originals, followed by the new variable's name, as in TensorFlow.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.registry import OPS

_ASKS_ITSELF = ("IsVariableInitialized", "ReadVariableOp")
_PLACES = ("VariableV2",)
_BACK = ("NextIteration", "RefNextIteration")


def safe_initial_value(tensor: Any, scope: str) -> Any:
    """``tensor``, or a copy of it that reads no variable without a value.

    ``scope`` is the new variable's name with a slash. What goes around in a loop is
    left as it is.
    """
    nodes = _needed(tensor.op)
    if not any(node.type in _PLACES for node in nodes):
        return tensor
    if any(node.type in _BACK for node in nodes):
        return tensor
    copies: dict[Any, Any] = {}
    for node in nodes:
        copies[node] = _copy(node, copies, scope)
    return copies[tensor.op].outputs[tensor.value_index]


def _needed(node: Any) -> list[Any]:
    """The nodes that ``node`` gets its inputs from, first those that need none."""
    found: dict[Any, None] = {}
    pending = [(node, False)]
    while pending:
        item, ready = pending.pop()
        if ready:
            found[item] = None
        elif item not in found:
            pending.append((item, True))
            if item.type not in _ASKS_ITSELF and item.type not in _BACK:
                sources = [tensor.op for tensor in item.inputs]
                pending += [(source, False) for source in reversed(sources)]
    return list(found)


def _copy(node: Any, copies: dict[Any, Any], scope: str) -> Any:
    """What stands for ``node``: itself, where nothing before it had to be replaced."""
    if node.type in _ASKS_ITSELF:
        return node
    if node.type in _PLACES:
        return _initialized(node)
    inputs = tuple(
        [copies[tensor.op].outputs[tensor.value_index] for tensor in node.inputs]
    )
    if inputs == node.inputs:
        return node
    opdef = OPS["Switch"] if node.type == "RefSwitch" else node.opdef
    if any(arg.is_ref for arg in opdef.inputs):
        return node  # it changes the variable itself
    graph = node.graph
    return graph.create_op(
        opdef, inputs, node.attrs, node.types, f"{node.name}_{scope[:-1]}"
    )


def _initialized(place: Any) -> Any:
    """The node of the value of the variable at ``place`` once there is one."""
    graph = place.graph
    for key in ("variables", "local_variables"):
        for variable in graph.get_collection(key):
            if getattr(variable, "op", None) is place:
                return variable.initialized_value().op
    return place
