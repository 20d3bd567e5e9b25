"""Calling a traced function: one op whose kernel runs another graph.

What is called is a *region* (see ``graph.functions``): this floor only knows that it
can run, that it knows the shapes of its results, and that it says how to go backward.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teachflow.core.registry import op, takes_none


def _results(call: Any) -> Any:
    return call.attrs["f"].shapes


@op("PartitionedCall", "[Tin] -> [Tout]", shape=_results)
def partitioned_call(args: Sequence[Any], *, Tout: Any, f: Any) -> Sequence[Any]:
    """What the function ``f`` gives for ``args``; last, the run itself."""
    results: Sequence[Any] = f.run(args)
    return results


@op("StatefulPartitionedCall", "[Tin] -> [Tout]", shape=_results, stateful=True)
def stateful_partitioned_call(
    args: Sequence[Any], *, Tout: Any, f: Any
) -> Sequence[Any]:
    """The same for a function that does more than compute its results."""
    results: Sequence[Any] = f.run(args)
    return results


@op("RecalledValues", "variant, [Tin] -> [Tout]", shape=_results)
def recalled_values(
    run: Any, args: Sequence[Any], *, Tout: Any, f: Any
) -> Sequence[Any]:
    """What a call of a function computed on the way to its results."""
    values: Sequence[Any] = f.recall(run)
    return values


@takes_none
def _pulled(call: Any, *gs: Any, needed: Any) -> Any:
    return call.attrs["f"].pull(call, gs, needed)


@takes_none
def _recalled_pulled(call: Any, *gs: Any, needed: Any) -> Any:
    return [None, *call.attrs["f"].pull_recalled(call, gs, needed[1:])]


for _rule in (_pulled, _recalled_pulled):
    _rule.takes_needed = True  # type: ignore[attr-defined]

for _op in (partitioned_call, stateful_partitioned_call, recalled_values):
    _op.op.rules["takes_places"] = lambda: True  # a variable goes in as its place
partitioned_call.vjp(_pulled)
stateful_partitioned_call.vjp(_pulled)
recalled_values.vjp(_recalled_pulled)
