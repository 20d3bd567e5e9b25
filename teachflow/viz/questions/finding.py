"""``find``: operations whose name matches a pattern, marked and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.diagram import Diagram
from teachflow.viz.questions.answer import Answer


def find(graph: Graph, pattern: str) -> Answer:
    """The operations in whose name or type the regular expression is found.

    Capital and small letters are the same. Raises ``ValueError`` for what is no regular
    expression.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant(3.0, name="x")
    ...     y = tf.square(x, name="y") + 1
    >>> answer = find(graph, "^Y$|add")
    >>> sorted(answer.emphasis)
    ['add', 'add/y', 'y']
    """
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(
            text("questions.find.invalid", pattern=pattern, why=error)
        ) from None
    found = [
        op.name
        for op in graph.get_operations()
        if wanted.search(op.name) or wanted.search(op.type)
    ]
    return Answer(emphasis=dict.fromkeys(found, "found"))


def counted(found: Iterable[str], pattern: str, diagram: Diagram) -> tuple[str, ...]:
    """How many operations were found, how many nodes show them, and what hides others.

    >>> from teachflow.viz.diagram import Box
    >>> counted(["b"], "b", Diagram(Box(), (), hidden={"b": "init"}))[1]
    '1 of them is hidden: --init or init=True shows it'
    """
    names = list(found)
    constants = {node.id.partition("#")[0]: node.id for node in diagram.nodes}
    drawn = {name: diagram.drawn_as.get(name, constants.get(name)) for name in names}
    nodes = {node for node in drawn.values() if node is not None}
    notes = [
        text(
            "questions.find.found",
            count=len(names),
            pattern=pattern,
            nodes=text("questions.find.nodes", count=len(nodes)),
        )
    ]
    unseen = [name for name, node in drawn.items() if node is None]
    options = Counter(diagram.hidden.get(name, "") for name in unseen)
    for option, count in options.items():
        key = "hidden" if option else "elsewhere"
        notes.append(text(f"questions.find.{key}", count=count, option=option))
    return tuple(notes)
