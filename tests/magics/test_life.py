"""A magic's whole life: refused, failing, interrupted, nested, run again and again."""

from __future__ import annotations

import gc
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from IPython.core.error import UsageError
from teachflow_magics.extension import MAGICS
from teachflow_magics.frame.magic import Form, Magic

from teachflow.core import home
from teachflow.graph.running.session import Session
from tests.magics.conftest import Notebook
from tests.magics.memory import grown, only_new_objects
from tests.magics.tour import PRELUDE, USES

FORMS = [(typed, form) for magic in MAGICS for typed, form in magic.forms]
CELLS = [magic for magic in MAGICS if magic.cell is not None]
BOTH = pytest.mark.parametrize(
    ("typed", "form"), FORMS, ids=[pair[0] for pair in FORMS]
)
EVERY = pytest.mark.parametrize("magic", MAGICS, ids=lambda magic: magic.name)
CELL = pytest.mark.parametrize("magic", CELLS, ids=lambda magic: magic.name)
RERUNS = 20
MOST_GROWTH = 0.9
"""Blocks of memory that one re-run may leave behind, at most."""


@pytest.fixture
def book(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Notebook:
    """A notebook in an empty folder, with both faces at hand."""
    monkeypatch.chdir(tmp_path)
    notebook.run(PRELUDE)
    return notebook


def again(book: Notebook, code: str, history: bool = True) -> Any:
    """Runs a cell as a front end does that runs the same one again; raises its error.

    What IPython itself keeps of outputs is forgotten first.
    """
    book.shell.display_pub.outputs.clear()
    getattr(book.shell.history_manager, "outputs", {}).clear()
    result = book.shell.run_cell(code, store_history=history, cell_id="the-same")
    result.raise_error()
    return result.result


def below(typed: str) -> str:
    return "\npass" if typed.startswith("%%") else ""


def test_every_magic_has_its_uses() -> None:
    assert set(USES) == {magic.name for magic in MAGICS}
    for magic in MAGICS:
        use = USES[magic.name]
        assert bool(use.line) == (magic.line is not None), magic.name
        assert bool(use.cell) == (magic.cell is not None), magic.name


@BOTH
def test_an_option_that_is_none(book: Notebook, typed: str, form: Form) -> None:
    error = book.fail(f"{typed} --no-such-thing{below(typed)}")
    assert isinstance(error, UsageError)
    assert "--no-such-thing" in str(error)
    assert "\n" not in str(error)


OPTIONS = [
    (typed, option.flag)
    for typed, form in FORMS
    for option in form.options
    if len(option.flag) > 3
]


@pytest.mark.parametrize(("typed", "flag"), OPTIONS, ids="".join)
def test_a_misspelt_option(book: Notebook, typed: str, flag: str) -> None:
    wrong = f"{flag[:-1]}{flag[-2:]}x"
    error = book.fail(f"{typed} {wrong}{below(typed)}")
    assert isinstance(error, UsageError)
    assert f"Did you mean {flag}?" in str(error)


@BOTH
def test_help(
    book: Notebook, capsys: pytest.CaptureFixture[str], typed: str, form: Form
) -> None:
    book.run(f"{typed} -h{below(typed)}")
    printed = capsys.readouterr()
    assert typed in printed.out
    assert printed.err == ""
    assert book.shell.display_pub.outputs == []


@CELL
def test_a_body_that_fails(
    book: Notebook, capsys: pytest.CaptureFixture[str], magic: Magic
) -> None:
    use = USES[magic.name]
    if use.before:
        book.run(use.before)
    capsys.readouterr()
    error = book.fail(f"{use.head}\n1 / 0")
    printed = capsys.readouterr()
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)
    shown = printed.out + printed.err
    assert shown.count("ZeroDivisionError: division by zero") == 1
    assert shown.count("Traceback (most recent call last)") == 1
    assert shown.count("UsageError") == 1
    assert printed.err == ""
    assert home.open_homes() == []
    assert book.run("6 * 7") == 42


@CELL
@pytest.mark.parametrize("kind", ["KeyboardInterrupt", "SystemError"])
def test_a_body_that_is_interrupted(book: Notebook, magic: Magic, kind: str) -> None:
    use = USES[magic.name]
    for code in use.cells:
        book.run(code)
    threads = threading.active_count()
    error = book.fail(f"{use.head}\nraise {kind}")
    assert isinstance(error, (UsageError, KeyboardInterrupt))
    assert home.open_homes() == []
    assert threading.active_count() == threads
    for code in use.cells:
        book.run(code)


@CELL
def test_nested(book: Notebook, magic: Magic) -> None:
    use = USES[magic.name]
    if use.before:
        book.run(use.before)
    body = use.cell.partition("\n")[2]
    inner = f"get_ipython().run_cell_magic({magic.name!r}, '', {body!r})"
    again(book, f"{use.head}\n{inner}\n{body}\n%graph")
    again(book, f"{use.head}\n{inner}\n{body}\n%graph")
    assert home.open_homes() == []


@pytest.fixture
def only_new() -> Iterator[None]:
    """Counts are of objects that the test makes."""
    with only_new_objects():
        yield


def counted(kind: type) -> int:
    """How many new objects of a type are alive."""
    gc.collect()
    return sum(isinstance(found, kind) for found in gc.get_objects())


def left(shell: Any) -> tuple[int, int, int, int]:
    """What must not grow: sessions, threads, processes, callbacks."""
    return (
        counted(Session),
        threading.active_count(),
        len(psutil.Process().children()),
        sum(map(len, shell.events.callbacks.values())),
    )


@EVERY
def test_run_again_and_again(
    book: Notebook, only_new: None, capsys: pytest.CaptureFixture[str], magic: Magic
) -> None:
    use = USES[magic.name]
    if use.before:
        book.run(use.before)
    for code in filter(None, (use.cell, use.line)):
        if code == use.line and use.line.split()[1:2] == ["f"]:
            book.run(use.cell)
        seen = []
        for turn in range(RERUNS):
            capsys.readouterr()
            again(book, code)
            printed = re.sub(r"Out\[\d+\]", "Out[]", capsys.readouterr().out)
            seen.append((book.names(), str(book.shell.display_pub.outputs), printed))
            if turn == 4:
                settled = left(book.shell)
        assert seen[1:] == [seen[1]] * (RERUNS - 1)
        assert left(book.shell) == settled


@pytest.fixture
def unlaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are not laid out: that is another process's work, and slow."""
    monkeypatch.setenv("TEACHFLOW_LAYOUT", "none")


@EVERY
def test_memory_is_flat_over_500_runs(
    book: Notebook, unlaid: None, magic: Magic
) -> None:
    use = USES[magic.name]
    if use.before:
        book.run(use.before)
    code = use.cell or use.line

    assert grown(lambda: again(book, code, history=False)) < MOST_GROWTH


def test_a_leak_is_found(book: Notebook, unlaid: None) -> None:
    book.run("kept = []")
    code = f"{USES['graph'].cell}\nkept.append(object())"
    assert grown(lambda: again(book, code, history=False), 20) > MOST_GROWTH
