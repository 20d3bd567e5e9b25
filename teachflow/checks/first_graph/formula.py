"""Exercise 1: write a formula down as a graph.

f = x·y² + 2x + 1, x starts at 3 and y at 4. The graph is tried on values that the
notebook does not show; a table knows which mistake leads to which other formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from teachflow.checks.answer import Answer, Wrong, evaluate
from teachflow.checks.exercise import Exercise
from teachflow.checks.reading import formula, other_variables, uses
from teachflow.checks.words import shown
from teachflow.graph.operation import Tensor

STARTS = {"x": 3, "y": 4}
POINTS = ((5, -2), (2, 3), (-1, 7), (0, 4))

# What was computed instead, and what to say then.
MISTAKES: tuple[tuple[Callable[[float, float], float], str], ...] = (
    (lambda x, y: y * x * x + 2 * x + 1, "the square has gone to x; it belongs to y"),
    (
        lambda x, y: y * x * x + 2 * y + 1,
        "x and y have changed places: the square is on y, and the 2 goes with x",
    ),
    (lambda x, y: x * y * y + 2 * y + 1, "the 2 goes with x, not with y"),
    (lambda x, y: (x * y) ** 2 + 2 * x + 1, "the square is on y alone, not on x·y"),
    (
        lambda x, y: x * y * 2 + 2 * x + 1,
        "y² is y times y, and your graph has y times 2 there",
    ),
    (lambda x, y: x * y + 2 * x + 1, "y is there once, but y² needs it twice"),
    (lambda x, y: x * y * y + 2 * x, "the last number of the formula is missing"),
    (lambda x, y: x * y * y + 1, "the middle part, twice x, is missing"),
    (lambda x, y: x * y * y + x + 1, "x is added once; the formula has it twice there"),
    (lambda x, y: x * y * y, "that is only the first part of the formula"),
    (
        lambda x, y: x * y * y + 2 * (x + 1),
        "the last number has become 2; the 2 goes with x alone",
    ),
    (
        lambda x, y: x * (y * y + 2 * x + 1),
        "the brackets are too wide: only y² is multiplied by x",
    ),
)


def look_at_variables(answer: Answer) -> None:
    """Both are variables, well named, with their starting values."""
    for name, start in STARTS.items():
        variable = answer.variable(name)
        last = variable.op.name.rpartition("/")[2]
        if not re.fullmatch(rf"{name}(_\d+)?", last):
            raise Wrong(
                f"the variable in `{name}` is called '{variable.op.name}' in the "
                f'graph. Give it the name "{name}" there too: the graph cannot know '
                f"what you call it in Python."
            )
        begins = np.asarray(evaluate(variable.initial_value))
        if begins.size != 1 or begins.dtype.kind not in "iuf" or begins != start:
            raise Wrong(
                f"`{name}` starts at {shown(begins)}, and it should start at {start}."
            )
    if answer.variable("x").graph is not answer.variable("y").graph:
        raise Wrong(
            "`x` and `y` are in two different graphs: the graph was reset between "
            "them. Run the whole cell again."
        )


def look_at_sources(answer: Answer) -> None:
    """``f`` is a tensor that is computed from these two variables."""
    f, x, y = answer.tensor("f"), answer.variable("x"), answer.variable("y")
    if f.graph is not x.graph:
        raise Wrong(
            "`f` is in another graph than `x` and `y`: it is left over from before the "
            "graph was reset. Run the whole cell again."
        )
    others = other_variables(f, x, y)
    if others:
        raise Wrong(
            f"your f uses the variable '{others[0]}', which is not the one that `x` or "
            f"`y` stands for now. Run the whole cell again, from its first line."
        )
    for name, variable in (("x", x), ("y", y)):
        if not uses(f, variable):
            raise Wrong(
                f"your f is {_written(f)}, which does not use {name} at all: when "
                f"{name} changes, f would stay the same."
            )


def look_at_values(answer: Answer) -> None:
    """``f`` follows the formula wherever its variables are."""
    f, x, y = answer.tensor("f"), answer.variable("x"), answer.variable("y")
    got = [np.asarray(evaluate(f, {x: a, y: b})) for a, b in POINTS]
    if any(value.size != 1 for value in got):
        raise Wrong(
            f"your f gives {shown(got[0])}, not one single number; it should be made "
            f"of `x`, `y` and plain numbers only."
        )
    if _is(got, lambda x, y: x * y * y + 2 * x + 1):
        return
    for mistake, text in MISTAKES:
        if _is(got, mistake):
            raise Wrong(f"your f computes {_written(f)}: {text}.")
    for (a, b), value in zip(POINTS, got, strict=True):
        if not np.allclose(value, a * b * b + 2 * a + 1):
            raise Wrong(
                f"your f computes {_written(f)}. With x = {a} and y = {b} that is "
                f"{shown(value)}, and the formula gives {a * b * b + 2 * a + 1}."
            )


def _is(got: list[np.ndarray], function: Callable[[float, float], float]) -> bool:
    return all(
        np.allclose(value, function(a, b))
        for (a, b), value in zip(POINTS, got, strict=True)
    )


def _written(f: Tensor) -> str:
    text = formula(f)
    return text if len(text) <= 80 else f"{text[:79]}…"


EXERCISE = Exercise(
    id="first-graph/formula",
    names=("x", "y", "f"),
    looks=(look_at_variables, look_at_sources, look_at_values),
    praise="Your graph follows the formula, also for values you have not tried. "
    "Nothing has been computed yet: f is a plan, waiting for a run.",
    hints=(
        (
            "Two things called tf.Variable come first, each with a starting value and "
            "a name. The formula then uses them as if they were numbers."
        ),
        (
            "There is no sign for 'squared' here that you need: y² is y times y. "
            "Python's * and + make nodes when a variable stands beside them."
        ),
        (
            'Variables look like this: speed = tf.Variable(60, name="speed"). The '
            "formula has three parts joined by +; write each part down, left to right."
        ),
    ),
)
