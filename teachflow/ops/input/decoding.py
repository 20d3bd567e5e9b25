"""What files hold, as tensors: whole files, columns of CSV lines, raw numbers."""

from __future__ import annotations

import glob
import itertools
import os
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.formats import csv, reading

CSV_TYPES = (dt.float32, dt.float64, dt.int32, dt.int64, dt.string)
_RAW_INTEGERS = (dt.int32, dt.uint16, dt.uint8, dt.int16, dt.int8, dt.int64)
RAW_TYPES = (*dt.FLOATS, *_RAW_INTEGERS, *dt.COMPLEX, dt.bool_)


def _text(value: Any) -> str:
    text: bytes = np.asarray(value, object).item()
    return text.decode()


def _one_string(call: Any) -> TensorShape:
    shape = call.inputs[0].shape
    rules.check_rank(shape, 0)
    return rules.SCALAR


@op("ReadFile", "string -> string", shape=_one_string, stateful=True)
def read_file(filename: Any) -> Any:
    """Returns all that is in the file, as a string tensor without axes.

    Raises ``NotFoundError`` when it is run and the file is not there. Source:
    tf.io.read_file.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     print(sess.run(tf.read_file(folder + "/a")))
    b'text'
    """
    return reading.read_whole(_text(filename))


def _no_output(call: Any) -> tuple[TensorShape, ...]:
    for tensor in call.inputs:
        rules.check_rank(tensor.shape, 0)
    return ()


@op("WriteFile", "string, string ->", shape=_no_output, stateful=True)
def write_file(filename: Any, contents: Any) -> None:
    """Writes the string ``contents`` into the file, making its folders.

    Source: tf.io.write_file.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     sess.run(tf.write_file(folder + "/a", "text"))
    ...     print(sess.run(tf.read_file(folder + "/a")))
    b'text'
    """
    name = _text(filename)
    try:
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(np.asarray(contents, object).item())
    except OSError as error:
        raise reading.file_error(error, name) from None


def _names(call: Any) -> TensorShape:
    if call.inputs[0].shape.rank not in (None, 0, 1):
        raise ShapeError(
            f"Shape must be at most rank 1 but is rank {call.inputs[0].shape.rank}"
        )
    return TensorShape([None])


@op("MatchingFiles", "string -> string", shape=_names, stateful=True)
def matching_files(pattern: Any) -> Any:
    """Returns the sorted names of the files that fit the pattern, or one of several.

    ``*``, ``?`` and ``[...]`` stand for parts of one name. Source:
    tf.io.matching_files.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
    ...     sess.run(tf.write_file(folder + "/a.txt", "text"))
    ...     print(sess.run(tf.matching_files(folder + "/*.txt")).shape)
    (1,)
    """
    found: list[str] = []
    for item in np.asarray(pattern, object).reshape(-1).tolist():
        text = item.decode()
        bare = not os.path.dirname(text)  # TensorFlow writes the folder then
        found += [os.path.join(".", n) if bare else n for n in glob.glob(text)]
    return np.array(sorted(name.encode() for name in found), object)


def _columns(call: Any) -> tuple[TensorShape, ...]:
    records, *defaults = call.inputs
    for default in defaults:
        rank, size = default.shape.rank, default.shape.num_elements()
        if rank is not None and (rank > 1 or (size is not None and size > 1)):
            raise ShapeError(
                "Shape of a default must be a length-0 or length-1 vector, or a scalar."
            )
    return (records.shape,) * len(defaults)


@op(
    "DecodeCSV",
    "string, [OUT_TYPE] -> [OUT_TYPE]",
    shape=_columns,
    differentiable=False,
    OUT_TYPE=CSV_TYPES,
)
def decode_csv_op(
    records: Any,
    record_defaults: Any,
    *,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    select_cols: Any = (),
) -> Any:
    """The columns of lines of comma-separated values."""
    delimiter, missing = field_delim.encode(), na_value.encode()
    if len(delimiter) != 1:
        raise _wrong("field_delim should be only 1 char")
    defaults = [np.asarray(item) for item in record_defaults]
    kinds = [dt.as_dtype(item.dtype) for item in defaults]
    values = [item.reshape(-1)[0] if item.size else None for item in defaults]
    lines = np.asarray(records, object)
    columns = [np.empty(lines.shape, kind.numpy_dtype) for kind in kinds]
    wanted = frozenset(select_cols) or None
    for row, line in enumerate(lines.reshape(-1).tolist()):
        found = csv.fields(line, delimiter, use_quote_delim, wanted)
        if len(found) != len(kinds):
            raise _wrong(
                f"Expect {len(kinds)} fields but have {len(found)} in record {row}"
            )
        for place, (field, kind) in enumerate(zip(found, kinds, strict=True)):
            value: Any
            if not field or field == missing:
                value = values[place]
                if value is None:
                    raise _wrong(
                        f"Field {place} is required but missing in record {row}!"
                    )
            elif kind is dt.string:
                value = field
            else:
                value = csv.number(field, kind)
                if value is None:
                    raise _wrong(
                        f"Field {place} in record {row} is not a valid "
                        f"{kind.runtime_name}: {field.decode(errors='replace')}"
                    )
            columns[place].reshape(-1)[row] = value
    return tuple([column if column.ndim else column[()] for column in columns])


