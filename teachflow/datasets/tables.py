"""Datasets of tables in files of comma-separated values.

Made of the datasets of lines and the op that takes a line apart. Source:
tf.data.experimental.CsvDataset, tf.data.experimental.make_csv_dataset.
"""

from __future__ import annotations

import csv
import glob
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.operand import Operand
from teachflow.datasets.dataset import Dataset
from teachflow.datasets.files import TextLineDataset
from teachflow.ops.input.decoding import decode_csv

_KINDS = (dt.int32, dt.int64, dt.float32, dt.float64, dt.string)


class CsvDataset(Dataset):
    """Rows of files of comma-separated values, each a tuple of scalars.

    ``record_defaults`` has for each column that is read a dtype, where a value must be
    there, or the value for where there is none. ``header`` says that the first line of
    each file is none of the rows. Unlike TensorFlow, a row is one line, also between
    quotation marks, and ``buffer_size`` and ``exclude_cols`` change nothing. Source:
    tf.data.experimental.CsvDataset.

    >>> import os, tempfile, teachflow as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(folder + "/a.csv", "w") as file:
    ...         print("name,size", "cat,2.5", "dog,", sep=os.linesep, file=file)
    ...     rows = tf.data.experimental.CsvDataset(
    ...         folder + "/a.csv", [tf.string, 0.5], header=True)
    ...     for name, size in rows:
    ...         print(name.numpy(), size.numpy())
    b'cat' 2.5
    b'dog' 0.5
    """

    def __init__(
        self,
        filenames: Any,
        record_defaults: Sequence[Any],
        compression_type: str | None = None,
        buffer_size: Any = None,
        header: bool = False,
        field_delim: str = ",",
        use_quote_delim: bool = True,
        na_value: str = "",
        select_cols: Sequence[int] | None = None,
        exclude_cols: Sequence[int] | None = None,
    ) -> None:
        defaults = [_default(item) for item in record_defaults]

        def lines(name: Any) -> Dataset:
            found = TextLineDataset(name, compression_type)
            return found.skip(1) if header else found

        def row(line: Any) -> tuple[Any, ...]:
            return tuple(
                decode_csv(
                    line,
                    defaults,
                    field_delim,
                    use_quote_delim,
                    na_value=na_value,
                    select_cols=select_cols,
                )
            )

        if isinstance(filenames, (list, tuple)) or len(getattr(filenames, "shape", ())):
            found = Dataset.from_tensor_slices(filenames).flat_map(lines)
        else:
            found = lines(filenames)
        rows = found.map(row)
        super().__init__(rows.variant_tensor, rows.element_spec, "CsvDatasetV2")


def _default(item: Any) -> Any:
    """What ``decode_csv`` takes: no value for a dtype, else one."""
    if isinstance(item, DType):
        return np.zeros([0], item.as_numpy_dtype)
    if isinstance(item, Operand):
        item = np.asarray(item)
    value = np.asarray(item)
    if value.dtype.kind == "f" and not isinstance(item, (np.ndarray, np.generic)):
        value = value.astype(np.float32)
    if value.dtype.kind == "i" and not isinstance(item, (np.ndarray, np.generic)):
        value = value.astype(np.int32)
    if value.dtype.kind in "SU":
        value = np.array(item, object)
    return value.reshape(-1)


