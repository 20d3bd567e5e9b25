"""``tf.nn``: softmax along any axis, the cross entropies, and a Poisson loss.

These are TensorFlow's own compositions, node for node, so that a drawn graph looks as
it does there: cross entropies flatten the logits to a matrix, and put the shape back.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import OPS
from teachflow.ops.arrays.create import ones_like, zeros_like
from teachflow.ops.arrays.lengths import rank, shape
from teachflow.ops.arrays.selecting import select_op
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import exp, log1p
from teachflow.ops.math.logic import greater_equal, less_equal, logical_and
from teachflow.ops.math.math import add_v2, log, multiply, negative, subtract
from teachflow.ops.nn import softmax as ops
from teachflow.ops.nn.nn import relu


def _op(type_: str, *inputs: Any, name: str | None = None, **attrs: Any) -> Any:
    """The op of a type of which no function is needed here but the bare node."""
    return home.apply(OPS[type_], inputs, attrs, name)


# ---- softmax ---------------------------------------------------------------------


def _along(op: Any, logits: Any, axis: Any, name: str | None, dim: int | None) -> Any:
    """``op``, which works along the last axis, along ``axis``."""
    if axis is not None and dim is not None:
        raise ValueError("Cannot specify both 'axis' and 'dim'.")
    axis = dim if axis is None else axis
    axis = -1 if axis is None else int(axis)
    here = home.choose((logits,))
    logits = here.convert(logits)
    axes = logits.shape.rank
    if axis == -1 or (axes is not None and axis == axes - 1):
        return op(logits, name=name)
    if axes is None:
        raise ValueError(
            f"The axis {axis} of a softmax of unknown rank cannot be moved to the end: "
            f"give the logits a shape with set_shape, or use axis=-1."
        )
    if not -axes <= axis < axes:
        raise InvalidArgumentError(
            None,
            None,
            f"`dim` must be in the range [{-axes}, {axes}) where {axes} is the number "
            f"of dimensions in the input. Received: dim={axis}",
        )
    rank(logits)  # TensorFlow asks twice, and uses the second
    count = rank(logits)
    axis %= axes
    swapped = _swapped(logits, axis, subtract(count, 1), None)
    return _swapped(op(swapped), axis, subtract(count, 1), name)


def _swapped(x: Any, axis: int, last: Any, name: str | None) -> Any:
    """``x`` with ``axis`` and the last one in each other's place."""
    before = _op("Range", 0, axis, 1, name="range")
    between = _op("Range", axis + 1, last, 1, name="range")
    order = _op("ConcatV2", [before, [last], between, [axis]], 0, name="concat")
    return _op("Transpose", x, order, name=name or "transpose")


@composite
def softmax(
    logits: Any, axis: Any = None, name: str | None = None, dim: int | None = None
) -> Any:
    """Returns ``exp(logits) / sum(exp(logits))`` along ``axis``, the last one if None.

    The result has the shape and floating dtype of ``logits`` and sums to 1. ``dim`` is
    an older name of ``axis``. Raises ``InvalidArgumentError`` for an axis that is not
    there.     Source: tf.nn.softmax.

    >>> import teachflow as tf
    >>> tf.nn.softmax([1.0, 1.0, 1000.0]).numpy()
    array([0., 0., 1.], dtype=float32)
    """
    return _along(ops.softmax_op, logits, axis, name, dim)


@composite
def log_softmax(
    logits: Any, axis: Any = None, name: str | None = None, dim: int | None = None
) -> Any:
    """Returns the logarithm of ``softmax(logits)``, computed without it.

    Source: tf.nn.log_softmax.

    >>> import teachflow as tf
    >>> tf.nn.log_softmax([0.0, 1000.0]).numpy()
    array([-1000.,     0.], dtype=float32)
    """
    return _along(ops.log_softmax_op, logits, axis, name, dim)


# ---- cross entropies -------------------------------------------------------------


