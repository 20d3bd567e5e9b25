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
from teachflow.compat.v2 import (
    bitwise,
    debugging,
    dtypes,
    linalg,
    math,
    nn,
    random,
    strings,
)
from teachflow.compat.v2._asking import is_symbolic_tensor, type_spec_from_value
from teachflow.compat.v2._control import (
    TensorArray,
    case,
    cond,
    control_dependencies,
    foldl,
    foldr,
    init_scope,
    map_fn,
    scan,
    switch_case,
    vectorized_map,
    while_loop,
)
from teachflow.compat.v2._face import at_home, eager
from teachflow.compat.v2._initializers import Constant as constant_initializer
from teachflow.compat.v2._initializers import Ones as ones_initializer
from teachflow.compat.v2._initializers import RandomNormal as random_normal_initializer
from teachflow.compat.v2._initializers import (
    RandomUniform as random_uniform_initializer,
)
from teachflow.compat.v2._initializers import Zeros as zeros_initializer
from teachflow.compat.v2._later import PARTS as _PARTS
from teachflow.compat.v2._ops import *  # noqa: F403 (a list of ops)
from teachflow.compat.v2._python_functions import numpy_function, py_function
from teachflow.compat.v2._refused import REFUSED as _REFUSED
from teachflow.compat.v2._sparse_tensor import SparseTensor
from teachflow.compat.v2.debugging import (
    Assert,
    assert_equal,
    assert_greater,
    assert_less,
    assert_rank,
)
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
from teachflow.core.log import get_logger
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor import Tensor
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.explaining import explain_gradient
from teachflow.eager.module import Module
from teachflow.eager.naming import name_scope
from teachflow.eager.placing import device
from teachflow.eager.recompute import recompute_grad as _recompute_grad
from teachflow.eager.tape import GradientTape
from teachflow.functions.function import function, inside_function
from teachflow.functions.traces import explain_traces
from teachflow.graph.gradients import AggregationMethod, UnconnectedGradients
from teachflow.graph.gradients import gradients as _gradients
from teachflow.graph.graph import Graph
from teachflow.graph.hessians import hessians as _hessians
from teachflow.graph.operation import Operation
from teachflow.graph.overriding import RegisterGradient
from teachflow.graph.overriding import not_differentiable as no_gradient
from teachflow.graph_def.tensors import make_ndarray, make_tensor_proto
from teachflow.ops.arrays.convert import get_static_value, is_tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.control.custom import custom_gradient as _custom_gradient
from teachflow.ops.control.custom import grad_pass_through as _grad_pass_through
from teachflow.variables import FaceVariable as _FaceVariable
from teachflow.variables.creating import variable_creator_scope
from teachflow.variables.distribution import (
    VariableAggregation,
    VariableSynchronization,
)

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


def gradients(
    ys: _Any,
    xs: _Any,
    grad_ys: _Any = None,
    name: str = "gradients",
    gate_gradients: _bool = False,
    aggregation_method: _Any = None,
    stop_gradients: _Any = None,
    unconnected_gradients: _Any = UnconnectedGradients.NONE,
) -> _Any:
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
    return _gradients(
        ys,
        xs,
        grad_ys,
        name,
        False,
        gate_gradients,
        aggregation_method,
        stop_gradients,
        unconnected_gradients,
    )


def custom_gradient(f: _Any = None) -> _Any:
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
    return _custom_gradient(f, at_home)


def recompute_grad(f: _Any) -> _Any:
    """``f``, computed once more on the way back instead of remembered.

    Source: tf.recompute_grad.

    >>> import teachflow as tf
    >>> w = tf.Variable(2.0)
    >>> with tf.GradientTape() as tape:
    ...     y = tf.recompute_grad(lambda x: w * x**2)(tf.constant(3.0))
    >>> float(tape.gradient(y, w))
    9.0
    """
    return _recompute_grad(f, at_home)


def hessians(
    ys: _Any,
    xs: _Any,
    gate_gradients: _bool = False,
    aggregation_method: _Any = None,
    name: str = "hessians",
) -> _Any:
    """``tf.hessians`` of a graph's tensors; eager values need nested tapes.

    Raises ``RuntimeError`` where nothing is symbolic. Source: tf.hessians.

    >>> import teachflow as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.constant([1.0, 2.0])
    ...     tf.hessians(tf.reduce_sum(x**3), x)[0].shape.as_list()
    [2, 2]
    """
    if executing_eagerly() and _symbolic_home((ys, xs)) is None:
        raise RuntimeError(
            "tf.gradients is not supported when eager execution is enabled. "
            "Use tf.GradientTape instead: its jacobian of a gradient is the Hessian."
        )
    return _hessians(
        ys,
        xs,
        name,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
    )


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
    return _grad_pass_through(f, at_home)


__getattr__ = _looking_up(__name__, _PARTS, _REFUSED)
