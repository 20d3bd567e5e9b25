"""What a cell's last value is shown as: always text, HTML where it helps."""

from __future__ import annotations

import pytest
from teachflow_magics.formatters import BUNDLES

START = "import teachflow as tf2\nimport numpy as np"


@pytest.fixture
def shown(notebook):
    notebook.run(START)

    def show(code):
        return notebook.shell.display_formatter.format(notebook.shell.ev(code))[0]

    return show


@pytest.mark.parametrize(
    ("code", "html"),
    [
        ("tf2.constant(1.0)", False),
        ("tf2.constant([1.0, 2.0])", False),
        ("tf2.eye(3)", True),
        ("tf2.Variable(1.0)", False),
        ("tf2.Variable(tf2.eye(2))", True),
        ("tf2.IndexedSlices(tf2.eye(2), tf2.constant([0, 1]))", True),
        ("tf.placeholder(tf.float32, name='x')", True),
        ("tf.placeholder(tf.float32).op", True),
        ("tf.Variable(1.0)", True),
        ("tf.train.AdamOptimizer(0.1)", True),
        ("tf2.function(lambda x: x)", False),
        ("tf2.data.Dataset.range(3)", False),
        ("tf2.TensorShape([1, None])", False),
    ],
)
def test_text_is_pythons_and_html_stands_beside_it(shown, code, html):
    found = shown(f"[value := {code}, value][1]")
    assert found["text/plain"].startswith("<") or "(" in found["text/plain"]
    assert set(found) == {"text/plain", *(["text/html"] if html else [])}


def test_the_text_is_the_repr(notebook, shown):
    for code in ("tf2.eye(3)", "tf.constant(1.0)", "tf.train.AdamOptimizer(0.1)"):
        notebook.run(f"value = {code}")
        value = notebook.shell.user_ns["value"]
        assert shown("value")["text/plain"] == repr(value)


@pytest.mark.parametrize(
    "code", ["tf.Session()", "tf2.GradientTape()", "tf2.keras.optimizers.Adam()"]
)
def test_where_pythons_text_has_an_address_it_is_ours(shown, code):
    found = shown(code)
    assert set(found) == {"text/plain", "text/html"}
    assert " at 0x" not in found["text/plain"]


def test_nothing_is_left_after_unloading(notebook):
    shell = notebook.shell
    formatter = shell.display_formatter.mimebundle_formatter
    notebook.run("import teachflow as tf2\nvalue = tf2.keras.optimizers.Adam()")
    shell.display_formatter.format(shell.user_ns["value"])  # a late type is known now
    notebook.run("%unload_ext teachflow")
    assert all(kind not in formatter for kind in BUNDLES)
    assert set(shell.display_formatter.format(shell.user_ns["value"])[0]) == {
        "text/plain"
    }


def test_showing_a_tensor_is_no_use_of_it(notebook):
    """A tape that is open while a tensor is displayed records nothing of that."""
    notebook.run(
        "import teachflow as tf2\nx = tf2.Variable(tf2.eye(2))\n"
        "with tf2.GradientTape() as tape:\n"
        "    display(x)\n    display(x * 1.0)\n    display(tape)"
    )
    tape = notebook.shell.user_ns["tape"]
    names = [call.name for call in tape._calls]
    assert names == ["ReadVariableOp", "ReadVariableOp", "Mul"]  # one for Python's text
    assert tape._memory.gone == []
