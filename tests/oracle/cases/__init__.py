"""The case tables, one subject a file. Each module's ``TOPICS`` lists its topics."""

from __future__ import annotations

import importlib
import pkgutil

from tests.oracle.harness import Topic


def topics() -> dict[str, Topic]:
    """Every topic of every module here, by its name, which is its record's name too."""
    found: dict[str, Topic] = {}
    for name in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for topic in importlib.import_module(f"{__name__}.{name}").TOPICS:
            if topic.name in found:
                raise ValueError(f"two topics are called {topic.name!r}")
            found[topic.name] = topic
    return found
