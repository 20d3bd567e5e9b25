"""What a learner points at on a magic's line: nodes, feeds, graphs, by their names.

A node is a Python name (``loss``, ``layers[0].w``) or a name in the graph
(``dense/MatMul``). Nothing is called and no operator applied for it, as that would add
nodes to the graph that is asked about.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from IPython.core.error import UsageError

from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.questions.elements import operation_of
from teachflow_magics.frame.options import unquoted

_NOTHING: Any = object()


def evaluated(shell: Any, magic: str, typed: str) -> Any:
    """The value of the expression that is typed; quotes around all of it are taken off.

    Raises ``UsageError`` where it has none.
    """
    try:
        return shell.ev(unquoted(typed))
    except Exception as error:  # noqa: BLE001 (an expression may raise anything)
        raise UsageError(
            text("magic.graph.unreadable", magic=magic, given=typed, error=error)
        ) from None


def node(shell: Any, graph: Graph, typed: str) -> Any:
    """The node that is meant: what Python calls so where that is in the graph, else
    the name itself, which the graph may have.
    """
    value = _named(shell, typed)
    if value is _NOTHING or isinstance(value, str):
        return typed
    try:
        operation_of(graph, value)
    except (TypeError, ValueError):
        return typed
    return value


def feeds(shell: Any, magic: str, typed: str) -> dict[Any, Any]:
    """The ``feed_dict`` that is typed; ``UsageError`` where it is no dictionary."""
    try:
        value = shell.ev(typed)
    except Exception as error:  # noqa: BLE001 (an expression may raise anything)
        raise UsageError(
            text("magic.graph.feeds", magic=magic, given=typed, error=error)
        ) from None
    if not isinstance(value, Mapping):
        kind = type(value).__name__
        raise UsageError(text("magic.graph.no_feeds", magic=magic, kind=kind))
    return dict(value)


def _named(shell: Any, typed: str) -> Any:
    """What Python calls by that name, part or place in a list; else ``_NOTHING``."""
    try:
        return _value(ast.parse(typed, mode="eval").body, shell.user_ns)
    except (SyntaxError, ValueError, LookupError, AttributeError, TypeError):
        return _NOTHING


def _value(part: ast.expr, names: Mapping[str, Any]) -> Any:
    if isinstance(part, ast.Name):
        return names[part.id]
    if isinstance(part, ast.Attribute):
        return getattr(_value(part.value, names), part.attr)
    if isinstance(part, ast.Subscript):
        whole = _value(part.value, names)
        if isinstance(whole, (list, tuple, dict)):
            return whole[ast.literal_eval(part.slice)]
    raise ValueError(ast.unparse(part))
