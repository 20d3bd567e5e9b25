"""Options of a magic: one table of declarations, strict reading, one-line errors.

``argparse`` ends the process and IPython's own parser refuses comments and keeps the
quotes, so the line is read here, where a learner's typing is expected: `` # comments``
end it, quotes are taken off values, and a misspelt option is answered with the one that
was probably meant.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import text

_TOKEN = re.compile(r"""(?:[^\s'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")+|\S""")
_OPTION = re.compile(r"(--?[A-Za-z][\w-]*)(?:=(.*))?", re.DOTALL)
HELP = ("-h", "--help")
NEEDED: Any = object()
"""What ``Option.alone`` is where a value must be typed."""

Candidates = str | Callable[[Any, Sequence[str]], Iterable[str]]
"""What Tab offers: a kind that ``completion`` knows, or a function of the shell and the
words before."""


@dataclass(frozen=True)
class Option:
    """One option: a switch, or with values where ``kind`` or ``choices`` is given.

    ``metavar`` is how the help calls the value; ``kind`` makes the value of its text
    and raises ``ValueError`` with what it takes (``"a whole number such as 42"``).

    ``choices``: the only texts that are taken. ``count``: how many values follow; more
    than one become a tuple. ``alone``: the value where none is typed, which makes
    typing one optional. ``repeats``: may be given again; the values become a tuple.
    ``keyword``: the twin's name for it, where the flag is not that. ``only_here``: why
    the twin has no such keyword. ``completes``: what Tab offers for a value. ``group``:
    the heading under which the help lists it.
    """

    flag: str
    help: str
    metavar: str = ""
    kind: Callable[[str], Any] | None = None
    choices: tuple[str, ...] = ()
    count: int = 1
    alone: Any = NEEDED
    repeats: bool = False
    keyword: str = ""
    only_here: str = ""
    completes: tuple[Candidates, ...] = ()
    group: str = ""

    @property
    def name(self) -> str:
        """The keyword that the option fills."""
        return self.keyword or self.flag.lstrip("-").replace("-", "_")

    @property
    def is_switch(self) -> bool:
        """Whether no value belongs to it."""
        return self.kind is None and not self.choices

    @property
    def shown(self) -> str:
        """The option as the help writes it.

        >>> Option("--run", "", choices=("last", "all"), alone="last").shown
        '--run [last|all]'
        """
        value = self.metavar or "|".join(self.choices)
        if self.alone is not NEEDED and value:
            value = f"[{value}]"
        more = "..." if self.repeats else ""
        return " ".join(filter(None, [self.flag, value, more]))


@dataclass(frozen=True)
class Line:
    """What was typed: the options' values by name, and the words beside them."""

    values: dict[str, Any]
    words: tuple[str, ...]
    wants_help: bool = False
    is_quiet: bool = False  # a semicolon at the end: what comes out is not shown

    @property
    def rest(self) -> str:
        """The words as one text, for a magic that takes an expression."""
        return " ".join(self.words)


def whole(given: str) -> int:
    """A whole number that is not negative."""
    if not given.isascii() or not given.isdigit():
        raise ValueError(text("line.whole"))
    return int(given)


def parse(magic: str, line: str, options: Sequence[Option]) -> Line:
    """Reads what stands after ``magic``.

    Raises ``UsageError`` for an unknown option, a missing or wrong value, or an option
    that is given twice.

    >>> found = parse("%%graph", "g --path a b --seed 42  # my graph", [
    ...     Option("--seed", "the seed", "N", whole),
    ...     Option("--path", "the way from A to B", "A B", str, count=2)])
    >>> found.values, found.words
    ({'path': ('a', 'b'), 'seed': 42}, ('g',))
    """
    known = {option.flag: option for option in options}
    values: dict[str, Any] = {}
    words: list[str] = []
    left = tokens(line)
    is_quiet = bool(left) and left[-1].endswith(";")
    if is_quiet:
        left[-1:] = filter(None, [left[-1].rstrip(";")])
    while left:
        token = left.pop(0)
        match = _OPTION.fullmatch(token)
        if match is None:
            words.append(token)
            continue
        flag, value = match.groups()
        if flag in HELP:
            return Line({}, (), wants_help=True)
        option = known.get(flag)
        if option is None:
            raise UsageError(_unknown(magic, flag, list(known)))
        if option.name in values and not option.repeats:
            raise UsageError(text("line.twice", magic=magic, flag=flag))
        if option.is_switch and value is not None:
            raise UsageError(text("line.switch", magic=magic, flag=flag, token=token))
        found = _found(magic, option, value, left)
        if option.repeats:
            found = (*values.get(option.name, ()), found)
        values[option.name] = found
    return Line(values, tuple(words), is_quiet=is_quiet)


def _found(magic: str, option: Option, value: str | None, left: list[str]) -> Any:
    """What an option is given; takes its values off ``left``."""
    if option.is_switch:
        return True
    typed = [] if value is None else [value]
    while len(typed) < option.count and left and not _OPTION.fullmatch(left[0]):
        typed.append(left.pop(0))
    if not typed and option.alone is not NEEDED:
        return option.alone
    if len(typed) < option.count:
        raise UsageError(
            text(
                "line.needs",
                magic=magic,
                flag=option.flag,
                count=option.count,
                shown=option.shown,
                help=option.help,
            )
        )
    if any(one in ("'", '"') for one in typed):
        raise UsageError(text("line.quote", magic=magic, flag=option.flag))
    found = [_value(magic, option, unquoted(one)) for one in typed]
    return found[0] if option.count == 1 else tuple(found)


def tokens(line: str) -> list[str]:
    """The words and options of a line as they were typed, up to the comment.

    >>> tokens("a 'b c' --seed=3  # the end")
    ['a', "'b c'", '--seed=3']
    """
    found = []
    for match in _TOKEN.finditer(line):
        if match.group().startswith("#"):
            break
        found.append(match.group())
    return found


def plain(line: str) -> str:
    """What was typed, without the comment behind it and the quotes around it.

    >>> plain(" 'two words'  # a comment")
    'two words'
    """
    return unquoted(" ".join(tokens(line)))


def unquoted(token: str) -> str:
    """``token`` without the quotes around it."""
    if len(token) > 1 and token[0] == token[-1] and token[0] in "'\"":
        try:
            return str(ast.literal_eval(token))
        except (SyntaxError, ValueError):  # as in 'a' + 'b'
            return token
    return token


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``name`` was probably meant to be, None where none is.

    >>> nearest("--dept", ["--depth", "--seed"]), nearest("doc", ["doctor", "api"])
    ('--depth', 'doctor')
    """
    bare = {one.lstrip("-%").lower(): one for one in known}
    asked = name.lstrip("-%").lower()
    begun = [one for one in bare if len(asked) > 1 and one.startswith(asked)]
    close = begun or difflib.get_close_matches(asked, bare, 1)
    return bare[close[0]] if close else None


def _value(magic: str, option: Option, given: str) -> Any:
    flag = option.flag
    if option.choices and given not in option.choices:
        allowed = ", ".join(option.choices)
        raise UsageError(
            text("line.choice", magic=magic, flag=flag, allowed=allowed, given=given)
        )
    try:
        return option.kind(given) if option.kind else given
    except ValueError as error:
        raise UsageError(
            text("line.takes", magic=magic, flag=flag, what=error, given=given)
        ) from None


def _unknown(magic: str, flag: str, known: list[str]) -> str:
    near = nearest(flag, known)
    if near:
        return text("line.near", magic=magic, flag=flag, near=near)
    if not known:
        return text("line.no_options", magic=magic, flag=flag)
    return text("line.unknown", magic=magic, flag=flag, known=", ".join(known))
