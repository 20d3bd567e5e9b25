"""Gradient descent as a list of frames: every number of every step, computed first.

A stepper that has all its frames can go forward and back, jump, and play without the
kernel. Drawing is elsewhere; nothing here knows how a frame looks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.graph.operation import Tensor
from teachflow.ops.state import training
from teachflow.texts import text
from teachflow.training.descent import GradientDescentOptimizer, MomentumOptimizer
from teachflow.viz.curves.axes import shown
from teachflow.widgets.probe import LossProbe, Numbers, check_loss

MOST_STEPS = 99
RUNAWAY = 100.0
"""The loss may rise to this many times its first height before the descent stops."""
CURVE_POINTS = 121
SURFACE_POINTS = (61, 47)
MARGIN = 0.35


@dataclass(frozen=True)
class Rule:
    """How a gradient becomes a step: plain, or with ``momentum``."""

    learning_rate: float
    momentum: float | None = None
    nesterov: bool = False


@dataclass(frozen=True)
class Frame:
    """One step: where it begins, what was found there, and where it leads.

    All tuples have one number for each parameter. ``velocity`` is what the momentum has
    become in this step, ``before`` what it was (both empty without momentum).
    """

    step: int
    values: tuple[float, ...]
    loss: float
    gradient: tuple[float, ...]
    after: tuple[float, ...]
    before: tuple[float, ...] = ()
    velocity: tuple[float, ...] = ()


@dataclass(frozen=True)
class Surface:
    """The loss over a range of the parameters: ``losses[i, j]`` at ``axes[0][i]`` and
    ``axes[1][j]``; with one parameter, ``losses[i]`` at ``axes[0][i]``.
    """

    axes: tuple[np.ndarray[Any, Any], ...]
    losses: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Descent:
    """A recorded descent. ``problem`` says why it ended early, if it did."""

    loss: str
    parameters: tuple[str, ...]
    rule: Rule
    frames: tuple[Frame, ...]
    surface: Surface
    problem: str | None = None


def record_descent(
    loss: Any,
    variables: Any = None,
    optimizer: Any = None,
    learning_rate: float | None = None,
    steps: int = 20,
    start: Any = None,
    feed_dict: Any = None,
    session: Any = None,
) -> Descent:
    """Runs ``steps`` steps down ``loss`` and returns all of them.

    ``loss``: a scalar tensor; ``variables``: what to move, one or two numbers in all:
    variables, or pairs (variable, index); by default all trainable variables that the
    loss depends on. ``optimizer``: a GradientDescentOptimizer or MomentumOptimizer, or
    else ``learning_rate`` (0.1 by default). ``start``: one value for each parameter, or
    'current' for their values in ``session``; by default their initial values.
    ``session`` (by default the default one) gives the values of all other variables; it
    is only read, and the graph gets no node.

    Raises ``TypeError`` and ``ValueError`` for what cannot be drawn, saying what to
    give.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     w = tf.Variable(3.0, name="w")
    ...     run = record_descent(tf.square(w), learning_rate=0.25, steps=2)
    >>> [(frame.values, frame.loss) for frame in run.frames]
    [((3.0,), 9.0), ((1.5,), 2.25), ((0.75,), 0.5625)]
    """
    if isinstance(steps, bool) or not isinstance(steps, (int, np.integer)):
        raise TypeError(text("descent.wrong.steps", steps=repr(steps)))
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(text("descent.wrong.number", steps=steps, most=MOST_STEPS))
    rule = _rule(optimizer, learning_rate)
    check_loss(loss)
    if session is None:
        session = loss.graph.default_session()
    if session is not None and session.graph is not loss.graph:
        session = None
    probe = LossProbe(loss, variables, feed_dict, session)
    if start is None:
        begin = probe.initial
    elif isinstance(start, str):
        if start != "current":
            raise ValueError(text("descent.wrong.start", start=repr(start)))
        begin = probe.current
    else:
        begin = probe.numbers(start)
    labels = tuple([parameter.label for parameter in probe.parameters])
    frames, problem = _descend(probe, rule, begin, int(steps), labels)
    return Descent(loss.op.name, labels, rule, frames, _survey(probe, frames), problem)


def _rule(optimizer: Any, learning_rate: Any) -> Rule:
    if optimizer is None:
        rule = Rule(_number(0.1 if learning_rate is None else learning_rate))
    elif learning_rate is not None:
        raise ValueError(text("descent.wrong.both"))
    elif isinstance(optimizer, MomentumOptimizer):
        rule = Rule(
            _number(optimizer._learning_rate),
            _number(optimizer._momentum),
            bool(optimizer._use_nesterov),
        )
    elif isinstance(optimizer, GradientDescentOptimizer):
        rule = Rule(_number(optimizer._learning_rate))
    else:
        raise TypeError(text("descent.wrong.optimizer", kind=type(optimizer).__name__))
    if not math.isfinite(rule.learning_rate):
        raise ValueError(text("descent.wrong.rate", rate=rule.learning_rate))
    return rule


def _number(value: Any) -> float:
    if callable(value):
        value = value()
    if isinstance(value, Tensor):
        static = value.static_value()
        if static is None:
            raise ValueError(text("descent.wrong.not_fixed", name=value.name))
        value = static
    return float(value)


def _descend(
    probe: LossProbe, rule: Rule, begin: Numbers, steps: int, labels: tuple[str, ...]
) -> tuple[tuple[Frame, ...], str | None]:
    frames: list[Frame] = []
    values = begin
    velocity = (
        tuple([value * 0 for value in begin]) if rule.momentum is not None else ()
    )
    with np.errstate(all="ignore"):
        for step in range(steps + 1):
            loss, gradient = probe.slope(values)
            numbers = (loss, *gradient, *values)
            if not all(map(math.isfinite, numbers)):
                if not frames:
                    raise ValueError(
                        text(
                            "descent.no_way_down",
                            loss=loss,
                            gradient=_plain(gradient),
                            start=_assigned(labels, values),
                        )
                    )
                return tuple(frames), _stopped(step, frames, rule, str(loss))
            before = velocity
            after, velocity = _step(rule, values, gradient, velocity)
            frames.append(
                Frame(
                    step,
                    _plain(values),
                    loss,
                    _plain(gradient),
                    _plain(after),
                    _plain(before),
                    _plain(velocity),
                )
            )
            lowest = min(frame.loss for frame in frames)
            height = frames[0].loss - lowest or abs(frames[0].loss)
            if step and loss - lowest > RUNAWAY * height:
                return tuple(frames), _stopped(step, frames, rule, shown(loss))
            values = after
    return tuple(frames), None


def _step(
    rule: Rule, values: Numbers, gradient: Numbers, velocity: Numbers
) -> tuple[Numbers, Numbers]:
    """The optimizers' own rules, number by number, each in its own dtype."""
    after, moved = [], []
    for position, (value, slope) in enumerate(zip(values, gradient, strict=True)):
        rate = value.dtype.type(rule.learning_rate)
        if rule.momentum is None:
            after.append(training.gradient_descent(value, rate, slope))
            continue
        decay = value.dtype.type(rule.momentum)
        new, speed = training.momentum(
            value, velocity[position], rate, slope, decay, rule.nesterov
        )
        after.append(new)
        moved.append(speed)
    return tuple(after), tuple(moved)


