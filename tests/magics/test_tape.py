"""``%%tape`` and ``%%eager``: what a cell computed, drawn; and what goes wrong."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from IPython.core.error import UsageError

from teachflow.core.recording import tapes

START = "import teachflow as tf\nw = tf.Variable(2.0)\nx = tf.constant(3.0)"


@pytest.fixture
def book(notebook):
    notebook.run(START)
    return notebook


def last(book):
    return book.pictures()[-1]


def test_a_cell_is_drawn_with_gradients_of_its_last_value(book):
    value = book.run("%%tape\nloss = (w * x - 1.0) ** 2\nloss")
    assert value is None or float(value) == 25.0
    assert float(book.shell.ev("loss")) == 25.0
    text = last(book)
    assert "value 25.0; gradient 1.0" in text
    assert next(line for line in text.splitlines() if "variable" in line).endswith(
        "value 2.0; gradient 30.0"
    )
    assert "gradient –" in text  # x: nobody watches it
    assert tapes.stack == []


def test_the_last_value_is_still_displayed(book, capsys):
    book.run("%%tape\nw * x")
    assert "numpy=6.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    ["loss --wrt x", "loss --wrt=x", "loss --wrt 'x'  # by x", "2 * loss --wrt x,w"],
)
def test_target_and_sources_are_named(book, line):
    book.run(f"%%tape {line}\nloss = w * x\nNone")
    assert "watched tensor" in last(book)


def test_sources_mean_what_the_cell_used(book):
    book.run("%%tape loss --wrt x\nloss = x * x\nx = x - 1.0")
    (line,) = [row for row in last(book).splitlines() if "watched tensor" in row]
    assert line.endswith("value 3.0; gradient 6.0")


def test_without_anything_watched_it_says_what_to_do(book):
    book.run("%%tape\nx * x")
    assert "nothing is watched" in last(book)
    book.run("%%tape --wrt x\nprint(1)")
    assert "of what?" in last(book)


def test_values_can_be_left_out(book):
    book.run("%%tape --no-values\nw * x")
    assert "value" not in last(book)
    assert "gradient 3.0" in last(book)


def test_eager_draws_without_gradients_wherever_the_graph_stands(book):
    book.run("import teachflow.compat.v1 as tf1")
    book.run("%%eager\na = tf1.constant([1.0, 2.0]) * 2.0")
    assert "value [2.0, 4.0]" in last(book)
    assert "gradient" not in last(book)
    assert book.names("tf1.get_default_graph()") == []


def test_an_empty_result_is_said(book):
    book.run("%%eager\nn = 3")
    assert last(book) == "Nothing was computed"


def test_a_tape_of_ones_own_in_the_cell(book):
    book.run(
        "%%tape\nwith tf.GradientTape() as t:\n    y = w * w\ng = t.gradient(y, w)\ng"
    )
    assert "gradient" in last(book)
    assert book.run("%tape t y").text.startswith("Tape of 1 operation")
    assert "gradient 4.0" in book.run("%tape t y --wrt w").text


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%%tape nothing\nw * x", "cannot read 'nothing'"),
        ("%%tape --wrt nothing\nw * x", "cannot read 'nothing'"),
        ("%%tape 'text'\nw * x", "floats"),
        ("%%tape --wrt 3\nw * x", "not 3"),
        ("%%tape --wtr w\nw * x", "Did you mean --wrt"),
        ("%%tape --wrt\nw * x", "needs a value"),
        ("%%tape --wrt ,\nw * x", "names with commas"),
        ("%%tape\n", "empty"),
        ("%%eager y\nw * x", "takes no 'y'"),
        ("%%eager --wrt w\nw * x", "unknown option --wrt"),
        ("%tape", "needs a tape"),
        ("%tape w", "draws a tf.GradientTape"),
        ("%tape nothing", "cannot read 'nothing'"),
        ("%eager w", "write %%eager above"),
    ],
)
def test_one_line_says_what_is_wrong(book, cell, words):
    error = book.fail(cell)
    assert isinstance(error, UsageError)
    assert words in str(error)
    assert "\n" not in str(error)
    assert tapes.stack == []


@pytest.mark.parametrize("body", ["1 / 0", "raise KeyboardInterrupt", "1 +"])
def test_a_body_that_stops_leaves_nothing(book, body, capsys):
    error = book.fail(f"%%tape\nq = w * x\n{body}")
    assert isinstance(error, UsageError)
    assert "stopped" in str(error)
    assert tapes.stack == []
    assert book.pictures() == []
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", ["%%tape -h", "%%eager --help", "%tape -h"])
def test_help(book, capsys, line):
    book.run(line)
    assert "As a function, " in capsys.readouterr().out


def test_twenty_runs_are_alike(book):
    for _ in range(20):
        book.run("%%tape\nloss = (w * x - 1.0) ** 2\nloss")
    assert len(set(book.pictures())) == 1


def test_a_cell_in_a_cell(book):
    book.run(
        "%%eager\na = x * 2.0\nget_ipython().run_cell_magic('eager', '', 'b = a + 1.0')"
    )
    inner, outer = book.pictures()
    assert inner.startswith("1 operation")
    assert outer.startswith("2 operations")


def test_a_huge_loop_is_flat_in_memory(book):
    body = "%%eager\ny = tf.zeros([1000])\nfor _ in range({}): y = y + 1.0\n"
    book.run(body.format(400))
    book.shell.display_pub.outputs.clear()
    gc.collect()
    tracemalloc.start()
    try:
        book.run(body.format(400))
        first = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        book.run(body.format(4000))
        second = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert second < first * 1.5
    assert "of 4001 operations were recorded" in last(book)


def test_load_and_unload(notebook):
    shell = notebook.shell
    magics = shell.magics_manager.magics["cell"]
    assert {"tape", "eager"} <= set(magics)
    notebook.run("%unload_ext teachflow")
    assert not {"tape", "eager"} & set(magics)
