"""From the seeds that a user gives to the two that a random op carries.

A random op has the attributes ``seed`` and ``seed2``: the key of its stream, and the
upper half of its counter. They come from two sources, either of which may be missing:
the seed of the whole graph (or of all eager code), and the op's own. Where only the
first is given, the place hands out op seeds itself. A graph counts: the first random op
that needs one gets 0, the next 1, whatever other nodes there are. Eager code draws them
from a Python generator that the global seed starts.

Sources: tf.random.set_seed, tf.compat.v1.set_random_seed, and what TensorFlow 2.21
does.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core.cell import Cell

DEFAULT_GRAPH_SEED = 87654321
"""Stands in for the graph's seed where only the op has one."""

_MODULUS = 2**31 - 1
_STREAMS_KEPT = 4096  # eager code may begin a stream with every call


def op_seeds(
    global_seed: Any, op_seed: Any, hand_out: Callable[[], int]
) -> tuple[int, int]:
    """The attributes ``seed`` and ``seed2`` of a random op.

    ``hand_out`` is called for an op seed where only the global one is given. Neither
    given: (0, 0), which means an unpredictable stream. Both 0 in earnest: (0, 2**31 -
    1). Raises ``TypeError`` for a seed that is no number.

    >>> op_seeds(None, 7, int), op_seeds(42, 7, int), op_seeds(42, None, lambda: 3)
    ((87654321, 7), (42, 7), (42, 3))
    >>> op_seeds(None, None, int), op_seeds(0, 0, int), op_seeds(-1, 0, int)
    ((0, 0), (0, 2147483647), (2147483646, 0))
    """
    if global_seed is None and op_seed is None:
        return 0, 0
    if global_seed is None:
        global_seed = DEFAULT_GRAPH_SEED
    elif op_seed is None:
        op_seed = hand_out()
    seeds = _short(global_seed), _short(op_seed)
    return (0, _MODULUS) if seeds == (0, 0) else seeds


def _short(seed: Any) -> int:
    """The seed as TensorFlow stores it, in 31 bits."""
    try:
        return int(seed % _MODULUS)
    except (TypeError, ValueError):
        raise TypeError(
            f"A random seed is an integer, not {seed!r} of type {type(seed).__name__}."
        ) from None


class EagerSeeds:
    """The random state of eager code: the global seed, and the streams already begun.

    In TensorFlow an eager random op that was called before with the same type and the
    same attributes goes on in the stream it began, so equal op seeds give a sequence,
    not a repetition. ``set`` forgets the streams.
    """

    def __init__(self) -> None:
        """No seed, no stream."""
        self.seed: Any = None
        self.epoch = 0  # how often ``set`` was called
        self._handed_out = random.Random()
        self._cells: dict[Any, Cell] = {}

    def set(self, seed: Any) -> None:
        """Starts all over from ``seed``. Source: tf.random.set_seed.

        >>> seeds = EagerSeeds()
        >>> seeds.set(5)
        >>> seeds.for_op(None), seeds.for_op(None), seeds.for_op(9)
        ((5, 1097127993), (5, 1539898300), (5, 9))
        >>> seeds.set(5)
        >>> seeds.for_op(None)
        (5, 1097127993)
        """
        if seed is not None:
            _short(seed)  # a seed that is no number is refused here, where it is given
            plain = isinstance(seed, int | float)
            self._handed_out = random.Random(seed if plain else int(seed))
        self.seed = seed
        self.epoch += 1
        self._cells.clear()

    def for_op(self, op_seed: Any) -> tuple[int, int]:
        """``op_seeds`` for the next random op."""
        return op_seeds(
            self.seed, op_seed, lambda: self._handed_out.randint(0, _MODULUS)
        )

    @contextmanager
    def at(self, state: Any) -> Iterator[None]:
        """A scope in which the streams go on from ``state``, and after it as before."""
        now = self.state()
        self._return_to(state)
        try:
            yield
        finally:
            self._return_to(now)

    def state(self) -> Any:
        """Where the streams are, for ``at``."""
        values = {key: copy.deepcopy(cell.value) for key, cell in self._cells.items()}
        return self._handed_out.getstate(), values

    def _return_to(self, state: Any) -> None:
        handed_out, values = state
        self._handed_out.setstate(handed_out)
        for key in list(self._cells):
            if key not in values:
                del self._cells[key]
        for key, value in values.items():
            self.cell(*key).value = copy.deepcopy(value)

    def cell(self, *identity: Any) -> Cell:
        """The place of the stream that ops of this type and these attributes share."""
        cell = self._cells.pop(identity, None) or Cell(str(identity[0]))
        self._cells[identity] = cell  # now the youngest
        if len(self._cells) > _STREAMS_KEPT:
            self._cells.pop(next(iter(self._cells)), None)
        return cell
