"""What is drawn: contours, numbers in words, sizes, and the same bytes every time."""

from __future__ import annotations

import base64
import html
import itertools
import json
import re
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.viz.curves.axes import shown, ticks
from teachflow.widgets import Descent, DescentPicture, record_descent
from teachflow.widgets.contours import loops
from teachflow.widgets.panel import background_html, build_panel, frame_html

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def run() -> Descent:
    """The longest descent there is: two numbers, momentum, 99 steps."""
    w = tf.Variable(3.0, name="w")
    b = tf.Variable(-2.0, name="b")
    loss = tf.add(tf.square(w - 1.0), 3.0 * tf.square(b + 0.5 * w - 2.0), name="loss")
    optimizer = tf.train.MomentumOptimizer(0.01, 0.97)
    return record_descent(loss, optimizer=optimizer, steps=99)


@pytest.fixture
def curve() -> Descent:
    """A descent of one number, whose name needs escaping nowhere but in our hands."""
    w = tf.Variable(3.0, name="w")
    return record_descent(tf.square(w, name="loss"), learning_rate=0.25, steps=3)


def test_a_circle_is_one_loop_at_the_right_distance() -> None:
    x, y = np.meshgrid(np.arange(41.0), np.arange(41.0), indexing="ij")
    (loop,) = loops(-np.hypot(x - 20, y - 20), -10.0)
    distances = [np.hypot(px - 20, py - 20) for px, py in loop]
    assert np.allclose(distances, 10, atol=0.05)


def test_a_region_that_leaves_the_grid_is_closed_along_its_edge() -> None:
    slope = np.repeat(np.arange(5.0)[:, None], 4, axis=1)
    (loop,) = loops(slope, 2.5)
    assert {(2.5, 0.0), (2.5, 3.0), (4.0, 0.0), (4.0, 3.0)} == set(loop)


@given(st.lists(st.floats(-5, 5), min_size=30, max_size=30), st.floats(-4, 4))
def test_loops_have_the_area_of_what_is_inside(
    values: list[float], level: float
) -> None:
    """Summed with their signs, the loops cover what bilinear cells roughly cover."""
    heights = np.array(values).reshape(6, 5)
    area = 0.0
    for loop in loops(heights, level):
        ring = [*loop, loop[0]]
        area += sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    inside = (heights >= level).all()
    total = abs(area) / 2
    assert total <= 20 + 1e-9
    if inside:
        assert total == pytest.approx(20.0)
    if not (heights >= level).any():
        assert total == 0


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-3.2, 7.9), (1e-9, 3e-9), (12000, 99000), (-1e6, 1e6)]
)
def test_ticks_are_few_round_and_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 7
    assert all(low - 1e-12 <= tick <= high * (1 + 1e-9) for tick in found)
    assert np.allclose(np.diff(found), found[1] - found[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (3.0, "3"), (99999.4, "99999"), (1e5, "1e5")],
)
def test_numbers(value: float, text: str) -> None:
    assert shown(value) == text


def test_each_frame_has_its_class_and_number(run: Descent) -> None:
    for step in (0, 7, 99):
        text = frame_html(run, step)
        assert text.startswith(f'<div class="teachflow-frame" data-step="{step}"')
        assert f"<b>Step {step}</b> of 99" in text


def test_the_formula_has_the_frames_numbers_in_it(curve: Descent) -> None:
    text = html.unescape(frame_html(curve, 1))
    assert "w ← w − η · ∂loss/∂w" in text
    assert "1.5 − 0.25 · 3 = 0.75" in text


def test_the_stepper_stays_small(run: Descent, curve: Descent) -> None:
    pytest.importorskip("ipywidgets")
    from ipywidgets.embed import dependency_state

    for descent in (run, curve):
        state = json.dumps(dependency_state([build_panel(descent)]), ensure_ascii=False)
        assert len(state.encode()) < 300_000
        assert len(DescentPicture(descent).svg) < 60_000


def test_nothing_is_made_that_the_stepper_does_not_use(curve: Descent) -> None:
    w = pytest.importorskip("ipywidgets")
    from ipywidgets.embed import dependency_state

    def models() -> set[str]:
        return set(w.Widget.get_manager_state()["state"])

    before = models()
    panel = build_panel(curve)
    assert models() - before == set(dependency_state([panel]))


