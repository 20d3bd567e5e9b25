"""What each maker has put into the collections of one graph.

Collections hold anything, and are written in place too. So it is not recorded item by
item: whenever another maker begins in the graph, what the lists have got since the last
time belongs to the one before.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from teachflow.graph.owning.making import Maker

Collections = dict[Any, list[Any]]


class Belongings:
    """Items of collections by their makers, and the collections that they began."""

    def __init__(self) -> None:
        self.items: dict[Maker, list[tuple[Any, Any]]] = {}
        self.keys: dict[Any, Maker] = {}
        self._before: Collections = {}

    def hand_over(self, collections: Collections, former: Maker | None) -> None:
        """``former`` has built until now; from here on somebody else does."""
        if former is not None:
            for key, items in collections.items():
                if isinstance(key, tuple):
                    continue  # stores and scopes that sharing keeps there
                if key not in self._before:
                    self.keys[key] = former
                known = Counter(map(id, self._before.get(key, ())))
                new = []
                for item in items:
                    if known[id(item)]:
                        known[id(item)] -= 1
                    else:  # also one that was there already, once more
                        new.append((key, item))
                if new:
                    self.items.setdefault(former, []).extend(new)
        self._before = {key: list(items) for key, items in collections.items()}

    def forget(self, maker: Maker | None) -> list[tuple[Any, Any]]:
        """The keys and items of a maker, which are not remembered any more."""
        return [] if maker is None else self.items.pop(maker, [])

    def prune(self, collections: Collections) -> None:
        """Forgets what is not in the collections any more."""
        there = {id(item) for items in collections.values() for item in items}
        for maker, items in list(self.items.items()):
            kept = [pair for pair in items if id(pair[1]) in there]
            if kept:
                self.items[maker] = kept
            else:
                del self.items[maker]
        for key in [key for key in self.keys if key not in collections]:
            del self.keys[key]
        self._before = {key: list(items) for key, items in collections.items()}
