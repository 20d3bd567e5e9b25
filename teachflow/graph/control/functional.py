"""Loops over the rows of tensors: ``map_fn``, ``scan``, ``foldl`` and ``foldr``.

Rows are read from tensor arrays, results written to others, in one ``while_loop``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from teachflow.core import home
from teachflow.core.nest import flatten
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.structure import check_same, pack
from teachflow.graph.control.tensor_array import TensorArray
from teachflow.graph.control.while_loop import while_loop
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.ops.arrays.lengths import shape as shape_of


def map_fn(
    fn: Callable[..., Any],
    elems: Any,
    dtype: Any = None,
    parallel_iterations: int | None = None,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    name: str | None = None,
    fn_output_signature: Any = None,
) -> Any:
    """Returns what ``fn`` gives for each row of ``elems``, stacked again.

    ``elems`` is a tensor, or a nested structure of tensors with equally many rows. The
    result has the structure and dtypes of ``dtype`` (or ``fn_output_signature``), those
    of ``elems`` where it is not given. Raises ``ValueError`` for scalars. Source:
    tf.compat.v1.map_fn.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     rows = tf.constant([[1, 2], [3, 4]])
    ...     print(sess.run(tf.map_fn(tf.reduce_sum, rows)))
    [3 7]
    """
    _check_callable(fn)
    like = dtype if fn_output_signature is None else fn_output_signature
    if not flatten(elems):
        raise ValueError(
            f"elems must be a Tensor or (possibly nested) sequence of Tensors. "
            f"Got {elems}, which does not contain any Tensors."
        )
    with ExitStack() as stack:
        rows = _converted(stack, elems, name or "map")
        count = _count(rows, known_first=True)
        arrays = [TensorArray(row.dtype, count) for row in rows]
        arrays = [array.unstack(row) for array, row in zip(arrays, rows, strict=True)]
        first = rows[0].graph.convert(0)
        kinds = [row.dtype for row in rows] if like is None else flatten(like)
        results = [TensorArray(kind, count, infer_shape=infer_shape) for kind in kinds]
        shape = elems if like is None else like

        def compute(i: Any, written: Any) -> Any:
            result = fn(pack(elems, [array.read(i) for array in arrays]))
            check_same(shape, result)
            written = _written(written, i, flatten(result))
            return i + 1, written

        _, results = while_loop(
            lambda i, _: i < count,
            compute,
            (first, results),
            parallel_iterations=parallel_iterations or 10,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=count,
        )
        return pack(shape, _stacked(results, rows))


def scan(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns all steps of an accumulation ``a = fn(a, row)``, stacked.

    It begins with ``initializer``, or with the first row, which is then the first
    result. ``reverse`` goes from the last row to the first. Source: tf.scan.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.scan(lambda a, x: a * x, tf.constant([1, 2, 3, 4]))))
    [ 1  2  6 24]
    """
    _check_callable(fn)
    like = elems if initializer is None else initializer
    with ExitStack() as stack:
        rows = _converted(stack, elems, name or "scan")
        graph = rows[0].graph
        count = _count(rows, known_first=False)
        arrays = [
            TensorArray(row.dtype, count, element_shape=row.shape[1:]) for row in rows
        ]
        arrays = [array.unstack(row) for array, row in zip(arrays, rows, strict=True)]
        if initializer is None:
            values = [array.read(count - 1 if reverse else 0) for array in arrays]
            done = 1
        else:
            values = [graph.convert(item) for item in flatten(initializer)]
            done = 0
        results = [
            TensorArray(
                value.dtype,
                count,
                element_shape=value.shape if infer_shape else None,
                infer_shape=infer_shape,
            )
            for value in values
        ]
        if initializer is None:
            results = [
                array.write(count - 1 if reverse else 0, value)
                for array, value in zip(results, values, strict=True)
            ]

        def compute(i: Any, values: Any, written: Any) -> Any:
            row = pack(elems, [array.read(i) for array in arrays])
            result = fn(pack(like, values), row)
            check_same(like, result)
            flat = flatten(result)
            written = _written(written, i, flat)
            return (i - 1 if reverse else i + 1), flat, written

        _, _, results = while_loop(
            (lambda i, *_: i >= 0) if reverse else (lambda i, *_: i < count),
            compute,
            (count - 1 - done if reverse else done, values, results),
            parallel_iterations=parallel_iterations,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=count,
        )
        return pack(like, _stacked(results, rows))


