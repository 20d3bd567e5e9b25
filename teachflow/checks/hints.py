"""``hint``: one hint more at each call, from a nudge to nearly all."""

from __future__ import annotations

from collections import Counter

from teachflow.checks.catalogue import find
from teachflow.checks.outcome import Panel
from teachflow.texts import text

# How many hints of each exercise this process has given; it forgets at its end.
_given: Counter[str] = Counter()


def hint(exercise: str, number: int | None = None) -> None:
    """Shows the next hint for an exercise, or the hint with this number (from 1).

    After the last hint it shows the last again. Raises ``ValueError`` for an exercise
    or a number that does not exist.

    >>> hint("first-graph/one-run", 1)
    hint 1 of 3. A placeholder of any length has a shape with one dimension, and that
    dimension is None.
    """
    wanted = find(exercise)
    count = len(wanted.hints)
    if number is None:
        _given[wanted.id] = min(_given[wanted.id] + 1, count)
        number = _given[wanted.id]
    elif isinstance(number, bool) or number not in range(1, count + 1):
        raise ValueError(
            text("checks.no_hint", number=repr(number), exercise=wanted.id, last=count)
        )
    heading = text("checks.hint", number=number, last=count)
    Panel(heading, wanted.hints[number - 1], "#9a6700").show()
