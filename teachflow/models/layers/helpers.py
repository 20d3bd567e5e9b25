"""What layers share: activations by name, a condition that may be known, counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.operand import Operand
from teachflow.graph.control.cond import cond
from teachflow.graph.sharing import initializers
from teachflow.graph.sharing import scaled_initializers as scaled
from teachflow.ops.arrays.convert import get_static_value
from teachflow.ops.math.elementary import exp, sigmoid
from teachflow.ops.math.trigonometry import tanh
from teachflow.ops.nn import nn
from teachflow.ops.nn.losses import softmax

ACTIVATIONS: dict[str, Callable[..., Any] | None] = {
    "elu": nn.elu,
    "exponential": exp,
    "linear": None,
    "relu": nn.relu,
    "relu6": nn.relu6,
    "selu": nn.selu,
    "sigmoid": sigmoid,
    "softmax": softmax,
    "softplus": nn.softplus,
    "softsign": nn.softsign,
    "tanh": tanh,
}


def activation_of(given: Any) -> Any:
    """A function, or None for none, from a function or its name.

    Raises ``ValueError`` for a name that is none.
    """
    if not isinstance(given, str):
        return given
    if given not in ACTIVATIONS:
        raise ValueError(
            f"Unknown activation function: '{given}'. Give a function such as "
            f"tf.nn.relu, or one of {', '.join(sorted(ACTIVATIONS))}."
        )
    return ACTIVATIONS[given]


INITIALIZERS: dict[str, Callable[[], Any]] = {
    "glorot_normal": scaled.GlorotNormal,
    "glorot_uniform": scaled.GlorotUniform,
    "he_normal": scaled.he_normal,
    "he_uniform": scaled.he_uniform,
    "lecun_normal": scaled.lecun_normal,
    "lecun_uniform": scaled.lecun_uniform,
    "ones": initializers.Ones,
    "orthogonal": scaled.Orthogonal,
    "zeros": initializers.Zeros,
}


def initializer_of(given: Any) -> Any:
    """An initializer, from one or from its name; None stays None.

    Raises ``ValueError`` for a name that is none.
    """
    if not isinstance(given, str):
        return given
    if given not in INITIALIZERS:
        raise ValueError(
            f"Unknown initializer: '{given}'. Give an object such as "
            f"tf.zeros_initializer(), or one of {', '.join(sorted(INITIALIZERS))}."
        )
    return INITIALIZERS[given]()


def smart_cond(
    pred: Any, true_fn: Callable[[], Any], false_fn: Callable[[], Any]
) -> Any:
    """One of the two at once where ``pred`` is known, else both in a ``tf.cond``."""
    known = known_truth(pred)
    if known is None:
        return cond(pred, true_fn, false_fn)
    return true_fn() if known else false_fn()


def known_truth(pred: Any) -> bool | None:
    """``pred`` as a bool where it is known while the graph is built, else None."""
    if isinstance(pred, Operand):
        value = get_static_value(pred)
        return None if value is None else bool(value)
    return bool(pred)


def many(value: Any, count: int, name: str) -> tuple[int, ...]:
    """``count`` integers, from one or from as many; else ``ValueError``."""
    if isinstance(value, int):
        return (value,) * count
    try:
        values = tuple(int(item) for item in value)
    except (TypeError, ValueError):
        values = ()
    if len(values) != count:
        raise ValueError(
            f"The `{name}` argument must be a tuple of {count} integers. Received: "
            f"{value}"
        )
    return values
