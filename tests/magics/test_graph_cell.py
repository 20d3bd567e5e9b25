"""``%%graph``: which graph, the same names again, and failing in one line."""

from __future__ import annotations

import gc
import weakref

import pytest
from IPython.core.error import UsageError

from tests.magics.conftest import Notebook

CELL = """%%graph
x = tf.Variable(3, name="x")
y = tf.Variable(4, name="y")
f = x * x * y + y + 2
"""


def test_a_cell_that_runs_again_gives_the_same_names(notebook: Notebook) -> None:
    notebook.run(CELL)
    first = notebook.names()
    notebook.run(CELL)
    assert notebook.names() == first
    assert first[:4] == ["x/initial_value", "x", "x/Assign", "x/read"]
    assert "x_1" not in first


def test_the_next_cell_evaluates_without_a_session(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(CELL)
    notebook.run("tf.global_variables_initializer().run()")
    assert notebook.run("f.eval()") == 42
    notebook.run("x.assign_add(1).eval()")
    assert notebook.run("x.eval()") == 4
    assert capfd.readouterr().err == ""


def test_it_shows_the_picture_of_the_cells_graph(notebook: Notebook) -> None:
    notebook.run(CELL)
    (text,) = notebook.pictures()
    assert text.startswith("Graph of 13 operations")
    assert "variable, starts at 3" in text


def test_the_unnamed_graph_is_the_default_graph_of_later_cells(
    notebook: Notebook,
) -> None:
    notebook.run(CELL)
    notebook.run("g = f + 1\nc = tf.constant(1)")
    assert notebook.run("c.graph is f.graph is tf.get_default_graph()")


def test_no_scope_stays_open_after_the_cell(notebook: Notebook) -> None:
    from teachflow.core import home

    notebook.run(CELL)
    notebook.fail("%%graph\n1 / 0")
    assert home.open_homes() == []


def test_a_name_is_bound_to_a_graph_of_its_own(notebook: Notebook) -> None:
    notebook.run(CELL)
    notebook.run('%%graph g\na = tf.constant(5, name="a")\nmine = g')
    assert notebook.run("a.graph is g is mine and g is not f.graph")
    assert notebook.run("tf.get_default_graph() is f.graph")
    assert notebook.run("a.eval()") == 5
    notebook.run('%%graph g\na = tf.constant(6, name="a")')
    assert notebook.names("g") == ["a"]
    assert notebook.run("a.eval()") == 6


def test_the_seed_makes_the_random_numbers_repeat(notebook: Notebook) -> None:
    cell = "%%graph --seed 42\nr = tf.random_uniform([3])"
    notebook.run(cell)
    first = notebook.run("r.eval()")
    notebook.run(cell)
    assert notebook.run("r.eval()").tolist() == first.tolist()
    assert notebook.run("tf.get_default_graph().seed") == 42


def test_an_old_chapters_reset_works_inside(notebook: Notebook) -> None:
    notebook.run(f"%%graph\nold = tf.constant(1)\ntf.reset_default_graph()\n{CELL[8:]}")
    assert "Const" not in notebook.names()
    assert notebook.run(
        "f.graph is tf.get_default_graph() and old.graph is not f.graph"
    )
    assert notebook.pictures()[0].startswith("Graph of 13 operations")


def test_a_second_cell_may_go_on_with_the_first_ones_tensors(
    notebook: Notebook,
) -> None:
    notebook.run(CELL)
    notebook.run("%%graph\nh = f * f")
    assert notebook.run("h.graph is f.graph is tf.get_default_graph()")
    assert notebook.pictures()[1].startswith("Graph of 14 operations")


def test_a_cell_that_builds_nothing_is_told_why(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(CELL)
    notebook.run("%reset_graph")
    notebook.run("%%graph\nh = f * f")
    assert "in the graph of its tensors" in capfd.readouterr().out


def test_the_last_expression_is_shown_too(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%%graph\na = tf.constant(40) + 2\na.eval()")
    assert "42" in capfd.readouterr().out


def test_a_failing_body_shows_its_error_and_fails_in_one_line(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    error = notebook.fail("%%graph\na = tf.constant(1)\n1 / 0")
    assert isinstance(error, UsageError)
    out, err = capfd.readouterr()
    assert "ZeroDivisionError" in out
    assert out.endswith(f"UsageError: {error}\n")
    assert err == ""
    assert "\n" not in str(error)
    assert not notebook.pictures()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--sed 3", "Did you mean --seed?"),
        ("--seed x", "a whole number such as 42"),
        ("--seed", "--seed needs a value"),
        ("--gradients=3", "takes no value"),
        ("--seed 1 --seed 2", "given twice"),
        ("a b", "takes one NAME"),
        ("3a", "cannot be a variable's name"),
        ("class", "cannot be a variable's name"),
        ("tf", "is a module that you would lose"),
        ("print", "is a function that you would lose"),
        ("str", "is a class that you would lose"),
        ("--scope nowhere", "nowhere"),
        ("--zzz", "It has: --seed"),
    ],
)
def test_what_cannot_be_read_is_refused(
    notebook: Notebook, line: str, message: str
) -> None:
    error = notebook.fail(f"%%graph {line}\na = tf.constant(1)")
    assert isinstance(error, UsageError)
    assert message in str(error)
    assert "\n" not in str(error)


def test_a_name_that_the_body_takes_away_is_an_error(notebook: Notebook) -> None:
    error = notebook.fail("%%graph x\nx = tf.constant(1)")
    assert "gives the name 'x' another value" in str(error)


def test_comments_and_quotes_on_the_line(notebook: Notebook) -> None:
    cell = 'with tf.name_scope("a"):\n    c = tf.constant(1)'
    notebook.run(f'%%graph g --scope "a"  # only this one\n{cell}')
    assert len(notebook.pictures()) == 1


@pytest.mark.parametrize(
    "line", ["%graph -h", "%%graph --help\npass", "%reset_graph -h"]
)
def test_help_is_printed_and_nothing_runs(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    before = notebook.run("tf.get_default_graph()")
    capfd.readouterr()
    notebook.run(line)
    assert "--seed N" in capfd.readouterr().out or line == "%graph -h"
    assert notebook.run("tf.get_default_graph()") is before


def test_the_docstring_begins_with_both_forms(notebook: Notebook) -> None:
    text = notebook.shell.find_line_magic("graph").__doc__
    assert text.startswith("%%graph [NAME]")
    assert "\n%graph [EXPRESSION]" in text


def test_a_replaced_graph_is_forgotten_with_its_session(notebook: Notebook) -> None:
    notebook.run(CELL)
    notebook.run("tf.global_variables_initializer().run()")
    old = weakref.ref(notebook.shell.ev("f.graph"))
    notebook.run(CELL)
    notebook.shell.user_ns["Out"].clear()
    for name in [n for n in notebook.shell.user_ns if n.startswith("_")]:
        notebook.shell.user_ns.pop(name)
    gc.collect()
    assert old() is None


def test_the_usage_is_one_line_and_the_help_lists_the_options_in_groups(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%graph -h")
    said = capfd.readouterr().out
    assert (
        "%graph [EXPRESSION] [questions] [what to draw] [--diff GRAPH] [--save FILE]\n"
        in said
    )
    questions, draw = said.index("\nQuestions:"), said.index("\nWhat to draw:")
    assert questions < said.index("--path A B") < draw < said.index("--summaries")