def _named(labels: Any, logits: Any, function: str) -> None:
    if labels is None or logits is None:
        raise ValueError(
            f"Both `labels` and `logits` must be provided: write "
            f"{function}(labels=..., logits=...)."
        )


@composite
def sigmoid_cross_entropy_with_logits(
    labels: Any = None, logits: Any = None, name: str | None = None
) -> Any:
    """Returns, elementwise, the cross entropy of ``labels`` and ``sigmoid(logits)``.

    Both have one shape and floating dtype; labels lie in [0, 1]. Raises ``ValueError``
    where shapes differ. Source: tf.nn.sigmoid_cross_entropy_with_logits.

    >>> import teachflow as tf
    >>> tf.nn.sigmoid_cross_entropy_with_logits(labels=[1.0], logits=[1000.0]).numpy()
    array([0.], dtype=float32)
    """
    _named(labels, logits, "sigmoid_cross_entropy_with_logits")
    here = home.choose((labels, logits))
    with here.scope(name or "logistic_loss") as scope:
        logits = here.convert(logits, None, "logits")
        labels = here.convert(labels, None, "labels")
        if not labels.shape.is_compatible_with(logits.shape):
            raise ValueError(
                f"`logits` and `labels` must have the same shape, received "
                f"({logits.shape} vs {labels.shape})."
            )
        # max(x, 0) - x·z + log(1 + e^-|x|), which neither overflows nor loses digits.
        zeros = _zeros(here, logits)
        positive = greater_equal(logits, zeros)
        at_least_0 = _op("Select", positive, logits, zeros)
        minus_size = _op("Select", positive, negative(logits), logits)
        return add_v2(
            subtract(at_least_0, multiply(logits, labels, name="mul"), name="sub"),
            log1p(exp(minus_size)),
            name=scope or None,
        )


def _zeros(here: Any, x: Any) -> Any:
    if x.shape.is_fully_defined() and here.symbolic:
        zeros = np.zeros(x.shape.as_list(), x.dtype.as_numpy_dtype)
        return here.convert(zeros, None, "zeros_like")
    return _op("ZerosLike", x, name="zeros_like")


@composite
def softmax_cross_entropy_with_logits_v2(
    labels: Any, logits: Any, axis: Any = None, name: str | None = None, dim: Any = None
) -> Any:
    """Returns the cross entropy of ``labels`` and ``softmax(logits)`` along ``axis``.

    Both have one shape [..., classes] and floating dtype; labels are distributions
    along the axis. The result lacks that axis. Gradients flow to logits and labels.
    Unlike TensorFlow, the gradient by the logits can be differentiated by the labels
    (TensorFlow gives 0). Source: tf.nn.softmax_cross_entropy_with_logits.

    >>> import teachflow as tf
    >>> tf.nn.softmax_cross_entropy_with_logits(
    ...     labels=[[0.0, 1.0]], logits=[[0.0, 99.0]]
    ... ).numpy()
    array([0.], dtype=float32)
    """
    _named(labels, logits, "softmax_cross_entropy_with_logits_v2")
    axis = dim if axis is None else axis
    axis = -1 if axis is None else int(axis)
    here = home.choose((labels, logits))
    with here.scope(name or "softmax_cross_entropy_with_logits") as scope:
        logits = here.convert(logits, None, "logits")
        labels = here.convert(labels, None, "labels")
        labels = cast(labels, logits.dtype.base_dtype)
        static = logits.shape
        matrices = static.rank == labels.shape.rank == 2 and axis in (-1, 1)
        if matrices and not here.symbolic:
            return ops.softmax_cross_entropy_op(logits, labels)[0]
        count = rank(logits)
        if axis not in (-1, (static.rank or 0) - 1):
            logits, labels = [_last(item, axis) for item in (logits, labels)]
        lengths = shape(logits)
        rows, row_labels = _matrix(logits), _matrix(labels)
        loss = ops.softmax_cross_entropy_op(rows, row_labels, name=scope or None)[0]
        outer = _op("Slice", lengths, [0], [subtract(count, 1)])
        loss = _op("Reshape", loss, outer)
        if here.symbolic and static.rank is not None:
            dims = static.as_list()
            del dims[axis]
            loss.set_shape(dims)
        return loss


