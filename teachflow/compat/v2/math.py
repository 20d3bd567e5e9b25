"""``tf.math``: arithmetic, elementary functions and reductions."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.arrays import arguments as _arrays_2
from teachflow.ops.arrays import gather as _gather
from teachflow.ops.arrays import reshaping as _reshaping
from teachflow.ops.arrays import segment_means as _segment_means
from teachflow.ops.arrays import segments as _segments
from teachflow.ops.math import arguments as _math_2
from teachflow.ops.math import arithmetic as _arithmetic
from teachflow.ops.math import bells as _bells
from teachflow.ops.math import careful as _careful
from teachflow.ops.math import complex as _complex
from teachflow.ops.math import counting as _counting
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import gammas as _gammas
from teachflow.ops.math import logic as _logic
from teachflow.ops.math import math as _math
from teachflow.ops.math import order as _order
from teachflow.ops.math import reduce as _reduce
from teachflow.ops.math import sums as _sums
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.nn import activations as _activations
from teachflow.ops.nn import arguments as _nn_2
from teachflow.ops.nn import confusion as _confusion
from teachflow.ops.nn import losses as _losses
from teachflow.ops.nn import moments as _moments
from teachflow.ops.nn import nn as _nn
from teachflow.ops.nn import ranking as _ranking

abs = at_home(_arithmetic.abs)
accumulate_n = at_home(_sums.accumulate_n)
acos = at_home(_trigonometry.acos)
acosh = at_home(_trigonometry.acosh)
add = at_home(_arithmetic.add)
add_n = at_home(_arithmetic.add_n)
angle = at_home(_complex.angle)
argmax = at_home(_arrays_2.argmax)
argmin = at_home(_arrays_2.argmin)
asin = at_home(_trigonometry.asin)
asinh = at_home(_trigonometry.asinh)
atan = at_home(_trigonometry.atan)
atan2 = at_home(_trigonometry.atan2)
atanh = at_home(_trigonometry.atanh)
bessel_i0 = at_home(_bells.bessel_i0)
bessel_i0e = at_home(_bells.bessel_i0e)
bessel_i1 = at_home(_bells.bessel_i1)
bessel_i1e = at_home(_bells.bessel_i1e)
betainc = at_home(_gammas.betainc)
bincount = at_home(_math_2.bincount)
ceil = at_home(_elementary.ceil)
confusion_matrix = at_home(_nn_2.confusion_matrix)
conj = at_home(_complex.conj)
cos = at_home(_trigonometry.cos)
cosh = at_home(_trigonometry.cosh)
count_nonzero = at_home(_math_2.count_nonzero)
cumprod = at_home(_reduce.cumprod)
cumsum = at_home(_reduce.cumsum)
cumulative_logsumexp = at_home(_sums.cumulative_logsumexp)
digamma = at_home(_gammas.digamma)
divide = at_home(_arithmetic.divide)
divide_no_nan = at_home(_arithmetic.div_no_nan)
equal = at_home(_logic.equal)
erf = at_home(_elementary.erf)
erfc = at_home(_elementary.erfc)
erfcinv = at_home(_bells.erfcinv)
erfinv = at_home(_bells.erfinv)
exp = at_home(_elementary.exp)
expm1 = at_home(_elementary.expm1)
floor = at_home(_elementary.floor)
floordiv = at_home(_arithmetic.floordiv)
floormod = at_home(_math.floormod)
greater = at_home(_logic.greater)
greater_equal = at_home(_logic.greater_equal)
igamma = at_home(_gammas.igamma)
igammac = at_home(_gammas.igammac)
imag = at_home(_complex.imag)
in_top_k = at_home(_ranking.in_top_k_v2)
invert_permutation = at_home(_reshaping.invert_permutation)
is_finite = at_home(_logic.is_finite)
is_inf = at_home(_logic.is_inf)
is_nan = at_home(_logic.is_nan)
is_non_decreasing = at_home(_sums.is_non_decreasing)
is_strictly_increasing = at_home(_sums.is_strictly_increasing)
l2_normalize = at_home(_moments.l2_normalize)
lbeta = at_home(_gammas.lbeta)
less = at_home(_logic.less)
less_equal = at_home(_logic.less_equal)
lgamma = at_home(_gammas.lgamma)
log = at_home(_math.log)
log1p = at_home(_elementary.log1p)
log_sigmoid = at_home(_sums.log_sigmoid)
log_softmax = at_home(_nn_2.log_softmax)
logical_and = at_home(_logic.logical_and)
logical_not = at_home(_logic.logical_not)
logical_or = at_home(_logic.logical_or)
logical_xor = at_home(_logic.logical_xor)
maximum = at_home(_order.maximum)
minimum = at_home(_order.minimum)
mod = at_home(_math.floormod)
multiply = at_home(_math.multiply)
multiply_no_nan = at_home(_careful.multiply_no_nan)
ndtri = at_home(_bells.ndtri)
negative = at_home(_math.negative)
nextafter = at_home(_order.nextafter)
not_equal = at_home(_logic.not_equal)
polygamma = at_home(_gammas.polygamma)
polyval = at_home(_sums.polyval)
pow = at_home(_arithmetic.pow)
real = at_home(_complex.real)
reciprocal = at_home(_math.reciprocal)
reciprocal_no_nan = at_home(_arithmetic.reciprocal_no_nan)
reduce_all = at_home(_math_2.reduce_all)
reduce_any = at_home(_math_2.reduce_any)
reduce_euclidean_norm = at_home(_sums.reduce_euclidean_norm)
reduce_logsumexp = at_home(_math_2.reduce_logsumexp)
reduce_max = at_home(_math_2.reduce_max)
reduce_mean = at_home(_math_2.reduce_mean)
reduce_min = at_home(_math_2.reduce_min)
reduce_prod = at_home(_math_2.reduce_prod)
reduce_std = at_home(_reduce.reduce_std)
reduce_sum = at_home(_math_2.reduce_sum)
reduce_variance = at_home(_reduce.reduce_variance)
rint = at_home(_elementary.rint)
round = at_home(_arithmetic.round)
rsqrt = at_home(_elementary.rsqrt)
scalar_mul = at_home(_arithmetic.scalar_mul)
segment_max = at_home(_segments.segment_max)
segment_mean = at_home(_segments.segment_mean)
segment_min = at_home(_segments.segment_min)
segment_prod = at_home(_segments.segment_prod)
segment_sum = at_home(_segments.segment_sum)
sigmoid = at_home(_elementary.sigmoid)
sign = at_home(_order.sign)
sin = at_home(_trigonometry.sin)
sinh = at_home(_trigonometry.sinh)
softmax = at_home(_nn_2.softmax)
softplus = at_home(_nn.softplus)
softsign = at_home(_nn.softsign)
sqrt = at_home(_elementary.sqrt)
square = at_home(_math.square)
squared_difference = at_home(_math.squared_difference)
subtract = at_home(_math.subtract)
tan = at_home(_trigonometry.tan)
tanh = at_home(_trigonometry.tanh)
top_k = at_home(_ranking.top_k)
truediv = at_home(_arithmetic.truediv)

__getattr__ = _looking_up(__name__)
unsorted_segment_max = at_home(_segments.unsorted_segment_max)
unsorted_segment_mean = at_home(_segment_means.unsorted_segment_mean)
unsorted_segment_min = at_home(_segments.unsorted_segment_min)
unsorted_segment_prod = at_home(_segments.unsorted_segment_prod)
unsorted_segment_sqrt_n = at_home(_segment_means.unsorted_segment_sqrt_n)
unsorted_segment_sum = at_home(_segments.unsorted_segment_sum)
xdivy = at_home(_careful.xdivy)
xlog1py = at_home(_careful.xlog1py)
xlogy = at_home(_careful.xlogy)
zero_fraction = at_home(_activations.zero_fraction)
zeta = at_home(_gammas.zeta)
