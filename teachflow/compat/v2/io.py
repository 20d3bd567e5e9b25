"""``tf.io``: what is written in other alphabets."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.strings import texts as _texts

decode_base64 = at_home(_texts.decode_base64)
encode_base64 = at_home(_texts.encode_base64)

__getattr__ = _looking_up(__name__)
