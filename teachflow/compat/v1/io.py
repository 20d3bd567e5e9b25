"""``tf.io``: files, records, and what they hold."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.compat.v1.queue import (
    PaddingFIFOQueue,
    PriorityQueue,
    QueueBase,
    RandomShuffleQueue,
)
from teachflow.formats.record_writer import (
    TFRecordCompressionType,
    TFRecordOptions,
    TFRecordWriter,
    tf_record_iterator,
)
from teachflow.input import producers as _producers
from teachflow.ops.input import decoding as _decoding
from teachflow.ops.input import examples as _examples
from teachflow.ops.input.examples import FixedLenFeature, VarLenFeature
from teachflow.ops.strings import texts as _texts

decode_base64 = at_home(_texts.decode_base64)
decode_csv = at_home(_decoding.decode_csv)
decode_raw = at_home(_decoding.decode_raw)
encode_base64 = at_home(_texts.encode_base64)
match_filenames_once = at_home(_producers.match_filenames_once)
matching_files = at_home(_decoding.matching_files)
parse_example = at_home(_examples.parse_example)
parse_single_example = at_home(_examples.parse_single_example)
read_file = at_home(_decoding.read_file)
write_file = at_home(_decoding.write_file)

__getattr__ = _looking_up(__name__)
