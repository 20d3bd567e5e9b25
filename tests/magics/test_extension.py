"""Loading, unloading and loading again leave exactly one of everything."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from typing import Any

import pytest
from teachflow_magics import load_ipython_extension, unload_ipython_extension

from teachflow import texts
from teachflow.graph import build
from teachflow.graph.graph import Graph
from teachflow.graph.owning.making import current
from teachflow.viz.settings import settings


def _state(shell: Any) -> dict[str, Any]:
    """All that a part of the extension may have changed, with how often it did."""
    formatters = shell.display_formatter.formatters
    return {
        "magics": {kind: set(table) for kind, table in _tables(shell).items()},
        "callbacks": {name: len(all) for name, all in shell.events.callbacks.items()},
        "formatters": {
            name: set(one.type_printers) for name, one in _named(formatters)
        },
        "later": {name: set(one.deferred_printers) for name, one in _named(formatters)},
        "bundles": set(shell.display_formatter.mimebundle_formatter.type_printers),
        "session choosers": len(build.session_choosers),
        "handled errors": shell.custom_exceptions,
        "matchers": len(shell.Completer.custom_matchers),
        "configurables": sorted(type(one).__name__ for one in shell.configurables),
        "transformers": (
            len(shell.ast_transformers),
            len(shell.input_transformers_cleanup),
            len(shell.input_transformers_post),
        ),
        "attributes": set(vars(shell)),
        "language": texts.chosen_language(),
        "settings": settings(),
        "importers": len(sys.meta_path),
        "maker": current.maker,
    }


def _tables(shell: Any) -> dict[str, Any]:
    tables: dict[str, Any] = shell.magics_manager.magics
    return tables


def _named(formatters: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(formatters.items())


def test_load_unload_load(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_exit: list[Any] = []  # Python itself does not tell
    monkeypatch.setattr(atexit, "register", at_exit.append)
    monkeypatch.setattr(atexit, "unregister", at_exit.remove)
    bare.find_line_magic("config")  # IPython's own, which it loads when it is asked for
    empty = _state(bare)
    load_ipython_extension(bare)
    loaded = _state(bare)
    load_ipython_extension(bare)
    assert _state(bare) == loaded
    assert loaded["session choosers"] == 1
    assert loaded["configurables"].count("TeachFlow") == 1
    assert "graph" in loaded["magics"]["line"] & loaded["magics"]["cell"]
    assert Graph in loaded["bundles"]
    unload_ipython_extension(bare)
    assert _state(bare) == empty
    unload_ipython_extension(bare)
    assert _state(bare) == empty
    assert at_exit == []
    load_ipython_extension(bare)
    assert _state(bare) == loaded
    assert len(at_exit) <= 1


def test_the_engines_own_name_loads_it(bare: Any) -> None:
    assert bare.run_cell("%load_ext teachflow").success
    assert bare.run_cell("%reset_graph").success
    assert bare.run_cell("%unload_ext teachflow").success
    assert "reset_graph" not in bare.magics_manager.magics["line"]


def test_another_handler_of_errors_is_left_in_place(bare: Any) -> None:
    def handler(*_: Any) -> None:
        """Somebody else's."""

    bare.set_custom_exc((KeyError,), handler)
    load_ipython_extension(bare)
    unload_ipython_extension(bare)
    assert bare.custom_exceptions == (KeyError,)


def test_plain_ipython_says_nothing_on_stderr(tmp_path: Any) -> None:
    code = (
        "%load_ext teachflow\n"
        "import teachflow.compat.v1 as tf\n"
        "%reset_graph --seed 1\n"
        "x = tf.Variable(2, name='x')\n"
        "tf.global_variables_initializer().run()\n"
        "x.eval()\n"
        "%graph\n"
    )
    script = tmp_path / "cells.ipy"
    script.write_text(code)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "IPython",
            "--no-banner",
            "--colors=nocolor",
            str(script),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "IPYTHONDIR": str(tmp_path), "PATH": ""},
    )
    assert done.stderr == ""
