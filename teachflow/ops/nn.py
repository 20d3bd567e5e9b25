"""Activations and losses of neural networks: the ops.

A rule uses the op's output where the derivative is simplest so, as in a textbook. What
people call (``tf.nn.softmax`` with its axis, the cross entropies) is in ``losses``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX, NUMBERS, REALS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op, takes_none
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arithmetic import abs as absolute
from teachflow.ops.complex import zeros_like
from teachflow.ops.elementary import exp, sigmoid
from teachflow.ops.logic import less
from teachflow.ops.mask import keep_where
from teachflow.ops.math import square
from teachflow.ops.reduce import reduce_sum

# ---- activations -----------------------------------------------------------------


@op("Relu", "T -> T", shape=rules.same, T=REALS)
def relu(features: Any) -> Any:
    """Elementwise ``max(0, x)``.

    Source: tf.nn.relu.

    >>> import teachflow as tf
    >>> tf.nn.relu([-1.0, 2.0]).numpy()
    array([0., 2.], dtype=float32)
    """
    return np.maximum(features, features.dtype.type(0))


@relu.vjp
def _(call: Any, g: Any) -> Any:
    return relu_grad(g, call.output)


@op("ReluGrad", "T, T -> T", shape=rules.same, T=REALS)
def relu_grad(gradients: Any, features: Any) -> Any:
    """The gradients where the features are positive, 0 elsewhere."""
    return np.where(np.greater(features, 0), gradients, gradients.dtype.type(0))


@relu_grad.vjp
def _(call: Any, g: Any) -> Any:
    features = call.inputs[1]  # piecewise straight, so 0 flows to the features
    return relu_grad(g, features), lambda: zeros_like(features)


@op("Relu6", "T -> T", shape=rules.same, T=REALS)
def relu6(features: Any) -> Any:
    """Elementwise ``min(max(0, x), 6)``.

    Source: tf.nn.relu6.

    >>> import teachflow as tf
    >>> tf.nn.relu6([-1.0, 2.0, 9.0]).numpy()
    array([0., 2., 6.], dtype=float32)
    """
    kind = features.dtype.type
    return np.minimum(np.maximum(features, kind(0)), kind(6))


@relu6.vjp
def _(call: Any, g: Any) -> Any:
    return relu6_grad(g, call.output)


@op("Relu6Grad", "T, T -> T", shape=rules.same, T=REALS)
def relu6_grad(gradients: Any, features: Any) -> Any:
    """The gradients where the features lie between 0 and 6, 0 elsewhere."""
    inside = np.greater(features, 0) & np.less(features, 6)
    return np.where(inside, gradients, gradients.dtype.type(0))


@relu6_grad.vjp
def _(call: Any, g: Any) -> Any:
    features = call.inputs[1]
    return relu6_grad(g, features), lambda: zeros_like(features)


@op("LeakyRelu", "T -> T", shape=rules.same, T=FLOATS)
def leaky_relu_op(features: Any, *, alpha: float = 0.2) -> Any:
    """Elementwise ``x``, times ``alpha`` where it is negative."""
    return np.where(
        np.greater(features, 0), features, features * _slope(features, alpha)
    )


@leaky_relu_op.vjp
def _(call: Any, g: Any) -> Any:
    return leaky_relu_grad(g, call.inputs[0], alpha=call.attrs["alpha"])


@op("LeakyReluGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def leaky_relu_grad(gradients: Any, features: Any, *, alpha: float = 0.2) -> Any:
    """The gradients, times ``alpha`` where the features are not positive."""
    slope = gradients * _slope(gradients, alpha)
    return np.where(np.greater(features, 0), gradients, slope)


@leaky_relu_grad.vjp
def _(call: Any, g: Any) -> Any:
    features, alpha = call.inputs[1], call.attrs["alpha"]
    return leaky_relu_grad(g, features, alpha=alpha), lambda: zeros_like(features)


def _as(x: Any, value: float) -> Any:
    return x.dtype.type(value)


def _slope(x: Any, alpha: float) -> Any:
    return x.dtype.type(np.float32(alpha))  # attributes are float32 in TensorFlow


@op("Elu", "T -> T", shape=rules.same, T=FLOATS)
def elu(features: Any) -> Any:
    """Elementwise ``x``, ``e ** x - 1`` where it is negative.

    Source: tf.nn.elu.

    >>> import teachflow as tf
    >>> tf.nn.elu([-100.0, 2.0]).numpy()
    array([-1.,  2.], dtype=float32)
    """
    return np.where(np.less(features, 0), np.expm1(features), features)


@elu.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    return g + keep_where(less(y, 0), g * y)


_SELU_SCALE = 1.0507009873554804934193349852946
_SELU_SCALE_ALPHA = 1.7580993408473768599402175208123


@op("Selu", "T -> T", shape=rules.same, T=FLOATS)
def selu(features: Any) -> Any:
    """Elementwise 1.0507 ``x``, or 1.7581 (e ** x - 1) where it is negative.

    Source: tf.nn.selu.

    >>> import teachflow as tf
    >>> tf.nn.selu([-100.0, 2.0]).numpy()
    array([-1.7580993,  2.101402 ], dtype=float32)
    """
    below = _as(features, _SELU_SCALE_ALPHA) * np.expm1(features)
    return np.where(np.less(features, 0), below, _as(features, _SELU_SCALE) * features)


@selu.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    negative = less(y, 0)
    below = keep_where(negative, g * (y + (_SELU_SCALE_ALPHA - _SELU_SCALE)))
    return g * _SELU_SCALE + below


@op("Softplus", "T -> T", shape=rules.same, T=FLOATS)
def softplus(features: Any) -> Any:
    """Elementwise ``log(1 + e ** x)``, without overflowing.

    Source: tf.nn.softplus.

    >>> import teachflow as tf
    >>> tf.nn.softplus([-1000.0, 1000.0]).numpy()
    array([   0., 1000.], dtype=float32)
    """
    return np.logaddexp(features, _as(features, 0))


@softplus.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * sigmoid(x)


@op("Softsign", "T -> T", shape=rules.same, T=FLOATS)
def softsign(features: Any) -> Any:
    """Elementwise ``x / (1 + |x|)``.

    Source: tf.nn.softsign.

    >>> import teachflow as tf
    >>> tf.nn.softsign([-1.0, 3.0]).numpy()
    array([-0.5 ,  0.75], dtype=float32)
    """
    return features / (1 + np.abs(features))


@softsign.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / square(1 + absolute(x))


# ---- softmax ---------------------------------------------------------------------


def _vectors(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape
    if shape.rank == 0:
        raise ShapeError("Shape must be at least rank 1 but is rank 0")
    return shape


def _shifted(logits: Any) -> Any:
    return logits - np.max(logits, -1, keepdims=True, initial=-np.inf)


@op("Softmax", "T -> T", shape=_vectors, T=FLOATS)
def softmax_op(logits: Any) -> Any:
    """Along the last axis ``exp(x) / sum(exp(x))``."""
    powers = np.exp(_shifted(logits))
    return powers / np.add.reduce(powers, -1, keepdims=True)


@softmax_op.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    return (g - reduce_sum(g * y, -1, keepdims=True)) * y


@op("LogSoftmax", "T -> T", shape=_vectors, T=FLOATS)
def log_softmax_op(logits: Any) -> Any:
    """The logarithm of the softmax along the last axis."""
    shifted = _shifted(logits)
    return shifted - np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True))


@log_softmax_op.vjp
def _(call: Any, g: Any) -> Any:
    return g - reduce_sum(g, -1, keepdims=True) * exp(call.output)


def _losses(call: Any) -> tuple[TensorShape, TensorShape]:
    logits, labels = (tensor.shape for tensor in call.inputs)
    for shape in (logits, labels):
        if shape.rank not in (None, 2):
            raise ShapeError(f"Shape must be rank 2 but is rank {shape.rank}")
    dims = [_joined(*pair) for pair in zip(_two(logits), _two(labels), strict=True)]
    return TensorShape(dims[:1]), TensorShape(dims)


def _two(shape: TensorShape) -> tuple[int | None, ...]:
    dims = shape.known_dims
    return (None, None) if dims is None else dims


def _joined(a: int | None, b: int | None) -> int | None:
    if a is not None and b is not None and a != b:
        if 1 in (a, b):
            return max(a, b)
        raise ShapeError(f"Dimensions must be equal, but are {a} and {b}")
    return b if a is None else a


@op("SoftmaxCrossEntropyWithLogits", "T, T -> T, T", shape=_losses, T=FLOATS)
def softmax_cross_entropy_op(features: Any, labels: Any) -> Any:
    """For each row its cross entropy, and the derivative by the logits."""
    minus_logs = _minus_logs(features)
    loss = np.add.reduce(np.where(labels == 0, labels * 0, labels * minus_logs), -1)
    return loss, np.exp(-minus_logs) - labels


def _minus_logs(logits: Any) -> Any:
    """Minus the logarithm of the softmax."""
    shifted = _shifted(logits)
    return np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True)) - shifted


def _to_logits(call: Any, g: Any, g_backprop: Any) -> Any:
    """The logits' share: the second output is the derivative, ready made."""
    parts = [] if g is None else [_column(g) * call.outputs[1]]
    if g_backprop is not None:
        probabilities = softmax_op(call.inputs[0])
        inner = reduce_sum(g_backprop * probabilities, 1, keepdims=True)
        parts.append((g_backprop - inner) * probabilities)
    return parts[0] if len(parts) == 1 else parts[0] + parts[1]


