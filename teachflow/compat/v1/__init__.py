"""TensorFlow 1's language: graphs that are built first and run by sessions.

``import teachflow.compat.v1 as tf`` makes a chapter written for TensorFlow 1 run. What
nothing else places happens in the thread's default graph.
"""

from __future__ import annotations

import typing as _typing
from builtins import bool as _bool

from teachflow import compat
from teachflow._version import TENSORFLOW as __version__
from teachflow.compat import errors
from teachflow.compat.missing import listing as _listing
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._later import LATER as _LATER
from teachflow.compat.v1._messages import WHERE as _MESSAGES
from teachflow.compat.v1._messages import message_class as _message_class
from teachflow.compat.v1._old_names import (
    arg_max,
    arg_min,
    batch_matmul,
    complex_abs,
    inv,
    mul,
    neg,
    pack,
    select,
    sub,
    unpack,
)
from teachflow.compat.v1._ops import *  # noqa: F403 (the lines that make ops)
from teachflow.core.dimension import Dimension, dimension_value
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
from teachflow.core.errors import OpError
from teachflow.core.shapes import TensorShapeV1 as TensorShape
from teachflow.core.tensor import Tensor
from teachflow.core.unconnected import UnconnectedGradients
from teachflow.graph.defaults import get_default_graph, reset_default_graph
from teachflow.graph.gradients import AggregationMethod
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.operation import Operation
from teachflow.graph.overriding import RegisterGradient, not_differentiable
from teachflow.graph.running.default import get_default_session
from teachflow.graph.running.observe import RunReport, observing, watch_runs
from teachflow.graph.running.session import (
    InteractiveSession,
    Session,
)
from teachflow.graph.scopes import (
    add_to_collection,
    add_to_collections,
    all_variables,
    control_dependencies,
    device,
    get_collection,
    get_collection_ref,
    global_variables,
    global_variables_initializer,
    local_variables,
    local_variables_initializer,
    model_variables,
    moving_average_variables,
    name_scope,
    op_scope,
    set_random_seed,
    tables_initializer,
    trainable_variables,
    variables_initializer,
)
from teachflow.graph.sharing.initializers import Constant as constant_initializer
from teachflow.graph.sharing.initializers import Ones as ones_initializer
from teachflow.graph.sharing.initializers import (
    RandomNormal as random_normal_initializer,
)
from teachflow.graph.sharing.initializers import (
    RandomUniform as random_uniform_initializer,
)
from teachflow.graph.sharing.initializers import (
    TruncatedNormal as truncated_normal_initializer,
)
from teachflow.graph.sharing.initializers import Zeros as zeros_initializer
from teachflow.graph.sharing.scaled_initializers import (
    GlorotNormal as glorot_normal_initializer,
)
from teachflow.graph.sharing.scaled_initializers import (
    GlorotUniform as glorot_uniform_initializer,
)
from teachflow.graph.sharing.scaled_initializers import (
    Orthogonal as orthogonal_initializer,
)
from teachflow.graph.sharing.scaled_initializers import (
    UniformUnitScaling as uniform_unit_scaling_initializer,
)
from teachflow.graph.sharing.scaled_initializers import (
    VarianceScaling as variance_scaling_initializer,
)
from teachflow.graph.sharing.shared_scope import (
    AUTO_REUSE,
    VariableScope,
    get_variable_scope,
    no_regularizer,
)
from teachflow.graph.sharing.variable_scope import (
    get_local_variable,
    get_variable,
    variable_op_scope,
    variable_scope,
)
from teachflow.graph_def.tensors import make_ndarray, make_tensor_proto
from teachflow.ops.arrays import broadcasting as _broadcasting
from teachflow.ops.arrays.convert import get_static_value, is_tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.arrays.sparse.tensor import SparseTensorValue
from teachflow.variables import FaceVariable as _FaceVariable
from teachflow.variables.distribution import (
    VariableAggregation,
    VariableSynchronization,
)

