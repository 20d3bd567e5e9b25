"""The greatest k along the last axis, and whether a class is among them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, REALS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op, takes_none
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.gather import gather_grad, gather_op
from teachflow.ops.arrays.ordering.extremes import argmax_op, argmin_op, place_type

_SHORT = (dt.int16, *INDEX)


def _top(call: Any) -> tuple[TensorShape, TensorShape]:
    shape, k = call.inputs[0].shape, call.inputs[1].static_value()
    if shape.rank is None:
        return TensorShape(None), TensorShape(None)
    rules.check_least_rank(shape, 1)
    *outer, length = shape.known_dims
    if k is not None and int(k) < 0:
        raise ShapeError(f"Need k >= 0, got {int(k)}")
    if k is not None and length is not None and length < int(k):
        raise ShapeError(
            f"input must have last dimension >= k = {int(k)} but is {length}"
        )
    found = TensorShape([*outer, None if k is None else int(k)])
    return found, found


def _descending(x: Any) -> Any:
    """Indices that sort the last axis, the greatest first, equals as they stand."""
    if x.dtype.kind == "f":
        return np.argsort(-x, -1, "stable")  # no number comes last
    ascending = np.argsort(np.flip(x, -1), -1, "stable")  # -x may not be there
    return np.flip(x.shape[-1] - 1 - ascending, -1)


@op(
    "TopKV2",
    "T, Tk -> T, index_type",
    shape=_top,
    T=REALS,
    Tk=_SHORT,
    index_type=_SHORT,
)
def top_k_op(
    input: Any, k: Any, *, sorted: bool = True, index_type: Any = dt.int32
) -> Any:
    """The greatest ``k`` along the last axis, and where they are."""
    k = int(k)
    if input.ndim == 0:
        raise InvalidArgumentError(
            None, None, f"input must be >= 1-D, got shape {bracketed(input.shape)}"
        )
    if k < 0 or input.shape[-1] < k:
        raise InvalidArgumentError(
            None,
            None,
            f"Need k >= 0, got {k}"
            if k < 0
            else f"input must have at least k columns. Had {input.shape[-1]}, needed "
            f"{k}",
        )
    places = _descending(input)[..., :k]
    return np.take_along_axis(input, places, -1), places.astype(index_type.numpy_dtype)


@top_k_op.vjp
@takes_none
def _(call: Any, g: Any, _: Any) -> Any:
    places = call.outputs[1]
    return (
        None if g is None else gather_grad(call.inputs[0], places, -1, g, batch_dims=-1)
    ), None


@top_k_op.jvp
def _(call: Any, dx: Any, _: Any) -> Any:
    return gather_op(dx, call.outputs[1], -1, batch_dims=-1), None


class TopKV2(NamedTuple):
    """What ``top_k`` gives."""

    values: Any
    indices: Any


@composite
def top_k(
    input: Any,
    k: Any = 1,
    sorted: bool = True,
    index_type: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns the greatest ``k`` along the last axis and where they are, as a pair.

    ``values`` and ``indices`` have the shape of ``input`` with ``k`` for its last
    length; the greatest comes first, of equals the one that stands first. Raises
    ``ValueError`` for a ``k`` that is too large. Source: tf.math.top_k.

    >>> import teachflow as tf
    >>> tf.math.top_k([10, 30, 20], k=2).indices.numpy()
    array([1, 2], dtype=int32)
    """
    kind = dt.as_dtype(index_type)
    return TopKV2(*top_k_op(input, k, sorted=sorted, index_type=kind, name=name))


def _rows(call: Any) -> TensorShape:
    predictions, targets, k = (tensor.shape for tensor in call.inputs)
    for shape, rank in ((predictions, 2), (targets, 1), (k, 0)):
        rules.check_rank(shape, rank)
    rows = None if predictions.rank is None else predictions.known_dims[0]
    others = None if targets.rank is None else targets.known_dims[0]
    if rows is not None and others is not None and rows != others:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {others}")
    return TensorShape([others if rows is None else rows])


@op("InTopKV2", "float32, T, T -> bool", shape=_rows, differentiable=False, T=INDEX)
def in_top_k_op(predictions: Any, targets: Any, k: Any) -> Any:
    """For each row whether its target is among the greatest ``k``; ties count."""
    if predictions.ndim != 2 or targets.ndim != 1:
        raise InvalidArgumentError(
            None,
            None,
            f"predictions must be 2-dimensional and targets 1-dimensional, not "
            f"{bracketed(predictions.shape)} and {bracketed(targets.shape)}",
        )
    rows, classes = predictions.shape
    if rows != targets.shape[0]:
        raise InvalidArgumentError(
            None,
            None,
            f"First dimension of predictions {rows} must match length of targets "
            f"{targets.shape[0]}",
        )
    there = (targets >= 0) & (targets < classes)
    if not classes:
        return there
    chosen = predictions[np.arange(rows), np.where(there, targets, 0)]
    better = np.count_nonzero(predictions > chosen[:, None], axis=1)
    return there & np.isfinite(predictions).all(1) & (better < k)


@composite
def in_top_k(predictions: Any, targets: Any, k: Any, name: str | None = None) -> Any:
    """Returns for each row whether class ``targets`` is among its greatest ``k``.

    ``predictions`` is float32 [rows, classes], ``targets`` int32 or int64 [rows], the
    result bool [rows]. Classes that tie at the border all count; a target that is no
    class, or a row with a number that is not finite, is False.
    Source: tf.compat.v1.nn.in_top_k.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.in_top_k([[0.1, 0.9], [0.8, 0.2]], [1, 1], 1))
    array([ True, False])
    """
    here = home.choose((predictions, targets, k))
    with here.scope(name or "in_top_k"):
        return in_top_k_op(predictions, targets, k, name=name)


def in_top_k_v2(targets: Any, predictions: Any, k: Any, name: str | None = None) -> Any:
    """Returns for each row whether ``targets`` is among the ``k`` largest, bool.

    ``predictions`` is float32 [rows, classes], ``targets`` has a class for each row. A
    row whose prediction there is not finite counts as wrong.

    Source: tf.math.in_top_k.

    >>> import teachflow as tf
    >>> tf.math.in_top_k([1, 1], [[0.1, 0.9], [0.8, 0.2]], 1).numpy()
    array([ True, False])
    """
    return in_top_k(predictions, targets, k, name)


# ---- older names -------------------------------------------------------------------


@composite
def arg_max(
    input: Any,
    dimension: Any,
    output_type: Any = dt.int64,
    name: str | None = None,
) -> Any:
    """Returns ``tf.argmax(input, dimension)``, its arguments in the older order.

    Source: tf.compat.v1.arg_max.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.arg_max([[1, 5, 2], [7, 0, 3]], 1)))
    [1 0]
    """
    wanted = place_type(output_type)
    return argmax_op(input, dimension, output_type=wanted, name=name)


@composite
def arg_min(
    input: Any,
    dimension: Any,
    output_type: Any = dt.int64,
    name: str | None = None,
) -> Any:
    """Returns ``tf.argmin(input, dimension)``, its arguments in the older order.

    Source: tf.compat.v1.arg_min.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.arg_min([[1, 5, 2], [7, 0, 3]], 1)))
    [0 1]
    """
    wanted = place_type(output_type)
    return argmin_op(input, dimension, output_type=wanted, name=name)
