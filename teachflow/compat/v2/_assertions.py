"""Assertions: at once in eager code, as nodes in a graph.

In eager code they return None, or raise TensorFlow's words there and then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._scopes import in_graph
from teachflow.core import home
from teachflow.eager import assertions as _eager
from teachflow.graph import assertions as _graph
from teachflow.graph import kinds as _kinds
from teachflow.graph.assertions import assert_ as _graph_assert
from teachflow.ops.arrays.lengths import shape as _shape_of
from teachflow.ops.state.state import group as _group

_ANY = (None, ".")
_REST = (Ellipsis, "*")


@at_home
def assert_(
    condition: Any, data: Any, summarize: int | None = None, name: str | None = None
) -> Any:
    """Raises ``InvalidArgumentError`` where ``condition`` is false.

    The error shows the first ``summarize`` items (3; all, if negative) of each of the
    tensors and texts in the list ``data``. In a graph it returns an operation that
    fails when it is run. Source: tf.debugging.Assert.

    >>> import teachflow as tf
    >>> x = tf.constant([1, -2])
    >>> try:
    ...     tf.Assert(tf.reduce_all(x > 0), ["not positive:", x])
    ... except tf.errors.InvalidArgumentError as error:
    ...     print(error.message.splitlines()[1])
    1, -2
    """
    if in_graph(condition, data):
        return _graph_assert(condition, data, summarize, name)
    return _eager.check(condition, data, summarize)


def _comparison(sign: str, graph: Callable[..., Any]) -> Any:
    what = graph.__name__

    def check(
        x: Any,
        y: Any,
        message: str | None = None,
        summarize: int | None = None,
        name: str | None = None,
    ) -> Any:
        if in_graph(x, y):
            return graph(x, y, None, summarize, message, name)
        return _eager.compare(sign, x, y, message, summarize)

    check.__name__ = check.__qualname__ = what
    check.__doc__ = (
        f"Raises ``InvalidArgumentError`` where ``x {sign} y`` does not hold somewhere."
        f"\n\nThe error begins with ``message`` and shows ``summarize`` items (3; all, "
        f"if\nnegative). In a graph it returns an operation that fails when it is run."
        f"\nSource: tf.debugging.{what}."
        f"\n\n>>> import teachflow as tf"
        f"\n>>> try:"
        f"\n...     tf.debugging.{what}(tf.constant([1, 2]), {_FAILS[sign]})"
        f"\n... except tf.errors.InvalidArgumentError as error:"
        f"\n...     print(error.message.splitlines()[0])"
        f"\nCondition x {sign} y did not hold.\n"
    )
    return at_home(check)


_FAILS = {"==": 3, "!=": 2, "<": 2, "<=": 1, ">": 1, ">=": 2}

assert_equal = _comparison("==", _graph.assert_equal)
_none_equal = _comparison("!=", _graph.assert_none_equal)
assert_less = _comparison("<", _graph.assert_less)
assert_less_equal = _comparison("<=", _graph.assert_less_equal)
assert_greater = _comparison(">", _graph.assert_greater)
assert_greater_equal = _comparison(">=", _graph.assert_greater_equal)


def assert_none_equal(
    x: Any,
    y: Any,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Raises ``InvalidArgumentError`` where ``x != y`` does not hold somewhere.

    See ``tf.debugging.assert_equal``; only here ``summarize`` comes first, as in
    TensorFlow. Source: tf.debugging.assert_none_equal.

    >>> import teachflow as tf
    >>> tf.debugging.assert_none_equal(tf.constant([1, 2]), 3)
    """
    return _none_equal(x, y, message, summarize, name)


def _sign(sign: str, fails: int, graph: Callable[..., Any]) -> Any:
    what = graph.__name__

    def check(
        x: Any,
        message: str | None = None,
        summarize: int | None = None,
        name: str | None = None,
    ) -> Any:
        if in_graph(x):
            return graph(x, None, summarize, message, name)
        return _eager.compare_to_zero(sign, x, message, summarize)

    check.__name__ = check.__qualname__ = what
    check.__doc__ = (
        f"Raises ``InvalidArgumentError`` where ``x {sign} 0`` does not hold somewhere."
        f"\n\nSee ``tf.debugging.assert_equal``. Source: tf.debugging.{what}."
        f"\n\n>>> import teachflow as tf"
        f"\n>>> try:"
        f'\n...     tf.debugging.{what}(tf.constant([{fails}]), "x is wrong")'
        f"\n... except tf.errors.InvalidArgumentError as error:"
        f"\n...     print(error.message.splitlines()[0])"
        f"\nx is wrong.  \n"
    )
    check.__doc__ = check.__doc__.replace(".  \n", ".\n").replace(
        "splitlines()[0])", "splitlines()[0].strip())"
    )
    return at_home(check)


