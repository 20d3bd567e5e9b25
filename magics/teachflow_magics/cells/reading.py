"""Which names a text uses before it has set them itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable


def names_used(source: str) -> set[str]:
    """The names that ``source`` takes from outside; empty where it is no Python.

    A name that one branch sets counts as set after it.

    >>> sorted(names_used("h = layer(h)"))
    ['h', 'layer']
    >>> sorted(names_used("x = f(1); y = x * 2"))
    ['f']
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return set()
    found: set[str] = set()
    _read(body, set(), found)
    return found


def _read(nodes: Iterable[ast.AST], known: set[str], found: set[str]) -> None:
    """Adds to ``found`` what is used, and to ``known`` what is set, in that order."""
    for node in nodes:
        if isinstance(node, ast.stmt):
            parts = list(ast.iter_child_nodes(node))
            statements = [part for part in parts if isinstance(part, _BLOCKS)]
            others = [part for part in parts if not isinstance(part, _BLOCKS)]
            _note(others, known, found)
            _read(statements, known, found)
            name = getattr(node, "name", None)
            if isinstance(name, str):
                known.add(name)
        else:  # what holds statements: a handler of an exception, a case of a match
            _note((), known, found)
            _read(ast.iter_child_nodes(node), known, found)


_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)


def _note(nodes: Iterable[ast.AST], known: set[str], found: set[str]) -> None:
    """The names in expressions: what is used first, then what is set."""
    names = [
        part for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)
    ]
    found.update(
        part.id
        for part in names
        if isinstance(part.ctx, ast.Load) and part.id not in known
    )
    known.update(part.id for part in names if isinstance(part.ctx, ast.Store))