def _last(x: Any, axis: int) -> Any:
    """``x`` with ``axis`` moved to the end, the others in their order."""
    axes = x.shape.rank
    if axes is None or not -axes <= axis < axes:
        raise ValueError(f"There is no axis {axis} in the shape {x.shape}.")
    order = [i for i in range(axes) if i != axis % axes] + [axis % axes]
    return _op("Transpose", x, order, name="transpose")


def _matrix(x: Any) -> Any:
    """``x`` with all axes but the last made one."""
    count = rank(x)
    last = _op("Slice", shape(x), [subtract(count, 1)], [1])
    return _op("Reshape", x, _op("ConcatV2", [[-1], last], 0, name="concat"))


@composite
def softmax_cross_entropy_with_logits(
    labels: Any = None,
    logits: Any = None,
    dim: int = -1,
    name: str | None = None,
    axis: Any = None,
) -> Any:
    """Returns the cross entropy of ``labels`` and ``softmax(logits)``.

    As ``softmax_cross_entropy_with_logits_v2``, but no gradient flows to the labels.
    Source: tf.compat.v1.nn.softmax_cross_entropy_with_logits.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.softmax_cross_entropy_with_logits(
    ...         labels=[[0.0, 1.0]], logits=[[0.0, 99.0]]))
    array([0.], dtype=float32)
    """
    _named(labels, logits, "softmax_cross_entropy_with_logits")
    here = home.choose((labels, logits))
    axis = dim if axis is None else axis
    with here.scope(name or "softmax_cross_entropy_with_logits_sg") as scope:
        labels = _op("StopGradient", labels, name="labels_stop_gradient")
        return softmax_cross_entropy_with_logits_v2(
            labels=labels, logits=logits, axis=axis, name=scope or None
        )


@composite
def sparse_softmax_cross_entropy_with_logits(
    labels: Any = None, logits: Any = None, name: str | None = None
) -> Any:
    """Returns the cross entropy of classes ``labels`` and ``softmax(logits)``.

    ``logits`` has shape [..., classes], ``labels`` (int32 or int64) the shape of all
    but its last axis, as has the result. Raises ``ValueError`` where shapes do not
    meet, ``InvalidArgumentError`` for a label that is no class.
    Source: tf.nn.sparse_softmax_cross_entropy_with_logits.

    >>> import teachflow as tf
    >>> tf.nn.sparse_softmax_cross_entropy_with_logits(
    ...     labels=[1], logits=[[0.0, 99.0]]
    ... ).numpy()
    array([0.], dtype=float32)
    """
    _named(labels, logits, "sparse_softmax_cross_entropy_with_logits")
    here = home.choose((labels, logits))
    with here.scope(name or "SparseSoftmaxCrossEntropyWithLogits"):
        labels = here.convert(labels)
        logits = here.convert(logits)
        lengths = shape(labels)
        of_labels, of_logits = labels.shape, logits.shape
        if of_logits.rank == 0:
            raise ValueError(
                f"`logits` cannot be a scalar. Received logits of shape {of_logits}."
            )
        if of_logits.rank is not None and (
            of_labels.rank not in (None, of_logits.rank - 1)
        ):
            raise ValueError(
                f"`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: "
                f"labels.shape={of_labels} of rank {of_labels.rank} and "
                f"logits.shape={of_logits} of rank {of_logits.rank}"
            )
        if not of_labels.is_compatible_with(of_logits[:-1]):
            raise ValueError(
                f"`labels.shape` must equal `logits.shape` except for the last "
                f"dimension. Received: labels.shape={of_labels} and "
                f"logits.shape={of_logits}"
            )
        if of_logits.rank == 2:
            return ops.sparse_softmax_cross_entropy_op(logits, labels, name=name)[0]
        classes = shape(logits)[rank(logits) - 1]
        rows = _op("Reshape", logits, [-1, classes])
        flat = _op("Reshape", labels, [-1])
        loss = ops.sparse_softmax_cross_entropy_op(rows, flat, name=name)[0]
        loss = _op("Reshape", loss, lengths)
        if here.symbolic:
            loss.set_shape(of_labels)
        return loss


