"""``show_graph`` and ``show_diff``: a graph as a picture, with answers on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.graph.diff import GraphDiff, difference
from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Diagram
from teachflow.viz.display import Picture
from teachflow.viz.questions.asking import Questions, ask
from teachflow.viz.questions.differing import draw_difference
from teachflow.viz.settings import settings


def show_graph(
    what: Any = None,
    *,
    values: bool = False,
    grads: Any = None,
    run: bool = False,
    watched: Any = None,
    feeds: Any = None,
    path: tuple[Any, Any] | None = None,
    around: Any = None,
    hops: int = 1,
    find: str | None = None,
    cell: Any = None,
    scope: str | None = None,
    depth: int | None = None,
    expand: Collection[str] = (),
    collapse: Collection[str] = (),
    unfold: Collection[str] = (),
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
    savers: bool = False,
    summaries: bool = False,
    raw: bool = False,
    max_nodes: int | None = None,
    direction: str | None = None,
    engine: str | None = None,
) -> Picture:
    """A picture of a graph, for the end of a notebook cell.

    ``what``: a graph; a tensor, variable, operation or list of them, for only what
    these need; nothing, for the default graph. ``direction``: 'TB' (inputs at the top),
    'LR', 'BT' or 'RL'. ``engine``: which layout engine ('dot', 'embedded', 'none').
    What is not given is as ``viz.settings`` has it.

    It answers questions, several at once if you like:

    * ``values=True``: the value of every node, – where it was not computed.
    * ``grads=f``: the gradient of ``f`` with respect to every node: a value (0.0 is
      one), None where there is no path, – where nothing was computed. ``grads=True``
      where ``what`` is one tensor. The graph gets no nodes.
    * ``run=True``: which nodes a run of ``what`` computes and in which order; faded
      what it does not need; what is fed, fetched and read.
    * These three are about one run made only for the picture: it sees the default
      session's variables and ``feeds`` (a ``feed_dict``), changes nothing (what would
      is not run) and draws the random numbers that the next run draws. Or they are
      about runs that happened: ``watched=report``, what ``tf.watch_runs`` gives. Then
      ``run`` counts how often all of them computed a node, and values and gradients
      are those of the last.
    * ``path=(a, b)``: all ways from ``a`` to ``b``, or where they break off.
    * ``around=a, hops=2``: what is at most two arrows away from ``a``.
    * ``find="dense|bias"``: operations in whose name or type the pattern is found.
    * ``cell=True``: what the notebook's cell that runs now has added.

    Nodes are tensors, operations, variables or their names. The other options are those
    of ``build_diagram``. Raises ``TypeError`` for what is no graph, and ``ValueError``
    for tensors of two graphs, and for a name or scope that is not there.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.Variable(3, name="x")
    ...     f = x * x + 2
    >>> print(show_graph(graph).text)
    Graph of 7 operations, drawn as 4 nodes
    ├─ x    variable, starts at 3   int32 scalar
    ├─ mul  Mul(x, x)               int32 scalar
    └─ add  AddV2(mul, 2) → result  int32 scalar
    """
    graph, targets = graph_and_targets(what)
    chosen = settings()

    def build(
        only: frozenset[str] | None = None,
        asked: Collection[str] = (),
        **switched: bool,
    ) -> Diagram:
        shown = {"gradients": gradients, "optimizer": optimizer, "init": init}
        return build_diagram(
            graph,
            targets=targets,
            only=only,
            scope=scope,
            depth=depth,
            expand=[*expand, *asked],
            collapse=collapse,
            unfold=unfold,
            savers=savers,
            summaries=summaries,
            raw=raw,
            max_nodes=chosen.max_nodes if max_nodes is None else max_nodes,
            **{**shown, **switched},
        )

    questions = Questions(
        values=values,
        grads=grads,
        run=run,
        watched=watched,
        feeds=feeds,
        path=path,
        around=around,
        hops=hops,
        find=find,
        cell=cell,
    )
    return _picture(ask(graph, questions, build, targets), direction, engine)


def show_diff(
    before: Any,
    after: Any = None,
    *,
    direction: str | None = None,
    engine: str | None = None,
) -> Picture:
    """A picture of what leads from one graph to another: added, removed, changed.

    ``before`` and ``after`` are graphs (``after`` may be a ``GraphDef``), or ``before``
    is what ``graph.diff`` gave. What stayed the same is faded. Raises ``TypeError`` for
    anything else.

    >>> import teachflow.compat.v1 as tf
    >>> first, second = tf.Graph(), tf.Graph()
    >>> for graph, number in ((first, 2.0), (second, 3.0)):
    ...     with graph.as_default():
    ...         x = tf.placeholder(tf.float32, name="x")
    ...         y = tf.multiply(x, tf.constant(number, name="slope"), name="y")
    >>> nodes = show_diff(first, second).diagram.nodes
    >>> [(node.id, node.emphasis) for node in nodes]
    [('x', 'faded'), ('slope', 'changed'), ('y', 'faded')]
    """
    if isinstance(before, GraphDiff) and after is None:
        return _picture(draw_difference(before), direction, engine)
    graph, _ = graph_and_targets(before)
    return _picture(draw_difference(difference(graph, after)), direction, engine)


def _picture(diagram: Diagram, direction: str | None, engine: str | None) -> Picture:
    chosen = settings()
    return Picture(
        diagram,
        direction=direction or chosen.direction,
        engine=engine or chosen.engine,
    )


def graph_and_targets(what: Any) -> tuple[Graph, tuple[Any, ...]]:
    """The graph that is meant, and the tensors where only what they need is."""
    if what is None:
        return get_default_graph(), ()
    if hasattr(what, "get_operations"):
        graph: Graph = what
        return graph, ()
    if hasattr(what, "structured_input_signature"):  # one trace of a tf.function
        return what.graph, ()
    if hasattr(what, "get_concrete_function"):
        raise TypeError(text("graph.many_graphs", name=what.__name__))
    targets = tuple(what) if isinstance(what, (list, tuple)) else (what,)
    graphs = [getattr(target, "graph", None) for target in targets]
    if not targets or None in graphs:
        kinds = ", ".join(dict.fromkeys(type(each).__name__ for each in targets))
        raise TypeError(text("graph.no_graph", kind=kinds or type(what).__name__))
    if any(graph is not graphs[0] for graph in graphs):
        names = ", ".join(f"'{target.name}'" for target in targets)
        raise ValueError(text("graph.two_graphs", names=names))
    return graphs[0], targets  # type: ignore[return-value]
