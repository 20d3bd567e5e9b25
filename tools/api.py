"""Writes docs/api.md: every name of both faces and every op, from the code itself.

A name's page in TensorFlow's documentation is what its docstring's ``Source:`` says, or
the face's own name of it; ``tests/oracle/records/names*.json`` say whether TensorFlow
has such a name. What differs from TensorFlow is each sentence of the docstring that
begins with "Unlike TensorFlow".
"""

from __future__ import annotations

import functools
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pages
from teachflow_magics.commands.names import (
    FACES,
    differences,
    documented,
    kind,
    namespaces,
    offered,
    source,
)

from teachflow.core.registry import OPS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "api.md"
RECORDS = ROOT / "tests" / "oracle" / "records"
SITE = "https://www.tensorflow.org/api_docs/python/"
HEAD = """\
# What there is

Every name that TeachFlow offers, made from the code by `tools/api.py`. A name that is a
link leads to its page in TensorFlow's documentation, which holds for it but for what
the last column says. A name that is not here raises an `AttributeError` that proposes
the nearest.
"""


@functools.cache
def recorded(record: str) -> dict[str, frozenset[str]]:
    """The names that TensorFlow has: in each namespace of one of its faces."""
    text = (RECORDS / f"{record}.json").read_text(encoding="utf-8")
    spaces = json.loads(text)["cases"]["names"]
    return {
        space: frozenset(" ".join(lines).split()) for space, lines in spaces.items()
    }


def path(spoken: str, graph: bool) -> str | None:
    """The page of ``tf.nn.relu`` on TensorFlow's site; None where it has no such name.

    Constants and dtypes have no page of their own: they stand on their namespace's.
    """
    space, _, name = spoken.rpartition(".")
    if name not in recorded("names" if graph else "names_eager").get(space, ()):
        return None
    inside = space.removeprefix("tf").replace(".", "/")
    return ("tf/compat/v1" if graph else "tf") + inside + "/" + name


def page(spoken: str, value: Any, graph: bool) -> str | None:
    """The address of a name's page, None where there is none."""
    name = spoken.rpartition(".")[2]
    said = source(value)
    if said and said.startswith("tf.compat.v1."):
        found = path("tf." + said.removeprefix("tf.compat.v1."), True)
    elif said:
        found = path(said, False) or path(said, True)
    elif kind(value) == "error":
        found = path(f"tf.errors.{name}", False)
    else:
        found = None
    found = found or path(spoken, graph)
    if kind(value) == "message":
        spaces = sorted(recorded("names"))
        found = found or next(filter(None, (path(f"{s}.{name}", True) for s in spaces)))
    if found and kind(value) in ("constant", "dtype"):
        found = "#".join(found.rsplit("/", 1))
    return found and SITE + found


def rows(spoken: str, module: ModuleType, graph: bool) -> Iterator[str]:
    """One line of the table for each name of a namespace."""
    for name, value in offered(module):
        if isinstance(value, ModuleType):
            continue
        full = f"{spoken}.{name}"
        what = differences(value) if documented(value) else ""
        address = page(full, value, graph)
        if not address:
            own = (
                "An older TensorFlow's; 2.21 lacks it."
                if source(value)
                else "TeachFlow's own."
            )
            what = f"{own} {what}".rstrip()
        shown = f"[`{full}`]({address})" if address else f"`{full}`"
        yield f"| {shown} | {kind(value)} | {what} |"


def op_rows() -> Iterator[str]:
    """One line for each op: its inputs and outputs, and whether it has a gradient."""
    OPS.declare_all()
    for type_, opdef in sorted(OPS.items()):
        inputs = ", ".join(arg.name for arg in opdef.inputs)
        if opdef.vjp:
            gradient = "yes"
        else:
            gradient = "" if opdef.differentiable else "nothing flows"
        first = (opdef.__doc__ or "").split("\n\n")[0]
        first = " ".join(first.split()).replace("|", "\\|")
        yield f"| `{type_}` | {inputs} | {gradient} | {first} |"


def text() -> str:
    """The whole page."""
    parts = [HEAD]
    for face, (title, line, graph) in FACES.items():
        parts.append(f"\n## {title}\n\n`{line}`\n")
        for spoken, module in namespaces(importlib.import_module(face), "tf"):
            table = "\n".join(rows(spoken, module, graph))
            head = "| Name | Kind | What differs |\n| --- | --- | --- |"
            parts.append(f"\n### `{spoken}`\n\n{head}\n{table}\n")
    head = "| Op | Inputs | Gradient | What it does |\n| --- | --- | --- | --- |"
    parts.append(f"\n## The ops\n\n{head}\n" + "\n".join(op_rows()) + "\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Writes the page, or says that it is not current."""
    asked = pages.options(PAGE, arguments)
    return pages.write(PAGE, text(), asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
