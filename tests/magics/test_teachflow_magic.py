"""``%teachflow doctor | language | present | api``."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
import pytest
from IPython.core.error import UsageError
from teachflow_magics import api, doctor, language, present
from teachflow_magics.commands import COMMANDS, health

from teachflow import texts
from teachflow.viz.layout import render
from teachflow.viz.reprs.sheet import head, table
from tests.magics.conftest import Notebook
from tests.magics.test_completion import ends


@pytest.fixture(autouse=True)
def as_before() -> Any:
    yield
    present(False)
    texts.set_language(None)


def rows() -> dict[str, tuple[str, str]]:
    """The doctor's table."""
    return {row.what: (row.state, row.advice) for row in doctor().rows}


def hide(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Makes packages look as if they were not installed."""
    found = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> Any:
        return None if name in names else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)


def test_alone_it_lists_what_it_has(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%teachflow")
    out, err = capsys.readouterr()
    assert all(command.usage in out for command in COMMANDS.values())
    assert err == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("docter", "Did you mean doctor?"),
        ("qqq", "It has: doctor, language, present, api."),
        ("doctor now", "Usage: %teachflow doctor"),
        ("language en ja", "Usage: %teachflow language [TAG]"),
        ("language fr", "it has en, zh-CN, zh-TW, ja, ko."),
        ("present maybe", "on or off, not 'maybe'."),
        ("api", "Usage: %teachflow api NAME"),
        ("--doctor", "unknown option"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    notebook: Notebook, line: str, said: str
) -> None:
    error = notebook.fail(f"%teachflow {line}  # a comment")
    assert isinstance(error, UsageError)
    assert said in str(error)
    assert "\n" not in str(error)


def test_the_doctor_tells_of_this_notebook(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("import teachflow.compat.v1 as tf\n(tf.constant(1) + 1).eval()")
    found = notebook.run("%teachflow doctor")
    data, _ = notebook.shell.display_formatter.format(found)
    assert set(data) == {"text/html", "text/plain"}
    assert "open for 1 graph" in data["text/plain"]
    assert "<table>" in data["text/html"]
    assert f"NumPy {np.__version__}" in data["text/plain"]
    assert capfd.readouterr().err == ""


def test_the_doctor_outside_a_notebook() -> None:
    assert rows()["Notebook's session"][1] == "%load_ext teachflow"


def test_for_what_is_missing_there_is_something_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    hide(monkeypatch, "pygraphviz", "ipywidgets", "anywidget", "malt", "google_crc32c")
    found = rows()
    assert found["Pictures"][0].startswith("as text trees")
    assert "pip install 'teachflow[notebook]'" in found["Pictures"][1]
    assert found["Steppers"][1] == "pip install 'teachflow[notebook]'"
    assert found["Graph explorer"][1] == "pip install 'teachflow[notebook]'"
    assert found["if and while on tensors"][1] == "pip install 'teachflow[autograph]'"
    assert found["TensorFlow's files"][1] == "pip install 'teachflow[tensorboard]'"


def test_no_engine_draws_without_what_writes_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hide(monkeypatch, "graphviz")
    found = [row for row in doctor().rows if row.what.startswith("Pictures")]
    assert [row.state for row in found] == [
        "as text trees: the package graphviz is missing"
    ]
    assert found[0].advice == "pip install 'teachflow[notebook]'"


def test_an_engine_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: str, _format: str, _timeout: float) -> bytes:
        raise OSError("no such thing\nat all")

    monkeypatch.setenv(render.SETTING, "embedded")
    monkeypatch.setitem(render._ENGINES, "embedded", broken)
    assert "failed" in rows()["Pictures"][0]
    assert "\n" not in rows()["Pictures"][0]


def test_the_doctor_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_shell: Any) -> Any:
        raise RuntimeError("ouch\nsecond line")

    monkeypatch.setattr(health, "_LOOKS", (fails, health._versions))
    first, second = doctor().rows
    assert "RuntimeError: ouch" in first.state
    assert "\n" not in first.state
    assert second.what == "Versions"


def test_languages(notebook: Notebook, capsys: pytest.CaptureFixture[str]) -> None:
    notebook.run("%teachflow language zh-TW")
    assert "繁體中文 (zh-TW)" in capsys.readouterr().out
    assert notebook.run("%config TeachFlow.language") == "zh-TW"
    notebook.run("%teachflow language locale")
    assert texts.chosen_language() is None
    assert language() == texts.language()


def test_a_language_without_texts_says_so(
    notebook: Notebook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = texts.catalogue
    monkeypatch.setattr(
        texts, "catalogue", lambda tag: {} if tag == "ja" else there(tag)
    )
    notice = "There are no texts in 日本語 (ja) yet: they stay in English."
    notebook.run("%teachflow language ja")
    assert capsys.readouterr().out == f"{notice}\n"
    notebook.run("%config TeachFlow.language = 'ja'")
    assert capsys.readouterr().out == f"TeachFlow.language = 'ja'\n{notice}\n"
    assert [row.advice for row in doctor().rows if row.what == "Language"] == [notice]
    notebook.run("%config TeachFlow.language = 'en'")
    assert capsys.readouterr().out == "TeachFlow.language = 'en'\n"


def test_presenting_makes_pictures_and_tables_larger(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run("c = tf.constant(1)")

    def width() -> int:
        shown = notebook.run("%graph")._repr_mimebundle_()["text/html"]
        return int(shown.partition(' width="')[2].partition('"')[0])

    usual = width()
    assert "font-size" not in table([("a", "b")]) + head("a")
    notebook.run("%teachflow present on")
    assert notebook.run("%config TeachFlow.presenting") is True
    assert width() == pytest.approx(1.5 * usual, abs=1)
    assert "font-size:150%" in table([("a", "b")])
    assert "font-size:150%" in head("a")
    capsys.readouterr()
    notebook.run("%teachflow present")
    assert "Presenting" in capsys.readouterr().out
    notebook.run("%teachflow present off")
    assert width() == usual


@pytest.mark.parametrize(
    ("name", "spoken", "faces"),
    [
        ("tf.nn.relu", "tf.nn.relu", 2),
        ("relu", "tf.nn.relu", 2),
        ("tf.compat.v1.placeholder", "tf.placeholder", 1),
        ("tensorflow.GradientTape", "tf.GradientTape", 1),
        ("float32", "tf.float32", 2),
        ("tf.nn", "tf.nn", 2),
        ("AdamOptimizer", "tf.train.AdamOptimizer", 1),
    ],
)
def test_a_name_is_looked_up_in_both_faces(name: str, spoken: str, faces: int) -> None:
    found = api(name)
    named = [place for place in found.places if place.spoken == spoken]
    assert len(named) == len(found.places) == faces
    assert spoken in str(found)
    assert set(found._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_what_differs_is_said() -> None:
    assert "Unlike TensorFlow" in api("tf.ConfigProto").unlike
    assert "(features, name=None)" in str(api("relu"))
    assert "tf.keras.layers.Dense" in api("tf.layers.Dense").near


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("tf.reduce_meen", "tf.reduce_mean"),
        ("AdamOptimiser", "tf.train.AdamOptimizer"),
        ("tf.layers.relu", "tf.nn.relu"),
    ],
)
def test_a_name_that_is_not_here_gets_the_nearest(name: str, near: str) -> None:
    found = api(name)
    assert not found.places
    assert near in found.near
    assert f"has no tf.{name.removeprefix('tf.')}." in str(found)


def test_a_name_is_text_and_no_markup() -> None:
    assert "<script>" not in api("<script>")._repr_mimebundle_()["text/html"]
    assert not api("<script>").places


def test_what_tab_offers(notebook: Notebook) -> None:
    assert ends(notebook.shell, "%teachflow la|") == ["language"]
    assert ends(notebook.shell, "%teachflow language zh|") == ["zh-CN", "zh-TW"]
    assert ends(notebook.shell, "%teachflow present |") == ["on", "off"]
    assert "tf.nn.relu" in ends(notebook.shell, "%teachflow api tf.nn.rel|")


def test_the_doctor_tries_an_engine_that_was_too_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pygraphviz")
    monkeypatch.setenv("TEACHFLOW_LAYOUT", "embedded")
    render.PATIENCE.was_slow("embedded")
    render.PATIENCE.was_slow("embedded")
    assert "it had been too slow for 2 pictures" in str(doctor())
    assert "too slow" not in str(doctor())