@softmax_cross_entropy_op.vjp
@takes_none
def _(call: Any, g: Any, g_backprop: Any) -> Any:
    logits = call.inputs[0]

    def of_labels() -> Any:
        parts = [] if g is None else [-_column(g) * log_softmax_op(logits)]
        parts += [] if g_backprop is None else [-g_backprop]
        return parts[0] if len(parts) == 1 else parts[0] + parts[1]

    return lambda: _to_logits(call, g, g_backprop), of_labels


def _sparse_losses(call: Any) -> tuple[TensorShape, TensorShape]:
    logits, labels = (tensor.shape for tensor in call.inputs)
    if logits.rank not in (None, 2):
        raise ShapeError(f"Shape must be rank 2 but is rank {logits.rank}")
    if labels.rank not in (None, 1):
        raise ShapeError(f"Shape must be rank 1 but is rank {labels.rank}")
    rows, classes = _two(logits)
    count = None if labels.rank is None else labels.known_dims[0]
    if rows is not None and count is not None and rows != count:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {count}")
    rows = count if rows is None else rows
    return TensorShape([rows]), TensorShape([rows, classes])


@op(
    "SparseSoftmaxCrossEntropyWithLogits",
    "T, Tlabels -> T, T",
    shape=_sparse_losses,
    T=FLOATS,
    Tlabels=INDEX,
)
def sparse_softmax_cross_entropy_op(features: Any, labels: Any) -> Any:
    """The same for rows whose label is the number of a class."""
    classes = features.shape[-1]
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        raise InvalidArgumentError(
            None,
            None,
            f"Received a label value of {labels[wrong][0]} which is outside the valid "
            f"range of [0, {classes}).  Label values: "
            + " ".join(map(str, labels.tolist())),
        )
    if features.shape[0] != labels.shape[0]:
        raise InvalidArgumentError(
            None,
            None,
            f"logits and labels must have the same first dimension, got logits shape "
            f"{bracketed(features.shape)} and labels shape {bracketed(labels.shape)}",
        )
    minus_logs = _minus_logs(features)
    rows = np.arange(len(labels))
    backprop = np.exp(-minus_logs)
    backprop[rows, labels] -= 1
    return minus_logs[rows, labels], backprop


