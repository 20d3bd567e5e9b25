"""The magic ``%teachflow``: the doctor, the language, presenting, names looked up.

Each is a row of ``COMMANDS``; the functions are the magics' twins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import LANGUAGES, text
from teachflow_magics.commands.health import doctor
from teachflow_magics.commands.lookup import api, names
from teachflow_magics.commands.speaking import (
    LOCALE,
    SWITCH,
    language,
    present,
    say_language,
    say_present,
)
from teachflow_magics.frame.magic import Form, Line, Magic
from teachflow_magics.frame.options import nearest, unquoted


@dataclass(frozen=True)
class Command:
    """A word behind ``%teachflow``: what it does, its usage, what Tab offers.

    ``run`` gets the words that follow, at least and at most so many as ``words`` says:
    those in brackets may be missing.
    """

    name: str
    run: Callable[..., Any]
    words: str = ""
    offers: Callable[[Any, Sequence[str]], Iterable[str]] = lambda _shell, _words: ()

    @property
    def usage(self) -> str:
        """How it is called."""
        return f"%teachflow {self.name} {self.words}".rstrip()


COMMANDS = {
    command.name: command
    for command in (
        Command("doctor", doctor),
        Command("language", say_language, "[TAG]", lambda *_: (*LANGUAGES, LOCALE)),
        Command("present", say_present, "[on|off]", lambda *_: SWITCH),
        Command("api", api, "NAME", names),
    )
}


def _line(_shell: Any, given: Line) -> Any:
    if not given.words:
        rows = [
            f"  {command.usage:<28}{text(f'magic.teachflow.does.{command.name}')}"
            for command in COMMANDS.values()
        ]
        print("\n".join([text("magic.teachflow.has"), *rows]))  # noqa: T201
        return None
    name, *words = map(unquoted, given.words)
    command = COMMANDS.get(name)
    if command is None:
        raise UsageError(_unknown(name))
    least = bool(command.words) and not command.words.startswith("[")
    if not least <= len(words) <= bool(command.words):
        raise UsageError(text("magic.teachflow.usage", usage=command.usage))
    try:
        said = command.run(*words)
    except ValueError as error:
        raise UsageError(f"%teachflow {name}: {error}") from None
    if isinstance(said, str):
        print(said)  # noqa: T201
        return None
    return said


def _unknown(name: str) -> str:
    near = nearest(name, COMMANDS)
    if near:
        return text("magic.teachflow.near", name=repr(name), near=near)
    return text("magic.teachflow.unknown", name=repr(name), known=", ".join(COMMANDS))


def _offers(shell: Any, words: Sequence[str]) -> Iterable[str]:
    """The commands, and behind one of them what it takes."""
    if not words:
        return COMMANDS
    known = len(words) == 1 and words[0] in COMMANDS
    return COMMANDS[words[0]].offers(shell, words) if known else ()


TEACHFLOW = Magic(
    "teachflow",
    line=Form(
        _line,
        doctor,
        f"[{' | '.join(command.usage[11:] for command in COMMANDS.values())}]",
        completes=(_offers,),
        also=(language, present, api),
    ),
)

__all__ = ["COMMANDS", "TEACHFLOW", "Command", "api", "doctor", "language", "present"]
