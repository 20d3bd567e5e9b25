"""Datasets of what files hold: lines, records, pieces of one length.

Source: tf.compat.v1.data.TextLineDataset, TFRecordDataset, FixedLengthRecordDataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from teachflow.core import home
from teachflow.datasets import sources
from teachflow.datasets.dataset import Dataset
from teachflow.formats import reading


class _FileDataset(Dataset):
    """Strings from files. ``filenames`` is a string, a list or a tensor of them."""

    def __init__(self, filenames: Any, read: Callable[[str], Iterator[Any]]) -> None:
        def data(name: str) -> Iterator[bytes]:
            return (record for _, record in read(name))

        variant, spec = sources.from_files(filenames, data)
        version = "V1" if home.choose((variant,)).symbolic else "V2"
        super().__init__(variant, spec, type(self).__name__ + version)


class TextLineDataset(_FileDataset):
    """The lines of text files, without their ends.

    Unlike TensorFlow, ``buffer_size`` and ``num_parallel_reads`` change nothing.
    Source: tf.compat.v1.data.TextLineDataset.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("one")
    ...     data = tf.data.TextLineDataset(folder + "/a")
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    b'one'
    """

    def __init__(
        self,
        filenames: Any,
        compression_type: str | None = None,
        buffer_size: Any = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> None:
        kind = compression_type or ""
        super().__init__(filenames, lambda file: reading.text_lines(file, 0, kind))


class TFRecordDataset(_FileDataset):
    """The records of TFRecord files.

    Unlike TensorFlow, ``buffer_size`` and ``num_parallel_reads`` change nothing.
    Source: tf.compat.v1.data.TFRecordDataset.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     with tf.io.TFRecordWriter(folder + "/a") as file:
    ...         file.write(b"one")
    ...     data = tf.data.TFRecordDataset(folder + "/a")
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    b'one'
    """

    def __init__(
        self,
        filenames: Any,
        compression_type: str | None = None,
        buffer_size: Any = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> None:
        kind = compression_type or ""
        super().__init__(filenames, lambda file: reading.tf_records(file, kind))


class FixedLengthRecordDataset(_FileDataset):
    """Pieces of ``record_bytes`` bytes between a header and a footer.

    Unlike TensorFlow, ``buffer_size`` and ``num_parallel_reads`` change nothing.
    Source: tf.compat.v1.data.FixedLengthRecordDataset.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("onetwo")
    ...     data = tf.data.FixedLengthRecordDataset(folder + "/a", 3).batch(2)
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    [b'one' b'two']
    """

    def __init__(
        self,
        filenames: Any,
        record_bytes: int,
        header_bytes: int | None = None,
        footer_bytes: int | None = None,
        buffer_size: Any = None,
        compression_type: str | None = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> None:
        sizes = record_bytes, header_bytes or 0, footer_bytes or 0, 0
        kind = compression_type or ""
        super().__init__(
            filenames, lambda file: reading.fixed_records(file, *sizes, kind)
        )
