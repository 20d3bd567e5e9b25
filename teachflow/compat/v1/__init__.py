"""TensorFlow 1's language: graphs that are built first and run by sessions.

``import teachflow.compat.v1 as tf`` makes a chapter written for TensorFlow 1 run. What
nothing else places happens in the thread's default graph.
"""

from __future__ import annotations

from builtins import bool as _bool

from teachflow._version import __version__
from teachflow.compat import errors
from teachflow.compat.v1 import linalg, math, nn, random, strings, train
from teachflow.compat.v1._face import at_home
from teachflow.core.dimension import Dimension
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
from teachflow.graph.defaults import get_default_graph, reset_default_graph
from teachflow.graph.gradients import UnconnectedGradients
from teachflow.graph.gradients import gradients as _gradients
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.observe import RunReport, observing, watch_runs
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.scopes import (
    add_to_collection,
    add_to_collections,
    control_dependencies,
    device,
    get_collection,
    get_collection_ref,
    global_variables,
    global_variables_initializer,
    local_variables,
    local_variables_initializer,
    name_scope,
    op_scope,
    set_random_seed,
    trainable_variables,
    variables_initializer,
)
from teachflow.graph.session import InteractiveSession, Session, get_default_session
from teachflow.ops import arithmetic as _arithmetic
from teachflow.ops import arranging as _arranging
from teachflow.ops import array as _array
from teachflow.ops import cast as _cast
from teachflow.ops import complex as _complex
from teachflow.ops import convert as _convert
from teachflow.ops import create as _create
from teachflow.ops import diagonals as _diagonals
from teachflow.ops import elementary as _elementary
from teachflow.ops import gather as _gather
from teachflow.ops import joining as _joining
from teachflow.ops import lengths as _lengths
from teachflow.ops import linalg as _linalg
from teachflow.ops import linspace as _linspace
from teachflow.ops import logic as _logic
from teachflow.ops import math as _math
from teachflow.ops import matmul as _matmul
from teachflow.ops import order as _order
from teachflow.ops import random as _random
from teachflow.ops import reduce as _reduce
from teachflow.ops import reshaping as _reshaping
from teachflow.ops import selecting as _selecting
from teachflow.ops import slicing as _slicing
from teachflow.ops import state as _state
from teachflow.ops import strings as _strings
from teachflow.ops import trigonometry as _trigonometry
from teachflow.ops.convert import get_static_value, is_tensor
from teachflow.variables import FaceVariable as _FaceVariable

half = float16
double = float64
newaxis = None


class Variable(metaclass=_FaceVariable):
    """A variable: four nodes in a graph, and a value in each session that initializes
    it.

    ``initial_value`` is anything that converts to a tensor, or a function that gives
    it. Source: tf.compat.v1.Variable.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3, name="x")
    ...     sess.run(x.initializer)
    ...     print(sess.run(x), x)
    3 <tf.Variable 'x:0' shape=() dtype=int32_ref>
    """

    fallback = staticmethod(get_default_graph)


def disable_v2_behavior() -> None:
    """Does nothing: the graph face is TensorFlow 1's already."""


disable_eager_execution = disable_v2_behavior
disable_resource_variables = disable_v2_behavior
disable_v2_tensorshape = disable_v2_behavior
disable_control_flow_v2 = disable_v2_behavior


def executing_eagerly() -> _bool:
    """False: in the graph face nothing is computed until a session runs it."""
    return False