@composite
def weighted_cross_entropy_with_logits(
    labels: Any = None,
    logits: Any = None,
    pos_weight: Any = None,
    name: str | None = None,
    targets: Any = None,
) -> Any:
    """Returns the sigmoid cross entropy, with ones counted ``pos_weight`` fold.

    ``labels`` (in older files ``targets``) and ``logits`` have one shape.
    Source: tf.compat.v1.nn.weighted_cross_entropy_with_logits.

    >>> import teachflow as tf
    >>> tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0], [0.0, 0.0], 2.0).numpy()
    array([1.3862944, 0.6931472], dtype=float32)
    """
    if labels is not None and targets is not None:
        raise ValueError("Cannot specify both 'labels' and 'targets'.")
    labels = targets if labels is None else labels
    here = home.choose((labels, logits, pos_weight))
    with here.scope(name or "logistic_loss") as scope:
        logits = here.convert(logits, None, "logits")
        labels = here.convert(labels, None, "labels")
        if not labels.shape.is_compatible_with(logits.shape):
            raise ValueError(
                f"`logits` and `targets` must have the same shape, received "
                f"({logits.shape} vs {labels.shape})."
            )
        # (1 - z)·x + (1 + (w - 1)·z)·(log(1 + e^-|x|) + max(-x, 0))
        weight = 1 + (pos_weight - 1) * labels
        near = multiply(1 - labels, logits, name="mul")
        far = add_v2(
            log1p(exp(negative(absolute(logits)))), relu(negative(logits)), name="add"
        )
        return add_v2(near, multiply(weight, far, name="mul"), name=scope or None)


# ---- counts ----------------------------------------------------------------------


@composite
def log_poisson_loss(
    targets: Any,
    log_input: Any,
    compute_full_loss: bool = False,
    name: str | None = None,
) -> Any:
    """Returns ``exp(log_input) - log_input * targets``, elementwise.

    With ``compute_full_loss`` Stirling's approximation of ``log(targets!)`` is added,
    where targets exceed 1. Source: tf.nn.log_poisson_loss.

    >>> import teachflow as tf
    >>> tf.nn.log_poisson_loss([2.0], [0.0]).numpy()
    array([1.], dtype=float32)
    """
    here = home.choose((targets, log_input))
    with here.scope(name or "log_poisson_loss"):
        log_input = here.convert(log_input, None, "log_input")
        targets = here.convert(targets, None, "targets")
        if not targets.shape.is_compatible_with(log_input.shape):
            raise ValueError(
                f"`log_input` and `targets` must have the same shape, received "
                f"({log_input.shape} vs {targets.shape})."
            )
        loss = subtract(
            exp(log_input), multiply(log_input, targets, name="mul"), name="sub"
        )
        if not compute_full_loss:
            return loss
        kind = targets.dtype.base_dtype
        half, turn = here.convert(0.5, kind), here.convert(2 * math.pi, kind)
        entropy = subtract(
            multiply(targets, log(targets), name="mul"), targets, name="sub"
        )
        last = multiply(half, log(multiply(turn, targets, name="mul")), name="mul")
        factorial = add_v2(entropy, last, name="add")
        zeros = zeros_like(targets)
        ones = ones_like(targets)
        small = logical_and(greater_equal(targets, zeros), less_equal(targets, ones))
        return add_v2(loss, select_op(small, zeros, factorial), name="add")
