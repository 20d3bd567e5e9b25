"""Exercise 4: feed a batch, and compute what two answers share only once."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.checks.answer import Answer, Wrong, evaluate
from teachflow.checks.exercise import Exercise
from teachflow.checks.reading import formula, uses
from teachflow.checks.words import kind, shown, times
from teachflow.graph.running.observe import RunReport

BATCH = (1.0, 2.0, 3.0)
OTHERS = ((3.0, -1.0, 2.5, 0.5), (-4.0,))


def look_at_placeholder(answer: Answer) -> None:
    """``numbers`` waits for a batch of any length."""
    numbers = answer.tensor("numbers")
    if numbers.op.type != "Placeholder":
        raise Wrong(
            f"`numbers` comes out of a {numbers.op.type} node, and it should be a "
            f"placeholder: an empty seat for values that come with the run."
        )
    if not numbers.dtype.is_floating:
        raise Wrong(
            f"`numbers` is made for {numbers.dtype.name} values; make it for "
            f"tf.float32, so that 2.5 fits too."
        )
    shape = numbers.shape
    if shape.ndims == 1 and shape.as_list() != [None]:
        raise Wrong(
            f"`numbers` takes batches of length {shape.as_list()[0]} only. Leave its "
            f"length open."
        )
    if shape.ndims not in {None, 1}:
        raise Wrong(
            f"`numbers` has the shape {shape}, and a batch of numbers in a row has one "
            f"dimension."
        )


def look_at_formulas(answer: Answer) -> None:
    """Three tensors that do what they are called, whatever is fed."""
    numbers, squares = answer.tensor("numbers"), answer.tensor("squares")
    for name in ("squares", "total", "mean"):
        tensor = answer.tensor(name)
        if tensor.graph is not numbers.graph:
            raise Wrong(
                f"`{name}` is in another graph than `numbers`: one of them is left "
                f"over from before. Run the whole cell again."
            )
        if not uses(tensor, numbers):
            raise Wrong(
                f"`{name}` is {formula(tensor)}, which does not use `numbers`: it "
                f"would be the same for every batch."
            )
    for batch in OTHERS:
        values = np.asarray(batch, dtype=np.float32)
        _same("squares", answer, values, values**2)
        for name, wanted in (("total", np.sum), ("mean", np.mean)):
            _same(name, answer, values, wanted(values**2))
            if not uses(answer.tensor(name), squares):
                raise Wrong(
                    f"`{name}` is {formula(answer.tensor(name))}: the right number, "
                    f"but it squares the batch by itself. Build it on `squares`, so "
                    f"that the two can share that work."
                )


def look_at_runs(answer: Answer) -> None:
    """One run, watched, gave both."""
    report = answer.there("report")
    if not isinstance(report, RunReport):
        raise Wrong(
            f"`report` is {kind(report)}; it should come from the line "
            f"`with tf.watch_runs() as report:`."
        )
    name = answer.tensor("squares").op.name
    count = report.counts.get(name, 0)
    if not report.runs:
        raise Wrong(
            "nothing ran inside `with tf.watch_runs() as report:`. The run you want to "
            "watch has to be indented in that block."
        )
    if count == 0:
        raise Wrong(
            f"the watched runs did not compute squares ('{name}'). They computed: "
            f"{', '.join(list(report.counts)[:6])}."
        )
    if count > 1:
        raise Wrong(
            f"squares was computed {times(count)}, in {len(report.runs)} runs. Every "
            f"run starts from nothing and forgets its nodes' values at its end, so ask "
            f"for both results in the same one."
        )
    for name in ("total", "mean"):
        if answer.tensor(name).op.name not in report.counts:
            raise Wrong(
                f"the watched run computed squares once, but not {name}. Ask for both "
                f"results in it."
            )


def look_at_results(answer: Answer) -> None:
    """The results belong to the batch of the exercise."""
    squares = np.square(BATCH)
    for name, wanted, other in (
        ("total_value", np.sum(squares), np.mean(squares)),
        ("mean_value", np.mean(squares), np.sum(squares)),
    ):
        value = answer.number(name)
        if np.allclose(value, wanted):
            continue
        if np.allclose(value, other):
            raise Wrong(
                f"`{name}` is {shown(answer.values[name])}, which is the other result: "
                f"what a run gives back has the order of what was asked for."
            )
        raise Wrong(
            f"`{name}` is {shown(answer.values[name])}, and the batch "
            f"{list(BATCH)} gives something else. What did you feed?"
        )


def _same(name: str, answer: Answer, batch: Any, wanted: Any) -> None:
    tensor, numbers = answer.tensor(name), answer.tensor("numbers")
    got = np.asarray(evaluate(tensor, {numbers: batch}))
    if got.shape == np.shape(wanted) and np.allclose(got, wanted):
        return
    raise Wrong(
        f"`{name}` computes {formula(tensor)}. For the batch {shown(batch)} that is "
        f"{shown(got)}, and it should be {shown(wanted)}."
    )


EXERCISE = Exercise(
    id="first-graph/one-run",
    names=(
        "numbers",
        "squares",
        "total",
        "mean",
        "report",
        "total_value",
        "mean_value",
    ),
    looks=(look_at_placeholder, look_at_formulas, look_at_runs, look_at_results),
    praise="Both results came out of one run, and squares was computed once for the "
    "two of them. That is how a graph saves work.",
    hints=(
        (
            "A placeholder of any length has a shape with one dimension, and that "
            "dimension is None."
        ),
        (
            "total and mean both start from squares; tf.reduce_sum and tf.reduce_mean "
            "turn a whole batch into one number."
        ),
        (
            "sess.run takes a list: one call with [first, second] gives both values "
            "back, in that order. Pass feed_dict={numbers: …} in the same call."
        ),
    ),
)