def _wrong(message: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, message)


@composite
def decode_csv(
    records: Any,
    record_defaults: Any,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    name: str | None = None,
    na_value: str = "",
    select_cols: Any = None,
) -> Any:
    """Returns the columns of ``records``, lines of comma-separated values.

    There is one tensor for each item of ``record_defaults``, of the shape of
    ``records`` and the item's dtype; where a field is empty (or ``na_value``) it is the
    item itself, or an error if that is an empty list. ``select_cols`` are the positions
    to return. Raises ``InvalidArgumentError`` when it is run on lines that do not fit.
    Source: tf.compat.v1.decode_csv.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     age, name = tf.decode_csv(["3,Ann", ",Bob"], [[0], [""]])
    ...     print(sess.run([age, name]))
    [array([3, 0], dtype=int32), array([b'Ann', b'Bob'], dtype=object)]
    """
    return _decode_csv(
        records,
        record_defaults,
        field_delim,
        use_quote_delim,
        na_value,
        select_cols,
        name,
    )


@composite
def decode_csv_v2(
    records: Any,
    record_defaults: Any,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    select_cols: Any = None,
    name: str | None = None,
) -> Any:
    """The same with its arguments in another order. Source: tf.io.decode_csv."""
    return _decode_csv(
        records,
        record_defaults,
        field_delim,
        use_quote_delim,
        na_value,
        select_cols,
        name,
    )


def _decode_csv(
    records: Any,
    defaults: Any,
    field_delim: str,
    quotes: bool,
    na_value: str,
    select_cols: Any,
    name: str | None,
) -> Any:
    if select_cols is not None:
        if any(b <= a for a, b in itertools.pairwise(select_cols)):
            raise ValueError("select_cols is not strictly increasing.")
        if select_cols and select_cols[0] < 0:
            raise ValueError("select_cols contains negative values.")
        if len(select_cols) != len(defaults):
            raise ValueError("Length of select_cols and record_defaults do not match.")
    if not len(defaults):
        raise ValueError(
            "Attr 'OUT_TYPE' of 'DecodeCSV' Op passed list of length 0 less than "
            "minimum 1: record_defaults has one item for each column."
        )
    return decode_csv_op(
        records,
        list(defaults),
        field_delim=field_delim,
        use_quote_delim=quotes,
        na_value=na_value,
        select_cols=tuple(select_cols or ()),
        name=name,
    )


def _one_more_axis(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape.concatenate([None])
    return shape


@op(
    "DecodeRaw",
    "string -> out_type",
    shape=_one_more_axis,
    differentiable=False,
    out_type=RAW_TYPES,
)
def decode_raw_op(bytes: Any, *, out_type: Any, little_endian: bool = True) -> Any:
    """The bytes of strings as numbers, along a new last axis."""
    kind = np.dtype(out_type.as_numpy_dtype)
    strings = np.asarray(bytes, object)
    items = strings.reshape(-1).tolist()
    size = len(items[0]) if items else 0
    for place, item in enumerate(items):
        if len(item) != size:
            raise _wrong(
                f"DecodeRaw requires input strings to all be the same size, but "
                f"element {place} has size {size} != {len(item)}"
            )
    if size % kind.itemsize:
        raise _wrong(
            f"Input to DecodeRaw has length {size} that is not a multiple of "
            f"{kind.itemsize}, the size of {out_type.runtime_name}"
        )
    order = kind.newbyteorder("<" if little_endian else ">")
    numbers = np.frombuffer(b"".join(items), order).astype(kind)
    return numbers.reshape(*strings.shape, size // kind.itemsize)


@composite
def decode_raw(
    input_bytes: Any = None,
    out_type: Any = None,
    little_endian: bool = True,
    name: str | None = None,
    bytes: Any = None,
) -> Any:
    """Returns the bytes of each string as numbers of ``out_type``.

    The result has one axis more than ``input_bytes``, whose strings must be of one
    length. ``bytes`` is the older name of ``input_bytes``.
    Source: tf.compat.v1.decode_raw.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.decode_raw("abcd", tf.uint8)))
    [ 97  98  99 100]
    """
    if input_bytes is not None and bytes is not None:
        raise ValueError("Cannot specify both 'input_bytes' and 'bytes'.")
    input_bytes = bytes if input_bytes is None else input_bytes
    if input_bytes is None:
        raise ValueError("decode_raw must be given `input_bytes`.")
    kind = dt.as_dtype(out_type)
    if kind not in RAW_TYPES:
        raise TypeError(
            f"Value passed to parameter 'out_type' has DataType {kind.name} not in "
            f"list of allowed values: {', '.join(item.name for item in RAW_TYPES)}"
        )
    return decode_raw_op(
        input_bytes,
        out_type=kind,
        little_endian=little_endian,
        name=name,
    )


__all__ = [
    "decode_csv",
    "decode_csv_op",
    "decode_csv_v2",
    "decode_raw",
    "decode_raw_op",
    "matching_files",
    "read_file",
    "write_file",
]
