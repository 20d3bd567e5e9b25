"""``find``: operations whose name matches a pattern, marked and counted."""

from __future__ import annotations

import re

from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.questions.answer import Answer


def find(graph: Graph, pattern: str) -> Answer:
    """The operations in whose name or type the regular expression is found.

    Raises ``ValueError`` for what is no regular expression.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant(3.0, name="x")
    ...     y = tf.square(x, name="y") + 1
    >>> answer = find(graph, "^y$|Add")
    >>> sorted(answer.emphasis), answer.notes
    (['add', 'y'], ("2 operations match '^y$|Add'",))
    """
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise ValueError(
            text("questions.find.invalid", pattern=pattern, why=error)
        ) from None
    found = [
        op.name
        for op in graph.get_operations()
        if wanted.search(op.name) or wanted.search(op.type)
    ]
    note = text("questions.find.found", count=len(found), pattern=pattern)
    return Answer(emphasis=dict.fromkeys(found, "found"), notes=(note,))
