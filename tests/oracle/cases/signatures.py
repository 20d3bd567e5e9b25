"""The arguments of the eager face's functions: names, order, defaults.

The record has every public function of these namespaces, TeachFlow's or not:
``test_signatures.py`` holds the shared ones to it.
"""

from __future__ import annotations

import inspect
from typing import Any

from tests.oracle.harness import Topic

TOPIC = Topic("signatures", "eager", recorded_only=True)
TOPICS = [TOPIC]

SPACES = (
    *("", "bitwise", "debugging", "dtypes", "io", "linalg", "math", "nest", "nn"),
    *("random", "sets", "sparse", "strings"),
)


def default(value: Any) -> str:
    """A default as text: dtypes by name, other objects by three dots."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, bool | int | float | str | list | tuple):
        return repr(value)
    return getattr(value, "name", "...") if hasattr(value, "as_numpy_dtype") else "..."


def arguments(function: Any) -> list[str]:
    """The parameters as they would be written, one a string."""
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    found = []
    for one in inspect.signature(function).parameters.values():
        text = stars.get(one.kind, "") + one.name
        if one.default is not inspect.Parameter.empty:
            text += f"={default(one.default)}"
        found.append(text)
    return found


def functions(module: Any) -> dict[str, Any]:
    """The public functions of a namespace (its classes are asked elsewhere)."""
    found = {}
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith("_") or inspect.isclass(value) or inspect.ismodule(value):
            continue
        if callable(value) and not hasattr(value, "as_numpy_dtype"):
            found[name] = value
    return found


def asked(space: str) -> Any:
    """The case of one namespace: each function's arguments in one line."""

    def case(tf: Any, np: Any) -> Any:
        module = getattr(tf, space) if space else tf
        return {
            name: ", ".join(arguments(function))
            for name, function in functions(module).items()
        }

    return case


for _space in SPACES:
    TOPIC.add(f"tf.{_space}".rstrip("."), asked(_space))