def foldl(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the last step of ``a = fn(a, row)``, from the first row to the last.

    It begins with ``initializer``, or with the first row. Source: tf.foldl.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.foldl(lambda a, x: a - x, tf.constant([1, 2, 3]))))
    -4
    """
    _check_callable(fn)
    with ExitStack() as stack:
        rows = _converted(stack, elems, name or "foldl")
        count = _count(rows, known_first=True)
        arrays = [TensorArray(row.dtype, count).unstack(row) for row in rows]
        if initializer is None:
            value = pack(elems, [array.read(0) for array in arrays])
        else:
            value = initializer
        first = rows[0].graph.convert(1 if initializer is None else 0)

        def compute(i: Any, a: Any) -> Any:
            a = fn(a, pack(elems, [array.read(i) for array in arrays]))
            return [i + 1, a]

        _, found = while_loop(
            lambda i, _: i < count,
            compute,
            [first, value],
            parallel_iterations=parallel_iterations,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=count,
        )
        return found


def foldr(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the last step of ``a = fn(a, row)``, from the last row to the first.

    It begins with ``initializer``, or with the last row. Source: tf.foldr.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.foldr(lambda a, x: a - x, tf.constant([1, 2, 3]))))
    0
    """
    _check_callable(fn)
    with ExitStack() as stack:
        rows = _converted(stack, elems, name or "foldr")
        count = _count(rows, known_first=True)
        arrays = [TensorArray(row.dtype, count).unstack(row) for row in rows]
        if initializer is None:
            last: Any = count - 1
            value = pack(elems, [array.read(last) for array in arrays])
        else:
            last, value = count, initializer

        def compute(i: Any, a: Any) -> Any:
            i -= 1
            return [i, fn(a, pack(elems, [array.read(i) for array in arrays]))]

        _, found = while_loop(
            lambda i, _: i > 0,
            compute,
            [last, value],
            parallel_iterations=parallel_iterations,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=count,
        )
        return found


def _check_callable(fn: Any) -> None:
    if not callable(fn):
        raise TypeError(f"{fn!r} is not callable. Please provide a callable function.")


def _converted(stack: ExitStack, elems: Any, name: str) -> list[Any]:
    """``elems`` as flat tensors, in the scope that stays open with ``stack``."""
    found = home.symbolic_home((elems,))
    graph = found if isinstance(found, Graph) else get_default_graph()
    stack.enter_context(home.within(graph))
    stack.enter_context(graph.scope(name))
    rows = [graph.convert(item, None, "elem") for item in flatten(elems)]
    for row in rows:
        if row.shape.rank == 0:
            raise ValueError(
                f"Elements in elems must be 1+ dimensional Tensors, not scalars: {row}"
            )
    return rows


def _count(rows: list[Any], known_first: bool) -> Any:
    """How many rows there are, as a number where it is known."""
    counts = []
    for row in rows:
        dims = row.shape.known_dims
        counts.append(None if dims is None else dims[0])
    known = {count for count in counts if count is not None}
    if len(known) > 1:
        raise ValueError(
            f"Dimensions must be compatible: elems have {sorted(known)} rows."
        )
    if counts[0] or (counts[0] is not None and not known_first):
        return counts[0]
    return shape_of(rows[0])[0]


def _written(arrays: Any, index: Any, values: Any) -> list[Any]:
    return [
        array.write(index, value) for array, value in zip(arrays, values, strict=True)
    ]


def _stacked(arrays: Any, rows: list[Any]) -> list[Any]:
    """The arrays as tensors with as many rows as went in."""
    dims = rows[0].shape.known_dims
    found = []
    for array in arrays:
        value = array.stack()
        inner = value.shape.known_dims
        if inner is not None and dims is not None:
            value.set_shape(TensorShape([dims[0], *inner[1:]]))
        found.append(value)
    return found
