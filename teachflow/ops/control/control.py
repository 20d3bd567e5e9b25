"""The ops that choose and repeat: which value goes where, and which round it is.

``Switch`` sends a value down one of two ways, ``Merge`` takes the one that came, and
``Enter``, ``NextIteration`` and ``Exit`` carry values into a loop, around and out of
it. All of them forward what they get, so their kernels are trivial; *when* they happen
is what they are about, and that is the plan's business (``graph.plan``).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


def _single(truth: Any) -> None:
    rules.check_rank(truth.shape, 0)


def _both(call: Any) -> tuple[TensorShape, TensorShape]:
    shape: TensorShape = call.inputs[0].shape
    _single(call.inputs[1])
    return shape, shape


def _forwarded(call: Any) -> TensorShape:
    """The input's shape. Not ``rules.same``: the input is inside, the output outside,
    so that nobody may take the one for the other.
    """
    shape: TensorShape = call.inputs[0].shape
    return shape


def _merged(call: Any) -> tuple[TensorShape, TensorShape]:
    """What all inputs have in common, and a number."""
    first = call.inputs[0].shape.known_dims
    for tensor in call.inputs[1:]:
        dims = tensor.shape.known_dims
        if first is None or dims is None or len(first) != len(dims):
            return rules.UNKNOWN, rules.SCALAR
        first = tuple([a if a == b else None for a, b in zip(first, dims, strict=True)])
    return TensorShape(first), rules.SCALAR


@op("Switch", "T, bool -> T, T", shape=_both)
def switch(data: Any, pred: Any) -> tuple[Any, Any]:
    """Returns ``data`` twice; a run goes on with the second where ``pred`` is true,
    else with the first.
    """
    return data, data


@op("RefSwitch", "ref T, bool -> ref T, ref T", shape=_both)
def ref_switch(data: Any, pred: Any) -> tuple[Any, Any]:
    """The same for a variable's place."""
    return data, data


@op("Merge", "N*T -> T, int32", shape=_merged)
def merge(inputs: list[Any]) -> tuple[Any, Any]:
    """Returns the one input that was computed, and which one that is."""
    return inputs[0], np.int32(0)


@op("RefMerge", "ref N*T -> ref T, int32", shape=_merged)
def ref_merge(inputs: list[Any]) -> tuple[Any, Any]:
    """The same for variables' places."""
    return inputs[0], np.int32(0)


@op("Enter", "T -> T", shape=_forwarded)
def enter(
    data: Any,
    *,
    frame_name: Any,
    is_constant: Any = False,
    parallel_iterations: Any = 10,
) -> Any:
    """Brings ``data`` into the loop called ``frame_name``: as the first value of what
    changes there, or for every round alike (``is_constant``).
    """
    return data


@op("RefEnter", "ref T -> ref T", shape=_forwarded)
def ref_enter(
    data: Any,
    *,
    frame_name: Any,
    is_constant: Any = False,
    parallel_iterations: Any = 10,
) -> Any:
    """The same for a variable's place."""
    return data


@op("Exit", "T -> T", shape=_forwarded)
def exit_(data: Any) -> Any:
    """Brings ``data`` out of its loop."""
    return data


@op("RefExit", "ref T -> ref T", shape=_forwarded)
def ref_exit(data: Any) -> Any:
    """The same for a variable's place."""
    return data


@op("NextIteration", "T -> T", shape=_forwarded)
def next_iteration(data: Any) -> Any:
    """Hands ``data`` to the next round of its loop."""
    return data


@op("RefNextIteration", "ref T -> ref T", shape=_forwarded)
def ref_next_iteration(data: Any) -> Any:
    """The same for a variable's place."""
    return data


def _truth(call: Any) -> TensorShape:
    _single(call.inputs[0])
    return rules.SCALAR


@op("LoopCond", "bool -> bool", shape=_truth, differentiable=False)
def loop_cond(input: Any) -> Any:
    """Says whether the loop goes around once more."""
    return input


@op("ControlTrigger", "->", shape=rules.nothing, stateful=True, differentiable=False)
def control_trigger() -> None:
    """Does nothing, once what it depends on is settled."""


@enter.vjp
def _(call: Any, g: Any) -> Any:
    return g


enter.jvp_linear(0)


@ref_enter.vjp
def _(call: Any, g: Any) -> Any:
    return g


@ref_enter.jvp
def _(call: Any, dt: Any) -> Any:
    return enter(dt, **call.attrs)  # the tangent of a place is no place
