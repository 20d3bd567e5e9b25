"""What layers have in common in their configurations: values by kind of name."""

from __future__ import annotations

from typing import Any

from teachflow.keras import activations, constraints, initializers, regularizers


def described(layer: Any, *names: str) -> dict[str, Any]:
    """The attributes ``names`` of ``layer`` as plain data."""
    return {name: _plain(name, getattr(layer, name)) for name in names}


def _plain(name: str, value: Any) -> Any:
    if name.endswith("activation"):
        return activations.serialize(value)
    if name.endswith("_initializer"):
        return initializers.serialize(value)
    if name.endswith("_regularizer"):
        return regularizers.serialize(value)
    if name.endswith("_constraint"):
        return constraints.serialize(value)
    return value


def understood(layer: Any, **given: Any) -> None:
    """Sets attributes of ``layer`` to what names and configurations mean."""
    for name, value in given.items():
        if name.endswith("activation"):
            value = activations.get(value)
        elif name.endswith("_initializer"):
            value = initializers.get(value)
        elif name.endswith("_regularizer"):
            value = regularizers.get(value)
        elif name.endswith("_constraint"):
            value = constraints.get(value)
        setattr(layer, name, value)


def numbers(value: Any, count: int, name: str, zero: bool = False) -> tuple[int, ...]:
    """``value`` as ``count`` ints: one stands for all.

    Raises ``ValueError`` for others and for those that are not positive.
    """
    allowed = ">= 0" if zero else "> 0"
    error = (
        f"The `{name}` argument must be a tuple of {count} integers. "
        f"Received {name}={value}"
    )
    if isinstance(value, int):
        found: tuple[int, ...] = (value,) * count
    else:
        try:
            found = tuple(value)
        except TypeError:
            raise ValueError(error) from None
    if len(found) != count:
        raise ValueError(error)
    if not all(isinstance(item, int) or hasattr(item, "__index__") for item in found):
        raise ValueError(f"{error}, including values of other types.")
    if any(item < 0 or (item == 0 and not zero) for item in found):
        bad = {item for item in found if item < 0 or (item == 0 and not zero)}
        raise ValueError(
            f"{error}, including values {bad} that do not satisfy `value {allowed}`"
        )
    return found
