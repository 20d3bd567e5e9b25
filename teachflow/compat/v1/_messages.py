"""TensorFlow's message classes among the face's names; loaded when first asked for."""

from __future__ import annotations

from typing import Any

from teachflow.core.messages import messages

WHERE = {
    "AttrValue": "attr_value",
    "Event": "event",
    "GraphDef": "graph",
    "HistogramProto": "histogram",
    "MetaGraphDef": "meta_graph",
    "NameAttrList": "attr_value",
    "NodeDef": "node_def",
    "RunMetadata": "config",
    "RunOptions": "config",
    "SaverDef": "saver",
    "SessionLog": "event",
    "Summary": "summary",
    "SummaryDescription": "summary",
    "SummaryMetadata": "summary",
    "TaggedRunMetadata": "event",
    "TensorInfo": "meta_graph",
}
"""The name of each class, and the file of TensorFlow's that declares it."""


def message_class(name: str) -> Any:
    """The message class ``name``; ``AttributeError`` where the face has none."""
    if name not in WHERE:
        raise AttributeError(name)
    return getattr(messages(WHERE[name]), name)