if _typing.TYPE_CHECKING:  # what ``_later`` promises, for those who read and do not run
    from teachflow.compat.installing import (
        install_as_tensorflow,
        uninstall_as_tensorflow,
    )
    from teachflow.compat.v1 import (
        app,
        bitwise,
        config,
        contrib,
        data,
        debugging,
        dtypes,
        flags,
        gfile,
        graph_util,
        initializers,
        io,
        layers,
        linalg,
        logging,
        losses,
        math,
        metrics,
        nest,
        nn,
        python_io,
        queue,
        random,
        sparse,
        strings,
        summary,
        test,
        train,
    )
    from teachflow.compat.v1._custom_gradients import custom_gradient, grad_pass_through
    from teachflow.compat.v1._rare_ops import *  # noqa: F403 (a list of ops)
    from teachflow.compat.v1.debugging import (
        Assert,
        assert_equal,
        assert_greater,
        assert_greater_equal,
        assert_integer,
        assert_less,
        assert_less_equal,
        assert_near,
        assert_negative,
        assert_non_negative,
        assert_non_positive,
        assert_none_equal,
        assert_positive,
        assert_proper_iterable,
        assert_rank,
        assert_rank_at_least,
        assert_rank_in,
        assert_same_float_dtype,
        assert_scalar,
        assert_type,
        check_numerics,
        is_numeric_tensor,
    )
    from teachflow.compat.v1.debugging import (
        assert_all_finite as verify_tensor_all_finite,
    )
    from teachflow.compat.v1.sparse import SparseTensor
    from teachflow.core.log import get_logger
    from teachflow.core.tensor_spec import TensorSpecV1 as TensorSpec
    from teachflow.graph.all_numerics import add_check_numerics_ops
    from teachflow.graph.control.case import case, switch_case
    from teachflow.graph.control.cond import cond
    from teachflow.graph.control.functional import foldl, foldr, map_fn, scan
    from teachflow.graph.control.tensor_array import TensorArray
    from teachflow.graph.control.while_loop import while_loop
    from teachflow.graph.explaining import explain_gradient
    from teachflow.graph.sharing.initialization import (
        assert_variables_initialized,
        initialize_all_variables,
        initialize_local_variables,
        initialize_variables,
        report_uninitialized_variables,
    )
    from teachflow.graph.sharing.template import make_template
    from teachflow.input.queue import (
        FIFOQueue,
        PaddingFIFOQueue,
        PriorityQueue,
        QueueBase,
        RandomShuffleQueue,
    )
    from teachflow.input.readers import (
        FixedLengthRecordReader,
        IdentityReader,
        ReaderBase,
        TextLineReader,
        TFRecordReader,
        WholeFileReader,
    )
    from teachflow.ops.input.examples import FixedLenFeature, VarLenFeature
    from teachflow.platform.config import (
        ConfigProto,
        GPUOptions,
        GraphOptions,
        OptimizerOptions,
    )

NotDifferentiable = not_differentiable
NoGradient = not_differentiable
no_gradient = not_differentiable
half = float16
initialize_all_tables = tables_initializer
double = float64
newaxis = None
VERSION = __version__


class Variable(metaclass=_FaceVariable):
    """A variable: four nodes in a graph, and a value in each session that initializes
    it.

    ``initial_value`` is anything that converts to a tensor, or a function that gives
    it. Unlike TensorFlow, ``use_resource`` and ``caching_device`` change nothing: it is
    a reference variable. Source: tf.compat.v1.Variable.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3, name="x")
    ...     sess.run(x.initializer)
    ...     sess.run(x), x
    (np.int32(3), <tf.Variable 'x:0' shape=() dtype=int32_ref>)
    """

    fallback = staticmethod(get_default_graph)


def disable_v2_behavior() -> None:
    """Does nothing: the graph face is TensorFlow 1's already.

    Source: tf.compat.v1.disable_v2_behavior.

    >>> import teachflow.compat.v1 as tf
    >>> tf.disable_v2_behavior()
    >>> tf.executing_eagerly()
    False
    """


disable_eager_execution = disable_v2_behavior
disable_resource_variables = disable_v2_behavior
disable_v2_tensorshape = disable_v2_behavior
disable_control_flow_v2 = disable_v2_behavior


def executing_eagerly() -> _bool:
    """False: in the graph face nothing is computed until a session runs it.

    Source: tf.executing_eagerly.

    >>> import teachflow.compat.v1 as tf
    >>> tf.executing_eagerly()
    False
    """
    return False


broadcast_static_shape = _broadcasting.broadcast_static_shape

_missing = _looking_up(__name__, _LATER)


def __getattr__(name: str) -> _typing.Any:
    if name in _MESSAGES:
        return _message_class(name)
    return _missing(name)


__dir__ = _listing(__name__)
__all__ = [name for name in __dir__() if name[0] != "_" and name != "annotations"]
