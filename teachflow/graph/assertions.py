"""Assertions in a graph: nodes that fail a run where something does not hold.

What is known to be wrong before running is refused at once. The names and messages are
TensorFlow's, down to which of them put a prefix before the message.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import choose, composite
from teachflow.core.operand import Operand
from teachflow.graph.control.cond import cond
from teachflow.ops.control.assertions import assert_op
from teachflow.ops.math import logic
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.reduce import reduce_all
from teachflow.ops.state.state import no_op

_PLAIN = (dt.string, dt.int32)  # shown data of these needs no guard


@composite
def assert_(
    condition: Any, data: Any, summarize: int | None = None, name: str | None = None
) -> Any:
    """Returns an operation that fails a run in which ``condition`` is false.

    The error shows the tensors and texts in the list ``data``, ``summarize`` items (3)
    of each. It happens where something depends on it: put it into
    ``tf.control_dependencies``. Raises ``InvalidArgumentError`` at run time. Source:
    tf.debugging.Assert.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant([1, -2])
    ...     positive = tf.Assert(tf.reduce_all(x > 0), ["not positive:", x])
    ...     with tf.control_dependencies([positive]):
    ...         root = tf.sqrt(tf.to_float(x))
    ...     try:
    ...         sess.run(root)
    ...     except tf.errors.InvalidArgumentError as error:
    ...         print(error.message.splitlines()[0])
    assertion failed: [not positive:] [1 -2]
    """
    here = choose((condition, data))
    most = 3 if summarize is None else summarize

    def check() -> Any:
        return assert_op(condition, data, summarize=most, name="Assert")

    with here.scope(name or "Assert"):
        shown = [here.convert(item) for item in data]
        if all(tensor.dtype.base_dtype in _PLAIN for tensor in shown):
            return check()
        condition = here.convert(condition, None, "Condition")
        guarded = cond(condition, no_op, check, name="AssertGuard")
        return getattr(guarded, "op", guarded)


def prefix(message: str | None) -> str:
    """How a message begins a longer one."""
    return f"{message}.  " if message else ""


def _static(item: Any) -> str:
    value = item.static_value() if isinstance(item, Operand) else None
    return str(item if value is None else value)


def _binary(
    sign: str,
    what: str,
    test: Any,
    x: Any,
    y: Any,
    data: Any,
    summarize: int | None,
    message: str | None,
    name: str | None,
) -> Any:
    """The assertion that ``test(x, y)`` holds at every place."""
    here = choose((x, y))
    with here.scope(name or what):
        x, y = here.convert(x, None, "x"), here.convert(y, None, "y")
        if data is None:
            data = [
                f"Condition x {sign} y did not hold element-wise:",
                f"x ({x.name}) = ",
                x,
                f"y ({y.name}) = ",
                y,
            ]
        if message is not None:
            data = [message, *data]
        tested = test(x, y)
        condition = reduce_all(tested)
        found = x.static_value(), y.static_value()
        if found[0] is not None and found[1] is not None:
            node = tested.op
            if not np.all(node.opdef.kernel(*found, **node.attrs)):
                raise InvalidArgumentError(None, None, "\n".join(map(_static, data)))
        return assert_(condition, data, summarize)


@composite
def assert_equal(
    x: Any,
    y: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns an operation that fails where ``x == y`` does not hold at every place.

    The error shows ``message`` and ``data`` (both tensors, if None). Raises
    ``InvalidArgumentError``: at once for constants, else at run time. Source:
    tf.compat.v1.assert_equal.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     try:
    ...         tf.assert_equal([1, 2], [1, 3], message="labels")
    ...     except tf.errors.InvalidArgumentError as error:
    ...         print(error.message.splitlines()[0])
    labels
    """
    here = choose((x, y))
    with here.scope(name or "assert_equal"):
        if x is y:
            return no_op()
    return _binary(
        "==", "assert_equal", logic.equal, x, y, data, summarize, message, name
    )


