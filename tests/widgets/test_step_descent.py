"""What ``step_descent`` shows, with ipywidgets, without it, and without a notebook."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import teachflow.compat.v1 as tf
from teachflow import widgets


def test_a_terminal_gets_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    w = tf.Variable(3.0, name="w")
    widgets.step_descent(tf.square(w, name="loss"), learning_rate=0.25, steps=1)
    out, err = capfd.readouterr()
    assert out.startswith("Gradient descent on loss, learning rate 0.25: 1 step\n")
    assert err == ""


def test_a_notebook_gets_the_stepper_and_apart_from_it_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    w = pytest.importorskip("ipywidgets")
    shown: list[Any] = []
    monkeypatch.setattr(widgets, "_notebook_display", lambda: shown.append)
    widgets.step_descent(tf.square(tf.Variable(3.0)), steps=2)
    stepper, picture = shown
    assert isinstance(stepper, w.VBox)
    assert repr(stepper) == (
        "Gradient descent on Square, learning rate 0.1: 2 steps. "
        "Run this cell to step through them."
    )
    assert isinstance(picture, widgets.DescentPicture)
    assert (
        "Run this cell to step through them."
        in picture._repr_mimebundle_()["text/html"]
    )
    w.Widget.close_all()


BLOCKED = """
import sys
sys.modules["ipywidgets"] = None
import teachflow.compat.v1 as tf
import teachflow.widgets as widgets
shown = []
widgets._notebook_display = lambda: shown.append
widgets.step_descent(tf.square(tf.Variable(3.0)), steps=2)
print([type(item).__name__ for item in shown])
"""


def test_without_ipywidgets_the_picture_is_shown_with_a_note() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "To step through it, install ipywidgets: pip install 'teachflow[notebook]'",
        "['DescentPicture']",
    ]
    assert done.stderr == ""
