"""The notebook's session: there when needed, and never in the way of the learner's."""

from __future__ import annotations

import pytest

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
    assert "FailedPreconditionError: Attempting to use uninitialized value x." in short
    assert "line 2\n----> x.eval()" in short
    assert "session.py" not in short
    notebook.run("%tb")
    assert "session.py" in capfd.readouterr().out


def test_the_learners_own_errors_are_shown_as_ever(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.fail("1 / 0")
    assert "----> 1 1/0" in capfd.readouterr().out.replace("1 1 / 0", "1 1/0")
