"""What a ``NodeDef`` says, understood before anything is built: ``Entry``.

All that can be wrong with a message by itself is found here, so that a graph gains no
node from a message that names unknown ops or inputs.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.errors import NotFoundError
from teachflow.core.registry import OPS, OpDef, find
from teachflow.core.shapes import TensorShape
from teachflow.graph_def.attributes import Attribute, attributes
from teachflow.graph_def.export import list_length
from teachflow.graph_def.values import python_value

# What decides nothing here: locks, resource managers, and hints about speed.
_IGNORED = frozenset(
    {
        "container",
        "grad_a",
        "grad_b",
        "grad_x",
        "grad_y",
        "shared_name",
        "use_cudnn_on_gpu",
        "use_locking",
    }
)
_KINDS = {
    "s": "string",
    "i": "int",
    "f": "float",
    "b": "bool",
    "type": "type",
    "shape": "shape",
    "tensor": "tensor",
    "func": "func",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One node to make: its op, where its inputs come from, and its attributes."""

    name: str
    op: OpDef
    inputs: tuple[tuple[str, int], ...]  # node and number of the output
    control_inputs: tuple[str, ...]
    attrs: dict[str, Any]
    types: dict[str, Any]
    shapes: tuple[TensorShape, ...]  # what the writer knew of the outputs, if it said
    device: str


def parse_tensor_name(name: str) -> tuple[str, int]:
    """Node and number of the output that ``x`` or ``x:1`` names."""
    node, *number = name.split(":")
    if len(number) > 1:
        raise ValueError(
            f"Cannot convert '{name}' to a tensor name. Tensor names should not "
            f"contain more than 1 `:`. Obtained {len(number)}"
        )
    if number and not number[0].isdigit():
        raise ValueError(
            f"Cannot convert {name!r} to a tensor name. Second component of the name "
            f"following the `:` should be an int. Got {number[0]}."
        )
    return node, int(number[0]) if number else 0


def read(graph_def: Any, elsewhere: Iterable[str] = ()) -> list[Entry]:
    """The nodes of a ``GraphDef``, in its order; their inputs may be ``elsewhere``.

    Raises ``NotFoundError`` naming every op type that there is not, and ``ValueError``
    for a node that is there twice, names an input that is not, or lacks an attribute.
    """
    nodes = list(graph_def.node)
    _demand_ops(nodes)
    names: set[str] = set()
    outside = {name.lstrip("^").split(":")[0] for name in elsewhere}
    for node in nodes:
        if node.name in names:
            raise ValueError(f"Node '{node.name}' is not unique")
        names.add(node.name)
    for node in nodes:
        for source in node.input:
            name = source.lstrip("^").split(":")[0]
            if name not in names and name not in outside:
                raise ValueError(f"Node '{node.name}': Unknown input node '{source}'")
    return [_entry(node, OPS[node.op]) for node in nodes]


def _demand_ops(nodes: Iterable[Any]) -> None:
    unknown: dict[str, str] = {}
    for node in nodes:
        if find(node.op) is None:
            unknown.setdefault(node.op, node.name)
    if unknown:
        first = next(iter(unknown))
        listed = ", ".join(f"{op} (node '{name}')" for op, name in unknown.items())
        raise NotFoundError(
            None,
            None,
            f"Op type not registered '{first}' in TeachFlow. The graph has these op "
            f"types that there is nothing for here: {listed}. Cut them off with "
            "tf.graph_util.extract_sub_graph, or replace what they give by input_map.",
        )


def _entry(node: Any, op: OpDef) -> Entry:
    inputs = [name for name in node.input if name[:1] != "^"]
    values = {
        key: value
        for key, value in node.attr.items()
        if value.WhichOneof("value") is not None
    }
    known = {attribute.name: attribute for attribute in attributes(op)}
    for key, attribute in known.items():
        if key in values:
            _check_kind(node, attribute, values[key])
    types = {
        arg.type: _given(node, op, known, values, arg.type)
        for arg in op.inputs
        if arg.fixed is None
    }
    _check_allowed(node, op, types)
    attrs = {key: _given(node, op, known, values, key) for key in op.attrs}
    _check_rest(node, op, known, values, types)
    shapes = values.get("_output_shapes")
    entry = Entry(
        name=node.name,
        op=op,
        inputs=tuple(parse_tensor_name(name) for name in inputs),
        control_inputs=tuple(name[1:] for name in node.input if name[:1] == "^"),
        attrs=attrs,
        types=types,
        shapes=() if shapes is None else python_value(shapes),
        device=node.device,
    )
    wanted = input_types(entry, node)
    if len(wanted) != len(inputs):
        listed = ", ".join(dtype.runtime_name for dtype in wanted)
        raise ValueError(
            f"NodeDef expected inputs '{listed}' do not match {len(inputs)} inputs "
            f"specified; Op<name={op.type}>; NodeDef: {{{{node {node.name}}}}}"
        )
    return entry


