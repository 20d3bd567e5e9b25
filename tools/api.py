"""Writes docs/api.md: every name of both faces and every op, from the code itself.

A name's page in TensorFlow's documentation is what its docstring's ``Source:`` says, or
the face's own name of it. What differs from TensorFlow is each sentence of the
docstring that begins with "Unlike TensorFlow".

    python tools/api.py            writes the page
    python tools/api.py --check    says whether it is current
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from teachflow.compat.missing import public
from teachflow.core.dtypes import DType
from teachflow.core.registry import OPS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
SITE = "https://www.tensorflow.org/api_docs/python/"
FACES = {
    "teachflow.compat.v1": ("The graph face", "import teachflow.compat.v1 as tf", "v1"),
    "teachflow.compat.v2": ("The eager face", "import teachflow as tf", ""),
}
HEAD = """\
# What there is

Every name that TeachFlow offers, made from the code by `tools/api.py`. Each has its
page in TensorFlow's documentation, which holds for it but for what the last column
says. A name that is not here raises an `AttributeError` that proposes the nearest.
"""


def namespaces(module: ModuleType, spoken: str) -> Iterator[tuple[str, ModuleType]]:
    """The face and the modules inside it, depth first."""
    yield spoken, module
    for name, value in public(module):
        if isinstance(value, ModuleType) and value.__name__.startswith(
            (module.__name__ + ".", "teachflow.compat.v1.")
        ):
            yield from namespaces(value, f"{spoken}.{name}")


def kind(value: Any) -> str:
    """One word for what a name stands for."""
    if isinstance(value, DType):
        return "dtype"
    if inspect.isclass(value):
        return "error" if issubclass(value, Exception) else "class"
    return "function" if callable(value) else "constant"


def page(spoken: str, name: str, value: Any, version: str) -> str:
    """The address of the name's page."""
    found = re.search(
        r"Source:\s+tf\.([\w.]+?)[.;,]?(\s|$)", inspect.getdoc(value) or ""
    )
    if found and kind(value) in ("function", "class"):
        path = found[1]
    else:
        inside = spoken.removeprefix("tf").removeprefix(".").replace(".", "/")
        path = "/".join(filter(None, (version and f"compat/{version}", inside, name)))
    return SITE + "tf/" + path.replace(".", "/")


def differences(value: Any) -> str:
    """What the docstring says of TensorFlow's behaviour that this has not."""
    text = " ".join((inspect.getdoc(value) or "").split(">>>")[0].split())
    found = re.findall(r"(Unlike TensorFlow.*?[.:])(?= [A-Z`]|$)", text)
    return " ".join(found).replace("|", "\\|")


def rows(spoken: str, module: ModuleType, version: str) -> Iterator[str]:
    """One line of the table for each name of a namespace."""
    for name, value in public(module):
        if isinstance(value, ModuleType):
            continue
        what = differences(value) if kind(value) in ("function", "class") else ""
        address = page(spoken, name, value, version)
        yield f"| [`{spoken}.{name}`]({address}) | {kind(value)} | {what} |"


def op_rows() -> Iterator[str]:
    """One line for each op: its inputs and outputs, and whether it has a gradient."""
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
    for face, (title, line, version) in FACES.items():
        parts.append(f"\n## {title}\n\n`{line}`\n")
        for spoken, module in namespaces(importlib.import_module(face), "tf"):
            table = "\n".join(rows(spoken, module, version))
            head = "| Name | Kind | What differs |\n| --- | --- | --- |"
            parts.append(f"\n### `{spoken}`\n\n{head}\n{table}\n")
    head = "| Op | Inputs | Gradient | What it does |\n| --- | --- | --- | --- |"
    parts.append(f"\n## The ops\n\n{head}\n" + "\n".join(op_rows()) + "\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Writes the page, or says that it is not current."""
    made = text()
    if arguments == ["--check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
        if not current:
            print("docs/api.md is not current: run python tools/api.py")
        return not current
    PAGE.write_text(made, encoding="utf-8")
    print(f"{PAGE.name}: {made.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
