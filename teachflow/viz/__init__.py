"""Inline pictures: ``show_graph`` of a graph, ``show_summaries`` of event files.

Graph -> ``build_diagram`` (plain data) -> ``to_dot`` (text) -> ``render`` (an engine
lays it out) -> ``svg.clean`` -> ``Picture`` (what a notebook shows): each is a file.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Diagram
from teachflow.viz.display import Picture
from teachflow.viz.render import LayoutError, LayoutFailed, LayoutUnavailable
from teachflow.viz.summaries import show_summaries

__all__ = [
    "Diagram",
    "LayoutError",
    "LayoutFailed",
    "LayoutUnavailable",
    "Picture",
    "build_diagram",
    "show_graph",
    "show_summaries",
]


def show_graph(
    what: Any = None,
    *,
    scope: str | None = None,
    depth: int | None = None,
    expand: Collection[str] = (),
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
    raw: bool = False,
    max_nodes: int = 100,
    direction: str = "TB",
    engine: str | None = None,
) -> Picture:
    """A picture of a graph, for the end of a notebook cell.

    ``what``: a graph; a tensor, variable, operation or list of them, for only what
    these need; nothing, for the default graph. ``direction``: 'TB' (inputs at the top),
    'LR', 'BT' or 'RL'. ``engine``: which layout engine ('dot', 'embedded', 'none'). The
    other options are those of ``build_diagram``. Raises ``TypeError`` for what is no
    graph, and ``ValueError`` for tensors of two graphs or a scope that is not there.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.Variable(3, name="x")
    ...     f = x * x + 2
    >>> print(show_graph(graph).text)
    Graph of 7 operations, drawn as 4 nodes
    ├─ x    variable, starts at 3  int32 scalar
    ├─ mul  Mul(x, x)              int32 scalar
    └─ add  AddV2(mul, 2) → result  int32 scalar
    """
    graph, targets = _graph_and_targets(what)
    drawn = build_diagram(
        graph,
        targets=targets,
        scope=scope,
        depth=depth,
        expand=expand,
        gradients=gradients,
        optimizer=optimizer,
        init=init,
        raw=raw,
        max_nodes=max_nodes,
    )
    return Picture(drawn, direction=direction, engine=engine)


def _graph_and_targets(what: Any) -> tuple[Graph, tuple[Any, ...]]:
    if what is None:
        return get_default_graph(), ()
    if hasattr(what, "get_operations"):
        graph: Graph = what
        return graph, ()
    targets = tuple(what) if isinstance(what, (list, tuple)) else (what,)
    graphs = [getattr(target, "graph", None) for target in targets]
    if not targets or None in graphs:
        raise TypeError(
            f"show_graph draws a graph, or what tensors of a graph need; it got "
            f"{what!r}. Type show_graph() for the default graph."
        )
    if any(graph is not graphs[0] for graph in graphs):
        names = ", ".join(f"'{target.name}'" for target in targets)
        raise ValueError(f"{names} are not all of one graph; show one graph at a time.")
    return graphs[0], targets  # type: ignore[return-value]
