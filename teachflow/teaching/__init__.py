"""Errors that teach: what happened, why, what to type, and the offending part drawn.

An error -> ``Trouble`` (its facts, the learner's frames and names) -> a row of the
``table`` -> ``Told`` (sentences, code, picture) -> ``Lesson``. Facts are what the
engine told where the error was made (``core.explaining.facts``); where Python itself
raised it, ``spotting`` reads the learner's line.
"""

from __future__ import annotations

from teachflow.teaching.explaining import explain
from teachflow.teaching.lesson import Lesson, Told, Where

__all__ = ["Lesson", "Told", "Where", "explain"]
