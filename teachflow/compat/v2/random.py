"""``tf.random``: random numbers, TensorFlow's own."""

from __future__ import annotations

from teachflow.compat.v2._face import at_home
from teachflow.eager.tensor import EAGER as _EAGER
from teachflow.ops import random as _random

normal = at_home(_random.random_normal)
shuffle = at_home(_random.random_shuffle)
truncated_normal = at_home(_random.truncated_normal)
uniform = at_home(_random.random_uniform)
set_seed = _EAGER.seeds.set
