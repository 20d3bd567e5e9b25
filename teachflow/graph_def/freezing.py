"""Graphs made smaller: parts of them, variables as constants, no training nodes.

All of these take and give ``GraphDef`` messages; the graph itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teachflow.core.messages import messages
from teachflow.graph_def.tensors import make_tensor_proto

_VARIABLES = {"Variable", "VariableV2", "TemporaryVariable"}
_SPLICED = {"Identity", "StopGradient"}
_DROPPED = {"CheckNumerics"}


def _name_of(source: str) -> str:
    return source.removeprefix("^").split(":")[0]


def extract_sub_graph(graph_def: Any, dest_nodes: Iterable[str]) -> Any:
    """Returns the nodes that ``dest_nodes`` depend on, and these, as a ``GraphDef``.

    Raises ``TypeError`` for arguments of another kind and ``AssertionError`` naming a
    node that is not there. Source: tf.graph_util.extract_sub_graph.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant(2, name="x")
    ...     y, z = tf.identity(x, name="y"), tf.identity(x, name="z")
    >>> part = tf.graph_util.extract_sub_graph(graph.as_graph_def(), ["z"])
    >>> [node.name for node in part.node]
    ['x', 'z']
    """
    _check_graph_def(graph_def)
    if isinstance(dest_nodes, str):
        raise TypeError(
            "dest_nodes must be an iterable of strings, but got type "
            f"{type(dest_nodes)}."
        )
    wanted = list(dest_nodes)
    nodes = {node.name: node for node in graph_def.node}
    for name in wanted:
        if name not in nodes:
            raise AssertionError(f"{name} is not in graph")
    kept: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in kept:
            continue
        kept.add(name)
        node = nodes[name]
        wanted += [_name_of(source) for source in node.input]
        if "_class" in node.attr:  # asked first: reading a missing one would add it
            places = node.attr["_class"].list.s
            wanted += [place.decode().removeprefix("loc:@") for place in places]
    found = messages("graph").GraphDef(versions=graph_def.versions)
    found.node.extend([node for node in graph_def.node if node.name in kept])
    return found


def _check_graph_def(graph_def: Any) -> None:
    if not isinstance(graph_def, messages("graph").GraphDef):
        raise TypeError(
            "graph_def must be a graph_pb2.GraphDef proto, but got type "
            f"{type(graph_def)}."
        )


def convert_variables_to_constants(
    sess: Any,
    input_graph_def: Any,
    output_node_names: Iterable[str],
    variable_names_whitelist: Iterable[str] | None = None,
    variable_names_blacklist: Iterable[str] | None = None,
) -> Any:
    """Returns what ``output_node_names`` depend on, with variables as constants.

    A variable's constant has its name and its value in ``sess``. The two lists say
    which variables to convert, and which not. Source:
    tf.graph_util.convert_variables_to_constants.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     y = tf.multiply(tf.Variable(3.0, name="w"), 2.0, name="y")
    ...     sess.run(tf.global_variables_initializer())
    ...     frozen = tf.graph_util.convert_variables_to_constants(
    ...         sess, graph.as_graph_def(), ["y"]
    ...     )
    >>> [(node.name, node.op) for node in frozen.node]
    [('w', 'Const'), ('w/read', 'Identity'), ('y/y', 'Const'), ('y', 'Mul')]
    """
    part = extract_sub_graph(input_graph_def, output_node_names)
    only = None if variable_names_whitelist is None else set(variable_names_whitelist)
    never = set(variable_names_blacklist or ())
    chosen = [
        node
        for node in part.node
        if node.op in _VARIABLES
        and (only is None or node.name in only)
        and node.name not in never
    ]
    values = sess.run([f"{node.name}:0" for node in chosen])
    for node, value in zip(chosen, values, strict=True):
        dtype = node.attr["dtype"].type
        node.op = "Const"
        del node.input[:]
        for key in list(node.attr):
            del node.attr[key]
        node.attr["dtype"].type = dtype
        node.attr["value"].tensor.CopyFrom(make_tensor_proto(value, dtype))
    return part


def remove_training_nodes(
    input_graph: Any, protected_nodes: Iterable[str] | None = None
) -> Any:
    """Returns the ``GraphDef`` without nodes that matter only in training.

    ``CheckNumerics`` goes always, ``Identity`` and ``StopGradient`` where no control
    dependency leads to or from them; ``protected_nodes`` stay. Source:
    tf.graph_util.remove_training_nodes.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     y = tf.negative(tf.identity(tf.constant(2, name="x")), name="y")
    >>> small = tf.graph_util.remove_training_nodes(graph.as_graph_def())
    >>> [(node.name, list(node.input)) for node in small.node]
    [('x', []), ('y', ['x'])]
    """
    protected = set(protected_nodes or ())
    dropped = {
        node.name
        for node in input_graph.node
        if node.op in _DROPPED and node.name not in protected
    }
    waiting: set[str] = set()  # nodes that a control dependency leads to or from
    for node in input_graph.node:
        controls = [name for name in node.input if name.startswith("^")]
        if controls and node.name not in dropped:
            waiting.add(node.name)
            waiting.update(_name_of(name) for name in controls)
        if "_class" in node.attr:
            places = node.attr["_class"].list.s
            waiting.update(place.decode().removeprefix("loc:@") for place in places)
    instead = {
        node.name: node.input[0]
        for node in input_graph.node
        if node.name in dropped
        or (node.op in _SPLICED and node.name not in waiting | protected)
    }
    found = messages("graph").GraphDef()
    for node in input_graph.node:
        if node.name in instead:
            continue
        kept = found.node.add()
        kept.CopyFrom(node)
        del kept.input[:]
        for source in node.input:
            while source in instead:
                source = instead[source]
            if _name_of(source) not in dropped:
                kept.input.append(source)
    return found