def _plain(numbers: Numbers) -> tuple[float, ...]:
    return tuple([float(number) for number in numbers])


def _assigned(labels: tuple[str, ...], values: Any) -> str:
    return ", ".join(f"{k} = {shown(v)}" for k, v in zip(labels, values, strict=True))


def _stopped(step: int, frames: list[Frame], rule: Rule, found: str) -> str:
    return text(
        "descent.stopped",
        step=step,
        loss=found,
        first=shown(frames[0].loss),
        rate=shown(rule.learning_rate / 4),
    )


def _survey(probe: LossProbe, frames: tuple[Frame, ...]) -> Surface:
    """The loss on a grid around the path."""
    counts = SURFACE_POINTS if len(probe.parameters) > 1 else (CURVE_POINTS,)
    axes = []
    for axis, count in enumerate(counts):
        places = [frame.values[axis] for frame in frames]
        low, high = min(places), max(places)
        span = max(high - low, 0.2 * max(abs(low), abs(high)), 1e-3)
        middle = (low + high) / 2
        half = span * (0.5 + MARGIN)
        axes.append(np.linspace(middle - half, middle + half, count))
    losses = np.empty([len(axis) for axis in axes])
    with np.errstate(all="ignore"):
        for index in np.ndindex(losses.shape):
            place = [axis[i] for axis, i in zip(axes, index, strict=True)]
            losses[index] = probe.loss(place)
    return Surface(tuple(axes), losses)
