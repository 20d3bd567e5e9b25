"""Clipping by norms."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.clip_by_norm(P(2, 3), 1.0)
tf.clip_by_norm(P(2, 3), 1.0, axes=[1], name="c")
tf.clip_by_norm(U(), P())
tf.clip_by_average_norm(P(2, 3), 1.0)
tf.clip_by_global_norm([P(2), P(3)], 1.0)
tf.clip_by_global_norm([P(2), None], P(), use_norm=P(), name="c")
with tf.name_scope("s"): tf.clip_by_global_norm([P(2)], 5.0)
"""

LOOSE = """
tf.clip_by_norm(3.0, 1.0)
tf.clip_by_norm(tf.constant(3.0), tf.constant(2.0))
tf.clip_by_norm(f32([3, 4]), 1.0)
tf.clip_by_norm(f32([3, 4]), 10.0)
tf.clip_by_norm(f32([0, 0]), 1.0)
tf.clip_by_norm(f32([[3, 4], [6, 8]]), 5.0, axes=[1])
tf.clip_by_norm(f64([[3, 4], [6, 8]]), 5.0, axes=0)
tf.clip_by_global_norm([f32([3, 4]), f32([[12]])], 1.0)[0]
tf.clip_by_global_norm([f32([3, 4]), f32([[12]])], 1.0)[1]
tf.clip_by_global_norm([f32([3, 4])], 10.0)[0]
tf.clip_by_global_norm([f32([3, np.inf])], 10.0)[0]
tf.clip_by_global_norm([f32([3, 4])], 1.0, use_norm=tf.constant(2.0))[0]
"""

GRAPH_VALUES = """
tf.clip_by_average_norm(f32([3, 4]), 0.5)
tf.clip_by_average_norm(f32([3, 4]), 50.0)
"""

GRADIENTS = """
x = tf.constant([3.0, 4.0]); tf.gradients(tf.clip_by_norm(x, 1.0) * [1.0, 2.0], [x])
x = tf.constant([0.0, 0.0]); tf.gradients(tf.clip_by_norm(x, 1.0) * [1.0, 2.0], [x])
x = tf.constant([3.0, 4.0]); y = tf.constant([1.0]); tf.gradients(tf.clip_by_global_norm([x, y], 1.0)[0], [x, y])
"""

ERRORS = """
tf.clip_by_global_norm(P(2), 1.0) ##
"""

TOPICS = subject(
    "clipping",
    nodes=NODES,
    loose=LOOSE,
    graph_values=GRAPH_VALUES,
    gradients=GRADIENTS,
    errors=ERRORS,
)
