"""``Diagram`` -> DOT text: the same bytes for the same diagram, on every machine.

We give each node its size and each label as HTML with every user character escaped, so
the layout depends little on which engine reads it and never on the fonts it finds.
Nothing that makes Graphviz fail is written: no ranks across clusters, no node in two
clusters, no record shapes; and ``newrank``, because the older way to rank ends with
"trouble in init_rank" where arrows go to and fro between boxes.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

from teachflow.texts import text as said
from teachflow.viz.diagram import Box, Diagram, Edge, Node
from teachflow.viz.drawing.captions import Line, lines, node_size, title
from teachflow.viz.drawing.labels import columns, text_width, visible
from teachflow.viz.drawing.rows import below, laid_out
from teachflow.viz.drawing.stacks import stacked
from teachflow.viz.drawing.style import (
    ARROWS,
    BOX_FILLS,
    BOX_STROKE,
    BOX_STYLES,
    EDGE,
    EDGE_SIZE,
    EMPHASES,
    FADED_INK,
    FONT,
    INK,
    LOOKS,
    NAME_SIZE,
    PAPER,
    QUIET,
)

_ROW, _BETWEEN = 700.0, 20.0  # how wide a row of samples may be, and their distance
DIRECTIONS = ("TB", "LR", "BT", "RL")
# For each node, when arrows are straightened. Usual pictures need fewer, so they stay
# the same; one of a hundred layers with arrows across them all took minutes without.
_ROUNDS = "5"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "\\\\"}
_TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="1" CELLSPACING="0">'


def to_dot(
    diagram: Diagram,
    *,
    direction: str = "TB",
    dpi: int | None = None,
    caption: Sequence[str] = (),
    samples: tuple[Sequence[Node], Sequence[Edge]] = ((), ()),
    arranged: bool = True,
) -> str:
    """The diagram in Graphviz's language; ``dpi`` only matters for bitmaps.

    ``arranged``: with unseen arrows that put boxes below each other, gradients beside
    what they are of, and parts in rows; no engine is obliged to manage all of them.

    Where no legend of ours stands, ``caption`` are lines to write below, and
    ``samples`` nodes and arrows to draw beside, each with its meaning as its label.

    Raises ``ImportError`` where the package graphviz is not installed, ``ValueError``
    for a direction other than TB (down), LR, BT and RL.

    >>> to_dot(Diagram(Box(), ())).splitlines()[0]
    'digraph teachflow {'
    """
    if direction not in DIRECTIONS:
        allowed = ", ".join(DIRECTIONS)
        raise ValueError(
            said("layout.direction", direction=repr(direction), allowed=allowed)
        )
    attributes = {
        "bgcolor": PAPER,
        "compound": "true",
        "fontname": FONT,
        "newrank": "true",
        "nodesep": "0.28",
        "nslimit": _ROUNDS,
        "pad": "0.15",
        "rankdir": direction,
        "ranksep": "0.3",
    }
    if not arranged:
        del attributes["newrank"]
    if dpi is not None:
        attributes["dpi"] = str(dpi)
    if caption:
        rows = [
            f'<TR><TD ALIGN="LEFT">{escaped(visible(line))}</TD></TR>'
            for line in caption
        ]
        attributes["fontcolor"] = QUIET
        attributes["fontsize"] = f"{EDGE_SIZE:g}"
        attributes["label"] = f"<{_TABLE}{''.join(rows)}</TABLE>>"
        attributes["labeljust"] = "l"
    source = _graphviz().Digraph(
        "teachflow",
        graph_attr=attributes,
        node_attr={"fixedsize": "true", "fontcolor": INK, "fontname": FONT},
        edge_attr={
            "arrowsize": "0.7",
            "color": EDGE,
            "fontcolor": QUIET,
            "fontname": FONT,
            "fontsize": f"{EDGE_SIZE:g}",
        },
    )
    _add_box(source, diagram.root, 0)
    computed = {under for edge in diagram.edges for under in laid_out(edge)[1:]}
    for edge in diagram.edges:
        _add_edge(source, edge, straight=laid_out(edge)[0] in computed)
    if arranged:
        _arrange(source, diagram, across=direction in ("LR", "RL"))
    _add_samples(source, diagram, *samples)
    text: str = source.source
    return text


def _arrange(source: Any, diagram: Diagram, *, across: bool) -> None:
    """Unseen arrows, for what should stand beside something or below it."""
    for left, right in diagram.beside:
        # No rank=same across boxes, which engines fail on: an unseen arrow that wants
        # to be short and may be level.
        source.edge(_key(left), _key(right), minlen="0", style="invis", weight="6")
    for over, under in stacked(diagram):
        source.edge(_key(over), _key(under), style="invis", weight="0")
    for over, under in below(diagram, across=across):
        source.edge(_key(over), _key(under), style="invis")


def _graphviz() -> Any:
    try:
        return importlib.import_module("graphviz")
    except ImportError as error:
        raise ImportError(said("layout.package")) from error


def _add_box(source: Any, box: Box, level: int) -> None:
    for node in box.nodes:
        _add_node(source, node)
    for inner in box.boxes:
        last = inner.name.rsplit("/", 1)[-1]
        look = BOX_STYLES.get(inner.kind or last.removeprefix("="))
        label = f"<B>{escaped(title(inner))}</B>"
        attributes = {
            "color": look.color if look else BOX_STROKE,
            "fillcolor": look.fill if look else BOX_FILLS[level % 2],
            "fontcolor": QUIET,
            "fontsize": f"{NAME_SIZE - 1:g}",
            "id": f"scope:{_key(inner.name)}/",
            "label": f"<{_sized(title(inner), label, NAME_SIZE - 1)}>",
            "labeljust": "l",
            "margin": "12",
            "style": look.style if look else "filled,rounded",
        }
        with source.subgraph(name=f"cluster:{_key(inner.name)}") as cluster:
            cluster.attr(**attributes)
            _add_box(cluster, inner, level + 1)


def _add_node(source: Any, node: Node) -> None:
    look = LOOKS[node.kind]
    width, height = node_size(node)
    # The text of a cylinder stands below its lid, which grows with its height.
    deep = round(4 + height / 9)
    lid = f'<TR><TD HEIGHT="{deep}"></TD></TR>' if look.shape == "cylinder" else ""
    attributes = {
        "color": look.stroke,
        "fillcolor": look.fill,
        "height": f"{height / 72:.3f}",
        "id": _key(node.id),
        "label": f"<{_TABLE}{lid}{''.join(map(_row, lines(node)))}</TABLE>>",
        "penwidth": f"{look.width:g}",
        "shape": look.shape,
        "style": look.style,
        "width": f"{width / 72:.3f}",
    }
    if node.kind == "result":
        attributes["peripheries"] = "2"
    emphasis = EMPHASES.get(node.emphasis)
    if emphasis is not None:
        attributes["color"] = emphasis.color
        attributes["penwidth"] = f"{emphasis.width:g}"
        if emphasis.dashed and "dashed" not in look.style:
            attributes["style"] = f"{look.style},dashed"
        # A second outline of a cylinder would run through its text.
        if emphasis.double and look.shape != "cylinder":
            attributes["peripheries"] = "3" if node.kind == "result" else "2"
    if node.emphasis == "faded":
        attributes["fillcolor"] = PAPER
    source.node(_key(node.id), **attributes)


def _add_samples(
    source: Any, diagram: Diagram, nodes: Sequence[Node], edges: Sequence[Edge]
) -> None:
    """A box of samples in rows below the picture; nothing seen leads into it."""
    if not nodes and not edges:
        return
    name = said("legend.name")
    frame = {
        "color": BOX_STROKE,
        "fontcolor": QUIET,
        "fontsize": f"{NAME_SIZE - 1:g}",
        "label": f"<{_sized(name, escaped(name), NAME_SIZE - 1)}>",
        "labeljust": "l",
        "margin": "10",
        "style": "rounded",
    }
    unseen = {"label": "", "shape": "point", "style": "invis", "width": "0.02"}
    top = "=legend"
    source.node(top, **unseen)
    with source.subgraph(name="cluster:=legend") as box:
        box.attr(**frame)
        above = top
        for row in _rows([node_size(node)[0] for node in nodes]):
            for node in nodes[row]:
                _add_node(box, node)
                source.edge(_key(above), _key(node.id), style="invis")
            above = nodes[row.start].id
        widths = [text_width(edge.label, EDGE_SIZE) for edge in edges]
        for row in _rows(widths):
            for edge in edges[row]:
                box.node(_key(edge.source), **unseen)
                meaning = _sized(edge.label, escaped(edge.label), EDGE_SIZE)
                plain = {"shape": "plaintext", "fixedsize": "false", "margin": "0.06"}
                plain |= {"fontsize": f"{EDGE_SIZE:g}", "label": f"<{meaning}>"}
                box.node(_key(edge.target), **plain)
                source.edge(_key(above), _key(edge.source), style="invis")
                _add_edge(box, edge, alone=True)
            above = edges[row.start].target
    leading = {end for edge in diagram.edges for end in laid_out(edge)[:1]}
    for node in diagram.nodes:
        if node.id not in leading:
            source.edge(_key(node.id), top, style="invis", weight="0")


def _rows(widths: Sequence[float]) -> Iterator[slice]:
    """So many samples in a row as are together about as wide as a page."""
    start, total = 0, 0.0
    for place, width in enumerate(widths):
        if place > start and total + width > _ROW:
            yield slice(start, place)
            start, total = place, 0.0
        total += width + _BETWEEN
    if widths:
        yield slice(start, len(widths))


def _row(line: Line) -> str:
    color = "" if line.color == INK else f' COLOR="{line.color}"'
    font = f'<FONT POINT-SIZE="{line.size:g}"{color}>{escaped(line.text)}</FONT>'
    return f"<TR><TD>{f'<B>{font}</B>' if line.bold else font}</TD></TR>"


def _add_edge(
    source: Any, edge: Edge, *, alone: bool = False, straight: bool = False
) -> None:
    """An arrow; one that stands ``alone`` leads down to what it means.

    ``straight``: it wants to be that more than others.
    """
    look = ARROWS[edge.kind]
    attributes = {"id": _key(edge.id)}
    emphasis = EMPHASES.get(edge.emphasis)
    color = emphasis.color if emphasis else look.color
    width = emphasis.width if emphasis else look.width
    dashes = "dashed" if emphasis and emphasis.dashed else look.dashes
    if color != EDGE:
        attributes["color"] = color
    if width != 1.0:
        attributes["penwidth"] = f"{width:g}"
    if dashes:
        attributes["style"] = dashes
    if look.head:
        attributes["arrowhead"] = look.head
    if look.backwards or (look.turned and not alone):
        attributes["dir"] = "back"
    if look.loose and not alone:
        attributes["constraint"] = "false"
    if look.side and not alone:
        # From side to side, not along the arrow that it answers.
        attributes["headport"] = attributes["tailport"] = look.side
    if straight and not look.loose:
        attributes["weight"] = "4"
    if edge.into:
        attributes["lhead"] = f"cluster:{_key(edge.into)}"
    if edge.emphasis == "faded":
        attributes["fontcolor"] = FADED_INK
    label = "" if alone else visible(edge.label)
    if emphasis and emphasis.sign:
        label = f"{emphasis.sign} {label}".rstrip()
    if label:
        # The spaces keep the text off the line that it stands beside.
        space = "\u00a0" * round(1 + width / 2)
        spaced = f"{space}{label}{space}"
        marked = escaped(spaced).replace("\u00a0", "&#160;")
        attributes["label"] = f"<{_sized(spaced, marked, EDGE_SIZE)}>"
    ends = (edge.source, edge.target) if alone else laid_out(edge)
    source.edge(*map(_key, ends), **dict(sorted(attributes.items())))


def _key(name: str) -> str:
    """A name as DOT may hold it: printable, and no backslash begins an escape."""
    return visible(name).replace("\\", "\\\\")


def _sized(text: str, marked: str, size: float) -> str:
    """The text in a cell of the right size where an engine would not know its width."""
    if columns(text) == len(text):
        return marked
    width, height = round(text_width(text, size) * 1.05) + 2, round(1.35 * size)
    return (
        '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR>'
        f'<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}">{marked}</TD>'
        "</TR></TABLE>"
    )


def escaped(text: str) -> str:
    r"""The text with all that HTML-like labels give a meaning to written as entities.

    The backslash too: Graphviz puts the node's name for ``\N`` even there.

    >>> escaped('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return "".join(_ENTITIES.get(char, char) for char in text)
