"""``%%run_report``: which nodes the runs of a cell computed, and how often."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from IPython.core.error import UsageError

from teachflow.graph.running.observe import active
from teachflow.texts import text as catalogue
from tests.magics.conftest import Notebook

FADED = catalogue("graph.emphasis.faded")

GRAPH = """%%graph
w = tf.constant(3, name="w")
v = tf.Variable(1, name="v")
x = tf.add(w, 2, name="x")
y, z = tf.add(x, 5, name="y"), tf.multiply(x, 3, name="z")
unused = tf.negative(v, name="unused")
"""


@pytest.fixture
def book(notebook: Notebook) -> Notebook:
    """A notebook with the graph that the book's lesson on two runs builds."""
    notebook.run(GRAPH)
    notebook.run("tf.global_variables_initializer().run()")
    return notebook


def rows(text: str) -> dict[str, str]:
    """The table of counts: node to times."""
    lines = text.partition("times computed")[2].partition("\n\n")[0].splitlines()
    return dict(line.split() for line in lines if line.strip())


def test_two_runs_compute_what_they_share_twice(book: Notebook) -> None:
    value = book.run("%%run_report\na, b = y.eval(), z.eval()\na + b")
    text = book.pictures()[-1]
    assert value is None  # the cell's own value was shown by the cell inside
    counts = rows(text)
    assert (counts["w"], counts["x"], counts["y"], counts["z"]) == ("2", "2", "1", "1")
    assert "unused" not in counts
    assert text.startswith("2 runs, which computed")
    (line,) = [one for one in text.splitlines() if "─ unused" in one]
    assert FADED in line


def test_one_run_computes_it_once(book: Notebook) -> None:
    book.run("%%run_report\ntf.get_default_session().run([y, z])")
    text = book.pictures()[-1]
    assert rows(text)["w"] == "1"
    assert "number 1 of the run" in text


def test_the_cells_value_is_shown(
    book: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    book.run("%%run_report\ny.eval()")
    assert "10" in capfd.readouterr().out


def test_reading_and_writing_are_told(book: Notebook) -> None:
    book.run("more = v.assign_add(4)")
    book.run("%%run_report\nmore.op.run()\nunused.eval()")
    lines = book.pictures()[-1].splitlines()
    (written,) = [line for line in lines if line.startswith("1  ")]
    assert "v = 5" in written
    (read,) = [line for line in lines if line.startswith("2  ")]
    assert "v = 5" in read


def test_no_run_is_said(book: Notebook, capfd: pytest.CaptureFixture[str]) -> None:
    before = len(book.pictures())
    book.run("%%run_report\nq = y + 1")
    assert "No run was watched" in capfd.readouterr().out
    assert len(book.pictures()) == before


def test_an_error_comes_after_the_report_of_what_ran(
    book: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    error = book.fail("%%run_report\ny.eval()\n1 / 0")
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)
    assert "1 run, which computed" in book.pictures()[-1]
    assert "ZeroDivisionError" in capfd.readouterr().out
    assert active() == []


def test_a_line_is_a_cell_of_one_statement(
    book: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    book.run("%run_report --depth 1 got = y.eval(), z.eval()  # twice")
    assert book.pictures()[-1].startswith("2 runs, which computed")
    assert book.shell.user_ns["got"] == (10, 15)
    book.run("%run_report 'w' and y.eval();")
    assert "10" not in capfd.readouterr().out
    assert "A report of which runs?" in str(book.fail("%run_report"))
    stopped = book.fail("%run_report y.eval() and 1 / 0")
    assert str(stopped).startswith("%run_report: the code stopped")


def test_one_operation_is_singular(book: Notebook) -> None:
    book.run("%run_report tf.constant(3).eval()")
    assert book.pictures()[-1].startswith("1 run, which computed 1 operation\n")


def test_a_failing_run_is_counted_as_failed(book: Notebook) -> None:
    book.run("p = tf.placeholder(tf.float32, name='p')\nq = tf.negative(p, name='q')")
    book.fail("%%run_report\nq.eval()")
    assert "1, failed" in book.pictures()[-1]


def test_many_runs_are_one_row_and_little_memory(book: Notebook) -> None:
    peaks = []
    for times in (20, 20, 2000):
        gc.collect()
        tracemalloc.start()
        book.run(f"%%run_report\nfor _ in range({times}): y.eval()")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    text = book.pictures()[-1]
    assert "1 – 2000 (2000 runs)" in text
    assert rows(text)["w"] == "2000"
    assert peaks[2] < peaks[1] + 500_000  # 2000 records would be 2.5 MB


def test_the_options_are_the_pictures(book: Notebook) -> None:
    book.run("with tf.name_scope('deep'):\n    d = tf.negative(tf.square(y), name='d')")
    book.run("%%run_report --depth 0\nd.eval()")
    assert "closed" in book.pictures()[-1]
    assert "Did you mean --depth?" in str(book.fail("%%run_report --dept 0\nd.eval()"))
