"""A real IPython shell in this process, with the extension loaded."""

from __future__ import annotations

from atexit import unregister
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from teachflow_magics import unload_ipython_extension
from traitlets.config import Config

from teachflow.graph import build
from teachflow.graph.defaults import reset_default_graph


@dataclass
class Notebook:
    """Runs cells as a notebook does; keeps what they displayed."""

    shell: Any

    def run(self, code: str, cell: str | None = None) -> Any:
        """Runs a cell that must succeed; returns the value of its last line.

        ``cell`` is the id that a front end would send.
        """
        result = self.shell.run_cell(code, store_history=True, cell_id=cell)
        assert result.success, result.error_in_exec or result.error_before_exec
        return result.result

    def fail(self, code: str, cell: str | None = None) -> BaseException:
        """Runs a cell that must fail; returns its error."""
        result = self.shell.run_cell(code, store_history=True, cell_id=cell)
        assert not result.success
        error: BaseException = result.error_in_exec or result.error_before_exec
        return error

    def names(self, graph: str = "tf.get_default_graph()") -> list[str]:
        """The names of a graph's nodes."""
        return [op.name for op in self.shell.ev(graph).get_operations()]

    def pictures(self) -> list[str]:
        """The text of the pictures that were displayed."""
        return [
            item["data"]["text/plain"]
            for item in self.shell.display_pub.outputs
            if "image/svg+xml" in item["data"]
        ]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A shell without the extension."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell.display_pub = CapturingDisplayPublisher(parent=shell)
    yield shell
    unload_ipython_extension(shell)
    build.sessions.stack.clear()
    InteractiveShell.clear_instance()
    # Else every shell of every test is reset at exit, with a garbage collection each.
    unregister(shell.atexit_operations)
    reset_default_graph()


@pytest.fixture
def notebook(bare: Any) -> Notebook:
    """A notebook with the extension and the graph face at hand."""
    book = Notebook(bare)
    book.run("%load_ext teachflow")
    book.run("import teachflow.compat.v1 as tf")
    return book
