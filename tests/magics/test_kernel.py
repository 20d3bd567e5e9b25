"""``python -m teachflow install``: a kernel that starts with the extension loaded."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from teachflow_magics.kernel import command, spec


def told(*arguments: str, code: int = 0) -> str:
    """What the command prints, on the stream that fits its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            found = command.main(arguments)
        except SystemExit as ended:  # argparse's way
            found = int(ended.code or 0)
    assert found == code
    said, other = (err, out) if code else (out, err)
    assert other.getvalue() == ""
    return said.getvalue()


def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = str(tmp_path)
    said = told("install", "--prefix", prefix, "--display-name", "Class 3")
    assert said.startswith("The kernel Class 3 is in")
    assert "JUPYTER_PATH" in said  # nobody looks there
    place = tmp_path / "share" / "jupyter" / "kernels" / "teachflow"
    assert {path.name for path in place.iterdir()} == {
        "kernel.json",
        "logo-svg.svg",
        "logo-32x32.png",
        "logo-64x64.png",
    }
    described = json.loads((place / "kernel.json").read_text())
    assert described["argv"][0] == sys.executable
    assert described["display_name"] == "Class 3"
    told("install", "--prefix", prefix)  # again, over itself
    assert json.loads((place / "kernel.json").read_text())["display_name"] == (
        "TeachFlow"
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    assert "teachflow" in KernelSpecManager().find_kernel_specs()
    assert "JUPYTER_PATH" not in told("install", "--prefix", prefix)
    assert "was taken away" in told("uninstall", "--prefix", prefix)
    assert not place.exists()
    assert "no kernel of TeachFlow" in told("uninstall", "--prefix", prefix, code=1)


def test_another_programs_kernel_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "share" / "jupyter" / "kernels" / "python3"
    place.mkdir(parents=True)
    (place / "kernel.json").write_text('{"argv": ["python", "-m", "other"]}')
    asked = ["--prefix", str(tmp_path), "--name", "python3"]
    assert "Choose another name" in told("install", *asked, code=1)
    assert "no kernel of TeachFlow" in told("uninstall", *asked, code=1)
    assert (place / "kernel.json").exists()


@pytest.mark.parametrize("name", ["a b", "../up", ""])
def test_a_name_that_jupyter_refuses(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a kernel's name"):
        command.install(str(tmp_path), name)
    assert not any(tmp_path.iterdir())


def test_help_and_mistakes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "teachflow", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "uninstall" in done.stdout
    assert done.stderr == ""
    assert "--display-name" in told("install", "--help")
    assert "usage:" in told("instal", code=2)
    assert "usage:" in told(code=2)


def test_the_environments_own_kernel_names_no_path() -> None:
    assert spec.kernel_json(here=True)["argv"][0] == "python"
    assert spec.kernel_json()["argv"][0] == sys.executable


class Kernel:
    """A running kernel, and what it says."""

    def __init__(self, name: str, errors: Path) -> None:
        self._errors = errors.open("w")
        self._file = errors
        self._manager, self._client = start_new_kernel(
            kernel_name=name, stderr=self._errors
        )

    def run(self, code: str) -> list[tuple[str, Any]]:
        """The outputs of a cell that must succeed."""
        heard: list[tuple[str, Any]] = []

        def hear(message: dict[str, Any]) -> None:
            if message["msg_type"] not in ("status", "execute_input"):
                heard.append((message["msg_type"], message["content"]))

        reply = self._client.execute_interactive(code, output_hook=hear, timeout=60)
        assert reply["content"]["status"] == "ok", heard
        return heard

    def close(self) -> str:
        """Ends it; returns what it wrote on stderr."""
        self._client.stop_channels()
        self._manager.shutdown_kernel()
        self._errors.close()
        return self._file.read_text()


@pytest.fixture(scope="module")
def plain_stderr(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What Python's own kernel writes on stderr when it starts and ends."""
    kernel = Kernel("python3", tmp_path_factory.mktemp("plain") / "stderr")
    kernel.run("1")
    return kernel.close()


def test_the_kernel_starts_with_the_extension(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_stderr: str
) -> None:
    command.install(str(tmp_path))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    (lesson / "random.py").write_text("1 / 0\n")
    monkeypatch.chdir(lesson)
    kernel = Kernel("teachflow", tmp_path / "stderr")
    (picture,) = kernel.run(
        "import teachflow.compat.v1 as tf\nx = tf.constant(1, name='x')\n%graph x"
    )
    assert picture[0] == "execute_result"
    assert "image/svg+xml" in picture[1]["data"]
    assert kernel.run("%load_ext teachflow") == []
    assert kernel.run("import os; os.getcwd()")[0][1]["data"]["text/plain"] == repr(
        str(lesson)
    )
    assert kernel.run("x.eval()")[0][1]["data"]["text/plain"] == "np.int32(1)"
    assert kernel.run("%reload_ext teachflow") == []
    assert kernel.run("%unload_ext teachflow") == []
    assert kernel.run("'graph' in get_ipython().magics_manager.magics['line']")[0][1][
        "data"
    ]["text/plain"] == ("False")
    assert kernel.run("%load_ext teachflow") == []
    assert kernel.run("%graph x")[0][0] == "execute_result"
    said = kernel.close().replace("TeachFlowKernelApp", "IPKernelApp")
    assert said == plain_stderr
