"""What an error is about, as data beside its words: for who explains it to a learner.

TensorFlow's classes and words stay as they are. Where an error is made, ``told`` adds
which case it is and what the case is about; ``teachflow.teaching`` makes lessons of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

_Error = TypeVar("_Error", bound=BaseException)


class Facts(NamedTuple):
    """Which ``case`` an error is, and the ``values`` that it is about, by name."""

    case: str
    values: Mapping[str, Any]


def told(error: _Error, case: str, /, **values: Any) -> _Error:
    """``error`` with its facts; the same object, so that it can be raised at once.

    >>> error = told(RuntimeError("Attempted to use a closed Session."), "closed")
    >>> facts_of(error).case
    'closed'
    """
    # A plain pair: most errors are caught at once, and nobody asks for their facts.
    error.facts = case, values  # type: ignore[attr-defined]
    return error


def retold(error: _Error, other: BaseException) -> _Error:
    """``error`` with the facts of ``other``, in whose place it is raised."""
    facts = getattr(other, "facts", None)
    if facts is not None:
        error.facts = facts  # type: ignore[attr-defined]
    return error


def add_facts(error: BaseException, **values: Any) -> None:
    """Adds what is known where the error passes by; nothing to one without facts."""
    facts = getattr(error, "facts", None)
    if facts is not None:
        facts[1].update(values)


def facts_of(error: BaseException) -> Facts | None:
    """The facts of an error; None where nobody told them."""
    facts = getattr(error, "facts", None)
    return Facts(*facts) if isinstance(facts, tuple) else None
