"""Device scopes: which device an op is asked to run on.

There is one device, so nothing is placed; the wish is kept, shown and exported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

Wish = str | Callable[[Any], Any] | None

_PART = re.compile(
    r"(job|replica|task|device):(.*)|(cpu|gpu|tpu)(?::(.*))?", re.IGNORECASE
)


def parse(text: str) -> dict[str, str]:
    """What a device's name says: job, replica, task, device, each where it is given.

    Raises ``ValueError`` for a part that is none of these.

    >>> parse("/job:ps/gpu:1")
    {'job': 'ps', 'device': 'GPU:1'}
    """
    found: dict[str, str] = {}
    for part in filter(None, text.split("/")):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(
                f"Unknown attribute '{part}' is encountered while parsing the device "
                f"spec: '{text}'. Write '/cpu:0' or '/job:worker/task:0/device:CPU:0'."
            )
        key = (match[1] or "device").lower()
        value = match[2] if match[1] else f"{match[3]}:{match[4] or '*'}"
        if key in ("replica", "task"):
            value = str(int(value))
        elif key == "device":
            kind, _, index = value.partition(":")
            value = f"{kind.upper()}:{index if index in ('', '*') else int(index)}"
        found[key] = value
    return found


def spelled(parts: dict[str, str]) -> str:
    """The name that says ``parts``, in TensorFlow's order."""
    order = ("job", "replica", "task", "device")
    return "".join(f"/{key}:{parts[key]}" for key in order if key in parts)


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
