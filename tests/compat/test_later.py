"""What the faces import late: it is there as if it had been imported at once."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import teachflow
from teachflow.compat import v1, v2
from teachflow.compat.v1 import _later as later_v1
from teachflow.compat.v1 import _rare_ops as rare_v1
from teachflow.compat.v2 import _later as later_v2
from teachflow.compat.v2 import _rare_ops as rare_v2

FACES = {"teachflow": later_v2.LATER, "teachflow.compat.v1": later_v1.LATER}


def answer(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", sorted(later_v2.LATER))
def test_each_name_is_one_thing_in_both_modules(name):
    assert getattr(teachflow, name) is getattr(v2, name)


@pytest.mark.parametrize("name", sorted(later_v1.LATER))
def test_each_name_of_the_graph_face_is_what_it_says(name):
    where, _, inside = later_v1.LATER[name].partition(":")
    module = importlib.import_module(where)
    assert getattr(v1, name) is (getattr(module, inside) if inside else module)


@pytest.mark.parametrize("face", FACES)
def test_what_is_not_imported_yet_is_listed(face):
    listed = answer(f"import {face} as tf; print(*dir(tf))").split()
    assert set(FACES[face]) <= set(listed)
    assert {"constant", "Variable", "Graph"} <= set(listed)


def test_everything_can_be_imported_by_a_star():
    code = "from teachflow import *; print(Graph.__name__, nn.relu.__name__)"
    assert answer(f"{code}; constant, keras") == "Graph relu\n"
    code = "from tensorflow import *; print(Graph.__name__, nn.relu.__name__)"
    first = "from teachflow.compat.installing import install_as_tensorflow as install"
    assert answer(f"{first}; install(2); exec({code!r})") == "Graph relu\n"
    for face in ("tensorflow", "teachflow.compat.v1"):  # whose print makes an op
        code = f"show = print; from {face} import *; show(Session, nn.relu.__name__)"
        shown = answer(f"{first}; install(1); exec({code!r})")
        assert shown.endswith("Session'> relu\n")


@pytest.mark.parametrize(
    ("face", "later", "rare_ops"),
    [(v1, later_v1, rare_v1), (v2, later_v2, rare_v2)],
    ids=["v1", "v2"],
)
def test_what_editors_read_is_what_is_promised(face, later, rare_ops):
    tree = ast.parse(Path(face.__file__).read_text(encoding="utf-8"))
    (block,) = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    told = {alias.asname or alias.name for node in block.body for alias in node.names}
    ops = {name for name in vars(rare_ops) if name[0] != "_"}
    ops -= {"annotations", "at_home"}
    rare = {name for name, there in later.NAMES.items() if "_rare_ops:" in there}
    assert rare == ops
    assert told - {"*"} <= set(later.LATER)
    assert set(later.NAMES) - rare <= told
    assert set(later.LATER) - set(later.NAMES) == set(later.PARTS)


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


def test_a_lesson_on_graphs_waits_for_nothing_that_it_does_not_need():
    loaded = answer(
        "import teachflow.compat.v1 as tf, sys\n"
        "x = tf.placeholder(tf.float32, [None, 2], name='x')\n"
        "w = tf.get_variable('w', [2, 1], initializer=tf.zeros_initializer())\n"
        "loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + tf.Variable(1.0)))\n"
        "slopes = tf.gradients(loss, w)\n"
        "with tf.Session() as sess:\n"
        "    sess.run(tf.global_variables_initializer())\n"
        "    sess.run(slopes, {x: [[1.0, 2.0]]})\n"
        "print(*[name for name in sys.modules if name.startswith('teachflow')])"
    ).split()
    rooms = ("datasets", "functions", "input", "keras", "models", "ops.every")
    for room in (*rooms, "platform.config", "summaries", "training"):
        assert f"teachflow.{room}" not in loaded
    assert len(loaded) < 230


def test_an_op_that_nobody_declared_yet_is_found_by_its_type():
    code = (
        "import sys, teachflow.compat.v1 as tf\n"
        "from teachflow.core.registry import OPS, find\n"
        "assert 'ScalarSummary' not in OPS\n"
        "graph_def = tf.GraphDef()\n"
        "graph_def.node.add(name='queue', op='FIFOQueueV2')\n"
        "graph_def.node[0].attr['component_types'].list.type.append(1)\n"
        "with tf.Graph().as_default() as graph:\n"
        "    tf.import_graph_def(graph_def, name='')\n"
        "print(*[node.type for node in graph.get_operations()])\n"
        "print('ScalarSummary' in OPS, find('NoSuchOp'))"
    )
    assert answer(code) == "FIFOQueueV2\nTrue None\n"


def test_threads_that_ask_for_a_package_and_for_what_is_in_it_get_both():
    code = (
        "import threading, teachflow as tf\n"
        "names = ['keras', 'metrics', 'losses', 'optimizers', 'initializers']\n"
        "start, got = threading.Barrier(len(names)), []\n"
        "def ask(name):\n"
        "    start.wait()\n"
        "    got.append(getattr(tf, name).__name__)\n"
        "threads = [threading.Thread(target=ask, args=[name]) for name in names]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(len(got), tf.keras.Model.__name__)"
    )
    assert answer(code) == "5 Model\n"


@pytest.mark.parametrize("face", FACES)
def test_what_a_notebook_asks_any_value_for_imports_nothing(face):
    code = (
        f"import {face} as tf, sys\n"
        "before = set(sys.modules)\n"
        "print(hasattr(tf, '_repr_html_'), set(sys.modules) - before)"
    )
    assert answer(code) == "False set()\n"


@pytest.mark.parametrize(
    "ask", ["tf.lgamma", "find('Betainc')", "import_module(GAMMAS)", "tf.math.lgamma"]
)
def test_what_an_interrupt_broke_off_is_imported_again(ask):
    code = (
        "import teachflow.compat.v1 as tf\n"
        "from importlib import import_module\n"
        "from teachflow.core import registry\n"
        "from teachflow.core.registry import OPS, find\n"
        "GAMMAS = 'teachflow.ops.math.special.gammas'\n"
        "whole = registry._public\n"
        "def interrupted(op):\n"
        "    if op.type == 'Lgamma': raise KeyboardInterrupt\n"
        "    return whole(op)\n"
        "registry._public = interrupted\n"
        "try:\n"
        f"    {ask}\n"
        "except KeyboardInterrupt:\n"
        "    registry._public = whole\n"
        f"{ask}\n"
        "x = tf.constant(1.0)\n"
        "with tf.Session() as sess:\n"
        "    print(sess.run([tf.lgamma(x), *tf.gradients(tf.lgamma(x), x)]))\n"
        "print(registry._public is whole, find('Lgamma').jvp is not None)"
    )
    assert answer(code) == "[np.float32(0.0), np.float32(-0.5772157)]\nTrue True\n"


def test_what_an_interrupt_broke_off_is_forgotten_with_all_around_it():
    code = (
        "import sys, teachflow as tf\n"
        "from teachflow.core.registry import find\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'teachflow.graph.functions.region':\n"
        "            sys.meta_path.remove(self)\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "try:\n"
        "    tf.function\n"
        "except KeyboardInterrupt:\n"
        "    print([name for name in sys.modules if 'graph.functions' in name])\n"
        "tf.function\n"
        "print(find('PartitionedCall').jvp is not None)"
    )
    assert answer(code) == "[]\nTrue\n"


def test_a_class_that_is_asked_for_late_knows_its_instances():
    code = (
        "import teachflow as tf\n"
        "print(isinstance(tf.constant(1), tf.Graph), issubclass(tf.Graph, object))"
    )
    assert answer(code) == "False True\n"
