"""Loops of a graph that was read from a file, found again in its nodes.

A GraphDef holds the nodes of a loop, but not which of them are its variables. That
follows from the edges: a variable enters, is merged, switched, and leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from teachflow.graph.control.flow import ENTER, EXIT, SWITCH, Flow, Frame, is_loop_merge
from teachflow.graph.control.loops import LoopContext, LoopVariable
from teachflow.graph.operation import Operation

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


def found_loop(graph: Graph, flow: Flow, frame: Frame) -> LoopContext:
    """The context of the loop whose inside is ``frame``, and of those around it.

    Raises ``LookupError`` where its nodes are not those of a loop.
    """
    known: LoopContext | None = graph.loops.get(frame.name)
    if known is not None:
        return known
    outer = None if frame.parent is None else found_loop(graph, flow, frame.parent)
    with graph.in_context(outer):
        context = LoopContext(graph)
    del graph.loops[context.name]
    context.name = frame.name
    nodes = [node for node, inside in flow.frames.items() if inside is frame]
    context.test = frame.test
    for node in nodes:
        node._context = context
        context.seen.update(node.outputs)
        if node.type not in ENTER:
            continue
        if node.attrs["is_constant"]:
            context.constants.append(node.outputs[0])
            context.seen.add(node.inputs[0])
            context.inside[node.inputs[0]] = node.outputs[0]
        else:
            context.variables.append(_variable(node, frame))
    for variable in context.variables:
        if variable.exit is None:
            with context.open():
                context.let_out(variable)
    first = context.variables[0].now
    pivots = (node for node in first.consumers() if node.type == "Identity")
    context.pivot = next(pivots, first.op)
    graph.loops[frame.name] = context
    return context


def _variable(entered: Operation, frame: Frame) -> LoopVariable:
    merge = _only(entered, filter(is_loop_merge, entered.outputs[0].consumers()))
    switched = _only(
        entered,
        (
            node
            for node in merge.outputs[0].consumers()
            if node.type in SWITCH and node.inputs[1] is frame.test
        ),
    )
    last, now = switched.outputs
    left = next((node for node in last.consumers() if node.type in EXIT), None)
    variable = LoopVariable(entered.outputs[0], merge.outputs[0], now, last)
    variable.result = merge.inputs[1].op.inputs[0]
    if left is not None:
        variable.exit = left.outputs[0]
    return variable


def _only(entered: Operation, nodes: Iterable[Operation]) -> Operation:
    node = next(iter(nodes), None)
    if node is None:
        raise LookupError(
            f"No gradient is defined for the loop of '{entered.name}': what enters "
            f"there is not merged and switched as tf.while_loop does it."
        )
    return node
