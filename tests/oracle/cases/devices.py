"""Device scopes: what nodes say that they were asked to run on."""

from __future__ import annotations

import contextlib
from typing import Any

from tests.oracle.harness import Topic, outcome

TOPIC = Topic("devices", "graph")
TOPICS = [TOPIC]

SCOPES = [
    ["/cpu:0"],
    ["/CPU:0"],
    ["/gpu:0"],
    ["/device:CPU:0"],
    ["cpu:0"],
    ["CPU"],
    ["/job:ps/task:0/cpu:0"],
    ["/cpu:0", None],
    ["/job:ps", "/cpu:1"],
    ["/gpu:0", "/cpu:0"],
    ["/gpu:0", None, "/job:ps"],
    [""],
]


@TOPIC.case("names and nesting")
def _(tf: Any, np: Any) -> Any:
    answer = []
    for names in SCOPES:
        with contextlib.ExitStack() as stack:
            for name in names:
                stack.enter_context(tf.device(name))
            answer.append([names, tf.constant(1).device])
    return answer


@TOPIC.case("a function chooses")
def _(tf: Any, np: Any) -> Any:
    with tf.device(lambda op: "/cpu:0" if op.type == "Const" else "/gpu:0"):
        x = tf.constant(1.0)
        y = x + x
    return [x.device, y.device]


@TOPIC.case("variables, operators and node definitions")
def _(tf: Any, np: Any) -> Any:
    with tf.device("/cpu:0"):
        v = tf.Variable(1.0, name="v")
        y = v * 2.0
    z = y + 1.0
    return [v.device, v.initializer.device, y.device, y.op.node_def.device, z.device]


@TOPIC.case("malformed names")
def _(tf: Any, np: Any) -> Any:
    def enter(name: str) -> None:
        with tf.device(name):
            tf.constant(1)

    return [outcome(lambda: enter("foo"), "'foo'"), outcome(lambda: enter("/cpu:x"))]
