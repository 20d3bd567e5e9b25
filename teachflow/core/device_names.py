"""The names of devices: ``/job:localhost/replica:0/task:0/device:CPU:0`` and parts."""

from __future__ import annotations

import re

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
                f"Unknown attribute '{part.partition(':')[0]}' is encountered while "
                f"parsing the device spec: '{text}'. Write '/cpu:0' or "
                "'/job:worker/task:0/device:CPU:0'."
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
