"""``python -m teachflow install`` and ``uninstall``: the kernel in Jupyter's list."""

from __future__ import annotations

import argparse
import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.paths import jupyter_data_dir

from teachflow.texts import text
from teachflow_magics.kernel import spec

_SILENT = logging.Logger("jupyter", logging.ERROR)  # what it warns of is said below


def install(
    prefix: str | None = None,
    name: str = spec.NAME,
    display_name: str = spec.DISPLAY_NAME,
) -> Path:
    """Adds the kernel to Jupyter's list; returns its place.

    ``prefix``: the environment that sees it; None for all that this user has. Raises
    ``FileExistsError`` where another program's kernel has that name, and ``ValueError``
    for a name that Jupyter does not allow.
    """
    place = _kernels(prefix) / _checked(name)
    if place.exists() and not spec.is_ours(place):
        raise FileExistsError(text("install.taken", name=name, place=place))
    with tempfile.TemporaryDirectory() as directory:
        made = Path(directory) / "kernel"
        spec.write(made, display_name, here=prefix == sys.prefix)
        manager = KernelSpecManager(log=_SILENT)
        manager.install_kernel_spec(str(made), name, user=not prefix, prefix=prefix)
    return place


def uninstall(prefix: str | None = None, name: str = spec.NAME) -> Path:
    """Takes it out of that list; returns its former place.

    Raises ``FileNotFoundError`` where there is no such kernel of ours.
    """
    place = _kernels(prefix) / _checked(name)
    if not spec.is_ours(place):
        raise FileNotFoundError(text("install.absent", place=place))
    shutil.rmtree(place)
    return place


def _kernels(prefix: str | None) -> Path:
    data = Path(prefix, "share", "jupyter") if prefix else Path(jupyter_data_dir())
    return data / "kernels"


def _checked(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9._-]+", name, re.IGNORECASE):
        raise ValueError(text("install.name", name=name))
    return name.lower()


def main(arguments: Sequence[str] | None = None) -> int:
    """What ``python -m teachflow`` does; returns the exit code."""
    asked = _parser().parse_args(arguments)
    prefix = _prefix(asked)
    try:
        if asked.command == "uninstall":
            place = uninstall(prefix, asked.name)
            said = text("install.gone", name=asked.name, place=place)
        else:
            place = install(prefix, asked.name, asked.display_name)
            said = text("install.done", name=asked.display_name, place=place)
            if str(place.parent) not in KernelSpecManager().kernel_dirs:
                said += "\n" + text("install.unseen", place=place.parents[1])
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(said)  # noqa: T201
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m teachflow",
        description="Adds to Jupyter a kernel that starts with TeachFlow's magics.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    add = commands.add_parser("install", help="add the kernel to Jupyter's list")
    take = commands.add_parser("uninstall", help="take it out of the list")
    for command in (add, take):
        places = command.add_mutually_exclusive_group()
        places.add_argument(
            "--user", action="store_true", help="for this user, in all environments"
        )
        places.add_argument(
            "--sys-prefix",
            action="store_true",
            help="for the environment of this Python (the default in one)",
        )
        places.add_argument("--prefix", metavar="P", help="below another prefix")
        command.add_argument(
            "--name", default=spec.NAME, metavar="N", help="how Jupyter calls it"
        )
    add.add_argument(
        "--display-name",
        default=spec.DISPLAY_NAME,
        metavar="D",
        help="how Jupyter shows it",
    )
    return parser


def _prefix(asked: argparse.Namespace) -> str | None:
    """The environment that is meant, None for all that this user has."""
    if asked.prefix:
        return str(Path(asked.prefix).absolute())
    in_environment = sys.prefix != sys.base_prefix and not asked.user
    return sys.prefix if asked.sys_prefix or in_environment else None
