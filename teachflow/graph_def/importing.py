"""Building a graph from a ``GraphDef``: ``import_graph_def``.

Nodes are made in the order of the message, each one after its inputs. A loop's
``Merge`` is made before the ``NextIteration`` that leads back to it, and gets that
input last.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.messages import messages
from teachflow.core.operand import Operand
from teachflow.graph_def.reading import (
    Entry,
    input_types,
    parse_tensor_name,
    read,
)

_MERGES = {"Merge", "RefMerge"}
_BACK = {"NextIteration", "RefNextIteration"}


@composite
def import_graph_def(
    graph_def: Any,
    input_map: Any = None,
    return_elements: Any = None,
    name: str | None = None,
    op_dict: Any = None,
    producer_op_list: Any = None,
) -> list[Any] | None:
    """Adds the nodes of ``graph_def`` to the graph; returns what was asked for.

    Their names begin with ``name`` and a slash (``import/`` by default; '' for none).
    ``input_map`` replaces tensors of ``graph_def``, by name, with tensors of the graph
    (``"^node"`` replaces a control input). ``return_elements`` names operations
    (``"y"``) and tensors (``"y:0"``) of ``graph_def``; their counterparts come back as
    a list. ``op_dict`` and ``producer_op_list`` change nothing.

    Raises ``TypeError`` for arguments of another kind, ``NotFoundError`` (before
    anything is added) naming the ops that there are not, ``ValueError`` for names that
    are not in ``graph_def`` and for a graph that does not fit together. Unlike
    TensorFlow, a shape or dtype that does not fit is found midway, and the nodes made
    so far stay. Source: tf.import_graph_def.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     y = tf.identity(tf.constant(20) + 1, name="y")
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     (y,) = tf.import_graph_def(graph.as_graph_def(), return_elements=["y:0"])
    ...     print(y.name, sess.run(y))
    import/y:0 21
    """
    mapped = _checked_map(input_map)
    entries = read(_checked_message(graph_def), mapped)
    wanted = _checked_elements(return_elements)
    _check_wanted(wanted, entries)
    order = in_order(entries)
    graph: Any = home.innermost()
    with graph._lock:
        with graph.scope("import" if name is None else name) as prefix:
            values = _tensors(graph, mapped, name)
        return Builder(graph, prefix, values).build(order, wanted)


def _checked_message(graph_def: Any) -> Any:
    if type(graph_def).__name__ == "GraphDef":
        wanted = messages("graph").GraphDef
        if isinstance(graph_def, wanted):
            return graph_def
        if hasattr(graph_def, "SerializeToString"):  # another package's, byte for byte
            return wanted.FromString(graph_def.SerializeToString())
    raise TypeError(
        "Argument `graph_def` must be a GraphDef proto."
        f" It is of type '{type(graph_def).__name__}': read a file with "
        "tf.GraphDef.FromString(bytes)."
    )


def _checked_map(input_map: Any) -> dict[str, Any]:
    if input_map is None:
        return {}
    if not isinstance(input_map, dict):
        raise TypeError(
            "Argument `input_map` must be a dictionary. Obtained "
            f"{type(input_map).__name__}"
        )
    if not all(isinstance(key, (str, bytes)) for key in input_map):
        raise TypeError(
            "All keys for argument `input_map` must be strings. Obtained keys: "
            f"{list(input_map)}"
        )
    return {
        key.decode() if isinstance(key, bytes) else key: value
        for key, value in input_map.items()
    }


def _checked_elements(return_elements: Any) -> tuple[str, ...] | None:
    if return_elements is None:
        return None
    wanted = tuple(return_elements)
    if not all(isinstance(item, (str, bytes)) for item in wanted):
        raise TypeError(
            "Argument `return_elements` must be a list of strings. Obtained "
            f"{return_elements}."
        )
    return tuple(item.decode() if isinstance(item, bytes) else item for item in wanted)


def _check_wanted(wanted: tuple[str, ...] | None, entries: list[Entry]) -> None:
    names = {entry.name for entry in entries}
    for item in wanted or ():
        kind = "tensor" if ":" in item else "node"
        if parse_tensor_name(item)[0] not in names:
            raise ValueError(f"Requested return {kind} '{item}' not found in graph def")


def in_order(entries: list[Entry]) -> list[Entry]:
    """The entries, each behind what it waits for, otherwise as they stand.

    A ``Merge`` does not wait for a ``NextIteration``. Raises ``ValueError`` where nodes
    wait for each other.
    """
    places = {entry.name: place for place, entry in enumerate(entries)}
    back = {entry.name for entry in entries if entry.op.type in _BACK}
    waiting: list[set[int]] = []
    waiters: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        sources = [name for name, _ in entry.inputs]
        if entry.op.type in _MERGES:
            sources = [s for s in sources if s not in back]
        # What is not among them comes out of input_map.
        names = (*sources, *entry.control_inputs)
        before = {places[name] for name in names if name in places}
        waiting.append(before)
        for source in before:
            waiters.setdefault(source, []).append(place)
    ready = [place for place, before in enumerate(waiting) if not before]
    order: list[Entry] = []
    while ready:
        place = heapq.heappop(ready)
        order.append(entries[place])
        for waiter in waiters.get(place, ()):
            waiting[waiter].discard(place)
            if not waiting[waiter]:
                heapq.heappush(ready, waiter)
    if len(order) < len(entries):
        made = {entry.name for entry in order}
        stuck = [entry.name for entry in entries if entry.name not in made]
        raise ValueError(
            f"{len(stuck)} nodes in a cycle, or behind one: {', '.join(stuck[:8])}. "
            "Only a NextIteration may lead back, to a Merge."
        )
    return order


def _tensors(graph: Any, mapped: dict[str, Any], name: str | None) -> dict[str, Any]:
    """The values of ``input_map`` as tensors of the graph."""
    plain = [value for value in mapped.values() if not isinstance(value, Operand)]
    if plain and name == "":
        raise ValueError(
            "tf.import_graph_def() requires a non-empty `name` if `input_map` contains "
            "non-Tensor values. Try calling tf.convert_to_tensor() on `input_map` "
            "values before calling tf.import_graph_def()."
        )
    if not plain:
        return {key: graph.convert(value) for key, value in mapped.items()}
    with graph.scope("_inputs"):
        return {key: graph.convert(value) for key, value in mapped.items()}


class Builder:
    """What is made so far of one message."""

    def __init__(self, graph: Any, prefix: str, mapped: dict[str, Any]) -> None:
        self.graph = graph
        self.prefix = prefix
        self.control = {
            key[1:]: value.op for key, value in mapped.items() if key[:1] == "^"
        }
        self.tensors = {
            parse_tensor_name(key): value
            for key, value in mapped.items()
            if key[:1] != "^"
        }
        self.unused = dict.fromkeys(self.tensors)
        self.nodes: dict[str, Any] = {}

    def build(
        self, order: Iterable[Entry], wanted: tuple[str, ...] | None
    ) -> list[Any] | None:
        """Makes the nodes; returns those that are wanted."""
        open_loops = []
        for entry in order:
            later = self._later(entry)
            self.nodes[entry.name] = self.make(entry, later)
            if later:
                open_loops.append(entry)
        for entry in open_loops:
            self._close(entry)
        self._check_unused()
        return None if wanted is None else [self._element(item) for item in wanted]

    def _later(self, entry: Entry) -> set[int]:
        """The positions of inputs that are made later: those that lead back."""
        return {
            position
            for position, source in enumerate(entry.inputs)
            if source[0] not in self.nodes and source not in self.tensors
        }

    def make(self, entry: Entry, later: set[int]) -> Any:
        """The node of ``entry``, without the inputs ``later``."""
        expected = input_types(entry)
        name = self.free_name(entry.name)
        inputs = []
        for position, source in enumerate(entry.inputs):
            if position not in later:
                tensor = self.tensor(entry, source)
                self._check_type(name, position, tensor, expected[position])
                inputs.append(tensor)
        attrs = dict(entry.attrs)
        if entry.op.type == "Const":
            attrs["value"].flags.writeable = False
        node = self.graph.create_op(
            entry.op, tuple(inputs), attrs, dict(entry.types), name
        )
        node.device = entry.device or node.device
        for tensor, shape in zip(node.outputs, entry.shapes, strict=False):
            tensor.set_shape(shape)
        waits = dict.fromkeys([*node.control_inputs, *self.waits(entry)])
        node.control_inputs = tuple(waits)
        return node

    def waits(self, entry: Entry) -> Iterable[Any]:
        """The nodes that control inputs name."""
        for name in entry.control_inputs:
            yield self.control.get(name) or self.nodes[name]

    def free_name(self, name: str) -> str:
        """The name under the prefix, numbered where it is taken."""
        with self.graph.scope(None):
            found: str = self.graph.unique_name(self.prefix + name)
        return found

    def tensor(self, entry: Entry, source: tuple[str, int]) -> Any:
        """The tensor that an input names."""
        if source in self.tensors:
            self.unused.pop(source, None)
            return self.tensors[source]
        name, index = source
        outputs = self.nodes[name].outputs
        if index >= len(outputs):
            raise ValueError(
                f"Node '{entry.name}': Connecting to invalid output {index} of source "
                f"node {name} which has {len(outputs)} outputs."
            )
        return outputs[index]

    def _check_type(self, name: str, position: int, tensor: Any, wanted: Any) -> None:
        if not wanted.is_compatible_with(tensor.dtype):
            raise ValueError(
                f"Input {position} of node {name} was passed "
                f"{_runtime_name(tensor.dtype)} from {tensor.name} incompatible with "
                f"expected {_runtime_name(wanted)}."
            )

    def _close(self, entry: Entry) -> None:
        """Gives a loop's ``Merge`` the inputs that lead back to it."""
        node = self.nodes[entry.name]
        before = set(node.inputs)
        node.inputs = tuple(self.tensor(entry, source) for source in entry.inputs)
        for tensor in node.inputs:
            if tensor not in before:
                tensor._consumers.append(node)

    def _check_unused(self) -> None:
        counts = {name: len(node.outputs) for name, node in self.nodes.items()}
        missing = [
            f"{name}:{index}"
            for name, index in self.unused
            if index >= counts.get(name, 0)
        ]
        missing += [f"^{name}" for name in self.control if name not in counts]
        if missing:
            raise ValueError(
                "Attempted to map inputs that were not found in graph_def: "
                f"[{', '.join(missing)}]"
            )

    def _element(self, item: str) -> Any:
        name, index = parse_tensor_name(item)
        node = self.nodes[name]
        if ":" not in item:
            return node
        if (name, index) in self.tensors:
            return self.tensors[name, index]
        if index >= len(node.outputs):
            raise ValueError(
                f"Invalid return output {index} of node '{name}', which has "
                f"{len(node.outputs)} output(s)"
            )
        return node.outputs[index]


def _runtime_name(dtype: Any) -> str:
    name: str = dtype.base_dtype.runtime_name
    return name if dtype is dtype.base_dtype else f"{name}_ref"
