"""``Record`` -> ``Diagram``: eager code drawn like the graph that it would have been.

Reading a variable is part of the variable, and after it was changed part of the op that
changed it; so the picture has one arrow for each use, as a graph's has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from teachflow.core.dtypes import variant
from teachflow.core.registry import Call
from teachflow.texts import text
from teachflow.viz.building import roles
from teachflow.viz.diagram import Badge, Diagram, Edge, Node, nest
from teachflow.viz.drawing import labels
from teachflow.viz.questions.badges import NOT_COMPUTED
from teachflow.viz.tapes import words
from teachflow.viz.tapes.folding import folded
from teachflow.viz.tapes.gradients import Slopes
from teachflow.viz.tapes.names import Numbering, argument_name, op_name, variable_name
from teachflow.viz.tapes.record import READ, Event, Record, changed_by, is_variable
from teachflow.viz.tapes.unfolding import CALLS, Inside, inside

MOST_NODES = 300


def draw(
    record: Record,
    *,
    names: Mapping[int, str] | None = None,
    target: Any = None,
    slopes: Slopes | None = None,
    values: bool = True,
    expand: Collection[str] = (),
) -> Diagram:
    """What a picture of a record shows.

    ``names``: what values are called, by id. ``target``: the value that ``slopes`` are
    of. ``values``: with what each node holds. ``expand``: the functions of
    ``tf.function`` that are drawn with what is in them.

    >>> import teachflow as tf
    >>> from teachflow.viz.tapes.record import Recorder
    >>> with Recorder() as seen:
    ...     y = tf.constant(3.0) * 2.0
    >>> [(node.id, node.kind) for node in draw(seen.record).nodes]
    [('mul/x', 'constant'), ('mul/y', 'constant'), ('mul', 'result')]
    """
    record = folded(record, names or {})
    drawing = _Drawing(record, names or {}, slopes, values, set(expand))
    for event in record.events:
        drawing.add(event)
    drawing.leave()
    return drawing.diagram(target)


@dataclass(frozen=True)
class _Made:
    """Where a value comes from: a node, and what the node's text calls it."""

    node: str
    said: str


