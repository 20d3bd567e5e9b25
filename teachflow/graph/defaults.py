"""The default graph: the innermost open one, else one that the thread keeps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.graph.graph import Graph


class _Thread(threading.local):
    def __init__(self) -> None:
        self.graph: Graph | None = None
        self.held: Graph | None = None


_thread = _Thread()


def thread_graph() -> Graph:
    """The graph of this thread where no scope is open: made at first need."""
    if _thread.graph is None:
        _thread.graph = Graph()
    return _thread.graph


def get_default_graph() -> Graph:
    """The graph where ops happen that nothing else places.

    Source: tf.compat.v1.get_default_graph.

    >>> graph = Graph()
    >>> with graph.as_default():
    ...     get_default_graph() is graph
    True
    """
    for scope in reversed(home.open_homes()):
        if isinstance(scope, Graph):
            return scope
    return thread_graph()


def graph_of(*values: Any) -> Graph:
    """The graph of the tensors among ``values``, else the default graph.

    Raises ``ValueError`` where they are of two graphs.
    """
    found = home.symbolic_home(values)
    return found if isinstance(found, Graph) else get_default_graph()


def reset_default_graph() -> None:
    """Makes a new default graph for this thread.

    Raises ``AssertionError`` inside ``with graph.as_default():``, as TensorFlow does.
    Source: tf.compat.v1.reset_default_graph.

    >>> import teachflow.compat.v1 as tf
    >>> tf.reset_default_graph()
    >>> len(tf.get_default_graph().get_operations())
    0
    """
    nested = [scope for scope in home.open_homes() if isinstance(scope, Graph)]
    if nested and nested == [_thread.held]:
        _hold_new()
        return
    if nested:
        raise AssertionError(
            f"Do not use tf.reset_default_graph() to clear nested graphs. If you need "
            f"a cleared graph, leave the `with` blocks and sessions that hold these "
            f"open, and then reset: {', '.join(map(repr, nested))}."
        )
    _thread.graph = Graph()


@contextmanager
def new_default_graph() -> Iterator[Graph]:
    """A scope in a new default graph, which stays the default one afterwards.

    Unlike ``with graph.as_default():`` it lets ``reset_default_graph()`` start anew
    inside it, because a notebook's cells open it around code that may do so. And where
    no node was made in it, the former default graph is the default one again: all that
    the code did may have been to extend a graph that it has tensors of.

    >>> import teachflow.compat.v1 as tf
    >>> with new_default_graph() as graph:
    ...     x = tf.constant(1)
    >>> x.graph is graph is get_default_graph()
    True
    """
    former, outer = _thread.graph, _thread.held
    _thread.held = None
    graph = _hold_new()
    try:
        yield graph
    finally:
        if _thread.held is not None:
            home.remove(_thread.held)
        _thread.held = outer
        if _thread.graph is graph and not graph.version:
            _thread.graph = former


def _hold_new() -> Graph:
    if _thread.held is not None:
        home.remove(_thread.held)
    graph = _thread.graph = _thread.held = Graph()
    home.push(graph)
    return graph
