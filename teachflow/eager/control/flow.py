"""Choosing and repeating where ops compute at once: Python's own ``if`` and ``while``.

What a branch or a round does is what its Python function does; a tape sees its ops.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.nest import flatten
from teachflow.core.nesting import assert_same_structure, map_structure
from teachflow.core.operand import Operand
from teachflow.eager.assertions import check
from teachflow.eager.control.tensor_array import EagerTensorArray
from teachflow.eager.home import EAGER


def cond(
    pred: Any, true_fn: Callable[[], Any], false_fn: Callable[[], Any], strict: bool
) -> Any:
    """What ``true_fn`` returns where ``pred`` is true, else ``false_fn``'s.

    A list of one is unpacked unless ``strict``.
    """
    result = true_fn() if pred else false_fn()
    alone = isinstance(result, (list, tuple)) and len(result) == 1
    return result[0] if alone and not strict else result


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    maximum_iterations: Any = None,
) -> Any:
    """The loop variables after ``body`` was repeated while ``cond`` held."""
    if not loop_vars:
        raise ValueError("'loop_vars' must be provided.")
    most = None
    if maximum_iterations is not None:
        limit = EAGER.convert(maximum_iterations)
        if limit.ndim:
            raise ValueError(
                f"'maximum_iterations' must be a scalar. Received shape: {limit.shape}"
            )
        most = int(limit)
    done = 0
    found = loop_vars
    # Counted rounds keep the very kind of structure, others may be a list or a tuple.
    wanted = loop_vars if most is not None else list(loop_vars)
    while (most is None or done < most) and cond(*found):
        found = body(*found)
        assert_same_structure(wanted, found if most is not None else list(found))
        done += 1
    return map_structure(_converted, found)


def _converted(value: Any) -> Any:
    return value if isinstance(value, EagerTensorArray) else EAGER.convert(value)


def case(
    pairs: Any, default: Callable[[], Any] | None, exclusive: bool, strict: bool
) -> Any:
    """What the function of the first true condition returns."""
    checked = _checked_pairs(pairs, exclusive)
    preds = [pred for pred, _ in checked]
    truths = [bool(pred) for pred in preds]
    # Without a default the last function is it, and nobody asks whether it is alone.
    if exclusive and sum(truths if default else truths[:-1]) > 1:
        told = "Input error: exclusive=True: more than 1 conditions evaluated as True:"
        check(EAGER.convert(False), [told, truths], len(truths))
    for truth, (_, function) in zip(truths, checked, strict=True):
        if truth:
            return cond(True, function, function, strict)
    if default is None:
        told = "Input error: None of conditions evaluated as True:"
        check(preds[-1], [told, truths], None)
    return cond(True, default, default, strict)  # type: ignore[arg-type]


def _checked_pairs(pairs: Any, exclusive: bool) -> list[tuple[Any, Any]]:
    if not isinstance(pairs, (list, tuple, dict)):
        raise TypeError(
            f"'pred_fn_pairs' must be a list, tuple, or dict. Received: {type(pairs)}"
        )
    if isinstance(pairs, dict):
        if not exclusive and not isinstance(pairs, OrderedDict):
            raise ValueError(
                "Unordered dictionaries are not supported for the 'pred_fn_pairs' "
                "argument when `exclusive=False` and eager mode is enabled. Give a "
                "list of pairs."
            )
        pairs = list(pairs.items())
    if not pairs:
        raise ValueError("'pred_fn_pairs' must hold at least one pair.")
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(
                f"Each entry in 'pred_fn_pairs' must be a 2-tuple. Received {pair}."
            )
        pred, function = pair
        if not isinstance(pred, Operand):
            raise TypeError(f"pred must be a Tensor, got: {pred}")
        if pred.dtype.base_dtype is not dt.bool_:
            raise TypeError(f"pred must be Tensor of type bool: {pred!r}")
        if not callable(function):
            raise TypeError(f"fn for pred {pred!r} must be callable.")
    return list(pairs)


def switch_case(branch_index: Any, functions: list[Callable[[], Any]]) -> Any:
    """What the function at ``branch_index`` returns, outside of the list the last."""
    index = int(branch_index)
    return functions[index if 0 <= index < len(functions) else -1]()


def rows_of(elems: Any, name: str) -> tuple[list[Any], int]:
    """``elems`` as flat tensors of equally many rows, and how many there are."""
    flat = [EAGER.convert(item) for item in flatten(elems)]
    if not flat:
        raise ValueError(
            f"elems must be a Tensor or (possibly nested) sequence of Tensors. Got "
            f"{elems}, which does not contain any Tensors."
        )
    for tensor in flat:
        if not tensor.ndim:
            raise ValueError(
                f"Elements in elems must be 1+ dimensional Tensors, not scalars: "
                f"{name} goes through the rows of a tensor, but got {tensor!r}."
            )
    counts = [tensor.shape.as_list()[0] for tensor in flat]
    for count in counts:
        if count != counts[0]:
            raise ValueError(f"Dimensions {counts[0]} and {count} are not compatible")
    return flat, counts[0]
