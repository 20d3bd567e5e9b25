"""``x[key]``: Python's keys as the vectors and masks of one StridedSlice."""

from __future__ import annotations

from operator import index as as_int
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import INDEX
from teachflow.core.explaining.facts import told
from teachflow.core.home import composite
from teachflow.core.operand import Operand, operator
from teachflow.ops.arrays.lengths import plain
from teachflow.ops.arrays.selecting import boolean_mask
from teachflow.ops.arrays.slicing.keys import MASKS
from teachflow.ops.arrays.slicing.strided import strided_slice_op, strided_slice_update
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.cast import cast

_KNOWN: dict[tuple[int, ...], list[Any]] = {}  # eager vectors: nobody else has them
_MOST_KNOWN = 1000


def _checked(index: Any) -> Any:
    """``index`` where it may stand in a key; ``TypeError`` else."""
    if type(index) is int:
        return index
    if isinstance(index, Operand):
        if index.dtype.base_dtype in INDEX and index.shape.rank in (0, None):
            return index
    else:
        index = plain(index)
        try:
            return as_int(index)
        except TypeError:
            pass
    raise told(
        TypeError(
            f"Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and "
            f"scalar tf.int32/tf.int64 tensors are valid indices, got {index!r}"
        ),
        "index kind",
        index=index,
    )


def is_mask(key: Any) -> bool:
    """Whether ``key`` says for each element, or for all, if it is meant."""
    if isinstance(key, Operand):
        return key.dtype.base_dtype is dt.bool_
    return isinstance(key, bool) or (
        isinstance(key, (np.ndarray, np.generic)) and key.dtype == np.bool_
    )


class _Spec:
    """The three vectors and the masks of a key, entry by entry."""

    def __init__(self) -> None:
        self.begin: list[Any] = []
        self.end: list[Any] = []
        self.strides: list[Any] = []
        self.masks = dict.fromkeys(MASKS, 0)
        self.numbers = True  # nothing in it is a tensor

    def add(self, begin: Any, end: Any, stride: Any, *masks: str) -> None:
        bit = 1 << len(self.begin)
        self.begin.append(begin)
        self.end.append(end)
        self.strides.append(stride)
        plain = type(begin) is int and type(end) is int and type(stride) is int
        self.numbers = self.numbers and plain
        for mask in masks:
            self.masks[mask] |= bit

    def add_slice(self, here: Any, item: slice) -> None:
        ends = [plain(end) for end in (item.start, item.stop, item.step)]
        kinds = [end.dtype.base_dtype for end in ends if isinstance(end, Operand)]
        wanted = dt.int64 if dt.int64 in kinds else next(iter(kinds), None)
        filled = []
        for end, default in zip(ends, (0, 0, 1), strict=True):
            if end is not None:
                filled.append(_checked(end))
            elif wanted is not None:
                filled.append(here.convert(default, wanted))
            else:
                filled.append(default)
        left_out = zip(("begin_mask", "end_mask"), ends[:2], strict=True)
        self.add(*filled, *[mask for mask, end in left_out if end is None])


@operator("getitem")
@composite
def getitem(tensor: Any, key: Any) -> Any:
    """``tensor[key]``: ints, slices, ``...``, ``None``, scalar tensors, or a mask.

    Source: tf.Tensor.__getitem__.

    >>> import teachflow as tf
    >>> x = tf.constant([[1, 2, 3], [4, 5, 6]])
    >>> x[1, ::-1].numpy()
    array([6, 5, 4], dtype=int32)
    """
    here = home.choose((tensor, key))
    tensor = here.convert(tensor)
    if is_mask(key):
        return boolean_mask(tensor, key)
    spec = _read(here, key)
    with here.scope("strided_slice") as scope:
        vectors = _vectors(here, spec)
        return strided_slice_op(tensor, *vectors, **spec.masks, name=scope or None)


@composite
def updated(tensor: Any, key: Any, value: Any) -> Any:
    """``tensor`` with ``value`` in the place of ``tensor[key]``.

    It is what ``variable[key].assign(value)`` stores.
    """
    here = home.choose((tensor, key, value))
    tensor = here.convert(tensor)
    value = here.convert(value, tensor.dtype.base_dtype)
    spec = _read(here, key)
    vectors = _vectors(here, spec)
    return strided_slice_update(tensor, *vectors, value, **spec.masks)


def _read(here: Any, key: Any) -> _Spec:
    spec = _Spec()
    for item in key if isinstance(key, (list, tuple)) else [key]:
        if isinstance(item, slice):
            spec.add_slice(here, item)
        elif item is Ellipsis:
            spec.add(0, 0, 1, "ellipsis_mask")
        elif item is None:
            spec.add(0, 0, 1, "new_axis_mask")
        else:
            index = _checked(item)
            spec.add(index, index + 1, 1, "shrink_axis_mask")
    return spec


def _vectors(here: Any, spec: _Spec) -> list[Any]:
    """Begin, end and strides as tensors of one dtype."""
    if here.symbolic or not spec.numbers:
        return _made(here, spec)
    key = *spec.begin, *spec.end, *spec.strides
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = _made(here, spec)
    return known


def _made(here: Any, spec: _Spec) -> list[Any]:
    if spec.begin:
        vectors = [stack(part) for part in (spec.begin, spec.end, spec.strides)]
    else:
        vectors = [here.convert(np.zeros(0, np.int32))] * 3
    if any(vector.dtype.base_dtype is dt.int64 for vector in vectors):
        vectors = [cast(vector, dt.int64) for vector in vectors]
    return vectors
