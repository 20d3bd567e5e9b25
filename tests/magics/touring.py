"""Walks through every magic in a shell of a process, and prints what was shown.

    python -m tests.magics.touring [ids]

The answer is one JSON list, with what each cell of the tour printed and displayed. With
``ids``, cells are run as a front end does that says which cell it runs. Modules named
in the environment variable ``TOUR_WITHOUT`` cannot be imported.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import io
import json
import os
import sys
from typing import Any

WITHOUT = "TOUR_WITHOUT"


class Blocked(importlib.abc.MetaPathFinder):
    """Makes modules look as if they were not installed."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def find_spec(self, name: str, *_: Any) -> None:
        """Raises what Python raises for a module that is not there."""
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def tour_cells(*, machine: bool = True) -> list[str]:
    """The cells of the tour; with ``machine``, those too that tell of this machine."""
    from tests.magics.tour import DISPLAYS, MACHINE, PRELUDE, USES

    cells = [cell for use in USES.values() for cell in ("%reset_graph", *use.cells)]
    return [
        "%load_ext teachflow",
        PRELUDE,
        *cells,
        *DISPLAYS,
        *(MACHINE if machine else ()),
    ]


def tour(shell: Any, cells: list[str], *, ids: bool = False) -> list[Any]:
    """What each cell printed, and the bundles that it displayed; all must succeed."""
    from IPython.core.displaypub import CapturingDisplayPublisher

    shell.display_pub = CapturingDisplayPublisher(parent=shell)
    found = []
    for number, cell in enumerate(cells):
        outputs = shell.display_pub.outputs = []
        shell.display_trap.hook = _hook(shell, outputs)
        where = {"cell_id": f"cell-{number}"} if ids else {}
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            result = shell.run_cell(cell, store_history=True, **where)
        if not result.success:
            raise RuntimeError(f"{cell}\nprinted:\n{printed.getvalue()}")
        shown = [output["data"] for output in outputs if output["data"]]
        found.append([printed.getvalue(), shown])
    return found


def _hook(shell: Any, outputs: list[Any]) -> Any:
    """Keeps what a last line shows, and passes its value on as IPython's own does."""
    from IPython.core.displayhook import CapturingDisplayHook

    class Hook(CapturingDisplayHook):
        def __call__(self, result: Any = None) -> None:
            super().__call__(result)
            if shell.displayhook.exec_result is not None:
                shell.displayhook.exec_result.result = result

    return Hook(shell, outputs)


def main() -> None:
    """Tours, and prints what was found."""
    if names := os.environ.get(WITHOUT):
        sys.meta_path.insert(0, Blocked(names.split(",")))
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    cells = tour_cells(machine=False)
    print(json.dumps(tour(shell, cells, ids="ids" in sys.argv)))


if __name__ == "__main__":
    main()
