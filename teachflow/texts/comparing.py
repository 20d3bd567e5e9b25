"""Whether a catalogue says everything that the English one says: for translators.

    python -m teachflow.texts.comparing            every catalogue that there is
    python -m teachflow.texts.comparing my.toml    one file

Prints what is wrong, a line for each key; ends with 1 where something is.
"""

from __future__ import annotations

import string
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from teachflow.texts import LANGUAGES, catalogue

FORMS = {"one", "other"}


def entries(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its text, or with its forms where a number decides.

    >>> list(entries({"a": {"b": "x", "c": {"one": "y", "other": "z"}}}))
    [('a.b', 'x'), ('a.c', {'one': 'y', 'other': 'z'})]
    """
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and not set(value) <= FORMS:
            yield from entries(value, f"{key}.")
        else:
            yield key, value


def fields(template: Any) -> set[str]:
    """The values that a text (with all its forms) has put in, by name.

    >>> sorted(fields({"one": "{name}", "other": "{count} in {name!r}"}))
    ['count', 'name']
    """
    texts = template.values() if isinstance(template, Mapping) else [template]
    return {
        name
        for text in texts
        for _, name, _, _ in string.Formatter().parse(str(text))
        if name is not None
    }


def flaws(template: Any) -> list[str]:
    """What is wrong with one text by itself."""
    found = []
    if isinstance(template, Mapping) and "other" not in template:
        found.append("has no form 'other'")
    for text in template.values() if isinstance(template, Mapping) else [template]:
        if not isinstance(text, str):
            found.append(f"is no text: {text!r}")
            continue
        separates = not any(map(str.isalnum, text))  # such as ", "
        if not separates and (text != text.strip() or " \n" in text):
            found.append("begins or ends with a space")
        if "" in fields(text) or any(name.isdigit() for name in fields(text)):
            found.append("puts a value in by its place: give it a name")
        if not text:
            found.append("is empty")
    return found


def problems(
    other: Mapping[str, Any], english: Mapping[str, Any] | None = None
) -> list[str]:
    """What a catalogue lacks, has too much or puts in otherwise than the English one.

    >>> problems({"a": "{nam}", "c": "x"}, {"a": "{name}", "b": "y"})
    ['a: puts in {nam}, not {name}', 'b: is missing', 'c: is not in English']
    """
    ours = dict(entries(catalogue("en") if english is None else english))
    theirs = dict(entries(other))
    found = []
    for key in sorted({*ours, *theirs}):
        if key not in theirs:
            found.append(f"{key}: is missing")
        elif key not in ours:
            found.append(f"{key}: is not in English")
        else:
            found += [f"{key}: {flaw}" for flaw in flaws(theirs[key])]
            given, wanted = fields(theirs[key]), fields(ours[key])
            if given - {"count"} != wanted - {"count"} or given - wanted:
                found.append(f"{key}: puts in {_braces(given)}, not {_braces(wanted)}")
    return found


def _braces(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"


def main(paths: list[str]) -> int:
    """Compares the files, or every catalogue of ours; returns how the process ends."""
    tables = {path: tomllib.loads(Path(path).read_text("utf-8")) for path in paths}
    tables = tables or {tag: catalogue(tag) for tag in LANGUAGES if catalogue(tag)}
    lines = [f"{name}: {line}" for name, t in tables.items() for line in problems(t)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
