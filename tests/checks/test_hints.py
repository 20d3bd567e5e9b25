"""``hint``: the next one each time, or the one that is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from teachflow import checks
from teachflow.checks import hint, hints


@pytest.fixture(autouse=True)
def _no_hint_given_yet() -> None:
    hints._given.clear()


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_goes_on_by_one_and_stays_at_the_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    heads = []
    for _ in range(4):
        hint("first-graph/formula")
        heads.append(_said(capsys)[:11])
    assert heads == ["hint 1 of 3", "hint 2 of 3", "hint 3 of 3", "hint 3 of 3"]


def test_each_exercise_counts_for_itself(capsys: pytest.CaptureFixture[str]) -> None:
    hint("first-graph/formula")
    hint("first-graph/one-run")
    assert _said(capsys).count("hint 1 of 3") == 2


@pytest.mark.parametrize("exercise", checks.EXERCISES)
def test_a_particular_one(exercise: str, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(checks.EXERCISES[exercise].hints, start=1):
        hint(exercise, number)
        assert _said(capsys) == f"hint {number} of 3. {text}"
    hint(exercise)
    assert _said(capsys).startswith("hint 1 of 3")  # asking by number does not count


@pytest.mark.parametrize("number", [0, 4, -1, "1", True, 1.5])
def test_a_number_that_is_not_there(number: Any) -> None:
    with pytest.raises(ValueError, match="it has the hints 1 to 3"):
        hint("first-graph/formula", number)


def test_an_exercise_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="Did you mean 'first-graph/one-run'"):
        hint("first-graph/onerun")
