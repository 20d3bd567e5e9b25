"""``tf.nn``: biases, and activations made of a few smaller ops."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import zeros_like
from teachflow.ops.arrays.joining import concat_op
from teachflow.ops.arrays.lengths import size
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import erf, sigmoid
from teachflow.ops.math.logic import not_equal
from teachflow.ops.math.math import multiply, negative, real_divide
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.math.trigonometry import tanh
from teachflow.ops.nn import nn
from teachflow.ops.nn.nn import relu


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


def _affine(
    here: home.Home, x: Any, weights: Any, biases: Any, name: str | None = None
) -> Any:
    x = here.convert(x, None, "x")
    weights = here.convert(weights, None, "weights", x.dtype.base_dtype)
    biases = here.convert(biases, None, "biases", x.dtype.base_dtype)
    return bias_add(matmul(x, weights), biases, name=name)


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
        return _affine(here, x, weights, biases, scope or None)


@composite
def relu_layer(x: Any, weights: Any, biases: Any, name: str | None = None) -> Any:
    """Returns ``relu(matmul(x, weights) + biases)``.

    Source: tf.compat.v1.nn.relu_layer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.relu_layer([[1.0]], [[2.0, -2.0]], [0.5, 0.5]))
    array([[2.5, 0. ]], dtype=float32)
    """
    here = home.choose((x, weights, biases))
    with here.scope(name or "relu_layer") as scope:
        return relu(_affine(here, x, weights, biases), name=scope or None)


@composite
def crelu(features: Any, name: str | None = None, axis: int = -1) -> Any:
    """Returns ``relu`` of ``features`` and of their negatives, joined along ``axis``.

    Source: tf.nn.crelu.

    >>> import teachflow as tf
    >>> tf.nn.crelu([-1.0, 2.0]).numpy()
    array([0., 2., 1., 0.], dtype=float32)
    """
    here = home.choose((features,))
    with here.scope(name or "CRelu") as scope:
        features = here.convert(features, None, "features")
        both = concat_op([features, negative(features)], axis, name=scope or None)
        return relu(both)


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
def swish(features: Any, beta: Any = 1.0) -> Any:
    """Returns ``features * sigmoid(beta * features)``.

    Unlike TensorFlow, it builds no ``IdentityN``. Source: tf.nn.silu.

    >>> import teachflow as tf
    >>> tf.nn.silu([0.0, 100.0]).numpy()
    array([  0., 100.], dtype=float32)
    """
    here = home.choose((features, beta))
    features = here.convert(features, None, "features")
    beta = cast(here.convert(beta, None, "beta"), features.dtype.base_dtype)
    return multiply(features, sigmoid(multiply(beta, features, name="mul")), name="mul")


@composite
def gelu(features: Any, approximate: bool = False, name: str | None = None) -> Any:
    """Returns ``x`` times how likely a standard normal number is below ``x``.

    ``approximate`` takes a formula with ``tanh`` in place of the error function. Raises
    ``ValueError`` for what is not floating. Source: tf.nn.gelu.

    >>> import teachflow as tf
    >>> tf.nn.gelu([-1.0, 0.0, 1.0]).numpy().round(4)
    array([-0.1587,  0.    ,  0.8413], dtype=float32)
    """
    here = home.choose((features,))
    with here.scope(name or "Gelu"):
        x = here.convert(features, None, "features")
        if not x.dtype.is_floating:
            raise ValueError(
                f"`features.dtype` must be a floating point tensor. Received: "
                f"features.dtype={x.dtype}"
            )
        if approximate:
            inner = 0.7978845608028654 * (x + 0.044715 * x * x * x)
            return 0.5 * x * (1.0 + tanh(inner))
        return 0.5 * x * (1.0 + erf(x / 1.4142135623730951))


@composite
def zero_fraction(value: Any, name: str | None = None) -> Any:
    """Returns the share of zeros among the elements, a float32.

    Unlike TensorFlow, it builds no ``tf.cond``. Source: tf.nn.zero_fraction.

    >>> import teachflow as tf
    >>> tf.nn.zero_fraction([0.0, 1.0, 0.0, 3.0]).numpy()
    np.float32(0.5)
    """
    here = home.choose((value,))
    with here.scope(name or "zero_fraction"):
        value = here.convert(value, None, "value")
        count = size(value, out_type="int64")
        others = reduce_sum(cast(not_equal(value, zeros_like(value)), "int64"))
        share = real_divide(cast(count - others, "float32"), cast(count, "float32"))
        return identity(share, name="fraction")
