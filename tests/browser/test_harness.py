"""The harness sees what a reader sees: pictures, steppers, and what goes wrong."""

from __future__ import annotations

import base64

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from .lab import opened
from .matrix import SIZE

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"/>'
SOURCE = f"data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}"
PICTURE = f"""
from IPython.display import HTML
HTML('<img alt="Graph" src="{SOURCE}">')
"""
STEPPER = """
import ipywidgets as widgets
frames = [widgets.HTML(f'<p class="probe" data-step="{k}">{k}</p>') for k in range(4)]
slider, stack = widgets.IntSlider(max=3), widgets.Stack(frames, selected_index=0)
widgets.jslink((slider, "value"), (stack, "selected_index"))
widgets.VBox([slider, stack])
"""
OUTSIDE = """
from IPython.display import HTML
HTML('<img src="https://example.org/picture.png">')
"""
NO_DOT = "import shutil\nassert shutil.which('dot') is None"


def write(folder, name, *sources):
    cells = [new_code_cell(source) for source in sources]
    # Without a kernelspec JupyterLab asks which kernel, and everything waits.
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), folder / name)


@pytest.fixture
def server(lab):
    write(lab.folder, "good.ipynb", PICTURE, STEPPER, NO_DOT)
    write(lab.folder, "bad.ipynb", OUTSIDE, "1 / 0")
    return lab


def test_a_good_notebook(server, tmp_path):
    with opened(server, "good.ipynb", tmp_path / "failed.png") as notebook:
        notebook.run_all()
        page = notebook.page
        assert notebook.errors() == []
        picture = page.locator(".jp-OutputArea img[alt^='Graph']")
        assert picture.evaluate(SIZE) == [80, 40]
        page.wait_for_selector(".probe[data-step='0']")
        page.locator(".noUi-handle").click()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".probe")).to_have_text(["1"])
        assert notebook.complaints == []


def test_a_bad_notebook(server, tmp_path):
    with opened(server, "bad.ipynb", tmp_path / "failed.png") as notebook:
        notebook.page.evaluate("window.setTimeout(() => { throw Error('planted') })")
        notebook.page.evaluate(
            "void window.jupyterapp.commands.execute('notebook:run-all-cells')"
        )
        notebook.page.wait_for_selector("[data-mime-type*='stderr']")
        assert notebook.errors() == ["ZeroDivisionError: division by zero"]
        # What is drawn twice is asked for twice.
        outside, thrown = sorted(set(notebook.complaints), reverse=True)
        assert outside == "outside request: https://example.org/picture.png"
        assert "planted" in thrown
