"""Graph -> ``Diagram``: the steps from operations to boxes, nodes and edges.

Fold (what belongs to one node), place (in which box), close scopes that are too deep or
too many, then write down the nodes and edges that are left. Pure: the graph is read.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text
from teachflow.viz.building import mirror
from teachflow.viz.building.choosing import chosen, op_of
from teachflow.viz.building.closing import to_close
from teachflow.viz.building.edges import arrows_of, carried, usual_dtype
from teachflow.viz.building.folding import Wanted, fold
from teachflow.viz.building.names import is_gradient_scope, plain, prefixes
from teachflow.viz.building.nodes import nodes_of
from teachflow.viz.building.notes import OPTIONS, hidden_note
from teachflow.viz.building.places import Places, View
from teachflow.viz.building.repeats import close_repeats
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Diagram, nest

MOST_NODES = 300
MOST_CLOSED = 50
MOST_AT_A_GLANCE = 50
USUAL_NODES = 100


def build_diagram(
    graph: Graph,
    *,
    targets: Sequence[Any] = (),
    scope: str | None = None,
    depth: int | None = None,
    expand: Collection[str] = (),
    collapse: Collection[str] = (),
    unfold: Collection[str] = (),
    only: Collection[str] | None = None,
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
    savers: bool = False,
    summaries: bool = False,
    raw: bool = False,
    max_nodes: int = USUAL_NODES,
) -> Diagram:
    """What a picture of ``graph`` shows.

    ``targets``: only what these tensors or operations need. ``only``: only operations
    of these names, with what is folded into them. ``scope``: only that name scope and
    its neighbours. ``depth``: scopes nested deeper are closed into one node (0 closes
    all), but not those in ``expand``; those in ``collapse`` are closed always.
    ``unfold``: names of variables, composites, conditions and loops to show all
    operations of. ``gradients``, ``optimizer``, ``init``, ``savers``, ``summaries``:
    show these too; with ``targets``, the gradients and steps that were made for what
    these need. ``raw``: one node per operation, nothing folded. ``max_nodes``: above
    it, scopes are closed, the innermost and largest first; and where that leaves too
    much, what a loop in Python repeated. Above 50 nodes long rows of scopes that are
    alike are closed too, unless more than 100 nodes are asked for. A note says so.

    Raises ``ValueError`` for a scope that the graph does not have.

    >>> import teachflow.compat.v1 as tf
    >>> graph = tf.Graph()
    >>> with graph.as_default():
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     y = x * 2.0
    >>> [(node.id, node.kind) for node in build_diagram(graph).nodes]
    [('x', 'placeholder'), ('mul/y', 'constant'), ('mul', 'result')]
    """
    ops: list[Operation] = list(graph.get_operations())
    captured: dict[int, tuple[Any, Tensor]] = getattr(graph, "captured", {})
    trained = _trainable(graph, captured)
    opened = frozenset(name.strip("/") for name in expand)
    unfolded = frozenset(name.strip("/") for name in unfold)
    wanted = Wanted(
        gradients=gradients,
        optimizer=optimizer,
        init=init,
        savers=savers,
        summaries=summaries,
        raw=raw,
        unfold=unfolded,
        opened=opened | unfolded,
    )
    train_ops = [op_of(o).name for o in graph.get_collection("train_op")]
    folding = fold(graph, ops, wanted, trained=trained, train_ops=train_ops)
    asked = {folding.hidden.get(op_of(target).name) for target in targets} - {None}
    if asked:  # who asks for what is hidden means it to be seen
        switched: dict[str, Any] = {OPTIONS[why]: True for why in asked if why}
        wanted = replace(wanted, **switched)
        folding = fold(graph, ops, wanted, trained=trained, train_ops=train_ops)
    shown = chosen(folding, ops, targets, only, wanted)
    view = View(
        None if scope is None else plain(_checked_scope(scope, ops)),
        wanted.opened,
        frozenset(_checked_scope(name, ops) for name in collapse),
    )
    places = Places(ops, shown, folding, view)
    level, limit = _level(places, view.scope, depth), max(max_nodes, MOST_NODES)
    notes = _made_readable(places, level, max_nodes, limit, raw=raw)
    notes += hidden_note(folding, ops)
    names = {place.op.name: _name(outside) for outside, place in captured.values()}
    results = {op_of(target).name for target in targets}
    scene = Scene(ops, places, level, trained, names, results)
    return _written(scene, tuple(notes), limit)


def _written(scene: Scene, notes: tuple[str, ...], limit: int) -> Diagram:
    """The diagram of a scene; more nodes than ``limit`` are marked as too many."""
    arrows = arrows_of(scene)
    nodes, homes = nodes_of(scene, arrows)
    dtype = usual_dtype(arrows.edges)
    edges = [
        replace(edge, label=carried(tensor, edge.label, dtype))
        for tensor, edge in arrows.edges
        if edge.source in nodes and edge.target in nodes
    ]
    beside: tuple[tuple[str, str], ...] = ()
    if scene.folding.gradients and not scene.folding.raw:
        gradients = mirror.gradient_nodes(scene, nodes)
        edges = mirror.mirrored(edges, gradients)
        beside = mirror.beside(scene, nodes)
    return Diagram(
        root=nest(nodes, homes, _box_kinds(scene, homes)),
        edges=tuple(edges),
        dtype=dtype,
        total=len(scene.ops),
        notes=notes,
        too_many=len(nodes) > limit,
        drawn_as={name: node for name, node in scene.ids.items() if node in nodes},
        hidden={name: OPTIONS[why] for name, why in scene.folding.hidden.items()},
        beside=beside,
    )


def _box_kinds(scene: Scene, homes: Mapping[str, str]) -> dict[str, str]:
    """Which of the boxes are conditions, loops or gradients."""
    kinds = scene.folding.control.boxes
    found: dict[str, str] = {}
    for box in {p for home in homes.values() for p in [*prefixes(home), home]}:
        if box.rpartition("/")[2].startswith("="):
            continue
        if is_gradient_scope(box):
            found[box] = "gradients"
        elif plain(box) in kinds:
            found[box] = kinds[plain(box)]
    return found


def _level(places: Places, scope: str | None, depth: int | None) -> int:
    """How deep scopes are open where nothing else is said."""
    deepest = max((len(p.split("/")) for p in places.scopes()), default=0)
    if depth is None:
        return deepest
    # A scope in a branch lies one box deeper than its name says.
    around = [p for p in places.scopes() if scope and plain(p) == scope]
    return depth + min((len(p.split("/")) for p in around), default=0)


def _made_readable(
    places: Places, level: int, max_nodes: int, limit: int, *, raw: bool
) -> list[str]:
    """Closes what makes a picture too large, and says so.

    Of one that is several screens high rows of scopes that are alike, unless more nodes
    than usual are asked for. Then scopes, where a picture is small enough with that and
    not a long row of closed ones; else first what a loop in Python repeated.
    """
    count, closed, repeated = places.count(level), list[str](), 0
    if count > MOST_AT_A_GLANCE and max_nodes <= USUAL_NODES and not raw:
        repeated = close_repeats(places, level, alike=True)
        count = places.count(level) if repeated else count
    if count > max_nodes:
        closed = to_close(places, level, max_nodes)
        places.close(closed)
        is_long = len(closed) > MOST_CLOSED or places.count(level) > max_nodes
        if is_long and not raw:
            places.reopen(closed)
            repeated += close_repeats(places, level)
            closed = to_close(places, level, max_nodes)
            places.close(closed)
            if places.count(level) > limit:
                repeated += close_repeats(places, level, everywhere=True)
    notes = [text("notes.repeated", count=repeated)] if repeated else []
    return notes + ([text("notes.closed", count=len(closed))] if closed else [])


def _trainable(graph: Graph, captured: dict[int, tuple[Any, Tensor]]) -> set[str]:
    """The nodes of trainable variables: its own, and those that a function captured."""
    return {v.op.name for v in graph.get_collection("trainable_variables")} | {
        place.op.name
        for outside, place in captured.values()
        if getattr(outside, "trainable", False)
    }


def _name(outside: Any) -> str:
    """What a learner called what a function takes from outside, if it has a name."""
    name = getattr(outside, "path", None) or getattr(outside, "name", None) or ""
    return str(name).partition(":")[0]


def _checked_scope(scope: str, ops: Sequence[Operation]) -> str:
    wanted = scope.strip("/")
    known = {p: None for op in ops for p in prefixes(op.name)}
    if plain(wanted) not in known and wanted != "=gradients":
        close = difflib.get_close_matches(wanted, known, n=1)
        listed = sorted(known)
        shown = ", ".join(listed[:8]) + (", …" if len(listed) > 8 else ".")
        key = "near" if close else "none" if not known else "other"
        raise ValueError(
            text(f"graph.no_scope.{key}", scope=scope, names=shown, near="".join(close))
        )
    return wanted
