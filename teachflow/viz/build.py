"""Graph -> ``Diagram``: the steps from operations to boxes, nodes and edges.

Fold (what belongs to one node), place (in which box), close scopes that are too deep or
too many, then write down the nodes and edges that are left. Pure: the graph is read.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text
from teachflow.viz.building import mirror
from teachflow.viz.building.edges import arrows_of, carried, usual_dtype
from teachflow.viz.building.folding import Folding, Wanted, fold
from teachflow.viz.building.names import is_gradient_scope, plain, prefixes
from teachflow.viz.building.nodes import nodes_of
from teachflow.viz.building.notes import hidden_note
from teachflow.viz.building.places import Places, View
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Diagram, nest

MOST_NODES = 300


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
    raw: bool = False,
    max_nodes: int = 100,
) -> Diagram:
    """What a picture of ``graph`` shows.

    ``targets``: only what these tensors or operations need. ``only``: only operations
    of these names, with what is folded into them. ``scope``: only that name scope and
    its neighbours. ``depth``: scopes nested deeper are closed into one node (0 closes
    all), but not those in ``expand``; those in ``collapse`` are closed always.
    ``unfold``: names of variables, composites, conditions and loops to show all
    operations of. ``gradients``, ``optimizer``, ``init``, ``savers``: show these too.
    ``raw``: one node per operation, nothing folded. ``max_nodes``: above it, scopes are
    closed from the innermost outwards, and a note says so.

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
        save=savers,
        raw=raw,
        unfold=unfolded,
        opened=opened | unfolded,
    )
    train_ops = [_op_of(o).name for o in graph.get_collection("train_op")]
    folding = fold(graph, ops, wanted, trained=trained, train_ops=train_ops)
    shown = _chosen(folding, ops, targets, only)
    view = View(
        None if scope is None else plain(_checked_scope(scope, ops)),
        wanted.opened,
        frozenset(_checked_scope(name, ops) for name in collapse),
    )
    places = Places(ops, shown, folding, view)
    level, notes = _level(places, view.scope, depth, max_nodes)
    notes += hidden_note(folding, ops)
    names = {place.op.name for _, place in captured.values()}
    scene = Scene(ops, places, level, trained, names)
    return _written(scene, tuple(notes), max(max_nodes, MOST_NODES))


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
        beside = mirror.beside(scene, nodes, homes)
    return Diagram(
        root=nest(nodes, homes, _box_kinds(scene, homes)),
        edges=tuple(edges),
        dtype=dtype,
        total=len(scene.ops),
        notes=notes,
        too_many=len(nodes) > limit,
        drawn_as={name: node for name, node in scene.ids.items() if node in nodes},
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


def _level(
    places: Places, scope: str | None, depth: int | None, max_nodes: int
) -> tuple[int, list[str]]:
    """How deep scopes are open, and a note where that was not asked for."""
    deepest = max((len(p.split("/")) for p in places.scopes()), default=0)
    # A scope in a branch lies one box deeper than its name says.
    around = [p for p in places.scopes() if scope and plain(p) == scope]
    start = min((len(p.split("/")) for p in around), default=0)
    level = deepest if depth is None else min(depth + start, deepest)
    asked = level
    while places.count(level) > max_nodes and level > start:
        level -= 1
    return level, [text("notes.closed")] if level < asked else []


def _chosen(
    folding: Folding,
    ops: Sequence[Operation],
    targets: Sequence[Any],
    only: Collection[str] | None,
) -> list[Operation]:
    """What is not hidden and was asked for, in the order of its making."""
    shown = [op for op in ops if op.name not in folding.hidden]
    owner = folding.owner
    if targets:
        needed = _needed(targets)
        wanted = {owner[op.name] for op in shown if op.name in needed}
        shown = [op for op in shown if owner[op.name] in wanted]
    if only is not None:
        wanted = {owner[name] for name in only if name in owner}
        shown = [op for op in shown if owner[op.name] in wanted]
    return shown


def _trainable(graph: Graph, captured: dict[int, tuple[Any, Tensor]]) -> set[str]:
    """The nodes of trainable variables: its own, and those that a function captured."""
    return {v.op.name for v in graph.get_collection("trainable_variables")} | {
        place.op.name
        for outside, place in captured.values()
        if getattr(outside, "trainable", False)
    }


def _op_of(item: Any) -> Operation:
    op: Operation = item if isinstance(item, Operation) else item.op
    return op


def _needed(targets: Iterable[Any]) -> set[str]:
    seen: set[str] = set()
    todo = [_op_of(target) for target in targets]
    while todo:
        op = todo.pop()
        if op.name not in seen:
            seen.add(op.name)
            todo += [tensor.op for tensor in op.inputs]
            todo += op.control_inputs
    return seen


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
