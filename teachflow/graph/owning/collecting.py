"""The collections of a graph, and whose their items are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from teachflow.graph.finding import scope_pattern
from teachflow.graph.owning.belongings import Belongings
from teachflow.graph.owning.making import Maker, current

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class Collecting:
    """The part of a graph that holds collections: lists of anything, under names."""

    def __init__(self) -> None:
        super().__init__()
        self.belongings = Belongings()
        self.builder: Maker | None = None  # who has built here last
        self._collections: dict[Any, list[Any]] = {}

    def hand_over(self, maker: Maker | None) -> None:
        """From here on ``maker`` builds in this graph."""
        self.belongings.hand_over(self._collections, self.builder)
        if maker is not None:
            maker.graphs.add(cast("Graph", self))
        self.builder = maker

    def add_to_collection(self, name: Any, value: Any) -> None:
        """Appends ``value`` to the collection ``name``."""
        if current.maker is not self.builder:
            self.hand_over(current.maker)
        self._collections.setdefault(name, []).append(value)

    def add_to_collections(self, names: Any, value: Any) -> None:
        """Appends ``value`` to each of the collections, once each."""
        for name in (names,) if isinstance(names, str) else dict.fromkeys(names):
            self.add_to_collection(name, value)

    def get_collection(self, name: Any, scope: str | None = None) -> list[Any]:
        """A copy of the collection, optionally of names that begin with ``scope``."""
        items = self._collections.get(name, [])
        if scope is None:
            return list(items)
        import_re = scope_pattern(scope)
        return [
            item for item in items if hasattr(item, "name") and import_re(item.name)
        ]

    def get_collection_ref(self, name: Any) -> list[Any]:
        """The collection itself: what is appended to it stays."""
        if current.maker is not self.builder:
            self.hand_over(current.maker)
        return self._collections.setdefault(name, [])

    def get_all_collection_keys(self) -> list[Any]:
        """The names of the collections that hold something."""
        return [name for name in self._collections if isinstance(name, str)]

    def clear_collection(self, name: Any) -> None:
        """Empties the collection ``name``."""
        self._collections.pop(name, None)

    @property
    def collections(self) -> list[Any]:
        """The names of all collections."""
        return list(self._collections)
