"""Asking several questions of one graph, and putting the answers on its diagram.

An operation that is folded into another node gives its badges and its emphasis to that
node. What hides an operation that was asked for (gradients, optimizers, first values)
is shown for once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.owning.making import Maker, current
from teachflow.texts import text
from teachflow.viz.diagram import Badge, Diagram, Edge, Node
from teachflow.viz.questions.answer import Answer, combined
from teachflow.viz.questions.around import around
from teachflow.viz.questions.elements import operation_of
from teachflow.viz.questions.finding import counted, find
from teachflow.viz.questions.grads import grads
from teachflow.viz.questions.looking import Look
from teachflow.viz.questions.made import made
from teachflow.viz.questions.path import path
from teachflow.viz.questions.runs import kinds_of, runs
from teachflow.viz.questions.values import seen_by, values, without_value

_OF_ONE_TENSOR = frozenset({"value", "gradient", "problem"})
_MOST_TOLD, _MOST_NAMED = 4, 2  # lines that a closed scope says, and names in one
_COMPUTED = frozenset({"order", "count"})


@dataclass(frozen=True)
class Questions:
    """What is asked, each as ``show_graph`` takes it; None for what is not asked."""

    values: bool = False
    grads: Any = None
    run: bool = False
    watched: Any = None
    feeds: Any = None
    path: tuple[Any, Any] | None = None
    around: Any = None
    hops: int = 1
    find: str | None = None
    cell: Any = None


Build = Callable[..., Diagram]


def ask(
    graph: Graph, questions: Questions, build: Build, targets: Sequence[Any] = ()
) -> Diagram:
    """The diagram with all answers on it.

    ``build`` makes the diagram of ``graph``, with the names of further options to
    switch on, and of scopes that have to be open for what is asked. ``targets``: what
    is drawn is what these need. Raises ``ValueError`` and ``TypeError`` as the
    questions do.
    """
    answers, wanted = _answers(graph, questions, targets)
    diagram = build()
    options: dict[str, Any] = dict.fromkeys(_hiding(diagram, wanted), True)
    if options:
        diagram = build(**options)
    if questions.around is not None:
        center = operation_of(graph, questions.around).name
        if diagram.drawn_as.get(center, "").endswith("/"):
            options["asked"] = [center.rpartition("/")[0] or center]
            diagram = build(**options)
        answers.append(around(graph, diagram, center, questions.hops))
    answer = combined(answers)
    if answer.only is not None:
        diagram = build(only=answer.only, **options)
    if questions.find is not None:
        notes = counted(find(graph, questions.find).emphasis, questions.find, diagram)
        answer = dataclasses.replace(answer, notes=(*answer.notes, *notes))
    return _renumbered(applied(diagram, answer))


def _answers(
    graph: Graph, questions: Questions, targets: Sequence[Any]
) -> tuple[list[Answer], list[str]]:
    """The answers that need no picture, and the operations that have to be drawn."""
    found: list[Answer] = []
    wanted: list[str] = []
    if questions.path is not None:
        begin, end = questions.path
        found.append(path(graph, begin, end))
        wanted += found[-1].emphasis
    if questions.around is not None:
        wanted.append(operation_of(graph, questions.around).name)
    if questions.find is not None:
        found.append(find(graph, questions.find))
    if not (questions.cell is None or questions.cell is False):
        found.append(made(graph, _maker(questions.cell)))
    found += _answers_of_runs(graph, questions, targets)
    return found, wanted


def _answers_of_runs(
    graph: Graph, questions: Questions, targets: Sequence[Any]
) -> list[Answer]:
    """The answers on what was computed: in runs that were watched, or in one made now.

    Of several runs values and gradients are of the last.
    """
    watched, wrt = questions.watched, questions.grads
    has_grads = not (wrt is None or wrt is False)
    found: list[Answer] = []
    if not (questions.values or questions.run or has_grads):
        for name in ("feeds", "watched"):
            if getattr(questions, name) is not None:
                raise ValueError(text("questions.alone", name=name))
        return found
    if questions.run and watched is None and not targets:
        raise ValueError(text("questions.run.of_what"))
    if questions.run and watched is not None:
        found.append(runs(graph, kinds_of(graph, watched)))
    if questions.values or has_grads or watched is None:
        seen = seen_by(graph, watched, questions.feeds, targets)
        if questions.run and watched is None:
            found.append(runs(graph, kinds_of(graph, seen.record)))
            found.append(_needed_too(seen, told=questions.values))
        if questions.values:
            found.append(values(graph, seen))
        if has_grads:
            found.append(grads(graph, _target(wrt, targets), seen))
    return found


def _needed_too(seen: Look, *, told: bool) -> Answer:
    """What a look left out does not fade: a run needs it; ``told``: it is said why."""
    mark = Badge("part", text("questions.run.left_out"))
    return Answer(
        badges=dict.fromkeys(seen.left_out, (mark,)),
        emphasis=dict.fromkeys(seen.left_out, ""),
        notes=() if told else without_value(seen),
    )


def _target(asked: Any, targets: Sequence[Any]) -> Any:
    """Of what gradients are asked: what is said, else what is drawn."""
    if asked is not True:
        return asked
    if len(targets) != 1:
        raise ValueError(text("questions.grads.of_what"))
    return targets[0]


def _maker(asked: Any) -> Maker:
    maker = current.maker if asked is True else asked
    if not isinstance(maker, Maker):
        raise ValueError(text("questions.made.nobody"))
    return maker


def _hiding(diagram: Diagram, wanted: Collection[str]) -> tuple[str, ...]:
    """The options that show everything, where anything that is wanted is hidden."""
    if all(name in diagram.drawn_as for name in wanted):
        return ()
    return ("gradients", "optimizer", "init")


def _renumbered(diagram: Diagram) -> Diagram:
    """Places in a run's order, counted over what is drawn: 1, 2, 3 without gaps."""
    places = {
        int(badge.text)
        for node in diagram.nodes
        for badge in node.badges
        if badge.kind == "order"
    }
    ranks = {str(place): str(rank) for rank, place in enumerate(sorted(places), 1)}

    def change(node: Node) -> Node:
        badges = [
            Badge("order", ranks[badge.text]) if badge.kind == "order" else badge
            for badge in node.badges
        ]
        return dataclasses.replace(node, badges=tuple(badges))

    return dataclasses.replace(diagram, root=diagram.root.changed(change))


