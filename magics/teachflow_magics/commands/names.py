"""Every name that the two faces offer, where it stands, and what differs there.

What differs from TensorFlow is each sentence of a docstring that begins with "Unlike
TensorFlow". ``docs/api.md`` and ``%teachflow api`` are made of this.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from teachflow.compat.missing import public
from teachflow.compat.v1._messages import WHERE
from teachflow.core.dtypes import DType
from teachflow.formats.example import NAMES

FACES = {
    "teachflow.compat.v1": ("The graph face", "import teachflow.compat.v1 as tf", True),
    "teachflow.compat.v2": ("The eager face", "import teachflow as tf", False),
}


def namespaces(module: ModuleType, spoken: str) -> Iterator[tuple[str, ModuleType]]:
    """The face and the modules inside it, depth first."""
    yield spoken, module
    for name, value in public(module, load=True):
        inside = (f"{module.__name__}.", "teachflow.compat.v1.")
        if isinstance(value, ModuleType) and (
            value.__name__.startswith(inside) or value.__name__ == "teachflow.keras"
        ):
            yield from namespaces(value, f"{spoken}.{name}")


def offered(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a namespace offers: its own names, and messages that it loads when asked."""
    names = {*WHERE, *NAMES} - vars(module).keys()
    lazy = [(name, value) for name in names for value in _loaded(module, name)]
    yield from sorted([*public(module, load=True), *lazy])


def _loaded(module: ModuleType, name: str) -> list[Any]:
    """What a name stands for, if it does: without the package tensorboard none does."""
    try:
        return [getattr(module, name)] if hasattr(module, name) else []
    except ImportError:
        return []


def kind(value: Any) -> str:
    """One word for what a name stands for.

    >>> kind(len), kind(int), kind(ValueError), kind(3)
    ('function', 'class', 'error', 'constant')
    """
    if isinstance(value, DType):
        return "dtype"
    if inspect.isclass(value):
        if hasattr(value, "DESCRIPTOR"):
            return "message"
        return "error" if issubclass(value, Exception) else "class"
    return "function" if inspect.isroutine(value) else "constant"


def documented(value: Any) -> bool:
    """Whether the name's docstring is about this name, not about what it is made of."""
    if getattr(value, "__module__", None) == "typing":
        return False  # a name for annotations
    return kind(value) in ("function", "class")


def source(value: Any) -> str | None:
    """``tf.nn.relu`` where the docstring says that this is where it comes from."""
    if not documented(value):
        return None
    found = re.search(
        r"Source:\s+(tf\.[\w.]+?)[.;,]?(\s|$)", inspect.getdoc(value) or ""
    )
    return found and found[1]


def methods(value: type) -> Iterator[tuple[str, Any]]:
    """A class's methods, but for those of a base that has a row of its own."""
    listed = [base for base in value.__mro__[1:] if source(base)]
    for kind in value.__mro__:
        if any(issubclass(base, kind) for base in listed):
            continue
        for name, member in vars(kind).items():
            if not name.startswith("_") and inspect.isfunction(member):
                yield name, member


def differences(value: Any) -> str:
    """What the docstring says of TensorFlow's behaviour that this has not."""
    text = " ".join((inspect.getdoc(value) or "").split(">>>")[0].split())
    found = re.findall(r"(Unlike TensorFlow.*?(?:\.(?= [A-Z`]|$)|:$))", text)
    if inspect.isclass(value):
        for name, member in methods(value):
            told = differences(member)
            found += [f"``{name}``: {told}"] if told else []
    return " ".join(found).replace("|", "\\|")
