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
_HAND_ON = frozenset(
    {"Identity", "ReadVariableOp", "Add", "AddV2", "AddN", "Sub", "Neg"}
)


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
    wanted = {id(source) for source in sources}
    needed.difference_update(
        [id(source) for source in sources if not has_cotangent(source)]
    )
    with within(home):
        for target, seed in zip(targets, seeds, strict=True):
            if id(target) in needed and seed is not None:
                found.setdefault(id(target), []).append(seed)
        symbolic = home.symbolic
        for call in reversed(path):
            outputs = call.outputs
            if len(outputs) == 1:
                key = id(outputs[0])
                parts = found.get(key) if key in wanted else found.pop(key, None)
                if not parts or key in stopped:
                    continue
                if len(parts) > 1:
                    parts[:] = [_total(home, parts)]
                g = parts[0]
                rule: Any = call.opdef.rules.get("vjp")
                plain = not symbolic and rule is not None and not vars(rule)
                if plain and type(g) is not IndexedSlices:  # the usual, short way
                    _give(home, call, rule(call, g), found, needed)
                    continue
                gs: list[Any] = [g]
            else:
                gs = _arrived(home, outputs, found, wanted, stopped)
                if all(g is None for g in gs):
                    continue
            if symbolic:
                with home.scope(f"{call.name}_grad"):
                    _hand_over(home, call, gs, found, needed, slices)
            else:
                _hand_over(home, call, gs, found, needed, slices)
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
        outputs = call.outputs
        if type(call) is not Call:  # a loop knows more exactly what depends on it
            reached = getattr(call, "reached", None)
            outputs = outputs if reached is None else reached(needed)
        flows = False
        for output in outputs:
            dtype = output.dtype
            if not dtype.is_differentiable and dtype is not variant:
                continue
            if id(output) not in stopped:
                needed.add(id(output))
                flows = True
        if flows:
            path.append(call)
    return path, needed


def has_cotangent(tensor: Any) -> bool:
    """Whether derivatives make sense: floating types, and lists, whose items may be."""
    dtype = tensor.dtype
    return dtype.is_differentiable or dtype is variant


def _arrived(
    home: Home,
    outputs: Sequence[Any],
    found: Cotangents,
    wanted: set[int],
    stopped: set[int],
) -> list[Any]:
    """The cotangents of several outputs, None for one that has none."""
    gs: list[Any] = []
    for output in outputs:
        key = id(output)
        parts = found.get(key) if key in wanted else found.pop(key, None)
        if not parts or key in stopped:
            gs.append(None)
            continue
        if len(parts) > 1:
            parts[:] = [_total(home, parts)]
        gs.append(parts[0])
    return gs


def _hand_over(
    home: Home,
    call: Call,
    gs: list[Any],
    found: Cotangents,
    needed: set[int],
    slices: bool,
) -> None:
    """Asks the op's rule whatever it wants, and gives each input its part."""
    op = call.opdef
    rule = op.rules.get("vjp")
    if rule is None:
        raise LookupError(
            f"No gradient defined for operation '{call.name}' (op type: {op.type}): "
            f"the gradient registry has no entry for: {op.type}. Declare a rule beside "
            f"the op, or cut the path with tf.stop_gradient."
        )
    marks = getattr(rule, "__dict__", None)  # what it wants besides the cotangents
    if len(gs) > 1 and not (marks and "takes_none" in marks):
        gs = [
            home.apply(OPS["ZerosLike"], (out,), {}, None) if g is None else g
            for out, g in zip(call.outputs, gs, strict=True)
        ]
    if slices and IndexedSlices in map(type, gs) and op.type not in _HAND_ON:
        gs = [g.as_tensor() if type(g) is IndexedSlices else g for g in gs]
    if not marks:
        results = rule(call, gs[0]) if len(gs) == 1 else rule(call, *gs)
    elif "takes_needed" in marks:
        results = rule(call, *gs, needed=[id(t) in needed for t in call.inputs])
    elif "takes_slices" in marks:
        results = rule(call, *gs, slices=slices)
    else:
        results = rule(call, *gs)
    _give(home, call, results, found, needed)


def _give(
    home: Home, call: Call, results: Any, found: Cotangents, needed: set[int]
) -> None:
    """Gives each input of a call the part that the op's rule has for it."""
    op = call.opdef
    if type(results) is not tuple and type(results) is not list:
        results = (results,)
    inputs = call.inputs
    if len(results) != len(inputs):
        raise RuntimeError(
            f"The gradient rule of {op.type} gave {len(results)} parts for "
            f"{len(inputs)} inputs."
        )
    broadcasts, eager = op.broadcasts, not home.symbolic
    for position, tensor in enumerate(inputs):
        key, part = id(tensor), results[position]
        if part is None or key not in needed:
            continue
        if callable(part):
            part = part()
        if eager and type(part) is type(tensor):  # eager tensors: all of them is known
            if broadcasts and part.array.shape != tensor.array.shape:
                part = home.apply(OPS["SumLike"], (part, tensor), {}, None)
            fits = part._dtype is tensor._dtype
        else:
            if broadcasts and not _same_shape(part, tensor):
                part = home.apply(OPS["SumLike"], (part, tensor), {}, None)
            fits = part.dtype in (tensor.dtype, tensor.dtype.base_dtype)
        if not fits:
            raise RuntimeError(
                f"The gradient rule of {op.type} gave a "
                f"{part.dtype.name} for an input of {tensor.dtype.name}."
            )
        if key in found:
            found[key].append(part)
        else:
            found[key] = [part]


def _same_shape(part: Any, tensor: Any) -> bool:
    """Whether it is certain, before running, that nothing was broadcast."""
    dims = tensor.shape.known_dims
    return dims is not None and None not in dims and dims == part.shape.known_dims


def _total(home: Home, parts: list[Any] | None) -> Any:
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    rows = type(parts[0]) is IndexedSlices
    if rows and all(type(part) is IndexedSlices for part in parts):
        return one_after_another(parts[::-1])  # in the order in which they were read
    if not home.symbolic:
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return total
    return home.apply(OPS["AddN"], (parts,), {}, None)