# ---- putting answers on a diagram ----------------------------------------------------


def applied(diagram: Diagram, answer: Answer) -> Diagram:
    """The diagram with badges, emphasis and notes.

    >>> from teachflow.viz.diagram import Box
    >>> box = Box("", (Node("x", "op", "x"), Node("y", "op", "y")))
    >>> plain = Diagram(box, (), drawn_as={"x": "x", "x/read": "x", "y": "y"})
    >>> shown = applied(plain, Answer(emphasis={"x/read": "path"}, fades=True))
    >>> [node.emphasis for node in shown.nodes]
    ['path', 'faded']
    """
    inside: dict[str, list[str]] = {}
    for name, node_id in diagram.drawn_as.items():
        inside.setdefault(node_id, []).append(name)

    def change(node: Node) -> Node:
        own = node.id.partition("#")[0]
        names = [own, *(name for name in inside.get(node.id, ()) if name != own)]
        return dataclasses.replace(
            node,
            badges=(*node.badges, *_badges(node, names, answer)),
            emphasis=_emphasis(names, answer) or node.emphasis,
        )

    root = diagram.root.changed(change)
    nodes = {node.id: node for node in root.walk()}
    return dataclasses.replace(
        diagram,
        root=root,
        edges=tuple(_edge(edge, nodes, answer) for edge in diagram.edges),
        notes=(*diagram.notes, *answer.notes),
    )


def _badges(node: Node, names: list[str], answer: Answer) -> tuple[Badge, ...]:
    """The badges of a node: its operation's own; others join where they say more."""
    if node.id.endswith("/"):
        return _badges_of_scope(names[1:], answer)
    found = list(answer.badges.get(names[0], ()))
    kinds = {badge.kind for badge in found}
    if "part" in kinds:  # it was not computed, whatever else the node stands for
        kinds |= _COMPUTED
    for name in names[1:]:
        for badge in answer.badges.get(name, ()):
            if badge.kind in _OF_ONE_TENSOR or badge in found:
                continue
            if badge.kind not in kinds:
                found.append(badge)
                kinds.add(badge.kind)
    return tuple(found)


def _badges_of_scope(names: list[str], answer: Answer) -> tuple[Badge, ...]:
    """A closed scope says how much in it was computed; of single values it is mute.

    Of what stands out for another reason it says how much or, of a few, which.
    """
    marks = [answer.badges.get(name, ()) for name in names]
    computed = {"order", "count"}
    counted = sum(any(b.kind in computed for b in badges) for badges in marks)
    found = [badge for badges in marks for badge in badges]
    some = [b for b in found if b.kind not in {"value", "gradient", *computed}]
    told = list(dict.fromkeys(some))[:_MOST_TOLD]
    parts = [text("questions.run.inside", count=counted, total=len(names))]
    parts = parts[: bool(counted)] + _standing_out(names, answer)
    return (*(Badge("part", part) for part in parts), *told)


def _standing_out(names: list[str], answer: Answer) -> list[str]:
    """How many of the operations stand out, unless they all do for one reason."""
    inside: dict[str, list[str]] = {}
    for name in names:
        emphasis = answer.emphasis.get(name, "")
        if emphasis not in ("", "faded"):
            inside.setdefault(emphasis, []).append(name)
    said = []
    for emphasis, some in inside.items():
        if len(some) == len(names):
            continue
        part = text("questions.marked.part", count=len(some), total=len(names))
        part = ", ".join(some) if len(some) <= _MOST_NAMED else part
        # What it is, is said at the node, unless it is more than one thing.
        what = text(f"graph.emphasis.{emphasis}")
        alone = len(inside) == 1
        said.append(
            part if alone else text("questions.marked.as", what=what, part=part)
        )
    return said


def _emphasis(names: list[str], answer: Answer) -> str:
    found = [answer.emphasis[name] for name in names if name in answer.emphasis]
    strong = next(filter(None, found), "")
    return strong or ("faded" if answer.fades and not found else "")


def _edge(edge: Edge, nodes: dict[str, Node], answer: Answer) -> Edge:
    emphasis = answer.edges.get(edge.id, "")
    ends = (nodes[edge.source], nodes[edge.target])
    if not emphasis and answer.fades and any(n.emphasis == "faded" for n in ends):
        emphasis = "faded"
    return dataclasses.replace(edge, emphasis=emphasis or edge.emphasis)