def test_frame_and_background_fit_each_other_and_a_narrow_page(curve: Descent) -> None:
    w = pytest.importorskip("ipywidgets")
    ground, stack = build_panel(curve).children[0].children
    frames = stack.children
    first, second = (
        re.search(r'<svg [^>]*viewBox="([^"]+)" width="(\d+)" height="(\d+)"', text)
        for text in (ground.value, frames[0].value)
    )
    assert first is not None
    assert second is not None
    assert first.groups() == second.groups()
    # One rule sizes both pictures, so they shrink alike.
    rule = re.search(
        r"\.teachflow-frame > svg, \.teachflow-ground > svg \{([^}]*)\}", ground.value
    )
    assert rule is not None
    assert "max-width: 100%; height: auto" in rule[1]
    assert "flex-wrap: wrap" in ground.value
    for item in (ground, stack, *frames):
        assert item.layout.width == "100%"
    assert isinstance(stack, w.Stack)
    assert not re.search(r"(?<!-)\bwidth: ?\d", frames[0].value)


def test_play_slider_and_stack_are_linked_in_the_front_end(curve: Descent) -> None:
    w = pytest.importorskip("ipywidgets")
    from ipywidgets.embed import dependency_state

    widget = build_panel(curve)
    grid, controls = widget.children
    play, slider = controls.children
    stack = grid.children[1]
    assert isinstance(play, w.Play)
    assert isinstance(slider, w.IntSlider)
    assert isinstance(stack, w.Stack)
    assert len(stack.children) == len(curve.frames) == slider.max + 1 == play.max + 1
    links = [
        (model["state"]["source"], model["state"]["target"])
        for model in dependency_state([widget]).values()
        if model["model_name"] == "LinkModel"
    ]

    def end(item: Any, trait: str) -> list[str]:
        return [f"IPY_MODEL_{item.model_id}", trait]

    assert (end(play, "value"), end(slider, "value")) in links
    assert (end(slider, "value"), end(stack, "selected_index")) in links
    assert len(links) == 2


def _elements(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def test_the_static_picture_is_an_image_with_alt_and_table(run: Descent) -> None:
    bundle = DescentPicture(run)._repr_mimebundle_()
    assert list(bundle) == ["text/html", "image/svg+xml", "text/plain"]
    page = bundle["text/html"]
    found = re.fullmatch(
        r'<img alt="([^"]+)" style="max-width:100%" '
        r'src="data:image/svg\+xml;base64,([^"]+)"><details>(.*)</details>',
        page,
        re.DOTALL,
    )
    assert found is not None
    assert base64.b64decode(found[2]).decode() == bundle["image/svg+xml"]
    assert found[3].count("<tr>") == 101
    root = _elements(bundle["image/svg+xml"])
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {
        "svg",
        "rect",
        "path",
        "polyline",
        "polygon",
        "circle",
        "text",
        "g",
    }
    assert not any("style" in element.attrib for element in root.iter())


def test_what_the_learner_named_is_escaped() -> None:
    text = background_html(
        Descent(
            "<loss>", ("<w>",), *_parts(record_descent(tf.square(tf.Variable(1.0))))
        )
    )
    assert "&lt;w&gt;" in text
    assert "<w>" not in text


def _parts(descent: Descent) -> tuple[Any, ...]:
    return descent.rule, descent.frames, descent.surface


def test_text_is_the_same_in_two_processes() -> None:
    code = (
        "import teachflow.compat.v1 as tf\n"
        "from teachflow.widgets import *\n"
        "w = tf.Variable([3.0, -2.0], name='w')\n"
        "run = record_descent(tf.reduce_sum(tf.square(w)))\n"
        "bundle = DescentPicture(run)._repr_mimebundle_()\n"
        "print(*bundle.values())\n"
    )
    one, two = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        for _ in range(2)
    )
    assert one.stdout == two.stdout
    assert one.stderr == b""
    assert b"Gradient descent on Sum" in one.stdout


def test_a_long_table_is_short_in_text(run: Descent) -> None:
    lines = repr(DescentPicture(run)).splitlines()
    assert (
        lines[0]
        == "Gradient descent on loss, learning rate 0.01, momentum 0.97: 99 steps"
    )
    assert lines[1].split() == ["step", "w", "b", "loss", "dloss/dw", "dloss/db"]
    assert len(lines) < 16
    assert lines[-1].split()[0] == "99"
