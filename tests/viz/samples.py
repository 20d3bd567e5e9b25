"""Hand-made diagrams for the tests that need no graph."""

from __future__ import annotations

import random

from teachflow.viz.diagram import Box, Diagram, Edge, Node, nest

NASTY = (
    "<script>alert(1)</script>",
    "<b>",
    'say "hi"',
    "a\nb",
    "back\\slash \\n \\N",
    "nul \0 end",
    "&amp; & ]]>",
    "<<TABLE>>",
    "--> <!--",
    "{a|b}",
    "\ud800",
    "中文字符串一二三四五六七八九十一二三",
    "日本語のテキスト",
    "한국어",
    "مرحبا",
)


def chain() -> Diagram:
    """Every kind of node in a row, two of them in nested boxes."""
    kinds = ("placeholder", "variable", "fixed variable", "constant", "random")
    kinds += ("change", "op", "result", "scope", "outside")
    nodes = [
        Node(f"n{i}", kind, f"name{i}", ("detail",)) for i, kind in enumerate(kinds)
    ]
    inner = Box("a/b", (nodes[-2],))
    outer = Box("a", (nodes[-3],), (inner,))
    root = Box("", (*nodes[:-3], nodes[-1]), (outer,))
    names = [node.id for node in nodes]
    edges = [
        Edge(f"{target}:0", source, target, "(?, 3)", kind)
        for source, target, kind in zip(
            names, names[1:], ["data", "write", "control"] * 3, strict=False
        )
    ]
    return Diagram(root, tuple(edges), "float32", len(nodes), ("a note",))


def labelled(texts: tuple[str, ...] = NASTY) -> Diagram:
    """One constant for each text, all used by one op."""
    nodes = [Node(f"c{i}", "constant", text, (text,)) for i, text in enumerate(texts)]
    end = Node("end", "result", "end", ("Pack",), type="Pack")
    edges = [Edge(f"end:{i}", node.id, "end", texts[i]) for i, node in enumerate(nodes)]
    return Diagram(Box("", (*nodes, end)), tuple(edges), "string", len(nodes) + 1)


def tangle(seed: int) -> Diagram:
    """Random nested boxes with arrows of all kinds to and fro between them."""
    pick = random.Random(seed)
    homes = ["", "a", "b", "c", "a/x", "a/y", "b/x", "a/x/deep"]
    nodes = {f"n{i}": Node(f"n{i}", "op", f"n{i}") for i in range(pick.randint(2, 40))}
    places = {name: pick.choice(homes) for name in nodes}
    names = list(nodes)
    edges = [
        Edge(
            f"{target}:{i}",
            pick.choice(names),
            target,
            pick.choice(("", "(?, 3)")),
            pick.choice(("data", "data", "control", "write")),
        )
        for i, target in enumerate(pick.choices(names, k=2 * len(names)))
    ]
    edges = [edge for edge in edges if edge.source != edge.target]
    return Diagram(nest(nodes, places), tuple(edges), "float32", len(nodes))
