"""``tf.summary``: what is written for TensorBoard, as it happens."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home as _at_home
from teachflow.compat.v2.summary import experimental
from teachflow.summaries import kinds as _kinds
from teachflow.summaries.recording import (
    SummaryWriter,
    create_file_writer,
    create_noop_writer,
    flush,
    record_if,
    should_record_summaries,
)
from teachflow.summaries.traced import trace_export, trace_off, trace_on

audio = _at_home(_kinds.audio)
graph = _at_home(_kinds.graph)
histogram = _at_home(_kinds.histogram)
image = _at_home(_kinds.image)
scalar = _at_home(_kinds.scalar)
text = _at_home(_kinds.text)
write = _at_home(_kinds.write)

__getattr__ = _looking_up(__name__)
