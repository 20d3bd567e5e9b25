"""``Diagram`` -> an indented text tree: the picture for terminals and screen readers.

Also what is left when nothing can draw; so it says all that the picture says, and it is
the same whichever engine draws.
"""

from __future__ import annotations

from collections.abc import Sequence

from teachflow.texts import text
from teachflow.viz.building.names import plain
from teachflow.viz.diagram import Box, Diagram, Edge, Node
from teachflow.viz.drawing.captions import marks, title
from teachflow.viz.drawing.labels import columns, middled, visible

MOST_LINES = 400
MOST_MARKED = 4
MOST_INPUTS = 8
# Kinds that are said by a word rather than as the call of an operation.
_WORDS = frozenset(
    ("placeholder", "variable", "fixed variable", "outside", "argument", "captured")
) | {"loop value", "watched"}


def to_text(diagram: Diagram) -> str:
    """The tree: one line for each node, with type, inputs, dtype and shape.

    >>> node = Node("x", "placeholder", "x", type="Placeholder", output="float32 (?,)")
    >>> print(to_text(Diagram(Box(nodes=(node,)), (), total=1)))
    Graph of 1 operation
    └─ x  placeholder  float32 (?,)
    """
    rows = _rows(diagram.root, "", _placed_constants(diagram))
    rows = rows[:MOST_LINES] + [("…", "", "", "")] * (len(rows) > MOST_LINES)
    first = max((columns(name) for name, *_ in rows), default=0)
    second = max(
        (columns(what) for _, what, *_ in rows if columns(what) < 48), default=0
    )
    lines = [heading(diagram)]
    for name, what, output, marked in rows:
        name = name + " " * (first - columns(name))
        what = what + " " * (second - columns(what))
        line = f"{name}  {what}  {output}".rstrip()
        lines.append(f"{line}  ◀ {marked}" if marked else line)
    before = [
        text("graph.order", after=edge.target, before=edge.source)
        for edge in diagram.edges
        if edge.kind == "control"
    ]
    lines += before[:20]
    lines += [_decided(edge) for edge in diagram.edges if edge.kind == "predicate"]
    lines += [
        text(
            "graph.arrow_mark",
            source=edge.source,
            target=edge.target,
            what=text(f"graph.emphasis.{edge.emphasis}"),
        )
        for edge in diagram.edges
        if edge.emphasis not in ("", "path", "faded")
    ]
    lines += [text("graph.note", note=note) for note in diagram.notes]
    return "\n".join(map(visible, lines))


def _decided(edge: Edge) -> str:
    """What a predicate decides: which value a node takes, or whether a loop goes on."""
    node, _, what = edge.id.rpartition(":")
    if what != "again":
        return text("graph.decides", source=edge.source, target=edge.target)
    loop = node.rpartition("/")[0] or node
    return text("graph.again_said", source=edge.source, loop=loop)


def heading(diagram: Diagram) -> str:
    """How much there is, and how much of it is shown.

    >>> heading(Diagram(Box(), (), total=0))
    'Empty graph: no operation yet'
    """
    if not diagram.total:
        return text(f"{diagram.subject}.empty")
    size = text(f"{diagram.subject}.size", count=diagram.total)
    drawn = len(diagram.nodes)
    return (
        size if drawn == diagram.total else text("graph.drawn", size=size, count=drawn)
    )


