"""The first lesson as a learner meets it: opened in JupyterLab, run, stepped through."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .lab import opened, running_server

LESSON = Path(__file__).parents[2] / "notebooks" / "01_first_graph.ipynb"
# Seen by its text alone: the sanitiser of an untrusted notebook drops classes.
PICTURES = ".jp-OutputArea img[alt^='Graph']"
DRAWN = """image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"""
FRAME = ".teachflow-frame:visible"


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lessons")
    shutil.copy(LESSON, folder)
    with running_server(folder, tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def lesson(browser, server, tmp_path):
    with opened(browser, server, LESSON.name, tmp_path / "failed.png") as notebook:
        yield notebook
        assert notebook.complaints == []


def pictures(page):
    """The sizes of all pictures of graphs, once they are drawn."""
    found = page.locator(PICTURES)
    found.first.wait_for(state="attached")
    return [picture.evaluate(DRAWN) for picture in found.all()]


def test_pictures_are_there_before_anything_runs(lesson):
    sizes = pictures(lesson.page)
    assert all(width > 20 and height > 20 for width, height in sizes)


def test_every_cell_runs_and_the_stepper_steps(lesson):
    lesson.run_all()
    assert lesson.errors() == []
    page = lesson.page
    assert all(width > 20 and height > 20 for width, height in pictures(page))

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

    page.locator(".widget-play button").first.click()
    page.wait_for_selector(f"{FRAME}[data-step='2']")
