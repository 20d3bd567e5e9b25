"""``%summaries``: event files as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.error import UsageError

import teachflow.compat.v1 as tf
from teachflow.viz.curves.summaries import Summaries
from tests.magics.conftest import Notebook


def _write(logdir: Path, *tags: str) -> None:
    with tf.summary.FileWriter(logdir) as writer:
        for step in range(3):
            for tag in tags:
                value = tf.Summary.Value(tag=tag, simple_value=step)
                writer.add_summary(tf.Summary(value=[value]), step)


def test_a_directory_is_drawn(notebook: Notebook, tmp_path: Path) -> None:
    _write(tmp_path, "loss")
    shown = notebook.run(f"%summaries {tmp_path}  # the last run")
    assert isinstance(shown, Summaries)
    assert shown.scalars == ["loss"]


def test_a_directory_may_be_a_variable_or_quoted(
    notebook: Notebook, tmp_path: Path
) -> None:
    _write(tmp_path / "my run", "loss")
    notebook.run(f"logdir = {str(tmp_path / 'my run')!r}")
    assert notebook.run('%summaries "$logdir"').scalars == ["loss"]
    assert notebook.run('%summaries "{logdir}"').scalars == ["loss"]


def test_options(notebook: Notebook, tmp_path: Path) -> None:
    _write(tmp_path, "loss", "error", "rate")
    shown = notebook.run(f"%summaries {tmp_path} --tags loss,err* --smoothing 0.5")
    assert shown.scalars == ["loss", "error"]
    assert shown.smoothing == 0.5


def test_several_directories(notebook: Notebook, tmp_path: Path) -> None:
    for name in ("a", "b"):
        _write(tmp_path / name, "loss")
    shown = notebook.run(f"%summaries {tmp_path / 'a'} {tmp_path / 'b'}")
    assert [Path(run.name).name for run in shown.runs] == ["a", "b"]


def test_nothing_there_yet_is_said(notebook: Notebook, tmp_path: Path) -> None:
    text = notebook.run(f"%summaries {tmp_path / 'later'}").text
    assert text.startswith("There is no directory")
    assert notebook.run(f"%summaries {tmp_path}").text.startswith("No event files")


@pytest.mark.parametrize(
    "line", ["", "--tags loss", "x --smoothing 1", "x --smoothing a", "x --tag loss"]
)
def test_a_wrong_line_is_refused_in_one_line(notebook: Notebook, line: str) -> None:
    error = notebook.fail(f"%summaries {line}")
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)


def test_help_is_printed(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%summaries -h")
    assert "--smoothing X" in capsys.readouterr().out
