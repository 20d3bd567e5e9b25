"""``%graph``, ``%reset_graph`` and a graph as a cell's value."""

from __future__ import annotations

import pytest
from IPython.core.error import UsageError
from teachflow_magics import new_graph, reset_graph

from teachflow.graph.graph import Graph
from teachflow.viz import Picture
from tests.magics.conftest import Notebook


def test_graph_shows_the_default_graph(notebook: Notebook) -> None:
    notebook.run('c = tf.constant(1, name="c")')
    picture = notebook.run("%graph")
    assert isinstance(picture, Picture)
    assert "c" in picture.text


def test_graph_shows_what_an_expression_needs(notebook: Notebook) -> None:
    notebook.run('a = tf.constant(1, name="a")\nb = tf.constant(2, name="b")')
    text = notebook.run("%graph [a]  # only a").text
    assert "drawn as 1 node" in text
    assert "└─ a" in text


@pytest.mark.parametrize("line", ["nothing_here", "a +", "3", "a --dept 3"])
def test_graph_refuses_what_it_cannot_show(notebook: Notebook, line: str) -> None:
    notebook.run("a = tf.constant(1)")
    error = notebook.fail(f"%graph {line}")
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)


def test_reset_graph_starts_anew_with_a_seed(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run('x = tf.Variable(1, name="x")')
    notebook.run("%reset_graph --seed 7")
    assert notebook.run("tf.get_default_graph().seed") == 7
    notebook.run('x = tf.Variable(1, name="x")')
    assert notebook.run("x.name") == "x:0"
    notebook.run("%reset_graph")
    assert notebook.run("tf.get_default_graph().seed") is None
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("line", ["42", "--sed 42", "--seed -1"])
def test_reset_graph_is_strict(notebook: Notebook, line: str) -> None:
    graph = notebook.run("tf.get_default_graph()")
    assert isinstance(notebook.fail(f"%reset_graph {line}"), UsageError)
    assert notebook.run("tf.get_default_graph()") is graph


def test_reset_graph_inside_an_open_graph_is_refused_in_one_line(
    notebook: Notebook,
) -> None:
    notebook.run("s = tf.InteractiveSession(graph=tf.Graph())")
    error = notebook.fail("%reset_graph")
    notebook.run("s.close()")
    assert isinstance(error, UsageError)
    notebook.run("%reset_graph")


def test_a_graph_as_a_value_is_its_picture(notebook: Notebook) -> None:
    graph = notebook.run("g = tf.get_default_graph()\nc = tf.constant(1)\ng")
    data, _ = notebook.shell.display_formatter.format(graph)
    assert set(data) == {"text/html", "image/svg+xml", "text/plain"}
    assert data["text/plain"].startswith("Graph of 1 operation")


def test_the_twins_do_the_same_without_a_shell() -> None:
    with new_graph(seed=3) as graph:
        pass
    assert isinstance(graph, Graph)
    assert graph.seed == 3
    reset_graph(seed=4)
