"""Names from before TensorFlow 1.0, which old files still use."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.ops.arrays import selecting as _selecting
from teachflow.ops.arrays import stacking as _stacking
from teachflow.ops.linalg import matmul as _matmul
from teachflow.ops.math import arithmetic as _arithmetic
from teachflow.ops.math import math as _math
from teachflow.ops.nn import ranking as _ranking

arg_max = at_home(_ranking.arg_max)
arg_min = at_home(_ranking.arg_min)
batch_matmul = at_home(_matmul.matmul)
complex_abs = at_home(_arithmetic.abs)
inv = at_home(_math.reciprocal)
mul = at_home(_math.multiply)
neg = at_home(_math.negative)
pack = at_home(_stacking.stack)
select = at_home(_selecting.where)
sub = at_home(_math.subtract)
unpack = at_home(_stacking.unstack)