def _given(
    node: Any,
    op: OpDef,
    known: dict[str, Attribute],
    values: dict[str, Any],
    key: str,
) -> Any:
    """The attribute ``key`` as Python's value: the node's, or a default."""
    if key in values:
        try:
            return python_value(values[key])
        except (TypeError, ValueError) as error:
            raise ValueError(
                f"The attribute '{key}' of the node '{node.name}' ({node.op}) cannot "
                f"be read here: {error}"
            ) from None
    default = op.attrs.get(key, inspect.Parameter.empty)
    if default is not inspect.Parameter.empty:
        return default
    attribute = known.get(key)
    if attribute is None or attribute.required or not attribute.kind:
        raise ValueError(
            f"NodeDef missing attr '{key}' from Op<name={op.type}>; "
            f"NodeDef: {{{{node {node.name}}}}}"
        )
    return _default(attribute)


def _default(attribute: Attribute) -> Any:
    value = attribute.default
    if attribute.kind == "type":
        return dt.as_dtype(value)
    if attribute.kind == "shape":
        return TensorShape(value)
    if attribute.kind.startswith("list("):
        return tuple(value)
    return value


def _check_kind(node: Any, attribute: Attribute, value: Any) -> None:
    """Raises ``ValueError`` where a value is of another kind than the op wants."""
    field = value.WhichOneof("value")
    found = "list" if field == "list" else _KINDS.get(field, field)
    wanted = "list" if attribute.kind.startswith("list(") else attribute.kind
    if wanted and found != wanted:
        raise ValueError(
            f"AttrValue had value with type '{found}' when '{attribute.kind}' expected "
            f"for attr '{attribute.name}'; NodeDef: {{{{node {node.name}}}}}; "
            f"Op<name={node.op}>"
        )


def _check_allowed(node: Any, op: OpDef, types: dict[str, Any]) -> None:
    for key, allowed in op.allowed.items():
        found = types.get(key)
        if isinstance(found, dt.DType) and found not in allowed:
            listed = ", ".join(dtype.runtime_name for dtype in allowed)
            raise ValueError(
                f"Value for attr '{key}' of {found.runtime_name} is not in the list of "
                f"allowed values: {listed}; NodeDef: {{{{node {node.name}}}}}; "
                f"Op<name={op.type}>"
            )


def _check_rest(
    node: Any,
    op: OpDef,
    known: dict[str, Attribute],
    values: dict[str, Any],
    types: dict[str, Any],
) -> None:
    """Raises ``ValueError`` for an attribute that would change what is computed."""
    counts = {arg.count for arg in (*op.inputs, *op.outputs)}
    for key, attribute in known.items():
        if key not in values or key in op.attrs or key in types:
            continue
        if key in counts or key in _IGNORED or attribute.required:
            continue
        value = python_value(values[key])
        if value != _default(attribute):
            raise ValueError(
                f"The node '{node.name}' ({node.op}) has {key}={value!r}; here it can "
                f"only be {_default(attribute)!r}."
            )


def input_types(entry: Entry, node: Any = None) -> list[dt.DType]:
    """The dtype of each input, flat; of a list as long as its attribute says."""
    found: list[dt.DType] = []
    length = list_length(entry.op.inputs, len(entry.inputs), entry.types)
    for arg in entry.op.inputs:
        dtype: Any = arg.fixed or entry.types[arg.type]
        if arg.is_mixed:
            found += dtype
            continue
        kind = dt.ref(dtype) if arg.is_ref else dtype
        if node is not None and arg.count in node.attr:
            length = node.attr[arg.count].i
        found += [kind] * (length if arg.is_list else 1)
    return found
