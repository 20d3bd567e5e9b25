"""Row by row, at once: ``map_fn``, ``scan``, ``foldl`` and ``foldr``.

The rows come from one ``unstack``, the results go into one ``stack``: a tape sees these
and what the function does in between.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.errors import OutOfRangeError
from teachflow.core.nest import flatten, nested_like
from teachflow.core.nesting import assert_same_structure
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.control.flow import rows_of
from teachflow.eager.control.tensor_array import EagerTensorArray
from teachflow.eager.home import EAGER
from teachflow.ops.arrays.stacking import unstack


def _check_callable(fn: Any) -> None:
    if not callable(fn):
        raise TypeError(f"{fn!r} is not callable. Please provide a callable function.")


def _taken_apart(elems: Any, name: str) -> tuple[list[Any], list[Any]]:
    """``elems`` as flat tensors, and its rows, nested as it is."""
    flat, count = rows_of(elems, name)
    parts = [unstack(tensor) if count else [] for tensor in flat]
    rows = [nested_like(elems, iter(row)) for row in zip(*parts, strict=True)]
    return flat, rows


def _array(kind: Any, size: int, infer_shape: bool) -> EagerTensorArray:
    """An array for what a row gives, whose ``kind`` is a dtype or a ``TensorSpec``."""
    shape = kind.shape if isinstance(kind, TensorSpec) else None
    dtype = kind.dtype if isinstance(kind, TensorSpec) else kind
    return EagerTensorArray(dtype, size, infer_shape=infer_shape, element_shape=shape)


def map_fn(fn: Callable[..., Any], elems: Any, like: Any, infer_shape: bool) -> Any:
    """What ``fn`` gives for each row, stacked; ``like`` are its dtypes, or None."""
    _check_callable(fn)
    flat, rows = _taken_apart(elems, "map_fn")
    shape = elems if like is None else like
    kinds = [row.dtype for row in flat] if like is None else flatten(like)
    arrays = [_array(kind, len(rows), infer_shape) for kind in kinds]
    for number, row in enumerate(rows):
        result = fn(row)
        assert_same_structure(shape, result)
        for array, value in zip(arrays, flatten(result), strict=True):
            array.write(number, value)
    return nested_like(shape, iter([array.stack() for array in arrays]))


def scan(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any,
    infer_shape: bool,
    reverse: bool,
) -> Any:
    """All steps of ``a = fn(a, row)``, stacked in the order of the rows."""
    _check_callable(fn)
    _, rows = _taken_apart(elems, "scan")
    order = list(range(len(rows)))
    if reverse:
        order.reverse()
    like = elems if initializer is None else initializer
    if initializer is not None:
        step = nested_like(like, map(EAGER.convert, flatten(like)))
    elif rows:
        step = rows[order[0]]
    else:
        raise _nothing("scan")
    arrays = [_array(value.dtype, len(rows), infer_shape) for value in flatten(step)]

    def note(number: int) -> None:
        for array, value in zip(arrays, flatten(step), strict=True):
            array.write(number, value)

    if initializer is None:
        note(order.pop(0))
    for number in order:
        step = fn(step, rows[number])
        assert_same_structure(like, step)
        note(number)
    return nested_like(like, iter([array.stack() for array in arrays]))


def fold(
    fn: Callable[..., Any], elems: Any, initializer: Any, reverse: bool, name: str
) -> Any:
    """The last step of ``a = fn(a, row)``, from the first row or from the last."""
    _check_callable(fn)
    _, rows = _taken_apart(elems, name)
    if reverse:
        rows.reverse()
    if initializer is None:
        if not rows:
            raise _nothing(name)
        step, rows = rows[0], rows[1:]
    else:
        step = initializer
    for row in rows:
        step = fn(step, row)
    return nested_like(step, map(EAGER.convert, flatten(step)))


def _nothing(name: str) -> OutOfRangeError:
    return OutOfRangeError(
        None,
        None,
        f"Tried to read from index 0 but array size is: 0 . {name} begins with the "
        f"first row, and there is none: give an initializer.",
    )
