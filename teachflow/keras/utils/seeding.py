"""One seed for everything: Python's, NumPy's and TensorFlow's random numbers."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.keras.state import set_global_attribute


def set_random_seed(seed: Any) -> None:
    """Starts ``random``, ``numpy.random``, ``tf.random`` and Keras's draws.

    Raises ``ValueError`` for what is no integer.
    Source: tf.keras.utils.set_random_seed.

    >>> import teachflow as tf
    >>> tf.keras.utils.set_random_seed(0)
    >>> tf.random.uniform([]).numpy()
    np.float32(0.29197514)
    """
    if not isinstance(seed, int):
        raise ValueError(
            "Expected `seed` argument to be an integer. "
            f"Received: seed={seed} (of type {type(seed)})"
        )
    set_global_attribute("global_random_seed", seed)
    set_global_attribute("global_seed_generator", None)
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 (the generator that programs share)
    tf.random.set_seed(seed)
