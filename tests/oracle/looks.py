"""Tables of the eager face whose answers are texts: ``repr`` of what a row gives.

Rows are lines of source text, their parts between ``; ``. A row that fails has ``##``
behind it and the words of TensorFlow's error that TeachFlow's must have too (or none).
"""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, clean, execute, outcome


def source(row: str) -> str:
    """The source text of a row."""
    return "\n".join(part.strip() for part in row.split("; "))


def shown(tf: Any, np: Any, text: str) -> str:
    """The text of what the source gives."""
    return clean(repr(execute(tf, np, text)))


def topics(name: str, values: str, errors: str) -> list[Topic]:
    """One topic of the rows that give a value and of those that fail."""
    topic = Topic(name, "eager")
    for row in filter(None, values.split("\n")):
        topic.add(row, lambda tf, np, row=row: shown(tf, np, source(row)))
    for line in filter(None, errors.split("\n")):
        row, _, words = line.partition(" ##")
        fragments = tuple(filter(None, [words.strip()]))
        topic.add(
            row,
            lambda tf, np, row=row, fragments=fragments: outcome(
                lambda: shown(tf, np, source(row)), *fragments
            ),
        )
    return [topic]
