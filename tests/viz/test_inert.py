"""Whatever a learner writes into names and strings is shown and never acts.

Through the whole chain, from a graph to what a notebook and a file get.
"""

from __future__ import annotations

import base64
import html
import re
import string
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node
from teachflow.viz.display import Picture

pytest.importorskip("graphviz")
NS = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "rect", "polygon", "polyline", "path", "ellipse", "text"}
HOSTILE = (
    "</text><script>alert(1)</script>",
    'x"]; y[label="',
    "\\N \\G \\E \\L",
    "&#x3c;script&#x3e; &lt; &amp;",
    "]]> <![CDATA[ <!-- -->",
    "a\nb\r\nc\x00\x07\x1b[31m",
    "\u202eevil\u202c \u200f\u2066\ufeff",
    "{a|b|<port> c}",
    "<TABLE><TR><TD>x</TD></TR></TABLE>",
    "javascript:alert(1)",
    "' onload='alert(1)",
    "\ud800 \uffff",
    "%s %(x)s {0} {name} $HOME `id`",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
names = st.from_regex(r"\A[A-Za-z0-9.][A-Za-z0-9_.\\/>-]{0,30}[A-Za-z0-9_.>-]\Z")


class Tags(HTMLParser):
    """The tags of an HTML text and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.seen = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def check(picture):
    """Asserts that a picture was drawn, and that nothing in it can act."""
    assert picture.problem is None
    root = ET.fromstring(picture.svg)
    assert {element.tag.removeprefix(NS) for element in root.iter()} <= ELEMENTS
    ids = [e.get("id") for e in root.iter() if e.get("id") is not None]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name.lower()
            assert name not in ("style", "class")
            if name != "id":
                assert "url(" not in value
    bundle = picture._repr_mimebundle_()
    page = bundle["text/html"]
    seen = Tags(page).seen
    assert [tag for tag, _ in seen] == ["img", "details", "summary", "pre"]
    assert set(seen[0][1]) == {"alt", "width", "height", "style", "src"}
    assert all(not attributes for _, attributes in seen[1:])
    data = seen[0][1]["src"].partition("base64,")[2]
    assert base64.b64decode(data).decode() == picture.svg
    assert html.unescape(re.findall("(?s)<pre>(.*)</pre>", page)[0]) == picture.text
    assert seen[0][1]["alt"].isprintable()
    assert all(line.isprintable() for line in picture.text.splitlines())
    picture.dot.encode()
    assert "\x00" not in picture.dot


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_a_badge_an_arrow_a_box_and_a_note(text):
    home = "box" + text.replace("/", "|")
    inner = Node("in", "op", text, (text,), type=text, inputs=(text,), output=text)
    node = Node("n", "constant", text, (text,), badges=(Badge("problem", text),))
    edges = (Edge("in:0", "n", "in", text, "control"),)
    root = Box("", (node,), (Box(home, (inner,)),))
    check(Picture(Diagram(root, edges, "float32", 2, (text,)), engine="embedded"))


@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(texts, min_size=1, max_size=4), wanted=st.lists(names, max_size=3)
)
@example(values=list(HOSTILE), wanted=["a>b", "x\\N", "..", "-->"[2:] + "x>"])
def test_strings_and_names_of_a_graph(values, wanted):
    graph = tf.Graph()
    with graph.as_default():
        for value in values:
            encoded = value.encode("utf-8", "surrogatepass")
            tf.constant(encoded, name="text")
            tf.add(tf.placeholder(tf.string, []), encoded)
        for name in wanted:
            try:
                with tf.name_scope(name):
                    tf.placeholder(tf.string, [], name="inside")
                tf.placeholder(tf.string, [], name=name)
            except ValueError:
                continue  # no name for an operation: the graph says so
    check(Picture(build_diagram(graph), engine="embedded"))


def test_the_names_that_are_allowed_are_drawn_whole():
    graph = tf.Graph()
    allowed = string.ascii_letters[:3] + r"0_.\>-"
    with graph.as_default():
        tf.placeholder(tf.float32, [], name=allowed)
    picture = Picture(build_diagram(graph), engine="embedded")
    check(picture)
    shown = [text.text for text in ET.fromstring(picture.svg).iter(NS + "text")]
    assert allowed in shown
