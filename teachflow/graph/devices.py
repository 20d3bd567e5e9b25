"""Device scopes: which device an op is asked to run on.

There is one device, so nothing is placed; the wish is kept, shown and exported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core.device_names import parse, spelled

Wish = str | Callable[[Any], Any] | None


def wished(scopes: Sequence[Wish], node: Any) -> str:
    """The device that ``scopes`` (the innermost last) ask for ``node``.

    What an inner scope leaves open an outer one may say; None hides the outer ones, and
    a function of the operation gives the name as it is.
    """
    device = ""
    for scope in reversed(scopes):
        if scope is None:
            break
        if callable(scope):
            device = scope(node) or ""
        else:
            device = spelled({**parse(scope), **parse(device)})
    return device
