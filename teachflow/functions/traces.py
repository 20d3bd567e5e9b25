"""When a function was traced, and why: what a notebook can show of retracing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.core.shapes import TensorShape
from teachflow.functions.arguments import Node, Signature, leaves
from teachflow.functions.concrete import ConcreteFunction
from teachflow.functions.kinds import Identity, Literal, TensorKind, VariableKind


@dataclass(frozen=True, repr=False)
class Trace:
    """One trace: its number, the call that asked for it (from 1), and why.

    ``concrete`` is the trace itself, as a function that can be called and pictured.
    """

    number: int
    call: int
    why: str
    signature: str
    concrete: ConcreteFunction

    def __repr__(self) -> str:
        return f"trace {self.number}, at call {self.call}: {self.why}"


class Traces(list[Trace]):
    """All traces of a function, the first one first; prints one a line."""

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "never traced"


def named_leaves(signature: Signature, key: Node) -> dict[str, Any]:
    """The kind of each leaf of the arguments, by where it is."""
    found: dict[str, Any] = {}
    for name, item in zip(signature.names(key), key.items, strict=True):
        found.update(leaves(item, name))
    return found


def reason(signature: Signature, known: list[Node], key: Node) -> str:
    """Why ``key`` needs a trace of its own beside those for ``known``."""
    if not known:
        return "first call"
    new = named_leaves(signature, key)
    told = [_differences(named_leaves(signature, other), new) for other in known]
    best = min(reversed(told), key=len)  # against the trace that is most alike
    return "; ".join(best) or "another structure of the arguments"


def _differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    if old.keys() != new.keys():
        return ["another structure of the arguments"]
    return [
        _difference(name, old[name], new[name])
        for name in new
        if not old[name].accepts(new[name])
    ]


def _difference(name: str, old: Any, new: Any) -> str:
    if isinstance(old, TensorKind) and isinstance(new, TensorKind):
        if old.dtype is not new.dtype:
            return f"new dtype {old.dtype.name} -> {new.dtype.name} of {name}"
        shapes = f"{TensorShape(old.dims)} -> {TensorShape(new.dims)}"
        return f"new shape {shapes} of {name}"
    if isinstance(old, Literal) and isinstance(new, Literal):
        return f"new Python value {old} -> {new} of {name}"
    if isinstance(old, Identity) and isinstance(new, Identity):
        return f"another object as {name}: {old} -> {new}"
    if isinstance(old, VariableKind) and isinstance(new, VariableKind):
        return f"another kind of variable as {name}: {old} -> {new}"
    return f"{_told(new)} in place of {_told(old)} as {name}"


def _told(kind: Any) -> str:
    if isinstance(kind, TensorKind):
        return f"a tensor {kind.dtype.name} {TensorShape(kind.dims)}"
    if isinstance(kind, Literal):
        return f"the Python value {kind}"
    return str(kind)


def explain_traces(function: Any) -> Traces:
    """Returns when a ``tf.function`` was traced, and why each time.

    One record for each trace: its ``number``, the ``call`` that asked for it, ``why``,
    the ``signature`` and the trace itself (``concrete``). TeachFlow's own. Raises
    ``TypeError`` for what is no ``tf.function``.

    >>> import teachflow as tf
    >>> @tf.function
    ... def f(x, n):
    ...     return x * n
    >>> for x, n in (([1.0], 2), ([1.0, 2.0], 2), ([3.0, 4.0], 2), ([3.0, 4.0], 5)):
    ...     y = f(tf.constant(x), n)
    >>> tf.explain_traces(f)
    trace 1, at call 1: first call
    trace 2, at call 2: new shape (1,) -> (2,) of x
    trace 3, at call 4: new Python value 2 -> 5 of n
    """
    traces = getattr(function, "traces", None)
    if not isinstance(traces, Traces):
        raise TypeError(
            f"tf.explain_traces takes a function that tf.function has made, not "
            f"{function!r}."
        )
    return traces
