"""Logits of probabilities: losses prefer them, so activations remember them."""

from __future__ import annotations

import weakref
from typing import Any, Final

_LOGITS: Final[dict[int, tuple[weakref.ref[Any], Any]]] = {}


def remember_logits(probabilities: Any, logits: Any) -> Any:
    """``probabilities``, of which ``logits_of`` gives ``logits`` from now on."""
    key = id(probabilities)
    _LOGITS[key] = (
        weakref.ref(probabilities, lambda _: _LOGITS.pop(key, None)),
        logits,
    )
    return probabilities


def logits_of(probabilities: Any) -> Any:
    """The logits that a sigmoid or softmax made ``probabilities`` of, or None."""
    found = _LOGITS.get(id(probabilities))
    return None if found is None or found[0]() is not probabilities else found[1]
