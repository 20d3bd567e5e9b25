"""What a Python loop wrote a hundred times, drawn once.

Without name scopes nothing can be closed in ``mul``, ``add``, ``mul_1``, ``add_1`` and
so on. The names still tell that they are rounds: the first and the last are drawn, and
all between them is one node. Operations that take turns are rounds of one loop.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.building.places import Places

LEAST = 5
_NUMBER = re.compile(r"_\d+$")
_MOST_NAMES = 4


def close_repeats(places: Places, level: int) -> int:
    """Closes the rounds in every open box; returns how many operations they hold."""
    runs: defaultdict[tuple[str, str, str], list[Operation]] = defaultdict(list)
    for op in places.shown:
        home = places.home[op.name]
        if places.folding.drawn(op.name) and places.closed(home, level) is None:
            stem = _NUMBER.sub("", op.name.rpartition("/")[2])
            runs[home, stem, op.type].append(op)
    loops: list[tuple[str, list[list[Operation]]]] = []
    for (home, _, _), ops in runs.items():
        if len(ops) < LEAST:
            continue
        for where, loop in loops:
            if where == home and _take_turns(loop[0], ops):
                loop.append(ops)
                break
        else:
            loops.append((home, [ops]))
    for number, (home, loop) in enumerate(loops, 1):
        box = f"{home}/=again{number}" if home else f"=again{number}"
        inner = [op for ops in loop for op in ops[1:-1]]
        stems = [_NUMBER.sub("", ops[0].name.rpartition("/")[2]) for ops in loop]
        more = ["…"] if len(stems) > _MOST_NAMES else []
        names = ", ".join(stems[:_MOST_NAMES] + more)
        title = text("graph.repeated", names=names, count=len(loop[0]) - 2)
        places.gather(box, {op.name for op in inner}, title)
    return sum(len(ops) - 2 for _, loop in loops for ops in loop)


def _take_turns(one: Sequence[Operation], other: Sequence[Operation]) -> bool:
    """Whether each round of both ends before the next one begins."""
    if len(one) != len(other):
        return False
    rounds = [
        (min(a.position, b.position), max(a.position, b.position))
        for a, b in zip(one, other, strict=True)
    ]
    return all(end < begin for (_, end), (begin, _) in pairwise(rounds))
