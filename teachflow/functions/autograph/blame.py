"""Errors in converted code, told with the lines that the user wrote."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from teachflow.core.errors import OpError
from teachflow.core.explaining.facts import retold

_HERE = "teachflow"


@dataclass
class _Story:
    """Where an error came through: the user's lines, the innermost first."""

    message: str
    lines: list[str] = field(default_factory=list)


ORIGINS: dict[str, Any] = {}
"""Names of converted sources, to where each of their lines comes from."""


def origin_of(filename: str, line: int) -> Any:
    """Where a line of a converted source comes from; None for any other file."""
    for place, known in ORIGINS.get(filename, {}).items():
        if place.lineno == line:
            return known
    return None


@dataclass(frozen=True)
class Place:
    """A line of the user's, and the function that it is part of."""

    file: str
    line: int
    function: str
    code: str


def place_of(node: Any) -> Place | None:
    """The line that made a node of a function; None for any other node."""
    lines = getattr(getattr(node, "graph", None), "lines", {})
    line = lines.get(node)
    if line is None:
        return None
    file, number, function = line
    origin = origin_of(file, number)
    if origin is None:
        return Place(file, number, function, linecache.getline(file, number).strip())
    code = origin.source_code_line.strip()
    return Place(origin.loc.filename, origin.loc.lineno, origin.function_name, code)


def located(error: OpError, called: str) -> OpError:
    """An error of a node, with the line of the user's that made the node."""
    place = place_of(error.op)
    if place is None:
        return error
    words = (
        f"Graph execution error:\n\nDetected at node {error.op.name} defined at (most "
        f'recent call last):\n  File "{place.file}", line {place.line}, in '
        f"{place.function}\n    {place.code}\n\n{error.message} [Op:{called}]"
    )
    return retold(type(error)(error.node_def, error.op, words), error)


def note(error: BaseException, origins: Any) -> None:
    """Adds to an error the lines of one converted function that it came through."""
    story = getattr(error, "ag_story", None)
    fresh = story is None
    if story is None:
        story = _Story(f"{type(error).__name__}: {error}")
        try:
            error.ag_story = story  # type: ignore[attr-defined]
        except AttributeError:
            return
    found = []
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        origin = next(
            (
                known
                for place, known in origins.items()
                if place.filename == frame.filename and place.lineno == frame.lineno
            ),
            None,
        )
        if origin is not None:
            found.append(
                f'    File "{origin.loc.filename}", line {origin.loc.lineno}, in '
                f"{origin.function_name}  *\n        "
                f"{origin.source_code_line.strip()}"
            )
            break
        if fresh and not _is_ours(frame.filename):
            found.append(
                f'    File "{frame.filename}", line {frame.lineno}, in {frame.name}  '
                f"**\n        {(frame.line or '<source unavailable>').strip()}"
            )
    story.lines += found


def _is_ours(filename: str) -> bool:
    return f"/{_HERE}/" in filename.replace("\\", "/") or filename.startswith(
        "<autograph "
    )


@contextmanager
def shown() -> Iterator[None]:
    """A scope whose errors tell the user's lines in their message."""
    try:
        yield
    except Exception as error:
        story = getattr(error, "ag_story", None)
        if story is None or not story.lines:
            raise
        told = _told(error, story)
        if told is None:
            raise
        raise retold(told, error).with_traceback(error.__traceback__) from None


def _told(error: Exception, story: _Story) -> Exception | None:
    """The same error with the lines in its message; None where that cannot be."""
    body = "\n".join(f"    {line}" for line in story.message.split("\n"))
    lines = "\n".join(reversed(story.lines))
    message = f"in user code:\n\n{lines}\n\n{body}\n"
    kind = type(error)
    try:
        if isinstance(error, OpError):
            return kind(error.node_def, error.op, message)
        if isinstance(error, KeyError):
            return _KeyError(message)
        made = kind(message)
    except TypeError:
        return None
    return made if str(made) == message else None


class _KeyError(KeyError):
    """A ``KeyError`` that shows its message as it is."""

    def __str__(self) -> str:
        return str(self.args[0])


_KeyError.__name__ = _KeyError.__qualname__ = "KeyError"
