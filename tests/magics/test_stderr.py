"""Not one byte on stderr: nbgrader gives a cell that writes any the mark zero."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from tests.magics.conftest import Notebook
from tests.magics.touring import WITHOUT, tour_cells

ROOT = Path(__file__).parents[2]
# What a machine may lack.
MACHINES = {
    "as it is": {},
    "no dot, no widgets": {"PATH": "", WITHOUT: "ipywidgets,anywidget"},
    "no layout": {"TEACHFLOW_LAYOUT": "none"},
    "no engine, no summaries": {WITHOUT: "pygraphviz,tensorboard", "PATH": ""},
    "no graphviz, no kernel": {
        WITHOUT: "graphviz,pygraphviz,ipykernel,ipywidgets,anywidget"
    },
}
SCRIPT = """
import os, sys
from tests.magics import touring
if names := os.environ.get(touring.WITHOUT):
    sys.meta_path.insert(0, touring.Blocked(names.split(",")))
for cell in touring.tour_cells():
    if "ummar" in cell and "tensorboard" in os.environ.get(touring.WITHOUT, ""):
        continue
    print("In:", cell)
    get_ipython().run_cell(cell, store_history=True).raise_error()
print("The tour is over.")
"""


def environment(folder: Path, **variables: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "IPYTHONDIR": str(folder / "ipython"),
        **variables,
    }


@pytest.mark.parametrize("machine", MACHINES)
def test_in_a_terminal(tmp_path: Path, machine: str) -> None:
    (tmp_path / "tour.ipy").write_text(SCRIPT)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "IPython",
            "--no-banner",
            "--colors=nocolor",
            "tour.ipy",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment(tmp_path, **MACHINES[machine]),
    )
    assert done.stderr == ""
    assert done.stdout.endswith("The tour is over.\n"), done.stdout[-2000:]


def test_in_this_process(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    capfd.readouterr()
    for cell in tour_cells():
        notebook.run(cell)
        assert capfd.readouterr().err == "", cell


@pytest.mark.parametrize("machine", ["as it is", "no dot, no widgets"])
def test_in_a_kernel(tmp_path: Path, machine: str) -> None:
    """Neither a message of the stream's name, nor a byte from the process itself."""
    log = tmp_path / "kernel.log"
    names = MACHINES[machine].get(WITHOUT, "").split(",")
    block = "import sys\nfrom tests.magics.touring import Blocked\n"
    block += f"sys.meta_path.insert(0, Blocked({names!r}))"
    with log.open("w") as file:
        manager, client = start_new_kernel(
            cwd=str(tmp_path),
            stderr=file,
            env=environment(tmp_path, **MACHINES[machine]),
        )
        try:
            started = log.stat().st_size
            for cell in [block, *tour_cells()]:
                assert said_on_stderr(client, cell) == ""
            assert log.read_text()[started:] == ""
            assert said_on_stderr(client, "import sys; sys.stderr.write('x')") == "x"
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def said_on_stderr(client: Any, cell: str) -> str:
    """What a kernel sends as stderr for a cell, which must succeed."""
    asked = client.execute(cell)
    said = ""
    while True:
        try:
            message = client.get_iopub_msg(timeout=60)
        except Empty:
            raise RuntimeError(f"no answer to {cell}") from None
        if message["parent_header"].get("msg_id") != asked:
            continue
        kind, content = message["msg_type"], message["content"]
        assert kind != "error", (cell, content)
        if kind == "stream" and content["name"] == "stderr":
            said += content["text"]
        if kind == "status" and content["execution_state"] == "idle":
            return said
