"""Text that looks like markup stays text in every display, run and exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from . import matrix
from .lab import Notebook, Server, guarded_page, opened
from .test_matrix import EXPORT, convert

EVIL = """</text><script>window.hit=1</script><img src=x onerror=window.hit=1>"""
BREAK = 'x"]; y[ \\\\" -> z & <b>'
SETUP = f"""
%load_ext teachflow
import teachflow, teachflow.viz
import teachflow.compat.v1 as tf
evil, breaking = {EVIL!r}, {BREAK!r}
"""
# Each shows text that a learner chose, and some of it can be read in what is shown.
CELLS = (
    """%%graph
a = tf.constant(evil, name="a")
b = tf.constant(breaking, name="b")
v = tf.Variable(evil, name="v")
joined = tf.strings.join([a, b, v], name="joined")
""",
    """%%run_report
v.initializer.run()
print(len(joined.eval()))
""",
    "%graph joined --values",
    "%session",
    f"k = tf.constant(1, name='k')  # {EVIL}\n%cells",
    "%explore",
    "teachflow.constant([evil, breaking])",
    "teachflow.Variable(evil)",
    "%%eager\nteachflow.strings.join([evil, breaking])",
    "teachflow.viz.show_graph(joined, find=evil)",
    """
with tf.summary.FileWriter(f"logs/{breaking[:4]}") as writer:
    value = tf.Summary.Value(tag=evil, simple_value=1.0)
    writer.add_summary(tf.Summary(value=[value]), 0)
%summaries logs
""",
    "tf.constant(1, name=evil)",
    "tf.get_variable(breaking, [])",
)
NAME = "inert.ipynb"


@pytest.fixture(scope="module")
def ran(
    lab: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Notebook, Path]]:
    """The notebook after it was run and saved, and its file."""
    things = [matrix.Thing("", cell, "", raises=True) for cell in CELLS]
    matrix.write_notebook(lab.folder / NAME, [SETUP, *things])
    shot = tmp_path_factory.mktemp("inert") / "failed.png"
    with opened(lab, NAME, shot, height=9000) as notebook:
        notebook.run_all()
        notebook.page.locator(".tfx").wait_for()
        notebook.save()
        yield notebook, lab.folder / NAME


def check_inert(notebook: Notebook) -> None:
    """Nothing of it ran, made an element or broke the page; all can be read."""
    page = notebook.page
    page.wait_for_load_state()
    assert page.evaluate("window.hit") is None
    assert page.locator(".jp-OutputArea img[src='x']").count() == 0
    assert page.locator(".jp-OutputArea :is(b, svg script)").count() == 0
    assert notebook.complaints == []
    for position in range(1, len(CELLS) + 1):
        output = matrix.output_of(page, position)
        assert output.text_content(), CELLS[position - 1]
        for picture in output.locator("img").all():
            assert picture.evaluate(matrix.SIZE)[0] > 60, CELLS[position - 1]


def test_where_it_is_run(ran: tuple[Notebook, Path]) -> None:
    notebook, _ = ran
    matrix.keep_screenshot(notebook.page, "inert-run")
    check_inert(notebook)
    for position, cell in enumerate(CELLS, start=1):
        if "evil" in cell or EVIL in cell:
            output = matrix.output_of(notebook.page, position)
            assert "</text>" in (output.text_content() or ""), cell


def test_opened_by_the_explorers_keys(ran: tuple[Notebook, Path]) -> None:
    """Selecting each node writes its values into the explorer's panel."""
    notebook, _ = ran
    page = notebook.page
    page.locator(".tfx input").first.fill(".")
    for _ in range(6):
        page.keyboard.press("Enter")
    check_inert(notebook)


def test_where_it_is_exported(
    browser: Browser, ran: tuple[Notebook, Path], tmp_path: Path
) -> None:
    target = convert(ran[1], tmp_path / "inert.html", EXPORT)
    with guarded_page(browser, tmp_path / "failed.png", height=9000) as page:
        page.page.goto(target.as_uri())
        matrix.keep_screenshot(page.page, "inert-exported")
        check_inert(page)


def test_what_is_not_inert_is_found(browser: Browser, tmp_path: Path) -> None:
    page = f'<meta charset="utf-8"><div class="jp-OutputArea"><svg><text>{EVIL}'
    (tmp_path / "bad.html").write_text(page, encoding="utf-8")
    with guarded_page(browser, tmp_path / "failed.png") as notebook:
        notebook.page.goto((tmp_path / "bad.html").as_uri())
        with pytest.raises(AssertionError):
            check_inert(notebook)
