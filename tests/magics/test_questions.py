"""``%graph`` and ``%%graph`` answer questions: values, gradients, ways, runs, cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.error import UsageError

from teachflow.texts import text as catalogue
from tests.magics.conftest import Notebook

FADED = catalogue("graph.emphasis.faded")

CELL = """%%graph
x = tf.Variable(3.0, name="x")
y = tf.Variable(4.0, name="y")
p = tf.placeholder(tf.float32, [], name="p")
f = tf.add(x * x * y, p, name="total")
"""
INIT = "tf.global_variables_initializer().run()"


@pytest.fixture
def book(notebook: Notebook) -> Notebook:
    """A notebook with a graph whose variables have values."""
    notebook.run(CELL)
    notebook.run(INIT)
    return notebook


def line(text: str, name: str) -> str:
    """The line of a text tree that is about a node."""
    (found,) = [one for one in text.splitlines() if f" {name} " in one[:30]]
    return found


def test_values_are_those_of_a_run_that_changes_nothing(book: Notebook) -> None:
    shown = book.run('%graph f --values --feeds "{p: 1}"').text
    assert "value 37.0" in line(shown, "total")
    assert "value 3.0" in line(shown, "x")
    book.run("grown = x.assign_add(1.0)")
    book.run("%graph --values")
    assert book.run("x.eval()") == 3.0


def test_what_was_not_fed_is_marked_and_said(book: Notebook) -> None:
    shown = book.run("%graph f --values").text
    assert "value –" in line(shown, "total")
    assert "value 9.0" in line(shown, "mul")
    assert "no value was fed for 'p'" in shown


def test_a_cells_own_run_is_shown(notebook: Notebook) -> None:
    notebook.run(CELL.replace("%%graph", "%%graph --values") + INIT)
    (text,) = notebook.pictures()
    assert "value –" in line(text, "total")  # the last run was the initializer's
    notebook.run(
        CELL.replace("%%graph", "%%graph --values") + INIT + "\nf.eval({p: 2})"
    )
    assert "value 38.0" in line(notebook.pictures()[1], "total")


def test_a_cell_without_a_run_is_looked_at(notebook: Notebook) -> None:
    notebook.run("%%graph --values\na = tf.constant(20.0, name='a')\nb = a + 2.0")
    assert "value 22.0" in line(notebook.pictures()[0], "add")


def test_gradients_have_three_marks(book: Notebook) -> None:
    book.run("k = tf.negative(y, name='k')\nz = tf.multiply(p, 0.0, name='z')")
    before = book.names()
    shown = book.run("%graph --grads mul_1").text
    assert "gradient 24.0" in line(shown, "x")
    assert "gradient None: no path" in line(shown, "k")
    assert "gradient –" in line(shown, "total")
    shown = book.run('%graph --grads "z" --feeds "{p: 1}"').text
    assert "gradient 0.0" in line(shown, "p")
    assert book.names() == before


def test_nodes_are_python_names_or_names_in_the_graph(book: Notebook) -> None:
    book.run("layers = {'out': [f]}")
    before = book.names()
    for typed in ("f", "total", "total:0", "layers['out'][0]"):
        shown = book.run(f"%graph --path x {typed}").text
        assert "on the path" in line(shown, "total")
    assert book.names() == before


def test_pointing_calls_nothing(book: Notebook) -> None:
    before = book.names()
    error = book.fail("%graph --around tf.square(f)")
    assert isinstance(error, UsageError)
    assert book.names() == before


def test_around_counts_arrows(book: Notebook) -> None:
    near = book.run("%graph --around x").diagram
    far = book.run("%graph --around x -n 3").diagram
    assert {node.id for node in near.nodes} == {"x", "mul"}
    assert {node.id for node in far.nodes} == {"x", "y", "mul", "mul_1", "total"}


def test_find_marks_and_counts(book: Notebook) -> None:
    shown = book.run("%graph --find '^mul'").text
    assert "found" in line(shown, "mul")
    assert "2 operations match '^mul'" in shown


def test_run_shows_the_order_and_fades_the_rest(book: Notebook) -> None:
    book.run("unused = tf.negative(x, name='unused')")
    shown = book.run('%graph f --run --feeds "{p: 1}"').text
    assert "number 1 of the run" in line(shown, "x")
    assert "fed" in line(shown, "p")
    assert "fetched" in line(shown, "total")
    book.run(CELL.replace("%%graph", "%%graph --run") + INIT + "\ny.eval(), y.eval()")
    shown = book.pictures()[-1]
    assert "computed ×3" in line(shown, "y")
    assert FADED in line(shown, "total")


def test_run_without_a_run_says_so(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%%graph --run\na = tf.constant(1)")
    assert "No run of this graph happened in the cell" in capfd.readouterr().out
    assert len(notebook.pictures()) == 1


def test_cell_shows_what_a_cell_added(book: Notebook) -> None:
    shown = book.run("g = tf.square(f, name='g')\n%graph --cell").diagram
    assert {node.id: node.emphasis for node in shown.nodes} == {
        "g": "added",
        "total": "faded",
    }


def test_cell_shows_what_another_cell_added(book: Notebook) -> None:
    book.run("g = tf.square(f, name='g')")
    number = book.shell.user_ns["g"].op.maker.number
    shown = book.run(f"%graph --cell {number}")
    assert {node.id for node in shown.diagram.nodes} == {"g", "total"}
    assert "the cell added 1 operation" in shown.text
    said = str(book.fail("%graph --cell 99"))
    assert said.startswith("%graph: cell [99] has made nothing that is in this graph")
    assert f"{number}." in said
    book.run("empty = tf.Graph()")
    assert "no cell has made anything" in str(book.fail("%graph empty --cell 1"))


def test_two_graphs_are_compared(book: Notebook) -> None:
    book.run("%%graph g\na = tf.constant(1.0, name='a')")
    book.run("%%graph h\na = tf.constant(2.0, name='a')\nb = tf.negative(a, name='b')")
    diagram = book.run("%graph g --diff h").diagram
    assert {node.id: node.emphasis for node in diagram.nodes} == {
        "a": "changed",
        "b": "added",
    }
    assert "1 added" in str(book.run("g.diff(h)"))
    data, _ = book.shell.display_formatter.format(book.run("g.diff(h)"))
    assert data["text/plain"].startswith("1 added, 0 removed")
    assert set(data) == {"text/html", "image/svg+xml", "text/plain"}


@pytest.mark.parametrize("suffix", ["svg", "png", "dot", "txt"])
def test_a_picture_is_saved(book: Notebook, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture.{suffix}"
    book.run(f"%graph f --save '{path}'")
    assert path.stat().st_size > 50


def test_an_expression_may_look_like_an_option(book: Notebook) -> None:
    assert "Neg" in book.run("%graph (-f)").text
    assert "Sub" in book.run('%graph "f -x"').text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("--path x totl", "Did you mean 'total'?"),
        ("--around nowhere", "has no operation 'nowhere'. It has: x"),
        ("--find '('", "'(' is no regular expression"),
        ("--values --feeds {p:", 'Write for example --feeds "{x: 3}"'),
        ("--values --feeds 3", "not what is of type int"),
        ("--feeds '{p: 1}'", "a picture alone runs nothing"),
        ("--run", "A run of what?"),
        ("--grads", "Gradients of what?"),
        ("-n 2", "add --around NODE"),
        ("--path x", "--path A B"),
        ("nowhere", "cannot show 'nowhere'"),
        ("f --save picture.jpg", ".svg, .png, .dot or .txt"),
        ("f --diff g --values", "leave out: values"),
        ("f --diff 3", "of type int"),
        ("--grads total", "was not computed"),
        ("--values --feeds \"{'nope': 1}\"", "nope"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    book: Notebook, typed: str, message: str
) -> None:
    error = book.fail(f"%graph {typed}")
    assert isinstance(error, UsageError)
    assert message in str(error)
    assert "\n" not in str(error)


def test_nothing_is_written_to_stderr(
    book: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    book.run('%graph --values --grads f --feeds "{p: 1}" --find x --path x f')
    assert capfd.readouterr().err == ""
