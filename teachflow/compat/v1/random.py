"""``tf.random``: random numbers, TensorFlow's own."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.graph.scopes import set_random_seed as _set_random_seed
from teachflow.ops import random as _random

normal = at_home(_random.random_normal)
shuffle = at_home(_random.random_shuffle)
truncated_normal = at_home(_random.truncated_normal)
uniform = at_home(_random.random_uniform)
set_random_seed = _set_random_seed
