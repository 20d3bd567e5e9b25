"""``tf.random``: random numbers, TensorFlow's own."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.graph.scopes import set_random_seed as _set_random_seed
from teachflow.ops.random import categories as _categories
from teachflow.ops.random import gamma_draws as _gamma_draws
from teachflow.ops.random import random as _random
from teachflow.ops.random import stateless as _stateless

categorical = at_home(_categories.categorical)
gamma = at_home(_gamma_draws.random_gamma)
multinomial = at_home(_categories.multinomial)
normal = at_home(_random.random_normal)
shuffle = at_home(_random.random_shuffle)
stateless_categorical = at_home(_categories.stateless_categorical)
stateless_normal = at_home(_stateless.stateless_normal)
stateless_truncated_normal = at_home(_stateless.stateless_truncated_normal)
stateless_uniform = at_home(_stateless.stateless_uniform)
truncated_normal = at_home(_random.truncated_normal)
uniform = at_home(_random.random_uniform)
set_random_seed = _set_random_seed

__getattr__ = _looking_up(__name__)
