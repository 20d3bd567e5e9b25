"""One small use of every magic: what the tests of all magics walk through.

A magic that has no row here fails ``test_life``.
"""

from __future__ import annotations

from dataclasses import dataclass

PRELUDE = """
import teachflow
import teachflow.compat.v1 as tf
import teachflow.viz, teachflow.widgets
"""


@dataclass(frozen=True)
class Use:
    """Whole cells, run in this order.

    ``line`` and ``cell`` are complete: what stands after the magic is in them, too.
    ``before`` is what they need.
    """

    line: str = ""
    cell: str = ""
    before: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What there is of it, in order."""
        return tuple(filter(None, (self.before, self.cell, self.line)))

    @property
    def head(self) -> str:
        """The first line of the cell form."""
        return self.cell.partition("\n")[0]


BODY = """
x = tf.Variable(3, name="x")
f = x * x + 2
"""
WRITES = """
with tf.Graph().as_default(), tf.summary.FileWriter("tf_logs") as writer:
    for step in range(4):
        value = tf.Summary.Value(tag="loss", simple_value=1 / (step + 1))
        writer.add_summary(tf.Summary(value=[value]), step)
"""
# No two cells are the same text: without ids, a terminal takes those for one cell.
USES: dict[str, Use] = {
    "graph": Use("%graph f --depth 1", f"%%graph{BODY}"),
    "reset_graph": Use("%reset_graph --seed 42"),
    "summaries": Use("%summaries tf_logs", before=WRITES),
    "tape": Use(
        "%tape tape y --wrt w",
        "%%tape --wrt w\nw * w + 1.0",
        "w = teachflow.Variable(3.0)\n"
        "with teachflow.GradientTape(persistent=True) as tape:\n    y = w * w",
    ),
    "run_report": Use(
        "%run_report f.eval()",
        "%%run_report\ntf.global_variables_initializer().run()\nf.eval()",
        before=f"%%graph  # for run_report{BODY}",
    ),
    "session": Use("%session", before=f"%%graph  # for session{BODY}"),
    "cells": Use("%cells", before=f"%%graph  # for cells{BODY}"),
    "teachflow": Use("%teachflow api constant", before="%teachflow language"),
    "explore": Use("%explore", before=f"%%graph  # for explore{BODY}"),
    "tensorflow_version": Use("%tensorflow_version 1.x"),
    "eager": Use(cell="%%eager\nteachflow.constant(2.0) * 3.0"),
}

# What tells of the machine that it is run on.
MACHINE = ("%teachflow doctor",)
# What else shows itself: displays that are no magic's, in both faces.
DISPLAYS = (
    """
with tf.Graph().as_default() as g:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    with tf.name_scope("layer"):
        w = tf.Variable([[1.0], [2.0]], name="w")
        y = tf.matmul(x, w, name="y")
    loss = tf.reduce_mean(tf.square(y), name="loss")
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    step = optimizer.minimize(loss)
    init = tf.global_variables_initializer()
g
""",
    "teachflow.viz.show_graph(g, gradients=True, optimizer=True)",
    "x",
    "w",
    "loss.op",
    "optimizer",
    "[x, w]",
    "teachflow.viz.show_graph(g, path=('x', 'loss'))",
    "teachflow.viz.show_graph(g, find='ean')",
    "with tf.Session(graph=g) as s:\n    s.run(init)\n    print(s.run(w))\ns",
    """
with tf.Graph().as_default():
    v = tf.Variable(3.0, name="v")
    teachflow.widgets.step_descent(tf.square(v), learning_rate=0.25, steps=2)
""",
    "t = teachflow.constant([[1.0, 2.0]])\nt",
    "u = teachflow.Variable(3.0)\nu",
    "with teachflow.GradientTape() as tape:\n    z = u * u\ntape",
)
