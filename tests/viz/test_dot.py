"""DOT text: the same everywhere, and nothing of the learner's text in it is markup."""

from __future__ import annotations

import builtins
import importlib
import itertools
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from teachflow.viz.diagram import Box, Diagram, Edge, Node
from teachflow.viz.display import Picture
from teachflow.viz.drawing.captions import lines, node_size
from teachflow.viz.drawing.dot import DIRECTIONS, to_dot
from teachflow.viz.drawing.labels import text_width
from teachflow.viz.drawing.style import LOOKS
from teachflow.viz.layout.render import render
from tests.viz import samples

pytest.importorskip("graphviz")


def test_the_same_bytes_in_another_process():
    code = (
        "from tests.viz import samples; from teachflow.viz.drawing.dot import to_dot\n"
    )
    code += "import sys; sys.stdout.buffer.write(to_dot(samples.chain()).encode())"
    outputs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": "", "SYSTEMROOT": ""},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in ("1", "2")
    }
    assert outputs == {to_dot(samples.chain())}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_directions(direction):
    assert f"rankdir={direction}" in to_dot(samples.chain(), direction=direction)


def test_an_unknown_direction_names_the_known_ones():
    with pytest.raises(ValueError, match="TB, LR, BT, RL"):
        to_dot(samples.chain(), direction="up")


def test_nothing_that_makes_graphviz_fail():
    text = to_dot(samples.chain())
    assert "rank=same" not in text
    assert "record" not in text


@pytest.mark.parametrize("text", samples.NASTY)
def test_user_text_is_neither_markup_nor_an_escape(text):
    source = to_dot(samples.labelled((text,)))
    assert "<script" not in source
    assert "\0" not in source
    source.encode()


@pytest.mark.parametrize("kind", sorted(LOOKS))
def test_a_node_is_wider_and_higher_than_its_text(kind):
    for name in ("x", "predictions", "中文名字一二三四"):
        node = Node("n", kind, name, ("starts at 3", "中文名字"))
        width, height = node_size(node)
        assert width >= max(text_width(row.text, row.size) for row in lines(node)) + 10
        assert height >= sum(1.1 * row.size for row in lines(node))


def test_without_the_package_the_error_says_what_to_type(monkeypatch):
    monkeypatch.setitem(sys.modules, "graphviz", None)
    with pytest.raises(ImportError, match=r"pip install 'teachflow\[notebook\]'"):
        to_dot(Diagram(Box(), ()))


def test_the_module_itself_needs_no_package(monkeypatch):
    real = builtins.__import__

    def no_graphviz(name, *args, **kwargs):
        assert name.split(".")[0] not in ("graphviz", "pygraphviz")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", no_graphviz)
    for name in ("drawing.dot", "layout.render", "layout.worker", "drawing.svg"):
        importlib.import_module(f"teachflow.viz.{name}")


@pytest.mark.parametrize("engine", ["dot", "embedded"])
def test_no_tangle_of_boxes_is_too_much_for_an_engine(engine, has_engine):
    has_engine(engine)
    for seed in range(24):
        assert b"</svg>" in render(to_dot(samples.tangle(seed)), "svg", engine)


def test_every_kind_can_be_drawn():
    assert b"</svg>" in render(to_dot(samples.chain()))


def test_wide_texts_get_cells_of_their_size_and_others_none():
    nodes = (Node("a", "op", "a"), Node("b", "op", "b"))
    edge = Edge("b:0", "a", "b", "条件为真")
    box = Box("范围", (Node("c", "op", "c"),))
    source = to_dot(Diagram(Box("", nodes, (box,)), (edge,)))
    sizes = [int(n) for n in re.findall(r'FIXEDSIZE="TRUE" WIDTH="(\d+)"', source)]
    assert len(sizes) == 2
    assert sizes[0] >= text_width("范围", 13)
    assert sizes[1] >= text_width("条件为真", 11)
    assert "FIXEDSIZE" not in to_dot(samples.chain())


@pytest.mark.parametrize("engine", ["dot", "embedded"])
def test_labels_of_arrows_stand_beside_nodes_not_on_them(engine, has_engine):
    has_engine(engine)
    wide = "一二三四五六七八九十"
    nodes = tuple(Node(name, "op", name) for name in "abcd")
    edges = tuple(Edge(f"d:{i}", n, "d", wide) for i, n in enumerate("abc"))
    root = ET.fromstring(
        Picture(Diagram(Box("", nodes), edges, "float32", 4), engine=engine).svg
    )
    ns = "{http://www.w3.org/2000/svg}"
    spans = []
    for text in root.iter(ns + "text"):
        if wide in (text.text or ""):
            half = text_width(wide, 11) / 2
            middle = float(text.get("x"))
            left = middle if text.get("text-anchor") is None else middle - half
            spans.append((left, left + 2 * half))
    assert len(spans) == 3
    spans.sort()
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start + 1


def test_a_name_in_dot_is_no_escape():
    node = Node("x\\", "op", "x\\")
    other = Node('y"\\N', "op", "y")
    edge = Edge("y:0", "x\\", 'y"\\N')
    root = ET.fromstring(Picture(Diagram(Box("", (node, other)), (edge,), "", 2)).svg)
    ids = [group.get("id", "").partition("-")[2] for group in root.iter()]
    assert {"x\\", 'y"\\N', "y:0"} <= set(ids)
