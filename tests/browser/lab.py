"""Starts JupyterLab or Notebook 7 on a folder, and works with the notebooks in it.

Everything is on this machine: a free port, empty folders for every setting, and no
directory that holds ``dot`` on the PATH, so that pictures come from the layout engine
that is installed with the project. Nothing waits for time to pass, only for what must
be seen.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

START_SECONDS = 60
# The session is there, its kernel answers, and no "Select Kernel" will come up.
READY = """() => {
    const session = window.jupyterapp?.shell?.currentWidget?.sessionContext;
    return session && session.isReady
        && session.session?.kernel?.connectionStatus === 'connected'
        && session.kernelDisplayStatus === 'idle';
}"""
# "void": else evaluate() would wait for the promise, with no limit.
RUN_ALL = "void window.jupyterapp.commands.execute('notebook:run-all-cells')"
# The kernel is idle, and every cell with code in it has run, or one has failed, which
# keeps the others from running.
ALL_RAN = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    if (panel.sessionContext.kernelDisplayStatus !== 'idle') return false;
    const cells = panel.content.model.sharedModel.toJSON().cells
        .filter(cell => cell.cell_type === 'code' && cell.source.length > 0);
    const failed = cell => !(cell.metadata.tags || []).includes('raises-exception')
        && cell.outputs.some(output => output.output_type === 'error');
    return cells.every(cell => cell.execution_count !== null) || cells.some(failed);
}"""
CLEAR = "void window.jupyterapp.commands.execute('editmenu:clear-all')"
THEME = """name => void window.jupyterapp.commands.execute(
    'apputils:change-theme', {theme: `JupyterLab ${name}`})"""
THEMED = """name => document.body.dataset.jpThemeLight === String(name === 'Light')
    && !document.getElementById('jupyterlab-splash')"""
SAVE = "void window.jupyterapp.commands.execute('docmanager:save')"
SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"


@dataclass(frozen=True)
class FrontEnd:
    """What differs between the programs that show notebooks.

    ``module`` is what Python starts, ``application`` the class that is configured,
    ``page`` where a notebook is shown, ``slips`` the errors that it throws by itself,
    in its own files, with any notebook.
    """

    name: str
    module: str
    application: str
    page: str
    slips: tuple[str, ...] = ()

    def slipped(self, error: Error) -> bool:
        """Whether it is one of its own errors, thrown from its own files."""
        own = f"/static/{self.name}/" in (error.stack or "")
        return own and any(slip in str(error) for slip in self.slips)


# "reset": a fresh workspace; else JupyterLab opens what was open before, too.
LAB = FrontEnd("lab", "jupyterlab", "LabApp", "/lab/tree/{name}?token={token}&reset")
NOTEBOOK = FrontEnd(
    "notebook",
    "notebook",
    "JupyterNotebookApp",
    "/notebooks/{name}?token={token}",
    ("reading 'schema'",),  # a race in how it loads its shortcuts
)
FRONT_ENDS = (LAB, NOTEBOOK)


@dataclass(frozen=True, eq=False)
class Server:
    """A running front end: where, the token that opens it, its folder and settings.

    ``window`` is where its pages open: they share what the browser has loaded once.
    """

    address: str
    token: str
    folder: Path
    environment: dict[str, str]
    window: BrowserContext
    front_end: FrontEnd = LAB

    def notebook(self, name: str) -> str:
        """The address of a notebook in the server's folder."""
        page = self.front_end.page.format(name=name, token=self.token)
        return f"{self.address}{page}"

    def end_kernel(self, name: str) -> None:
        """Ends the kernel of a notebook, where it still has one."""
        for session in json.loads(self._answer("GET", "sessions")):
            if session["path"] == name:
                self._answer("DELETE", f"sessions/{session['id']}")

    def _answer(self, method: str, what: str) -> bytes:
        asked = urllib.request.Request(f"{self.address}/api/{what}", method=method)
        asked.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(asked, timeout=20) as answer:
            body: bytes = answer.read()
            return body

    def trust(self, name: str) -> None:
        """Signs a notebook in the server's folder, as ``jupyter trust`` does."""
        command = [sys.executable, "-m", "nbformat.sign", str(self.folder / name)]
        subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.DEVNULL
        )


