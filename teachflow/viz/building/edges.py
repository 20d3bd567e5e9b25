"""The arrows of a picture: what flows where, what waits, what decides.

On the way it finds which constants stand beside their use, and with which names a text
form calls each node's inputs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text
from teachflow.viz.building import roles
from teachflow.viz.building.control import Decision
from teachflow.viz.building.names import plain, prefixes, under
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Edge
from teachflow.viz.drawing import labels


@dataclass
class Arrows:
    """All arrows, each with the tensor that it carries, if any.

    ``constants``: for an operation, the constants beside it as (constant, node's id,
    box). ``inputs``: what each owner takes in, by name.
    """

    edges: list[tuple[Tensor | None, Edge]] = field(default_factory=list)
    constants: dict[str, list[tuple[Operation, str, str]]] = field(default_factory=dict)
    inputs: dict[str, list[str]] = field(default_factory=dict)


def arrows_of(scene: Scene) -> Arrows:
    """What is drawn between the nodes of a scene."""
    found = Arrows()
    edges: list[tuple[Tensor, Edge]] = []
    seen: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    waits: dict[tuple[str, str], Edge] = {}
    folding, names = scene.folding, scene.places.names
    control = folding.control
    several = _several_outputs(scene)
    for op in scene.shown:
        target, whole = scene.ids[op.name], folding.owner[op.name]
        if op.name in control.through:
            continue
        if op.name != whole and roles.is_write(op.type):
            continue  # the folded `x/Assign`: its first value is in the label
        for index, input_ in enumerate(op.inputs):
            tensor = scene.origin(input_)
            source = tensor.op
            if (op.name, index) in folding.side:
                continue
            if source.name not in names:
                _tell_unseen(scene, found, source, op)
                continue
            if folding.owner[source.name] == whole and not _goes_on(op, scene):
                continue
            if index and op.name in control.owners:
                continue  # which way a loop's value goes is said by what decides
            source_id = scene.ids[source.name]
            if source.type == "Const" and scene.per_use(source):
                beside = _beside(scene, found, source, op)
                if beside is None:
                    continue
                source_id = beside
            else:
                name = folding.owner[source.name]
                found.inputs.setdefault(whole, []).append(name)
            if source_id == target or {source_id, target} <= scene.places.neighbours:
                continue
            kind = "write" if index == 0 and roles.is_write(op.type) else "data"
            if op.type in ("NextIteration", "RefNextIteration"):
                kind = "next" if op.name in control.owners else kind
            closed = source_id.endswith("/") or target.endswith("/")
            known = seen[source_id, target]
            is_part = op.name != whole and tensor.name in known
            if (closed and known) or is_part:
                known.add(tensor.name)
                continue
            known.add(tensor.name)
            label = f":{tensor.value_index}" if source.name in several else ""
            edge = Edge(f"{op.name}:{index}", source_id, target, label, kind)
            edges.append((tensor, edge))
        for before in op.control_inputs:
            if before.name not in names or before.name in control.through:
                continue
            if op.type == "Const" and before.name in control.values:
                continue  # only says in which loop the constant is
            source_id = scene.ids[before.name]
            for waiting in _waiting(scene, op):
                target = scene.ids[waiting]
                if source_id != target and before.name not in control.owners:
                    edge_id = f"{waiting}^{before.name}"
                    edge = Edge(edge_id, source_id, target, "", "control")
                    waits.setdefault((source_id, target), edge)
    for tensor, edge in edges:
        count = len(seen[edge.source, edge.target])
        found.edges.append((tensor, _counted(edge, count)))
    flows = [edge for _, edge in edges]
    found.edges += [(None, edge) for edge in _needed(waits, flows)]
    for decision in control.decisions:
        deciding = _decision(scene, decision)
        if deciding is not None:
            found.edges.append((None, deciding))
    return found


def _waiting(scene: Scene, op: Operation) -> list[str]:
    """What waits where an operation does: of a constant drawn per use, its users."""
    if op.type != "Const" or scene.stays(op):
        return [op.name]
    return [user.name for user in scene.places.users(op)]


def _needed(
    waits: Mapping[tuple[str, str], Edge], flows: Iterable[Edge]
) -> Iterator[Edge]:
    """The arrows of those that wait, but where the others say the order already.

    One after the other, so that of two that say it for each other one is left.
    """
    # What goes into a loop's next round is no order within this one.
    said = {(edge.source, edge.target) for edge in flows if edge.kind != "next"}
    after: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in [*said, *waits]:
        after[source].add(target)
    for (source, target), edge in waits.items():
        if (source, target) in said:
            continue
        after[source].remove(target)
        if not _leads(source, target, after):
            after[source].add(target)
            yield edge


def _leads(source: str, target: str, after: Mapping[str, Collection[str]]) -> bool:
    """Whether there is a way along the arrows from one node to the other."""
    found: set[str] = set()
    waiting = [source]
    while waiting and target not in found:
        new = set(after.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return target in found


def _goes_on(op: Operation, scene: Scene) -> bool:
    """Whether the operation hands a loop's value, unchanged, to the next round."""
    return op.name in scene.folding.control.owners and op.type == "NextIteration"


