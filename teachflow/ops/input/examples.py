"""Examples taken apart: serialized ``tf.train.Example`` messages as tensors.

A ``FixedLenFeature`` becomes a tensor with its shape in every example, a
``VarLenFeature`` a sparse one. Source: tf.io.parse_example.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.formats.example import message_class
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.sparse.tensor import SparseTensor

KINDS = (dt.float32, dt.int64, dt.string)
_LISTS = {"float_list": dt.float32, "int64_list": dt.int64, "bytes_list": dt.string}


class FixedLenFeature(NamedTuple):
    """A feature that has as many values in each example as ``shape`` says.

    ``default_value`` serves where it is missing; without one that is an error. Source:
    tf.io.FixedLenFeature.

    >>> import teachflow.compat.v1 as tf
    >>> tf.FixedLenFeature([2], tf.float32).shape
    [2]
    """

    shape: Any
    dtype: Any
    default_value: Any = None


class VarLenFeature(NamedTuple):
    """A feature with any number of values.

    Source: tf.io.VarLenFeature.

    >>> import teachflow.compat.v1 as tf
    >>> tf.VarLenFeature(tf.string).dtype
    tf.string
    """

    dtype: Any


def _parsed_shapes(call: Any) -> tuple[TensorShape, ...]:
    batch, attrs = call.inputs[0].shape, call.attrs
    rank = None if batch.rank is None else batch.rank + 1
    sparse = attrs["num_sparse"]
    return (
        *[TensorShape([None, rank])] * sparse,
        *[TensorShape([None])] * sparse,
        *[TensorShape([rank])] * sparse,
        *[batch.concatenate(shape) for shape in attrs["dense_shapes"]],
    )


@op(
    "ParseExampleV2",
    "string, string, string, string, string, [Tdense] -> num_sparse*int64, "
    "[sparse_types], num_sparse*int64, [Tdense], [ragged_value_types], "
    "[ragged_split_types]",
    shape=_parsed_shapes,
    stateful=True,
    differentiable=False,
    Tdense=KINDS,
)
def parse_example_op(
    serialized: Any,
    names: Any,
    sparse_keys: Any,
    dense_keys: Any,
    ragged_keys: Any,
    dense_defaults: Any,
    *,
    num_sparse: int,
    sparse_types: Any,
    ragged_value_types: Any = (),
    ragged_split_types: Any = (),
    dense_shapes: Any,
) -> Any:
    """The features of each example: sparse ones, then dense ones."""
    texts = np.asarray(serialized, object)
    alone = not texts.ndim
    examples = [_features(text, i) for i, text in enumerate(texts.reshape(-1).tolist())]
    sparse = [
        _sparse([_values(e, key, kind, alone) for e in examples], kind, alone)
        for key, kind in zip(_keys(sparse_keys), sparse_types, strict=True)
    ]
    dense = []
    rows = zip(_keys(dense_keys), dense_defaults, dense_shapes, strict=True)
    for key, default, shape in rows:
        lengths, kind = tuple(shape.as_list()), dt.as_dtype(np.asarray(default).dtype)
        found = [_fixed(e, key, kind, default, lengths, alone) for e in examples]
        array = np.array(found, kind.numpy_dtype).reshape((*texts.shape, *lengths))
        dense.append(array if array.ndim else array[()])
    columns = zip(*sparse, strict=True) if sparse else ((), (), ())
    return tuple([part for column in columns for part in column] + dense)


def _keys(keys: Any) -> list[str]:
    return [key.decode() for key in keys.tolist()]


def _features(text: bytes, number: int) -> Any:
    try:
        return message_class("Example").FromString(text).features.feature
    except Exception as error:  # protobuf's own, not importable without it
        if type(error).__name__ != "DecodeError":
            raise
        raise InvalidArgumentError(
            None,
            None,
            f"Could not parse example input, value: {text[:40]!r} (number {number}): "
            f"it is no serialized tf.train.Example.",
        ) from None


def _values(features: Any, key: str, kind: dt.DType, alone: bool) -> list[Any] | None:
    """The values of a feature, or None where the example has none."""
    if key not in features:
        return None
    which = features[key].WhichOneof("kind")
    if which is None:
        return None
    if _LISTS[which] is not kind:
        prefix = "" if alone else "Name: <unknown>, "
        raise InvalidArgumentError(
            None,
            None,
            f"{prefix}Key: {key}.  Data types don't match. Data type: "
            f"{_LISTS[which].runtime_name} but expected type: {kind.runtime_name}",
        )
    return list(getattr(features[key], which).value)


def _fixed(
    features: Any,
    key: str,
    kind: dt.DType,
    default: Any,
    lengths: tuple[int, ...],
    alone: bool,
) -> Any:
    values, size = _values(features, key, kind, alone), int(np.prod(lengths))
    prefix = "" if alone else "Name: <unknown>, "
    if values is None:
        given = np.asarray(default)
        if given.size != size:
            raise InvalidArgumentError(
                None,
                None,
                f"{prefix}Feature: {key} (data type: {kind.runtime_name}) is required "
                f"but could not be found.",
            )
        return given.reshape(-1).tolist()
    if len(values) != size:
        raise InvalidArgumentError(
            None,
            None,
            f"{prefix}Key: {key}.  Number of {kind.runtime_name} values != expected.  "
            f"Values size: {len(values)} but output shape: {list(lengths)}",
        )
    return values


def _sparse(rows: list[list[Any] | None], kind: dt.DType, alone: bool) -> Any:
    """Indices, values and shape; of one example without the axis of examples."""
    known = [row or [] for row in rows]
    places = [(i, j) for i, row in enumerate(known) for j in range(len(row))]
    indices = np.array(places, np.int64).reshape(-1, 2)
    values = np.array([item for row in known for item in row], kind.numpy_dtype)
    widest = max(map(len, known), default=0)
    if alone:
        return indices[:, 1:], values, np.array([widest], np.int64)
    return indices, values, np.array([len(known), widest], np.int64)


@composite
def parse_example(
    serialized: Any,
    features: Any,
    name: str | None = None,
    example_names: Any = None,
) -> dict[str, Any]:
    """Returns the features of a vector of serialized examples, by name.

    ``features`` maps names to ``FixedLenFeature`` (a tensor with a first axis for the
    examples) and ``VarLenFeature`` (a ``SparseTensor``). Raises
    ``InvalidArgumentError`` when it is run where one is missing or of another type.
    Source: tf.compat.v1.parse_example.

    >>> import teachflow.compat.v1 as tf
    >>> age = tf.train.Feature(int64_list=tf.train.Int64List(value=[3]))
    >>> ann = tf.train.Example(features=tf.train.Features(feature={"age": age}))
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     wanted = {"age": tf.FixedLenFeature([], tf.int64)}
    ...     parsed = tf.parse_example([ann.SerializeToString()], wanted)
    ...     print(sess.run(parsed["age"]))
    [3]
    """
    here = home.choose((serialized, example_names))
    return _parse(here, serialized, features, name, example_names)


@composite
def parse_single_example(
    serialized: Any,
    features: Any,
    name: str | None = None,
    example_names: Any = None,
) -> dict[str, Any]:
    """Returns the same for one serialized example, a string without axes.

    Source: tf.compat.v1.parse_single_example.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     feature = tf.train.Feature(int64_list=tf.train.Int64List(value=[5]))
    ...     features = tf.train.Features(feature={"x": feature})
    ...     text = tf.train.Example(features=features).SerializeToString()
    ...     row = tf.parse_single_example(text, {"x": tf.FixedLenFeature([], tf.int64)})
    ...     print(sess.run(row["x"]))
    5
    """
    here = home.choose((serialized, example_names))
    with here.scope(name or "ParseSingleExample"):
        serialized = here.convert(serialized, dt.string, "serialized")
        serialized.shape.with_rank(0)
        return _parse(here, serialized, features, None, example_names)


def _parse(
    here: Any, serialized: Any, features: Any, name: str | None, names: Any
) -> dict[str, Any]:
    if not features:
        raise ValueError("Invalid argument: features cannot be empty.")
    sparse, dense = {}, {}
    for key in sorted(features):
        feature = features[key]
        if isinstance(feature, VarLenFeature):
            sparse[key] = dt.as_dtype(feature.dtype)
        elif isinstance(feature, FixedLenFeature):
            dense[key] = _checked(key, feature)
        else:
            raise ValueError(
                f"Unsupported {type(feature).__name__} {feature} for key {key!r}: use "
                f"tf.FixedLenFeature or tf.VarLenFeature."
            )
    with here.scope(name or "ParseExample"):
        defaults = [_default(here, key, dense[key]) for key in dense]
        empty = np.array([], object)
        keys = [np.array(list(group), object) for group in (sparse, dense)]
        given = empty if names is None else names
        found = parse_example_op(
            serialized,
            here.convert(given, dt.string, "ParseExampleV2/names"),
            here.convert(_encoded(keys[0]), dt.string, "ParseExampleV2/sparse_keys"),
            here.convert(_encoded(keys[1]), dt.string, "ParseExampleV2/dense_keys"),
            here.convert(empty, dt.string, "ParseExampleV2/ragged_keys"),
            defaults,
            num_sparse=len(sparse),
            sparse_types=tuple(sparse.values()),
            dense_shapes=tuple([shape for shape, _, _ in dense.values()]),
        )
    count = len(sparse)
    columns = [found[i * count : (i + 1) * count] for i in range(3)]
    parsed: dict[str, Any] = {
        key: SparseTensor(*parts)
        for key, parts in zip(sparse, zip(*columns, strict=True), strict=True)
    }
    return parsed | dict(zip(dense, found[3 * count :], strict=True))


def _encoded(keys: Any) -> Any:
    return np.array([key.encode() for key in keys.tolist()], object)


def _checked(key: str, feature: FixedLenFeature) -> tuple[TensorShape, dt.DType, Any]:
    shape = TensorShape(feature.shape)
    if not shape.is_fully_defined():
        raise ValueError(
            f"First dimension of shape for feature {key} unknown. Every length of a "
            f"FixedLenFeature must be known. Received feature={feature}."
        )
    kind = dt.as_dtype(feature.dtype)
    if kind not in KINDS:
        raise TypeError(
            f"Value passed to parameter 'dense_defaults' has DataType {kind.name} not "
            f"in list of allowed values: {', '.join(k.name for k in KINDS)}"
        )
    return shape, kind, feature.default_value


def _default(here: Any, key: str, feature: tuple[TensorShape, dt.DType, Any]) -> Any:
    """The tensor of a feature's default: an empty one where there is none."""
    shape, kind, value = feature
    if value is None:
        return here.convert(np.array([], kind.numpy_dtype), kind)
    named = re.sub("[^A-Za-z0-9_.\\-/]", "_", f"key_{key}")
    return reshape(here.convert(value, kind, named), shape.as_list())


__all__ = [
    "FixedLenFeature",
    "VarLenFeature",
    "parse_example",
    "parse_example_op",
    "parse_single_example",
]
