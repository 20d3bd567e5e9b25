"""``tf.random.experimental``: older names, and rows shuffled by a seed alone."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._generator import (
    Generator,
    create_rng_state,
    get_global_generator,
    set_global_generator,
)
from teachflow.ops.random import shuffling as _shuffling
from teachflow.ops.random import stateless as _stateless
from teachflow.ops.random.stateless import Algorithm

stateless_fold_in = at_home(_stateless.fold_in)
stateless_shuffle = at_home(_shuffling.stateless_shuffle)
stateless_split = at_home(_stateless.split_seed)

__getattr__ = _looking_up(__name__)