gradients = at_home(_gradients)
abs = at_home(_arithmetic.abs)
acos = at_home(_trigonometry.acos)
acosh = at_home(_trigonometry.acosh)
add = at_home(_arithmetic.add)
add_n = at_home(_arithmetic.add_n)
angle = at_home(_complex.angle)
argmax = at_home(_gather.argmax)
argmin = at_home(_gather.argmin)
as_string = at_home(_strings.as_string)
asin = at_home(_trigonometry.asin)
asinh = at_home(_trigonometry.asinh)
assign = at_home(_state.assign)
assign_add = at_home(_state.assign_add)
assign_sub = at_home(_state.assign_sub)
atan = at_home(_trigonometry.atan)
atan2 = at_home(_trigonometry.atan2)
atanh = at_home(_trigonometry.atanh)
boolean_mask = at_home(_selecting.boolean_mask)
broadcast_to = at_home(_reshaping.broadcast_to)
cast = at_home(_cast.cast)
ceil = at_home(_elementary.ceil)
clip_by_value = at_home(_arithmetic.clip_by_value)
complex = at_home(_complex.complex)
concat = at_home(_joining.concat)
conj = at_home(_complex.conj)
constant = at_home(_array.constant)
convert_to_tensor = at_home(_convert.convert_to_tensor)
cos = at_home(_trigonometry.cos)
cosh = at_home(_trigonometry.cosh)
cumprod = at_home(_reduce.cumprod)
cumsum = at_home(_reduce.cumsum)
diag = at_home(_diagonals.diag)
diag_part = at_home(_diagonals.diag_part)
div = at_home(_arithmetic.div)
div_no_nan = at_home(_arithmetic.div_no_nan)
divide = at_home(_arithmetic.divide)
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
greater = at_home(_logic.greater)
greater_equal = at_home(_logic.greater_equal)
group = at_home(_state.group)
identity = at_home(_array.identity)
imag = at_home(_complex.imag)
invert_permutation = at_home(_reshaping.invert_permutation)
is_finite = at_home(_logic.is_finite)
is_inf = at_home(_logic.is_inf)
is_nan = at_home(_logic.is_nan)
is_variable_initialized = at_home(_state.is_variable_initialized)
less = at_home(_logic.less)
less_equal = at_home(_logic.less_equal)
lin_space = at_home(_linspace.linspace)
linspace = at_home(_linspace.linspace)
log = at_home(_math.log)
log1p = at_home(_elementary.log1p)
logical_and = at_home(_logic.logical_and)
logical_not = at_home(_logic.logical_not)
logical_or = at_home(_logic.logical_or)
logical_xor = at_home(_logic.logical_xor)
matmul = at_home(_matmul.matmul)
matrix_determinant = at_home(_linalg.matrix_determinant)
matrix_diag = at_home(_diagonals.matrix_diag)
matrix_diag_part = at_home(_diagonals.matrix_diag_part)
matrix_inverse = at_home(_linalg.matrix_inverse)
matrix_solve = at_home(_linalg.matrix_solve)
matrix_transpose = at_home(_linalg.matrix_transpose)
maximum = at_home(_order.maximum)
meshgrid = at_home(_arranging.meshgrid)
minimum = at_home(_order.minimum)
mod = at_home(_math.floormod)
multiply = at_home(_math.multiply)
negative = at_home(_math.negative)
no_op = at_home(_state.no_op)
not_equal = at_home(_logic.not_equal)
one_hot = at_home(_create.one_hot)
ones = at_home(_create.ones)
ones_like = at_home(_create.ones_like)
pad = at_home(_arranging.pad)
placeholder = at_home(_array.placeholder)
placeholder_with_default = at_home(_array.placeholder_with_default)
pow = at_home(_arithmetic.pow)
random_normal = at_home(_random.random_normal)
random_shuffle = at_home(_random.random_shuffle)
random_uniform = at_home(_random.random_uniform)
range = at_home(_create.range_)
rank = at_home(_lengths.rank)
real = at_home(_complex.real)
realdiv = at_home(_math.real_divide)
reciprocal = at_home(_math.reciprocal)
reduce_all = at_home(_reduce.reduce_all)
reduce_any = at_home(_reduce.reduce_any)
reduce_logsumexp = at_home(_reduce.reduce_logsumexp)
reduce_max = at_home(_reduce.reduce_max)
reduce_mean = at_home(_reduce.reduce_mean)
reduce_min = at_home(_reduce.reduce_min)
reduce_prod = at_home(_reduce.reduce_prod)
reduce_sum = at_home(_reduce.reduce_sum)
reshape = at_home(_reshaping.reshape)
reverse = at_home(_arranging.reverse)
rint = at_home(_elementary.rint)
round = at_home(_arithmetic.round)
rsqrt = at_home(_elementary.rsqrt)
scalar_mul = at_home(_arithmetic.scalar_mul)
shape = at_home(_lengths.shape)
sigmoid = at_home(_elementary.sigmoid)
sign = at_home(_order.sign)
sin = at_home(_trigonometry.sin)
sinh = at_home(_trigonometry.sinh)
size = at_home(_lengths.size)
slice = at_home(_slicing.slice_)
split = at_home(_joining.split)
sqrt = at_home(_elementary.sqrt)
square = at_home(_math.square)
squared_difference = at_home(_math.squared_difference)
squeeze = at_home(_reshaping.squeeze)
stack = at_home(_joining.stack)
stop_gradient = at_home(_array.stop_gradient)
strided_slice = at_home(_slicing.strided_slice)
string_join = at_home(_strings.string_join)
subtract = at_home(_math.subtract)
tan = at_home(_trigonometry.tan)
tanh = at_home(_trigonometry.tanh)
tile = at_home(_arranging.tile)
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
unstack = at_home(_joining.unstack)
where = at_home(_selecting.where)
zeros = at_home(_create.zeros)
zeros_like = at_home(_create.zeros_like)