def alt_text(diagram: Diagram) -> str:
    """One sentence for those who cannot see the picture.

    >>> alt_text(Diagram(Box(), (), total=0))
    'Empty graph: no operation yet.'
    """
    parts = [heading(diagram)]
    nodes = diagram.nodes
    groups = {
        "placeholders": [n.id for n in nodes if n.kind == "placeholder"],
        "arguments": [n.id for n in nodes if n.kind == "argument"],
        "variables": [n.id for n in nodes if "variable" in n.kind],
        "results": [n.id for n in nodes if _is_result(n)],
    }
    for word, names in groups.items():
        if names:
            more = ", …" if len(names) > MOST_MARKED else ""
            listed = ", ".join(names[:MOST_MARKED]) + more
            parts.append(text(f"graph.alt.{word}", names=listed))
    emphasised = [n for n in nodes if n.emphasis not in ("", "faded")]
    words = dict.fromkeys(n.emphasis for n in emphasised)
    for word in sorted(words, key=lambda word: word != "offender"):  # first what hurts
        names = [n.id for n in emphasised if n.emphasis == word]
        more = ", …" if len(names) > MOST_MARKED else ""
        listed = ", ".join(names[:MOST_MARKED]) + more
        what = text(f"graph.emphasis.{word}")
        parts.append(text("graph.alt.marked", what=what, names=listed))
    return visible("; ".join(parts) + ".")


def _placed_constants(diagram: Diagram) -> set[str]:
    """Constants that stand in the text of what uses them, so need no line.

    One that a question marked keeps its line.
    """
    sources = {edge.source for edge in diagram.edges}
    return {
        node.id
        for node in diagram.nodes
        if node.kind == "constant"
        and not node.lines
        and node.id in sources
        and not node.badges
        and node.emphasis in ("", "faded")
    }


def _rows(box: Box, indent: str, skipped: set[str]) -> list[tuple[str, str, str, str]]:
    """Name (after the tree's branches), what it is, dtype and shape, and its marks."""
    items: list[Node | Box] = [n for n in box.nodes if n.id not in skipped]
    items += [inner for inner in box.boxes if any(True for _ in inner.walk())]
    rows: list[tuple[str, str, str, str]] = []
    for item in items:
        last = item is items[-1]
        branch = indent + ("└─ " if last else "├─ ")
        if isinstance(item, Box):
            plain = not item.kind and "=" not in item.name.rsplit("/", 1)[-1]
            rows.append((f"{branch}{title(item)}{'/' if plain else ''}", "", "", ""))
            rows += _rows(item, indent + ("   " if last else "│  "), skipped)
        else:
            label = item.label
            if item.kind == "constant":  # its name; it is drawn at each of its users
                label = _near(item.id.partition("#")[0], box.name)
            marked = "; ".join(marks(item))
            what = _what(item, box.name)
            rows.append((branch + visible(label), what, item.output, marked))
    return rows


def _what(node: Node, scope: str) -> str:
    if node.is_closed:
        return text(f"graph.closed.{node.kind}", size=node.lines[0])
    extra = [line for line in node.lines if line not in (node.type, node.output)]
    if node.kind == "constant":
        value = " ".join(map(visible, extra or [node.label]))
        return text("graph.what.constant", value=value)
    if node.kind == "loop value" and len(node.inputs) == 2:
        start, after = (visible(_near(name, scope)) for name in node.inputs)
        extra = [text("graph.rounds", start=start, next=after)]
    if node.kind in _WORDS or (node.kind == "random" and not node.inputs):
        return ", ".join([text(f"graph.what.{node.kind}"), *map(visible, extra)])
    inputs = [middled(visible(_near(name, scope)), 32) for name in _some(node.inputs)]
    call = f"{node.type}({', '.join([*inputs, *map(visible, extra)])})"
    return text("graph.what.result", call=call) if _is_result(node) else call


def _some(inputs: Sequence[str]) -> list[str]:
    """All inputs; of very many the first, how many more there are, and the last."""
    if len(inputs) <= MOST_INPUTS:
        return list(inputs)
    first, last = inputs[: MOST_INPUTS - 2], inputs[-1]
    more = text("graph.more_inputs", count=len(inputs) - len(first) - 1)
    return [*first, more, last]


def _is_result(node: Node) -> bool:
    return node.kind == "result" or (node.kind == "choice" and node.result)


def _near(name: str, scope: str) -> str:
    """A name as seen from inside a scope: without the part that both share."""
    inside = plain(scope)
    return name.removeprefix(inside + "/") if inside else name
