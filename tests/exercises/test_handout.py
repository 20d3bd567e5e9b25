"""The copy for who learns alone is as clean as a release, and is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from teachflow.checks import CheckFailed
from teachflow.checks.handout import PLACE, handout, learners_source, main
from tests.exercises import notebooks

PATH = notebooks.FOLDER / "01_first_graph.ipynb"
SOURCE = notebooks.read(PATH)


@pytest.fixture
def copy(tmp_path: Path) -> nbformat.NotebookNode:
    assert main([str(PATH), str(tmp_path / "mine")]) == 0
    return notebooks.read(tmp_path / "mine" / PATH.name)


def test_leaks_nothing(copy: nbformat.NotebookNode) -> None:
    nbformat.validate(copy)
    given = {line.strip() for cell in copy.cells for line in cell.source.splitlines()}
    assert not notebooks.hidden_lines(SOURCE) & given
    assert "###" not in json.dumps([c for c in copy.cells if c.cell_type == "code"])
    assert not any(cell.get("outputs") for cell in copy.cells)
    answers = [cell for cell in copy.cells if notebooks.is_answer(cell)]
    assert all(cell.source.endswith(f"\n\n{PLACE}") for cell in answers)


def test_raises_in_check_cells_only(copy: nbformat.NotebookNode) -> None:
    for cell in notebooks.run(copy):
        if cell.grade_id.endswith("-check"):
            assert isinstance(cell.error, CheckFailed)
            assert cell.error.outcome == "not attempted yet"
        else:
            assert cell.error is None


def test_keeps_what_a_learner_has_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / PATH.name
    mine.write_text("my answers", encoding="utf-8")
    assert main([str(PATH), str(tmp_path)]) == 0
    assert mine.read_text(encoding="utf-8") == "my answers"
    assert "stays as it is" in capsys.readouterr().out


def test_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("Usage: ")


@pytest.mark.parametrize(
    "source", ["### BEGIN SOLUTION\nf = 1", "f = 1\n### END HIDDEN TESTS"]
)
def test_a_region_with_one_end_leaks_nothing(source: str) -> None:
    with pytest.raises(ValueError, match="without its other end"):
        learners_source(source)


def test_source_may_be_a_list_of_lines() -> None:
    cell = {
        "cell_type": "code",
        "source": ["a\n", "### BEGIN SOLUTION\n", "b\n", "### END SOLUTION"],
        "outputs": [1],
        "execution_count": 3,
    }
    (own,) = handout({"cells": [cell], "metadata": {"widgets": 1}})["cells"]
    assert own["source"] == f"a\n{PLACE}"
    assert own["outputs"] == []
