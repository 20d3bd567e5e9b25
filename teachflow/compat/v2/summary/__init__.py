"""``tf.summary``: what is written for TensorBoard, as it happens."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home as _at_home
from teachflow.compat.v2.summary import experimental
from teachflow.summaries import recording as _recording
from teachflow.summaries.recording import (
    SummaryWriter,
    create_file_writer,
    create_noop_writer,
    flush,
    record_if,
    should_record_summaries,
)
from teachflow.summaries.traced import trace_export, trace_off, trace_on

audio = _at_home(_recording.audio)
graph = _at_home(_recording.graph)
histogram = _at_home(_recording.histogram)
image = _at_home(_recording.image)
scalar = _at_home(_recording.scalar)
text = _at_home(_recording.text)
write = _at_home(_recording.write)

__getattr__ = _looking_up(__name__)