@sparse_softmax_cross_entropy_op.vjp
@takes_none
def _(call: Any, g: Any, g_backprop: Any) -> Any:
    return lambda: _to_logits(call, g, g_backprop), None


def _with_column(call: Any) -> TensorShape:
    dims = call.inputs[0].shape.known_dims or (None,)
    return TensorShape([dims[0], 1])


@op("AddColumn", "T -> T", shape=_with_column, T=FLOATS)
def _column(input: Any) -> Any:
    """A vector as a matrix of one column. Ours, not TensorFlow's."""
    return np.reshape(input, (-1, 1))


@_column.vjp
def _(call: Any, g: Any) -> Any:
    return reduce_sum(g, 1)


# ---- biases and weights ------------------------------------------------------------


def _biased(call: Any) -> TensorShape:
    value, bias = (tensor.shape for tensor in call.inputs)
    if value.rank is not None and value.rank < 2:
        raise ShapeError(f"Shape must be at least rank 2 but is rank {value.rank}")
    if bias.rank not in (None, 1):
        raise ShapeError(f"Shape must be rank 1 but is rank {bias.rank}")
    if value.rank is None or bias.rank is None:
        return value  # type: ignore[no-any-return]
    axis = 1 if call.attrs["data_format"] == "NCHW" else value.rank - 1
    dims, length = list(value.known_dims), bias.known_dims[0]
    if dims[axis] is not None and length is not None and dims[axis] != length:
        raise ShapeError(f"Dimensions must be equal, but are {dims[axis]} and {length}")
    dims[axis] = length if dims[axis] is None else dims[axis]
    return TensorShape(dims)


@op("BiasAdd", "T, T -> T", shape=_biased, T=NUMBERS)
def bias_add_op(value: Any, bias: Any, *, data_format: str = "NHWC") -> Any:
    """``value`` plus a vector along its channels."""
    if data_format == "NCHW":
        bias = np.reshape(bias, (-1, *(1,) * (value.ndim - 2)))
    return np.add(value, bias)


@bias_add_op.vjp
def _(call: Any, g: Any) -> Any:
    form = call.attrs["data_format"]
    return g, lambda: bias_add_grad(g, data_format=form)


def _channels(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape
    if shape.rank is None:
        return TensorShape([None])
    return TensorShape(
        [shape.as_list()[1 if call.attrs["data_format"] == "NCHW" else -1]]
    )


@op("BiasAddGrad", "T -> T", shape=_channels, T=NUMBERS)
def bias_add_grad(out_backprop: Any, *, data_format: str = "NHWC") -> Any:
    """The sum over all axes but the channels."""
    channel = 1 if data_format == "NCHW" else out_backprop.ndim - 1
    axes = tuple(axis for axis in range(out_backprop.ndim) if axis != channel)
    return np.add.reduce(out_backprop, axes, dtype=out_backprop.dtype)


@bias_add_grad.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return bias_add_op(zeros_like(x), g, data_format=call.attrs["data_format"])


@op("L2Loss", "T -> T", shape=rules.scalar, T=FLOATS)
def l2_loss(t: Any) -> Any:
    """Half the sum of the squares of all elements.

    Source: tf.nn.l2_loss.

    >>> import teachflow as tf
    >>> tf.nn.l2_loss([1.0, 3.0]).numpy()
    np.float32(5.0)
    """
    return np.add.reduce(np.square(t), None, dtype=t.dtype) / _as(t, 2)


@l2_loss.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return x * g
