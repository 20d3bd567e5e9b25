"""The class that every tensor is of, a graph's and an eager one: ``tf.Tensor``."""

from __future__ import annotations

from teachflow.core.operand import Operand


class Tensor(Operand):
    """A tensor: a value, or a place in a graph where one will be; no variable.

    It is what ``isinstance`` knows; ops make the tensors themselves. Source: tf.Tensor.

    >>> import teachflow as tf
    >>> isinstance(tf.constant(1), tf.Tensor), isinstance(tf.Variable(1), tf.Tensor)
    (True, False)
    """

    __slots__ = ()
