"""Choosing and repeating: at once in eager code, as nodes in a graph.

Each function looks once where it is (the graph of its arguments, else the innermost
scope) and hands over to that world's own way of doing it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._scopes import in_graph
from teachflow.core.nest import flatten, nested_like
from teachflow.core.nesting import map_structure
from teachflow.core.operand import Operand
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.control import flow as _flow
from teachflow.eager.control import rows as _rows
from teachflow.graph.control import case as _graph_case
from teachflow.graph.control import cond as _graph_cond
from teachflow.graph.control import functional as _graph_rows
from teachflow.graph.control import while_loop as _graph_loop
from teachflow.ops.arrays.stacking import stack, unstack


def _functions(true_fn: Any, false_fn: Any) -> None:
    for name, function in (("true_fn", true_fn), ("false_fn", false_fn)):
        if function is None:
            raise TypeError(f"cond(): '{name}' argument required")
        if not callable(function):
            raise TypeError(f"'{name}' must be callable.")


@at_home
def cond(
    pred: Any,
    true_fn: Callable[[], Any] | None = None,
    false_fn: Callable[[], Any] | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``true_fn`` returns where ``pred`` is true, else ``false_fn``'s.

    At once in eager code: only the chosen function is called, and may return anything.
    In a graph both are called to build their nodes, a run computes the nodes of one,
    and their results must be of one structure and the same dtypes. Raises ``TypeError``
    for what is no function, in a graph also for a Python bool. Source: tf.cond.

    >>> import teachflow as tf
    >>> x = tf.constant(-9.0)
    >>> tf.cond(x >= 0, lambda: tf.sqrt(x), lambda: tf.constant(0.0)).numpy()
    np.float32(0.0)
    """
    if in_graph(pred):
        return _graph_cond.cond(pred, true_fn, false_fn, strict=True, name=name)
    _functions(true_fn, false_fn)
    return _flow.cond(pred, true_fn, false_fn, strict=True)  # type: ignore[arg-type]


@at_home
def case(
    pred_fn_pairs: Any,
    default: Callable[[], Any] | None = None,
    exclusive: bool = False,
    strict: bool = False,
    name: str = "case",
) -> Any:
    """Returns what the function of the first true condition returns.

    ``pred_fn_pairs`` is a list of pairs of a bool scalar and a function. ``default`` is
    called where none holds; without it that fails with
    ``tf.errors.InvalidArgumentError``, and so does more than one that holds where
    ``exclusive``. A list of one is unpacked unless ``strict``. Raises ``TypeError`` for
    what is no pair, no bool tensor or no function. Source: tf.case.

    >>> import teachflow as tf
    >>> x = tf.constant(-7)
    >>> tf.case([(x > 0, lambda: "+"), (x < 0, lambda: "-")], default=lambda: "0")
    '-'
    """
    if in_graph(pred_fn_pairs, _pairs(pred_fn_pairs)):
        return _graph_case.case(pred_fn_pairs, default, exclusive, strict, name)
    return _flow.case(pred_fn_pairs, default, exclusive, strict)


def _pairs(given: Any) -> Any:
    return list(given) if isinstance(given, dict) else ()


@at_home
def switch_case(
    branch_index: Any,
    branch_fns: Any,
    default: Callable[[], Any] | None = None,
    name: str = "switch_case",
) -> Any:
    """Returns what the function with the number ``branch_index`` returns.

    ``branch_fns`` is a list of functions, of pairs of a number and a function, or a
    dict of such; the numbers are 0, 1, 2 ... ``default`` is called for every other
    number; without it that is the last function. Raises ``TypeError`` where the index
    is no integer tensor or something is no function, ``ValueError`` for other numbers.
    Source: tf.switch_case.

    >>> import teachflow as tf
    >>> words = [lambda: tf.constant("zero"), lambda: tf.constant("one")]
    >>> tf.switch_case(tf.constant(0), words).numpy()
    b'zero'
    """
    functions = _numbered(branch_index, branch_fns)
    if in_graph(branch_index):
        return _graph_case.switch_case(
            branch_index, dict(enumerate(functions)), default, name
        )
    return _flow.switch_case(branch_index, functions + ([default] if default else []))


def _numbered(branch_index: Any, branch_fns: Any) -> list[Callable[[], Any]]:
    """The functions in the order of their numbers, after a look at each of them."""
    if not isinstance(branch_index, Operand):
        raise TypeError(f"'branch_index' must be a Tensor, got {type(branch_index)}")
    if not branch_index.dtype.is_integer:
        raise TypeError(
            f"'branch_index' must be an integer Tensor, got {branch_index.dtype!s}"
        )
    if not branch_fns:
        raise ValueError("Must provide at least one item in 'branch_fns'")
    if not isinstance(branch_fns, (list, tuple, dict)):
        raise TypeError("'branch_fns' must be a list, tuple, or dict")
    pairs = list(branch_fns.items() if isinstance(branch_fns, dict) else branch_fns)
    if all(callable(item) for item in pairs):
        return pairs
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(
                f"Each entry in 'branch_fns' must be a 2-tuple. Received {pair}."
            )
        if not isinstance(pair[0], int):
            raise TypeError(f"key must be a Python `int`, got {type(pair[0])}")
        if not callable(pair[1]):
            raise TypeError(f"fn for key {pair[0]} must be callable.")
    keys = sorted(key for key, _ in pairs)
    if keys != list(range(len(keys))):
        raise ValueError(
            f"branch indices (keys) must form contiguous range of [0 to {len(keys)}) "
            f"but found {{{','.join(map(str, keys))}}}"
        )
    return [dict(pairs)[key] for key in keys]


