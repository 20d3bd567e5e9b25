"""Cells that own a graph: the body of ``%%graph``, run in a graph made for it.

A cell that is run again gets a new graph under the same name, so its nodes have the
same names again (``x``, never ``x_1``), whichever program runs the cells; nothing of
that depends on cell ids, which some programs do not send. Where they are sent,
``ownership`` takes the former graph away, and variables keep their values.
"""

from __future__ import annotations

import builtins
import keyword
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython.core.error import UsageError

from teachflow.graph.defaults import (
    get_default_graph,
    new_default_graph,
    reset_default_graph,
)
from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow_magics.cells.ownership import carry
from teachflow_magics.cells.session import keep_values, kept_values

_KINDS: dict[str, tuple[type, ...]] = {
    "module": (types.ModuleType,),
    "function": (types.FunctionType, types.BuiltinFunctionType, types.MethodType),
    "class": (type,),
}
"""What a graph's name must not stand for already."""


@contextmanager
def new_graph(seed: int | None = None) -> Iterator[Graph]:
    """What ``%%graph`` does, as a ``with`` block: a new default graph to build in.

    It stays the default graph after the block. ``seed`` is the graph's seed.

    >>> import teachflow.compat.v1 as tf
    >>> with new_graph(seed=42) as graph:
    ...     x = tf.constant(1, name="x")
    >>> x.graph is graph is tf.get_default_graph(), graph.seed
    (True, 42)
    """
    with new_default_graph() as graph:
        graph.seed = seed
        yield graph


def reset_graph(seed: int | None = None, keep_variables: bool = False) -> None:
    """Starts an empty default graph; ``seed`` is its seed.

    With ``keep_variables`` the values of the session in use stay, for variables that
    are made again with the same name, shape and dtype. Variables of the former graph
    keep their values as long as something still refers to that graph. Raises
    ``AssertionError`` inside ``with graph.as_default():``.

    >>> import teachflow.compat.v1 as tf
    >>> reset_graph(seed=42)
    >>> tf.get_default_graph().get_operations()
    []
    """
    values = kept_values(get_default_graph()) if keep_variables else {}
    reset_default_graph()
    graph = get_default_graph()
    graph.seed = seed
    keep_values(graph, values)


def run_cell(shell: Any, magic: str, body: str, name: str, seed: int | None) -> Graph:
    """Runs ``body`` in the user's namespace inside a new graph; returns that graph.

    With ``name`` the graph is bound to it, before the body runs; without, it is the new
    default graph. Raises ``UsageError`` where the body failed (its own error was shown
    before) and for a name that cannot be used.
    """
    if not name:
        with new_graph(seed) as graph:
            carry(shell, "", graph)
            _run(shell, magic, body)
        return get_default_graph()
    _check_name(magic, name, shell.user_ns.get(name, vars(builtins).get(name)))
    graph = Graph()
    graph.seed = seed
    carry(shell, name, graph)
    shell.user_ns[name] = graph
    with graph.as_default():
        _run(shell, magic, body)
    if not _still(shell.user_ns.get(name), graph):
        raise UsageError(text("magic.graph.lost_name", magic=magic, name=name))
    return graph


def _run(shell: Any, magic: str, body: str) -> None:
    if not shell.run_cell(body).success:
        raise UsageError(text("magic.graph.stopped", magic=magic))


def _still(present: object, graph: Graph) -> bool:
    return present is graph


def _check_name(magic: str, name: str, present: Any) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise UsageError(text("magic.graph.no_name", magic=magic, name=name))
    for kind, types_of in _KINDS.items():
        if isinstance(present, types_of):
            raise UsageError(text(f"magic.graph.{kind}", magic=magic, name=name))
