"""How pictures are drawn where a call does not say: what a lesson sets once.

The notebook's configuration sets these (``%config TeachFlow.engine = "dot"``); a script
may call ``use`` itself. They hold for the process, as a language does.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """``engine``: a layout engine, None for whichever there is. ``max_nodes``: above
    it scopes close by themselves. ``direction``: where the arrows go. ``scale``: how
    much larger than usual pictures and tables are.
    """

    engine: str | None = None
    max_nodes: int = 100
    direction: str = "TB"
    scale: float = 1.0


class _Chosen:
    settings = Settings()


def settings() -> Settings:
    """What holds now.

    >>> settings().max_nodes, settings().scale
    (100, 1.0)
    """
    return _Chosen.settings


def use(**changes: Any) -> Settings:
    """Changes some of the settings for this process; returns those before.

    >>> before = use(direction="LR")
    >>> settings().direction
    'LR'
    >>> _ = use(**vars(before))
    """
    before = _Chosen.settings
    _Chosen.settings = dataclasses.replace(before, **changes)
    return before
