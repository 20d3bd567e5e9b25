"""The same random programs in the eager face: by tapes, functions and tangents.

Every way of running a program has to give one answer. Arguments of functions are the
inputs that the graph face feeds; variables and constants are captured.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.programs.program import array_of, made_of, targets

WAYS = ("tape", "function", "inside", "declared", "open")
"""Eagerly; in a function, the tape outside; the tape inside; and there with an
``input_signature`` as the inputs' kinds say, and with one that knows no length."""


def run(tf: Any, program: dict[str, Any], way: str = "tape") -> dict[str, Any]:
    """What the eager face makes of a program: shapes, dtypes, values, gradients.

    The shapes are those of the values, but in the way "declared" the static ones: what
    the graph face knows of the same inputs.
    """
    sources = inputs(tf, program)
    places = _arguments(program)
    known: list[str] = []

    def steps(*args: Any) -> list[Any]:
        given = _placed(sources, places, args)
        return _differentiated(tf, program, given, way == "declared" and known)

    args = [sources[place] for place in places]
    if way == "tape":
        made, found = steps(*args)
    elif way == "function":
        traced = tf.function(
            lambda *args: made_of(tf, program, _placed(sources, places, args)),
            autograph=False,
        )
        made, found = _differentiated(tf, program, sources, False, traced, args)
    else:
        signature = _signature(tf, program, way) if way != "inside" else None
        run_all = tf.function(steps, input_signature=signature, autograph=False)
        made, found = run_all(*args)
    values = [tensor.numpy() for tensor in made]
    return {
        "shapes": known or [str(tensor.shape) for tensor in made],
        "dtypes": [tensor.dtype.name for tensor in made],
        "values": values,
        "gradients": [None if g is None else g.numpy() for g in found],
    }


def inputs(tf: Any, program: dict[str, Any]) -> list[Any]:
    """A variable or a tensor for each input."""
    return [
        (tf.Variable if given["kind"] == "variable" else tf.constant)(array_of(given))
        for given in program["inputs"]
    ]


def second(tf: Any, program: dict[str, Any]) -> dict[str, Any]:
    """The derivative along one direction, and its gradient, by tapes alone."""
    go = _Along(tf, program)
    first = go.by_gradient(go.total)
    slopes = go.slopes(lambda: go.by_gradient(go.total))
    return {"first": first.numpy(), "second": [slope.numpy() for slope in slopes]}


def tangents(tf: Any, program: dict[str, Any]) -> list[dict[str, Any]]:
    """The same by ways that forward mode has part in: all have to agree.

    The first goes forward eagerly, then forward over reverse; the next forward, then
    reverse over forward; the last forward through a function, forward over the reverse
    of a function.
    """
    go = _Along(tf, program)
    traced = tf.function(go.total, autograph=False)
    ways = [
        (go.total, lambda: go.forward(lambda: go.slopes(go.total))),
        (go.total, lambda: go.slopes(lambda: go.forward(go.total))),
        (traced, lambda: go.forward(lambda: go.slopes(traced))),
    ]
    return [
        {"first": go.forward(total).numpy(), "second": [v.numpy() for v in slopes()]}
        for total, slopes in ways
    ]


class _Along:
    """A program's total, and its derivatives along one direction."""

    def __init__(self, tf: Any, program: dict[str, Any]) -> None:
        self.tf, self.program = tf, program
        self.sources = inputs(tf, program)
        self.floating = [x for x in self.sources if x.dtype.is_floating]
        self.along = []
        for number, x in enumerate(self.floating):
            size = int(np.prod(x.shape, dtype=int))
            values = np.cos(np.arange(size) + 1.0 + number).reshape(x.shape)
            self.along.append(tf.constant(values, x.dtype))

    def total(self) -> Any:
        tf = self.tf
        sums = targets(tf, made_of(tf, self.program, self.sources))
        return tf.add_n([*sums, tf.constant(0.0, tf.float64)])

    def slopes(self, total: Callable[[], Any]) -> list[Any]:
        tf = self.tf
        with tf.GradientTape() as tape:
            tape.watch(self.floating)
            target = total()
        zero = tf.UnconnectedGradients.ZERO
        found = tape.gradient(target, self.floating, unconnected_gradients=zero)
        return [tf.convert_to_tensor(g) for g in found]

    def by_gradient(self, total: Callable[[], Any]) -> Any:
        tf = self.tf
        parts = [tf.constant(0.0, tf.float64)]
        for g, v in zip(self.slopes(total), self.along, strict=True):
            parts.append(tf.reduce_sum(tf.cast(g, tf.float64) * tf.cast(v, tf.float64)))
        return tf.add_n(parts)

    def forward(self, target: Callable[[], Any]) -> Any:
        tf = self.tf
        with tf.autodiff.ForwardAccumulator(self.floating, self.along) as accumulator:
            found = target()
        zero = tf.UnconnectedGradients.ZERO
        return accumulator.jvp(found, unconnected_gradients=zero)


def _differentiated(
    tf: Any,
    program: dict[str, Any],
    sources: list[Any],
    known: Any,
    traced: Any = None,
    args: Any = (),
) -> Any:
    """What the steps make, and a gradient, or None, for each source."""
    floating = [x for x in sources if x.dtype.is_floating]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(floating)
        made = traced(*args) if traced else made_of(tf, program, sources)
        sums = targets(tf, made)
    if isinstance(known, list):
        known[:] = [str(tensor.shape) for tensor in made]
    found = [
        tape.gradient(sums, x) if sums and x.dtype.is_floating else None
        for x in sources
    ]
    # What gather sends back may be slices: they are compared in full.
    full = [None if g is None else tf.convert_to_tensor(g) for g in found]
    return made, full


def _arguments(program: dict[str, Any]) -> list[int]:
    """The positions of the inputs that a function takes as arguments."""
    kinds = [given["kind"] for given in program["inputs"]]
    return [i for i, kind in enumerate(kinds) if "placeholder" in kind]


def _placed(sources: list[Any], places: list[int], args: Any) -> list[Any]:
    given = list(sources)
    for place, argument in zip(places, args, strict=True):
        given[place] = argument
    return given


def _signature(tf: Any, program: dict[str, Any], way: str) -> list[Any]:
    chosen = [program["inputs"][place] for place in _arguments(program)]
    return [
        tf.TensorSpec(
            [None] * len(given["shape"])
            if way == "open" or given["kind"] == "open placeholder"
            else given["shape"],
            given["dtype"],
        )
        for given in chosen
    ]
