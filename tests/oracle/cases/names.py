"""The public names of TensorFlow's namespaces: which names have a page to link to.

TeachFlow has far fewer on purpose: ``tools/api.py`` reads the record, no answer is held
to it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from types import ModuleType
from typing import Any

from tests.oracle.harness import Topic

GRAPH = Topic("names", "graph", recorded_only=True)
EAGER = Topic("names_eager", "eager", recorded_only=True)
TOPICS = [GRAPH, EAGER]

ELSEWHERE = {
    *("applications", "compat", "distribute", "estimator", "lite", "mlir", "python"),
    *("raw_ops", "src", "tpu"),
}
"""Whole worlds of their own, none of them here."""

DEEPEST = 2
"""How many names deep a namespace may be: ``tf.data.experimental`` is the deepest here.

Keras, itself a part, may be one deeper (``tf.keras.optimizers.schedules``). Some of
TensorFlow's modules hold each other, so that no other end is sure.
"""


def listed(module: Any) -> list[str]:
    """The public names of a module, in lines to be read."""
    names = sorted(name for name in dir(module) if not name.startswith("_"))
    return textwrap.wrap(" ".join(names), 84)


def namespaces(
    module: Any, spoken: str, elsewhere: Collection[str]
) -> dict[str, list[str]]:
    """``{"tf.nn": lines of its names}`` for a module and the modules inside it."""
    found = {spoken: listed(module)}
    deepest = DEEPEST + spoken.startswith("tf.keras.")
    for name in dir(module):
        if name.startswith("_") or name in elsewhere:
            continue
        part = getattr(module, name)
        if isinstance(part, ModuleType) and spoken.count(".") < deepest:
            found |= namespaces(part, f"{spoken}.{name}", elsewhere)
    return found


@GRAPH.case("names")
def names(tf: Any, np: Any) -> Any:
    return namespaces(tf, "tf", {*ELSEWHERE, "keras"})  # Keras is the eager face's


@EAGER.case("names")
def names_eager(tf: Any, np: Any) -> Any:
    return namespaces(tf, "tf", ELSEWHERE)
