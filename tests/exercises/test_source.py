"""The committed exercises: complete nbgrader sources with all answers right."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from teachflow import checks
from tests.exercises import notebooks

PATHS = sorted(notebooks.FOLDER.glob("*.ipynb"))
SOURCE = notebooks.read(notebooks.FOLDER / "01_first_graph.ipynb")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_check_cell_belongs_to_an_exercise(path: notebooks.Path) -> None:
    called = [
        re.findall(r'^check\("(.+)"\)$', cell.source, flags=re.MULTILINE)
        for cell in notebooks.read(path).cells
        if notebooks.is_check(cell)
    ]
    assert called
    assert all(len(ids) == 1 and ids[0] in checks.EXERCISES for ids in called)


def test_the_notebook_has_every_exercise_of_the_family_once() -> None:
    answers = [notebooks.exercise_of(c) for c in SOURCE.cells if notebooks.is_answer(c)]
    tests = [notebooks.exercise_of(c) for c in SOURCE.cells if notebooks.is_check(c)]
    assert answers == tests == list(checks.EXERCISES)


def test_answers_have_solutions_and_checks_have_hidden_tests() -> None:
    for cell in SOURCE.cells:
        kinds = [region[1] for region in notebooks.REGION.finditer(cell.source)]
        wanted = (
            ["SOLUTION"]
            if notebooks.is_answer(cell)
            else ["HIDDEN TESTS"] * notebooks.is_check(cell)
        )
        assert kinds == wanted, notebooks.grade_id(cell)


def test_grade_ids_are_unique_and_checks_are_locked_and_worth_points() -> None:
    ids = Counter(filter(None, map(notebooks.grade_id, SOURCE.cells)))
    assert set(ids.values()) == {1}
    for cell in filter(notebooks.is_check, SOURCE.cells):
        settings = cell.metadata["nbgrader"]
        assert settings["locked"]
        assert settings["points"] > 0
        assert settings["schema_version"] == 3


def test_the_stored_outputs_say_right() -> None:
    for cell in filter(notebooks.is_check, SOURCE.cells):
        (output,) = cell.outputs
        assert output.data["text/plain"].startswith("right. ")


def test_the_solutions_are_right_also_when_every_cell_runs_twice() -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for _ in range(2):
        assert [cell.error for cell in notebooks.run(SOURCE, names)] == [None] * len(
            [cell for cell in SOURCE.cells if cell.cell_type == "code"]
        )


def test_no_byte_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    notebooks.run(SOURCE)
    assert capfd.readouterr().err == ""


def test_hint_cells_name_their_exercise() -> None:
    hinted = [re.fullmatch(r'# hint\("(.+)"\)', cell.source) for cell in SOURCE.cells]
    assert [match[1] for match in hinted if match] == list(checks.EXERCISES)
