"""``tf.bitwise``: whole numbers as bits."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.ops.math import bits as _bits
from teachflow.ops.math import logic as _logic

bitwise_and = at_home(_logic.bitwise_and)
bitwise_or = at_home(_logic.bitwise_or)
bitwise_xor = at_home(_logic.bitwise_xor)
invert = at_home(_logic.bitwise_invert)
left_shift = at_home(_bits.left_shift)
right_shift = at_home(_bits.right_shift)

__getattr__ = _looking_up(__name__)
