"""Summaries of tensors, named and collected: what ``tf.summary`` offers of ops.

A summary's name is a name scope, and the scope's full name is the tag that TensorBoard
shows; so summaries of one name are told apart (``loss``, ``loss_1``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.log import get_logger
from teachflow.core.messages import messages
from teachflow.ops.output import summary_ops as ops

_SUMMARIES = "summaries"  # the collection that merge_all reads
_NO_LETTER = re.compile(r"[^-/\w.]")


def _clean(name: str | None) -> str | None:
    """``name`` with what no node's name may have replaced by ``_``."""
    if name is None:
        return None
    cleaned = _NO_LETTER.sub("_", name).lstrip("/")
    if cleaned != name:
        get_logger().info(
            "Summary name %s is illegal; using %s instead.", name, cleaned
        )
    return cleaned


@contextmanager
def _scope(
    here: Any, name: str, family: str | None, default: str | None = None
) -> Iterator[tuple[str, str | None]]:
    """The scope of one summary; yields its tag and the name for its op."""
    base, family = _clean(name), _clean(family)
    base = default if base is None else base
    with here.scope(base if family is None else f"{family}/{base}") as scope:
        tag = scope.rstrip("/")
        yield tag if family is None else f"{family}/{tag}", scope or None


def _collect(here: Any, tensor: Any, collections: Any, default: tuple[str, ...]) -> Any:
    """Puts a node into its collections; eager values are in none."""
    if here.symbolic:
        for key in default if collections is None else collections:
            here.add_to_collection(key, tensor)
    return tensor


def _at_least_one(attribute: str, op: str, value: int) -> None:
    if value < 1:
        raise ValueError(
            f"Attr '{attribute}' of '{op}' Op passed {value} less than minimum 1."
        )


@composite
def scalar(
    name: str, tensor: Any, collections: Any = None, family: str | None = None
) -> Any:
    """Returns a string tensor: the summary of one number, under the tag ``name``.

    ``tensor`` is real and has no axes. The node is added to ``collections``, by default
    to the one that ``merge_all`` reads; ``family`` comes first in the tag, which is how
    TensorBoard groups. Running it needs the package ``tensorboard``. Raises
    ``TypeError`` for another dtype; ``InvalidArgumentError`` at run time where there
    are axes. Source: tf.compat.v1.summary.scalar.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     written = sess.run(tf.summary.scalar("loss", tf.constant(0.5)))
    >>> tf.Summary.FromString(written).value[0].simple_value
    0.5
    """
    here = home.choose((tensor,))
    with _scope(here, name, family) as (tag, scope):
        summary = ops.scalar_summary(tag, tensor, name=scope)
        return _collect(here, summary, collections, (_SUMMARIES,))


@composite
def histogram(
    name: str, values: Any, collections: Any = None, family: str | None = None
) -> Any:
    """Returns a string tensor: the summary of how ``values`` (any real tensor) lie.

    Raises ``InvalidArgumentError`` at run time where a value is not finite. See
    ``scalar`` for the other arguments. Source: tf.compat.v1.summary.histogram.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     written = sess.run(tf.summary.histogram("w", tf.constant([1.0, 2.0, 2.0])))
    >>> histogram = tf.Summary.FromString(written).value[0].histo
    >>> histogram.min, histogram.max, histogram.num, histogram.sum
    (1.0, 2.0, 3.0, 5.0)
    """
    here = home.choose((values,))
    with _scope(here, name, family, "HistogramSummary") as (tag, scope):
        summary = ops.histogram_summary(tag, values, name=scope)
        return _collect(here, summary, collections, (_SUMMARIES,))


@composite
def image(
    name: str,
    tensor: Any,
    max_outputs: int = 3,
    collections: Any = None,
    family: str | None = None,
) -> Any:
    """Returns a string tensor: the summary of up to ``max_outputs`` pictures.

    ``tensor`` is uint8 or floating, of shape (batch, height, width, channels) with 1
    (grey), 3 (RGB) or 4 (RGBA) channels. Each picture of floats is scaled by itself:
    its largest number becomes 255 and 0 stays 0; where some are negative, 0 becomes
    128. A pixel that is not finite becomes red. The tags are ``name/image/0``, ... or
    ``name/image`` where only one is asked for. Source: tf.compat.v1.summary.image.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     written = sess.run(tf.summary.image("faces", tf.zeros([2, 8, 8, 1])))
    >>> [value.tag for value in tf.Summary.FromString(written).value]
    ['faces/image/0', 'faces/image/1']
    """
    here = home.choose((tensor,))
    _at_least_one("max_images", "ImageSummary", max_outputs)
    with _scope(here, name, family) as (tag, scope):
        summary = ops.image_summary(tag, tensor, max_images=max_outputs, name=scope)
        return _collect(here, summary, collections, (_SUMMARIES,))


