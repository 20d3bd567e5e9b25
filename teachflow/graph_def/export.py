"""A graph as TensorFlow writes it: ``NodeDef`` for a node, ``GraphDef`` for all.

Only what a node offers as a ``Call`` with a name is asked for, so this room lies below
the graphs, which offer the messages as methods of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teachflow.core.messages import messages
from teachflow.core.registry import Arg
from teachflow.graph_def.attributes import Attribute, attributes
from teachflow.graph_def.tensors import make_tensor_proto
from teachflow.graph_def.values import attr_value

PRODUCER = 2474
"""The version of graphs that TensorFlow 2.21 writes; ours are like them."""


def versions() -> Any:
    """The ``VersionDef`` of what is written here."""
    return messages("versions").VersionDef(producer=PRODUCER)


def graph_def(nodes: Iterable[Any], add_shapes: bool = False) -> Any:
    """The ``GraphDef`` of ``nodes``, in their order."""
    proto = messages("graph").GraphDef(versions=versions())
    proto.node.extend([node_def(node, add_shapes) for node in nodes])
    return proto


def node_def(node: Any, add_shapes: bool = False) -> Any:
    """The ``NodeDef`` of one operation; ``add_shapes`` adds ``_output_shapes``.

    Raises ``TypeError`` or ``ValueError`` naming node and attribute where a value
    cannot be written.
    """
    proto = messages("node_def").NodeDef(
        name=node.name, op=node.type, device=node.device
    )
    proto.input.extend([input_name(tensor) for tensor in node.inputs])
    proto.input.extend(sorted(f"^{other.name}" for other in node.control_inputs))
    for attribute in attributes(node.opdef):
        try:
            value = _value(node, attribute)
        except (TypeError, ValueError) as error:
            raise type(error)(
                f"The node '{node.name}' ({node.type}) cannot be written to a "
                f"GraphDef: its attribute '{attribute.name}': {error}."
            ) from None
        if value is not None:
            proto.attr[attribute.name].CopyFrom(value)
    if add_shapes and node.outputs:
        shapes = [tensor.shape for tensor in node.outputs]
        proto.attr["_output_shapes"].CopyFrom(attr_value(shapes, "list(shape)"))
    return proto


def input_name(tensor: Any) -> str:
    """How a ``NodeDef`` names a tensor: the first output by the node's name alone."""
    name: str = tensor.op.name
    return f"{name}:{tensor.value_index}" if tensor.value_index else name


def _value(node: Any, attribute: Attribute) -> Any:
    """The ``AttrValue`` of one attribute; None where it is left to its default."""
    name, kind = attribute.name, attribute.kind
    if node.type == "Const" and name == "value":
        value = messages("attr_value").AttrValue()
        tensor = make_tensor_proto(node.attrs["value"], node.attrs["dtype"])
        value.tensor.CopyFrom(tensor)
        return value
    if attribute.ours and node.attrs[name] == attribute.default:
        return None  # so that TensorFlow can read the node
    for table in (node.types, node.attrs):
        found = table.get(name)
        if found is not None:
            return attr_value(found, kind)
    length = _length(node, name)
    if length is not None:
        return attr_value(length, "int")
    if attribute.default is not None or kind == "shape":
        return attr_value(attribute.default, kind)
    return None


def _length(node: Any, count: str) -> int | None:
    """How long the list is whose length the attribute ``count`` holds."""
    opdef = node.opdef
    for args, tensors in (
        (opdef.inputs, node.inputs),
        (opdef.outputs, node.outputs),
    ):
        if any(arg.count == count for arg in args):
            return list_length(args, len(tensors), node.types)
    return None


def list_length(args: Iterable[Arg], size: int, types: dict[str, Any]) -> int:
    """How long each list among ``args`` is, where all together are ``size`` tensors.

    Lists with a dtype for each item know their own; the others share one length.
    """
    counted = 0
    for arg in args:
        if arg.is_mixed:
            size -= len(types[arg.type])
        elif arg.is_list:
            counted += 1
        else:
            size -= 1
    return size // max(counted, 1)
