"""What stays of a descent without a kernel: its last picture and the table of steps."""

from __future__ import annotations

import base64
import html
from typing import Any

from teachflow.texts import text
from teachflow.widgets import words
from teachflow.widgets.beside import beside_widget
from teachflow.widgets.descent import Descent
from teachflow.widgets.surface import picture


class DescentPicture:
    """A descent as a notebook shows it when nothing moves; as text it is a table.

    ``stepper`` is what the widget says in text that it stands beside, if it does.
    """

    def __init__(self, descent: Descent, stepper: str = "") -> None:
        self.descent = descent
        self.stepper = stepper

    @property
    def svg(self) -> str:
        """The last frame, with its whole path."""
        last = len(self.descent.frames) - 1
        return picture(self.descent, last, words.alt_text(self.descent))

    def __repr__(self) -> str:
        return words.as_text(self.descent)

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """HTML with image and table, the SVG, and the table as text."""
        svg, descent = self.svg, self.descent
        data = base64.b64encode(svg.encode()).decode()
        table = text("descent.as_table", title=words.title(descent))
        problem = f"<p>{html.escape(descent.problem)}</p>" if descent.problem else ""
        page = (
            f'<img alt="{html.escape(words.alt_text(descent))}" '
            f'style="max-width:100%" src="data:image/svg+xml;base64,{data}">'
            f"{problem}<details><summary>{html.escape(table)}</summary>"
            f"{words.as_html_table(descent)}</details>"
        )
        return {
            "text/html": beside_widget(page, self.stepper) if self.stepper else page,
            "image/svg+xml": svg,
            "text/plain": repr(self),
        }
