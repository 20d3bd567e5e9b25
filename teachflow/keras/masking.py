"""Masks: which steps of a sequence count, told from layer to layer."""

from __future__ import annotations

import weakref
from typing import Any, Final

from teachflow.eager.tensor import EagerTensor
from teachflow.keras.keras_tensor import KerasTensor

_MASKS: Final[dict[int, tuple[weakref.ref[Any], Any]]] = {}


def get_keras_mask(tensor: Any) -> Any:
    """The mask that goes with ``tensor``, or None."""
    if isinstance(tensor, KerasTensor):
        return tensor._keras_mask
    if not _MASKS:
        return None
    found = _MASKS.get(id(tensor))
    return None if found is None or found[0]() is not tensor else found[1]


def set_keras_mask(tensor: Any, mask: Any) -> None:
    """Makes ``mask`` go with ``tensor``, as long as that lives."""
    if isinstance(tensor, KerasTensor):
        tensor._keras_mask = mask
        return
    key = id(tensor)
    _MASKS[key] = (weakref.ref(tensor, lambda _: _MASKS.pop(key, None)), mask)


# Keras's guide on masks prints `layer(x)._keras_mask`; tensors know of no masks.
setattr(EagerTensor, "_keras_mask", property(get_keras_mask, set_keras_mask))  # noqa: B010