class _Drawing:
    """The nodes and edges of one record, as they come about."""

    def __init__(
        self,
        record: Record,
        names: Mapping[int, str],
        slopes: Slopes | None,
        values: bool,
        expand: Collection[str],
    ) -> None:
        self.record = record
        self.names = names
        self.slopes = slopes
        self.values = values
        self.expand = expand
        self.nodes: dict[str, Node] = {}
        self.homes: dict[str, str] = {}
        self.edges: list[tuple[Any, Edge]] = []
        self.made: dict[int, _Made] = {}  # where each value comes from, by its id
        self.variables: dict[int, _Made] = {}  # the node of each, whatever changed it
        self.read: dict[int, Any] = {}  # variable -> what its newest node holds
        self.first: dict[str, Any] = {}  # node of a variable -> what was read first
        self.marks: set[str] = set()
        self.held: dict[str, list[Any]] = {}  # the values of a node, for its badges
        self.used: set[str] = set()
        self.drawn = 0
        events = record.events
        self.taken = Counter(id(v) for e in events for v in e.call.inputs)
        present = [v for e in events for v in (*e.call.inputs, *e.call.outputs)]
        self.ids = Numbering({names[id(v)] for v in present if id(v) in names})

    # ---- one call ----------------------------------------------------------------

    def add(self, event: Event) -> None:
        """Draws one call, and the sources that it is the first to use."""
        call = event.call
        if call.opdef.type == READ:
            self._reading(call)
            return
        self.drawn += 1
        changed = changed_by(call)
        outputs = self._outputs(call)
        node_id = self._own_name(outputs) or self.ids.new(op_name(call))
        kind = roles.kind_of(call.opdef.type)
        if kind != "random" and not (kind == "change" and changed):
            kind = "op"
        unfolded: Inside | None = None
        if node_id in self.expand or op_name(call) in self.expand:
            unfolded = inside(call, node_id)
        sides = roles.SIDE_INPUTS.get(call.opdef.type, {})
        sides = {
            place % max(len(call.inputs), 1): word for place, word in sides.items()
        }
        arguments: list[str] = []
        said: list[str] = []
        for index, value in enumerate(call.inputs):
            word = sides.get(index)
            if word and id(value) not in self.made and id(value) not in self.names:
                shown = words.value_text(value)
                arguments.append(f"{word}={shown}" if shown else word)
                continue
            if changed and value is changed[0]:
                self._variable(value)  # perhaps only changed so far
                source = self.variables[id(value)]
                edge = Edge(f"{node_id}:{index}", source.node, node_id, "", "write")
                self.edges.append((None, edge))
                said.append(source.said)
                continue
            source = self._source(value, node_id, call, index)
            said.append(source.said)
            self.used.add(source.node)
            into = node_id if unfolded is None else unfolded.into(index)
            if into is not None:
                edge = Edge(f"{node_id}:{index}", source.node, into)
                self.edges.append((value, edge))
        if unfolded is not None:
            self._unfold(unfolded, node_id, outputs)
            return
        node = self._op_node(event, node_id, kind, outputs, tuple(said), arguments)
        self._put(node, outputs)
        for place, value in outputs:
            many = len(outputs) > 1
            said_as = self.names.get(id(value)) or (
                f"{node_id}:{place}" if many else node_id
            )
            self.made[id(value)] = _Made(node_id, said_as)
        for variable in changed:
            self.made[id(variable)] = _Made(node_id, node_id)
            self.read[id(variable)] = None
            self.held[node_id] = []

    def _outputs(self, call: Call) -> list[tuple[int, Any]]:
        """The outputs worth a word: the first, and what has a name or is used."""
        found = []
        for place, value in enumerate(call.outputs):
            known = id(value) in self.names or id(value) in self.taken
            if value.dtype is not variant and (known or not place):
                found.append((place, value))
        return found

    def _own_name(self, outputs: list[tuple[int, Any]]) -> str:
        given = [self.names[id(v)] for _, v in outputs if id(v) in self.names]
        name = ", ".join(given)
        if name and name not in self.nodes:
            return name
        return self.ids.new(name) if name else ""

    def _op_node(
        self,
        event: Event,
        node_id: str,
        kind: str,
        outputs: list[tuple[int, Any]],
        said: tuple[str, ...],
        arguments: list[str],
    ) -> Node:
        call = event.call
        lines: list[str] = []
        symbol, _ = roles.SYMBOLS.get(call.opdef.type, ("", frozenset[str]()))
        graph_name = op_name(call)
        unnumbered = re.sub(r"_\d+$", "", node_id)
        if call.opdef.type in CALLS:
            lines.append(text("tape.function", name=graph_name))
        elif getattr(call.opdef.vjp, "told", None):
            lines.append(text("tape.own_gradient", name=graph_name))
        elif not symbol and call.opdef.type.lower() != _plain(unnumbered):
            lines.append(call.opdef.type)
        lines += arguments
        if event.kind == "paused":
            lines.append(text("tape.paused"))
        elif call.opdef.type == "StopGradient":
            lines.append(text("tape.stops"))
        output = words.type_text(outputs[0][1]) if outputs else ""
        return Node(
            node_id, kind, node_id, tuple(lines), symbol, call.opdef.type, said, output
        )

    def _put(self, node: Node, holds: list[tuple[int, Any]]) -> None:
        self.nodes[node.id] = node
        self.homes[node.id] = ""
        self.held[node.id] = [value for _, value in holds]

    # ---- where values come from --------------------------------------------------

    def _source(self, value: Any, user: str, call: Call, index: int) -> _Made:
        found = self.made.get(id(value))
        if found is not None:
            return found
        if is_variable(value):
            return self._variable(value)
        watched = id(value) in self.record.watched
        name = self.names.get(id(value))
        output = words.type_text(value)
        if watched:
            node_id = name or self.ids.new("watched")
            node = Node(node_id, "watched", node_id, output=output)
        elif name:
            short = words.value_text(value) or labels.shape_text(value.shape)
            lines = (short,) if self.values else ()
            node = Node(name, "constant", name, lines, "", "Const", (), output)
        else:
            short = words.value_text(value)
            if not short or value.shape.num_elements() > labels.SMALL:
                short = output
            argument = argument_name(call, index)
            node_id = self.ids.new(f"{user}/{argument}")
            node = Node(node_id, "constant", short, (), "", "Const", (), output)
            self._put(node, [])
            return _Made(node_id, short)
        self._put(node, [(0, value)])
        self.made[id(value)] = _Made(node.id, node.id)
        return self.made[id(value)]

    def _variable(self, variable: Any) -> _Made:
        found = self.made.get(id(variable))
        if found is None:
            own = variable_name(variable)
            node_id = self.names.get(id(variable)) or self.ids.new(own)
            kind = "variable" if getattr(variable, "trainable", False) else ""
            node = Node(
                node_id, kind or "fixed variable", node_id,
                output=words.type_text(variable),
            )  # fmt: skip
            self._put(node, [])
            found = self.made[id(variable)] = _Made(node_id, node_id)
            self.variables[id(variable)] = found
            self.held[node_id] = [variable]
        return found

    def _reading(self, call: Call) -> None:
        """A variable's value: it comes from the variable, or from what changed it."""
        variable, value = call.inputs[0], call.outputs[0]
        source = self._variable(variable)
        self.made[id(value)] = source
        if self.read.get(id(variable)) is None:
            self.read[id(variable)] = value
            node = self.nodes[source.node]
            holds = variable if node.kind != "change" else value
            self.held[source.node] = [holds]
            self.first[source.node] = value

    def _unfold(
        self, unfolded: Inside, node_id: str, outputs: list[tuple[int, Any]]
    ) -> None:
        for node, home in unfolded.nodes:
            self.nodes[node.id] = node
            self.homes[node.id] = home
        self.edges += [(None, edge) for edge in unfolded.edges]
        self.used |= {edge.source for edge in unfolded.edges}
        for place, value in outputs:
            source = unfolded.out(place)
            self.made[id(value)] = _Made(source, self.names.get(id(value), node_id))
            node = self.nodes[source]
            if id(value) in self.names:
                self.nodes[source] = replace(node, label=self.names[id(value)])
            self.held[source] = [value]

    def leave(self) -> None:
        """Draws where values left what tapes see."""
        for key in {id(value): None for value in self.record.gone}:
            source = self.made.get(key)
            if source is None or source.node not in self.nodes:
                continue
            node_id = self.ids.new("NumPy")
            lines = (text("tape.left"),)
            self._put(Node(node_id, "outside", "NumPy", lines), [])
            edge = Edge(f"{node_id}:0", source.node, node_id, kind="unseen")
            self.edges.append((None, edge))

    # ---- all of it ---------------------------------------------------------------

    def diagram(self, target: Any) -> Diagram:
        """The picture, with what each node holds and what flowed back to it."""
        dtypes = Counter(
            labels.dtype_text(t.dtype) for t, _ in self.edges if t is not None
        )
        dtype = dtypes.most_common(1)[0][0] if dtypes else ""
        goal = self.made.get(id(target)) if target is not None else None
        nodes = {}
        for node_id, node in self.nodes.items():
            badges = self._badges(node)
            kind, result = node.kind, node_id not in self.used
            if kind == "op" and result:
                kind = "result"
            emphasis = "center" if goal and goal.node == node_id else ""
            nodes[node_id] = replace(
                node,
                kind=kind,
                result=result and kind == "result",
                badges=badges,
                emphasis=emphasis if kind != "result" else "",
            )
        if self.record.complete:  # a variable was printed, which is to read it
            ends = {end for _, e in self.edges for end in (e.source, e.target)}
            for node_id, node in list(nodes.items()):
                lone = node_id not in ends and not (goal and goal.node == node_id)
                if lone and node.kind in ("variable", "fixed variable"):
                    del nodes[node_id]
        edges = [
            replace(edge, label=edge.label or words.shape_label(value, dtype))
            for value, edge in self.edges
            if edge.source in nodes and edge.target in nodes
        ]
        return Diagram(
            root=nest(nodes, self.homes),
            edges=tuple(edges),
            dtype=dtype,
            total=self.drawn + self.record.missed + self.record.cut,
            notes=tuple(self._notes(goal)),
            too_many=len(nodes) > MOST_NODES,
            subject="tape" if not self.record.complete else "recording",
        )

    def _badges(self, node: Node) -> tuple[Badge, ...]:
        """What the values of a node are, and what flowed back to them."""
        holds = self.held.get(node.id, [])
        found: list[Badge] = []
        for value in holds if self.values and node.kind != "constant" else ():
            found += self._told(holds, value, words.badges_of(self._value(node, value)))
        slopes = self.slopes
        if slopes is None or slopes.problem or node.kind == "change":
            return tuple(found)
        for value in holds:
            gradient = slopes.found.get(id(value), NOT_COMPUTED)
            self.marks.add("not computed" if gradient is NOT_COMPUTED else "computed")
            if gradient is None:
                self.marks.add("no path")
            watched = id(value) in self.record.watched
            badges = words.gradient_badges_of(gradient, value, watched)
            found += self._told(holds, value, badges)
        return tuple(found)

    def _told(
        self, holds: list[Any], value: Any, badges: tuple[Badge, ...]
    ) -> tuple[Badge, ...]:
        if len(holds) == 1:
            return badges
        name = self.made[id(value)].said
        return tuple([words.named(badge, name) for badge in badges[:1]])

    def _value(self, node: Node, value: Any) -> Any:
        return self.first.get(node.id, value) if is_variable(value) else value

    def _notes(self, goal: _Made | None) -> list[str]:
        notes = []
        if self.record.missed:
            kept = len(self.record.events) + self.record.cut
            total = kept + self.record.missed
            notes.append(text("tape.missed", kept=kept, total=total))
        if self.record.cut:
            notes.append(text("tape.cut", count=self.record.cut))
        if self.record.faded:
            notes.append(text("tape.faded"))
        if self.slopes is None:
            return notes
        if self.slopes.problem:
            return notes if self.record.faded else [*notes, self.slopes.problem]
        said = goal.said if goal else "?"
        notes.append(text("tape.gradients_of", target=said))
        if "not computed" in self.marks:
            notes.append(text("tape.not_computed"))
        if "no path" in self.marks:
            notes.append(text("tape.no_path", target=said))
        return notes


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
