"""Every stored wrong answer gets the message meant for it, in each of its forms."""

from __future__ import annotations

import pytest

from teachflow import checks
from teachflow.checks.outcome import WIDTH
from tests.exercises import notebooks
from tests.exercises.wrong_answers import WRONG, Wrong

SOURCE = notebooks.read(notebooks.FOLDER / "01_first_graph.ipynb")
CASES = [(exercise, wrong) for exercise, wrongs in WRONG.items() for wrong in wrongs]


def test_every_exercise_has_at_least_two() -> None:
    assert set(WRONG) == set(checks.EXERCISES)
    assert all(len(wrongs) >= 2 for wrongs in WRONG.values())


def _failure(exercise: str, code: str) -> checks.CheckFailed:
    ran = notebooks.run(notebooks.with_answers(SOURCE, {exercise: code}))
    stem = exercise.replace("/", "-")
    failed = {cell.grade_id: cell.error for cell in ran if cell.error is not None}
    assert list(failed) == [f"{stem}-check"], failed
    failure = failed[f"{stem}-check"]
    assert isinstance(failure, checks.CheckFailed)
    return failure


@pytest.mark.parametrize(
    ("exercise", "wrong"), CASES, ids=[f"{e}:{w.name}" for e, w in CASES]
)
def test_gets_its_message(exercise: str, wrong: Wrong) -> None:
    failure = _failure(exercise, wrong.code)
    assert failure.outcome == "wrong"
    assert wrong.says in failure.reason
    assert f"{exercise}: wrong, because " in str(failure)
    assert "ended in an error" not in failure.reason
    assert all(len(line) <= WIDTH for line in str(failure).splitlines())


@pytest.mark.parametrize(
    ("exercise", "wrong"), CASES, ids=[f"{e}:{w.name}" for e, w in CASES]
)
def test_does_not_give_the_solution_away(exercise: str, wrong: Wrong) -> None:
    said = " ".join(str(_failure(exercise, wrong.code)).split())
    own = {line.strip() for line in wrong.code.splitlines()}
    for line in notebooks.hidden_lines(SOURCE) - own:
        assert line not in said
