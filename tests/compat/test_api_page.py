"""docs/api.md is what the code says, and every name in it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import api as tool
import pytest

import teachflow
import teachflow.compat.v1 as tf

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_current():
    assert tool.PAGE.read_text(encoding="utf-8") == tool.text(), (
        "run python tools/api.py"
    )


def test_what_differs_is_found_in_a_docstring():
    def function():
        """Does it. Unlike TensorFlow, it sings. And more.

        >>> 1
        """

    assert tool.differences(function) == "Unlike TensorFlow, it sings."


def test_every_name_on_the_page_is_there():
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    graph, eager = page.split("## The eager face")
    for text, face in ((graph, tf), (eager, teachflow)):
        names = re.findall(r"^\| \[?`tf\.([\w.]+)`", text, re.MULTILINE)
        assert names
        for name in names:
            found = face
            for part in name.split("."):
                found = getattr(found, part)


def test_only_names_that_tensorflow_has_are_links():
    site = tool.SITE
    pages = [
        ("tf.reduce_mean", tf.reduce_mean, "tf/reduce_mean"),
        ("tf.float32", tf.float32, "tf/compat/v1#float32"),
        ("tf.errors.AbortedError", tf.errors.AbortedError, "tf/errors/AbortedError"),
        ("tf.SaverDef", tf.SaverDef, "tf/compat/v1/train/SaverDef"),
        ("tf.NodeDef", tf.NodeDef, "tf/compat/v1/NodeDef"),
    ]
    for spoken, value, address in pages:
        assert tool.page(spoken, value, True) == site + address
    assert tool.page("tf.watch_runs", tf.watch_runs, True) is None
    (row,) = [row for row in tool.rows("tf", tf, True) if "watch_runs" in row]
    assert row.startswith("| `tf.watch_runs` | function | TeachFlow's own.")


def test_messages_that_a_face_loads_when_asked_are_listed():
    names = dict(tool.offered(tf))
    assert names["GraphDef"] is tf.GraphDef
    assert "at_home" not in names


def test_asking_for_help_writes_nothing(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(tool, "PAGE", tmp_path / "api.md")
    with pytest.raises(SystemExit) as left:
        tool.main(["--help"])
    assert left.value.code == 0
    assert "--check" in capsys.readouterr().out
    assert not tool.PAGE.exists()
