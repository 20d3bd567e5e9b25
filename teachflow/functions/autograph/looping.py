"""``while`` and ``for`` statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.functions.autograph.loop_state import LoopState, State
from teachflow.functions.autograph.staging import (
    staged,
)
from teachflow.graph.control.tensor_array import TensorArray
from teachflow.graph.control.while_loop import while_loop
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.math.logic import logical_and, logical_or

Loop = Callable[..., None]

FOR_LOOPS: list[tuple[type, Loop]] = []
"""Types that know themselves how ``for`` goes over them in a graph (datasets do)."""


def while_stmt(
    test: Callable[[], Any],
    body: Callable[[], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    symbol_names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    """A ``while``; its condition says whether it becomes nodes."""
    before = get_state()
    scratch: Graph | None = None
    here = home.innermost()
    if isinstance(here, Graph):
        # A first look at the condition leaves no node in the graph itself.
        scratch = FunctionGraph(here, "first_look")
        with home.within(scratch), unwatched():
            first = test()
        set_state(before)
        if isinstance(first, Operand):
            _while(here, test, body, get_state, set_state, symbol_names, opts)
            return
    truth = test()
    while _decided(truth):
        body()
        truth = test()


def _decided(truth: Any) -> bool:
    if staged(truth) is not None:
        raise NotImplementedError(
            "The condition of while loop started as non-Tensor, then changed to "
            "Tensor. This may happen either because variables changed type, or when a "
            "break or return statement inside the loop depends on a Tensor condition. "
            "In both cases, changing to a TF loop should remove the error."
        )
    return bool(truth)


def _while(
    graph: Graph,
    test: Callable[[], Any],
    body: Callable[[], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    state = LoopState(graph, get_state, set_state, names, opts)

    def begun() -> None:
        test()
        body()

    start = state.begin(begun)
    blank = [] if start else [graph.convert(0)]  # a loop needs a variable

    def cond(*values: Any) -> Any:
        state.enter(values)
        return test()

    def round_(*values: Any) -> list[Any]:
        state.enter(values)
        body()
        return state.leave() or list(values)

    state.enter(_run(state, cond, round_, start or blank, opts))


def _run(
    state: LoopState,
    cond: Callable[..., Any],
    round_: Callable[..., list[Any]],
    start: list[Any],
    opts: dict[str, Any],
    more: int = 0,
) -> Any:
    """The loop's nodes; what comes out. ``more`` variables go before the state's."""
    shapes: list[Any] | None = None
    if any(shape is not None for shape in state.shapes):
        shapes = [TensorShape(())] * more
        shapes += [
            tensor.shape if shape is None else shape
            for tensor, shape in zip(start[more:], state.shapes, strict=True)
        ]
    limit = opts.get("maximum_iterations")
    return while_loop(
        cond,
        round_,
        start,
        shape_invariants=shapes,
        maximum_iterations=limit,
        return_same_structure=True,
    )


def for_stmt(
    iter_: Any,
    extra_test: Callable[[], Any] | None,
    body: Callable[[Any], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    symbol_names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    """A ``for``; ``extra_test`` says whether it goes on, where there is a ``break``."""
    here = home.innermost()
    graph = staged(iter_)
    if graph is not None:
        _for_rows(
            graph, iter_, extra_test, body, get_state, set_state, symbol_names, opts
        )
        return
    if isinstance(here, Graph):
        for kind, loop in FOR_LOOPS:
            if isinstance(iter_, kind):
                loop(
                    here, iter_, extra_test, body, get_state, set_state,
                    symbol_names, opts,
                )  # fmt: skip
                return
    if extra_test is None:
        for target in iter_:
            body(target)
        return
    if _going_on(extra_test()):
        for target in iter_:
            body(target)
            if not _going_on(extra_test()):
                break


def _going_on(truth: Any) -> bool:
    if staged(truth) is not None:
        raise NotImplementedError(
            "break and return statements which depend on a TF condition are not "
            "supported in Python for loops. Did you intend to make it a TF loop?"
        )
    return bool(truth)


def _for_rows(
    graph: Graph,
    rows: Any,
    extra_test: Callable[[], Any] | None,
    body: Callable[[Any], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    """Over the numbers of a range, or over the rows of a tensor."""
    rows = graph.convert(rows)
    if rows.shape.rank == 0:
        raise ValueError("Cannot iterate over a scalar tensor.")
    counted = _range_of(rows)
    if counted is not None:
        first, limit, step = counted

        def inside(i: Any) -> Any:
            known = step.static_value()
            if known is not None:
                return i < limit if known >= 0 else i > limit
            up = logical_and(step >= 0, i < limit)
            return logical_or(up, logical_and(step < 0, i > limit))

        counted_for(
            graph, first, inside, lambda i: i + step, lambda i: i, extra_test, body,
            get_state, set_state, names, opts,
        )  # fmt: skip
        return
    dims = rows.shape.known_dims
    length = dims[0] if dims else None
    count = graph.convert(length) if length is not None else shape_of(rows)[0]
    items = TensorArray(rows.dtype, count).unstack(rows)
    counted_for(
        graph, graph.convert(0), lambda i: i < count, lambda i: i + 1, items.read,
        extra_test, body, get_state, set_state, names, opts,
    )  # fmt: skip


def _range_of(rows: Tensor) -> tuple[Any, Any, Any] | None:
    if rows.op.opdef is OPS["Range"]:
        first, limit, step = rows.op.inputs
        return first, limit, step
    return None


def counted_for(
    graph: Graph,
    first: Any,
    inside: Callable[[Any], Any],
    step: Callable[[Any], Any],
    item: Callable[[Any], Any],
    extra_test: Callable[[], Any] | None,
    body: Callable[[Any], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    """A loop of nodes with a counter, which says what the round's item is."""
    state = LoopState(graph, get_state, set_state, names, opts)
    start = state.begin(lambda: body(item(first)))

    def cond(i: Any, *values: Any) -> Any:
        going = inside(i)
        if extra_test is None:
            return going
        state.enter(values)
        return logical_and(going, extra_test())

    def round_(i: Any, *values: Any) -> list[Any]:
        state.enter(values)
        body(item(i))
        return [step(i), *state.leave()]

    found = _run(state, cond, round_, [first, *start], opts, 1)
    state.enter(found[1:])


def element_loop(
    graph: Graph,
    another: Callable[[], list[Any]],
    element: Callable[[Sequence[Any]], Any],
    extra_test: Callable[[], Any] | None,
    body: Callable[[Any], None],
    get_state: Callable[[], State],
    set_state: Callable[[State], None],
    names: Sequence[str],
    opts: dict[str, Any],
    vague: bool = False,
) -> None:
    """A loop of nodes over what ``another`` gives: is there one, and its parts.

    ``vague`` parts make shapes less known: a round is traced apart to see which.
    """
    state = LoopState(graph, get_state, set_state, names, opts)
    first = another()
    count = len(first)
    start = state.begin(lambda: body(element(first[1:])))
    if vague:
        state.relax(start, lambda: body(element(first[1:])))

    def cond(*values: Any) -> Any:
        if extra_test is None:
            return values[0]
        state.enter(values[count:])
        return logical_and(values[0], extra_test())

    def round_(*values: Any) -> list[Any]:
        state.enter(values[count:])
        body(element(values[1:count]))
        left = state.leave()
        return [*another(), *left]

    state.shapes = [None] * count + state.shapes
    found = _run(state, cond, round_, [*first, *start], opts)
    state.shapes = state.shapes[count:]
    state.enter(found[count:])


__all__ = ["FOR_LOOPS", "counted_for", "element_loop", "for_stmt", "while_stmt"]
