"""The magic ``%summaries``: the curves of event files, drawn in the notebook.

Its twin without IPython is ``teachflow.viz.show_summaries``.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_magic, magics_class

from teachflow.viz import show_summaries
from teachflow_magics.options import Option, help_text, parse, unquoted


def _tags(text: str) -> list[str]:
    """Tags with commas between them."""
    tags = [tag.strip() for tag in text.split(",") if tag.strip()]
    if not tags:
        raise ValueError("tags with commas between them, such as loss,accuracy")
    return tags


def _smoothing(text: str) -> float:
    """A number from 0 to below 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1:
        raise ValueError("a number from 0 to below 1, such as 0.6")
    return number


_OPTIONS = (
    Option("--tags", "show only these; * stands for anything", "TAG,TAG", _tags),
    Option("--smoothing", "how much of each point is its past", "X", _smoothing),
)
_USAGE = "%summaries DIRECTORY [DIRECTORY ...] [--tags TAG,TAG] [--smoothing X]"
_ABOUT = """\
%summaries draws the curves that a tf.summary.FileWriter has written: one chart for each
tag, one line for each run (a directory with event files in it). It reads files that
are still being written, and needs no server. A directory may be $name, a variable's.
As a function: teachflow.viz.show_summaries(directory, tags=..., smoothing=...)."""


@magics_class
class SummaryMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magic about event files."""

    @line_magic
    def summaries(self, line: str) -> Any:
        """Set from ``_ABOUT`` below."""
        given = parse("%summaries", line, _OPTIONS)
        if given.wants_help:
            print(help_text(_USAGE, _ABOUT, _OPTIONS))  # noqa: T201 - what -h is
            return None
        if not given.words:
            raise UsageError(
                "%summaries needs the directory that the FileWriter writes in: "
                "%summaries tf_logs"
            )
        where = [unquoted(word) for word in given.words]
        try:
            return show_summaries(
                where[0] if len(where) == 1 else where, **given.values
            )
        except ImportError as error:
            raise UsageError(f"%summaries: {error}") from None


SummaryMagics.summaries.__doc__ = f"{_USAGE}\n\n{_ABOUT}"
