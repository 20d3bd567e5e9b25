"""The summaries that a graph has collected, in one."""

from __future__ import annotations

from typing import Any

from teachflow.graph.keys import GraphKeys
from teachflow.graph.scopes import get_collection
from teachflow.ops.output.summary import merge


def merge_all(
    key: str = GraphKeys.SUMMARIES, scope: str | None = None, name: str | None = None
) -> Any:
    """Returns the merged summary of all that the default graph has collected so far.

    None where there is none. ``scope`` keeps those whose names begin with it. Source:
    tf.compat.v1.summary.merge_all.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     for tag in ("loss", "error"):
    ...         _ = tf.summary.scalar(tag, tf.constant(1.0))
    ...     written = sess.run(tf.summary.merge_all())
    >>> len(tf.Summary.FromString(written).value)
    2
    """
    collected = get_collection(key, scope)
    return merge(collected, name=name) if collected else None
