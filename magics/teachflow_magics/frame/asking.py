"""What a shell does with a magic's name, before the magic itself is asked.

IPython says "not found" of a misspelt name and refuses a cell magic without a body, be
it only to ask for help. So while the extension is loaded, the shell's two ways to call
a magic look here first: at names that are nearly ours and at ours with an empty body.
Everything else goes to IPython as it came.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import text
from teachflow_magics.frame.magic import call, registered
from teachflow_magics.frame.options import nearest

_WAYS = ("run_line_magic", "run_cell_magic")


def install(shell: Any) -> None:
    """Misspelt names of ours get an answer from now on."""
    line_magic, cell_magic = (getattr(shell, way) for way in _WAYS)

    def run_line_magic(name: str, line: str, _stack_depth: int = 1) -> Any:
        _refuse_misspelt(shell, "%", name)
        return line_magic(name, line, _stack_depth + 1)  # this frame is one more

    def run_cell_magic(magic_name: str, line: str, cell: str) -> Any:
        _refuse_misspelt(shell, "%%", magic_name)
        ours = registered(shell).get(magic_name)
        if ours is not None and not cell:
            return call(shell, ours, line, cell)
        return cell_magic(magic_name, line, cell)

    for way in (run_line_magic, run_cell_magic):
        vars(way)["ours"] = True
        setattr(shell, way.__name__, way)


def remove(shell: Any) -> None:
    """Calls of magics go to IPython alone again."""
    for way in _WAYS:
        if getattr(vars(shell).get(way), "ours", False):
            delattr(shell, way)


def _refuse_misspelt(shell: Any, signs: str, name: str) -> None:
    """Raises ``UsageError`` for a name that is none but nearly one of ours."""
    manager = shell.magics_manager
    tables = (*manager.magics.values(), getattr(manager, "lazy_magics", {}))
    if any(name in table for table in tables):
        return
    near = nearest(name, registered(shell))
    if near:
        raise UsageError(
            text("line.no_magic", magic=f"{signs}{name}", near=f"{signs}{near}")
        )
