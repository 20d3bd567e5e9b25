"""``Diagram`` -> an indented text tree: the picture for terminals and screen readers.

Also what is left when nothing can draw; so it says all that the picture says, and it is
the same whichever engine draws.
"""

from __future__ import annotations

from teachflow.texts import text
from teachflow.viz.diagram import Box, Diagram, Node
from teachflow.viz.labels import columns, shortened, visible

MOST_LINES = 400
_WORDS = {
    "placeholder": "placeholder",
    "variable": "variable",
    "fixed variable": "variable (not trainable)",
    "outside": "(outside)",
}


def to_text(diagram: Diagram) -> str:
    """The tree: one line for each node, with type, inputs, dtype and shape.

    >>> node = Node("x", "placeholder", "x", type="Placeholder", output="float32 (?,)")
    >>> print(to_text(Diagram(Box(nodes=(node,)), (), total=1)))
    Graph of 1 operation
    └─ x  placeholder  float32 (?,)
    """
    rows = _rows(diagram.root, "", _placed_constants(diagram))
    rows = rows[:MOST_LINES] + [("…", "", "")] * (len(rows) > MOST_LINES)
    first = max((columns(name) for name, _, _ in rows), default=0)
    second = max(
        (columns(what) for _, what, _ in rows if columns(what) < 48), default=0
    )
    lines = [heading(diagram)]
    for name, what, output in rows:
        name = name + " " * (first - columns(name))
        what = what + " " * (second - columns(what))
        lines.append(f"{name}  {what}  {output}".rstrip())
    before = [
        f"{edge.target} waits for {edge.source}"
        for edge in diagram.edges
        if edge.kind == "control"
    ]
    lines += [f"order: {visible(line)}" for line in before[:20]]
    lines += [f"note: {note}" for note in diagram.notes]
    return "\n".join(lines)


def heading(diagram: Diagram) -> str:
    """How much there is, and how much of it is shown.

    >>> heading(Diagram(Box(), (), total=0))
    'Empty graph: no operation yet'
    """
    if not diagram.total:
        return text("graph.empty")
    size, drawn = text("graph.size", count=diagram.total), len(diagram.nodes)
    return (
        size if drawn == diagram.total else text("graph.drawn", size=size, count=drawn)
    )


def alt_text(diagram: Diagram) -> str:
    """One sentence for those who cannot see the picture.

    >>> alt_text(Diagram(Box(), (), total=0))
    'Empty graph: no operation yet.'
    """
    parts = [heading(diagram)]
    groups = {
        "placeholders": [n.id for n in diagram.nodes if n.kind == "placeholder"],
        "variables": [n.id for n in diagram.nodes if "variable" in n.kind],
        "results": [n.id for n in diagram.nodes if n.kind == "result"],
    }
    for word, names in groups.items():
        if names:
            more = ", …" if len(names) > 4 else ""
            parts.append(f"{word}: {', '.join(names[:4])}{more}")
    return visible("; ".join(parts) + ".")


def _placed_constants(diagram: Diagram) -> set[str]:
    """Constants that stand in the text of what uses them, so need no line."""
    sources = {edge.source for edge in diagram.edges}
    return {
        node.id
        for node in diagram.nodes
        if node.kind == "constant" and not node.lines and node.id in sources
    }


def _rows(box: Box, indent: str, skipped: set[str]) -> list[tuple[str, str, str]]:
    """Name (with the branches of the tree before it), what it is, dtype and shape."""
    items: list[Node | Box] = [n for n in box.nodes if n.id not in skipped]
    items += box.boxes
    rows: list[tuple[str, str, str]] = []
    for item in items:
        last = item is items[-1]
        branch = indent + ("└─ " if last else "├─ ")
        if isinstance(item, Box):
            rows.append((f"{branch}{visible(item.name.rsplit('/', 1)[-1])}/", "", ""))
            rows += _rows(item, indent + ("   " if last else "│  "), skipped)
        else:
            label = item.id if item.kind == "constant" else item.label
            rows.append((branch + visible(label), _what(item, box.name), item.output))
    return rows


def _what(node: Node, scope: str) -> str:
    if node.kind == "scope":
        return f"closed scope, {node.lines[0]}"
    extra = [line for line in node.lines if line not in (node.type, node.output)]
    if node.kind == "constant":
        return " ".join(["constant", *map(visible, extra or [node.label])])
    if node.kind in _WORDS:
        return ", ".join([_WORDS[node.kind], *map(visible, extra)])
    inputs = [shortened(visible(_near(name, scope)), 32) for name in node.inputs]
    call = f"{node.type}({', '.join([*inputs, *map(visible, extra)])})"
    return f"{call} → result" if node.kind == "result" else call


def _near(name: str, scope: str) -> str:
    """A name as seen from inside a scope: without the part that both share."""
    return name.removeprefix(scope + "/") if scope else name
