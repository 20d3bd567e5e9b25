"""Datasets of what files hold: lines, records, pieces of one length.

Source: tf.compat.v1.data.TextLineDataset, TFRecordDataset, FixedLengthRecordDataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from teachflow.data import sources
from teachflow.data.dataset import Dataset
from teachflow.formats import reading


class _FileDataset(Dataset):
    """Strings from files. ``filenames`` is a string, a list or a tensor of them."""

    def __init__(self, filenames: Any, read: Callable[[str], Iterator[Any]]) -> None:
        def data(name: str) -> Iterator[bytes]:
            return (record for _, record in read(name))

        variant, spec = sources.from_files(filenames, data)
        super().__init__(variant, spec, f"{type(self).__name__}V1")


class TextLineDataset(_FileDataset):
    """The lines of text files, without their ends.

    Source: tf.compat.v1.data.TextLineDataset.
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
    """The records of TFRecord files. Source: tf.compat.v1.data.TFRecordDataset."""

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

    Source: tf.compat.v1.data.FixedLengthRecordDataset.
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
