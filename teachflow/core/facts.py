"""What an error is about, as data beside its words: for who explains it to a learner.

TensorFlow's classes and words stay as they are. Where an error is made, ``told`` adds
which case it is and what the case is about; ``teachflow.teaching`` makes lessons of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

_Error = TypeVar("_Error", bound=BaseException)


class Facts(NamedTuple):
    """Which ``case`` an error is, and the ``values`` that it is about, by name.

    A tuple, since errors that are caught at once should cost little more than before.
    """

    case: str
    values: Mapping[str, Any]


def told(error: _Error, case: str, /, **values: Any) -> _Error:
    """``error`` with its facts; the same object, so that it can be raised at once.

    >>> error = told(RuntimeError("Attempted to use a closed Session."), "closed")
    >>> facts_of(error).case
    'closed'
    """
    error.facts = Facts(case, values)  # type: ignore[attr-defined]
    return error


def retold(error: _Error, other: BaseException) -> _Error:
    """``error`` with the facts of ``other``, in whose place it is raised."""
    facts = facts_of(other)
    if facts is not None:
        error.facts = facts  # type: ignore[attr-defined]
    return error


def add_facts(error: BaseException, **values: Any) -> None:
    """Adds what is known where the error passes by; nothing to one without facts."""
    facts = facts_of(error)
    if facts is not None:
        told(error, facts.case, **{**facts.values, **values})


def facts_of(error: BaseException) -> Facts | None:
    """The facts of an error; None where nobody told them."""
    facts = getattr(error, "facts", None)
    return facts if isinstance(facts, Facts) else None
