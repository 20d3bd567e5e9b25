"""The one forward pass: tangents go through calls in the order in which they happened.

The twin of ``backward``. Rules know nothing of inputs that do not move, of broadcasting
or of outputs that have no derivative: all that is here. Rules apply ordinary ops, so
what they make can be differentiated again, forwards and backwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from teachflow.backward import backward, has_cotangent
from teachflow.core.dtypes import variant
from teachflow.core.home import Home, innermost, within
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call, Forward
from teachflow.ops.control.tensor_array_rules import one_pass

Tangents = Sequence[Any]
_passes = itertools.count()
_NOTHING = nullcontext()


def forward(
    home: Home,
    calls: Iterable[Call],
    primals: Sequence[Any],
    tangents: Tangents,
    outputs: Sequence[Any],
) -> list[Any]:
    """Returns the tangent of each output as ``primals`` move along ``tangents``.

    ``calls`` stand in the order in which they happened. An output that does not move
    gets None. Raises ``LookupError`` for an op on the way that has no rule.
    """
    with new_pass():
        return carry(home, calls, primals, tangents, outputs)


def carry(
    home: Home,
    calls: Iterable[Call],
    primals: Sequence[Any],
    tangents: Tangents,
    outputs: Sequence[Any],
) -> list[Any]:
    """The same as part of a pass that has begun: arrays of tangents are its own."""
    moving = {id(p): t for p, t in zip(primals, tangents, strict=True) if t is not None}
    with within(home):
        for call in calls:
            given = [moving.get(id(tensor)) for tensor in call.inputs]
            if all(tangent is None for tangent in given):
                continue
            found = push(home, call, given)
            for output, tangent in zip(call.outputs, found, strict=True):
                if tangent is not None:
                    moving[id(output)] = tangent
    return [moving.get(id(output)) for output in outputs]


def new_pass() -> AbstractContextManager[None]:
    """A scope whose arrays of tangents are not those of any other pass."""
    return one_pass(f"tangents_{next(_passes)}")


def push(home: Home, call: Call, tangents: Tangents) -> Tangents:
    """Carries the tangents of a call's inputs over to its outputs; None is a zero.

    Raises ``LookupError`` where the op has no rule, ``RuntimeError`` where a rule gives
    something else than a tangent for each output, of its dtype and shape.
    """
    outputs, definition = call.outputs, call.opdef
    if not definition.differentiable or not any(map(has_cotangent, outputs)):
        return [None] * len(outputs)
    rule = definition.jvp
    if rule is None:
        raise LookupError(
            f"No forward-mode rule (jvp) defined for operation '{call.name}' (op type: "
            f"{definition.type}). Declare one beside the op, or cut the path with "
            f"tf.stop_gradient."
        )
    inside = _NOTHING if innermost() is home else within(home)
    with inside, home.scope(f"{call.name}_jvp"):
        if isinstance(rule, Forward):
            found = _FORMS[rule.form](home, call, tangents, rule)
        else:
            found = rule(call, *tangents)
        if not isinstance(found, (tuple, list)):
            found = [found]
        if len(found) != len(outputs):
            raise RuntimeError(
                f"The forward-mode rule of {definition.type} gave {len(found)} "
                f"tangents for {len(outputs)} outputs."
            )
        pairs = zip(outputs, found, strict=True)
        return [_fitting(home, call, *pair) for pair in pairs]


def _fitting(home: Home, call: Call, output: Any, tangent: Any) -> Any:
    """The tangent of an output, in its shape."""
    if tangent is None or not has_cotangent(output):
        return None
    if tangent.dtype is not output.dtype.base_dtype:
        raise RuntimeError(
            f"The forward-mode rule of {call.opdef.type} gave a {tangent.dtype.name} "
            f"for an output of {output.dtype.name}."
        )
    if tangent.dtype is variant:
        return tangent
    if call.opdef.broadcasts:
        return _broadcast(home, tangent, output)
    if not tangent.shape.is_compatible_with(output.shape):
        raise RuntimeError(
            f"The forward-mode rule of {call.opdef.type} gave a tangent of shape "
            f"{tangent.shape} for an output of shape {output.shape}."
        )
    return tangent


def _broadcast(home: Home, tangent: Any, output: Any) -> Any:
    dims = output.shape.known_dims
    if dims is not None and None not in dims and dims == tangent.shape.known_dims:
        return tangent
    return home.apply(OPS["BroadcastLike"], (tangent, output), {}, None)


# ---- rules that are said in a word ---------------------------------------------------


def _arguments(call: Call, flat: Sequence[Any]) -> Sequence[Any]:
    """The op's arguments: flat values with its lists put together again."""
    args = call.opdef.inputs
    lists = [arg for arg in args if arg.is_list]
    if not lists:
        return flat
    left = len(flat) - (len(args) - len(lists))
    length = left // len(lists) if lists else 0  # several lists have one length
    rest = iter(flat)
    return [
        [next(rest) for _ in range(length)] if arg.is_list else next(rest)
        for arg in args
    ]


