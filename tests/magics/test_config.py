"""``%config TeachFlow.…``: typed, echoed, completed, and gone after unloading."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.error import UsageError
from teachflow_magics import load_ipython_extension, unload_ipython_extension
from teachflow_magics.frame import config
from traitlets.config import Config
from traitlets.config.loader import DeferredConfigString

from teachflow import texts
from teachflow.viz.settings import settings
from tests.magics.conftest import Notebook

ALLOWED = {name: config.choices(name) or [1, 50] for name in config.names()}


@pytest.mark.parametrize("name", config.names())
def test_every_setting_takes_its_values_and_says_so(
    notebook: Notebook, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for value in ALLOWED[name]:
        notebook.run(f"%config TeachFlow.{name} = {value!r}  # as a lesson wants it")
        wanted = [f"TeachFlow.{name} = {value!r}"]
        if name == "language" and not texts.catalogue(texts.language()):
            wanted.append(texts.untranslated(texts.language()))
        assert capsys.readouterr() == ("\n".join([*wanted, ""]), "")
        assert notebook.run(f"%config TeachFlow.{name}") == value
        assert getattr(config.of(notebook.shell), name) == value
        capsys.readouterr()


@pytest.mark.parametrize("name", config.names())
def test_a_bad_value_is_one_line_with_the_good_ones(
    notebook: Notebook, name: str
) -> None:
    before = getattr(config.of(notebook.shell), name)
    for bad in ("'blue'", "blue", "-1", "2.5", "[]"):
        error = notebook.fail(f"%config TeachFlow.{name} = {bad}")
        assert isinstance(error, UsageError)
        assert "\n" not in str(error)
        assert all(repr(value) in str(error) for value in config.choices(name))
        assert bad.strip("'") in str(error)
    if name not in ("own_nodes", "keep_values", "initialize_variables", "presenting"):
        assert "not True" in str(notebook.fail(f"%config TeachFlow.{name} = True"))
    assert getattr(config.of(notebook.shell), name) == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("TeachFlow.own_node = 3", "Did you mean TeachFlow.own_nodes?"),
        ("TeachFlow.Language", "Did you mean TeachFlow.language?"),
        ("TeachFlow.xyzzy = 1", "It has: direction, engine"),
        ("TeachFlow.engine =", "%config TeachFlow.engine = 'auto'"),
        ("TeachFlow.engine = # what?", "%config TeachFlow.engine = 'auto'"),
        ("teachflow.engine = 'dot'", "%config cannot read"),
        ("Teachflow", "%config cannot read"),
        ("TeachFlow engine dot", "%config cannot read"),
        ("TeachFlow.", "It has: direction"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    notebook: Notebook, line: str, said: str
) -> None:
    error = notebook.fail(f"%config {line}")
    assert isinstance(error, UsageError)
    assert said in str(error)
    assert "\n" not in str(error)


def test_values_are_python_or_bare_words(notebook: Notebook) -> None:
    notebook.run("limit = 7\n%config TeachFlow.max_nodes = limit * 2")
    notebook.run("%config TeachFlow.engine=none")
    notebook.run("%config TeachFlow.language = zh-CN")
    configured = config.of(notebook.shell)
    assert (configured.max_nodes, configured.engine) == (14, "none")
    assert texts.language() == "zh-CN"


def test_settings_reach_texts_and_pictures_until_unloading(bare: Any) -> None:
    language, before = texts.language(), settings()
    load_ipython_extension(bare)
    configured = config.of(bare)
    configured.language, configured.engine, configured.direction = "ko", "none", "LR"
    configured.presenting = True
    assert texts.language() == "ko"
    assert (settings().engine, settings().direction) == ("none", "LR")
    assert settings().scale > 1
    configured.engine, configured.presenting = "auto", False
    assert (settings().engine, settings().scale) == (None, 1.0)
    unload_ipython_extension(bare)
    assert (texts.language(), settings()) == (language, before)
    assert config.of(bare).direction == "TB"


def test_ipythons_own_settings_are_its_own_still(notebook: Notebook) -> None:
    notebook.run("%config IPCompleter.omit__names = 1")
    assert notebook.run("%config IPCompleter.omit__names") == 1
    notebook.run("%config IPCompleter.omit__names = 2")


def test_all_settings_are_listed(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%config TeachFlow")
    listed = capsys.readouterr().out
    assert all(f"TeachFlow.{name}=" in listed for name in config.names())
    notebook.run("%config")
    assert "TeachFlow" in capsys.readouterr().out.split()


def test_a_configuration_file_sets_them(
    bare: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Config()
    told.TeachFlow.engine = "none"
    told.TeachFlow.max_nodes = DeferredConfigString("12")  # from the command line
    told.TeachFlow.direction = "sideways"
    told.TeachFlow.langauge = "ja"
    bare.config.merge(told)
    load_ipython_extension(bare)
    configured = config.of(bare)
    assert (configured.engine, configured.max_nodes) == ("none", 12)
    assert configured.direction == "TB"
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "TeachFlow.direction takes one of 'TB', 'LR', 'BT', 'RL', not 'sideways'.",
        "TeachFlow.langauge is no setting. Did you mean TeachFlow.language?",
    ]
    assert err == ""


def completed(notebook: Notebook, typed: str) -> list[str]:
    """What Tab offers behind ``typed``."""
    with provisionalcompleter():
        found = notebook.shell.Completer.completions(typed, len(typed))
        return [completion.text for completion in found]


def test_names_are_completed(notebook: Notebook) -> None:
    assert completed(notebook, "%config TeachFlow.own") == ["TeachFlow.own_nodes"]
    assert "TeachFlow" in completed(notebook, "%config TeachFl")


def test_another_change_of_the_magic_is_left_in_place(bare: Any) -> None:
    load_ipython_extension(bare)
    lines = bare.magics_manager.magics["line"]
    ours = lines["config"]
    lines["config"] = theirs = lambda line: ours(line)  # noqa: PLW0108 (a wrapper)
    unload_ipython_extension(bare)
    assert lines["config"] is theirs
    assert bare.run_cell("%config IPCompleter.omit__names = 2").success
