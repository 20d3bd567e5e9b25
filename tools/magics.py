"""Writes docs/magics.md: every magic with its usage, options and twin, and settings.

All of it comes from the declarations that the magics themselves are made of.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pages
from teachflow_magics.commands import COMMANDS
from teachflow_magics.commands.lookup import signature
from teachflow_magics.extension import MAGICS
from teachflow_magics.frame import config
from teachflow_magics.frame.magic import Form, Magic, usage
from teachflow_magics.frame.options import Option

PAGE = Path(__file__).resolve().parent.parent / "docs" / "magics.md"
HEAD = """\
# The magics

What `%load_ext teachflow` brings, made from the code by `tools/magics.py`. There
`%graph -h` prints the same and `%graph?` shows it, Tab completes names, options and
values, and a misspelt word is answered with the one that was probably meant. Whoever
would rather call functions finds each magic's twin in `teachflow_magics`.
"""
SETTINGS = """\
## Settings

`%config TeachFlow.engine = 'dot'` sets one, `%config TeachFlow` shows them all. A
configuration file of IPython's may hold them too: `c.TeachFlow.engine = 'dot'`.

| Setting | Values | At first | What it does |
| --- | --- | --- | --- |
"""


def magic_section(magic: Magic) -> Iterator[str]:
    """One magic: its forms with their options, then the twins' docstrings."""
    yield f"## `%{magic.name}`" if magic.line else f"## `%%{magic.name}`"
    for typed, form in magic.forms:
        yield f"```text\n{usage(typed, form)}\n```"
        yield from option_tables(form)
    twins = {twin: None for _, form in magic.forms for twin in form.twins}
    for twin in twins:
        yield f"As a function, `{twin.__name__}{signature(twin)}`:"
        yield f"```text\n{inspect.getdoc(twin)}\n```"


def option_tables(form: Form) -> Iterator[str]:
    """The options of a form, one a row; those of a group in a table of its own."""
    for group in dict.fromkeys(sorted(option.group for option in form.options)):
        if group:
            yield f"{group}:"
        rows = [
            f"| {code(option)} | {cell(option.help)} |"
            for option in form.options
            if option.group == group
        ]
        yield "\n".join(["| Option | What it does |", "| --- | --- |", *rows])


def code(option: Option) -> str:
    """An option as it is typed, in a table's cell."""
    return f"`{cell(option.shown)}`"


def cell(text: str) -> str:
    """Text in a table's cell."""
    return text.replace("|", "\\|")


def settings() -> str:
    """The table of settings."""
    rows = []
    for name in config.names():
        trait = config.TeachFlow.class_traits(config=True)[name]
        values = ", ".join(f"`{value!r}`" for value in config.choices(name))
        first = f"`{trait.default_value!r}`"
        taken = values or "a whole number"
        rows.append(f"| `{name}` | {taken} | {first} | {cell(trait.help)} |")
    return SETTINGS + "\n".join(rows)


def text() -> str:
    """The whole page."""
    parts = [HEAD.rstrip()]
    for magic in sorted(MAGICS, key=lambda magic: magic.name):
        section = list(magic_section(magic))
        if magic.name == "teachflow":
            lines = "\n".join(command.usage for command in COMMANDS.values())
            section[1] = f"```text\n{lines}\n```"
        parts += section
    return "\n\n".join([*parts, settings()]) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page, or says that it is not current."""
    asked = pages.options(PAGE, arguments)
    return pages.write(PAGE, text(), asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
