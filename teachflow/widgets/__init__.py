"""Steppers and the explorer: what an algorithm did, and what a graph holds.

A recorder (``record_descent``) computes all frames, pure functions draw them, and a
thin skin shows them; each is a file. ``step_descent`` is all of it. ``explore`` is made
the same way: steps from one state to the next, their drawing, a skin.
"""

from __future__ import annotations

from typing import Any

from teachflow.texts import text
from teachflow.widgets.descent import Descent, Frame, record_descent
from teachflow.widgets.exploring import Exploration, explore
from teachflow.widgets.panel import build_panel
from teachflow.widgets.summary import DescentPicture

__all__ = [
    "Descent",
    "DescentPicture",
    "Exploration",
    "Frame",
    "explore",
    "record_descent",
    "step_descent",
]


def step_descent(
    loss: Any,
    variables: Any = None,
    optimizer: Any = None,
    learning_rate: float | None = None,
    steps: int = 20,
    start: Any = None,
    feed_dict: Any = None,
) -> None:
    """Shows gradient descent on ``loss``, step by step, forward and back.

    The arguments and errors are those of ``record_descent``. Shows a stepper where
    ipywidgets is installed, and below it the last picture with a table of all steps,
    which stays when the notebook is closed. In a terminal it prints the table. Neither
    the graph nor any session is changed.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     w = tf.Variable(3.0, name="w")
    ...     step_descent(tf.square(w), learning_rate=0.25, steps=2)
    Gradient descent on Square, learning rate 0.25: 2 steps
    step     w  Square  dSquare/dw
       0     3       9           6
       1   1.5    2.25           3
       2  0.75  0.5625         1.5
    """
    descent = record_descent(
        loss, variables, optimizer, learning_rate, steps, start, feed_dict
    )
    display = _notebook_display()
    if display is None:
        print(DescentPicture(descent))  # noqa: T201 - the table is what was asked for
        return
    try:
        moving = build_panel(descent)
    except ImportError:
        print(text("descent.no_widgets"))  # noqa: T201 - a notice is part of the output
        display(DescentPicture(descent))
    else:
        display(moving)
        display(DescentPicture(descent, stepper=repr(moving)))


def _notebook_display() -> Any:
    """What shows things in a notebook, or None in a terminal."""
    try:
        from IPython import get_ipython  # noqa: PLC0415 - may be absent
        from IPython.display import display  # noqa: PLC0415 - may be absent
    except ImportError:
        return None
    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    return display if getattr(shell, "kernel", None) is not None else None
