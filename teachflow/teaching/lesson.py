"""``Lesson``: what happened, why, what to type, the learner's line, and a picture."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap
from typing import Any

from teachflow.teaching.wording import essence
from teachflow.texts import text
from teachflow.viz.bundle import mime_bundle
from teachflow.viz.display import Picture
from teachflow.viz.drawing.svg import text_sheet

_WIDTH = 80
_WIDE = 40  # of letters that take two places each
_LONGEST_WORDS = 200


@dataclass(frozen=True)
class Told:
    """What a case has to say: sentences, lines of code to type, and how to draw it.

    ``advice`` is a sentence before the code. ``draw`` is asked when somebody looks.
    ``complete``: whether it says all that the error's own words say.
    """

    what: str
    why: str
    code: tuple[str, ...] = ()
    advice: str = ""
    draw: Callable[[], Picture | None] | None = None
    complete: bool = False


@dataclass(frozen=True)
class Where:
    """A line of the learner's: how its file is called, its number, and its code."""

    file: str
    line: int
    code: str


@dataclass(frozen=True)
class Lesson:
    """What ``explain`` makes of an error.

    ``error`` is the name of its class, ``words`` its message, ``told`` the rest;
    ``places`` are the learner's own lines, the innermost first. ``pythons``: whether
    the words are Python's own, not TensorFlow's.
    """

    error: str
    words: str
    told: Told
    places: tuple[Where, ...] = ()
    pythons: bool = False

    @property
    def what(self) -> str:
        """One sentence on what happened."""
        return self.told.what

    @property
    def why(self) -> str:
        """One sentence, or two, on why that is no good."""
        return self.told.why

    @property
    def code(self) -> tuple[str, ...]:
        """Lines to type."""
        return self.told.code

    @cached_property
    def picture(self) -> Picture | None:
        """The offending part, drawn; None where there is nothing to draw."""
        try:
            return None if self.told.draw is None else self.told.draw()
        except Exception:  # noqa: BLE001 (a lesson without a picture is one, too)
            return None

    @property
    def lines(self) -> list[str]:
        """The lesson in lines of text, without the learner's own line."""
        told = self.told
        found = wrap(f"{self.error}: {told.what}", _width(told.what), **_WHOLE)
        found += ["", *_beside(text("errors.label.why"), told.why)]
        if not told.code:
            do = text("errors.label.do")
            return found + (_beside(do, told.advice) if told.advice else [])
        leads = told.advice if told.advice.endswith(_COLONS) else ""
        if told.advice and not leads:
            found += _beside(text("errors.label.do"), told.advice)
        return found + _beside(text("errors.label.type"), leads, told.code)

    @property
    def own_words(self) -> list[str]:
        """The lines with what TensorFlow says; none where it says nothing."""
        first = "" if self.told.complete else essence(self.words)
        if len(first) > _LONGEST_WORDS:
            first = first[:_LONGEST_WORDS].rstrip() + " …"
        if not first:
            return []
        key = "python" if self.pythons else "words"
        return wrap(text(f"errors.label.{key}", words=first), _WIDTH, **_WHOLE)

    @property
    def text(self) -> str:
        """The whole lesson."""
        parts = [*self.lines]
        for place, where in enumerate(self.places):
            values = {"file": where.file, "line": where.line}
            parts += (
                [text("errors.label.called", **values)]
                if place
                else ["", text("errors.label.at", **values)]
            )
            parts += [f"----> {where.code}"] if where.code else []
        return "\n".join([*parts, "", *self.own_words])

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """The text as HTML, with the picture where there is one."""
        shown = f"<pre>{html.escape(self.text)}</pre>"
        if self.picture is None:
            sheet = text_sheet(self.text.splitlines())
            bundle = mime_bundle(sheet, self.text, self.what, self.what)
            return {**bundle, "text/html": shown}
        bundle = self.picture._repr_mimebundle_()
        said = f"{self.text}\n\n{bundle['text/plain']}"
        return {
            **bundle,
            "text/html": shown + bundle["text/html"],
            "text/plain": said,
        }

    def __repr__(self) -> str:
        return self.text


_WHOLE: Any = {"break_on_hyphens": False, "break_long_words": False}


def _width(sentence: str) -> int:
    """How many letters fit a line: letters of Chinese, say, take two places each."""
    return _WIDTH if sum(letter > "\u2e80" for letter in sentence) < 4 else _WIDE


_COLONS = (":", "：")  # a sentence that ends so leads to the code


def _beside(label: str, sentence: str, code: tuple[str, ...] = ()) -> list[str]:
    """A wrapped sentence and lines of code, with the label before the first."""
    lines = wrap(sentence, _width(sentence), break_on_hyphens=False)
    lines += [f"    {line}" if sentence else line for line in code]
    indent = " " * 7
    first, *rest = lines
    return [f"{label:<6} {first}", *(f"{indent}{line}".rstrip() for line in rest)]
