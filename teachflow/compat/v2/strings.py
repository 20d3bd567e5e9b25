"""``tf.strings``: text."""

from __future__ import annotations

from teachflow.compat.v2._face import at_home
from teachflow.ops import strings as _strings

as_string = at_home(_strings.as_string)
join = at_home(_strings.string_join)
length = at_home(_strings.string_length)
