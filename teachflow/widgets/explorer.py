"""``Explorer``: which parts of a drawn graph are open, and the steps from there.

Plain data and pure: an explorer is the graph, the options of its picture and the set of
names that are open; opening or closing one gives another explorer. The same set gives
the same picture, whichever way led there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz import Picture, show_graph
from teachflow.viz.building.names import plain
from teachflow.viz.diagram import Box, Diagram, Node
from teachflow.viz.showing import graph_and_targets

MOST_NODES = 300
"""More nodes than this are not drawn at once: something has to be closed first."""
_ONLY_AT_THE_START = frozenset({"depth", "expand", "collapse", "max_nodes"})
_NO_LIMIT = 1_000_000


class NotOpened(ValueError):  # noqa: N818 (says what was not done)
    """A step that cannot be taken; the message says why and what to do instead."""


@dataclass(frozen=True)
class Explorer:
    """A drawn graph with what is open in it.

    ``what`` and ``options`` are those of ``show_graph``; ``opened`` are names of scopes
    and of folded nodes. A name stays in it while a scope around it is closed, so that
    what was open inside is open again when that scope is. Parts of boxes (branches, the
    mirrored half of gradients) have no names of their own and are open as these are.
    """

    what: Any
    options: Mapping[str, Any]
    opened: frozenset[str] = frozenset()

    @cached_property
    def picture(self) -> Picture:
        """What is drawn now; laid out when it is first asked for its SVG."""
        return show_graph(
            self.what,
            **self.options,
            depth=0,
            expand=["", *sorted(self.visible)],
            max_nodes=_NO_LIMIT,
        )

    @property
    def diagram(self) -> Diagram:
        """What is drawn now, as plain data."""
        return self.picture.diagram

    @cached_property
    def visible(self) -> frozenset[str]:
        """The open names that no closed scope hides."""
        return frozenset(
            name for name in self.opened if self.opened.issuperset(_outer(name))
        )

    @cached_property
    def boxes(self) -> tuple[str, ...]:
        """The names of the open scopes that are drawn, outer ones first."""
        return tuple(box.name for box in _boxes(self.diagram.root))

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """What is drawn, by its id."""
        return {node.id: node for node in self.diagram.nodes}

    @cached_property
    def ops(self) -> Mapping[str, Operation]:
        """The operations of the graph by their names."""
        return {op.name: op for op in graph_and_targets(self.what)[0].get_operations()}

    @cached_property
    def foldable(self) -> frozenset[str]:
        """The ids of what stands for several operations that can be drawn apart.

        Not of a node that only took in its constants, such as an axis.
        """
        ids = {node.id for node in self.diagram.nodes if node.kind == "scope"}
        for name, key in self.diagram.drawn_as.items():
            inner = self.ops.get(name)
            if (
                inner is None
                or inner.type == "Const"
                or self.nodes[key].kind == "outside"
            ):
                continue
            if name.startswith(f"{key}/"):
                ids.add(key)
        return frozenset(ids)

    def closable(self, name: str) -> bool:
        """Whether an open scope can be closed: not those around a chosen scope."""
        chosen = str(self.options.get("scope") or "").strip("/")
        part = name.rpartition("/")[2].startswith("=")
        return not part and not f"{chosen}/".startswith(f"{plain(name)}/")

    def is_open(self, key: str) -> bool:
        """Whether what bears an id is drawn open: a scope, or a node unfolded."""
        name = key.rstrip("/")
        return name in self.boxes or (plain(name) in self.opened and key in self.nodes)

    def toggled(self, key: str) -> Explorer:
        """The explorer with a node or a box closed that was open, or the other way.

        ``key`` is a node's id, or a scope's name with a slash. Raises ``NotOpened`` for
        what is not drawn or not foldable, and where too many nodes would be drawn.
        """
        name = plain(key.rstrip("/"))
        if self.is_open(key):
            return self._closed(key.rstrip("/"))
        node = self.nodes.get(key)
        if node is None:
            raise NotOpened(text("explorer.gone", name=key))
        if node.id not in self.foldable:
            raise NotOpened(text("explorer.single", name=key))
        after = self._with(self.opened | {name})
        if after.nodes.keys() == self.nodes.keys():
            raise NotOpened(text("explorer.single", name=key))
        return after

    def _closed(self, name: str) -> Explorer:
        if not self.closable(name):
            raise NotOpened(text("explorer.chosen", name=name))
        return replace(self, opened=self.opened - {plain(name)})

    def _with(self, opened: frozenset[str]) -> Explorer:
        after = replace(self, opened=opened)
        count = len(after.nodes)
        if count > MOST_NODES:
            raise NotOpened(text("explorer.too_many", count=count, most=MOST_NODES))
        return after

    def revealed(self, name: str) -> Explorer:
        """The explorer with every closed scope around an operation opened.

        Raises ``NotOpened`` for an operation that the picture leaves out, and where too
        many nodes would be drawn.
        """
        after = self
        for _ in range(name.count("/") + 1):
            key = after.diagram.drawn_as.get(name)
            if key is None:
                raise NotOpened(text("explorer.gone", name=name))
            if not key.endswith("/"):
                break
            after = after._with(after.opened | {plain(key.rstrip("/"))})
        return after

    def all_closed(self) -> Explorer:
        """The explorer with everything closed that can be."""
        kept = frozenset(name for name in self.opened if not self.closable(name))
        return replace(self, opened=kept)

    def all_opened(self) -> Explorer:
        """The explorer with all scopes open, or the outer ones where those are many."""
        return start(self.what, **self.options, max_nodes=MOST_NODES)


def start(what: Any = None, **options: Any) -> Explorer:
    """The explorer that begins with the picture that ``show_graph`` gives.

    The options, and the errors raised, are those of ``show_graph``. Which graph is the
    default one is asked here and now: later steps may come from another thread.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     with tf.name_scope("layer"):
    ...         x = tf.sqrt(tf.square(3.0))
    >>> explorer = start(graph)
    >>> sorted(explorer.opened), sorted(explorer.toggled("layer/").nodes)
    (['layer'], ['layer/'])
    """
    what = get_default_graph() if what is None else what
    first = show_graph(what, **options)
    kept = {k: v for k, v in options.items() if k not in _ONLY_AT_THE_START}
    given = (str(name).strip("/") for name in options.get("expand", ()))
    names = {plain(box.name) for box in _boxes(first.diagram.root)} - {""}
    return Explorer(what, kept, frozenset(names).union(given))


def _boxes(root: Box) -> Iterator[Box]:
    for box in root.boxes:
        yield box
        yield from _boxes(box)


def _outer(name: str) -> list[str]:
    """The scopes that a name lies in."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
