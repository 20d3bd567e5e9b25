"""What questions found about nodes: drawn by sign and outline, said in words."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node
from teachflow.viz.display import Picture
from teachflow.viz.drawing import legend
from teachflow.viz.drawing.captions import lines, marks, node_size
from teachflow.viz.drawing.dot import to_dot
from teachflow.viz.drawing.legend import legend_of
from teachflow.viz.drawing.style import ARROWS, BADGES, EMPHASES
from teachflow.viz.drawing.text import alt_text, to_text
from tests.viz import samples

pytest.importorskip("graphviz")
# What questions set; a tape's own badges have tests beside the tapes.
KINDS = ("value", "gradient", "count", "fed", "fetched", "read", "cell", "problem")
NS = "{http://www.w3.org/2000/svg}"


def marked(badges=(), emphasis="", edge_emphasis=""):
    """Two nodes and an arrow, the first one marked."""
    first = Node("a", "op", "first", type="Exp", badges=tuple(badges))
    first = replace(first, emphasis=emphasis)
    nodes = (first, Node("b", "op", "second", type="Neg", inputs=("a",)))
    edge = Edge("b:0", "a", "b", "(3,)", emphasis=edge_emphasis)
    return Diagram(Box("", nodes), (edge,), "float32", 2)


def drawn_texts(diagram):
    """All texts of the drawn picture."""
    picture = Picture(diagram)
    assert picture.problem is None
    root = ET.fromstring(picture.svg)
    return [(text.text or "").strip("\xa0") for text in root.iter(NS + "text")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_is_a_line_with_its_sign_and_a_row_of_the_legend(kind):
    diagram = marked([Badge(kind, "2.5")])
    shown = drawn_texts(diagram)
    space = "" if kind == "count" else " "
    assert f"{BADGES[kind].sign}{space}2.5" in shown
    assert BADGES[kind].sign in shown  # alone: the legend's
    assert legend_of(diagram).badges == (kind,)
    assert legend_of(marked()).badges == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_is_said_in_the_text(kind):
    (line,) = [
        line
        for line in to_text(marked([Badge(kind, "2.5")])).splitlines()
        if "first" in line
    ]
    said = line.partition("  ◀ ")[2]
    assert "2.5" in said
    assert re.search("[a-z]", said)
    assert "◀" not in to_text(marked())


def test_badges_without_a_text_say_their_kind():
    node = Node("a", "op", "a", badges=(Badge("fed", ""),))
    assert marks(node) == ["fed"]
    assert lines(node)[-1].text == "▼ fed"


def test_signs_and_outlines_tell_kinds_apart_without_colour():
    assert len({look.sign for look in BADGES.values()}) == len(BADGES)
    looks = [
        (look.sign, look.width, look.dashed, look.double) for look in EMPHASES.values()
    ]
    assert len(set(looks)) == len(EMPHASES)
    arrows = [
        (look.dashes, look.head, look.backwards, look.width > 1.5, look.hollow)
        for kind, look in ARROWS.items()
        # Those two never stand in one picture with the same ends: see the next test.
        if kind not in ("next", "cotangent")
    ]
    assert len(set(arrows)) == len(arrows)


def test_what_goes_back_points_upwards():
    edges = (Edge("a:0", "b", "a", "", "cotangent"),)
    diagram = Diagram(Box("", (Node("a", "op", "a"), Node("b", "op", "b"))), edges, "")
    (line,) = [line for line in to_dot(diagram).splitlines() if "->" in line]
    assert line.strip().startswith("a -> b")
    assert "dir=back" in line


@pytest.mark.parametrize("kind", list(EMPHASES))
def test_emphasis_is_drawn_explained_and_said(kind):
    diagram = marked(emphasis=kind)
    plain, drawn = to_dot(marked()), to_dot(diagram)
    assert plain != drawn
    assert EMPHASES[kind].color in drawn
    assert legend_of(diagram).emphases == (kind,)
    (word,) = marks(diagram.nodes[0])
    assert f"◀ {word}" in to_text(diagram)
    if EMPHASES[kind].sign:
        assert f"{EMPHASES[kind].sign} first" in drawn_texts(diagram)
    if kind == "faded":
        assert word not in alt_text(diagram)
    else:
        assert f"{word}: a" in alt_text(diagram)


def test_the_offender_says_so_in_the_node_itself():
    diagram = marked([Badge("problem", "(3,) and (4,)")], "offender")
    assert [line.text for line in lines(diagram.nodes[0])] == [
        "✗ first",
        "here it went wrong",
        "! (3,) and (4,)",
    ]
    assert "peripheries=2" in to_dot(diagram)


@pytest.mark.parametrize("kind", ["added", "removed", "changed", "offender"])
def test_an_arrow_that_stands_out_has_a_sign_and_a_line_of_text(kind):
    diagram = marked(edge_emphasis=kind)
    assert f"{EMPHASES[kind].sign} (3,)" in drawn_texts(diagram)
    assert any(
        line.startswith("arrow: a to b: ") for line in to_text(diagram).splitlines()
    )


def test_removed_is_dashed_and_faded_stays_readable():
    (node, *_) = [
        li
        for li in to_dot(marked(emphasis="removed")).splitlines()
        if "[" in li and "first" in li
    ]
    assert 'style="filled,dashed"' in node
    faded = lines(marked(emphasis="faded").nodes[0])[0].color
    assert contrast(faded, "#ffffff") >= 4.5


@pytest.mark.parametrize("kind", list(BADGES))
def test_badges_are_readable_on_every_ground(kind):
    for ground in ("#ffffff", "#d9edf9", "#fde7c3", "#f7dfec", "#fff6bf", "#d7f0e4"):
        assert contrast(BADGES[kind].color, ground) >= 4.5


def contrast(one, other):
    """The contrast of two colours as WCAG counts it."""

    def light(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_badges_make_a_node_larger():
    bare, full = marked(), marked([Badge("value", "[1.0, 2.0, 3.0, 4.0]")])
    (wide, high), (wider, higher) = (node_size(d.nodes[0]) for d in (bare, full))
    assert wider > wide
    assert higher > high


@pytest.mark.parametrize("text", samples.NASTY)
def test_badges_are_inert(text):
    picture = Picture(marked([Badge("value", text)], "path"))
    assert picture.problem is None
    assert "<script" not in picture.svg
    ET.fromstring(picture.svg)
    assert all(line.isprintable() for line in picture.text.splitlines())


def test_a_marked_constant_keeps_its_line_of_text():
    constant = Node("c", "constant", "2.0", badges=(Badge("gradient", "1.0"),))
    nodes = (constant, Node("b", "op", "b", type="Neg", inputs=("2.0",)))
    diagram = Diagram(Box("", nodes), (Edge("b:0", "c", "b"),), "float32", 2)
    assert "gradient 1.0" in to_text(diagram)


def test_a_long_problem_is_wrapped_and_no_shape_is_torn():
    problem = "Matrix size-incompatible: In[0]: (2, 3), In[1]: (2, 3): the columns"
    node = Node("m", "op", "m", badges=(Badge("problem", problem),))
    said = [line.text for line in lines(node)][1:]
    assert said == [
        "! Matrix size-incompatible: In[0]:",
        "(2, 3), In[1]: (2, 3): the columns",
    ]
    endless = Node("m", "op", "m", badges=(Badge("problem", "word " * 99),))
    said = [line.text for line in lines(endless)][1:]
    assert len(said) == 3
    assert said[-1].endswith("…")


def test_the_legend_says_once_where_it_went_wrong():
    box = Box("", (Node("m", "op", "m", emphasis="offender"),))
    (*_, sample), _ = legend.samples(legend_of(Diagram(box, (), total=1), ()))
    assert [line.text for line in lines(sample)] == ["✗ here it went wrong"]


def test_a_label_keeps_off_a_thick_arrow():
    def spaces(emphasis):
        edge = Edge("b:0", "a", "b", "(2, 3)", emphasis=emphasis)
        nodes = (Node("a", "op", "a"), Node("b", "op", "b"))
        (label,) = re.findall(
            r"label=<((?:&#160;)+)\(2", to_dot(Diagram(Box("", nodes), (edge,)))
        )
        return label.count("&")

    assert spaces("path") > spaces("")
