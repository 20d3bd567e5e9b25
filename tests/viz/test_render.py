"""The way to an engine: in order, falling from one that fails to the next."""

from __future__ import annotations

import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from teachflow.viz.display import Picture
from teachflow.viz.layout import patience as module_of_patience
from teachflow.viz.layout import render as module
from teachflow.viz.layout.patience import Patience
from teachflow.viz.layout.render import LayoutFailed, LayoutUnavailable, render
from teachflow.viz.layout.worker import Worker, WorkerError
from tests.viz import samples

SOURCE = 'digraph { a -> b [label="(?, 3)"] }'
posix = pytest.mark.skipif(sys.platform == "win32", reason="plants a shell script")


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """Makes a program called dot that does as told, and nothing else on PATH."""

    def program(script):
        path = tmp_path / "dot"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")

    monkeypatch.delenv(module.SETTING, raising=False)
    return program


@pytest.fixture
def worker(monkeypatch):
    """An own worker, ended after the test."""
    own = Worker()
    monkeypatch.setattr(module, "WORKER", own)
    yield own
    own.close()


@pytest.mark.parametrize("engine", ["dot", "embedded"])
@pytest.mark.parametrize(("format", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_each_engine_draws(engine, format, start, has_engine, capfd):
    has_engine(engine)
    assert render(SOURCE, format, engine).startswith(start)
    assert capfd.readouterr() == ("", "")


def test_without_a_program_the_embedded_engine_draws(monkeypatch, worker, has_engine):
    has_engine("embedded")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(module.SETTING, raising=False)
    assert b"</svg>" in render(SOURCE)
    assert worker.pid is not None


@posix
@pytest.mark.parametrize(
    "script",
    [
        "echo broken >&2; exit 1",
        "kill -SEGV $$",
        "exec sleep 60",
        "exec /no/such/file",
        "exit 0",
        "echo not a picture",
        "echo '<svg><g id=\"cut'",
        "yes | head -c 100000",
    ],
)
def test_a_program_that_fails_crashes_hangs_or_babbles(
    script, plant, worker, has_engine, capfd
):
    has_engine("embedded")
    plant(script)
    assert b"</svg>" in render(SOURCE, timeout=5 if "sleep" not in script else 1)
    assert worker.pid is not None
    assert capfd.readouterr() == ("", "")


@posix
def test_a_bitmap_that_is_none_is_no_answer(plant, worker, has_engine):
    has_engine("embedded")
    plant("echo '<svg></svg>'")
    assert render(SOURCE, "png").startswith(b"\x89PNG")


@posix
def test_what_every_engine_babbles_ends_as_the_text(plant, monkeypatch, capfd):
    plant("echo not a picture")
    monkeypatch.setitem(module._ENGINES, "embedded", lambda *_: b"\xff\x00 oops")
    picture = Picture(samples.chain())
    assert "dot: its answer is no svg" in (picture.problem or "")
    assert "name0" in picture.svg
    assert set(picture._repr_mimebundle_()) == {
        *("text/html", "image/svg+xml", "text/plain")
    }
    assert capfd.readouterr() == ("", "")


def test_pictures_drawn_at_once_do_not_mix(has_engine):
    has_engine("embedded")
    diagrams = [samples.tangle(seed) for seed in range(6)]
    alone = [Picture(diagram, engine="embedded").svg for diagram in diagrams]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda d: Picture(d, engine="embedded").svg, diagrams))
    assert together == alone


@posix
def test_when_all_fail_each_reason_is_told(plant, monkeypatch):
    plant("echo 'no fonts today' >&2; exit 3")

    def refuse(*_):
        raise WorkerError("the embedded engine took longer than 1 s")

    monkeypatch.setitem(module._ENGINES, "embedded", refuse)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _: object())
    with pytest.raises(LayoutFailed) as caught:
        render(SOURCE)
    assert "dot: ended with code 3: no fonts today" in str(caught.value)
    assert "embedded: the embedded engine took longer than 1 s" in str(caught.value)


@pytest.mark.parametrize("engine", ["dot", "embedded"])
def test_a_wrong_text_is_refused_with_the_engines_words(engine, has_engine, capfd):
    has_engine(engine)
    with pytest.raises(LayoutFailed, match="syntax error"):
        render("digraph { a -> ", "svg", engine)
    assert capfd.readouterr() == ("", "")


def test_the_environment_chooses(monkeypatch):
    monkeypatch.setenv(module.SETTING, "none")
    with pytest.raises(LayoutUnavailable, match="switched off"):
        render(SOURCE)


def test_the_argument_goes_before_the_environment(monkeypatch, has_engine):
    has_engine("embedded")
    monkeypatch.setenv(module.SETTING, "none")
    assert b"</svg>" in render(SOURCE, engine="embedded")


def test_an_unknown_engine_names_the_known_ones(monkeypatch):
    monkeypatch.setenv(module.SETTING, "neato")
    with pytest.raises(
        LayoutUnavailable, match=r"TEACHFLOW_LAYOUT is 'neato'.*embedded"
    ):
        render(SOURCE)


def test_with_nothing_installed_the_error_says_what_to_type(monkeypatch):
    monkeypatch.delenv(module.SETTING, raising=False)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(LayoutUnavailable, match=r"pip install 'teachflow\[notebook\]'"):
        render(SOURCE)
    with pytest.raises(LayoutUnavailable, match="the program dot is not installed"):
        render(SOURCE, engine="dot")


@posix
def test_an_engine_that_hung_is_not_waited_for_again(
    plant, worker, monkeypatch, has_engine
):
    has_engine("embedded")
    plant("exec sleep 60")
    patience = Patience()
    monkeypatch.setattr(module, "PATIENCE", patience)
    monkeypatch.setattr(module_of_patience, "SHORT", 0.3)
    for _ in range(2):
        assert b"</svg>" in render(SOURCE, timeout=1.0)
    assert patience.times("dot") == 2
    start = time.perf_counter()
    assert b"</svg>" in render(SOURCE, timeout=30.0)
    assert time.perf_counter() - start < 10
    with pytest.raises(LayoutFailed, match=r"took longer than 0\.2 s"):
        render(SOURCE, engine="dot", timeout=0.2)  # who asks for it gets it
    plant("echo '<svg></svg>'")
    assert b"<svg" in render(SOURCE, engine="dot")
    assert patience.times("dot") == 0


def test_an_engine_that_is_left_out_says_so(monkeypatch):
    patience = Patience()
    for name in module.available_engines():
        patience.was_slow(name)
        patience.was_slow(name)
    monkeypatch.setattr(module, "PATIENCE", patience)
    with pytest.raises(LayoutFailed, match="was too slow 2 times, so it is left out"):
        render(SOURCE)


def test_an_engine_is_tried_again_after_a_while():
    now = [0.0]
    patience = Patience(clock=lambda: now[0])
    patience.was_slow("dot")
    patience.was_slow("dot")
    assert patience.seconds("dot", 10.0) == 0.0
    now[0] = 301.0
    assert patience.seconds("dot", 10.0) == 2.0
    patience.answered("dot")
    assert patience.seconds("dot", 10.0) == 10.0
