"""Beside Python and NumPy nothing need be there: what is missing says what to type."""

from __future__ import annotations

import subprocess
import sys

ALONE = """
import sys
class NothingMore:
    here = sys.stdlib_module_names | {"numpy", "teachflow", "teachflow_magics"}
    def __init__(self, finder):
        self.finder = finder
    def find_spec(self, name, *where):
        found = name.partition(".")[0] in self.here
        return self.finder.find_spec(name, *where) if found else None
sys.meta_path[:] = map(NothingMore, sys.meta_path)
"""
BOTH_FACES = """
import teachflow
import teachflow.compat.v1 as tf
with tf.Graph().as_default() as graph, tf.Session() as session:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    w = tf.Variable([[1.0], [2.0]], name="w")
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w)))
    step = tf.train.AdamOptimizer(0.1).minimize(loss)
    session.run(tf.global_variables_initializer())
    print(session.run([loss, step], {x: [[1, 2]]}))
v = teachflow.Variable(3.0)
with teachflow.GradientTape() as tape:
    y = teachflow.function(lambda: v * v)()
print(tape.gradient(y, v).numpy())
print(teachflow.keras.layers.Dense(2, activation="relu")(teachflow.ones([1, 3])).shape)
"""
PICTURES = """
import teachflow.compat.v1 as tf
from teachflow.viz import show_graph
from teachflow.widgets import explore, step_descent
with tf.Graph().as_default() as graph:
    f = tf.square(tf.Variable(3.0, name="x"), name="f")
    print(step_descent(f, steps=1))
for picture in (show_graph(graph), explore(graph).picture):
    bundle = picture._repr_mimebundle_()
    print(*sorted(bundle))
    print(bundle["text/plain"])
"""
ASKING = {
    "teachflow.viz.show_graph(tf.constant(1)).save('a.svg')": "notebook",
    "tf.summary.FileWriter('logs')": "tensorboard",
    "tf.train.export_meta_graph('m')": "tensorboard",
}


def run_alone(program: str) -> subprocess.CompletedProcess[str]:
    """What a program does with nothing but NumPy, and with warnings as errors."""
    command = [sys.executable, "-W", "error", "-c", ALONE + program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_both_faces() -> None:
    done = run_alone(BOTH_FACES)
    assert done.stderr == ""
    assert done.stdout.split("\n") == [
        "[np.float32(25.0), None]",
        "6.0",
        "(1, 2)",
        "",
    ]


def test_pictures_are_text() -> None:
    done = run_alone(PICTURES)
    assert done.stderr == ""
    assert done.stdout.count("image/svg+xml text/html text/plain") == 2
    assert done.stdout.count("x  variable, starts at 3.0") == 2


def test_what_needs_more_names_its_extra(tmp_path) -> None:
    asking = "".join(
        f"try:\n    {code}\n"
        "except Exception as error:\n    print(type(error).__name__, error)\n"
        for code in ASKING
    )
    done = run_alone(
        f"import os\nos.chdir({str(tmp_path)!r})\n"
        f"import teachflow.viz\nimport teachflow.compat.v1 as tf\n{asking}"
    )
    assert done.stderr == ""
    said = done.stdout.splitlines()
    for line, extra in zip(said, ASKING.values(), strict=True):
        assert f"pip install 'teachflow[{extra}]'" in line


def test_the_kernel_says_what_it_needs() -> None:
    done = run_alone("import runpy\nrunpy.run_module('teachflow', run_name='__main__')")
    assert done.returncode == 1
    assert done.stderr.endswith("Type: pip install 'teachflow[notebook]'\n")
    assert "Traceback" not in done.stderr
