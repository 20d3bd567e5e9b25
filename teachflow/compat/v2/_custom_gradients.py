"""Functions that say themselves what goes back through them."""

from __future__ import annotations

from typing import Any

from teachflow.compat.v2._face import at_home
from teachflow.eager.tapes import recompute as _recompute
from teachflow.ops.control import custom as _custom


def custom_gradient(f: Any = None) -> Any:
    """A function that says itself what goes back through it.

    ``f(*args)`` returns ``(y, grad)``. Where ``f`` reads variables that are no
    arguments, ``grad(*upstream, variables=None)`` returns ``(gradients, gradients of
    the variables)``. Source: tf.custom_gradient.

    >>> import teachflow as tf
    >>> @tf.custom_gradient
    ... def f(x):
    ...     return x, lambda dy: 10.0 * dy
    >>> x = tf.constant(3.0)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = f(x)
    >>> tape.gradient(y, x).numpy()
    np.float32(10.0)
    """
    return _custom.custom_gradient(f, at_home)


def recompute_grad(f: Any) -> Any:
    """``f``, computed once more on the way back instead of remembered.

    Source: tf.recompute_grad.

    >>> import teachflow as tf
    >>> w = tf.Variable(2.0)
    >>> with tf.GradientTape() as tape:
    ...     y = tf.recompute_grad(lambda x: w * x**2)(tf.constant(3.0))
    >>> float(tape.gradient(y, w))
    9.0
    """
    return _recompute.recompute_grad(f, at_home)


def grad_pass_through(f: Any) -> Any:
    """``f`` with the gradient of the identity.

    Source: tf.grad_pass_through.

    >>> import teachflow as tf
    >>> x = tf.constant(3.7)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = tf.grad_pass_through(tf.floor)(x)
    >>> float(y), float(tape.gradient(y, x))
    (3.0, 1.0)
    """
    return _custom.grad_pass_through(f, at_home)
