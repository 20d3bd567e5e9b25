"""The nodes of a picture: kind, label and details of each."""

from __future__ import annotations

import re
from collections.abc import Collection

from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.building import roles
from teachflow.viz.building.edges import Arrows, tensor_text
from teachflow.viz.building.folding import is_unnamed
from teachflow.viz.building.names import plain
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Node
from teachflow.viz.drawing import labels
from teachflow.viz.drawing.captions import part_title


def nodes_of(scene: Scene, arrows: Arrows) -> tuple[dict[str, Node], dict[str, str]]:
    """The nodes by id, and the box of each."""
    nodes: dict[str, Node] = {}
    homes: dict[str, str] = {}
    flows = [edge for _, edge in arrows.edges if edge.kind != "control"]
    outgoing = {edge.source for edge in flows}
    for op in scene.shown:
        node_id = scene.ids[op.name]
        owner = scene.folding.owner[op.name]
        for constant, constant_id, home in arrows.constants.get(op.name, ()):
            if constant_id not in nodes:
                nodes[constant_id] = _constant(constant, constant_id)
                homes[constant_id] = home
        if node_id in nodes or (node_id == owner != op.name):
            continue
        if node_id.endswith("/"):
            nodes[node_id] = _closed(scene, node_id)
            homes[node_id] = node_id[:-1].rpartition("/")[0]
        elif op.type != "Const" or scene.stays(op):
            inputs = tuple(arrows.inputs.get(owner, ()))
            nodes[node_id] = _node(scene, op, inputs, outgoing)
            homes[node_id] = scene.places.home[op.name]
    return nodes, homes


def _closed(scene: Scene, node_id: str) -> Node:
    scope = node_id.rstrip("/")
    size = scene.sizes[node_id]
    lines = (text("graph.ops", count=size),)
    if scope in scene.places.titles:
        title = scene.places.titles[scope]
        return Node(node_id, "repeated", title, lines, ops=size)
    kind = scene.folding.control.boxes.get(plain(scope), "")
    last = scope.rsplit("/", 1)[-1]
    special = kind or last.startswith("=")
    label = part_title(scope, kind) if special else f"{last}/"
    return Node(node_id, "scope", label, lines, ops=size)


def _constant(op: Operation, node_id: str) -> Node:
    value = labels.value_text(op.get_attr("value"))
    tensor = op.outputs[0]
    output = tensor_text(tensor)
    if is_unnamed(op, None) or "/" in op.name:
        label = value or labels.shape_text(tensor.shape)
        return Node(node_id, "constant", label, (), "", "Const", (), output)
    lines = (value or labels.shape_text(tensor.shape),)
    return Node(node_id, "constant", op.name, lines, "", "Const", (), output)


def _label(scene: Scene, name: str) -> str:
    """A name as it is said inside of its box."""
    home = plain(scene.places.home[name])
    shown = scene.folding.shown_as.get(name, name)
    inside = shown.removeprefix(home + "/") if home else shown
    if home and inside == shown:
        return shown.rsplit("/", 1)[-1]
    outer, _, last = inside.rpartition("/")
    return outer if outer.rpartition("/")[2] == last else inside


def _kind(scene: Scene, op: Operation, *, result: bool) -> str:
    folding, name = scene.folding, op.name
    if name in folding.composites:
        # By its last op, which is the one that has the whole's name.
        kind = "change" if roles.is_write(op.type) else "op"
        kind = "random" if name in scene.random else kind
    elif name in folding.control.choices:
        kind = "choice"
    elif name in folding.control.values:
        kind = "loop value"
    else:
        kind = roles.kind_of(op.type)
    if kind == "variable" and name not in scene.trained:
        return "fixed variable"
    if kind == "placeholder" and folding.traced:
        return "captured" if name in scene.captured else "argument"
    return "result" if kind == "op" and result else kind


def _is_result(scene: Scene, op: Operation) -> bool:
    """Whether nothing uses it, and it is more than a shape that a layer looked at."""
    if op.name in scene.used or not op.outputs:
        return False
    helps = op.type == "Shape" and re.search(r"/Shape(_\d+)?$", op.name)
    return op.name in scene.targets or not helps


def _node(
    scene: Scene, op: Operation, inputs: tuple[str, ...], outgoing: Collection[str]
) -> Node:
    name = op.name
    label = _label(scene, name)
    result = _is_result(scene, op)
    kind = _kind(scene, op, result=result)
    symbol, lines = _details(scene, op, kind, label)
    output = tensor_text(op.outputs[0]) if op.outputs else ""
    is_step = roles.is_optimizer_step(op.type)
    if output and name not in outgoing and kind != "constant" and not is_step:
        lines.append(output)
    if name in scene.places.neighbours:
        kind, label, lines, symbol = "outside", name, [], ""
    size = scene.sizes[name]
    return Node(
        name, kind, label, tuple(lines), symbol, op.type, inputs, output, size, result
    )


def _details(
    scene: Scene, op: Operation, kind: str, label: str
) -> tuple[str, list[str]]:
    """The sign of an operation, if it has one, and the lines under its name."""
    folding, name = scene.folding, op.name
    symbol, lines = "", list[str]()
    if kind == "loop value":
        lines.append(text("graph.changes"))
    elif name in folding.composites or kind in ("placeholder", "argument", "captured"):
        pass
    elif kind == "constant":
        shape = labels.shape_text(op.outputs[0].shape)
        lines.append(labels.value_text(op.get_attr("value")) or shape)
    elif kind in ("variable", "fixed variable"):
        outside = scene.captured.get(name)
        lines += [outside] if outside and outside != label else []
        start = folding.initial.get(name)
        lines += [text("graph.starts", value=start)] if start else []
    else:
        plainly = re.sub(r"_\d+$", "", label.rsplit("/", 1)[-1]).lower()
        sign, names = roles.SYMBOLS.get(op.type, ("", frozenset[str]()))
        if sign and plainly in names:
            symbol = sign
        elif plainly != op.type.lower():
            lines.append(op.type)
    return symbol, lines + folding.arguments.get(name, [])
