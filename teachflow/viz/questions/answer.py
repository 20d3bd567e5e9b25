"""``Answer``: what a question found, by the names of operations; and many as one.

An answer knows nothing of pictures: which operations to show, what to write on them,
what makes them stand out. ``asking`` puts it on a diagram.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from teachflow.viz.diagram import Badge


@dataclass(frozen=True)
class Answer:
    """What one question found.

    ``only``: the operations to show, None for all. ``badges`` and ``emphasis`` by
    operation; ``edges``: the emphasis of arrows by the input that they go into, such as
    ``mul:1``. ``fades``: whether whatever is not emphasised does not count here.
    ``notes`` are sentences for below the picture.
    """

    only: frozenset[str] | None = None
    badges: Mapping[str, tuple[Badge, ...]] = field(default_factory=dict)
    emphasis: Mapping[str, str] = field(default_factory=dict)
    edges: Mapping[str, str] = field(default_factory=dict)
    fades: bool = False
    notes: tuple[str, ...] = ()


def combined(answers: Iterable[Answer]) -> Answer:
    """Several answers as one: shown is what all of them show.

    Badges stand one below the other; of two emphases that of the later answer counts,
    and what one answer emphasises is not faded by another.

    >>> both = combined([
    ...     Answer(only=frozenset("ab"), emphasis={"a": "path"}, fades=True),
    ...     Answer(only=frozenset("bc"), emphasis={"b": "found"}),
    ... ])
    >>> sorted(both.only), dict(both.emphasis), both.fades
    (['b'], {'a': 'path', 'b': 'found'}, True)
    """
    only: frozenset[str] | None = None
    badges: dict[str, tuple[Badge, ...]] = {}
    emphasis: dict[str, str] = {}
    edges: dict[str, str] = {}
    notes: list[str] = []
    fades = False
    for answer in answers:
        if answer.only is not None:
            only = answer.only if only is None else only & answer.only
        for name, more in answer.badges.items():
            badges[name] = (*badges.get(name, ()), *more)
        emphasis.update(answer.emphasis)
        edges.update(answer.edges)
        notes += answer.notes
        fades = fades or answer.fades
    return Answer(only, badges, emphasis, edges, fades, tuple(notes))
