"""Meta graphs: a graph, its collections and its saver in one message."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.messages import messages
from teachflow.core.registry import find
from teachflow.graph_def import collected, export
from teachflow.graph_def.attributes import attributes
from teachflow.graph_def.files import read_message, write_message
from teachflow.graph_def.importing import import_graph_def
from teachflow.graph_def.scoped import strip, within
from teachflow.graph_def.values import attr_value

_UNBOUND = "$unbound_inputs_"
_SAVING = {"SaveV2", "Save", "RestoreV2", "Restore"}


def export_meta_graph(
    filename: Any = None,
    meta_info_def: Any = None,
    graph_def: Any = None,
    saver_def: Any = None,
    collection_list: list[str] | None = None,
    as_text: bool = False,
    graph: Any = None,
    export_scope: str | None = None,
    clear_devices: bool = False,
    clear_extraneous_savers: bool = False,
    strip_default_attrs: bool = False,
    save_debug_info: bool = False,
    **kwargs: Any,
) -> Any:
    """Returns a graph (the default one) with its collections as a ``MetaGraphDef``.

    It is written to ``filename`` where that is given, as text if ``as_text``.
    ``collection_list`` names the collections (all). With ``export_scope`` only what is
    under that name scope is written, without it; names of tensors from outside then
    begin with ``$unbound_inputs_``. ``strip_default_attrs`` leaves out attributes at
    their defaults, ``clear_extraneous_savers`` the nodes of other savers than
    ``saver_def``, ``clear_devices`` where nodes were asked to run. Unlike TensorFlow,
    ``save_debug_info`` changes nothing: where nodes were made is not kept. A collection
    of objects that no message can hold is left out. Unlike TensorFlow, queue runners
    and the contexts of conditions and loops are not kept. Source:
    tf.train.export_meta_graph.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     w = tf.Variable(1.0, name="w")
    ...     meta = tf.train.export_meta_graph()
    >>> len(meta.graph_def.node), sorted(meta.collection_def)
    (4, ['trainable_variables', 'variables'])
    """
    graph = graph or home.innermost()
    proto = messages("meta_graph").MetaGraphDef(
        meta_info_def=meta_info_def, saver_def=saver_def
    )
    proto.graph_def.CopyFrom(
        graph_def or export.graph_def(graph.get_operations(), True)
    )
    if clear_devices:
        _clear_devices(proto.graph_def)
    without: frozenset[str] = frozenset()
    if clear_extraneous_savers:
        without = _other_savers(proto.graph_def, saver_def)
    if export_scope or without:
        _cut(graph, proto.graph_def, export_scope, without)
    if strip_default_attrs:
        _strip_defaults(proto.graph_def)
        proto.meta_info_def.stripped_default_attrs = True
    keys = graph.get_all_collection_keys()
    for key in keys if collection_list is None else collection_list:
        found = collected.write(key, graph.get_collection(key), export_scope, without)
        if found is not None:
            proto.collection_def[key].CopyFrom(found)
    if filename:
        write_message(proto, os.fspath(filename), as_text)
    return proto


def _cut(
    graph: Any, graph_def: Any, scope: str | None, without: frozenset[str]
) -> None:
    """Leaves in ``graph_def`` what is under ``scope``, and notes what it lacks."""
    kept = [
        node
        for node in graph_def.node
        if within(node.name, scope) and node.name not in without
    ]
    unbound: list[str] = []
    for node in kept:
        node.name = strip(node.name, scope)
        for position, name in enumerate(node.input):
            if within(name, scope):
                node.input[position] = strip(name, scope)
            else:
                mark = "^" if name.startswith("^") else ""
                node.input[position] = mark + _UNBOUND + name.removeprefix("^")
                unbound.append(node.input[position])
    nodes = [type(node).FromString(node.SerializeToString()) for node in kept]
    del graph_def.node[:]
    graph_def.node.extend(nodes)
    graph.clear_collection("unbound_inputs")
    for name in unbound:
        graph.add_to_collection("unbound_inputs", name)


def _other_savers(graph_def: Any, saver_def: Any) -> frozenset[str]:
    """The nodes in scopes that hold savers, but not the one of ``saver_def``."""

    def scope(name: str) -> str:
        return name.split(":", maxsplit=1)[0].rpartition("/")[0] + "/"

    scopes = {scope(node.name) for node in graph_def.node if node.op in _SAVING}
    if saver_def is not None:
        scopes -= {scope(saver_def.save_tensor_name), scope(saver_def.restore_op_name)}
    scopes.discard("/")
    return frozenset(
        node.name for node in graph_def.node if node.name.startswith(tuple(scopes))
    )


def _strip_defaults(graph_def: Any) -> None:
    for node in graph_def.node:
        opdef = find(node.op)
        for attribute in attributes(opdef) if opdef else ():
            known = attribute.kind and not attribute.required
            if known and attribute.name in node.attr:
                default = attr_value(attribute.default, attribute.kind)
                if node.attr[attribute.name] == default:
                    del node.attr[attribute.name]


def _clear_devices(graph_def: Any) -> None:
    for node in graph_def.node:
        node.device = ""


def import_meta_graph_def(
    meta_graph_or_file: Any,
    clear_devices: bool = False,
    import_scope: str | None = None,
    input_map: Any = None,
    unbound_inputs_col_name: str = "unbound_inputs",
    restore_collections_predicate: Callable[[str], bool] = lambda key: True,
    return_elements: Any = None,
    graph: Any = None,
) -> tuple[Any, list[Any] | None]:
    """Adds a meta graph to ``graph`` (the default one): nodes and collections.

    ``meta_graph_or_file`` is a ``MetaGraphDef`` or the path of one; ``import_scope``
    goes before all names; ``clear_devices`` forgets where nodes were asked to run.
    Returns the message, and what ``return_elements`` names (see ``import_graph_def``).
    Raises ``OSError`` for a file that is not there or no meta graph, ``ValueError``
    where tensors from outside are not in ``input_map``.
    """
    proto = _message(meta_graph_or_file)
    if clear_devices:
        _clear_devices(proto.graph_def)
    unbound = _unbound(proto, unbound_inputs_col_name)
    if unbound and sorted(unbound) != sorted(input_map or {}):
        missing = ",".join(name for name in unbound if name not in (input_map or {}))
        raise ValueError(
            f"Graph contains unbound inputs: {missing}. Must provide these inputs "
            "through input_map."
        )
    graph = graph or home.innermost()
    with home.within(graph):
        scope = graph.unique_name(import_scope or "", mark_as_used=False)
        elements = import_graph_def(
            proto.graph_def,
            name=import_scope or scope,
            input_map=input_map,
            return_elements=return_elements,
        )
        collected.read(
            graph,
            proto.collection_def,
            scope,
            lambda key: (
                key != unbound_inputs_col_name and restore_collections_predicate(key)
            ),
        )
    return proto, elements


def _message(meta_graph_or_file: Any) -> Any:
    wanted = messages("meta_graph").MetaGraphDef
    if isinstance(meta_graph_or_file, wanted):
        return meta_graph_or_file
    if type(meta_graph_or_file).__name__ == "MetaGraphDef":  # another package's
        return wanted.FromString(meta_graph_or_file.SerializeToString())
    return read_message(meta_graph_or_file, wanted())


def _unbound(proto: Any, key: str) -> list[str]:
    if key not in proto.collection_def:
        return []
    return [name.decode() for name in proto.collection_def[key].bytes_list.value]
