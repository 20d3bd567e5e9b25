"""Why a gradient is None, in words: the reasons that graphs and tapes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.core.explaining.explanation import Explanation, Step
from teachflow.texts import text

Dims = tuple[int | None, ...]


@dataclass(frozen=True)
class Found:
    """What is known of the way: its steps, where it ends in the program, its start."""

    path: tuple[Step, ...] = ()
    where: str | None = None
    start: Dims | None = None


def connected(
    ways: tuple[tuple[Step, ...], ...], start: Dims, most: int
) -> Explanation:
    """There is a gradient: the sum over these ways, of which at most ``most`` count."""
    first = ways[0] if ways else ()
    if len(ways) > most:
        said = text("gradient.many_ways", most=most)
    elif len(ways) > 1:
        said = text("gradient.ways", count=len(ways))
    else:
        said = text("gradient.connected", count=len(first))
    return Explanation("connected", said, path=first, start=start, ways=ways[:most])


def integer(role: str, value: Any, found: Found, op: str | None = None) -> Explanation:
    """The source, the target or a value between is no float."""
    dtype = value.dtype.base_dtype.name
    said = {
        "source": text("gradient.integer.source", dtype=dtype),
        "target": text("gradient.integer.target", dtype=dtype),
    }.get(role) or text("gradient.integer.result", dtype=dtype, op=op)
    return _explanation("integer", said, text("gradient.integer.do"), op, found)


def cut(op: str, found: Found) -> Explanation:
    """An op through which nothing flows, on purpose or by its nature."""
    advice = (
        text("gradient.cut.stop") if op == "StopGradient" else text("gradient.cut.do")
    )
    said = text("gradient.cut.what", op=op)
    return _explanation("cut", said, advice, op, found)


def overwritten(variable: str, method: str, found: Found) -> Explanation:
    """The way goes through what a variable was assigned."""
    said = text("gradient.overwritten.what", name=variable, method=method)
    advice = text("gradient.overwritten.do")
    return _explanation("overwritten", said, advice, method, found)


def rule(op: str, found: Found) -> Explanation:
    """A gradient rule that gives None."""
    said = text("gradient.rule.what", op=op)
    return _explanation("rule", said, text("gradient.rule.do"), op, found)


def no_rule(op: str, found: Found) -> Explanation:
    """An op that has no gradient rule."""
    said = text("gradient.no_rule.what", op=op)
    return _explanation("no rule", said, text("gradient.no_rule.do"), op, found)


def _explanation(
    reason: str, said: str, advice: str, op: str | None, found: Found
) -> Explanation:
    return Explanation(reason, said, advice, op, found.path, found.where, found.start)
