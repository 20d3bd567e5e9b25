"""The line that built a node, beside the one that ran it: told where it is sure."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import teachflow.compat.v1 as tf
from teachflow.teaching import explain
from teachflow.teaching.built import line_of
from tests.errors.conftest import failing
from tests.errors.test_in_a_shell import shown
from tests.magics.conftest import Notebook, bare, notebook

__all__ = ["bare", "notebook"]

BEGIN = """
x = tf.placeholder(tf.float32, [None, None], name="x")
w = tf.placeholder(tf.float32, [None, None])
n = tf.placeholder(tf.int32)
"""
FEEDS = "{x: np.ones((2, 3)), w: np.ones((2, 3)), n: 0}"

# What a cell builds -> the line of it that is blamed when its `y` is run, or None.
FOUND = {
    "y = tf.matmul(x, w)": "y = tf.matmul(x, w)",
    "a = 1\ny = tf.nn.relu(tf.matmul(x, w)) + 1.0": (
        "y = tf.nn.relu(tf.matmul(x, w)) + 1.0"
    ),
    "h = tf.matmul(x, x, transpose_b=True)\nz = tf.matmul(h, w)\ny = tf.matmul(z, x)": (
        "y = tf.matmul(z, x)"
    ),
    "h = tf.matmul(x, w) + 1.0\ny = tf.matmul(h, w) + 1.0": "h = tf.matmul(x, w) + 1.0",
    "h = [tf.matmul(x, w, name='first')]\ny = tf.matmul(h[0], w, name='second')": (
        "h = [tf.matmul(x, w, name='first')]"
    ),
    "def layer(x):\n    return tf.matmul(x, w)\n\ny = layer(x) * 2.0": (
        "return tf.matmul(x, w)"
    ),
    "y = 7 // n": "y = 7 // n",
    "y = tf.constant(7) % n": "y = tf.constant(7) % n",
    "y = tf.gather([1.0], n - 1)": "y = tf.gather([1.0], n - 1)",
    "y = tf.check_numerics(tf.log(x - 3.0), 'not a number')": (
        "y = tf.check_numerics(tf.log(x - 3.0), 'not a number')"
    ),
    "with tf.control_dependencies([tf.Assert(n > 0, [n])]):\n    y = n + 1": (
        "with tf.control_dependencies([tf.Assert(n > 0, [n])]):"
    ),
    "c = tf.assert_positive(n)\nwith tf.control_dependencies([c]):\n    y = n + 1": (
        "c = tf.assert_positive(n)"
    ),
    "y = tf.cond(n < 1,\n    lambda: tf.gather([1, 2], n + 7),\n    lambda: n)": (
        "lambda: tf.gather([1, 2], n + 7),"
    ),
    "def body(i):\n    return tf.gather([1, 2], i) + i\n\n"
    "y = tf.while_loop(lambda i: i < 9, body, [n])": (
        "return tf.gather([1, 2], i) + i"
    ),
    "v = tf.Variable(1.0)\ny = v * 2.0": "v = tf.Variable(1.0)",
    "late = tf.placeholder(tf.int32)\ny = late + 1": "late = tf.placeholder(tf.int32)",
    "with tf.name_scope('layer'):\n    y = tf.matmul(x, w)": "y = tf.matmul(x, w)",
    "y = tf.layers.dense(tf.reshape(tf.matmul(x, w), [1, 4]), 2)": (
        "y = tf.layers.dense(tf.reshape(tf.matmul(x, w), [1, 4]), 2)"
    ),
}

# Where the cell is known, but not the line.
UNSURE = {
    "a loop": "y = x\nfor _ in range(2):\n    y = tf.matmul(y, w)",
    "a list": "ys = [tf.matmul(x, w) for _ in range(2)]\ny = ys[0] + ys[1]",
    "a helper twice": (
        "def f(x):\n    return tf.matmul(x, w)\n\ny = tf.abs(f(x)) + tf.abs(f(x))"
    ),
}


RUN = f"with tf.Session() as sess:\n    sess.run(y, {FEEDS})"


@pytest.mark.parametrize(("code", "line"), FOUND.items(), ids=map(repr, FOUND))
def test_the_line_that_built_it(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], code: str, line: str
) -> None:
    notebook.run("import numpy as np")
    notebook.run(BEGIN)
    notebook.run(code)
    out = shown(notebook, capfd, RUN)
    at = 1 + [each.strip() for each in code.splitlines()].index(line)
    assert f"was built in Cell In[5], line {at}\n----> {line}\n" in out
    assert out.index("In your code: Cell In[6]") < out.index("was built in")


@pytest.mark.parametrize("code", UNSURE.values(), ids=UNSURE)
def test_the_cell_alone_where_the_line_is_not_sure(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], code: str
) -> None:
    notebook.run("import numpy as np")
    notebook.run(BEGIN)
    notebook.run(code)
    out = shown(notebook, capfd, RUN)
    assert "was built in Cell In[5]\n" in out
    assert out.count("----> ") == 1


def test_the_learners_name_is_told(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("import numpy as np")
    notebook.run(BEGIN + "y = tf.matmul(x, w, name='product')")
    assert "\n'y' was built in Cell In[4], line 4\n" in shown(notebook, capfd, RUN)
    notebook.run("del y")
    out = shown(notebook, capfd, RUN.replace("(y,", "('product:0',"))
    assert "\n'product' was built in Cell In[4], line 4\n" in out


def test_what_was_fed_wrongly_names_its_placeholder(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(BEGIN)
    out = shown(notebook, capfd, "tf.Session().run(x, {x: [1.0, 2.0]})")
    assert "\n'x' was built in Cell In[3], line 1\n" in out


def test_built_and_run_in_one_cell(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    code = "n = tf.placeholder(tf.int32)\ny = 7 // n\ntf.Session().run(y, {n: 0})\n"
    out = shown(notebook, capfd, code + "z = 8 // n")
    assert "'y' was built in Cell In[3], line 2\n----> y = 7 // n\n" in out
    out = shown(notebook, capfd, "%%graph\n" + code)
    assert "'y' was built in this cell:\n----> y = 7 // n\n" in out


def test_built_and_run_in_one_line(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    out = shown(notebook, capfd, "tf.Session().run(tf.constant(7) // 0)")
    assert "Integer division by zero" in out
    assert "was built" not in out


def test_lines_are_counted_with_the_magic_above(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%%graph g\nn = tf.placeholder(tf.int32)\n\ny = 7 // n")
    out = shown(notebook, capfd, "tf.Session(graph=g).run(y, {n: 0})")
    assert "'y' was built in Cell In[3], line 4\n----> y = 7 // n\n" in out


def test_of_a_cell_that_ran_again_it_is_the_new_line(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    if "cell_id" not in inspect.signature(InteractiveShell.run_cell).parameters:
        pytest.skip("this IPython does not tell which cell runs")
    notebook.run("n = tf.placeholder(tf.int32)", cell="a")
    notebook.run("y = 7 // n", cell="b")
    notebook.run("# more\ny = 9 // n", cell="b")
    out = shown(notebook, capfd, "tf.Session().run(y, {n: 0})")
    assert "'y' was built in Cell In[5], line 2\n----> y = 9 // n\n" in out


def test_nodes_of_two_texts_of_one_cell_name_the_cell_alone(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    if "cell_id" not in inspect.signature(InteractiveShell.run_cell).parameters:
        pytest.skip("this IPython does not tell which cell runs")
    notebook.run("%config TeachFlow.own_nodes = False")
    notebook.run("n = tf.placeholder(tf.int32)", cell="a")
    notebook.run("y = 7 // n", cell="b")
    notebook.run("# more\ny = 9 // n", cell="b")
    out = shown(notebook, capfd, "tf.Session().run(y, {n: 0})")
    assert "'y' was built in Cell In[6]\n" in out
    assert "----> y" not in out


def broken(*_args: object, **_kwargs: object) -> Any:
    raise ZeroDivisionError("a mistake in looking for it")


def test_the_lesson_stays_if_looking_fails(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("teachflow_magics.errors.line_of", broken)
    notebook.run(BEGIN)
    out = shown(notebook, capfd, "tf.Session().run(x)")
    assert "Why:" in out
    assert "was built" not in out


def test_without_the_extension_nothing_is_said() -> None:
    code = "n = tf.placeholder(tf.int32)\ny = tf.gather([1], n)\n"
    lesson = explain(failing(code + "tf.Session().run(y, {n: 3})", "graph"))
    assert lesson is not None
    assert "built" not in lesson.text


def test_no_frame_is_kept_of_a_node() -> None:
    with tf.Graph().as_default():
        node = tf.constant(1.0).op
    assert node.maker is None
    assert not any("frame" in name or "trace" in name for name in dir(node))


# ---- the evidence alone ----------------------------------------------------------


def found(source: str, which: Callable[[dict[str, Any]], Any]) -> int | None:
    """The line that is found for a node of a program that has ended."""
    with tf.Graph().as_default() as graph:
        names: dict[str, Any] = {"tf": tf, "np": np}
        exec(source, names)
        return line_of(which(names), source, names, graph.get_operations())


def test_another_name_for_a_tensor_did_not_build_it() -> None:
    source = "z = tf.zeros([2])\nq = tf.abs(z) + 1.0\nz = q\ny = z"
    assert found(source, lambda names: names["q"].op) == 2


def test_names_that_contradict_each_other_tell_no_line() -> None:
    """As where a later cell has said ``z = q``."""
    source = "of = [tf.abs, tf.square]\nz = of[0](1.0)\nq = of[1](2.0)"
    with tf.Graph().as_default() as graph:
        names: dict[str, Any] = {"tf": tf}
        exec(source, names)
        node, made = names["q"].op, graph.get_operations()
        assert line_of(node, source, names, made) == 3
        names["z"] = names["q"]
        assert line_of(node, source, names, made) is None


def test_numpys_function_of_that_name_builds_nothing() -> None:
    source = "m = np.matmul([[1.0]], [[2.0]])\ny = tf.matmul([[1.0]], m) * 2.0"
    assert found(source, lambda names: names["y"].op.inputs[0].op) == 2


def test_what_an_optimizer_keeps_was_not_built_with_the_variable() -> None:
    source = (
        "w = tf.Variable(1.0, name='w')\n"
        "opt = tf.train.MomentumOptimizer(0.1, 0.9)\n"
        "step = opt.minimize(tf.square(w))"
    )
    assert found(source, lambda names: names["w"].op) == 1
    assert (
        found(source, lambda names: names["opt"].get_slot(names["w"], "momentum").op)
        != 1
    )


def test_a_gradients_node_was_built_by_who_asked_for_it() -> None:
    source = "w = tf.Variable([[1.0]])\ny = tf.matmul(w, w)\n(g,) = tf.gradients(y, w)"
    inner = "gradients/"

    def of_gradient(names: dict[str, Any]) -> Any:
        nodes = names["y"].graph.get_operations()
        return next(node for node in nodes if node.name.startswith(inner))

    assert found(source, of_gradient) == 3


def test_a_text_that_is_no_python_tells_nothing() -> None:
    with tf.Graph().as_default():
        node = tf.constant(1.0).op
    assert line_of(node, "y = (", {}, [node]) is None
