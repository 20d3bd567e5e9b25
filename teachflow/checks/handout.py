"""A learner's own copy of an exercise notebook: no solutions, no hidden tests.

A notebook in ``exercises/`` is a source in nbgrader's format and holds its solutions.
nbgrader makes the release for a course; who learns alone gets a copy from here, which
needs neither nbgrader nor a course, and nothing in it raises before a check is run.

    python -m teachflow.checks.handout exercises/01_first_graph.ipynb my_exercises
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from teachflow.texts import text

PLACE = "# Write your answer here."
_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION\n.*?^[ \t]*### END SOLUTION[ \t]*$",
    flags=re.DOTALL | re.MULTILINE,
)
_HIDDEN = re.compile(
    r"\n?^[ \t]*### BEGIN HIDDEN TESTS\n.*?^[ \t]*### END HIDDEN TESTS[ \t]*$",
    flags=re.DOTALL | re.MULTILINE,
)


def learners_source(source: str) -> str:
    r"""A cell's source as a learner gets it.

    Raises ``ValueError`` where a region begins and does not end, so that nothing leaks.

    >>> print(learners_source("a = 1\n### BEGIN SOLUTION\nb = 2\n### END SOLUTION"))
    a = 1
    # Write your answer here.
    """
    kept = _HIDDEN.sub("", _SOLUTION.sub(rf"\1{PLACE}", source))
    left = re.search(r"### (BEGIN|END) (SOLUTION|HIDDEN TESTS)", kept)
    if left:
        raise ValueError(text("checks.handout.open", line=left[0]))
    return kept


def handout(notebook: dict[str, Any]) -> dict[str, Any]:
    """A copy of the notebook (the JSON of its file) for a learner."""
    cells = []
    for cell in notebook["cells"]:
        source = cell["source"]
        whole = source if isinstance(source, str) else "".join(source)
        own = {**cell, "source": learners_source(whole)}
        if cell["cell_type"] == "code":
            own |= {"outputs": [], "execution_count": None}
        cells.append(own)
    metadata = {k: v for k, v in notebook["metadata"].items() if k != "widgets"}
    return {**notebook, "cells": cells, "metadata": metadata}


def main(arguments: list[str]) -> int:
    """Writes copies into a folder; a copy that is there already stays as it is."""
    if len(arguments) < 2:
        usage = "python -m teachflow.checks.handout NOTEBOOK ... FOLDER"
        sys.stdout.write(text("checks.handout.usage", usage=usage) + "\n")
        return 2
    *sources, folder = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        target = folder / source.name
        if target.exists():
            sys.stdout.write(text("checks.handout.kept", file=target) + "\n")
            continue
        copy = handout(json.loads(source.read_text(encoding="utf-8")))
        target.write_text(
            json.dumps(copy, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        sys.stdout.write(text("checks.handout.ready", file=target) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
