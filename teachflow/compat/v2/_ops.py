"""The ops of the eager face: each at home where ops compute at once."""

from __future__ import annotations

from teachflow.compat.v2._face import at_home
from teachflow.ops.arrays import arguments as _arrays_2
from teachflow.ops.arrays import arranging as _arranging
from teachflow.ops.arrays import array as _array
from teachflow.ops.arrays import broadcasting as _broadcasting
from teachflow.ops.arrays import create as _create
from teachflow.ops.arrays import joining as _joining
from teachflow.ops.arrays import lengths as _lengths
from teachflow.ops.arrays import reshaping as _reshaping
from teachflow.ops.arrays import scatter as _scatter
from teachflow.ops.arrays import selecting as _selecting
from teachflow.ops.arrays import stacking as _stacking
from teachflow.ops.arrays.slicing import slices as _slices
from teachflow.ops.arrays.slicing import strided as _strided
from teachflow.ops.linalg import arguments as _linalg_2
from teachflow.ops.math import arguments as _math_2
from teachflow.ops.math import arithmetic as _arithmetic
from teachflow.ops.math import cast as _cast
from teachflow.ops.math import complex as _complex
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import logic as _logic
from teachflow.ops.math import math as _math
from teachflow.ops.math import order as _order
from teachflow.ops.math import reduce as _reduce
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.state import state as _state

abs = at_home(_arithmetic.abs)
acos = at_home(_trigonometry.acos)
acosh = at_home(_trigonometry.acosh)
add = at_home(_arithmetic.add)
add_n = at_home(_arithmetic.add_n)
argmax = at_home(_arrays_2.argmax)
argmin = at_home(_arrays_2.argmin)
asin = at_home(_trigonometry.asin)
asinh = at_home(_trigonometry.asinh)
atan = at_home(_trigonometry.atan)
atan2 = at_home(_trigonometry.atan2)
atanh = at_home(_trigonometry.atanh)
boolean_mask = at_home(_arrays_2.boolean_mask)
broadcast_to = at_home(_broadcasting.broadcast_to)
cast = at_home(_cast.cast)
clip_by_value = at_home(_arithmetic.clip_by_value)
complex = at_home(_complex.complex)
concat = at_home(_joining.concat)
constant = at_home(_array.constant_v2)
convert_to_tensor = at_home(_arrays_2.convert_to_tensor)
cos = at_home(_trigonometry.cos)
cosh = at_home(_trigonometry.cosh)
cumsum = at_home(_reduce.cumsum)
divide = at_home(_arithmetic.divide)
equal = at_home(_logic.equal)
exp = at_home(_elementary.exp)
expand_dims = at_home(_arrays_2.expand_dims)
fill = at_home(_create.fill)
floor = at_home(_elementary.floor)
gather = at_home(_arrays_2.gather)
gather_nd = at_home(_arrays_2.gather_nd)
greater = at_home(_logic.greater)
greater_equal = at_home(_logic.greater_equal)
group = at_home(_state.group)
identity = at_home(_array.identity)
less = at_home(_logic.less)
less_equal = at_home(_logic.less_equal)
logical_and = at_home(_logic.logical_and)
logical_not = at_home(_logic.logical_not)
logical_or = at_home(_logic.logical_or)
matmul = at_home(_linalg_2.matmul)
maximum = at_home(_order.maximum)
meshgrid = at_home(_arranging.meshgrid)
minimum = at_home(_order.minimum)
multiply = at_home(_math.multiply)
negative = at_home(_math.negative)
no_op = at_home(_state.no_op)
not_equal = at_home(_logic.not_equal)
one_hot = at_home(_create.one_hot)
ones = at_home(_create.ones)
ones_like = at_home(_arrays_2.ones_like)
pad = at_home(_arrays_2.pad)
pow = at_home(_arithmetic.pow)
range = at_home(_create.range_)
rank = at_home(_lengths.rank)
realdiv = at_home(_math.real_divide)
reduce_all = at_home(_math_2.reduce_all)
reduce_any = at_home(_math_2.reduce_any)
reduce_logsumexp = at_home(_math_2.reduce_logsumexp)
reduce_max = at_home(_math_2.reduce_max)
reduce_mean = at_home(_math_2.reduce_mean)
reduce_min = at_home(_math_2.reduce_min)
reduce_prod = at_home(_math_2.reduce_prod)
reduce_sum = at_home(_math_2.reduce_sum)
reshape = at_home(_reshaping.reshape)
reverse = at_home(_arranging.reverse)
reverse_sequence = at_home(_arrays_2.reverse_sequence)
round = at_home(_arithmetic.round)
scalar_mul = at_home(_arithmetic.scalar_mul)
scatter_nd = at_home(_arrays_2.scatter_nd)
shape = at_home(_arrays_2.shape)
sigmoid = at_home(_elementary.sigmoid)
sign = at_home(_order.sign)
sin = at_home(_trigonometry.sin)
sinh = at_home(_trigonometry.sinh)
size = at_home(_arrays_2.size)
slice = at_home(_slices.slice_)
split = at_home(_joining.split)
sqrt = at_home(_elementary.sqrt)
square = at_home(_math.square)
squeeze = at_home(_arrays_2.squeeze)
stack = at_home(_stacking.stack)
stop_gradient = at_home(_array.stop_gradient)
strided_slice = at_home(_strided.strided_slice)
subtract = at_home(_math.subtract)
tan = at_home(_trigonometry.tan)
tanh = at_home(_trigonometry.tanh)
tensor_scatter_nd_add = at_home(_arrays_2.tensor_scatter_nd_add)
tensor_scatter_nd_max = at_home(_arrays_2.tensor_scatter_nd_max)
tensor_scatter_nd_min = at_home(_arrays_2.tensor_scatter_nd_min)
tensor_scatter_nd_sub = at_home(_arrays_2.tensor_scatter_nd_sub)
tensor_scatter_nd_update = at_home(_scatter.tensor_scatter_update)
tile = at_home(_arranging.tile)
transpose = at_home(_arrays_2.transpose)
truediv = at_home(_arithmetic.truediv)
truncatediv = at_home(_math.truncatediv)
truncatemod = at_home(_math.truncatemod)
tuple = at_home(_state.tuple_v2)
unstack = at_home(_stacking.unstack)
where = at_home(_selecting.where_v2)
zeros = at_home(_create.zeros)
zeros_like = at_home(_arrays_2.zeros_like)
