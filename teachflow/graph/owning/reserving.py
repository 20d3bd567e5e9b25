"""Names and numbers that are free, but not for everyone.

Makers have their turns, in the order in which they began. Where what one made is gone
and will be made again, its names and numbers are ``Reserved``: who comes before it may
take them, as if all was made anew in that order; who comes after it may not.
"""

from __future__ import annotations

from collections.abc import Hashable

from teachflow.graph.owning.making import Maker, current


class Reserved:
    """Names and numbers that are free, but not for everyone.

    >>> from teachflow.graph.owning.making import making
    >>> reserved, makers = Reserved(), [Maker() for _ in range(3)]
    >>> reserved.put("add_1", makers[1])
    >>> for maker in (*makers, None):
    ...     with making(maker):
    ...         print(reserved.refuses("add_1"))
    False
    False
    True
    True
    """

    def __init__(self) -> None:
        self.turns: dict[Hashable, int] = {}

    def put(self, key: Hashable, maker: Maker | None) -> None:
        """``key`` is reserved for ``maker``; what nobody made is free for all."""
        if maker is not None:
            self.turns[key] = maker.turn

    def refuses(self, key: Hashable) -> bool:
        """Whether whoever builds now comes too late to get ``key``."""
        turn = self.turns.get(key)
        maker = current.maker
        return turn is not None and (maker is None or maker.turn > turn)

    def take(self, key: Hashable) -> None:
        """Somebody has got ``key``."""
        self.turns.pop(key, None)

    def awaits(self, maker: Maker) -> bool:
        """Whether something is reserved for ``maker``."""
        return maker.turn in self.turns.values()

    def let_go(self, maker: Maker) -> None:
        """Nothing is reserved for ``maker`` any more."""
        for key in [key for key, turn in self.turns.items() if turn == maker.turn]:
            del self.turns[key]

    def update(self, other: Reserved) -> None:
        """Reserves all that ``other`` does."""
        self.turns.update(other.turns)
