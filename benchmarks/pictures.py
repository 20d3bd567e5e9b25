"""Pictures: from a graph to what a notebook shows, with about 300 nodes drawn.

There is nothing to compare them with but the half second that a learner waits gladly.
The engine is the embedded one, and it is warm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import teachflow.compat.v1 as tf
from teachflow.viz import show_graph

BLOCKS, LAYERS = 22, 3
ENGINE = "embedded"


def network() -> tuple[Any, Any, Any]:
    """A session with its variables set, what is fed, and the last of 66 layers."""
    with tf.Graph().as_default() as graph:
        x = y = tf.placeholder(tf.float32, [None, 4], name="x")
        for block in range(BLOCKS):
            with tf.name_scope(f"group{block // 10}"), tf.name_scope(f"block{block}"):
                w = tf.Variable(tf.ones([4, 4]) * 0.2, name="w")
                for _ in range(LAYERS):
                    y = tf.nn.relu(tf.matmul(y, w) + 1.0)
        session = tf.Session(graph=graph)
        session.run(tf.global_variables_initializer())
    return session, {x: np.ones([2, 4], np.float32)}, y


def picture(**asked: bool) -> Callable[[], Any]:
    """The picture with the answers to what is asked of it."""
    session, feeds, y = network()
    options = {"feeds": feeds, **asked} if asked else {}

    def work() -> Any:
        with session.as_default():
            drawn = show_graph(y, max_nodes=300, engine=ENGINE, **options)
        return drawn._repr_mimebundle_()

    return work


PICTURES: dict[str, Callable[[], Callable[[], Any]]] = {
    "picture of 300 nodes": picture,
    "... values, gradients": lambda: picture(values=True, grads=True),
}
"""Name to what makes the work."""
