"""Reading a magic's line."""

from __future__ import annotations

import pytest
from IPython.core.error import UsageError
from teachflow_magics.frame.magic import Form, help_text
from teachflow_magics.frame.options import Option, parse, whole

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


VARIOUS = (
    Option("--path", "the way from A to B", "A B", str, count=2),
    Option("--run", "a run", "N", whole, alone="last"),
    Option("--find", "what to find", "REGEX", str, repeats=True),
    Option("--to", "where", choices=("left", "right")),
    Option("-n", "how far", "N", whole, keyword="hops"),
)


@pytest.mark.parametrize(
    ("line", "values", "words"),
    [
        ("--path a 'b c' d", {"path": ("a", "b c")}, ("d",)),
        ("--path=a b", {"path": ("a", "b")}, ()),
        ("y --run", {"run": "last"}, ("y",)),
        ("--run --to left", {"run": "last", "to": "left"}, ()),
        ("--run 3 y", {"run": 3}, ("y",)),
        ("--find a --find=b x", {"find": ("a", "b")}, ("x",)),
        ("-n 2", {"hops": 2}, ()),
    ],
)
def test_values_of_every_sort(
    line: str, values: dict[str, object], words: tuple[str, ...]
) -> None:
    found = parse("%m", line, VARIOUS)
    assert (found.values, found.words) == (values, words)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--path a", "--path needs 2 values: --path A B (the way from A to B)."),
        ("--path a --run", "--path needs 2 values"),
        ("--run x", "--run takes a whole number such as 42, not 'x'."),
        ("--to up", "--to takes one of left, right, not 'up'."),
        ("--find 'a", "the value of --find has a quote that is not closed."),
        ("--run 1 --run 2", "--run is given twice."),
        ("--fi x", "Did you mean --find?"),
    ],
)
def test_what_is_wrong_with_values(line: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse("%m", line, VARIOUS)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
