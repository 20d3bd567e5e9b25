"""A tour through every magic and display shows the same, wherever it is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.magics.touring import tour_cells

ROOT = Path(__file__).parents[2]
MOVING = ("step_descent", "%explore")
"""What is a widget in a kernel and text in a terminal."""


def toured(folder: Path, *arguments: str, **variables: str) -> list[Any]:
    """What a tour in a process of its own shows, cell by cell."""
    folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.magics.touring", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "IPYTHONDIR": str(folder / "ipython"),
            **variables,
        },
    )
    assert done.stderr == ""
    assert done.returncode == 0
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What plain IPython shows."""
    return toured(tmp_path_factory.mktemp("plain") / "a", PYTHONHASHSEED="1")


def assert_same(one: list[Any], other: list[Any]) -> None:
    cells = tour_cells(machine=False)
    assert len(one) == len(other) == len(cells)
    for cell, first, second in zip(cells, one, other, strict=True):
        assert first == second, cell


def test_there_is_something_to_compare(plain: list[Any]) -> None:
    bundles = [bundle for _, displayed in plain for bundle in displayed]
    assert len(bundles) > 10
    assert sum("image/svg+xml" in bundle for bundle in bundles) > 5
    assert all("text/plain" in bundle for bundle in bundles)


def test_in_another_process_and_folder(plain: list[Any], tmp_path: Path) -> None:
    assert_same(plain, toured(tmp_path / "b" / "c", PYTHONHASHSEED="2"))


def test_where_the_front_end_tells_which_cell_runs(
    plain: list[Any], tmp_path: Path
) -> None:
    assert_same(plain, toured(tmp_path / "ids", "ids"))


def test_in_a_kernel_without_cell_ids(plain: list[Any], tmp_path: Path) -> None:
    cells = tour_cells(machine=False)
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    for cell, (printed, displayed) in zip(notebook.cells, plain, strict=True):
        streams = [o for o in cell.outputs if o.output_type == "stream"]
        assert {stream.name for stream in streams} <= {"stdout"}
        if any(word in cell.source for word in MOVING):
            continue
        assert "".join(stream.text for stream in streams) == printed, cell.source
        shown = [dict(o.data) for o in cell.outputs if o.output_type != "stream"]
        assert shown == displayed, cell.source


def test_a_difference_is_seen(plain: list[Any]) -> None:
    other = json.loads(json.dumps(plain))
    other[-1][1][0]["text/plain"] += " at 0x7f"
    with pytest.raises(AssertionError, match="GradientTape"):
        assert_same(plain, other)
    assert nbformat.current_nbformat == 4
