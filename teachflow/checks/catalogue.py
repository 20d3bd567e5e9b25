"""All exercises by id."""

from __future__ import annotations

import difflib

from teachflow.checks.exercise import Exercise
from teachflow.checks.first_graph import formula, money_box, one_run, two_graphs
from teachflow.texts import text

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
        known = text("checks.between").join(EXERCISES)
        raise ValueError(
            text("checks.no_exercise.near", given=repr(exercise), near=near[0])
            if near
            else text("checks.no_exercise.none", given=repr(exercise), known=known)
        )
    return found
