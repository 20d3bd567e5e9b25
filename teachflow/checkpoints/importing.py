"""Meta graphs that bring their saver along: a graph made anew from a file."""

from __future__ import annotations

from typing import Any

from teachflow.checkpoints.saveables import all_saveable_objects
from teachflow.checkpoints.saver import Saver
from teachflow.core.log import get_logger
from teachflow.core.messages import messages
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph_def import collected
from teachflow.graph_def.meta_graph import import_meta_graph_def


def import_meta_graph(
    meta_graph_or_file: Any,
    clear_devices: bool = False,
    import_scope: str | None = None,
    **kwargs: Any,
) -> Saver | None:
    """Adds a graph from a file to the default graph; returns its saver.

    ``meta_graph_or_file`` is a ``MetaGraphDef`` or the path of one, such as the
    ``….meta`` beside a checkpoint; ``import_scope`` goes before all names. Collections
    come along: variables, and what the writer added to others. Where the file has no
    saver a new one for the imported variables is returned, or None if there are none.

    Raises ``OSError`` where there is no such file, ``NotFoundError`` for op types that
    are unknown here. Source: tf.compat.v1.train.import_meta_graph.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.Graph().as_default(), tf.Session() as sess:
    ...         w = tf.Variable(20.0, name="w")
    ...         y = tf.add(w, 22.0, name="y")
    ...         sess.run(w.initializer)
    ...         path = tf.train.Saver().save(sess, folder + "/model.ckpt")
    ...     with tf.Graph().as_default(), tf.Session() as sess:
    ...         saver = tf.train.import_meta_graph(path + ".meta")
    ...         saver.restore(sess, path)
    ...         print(sess.run("y:0"))
    42.0
    """
    graph = get_default_graph()
    scope = graph.unique_name(import_scope or "", mark_as_used=False)
    proto, _ = import_meta_graph_def(
        meta_graph_or_file, clear_devices, import_scope, **kwargs
    )
    if proto.HasField("saver_def"):
        saver_def = messages("saver").SaverDef()
        saver_def.CopyFrom(proto.saver_def)
        return Saver(saver_def=saver_def, name=scope)
    if all_saveable_objects(import_scope):
        return Saver()
    get_logger().info(
        "Saver not created because there are no variables in the graph to restore"
    )
    return None


collected.register(
    [GraphKeys.SAVERS],
    collected.Kind("saver", "SaverDef", Saver.to_proto, Saver.from_proto),
)
