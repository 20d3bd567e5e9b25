"""``tf.cond``: two functions are built, one of them happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.graph.control.branches import build_cond
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph


def cond(
    pred: Any,
    true_fn: Callable[[], Any] | None = None,
    false_fn: Callable[[], Any] | None = None,
    strict: bool = False,
    name: str | None = None,
    fn1: Callable[[], Any] | None = None,
    fn2: Callable[[], Any] | None = None,
) -> Any:
    """Returns what ``true_fn`` returns where ``pred`` is true, else ``false_fn``'s.

    Both functions are called once, now, to build their nodes; a run computes the nodes
    of one of them. Nodes made outside the functions are computed in any case. The
    results (tensors, operations, nested lists, tuples or dicts of them) must have the
    same structure and dtypes; a list of one is unpacked unless ``strict``. ``fn1`` and
    ``fn2`` are older names. Raises ``TypeError`` for a Python bool and for results of
    different kinds, ``ValueError`` for ones of different number or dtype. Source:
    tf.compat.v1.cond.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.float32, shape=())
    ...     root = tf.cond(x >= 0, lambda: tf.sqrt(x), lambda: tf.constant(0.0))
    ...     print(sess.run(root, {x: 9.0}), sess.run(root, {x: -9.0}))
    3.0 0.0
    """
    functions = []
    for given, older, what, old in (
        (true_fn, fn1, "true_fn", "fn1"),
        (false_fn, fn2, "false_fn", "fn2"),
    ):
        if given is not None and older is not None:
            raise TypeError(
                f"cond(): '{what}' and '{old}' may not be set simultaneously."
            )
        function = given if older is None else older
        if function is None:
            raise TypeError(f"cond(): '{what}' argument required")
        if not callable(function):
            raise TypeError(f"'{what}' must be callable.")
        functions.append(function)
    found = home.symbolic_home((pred,))
    graph = found if isinstance(found, Graph) else get_default_graph()
    with home.within(graph):
        yes, no = functions
        return build_cond(graph, pred, yes, no, strict, name)
