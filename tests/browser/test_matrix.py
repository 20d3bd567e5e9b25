"""Every picture wherever a notebook is opened: run, reopened, untrusted, exported.

Each front end has one server and one notebook. It is run and saved; what was saved is
opened anew, trusted as it is and untrusted as a copy, and exported. Where no widget can
live, the picture beside it is still there.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from . import matrix
from .lab import (
    FRONT_ENDS,
    FrontEnd,
    Notebook,
    Server,
    guarded_page,
    opened,
    running_server,
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
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[FrontEnd], Desk]]:
    """Gives the desk of a front end, which is made when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def desk(front_end: FrontEnd) -> Desk:
            folder = tmp_path_factory.mktemp(front_end.name)
            home = tmp_path_factory.mktemp(f"{front_end.name}-home")
            return stack.enter_context(_made(browser, folder, home, front_end))

        yield desk


@contextmanager
def _made(
    browser: Browser, folder: Path, home: Path, front_end: FrontEnd
) -> Iterator[Desk]:
    matrix.write_notebook(folder / NAME, [SETUP, *THINGS])
    with (
        running_server(folder, home, front_end) as server,
        opened(browser, server, NAME, home / "failed.png", height=HEIGHT) as ran,
    ):
        ran.run_all()
        assert ran.errors() == []
        for thing in THINGS:
            if thing.live:
                ran.page.locator(thing.live).first.wait_for()
        ran.save()
        yield Desk(browser, server, home, ran)


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
            notebook = stack.enter_context(exported(desk, EXPORT))
        else:
            notebook = stack.enter_context(reopened(desk, trusted=state == "trusted"))
        yield View(desk.name, state, notebook)


@contextmanager
def reopened(desk: Desk, *, trusted: bool) -> Iterator[Notebook]:
    """What was saved, in a new page with a new kernel that has run nothing."""
    folder, name = desk.server.folder, NAME
    if not trusted:
        name = "copy.ipynb"
        matrix.copy_from_elsewhere(folder / NAME, folder / name)
    with opened(
        desk.browser, desk.server, name, desk.shots / f"{name}.png", height=HEIGHT
    ) as notebook:
        assert notebook.page.evaluate(TRUST) is trusted
        yield notebook


@contextmanager
def exported(
    desk: Desk, options: Sequence[str], source: str = NAME
) -> Iterator[Notebook]:
    """A notebook of the desk's folder as HTML, opened from its file, without network."""
    target = desk.shots / f"{Path(source).stem}-{len(options)}.html"
    command = [sys.executable, "-m", "nbconvert", *options, f"--output={target}"]
    subprocess.run(
        [*command, str(desk.server.folder / source)],
        env=desk.server.environment,
        check=True,
        capture_output=True,
    )
    shot = target.with_suffix(".png")
    with guarded_page(desk.browser, None, shot, height=HEIGHT) as notebook:
        notebook.page.goto(target.as_uri())
        yield notebook


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_it_is_seen(view: View, thing: Thing) -> None:
    output = matrix.output_of(view.notebook.page, THINGS.index(thing) + 1)
    matrix.check_picture(output, thing)
    if thing.live and view.state == "run":
        assert output.locator(thing.live).count()
    matrix.keep_screenshot(output, f"{view.name}-{view.state}-{thing.name}")


def test_nothing_went_wrong_in_the_page(view: View) -> None:
    assert view.notebook.complaints == []
