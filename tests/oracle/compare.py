"""How an answer is held to its record: exactly, but for floats within a tolerance.

Answers are already plain data (``harness.encode``), so one walk over two trees is the
whole comparison. It returns every difference with the place where it is, because the
first one of a node list says little.
"""

from __future__ import annotations

import math
from typing import Any

from tests.oracle.harness import RTOL


def differences(
    want: Any,
    got: Any,
    rtol: float | None = None,
    atol: float = 0.0,
    place: str = "answer",
) -> list[str]:
    """One line for each place where ``got`` is not what the record ``want`` says."""

    def below(want: Any, got: Any, step: str) -> list[str]:
        return differences(want, got, rtol, atol, place + step)

    if isinstance(want, dict) and "error" in want:
        return _errors(want, got, place)
    if isinstance(want, dict) and isinstance(got, dict):
        if rtol is None and "dtype" in want:
            rtol = RTOL.get(str(want["dtype"]), 0.0)
        lines = [f"{place}: missing {key!r}" for key in want if key not in got]
        lines += [f"{place}: unasked {key!r}" for key in got if key not in want]
        for key in want:
            if key in got:
                lines += below(want[key], got[key], f".{key}")
        return lines
    if isinstance(want, list) and isinstance(got, list):
        lines = []
        if len(want) != len(got):
            lines.append(f"{place}: {len(got)} items, not {len(want)}")
        for index, (item, other) in enumerate(zip(want, got, strict=False)):
            lines += below(item, other, f"[{index}]")
        return lines
    if _is_float(want) and _is_float(got):
        return (
            [] if close(want, got, rtol, atol) else [f"{place}: {got!r}, not {want!r}"]
        )
    same = type(want) is type(got) and want == got
    return [] if same else [f"{place}: {got!r}, not {want!r}"]


def close(want: float, got: float, rtol: float | None, atol: float) -> bool:
    """Whether two floats agree; with ``rtol`` 0 to the last bit, but for NaN's."""
    want, got = float(want), float(got)
    if rtol == 0 and not atol:
        same_sign = math.copysign(1, want) == math.copysign(1, got)
        return (want == got and same_sign) or (math.isnan(want) and math.isnan(got))
    if not (math.isfinite(want) and math.isfinite(got)):
        return str(want) == str(got)
    rtol = RTOL["float32"] if rtol is None else rtol
    return abs(want - got) <= max(rtol * max(abs(want), abs(got)), atol)


def _is_float(value: Any) -> bool:
    """JSON floats, and the words that stand for the floats that JSON lacks."""
    return isinstance(value, float) or value in ("nan", "inf", "-inf")


def _errors(want: dict[str, Any], got: Any, place: str) -> list[str]:
    """An error agrees by its class and by the fragments that the case asks for."""
    if not (isinstance(got, dict) and "error" in got):
        return [f"{place}: {got!r}, not the error {want['error']}: {want['message']}"]
    lines = []
    if got["error"] != want["error"]:
        lines.append(f"{place}: {got['error']} ({got['message']}), not {want['error']}")
    lines += [
        f"{place}: the message lacks {fragment!r}: {got['message']}"
        for fragment in want.get("fragments", ())
        if fragment not in got["message"]
    ]
    return lines
