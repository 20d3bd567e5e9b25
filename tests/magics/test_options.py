"""Reading a magic's line."""

from __future__ import annotations

import pytest
from IPython.core.error import UsageError
from teachflow_magics.frame import Form, help_text
from teachflow_magics.options import Option, parse, whole

OPTIONS = (
    Option("--seed", "the seed", "N", whole),
    Option("--scope", "the scope", "NAME", str),
    Option("--dry-run", "do nothing"),
)


@pytest.mark.parametrize(
    ("line", "values", "words"),
    [
        ("", {}, ()),
        ("g", {}, ("g",)),
        ("--seed 3 g", {"seed": 3}, ("g",)),
        ("--seed=3", {"seed": 3}, ()),
        ("g # --seed 3", {}, ("g",)),
        ("--scope 'a b' g", {"scope": "a b"}, ("g",)),
        ('--scope="a#b"', {"scope": "a#b"}, ()),
        ("--dry-run", {"dry_run": True}, ()),
        ("[y, -z] d['k k'] - 3", {}, ("[y,", "-z]", "d['k k']", "-", "3")),
    ],
)
def test_lines(line: str, values: dict[str, object], words: tuple[str, ...]) -> None:
    found = parse("%m", line, OPTIONS)
    assert (found.values, found.words, found.wants_help) == (values, words, False)


@pytest.mark.parametrize("line", ["-h", "--help", "g --seed 3 -h"])
def test_help(line: str) -> None:
    assert parse("%m", line, OPTIONS).wants_help


def test_an_error_is_one_line_and_names_the_magic() -> None:
    with pytest.raises(UsageError) as caught:
        parse("%m", "--dryrun", OPTIONS)
    assert str(caught.value) == "%m: unknown option --dryrun. Did you mean --dry-run?"


def test_the_help_text_names_every_option() -> None:
    text = help_text("%m", Form(print, print, options=OPTIONS))
    assert all(option.flag in text for option in OPTIONS)
