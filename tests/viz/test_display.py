"""The bundle that a notebook gets: always there, always with the same keys."""

from __future__ import annotations

import base64
import re
import subprocess
import sys

import pytest

from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node
from teachflow.viz.display import Picture, arrow_notes
from teachflow.viz.drawing.text import to_text
from teachflow.viz.layout import render as render_module
from teachflow.viz.layout.render import LayoutError
from teachflow.viz.settings import use
from tests.viz import samples

pytest.importorskip("graphviz")
KEYS = {"text/html", "image/svg+xml", "text/plain"}
ENGINES = ["dot", "embedded", "none"]
_UNMARKED = "unmarked arrows carry float32 scalars, marked ones float32"


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_image_depends_on_the_engine(engine, has_engine, capfd):
    has_engine(engine)
    bundle = Picture(samples.chain(), engine=engine)._repr_mimebundle_()
    plain = Picture(samples.chain(), engine="none")._repr_mimebundle_()
    assert set(bundle) == KEYS
    assert bundle["text/plain"] == plain["text/plain"]
    # The image and its own size; nothing else.
    image = r'width="\d+" height="\d+"|base64,[A-Za-z0-9+/=]+'
    assert re.sub(image, "", bundle["text/html"]) == re.sub(
        image, "", plain["text/html"]
    )
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert bundle["image/svg+xml"].endswith("</svg>")
    assert capfd.readouterr() == ("", "")


def test_the_image_in_the_html_is_the_svg():
    bundle = Picture(samples.chain())._repr_mimebundle_()
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
    assert data is not None
    assert base64.b64decode(data[1]).decode() == bundle["image/svg+xml"]


def test_the_html_has_a_text_for_those_who_cannot_see_it():
    html = Picture(samples.chain())._repr_mimebundle_()["text/html"]
    alt = re.search(r'<img alt="([^"]+)"', html)
    assert alt is not None
    assert alt[1] == (
        "Graph of 10 operations; placeholders: n0; variables: n1, n2; results: n7."
    )
    assert "<details><summary>Graph of 10 operations (as text)</summary>" in html


@pytest.mark.parametrize(
    ("marks", "note"),
    [
        (("", ""), "every arrow carries a float32 scalar"),
        (("(3,)", "?"), "every arrow carries float32, of the shape shown"),
        (("(3,)", "int32 ?"), "every arrow carries float32 unless it says otherwise"),
        (
            ("", "(3,)"),
            f"{_UNMARKED} of the shape shown",
        ),
        (
            ("", "int32 scalar"),
            f"{_UNMARKED} unless they say otherwise",
        ),
    ],
)
def test_a_line_says_what_arrows_carry(marks, note):
    nodes = samples.chain().root
    edges = [Edge(f"n{i + 1}:0", f"n{i}", f"n{i + 1}", m) for i, m in enumerate(marks)]
    diagram = Diagram(
        nodes, (*edges, Edge("n4^n3", "n3", "n4", "", "control")), "float32"
    )
    assert arrow_notes(diagram) == (note,)


def test_arrows_that_only_say_the_order_carry_nothing():
    edges = (Edge("n4^n3", "n3", "n4", "", "control"),)
    assert arrow_notes(Diagram(samples.chain().root, edges, "")) == ()


def test_the_line_on_arrows_comes_first_below_the_picture():
    shown = Picture(samples.chain()).svg
    assert shown.index("every arrow carries float32, of") < shown.index("a note")


def test_user_text_is_escaped_in_the_html():
    html = Picture(samples.labelled())._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<pre>") == html.count("</pre>") == 1


def test_the_text_is_one_line_for_each_node():
    assert to_text(samples.chain()).splitlines()[0] == "Graph of 10 operations"
    for line in to_text(samples.labelled()).splitlines():
        assert line.isprintable()


@pytest.mark.parametrize("broken", ["to_dot", "render", "to_text", "alt_text"])
def test_a_repr_never_raises(broken, monkeypatch):
    def bug(*_, **__):
        raise RuntimeError("a <bug>")

    monkeypatch.setattr(f"teachflow.viz.display.{broken}", bug)
    bundle = Picture(samples.chain())._repr_mimebundle_()
    assert set(bundle) == KEYS
    if broken in ("to_dot", "render"):
        assert "a\u00a0&lt;bug&gt;" in bundle["image/svg+xml"]
        assert bundle["text/plain"] == to_text(samples.chain())
    else:
        assert "a <bug>" in bundle["text/plain"]
        assert "a &lt;bug&gt;" in bundle["text/html"]


@pytest.mark.parametrize("setting", ["none", "nonsense"])
def test_a_setting_that_draws_nothing_gives_the_text(setting, monkeypatch):
    monkeypatch.setenv(render_module.SETTING, setting)
    picture = Picture(samples.chain())
    assert set(picture._repr_mimebundle_()) == KEYS
    assert setting in (picture.problem or "")
    assert "name0" in picture.svg


