"""What the rendering matrix shows, and how one cell of it is looked at.

A thing is a notebook cell with what must be seen of its output, wherever it is opened.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
SETUP = """
%load_ext teachflow
import teachflow.compat.v1 as tf
"""
SIZE = "i => i.decode().then(() => [i.naturalWidth, i.naturalHeight])"
# Red, green, blue and opacity of a picture, just inside its corner and at its edge.
CORNER = """async image => {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(8, 8, 1, 1).data,
            ...pen.getImageData(canvas.width / 2, 4, 1, 1).data];
}"""
# How much of a picture, given as PNG, has not the colour that most of it has.
INK = """async data => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const colours = new Uint32Array(
        pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const counts = new Map();
    for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return 1 - Math.max(...counts.values()) / colours.length;
}"""
LEAST_INK = 0.01
"""Of what is seen; the thinnest curve of the pictures here leaves more."""
# The lines that say to run the cell, of those that are seen.
SAID = """area => [...area.querySelectorAll('pre, .teachflow-beside')]
    .filter(each => each.offsetParent)
    .map(each => each.matches('pre') ? each.textContent
        : getComputedStyle(each, '::before').content)
    .filter(line => line.includes('Run this cell to'))"""
DRAWING = (b"<path", b"<polygon", b"<polyline", b"<rect", b"<circle")


@dataclass(frozen=True)
class Thing:
    """A cell: its source, how its picture's alternative text begins, what it tells.

    ``words`` stand in the text below the picture. ``live`` finds what its widget draws
    where one can live. ``raises``: the cell ends with an error, on purpose.
    """

    name: str
    source: str
    alt: str
    words: tuple[str, ...] = ()
    live: str = ""
    raises: bool = False


GRAPH = Thing(
    "graph",
    """%%graph
with tf.name_scope("layer"):
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="w")
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    y = tf.nn.relu(tf.matmul(x, w), name="y")
""",
    "Graph",
    ("layer", "variable"),
)
STEPPER = Thing(
    "stepper",
    """
from teachflow.widgets import step_descent
with tf.Graph().as_default():
    v = tf.Variable(3.0, name="v")
    step_descent(tf.square(v), learning_rate=0.25, steps=3)
""",
    "Curve of",
    live=".teachflow-frame:visible",
)
REPORT = Thing(
    "report",
    """%%run_report
w.initializer.run()
y.eval({x: [[1.0, 2.0]]})
""",
    "Graph",
    ("computed", "fed"),
)
ERROR = Thing(
    "error",
    """
a = tf.ones([2, 3], name="a")
b = tf.ones([2, 3], name="b")
tf.matmul(a, b, name="product")
""",
    "Graph",
    ("product", "MatMul"),
    raises=True,
)
EXPLORER = Thing(
    "explorer",
    "%explore y",
    "Graph",
    ("layer", "variable"),
    live=".tfx-drawing",
)
THINGS = (GRAPH, REPORT, ERROR, EXPLORER, STEPPER)


def write_notebook(path: Path, sources: Sequence[Thing | str], **metadata: str) -> None:
    """A notebook of these cells, none of them run."""
    cells = []
    for number, source in enumerate(sources):
        cell = new_code_cell(getattr(source, "source", source), id=f"cell-{number}")
        if getattr(source, "raises", False):
            cell.metadata["tags"] = ["raises-exception"]
        cells.append(cell)
    # Without a kernelspec JupyterLab asks which kernel, and everything waits.
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel | metadata), path)


def copy_from_elsewhere(source: Path, target: Path) -> None:
    """The notebook as another machine might have written it: no signature fits it."""
    notebook = nbformat.read(source, as_version=4)
    notebook.metadata["teacher"] = "somebody else"
    nbformat.write(notebook, target)


def output_of(page: Page, position: int) -> Locator:
    """The output of the code cell at a position, in a notebook or an export."""
    return page.locator(".jp-CodeCell").nth(position).locator(".jp-OutputArea").first


def check_picture(output: Locator, thing: Thing) -> None:
    """The picture is seen, is a drawing, has its words as alt text and below it."""
    picture = output.locator(f'img[alt^="{thing.alt}"]').first
    picture.wait_for(state="attached", timeout=10_000)
    folds = output.locator("details.teachflow-still:not([open]) > summary")
    for fold in folds.all():  # folded away where a widget shows the same
        fold.click()
    assert picture.is_visible()
    width, height = picture.evaluate(SIZE)
    assert width > 60
    assert height > 60
    shown = picture.bounding_box()
    assert shown is not None
    assert shown["width"] > 60
    assert len(picture.get_attribute("alt") or "") > len(thing.alt)
    kind, _, data = (picture.get_attribute("src") or "").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert any(mark in base64.b64decode(data) for mark in DRAWING)
    told = output.locator("details pre").all_text_contents()
    assert told or not thing.words
    for word in thing.words:
        assert any(word in text for text in told), (word, told)
    assert ink(picture) > LEAST_INK


def check_widget(output: Locator, thing: Thing, *, live: bool) -> None:
    """The widget is seen, or one line that says to run the cell, and no error of it."""
    said = output.evaluate(SAID)
    if live:
        drawn = output.locator(thing.live).first
        drawn.wait_for(timeout=10_000)
        assert ink(drawn) > LEAST_INK
        assert said == []
    else:
        assert len(said) == 1
    failed = output.get_by_text("Error displaying widget")
    assert not any(message.is_visible() for message in failed.all())


def ink(place: Locator) -> float:
    """How much of what is seen of a place, from 0 to 1, is not its ground."""
    seen = base64.b64encode(place.screenshot()).decode()
    found: float = place.evaluate(f"(_, data) => ({INK})(data)", seen)
    return found


def keep_screenshot(place: Locator | Page, name: str) -> Path:
    """Writes what is seen to the folder of screenshots; returns the file."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    place.screenshot(path=path)
    return path
