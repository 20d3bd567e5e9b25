"""How Jupyter starts the kernel: ``kernel.json`` and the logos, in a directory.

In the environment that Jupyter itself runs in, the first word is ``python``, which
Jupyter takes to be its own interpreter, so that the environment may be moved. Anywhere
else other environments see the directory too, and it names this interpreter.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict

NAME = "teachflow"
DISPLAY_NAME = "TeachFlow"
MODULE = "teachflow_magics.kernel"
LOGO = Path(__file__).parent / "logo"


def kernel_json(
    display_name: str = DISPLAY_NAME, *, here: bool = False
) -> dict[str, Any]:
    """What ``kernel.json`` holds: IPython's own, with another module to start.

    ``here``: for the environment that Jupyter runs in.

    >>> kernel_json(here=True)["argv"]
    ['python', '-P', '-m', 'teachflow_magics.kernel', '-f', '{connection_file}']
    """
    python = "python" if here else sys.executable
    # -P: a file random.py beside the notebook hides no module from the kernel itself.
    argv = [python, "-P", "-m", MODULE, "-f", "{connection_file}"]
    return {**get_kernel_dict(), "argv": argv, "display_name": display_name}


def write(directory: Path, display_name: str, *, here: bool) -> None:
    """Writes the files into a directory that is made."""
    shutil.copytree(LOGO, directory)
    described = json.dumps(kernel_json(display_name, here=here), indent=1)
    (directory / "kernel.json").write_text(described + "\n", "utf-8")


def is_ours(directory: Path) -> bool:
    """Whether a directory of a kernel is one that was written here."""
    try:
        argv = json.loads((directory / "kernel.json").read_text("utf-8"))["argv"]
    except (OSError, ValueError, KeyError):
        return False
    return MODULE in argv
