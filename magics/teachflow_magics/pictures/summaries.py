"""The magic ``%summaries``: the curves of event files, drawn in the notebook.

Its twin without IPython is ``teachflow.viz.show_summaries``.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import text
from teachflow.viz import show_summaries
from teachflow_magics.frame.magic import Form, Line, Magic, Option
from teachflow_magics.frame.options import unquoted


def _tags(typed: str) -> list[str]:
    """Tags with commas between them."""
    tags = [tag.strip() for tag in typed.split(",") if tag.strip()]
    if not tags:
        raise ValueError(text("magic.summaries.tags"))
    return tags


def _smoothing(typed: str) -> float:
    """A number from 0 to below 1."""
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1:
        raise ValueError(text("magic.summaries.smoothing"))
    return number


_OPTIONS = (
    Option("--tags", "show only these; * stands for anything", "TAG,TAG", _tags),
    Option("--smoothing", "how much of each point is its past", "X", _smoothing),
)


def _line(_shell: Any, given: Line) -> Any:
    if not given.words:
        raise UsageError(text("magic.summaries.needs"))
    where = [unquoted(word) for word in given.words]
    try:
        return show_summaries(where[0] if len(where) == 1 else where, **given.values)
    except ImportError as error:
        raise UsageError(f"%summaries: {error}") from None


SUMMARIES = Magic(
    "summaries",
    line=Form(
        _line,
        show_summaries,
        "DIRECTORY [DIRECTORY ...]",
        _OPTIONS,
        expands=True,
        completes=("directories",),
    ),
)
