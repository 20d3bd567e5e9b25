"""All exercises by id."""

from __future__ import annotations

import difflib

from teachflow.checks.exercise import Exercise
from teachflow.checks.first_graph import formula, money_box, one_run, two_graphs

EXERCISES: dict[str, Exercise] = {
    exercise.id: exercise
    for exercise in (
        formula.EXERCISE,
        money_box.EXERCISE,
        two_graphs.EXERCISE,
        one_run.EXERCISE,
    )
}


def find(exercise: str) -> Exercise:
    """The exercise with this id; ``ValueError`` names the nearest where there is none.

    >>> find("first-graph/formula").names
    ('x', 'y', 'f')
    """
    found = EXERCISES.get(exercise) if isinstance(exercise, str) else None
    if found is None:
        near = difflib.get_close_matches(str(exercise), EXERCISES, n=1)
        advice = (
            f"Did you mean '{near[0]}'?"
            if near
            else f"The exercises are: {', '.join(EXERCISES)}."
        )
        raise ValueError(f"There is no exercise {exercise!r}. {advice}")
    return found
