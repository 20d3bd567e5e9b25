"""The ops of the eager face: each at home where ops compute at once."""

from __future__ import annotations

from teachflow.compat.v2._face import at_home
from teachflow.ops.arrays import arguments as _arrays_2
from teachflow.ops.arrays import arranging as _arranging
from teachflow.ops.arrays import array as _array
from teachflow.ops.arrays import batching as _batching
from teachflow.ops.arrays import broadcasting as _broadcasting
from teachflow.ops.arrays import bundles as _bundles
from teachflow.ops.arrays import convert as _convert
from teachflow.ops.arrays import create as _create
from teachflow.ops.arrays import edits as _edits
from teachflow.ops.arrays import gather as _gather
from teachflow.ops.arrays import joining as _joining
from teachflow.ops.arrays import lengths as _lengths
from teachflow.ops.arrays import partition as _partition
from teachflow.ops.arrays import repeating as _repeating
from teachflow.ops.arrays import reshaping as _reshaping
from teachflow.ops.arrays import retyping as _retyping
from teachflow.ops.arrays import scatter as _scatter
from teachflow.ops.arrays import selecting as _selecting
from teachflow.ops.arrays import slicing as _slicing
from teachflow.ops.arrays import sorting as _sorting
from teachflow.ops.arrays import uniques as _uniques
from teachflow.ops.control import printing as _printing
from teachflow.ops.linalg import arguments as _linalg_2
from teachflow.ops.linalg import diagonals as _diagonals
from teachflow.ops.linalg import einsum as _einsum
from teachflow.ops.linalg import general as _general
from teachflow.ops.linalg import matmul as _matmul
from teachflow.ops.linalg import norms as _norms
from teachflow.ops.linalg import products as _products
from teachflow.ops.math import arguments as _math_2
from teachflow.ops.math import arithmetic as _arithmetic
from teachflow.ops.math import cast as _cast
from teachflow.ops.math import clipping as _clipping
from teachflow.ops.math import complex as _complex
from teachflow.ops.math import counting as _counting
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import linspace as _linspace
from teachflow.ops.math import logic as _logic
from teachflow.ops.math import math as _math
from teachflow.ops.math import order as _order
from teachflow.ops.math import reduce as _reduce
from teachflow.ops.math import sums as _sums
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.state import state as _state
from teachflow.ops.strings import strings as _strings

