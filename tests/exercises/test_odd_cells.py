"""Cells that were copied, split, skipped or run out of order still get an answer."""

from __future__ import annotations

import copy
from typing import Any

import nbformat
import pytest

from teachflow.checks import CheckFailed
from tests.exercises import notebooks

SOURCE = notebooks.read(notebooks.FOLDER / "01_first_graph.ipynb")
CODE = [cell for cell in SOURCE.cells if cell.cell_type == "code"]
ANSWERS = [cell for cell in CODE if notebooks.is_answer(cell)]


def _notebook(cells: list[Any]) -> Any:
    return nbformat.NotebookNode(cells=copy.deepcopy(cells))


def test_duplicated_cells_are_as_right_as_single_ones() -> None:
    doubled = [cell for cell in CODE for _ in range(2)]
    assert all(cell.error is None for cell in notebooks.run(_notebook(doubled)))


@pytest.mark.parametrize("answer", ANSWERS, ids=notebooks.grade_id)
def test_a_cell_split_anywhere_is_right_or_says_what_is_missing(answer: Any) -> None:
    place = CODE.index(answer)
    check = next(cell for cell in CODE[place:] if notebooks.is_check(cell))
    lines = answer.source.splitlines()
    for cut in range(1, len(lines)):
        first, second = copy.deepcopy(answer), copy.deepcopy(answer)
        first.source, second.source = "\n".join(lines[:cut]), "\n".join(lines[cut:])
        half = notebooks.run(_notebook([CODE[0], first, check]))[-1].error
        whole = notebooks.run(_notebook([CODE[0], first, second, check]))
        if half is not None:
            assert isinstance(half, (CheckFailed, NameError))
            assert isinstance(half, NameError) or half.outcome in str(half)
        if all(cell.error is None for cell in whole[:-1]):
            assert whole[-1].error is None


@pytest.mark.parametrize("answer", ANSWERS, ids=notebooks.grade_id)
def test_a_check_before_its_answer_says_not_attempted(answer: Any) -> None:
    place = CODE.index(answer)
    check = next(cell for cell in CODE[place:] if notebooks.is_check(cell))
    ran = notebooks.run(_notebook([CODE[0], check, answer, check]))
    assert ran[1].error.outcome == "not attempted yet"
    assert ran[3].error is None


def test_the_setup_skipped_is_an_ordinary_name_error() -> None:
    check = next(cell for cell in CODE if notebooks.is_check(cell))
    (ran,) = notebooks.run(_notebook([check]))
    assert isinstance(ran.error, NameError)


def test_cells_run_from_the_last_to_the_first_mix_nothing_up() -> None:
    pairs = [
        (answer, next(c for c in CODE[CODE.index(answer) :] if notebooks.is_check(c)))
        for answer in ANSWERS
    ]
    cells = [CODE[0], *[cell for pair in reversed(pairs) for cell in pair]]
    assert all(cell.error is None for cell in notebooks.run(_notebook(cells)))
