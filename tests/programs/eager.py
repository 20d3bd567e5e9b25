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


def tangents(tf: Any, program: dict[str, Any]) -> dict[str, Any]:
    """Derivatives along one direction, each by several ways that have to agree.

    "first": by the gradient, and forward, eagerly and through a function. "second":
    reverse over reverse, forward over reverse and reverse over forward.
    """
    sources = inputs(tf, program)
    floating = [x for x in sources if x.dtype.is_floating]
    along = [
        tf.constant(np.cos(np.arange(n) + 1.0 + i).reshape(x.shape), x.dtype)
        for i, x in enumerate(floating)
        for n in [int(np.prod(x.shape, dtype=int))]
    ]

    def total() -> Any:
        sums = targets(tf, made_of(tf, program, sources))
        return tf.add_n(sums) if sums else tf.constant(0.0, tf.float64)

    def by_gradient(sum_of: Callable[[], Any]) -> Any:
        found = _slopes(tf, sum_of, floating)
        return tf.add_n([_dot(tf, g, v) for g, v in zip(found, along, strict=True)])

    def forward(target: Callable[[], Any]) -> Any:
        with tf.autodiff.ForwardAccumulator(floating, along) as accumulator:
            found = target()
        zero = tf.UnconnectedGradients.ZERO
        return accumulator.jvp(found, unconnected_gradients=zero)

    if not floating:
        return {"first": [], "second": []}
    traced = tf.function(total, autograph=False)
    ways = [
        lambda: _slopes(tf, lambda: by_gradient(total), floating),
        lambda: forward(lambda: _slopes(tf, total, floating)),
        lambda: _slopes(tf, lambda: forward(total), floating),
        lambda: forward(lambda: _slopes(tf, traced, floating)),
        lambda: _slopes(tf, lambda: by_gradient(traced), floating),
    ]
    return {
        "first": [
            value.numpy()
            for value in (by_gradient(total), forward(total), forward(traced))
        ],
        "second": [[value.numpy() for value in way()] for way in ways],
    }


def _slopes(tf: Any, total: Callable[[], Any], sources: list[Any]) -> list[Any]:
    with tf.GradientTape() as tape:
        tape.watch(sources)
        target = total()
    zero = tf.UnconnectedGradients.ZERO
    found = tape.gradient(target, sources, unconnected_gradients=zero)
    return [tf.convert_to_tensor(g) for g in found]


def _dot(tf: Any, g: Any, v: Any) -> Any:
    return tf.reduce_sum(tf.cast(g, tf.float64) * tf.cast(v, tf.float64))


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
