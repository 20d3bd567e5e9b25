"""Reading a checkpoint without a graph: names, shapes, dtypes and values."""

from __future__ import annotations

import os
from typing import Any

from teachflow.checkpoints.management import path_text
from teachflow.checkpoints.state import latest_checkpoint
from teachflow.core.dtypes import DType
from teachflow.formats.bundle import Bundle, open_bundle


class CheckpointReader:
    """Reads single tensors out of a checkpoint.

    Source: tf.compat.v1.train.NewCheckpointReader.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def has_tensor(self, tensor_str: str) -> bool:
        """Whether the checkpoint holds a tensor of this name."""
        return tensor_str in self._bundle.entries

    def get_tensor(self, tensor_str: str) -> Any:
        """The tensor as a NumPy array or scalar (strings as ``bytes``).

        Raises ``NotFoundError`` for an unknown name and ``DataLossError`` where the
        file was cut off or altered.
        """
        return self._bundle.read(tensor_str)

    def get_variable_to_shape_map(self) -> dict[str, list[int]]:
        """The shape of each tensor by name."""
        return {key: list(item.shape) for key, item in self._bundle.entries.items()}

    def get_variable_to_dtype_map(self) -> dict[str, DType]:
        """The dtype of each tensor by name."""
        return {key: item.dtype for key, item in self._bundle.entries.items()}

    def debug_string(self) -> bytes:
        """One line for each tensor: name, type and shape."""
        lines = [
            f"{name} (DT_{item.dtype.runtime_name.upper()}) "
            f"[{','.join(map(str, item.shape))}]\n"
            for name, item in self._bundle.entries.items()
        ]
        return "".join(lines).encode()


def NewCheckpointReader(filepattern: Any) -> CheckpointReader:  # noqa: N802
    """Returns a reader of the checkpoint with this prefix.

    Raises ``NotFoundError`` where there is none and ``DataLossError`` where its index
    was cut off or altered. Unlike TensorFlow, checkpoints of the first format, slices
    of partitioned variables and blocks packed with snappy are refused by name. Source:
    tf.compat.v1.train.NewCheckpointReader.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
    ...     w = tf.Variable([1.5, 2.5], name="w")
    ...     with tf.Session() as sess:
    ...         sess.run(w.initializer)
    ...         path = tf.train.Saver().save(sess, folder + "/model.ckpt")
    ...     reader = tf.train.NewCheckpointReader(path)
    ...     print(reader.get_variable_to_shape_map(), reader.get_tensor("w"))
    {'w': [2]} [1.5 2.5]
    """
    return CheckpointReader(open_bundle(path_text(filepattern)))


def load_checkpoint(ckpt_dir_or_file: Any) -> CheckpointReader:
    """Returns a reader of a checkpoint, or of the latest one in a directory.

    Raises ``ValueError`` for a directory without checkpoints, and what
    ``NewCheckpointReader`` raises. Unlike TensorFlow, it reads what
    ``NewCheckpointReader`` reads. Source: tf.train.load_checkpoint.

    >>> load_checkpoint("nowhere/model.ckpt")
    Traceback (most recent call last):
    ...
    teachflow.core.errors.NotFoundError: Unsuccessful TensorSliceReader constructor: \
    Failed to find any matching files for nowhere/model.ckpt
    """
    return NewCheckpointReader(resolved(ckpt_dir_or_file))


def resolved(ckpt_dir_or_file: Any) -> str:
    """The prefix that is meant: itself, or the latest one in a directory."""
    path = path_text(ckpt_dir_or_file)
    if not os.path.isdir(path):
        return path
    latest = latest_checkpoint(path)
    if latest is None:
        raise ValueError(
            f"Couldn't find 'checkpoint' file or checkpoints in given directory {path}"
        )
    return latest


def load_variable(ckpt_dir_or_file: Any, name: str) -> Any:
    """Returns the value of one tensor in a checkpoint as NumPy's.

    Raises ``NotFoundError`` for an unknown name. Source: tf.train.load_variable.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
    ...     w = tf.Variable([1.5, 2.5], name="w")
    ...     with tf.Session() as sess:
    ...         sess.run(w.initializer)
    ...         path = tf.train.Saver().save(sess, folder + "/model.ckpt")
    ...     print(tf.train.load_variable(folder, "w"))
    [1.5 2.5]
    """
    reader = load_checkpoint(ckpt_dir_or_file)
    return reader.get_tensor(name.removesuffix(":0"))


def list_variables(ckpt_dir_or_file: Any) -> list[tuple[str, list[int]]]:
    """Returns (name, shape) for each tensor in a checkpoint, in the names' order.

    Source: tf.train.list_variables.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
    ...     w, b = tf.Variable([1.5, 2.5], name="w"), tf.Variable(0.0, name="b")
    ...     with tf.Session() as sess:
    ...         sess.run(tf.global_variables_initializer())
    ...         path = tf.train.Saver().save(sess, folder + "/model.ckpt")
    ...     print(tf.train.list_variables(path))
    [('b', []), ('w', [2])]
    """
    shapes = load_checkpoint(ckpt_dir_or_file).get_variable_to_shape_map()
    return sorted(shapes.items())
