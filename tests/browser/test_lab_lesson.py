"""Lessons as a learner meets them: opened in JupyterLab, run, stepped."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from .lab import opened

LESSON = Path(__file__).parents[2] / "notebooks" / "01_first_graph.ipynb"
TAPES = LESSON.with_name("04_gradients_and_tapes.ipynb")
# Seen by its text alone: the sanitiser of an untrusted notebook drops classes.
PICTURES = ".jp-OutputArea img[alt^='Graph']"
DRAWN = "i => i.decode().then(() => [i.naturalWidth, i.naturalHeight])"
FRAME = ".teachflow-frame:visible"
# Not one step and no other: a step while playing is seen for half a second only.
PLAYED = """step => [...document.querySelectorAll('.teachflow-frame')]
    .some(frame => frame.offsetParent && Number(frame.dataset.step) >= step)"""


@pytest.fixture(scope="module")
def lesson(lab, tmp_path_factory):
    """The first lesson as it was stored, and then as the tests leave it."""
    shutil.copy(LESSON, lab.folder)
    shot = tmp_path_factory.mktemp("lesson") / "failed.png"
    with opened(lab, LESSON.name, shot) as notebook:
        yield notebook


@pytest.fixture(scope="module")
def ran(lesson):
    """The lesson after every cell was run."""
    lesson.run_all()
    assert lesson.errors() == []
    return lesson


def check_pictures(page):
    """Every picture of a graph is seen, and is a drawing rather than lines of text."""
    found = page.locator(PICTURES)
    found.first.wait_for(state="attached")
    for picture in found.all():
        width, height = picture.evaluate(DRAWN)
        assert width > 20, picture.get_attribute("alt")
        assert height > 20, picture.get_attribute("alt")
        data = picture.get_attribute("src").partition("base64,")[2]
        assert b"<path" in base64.b64decode(data), picture.get_attribute("alt")


def test_pictures_are_there_before_anything_runs(lesson):
    check_pictures(lesson.page)


def test_every_cell_runs_and_the_stepper_steps(ran):
    page = ran.page
    check_pictures(page)

    frame = page.locator(FRAME).first
    frame.wait_for()
    frame.scroll_into_view_if_needed()
    first = frame.inner_html()
    assert frame.get_attribute("data-step") == "0"

    slider = page.locator(".noUi-handle").first
    slider.click()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{FRAME}[data-step='1']")
    assert frame.inner_html() != first

    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{FRAME}[data-step='0']")
    assert frame.inner_html() == first

    play = page.locator(".widget-play button").first
    play.click()
    page.wait_for_function(PLAYED, arg=2)
    play.click()
    play.locator(".fa-play").wait_for()  # and it stands still


@pytest.mark.parametrize("width", [800, 1100, 1500])
def test_the_moving_part_lies_on_the_fixed_part_at_every_width(ran, width):
    """The stepper's two drawings are one picture, and none of it is cut off."""
    ran.page.set_viewport_size({"width": width, "height": 1000})
    ran.page.locator(FRAME).first.wait_for()
    fixed, moving, room = ran.page.evaluate(
        """() => {
            const box = e => { const r = e.getBoundingClientRect();
                return [r.left, r.top, r.right, r.bottom].map(Math.round) };
            const frame = [...document.querySelectorAll('.teachflow-frame')]
                .find(e => e.offsetParent);
            const output = frame.closest('.jp-OutputArea-output');
            const ground = output.querySelector('.teachflow-ground svg');
            return [ground, frame.querySelector('svg'), output].map(box);
        }"""
    )
    assert fixed == moving
    assert fixed[2] - fixed[0] > 200
    assert fixed[2] <= room[2]


def test_nothing_went_wrong_in_the_page(ran):
    assert ran.complaints == []


def test_the_lesson_without_graphs_runs_and_draws_what_was_traced(lab, tmp_path):
    shutil.copy(TAPES, lab.folder)
    with opened(lab, TAPES.name, tmp_path / "failed.png") as lesson:
        lesson.run_all()
        assert lesson.errors() == []
        drawn = lesson.page.locator(PICTURES)
        drawn.last.scroll_into_view_if_needed()
        check_pictures(lesson.page)
        assert drawn.count() == 2
    assert lesson.complaints == []
