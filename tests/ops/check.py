"""What the laws of the ops are checked with: run a row in either home, and back.

A row's outputs are made one number, ``Re(sum(conj(w) · output))`` with random w;
derivatives along random directions are compared with central differences in float64.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import numpy as np

import teachflow.compat.v1
from teachflow.core import dtypes
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.tape import GradientTape
from teachflow.graph.gradients import gradients
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.graph.running.session import Session
from tests.ops.sample import Sample, flat, random

Arrays = list[Any]
STEP = 1e-5

assert teachflow.ops  # declares them


class WrongGradientError(AssertionError):
    """A gradient that finite differences contradict."""


def regrouped(sample: Sample, items: Sequence[Any]) -> tuple[Any, ...]:
    """The op's arguments: flat items with the row's lists put together again."""
    iterator = iter(items)
    return tuple(
        [next(iterator) for _ in item] if isinstance(item, list) else next(iterator)
        for item in sample.inputs
    )


def attributes(sample: Sample) -> dict[str, Any]:
    """All attributes of the row's op, defaults filled in."""
    return {**OPS[sample.op].attrs, **sample.attrs}


def listed(result: Any) -> list[Any]:
    """The outputs of an op as a list."""
    if result is None or isinstance(result, Operation):
        return []
    return list(result) if isinstance(result, (list, tuple)) else [result]


def eager(array: Any) -> Any:
    """An eager tensor of an array."""
    return EAGER.convert(np.array(array))


def apply_eagerly(sample: Sample, tensors: Sequence[Any]) -> list[Any]:
    """The outputs, as eager tensors."""
    opdef = OPS[sample.op]
    return listed(
        EAGER.apply(opdef, regrouped(sample, tensors), attributes(sample), None)
    )


def sources(sample: Sample) -> list[int]:
    """The flat positions of the inputs to differentiate by."""
    if not OPS[sample.op].differentiable:
        return []
    if sample.differentiate is not None:
        return list(sample.differentiate)
    arrays = flat(sample.inputs)
    return [i for i, a in enumerate(arrays) if a.dtype in (np.float64, np.complex128)]


def weights(sample: Sample, outputs: Sequence[Any]) -> list[Any]:
    """A random cotangent for each output, None where there is no derivative."""
    return [
        _direction(out.array, (str(sample), i)) if out.dtype.is_differentiable else None
        for i, out in enumerate(outputs)
    ]


def _direction(array: Any, key: Any) -> Any:
    array, rng = np.asarray(array), random("direction", key)
    real = rng.uniform(-1, 1, array.shape)
    if array.dtype.kind == "c":
        return (real + 1j * rng.uniform(-1, 1, array.shape)).astype(array.dtype)
    return np.asarray(real, array.dtype)


def _dot(xs: Sequence[Any], ys: Sequence[Any]) -> float:
    return float(
        sum(
            np.sum(np.real(np.conjugate(x) * y))
            for x, y in zip(xs, ys, strict=True)
            if x is not None and y is not None
        )
    )


def tape_gradients(
    sample: Sample, arrays: Arrays, cotangents: Sequence[Any]
) -> list[Any]:
    """The gradients by a tape, as arrays; None where unconnected."""
    found, *_ = _taped(sample, arrays, cotangents, persistent=False)
    return [None if g is None else g.array for g in found]


def _taped(
    sample: Sample, arrays: Arrays, cotangents: Sequence[Any], persistent: bool
) -> tuple[list[Any], list[Any], list[Any], Any]:
    tensors = [eager(array) for array in arrays]
    wanted = [tensors[i] for i in sources(sample)]
    seeds = [None if w is None else eager(w) for w in cotangents]
    outer = GradientTape(persistent=True) if persistent else nullcontext()
    with outer as second:
        with GradientTape() as first:
            for tensor in wanted:
                first.watch(tensor)
                if persistent:
                    second.watch(tensor)
            for seed in seeds if persistent else ():
                if seed is not None:
                    second.watch(seed)
            outputs = apply_eagerly(sample, tensors)
        pairs = [
            (out, w) for out, w in zip(outputs, seeds, strict=True) if w is not None
        ]
        found = first.gradient([out for out, _ in pairs], wanted, [w for _, w in pairs])
        # Rows that were gathered come as slices.
        found = [None if g is None else g.as_tensor() for g in found]
    return found, wanted, [w for w in seeds if w is not None], second


def slopes(sample: Sample) -> bool:
    """Whether any gradient of the row differs from zero."""
    arrays = flat(sample.inputs)
    outputs = apply_eagerly(sample, [eager(array) for array in arrays])
    found = tape_gradients(sample, arrays, weights(sample, outputs))
    return any(g is not None and bool(np.any(g)) for g in found)


def check_first_order(sample: Sample) -> None:
    """Compares the rule with finite differences of the kernel.

    Raises ``WrongGradientError`` where they differ.
    """
    arrays, positions = flat(sample.inputs), sources(sample)
    outputs = apply_eagerly(sample, [eager(array) for array in arrays])
    cotangents = weights(sample, outputs)
    found = tape_gradients(sample, arrays, cotangents)
    for number in range(2):
        moves = [_direction(arrays[i], (number, i, str(sample))) for i in positions]

        def value(distance: float, moves: list[Any] = moves) -> float:
            moved = _moved(arrays, positions, moves, distance)
            return _dot(
                cotangents,
                [o.array for o in apply_eagerly(sample, [eager(a) for a in moved])],
            )

        _compare(sample, 1, value, _dot(found, moves))


