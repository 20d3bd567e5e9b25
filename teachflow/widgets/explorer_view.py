"""Explorer -> the state that a front end shows: SVG, rows and arrows, as JSON.

The drawing's ids are replaced by places in the lists (``n3`` the fourth row, ``e0`` the
first arrow), so that no text of a learner is ever an id.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from teachflow.texts import text
from teachflow.viz.drawing.text import heading
from teachflow.widgets.explorer import MOST_NODES, Explorer
from teachflow.widgets.explorer_rows import rows_and_arrows

_SVG = "http://www.w3.org/2000/svg"


def view(explorer: Explorer) -> dict[str, Any]:
    """What is drawn now, for a front end; every part of it can be written as JSON.

    ``svg`` is empty where no engine could lay the graph out, and where there is nothing
    to draw: the rows are then shown as a list, and ``note`` says why.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.widgets.explorer import start
    >>> with tf.Graph().as_default() as graph:
    ...     y = tf.placeholder(tf.float32, name="x") * 2.0
    >>> shown = view(start(graph))
    >>> for row in shown["rows"]:
    ...     print(row["says"])
    x, placeholder (you feed it), float32 ?
    2.0, constant, float32 scalar
    mul, Mul of x and 2.0, float32 ?
    """
    state: dict[str, Any] = {
        "svg": "",
        "rows": [],
        "arrows": [],
        "title": heading(explorer.diagram),
        "direction": explorer.picture.direction,
        "scale": explorer.picture.scale,
        "note": "",
    }
    count = len(explorer.nodes)
    if count > MOST_NODES:
        note = text("explorer.too_many", count=count, most=MOST_NODES)
        return {**state, "note": note}
    rows, arrows = rows_and_arrows(explorer)
    state |= {"rows": rows, "arrows": arrows}
    if not rows:
        return state | {"note": text("explorer.empty")}
    if explorer.picture.problem is None:
        return state | {"svg": _renamed(explorer, rows)}
    return state | {"note": explorer.picture.problem}


def _renamed(explorer: Explorer, rows: list[dict[str, Any]]) -> str:
    places = {}
    for at, row in enumerate(rows):
        # The group of a box is called after its scope, that of a node after its id.
        is_box = row["id"].endswith("/") and row["id"] not in explorer.nodes
        places["scope:" + row["id"] if is_box else row["id"]] = f"n{at}"
    for at, edge in enumerate(explorer.diagram.edges):
        places.setdefault(edge.id, f"e{at}")
    ET.register_namespace("", _SVG)
    root = ET.fromstring(explorer.picture.svg)
    for element in root.iter():
        name = element.attrib.pop("id", "").partition("-")[2]
        if name in places:
            element.set("id", places[name])
    return ET.tostring(root, encoding="unicode")
