"""Messages in files: binary or as text, written aside and renamed."""

from __future__ import annotations

import importlib
import os
from typing import Any

from teachflow.core.errors import NotFoundError
from teachflow.formats import aside


def write_graph(
    graph_or_graph_def: Any, logdir: Any, name: str, as_text: bool = True
) -> str:
    """Writes a graph (or a ``GraphDef``) to ``logdir/name``; returns that path.

    As text by default, else in the binary form. Directories are made; whoever reads
    meanwhile finds the former file or the new one, whole. Source: tf.train.write_graph.

    >>> import tempfile
    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph, tempfile.TemporaryDirectory() as place:
    ...     half = tf.constant(0.5, name="half")
    ...     path = tf.train.write_graph(graph, place, "graph.pbtxt")
    ...     with tf.gfile.GFile(path) as file:
    ...         print(file.read().split()[:4])
    ['node', '{', 'name:', '"half"']
    """
    as_graph_def = getattr(graph_or_graph_def, "as_graph_def", None)
    message = graph_or_graph_def if as_graph_def is None else as_graph_def()
    directory = os.fspath(logdir)
    if directory:
        with aside.named_errors(directory):
            os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, name)
    write_message(message, path, as_text)
    return path


def _text_format() -> Any:
    """The text form; protobuf is there wherever a message is."""
    return importlib.import_module("google.protobuf.text_format")


def write_message(message: Any, path: str, as_text: bool) -> None:
    """Puts ``message`` at ``path``, at once or not at all."""
    if as_text:
        data = _text_format().MessageToString(message).encode()
    else:
        data = message.SerializeToString(deterministic=True)
    aside.write(path, [data])


def read_message(path: Any, message: Any) -> Any:
    """Fills ``message`` from a file that holds it, binary or as text.

    Raises ``OSError`` where there is no such file, or where it holds something else.
    """
    path = os.fspath(path)
    try:
        data = aside.read(path)
    except NotFoundError:
        raise OSError(f"File does not exist. Received: {path}.") from None
    try:
        message.ParseFromString(data)
    except Exception:  # noqa: BLE001  (protobuf's implementations raise their own)
        message.Clear()
        try:
            _text_format().Merge(data.decode(), message)
        except (UnicodeDecodeError, _text_format().ParseError) as error:
            kind = type(message).__name__
            raise OSError(
                f"Cannot parse file {path}: {error}. It is no {kind}, neither in the "
                "binary form nor as text."
            ) from None
    return message
