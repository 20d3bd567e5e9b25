"""TensorFlow 2's language: ops compute at once, and a tape remembers what they did.

``import teachflow as tf`` gives these names. What nothing else places happens eagerly.
"""

from __future__ import annotations

import typing as _typing
from builtins import bool as _bool

from teachflow._version import TENSORFLOW as __version__
from teachflow.compat import errors
from teachflow.compat.missing import listing as _listing
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home, eager
from teachflow.compat.v2._later import LATER as _LATER
from teachflow.compat.v2._ops import *  # noqa: F403 (a list of ops)
from teachflow.compat.v2._refused import REFUSED as _REFUSED
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
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor import Tensor
from teachflow.core.unconnected import UnconnectedGradients
from teachflow.eager.module import Module
from teachflow.eager.naming import name_scope
from teachflow.eager.placing import device
from teachflow.eager.tapes.tape import GradientTape
from teachflow.ops.arrays.convert import get_static_value, is_tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.variables import FaceVariable as _FaceVariable
from teachflow.variables.creating import variable_creator_scope
from teachflow.variables.distribution import (
    VariableAggregation,
    VariableSynchronization,
)

if _typing.TYPE_CHECKING:  # what ``_later`` promises, for those who read and do not run
    from teachflow.compat.installing import (
        install_as_tensorflow,
        uninstall_as_tensorflow,
    )
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
        case,
        cond,
        foldl,
        foldr,
        map_fn,
        scan,
        switch_case,
        vectorized_map,
        while_loop,
    )
    from teachflow.compat.v2._custom_gradients import (
        custom_gradient,
        grad_pass_through,
        recompute_grad,
    )
    from teachflow.compat.v2._graph_gradients import gradients, hessians
    from teachflow.compat.v2._initializers import Constant as constant_initializer
    from teachflow.compat.v2._initializers import Ones as ones_initializer
    from teachflow.compat.v2._initializers import (
        RandomNormal as random_normal_initializer,
    )
    from teachflow.compat.v2._initializers import (
        RandomUniform as random_uniform_initializer,
    )
    from teachflow.compat.v2._initializers import Zeros as zeros_initializer
    from teachflow.compat.v2._python_functions import numpy_function, py_function
    from teachflow.compat.v2._rare_ops import *  # noqa: F403 (a list of ops)
    from teachflow.compat.v2._scopes import control_dependencies, init_scope
    from teachflow.compat.v2._sparse_tensor import SparseTensor
    from teachflow.compat.v2._tensor_array import TensorArray
    from teachflow.compat.v2.debugging import (
        Assert,
        assert_equal,
        assert_greater,
        assert_less,
        assert_rank,
    )
    from teachflow.core.log import get_logger
    from teachflow.core.tensor_spec import TensorSpec
    from teachflow.eager.tapes.explaining import explain_gradient
    from teachflow.functions.function import function, inside_function
    from teachflow.functions.traces import explain_traces
    from teachflow.graph.gradients import AggregationMethod
    from teachflow.graph.graph import Graph
    from teachflow.graph.operation import Operation
    from teachflow.graph.overriding import RegisterGradient
    from teachflow.graph.overriding import not_differentiable as no_gradient
    from teachflow.graph_def.tensors import make_ndarray, make_tensor_proto

half = float16
double = float64
newaxis = None


class Variable(metaclass=_FaceVariable):
    """A variable that holds its value.

    ``initial_value`` is anything that converts to a tensor, or a function that gives
    it. Inside ``with graph.as_default():`` it is a graph's variable. Unlike TensorFlow,
    ``caching_device`` and ``use_locking`` change nothing: there is one device.
    Source: tf.Variable.

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


__getattr__ = _looking_up(__name__, _LATER, _REFUSED)
__dir__ = _listing(__name__)
