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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core.error import UsageError

_TOKEN = re.compile(r"""(?:[^\s'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")+|\S""")
_OPTION = re.compile(r"(--?[A-Za-z][\w-]*)(?:=(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Option:
    """One option: a switch, or with a value where ``kind`` is given.

    ``metavar`` is how the help calls the value; ``kind`` makes the value of its text.
    """

    flag: str
    help: str
    metavar: str = ""
    kind: Callable[[str], Any] | None = None

    @property
    def name(self) -> str:
        """The keyword that the option fills."""
        return self.flag.lstrip("-").replace("-", "_")

    @property
    def shown(self) -> str:
        """The option as the help writes it."""
        return f"{self.flag} {self.metavar}".rstrip()


@dataclass(frozen=True)
class Line:
    """What was typed: the options' values by name, and the words beside them."""

    values: dict[str, Any]
    words: tuple[str, ...]
    wants_help: bool = False

    @property
    def rest(self) -> str:
        """The words as one text, for a magic that takes an expression."""
        return " ".join(self.words)


def whole(text: str) -> int:
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number such as 42")
    return int(text)


def parse(magic: str, line: str, options: Sequence[Option]) -> Line:
    """Reads what stands after ``magic``.

    Raises ``UsageError`` for an unknown option, a missing or wrong value, or an option
    that is given twice.

    >>> found = parse("%%graph", "g --seed 42  # my graph", [
    ...     Option("--seed", "the seed", "N", whole)])
    >>> found.values, found.words
    ({'seed': 42}, ('g',))
    """
    known = {option.flag: option for option in options}
    values: dict[str, Any] = {}
    words: list[str] = []
    tokens = _tokens(line)
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        match = _OPTION.fullmatch(token)
        if match is None:
            words.append(token)
            continue
        flag, value = match.groups()
        if flag in ("-h", "--help"):
            return Line({}, (), wants_help=True)
        option = known.get(flag)
        if option is None:
            raise UsageError(_unknown(magic, flag, list(known)))
        if option.name in values:
            raise UsageError(f"{magic}: {flag} is given twice.")
        if option.kind is None:
            if value is not None:
                raise UsageError(
                    f"{magic}: {flag} is a switch and takes no value ({token})."
                )
            values[option.name] = True
            continue
        if value is None:
            if position == len(tokens) or _OPTION.fullmatch(tokens[position]):
                raise UsageError(
                    f"{magic}: {flag} needs a value: {option.shown} ({option.help})."
                )
            value = tokens[position]
            position += 1
        values[option.name] = _value(magic, option, unquoted(value))
    return Line(values, tuple(words))


def _tokens(line: str) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(line):
        if match.group().startswith("#"):
            break
        tokens.append(match.group())
    return tokens


def unquoted(token: str) -> str:
    """``token`` without the quotes around it."""
    if len(token) > 1 and token[0] == token[-1] and token[0] in "'\"":
        return str(ast.literal_eval(token))
    return token


def _value(magic: str, option: Option, given: str) -> Any:
    assert option.kind is not None
    try:
        return option.kind(given)
    except ValueError as error:
        raise UsageError(
            f"{magic}: {option.flag} takes {error}, not {given!r}."
        ) from None


def _unknown(magic: str, flag: str, known: list[str]) -> str:
    close = difflib.get_close_matches(
        flag.lstrip("-"), [k.lstrip("-") for k in known], 1
    )
    if close:
        return f"{magic}: unknown option {flag}. Did you mean --{close[0]}?"
    return (
        f"{magic}: unknown option {flag}. It has: {', '.join(known)} (and -h for help)."
    )
