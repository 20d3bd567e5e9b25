"""Functions that say themselves what goes back through them."""

from __future__ import annotations

from typing import Any

from teachflow.compat.v1._face import at_home
from teachflow.ops.control import custom as _custom


def custom_gradient(f: Any = None) -> Any:
    """A function that says itself what goes back through it.

    ``f(*args)`` returns ``(y, grad)``. Unlike TensorFlow, no gradient flows to
    variables that ``f`` uses inside. Source: tf.custom_gradient.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     @tf.custom_gradient
    ...     def f(x):
    ...         return x, lambda dy: 10.0 * dy
    ...     x = tf.constant(3.0)
    ...     sess.run(tf.gradients(f(x), x))
    [np.float32(10.0)]
    """
    return _custom.custom_gradient(f, at_home)


def grad_pass_through(f: Any) -> Any:
    """``f`` with the gradient of the identity.

    Source: tf.grad_pass_through.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant(3.7)
    ...     y = tf.grad_pass_through(tf.floor)(x)
    ...     sess.run([y, *tf.gradients(y, x)])
    [np.float32(3.0), np.float32(1.0)]
    """
    return _custom.grad_pass_through(f, at_home)
