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

from .lab import LAB, FrontEnd, Server, running_server
from .matrix import SCREENSHOTS

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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once where the pictures are that the tests have kept."""
    if SCREENSHOTS.is_dir():
        terminalreporter.write_line(f"Screenshots of what was seen: {SCREENSHOTS}")
