"""``tf.python_io``: TFRecord files outside any graph."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.formats.record_writer import (
    TFRecordCompressionType,
    TFRecordOptions,
    TFRecordWriter,
    tf_record_iterator,
)

__getattr__ = _looking_up(__name__)