assert_positive = _sign(">", 0, _graph.assert_positive)
assert_negative = _sign("<", 0, _graph.assert_negative)
assert_non_negative = _sign(">=", -1, _graph.assert_non_negative)
assert_non_positive = _sign("<=", 1, _graph.assert_non_positive)


@at_home
def assert_near(
    x: Any,
    y: Any,
    rtol: Any = None,
    atol: Any = None,
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> Any:
    """Raises ``InvalidArgumentError`` where not ``|x - y| < atol + rtol |y|``.

    Both tolerances are ten times the dtype's smallest difference from 1, if None. In a
    graph it returns an operation that fails when it is run. Source:
    tf.debugging.assert_near.

    >>> import teachflow as tf
    >>> tf.debugging.assert_near(tf.constant(1.0), 1.0000001)
    """
    if in_graph(x, y):
        return _graph.assert_near(x, y, rtol, atol, None, summarize, message, name)
    return _eager.assert_near(x, y, rtol, atol, message, summarize)


@at_home
def assert_rank(
    x: Any, rank: Any, message: str | None = None, name: str | None = None
) -> Any:
    """Raises ``ValueError`` where ``x`` has not ``rank`` axes.

    In a graph it returns an operation that fails where that is not known before.
    Source: tf.debugging.assert_rank.

    >>> import teachflow as tf
    >>> tf.debugging.assert_rank(tf.zeros([2, 3]), 2)
    """
    if in_graph(x, rank):
        return _kinds.assert_rank(x, rank, message=message, name=name)
    return _eager.assert_rank(
        x, [rank], lambda n, ranks: n == ranks[0], lambda ranks: f"{ranks[0]}", message
    )


@at_home
def assert_rank_at_least(
    x: Any, rank: Any, message: str | None = None, name: str | None = None
) -> Any:
    """Raises ``ValueError`` where ``x`` has fewer than ``rank`` axes.

    Source: tf.debugging.assert_rank_at_least.

    >>> import teachflow as tf
    >>> tf.debugging.assert_rank_at_least(tf.zeros([2, 3]), 1)
    """
    if in_graph(x, rank):
        return _kinds.assert_rank_at_least(x, rank, message=message, name=name)
    return _eager.assert_rank(
        x,
        [rank],
        lambda n, ranks: n >= ranks[0],
        lambda ranks: f"at least {ranks[0]}",
        message,
    )


@at_home
def assert_rank_in(
    x: Any, ranks: Any, message: str | None = None, name: str | None = None
) -> Any:
    """Raises ``ValueError`` where the number of axes is not in ``ranks``.

    Source: tf.debugging.assert_rank_in.

    >>> import teachflow as tf
    >>> tf.debugging.assert_rank_in(tf.zeros([2, 3]), [1, 2])
    """
    if in_graph(x, ranks):
        return _kinds.assert_rank_in(x, ranks, message=message, name=name)
    return _eager.assert_rank(
        x,
        list(ranks),
        lambda n, wanted: n in wanted,
        lambda wanted: f"in {tuple(wanted)}",
        message,
    )


@at_home
def assert_type(
    tensor: Any, tf_type: Any, message: str | None = None, name: str | None = None
) -> None:
    """Raises ``TypeError`` where the dtype is not ``tf_type``.

    Source: tf.debugging.assert_type.

    >>> import teachflow as tf
    >>> tf.debugging.assert_type(tf.zeros([2]), tf.float32)
    """
    if in_graph(tensor):
        _kinds.assert_type(tensor, tf_type, message, name)
    else:
        _eager.assert_type(tensor, tf_type, message)


@at_home
def assert_integer(x: Any, message: str | None = None, name: str | None = None) -> None:
    """Raises ``TypeError`` where the dtype is not one of integers.

    Source: tf.debugging.assert_integer.

    >>> import teachflow as tf
    >>> tf.debugging.assert_integer(tf.constant(1))
    """
    if in_graph(x):
        _kinds.assert_integer(x, message, name)
    else:
        _eager.assert_integer(x, message)


@at_home
def assert_scalar(
    tensor: Any, message: str | None = None, name: str | None = None
) -> None:
    """Raises ``ValueError`` where ``tensor`` has axes.

    Source: tf.debugging.assert_scalar.

    >>> import teachflow as tf
    >>> tf.debugging.assert_scalar(tf.constant(1))
    """
    if in_graph(tensor):
        _kinds.assert_scalar(tensor, name, message)
    else:
        _eager.assert_scalar(tensor, message)


@at_home
def assert_shapes(
    shapes: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Raises ``ValueError`` where tensors do not have the shapes that they are said to.

    ``shapes`` is a list of pairs (or a dict) of a tensor and its lengths: numbers, or
    symbols such as ``"N"`` that stand for one length wherever they are written. None
    and ``"."`` are any length; ``...`` or ``"*"`` in front is any number of axes. In a
    graph lengths that are not known before are looked at when the operation that it
    returns is run. ``message`` begins the error. Unlike TensorFlow,
    ``data``, ``summarize`` and ``name`` change nothing. Source:
    tf.debugging.assert_shapes.

    >>> import teachflow as tf
    >>> x, y = tf.zeros([10, 3]), tf.ones([10, 7])
    >>> tf.debugging.assert_shapes([(x, ("N", "Q")), (y, ("N", "D")), (1.0, ())])
    """
    pairs = list(shapes.items() if isinstance(shapes, dict) else shapes)
    here = home.choose(tuple(tensor for tensor, _ in pairs))
    tensors = [(here.convert(x), shape) for x, shape in pairs if shape is not None]
    wanted = [(x, _symbols(x, shape, message)) for x, shape in tensors]
    for tensor, (symbols, open_) in wanted:
        _check_axes(tensor, len(symbols), open_, message)
    first: dict[Any, tuple[Any, Any, int]] = {}
    checks = []
    for tensor, (symbols, open_) in wanted:
        for place, symbol in enumerate(symbols):
            if symbol in _ANY:
                continue
            axis = place - len(symbols) if open_ else place
            length = _length(tensor, axis)
            if _is_number(symbol):
                size, why = int(symbol), "Specified explicitly"
            elif symbol in first:
                size, other, at = first[symbol]
                why = f"Specified by tensor {_named(other)} dimension {at}"
            else:
                first[symbol] = length, tensor, axis
                continue
            if isinstance(length, int) and isinstance(size, int):
                if length != size:
                    raise ValueError(
                        f"{_eager.said(message)}{why}.  Tensor {_named(tensor)} "
                        f"dimension {axis} must have size {size}.  Received size "
                        f"{length}, shape {tensor.shape}"
                    )
                continue
            checks.append(assert_equal(length, size, message, summarize))
    return _group(*checks) if here.symbolic else None


def _named(tensor: Any) -> str:
    return tensor.name if tensor.home.symbolic else _eager.described(tensor)


def _symbols(
    tensor: Any, symbols: Any, message: str | None
) -> tuple[tuple[Any, ...], bool]:
    """The symbols of the last axes, and whether there may be others before them."""
    if not isinstance(symbols, Iterable) and not hasattr(symbols, "__getitem__"):
        raise ValueError(
            f"{_eager.said(message)}Tensor {_named(tensor)}.  Specified shape must "
            f"be an iterable.  An iterable has the attribute `__iter__` or "
            f"`__getitem__`.  Received specified shape: {symbols}"
        )
    found = tuple(symbols)
    for place, symbol in enumerate(found):
        if place and symbol in _REST:
            raise ValueError(
                f"{_eager.said(message)}Tensor {_named(tensor)} specified shape index "
                f"{place}.  Symbol `...` or `*` for a variable number of unspecified "
                f"dimensions is only allowed as the first entry"
            )
    open_ = bool(found) and found[0] in _REST
    return (found[1:] if open_ else found), open_


def _check_axes(tensor: Any, rank: int, open_: bool, message: str | None) -> None:
    if rank < 2:  # a scalar is a vector of one
        if not open_:
            assert_rank_in(tensor, [0, 1], message)
    elif open_:
        assert_rank_at_least(tensor, rank, message)
    else:
        assert_rank(tensor, rank, message)


def _length(tensor: Any, axis: int) -> Any:
    """A length as a number where it is known, else as a tensor."""
    dims = tensor.shape.as_list() if tensor.shape.rank is not None else None
    if dims == []:
        return 1
    known = None if dims is None else dims[axis]
    return _shape_of(tensor)[axis] if known is None else known


def _is_number(symbol: Any) -> bool:
    try:
        int(symbol)
    except (TypeError, ValueError):
        return False
    return True
