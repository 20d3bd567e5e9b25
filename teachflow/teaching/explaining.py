"""``explain``: an error -> a ``Lesson``, or None where there is nothing to teach."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import TracebackType

from teachflow.functions.autograph.blame import Place
from teachflow.teaching.lesson import Lesson, Where
from teachflow.teaching.spotting import spot
from teachflow.teaching.table import CASES
from teachflow.teaching.trouble import Step, Trouble

Naming = Callable[[str], str]
"""How a file is called: a notebook says ``Cell In[3]``."""


def explain(
    error: BaseException | None = None,
    trace: TracebackType | None = None,
    *,
    naming: Naming = os.path.basename,
) -> Lesson | None:
    """What happened, why, and what to type, for an error of TeachFlow's.

    ``error`` is the one that was shown last where it is not given; ``trace`` its
    traceback, by default its own; ``naming`` says how the files of the learner's lines
    are called. Returns a ``Lesson``, which prints as text and which a notebook shows
    with a picture of the offending part; None for an error that is not the engine's and
    not about its values. Source: TeachFlow's own.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.teaching import explain
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.float32, shape=(None, 2), name="x")
    ...     try:
    ...         sess.run(2 * x)
    ...     except tf.errors.InvalidArgumentError as error:
    ...         lesson = explain(error)
    >>> print(f"{lesson.error}: {lesson.what}")
    InvalidArgumentError: nothing was fed for the placeholder 'x'.
    """
    if error is None:
        error = _last()
        if error is None:
            return None
    trouble = Trouble(error, trace, naming)
    facts = trouble.facts or spot(trouble)
    if facts is None or facts.case not in CASES:
        return None
    trouble.facts = facts
    told = CASES[facts.case](trouble)
    if told is None:
        return None
    places = tuple(_where(step, naming) for step in trouble.places)
    pythons = trouble.at_learners is not None
    return Lesson(type(error).__name__, _words(error), told, places, pythons)


def _last() -> BaseException | None:
    found: BaseException | None = getattr(sys, "last_value", None)
    return found


def _words(error: BaseException) -> str:
    return str(error.args[0]) if isinstance(error, KeyError) else str(error)


def _where(step: Step | Place, naming: Naming) -> Where:
    return Where(naming(step.file), step.line, step.code)
