"""``Diagram`` -> DOT text: the same bytes for the same diagram, on every machine.

We give each node its size and each label as HTML with every user character escaped, so
the layout depends little on which engine reads it and never on the fonts it finds.
Nothing that makes Graphviz fail is written: no ranks across clusters, no node in two
clusters, no record shapes; and ``newrank``, because the older way to rank ends with
"trouble in init_rank" where arrows go to and fro between boxes.
"""

from __future__ import annotations

import importlib
from typing import Any

from teachflow.viz.diagram import Box, Diagram, Edge, Node
from teachflow.viz.labels import shortened, text_width, visible
from teachflow.viz.style import (
    BOX_FILLS,
    BOX_STROKE,
    DETAIL_SIZE,
    EDGE,
    EDGE_SIZE,
    FONT,
    INK,
    LOOKS,
    NAME_SIZE,
    PAPER,
    QUIET,
    SYMBOL_SIZE,
    WRITE,
)

DIRECTIONS = ("TB", "LR", "BT", "RL")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "\\\\"}
_LONGEST_NAME = 40
_TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="1" CELLSPACING="0">'
_EDGE_STYLES = {
    "data": {},
    "control": {"style": "dashed", "color": QUIET, "arrowhead": "open"},
    "write": {"dir": "back", "color": WRITE, "penwidth": "1.8"},
}


def to_dot(diagram: Diagram, *, direction: str = "TB", dpi: int | None = None) -> str:
    """The diagram in Graphviz's language; ``dpi`` only matters for bitmaps.

    Raises ``ImportError`` where the package graphviz is not installed, ``ValueError``
    for a direction other than TB (down), LR, BT and RL.

    >>> to_dot(Diagram(Box(), ())).splitlines()[0]
    'digraph teachflow {'
    """
    if direction not in DIRECTIONS:
        raise ValueError(
            f"direction={direction!r} is not known; use one of {', '.join(DIRECTIONS)}."
        )
    attributes = {
        "bgcolor": PAPER,
        "compound": "true",
        "fontname": FONT,
        "newrank": "true",
        "nodesep": "0.28",
        "pad": "0.15",
        "rankdir": direction,
        "ranksep": "0.3",
    }
    if dpi is not None:
        attributes["dpi"] = str(dpi)
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
    for edge in diagram.edges:
        _add_edge(source, edge)
    text: str = source.source
    return text


def _graphviz() -> Any:
    try:
        return importlib.import_module("graphviz")
    except ImportError as error:
        raise ImportError(
            "Pictures of graphs need the package graphviz, which is not installed; "
            "type: pip install teachflow[notebook]"
        ) from error


def _add_box(source: Any, box: Box, level: int) -> None:
    for node in box.nodes:
        _add_node(source, node)
    for inner in box.boxes:
        label = inner.name.rsplit("/", 1)[-1]
        attributes = {
            "color": BOX_STROKE,
            "fillcolor": BOX_FILLS[level % 2],
            "fontcolor": QUIET,
            "fontsize": f"{NAME_SIZE - 1:g}",
            "id": f"scope:{inner.name}/",
            "label": f"<<B>{escaped(shortened(visible(label), _LONGEST_NAME))}</B>>",
            "labeljust": "l",
            "margin": "12",
            "style": "filled,rounded",
        }
        with source.subgraph(name=f"cluster:{inner.name}") as cluster:
            cluster.attr(**attributes)
            _add_box(cluster, inner, level + 1)


def texts(node: Node) -> list[tuple[str, float]]:
    """The lines of a node's label with their font sizes, from top to bottom.

    >>> texts(Node("mul", "op", "mul", symbol="×"))
    [('×', 19.0), ('mul', 11.0)]
    """
    name = shortened(visible(node.label), _LONGEST_NAME)
    small = NAME_SIZE - 1 if node.kind == "constant" else NAME_SIZE
    head = [(node.symbol, SYMBOL_SIZE), (name, DETAIL_SIZE)]
    lines = head if node.symbol else [(name, small)]
    more = [shortened(visible(line), _LONGEST_NAME) for line in node.lines]
    return lines + [(line, DETAIL_SIZE) for line in more]


def node_size(node: Node) -> tuple[float, float]:
    """Width and height of a node in points: its text and what the outline needs.

    >>> wide, high = node_size(Node("a", "constant", "中文中文"))
    >>> wide >= 4 * 13 + 10
    True
    """
    times, plus, times_high, plus_high = LOOKS[node.kind].grow
    lines = texts(node)
    width = max(text_width(line, size) for line, size in lines)
    height = sum(1.2 * size + 2 for _, size in lines)
    least = 26.0 if node.kind == "constant" else 48.0
    return max(width * times + plus, least), max(height * times_high + plus_high, 22.0)


def _add_node(source: Any, node: Node) -> None:
    look = LOOKS[node.kind]
    rows = []
    for index, (line, size) in enumerate(texts(node)):
        quiet = (
            f' COLOR="{QUIET}"' if index and not (node.symbol and index == 1) else ""
        )
        font = f'<FONT POINT-SIZE="{size:g}"{quiet}>{escaped(line)}</FONT>'
        rows.append(f"<TR><TD>{font}</TD></TR>")
    width, height = node_size(node)
    attributes = {
        "color": look.stroke,
        "fillcolor": look.fill,
        "height": f"{height / 72:.3f}",
        "id": node.id,
        "label": f"<{_TABLE}{''.join(rows)}</TABLE>>",
        "penwidth": f"{look.width:g}",
        "shape": look.shape,
        "style": look.style,
        "width": f"{width / 72:.3f}",
    }
    if node.kind == "result":
        attributes["peripheries"] = "2"
    source.node(node.id, **attributes)


def _add_edge(source: Any, edge: Edge) -> None:
    attributes = dict(_EDGE_STYLES[edge.kind])
    attributes["id"] = edge.id
    if edge.label:
        # The spaces keep the text off the line that it stands beside.
        attributes["label"] = f"<&#160;{escaped(visible(edge.label))}&#160;>"
    source.edge(edge.source, edge.target, **dict(sorted(attributes.items())))


def escaped(text: str) -> str:
    r"""The text with all that HTML-like labels give a meaning to written as entities.

    The backslash too: Graphviz puts the node's name for ``\N`` even there.

    >>> escaped('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return "".join(_ENTITIES.get(char, char) for char in text)
