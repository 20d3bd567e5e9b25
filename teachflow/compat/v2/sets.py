"""``tf.sets``: the rows of a tensor as sets."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.arrays.ordering import sets as _sets

difference = at_home(_sets.difference)
intersection = at_home(_sets.intersection)
size = at_home(_sets.set_size)
union = at_home(_sets.union)

__getattr__ = _looking_up(__name__)