def _places(call: Call, inputs: Sequence[int]) -> Sequence[int]:
    """The flat positions of what the parameters of these numbers hold."""
    if len(call.inputs) == len(call.opdef.inputs):
        return inputs  # also where a list has one item
    groups = _arguments(call, range(len(call.inputs)))
    chosen = [groups[number] for number in inputs]
    return [
        place
        for group in chosen
        for place in (group if isinstance(group, list) else [group])
    ]


def _again(home: Home, call: Call, flat: Sequence[Any]) -> Any:
    """The op once more, with other inputs."""
    inputs = tuple(_arguments(call, flat))
    return home.apply(call.opdef, inputs, call.attrs, None)


def _linear(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    places = _places(call, rule.inputs)
    if all(tangents[place] is None for place in places):
        return [None] * len(call.outputs)
    flat = list(call.inputs)
    for place in places:
        tangent = tangents[place]
        if tangent is None:
            tangent = home.apply(OPS["ZerosLike"], (flat[place],), {}, None)
        flat[place] = tangent
    return _again(home, call, flat)


def _multilinear(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    parts = []
    for place in _places(call, rule.inputs):
        if tangents[place] is not None:
            flat = list(call.inputs)
            flat[place] = tangents[place]
            parts.append(_again(home, call, flat))
    return _total(home, parts)


def _symmetric(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    back, parts = call.opdef.vjp, []
    assert back is not None, call.opdef.type
    (output,) = call.outputs
    for place, tangent in enumerate(tangents):
        if tangent is None:
            continue
        if call.opdef.broadcasts:
            tangent = _broadcast(home, tangent, output)
        found = back(call, _conjugate(home, tangent))
        part = found[place] if isinstance(found, (tuple, list)) else found
        if callable(part):
            part = part()
        if part is not None:
            parts.append(_conjugate(home, part))
    return _total(home, parts)


def _summed(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    tangent, back = tangents[0], call.opdef.vjp
    assert back is not None, call.opdef.type
    assert rule.by is not None, call.opdef.type
    if tangent is None:
        return None
    ones = home.apply(OPS["OnesLike"], (call.output,), {}, None)
    slope = _conjugate(home, back(call, ones)[0])
    product = home.apply(OPS["Mul"], (slope, tangent), {}, None)
    return home.apply(rule.by, (product, *call.inputs[1:]), call.attrs, None)


def _transposed(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    moving = {
        id(tensor): (tensor, tangent)
        for tensor, tangent in zip(call.inputs, tangents, strict=True)
        if tangent is not None
    }
    sources = [tensor for tensor, _ in moving.values()]
    targets = [out for out in call.outputs if has_cotangent(out)]
    # Cotangents of no size: what comes back depends on them, and linearly.
    seeds = [home.apply(OPS["ZerosLike"], (out,), {}, None) for out in targets]
    with _recorded() as calls:
        back = backward(home, [call], targets, sources, seeds)
    reached = [
        (part, tangent)
        for part, (_, tangent) in zip(back, moving.values(), strict=True)
        if part is not None
    ]
    parts, along = [part for part, _ in reached], [move for _, move in reached]
    found = iter(backward(home, calls, parts, seeds, along))
    return [next(found) if has_cotangent(out) else None for out in call.outputs]


def _custom(home: Home, call: Call, tangents: Tangents, rule: Forward) -> Any:
    # As in TensorFlow: what the function did inside counts, where it can be followed.
    if all(tangent is not None for tangent in tangents):
        return tangents
    count = len(tangents)
    found = _transposed(home, call, tangents, rule)
    return [found[i] if tangents[i] is None else tangents[i] for i in range(count)]


class _Recorder:
    """Writes down every call that this thread's homes make happen."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def see(self, call: Call) -> None:
        self.calls.append(call)


@contextmanager
def _recorded() -> Iterator[list[Call]]:
    outer, recorder = tapes.stack, _Recorder()
    tapes.stack = [*outer, recorder]
    try:
        yield recorder.calls
    finally:
        tapes.stack = outer


def _conjugate(home: Home, x: Any) -> Any:
    if not x.dtype.is_complex:
        return x
    return home.apply(OPS["Conj"], (x,), {}, None)


def _total(home: Home, parts: list[Any]) -> Any:
    if len(parts) < 2:
        return parts[0] if parts else None
    if len(parts) == 2:
        return home.apply(OPS["AddV2"], tuple(parts), {}, None)
    return home.apply(OPS["AddN"], (parts,), {}, None)


_FORMS: dict[str, Callable[[Home, Call, Tangents, Forward], Any]] = {
    "linear": _linear,
    "multilinear": _multilinear,
    "symmetric": _symmetric,
    "summed": _summed,
    "transposed": _transposed,
    "custom": _custom,
}