@composite
def audio(
    name: str,
    tensor: Any,
    sample_rate: Any,
    max_outputs: int = 3,
    collections: Any = None,
    family: str | None = None,
) -> Any:
    """Returns a string tensor: the summary of up to ``max_outputs`` sounds.

    ``tensor`` is float32 in [-1, 1], of shape (batch, frames) or (batch, frames,
    channels); ``sample_rate`` is in hertz. Source: tf.compat.v1.summary.audio.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     silence = tf.summary.audio("hush", tf.zeros([1, 800]), sample_rate=8000)
    ...     written = sess.run(silence)
    >>> tf.Summary.FromString(written).value[0].audio.length_frames
    800
    """
    here = home.choose((tensor, sample_rate))
    _at_least_one("max_outputs", "AudioSummaryV2", max_outputs)
    with _scope(here, name, family) as (tag, scope):
        rate = here.convert(sample_rate, dt.float32, "sample_rate")
        summary = ops.audio_summary(
            tag, tensor, rate, max_outputs=max_outputs, name=scope
        )
        return _collect(here, summary, collections, (_SUMMARIES,))


@composite
def tensor_summary(
    name: str,
    tensor: Any,
    summary_description: str | None = None,
    collections: Any = None,
    summary_metadata: Any = None,
    family: str | None = None,
    display_name: str | None = None,
) -> Any:
    """Returns a string tensor: a summary that holds ``tensor`` as it is.

    ``summary_metadata`` (a ``tf.SummaryMetadata``) says which of TensorBoard's plugins
    may draw it. Source: tf.compat.v1.summary.tensor_summary.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     written = sess.run(tf.summary.tensor_summary("t", tf.constant([1, 2])))
    >>> tf.Summary.FromString(written).value[0].tensor.tensor_shape.dim[0].size
    2
    """
    metadata = messages("summary").SummaryMetadata()
    if summary_metadata is not None:
        metadata.CopyFrom(summary_metadata)
    if summary_description is not None:
        metadata.summary_description = summary_description
    if display_name is not None:
        metadata.display_name = display_name
    here = home.choose((tensor,))
    with _scope(here, name, family) as (tag, scope):
        summary = ops.tensor_summary(
            tag, tensor, metadata.SerializeToString(), name=scope
        )
        return _collect(here, summary, collections, (_SUMMARIES,))


@composite
def text(name: str, tensor: Any, collections: Any = None) -> Any:
    """Returns a string tensor: a summary of texts, which TensorBoard reads as Markdown.

    A vector becomes a list, a matrix a table. Raises ``ValueError`` for a tensor that
    is not of strings. Source: tf.compat.v1.summary.text.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     written = sess.run(tf.summary.text("note", tf.constant("*two* layers")))
    >>> tf.Summary.FromString(written).value[0].tensor.string_val[0]
    b'*two* layers'
    """
    tensor = home.choose((tensor,)).convert(tensor)
    if tensor.dtype.base_dtype is not dt.string:
        raise ValueError(
            f"Expected tensor {getattr(tensor, 'name', tensor)} to have dtype string, "
            f"got {tensor.dtype}. tf.as_string writes numbers as text."
        )
    kinds = messages("summary").SummaryMetadata
    metadata = kinds(plugin_data=kinds.PluginData(plugin_name="text"))
    return tensor_summary(
        name, tensor, collections=collections, summary_metadata=metadata
    )


@composite
def merge(inputs: Any, collections: Any = None, name: str | None = None) -> Any:
    """Returns a string tensor: all that the summaries in the list ``inputs`` say.

    Raises ``ValueError`` for an empty list; ``InvalidArgumentError`` at run time where
    two summaries share a tag. Source: tf.compat.v1.summary.merge.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     both = [tf.summary.scalar(tag, 1.0) for tag in ("loss", "error")]
    ...     written = sess.run(tf.summary.merge(both))
    >>> [value.tag for value in tf.Summary.FromString(written).value]
    ['loss', 'error']
    """
    if isinstance(inputs, (list, tuple)) and not inputs:
        raise ValueError(
            "List argument 'inputs' to 'MergeSummary' Op with length 0 shorter than "
            "minimum length 1: give it the tensors that tf.summary.scalar and its like "
            "returned."
        )
    here = home.choose((inputs,))
    name = _clean(name)
    with here.scope(name or "Merge"):
        merged = ops.merge_summary(inputs, name=name)
        return _collect(here, merged, collections, ())


def get_summary_description(node_def: Any) -> Any:
    """Returns what a ``TensorSummary`` node says of itself: a ``SummaryDescription``.

    Only TensorFlow's first tensor summaries say anything; ``tensor_summary`` makes the
    second kind. Raises ``ValueError`` for every other node.
    Source: tf.compat.v1.summary.get_summary_description.
    """
    if node_def.op != "TensorSummary":
        raise ValueError(f"Can't get_summary_description on {node_def.op}")
    description = messages("summary").SummaryDescription()
    import json  # noqa: PLC0415 (late: importing TeachFlow is quick)

    stored = json.loads(node_def.attr["description"].s or b"{}")
    description.type_hint = stored.get("typeHint", "")
    return description
