"""What Tab offers, by kind: names of operations and scopes, variables, files.

Each kind is a function of the shell and of the words that stand before, the first of
which may name the graph that is meant.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.texts import LANGUAGES
from teachflow_magics.frame.options import Candidates


def offered(
    shell: Any, kind: Candidates, words: Sequence[str], begun: str
) -> Iterable[str]:
    """What there is of a kind and begins with ``begun``."""
    if kind in ("files", "directories"):
        found = _paths(begun, kind == "directories")
    else:
        found = (_KINDS[kind] if isinstance(kind, str) else kind)(shell, words)
    return [text for text in found if text.startswith(begun)]


def _variables(shell: Any, _words: Sequence[str]) -> Iterable[str]:
    """What cells have named, without modules and what IPython itself named."""
    hidden = shell.user_ns_hidden
    return sorted(
        name
        for name, value in shell.user_ns.items()
        if not name.startswith("_")
        and not (name in hidden and hidden[name] is value)
        and not isinstance(value, ModuleType)
    )


def _graphs(shell: Any, words: Sequence[str]) -> Iterable[str]:
    """The variables that are graphs."""
    return [name for name in _variables(shell, words) if _is_graph(shell.user_ns[name])]


def _sessions(shell: Any, words: Sequence[str]) -> Iterable[str]:
    """The variables that are sessions."""
    return [
        name
        for name in _variables(shell, words)
        if hasattr(type(shell.user_ns[name]), "variable_values")
    ]


def _ops(shell: Any, words: Sequence[str]) -> Iterable[str]:
    """The names of a graph's operations, in the order of their making."""
    return [op.name for op in _graph(shell, words).get_operations()]


def _scopes(shell: Any, words: Sequence[str]) -> Iterable[str]:
    """The name scopes of a graph, each before what is inside it."""
    found: dict[str, None] = {}
    for name in _ops(shell, words):
        parts = name.split("/")[:-1]
        found.update(
            ("/".join(parts[:length]), None) for length in range(1, len(parts) + 1)
        )
    return found


def _languages(_shell: Any, _words: Sequence[str]) -> Iterable[str]:
    return LANGUAGES


def _graph(shell: Any, words: Sequence[str]) -> Any:
    """The graph that the first word names, else the default graph."""
    named = shell.user_ns.get(words[0]) if words else None
    graph = named if _is_graph(named) else getattr(named, "graph", None)
    return graph if _is_graph(graph) else get_default_graph()


def _is_graph(value: Any) -> bool:
    return hasattr(type(value), "get_operations")


def _paths(begun: str, only_directories: bool) -> Iterable[str]:
    """The entries of a directory; those with a dot in front only if that is typed."""
    where, _, start = begun.rpartition("/")
    place = f"{where}/" if "/" in begun else ""
    try:
        with os.scandir(os.path.expanduser(place) or ".") as entries:
            found = sorted((entry.name, entry.is_dir()) for entry in entries)
    except OSError:
        return
    for name, is_directory in found:
        if name.startswith(".") and not start.startswith("."):
            continue
        if is_directory or not only_directories:
            yield f"{place}{name}{'/' * is_directory}"


_KINDS: dict[str, Callable[[Any, Sequence[str]], Iterable[str]]] = {
    "variables": _variables,
    "graphs": _graphs,
    "sessions": _sessions,
    "ops": _ops,
    "scopes": _scopes,
    "languages": _languages,
}
