"""``tf.case`` and ``tf.switch_case``: what holds first, by a chain of ``tf.cond``."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.assertions import assert_
from teachflow.graph.control.cond import cond
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import equal, less_equal
from teachflow.ops.math.reduce import reduce_sum


def case(
    pred_fn_pairs: Any,
    default: Callable[[], Any] | None = None,
    exclusive: bool = False,
    strict: bool = False,
    name: str = "case",
) -> Any:
    """Returns what the function of the first true condition returns.

    ``pred_fn_pairs`` is a list of pairs of a bool scalar and a function, or a dict of
    such (then in the order of the conditions' names). ``default`` is called where none
    holds; without it that fails with ``tf.errors.InvalidArgumentError``, and so does
    more than one that holds where ``exclusive``. Results are treated as by ``tf.cond``.
    Raises ``TypeError`` for what is no pair, no bool tensor or no function. Source:
    tf.compat.v1.case.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.int32, shape=())
    ...     sign = tf.case(
    ...         [(x > 0, lambda: tf.constant("+")), (x < 0, lambda: tf.constant("-"))],
    ...         default=lambda: tf.constant("0"),
    ...     )
    ...     print(sess.run([sign, x], {x: -7}))
    [b'-', array(-7, dtype=int32)]
    """
    preds, actions = _checked(pred_fn_pairs)
    found = home.symbolic_home(tuple(preds))
    graph = found if isinstance(found, Graph) else get_default_graph()
    with home.within(graph), graph.scope(name or "case"):
        if default is None:
            default = _last(graph, preds, actions[-1])
            preds, actions = preds[:-1], actions[:-1]
        function = default
        for pred, action in reversed(list(zip(preds, actions, strict=True))):
            function = partial(cond, pred, action, function, strict)
        if not exclusive:
            return function()
        check = _at_most(graph, preds, 1, "Input error: exclusive=True")
        with graph.control_dependencies([check]):
            return function()


def switch_case(
    branch_index: Any,
    branch_fns: Any,
    default: Callable[[], Any] | None = None,
    name: str = "switch_case",
) -> Any:
    """Returns what the function with the number ``branch_index`` returns.

    ``branch_fns`` is a list of functions, of pairs of a number and a function, or a
    dict of such. ``default`` is called for every other number; without it that is the
    function with the highest number. Raises ``TypeError`` for what is no function and
    ``ValueError`` for a number given twice. Unlike TensorFlow, it is a chain of
    ``tf.cond``. Source: tf.switch_case.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     n = tf.placeholder(tf.int32, shape=())
    ...     word = tf.switch_case(
    ...         n, [lambda: tf.constant("zero"), lambda: tf.constant("one")]
    ...     )
    ...     print(sess.run(word, {n: 0}), sess.run(word, {n: 7}))
    b'zero' b'one'
    """
    if not isinstance(branch_fns, (list, tuple, dict)):
        raise TypeError(
            f"'branch_fns' must be a list, tuple, or dict. Received: {branch_fns!r}"
        )
    pairs = list(branch_fns.items() if isinstance(branch_fns, dict) else branch_fns)
    if all(callable(item) for item in pairs):
        pairs = list(enumerate(pairs))
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2 or not callable(pair[1]):
            raise TypeError(
                f"Each entry in 'branch_fns' must be a function, or a pair of a number "
                f"and a function. Received {pair!r}."
            )
    functions = dict(pairs)
    if not functions or len(functions) < len(pairs):
        raise ValueError(
            f"'branch_fns' must give each number once, and at least one. "
            f"Received: {[number for number, _ in pairs]}"
        )
    found = home.symbolic_home((branch_index,))
    graph = found if isinstance(found, Graph) else get_default_graph()
    with home.within(graph), graph.scope(name or "switch_case"):
        index = graph.convert(branch_index, dt.int32, "branch_index")
        if default is None:
            default = functions.pop(max(functions))
        function = default
        for number in sorted(functions, reverse=True):
            hit = equal(index, np.int32(number))
            function = partial(cond, hit, functions[number], function)
        return function()


def _checked(pairs: Any) -> tuple[list[Tensor], list[Callable[[], Any]]]:
    if not isinstance(pairs, (list, tuple, dict)):
        raise TypeError(
            f"'pred_fn_pairs' must be a list, tuple, or dict. Received: {type(pairs)}"
        )
    if isinstance(pairs, OrderedDict):
        pairs = list(pairs.items())
    elif isinstance(pairs, dict):
        pairs = sorted(pairs.items(), key=lambda item: str(item[0].name))
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(
                f"Each entry in 'pred_fn_pairs' must be a 2-tuple. Received {pair}."
            )
        pred, function = pair
        if not isinstance(pred, Tensor):
            raise TypeError(f"pred must be a Tensor, got: {pred}")
        if pred.dtype.base_dtype is not dt.bool_:
            raise TypeError(f"pred must be Tensor of type bool: {pred.name}")
        if not callable(function):
            raise TypeError(f"fn for pred {pred.name} must be callable.")
    if not pairs:
        raise ValueError("'pred_fn_pairs' must hold at least one pair.")
    return [pred for pred, _ in pairs], [function for _, function in pairs]


def _last(
    graph: Graph, preds: Sequence[Tensor], action: Callable[[], Any]
) -> Callable[[], Any]:
    """The last pair's function, checked to be called for its own condition."""

    def default() -> Any:
        others = (
            f"Implementation error: selected default action #{len(preds) - 1} was "
            f"called, but some of other predicates are True: "
        )
        message = "Input error: None of conditions evaluated as True:"
        data = [message, stack(preds, name="preds_c")]
        checks = [_at_most(graph, preds[:-1], 0, others), assert_(preds[-1], data)]
        with graph.control_dependencies(checks):
            return action()

    return default


def _at_most(graph: Graph, preds: Sequence[Tensor], n: int, message: str) -> Any:
    """An operation that fails where more than ``n`` of the conditions hold."""
    every = stack(list(preds), name="preds_c")
    total = reduce_sum(cast(every, dt.int32), name="num_true_conds")
    few = less_equal(total, graph.convert(np.int32(n), None, "n_true_conds"))
    names = ", ".join(pred.name for pred in preds)
    told = f"{message}: more than {n} conditions ({names}) evaluated as True:"
    return assert_(few, [told, every], len(preds))
