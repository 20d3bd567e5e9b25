"""``if`` statements, conditional expressions, ``and``, ``or`` and ``not``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import OPERATORS
from teachflow.functions.autograph.names import (
    Undefined,
    UndefinedReturnValue,
    is_undefined,
)
from teachflow.functions.autograph.staging import (
    as_tensor,
    is_value,
    same_structure,
    staged,
)
from teachflow.graph.control.branches import build_cond
from teachflow.graph.graph import Graph

State = tuple[Any, ...]


def if_stmt(
    cond: Any,
    body: Callable[[], None],
    orelse: Callable[[], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    symbol_names: Sequence[str],
    nouts: int,
) -> None:
    """An ``if``; the first ``nouts`` names are used after it."""
    graph = staged(cond)
    if graph is None:
        (body if cond else orelse)()
        return
    before = get_state()
    found: list[State] = []

    def branch(run: Callable[[], None]) -> Callable[[], list[Any]]:
        def build() -> list[Any]:
            set_state(before)
            run()
            after = get_state()[:nouts]
            found.append(_converted(graph, after))
            if len(found) == 2:
                _verify(symbol_names, *found)
            tensors = [leaf for leaf in flatten(found[-1]) if is_value(leaf)]
            return tensors or [graph.convert(True)]

        return build

    try:
        merged = build_cond(graph, cond, branch(body), branch(orelse), strict=True)
    finally:
        set_state(before)
    rest = iter(merged)
    leaves = [next(rest) if is_value(leaf) else leaf for leaf in flatten(found[0])]
    after = nested_like(found[0], iter(leaves))
    set_state((*after, *before[nouts:]))


def _converted(graph: Graph, values: State) -> State:
    """The values with tensors for all leaves that can be some."""
    leaves = [
        as_tensor(graph, leaf) if is_value(leaf) else leaf for leaf in flatten(values)
    ]
    found: State = nested_like(values, iter(leaves))
    return found


def _verify(names: Sequence[str], yes: State, no: State) -> None:
    """Raises where a name does not end up alike in both branches."""
    for name, first, second in zip(names, yes, no, strict=False):
        for value, other, where in ((first, second, "main"), (second, first, "else")):
            if is_undefined(value) and not is_undefined(other):
                if isinstance(value, UndefinedReturnValue):
                    raise ValueError(
                        f"the {where} branch must also have a return statement."
                    )
                raise ValueError(
                    f"'{name}' must also be initialized in the {where} branch"
                )
            if value is None and other is not None:
                raise ValueError(f"'{name}' is None at the end of the {where} branch.")
        if not same_structure(first, second):
            raise TypeError(
                f"'{name}' must have the same nested structure in the main and else "
                f"branches: it is {first!r} in one and {second!r} in the other."
            )
        for a, b in zip(flatten(first), flatten(second), strict=True):
            _verify_leaf(name, a, b)


def _verify_leaf(name: str, first: Any, second: Any) -> None:
    if not is_value(first) or not is_value(second):
        if first is not second and not (is_undefined(first) and is_undefined(second)):
            raise TypeError(
                f"'{name}' would be {first!r} or {second!r}, depending on a tensor: "
                f"what an `if` on a tensor changes must be tensors."
            )
        return
    a, b = first.dtype, second.dtype
    if a.base_dtype is not b.base_dtype:
        raise TypeError(
            f"'{name}' has dtype {a.name} in the main branch, but dtype {b.name} in "
            f"the else branch"
        )


def if_exp(
    cond: Any, if_true: Callable[[], Any], if_false: Callable[[], Any], expr_repr: str
) -> Any:
    """The value of ``if_true() if cond else if_false()``."""
    if staged(cond) is None:
        return if_true() if cond else if_false()
    value: list[Any] = [Undefined(expr_repr)]

    def put(state: State) -> None:
        value[0] = state[0]

    if_stmt(
        cond,
        lambda: put((if_true(),)),
        lambda: put((if_false(),)),
        lambda: (value[0],),
        put,
        (expr_repr,),
        1,
    )
    return value[0]


def and_(a: Callable[[], Any], b: Callable[[], Any]) -> Any:
    """``a() and b()``; ``b`` happens only where ``a()`` holds."""
    first = a()
    graph = staged(first)
    if graph is None:
        return first and b()
    return _lazily(graph, first, b, lambda: first)


def or_(a: Callable[[], Any], b: Callable[[], Any]) -> Any:
    """``a() or b()``; ``b`` happens only where ``a()`` does not hold."""
    first = a()
    graph = staged(first)
    if graph is None:
        return first or b()
    return _lazily(graph, first, lambda: first, b)


def _lazily(
    graph: Graph, pred: Any, yes: Callable[[], Any], no: Callable[[], Any]
) -> Any:
    def branch(value: Callable[[], Any]) -> Callable[[], list[Any]]:
        return lambda: [graph.convert(value(), dt.bool_)]

    return build_cond(graph, pred, branch(yes), branch(no), strict=True)[0]


def not_(a: Any) -> Any:
    """``not a``."""
    return not a if staged(a) is None else OPERATORS["invert"](a)


def eq(a: Any, b: Any) -> Any:
    """``a == b``."""
    return a == b


def not_eq(a: Any, b: Any) -> Any:
    """``a != b``."""
    return not_(eq(a, b))
