"""``tf.strings``: text."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.control import printing as _printing
from teachflow.ops.strings import arguments as _arguments
from teachflow.ops.strings import characters as _characters
from teachflow.ops.strings import strings as _strings
from teachflow.ops.strings import texts as _texts

as_string = at_home(_strings.as_string)
bytes_split = at_home(_characters.bytes_split)
format = at_home(_printing.string_format)
join = at_home(_strings.string_join)
length = at_home(_arguments.length)
lower = at_home(_texts.string_lower)
reduce_join = at_home(_arguments.reduce_join)
regex_full_match = at_home(_texts.regex_full_match)
regex_replace = at_home(_texts.regex_replace)
split = at_home(_characters.split)
strip = at_home(_texts.string_strip)
substr = at_home(_arguments.substr)
to_hash_bucket = at_home(_arguments.to_hash_bucket)
to_hash_bucket_fast = at_home(_texts.string_to_hash_bucket_fast)
to_number = at_home(_arguments.to_number)
unicode_decode = at_home(_characters.unicode_decode)
unicode_decode_with_offsets = at_home(_characters.unicode_decode_with_offsets)
unicode_encode = at_home(_characters.unicode_encode)
unicode_split = at_home(_characters.unicode_split)
unicode_transcode = at_home(_characters.unicode_transcode)
upper = at_home(_texts.string_upper)

__getattr__ = _looking_up(__name__)
