"""TensorFlow 2's language: ops compute at once, and a tape remembers what they did.

``import teachflow as tf`` gives these names. What nothing else places happens eagerly.
"""

from __future__ import annotations

from builtins import bool as _bool
from typing import Any as _Any

from teachflow._version import TENSORFLOW as __version__
from teachflow.compat import errors
from teachflow.compat.installing import (
    install_as_tensorflow,
    uninstall_as_tensorflow,
)
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2 import bitwise, dtypes, io, linalg, math, nn, random, strings
from teachflow.compat.v2._face import at_home, eager
from teachflow.compat.v2._later import PARTS as _PARTS
from teachflow.compat.v2._ops import *  # noqa: F403 (a list of ops)
from teachflow.core.dtypes import (
    DType,
    as_dtype,
    complex64,
    complex128,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
)
from teachflow.core.dtypes import bool_ as bool
from teachflow.core.home import innermost as _innermost
from teachflow.core.home import symbolic_home as _symbolic_home
from teachflow.core.shapes import TensorShape
from teachflow.eager.tape import GradientTape
from teachflow.eager.tensor import EagerTensor as Tensor
from teachflow.graph.gradients import AggregationMethod, UnconnectedGradients
from teachflow.graph.gradients import gradients as _gradients
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.graph.scopes import control_dependencies, device, name_scope
from teachflow.ops.arrays.convert import get_static_value, is_tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.control.custom import custom_gradient as _custom_gradient
from teachflow.ops.control.custom import grad_pass_through as _grad_pass_through
from teachflow.variables import FaceVariable as _FaceVariable

half = float16
double = float64
newaxis = None


class Variable(metaclass=_FaceVariable):
    """A variable that holds its value.

    ``initial_value`` is anything that converts to a tensor, or a function that gives
    it. Inside ``with graph.as_default():`` it is a graph's variable. Source:
    tf.Variable.

    >>> import teachflow as tf
    >>> x = tf.Variable([2.0, 3.0])
    >>> x.assign_add([1.0, 1.0]).numpy()
    array([3., 4.], dtype=float32)
    """

    fallback = staticmethod(eager)


def executing_eagerly() -> _bool:
    """Whether an op that nothing else places computes at once here.

    False inside ``with graph.as_default():``. Source: tf.executing_eagerly.

    >>> import teachflow as tf
    >>> with tf.Graph().as_default():
    ...     tf.executing_eagerly()
    False
    >>> tf.executing_eagerly()
    True
    """
    here = _innermost()
    return here is None or not here.symbolic


def gradients(ys: _Any, xs: _Any, *args: _Any, **kwargs: _Any) -> _Any:
    """``tf.gradients`` of a graph's tensors; eager values need ``tf.GradientTape``.

    Raises ``RuntimeError`` where nothing is symbolic. Source: tf.gradients.

    >>> import teachflow as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.constant(3.0)
    ...     tf.gradients(x * x, x)[0].shape
    TensorShape([])
    """
    if executing_eagerly() and _symbolic_home((ys, xs)) is None:
        raise RuntimeError(
            "tf.gradients is not supported when eager execution is enabled. "
            "Use tf.GradientTape instead."
        )
    return _gradients(ys, xs, *args, **kwargs)


def custom_gradient(f: _Any) -> _Any:
    """A function that says itself what goes back through it.

    ``f(*args)`` returns ``(y, grad)``. Unlike TensorFlow, no gradient flows to
    variables that ``f`` uses inside. Source: tf.custom_gradient.

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
    return at_home(_custom_gradient(f))


def grad_pass_through(f: _Any) -> _Any:
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
    return at_home(_grad_pass_through(f))


__getattr__ = _looking_up(__name__, _PARTS)
