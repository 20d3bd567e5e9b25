"""What the eager face imports late: it is there as if it had been imported at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import teachflow
from teachflow.compat import v2
from teachflow.compat.v2 import _rare_ops
from teachflow.compat.v2._later import LATER, NAMES, PARTS


def answer(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", sorted(LATER))
def test_each_name_is_one_thing_in_both_modules(name):
    assert getattr(teachflow, name) is getattr(v2, name)


def test_what_is_not_imported_yet_is_listed():
    listed = answer("import teachflow as tf; print(*dir(tf))").split()
    assert set(LATER) <= set(listed)
    assert {"constant", "Variable", "GradientTape"} <= set(listed)


def test_everything_can_be_imported_by_a_star():
    code = "from teachflow import *; print(Graph.__name__, nn.relu.__name__)"
    assert answer(f"{code}; constant, keras") == "Graph relu\n"
    code = "from tensorflow import *; print(Graph.__name__, nn.relu.__name__)"
    first = "from teachflow.compat.installing import install_as_tensorflow as install"
    assert answer(f"{first}; install(2); exec({code!r})") == "Graph relu\n"


def test_what_editors_read_is_what_is_promised():
    tree = ast.parse(Path(v2.__file__).read_text(encoding="utf-8"))
    (block,) = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    told = {alias.asname or alias.name for node in block.body for alias in node.names}
    ops = {name for name in vars(_rare_ops) if name[0] != "_"}
    ops -= {"annotations", "at_home"}
    rare = {name for name, there in NAMES.items() if "_rare_ops:" in there}
    assert rare == ops
    assert told - {"*"} <= set(LATER)
    assert set(NAMES) - rare <= told
    assert set(LATER) - set(NAMES) == set(PARTS)


def test_a_lesson_on_tapes_waits_for_nothing_that_it_does_not_need():
    loaded = answer(
        "import teachflow as tf, sys\n"
        "x = tf.Variable([1.0, 2.0])\n"
        "with tf.GradientTape() as tape:\n"
        "    y = tf.reduce_sum(tf.square(x) * tf.sin(x)) + x[0] ** 2\n"
        "tape.gradient(y, x)\n"
        "print(*[name for name in sys.modules if name.startswith('teachflow')])"
    ).split()
    for room in ("functions", "graph", "keras", "ops.every", "ops.random", "training"):
        assert f"teachflow.{room}" not in loaded
    assert len(loaded) < 150


def test_a_class_that_is_asked_for_late_knows_its_instances():
    code = (
        "import teachflow as tf\n"
        "print(isinstance(tf.constant(1), tf.Graph), issubclass(tf.Graph, object))"
    )
    assert answer(code) == "False True\n"
