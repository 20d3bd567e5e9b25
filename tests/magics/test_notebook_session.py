"""The notebook's session: there when needed, and never in the way of the learner's."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from teachflow_magics import show_session

from teachflow.core.errors import FailedPreconditionError
from teachflow.graph import build
from tests.magics.conftest import Notebook


def test_every_graph_has_its_own_values(notebook: Notebook) -> None:
    notebook.run("%%graph g\nx = tf.Variable(1)")
    notebook.run("%%graph h\ny = tf.Variable(2)")
    notebook.run("x.initializer.run()\ny.initializer.run()")
    assert notebook.run("x.eval(), y.eval()") == (1, 2)


def test_an_uninitialised_variable_is_still_a_mistake(notebook: Notebook) -> None:
    notebook.run("%%graph\nx = tf.Variable(1)")
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)


def test_a_with_block_comes_first_and_its_values_stay_apart(notebook: Notebook) -> None:
    notebook.run("%%graph\nx = tf.Variable(1)")
    notebook.run("x.initializer.run()")
    value = notebook.run(
        "with tf.Session() as s:\n    x.load(5)\n    v = x.eval()\nv, x.eval()"
    )
    assert value == (5, 1)


def test_another_graphs_with_block_stays_a_mistake(notebook: Notebook) -> None:
    notebook.run("%%graph g\nx = tf.constant(1)")
    error = notebook.fail("with tf.Session(graph=tf.Graph()):\n    x.eval()")
    assert isinstance(error, ValueError)
    assert "different from the session's graph" in str(error)


def test_an_interactive_session_comes_first_for_its_graph(notebook: Notebook) -> None:
    notebook.run("%%graph\nx = tf.Variable(1)")
    notebook.run("s = tf.InteractiveSession()")
    assert notebook.run("tf.get_default_session() is s")
    notebook.run("x.initializer.run()")
    assert notebook.run("s.run(x)") == 1
    notebook.run("s.close()")
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)


def test_one_that_was_left_open_does_not_stop_the_next_graph(
    notebook: Notebook,
) -> None:
    notebook.run("%%graph\nx = tf.constant(1)")
    notebook.run("s = tf.InteractiveSession()")
    notebook.run("%%graph\nx = tf.constant(2)")
    assert notebook.run("x.eval()") == 2
    notebook.run("s.close()")


def test_a_closed_notebook_session_is_made_again(notebook: Notebook) -> None:
    notebook.run("%%graph\nx = tf.constant(1)")
    notebook.run("tf.get_default_session().close()")
    assert notebook.run("x.eval()") == 1


def test_without_the_extension_there_is_no_session(notebook: Notebook) -> None:
    notebook.run("x = tf.constant(1)")
    assert notebook.run("x.eval()") == 1
    notebook.run("%unload_ext teachflow")
    assert build.session_choosers == []
    error = notebook.fail("x.eval()")
    assert isinstance(error, ValueError)
    assert "No default session is registered" in str(error)


def test_a_sessions_error_is_short_and_the_whole_is_to_be_had(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run('%%graph\nx = tf.Variable(1, name="x")')
    capfd.readouterr()
    notebook.fail("value = 3\nx.eval()")
    short = capfd.readouterr().out
    assert short.startswith("FailedPreconditionError: the variable 'x' has no value")
    assert "Cell In[4], line 2\n----> x.eval()" in short
    assert "session.py" not in short
    notebook.run("%tb")
    assert "session.py" in capfd.readouterr().out


def test_the_learners_own_errors_are_shown_as_ever(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.fail("1 / 0")
    assert "----> 1 1/0" in capfd.readouterr().out.replace("1 1 / 0", "1 1/0")


# ---- there at once, and no longer than the extension -----------------------------


def test_it_is_there_at_once_and_after_a_reset(notebook: Notebook) -> None:
    first = notebook.run("tf.get_default_session()")
    assert first.graph is notebook.run("tf.get_default_graph()")
    assert (
        notebook.run("with tf.Session() as s: pass\ntf.get_default_session()") is first
    )
    notebook.run("%reset_graph")
    second = notebook.run("tf.get_default_session()")
    assert second is not first
    assert second.graph is notebook.run("tf.get_default_graph()")
    notebook.run("%unload_ext teachflow")
    assert second.closed
    assert notebook.run("tf.get_default_session() is None")


def test_a_second_interactive_session_is_silent(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("a = tf.InteractiveSession(); b = tf.InteractiveSession()")
    assert capfd.readouterr() == ("", "")
    assert notebook.run("tf.get_default_session() is b")
    notebook.run("b.close(); a.close()")


def test_sessions_do_not_pile_up(notebook: Notebook) -> None:
    owner = vars(notebook.shell)["_teachflow_sessions"]
    for _ in range(500):
        notebook.run("%reset_graph\nx = tf.constant(1); v = x.eval()", "a")
    gc.collect()
    assert len(owner.alive) <= 3  # the last, and what the last line still refers to


def test_a_block_that_an_error_left_open_does_not_poison_the_next_cell(
    notebook: Notebook,
) -> None:
    notebook.run("x = tf.constant(1)")
    notebook.fail(
        "kept = tf.InteractiveSession()\n"
        "g = tf.Graph()\n"
        "def steps():\n"
        "    with g.as_default(), tf.Session(graph=g) as s:\n"
        "        yield s\n"
        "running = steps()\n"
        "s = next(running)\n"
        "1 / 0"
    )
    assert notebook.run("tf.get_default_graph() is x.graph")
    assert notebook.run("tf.get_default_session() is kept")
    assert notebook.run("x.eval()") == 1
    notebook.run("kept.close()")
    assert notebook.run("x.eval()") == 1


# ---- values ----------------------------------------------------------------------


def test_new_variables_can_be_initialised_as_soon_as_a_cell_ends(
    notebook: Notebook,
) -> None:
    notebook.run("%config TeachFlow.initialize_variables = True")
    notebook.run(
        "a = tf.Variable(1.0)\nb = tf.Variable(a.initialized_value() * 2.0)\n"
        "fed = tf.Variable(tf.placeholder(tf.float32, []), name='fed')"
    )
    assert notebook.run("a.eval(), b.eval()") == (1.0, 2.0)
    assert isinstance(notebook.fail("fed.eval()"), FailedPreconditionError)
    notebook.run("a.load(5.0)")
    notebook.run("c = tf.Variable(3.0)")
    assert notebook.run("a.eval(), c.eval()") == (5.0, 3.0)
    notebook.fail("d = tf.Variable(4.0)\n1 / 0")
    assert notebook.run("d.eval()") == 4.0


def test_one_that_keeps_its_value_is_not_initialised_again(notebook: Notebook) -> None:
    notebook.run("%config TeachFlow.initialize_variables = True")
    notebook.run("x = tf.Variable(1.0, name='x')", "a")
    notebook.run("x.load(5.0)")
    notebook.run("x = tf.Variable(1.0, name='x')", "a")
    assert notebook.run("x.eval()") == 5.0


def test_a_reset_keeps_variables_if_asked(notebook: Notebook) -> None:
    code = "x = tf.Variable(1.0, name='x'); y = tf.Variable([1.0], name='y')"
    notebook.run(code)
    notebook.run("x.load(5.0); y.load([5.0])")
    notebook.run("%reset_graph --seed 3 --keep-variables")
    assert notebook.run("tf.get_default_graph().seed") == 3
    notebook.run("x = tf.Variable(1.0, name='x'); y = tf.Variable([1], name='y')")
    assert notebook.run("x.eval()") == 5.0
    assert isinstance(notebook.fail("y.eval()"), FailedPreconditionError)
    notebook.run("%reset_graph")
    notebook.run(code)
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)


def test_variables_are_told_in_a_table(notebook: Notebook) -> None:
    notebook.run("x = tf.Variable([1.0, 2.0], name='x')", "a")
    notebook.run("z = tf.Variable(tf.zeros([2, 3]), name='z')", "b")
    notebook.run("x.initializer.run()")
    table = notebook.run("%session")
    assert str(table) == (
        "Session with 2 variables, initialised: 1\n"
        "variable  value            shape   dtype    cell\n"
        "x         [1.0, 2.0]       (2,)    float32  [3]\n"
        "z         not initialised  (2, 3)  float32  [4]"
    )
    assert str(show_session()) == str(table)
    assert sorted(table._repr_mimebundle_()) == ["text/html", "text/plain"]
    notebook.run("%reset_graph")
    assert str(notebook.run("%session")) == "Session with 0 variables, initialised: 0"


def test_a_closed_session_has_no_table(notebook: Notebook) -> None:
    notebook.run("s = tf.Session(); s.close()")
    with pytest.raises(RuntimeError, match="closed"):
        show_session(notebook.shell.user_ns["s"])


AT_EXIT = """
import atexit
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

