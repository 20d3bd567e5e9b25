"""TensorFlow 1's language: graphs that are built first and run by sessions.

``import teachflow.compat.v1 as tf`` makes a chapter written for TensorFlow 1 run. What
nothing else places happens in the thread's default graph.
"""

from __future__ import annotations

from builtins import bool as _bool
from typing import Any as _Any

from teachflow import compat
from teachflow._version import TENSORFLOW as __version__
from teachflow.compat import errors
from teachflow.compat.installing import (
    install_as_tensorflow,
    uninstall_as_tensorflow,
)
from teachflow.compat.missing import looking_up as _looking_up
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
from teachflow.compat.v1._face import at_home
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
from teachflow.compat.v1.sparse import SparseTensor
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
from teachflow.core.log import get_logger
from teachflow.core.shapes import TensorShapeV1 as TensorShape
from teachflow.data.structure import TensorSpec
from teachflow.graph import assertions as _assertions
from teachflow.graph import kinds as _kinds
from teachflow.graph.all_numerics import add_check_numerics_ops
from teachflow.graph.control.case import case, switch_case
from teachflow.graph.control.cond import cond
from teachflow.graph.control.functional import foldl, foldr, map_fn, scan
from teachflow.graph.control.tensor_array import TensorArray
from teachflow.graph.control.while_loop import while_loop
from teachflow.graph.defaults import get_default_graph, reset_default_graph
from teachflow.graph.gradients import AggregationMethod, UnconnectedGradients
from teachflow.graph.gradients import gradients as _gradients
from teachflow.graph.graph import Graph
from teachflow.graph.hessians import hessians as _hessians
from teachflow.graph.initialization import (
    assert_variables_initialized,
    initialize_all_variables,
    initialize_local_variables,
    initialize_variables,
    report_uninitialized_variables,
)
from teachflow.graph.initializers import Constant as constant_initializer
from teachflow.graph.initializers import Ones as ones_initializer
from teachflow.graph.initializers import RandomNormal as random_normal_initializer
from teachflow.graph.initializers import RandomUniform as random_uniform_initializer
from teachflow.graph.initializers import (
    TruncatedNormal as truncated_normal_initializer,
)
from teachflow.graph.initializers import Zeros as zeros_initializer
from teachflow.graph.keys import GraphKeys
from teachflow.graph.kinds import (
    assert_proper_iterable,
    assert_same_float_dtype,
    is_numeric_tensor,
)
from teachflow.graph.observe import RunReport, observing, watch_runs
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.overriding import RegisterGradient, not_differentiable
from teachflow.graph.scaled_initializers import (
    GlorotNormal as glorot_normal_initializer,
)
from teachflow.graph.scaled_initializers import (
    GlorotUniform as glorot_uniform_initializer,
)
from teachflow.graph.scaled_initializers import Orthogonal as orthogonal_initializer
from teachflow.graph.scaled_initializers import (
    UniformUnitScaling as uniform_unit_scaling_initializer,
)
from teachflow.graph.scaled_initializers import (
    VarianceScaling as variance_scaling_initializer,
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
from teachflow.graph.session import InteractiveSession, Session, get_default_session
from teachflow.graph.shared_scope import (
    AUTO_REUSE,
    VariableScope,
    get_variable_scope,
    no_regularizer,
)
from teachflow.graph.template import make_template
from teachflow.graph.variable_scope import (
    get_local_variable,
    get_variable,
    variable_op_scope,
    variable_scope,
)
from teachflow.graph_def import importing as _importing
from teachflow.graph_def.tensors import make_ndarray, make_tensor_proto
from teachflow.input import py_function as _py_function
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
from teachflow.ops.arrays import arranging as _arranging
from teachflow.ops.arrays import array as _array
from teachflow.ops.arrays import broadcasting as _broadcasting
from teachflow.ops.arrays import bundles as _bundles
from teachflow.ops.arrays import convert as _convert
from teachflow.ops.arrays import create as _create
from teachflow.ops.arrays import gather as _gather
from teachflow.ops.arrays import joining as _joining
from teachflow.ops.arrays import lengths as _lengths
from teachflow.ops.arrays import partition as _partition
from teachflow.ops.arrays import repeating as _repeating
from teachflow.ops.arrays import reshaping as _reshaping
from teachflow.ops.arrays import retyping as _retyping
from teachflow.ops.arrays import scatter as _scatter
from teachflow.ops.arrays import segment_means as _segment_means
from teachflow.ops.arrays import segments as _segments
from teachflow.ops.arrays import selecting as _selecting
from teachflow.ops.arrays import slicing as _slicing
from teachflow.ops.arrays import sorting as _sorting
from teachflow.ops.arrays import sparse as _sparse
from teachflow.ops.arrays import uniques as _uniques
from teachflow.ops.arrays.convert import get_static_value, is_tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.arrays.sparse_tensor import SparseTensorValue
from teachflow.ops.control import numerics as _numerics
from teachflow.ops.control import printing as _printing
from teachflow.ops.control import python_call as _python_call
from teachflow.ops.control.custom import custom_gradient as _custom_gradient
from teachflow.ops.control.custom import grad_pass_through as _grad_pass_through
from teachflow.ops.input import decoding as _decoding
from teachflow.ops.input import examples as _examples
from teachflow.ops.input.examples import FixedLenFeature, VarLenFeature
from teachflow.ops.linalg import decompositions as _decompositions
from teachflow.ops.linalg import diagonals as _diagonals
from teachflow.ops.linalg import einsum as _einsum
from teachflow.ops.linalg import linalg as _linalg
from teachflow.ops.linalg import matmul as _matmul
from teachflow.ops.linalg import norms as _norms
from teachflow.ops.linalg import products as _products
from teachflow.ops.linalg import solving as _solving
from teachflow.ops.linalg import sparse_products as _sparse_products
from teachflow.ops.linalg import triangles as _triangles
from teachflow.ops.math import arithmetic as _arithmetic
from teachflow.ops.math import cast as _cast
from teachflow.ops.math import clipping as _clipping
from teachflow.ops.math import complex as _complex
from teachflow.ops.math import counting as _counting
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import gammas as _gammas
from teachflow.ops.math import linspace as _linspace
from teachflow.ops.math import logic as _logic
from teachflow.ops.math import math as _math
from teachflow.ops.math import order as _order
from teachflow.ops.math import reduce as _reduce
from teachflow.ops.math import sums as _sums
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.nn import blocks as _blocks
from teachflow.ops.nn import confusion as _confusion
from teachflow.ops.random import categories as _categories
from teachflow.ops.random import cropping as _cropping
from teachflow.ops.random import gamma_draws as _gamma_draws
from teachflow.ops.random import random as _random
from teachflow.ops.state import scatter_places as _scatter_places
from teachflow.ops.state import state as _state
from teachflow.ops.strings import strings as _strings
from teachflow.ops.strings import texts as _texts
from teachflow.platform.config import (
    ConfigProto,
    GPUOptions,
    GraphOptions,
    OptimizerOptions,
)
from teachflow.summary import timeline as _timeline
from teachflow.variables import FaceVariable as _FaceVariable
from teachflow.variables.distribution import (
    VariableAggregation,
    VariableSynchronization,
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


_missing = _looking_up(__name__)


def __getattr__(name: str) -> _Any:
    if name in _MESSAGES:
        return _message_class(name)
    return _missing(name)


Assert = at_home(_assertions.assert_)
assert_equal = at_home(_assertions.assert_equal)
assert_greater = at_home(_assertions.assert_greater)
assert_greater_equal = at_home(_assertions.assert_greater_equal)
assert_integer = at_home(_kinds.assert_integer)
assert_less = at_home(_assertions.assert_less)
assert_less_equal = at_home(_assertions.assert_less_equal)
assert_near = at_home(_assertions.assert_near)
assert_negative = at_home(_assertions.assert_negative)
assert_non_negative = at_home(_assertions.assert_non_negative)
assert_non_positive = at_home(_assertions.assert_non_positive)
assert_none_equal = at_home(_assertions.assert_none_equal)
assert_positive = at_home(_assertions.assert_positive)
assert_rank = at_home(_kinds.assert_rank)
assert_rank_at_least = at_home(_kinds.assert_rank_at_least)
assert_rank_in = at_home(_kinds.assert_rank_in)
assert_scalar = at_home(_kinds.assert_scalar)
assert_type = at_home(_kinds.assert_type)
check_numerics = at_home(_numerics.check_numerics)
clip_by_average_norm = at_home(_clipping.clip_by_average_norm)
clip_by_global_norm = at_home(_clipping.clip_by_global_norm)
clip_by_norm = at_home(_clipping.clip_by_norm)
decode_csv = at_home(_decoding.decode_csv)
decode_raw = at_home(_decoding.decode_raw)
gradients = at_home(_gradients)


def custom_gradient(f: _Any = None) -> _Any:
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
    return custom_gradient if f is None else at_home(_custom_gradient(f))


def grad_pass_through(f: _Any) -> _Any:
    """``f`` with the gradient of the identity.

    Source: tf.grad_pass_through.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant(3.7)
    ...     y = tf.grad_pass_through(tf.floor)(x)
    ...     sess.run([y, *tf.gradients(y, x)])
    [np.float32(3.0), np.float32(1.0)]
    """
    return at_home(_grad_pass_through(f))


abs = at_home(_arithmetic.abs)
accumulate_n = at_home(_sums.accumulate_n)
acos = at_home(_trigonometry.acos)
acosh = at_home(_trigonometry.acosh)
add = at_home(_arithmetic.add)
add_n = at_home(_arithmetic.add_n)
angle = at_home(_complex.angle)
argmax = at_home(_gather.argmax)
argmin = at_home(_gather.argmin)
argsort = at_home(_sorting.argsort)
as_string = at_home(_strings.as_string)
asin = at_home(_trigonometry.asin)
asinh = at_home(_trigonometry.asinh)
assign = at_home(_state.assign)
assign_add = at_home(_state.assign_add)
assign_sub = at_home(_state.assign_sub)
atan = at_home(_trigonometry.atan)
atan2 = at_home(_trigonometry.atan2)
atanh = at_home(_trigonometry.atanh)
batch_gather = at_home(_gather.batch_gather)
betainc = at_home(_gammas.betainc)
bincount = at_home(_counting.bincount)
bitcast = at_home(_retyping.bitcast)
boolean_mask = at_home(_selecting.boolean_mask)
broadcast_dynamic_shape = at_home(_broadcasting.broadcast_dynamic_shape)
broadcast_static_shape = _broadcasting.broadcast_static_shape
broadcast_to = at_home(_reshaping.broadcast_to)
cast = at_home(_cast.cast)
ceil = at_home(_elementary.ceil)
cholesky = at_home(_decompositions.cholesky)
cholesky_solve = at_home(_triangles.cholesky_solve)
clip_by_value = at_home(_arithmetic.clip_by_value)
complex = at_home(_complex.complex)
concat = at_home(_joining.concat)
conj = at_home(_complex.conj)
constant = at_home(_array.constant)
convert_to_tensor = at_home(_convert.convert_to_tensor)
cos = at_home(_trigonometry.cos)
cosh = at_home(_trigonometry.cosh)
count_nonzero = at_home(_counting.count_nonzero)
count_up_to = at_home(_state.count_up_to)
cross = at_home(_products.cross)
cumprod = at_home(_reduce.cumprod)
cumsum = at_home(_reduce.cumsum)
decode_base64 = at_home(_texts.decode_base64)
diag = at_home(_diagonals.diag)
diag_part = at_home(_diagonals.diag_part)
digamma = at_home(_gammas.digamma)
div = at_home(_arithmetic.div)
div_no_nan = at_home(_arithmetic.div_no_nan)
divide = at_home(_arithmetic.divide)
einsum = at_home(_einsum.einsum)
encode_base64 = at_home(_texts.encode_base64)
ensure_shape = at_home(_retyping.ensure_shape)
equal = at_home(_logic.equal)
erf = at_home(_elementary.erf)
erfc = at_home(_elementary.erfc)
exp = at_home(_elementary.exp)
expand_dims = at_home(_reshaping.expand_dims)
expm1 = at_home(_elementary.expm1)
eye = at_home(_diagonals.eye)
fill = at_home(_create.fill)
floor = at_home(_elementary.floor)
floor_div = at_home(_math.floor_div)
floordiv = at_home(_arithmetic.floordiv)
floormod = at_home(_math.floormod)
gather = at_home(_gather.gather)
gather_nd = at_home(_gather.gather_nd)
global_norm = at_home(_norms.global_norm)
greater = at_home(_logic.greater)
greater_equal = at_home(_logic.greater_equal)
group = at_home(_state.group)
guarantee_const = at_home(_retyping.guarantee_const)
hessians = at_home(_hessians)
histogram_fixed_width = at_home(_counting.histogram_fixed_width)
identity = at_home(_array.identity)
identity_n = at_home(_bundles.identity_n)
igamma = at_home(_gammas.igamma)
igammac = at_home(_gammas.igammac)
imag = at_home(_complex.imag)
import_graph_def = at_home(_importing.import_graph_def)
confusion_matrix = at_home(_confusion.confusion_matrix)
depth_to_space = at_home(_blocks.depth_to_space)
dynamic_partition = at_home(_partition.dynamic_partition)
dynamic_stitch = at_home(_partition.dynamic_stitch)
invert_permutation = at_home(_reshaping.invert_permutation)
is_finite = at_home(_logic.is_finite)
is_inf = at_home(_logic.is_inf)
is_nan = at_home(_logic.is_nan)
is_non_decreasing = at_home(_sums.is_non_decreasing)
is_strictly_increasing = at_home(_sums.is_strictly_increasing)
is_variable_initialized = at_home(_state.is_variable_initialized)
lbeta = at_home(_gammas.lbeta)
less = at_home(_logic.less)
less_equal = at_home(_logic.less_equal)
lgamma = at_home(_gammas.lgamma)
lin_space = at_home(_linspace.linspace)
linspace = at_home(_linspace.linspace)
log = at_home(_math.log)
log1p = at_home(_elementary.log1p)
log_sigmoid = at_home(_sums.log_sigmoid)
logical_and = at_home(_logic.logical_and)
logical_not = at_home(_logic.logical_not)
logical_or = at_home(_logic.logical_or)
logical_xor = at_home(_logic.logical_xor)
matching_files = at_home(_decoding.matching_files)
matmul = at_home(_matmul.matmul)
matrix_band_part = at_home(_triangles.matrix_band_part)
matrix_determinant = at_home(_linalg.matrix_determinant)
matrix_diag = at_home(_diagonals.matrix_diag)
matrix_diag_part = at_home(_diagonals.matrix_diag_part)
matrix_inverse = at_home(_linalg.matrix_inverse)
matrix_set_diag = at_home(_diagonals.matrix_set_diag)
matrix_solve = at_home(_linalg.matrix_solve)
matrix_solve_ls = at_home(_solving.matrix_solve_ls)
matrix_transpose = at_home(_linalg.matrix_transpose)
matrix_triangular_solve = at_home(_triangles.matrix_triangular_solve)
maximum = at_home(_order.maximum)
meshgrid = at_home(_arranging.meshgrid)
minimum = at_home(_order.minimum)
mod = at_home(_math.floormod)
multinomial = at_home(_categories.multinomial)
multiply = at_home(_math.multiply)
negative = at_home(_math.negative)
no_op = at_home(_state.no_op)
norm = at_home(_norms.norm)
not_equal = at_home(_logic.not_equal)
numpy_function = at_home(_python_call.numpy_function)
one_hot = at_home(_create.one_hot)
ones = at_home(_create.ones)
ones_like = at_home(_create.ones_like)
pad = at_home(_arranging.pad)
parallel_stack = at_home(_retyping.parallel_stack)
parse_example = at_home(_examples.parse_example)
parse_single_example = at_home(_examples.parse_single_example)
placeholder = at_home(_array.placeholder)
placeholder_with_default = at_home(_array.placeholder_with_default)
polygamma = at_home(_gammas.polygamma)
pow = at_home(_arithmetic.pow)
Print = at_home(_printing.print_tensors)
print = at_home(_printing.print_all)
py_func = at_home(_python_call.py_func)
py_function = at_home(_py_function.py_function)
qr = at_home(_decompositions.qr)
random_crop = at_home(_cropping.random_crop)
random_gamma = at_home(_gamma_draws.random_gamma)
random_normal = at_home(_random.random_normal)
random_shuffle = at_home(_random.random_shuffle)
random_uniform = at_home(_random.random_uniform)
range = at_home(_create.range_)
rank = at_home(_lengths.rank)
read_file = at_home(_decoding.read_file)
real = at_home(_complex.real)
realdiv = at_home(_math.real_divide)
reciprocal = at_home(_math.reciprocal)
reduce_all = at_home(_reduce.reduce_all)
reduce_any = at_home(_reduce.reduce_any)
reduce_join = at_home(_strings.reduce_join)
reduce_logsumexp = at_home(_reduce.reduce_logsumexp)
reduce_max = at_home(_reduce.reduce_max)
reduce_mean = at_home(_reduce.reduce_mean)
reduce_min = at_home(_reduce.reduce_min)
reduce_prod = at_home(_reduce.reduce_prod)
reduce_sum = at_home(_reduce.reduce_sum)
regex_replace = at_home(_texts.regex_replace)
repeat = at_home(_repeating.repeat)
reshape = at_home(_reshaping.reshape)
reverse = at_home(_arranging.reverse)
reverse_sequence = at_home(_repeating.reverse_sequence)
reverse_v2 = at_home(_arranging.reverse)
rint = at_home(_elementary.rint)
roll = at_home(_repeating.roll)
round = at_home(_arithmetic.round)
rsqrt = at_home(_elementary.rsqrt)
saturate_cast = at_home(_retyping.saturate_cast)
scalar_mul = at_home(_arithmetic.scalar_mul)
scatter_add = at_home(_scatter_places.scatter_add)
scatter_div = at_home(_scatter_places.scatter_div)
scatter_max = at_home(_scatter_places.scatter_max)
scatter_min = at_home(_scatter_places.scatter_min)
scatter_mul = at_home(_scatter_places.scatter_mul)
scatter_nd = at_home(_scatter.scatter_nd)
scatter_nd_add = at_home(_scatter_places.scatter_nd_add)
scatter_nd_sub = at_home(_scatter_places.scatter_nd_sub)
scatter_nd_update = at_home(_scatter_places.scatter_nd_update)
scatter_sub = at_home(_scatter_places.scatter_sub)
scatter_update = at_home(_scatter_places.scatter_update)
searchsorted = at_home(_sorting.searchsorted)
segment_max = at_home(_segments.segment_max)
segment_mean = at_home(_segments.segment_mean)
segment_min = at_home(_segments.segment_min)
segment_prod = at_home(_segments.segment_prod)
segment_sum = at_home(_segments.segment_sum)
self_adjoint_eig = at_home(_decompositions.self_adjoint_eig)
self_adjoint_eigvals = at_home(_decompositions.self_adjoint_eigvals)
sequence_mask = at_home(_repeating.sequence_mask)
setdiff1d = at_home(_uniques.setdiff1d)
shape = at_home(_lengths.shape)
shape_n = at_home(_bundles.shape_n)
sigmoid = at_home(_elementary.sigmoid)
sign = at_home(_order.sign)
sin = at_home(_trigonometry.sin)
sinh = at_home(_trigonometry.sinh)
size = at_home(_lengths.size)
slice = at_home(_slicing.slice_)
sort = at_home(_sorting.sort)
space_to_depth = at_home(_blocks.space_to_depth)
sparse_placeholder = at_home(_sparse.sparse_placeholder)
sparse_tensor_dense_matmul = at_home(_sparse_products.sparse_tensor_dense_matmul)
sparse_tensor_to_dense = at_home(_sparse.sparse_tensor_to_dense)
sparse_to_dense = at_home(_sparse.sparse_to_dense)
split = at_home(_joining.split)
sqrt = at_home(_elementary.sqrt)
square = at_home(_math.square)
squared_difference = at_home(_math.squared_difference)
squeeze = at_home(_reshaping.squeeze)
stack = at_home(_joining.stack)
stop_gradient = at_home(_array.stop_gradient)
strided_slice = at_home(_slicing.strided_slice)
string_join = at_home(_strings.string_join)
string_split = at_home(_sparse.string_split)
string_strip = at_home(_texts.string_strip)
string_to_hash_bucket = at_home(_texts.string_to_hash_bucket)
string_to_hash_bucket_fast = at_home(_texts.string_to_hash_bucket_fast)
string_to_number = at_home(_texts.string_to_number)
substr = at_home(_texts.substr)
subtract = at_home(_math.subtract)
svd = at_home(_decompositions.svd)
tan = at_home(_trigonometry.tan)
tanh = at_home(_trigonometry.tanh)
tensor_scatter_add = at_home(_scatter.tensor_scatter_add)
tensor_scatter_nd_add = at_home(_scatter.tensor_scatter_add)
tensor_scatter_nd_max = at_home(_scatter.tensor_scatter_max)
tensor_scatter_nd_min = at_home(_scatter.tensor_scatter_min)
tensor_scatter_nd_sub = at_home(_scatter.tensor_scatter_sub)
tensor_scatter_nd_update = at_home(_scatter.tensor_scatter_update)
tensor_scatter_sub = at_home(_scatter.tensor_scatter_sub)
tensor_scatter_update = at_home(_scatter.tensor_scatter_update)
tensordot = at_home(_products.tensordot)
tile = at_home(_arranging.tile)
timestamp = at_home(_retyping.timestamp)
to_complex128 = at_home(_cast.to_complex128)
to_complex64 = at_home(_cast.to_complex64)
to_double = at_home(_cast.to_double)
to_float = at_home(_cast.to_float)
to_int32 = at_home(_cast.to_int32)
to_int64 = at_home(_cast.to_int64)
trace = at_home(_diagonals.trace)
transpose = at_home(_reshaping.transpose)
truediv = at_home(_arithmetic.truediv)
truncated_normal = at_home(_random.truncated_normal)
truncatediv = at_home(_math.truncatediv)
truncatemod = at_home(_math.truncatemod)
tuple = at_home(_state.tuple_)
unique = at_home(_uniques.unique)
unique_with_counts = at_home(_uniques.unique_with_counts)
unravel_index = at_home(_retyping.unravel_index)
unsorted_segment_max = at_home(_segments.unsorted_segment_max)
unsorted_segment_mean = at_home(_segment_means.unsorted_segment_mean)
unsorted_segment_min = at_home(_segments.unsorted_segment_min)
unsorted_segment_prod = at_home(_segments.unsorted_segment_prod)
unsorted_segment_sqrt_n = at_home(_segment_means.unsorted_segment_sqrt_n)
unsorted_segment_sum = at_home(_segments.unsorted_segment_sum)
unstack = at_home(_joining.unstack)
verify_tensor_all_finite = at_home(_numerics.verify_tensor_all_finite)
where = at_home(_selecting.where)
where_v2 = at_home(_selecting.where_v2)
write_file = at_home(_decoding.write_file)
zeros = at_home(_create.zeros)
zeros_like = at_home(_create.zeros_like)
zeta = at_home(_gammas.zeta)
