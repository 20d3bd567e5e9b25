"""Every picture wherever a notebook is opened: run, reopened, untrusted, exported.

Each front end has one server and one notebook. It is run and saved; what was saved is
opened anew, trusted as it is and untrusted as a copy, and exported. Where no widget can
live, the picture beside it is still there.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbclient
import nbformat
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from . import matrix
from .lab import (
    FRONT_ENDS,
    FrontEnd,
    Notebook,
    Server,
    guarded_page,
    opened,
)
from .matrix import SETUP, THINGS, Thing

STATES = ("run", "trusted", "untrusted", "exported")
# What a teacher types for a page that needs no network: docs/exporting.md.
EXPORT = (
    "--to=html",
    "--HTMLExporter.require_js_url=",
    "--HTMLExporter.mathjax_url=",
    "--ClearMetadataPreprocessor.enabled=True",
)
HEIGHT = 4000
"""Of the page, so that every cell is drawn without scrolling."""
NAME = "things.ipynb"
TRUST = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code').every(cell => cell.model.trusted)"""


@dataclass
class Desk:
    """A front end with the notebook in it, run and saved."""

    browser: Browser
    server: Server
    shots: Path
    ran: Notebook

    @property
    def name(self) -> str:
        return self.server.front_end.name


@dataclass
class View:
    """A page in which the things are to be seen."""

    name: str
    state: str
    notebook: Notebook


@pytest.fixture(scope="module")
def desks(
    browser: Browser,
    servers: Callable[[FrontEnd], Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[FrontEnd], Desk]]:
    """Gives the desk of a front end, which is made when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def desk(front_end: FrontEnd) -> Desk:
            shots = tmp_path_factory.mktemp(f"{front_end.name}-things")
            return stack.enter_context(_made(browser, servers(front_end), shots))

        yield desk


@contextmanager
def _made(browser: Browser, server: Server, shots: Path) -> Iterator[Desk]:
    matrix.write_notebook(server.folder / NAME, [SETUP, *THINGS])
    with opened(server, NAME, shots / "failed.png", height=HEIGHT) as ran:
        ran.run_all()
        assert ran.errors() == []
        for thing in THINGS:
            if thing.live:
                ran.page.locator(thing.live).first.wait_for()
        ran.save()
        yield Desk(browser, server, shots, ran)


@pytest.fixture(
    scope="module",
    params=[(front_end, state) for front_end in FRONT_ENDS for state in STATES],
    ids=lambda pair: f"{pair[0].name}-{pair[1]}",
)
def view(
    desks: Callable[[FrontEnd], Desk], request: pytest.FixtureRequest
) -> Iterator[View]:
    front_end, state = request.param
    desk = desks(front_end)
    with ExitStack() as stack:
        if state == "run":
            notebook = desk.ran
        elif state == "exported":
            notebook = stack.enter_context(exported(desk, EXPORT, NAME))
        else:
            notebook = stack.enter_context(reopened(desk, trusted=state == "trusted"))
        yield View(desk.name, state, notebook)


@contextmanager
def reopened(desk: Desk, *, trusted: bool) -> Iterator[Notebook]:
    """What was saved, in a new page with a new kernel that has run nothing.

    Its signature fits it under any name, but not once somebody else has changed it.
    """
    folder, name = desk.server.folder, f"trusted-{trusted}.ipynb"
    if trusted:
        shutil.copy(folder / NAME, folder / name)
    else:
        matrix.copy_from_elsewhere(folder / NAME, folder / name)
    with shown(desk, name) as notebook:
        assert notebook.page.evaluate(TRUST) is trusted
        if trusted:  # where Jupyter says that it finds no widget, once it has looked
            missed = notebook.page.get_by_text("model not found")
            missed.nth(len([thing for thing in THINGS if thing.live]) - 1).wait_for(
                state="attached"
            )
        yield notebook


@contextmanager
def shown(desk: Desk, name: str) -> Iterator[Notebook]:
    """A notebook of the desk's folder in a page of its own."""
    shot = desk.shots / f"{name}.png"
    with opened(desk.server, name, shot, height=HEIGHT) as notebook:
        yield notebook


@contextmanager
def exported(desk: Desk, options: Sequence[str], source: str) -> Iterator[Notebook]:
    """A notebook of the desk's folder as HTML, opened from its file, offline."""
    target = desk.shots / f"{Path(source).stem}-{len(options)}.html"
    convert(desk.server.folder / source, target, options)
    shot = target.with_suffix(".png")
    with guarded_page(desk.browser, shot, height=HEIGHT) as notebook:
        notebook.page.goto(target.as_uri())
        yield notebook


def convert(source: Path, target: Path, options: Sequence[str]) -> Path:
    """Writes a notebook as ``jupyter nbconvert`` does with these options."""
    command = [sys.executable, "-m", "nbconvert", *options, f"--output={target}"]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    return target


def check_things(notebook: Notebook, name: str, *, live: bool) -> None:
    """Everything is seen at once, and the widgets where they can live."""
    for thing in THINGS:
        check_thing(notebook, name, thing, live=live)
    assert notebook.complaints == []


