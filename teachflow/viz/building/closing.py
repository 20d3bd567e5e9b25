"""Closing scopes until a picture is small enough to be read.

The innermost scopes go first, of those the largest, of equal ones the last: so the
first of many blocks stays open as the example of all, and no more is closed than has to
be.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict

from teachflow.viz.building.names import plain, prefixes
from teachflow.viz.building.places import Places


def to_close(places: Places, level: int, most: int) -> list[str]:
    """The scopes to close beside those deeper than ``level``, in the order of choice.

    What was asked to be open stays open, and so does the scope that is looked at; so
    the picture may still have more than ``most`` nodes.
    """
    return _Boxes(places, level).close_until(most)


class _Boxes:
    """The tree of open boxes, each with how many nodes it draws itself."""

    def __init__(self, places: Places, level: int) -> None:
        self.places = places
        self.own: Counter[str] = Counter()
        self.order: dict[str, int] = {"": 0}
        self.inner: defaultdict[str, set[str]] = defaultdict(set)
        drawn: set[str] = set()
        for op in places.shown:
            if not places.folding.drawn(op.name):
                continue
            home = places.home[op.name]
            closed = places.closed(home, level)
            if closed is not None:
                if closed in drawn:
                    continue
                drawn.add(closed)
                home = closed.rpartition("/")[0]
            self._add(home)
            self.own[home] += 1
        self.total = sum(self.own.values())

    def _add(self, home: str) -> None:
        outer = ""
        for scope in [*prefixes(home), home] if home else []:
            self.order.setdefault(scope, len(self.order))
            self.inner[outer].add(scope)
            outer = scope

    def close_until(self, most: int) -> list[str]:
        """Closes boxes without boxes in them, the largest first."""
        done: list[str] = []
        leaves = [self._rank(box) for box in self.order if self._may_close(box)]
        heapq.heapify(leaves)
        while self.total > most and leaves:
            size, _, box = heapq.heappop(leaves)
            while True:
                done.append(box)
                self.total += 1 + size  # the size is negative
                outer = box.rpartition("/")[0]
                self.inner[outer].discard(box)
                self.own[outer] += 1
                if not self._may_close(outer):
                    break
                if self.own[outer] > 1:
                    heapq.heappush(leaves, self._rank(outer))
                    break
                # A box around one closed scope says no more than that scope closed.
                box, size = outer, -1
        return done

    def _rank(self, box: str) -> tuple[int, int, str]:
        return -self.own[box], -self.order[box], box

    def _may_close(self, box: str) -> bool:
        if not box or self.inner[box]:
            return False
        name, scope = plain(box), self.places.scope
        looked_at = scope is not None and (scope + "/").startswith(name + "/")
        return not looked_at and name not in self.places.open
