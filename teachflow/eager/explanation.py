"""``Explanation``: what ``explain_gradient`` answers, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

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
    cut it, ``advice`` what to do next.
    """

    reason: str
    text: str
    advice: str = ""
    op: str | None = None
    path: tuple[Step, ...] = ()
    where: str | None = None
    start: tuple[int | None, ...] | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a gradient."""
        return self.reason == "connected"

    def __str__(self) -> str:
        lines = [*wrap(f"{self.reason}: {self.text}", _WIDTH, subsequent_indent="  ")]
        if self.path:
            steps = [f"source {_brackets(self.start or ())}", *map(str, self.path)]
            way = " ".join([step.replace(" ", _UNBROKEN) for step in steps])
            lines += [line.replace(_UNBROKEN, " ") for line in _under("way:", way)]
        if self.where:
            lines.append(f"  where:  {self.where}")
        if self.advice:
            lines += _under("advice:", self.advice)
        return "\n".join(lines)

    __repr__ = __str__


def _under(title: str, text: str) -> list[str]:
    """The text beside its title, in lines that a notebook need not break."""
    indent = 10 * " "
    whole = f"  {title:8}{text}"
    return wrap(whole, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _brackets(shape: tuple[int | None, ...]) -> str:
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
