"""``Sample``: one application of one op, from which every law of the ops is tested.

A row is data: the op's type, its inputs as arrays (a list of arrays for a list input)
and its attributes. The tests derive everything else: shapes, dtypes, both homes,
gradients of first and second order. Rows whose inputs come from ``reals`` and the like
encode the op's domain, away from kinks and ties, where finite differences make sense.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class Sample:
    """One row: ``op`` applied to ``inputs`` with ``attrs``.

    ``differentiate`` are the flat positions of the inputs whose gradients are checked
    (all float64 and complex128 ones when None); ``order`` the highest order checked.
    Inputs at the positions ``fixed`` stay constants when the rule is tried on unknown
    shapes (axes and shapes that the op wants to know). ``expected`` is the output as an
    array, or a tuple of them, where the row also says what is right.
    """

    op: str
    inputs: tuple[Any, ...] = ()
    attrs: dict[str, Any] = field(default_factory=dict)
    differentiate: tuple[int, ...] | None = None
    order: int = 2
    tolerance: float = 1e-5
    fixed: tuple[int, ...] = ()
    expected: Any = None
    note: str = ""

    def __str__(self) -> str:
        parts = [self.op]
        parts += [
            f"{a.dtype}{list(a.shape)}".replace(" ", "") for a in flat(self.inputs)
        ]
        parts += [f"{key}={value}" for key, value in self.attrs.items()]
        return "-".join(parts)[:100] + (f"-{self.note}" if self.note else "")


@dataclass(frozen=True, eq=False)
class StateSample:
    """One row of an op that needs a cell or a feed, and so a session.

    ``run(graph, session)`` builds in ``graph`` (which is the default), runs in
    ``session`` and returns the value, which must equal ``expected`` (to ``rtol``, where
    it is what real numbers would give).
    """

    op: str
    run: Callable[[Any, Any], Any]
    expected: Any
    note: str = ""
    rtol: float = 0.0

    def __str__(self) -> str:
        return f"{self.op}-{self.note}" if self.note else self.op


def flat(inputs: tuple[Any, ...]) -> list[Array]:
    """The arrays of ``inputs`` with lists spliced in."""
    arrays: list[Array] = []
    for item in inputs:
        arrays += [np.asarray(i) for i in (item if isinstance(item, list) else [item])]
    return arrays


def random(*key: Any) -> np.random.Generator:
    """A generator that depends on nothing but ``key``."""
    return np.random.default_rng(zlib.crc32(repr(key).encode()))


def reals(*shape: int, seed: int = 0, scale: float = 1.0) -> Array:
    """float64 in ±[0.1, 1] · scale: away from 0, and no two of one size."""
    rng = random("reals", shape, seed)
    size = int(np.prod(shape))
    steps = (np.arange(size) + rng.uniform(0.2, 0.8, size)) / max(size, 1)
    values = 0.1 + 0.9 * rng.permutation(steps)
    return np.asarray(scale * values * rng.choice([-1.0, 1.0], size)).reshape(shape)


def positives(*shape: int, seed: int = 0, low: float = 0.2, high: float = 2.0) -> Array:
    """float64 in [low, high], no two alike."""
    return low + (high - low) * np.abs(reals(*shape, seed=seed))


def complexes(*shape: int, seed: int = 0) -> Array:
    """complex128 with both parts away from 0."""
    return reals(*shape, seed=seed) + 1j * reals(*shape, seed=seed + 1000)


def ints(*shape: int, seed: int = 0, low: int = -9, high: int = 9) -> Array:
    """int32 in [low, high]."""
    rng = random("ints", shape, seed)
    return rng.integers(low, high, shape, np.int32, endpoint=True)


def bools(*shape: int, seed: int = 0) -> Array:
    """Truth values."""
    return random("bools", shape, seed).random(shape) < 0.5


def strings(*items: bytes) -> Array:
    """A vector of byte strings."""
    array = np.empty(len(items), object)
    array[:] = items
    return array
