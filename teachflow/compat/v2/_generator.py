"""``tf.random.Generator``: a stream of random numbers, its place seen and set."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from teachflow.compat.v2._face import at_home, eager
from teachflow.compat.v2._scopes import init_scope
from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.trackable import Trackable
from teachflow.ops.arrays.retyping import bitcast
from teachflow.ops.arrays.stacking import stack, unstack
from teachflow.ops.math.cast import cast
from teachflow.ops.math.math import add_v2
from teachflow.ops.math.reduce import reduce_prod
from teachflow.ops.random import generators, stateless
from teachflow.ops.random.stateless import algorithm
from teachflow.variables import BaseVariable, EagerVariable

_WORD = 2**64
_SIZE = 3  # two halves of the counter, and the key
_DEFAULT = "philox"


def _signed(number: int) -> int:
    number %= _WORD
    return number - _WORD if number >= _WORD // 2 else number


def _integers(value: Any) -> Any:
    """Integers, which may be great unsigned ones, as an int64 array or tensor."""
    if isinstance(value, Operand):
        return cast(value, dt.int64)
    if isinstance(value, np.ndarray):
        return value.astype(np.int64)
    if isinstance(value, Sequence):
        return np.array([_signed(int(item)) for item in value], np.int64)
    return np.int64(_signed(int(value)))


def _checked(state: Any, dims: list[int]) -> Any:
    shape = TensorShape(getattr(state, "shape", ()))
    if not shape.is_compatible_with(dims):
        raise ValueError(f"Shapes {shape} and {TensorShape(dims)} are incompatible")
    return state


@at_home
def create_rng_state(seed: Any, alg: Any) -> Any:
    """Returns the state of a generator, three int64 numbers, that ``seed`` makes.

    ``seed`` is an integer of up to 192 bits or a vector, shorter ones are filled up
    with zeros in front. Source: tf.random.create_rng_state.

    >>> import teachflow as tf
    >>> tf.random.create_rng_state(7, "philox").numpy()
    array([7, 0, 0])
    """
    algorithm(alg)
    if isinstance(seed, int):
        words = [_signed(seed >> (64 * place)) for place in range(_SIZE)]
        return eager().convert(np.array(words, np.int64))
    if isinstance(seed, Operand):
        seed = seed.as_tensor().numpy()
    flat = np.reshape(_integers(np.asarray(seed).reshape(-1).tolist()), -1)[:_SIZE]
    filled = np.concatenate([np.zeros(_SIZE - len(flat), np.int64), flat])
    return eager().convert(filled)


class Generator(Trackable):
    """A generator of random numbers: a stream, and the place in it as a variable.

    Make one with ``from_seed``, ``from_state``, ``from_key_counter``,
    ``from_non_deterministic_state``, or as a copy of another. Its numbers do not depend
    on ``tf.random.set_seed``. Only Philox is there (``alg`` 1, or 3 which means it).
    Source: tf.random.Generator.

    >>> import teachflow as tf
    >>> g = tf.random.Generator.from_seed(1)
    >>> g.normal([2]).numpy()
    array([ 0.43842274, -0.53439844], dtype=float32)
    """

    def __init__(self, copy_from: Any = None, state: Any = None, alg: Any = None):
        if copy_from is not None:
            if state is not None or alg is not None:
                raise ValueError("Give either copy_from, or state and alg.")
            state, alg = copy_from.state.read_value(), copy_from.algorithm
        if state is None or alg is None:
            raise ValueError(
                "A Generator needs a state and an algorithm: use "
                "tf.random.Generator.from_seed(1)."
            )
        self._alg = algorithm(alg)
        if isinstance(state, BaseVariable):
            self._state_var: Any = _checked(state, [_SIZE])
            return
        with init_scope():
            first = _checked(_integers(state), [_SIZE])
            self._state_var = EagerVariable(
                first, trainable=False, dtype=dt.int64, name="StateVar"
            )

    @classmethod
    def from_state(cls, state: Any, alg: Any) -> Self:
        """A generator that is at ``state``, three integers or a variable of them."""
        return cls(alg=alg, state=state)

    @classmethod
    def from_seed(cls, seed: Any, alg: Any = None) -> Self:
        """A generator whose stream an integer, or a vector of them, decides."""
        alg = algorithm(_DEFAULT if alg is None else alg)
        return cls(state=create_rng_state(seed, alg), alg=alg)

    @classmethod
    def from_non_deterministic_state(cls, alg: Any = None) -> Self:
        """A generator whose stream the machine's entropy decides."""
        alg = algorithm(_DEFAULT if alg is None else alg)
        return cls(state=np.frombuffer(os.urandom(8 * _SIZE), np.int64), alg=alg)

    @classmethod
    def from_key_counter(cls, key: Any, counter: Any, alg: Any) -> Self:
        """A generator of a key, an integer, and a counter, two integers."""
        return cls(state=_joined(key, counter), alg=alg)

    @property
    def state(self) -> Any:
        """The variable that holds the place: two halves of the counter, and the key."""
        return self._state_var

    @property
    def algorithm(self) -> int:
        """The number of the algorithm."""
        return int(self._alg)

    @property
    def key(self) -> Any:
        """The key, a scalar."""
        return self._state_var[-1]

    @at_home
    def reset(self, state: Any) -> None:
        """Goes to ``state``, three integers."""
        self._state_var.assign(_checked(_integers(state), [_SIZE]))

    @at_home
    def reset_from_seed(self, seed: Any) -> None:
        """Goes to where ``from_seed(seed)`` begins."""
        self._state_var.assign(create_rng_state(seed, self.algorithm))

    @at_home
    def reset_from_key_counter(self, key: Any, counter: Any) -> None:
        """Goes to where ``from_key_counter`` begins."""
        self._state_var.assign(_joined(key, counter))

    @at_home
    def skip(self, delta: Any) -> Any:
        """Goes on as if ``delta`` numbers had been drawn; returns the place before."""
        delta = cast(delta, dt.uint64)
        return generators.rng_read_and_skip(self._state_var, self._alg, delta)

    def _drawn(self, operation: Any, shape: Any, *args: Any, **attrs: Any) -> Any:
        """What a stateless op makes of ``shape`` at the place; the place moves on."""
        before = self.skip(reduce_prod(shape))
        counter = bitcast(before[:2], dt.uint64)
        key = bitcast(before[2:3], dt.uint64)
        return operation(shape, key, counter, self._alg, *args, **attrs)

    @at_home
    def normal(
        self,
        shape: Any,
        mean: Any = 0.0,
        stddev: Any = 1.0,
        dtype: Any = dt.float32,
        name: str | None = None,
    ) -> Any:
        """Normal numbers, a tensor of ``shape``."""
        draw = stateless.stateless_normal_op
        return self._shifted(draw, "normal", shape, mean, stddev, dtype, name)

    @at_home
    def truncated_normal(
        self,
        shape: Any,
        mean: Any = 0.0,
        stddev: Any = 1.0,
        dtype: Any = dt.float32,
        name: str | None = None,
    ) -> Any:
        """Normal numbers within two deviations of the mean."""
        draw = stateless.stateless_truncated_op
        return self._shifted(draw, "truncated_normal", shape, mean, stddev, dtype, name)

    def _shifted(
        self,
        draw: Any,
        default: str,
        shape: Any,
        mean: Any,
        stddev: Any,
        dtype: Any,
        name: str | None,
    ) -> Any:
        kind = dt.as_dtype(dtype)
        here = home.choose((shape, mean, stddev))
        with here.scope(name or default) as scope:
            lengths = _lengths(here, shape)
            mean = here.convert(mean, kind, "mean")
            stddev = here.convert(stddev, kind, "stddev")
            drawn = self._drawn(draw, lengths, dtype=kind)
            return add_v2(drawn * stddev, mean, name=scope or None)

    @at_home
    def uniform(
        self,
        shape: Any,
        minval: Any = 0,
        maxval: Any = None,
        dtype: Any = dt.float32,
        name: str | None = None,
    ) -> Any:
        """Uniform numbers in [minval, maxval), a tensor of ``shape``.

        ``maxval`` is 1 for floats; for integers both bounds are given or both are None,
        which means all integers that there are. Raises ``ValueError`` for one of them.
        """
        kind = dt.as_dtype(dtype)
        if kind.is_integer and (minval is None) != (maxval is None):
            raise ValueError(
                f"For integer dtype {kind!s}, minval and maxval must be both `None` or "
                f"both non-`None`; got minval={minval} and maxval={maxval}"
            )
        if not kind.is_integer and maxval is None:
            maxval = 1
        here = home.choose((shape, minval, maxval))
        with here.scope(name or "stateful_uniform") as scope:
            lengths = _lengths(here, shape)
            if minval is None:
                return self._drawn(stateless.stateless_full_int_op, lengths, dtype=kind)
            least = here.convert(minval, kind, "min")
            limit = here.convert(maxval, kind, "max")
            if kind.is_integer:
                return self._drawn(stateless.stateless_int_op, lengths, least, limit)
            drawn = self._drawn(stateless.stateless_uniform_op, lengths, dtype=kind)
            return add_v2(drawn * (limit - least), least, name=scope or None)

    @at_home
    def uniform_full_int(
        self, shape: Any, dtype: Any = dt.uint64, name: str | None = None
    ) -> Any:
        """Integers of which every one of ``dtype`` is as likely as any other."""
        kind = dt.as_dtype(dtype)
        here = home.choose((shape,))
        with here.scope(name or "stateful_uniform_full_int"):
            lengths = _lengths(here, shape)
            return self._drawn(stateless.stateless_full_int_op, lengths, dtype=kind)

    @at_home
    def binomial(
        self,
        shape: Any,
        counts: Any,
        probs: Any,
        dtype: Any = dt.int32,
        name: str | None = None,
    ) -> Any:
        """How many of ``counts`` succeed with ``probs``; ``shape`` ends with theirs."""
        here = home.choose((shape, counts, probs))
        with here.scope(name or "binomial"):
            counts = here.convert(counts, None, "counts")
            probs = here.convert(probs, None, "probs")
            return generators.stateful_binomial_op(
                self._state_var,
                self._alg,
                _lengths(here, shape),
                counts,
                probs,
                dtype=dt.as_dtype(dtype),
            )

    @at_home
    def make_seeds(self, count: int = 1) -> Any:
        """``count`` seeds for stateless draws, a tensor of shape [2, count]."""
        keys = self.uniform_full_int([count], dtype=dt.int64)
        return stack([keys, keys * 0])

    @at_home
    def split(self, count: int = 1) -> list[Generator]:
        """``count`` new generators, whose keys this one draws."""
        keys = self.uniform_full_int([count], dtype=dt.int64)
        return [
            Generator(state=stack([key * 0, key * 0, key]), alg=self.algorithm)
            for key in unstack(keys, num=count)
        ]