def make_csv_dataset(
    file_pattern: Any,
    batch_size: int,
    column_names: Sequence[str] | None = None,
    column_defaults: Sequence[Any] | None = None,
    label_name: str | None = None,
    select_columns: Sequence[Any] | None = None,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    header: bool = True,
    num_epochs: int | None = None,
    shuffle: bool = True,
    shuffle_buffer_size: int = 10000,
    shuffle_seed: int | None = None,
    prefetch_buffer_size: Any = None,
    num_parallel_reads: int | None = None,
    sloppy: bool = False,
    num_rows_for_inference: int | None = 100,
    compression_type: str | None = None,
    ignore_errors: bool = False,
    encoding: str = "utf-8",
) -> Any:
    """Returns a dataset of batches of the rows: dicts of columns, by name.

    With ``label_name`` an element is such a dict without that column, and the column.
    Names and dtypes are those of the files unless given; what is missing is 0 or "".
    The rows come again ``num_epochs`` times, without end if that is None. Raises
    ``ValueError`` for files that do not fit together and names that are not there.
    Unlike TensorFlow, ``num_parallel_reads``, ``sloppy``, ``prefetch_buffer_size`` and
    ``ignore_errors`` change nothing. Source: tf.data.experimental.make_csv_dataset.

    >>> import os, tempfile, teachflow as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(folder + "/a.csv", "w") as file:
    ...         print("name,size", "cat,2.5", "dog,7.5", sep=os.linesep, file=file)
    ...     data = tf.data.experimental.make_csv_dataset(
    ...         folder + "/a.csv", 2, label_name="size", shuffle=False, num_epochs=1)
    ...     for columns, sizes in data:
    ...         print(columns["name"].numpy(), sizes.numpy())
    [b'cat' b'dog'] [2.5 7.5]
    """
    files = _files(file_pattern)

    def rows_of(name: str) -> list[list[str]]:
        count = (num_rows_for_inference or 2**62) + 1
        with open(name, encoding=encoding, newline="") as file:
            if use_quote_delim:
                read = csv.reader(file, delimiter=field_delim)
            else:
                read = csv.reader(file, delimiter=field_delim, quoting=csv.QUOTE_NONE)
            return list(islice(read, count))

    names = _names(column_names, header, files, rows_of)
    chosen = _chosen(names, select_columns)
    kept = [names[place] for place in chosen]
    if label_name is not None and label_name not in kept:
        raise ValueError(
            f"`label_name` provided must be one of the columns: {kept}. Received: "
            f"{label_name}."
        )
    if column_defaults is None:
        column_defaults = _inferred(files, rows_of, header, names, chosen, na_value)
    data: Any = Dataset.from_tensor_slices(files)
    if shuffle:
        data = data.shuffle(len(files), shuffle_seed)

    def rows(name: Any) -> Dataset:
        return CsvDataset(
            name,
            column_defaults or [],
            compression_type,
            header=header,
            field_delim=field_delim,
            use_quote_delim=use_quote_delim,
            na_value=na_value,
            select_cols=chosen,
        )

    def named(*columns: Any) -> Any:
        features = OrderedDict(zip(kept, columns, strict=True))
        if label_name is None:
            return features
        label = features.pop(label_name)
        return features, label

    data = data.flat_map(rows)
    if shuffle:
        data = data.shuffle(shuffle_buffer_size, shuffle_seed)
    if num_epochs != 1:
        data = data.repeat(num_epochs)
    return data.batch(batch_size, num_epochs is None).map(named).prefetch(1)


def _files(pattern: Any) -> list[str]:
    patterns = [pattern] if isinstance(pattern, (str, bytes)) else list(pattern)
    found = [name for item in patterns for name in glob.glob(str(item))]
    if not found:
        raise ValueError(f"No files match `file_pattern` {pattern}.")
    return sorted(found)


def _names(
    given: Sequence[str] | None,
    header: bool,
    files: list[str],
    rows_of: Callable[[str], list[list[str]]],
) -> list[str]:
    if given is None:
        if not header:
            raise ValueError("Expected `column_names` or `header=True`.")
        first = rows_of(files[0])[0]
        if any(rows_of(name)[0] != first for name in files[1:]):
            raise ValueError("All input CSV files must have the same column names.")
        given = first
    if len(given) != len(set(given)):
        raise ValueError(f"Column names must be distinct; got {list(given)}.")
    return list(given)


def _chosen(names: list[str], wanted: Sequence[Any] | None) -> list[int]:
    if wanted is None:
        return list(range(len(names)))
    for item in wanted:
        if item not in names and item not in range(len(names)):
            raise ValueError(
                f"`select_columns` must name columns of {names} or their places; got "
                f"{item!r}."
            )
    places = [item if isinstance(item, int) else names.index(item) for item in wanted]
    if len(set(places)) != len(places):
        raise ValueError("`select_columns` has duplicate columns")
    return sorted(places)


def _inferred(
    files: list[str],
    rows_of: Callable[[str], list[list[str]]],
    header: bool,
    names: list[str],
    chosen: list[int],
    missing: str,
) -> list[Any]:
    """A value of each column's dtype: the narrowest that holds all that is there."""
    places = [-1] * len(names)
    for file in files:
        for number, row in enumerate(rows_of(file)):
            if number == 0 and header:
                continue
            if len(row) != len(names):
                raise ValueError(
                    f"Problem inferring types: CSV row {number + 1} has {len(row)} "
                    f"number of fields. Expected: {len(names)}."
                )
            for place in chosen:
                text = row[place]
                if text not in ("", missing):
                    places[place] = _kind_of(text, max(places[place], 0))
    kinds = [_KINDS[places[place]] for place in chosen]
    return [
        np.array([""], object) if kind is dt.string else np.zeros(1, kind.numpy_dtype)
        for kind in kinds
    ]


def _kind_of(text: str, least: int) -> int:
    """The place in ``_KINDS`` of the narrowest kind for ``text``, from ``least`` on."""
    for place, kind in enumerate(_KINDS[:-1]):
        if place >= least:
            try:
                number: Any = int(text) if kind.is_integer else float(text)
            except ValueError:
                continue
            if kind.is_integer and kind.min <= number <= kind.max:
                return place
            if kind.is_floating and number < float(kind.max):
                return place
    return len(_KINDS) - 1


__all__ = ["CsvDataset", "make_csv_dataset"]
