"""Assertions about what a tensor is: its rank and its dtype."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import NUMBERS
from teachflow.core.home import choose, composite
from teachflow.core.operand import OPERATORS, Operand
from teachflow.graph.assertions import assert_, prefix
from teachflow.ops.arrays.lengths import rank as rank_of
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.math import logic
from teachflow.ops.state.state import no_op


def _check_rank(
    here: Any,
    x: Any,
    ranks: list[Any],
    holds: Callable[[int, list[int]], bool],
    condition: Callable[[Any], Any],
    data: Any,
    summarize: int | None,
    refuse: Callable[[list[int], int], ValueError],
) -> Any:
    """A NoOp where the rank is known to be right; else a node that looks at it."""
    for rank in ranks:
        assert_type(rank, dt.int32)
    values = [rank.static_value() for rank in ranks]
    if all(value is not None for value in values):
        if any(value.ndim for value in values):
            raise ValueError("Rank must be a scalar.")
        known = x.shape.rank
        wanted = [int(value) for value in values]
        if known is not None:
            if not holds(known, wanted):
                raise refuse(wanted, known)
            return no_op(name="static_checks_determined_all_ok")
    test = condition(rank_of(x))
    for rank, value in zip(ranks, values, strict=True):
        if value is None:
            said = ["Rank must be a scalar. Received rank: ", rank]
            scalar = assert_rank(rank, 0, data=said)
            with here.control_dependencies([scalar]):
                test = OPERATORS["identity"](test, name="control_dependency")
    return assert_(test, data, summarize)


@composite
def assert_rank(
    x: Any,
    rank: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns an operation that fails where ``x`` has not ``rank`` axes.

    Raises ``ValueError`` at once where that is known. Source: tf.compat.v1.assert_rank.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.assert_rank([[1, 2]], 2)
    <tf.Operation 'assert_rank/static_checks_determined_all_ok' type=NoOp>
    """
    here = choose((x, rank))
    with here.scope(name or "assert_rank"):
        x, rank = here.convert(x, None, "x"), here.convert(rank, None, "rank")
        if data is None:
            data = [
                prefix(message),
                f"Tensor {x.name} must have rank",
                rank,
                "Received shape: ",
                shape_of(x),
            ]

        def refuse(wanted: list[int], known: int) -> ValueError:
            return ValueError(
                f"{prefix(message)}Tensor {x.name} must have rank {wanted[0]}.  "
                f"Received rank {known}, shape {x.shape}"
            )

        return _check_rank(
            here,
            x,
            [rank],
            lambda known, wanted: known == wanted[0],
            lambda found: logic.equal(found, rank),
            data,
            summarize,
            refuse,
        )


