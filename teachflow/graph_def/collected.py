"""Collections of a graph as ``CollectionDef`` messages, and back.

What a collection holds decides the kind of list: text, integers, floats, names of
nodes. Objects of other kinds have a message of their own, and whoever makes such
objects says here, by the collection's name, which one (``register``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from teachflow.core.messages import messages
from teachflow.core.operand import Operand
from teachflow.core.registry import Call
from teachflow.graph_def.scoped import prepend, strip, within


@dataclass(frozen=True, slots=True)
class Kind:
    """How the objects of a collection become messages, and messages objects.

    ``to_proto(item, export_scope)`` returns None for an item outside of the scope;
    ``from_proto(message, import_scope)`` builds in the graph of the innermost scope.
    """

    file: str  # of TensorFlow's, that declares the message
    message: str
    to_proto: Callable[[Any, str | None], Any]
    from_proto: Callable[[Any, str | None], Any]

    def parse(self, data: bytes) -> Any:
        """The message that ``data`` holds."""
        return getattr(messages(self.file), self.message).FromString(data)


_KINDS: dict[str, Kind] = {}
# Collections of objects whose messages are not among those that tensorboard ships: read
# as they are, they would be bytes where objects are looked for.
_UNREADABLE = {"cond_context", "queue_runners", "savers", "while_context"}


def register(keys: Iterable[str], kind: Kind) -> None:
    """Makes the collections ``keys`` ones of objects of ``kind``."""
    _KINDS.update(dict.fromkeys(keys, kind))


def write(
    key: str,
    items: Iterable[Any],
    scope: str | None = None,
    without: frozenset[str] = frozenset(),
) -> Any:
    """The ``CollectionDef`` of ``items``; None where there is nothing to write.

    Items that are named and outside of ``scope``, or among ``without``, are left out.
    A collection of objects that no message can hold is left out as a whole.
    """
    chosen = [
        item
        for item in items
        if not hasattr(item, "name")
        or (within(item.name, scope) and _node_name(item) not in without)
    ]
    if not chosen:
        return None
    found = messages("meta_graph").CollectionDef()
    kind = _KINDS.get(key)
    if kind is not None:
        protos = [kind.to_proto(item, scope) for item in chosen]
        found.bytes_list.value.extend(
            [proto.SerializeToString() for proto in protos if proto is not None]
        )
        return found
    for classes, field, plain in (
        ((str, bytes), "bytes_list", _bytes),
        (int, "int64_list", int),
        (float, "float_list", float),
        ((Operand, Call), "node_list", lambda item: strip(item.name, scope)),
    ):
        if all(isinstance(item, classes) for item in chosen):
            getattr(found, field).value.extend([plain(item) for item in chosen])
            return found
    return None


def read(
    graph: Any,
    collection_defs: Any,
    scope: str,
    wanted: Callable[[str], bool],
) -> None:
    """Adds to the collections of ``graph`` what the messages say.

    The same variable in two collections becomes one object. Queue runners and the
    contexts of conditions and loops are not read: make them anew.
    """
    variables: dict[bytes, Any] = {}
    keys = sorted(collection_defs)
    keys.sort(key=lambda key: key != "trainable_variables")
    for key in filter(wanted, keys):
        message = collection_defs[key]
        field = message.WhichOneof("kind")
        if field is None:
            continue
        kind = _KINDS.get(key)
        if kind is None and key in _UNREADABLE:
            continue
        for value in getattr(message, field).value:
            if kind is None or field != "bytes_list":
                item = _plain(graph, value, field, scope)
            elif kind.message == "VariableDef":
                if value not in variables:
                    variables[value] = kind.from_proto(kind.parse(value), scope)
                item = variables[value]
            else:
                item = kind.from_proto(kind.parse(value), scope)
            graph.add_to_collection(key, item)


def _plain(graph: Any, value: Any, field: str, scope: str) -> Any:
    if field == "node_list":
        return graph.as_graph_element(prepend(value, scope))
    if field == "bytes_list" and scope:
        return prepend(value.decode(), scope)  # as TensorFlow: text may be a name
    return value


def _node_name(item: Any) -> str:
    name: str = item.name
    return name.split(":", maxsplit=1)[0]


def _bytes(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)