@at_home
def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    shape_invariants: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    maximum_iterations: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the loop variables after ``body`` was repeated while ``cond`` held.

    ``cond(*loop_vars)`` gives a bool scalar, ``body(*loop_vars)`` the variables of the
    next round, a list or tuple in the structure of ``loop_vars``. After
    ``maximum_iterations`` rounds the loop ends in any case. In eager code rounds are
    Python's, and shapes and dtypes may change; in a graph both functions are called
    once, to build their nodes, and ``shape_invariants`` says which lengths may change.
    Gradients flow through loops.

    Raises ``TypeError`` and ``ValueError`` where structures do not meet. Unlike
    TensorFlow, rounds never overlap: ``parallel_iterations`` and ``swap_memory`` change
    nothing, and in eager code ``back_prop`` neither. Source: tf.while_loop.

    >>> import teachflow as tf
    >>> tf.while_loop(lambda p: p < 100, lambda p: [p * 2], [tf.constant(1)])[0].numpy()
    np.int32(128)
    """
    if in_graph(loop_vars, maximum_iterations):
        return _graph_loop.while_loop(
            cond,
            body,
            loop_vars,
            shape_invariants,
            parallel_iterations,
            back_prop,
            swap_memory,
            name,
            maximum_iterations,
            return_same_structure=True,
        )
    for what, function in (("cond", cond), ("body", body)):
        if not callable(function):
            raise TypeError(f"'{what}' must be callable.")
    if parallel_iterations < 1:
        raise TypeError("'parallel_iterations' must be a positive integer.")
    return _flow.while_loop(cond, body, loop_vars, maximum_iterations)


@at_home
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
    result has the structure and dtypes of ``fn_output_signature`` (dtypes or
    ``tf.TensorSpec``; ``dtype`` is its older name), those of ``elems`` where it is not
    given. Raises ``ValueError`` for scalars and where shapes or structures do not meet,
    ``InvalidArgumentError`` for another dtype. Source: tf.map_fn.

    >>> import teachflow as tf
    >>> tf.map_fn(tf.reduce_sum, tf.constant([[1, 2], [3, 4]])).numpy()
    array([3, 7], dtype=int32)
    """
    like = dtype if fn_output_signature is None else fn_output_signature
    if not in_graph(elems):
        return _rows.map_fn(fn, elems, like, infer_shape)
    if like is not None:
        like = map_structure(_dtype_of, like)
    return _graph_rows.map_fn(
        fn, elems, like, parallel_iterations, back_prop, swap_memory, infer_shape, name
    )


def _dtype_of(kind: Any) -> Any:
    return kind.dtype if isinstance(kind, TensorSpec) else kind


@at_home
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

    >>> import teachflow as tf
    >>> tf.scan(lambda a, x: a * x, tf.constant([1, 2, 3, 4])).numpy()
    array([ 1,  2,  6, 24], dtype=int32)
    """
    if not in_graph(elems, initializer):
        return _rows.scan(fn, elems, initializer, infer_shape, reverse)
    return _graph_rows.scan(
        fn,
        elems,
        initializer,
        parallel_iterations,
        back_prop,
        swap_memory,
        infer_shape,
        reverse,
        name,
    )


@at_home
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

    >>> import teachflow as tf
    >>> tf.foldl(lambda a, x: a - x, tf.constant([1, 2, 3])).numpy()
    np.int32(-4)
    """
    if not in_graph(elems, initializer):
        return _rows.fold(fn, elems, initializer, False, "foldl")
    return _graph_rows.foldl(
        fn, elems, initializer, parallel_iterations, back_prop, swap_memory, name
    )


@at_home
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

    >>> import teachflow as tf
    >>> tf.foldr(lambda a, x: a - x, tf.constant([1, 2, 3])).numpy()
    np.int32(0)
    """
    if not in_graph(elems, initializer):
        return _rows.fold(fn, elems, initializer, True, "foldr")
    return _graph_rows.foldr(
        fn, elems, initializer, parallel_iterations, back_prop, swap_memory, name
    )


@at_home
def vectorized_map(
    fn: Callable[..., Any],
    elems: Any,
    fallback_to_while_loop: bool = True,
    warn: bool = True,
) -> Any:
    """Returns what ``fn`` gives for each row of ``elems``, stacked, of any dtypes.

    Unlike TensorFlow, one row is worked on after the other, so this is no quicker than
    ``tf.map_fn``; ``fallback_to_while_loop`` and ``warn`` change nothing. Raises
    ``ValueError`` where the number of rows is not known. Source: tf.vectorized_map.

    >>> import teachflow as tf
    >>> rows = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    >>> tf.vectorized_map(lambda row: tf.reduce_sum(row), rows).numpy()
    array([3., 7.], dtype=float32)
    """
    parts = [unstack(item) for item in flatten(elems)]
    count = max(map(len, parts), default=0)
    if not count or any(len(part) not in (1, count) for part in parts):
        raise ValueError(
            f"tf.vectorized_map needs tensors of equally many rows, and one at least; "
            f"got {[len(part) for part in parts]} rows."
        )
    parts = [part * count if len(part) < count else part for part in parts]
    results = [fn(nested_like(elems, iter(row))) for row in zip(*parts, strict=True)]
    columns = zip(*map(flatten, results), strict=True)
    return nested_like(results[0], iter([stack(list(column)) for column in columns]))