@composite
def assert_rank_at_least(
    x: Any,
    rank: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns an operation that fails where ``x`` has fewer than ``rank`` axes.

    Raises ``ValueError`` at once where that is known. Source:
    tf.compat.v1.assert_rank_at_least.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     try:
    ...         tf.assert_rank_at_least(tf.zeros([2]), 2)
    ...     except ValueError as error:
    ...         print(type(error).__name__)
    ValueError
    """
    here = choose((x, rank))
    with here.scope(name or "assert_rank_at_least"):
        x, rank = here.convert(x, None, "x"), here.convert(rank, None, "rank")
        if data is None:
            data = [
                prefix(message),
                f"Tensor {x.name} must have rank at least",
                rank,
                "Received shape: ",
                shape_of(x),
            ]

        def refuse(wanted: list[int], known: int) -> ValueError:
            return ValueError(
                f"{prefix(message)}Tensor {x.name} must have rank at least "
                f"{wanted[0]}.  Received rank {known}, shape {x.shape}"
            )

        return _check_rank(
            here,
            x,
            [rank],
            lambda known, wanted: known >= wanted[0],
            lambda found: logic.greater_equal(found, rank),
            data,
            summarize,
            refuse,
        )


@composite
def assert_rank_in(
    x: Any,
    ranks: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns an operation that fails where the number of axes is not in ``ranks``.

    Raises ``ValueError`` at once where that is known. Source:
    tf.compat.v1.assert_rank_in.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     try:
    ...         tf.assert_rank_in(tf.zeros([2]), [0, 2])
    ...     except ValueError as error:
    ...         print(type(error).__name__)
    ValueError
    """
    here = choose((x, ranks))
    with here.scope(name or "assert_rank_in"):
        x = here.convert(x, None, "x")
        ranks = [here.convert(rank, None, "rank") for rank in ranks]
        if data is None:
            data = [
                prefix(message),
                f"Tensor {x.name} must have rank in",
                *ranks,
                "Received shape: ",
                shape_of(x),
            ]

        def refuse(wanted: list[int], known: int) -> ValueError:
            return ValueError(
                f"{prefix(message)}Tensor {x.name} must have rank in "
                f"{tuple(wanted)}.  Received rank {known}, shape {x.shape}"
            )

        def among(found: Any) -> Any:
            test = logic.equal(ranks[0], found)
            for rank in ranks[1:]:
                test = logic.logical_or(test, logic.equal(rank, found))
            return test

        return _check_rank(
            here,
            x,
            ranks,
            lambda known, wanted: known in wanted,
            among,
            data,
            summarize,
            refuse,
        )


@composite
def assert_type(
    tensor: Any, tf_type: Any, message: str | None = None, name: str | None = None
) -> Any:
    """Returns an operation that does nothing; the dtype was right.

    Raises ``TypeError`` at once where it is not. Source: tf.compat.v1.assert_type.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.assert_type(tf.zeros([2]), tf.float32).type)
    NoOp
    """
    wanted = dt.as_dtype(tf_type)
    here = choose((tensor,))
    with here.scope(name or "assert_type"):
        tensor = here.convert(tensor, None, "tensor")
        if tensor.dtype.base_dtype is not wanted:
            raise TypeError(
                f"{prefix(message)}{tensor.name} must be of type {wanted!r}; got "
                f"{tensor.dtype!r}"
            )
        return no_op(name="statically_determined_correct_type")


@composite
def assert_integer(x: Any, message: str | None = None, name: str | None = None) -> Any:
    """Returns an operation that does nothing; the dtype was one of integers.

    Raises ``TypeError`` at once where it is not. Source: tf.compat.v1.assert_integer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.assert_integer(tf.constant(1)).type)
    NoOp
    """
    here = choose((x,))
    with here.scope(name or "assert_integer"):
        x = here.convert(x, None, "x")
        if not x.dtype.is_integer:
            raise TypeError(
                f'{prefix(message)}Expected "x" to be integer type.  Found: {x.name} '
                f"of dtype {x.dtype}"
            )
        return no_op(name="statically_determined_was_integer")


@composite
def assert_scalar(
    tensor: Any, name: str | None = None, message: str | None = None
) -> Any:
    """Returns ``tensor``, which is known to have no axes.

    Raises ``ValueError`` where that is not known. Source: tf.compat.v1.assert_scalar.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.assert_scalar(tf.constant(1)).shape)
    ()
    """
    here = choose((tensor,))
    with here.scope(name or "assert_scalar") as scope:
        tensor = here.convert(tensor, None, scope or None)
        if tensor.shape.rank != 0:
            raise ValueError(
                f"{prefix(message)}Expected scalar shape for {tensor.name}, saw "
                f"shape: {tensor.shape}."
            )
        return tensor


def assert_proper_iterable(values: Any) -> None:
    """Raises ``TypeError`` for what cannot be gone through, and for tensors and texts.

    Source: tf.debugging.assert_proper_iterable.

    >>> import teachflow.compat.v1 as tf
    >>> tf.debugging.assert_proper_iterable([1, 2])
    """
    if isinstance(values, (Operand, str, bytes)) or hasattr(values, "__array__"):
        raise TypeError(
            f'Expected argument "values" to be a "proper" iterable.  Found: '
            f"{type(values)}"
        )
    if not hasattr(values, "__iter__"):
        raise TypeError(
            f'Expected argument "values" to be iterable.  Found: {type(values)}'
        )


def assert_same_float_dtype(tensors: Any = None, dtype: Any = None) -> Any:
    """Returns the one floating dtype of all ``tensors``, float32 where there is none.

    Raises ``ValueError`` where two differ or it is no floating dtype. Source:
    tf.debugging.assert_same_float_dtype.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.assert_same_float_dtype([tf.constant(1.0)]))
    <dtype: 'float32'>
    """
    found = None if dtype is None else dt.as_dtype(dtype).base_dtype
    first = None
    for tensor in tensors or ():
        if tensor is None:
            continue
        kind = tensor.dtype.base_dtype
        if found is not None and kind is not found:
            such = "" if first is None else f" as {getattr(first, 'name', first)!s}"
            raise ValueError(
                f"{getattr(tensor, 'name', tensor)!s}, type={kind}, must be of the "
                f"same type ({found}){such}."
            )
        found = kind
        first = tensor if first is None else first
    found = found or dt.float32
    if not found.is_floating:
        raise ValueError(f"Expected floating point type, got {found}.")
    return found


def is_numeric_tensor(tensor: Any) -> bool:
    """Whether ``tensor`` is a tensor of numbers. Source: tf.debugging.

    >>> import teachflow as tf
    >>> is_numeric_tensor(tf.constant(1.0)), is_numeric_tensor(1.0)
    (True, False)
    """
    return isinstance(tensor, Operand) and tensor.dtype.base_dtype in NUMBERS
