"""What a shell does with a magic's name, before the magic itself is asked.

IPython says "not found" of a misspelt name, and of one with a tab behind it; refuses a
cell magic without a body, be it only to ask for help; and has something to say where
the first cell, which loads the extension, is run again. So while the extension is
loaded, the shell's two ways to call a magic look here first. Everything else goes to
IPython as it came.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import text
from teachflow_magics.frame.magic import call, registered
from teachflow_magics.frame.options import nearest

_WAYS = ("run_line_magic", "run_cell_magic")
EXTENSION = "teachflow"
"""What ``%load_ext`` calls us."""


def install(shell: Any) -> None:
    """Misspelt names of ours get an answer from now on."""
    line_magic, cell_magic = (getattr(shell, way) for way in _WAYS)

    def run_line_magic(name: str, line: str, _stack_depth: int = 1) -> Any:
        name, line = _parted(name, line)
        _refuse_misspelt(shell, "%", name)
        loaded = shell.extension_manager.loaded
        if name == "load_ext" and line.strip() == EXTENSION and EXTENSION in loaded:
            return None
        return line_magic(name, line, _stack_depth + 1)  # this frame is one more

    def run_cell_magic(magic_name: str, line: str, cell: str) -> Any:
        magic_name, line = _parted(magic_name, line)
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


def _parted(name: str, line: str) -> tuple[str, str]:
    """A magic's name and what stands behind it, be it behind a tab."""
    name, tab, words = name.partition("\t")
    return name, f"{words} {line}" if tab else line


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