config = Config()
config.HistoryManager.enabled = False
shell = InteractiveShell.instance(config=config)
atexit.register(lambda: print("closed at exit:", shell.user_ns["sess"].closed))
shell.run_cell("%load_ext teachflow")
shell.run_cell("import teachflow.compat.v1 as tf; sess = tf.get_default_session()")
print("before:", shell.user_ns["sess"].closed)
"""


def test_sessions_are_closed_when_the_process_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", AT_EXIT],
        env={**os.environ, "IPYTHONDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["before: False", "closed at exit: True"]
    assert done.stderr == ""


def test_the_table_of_another_graph_is_pointed_to_and_shown(notebook: Notebook) -> None:
    notebook.run("%%graph net\nv = tf.Variable(3, name='v')")
    notebook.run("v.initializer.run()")
    told = str(notebook.run("%session"))
    assert told.endswith("Other graphs have some: net. Type %session net")
    lines = str(notebook.run("%session net  # its own")).splitlines()
    assert lines[0] == "Session with 1 variable, initialised: 1"
    assert lines[2].split()[:2] == ["v", "3"]
    notebook.run("own = tf.Session(graph=net)")
    assert "initialised: 0" in str(notebook.run("%session own"))
    notebook.run("own.close()")
    assert "closed" in str(notebook.fail("%session own"))
    assert "not what is of type int" in str(notebook.fail("%session 3"))
