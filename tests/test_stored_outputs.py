"""Every notebook is stored as `make notebooks` leaves it, which nbval cannot tell.

nbval passes a cell that was never executed, and compares nothing there; so each cell
must show its number. And a stored output is seen by everyone: it holds no path of the
machine that made it, and nothing that went to stderr.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb")) + sorted(
    ROOT.glob("exercises/*.ipynb")
)
# Absolute paths, and IPython's short form of them; not URLs, not arithmetic.
PATHS = re.compile(r"(?<![\w/.:])(?:~|/(?:home|root|tmp|usr|opt|Users|work))/[\w.]+")


def faults(notebook: dict) -> list[str]:
    """What is wrong with the stored form of a notebook."""
    found = []
    if notebook["metadata"].get("kernelspec", {}).get("name") != "python3":
        found.append("the kernel is not python3")
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code = [cell for cell in code if "".join(cell["source"]).strip()]
    counts = [cell["execution_count"] for cell in code]
    if counts != list(range(1, len(code) + 1)):
        found.append(f"the cells are numbered {counts}")
    for cell in code:
        for output in cell["outputs"]:
            if output.get("name") == "stderr":
                found.append(f"{cell['id']} wrote to stderr")
            elif path := PATHS.search(json.dumps(output)):
                found.append(f"{cell['id']} shows the path {path[0]}")
    return found


def test_there_are_notebooks():
    assert {path.parent.name for path in NOTEBOOKS} == {"notebooks", "exercises"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_as_executed(path):
    assert faults(json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"execution_count": None}, "numbered"),
        ({"outputs": [{"output_type": "stream", "name": "stderr"}]}, "stderr"),
        ({"outputs": [{"text": ["File /home/me/a.py"]}]}, "/home/me"),
    ],
)
def test_a_planted_fault_is_found(change, fault):
    cell = {"cell_type": "code", "id": "a", "source": ["1 / 2"], "outputs": []}
    cell |= {"execution_count": 1}
    kernel = {"kernelspec": {"name": "python3"}}
    assert faults({"metadata": kernel, "cells": [cell]}) == []
    (found,) = faults({"metadata": kernel, "cells": [cell | change]})
    assert fault in found
