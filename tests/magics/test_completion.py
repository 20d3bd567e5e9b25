"""What Tab offers behind our magics, through IPython's own completer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from teachflow_magics import load_ipython_extension, unload_ipython_extension
from teachflow_magics.extension import MAGICS
from teachflow_magics.frame.completion import offer
from teachflow_magics.frame.magic import Form, Line, Magic, Option, register, unregister

from tests.magics.conftest import Notebook

BUILD = """
with tf.name_scope("hidden"):
    with tf.name_scope("inner"):
        x = tf.constant(1, name="x")
y = tf.constant(2, name="why")
_secret = 3
"""


def tab(shell: Any, typed: str) -> list[str]:
    """The texts of the line after each of Tab's completions, ``|`` for the cursor."""
    before, _, after = typed.partition("|")
    with provisionalcompleter():
        found = list(shell.Completer.completions(before + after, len(before)))
    return [before[: one.start] + one.text for one in found]


def ends(shell: Any, typed: str) -> list[str]:
    """The last words of these."""
    return [line.split()[-1] for line in tab(shell, typed)]


@pytest.fixture
def built(notebook: Notebook) -> Any:
    """The shell of a notebook with a graph, and a magic with all sorts of options."""
    notebook.run(BUILD)

    def run(_shell: Any, _given: Line, _body: str = "") -> None: ...

    options = (
        Option("--path", "", "A B", str, count=2, completes=("ops",)),
        Option("--run", "", choices=("last", "all"), alone="last"),
        Option("--find", "", "NAME", str, repeats=True, completes=("ops",)),
        Option("--save", "", "FILE", str, completes=("files",)),
        Option("--to", "", "DIRECTORY", str, completes=("directories",)),
        Option("--dry", ""),
    )
    form = Form(run, run, "[WORD]", options, completes=("variables", "languages"))
    magic = Magic("various", line=form, cell=form)
    register(notebook.shell, magic)
    yield notebook.shell
    unregister(notebook.shell, magic)


@pytest.mark.parametrize(
    "typed",
    ["%%graph --sco|", "%graph --sco|", "%graph y --sco|", "p = %graph --sco|",
     "%%graph --sco|\na = 1", "\n%%graph --sco|", "a = 1\n%graph --sco|"],
)  # fmt: skip
def test_options_in_both_forms(built: Any, typed: str) -> None:
    line = typed.partition("|")[0]
    assert tab(built, typed) == [line + "pe"]


@pytest.mark.parametrize(
    "typed",
    ["a = 1\n%%graph --sco|", "graph --sco|", "%graph y  # --sco|", "%timeit --sco|"],
)  # fmt: skip
def test_nothing_where_it_is_none_of_ours(built: Any, typed: str) -> None:
    lines = typed.partition("|")[0].split("\n")
    assert offer(built, lines, len(lines) - 1) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("%graph --scope |", ["hidden", "hidden/inner"]),
        ("%graph --scope hid|", ["hidden", "hidden/inner"]),
        ("%graph --scope=hidden/|", ["--scope=hidden/inner"]),
        ("%graph --scope 'hid|", ["'hidden", "'hidden/inner"]),
        ("%various --path w|", ["why"]),
        ("%various --path why hidden|", ["hidden/inner/x"]),
        ("%various --path why why e|", ["en"]),
        ("%various --run |", ["last", "all"]),
        ("%various --run a|", ["all"]),
        ("%various --run all z|", ["zh-CN", "zh-TW"]),
        ("%various --find why --fi|", ["--find"]),
        ("%various x|", ["x"]),
        ("%%various _s|\n1", []),
        ("%various --he|", ["--help"]),
        ("%config TeachFlow.engine = |", ["'auto'", "'dot'", "'embedded'", "'none'"]),
        ("%config TeachFlow.engine = 'd|", ["'dot'"]),
        ("%config TeachFlow.engine = em|", ["embedded"]),
        ("%config TeachFlow.own_nodes=T|", ["TeachFlow.own_nodes=True"]),
    ],
)
def test_values_and_words(built: Any, typed: str, words: list[str]) -> None:
    assert ends(built, typed) == words


def test_an_option_is_offered_once_unless_it_repeats(built: Any) -> None:
    found = offer(built, ["%various --dry --find x --"], 0)
    assert found is not None
    assert "--find" in found.texts
    assert "--dry" not in found.texts


def test_an_empty_place_offers_names_and_then_options(built: Any) -> None:
    found = ends(built, "%various |")
    assert {"x", "y", "en", "--path", "--dry"} <= set(found)
    assert not {"_secret", "tf", "In", "quit"} & set(found)
    assert found.index("y") < found.index("--path")


def test_the_graph_that_is_named_is_the_one_that_is_asked(built: Any) -> None:
    built.run_cell(
        "g = tf.Graph()\nwith g.as_default(), tf.name_scope('other'): tf.constant(1)"
    )
    assert ends(built, "%graph g --scope |") == ["other"]
    assert ends(built, "%graph y --scope |") == ["hidden", "hidden/inner"]


def test_files_and_directories(
    built: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    (here / "logs" / "run1").mkdir(parents=True)
    (here / "logs" / "notes.txt").touch()
    (here / ".hidden").mkdir()
    monkeypatch.chdir(here)
    assert ends(built, "%various --save logs/|") == ["logs/notes.txt", "logs/run1/"]
    assert ends(built, "%various --to logs/|") == ["logs/run1/"]
    assert ends(built, "%various --to |") == ["logs/"]
    assert ends(built, "%various --to .h|") == [".hidden/"]
    assert ends(built, "%summaries lo|") == ["logs/"]
    nowhere = offer(built, ["%various --to nowhere/"], 0)
    assert nowhere is not None
    assert nowhere.texts == ()


def test_every_kind_that_a_magic_names_is_known(built: Any) -> None:
    for magic in MAGICS:
        for typed, form in magic.forms:
            assert offer(built, [f"{typed} "], 0) is not None
            for option in form.options:
                assert option.is_switch or offer(built, [f"{typed} {option.flag} "], 0)


def test_python_is_completed_as_ever(built: Any) -> None:
    assert "tf.placeholder" in "".join(tab(built, "tf.placeh|"))
    assert "%graph" in "".join(tab(built, "%gra|"))


def test_unloading_takes_the_matcher_away(bare: Any) -> None:
    matchers = bare.Completer.custom_matchers
    before = list(matchers)
    load_ipython_extension(bare)
    assert len(matchers) == len(before) + 1
    unload_ipython_extension(bare)
    assert matchers == before
