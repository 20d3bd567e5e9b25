"""Exercises that answer at once: ``check`` and ``hint``.

An exercise is data (``exercise.py``): which names the learner makes, what is looked at,
which hints there are. One file holds one exercise, its typical mistakes in tables; what
they share, reading a learner's names and graphs, stands beside them.
"""

from __future__ import annotations

from teachflow.checks.catalogue import EXERCISES
from teachflow.checks.checking import check
from teachflow.checks.exercise import Exercise
from teachflow.checks.hints import hint
from teachflow.checks.outcome import CheckFailed

__all__ = ["EXERCISES", "CheckFailed", "Exercise", "check", "hint"]
