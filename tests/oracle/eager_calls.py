"""Tables of calls of the eager face: rows that give values, rows that fail.

A row is one expression; ``; `` parts statements before it. Where it fails, what stands
behind ``##`` are the fragments of TensorFlow's message that ours has too (several with
``&&``; none: the class is all that is promised).
"""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, outcome
from tests.oracle.subject import lines


def plain(value: Any) -> Any:
    """What a row gives, as data that the harness knows."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "dense_shape"):
        return [
            plain(part) for part in (value.indices, value.values, value.dense_shape)
        ]
    if value is None or hasattr(value, "numpy") or isinstance(value, bool | int | str):
        return value
    return value if hasattr(value, "tobytes") else repr(value)


def run(tf: Any, np: Any, row: str) -> Any:
    """The row's value."""
    return plain(execute(tf, np, "\n".join(row.split("; "))))


def eager_calls(name: str, values: str, mistakes: str = "") -> list[Topic]:
    """The topic ``eager_<name>``."""
    topic = Topic(f"eager_{name}", "eager")
    for row in lines(values):
        topic.add(row, lambda tf, np, row=row: run(tf, np, row), rtol=1e-5, atol=1e-6)
    for line in lines(mistakes):
        row, _, fragments = line.partition("##")
        wanted = [part.strip() for part in fragments.split("&&") if part.strip()]

        def ask(tf: Any, np: Any, row: str = row.strip(), wanted: Any = wanted) -> Any:
            return outcome(lambda: [run(tf, np, row)] and "no error", *wanted)

        topic.add(row.strip(), ask)
    return [topic]
