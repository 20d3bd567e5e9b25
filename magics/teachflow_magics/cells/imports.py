"""What a module builds while it is imported belongs to no cell.

A module is imported once: the cell that did it cannot build these nodes anew when it is
run again, so they must not go with it. A finder in front of the others has each module
that is read from source run with nobody as the maker; all else is as ever.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from teachflow.graph.owning.making import making

_PLACE = "_teachflow_imports"


class _Imports(MetaPathFinder):
    """Asks the finders behind it, and watches over the module's own code."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """What the others find, to be run with nobody as the maker."""
        behind = sys.meta_path[sys.meta_path.index(self) + 1 :]
        for finder in behind:
            spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                if isinstance(spec.loader, SourceLoader):
                    _watch(spec.loader)
                return spec
        return None


def _watch(loader: Any) -> None:
    run: Callable[[ModuleType], None] = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        vars(loader).pop("exec_module", None)  # the loader is the module's from now on
        with making(None):
            run(module)

    loader.exec_module = exec_module


def install(shell: Any) -> None:
    """Nobody owns what modules build from now on."""
    finder = vars(shell)[_PLACE] = _Imports()
    sys.meta_path.insert(0, finder)


def remove(shell: Any) -> None:
    """Modules are imported as before."""
    finder = vars(shell).pop(_PLACE)
    if finder in sys.meta_path:
        sys.meta_path.remove(finder)
