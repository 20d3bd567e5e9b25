"""Loading, unloading and loading again leave exactly one of everything."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from teachflow_magics import load_ipython_extension, unload_ipython_extension

from teachflow.graph import build
from teachflow.graph.graph import Graph


def _state(shell: Any) -> tuple[Any, ...]:
    formatter = shell.display_formatter.mimebundle_formatter
    return (
        {kind: set(table) for kind, table in shell.magics_manager.magics.items()},
        {name: len(found) for name, found in shell.events.callbacks.items()},
        set(formatter.type_printers),
        len(build.session_choosers),
        shell.custom_exceptions,
    )


def test_load_unload_load(bare: Any) -> None:
    empty = _state(bare)
    load_ipython_extension(bare)
    loaded = _state(bare)
    load_ipython_extension(bare)
    assert _state(bare) == loaded
    assert loaded[3] == 1
    assert "graph" in loaded[0]["line"] & loaded[0]["cell"]
    assert Graph in loaded[2]
    unload_ipython_extension(bare)
    assert _state(bare) == empty
    unload_ipython_extension(bare)
    load_ipython_extension(bare)
    assert _state(bare) == loaded


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
