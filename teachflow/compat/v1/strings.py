"""``tf.strings``: text."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.ops.arrays.sparse import making as _sparse
from teachflow.ops.control import printing as _printing
from teachflow.ops.strings import strings as _strings
from teachflow.ops.strings import texts as _texts

as_string = at_home(_strings.as_string)
format = at_home(_printing.string_format)
join = at_home(_strings.string_join)
length = at_home(_strings.string_length)
lower = at_home(_texts.string_lower)
reduce_join = at_home(_strings.reduce_join)
regex_full_match = at_home(_texts.regex_full_match)
regex_replace = at_home(_texts.regex_replace)
strip = at_home(_texts.string_strip)
substr = at_home(_texts.substr)
to_hash_bucket = at_home(_texts.string_to_hash_bucket)
to_hash_bucket_fast = at_home(_texts.string_to_hash_bucket_fast)
to_number = at_home(_texts.string_to_number)
upper = at_home(_texts.string_upper)
split = at_home(_sparse.split)

__getattr__ = _looking_up(__name__)
