"""Exercise notebooks as the tests see them: cells by grade id, run without a kernel."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

FOLDER = Path(__file__).resolve().parents[2] / "exercises"
REGION = re.compile(
    r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", flags=re.DOTALL
)


@dataclass
class Ran:
    """What running one code cell came to: the error it raised, if any."""

    grade_id: str
    error: Exception | None


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def grade_id(cell: Any) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_check(cell: Any) -> bool:
    return cell.metadata.get("nbgrader", {}).get("grade", False)


def is_answer(cell: Any) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def exercise_of(cell: Any) -> str:
    """The exercise id that belongs to an answer's or a check's grade id."""
    family, rest = re.fullmatch(
        r"(first-graph)-(.*)-(?:answer|check)", grade_id(cell)
    ).groups()
    return f"{family}/{rest}"


def with_answers(notebook: Any, answers: dict[str, str]) -> Any:
    """A copy in which the answer cells of these exercises hold this code."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        if is_answer(cell) and exercise_of(cell) in answers:
            cell.source = answers[exercise_of(cell)]
    return changed


def hidden_lines(notebook: Any) -> set[str]:
    """Every line of the solutions and of the hidden tests, without its indent."""
    return {
        line.strip()
        for cell in notebook.cells
        for region in REGION.finditer(cell.source)
        for line in region[2].splitlines()
        if re.search(r"\w\W+\w", line)  # a bracket alone gives nothing away
    }


def run(notebook: Any, names: dict[str, Any] | None = None) -> list[Ran]:
    """Runs all code cells top to bottom in one namespace, past errors."""
    names = {"__name__": "__main__"} if names is None else names
    done = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        error = None
        try:
            exec(compile(cell.source, grade_id(cell) or "cell", "exec"), names)
        except Exception as raised:  # noqa: BLE001 - a learner's cell may do anything
            error = raised
        done.append(Ran(grade_id(cell), error))
    return done
