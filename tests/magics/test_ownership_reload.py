"""Cells are known again when the extension is unloaded and loaded; and without ids."""

from __future__ import annotations

from typing import Any

import pytest
from teachflow_magics.cells import ownership

from teachflow.graph.owning.making import current
from tests.magics.conftest import Notebook
from tests.magics.test_ownership import Kernel, X, kernel, line

__all__ = ["kernel"]

UNLOADING = ("%reload_ext teachflow", "%unload_ext teachflow\n%load_ext teachflow")


@pytest.mark.parametrize("reload", UNLOADING)
def test_cells_are_known_again(
    notebook: Notebook, reload: str, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(X, "a")
    notebook.run("f = x * 2", "b")
    names = notebook.names()
    notebook.run(reload, "r")
    line(capfd)
    notebook.run(X, "a")
    assert line(capfd) == (
        "Run again: x taken away first; with that went f, so run cell [4] again too."
    )
    notebook.run("f = x * 2", "b")
    assert notebook.names() == names
    assert "f = x * 2" in str(notebook.run("%cells"))


def test_what_was_built_meanwhile_stays(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("%unload_ext teachflow", "u")
    notebook.run(X, "a")
    notebook.run("%load_ext teachflow", "l")
    notebook.run(X, "a")
    nodes = [name for name in notebook.names() if "/" not in name]
    assert nodes == ["x_1", "x"]


def test_a_cell_that_reloads_goes_on(notebook: Notebook, kernel: Kernel) -> None:
    code = f"{X}\n%reload_ext teachflow\ny = x * 2"
    for _ in range(3):
        kernel.asks(cellId="a")
        notebook.run(code)
        assert notebook.names()[-1] == "mul"
        assert notebook.shell.user_ns["y"].name == "mul:0"
        assert current.maker is None


def test_executions_without_ids_stay_apart(notebook: Notebook, kernel: Kernel) -> None:
    for code in (X, "%reload_ext teachflow", "y = x * 2", X):
        kernel.asks()
        notebook.run(code)
    assert {"x", "mul", "x_1"} <= set(notebook.names())


def test_a_shell_that_is_gone_leaves_nothing(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("%unload_ext teachflow", "u")
    assert notebook.shell in ownership._LEFT
    notebook.run("%load_ext teachflow", "l")
    assert notebook.shell not in ownership._LEFT


# ---- a shell that sends no ids ---------------------------------------------------

ROUNDS = {
    "h = tf.layers.dense(h, 2)": "dense_2/BiasAdd",
    "with tf.name_scope('s'):\n    h = h + 1.0": "s_2/add",
    "for _ in range(2): h = h + 1.0": "add_5",
    "def f(v):\n    return v + h\nh = f(1.0)": "add_2",
    "t = tf.ones([2, 2])\nh = t + 1.0": "add",
    "if True:\n    u = h\ntf.square(u)": "Square",
    "h += 1.0": "add_2",
    "step()": "add_2",
    "_ = _ + 1.0 if hasattr(_, 'op') else h + 1.0": "add_2",
    "items.append(items[-1] + 1.0)": "add_2",
    "table['h'] = table['h'] + 1.0": "add_2",
    "model.h = model.h + 1.0": "add_2",
    "model.grow()": "add_2",
    "def twice(h):\n    return h * 2.0\nu = twice(tf.ones([2]))": "mul",
    "v = tf.ones([2])\ndef more():\n    return v + 1.0\nu = more()": "add",
    "u = [h + i for i in range(2)]": "add_1",
}


@pytest.mark.parametrize("code", ROUNDS)
def test_a_text_that_uses_its_own_result_is_more_of_it(
    notebook: Notebook, code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(
        "class Model:\n"
        "    def grow(self):\n        self.h = self.h + 1.0\n"
        "def step():\n    global h\n    h = h + 1.0"
    )
    begin = (
        "h = tf.zeros([2, 2]); _ = None; items = [h]; table = {'h': h}\n"
        "model = Model(); model.h = h"
    )
    for _ in range(2):
        notebook.run(begin)
        line(capfd)
        for _ in range(3):
            notebook.run(f"{code}\n'silent';")
        assert line(capfd) == ""
        assert notebook.names()[-1] == ROUNDS[code]


def test_with_an_id_it_is_run_again(notebook: Notebook) -> None:
    notebook.run("h = tf.zeros([2, 2])", "a")
    for _ in range(3):
        notebook.run("h = h + 1.0", "b")
    assert notebook.run("h.name") == "add:0"


def test_what_is_no_python_is_no_trouble(notebook: Notebook) -> None:
    for _ in range(2):
        notebook.fail("x = tf.constant(1.0) +")
        notebook.run("%time z = tf.constant(1.0, name='z')")
    assert notebook.run("z.name") == "z:0"


def test_names_before_a_reset_do_not_come_back(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("%reset_graph")
    notebook.run(X, "a")
    gone: Any = notebook.shell.user_ns["x"]
    notebook.fail("1 / 0", "a")
    assert notebook.shell.user_ns["x"] is gone
    assert gone.op.removed
