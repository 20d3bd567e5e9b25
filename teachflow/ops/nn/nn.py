"""Activations, biases and weights of neural networks: the ops.

A rule uses the op's output where the derivative is simplest so, as in a textbook. What
people call (``tf.nn.leaky_relu`` of ints too, ``tf.nn.bias_add``) is in ``losses``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, NUMBERS, REALS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.complex import zeros_like
from teachflow.ops.math.elementary import sigmoid
from teachflow.ops.math.logic import less
from teachflow.ops.math.mask import keep_where
from teachflow.ops.math.math import square

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


relu.jvp_symmetric()


@op("ReluGrad", "T, T -> T", shape=rules.same, T=REALS)
def relu_grad(gradients: Any, features: Any) -> Any:
    """The gradients where the features are positive, 0 elsewhere."""
    return np.where(np.greater(features, 0), gradients, gradients.dtype.type(0))


@relu_grad.vjp
def _(call: Any, g: Any) -> Any:
    features = call.inputs[1]  # piecewise straight, so 0 flows to the features
    return relu_grad(g, features), lambda: zeros_like(features)


relu_grad.jvp_linear(0)


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


relu6.jvp_symmetric()


@op("Relu6Grad", "T, T -> T", shape=rules.same, T=REALS)
def relu6_grad(gradients: Any, features: Any) -> Any:
    """The gradients where the features lie between 0 and 6, 0 elsewhere."""
    inside = np.greater(features, 0) & np.less(features, 6)
    return np.where(inside, gradients, gradients.dtype.type(0))


@relu6_grad.vjp
def _(call: Any, g: Any) -> Any:
    features = call.inputs[1]
    return relu6_grad(g, features), lambda: zeros_like(features)


relu6_grad.jvp_linear(0)


@op("LeakyRelu", "T -> T", shape=rules.same, T=FLOATS)
def leaky_relu_op(features: Any, *, alpha: float = 0.2) -> Any:
    """Elementwise ``x``, times ``alpha`` where it is negative."""
    return np.where(
        np.greater(features, 0), features, features * _slope(features, alpha)
    )


@leaky_relu_op.vjp
def _(call: Any, g: Any) -> Any:
    return leaky_relu_grad(g, call.inputs[0], alpha=call.attrs["alpha"])


leaky_relu_op.jvp_symmetric()


@op("LeakyReluGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def leaky_relu_grad(gradients: Any, features: Any, *, alpha: float = 0.2) -> Any:
    """The gradients, times ``alpha`` where the features are not positive."""
    slope = gradients * _slope(gradients, alpha)
    return np.where(np.greater(features, 0), gradients, slope)


@leaky_relu_grad.vjp
def _(call: Any, g: Any) -> Any:
    features, alpha = call.inputs[1], call.attrs["alpha"]
    return leaky_relu_grad(g, features, alpha=alpha), lambda: zeros_like(features)


leaky_relu_grad.jvp_linear(0)


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


elu.jvp_symmetric()


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


selu.jvp_symmetric()


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


softplus.jvp_symmetric()


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


softsign.jvp_symmetric()


# ---- biases and weights ------------------------------------------------------------


def _biased(call: Any) -> TensorShape:
    value, bias = (tensor.shape for tensor in call.inputs)
    rules.check_least_rank(value, 2)
    rules.check_rank(bias, 1)
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
    channels = value.shape[1 if data_format == "NCHW" else -1]
    if bias.shape != (channels,):
        raise InvalidArgumentError(
            None,
            None,
            f"Must provide as many biases as the last dimension of the input tensor: "
            f"{bracketed(bias.shape)} vs. {bracketed(value.shape)}",
        )
    if data_format == "NCHW":
        bias = np.reshape(bias, (-1, *(1,) * (value.ndim - 2)))
    return np.add(value, bias)


@bias_add_op.vjp
def _(call: Any, g: Any) -> Any:
    form = call.attrs["data_format"]
    return g, lambda: bias_add_grad(g, data_format=form)


bias_add_op.jvp_linear(0, 1)


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


bias_add_grad.jvp_linear(0)


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


@l2_loss.jvp
def _(call: Any, dt: Any) -> Any:
    (x,) = call.inputs
    return sum_like(x * dt, call.output)
