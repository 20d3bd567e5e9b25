"""Code and catalogues agree: every key that is asked for is there, none is left."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from teachflow import texts
from teachflow.texts import LANGUAGES, catalogue, comparing
from teachflow.texts.comparing import entries, flaws, problems

ROOT = Path(__file__).parents[2]
ENGLISH = dict(entries(catalogue("en")))


@functools.cache
def trees() -> tuple[tuple[Path, ast.AST], ...]:
    """All modules that may say something: those that know the catalogue."""
    found = []
    for folder in ("teachflow", "magics"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            source = path.read_text("utf-8")
            knows = "teachflow.texts" in source or "import texts" in source
            if knows or path.parent.name == "texts":
                found.append((path, ast.parse(source)))
    return tuple(found)


def asked(tree: ast.AST) -> Iterator[ast.expr]:
    """The first arguments of calls of ``text``."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", ""))
        if isinstance(node, ast.Call) and name == "text" and node.args:
            yield from choices(node.args[0])


def choices(node: ast.expr) -> Iterator[ast.expr]:
    """Both keys of ``a if b else c``."""
    if isinstance(node, ast.IfExp):
        yield from choices(node.body)
        yield from choices(node.orelse)
    else:
        yield node


def pattern(joined: ast.JoinedStr) -> str:
    """What keys a key with parts put in may be."""
    return "".join(
        re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w -]+"
        for part in joined.values
    )


def test_every_key_that_is_asked_for_is_there() -> None:
    missing = []
    for path, tree in trees():
        for key in asked(tree):
            if isinstance(key, ast.Constant) and key.value not in ENGLISH:
                missing.append(f"{path.name}: {key.value}")
            if isinstance(key, ast.JoinedStr):
                shape = re.compile(pattern(key))
                if not any(map(shape.fullmatch, ENGLISH)):
                    missing.append(f"{path.name}: {shape.pattern}")
    assert missing == []


def is_key(node: ast.AST) -> TypeGuard[ast.JoinedStr]:
    """Whether it begins as a key does, with the name of a table."""
    if not isinstance(node, ast.JoinedStr) or not node.values:
        return False
    first = node.values[0]
    begun = str(first.value) if isinstance(first, ast.Constant) else ""
    return re.fullmatch(r"\w+\.[\w.-]*", begun) is not None


def unused(keys: list[str]) -> list[str]:
    """The keys that no code names, as they stand or with parts put in."""
    named, shapes = set(), set()
    for _, tree in trees():
        shapes |= {pattern(k) for k in ast.walk(tree) if is_key(k)}
        shapes |= {pattern(k) for k in asked(tree) if isinstance(k, ast.JoinedStr)}
        named |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    known = [re.compile(shape) for shape in shapes]
    return [
        key
        for key in keys
        if key not in named and not any(shape.fullmatch(key) for shape in known)
    ]


def test_every_key_is_asked_for() -> None:
    assert unused(list(ENGLISH)) == []


def test_a_key_that_is_left_over_is_found() -> None:
    assert unused(["graph.size", "graph.nobody_asks"]) == ["graph.nobody_asks"]


def test_every_text_is_sound() -> None:
    assert [f"{k}: {flaw}" for k, v in ENGLISH.items() for flaw in flaws(v)] == []


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if catalogue(tag)])
def test_every_catalogue_says_all_that_the_english_one_says(tag: str) -> None:
    assert problems(catalogue(tag)) == []


PLANTED = """
[a]
size = "{count} 个"
name = "{nam}"
late = "x"
trailing = "y "
placed = "{}"
"""
BASE = """
[a]
size = { one = "{count} op", other = "{count} ops" }
name = "{name}"
gone = "z"
trailing = "y"
placed = "{name}"
"""


def test_what_is_wrong_with_a_planted_catalogue_is_found(tmp_path: Path) -> None:
    import tomllib

    found = problems(tomllib.loads(PLANTED), tomllib.loads(BASE))
    assert found == [
        "a.gone: is missing",
        "a.late: is not in English",
        "a.name: puts in {nam}, not {name}",
        "a.placed: puts a value in by its place: give it a name",
        "a.placed: puts in {}, not {name}",
        "a.trailing: begins or ends with a space",
    ]


def test_the_command_for_translators(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert comparing.main([]) == 0
    file = tmp_path / "xx.toml"
    file.write_text('[graph]\nsize = "{counts}"', "utf-8")
    assert comparing.main([str(file)]) == 1
    assert "graph.size: puts in {counts}, not {count}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "ko:en"}, "ko"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en_GB:ja"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": ""}, "ja"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ja"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "zh_Hant_HK"}, "zh-TW"),
        ({"LANG": "xx"}, "en"),
    ],
)
def test_the_environment_is_read(environment: dict[str, str], tag: str) -> None:
    assert texts.of_environment(environment) == tag


def test_the_systems_locale_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("Korean_Korea", "949"))
    assert texts.of_environment({}) == "ko"
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert texts.of_environment({}) == "en"


def test_what_a_language_lacks_is_said_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planted = {"ja": {"graph": {"empty": "空のグラフ"}}}
    monkeypatch.setattr(
        texts, "catalogue", lambda tag: planted.get(tag, catalogue(tag))
    )
    before = texts.chosen_language()
    texts.set_language("ja")
    try:
        assert texts.text("graph.empty") == "空のグラフ"
        assert texts.text("graph.size", count=3) == "Graph of 3 operations"
        with pytest.raises(KeyError, match="no_such"):
            texts.text("graph.no_such")
    finally:
        texts.set_language(before)
