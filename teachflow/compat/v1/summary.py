"""``tf.summary``: what TensorBoard shows, written down while a model is trained."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.compat.v1._messages import message_class as _message_class
from teachflow.ops.output import summary as _summary
from teachflow.ops.output.summary import get_summary_description
from teachflow.summaries.collected import merge_all
from teachflow.summaries.writer import FileWriter, FileWriterCache

audio = at_home(_summary.audio)
histogram = at_home(_summary.histogram)
image = at_home(_summary.image)
merge = at_home(_summary.merge)
scalar = at_home(_summary.scalar)
tensor_summary = at_home(_summary.tensor_summary)
text = at_home(_summary.text)

_MESSAGES = frozenset(
    {"Event", "SessionLog", "Summary", "SummaryDescription", "TaggedRunMetadata"}
)

_missing = _looking_up(__name__)


def __getattr__(name: str) -> _Any:
    return _message_class(name) if name in _MESSAGES else _missing(name)