def check_second_order(sample: Sample) -> None:
    """Compares the rule of the rule with finite differences of the rule.

    Raises ``WrongGradientError`` where they differ.
    """
    arrays, positions = flat(sample.inputs), sources(sample)
    outputs = apply_eagerly(sample, [eager(array) for array in arrays])
    cotangents = weights(sample, outputs)
    found, wanted, seeds, tape = _taped(sample, arrays, cotangents, persistent=True)
    cotangents_2 = [
        None if g is None else _direction(g.array, ("second", i, str(sample)))
        for i, g in enumerate(found)
    ]
    pairs = [(g, u) for g, u in zip(found, cotangents_2, strict=True) if g is not None]
    if not pairs:
        return
    second = tape.gradient(
        [g for g, _ in pairs], [*wanted, *seeds], [eager(u) for _, u in pairs]
    )
    second = [None if g is None else g.as_tensor().array for g in second]
    moves = [_direction(arrays[i], ("move", i, str(sample))) for i in positions]
    seed_moves = [
        None if w is None else _direction(w, ("seed", i, str(sample)))
        for i, w in enumerate(cotangents)
    ]

    def value(distance: float) -> float:
        moved = _moved(arrays, positions, moves, distance)
        turned = [
            None if w is None else w + distance * move
            for w, move in zip(cotangents, seed_moves, strict=True)
        ]
        return _dot(cotangents_2, tape_gradients(sample, moved, turned))

    all_moves = [*moves, *[move for move in seed_moves if move is not None]]
    _compare(sample, 2, value, _dot(second, all_moves))


def _moved(
    arrays: Arrays, positions: Sequence[int], moves: Sequence[Any], distance: float
) -> Arrays:
    moved = list(arrays)
    for position, move in zip(positions, moves, strict=True):
        moved[position] = moved[position] + distance * move
    return moved


def _compare(
    sample: Sample, order: int, value: Callable[[float], float], ruled: float
) -> None:
    measured = (value(STEP) - value(-STEP)) / (2 * STEP)
    allowed = sample.tolerance * max(1e-2, abs(measured), abs(ruled))
    if not abs(measured - ruled) <= allowed:
        raise WrongGradientError(
            f"{sample}, order {order}: the rule says {ruled:.10g}, finite differences "
            f"say {measured:.10g}."
        )


def run_in_graph(
    sample: Sample, shape_of: Callable[[int, Any], Any], order: int = 0
) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """Builds the row in a new graph and runs it.

    ``shape_of(position, array)`` is the static shape of a placeholder for that input,
    or None for a constant. Returns the output tensors, their values, and the values of
    the gradients of first and second order (empty lists below that ``order``).
    """
    arrays, positions = flat(sample.inputs), sources(sample)
    with Graph().as_default() as graph:
        tensors, feeds = [], {}
        for i, array in enumerate(arrays):
            shape = shape_of(i, array)
            if shape is None:
                tensors.append(graph.convert(array))
            else:
                attrs = {"dtype": dtypes.as_dtype(array.dtype), "shape": shape}
                tensor = graph.apply(OPS["Placeholder"], (), attrs, None)
                tensors.append(tensor)
                feeds[tensor] = array
        opdef = OPS[sample.op]
        outputs = listed(
            graph.apply(opdef, regrouped(sample, tensors), attributes(sample), None)
        )
        first: list[Any] = []
        second: list[Any] = []
        if order:
            reference = apply_eagerly(sample, [eager(array) for array in arrays])
            wanted = [tensors[i] for i in positions]
            pairs = [
                (out, w)
                for out, w in zip(outputs, weights(sample, reference), strict=True)
                if w is not None
            ]
            first = gradients(
                [out for out, _ in pairs], wanted, [graph.convert(w) for _, w in pairs]
            )
            if order > 1 and any(g is not None for g in first):
                second = gradients([g for g in first if g is not None], wanted)
            # Rows that were gathered come as slices: they are compared in full.
            first, second = (
                [None if g is None else graph.convert(g) for g in found]
                for found in (first, second)
            )
        with Session(graph=graph) as session:
            values = session.run(outputs, feeds)
            slopes = [None if g is None else session.run(g, feeds) for g in first]
            bends = [None if g is None else session.run(g, feeds) for g in second]
    return outputs, values, slopes, bends


def second_by_tape(sample: Sample, arrays: Arrays) -> list[Any]:
    """The second gradients by tapes, with ones for the cotangents of the first."""
    outputs = apply_eagerly(sample, [eager(array) for array in arrays])
    found, wanted, _, tape = _taped(
        sample, arrays, weights(sample, outputs), persistent=True
    )
    connected = [g for g in found if g is not None]
    if not connected:
        return []
    second = tape.gradient(connected, wanted)
    return [None if g is None else g.as_tensor().array for g in second]


def constant(position: int, array: Any) -> Any:
    """Every input a constant."""
    return None


def known(position: int, array: Any) -> Any:
    """Every input a placeholder of known shape."""
    return TensorShape(array.shape)


def same_bits(x: Any, y: Any) -> bool:
    """Whether two values have one dtype, shape and content, to the last bit."""
    if x is None or y is None:
        return x is None and y is None
    x, y = np.asarray(x), np.asarray(y)
    if x.dtype != y.dtype or x.shape != y.shape:
        return False
    if x.dtype == object:
        return bool(np.all(x == y))
    return x.tobytes() == y.tobytes() or bool(
        x.dtype.kind in "fc" and np.array_equal(x, y, equal_nan=True)
    )
