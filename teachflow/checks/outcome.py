"""What a learner gets to see: a panel for good news and hints, an error for the rest.

A failed check has to raise: nbgrader gives full marks to a cell that only shows
something bad. The error is shown as its few lines of text, without Python's traceback,
and nothing is ever written to stderr, for which nbgrader takes all marks.
"""

from __future__ import annotations

import html
import sys
import textwrap
from dataclasses import dataclass
from typing import Any

from teachflow.texts import text

WIDTH = 78  # nbgrader validate cuts longer lines off
NOT_ATTEMPTED = "not attempted yet"
WRONG = "wrong"


@dataclass(frozen=True)
class Panel:
    """Good news or a hint: a heading and a text, as HTML and as plain text.

    >>> print(Panel("right", "It works.", "#1a7f37"))
    right. It works.
    """

    heading: str
    text: str
    colour: str

    def __str__(self) -> str:
        return wrapped(text("checks.panel", heading=self.heading, text=self.text))

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """The panel for a notebook; ``text/plain`` says the same."""
        return {
            "text/html": (
                f'<div style="border-left:4px solid {self.colour};padding:4px 12px">'
                f"<b>{html.escape(self.heading)}.</b> {html.escape(self.text)}</div>"
            ),
            "text/plain": str(self),
        }

    def show(self) -> None:
        """Displays the panel in a notebook, prints it elsewhere."""
        # Only looked up: where IPython is not loaded, no notebook is there to show it.
        ipython = sys.modules.get("IPython")
        display = sys.modules.get("IPython.display")
        if ipython is None or display is None or ipython.get_ipython() is None:
            sys.stdout.write(f"{self}\n")
        else:
            display.display(self)


class CheckFailed(AssertionError):  # noqa: N818 - it is an outcome, as in "3 failed"
    """An exercise that is not right yet, with the reason in words.

    Attributes: ``exercise`` (its id), ``outcome`` (``"not attempted yet"`` or
    ``"wrong"``), ``reason`` (a sentence or a few).

    >>> print(CheckFailed("first-graph/formula", WRONG, "`f` is a number."))
    first-graph/formula: wrong, because `f` is a number.
    Stuck? Type hint("first-graph/formula") in a cell of your own.
    """

    def __init__(self, exercise: str, outcome: str, reason: str) -> None:
        said = (
            text("checks.wrong", exercise=exercise, reason=reason)
            if outcome == WRONG
            else text("checks.not_attempted", exercise=exercise, reason=reason)
        )
        stuck = text("checks.stuck", exercise=exercise)
        super().__init__(f"{wrapped(said)}\n{stuck}")
        self.exercise = exercise
        self.outcome = outcome
        self.reason = reason

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return str(self).splitlines()


def wrapped(said: str) -> str:
    """The text in lines of at most ``WIDTH`` columns; its own line breaks stay."""
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in said.splitlines()
    )
