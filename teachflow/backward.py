"""The one reverse pass, over a list of calls: graph nodes or what a tape recorded.

Rules know nothing of accumulating, un-broadcasting or unconnected inputs: all that is
here, once. A rule returns one part for each input: a cotangent, a function that makes
it (called only where it is needed), or None where nothing flows on purpose. Since rules
apply ordinary ops, what they make can be differentiated again.

Where it may (``slices``), a rule returns ``IndexedSlices`` for the rows that were read:
they stay what they are on their way through rules that hand them on, and become a
tensor before any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from teachflow.core.dtypes import variant
from teachflow.core.home import Home, within
from teachflow.core.registry import OPS, Call
from teachflow.ops.arrays.indexed_slices import IndexedSlices, one_after_another

Cotangents = dict[int, list[Any]]

# Ops whose rules hand a cotangent on, or its negative: slices remain slices.
_HAND_ON = frozenset({"Identity", "Add", "AddV2", "AddN", "Sub", "Neg"})


def backward(
    home: Home,
    calls: Sequence[Call],
    targets: Sequence[Any],
    sources: Sequence[Any],
    seeds: Sequence[Any],
    stops: Sequence[Any] = (),
    *,
    slices: bool = False,
) -> list[Any]:
    """Returns d(targets · seeds)/d(source) for each source, None where unconnected.

    ``calls`` stand in the order in which they happened and contain at least all that
    lie between sources and targets; ``seeds`` are the cotangents of the targets;
    nothing flows through ``stops``; with ``slices`` results may be ``IndexedSlices``.
    Raises ``LookupError`` for an op on the way that has no rule.
    """
    stopped = {id(stop) for stop in stops}
    path, needed = on_path(calls, sources, stopped)
    found: Cotangents = {}
    with within(home):
        for target, seed in zip(targets, seeds, strict=True):
            if id(target) in needed:
                found.setdefault(id(target), []).append(seed)
        wanted = {id(source) for source in sources}
        for call in reversed(path):
            _pull(home, call, found, needed, wanted, stopped, slices)
        sums: dict[int, Any] = {}
        for source in sources:
            if id(source) not in sums:
                sums[id(source)] = _total(home, found.get(id(source)))
        return [sums[id(source)] for source in sources]


def on_path(
    calls: Iterable[Call], sources: Iterable[Any], stopped: Collection[int] = ()
) -> tuple[list[Call], set[int]]:
    """The calls that depend on the sources, and the ids of all values that do.

    What depends on them through values whose ids are in ``stopped`` only is left out.
    """
    needed = {id(source) for source in sources}
    path = []
    for call in calls:
        for tensor in call.inputs:
            if id(tensor) in needed:
                break
        else:
            continue
        if not call.opdef.differentiable:
            continue
        reached = getattr(call, "reached", None)  # a loop knows it more exactly
        flows = [
            out
            for out in (call.outputs if reached is None else reached(needed))
            if has_cotangent(out) and id(out) not in stopped
        ]
        if flows:
            path.append(call)
            needed.update(map(id, flows))
    return path, needed


def has_cotangent(tensor: Any) -> bool:
    """Whether derivatives make sense: floating types, and lists, whose items may be."""
    dtype = tensor.dtype
    return dtype.is_differentiable or dtype is variant


def _pull(
    home: Home,
    call: Call,
    found: Cotangents,
    needed: set[int],
    wanted: set[int],
    stopped: set[int],
    slices: bool,
) -> None:
    """Carries the cotangents of a call's outputs over to its inputs."""
    gs: list[Any] = []
    for output in call.outputs:
        parts = found.get(id(output))
        if parts is not None and len(parts) > 1:
            parts[:] = [_total(home, parts)]
        gs.append(parts[0] if parts and id(output) not in stopped else None)
        if id(output) not in wanted:
            found.pop(id(output), None)
    if all(g is None for g in gs):
        return
    rule = call.opdef.vjp
    if rule is None:
        raise LookupError(
            f"No gradient defined for operation '{call.name}' (op type: "
            f"{call.opdef.type}). Declare a rule beside the op, or cut the path with "
            f"tf.stop_gradient."
        )
    with home.scope(f"{call.name}_grad"):
        if any(g is None for g in gs) and not getattr(rule, "takes_none", False):
            gs = [
                home.apply(OPS["ZerosLike"], (out,), {}, None) if g is None else g
                for out, g in zip(call.outputs, gs, strict=True)
            ]
        if call.opdef.type not in _HAND_ON:
            gs = [g.as_tensor() if isinstance(g, IndexedSlices) else g for g in gs]
        if getattr(rule, "takes_needed", False):
            results = rule(call, *gs, needed=[id(t) in needed for t in call.inputs])
        elif getattr(rule, "takes_slices", False):
            results = rule(call, *gs, slices=slices)
        else:
            results = rule(call, *gs)
        if not isinstance(results, (tuple, list)):
            results = (results,)
        if len(results) != len(call.inputs):
            raise RuntimeError(
                f"The gradient rule of {call.opdef.type} gave {len(results)} parts for "
                f"{len(call.inputs)} inputs."
            )
        for tensor, part in zip(call.inputs, results, strict=True):
            if part is None or id(tensor) not in needed:
                continue
            if not has_cotangent(tensor):
                continue
            if callable(part):
                part = part()
            if call.opdef.broadcasts and not _same_shape(part, tensor):
                part = home.apply(OPS["SumLike"], (part, tensor), {}, None)
            if part.dtype is not tensor.dtype.base_dtype:
                raise RuntimeError(
                    f"The gradient rule of {call.opdef.type} gave a "
                    f"{part.dtype.name} for an input of {tensor.dtype.name}."
                )
            found.setdefault(id(tensor), []).append(part)


def _same_shape(part: Any, tensor: Any) -> bool:
    """Whether it is certain, before running, that nothing was broadcast."""
    dims = tensor.shape.known_dims
    return dims is not None and None not in dims and dims == part.shape.known_dims


def _total(home: Home, parts: list[Any] | None) -> Any:
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(part, IndexedSlices) for part in parts):
        return one_after_another(parts[::-1])  # in the order in which they were read
    return home.apply(OPS["AddN"], (parts,), {}, None)
