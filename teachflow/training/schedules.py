"""Learning rates that fall as the global step grows.

Each function returns a scalar tensor of the learning rate's dtype; ``global_step`` is a
tensor or variable of any integer or floating type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.array import constant
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.math.arithmetic import add, divide, pow
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import ceil, exp, floor, sqrt
from teachflow.ops.math.logic import equal
from teachflow.ops.math.math import multiply, negative
from teachflow.ops.math.order import minimum
from teachflow.ops.math.trigonometry import cos
from teachflow.ops.random.random import random_normal


@contextmanager
def schedule(
    function: str, default: str, name: str | None, rate: Any, step: Any
) -> Iterator[tuple[str | None, Any, Any]]:
    """The scope, the rate as a tensor and its dtype; refuses a step that is None."""
    if step is None:
        raise ValueError(f"global_step is required for {function}.")
    here = home.choose((rate, step))
    with here.scope(name or default) as scope:
        rate = here.convert(rate, None, "initial_learning_rate")
        yield scope or None, rate, rate.dtype.base_dtype


@composite
def exponential_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    decay_rate: Any,
    staircase: bool = False,
    name: str | None = None,
) -> Any:
    """``learning_rate * decay_rate ** (global_step / decay_steps)``.

    With ``staircase`` the quotient is rounded down. ``ValueError`` without a step.
    Source: tf.compat.v1.train.exponential_decay.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.train.exponential_decay(0.5, 20, 10, 0.5)))
    0.125
    """
    with schedule(
        "exponential_decay", "ExponentialDecay", name, learning_rate, global_step
    ) as (scope, rate, dtype):
        steps, base = cast(decay_steps, dtype), cast(decay_rate, dtype)
        exponent = divide(cast(global_step, dtype), steps)
        exponent = floor(exponent) if staircase else exponent
        return multiply(rate, pow(base, exponent), name=scope)


@composite
def natural_exp_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    decay_rate: Any,
    staircase: bool = False,
    name: str | None = None,
) -> Any:
    """``learning_rate * exp(-decay_rate * global_step / decay_steps)``.

    Source: tf.compat.v1.train.natural_exp_decay.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     rate = tf.train.natural_exp_decay(0.5, 20, 10, 1.0)
    ...     print(round(float(sess.run(rate)), 4))
    0.0677
    """
    base = exp(negative(decay_rate))
    return exponential_decay(
        learning_rate, global_step, decay_steps, base, staircase, name
    )


@composite
def inverse_time_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    decay_rate: Any,
    staircase: bool = False,
    name: str | None = None,
) -> Any:
    """``learning_rate / (1 + decay_rate * global_step / decay_steps)``.

    With ``staircase`` the quotient is rounded down.
    Source: tf.compat.v1.train.inverse_time_decay.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.train.inverse_time_decay(0.5, 20, 10, 0.5)))
    0.25
    """
    with schedule(
        "inverse_time_decay", "InverseTimeDecay", name, learning_rate, global_step
    ) as (scope, rate, dtype):
        steps, factor = cast(decay_steps, dtype), cast(decay_rate, dtype)
        quotient = divide(cast(global_step, dtype), steps)
        quotient = floor(quotient) if staircase else quotient
        one = cast(constant(1), dtype)
        return divide(rate, add(one, multiply(factor, quotient)), name=scope)


@composite
def polynomial_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    end_learning_rate: Any = 0.0001,
    power: Any = 1.0,
    cycle: bool = False,
    name: str | None = None,
) -> Any:
    """From ``learning_rate`` down to ``end_learning_rate`` in ``decay_steps``.

    ``power`` 1 is a line. After ``decay_steps`` the rate stays, or with ``cycle`` falls
    anew over the next multiple of them. Source: tf.compat.v1.train.polynomial_decay.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.train.polynomial_decay(1.0, 5, 10, 0.5)))
    0.75
    """
    with schedule(
        "polynomial_decay", "PolynomialDecay", name, learning_rate, global_step
    ) as (scope, rate, dtype):
        end, exponent = cast(end_learning_rate, dtype), cast(power, dtype)
        step, steps = cast(global_step, dtype), cast(decay_steps, dtype)
        if cycle:
            rounds = where_v2(equal(step, 0), 1.0, ceil(step / decay_steps))
            steps = multiply(steps, rounds)
        else:
            step = minimum(step, steps)
        done = divide(step, steps)
        span = rate - end
        return add(multiply(span, pow(1 - done, exponent)), end, name=scope)


@composite
def cosine_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    alpha: float = 0.0,
    name: str | None = None,
) -> Any:
    """From ``learning_rate`` to ``alpha`` of it along half a cosine.

    Source: tf.compat.v1.train.cosine_decay; Loshchilov and Hutter (2017).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.train.cosine_decay(1.0, 10, 10, alpha=0.25)))
    0.25
    """
    with schedule("cosine_decay", "CosineDecay", name, learning_rate, global_step) as (
        _,
        rate,
        dtype,
    ):
        steps = cast(decay_steps, dtype)
        step = minimum(cast(global_step, dtype), steps)
        done = step / steps
        fallen = 0.5 * (1.0 + cos(constant(math.pi, dtype) * done))
        return multiply(rate, (1 - alpha) * fallen + alpha)


def _linear_cosine(
    rate: Any,
    done: Any,
    linear: Any,
    num_periods: Any,
    alpha: Any,
    beta: Any,
    scope: str | None,
) -> Any:
    turns = 2.0 * num_periods * done
    turned = 0.5 * (1.0 + cos(constant(math.pi, rate.dtype) * turns))
    return multiply(rate, (alpha + linear) * turned + beta, name=scope)


@composite
def linear_cosine_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    num_periods: Any = 0.5,
    alpha: Any = 0.0,
    beta: Any = 0.001,
    name: str | None = None,
) -> Any:
    """A line that falls, times ``num_periods`` of a cosine.

    Source: tf.compat.v1.train.linear_cosine_decay; Bello et al. (2017).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     rate = tf.train.linear_cosine_decay(1.0, 5, 10)
    ...     print(round(float(sess.run(rate)), 4))
    0.251
    """
    with schedule(
        "linear_cosine_decay", "LinearCosineDecay", name, learning_rate, global_step
    ) as (scope, rate, dtype):
        steps = cast(decay_steps, dtype)
        periods, low, end = (cast(n, dtype) for n in (num_periods, alpha, beta))
        step = minimum(cast(global_step, dtype), steps)
        linear = (steps - step) / steps
        return _linear_cosine(rate, step / steps, linear, periods, low, end, scope)


@composite
def noisy_linear_cosine_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    initial_variance: Any = 1.0,
    variance_decay: Any = 0.55,
    num_periods: Any = 0.5,
    alpha: Any = 0.0,
    beta: Any = 0.001,
    name: str | None = None,
) -> Any:
    """``linear_cosine_decay`` with noise, whose variance falls too, on the line.

    Source: tf.compat.v1.train.noisy_linear_cosine_decay; Bello et al. (2017).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.train.noisy_linear_cosine_decay(1.0, 5, 10).shape
    TensorShape([])
    """
    with schedule(
        "noisy_linear_cosine_decay",
        "NoisyLinearCosineDecay",
        name,
        learning_rate,
        global_step,
    ) as (scope, rate, dtype):
        steps = cast(decay_steps, dtype)
        given = initial_variance, variance_decay, num_periods, alpha, beta
        variance, falling, periods, low, end = (cast(n, dtype) for n in given)
        step = minimum(cast(global_step, dtype), steps)
        linear = (steps - step) / steps
        spread = sqrt(variance / pow(1.0 + step, falling))
        noisy = linear + random_normal(linear.shape, stddev=spread)
        return _linear_cosine(rate, step / steps, noisy, periods, low, end, scope)
