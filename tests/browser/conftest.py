"""Debian's Chromium, driven by playwright; without it these tests are skipped.

All of them share the browser and one server of each front end: starting these, and
loading a front end for the first time, takes longer than most of the tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser, sync_playwright

from .explorers import ITEM, NOTEBOOKS
from .lab import LAB, FrontEnd, Server, opened, running_server
from .matrix import SCREENSHOTS, write_notebook

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name outside of this machine is known, so nothing there can be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on the PATH (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def servers(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[FrontEnd], Server]]:
    """Gives the server of a front end, started when it is first asked for.

    Who uses it writes notebooks with names of their own into its folder.
    """
    with ExitStack() as stack:

        @cache
        def server(front_end: FrontEnd) -> Server:
            folder = tmp_path_factory.mktemp(front_end.name)
            home = tmp_path_factory.mktemp(f"{front_end.name}-home")
            return stack.enter_context(running_server(browser, folder, home, front_end))

        yield server


@pytest.fixture(scope="session")
def lab(servers: Callable[[FrontEnd], Server]) -> Server:
    """JupyterLab, for what need not be seen in both front ends."""
    return servers(LAB)


@pytest.fixture(scope="module")
def open_explorer(tmp_path_factory):
    """Gives the notebook of a name, open in a front end; each is opened only once."""
    shots = tmp_path_factory.mktemp("explorers")
    with ExitStack() as stack:

        @cache
        def open_once(server, name):
            end = server.front_end.name
            write_notebook(server.folder / f"{name}.ipynb", NOTEBOOKS[name])
            shot = shots / f"failed-{name}-{end}.png"
            return stack.enter_context(opened(server, f"{name}.ipynb", shot))

        yield open_once


@pytest.fixture
def explore(open_explorer, lab):
    """Runs a notebook anew, in JupyterLab or in another front end; gives its page.

    What went wrong in the page until the end of the test is nothing.
    """
    used = []

    def run(name, server=lab):
        notebook = open_explorer(server, name)
        used.append(notebook)
        notebook.run_all()
        assert notebook.errors() == []
        notebook.page.locator(ITEM).first.wait_for()
        notebook.page.locator(".tfx").scroll_into_view_if_needed()
        return notebook.page

    yield run
    for notebook in used:
        assert notebook.complaints == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once where the pictures are that the tests have kept."""
    if SCREENSHOTS.is_dir():
        terminalreporter.write_line(f"Screenshots of what was seen: {SCREENSHOTS}")