def _comparison(sign: str, what: str, test: Any) -> Any:
    @composite
    def check(
        x: Any,
        y: Any,
        data: Any = None,
        summarize: int | None = None,
        message: str | None = None,
        name: str | None = None,
    ) -> Any:
        return _binary(sign, what, test, x, y, data, summarize, message, name)

    check.__name__ = check.__qualname__ = what
    check.__doc__ = (
        f"Returns an operation that fails where ``x {sign} y`` does not hold somewhere."
        f"\n\nSee ``assert_equal``. Source: tf.compat.v1.{what}."
        f"\n\n>>> import teachflow.compat.v1 as tf"
        f"\n>>> with tf.Graph().as_default():"
        f"\n...     print(tf.{what}(tf.placeholder(tf.int32), 1).type)"
        f"\nAssert\n"
    )
    return check


assert_none_equal = _comparison("!=", "assert_none_equal", logic.not_equal)
assert_less = _comparison("<", "assert_less", logic.less)
assert_less_equal = _comparison("<=", "assert_less_equal", logic.less_equal)
assert_greater = _comparison(">", "assert_greater", logic.greater)
assert_greater_equal = _comparison(">=", "assert_greater_equal", logic.greater_equal)


def _sign(what: str, sign: str, test: Any, zero_first: bool, between: bool) -> Any:
    """The assertion ``x <sign> 0``, which TensorFlow makes of one about two tensors."""

    @composite
    def check(
        x: Any,
        data: Any = None,
        summarize: int | None = None,
        message: str | None = None,
        name: str | None = None,
    ) -> Any:
        here = choose((x,))
        with here.scope(name or what):
            x = here.convert(x, None, "x")
            if data is None:
                said = f"Condition x {sign} 0 did not hold element-wise:"
                named = f"x ({x.name}) = "
                texts = [said, named] if between else [said + named]
                data = [prefix(message), *texts, x]
            zero = here.convert(0, x.dtype.base_dtype)
            pair = (zero, x) if zero_first else (x, zero)
            return test(*pair, data=data, summarize=summarize)

    check.__name__ = check.__qualname__ = what
    check.__doc__ = (
        f"Returns an operation that fails where ``x {sign} 0`` does not hold somewhere."
        f"\n\nSee ``assert_equal``. Source: tf.compat.v1.{what}."
        f"\n\n>>> import teachflow.compat.v1 as tf"
        f"\n>>> with tf.Graph().as_default():"
        f"\n...     print(tf.{what}(tf.placeholder(tf.int32)).type)"
        f"\nAssert\n"
    )
    return check


assert_positive = _sign("assert_positive", ">", assert_less, True, True)
assert_negative = _sign("assert_negative", "<", assert_less, False, True)
assert_non_negative = _sign("assert_non_negative", ">=", assert_less_equal, True, True)
assert_non_positive = _sign(
    "assert_non_positive", "<=", assert_less_equal, False, False
)


@composite
def assert_near(
    x: Any,
    y: Any,
    rtol: Any = None,
    atol: Any = None,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns an operation that fails where not ``|x - y| < atol + rtol |y|``.

    Both tolerances are ten times the dtype's smallest difference from 1, if None.
    Source: tf.compat.v1.assert_near.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     with tf.control_dependencies([tf.assert_near(1.0, 1.0000001)]):
    ...         print(sess.run(tf.constant("near")))
    b'near'
    """
    here = choose((x, y))
    with here.scope(name or "assert_near"):
        x = here.convert(x, None, "x")
        kind = x.dtype.base_dtype
        y = here.convert(y, kind, "y")
        eps = 10 * np.finfo(kind.real_dtype.numpy_dtype).eps
        rtol = here.convert(eps if rtol is None else rtol, kind.real_dtype, "rtol")
        atol = here.convert(eps if atol is None else atol, kind.real_dtype, "atol")
        if data is None:
            data = [
                prefix(message),
                f"x and y not equal to tolerance rtol = {rtol}, atol = {atol}",
                f"x ({x.name}) = ",
                x,
                f"y ({y.name}) = ",
                y,
            ]
        most = atol + rtol * absolute(y)
        condition = reduce_all(logic.less(absolute(x - y), most))
        return assert_(condition, data, summarize)
