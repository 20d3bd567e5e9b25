"""``Explanation``: what ``explain_gradient`` answers, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from teachflow.texts import text

_WIDTH = 80
_UNBROKEN = "\u2007"  # a space that no line ends at


@dataclass(frozen=True)
class Step:
    """One op on the way: its type, the shape that goes in, and what comes out."""

    op: str
    shape_in: tuple[int | None, ...]
    shape_out: tuple[int | None, ...]
    flows: bool

    def __str__(self) -> str:
        arrow = "->" if self.flows else "-x"
        return f"{arrow} {self.op} {_brackets(self.shape_out)}"


@dataclass(frozen=True)
class Explanation:
    """What ``tf.explain_gradient`` found.

    ``reason`` is one of "connected", "not watched", "watched too late", "not
    recording", "cut", "integer", "numpy", "overwritten", "rule", "no rule" and
    "independent"; ``op`` is the op at which the way ends, ``path`` the steps from
    source to target as far as they are known, ``where`` the line of the program that
    cut it, ``advice`` what to do next. ``ways`` are all ways on which a gradient flows,
    as far as they are counted; ``path`` is the first of them.
    """

    reason: str
    text: str
    advice: str = ""
    op: str | None = None
    path: tuple[Step, ...] = ()
    where: str | None = None
    start: tuple[int | None, ...] | None = None
    ways: tuple[tuple[Step, ...], ...] = ()

    @property
    def connected(self) -> bool:
        """Whether there is a gradient."""
        return self.reason == "connected"

    def __str__(self) -> str:
        lines = [*wrap(f"{self.reason}: {self.text}", _WIDTH, subsequent_indent="  ")]
        ways = self.ways if len(self.ways) > 1 else (self.path,)
        for number, way in enumerate(ways if self.path else (), 1):
            title = text("gradient.label.way")
            if len(ways) > 1:
                title = text("gradient.label.numbered", number=number)
            source = text("gradient.label.source")
            shown = [f"{source} {_brackets(self.start or ())}", *map(str, way)]
            line = " ".join([step.replace(" ", _UNBROKEN) for step in shown])
            lines += [part.replace(_UNBROKEN, " ") for part in _under(title, line)]
        if self.where:
            lines.append(_beside(text("gradient.label.where"), self.where))
        if self.advice:
            lines += _under(text("gradient.label.advice"), self.advice)
        return "\n".join(lines)

    __repr__ = __str__


def _beside(title: str, said: str) -> str:
    return f"  {title:7} {said}"


def _under(title: str, said: str) -> list[str]:
    """What is said beside its title, in lines that a notebook need not break."""
    indent = 10 * " "
    whole = _beside(title, said)
    return wrap(whole, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _brackets(shape: tuple[int | None, ...]) -> str:
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