def _joined(key: Any, counter: Any) -> Any:
    """Counter and key as one state."""
    key, counter = _integers(key), _integers(counter)
    _checked(counter, [_SIZE - 1])
    _checked(key, [])
    return np.concatenate([_plain(counter), np.reshape(_plain(key), 1)])


def _plain(value: Any) -> Any:
    return value if isinstance(value, (np.ndarray, np.generic)) else value.numpy()


def _lengths(here: home.Home, shape: Any) -> Any:
    if isinstance(shape, TensorShape):
        shape = shape.as_list()
    empty = isinstance(shape, (list, tuple)) and not shape
    return here.convert(shape, dt.int64 if empty else None, "shape")


_global: list[Generator] = []


def get_global_generator() -> Generator:
    """The generator that all of the program may use; made at first need.

    Source: tf.random.get_global_generator.

    >>> import teachflow as tf
    >>> tf.random.get_global_generator().normal([2]).shape
    TensorShape([2])
    """
    if not _global:
        _global.append(Generator.from_non_deterministic_state())
    return _global[0]


def set_global_generator(generator: Generator) -> None:
    """Makes ``generator`` the one that ``get_global_generator`` gives.

    Source: tf.random.set_global_generator.

    >>> import teachflow as tf
    >>> tf.random.set_global_generator(tf.random.Generator.from_seed(1))
    >>> tf.random.get_global_generator().algorithm
    1
    """
    _global[:] = [generator]
