"""Writes constraints.txt: the one version of every package that everything runs on.

Pip resolves all extras together, so that the lessons, the tests and the TensorFlow they
are compared with meet on the same NumPy. The file holds names and versions and no
addresses: pip asks whatever index it is set up for.

    python tools/constraints.py
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = "test,tensorboard,oracle"


def resolve() -> dict[str, str]:
    """What pip would install into an empty environment: versions by name."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
    command += ["--ignore-installed", "--report", "-", f"{ROOT}[{EXTRAS}]"]
    report = json.loads(subprocess.run(command, check=True, stdout=-1).stdout)
    packages = [entry["metadata"] for entry in report["install"]]
    return {
        re.sub(r"[-_.]+", "-", package["name"]).lower(): package["version"]
        for package in packages
    }


def main() -> None:
    """Writes the file anew."""
    versions = resolve()
    del versions["teachflow"]
    lines = [f"{name}=={version}\n" for name, version in sorted(versions.items())]
    (ROOT / "constraints.txt").write_text("".join(lines), encoding="utf-8")
    print(f"constraints.txt: {len(lines)} packages")


if __name__ == "__main__":
    main()
