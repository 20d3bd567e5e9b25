"""``SeedGenerator``: a seed, and the count of the draws made from it."""

from __future__ import annotations

import random
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core.operand import Operand
from teachflow.keras.state import (
    auto_name,
    get_global_attribute,
    path_scope,
    set_global_attribute,
)
from teachflow.keras.variable import Variable

GLOBAL_SEED_GENERATOR = "global_seed_generator"


def make_default_seed() -> int:
    """A seed where none is given: the next number of Python's own stream."""
    return random.randint(1, 10**9)


class SeedGenerator:
    """A seed and a counter in one variable: each draw takes the next state.

    Without ``seed`` Python's ``random`` gives one. Raises ``ValueError`` for a seed
    that is no int. Source: tf.keras.random.SeedGenerator.

    >>> import teachflow as tf
    >>> generator = tf.keras.random.SeedGenerator(7)
    >>> generator.next().numpy(), generator.next().numpy()
    (array([7, 0]), array([7, 1]))
    """

    def __init__(self, seed: int | None = None, name: str | None = None) -> None:
        self.name = name or auto_name(type(self).__name__)
        self._initial_seed = seed
        if seed is None:
            seed = make_default_seed()
        if not isinstance(seed, int):
            raise ValueError(
                f"Argument `seed` must be an integer. Received: seed={seed}"
            )
        first = [seed, 0]
        with path_scope(self.name, self):
            self.state = Variable(
                lambda shape, dtype: tf.constant(first, tf.int64),
                shape=(2,),
                dtype="int64",
                trainable=False,
                name="seed_generator_state",
            )

    def next(self, ordered: bool = True) -> Any:
        """The state, two int64 numbers; the generator moves on."""
        state = self.state.as_tensor()
        value = tf.identity(state)
        if ordered:
            self.state.assign(state + tf.constant([0, 1], tf.int64))
        else:
            self.state.assign((state + 1) * 5387 % 933199)
        return value

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a generator like this one."""
        return {"seed": self._initial_seed, "name": self.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> SeedGenerator:
        """A generator of what ``get_config`` gave."""
        return cls(**config)


def global_seed_generator() -> SeedGenerator:
    """The generator of draws that are given no seed."""
    generator: SeedGenerator | None = get_global_attribute(GLOBAL_SEED_GENERATOR)
    if generator is None:
        generator = SeedGenerator()
        set_global_attribute(GLOBAL_SEED_GENERATOR, generator)
    return generator


def draw_seed(seed: Any) -> Any:
    """Two int32 numbers for a stateless draw, of a seed, a generator or None.

    Raises ``ValueError`` for a seed of another kind.
    """
    if isinstance(seed, SeedGenerator):
        state = seed.next()
    elif isinstance(seed, int):
        state = [seed, 0]
    elif seed is None:
        state = global_seed_generator().next(ordered=False)
    else:
        raise ValueError(
            "Argument `seed` must be either an integer or an instance of "
            f"`SeedGenerator`. Received: seed={seed} (of type {type(seed)})"
        )
    limit = 2**31 - 2
    if isinstance(state, Operand):
        return tf.cast(tf.math.floormod(state, limit), tf.int32)
    return tf.constant([number % limit for number in state], tf.int32)
