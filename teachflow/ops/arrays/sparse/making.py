"""Sparse tensors made and filled up: split strings, and dense tensors from parts."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.array import placeholder, placeholder_with_default
from teachflow.ops.arrays.create import zeros
from teachflow.ops.arrays.gather import gather_nd
from teachflow.ops.arrays.lengths import size
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.arrays.sparse.tensor import SparseTensor
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.math import subtract
from teachflow.ops.math.reduce import reduce_sum


def _split_shapes(call: Any) -> tuple[TensorShape, ...]:
    source, between = (tensor.shape for tensor in call.inputs)
    for shape, rank in ((source, 1), (between, 0)):
        rules.check_rank(shape, rank)
    return TensorShape([None, 2]), TensorShape([None]), TensorShape([2])


def _rows_as_sparse(rows: list[list[bytes]]) -> tuple[Any, Any, Any]:
    """Indices, values and shape of ``rows``, which differ in length."""
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    indices = np.array(places, np.int64).reshape(-1, 2)
    values = np.array([item for row in rows for item in row], object)
    widest = max(map(len, rows), default=0)
    return indices, values, np.array([len(rows), widest], np.int64)


@op(
    "StringSplit",
    "string, string -> int64, string, int64",
    shape=_split_shapes,
    differentiable=False,
)
def string_split_op(input: Any, delimiter: Any, *, skip_empty: bool = True) -> Any:
    """Each string split at every byte of ``delimiter``, or into its bytes."""
    between: bytes = np.asarray(delimiter, object).item()
    rows = []
    for text in input.tolist():
        if between:
            for byte in between[1:]:
                text = text.replace(bytes([byte]), between[:1])
            parts = text.split(between[:1])
        else:
            parts = [bytes([byte]) for byte in text]
        rows.append([part for part in parts if part or not skip_empty])
    return _rows_as_sparse(rows)


@op(
    "StringSplitV2",
    "string, string -> int64, string, int64",
    shape=_split_shapes,
    differentiable=False,
)
def string_split_v2_op(input: Any, sep: Any, *, maxsplit: int = -1) -> Any:
    """Each string split as Python does."""
    between: bytes = np.asarray(sep, object).item()
    return _rows_as_sparse(
        [text.split(between or None, maxsplit) for text in input.tolist()]
    )


@composite
def string_split(
    source: Any,
    sep: Any = None,
    skip_empty: bool = True,
    delimiter: Any = None,
    result_type: str = "SparseTensor",
    name: str | None = None,
) -> SparseTensor:
    """Returns the words of each string of the vector ``source``, a ``SparseTensor``.

    Strings are split at each of the characters of ``delimiter``, a space by default;
    "" splits into bytes. Empty words are left out unless ``skip_empty`` is False.
    Source: tf.compat.v1.string_split.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.string_split(["a b", "c"]).values))
    [b'a' b'b' b'c']
    """
    if sep is not None and delimiter is not None:
        raise ValueError("Cannot specify both 'sep' and 'delimiter'")
    between = next((item for item in (delimiter, sep) if item is not None), " ")
    _sparse_only(result_type)
    here = home.choose((source, between))
    with here.scope(name or "StringSplit"):
        between = here.convert(between, dt.string)
        strings = here.convert(source, dt.string)
        return SparseTensor(*string_split_op(strings, between, skip_empty=skip_empty))


@composite
def split(
    input: Any = None,
    sep: Any = None,
    maxsplit: int = -1,
    result_type: str = "SparseTensor",
    source: Any = None,
    name: str | None = None,
) -> SparseTensor:
    """Returns the words of each string of ``input``, split as Python's ``split`` does.

    Source: tf.compat.v1.strings.split.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.strings.split(["a::b", "c"], "::").values))
    [b'a' b'b' b'c']
    """
    _sparse_only(result_type)
    here = home.choose((input, source, sep))
    with here.scope(name or "StringSplit"):
        text = source if input is None else input
        strings = here.convert(text, dt.string, "input")
        if strings.shape.rank == 0:
            strings = reshape(strings, [1])
        between = here.convert("" if sep is None else sep, dt.string)
        return SparseTensor(*string_split_v2_op(strings, between, maxsplit=maxsplit))


def _sparse_only(result_type: str) -> None:
    if result_type != "SparseTensor":
        raise NotImplementedError(
            f"result_type={result_type!r}: there are no ragged tensors here. "
            f"Use 'SparseTensor', and tf.sparse_tensor_to_dense if need be."
        )


def _dense(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[1])


@op(
    "SparseToDense",
    "Tindices, Tindices, T, T -> T",
    shape=_dense,
    Tindices=dt.INDEX,
)
def sparse_to_dense_op(
    sparse_indices: Any,
    output_shape: Any,
    sparse_values: Any,
    default_value: Any,
    *,
    validate_indices: bool = True,
) -> Any:
    """A tensor of ``default_value`` with the values put in at their places."""
    lengths = tuple(np.asarray(output_shape).tolist())
    places = np.asarray(sparse_indices).reshape(-1, len(lengths))
    outside = ((places < 0) | (places >= lengths)).any(axis=1)
    if outside.any():
        first = int(outside.argmax())
        raise InvalidArgumentError(
            None,
            None,
            f"indices[{first}] = {_place(places[first])} is out of bounds: need 0 <= "
            f"index < {_place(lengths)}",
        )
    if validate_indices:
        _check_order(places)
    values = np.asarray(sparse_values)
    empty: Any = np.asarray(default_value, values.dtype).item()
    dense = np.full(lengths, empty, values.dtype)
    dense[tuple(places.T)] = values
    return dense


def _check_order(places: Any) -> None:
    rows = list(map(tuple, places.tolist()))
    for number, (before, row) in enumerate(itertools.pairwise(rows), 1):
        if row == before:
            raise InvalidArgumentError(
                None, None, f"indices[{number}] = {_place(row)} is repeated"
            )
        if row < before:
            raise InvalidArgumentError(
                None,
                None,
                f"indices[{number}] = {_place(row)} is out of order. Many sparse ops "
                f"require sorted indices: sort them, or pass validate_indices=False.",
            )


def _place(row: Any) -> str:
    return f"[{','.join(str(int(index)) for index in row)}]"


@sparse_to_dense_op.vjp
def _(call: Any, g: Any) -> Any:
    indices, shape, values, _default = call.inputs

    def at_indices() -> Any:
        rank = size(shape, out_type=indices.dtype)
        return gather_nd(g, reshape(indices, stack([-1, rank])))

    return (
        None,
        None,
        lambda: sum_like(at_indices(), values),
        lambda: subtract(reduce_sum(g), reduce_sum(at_indices())),
    )


sparse_to_dense_op.jvp_linear(2, 3)


@composite
def sparse_to_dense(
    sparse_indices: Any,
    output_shape: Any,
    sparse_values: Any,
    default_value: Any = 0,
    validate_indices: bool = True,
    name: str | None = None,
) -> Any:
    """Returns a tensor of ``output_shape`` with ``sparse_values`` at their indices.

    Elsewhere it is ``default_value``. One value may serve all indices. Raises
    ``InvalidArgumentError`` where indices are outside or, unless ``validate_indices``
    is False, unsorted or repeated. Source: tf.compat.v1.sparse_to_dense.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.sparse_to_dense([1, 3], [5], 7)))
    [0 7 0 7 0]
    """
    return sparse_to_dense_op(
        sparse_indices,
        output_shape,
        sparse_values,
        default_value,
        validate_indices=validate_indices,
        name=name,
    )


def sparse_tensor_to_dense(
    sp_input: Any,
    default_value: Any = None,
    validate_indices: bool = True,
    name: str | None = None,
) -> Any:
    """Returns a ``SparseTensor`` as a tensor, filled up with ``default_value``.

    That is 0 where it is not given, and must be for strings. Source:
    tf.sparse.to_dense.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     words = tf.string_split(["a b", "c"])
    ...     print(sess.run(tf.sparse_tensor_to_dense(words, "-")))
    [[b'a' b'b']
     [b'c' b'-']]
    """
    if not isinstance(sp_input, SparseTensor):
        raise TypeError(f"Input must be a SparseTensor, not {sp_input!r}.")
    with home.within(sp_input.home):
        if default_value is None:
            default_value = zeros([], dtype=sp_input.dtype)
        return sparse_to_dense(
            sp_input.indices,
            sp_input.dense_shape,
            sp_input.values,
            default_value,
            validate_indices,
            name,
        )


def sparse_placeholder(
    dtype: Any, shape: Any = None, name: str | None = None
) -> SparseTensor:
    """Returns a ``SparseTensor`` to be fed, with a ``SparseTensorValue`` or a triple.

    Source: tf.compat.v1.sparse_placeholder.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.sparse_placeholder(tf.float32)
    ...     dense = tf.sparse_tensor_to_dense(x)
    ...     print(sess.run(dense, {x: ([[0, 1]], [3.0], [1, 2])}))
    [[0. 3.]]
    """
    prefix = None if name is None else f"{name}/"
    known = None if shape is None else TensorShape(shape)
    rank = None if known is None else known.rank
    if known is not None and known.is_fully_defined():
        default = home.choose(()).convert(np.array(known.as_list(), np.int64))
        lengths = placeholder_with_default(default, [rank], prefix and f"{prefix}shape")
    else:
        lengths = placeholder(dt.int64, [rank], prefix and f"{prefix}shape")
    values = placeholder(dtype, [None], prefix and f"{prefix}values")
    indices = placeholder(dt.int64, [None, rank], prefix and f"{prefix}indices")
    return SparseTensor(indices, values, lengths)


__all__ = [
    "sparse_placeholder",
    "sparse_tensor_to_dense",
    "sparse_to_dense",
    "sparse_to_dense_op",
    "split",
    "string_split",
    "string_split_op",
    "string_split_v2_op",
]