def _several_outputs(scene: Scene) -> set[str]:
    """Operations of which more than one output is used."""
    used: defaultdict[str, set[int]] = defaultdict(set)
    for op in scene.shown:
        if op.name in scene.folding.control.through:
            continue
        for input_ in op.inputs:
            if len(input_.op.outputs) > 1:
                tensor = scene.origin(input_)
                used[tensor.op.name].add(tensor.value_index)
    control = scene.folding.control
    return {n for n, v in used.items() if len(v) > 1 and n not in control.owners}


def _tell_unseen(
    scene: Scene, found: Arrows, source: Operation, user: Operation
) -> None:
    """An input that this picture leaves out is still said where nodes are described."""
    whole, name = scene.folding.owner[user.name], scene.folding.owner[source.name]
    if name == whole:
        return
    value = None
    if source.type == "Const" and scene.is_plain(source):
        value = labels.value_text(source.get_attr("value"))
    found.inputs.setdefault(whole, []).append(value or name)


def _beside(
    scene: Scene, found: Arrows, constant: Operation, user: Operation
) -> str | None:
    """The id of the constant's node beside its user; None where it is not drawn."""
    whole = scene.folding.owner[user.name]
    if scene.ids[user.name].endswith("/") or whole in scene.places.neighbours:
        return None
    users = scene.folding.users[constant.name]
    node_id = constant.name if len(users) == 1 else f"{constant.name}#{whole}"
    place = (constant, node_id, scene.places.home[user.name])
    found.constants.setdefault(user.name, []).append(place)
    value = labels.value_text(constant.get_attr("value"))
    found.inputs.setdefault(whole, []).append(value or constant.name)
    return node_id


def _decision(scene: Scene, decision: Decision) -> Edge | None:
    """The arrow from a truth to the branch or the next round that it decides."""
    predicate = scene.origin(decision.predicate).op.name
    if predicate not in scene.ids or decision.target not in scene.ids:
        return None
    source, target = scene.ids[predicate], scene.ids[decision.target]
    if source == target or (source.endswith("/") and target.startswith(source)):
        return None
    if decision.box is None:
        edge_id = f"{decision.target}:predicate"
        return Edge(edge_id, source, target, text("graph.predicate"), "predicate")
    into = ""
    if target == decision.target:
        into, first = _body(scene, decision.box)
        target = first or target
    edge_id = f"{decision.target}:again"
    return Edge(edge_id, source, target, text("graph.again"), "predicate", "", into)


def _body(scene: Scene, loop: str) -> tuple[str, str | None]:
    """The box of a loop's body and a node in it; '' and None for an empty body."""
    for op in scene.shown:
        parts = scene.folding.control.parts.get(op.name, ())
        if (loop, "=body") not in parts or not scene.folding.drawn(op.name):
            continue
        if op.type == "Const" and not scene.stays(op):
            continue
        home, node = scene.places.home[op.name], scene.ids[op.name]
        for box in [*prefixes(home), home]:
            # A closed scope is drawn as a node in the box around it.
            drawn = node[:-1].rpartition("/")[0] if node.endswith("/") else home
            if box.endswith("=body") and plain(box) == loop and under(drawn + "/", box):
                return box, node
        return "", node
    return "", None


def _counted(edge: Edge, count: int) -> Edge:
    closed = edge.source.endswith("/") or edge.target.endswith("/")
    if count < 2 or not closed:
        return edge
    return replace(edge, label=text("graph.tensors", count=count))


def tensor_text(tensor: Tensor) -> str:
    """Dtype and shape: ``float32 (?, 3)``."""
    return f"{labels.dtype_text(tensor.dtype)} {labels.shape_text(tensor.shape)}"


def carried(tensor: Tensor | None, label: str, dtype: str) -> str:
    """The shape; with the dtype where it is not that of most edges.

    Nothing for a scalar of that dtype: where most are scalars, the word on every arrow
    hides the others. A line below the picture says what an unmarked arrow carries.
    """
    if tensor is None or (label and not label.startswith(":")):
        return label
    said = tensor_text(tensor).removeprefix(f"{dtype} ")
    return " ".join(part for part in (label, "" if said == "scalar" else said) if part)


def usual_dtype(edges: Sequence[tuple[Tensor | None, Edge]]) -> str:
    """The dtype that most arrows carry; '' where none carries a tensor."""
    counts: defaultdict[str, int] = defaultdict(int)
    for tensor, _ in edges:
        if tensor is not None:
            counts[labels.dtype_text(tensor.dtype)] += 1
    return max(counts, key=counts.__getitem__, default="")
