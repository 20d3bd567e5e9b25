"""Philox4x32-10, the counter-based generator under TensorFlow's random ops.

A stream is two numbers: a 64-bit key and a 128-bit counter. Block ``i`` of a stream is
a fixed scrambling of (key, counter + i) into four 32-bit words, so any part of a stream
can be computed at once, as arrays, with nothing to carry along. All functions are pure:
they take a state and return the next one. Whoever owns the stream keeps it.

What TensorFlow's CPU kernels do with the words is reproduced bit for bit: the bits of a
word become the fraction of a float, integers are taken modulo the range, and a run that
makes ``n`` numbers moves the counter on by ``256 * n`` blocks, however many it used.

Sources: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3"
(2011); TensorFlow's random_distributions.h, guarded_philox_random.h,
random_shuffle_op.cc.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

RESERVED_PER_OUTPUT = 256
"""Blocks that a run reserves for each number it returns."""

_ROUNDS = 10
# Arrays without axes: with them NumPy computes quicker than with scalars.
_MULTIPLIERS = np.array(0xD2511F53, np.uint64), np.array(0xCD9E8D57, np.uint64)
_KEY_STEPS = 0x9E3779B9, 0xBB67AE85
_LOW = np.array(0xFFFFFFFF, np.uint64)
_SHIFT = np.array(32, np.uint64)
_MASK_32, _MASK_64, _MASK_128 = (1 << 32) - 1, (1 << 64) - 1, (1 << 128) - 1
_CHUNK = 8192  # blocks computed at once: the working arrays stay in the cache


@dataclass(frozen=True, slots=True)
class PhiloxState:
    """The place in a stream: the next block is (``key``, ``counter``)."""

    key: int
    counter: int

    def skip(self, blocks: int) -> PhiloxState:
        """The state ``blocks`` blocks further on."""
        return PhiloxState(self.key, (self.counter + blocks) & _MASK_128)


def seeded(seed: int, seed2: int) -> PhiloxState:
    """The beginning of the stream of an op whose attributes are ``seed`` and ``seed2``.

    The key is ``seed``, the upper half of the counter ``seed2``. (0, 0) means "no
    seed", as in TensorFlow: the stream then begins where the operating system's entropy
    says.

    >>> seeded(87654321, 1) == PhiloxState(key=87654321, counter=1 << 64)
    True
    """
    if seed == 0 and seed2 == 0:
        seed, seed2 = (int.from_bytes(os.urandom(8), "little") for _ in range(2))
    return PhiloxState(seed & _MASK_64, (seed2 & _MASK_64) << 64)


def blocks(state: PhiloxState, offsets: Array) -> Array:
    """The blocks at ``state.counter + offsets``: uint32, of shape (len(offsets), 4).

    >>> blocks(PhiloxState(0, 0), np.arange(2)).tolist()[0]
    [1713891541, 3781805453, 3159862348, 2600524760]
    """
    offsets = np.asarray(offsets, np.uint64)
    words = np.empty((len(offsets), 4), np.uint32)
    for start in range(0, len(offsets), _CHUNK):
        part = slice(start, start + _CHUNK)
        _scramble(state, offsets[part], words[part])
    return words


def _scramble(state: PhiloxState, offsets: Array, words: Array) -> None:
    low, high = state.counter & _MASK_64, state.counter >> 64
    places = offsets + np.uint64(low)  # modulo 2**64; a carry shows as a smaller sum
    x0, x1 = places & _LOW, places >> _SHIFT
    if low + int(offsets.max(initial=0)) > _MASK_64:
        carried = np.uint64((high + 1) & _MASK_64)
        upper = np.where(places < np.uint64(low), carried, np.uint64(high))
    else:
        upper = np.full(len(places), high, np.uint64)
    x2, x3 = upper & _LOW, upper >> _SHIFT
    product0, product1 = np.empty_like(x0), np.empty_like(x0)
    for key0, key1 in _round_keys(state.key):
        np.multiply(x0, _MULTIPLIERS[0], product0)
        np.multiply(x2, _MULTIPLIERS[1], product1)
        np.right_shift(product1, _SHIFT, x0)
        np.bitwise_xor(x0, x1, x0)
        np.bitwise_xor(x0, key0, x0)
        np.right_shift(product0, _SHIFT, x2)
        np.bitwise_xor(x2, x3, x2)
        np.bitwise_xor(x2, key1, x2)
        np.bitwise_and(product1, _LOW, x1)
        np.bitwise_and(product0, _LOW, x3)
    for column, word in enumerate((x0, x1, x2, x3)):
        words[:, column] = word


@functools.lru_cache(maxsize=64)
def _round_keys(key: int) -> list[tuple[Array, Array]]:
    """The two words that the key has become in each round."""
    words = []
    for turn in range(_ROUNDS):
        low = (key & _MASK_32) + turn * _KEY_STEPS[0]
        high = (key >> 32) + turn * _KEY_STEPS[1]
        words.append(
            (np.array(low & _MASK_32, np.uint64), np.array(high & _MASK_32, np.uint64))
        )
    return words


def _first_words(state: PhiloxState, count: int) -> Array:
    """The first ``count`` words of a stream, flat, a block at a time."""
    return blocks(state, np.arange(-(-count // 4))).reshape(-1)[:count]


def _after(state: PhiloxState, size: int) -> PhiloxState:
    return state.skip(RESERVED_PER_OUTPUT * size)


def unit_float32(words: Array) -> Array:
    """Floats in [0, 1) from words: the low 23 bits as a fraction."""
    fraction = words & np.uint32(0x7FFFFF) | np.uint32(0x3F800000)
    return fraction.view(np.float32) - np.float32(1)


def unit_float64(high: Array, low: Array) -> Array:
    """Doubles in [0, 1) from pairs of words: 20 bits of the first, 32 of the second."""
    fraction = (high & np.uint32(0xFFFFF)).astype(np.uint64) << _SHIFT | low
    return (fraction | np.uint64(0x3FF << 52)).view(np.float64) - 1.0


def _unit_float16(words: Array) -> Array:
    fraction = words.astype(np.uint16) & np.uint16(0x3FF) | np.uint16(0x3C00)
    return fraction.view(np.float16) - np.float16(1)


def uniform(state: PhiloxState, size: int, dtype: Any) -> tuple[Array, PhiloxState]:
    """``size`` floats in [0, 1) of ``dtype`` (float16, 32 or 64), and the next state.

    They are multiples of 2**-10, 2**-23 and 2**-52. Raises ``TypeError`` for another
    dtype. Source: tf.random.uniform (op RandomUniform).

    >>> values, state = uniform(seeded(87654321, 42), 2, np.float32)
    >>> values
    array([0.95227146, 0.67740774], dtype=float32)
    >>> values, state = uniform(state, 2, np.float32)
    >>> values
    array([0.70954347, 0.4116069 ], dtype=float32)
    """
    dtype = np.dtype(dtype)
    if dtype == np.float32:
        values = unit_float32(_first_words(state, size))
    elif dtype == np.float64:
        words = _first_words(state, 2 * size)
        values = unit_float64(words[0::2], words[1::2])
    elif dtype == np.float16:
        values = _unit_float16(_first_words(state, size))
    else:
        raise TypeError(
            f"Uniform random numbers in [0, 1) are float16, float32 or float64, not "
            f"{dtype}: for integers use uniform_int."
        )
    return values, _after(state, size)


def uniform_int(
    state: PhiloxState, size: int, minval: int, maxval: int, dtype: Any
) -> tuple[Array, PhiloxState]:
    """``size`` integers of ``dtype`` (int32 or int64) in [minval, maxval); next state.

    A word (int32) or a pair of words (int64) modulo the range, so slightly uneven where
    the range is no power of two. Raises ``ValueError`` unless ``minval < maxval``,
    ``TypeError`` for another dtype. Source: tf.random.uniform (op RandomUniformInt).

    >>> uniform_int(seeded(87654321, 42), 5, 0, 10, np.int32)[0]
    array([2, 4, 3, 9, 1], dtype=int32)
    """
    if not minval < maxval:
        raise ValueError(f"Need minval < maxval, got {minval} >= {maxval}")
    dtype = np.dtype(dtype)
    span = int(maxval) - int(minval)
    if dtype == np.int32:
        steps: Array = _first_words(state, size) % np.uint32(span)
    elif dtype == np.int64:
        words = _first_words(state, 2 * size).astype(np.uint64)
        steps = (words[0::2] | words[1::2] << _SHIFT) % np.uint64(span)
    else:
        raise TypeError(f"Uniform random integers are int32 or int64, not {dtype}.")
    # Unsigned addition wraps around to the right signed number for every range.
    least = np.array(minval, dtype).view(steps.dtype)
    return (steps + least).view(dtype), _after(state, size)


def full_int(state: PhiloxState, size: int, dtype: Any) -> tuple[Array, PhiloxState]:
    """``size`` integers of ``dtype`` (32 or 64 bits), all as likely, and next state.

    A word each, or a pair of them, the lower half first. Source:
    tf.random.Generator.uniform_full_int (op StatelessRandomUniformFullIntV2).

    >>> full_int(PhiloxState(0, 0), 2, np.uint32)[0].tolist()
    [1713891541, 3781805453]
    """
    dtype = np.dtype(dtype)
    if dtype.itemsize == 4:
        words = _first_words(state, size)
    else:
        halves = _first_words(state, 2 * size).astype(np.uint64)
        words = halves[0::2] | halves[1::2] << _SHIFT
    return words.view(dtype), _after(state, size)


def shuffle_permutation(state: PhiloxState, size: int) -> tuple[Array, PhiloxState]:
    """A permutation of ``range(size)`` as int64, and the next state.

    Element ``i`` of the shuffled rows is row ``permutation[i]``. The walk swaps each
    place with one at or after it (Fisher and Yates), one word a swap, and the counter
    moves by the blocks used. Source: tf.random.shuffle (op RandomShuffle).

    >>> shuffle_permutation(seeded(87654321, 42), 5)[0]
    array([2, 1, 3, 4, 0])
    """
    order = list(range(size))
    if size <= 1:
        return np.array(order, np.int64), state
    words = _first_words(state, size - 1)
    steps = words % np.arange(size, 1, -1, dtype=np.uint32)
    for place, step in enumerate(steps.tolist()):
        other = place + step
        order[place], order[other] = order[other], order[place]
    return np.array(order, np.int64), state.skip(-(-(size - 1) // 4))


class Words:
    """A stream's words one by one, for whoever draws as often as it happens to need.

    >>> words = Words(87654321, 3)
    >>> next(words), next(words)
    (3534849767, 279844183)
    """

    def __init__(self, seed: int, seed2: int) -> None:
        """The stream of ``seeded(seed, seed2)``, from its beginning."""
        self._state = seeded(seed, seed2)
        self._ready: list[int] = []
        self._next_count = 4  # blocks; doubled each time, up to a chunk

    def __iter__(self) -> Words:
        """Itself."""
        return self

    def __next__(self) -> int:
        """The next 32 bits."""
        if not self._ready:
            words = blocks(self._state, np.arange(self._next_count)).reshape(-1)
            self._ready = words[::-1].tolist()
            self._state = self._state.skip(self._next_count)
            self._next_count = min(2 * self._next_count, _CHUNK)
        return self._ready.pop()