def check_thing(notebook: Notebook, name: str, thing: Thing, *, live: bool) -> None:
    output = matrix.output_of(notebook.page, THINGS.index(thing) + 1)
    if thing.live:
        matrix.check_widget(output, thing, live=live)
    matrix.keep_screenshot(output, f"{name}-{thing.name}")
    matrix.check_picture(output, thing)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_it_is_seen(view: View, thing: Thing) -> None:
    name = f"{view.name}-{view.state}"
    check_thing(view.notebook, name, thing, live=view.state == "run")


def test_nothing_went_wrong_in_the_page(view: View) -> None:
    assert view.notebook.complaints == []


@pytest.fixture(scope="module")
def with_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook run by a program that stores what its widgets show."""
    folder = tmp_path_factory.mktemp("state")
    matrix.write_notebook(folder / NAME, [SETUP, *THINGS])
    notebook = nbformat.read(folder / NAME, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        store_widget_state=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    assert "widgets" in notebook.metadata
    nbformat.write(notebook, folder / NAME)
    return folder / NAME


@pytest.mark.parametrize("front_end", FRONT_ENDS, ids=lambda end: end.name)
def test_with_its_state_stored_a_widget_lives_without_running(
    desks: Callable[[FrontEnd], Desk], front_end: FrontEnd, with_state: Path
) -> None:
    desk = desks(front_end)
    shutil.copy(with_state, desk.server.folder / "state.ipynb")
    desk.server.trust("state.ipynb")
    with shown(desk, "state.ipynb") as notebook:
        check_things(notebook, f"{desk.name}-state", live=True)
        # What needs the kernel says so: this one has never heard of the explorer.
        notebook.page.locator(".tfx [data-fold]").first.click()
        notebook.page.get_by_text("needs the kernel").wait_for()


def test_an_export_with_state_shows_the_pictures(
    desks: Callable[[FrontEnd], Desk], with_state: Path
) -> None:
    desk = desks(FRONT_ENDS[0])
    shutil.copy(with_state, desk.server.folder / "export.ipynb")
    with exported(desk, EXPORT, "export.ipynb") as notebook:
        check_things(notebook, "export-state", live=False)


def test_an_export_asks_for_nothing_of_ours(
    desks: Callable[[FrontEnd], Desk],
) -> None:
    """nbconvert's own page asks for scripts, with an empty notebook as with ours."""
    desk = desks(FRONT_ENDS[0])
    matrix.write_notebook(desk.server.folder / "empty.ipynb", ["6 * 7"])
    with exported(desk, ["--to=html"], "empty.ipynb") as empty:
        asked = list(empty.complaints)
    assert asked
    with exported(desk, ["--to=html"], NAME) as full:
        for thing in THINGS:
            check_thing(full, "plain-export", thing, live=False)
        assert full.complaints == asked


@pytest.mark.parametrize(
    ("spoilt", "found"),
    [
        ("", False),
        ("</svg>", True),  # the paper alone
        ("opacity:0", True),
        ("clip-path:inset(50%)", True),
        ("position:relative;left:-9999px", True),
        ("display:none", True),
    ],
)
def test_a_picture_that_is_not_seen_is_found(
    browser: Browser, tmp_path: Path, spoilt: str, found: bool
) -> None:
    """The check fails where the picture is there and shows nothing."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    drawn += '<rect width="200" height="100" fill="white"/>'
    drawn += "</svg>" if spoilt == "</svg>" else '<path d="M9,9h99v50z"/></svg>'
    data = base64.b64encode(drawn.encode()).decode()
    (tmp_path / "page.html").write_text(
        f'<main><img alt="Graph of one" src="data:image/svg+xml;base64,{data}" '
        f'style="{spoilt}"><details><pre>one</pre></details></main>',
        encoding="utf-8",
    )
    thing = Thing("one", "", "Graph", ("one",))
    with guarded_page(browser, tmp_path / "failed.png", height=300) as notebook:
        page = notebook.page
        page.set_default_timeout(1000)  # a place that is never seen has no picture
        page.goto((tmp_path / "page.html").as_uri())
        expected = (AssertionError, PlaywrightTimeoutError)
        with pytest.raises(expected) if found else nullcontext():
            matrix.check_picture(page.locator("main"), thing)


@pytest.mark.parametrize("front_end", FRONT_ENDS, ids=lambda end: end.name)
def test_dark_and_narrow(
    desks: Callable[[FrontEnd], Desk], front_end: FrontEnd
) -> None:
    """Pictures keep their own light ground, and nothing is cut off."""
    ran = desks(front_end).ran
    page = ran.page
    with ran.in_the_dark():
        for thing in THINGS:
            output = matrix.output_of(page, THINGS.index(thing) + 1)
            matrix.keep_screenshot(output, f"{front_end.name}-dark-{thing.name}")
            picture = output.locator(f'img[alt^="{thing.alt}"]').first
            assert min(picture.evaluate(matrix.CORNER)) > 230, thing.name
    page.set_viewport_size({"width": 700, "height": HEIGHT})
    for thing in THINGS:
        output = matrix.output_of(page, THINGS.index(thing) + 1)
        matrix.keep_screenshot(output, f"{front_end.name}-narrow-{thing.name}")
        room, picture = (
            place.bounding_box()
            for place in (output, output.locator(f'img[alt^="{thing.alt}"]').first)
        )
        assert room is not None
        assert picture is not None
        assert picture["x"] + picture["width"] <= room["x"] + room["width"] + 1
