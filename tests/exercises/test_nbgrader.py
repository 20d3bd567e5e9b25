"""nbgrader takes the exercises as they are: release, validate, autograde."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from teachflow import checks
from tests.exercises import course, notebooks
from tests.exercises.wrong_answers import WRONG

SOURCE_PATH = notebooks.FOLDER / "01_first_graph.ipynb"
SOURCE = notebooks.read(SOURCE_PATH)
POINTS = {
    notebooks.grade_id(cell): cell.metadata["nbgrader"]["points"]
    for cell in SOURCE.cells
    if notebooks.is_check(cell)
}


def _answers(choose: Any) -> dict[str, str]:
    """A student's answer cells by grade id."""
    return {
        notebooks.grade_id(cell): choose(cell)
        for cell in SOURCE.cells
        if notebooks.is_answer(cell)
    }


FAILING = """%load_ext teachflow
import teachflow.compat.v1 as tf
a = tf.placeholder(tf.float32, [3, 4], name="a")
tf.matmul(a, a)"""
STUDENTS = {
    "right": _answers(lambda cell: cell.source.replace("### ", "# ")),
    "untouched": {},
    "wrong-1": _answers(lambda cell: WRONG[notebooks.exercise_of(cell)][0].code),
    "wrong-2": _answers(lambda cell: WRONG[notebooks.exercise_of(cell)][1].code),
    "failing": _answers(lambda cell: FAILING),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("course")
    home = tmp_path_factory.mktemp("home")
    plan = {
        "source": str(SOURCE_PATH),
        "students": STUDENTS,
        "validate": ["right", "untouched"],
        "feedback": ["failing"],
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    folders = {
        name: str(home / name.lower())
        for name in (
            "IPYTHONDIR",
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
        )
    }
    # nbgrader starts alembic by its bare name: it has to be found beside this Python.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    settings = {"HOME": str(home), "PATH": path, "JUPYTER_PREFER_ENV_PATH": "1"}
    ran = subprocess.run(
        [sys.executable, str(Path(course.__file__)), str(folder)],
        env={**os.environ, **folders, **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return folder, report


@pytest.fixture(scope="module")
def release(graded: tuple[Path, dict[str, Any]]) -> Any:
    folder, _ = graded
    return notebooks.read(folder / "release" / "first_graph" / SOURCE_PATH.name)


def test_every_step_succeeds(graded: tuple[Path, dict[str, Any]]) -> None:
    _, report = graded
    for step, said in report["said"].items():
        assert said["success"], (step, said["error"], said["log"])


def test_errors_score_nothing_and_are_explained(
    graded: tuple[Path, dict[str, Any]],
) -> None:
    folder, report = graded
    scores = report["grades"]["failing"]
    assert scores
    assert all(score == 0 for score, _ in scores.values())
    (page,) = (folder / "feedback" / "failing").rglob("*.html")
    shown = page.read_text(encoding="utf-8")
    assert "cannot put the shapes (3, 4), (3, 4) together" in shown
    assert "In your code:" in shown
    assert "teachflow/graph/graph.py" not in shown
    (graded_copy,) = (folder / "autograded" / "failing").rglob("*.ipynb")
    for cell in notebooks.read(graded_copy).cells:
        for output in cell.get("outputs", ()):
            assert output.get("name") != "stderr", output["text"]


def test_release_leaks_no_line_of_a_solution(release: Any) -> None:
    hidden = notebooks.hidden_lines(SOURCE)
    assert len(hidden) > 30
    given = {
        line.strip() for cell in release.cells for line in cell.source.splitlines()
    }
    assert not hidden & given
    whole = json.dumps(release)
    assert "SOLUTION" not in whole
    assert "HIDDEN" not in whole
    assert not any(cell.get("outputs") for cell in release.cells)


def test_release_runs_top_to_bottom_and_is_not_attempted(release: Any) -> None:
    for cell in notebooks.run(release):
        if cell.grade_id.endswith("-check"):
            assert isinstance(cell.error, checks.CheckFailed)
            assert cell.error.outcome == "not attempted yet"
        elif cell.grade_id.endswith("-answer"):
            assert isinstance(cell.error, NotImplementedError)  # nbgrader's own line
        else:
            assert cell.error is None


def test_release_without_the_line_that_raises_fails_in_check_cells_only(
    release: Any,
) -> None:
    for cell in release.cells:
        cell.source = cell.source.replace("raise NotImplementedError()", "")
    for cell in notebooks.run(release):
        assert (cell.error is not None) == cell.grade_id.endswith("-check")


def test_grades(graded: tuple[Path, dict[str, Any]]) -> None:
    _, report = graded
    got = {
        student: {name: score for name, (score, _) in grades.items()}
        for student, grades in report["grades"].items()
    }
    none = dict.fromkeys(POINTS, 0.0)
    assert got == {
        "right": POINTS,
        "untouched": none,
        "failing": none,
        "wrong-1": none,
        "wrong-2": none,
    }
    for grades in report["grades"].values():
        assert {name: most for name, (_, most) in grades.items()} == POINTS


def test_validate_passes_the_right_and_says_what_is_missing(
    graded: tuple[Path, dict[str, Any]],
) -> None:
    _, report = graded
    assert report["validated"]["right"] == {}
    said = " ".join(
        failed["error"] for failed in report["validated"]["untouched"]["failed"]
    )
    assert said.count("not attempted yet") == len(POINTS)
