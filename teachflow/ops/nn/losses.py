"""``tf.nn``: softmax along any axis, the cross entropies, biases, leaky rectifiers.

These are TensorFlow's own compositions, node for node, so that a drawn graph looks as
it does there: cross entropies flatten the logits to a matrix, and put the shape back.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import OPS
from teachflow.ops.arrays.lengths import rank, shape
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import exp, log1p
from teachflow.ops.math.logic import greater_equal
from teachflow.ops.math.math import add_v2, multiply, negative, subtract
from teachflow.ops.nn import nn
from teachflow.ops.nn import softmax as ops


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
            logits, labels = [_last(here, item, axis) for item in (logits, labels)]
        lengths = shape(logits)
        rows, row_labels = _matrix(here, logits), _matrix(here, labels)
        loss = ops.softmax_cross_entropy_op(rows, row_labels, name=scope or None)[0]
        outer = _op("Slice", lengths, [0], [subtract(count, 1)])
        loss = _op("Reshape", loss, outer)
        if here.symbolic and static.rank is not None:
            dims = static.as_list()
            del dims[axis]
            loss.set_shape(dims)
        return loss


def _last(here: Any, x: Any, axis: int) -> Any:
    """``x`` with ``axis`` moved to the end, the others in their order."""
    axes = x.shape.rank
    if axes is None or not -axes <= axis < axes:
        raise ValueError(f"There is no axis {axis} in the shape {x.shape}.")
    order = [i for i in range(axes) if i != axis % axes] + [axis % axes]
    return _op("Transpose", x, order, name="transpose")


def _matrix(here: Any, x: Any) -> Any:
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


# ---- the rest --------------------------------------------------------------------


@composite
def leaky_relu(features: Any, alpha: float = 0.2, name: str | None = None) -> Any:
    """Returns ``features``, times ``alpha`` where they are negative.

    Whole numbers become float32. Source: tf.nn.leaky_relu.

    >>> import teachflow as tf
    >>> tf.nn.leaky_relu([-1.0, 2.0]).numpy()
    array([-0.2,  2. ], dtype=float32)
    """
    here = home.choose((features,))
    with here.scope(name or "LeakyRelu") as scope:
        features = here.convert(features, None, "features")
        if features.dtype.is_integer:
            features = cast(features, dt.float32)
        return nn.leaky_relu_op(features, alpha=alpha, name=scope or None)


@composite
def bias_add(
    value: Any, bias: Any, data_format: str | None = None, name: str | None = None
) -> Any:
    """Returns ``value`` plus the vector ``bias`` along its channels.

    Channels are the last axis, or with ``data_format="NCHW"`` the second. Raises
    ``ValueError`` for another format or another length. Source: tf.nn.bias_add.

    >>> import teachflow as tf
    >>> tf.nn.bias_add([[1.0, 2.0]], [10.0, 20.0]).numpy()
    array([[11., 22.]], dtype=float32)
    """
    form = "NHWC" if data_format is None else data_format
    if not form.startswith("N") or "C" not in form:
        raise ValueError(
            f"`data_format` must be of the form `N...C` or `NC...`, not "
            f"{data_format!r}."
        )
    here = home.choose((value, bias))
    with here.scope(name or "BiasAdd") as scope:
        value = here.convert(value, None, "input")
        bias = here.convert(bias, None, "bias", value.dtype.base_dtype)
        channels_first = form.startswith("NC")
        return nn.bias_add_op(
            value,
            bias,
            data_format="NCHW" if channels_first else "NHWC",
            name=scope or None,
        )


@composite
def xw_plus_b(x: Any, weights: Any, biases: Any, name: str | None = None) -> Any:
    """Returns ``matmul(x, weights) + biases``: a layer without its activation.

    Source: tf.compat.v1.nn.xw_plus_b.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.xw_plus_b([[1.0, 2.0]], [[3.0], [4.0]], [0.5]))
    array([[11.5]], dtype=float32)
    """
    here = home.choose((x, weights, biases))
    with here.scope(name or "xw_plus_b") as scope:
        x = here.convert(x, None, "x")
        weights = here.convert(weights, None, "weights", x.dtype.base_dtype)
        biases = here.convert(biases, None, "biases", x.dtype.base_dtype)
        return bias_add(matmul(x, weights), biases, name=scope or None)
