"""``tf.random``: random numbers, TensorFlow's own."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._generator import (
    Generator,
    create_rng_state,
    get_global_generator,
    set_global_generator,
)
from teachflow.compat.v2.random import experimental
from teachflow.eager.home import EAGER as _EAGER
from teachflow.ops.random import binomials as _binomials
from teachflow.ops.random import categories as _categories
from teachflow.ops.random import gamma_draws as _gamma_draws
from teachflow.ops.random import poissons as _poissons
from teachflow.ops.random import random as _random
from teachflow.ops.random import stateless as _stateless
from teachflow.ops.random.stateless import Algorithm

categorical = at_home(_categories.categorical)
fold_in = at_home(_stateless.fold_in)
gamma = at_home(_gamma_draws.random_gamma)
normal = at_home(_random.random_normal)
poisson = at_home(_poissons.poisson)
shuffle = at_home(_random.random_shuffle)
split = at_home(_stateless.split_seed)
stateless_binomial = at_home(_binomials.stateless_binomial)
stateless_categorical = at_home(_categories.stateless_categorical)
stateless_gamma = at_home(_gamma_draws.stateless_gamma)
stateless_normal = at_home(_stateless.stateless_normal)
stateless_poisson = at_home(_poissons.stateless_poisson)
stateless_truncated_normal = at_home(_stateless.stateless_truncated_normal)
stateless_uniform = at_home(_stateless.stateless_uniform)
truncated_normal = at_home(_random.truncated_normal)
uniform = at_home(_random.random_uniform)
set_seed = _EAGER.seeds.set

__getattr__ = _looking_up(__name__)
