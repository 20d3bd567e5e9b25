"""The wheel holds both packages, and the version is written in one place."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from teachflow import _version

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel(tmp_path):
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.iterdir()
    assert wheel.name == f"teachflow-{_version.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    packages = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert packages == {"teachflow", "teachflow_magics"}
    assert {"teachflow/py.typed", "teachflow_magics/__init__.py"} <= names
    assert "teachflow/graph_def/attributes.json" in names
    widgets = {f"teachflow/widgets/explorer.{kind}" for kind in ("js", "css")}
    assert widgets <= names
    here = {str(path.relative_to(ROOT)) for path in ROOT.glob("teachflow/**/*.py")} | {
        str(path.relative_to(ROOT / "magics")) for path in ROOT.glob("magics/**/*.py")
    }
    assert here <= names


def test_constraints_hold_no_address():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.count("==") == 1 for line in lines)
    assert not [line for line in lines if "/" in line or "@" in line or " " in line]
