"""``Exercise``: what one exercise consists of, as data.

A look raises ``Wrong`` with the reason, in words that go on from "wrong, because".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from teachflow.checks.answer import Answer

Look = Callable[[Answer], None]


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    ``id``: family and name, such as ``"first-graph/formula"``; it is stable, notebooks
    hold it. ``names``: what the learner makes; while none of them exists the exercise
    counts as not attempted. ``looks``: what is examined, in order; the first that
    raises ``Wrong`` decides. ``praise``: what the right answer has shown. ``hints``:
    from a nudge to nearly all. ``given``: names that the notebook itself makes.
    """

    id: str
    names: tuple[str, ...]
    looks: tuple[Look, ...]
    praise: str
    hints: tuple[str, ...]
    given: tuple[str, ...] = ()
