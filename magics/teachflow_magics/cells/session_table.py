"""The magic ``%session``: the variables of the session in use, and their values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from IPython.core.error import UsageError

from teachflow.graph import build
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.running.session import BaseSession
from teachflow.texts import text
from teachflow.viz.drawing.labels import dtype_text, shape_text
from teachflow.viz.reprs.grid import line
from teachflow_magics.cells.cell import Cell
from teachflow_magics.cells.tables import Table
from teachflow_magics.frame.magic import Form, Line, Magic
from teachflow_magics.pictures.pointing import evaluated

_TITLES = ("variable", "value", "shape", "dtype", "cell")


def show_session(session: Any = None) -> Table:
    """A table of a session's variables: value, shape, dtype, and which cell made it.

    ``session`` may be a graph too: then it is the session that ``f.eval()`` uses for an
    ``f`` of that graph; by default it is the default graph's. A variable without a
    value is said to be not initialised. Raises ``RuntimeError`` for a closed session
    and where none is open, ``TypeError`` for what is neither session nor graph.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0], name="x")
    ...     y = tf.Variable(0, name="y")
    ...     sess.run(x.initializer)
    ...     show_session()
    Session with 2 variables, initialised: 1
    variable  value            shape   dtype    cell
    x         [1.0, 2.0]       (2,)    float32
    y         not initialised  scalar  int32
    """
    if session is None or isinstance(session, Graph):
        session = build.default_session(session or get_default_graph())
    elif not isinstance(session, BaseSession):
        raise TypeError(text("session.kind", kind=type(session).__name__))
    if session is None:
        raise RuntimeError(text("session.none"))
    if session.closed:
        raise RuntimeError(text("session.closed"))
    graph, values = session.graph, session.variable_values()
    keys = (GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES)
    found = [item for key in keys for item in graph.get_collection(key)]
    variables = {item.op: item for item in found if hasattr(item, "initializer")}
    rows = []
    for node, variable in variables.items():
        value = values.get(node.name)
        maker = getattr(node, "maker", None)
        number = maker.number if isinstance(maker, Cell) else None
        rows.append(
            (
                node.name,
                text("session.empty") if value is None else line(value),
                shape_text(variable.shape),
                dtype_text(variable.dtype.base_dtype),
                "" if number is None else f"[{number}]",
            )
        )
    ready = sum(node.name in values for node in variables)
    return Table(
        text("session.head", count=len(rows), ready=ready),
        tuple(text(f"session.{title}") for title in _TITLES),
        tuple(rows),
    )


def _line(shell: Any, given: Line) -> Table:
    try:
        if given.words:
            return show_session(evaluated(shell, "%session", given.rest))
        table = show_session()
    except (RuntimeError, TypeError) as error:
        raise UsageError(f"%session: {error}") from None
    elsewhere = [] if table.rows else _graphs_with_variables(shell.user_ns)
    if not elsewhere:
        return table
    names = ", ".join(elsewhere)
    more = text("session.elsewhere", names=names, first=elsewhere[0])
    return replace(table, head=f"{table.head}. {more}")


def _graphs_with_variables(names: dict[str, Any]) -> list[str]:
    return [
        name
        for name, value in names.items()
        if isinstance(value, Graph) and not name.startswith("_")
        if value.get_collection(GraphKeys.GLOBAL_VARIABLES)
    ]


SESSION = Magic(
    "session",
    line=Form(
        _line, show_session, "[SESSION or GRAPH]", completes=("graphs", "sessions")
    ),
)