def test_without_the_package_graphviz_the_text_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "graphviz", None)
    picture = Picture(samples.chain())
    assert set(picture._repr_mimebundle_()) == KEYS
    assert "pip install 'teachflow[notebook]'" in (picture.problem or "")


def test_an_engine_whose_answer_is_no_svg(monkeypatch):
    monkeypatch.setattr("teachflow.viz.display.render", lambda *_: b"oops")
    assert "no SVG" in (Picture(samples.chain()).problem or "")


def test_an_empty_graph():
    picture = Picture(Diagram(Box(), ()))
    assert picture.problem is None
    assert picture.text == "Empty graph: no operation yet"
    assert "Empty" in picture._repr_mimebundle_()["text/html"]


def test_the_repr_is_stable_and_short():
    assert repr(Picture(samples.chain())) == "<Picture: Graph of 10 operations>"


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".svg", b"<svg "),
        (".png", b"\x89PNG"),
        (".dot", b"digraph"),
        (".txt", b"Graph"),
    ],
)
def test_saving(suffix, start, tmp_path):
    path = Picture(samples.chain()).save(tmp_path / f"picture{suffix}")
    assert path.read_bytes().startswith(start)


def test_saving_as_something_else_names_what_there_is(tmp_path):
    with pytest.raises(ValueError, match=r"\.svg, \.png, \.dot or \.txt"):
        Picture(samples.chain()).save(tmp_path / "a.pdf")


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_saving_what_cannot_be_drawn_writes_nothing(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    with pytest.raises(LayoutError):
        Picture(samples.chain(), engine="none").save(path)
    assert not path.exists()


def test_a_plain_python_shows_a_picture_without_a_byte_on_stderr():
    code = (
        "from tests.viz import samples\n"
        "from teachflow.viz.display import Picture\n"
        "print(len(Picture(samples.labelled(), engine='embedded').svg) > 100)"
    )
    pytest.importorskip("pygraphviz")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (b"True", b"")


def test_the_image_has_its_size_so_that_a_page_does_not_jump():
    picture = Picture(samples.chain())
    root = re.match(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"', picture.svg)
    assert root is not None
    html = picture._repr_mimebundle_()["text/html"]
    sizes = re.search(r'<img [^>]*width="(\d+)" height="(\d+)"', html)
    assert sizes is not None
    assert [int(n) for n in sizes.groups()] == [round(float(n)) for n in root.groups()]
    # A narrow page makes it smaller and keeps its proportions.
    assert 'style="max-width:100%;height:auto"' in html


def test_a_picture_can_be_shown_larger_and_stays_the_same_picture():
    usual, large = Picture(samples.chain()), Picture(samples.chain(), scale=1.5)
    sizes = [
        int(re.search(r' width="(\d+)"', p._repr_mimebundle_()["text/html"])[1])
        for p in (usual, large)
    ]
    assert sizes[1] == pytest.approx(1.5 * sizes[0], abs=1)
    assert '<details style="font-size:150%">' in large._repr_mimebundle_()["text/html"]
    assert usual.svg == large.svg


def test_what_a_picture_is_not_told_is_as_the_settings_say():
    before = use(direction="LR", engine="none", scale=2.0)
    try:
        picture = Picture(samples.chain())
        told = Picture(samples.chain(), direction="TB", engine="dot", scale=1.0)
    finally:
        use(**vars(before))
    assert (picture.direction, picture.engine, picture.scale) == ("LR", "none", 2.0)
    assert (told.direction, told.engine, told.scale) == ("TB", "dot", 1.0)


def test_a_bitmap_has_the_notes_and_signs_under_it(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(
        "teachflow.viz.display.render", lambda source, *_: seen.append(source) or b""
    )
    nodes = (Node("a", "op", "a", badges=(Badge("value", "1"),)),)
    Picture(Diagram(Box("", nodes), (), "", 1, ("a note",))).save(tmp_path / "a.png")
    assert "= value" in seen[0]
    assert "a note" in seen[0]


def test_a_saved_dot_has_a_legend_of_samples_and_the_notes(tmp_path):
    path = Picture(samples.chain()).save(tmp_path / "graph.dot")
    source = path.read_text(encoding="utf-8")
    assert "cluster:=legend" in source
    for words in ("placeholder (you feed it)", "runs before (no data)", "a note"):
        assert words in source
    assert "legend" not in Picture(samples.chain()).dot


def test_a_png_is_larger_for_its_legend(tmp_path, has_engine):
    has_engine("embedded")
    picture = Picture(samples.chain(), engine="embedded")
    whole = picture.save(tmp_path / "graph.png").read_bytes()
    bare = render_module.render(picture.dot, "png", "embedded")
    width = int.from_bytes(whole[16:20], "big")
    # Half of it comes from the dots per inch.
    assert width > 2 * int.from_bytes(bare[16:20], "big")
