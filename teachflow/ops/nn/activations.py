"""``tf.nn``: activations and losses made of a few smaller ops."""

from __future__ import annotations

import math
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import ones_like, zeros_like
from teachflow.ops.arrays.joining import concat_op
from teachflow.ops.arrays.lengths import size
from teachflow.ops.arrays.selecting import select_op
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import erf, exp, log1p, sigmoid
from teachflow.ops.math.logic import (
    greater_equal,
    less_equal,
    logical_and,
    not_equal,
)
from teachflow.ops.math.math import (
    add_v2,
    log,
    multiply,
    negative,
    real_divide,
    subtract,
)
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.math.trigonometry import tanh
from teachflow.ops.nn.losses import bias_add
from teachflow.ops.nn.nn import relu


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
        x = here.convert(x, None, "x")
        weights = here.convert(weights, None, "weights", x.dtype.base_dtype)
        biases = here.convert(biases, None, "biases", x.dtype.base_dtype)
        return relu(bias_add(matmul(x, weights), biases), name=scope or None)


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
