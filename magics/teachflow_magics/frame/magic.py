"""A magic, declared once: its forms, their options, the functions that do the same.

From a declaration come what IPython registers, the usage line, ``-h``, the docstring
(the twin's own under that line) and what the Tab key completes. A form that is missing
says so in one line, and ``-h`` works in both.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import no_var_expand

from teachflow.texts import text
from teachflow_magics.frame.options import Candidates, Line, Option, parse

_PLACE = "_teachflow_magics"


@dataclass(frozen=True)
class Form:
    """One way to call a magic: as a line, or above the lines of a cell.

    ``run`` gets the shell and what was typed; a cell's also its body. ``words`` is how
    the usage names what stands beside the options; where it is empty, nothing may.
    ``twin`` does the same without IPython; ``also`` are further functions whose
    keywords the options are. ``expands``: ``$name`` is put in. ``completes`` says what
    Tab offers for the words: see ``completion``.
    """

    run: Callable[..., Any]
    twin: Callable[..., Any]
    words: str = ""
    options: tuple[Option, ...] = ()
    expands: bool = False
    completes: tuple[Candidates, ...] = ()
    also: tuple[Callable[..., Any], ...] = ()

    @property
    def twins(self) -> tuple[Callable[..., Any], ...]:
        """The functions that do the same."""
        return (self.twin, *self.also)


@dataclass(frozen=True)
class Magic:
    """A magic by its name without percent signs; at least one of the two forms."""

    name: str
    line: Form | None = None
    cell: Form | None = None

    @property
    def forms(self) -> list[tuple[str, Form]]:
        """The forms with the name as it is typed, the cell's first."""
        pairs = ((f"%%{self.name}", self.cell), (f"%{self.name}", self.line))
        return [(typed, form) for typed, form in pairs if form is not None]

    @property
    def document(self) -> str:
        """Usage lines and the twins' docstrings, as ``%name?`` shows them."""
        usages = [usage(typed, form) for typed, form in self.forms]
        twins = {twin: None for _, form in self.forms for twin in form.twins}
        return "\n\n".join(["\n".join(usages), *map(_told, twins)])


def usage(typed: str, form: Form) -> str:
    """How a magic is called, on one line; of a group of options only its heading.

    >>> options = (Option("--seed", "", "N"), Option("--run", "", group="Questions"))
    >>> usage("%graph", Form(print, print, options=options))
    '%graph [questions] [--seed N]'
    """
    groups = {option.group.lower(): None for option in form.options if option.group}
    options = [option.shown for option in form.options if not option.group]
    parts = [f"[{part}]" for part in [*groups, *options]]
    return " ".join([typed, *filter(None, [form.words]), *parts])


def _told(twin: Callable[..., Any]) -> str:
    return f"As a function, {twin.__name__}:\n{inspect.getdoc(twin) or ''}"


def help_text(typed: str, form: Form) -> str:
    """What ``-h`` prints: usage, the options, what the twins' docstrings say."""
    width = max((len(option.shown) for option in form.options), default=0)
    groups: dict[str, list[str]] = {"": []}
    for option in form.options:
        row = f"  {option.shown:<{width}}  {option.help}"
        groups.setdefault(option.group, []).append(row)
    rows = groups.pop("")
    for heading, grouped in groups.items():
        rows += ["", f"{heading}:", *grouped]
    head = "\n".join([usage(typed, form), *rows])
    return "\n\n".join([head, *map(_told, form.twins)])


def registered(shell: Any) -> dict[str, Magic]:
    """The magics that a shell has got from here, by name."""
    found: dict[str, Magic] = vars(shell).get(_PLACE, {})
    return found


def register(shell: Any, magic: Magic) -> None:
    """Makes the magic known to a shell, in both forms."""

    def run(line: str, cell: str | None = None) -> Any:
        return call(shell, magic, line, cell)

    run.__name__ = magic.name
    run.__doc__ = magic.document
    if not any(form.expands for _, form in magic.forms):
        run = no_var_expand(run)
    shell.register_magic_function(run, "line_cell", magic.name)
    vars(shell).setdefault(_PLACE, {})[magic.name] = magic


def unregister(shell: Any, magic: Magic) -> None:
    """Makes a shell forget the magic."""
    for table in shell.magics_manager.magics.values():
        table.pop(magic.name, None)
    left = registered(shell)
    left.pop(magic.name, None)
    if not left:
        vars(shell).pop(_PLACE, None)


def call(shell: Any, magic: Magic, line: str, cell: str | None) -> Any:
    """What a shell runs: reads the line strictly, then the form's own function.

    Raises ``UsageError`` for what cannot be read, for words where none belong, and for
    a form that the magic does not have.
    """
    typed = f"%{magic.name}" if cell is None else f"%%{magic.name}"
    form = magic.line if cell is None else magic.cell
    asked = form or magic.forms[0][1]
    given = parse(typed, line, asked.options)
    if given.wants_help:
        print("\n\n".join(help_text(*pair) for pair in magic.forms))  # noqa: T201
        return None
    if form is None:
        raise UsageError(_other_form(magic, typed))
    if given.words and not form.words:
        raise UsageError(
            text(
                "line.no_words", magic=typed, given=given.rest, usage=usage(typed, form)
            )
        )
    if cell is None:
        found = form.run(shell, given)
        return None if given.is_quiet else found
    if not cell.strip():
        raise UsageError(text("line.empty", magic=typed))
    return form.run(shell, given, cell)


def _other_form(magic: Magic, typed: str) -> str:
    (other, form), *_ = magic.forms
    key = "line.as_cell" if other.startswith("%%") else "line.as_line"
    return text(key, magic=typed, other=other, usage=usage(other, form))


__all__ = [
    "Form",
    "Line",
    "Magic",
    "Option",
    "register",
    "registered",
    "unregister",
    "usage",
]