@dataclass
class Notebook:
    """An open notebook, and what went wrong in the page since it was opened."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def run_all(self, seconds: float = 120) -> None:
        """Runs every cell and returns when the kernel is idle again."""
        self.page.evaluate(CLEAR)
        self.page.wait_for_function(
            "() => document.querySelectorAll('.jp-OutputArea-output').length === 0"
        )
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(ALL_RAN, timeout=seconds * 1000)

    def save(self) -> None:
        """Writes the notebook, as Ctrl-S does; the server signs what was run here."""
        self.page.evaluate(SAVE)
        self.page.wait_for_function(SAVED)

    @contextmanager
    def in_the_dark(self) -> Iterator[None]:
        """The dark theme, and afterwards the light one: a server keeps what is set."""
        try:
            self._set_theme("Dark")
            yield
        finally:
            self._set_theme("Light")

    def _set_theme(self, name: str) -> None:
        self.page.evaluate(THEME, name)
        self.page.wait_for_function(THEMED, arg=name)

    def errors(self) -> list[str]:
        """The error outputs of all cells, as ``Name: message``."""
        found: list[str] = self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.model
                .sharedModel.toJSON().cells
                .filter(({metadata}) => !metadata.tags?.includes('raises-exception'))
                .flatMap(cell => cell.outputs || [])
                .filter(output => output.output_type === 'error')
                .map(output => `${output.ename}: ${output.evalue}`)"""
        )
        return found


def path_without_dot() -> str:
    """The PATH, the environment's own scripts first, without folders that hold dot."""
    folders = os.environ["PATH"].split(os.pathsep)
    kept = [folder for folder in folders if not shutil.which("dot", path=folder)]
    return os.pathsep.join([str(Path(sys.executable).parent), *kept])


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def isolated_environment(home: Path) -> dict[str, str]:
    """The process environment with empty folders for whatever keeps settings."""
    environment = dict(os.environ) | {
        "PATH": path_without_dot(),
        "HOME": str(home),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    for name in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "MPLCONFIGDIR",
    ):
        folder = home / name.lower()
        folder.mkdir(parents=True)
        environment[name] = str(folder)
    plugin = home / "jupyterlab_settings_dir/@jupyterlab/apputils-extension"
    plugin.mkdir(parents=True)
    # No "Would you like to receive news?" in front of the notebook.
    settings = json.dumps({"fetchNews": "false", "checkForUpdates": False})
    (plugin / "notification.jupyterlab-settings").write_text(settings, encoding="utf-8")
    return environment


@contextmanager
def running_server(
    browser: Browser, folder: Path, home: Path, front_end: FrontEnd = LAB
) -> Iterator[Server]:
    """A front end on ``folder``, with its settings and its log in ``home``."""
    environment = isolated_environment(home)
    address, token = f"http://127.0.0.1:{free_port()}", secrets.token_hex(16)
    window = browser.new_context()
    server = Server(address, token, folder, environment, window, front_end)
    command = [sys.executable, "-m", front_end.module, "--no-browser", "--allow-root"]
    command += [
        "--ip=127.0.0.1",
        f"--port={server.address.rpartition(':')[2]}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--IdentityProvider.token={server.token}",
        "--LabApp.extension_manager=readonly",
        f"--{front_end.application}.expose_app_in_browser=True",
    ]
    log = home / f"{front_end.name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that its kernels can be ended with it
        )
        try:
            wait_until_it_answers(server, process, log)
            yield server
        finally:
            window.close()
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_until_it_answers(
    server: Server, process: subprocess.Popen[bytes], log: Path
) -> None:
    """Returns when the server answers; raises ``RuntimeError`` with its log if not."""
    deadline = time.monotonic() + START_SECONDS
    url = f"{server.address}/api/status?token={server.token}"
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"Jupyter did not start:\n{log.read_text()[-2000:]}")


@contextmanager
def opened(
    server: Server, name: str, shot: Path, *, height: int = 1600
) -> Iterator[Notebook]:
    """A notebook with its kernel ready; writes a picture to ``shot`` when a test fails.

    The page can reach this machine and nothing else: any other request fails and is
    noted among the complaints.
    """
    with guarded_page(
        server.window,
        shot,
        height=height,
        address=server.address,
        slips=server.front_end,
    ) as notebook:
        page = notebook.page
        page.goto(server.notebook(name))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_function(READY)
        yield notebook
    server.end_kernel(name)


@contextmanager
def guarded_page(
    window: Browser | BrowserContext,
    shot: Path,
    *,
    height: int = 1600,
    address: str = "no address",
    slips: FrontEnd | None = None,
) -> Iterator[Notebook]:
    """A page that may ask ``address`` alone; what else it asks for is noted.

    So is every error in it but the ``slips`` of a front end. Nothing outside can be
    reached anyway: the browser knows no name but this machine's. (Intercepting the
    requests would turn off the cache, and loading a front end takes seconds.)
    """
    page = window.new_page()
    page.set_viewport_size({"width": 1200, "height": height})
    page.set_default_timeout(60_000)
    notebook = Notebook(page)

    def look(request: Request) -> None:
        url = request.url
        if url.startswith(("http:", "https:")) and not url.startswith(address):
            notebook.complaints.append(f"outside request: {url}")

    def note(error: Error) -> None:
        if slips is None or not slips.slipped(error):
            notebook.complaints.append(f"error: {error}")

    page.on("request", look)
    page.on("pageerror", note)
    try:
        yield notebook
    except BaseException:
        page.screenshot(path=shot)
        print(f"What the browser showed: {shot}")
        raise
    finally:
        page.close()