abs = at_home(_arithmetic.abs)
acos = at_home(_trigonometry.acos)
acosh = at_home(_trigonometry.acosh)
add = at_home(_arithmetic.add)
add_n = at_home(_arithmetic.add_n)
argmax = at_home(_arrays_2.argmax)
argmin = at_home(_arrays_2.argmin)
argsort = at_home(_sorting.argsort)
as_string = at_home(_strings.as_string)
asin = at_home(_trigonometry.asin)
asinh = at_home(_trigonometry.asinh)
atan = at_home(_trigonometry.atan)
atan2 = at_home(_trigonometry.atan2)
atanh = at_home(_trigonometry.atanh)
batch_to_space = at_home(_batching.batch_to_space)
bitcast = at_home(_retyping.bitcast)
boolean_mask = at_home(_arrays_2.boolean_mask)
broadcast_dynamic_shape = at_home(_broadcasting.broadcast_dynamic_shape)
broadcast_static_shape = _broadcasting.broadcast_static_shape
broadcast_to = at_home(_reshaping.broadcast_to)
cast = at_home(_cast.cast)
clip_by_global_norm = at_home(_clipping.clip_by_global_norm)
clip_by_norm = at_home(_clipping.clip_by_norm)
clip_by_value = at_home(_arithmetic.clip_by_value)
complex = at_home(_complex.complex)
concat = at_home(_joining.concat)
constant = at_home(_array.constant_v2)
convert_to_tensor = at_home(_arrays_2.convert_to_tensor)
cos = at_home(_trigonometry.cos)
cosh = at_home(_trigonometry.cosh)
cumsum = at_home(_reduce.cumsum)
divide = at_home(_arithmetic.divide)
dynamic_partition = at_home(_partition.dynamic_partition)
dynamic_stitch = at_home(_partition.dynamic_stitch)
edit_distance = at_home(_edits.edit_distance)
eig = at_home(_general.eig)
eigvals = at_home(_general.eigvals)
einsum = at_home(_einsum.einsum)
ensure_shape = at_home(_retyping.ensure_shape)
equal = at_home(_logic.equal)
exp = at_home(_elementary.exp)
expand_dims = at_home(_arrays_2.expand_dims)
eye = at_home(_diagonals.eye)
fill = at_home(_create.fill)
floor = at_home(_elementary.floor)
gather = at_home(_arrays_2.gather)
gather_nd = at_home(_arrays_2.gather_nd)
greater = at_home(_logic.greater)
greater_equal = at_home(_logic.greater_equal)
group = at_home(_state.group)
guarantee_const = at_home(_retyping.guarantee_const)
histogram_fixed_width = at_home(_counting.histogram_fixed_width)
histogram_fixed_width_bins = at_home(_counting.histogram_fixed_width_bins)
identity = at_home(_array.identity)
identity_n = at_home(_bundles.identity_n)
less = at_home(_logic.less)
less_equal = at_home(_logic.less_equal)
linspace = at_home(_linspace.linspace)
logical_and = at_home(_logic.logical_and)
logical_not = at_home(_logic.logical_not)
logical_or = at_home(_logic.logical_or)
matmul = at_home(_linalg_2.matmul)
matrix_square_root = at_home(_general.sqrtm)
maximum = at_home(_order.maximum)
meshgrid = at_home(_arranging.meshgrid)
minimum = at_home(_order.minimum)
multiply = at_home(_math.multiply)
negative = at_home(_math.negative)
no_op = at_home(_state.no_op)
norm = at_home(_linalg_2.norm)
not_equal = at_home(_logic.not_equal)
one_hot = at_home(_create.one_hot)
ones = at_home(_create.ones)
ones_like = at_home(_arrays_2.ones_like)
pad = at_home(_arrays_2.pad)
parallel_stack = at_home(_retyping.parallel_stack)
pow = at_home(_arithmetic.pow)
print = at_home(_printing.print_all)
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
repeat = at_home(_repeating.repeat)
required_space_to_batch_paddings = at_home(_batching.required_space_to_batch_paddings)
reshape = at_home(_reshaping.reshape)
reverse = at_home(_arranging.reverse)
reverse_sequence = at_home(_arrays_2.reverse_sequence)
roll = at_home(_repeating.roll)
round = at_home(_arithmetic.round)
saturate_cast = at_home(_retyping.saturate_cast)
scalar_mul = at_home(_arithmetic.scalar_mul)
scatter_nd = at_home(_arrays_2.scatter_nd)
searchsorted = at_home(_sorting.searchsorted)
sequence_mask = at_home(_repeating.sequence_mask)
shape = at_home(_arrays_2.shape)
shape_n = at_home(_bundles.shape_n)
sigmoid = at_home(_elementary.sigmoid)
sign = at_home(_order.sign)
sin = at_home(_trigonometry.sin)
sinh = at_home(_trigonometry.sinh)
size = at_home(_arrays_2.size)
slice = at_home(_slicing.slice_)
sort = at_home(_sorting.sort)
space_to_batch = at_home(_batching.space_to_batch)
space_to_batch_nd = at_home(_batching.space_to_batch_nd)
split = at_home(_joining.split)
sqrt = at_home(_elementary.sqrt)
square = at_home(_math.square)
squeeze = at_home(_arrays_2.squeeze)
stack = at_home(_joining.stack)
stop_gradient = at_home(_array.stop_gradient)
strided_slice = at_home(_slicing.strided_slice)
subtract = at_home(_math.subtract)
tan = at_home(_trigonometry.tan)
tanh = at_home(_trigonometry.tanh)
tensor_scatter_nd_add = at_home(_arrays_2.tensor_scatter_nd_add)
tensor_scatter_nd_max = at_home(_arrays_2.tensor_scatter_nd_max)
tensor_scatter_nd_min = at_home(_arrays_2.tensor_scatter_nd_min)
tensor_scatter_nd_sub = at_home(_arrays_2.tensor_scatter_nd_sub)
tensor_scatter_nd_update = at_home(_scatter.tensor_scatter_update)
tensordot = at_home(_products.tensordot)
tile = at_home(_arranging.tile)
timestamp = at_home(_retyping.timestamp)
transpose = at_home(_arrays_2.transpose)
truediv = at_home(_arithmetic.truediv)
truncatediv = at_home(_math.truncatediv)
truncatemod = at_home(_math.truncatemod)
tuple = at_home(_state.tuple_v2)
unique = at_home(_uniques.unique)
unique_with_counts = at_home(_uniques.unique_with_counts)
unravel_index = at_home(_retyping.unravel_index)
unstack = at_home(_joining.unstack)
where = at_home(_selecting.where_v2)
zeros = at_home(_create.zeros)
zeros_like = at_home(_arrays_2.zeros_like)
