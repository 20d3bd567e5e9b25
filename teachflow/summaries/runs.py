"""Event files as plain data: which curves each run of a directory has.

A run is a directory with event files in it, as TensorBoard has it; its name is the path
from the directory that was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from teachflow.core.errors import OpError
from teachflow.summaries.event_file import flush_open_files, summary_iterator


@dataclass(frozen=True)
class Histogram:
    """How values lay at one step: ``counts[i]`` of them below ``limits[i]``."""

    least: float
    greatest: float
    limits: tuple[float, ...]
    counts: tuple[float, ...]


@dataclass
class Series:
    """What one tag had to say: a number, or a histogram, at each step."""

    steps: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def begin_again(self, step: int) -> None:
        """Forgets what stands at ``step`` and after."""
        keep = next((i for i, s in enumerate(self.steps) if s >= step), len(self.steps))
        del self.steps[keep:], self.values[keep:]


@dataclass
class Run:
    """One run: its curves by tag, and what could not be read.

    ``others`` are the tags of what is neither a number nor a histogram.
    """

    name: str
    scalars: dict[str, Series] = field(default_factory=dict)
    histograms: dict[str, Series] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_runs(logdir: Any) -> list[Run]:
    """Returns the runs in the directory ``logdir`` and those below it, by name.

    ``logdir`` may be a list of directories, or a dict of names and directories. Files
    that are still being written are read as far as they are; what this process writes
    is flushed before. Where a later file of a run begins at a step that there was
    already, it goes on from there: the latest try counts. Raises ``ImportError`` where
    ``tensorboard`` is not installed; a file that cannot be read is a run's problem.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as logdir:
    ...     with tf.summary.FileWriter(logdir) as writer:
    ...         value = tf.Summary.Value(tag="loss", simple_value=0.5)
    ...         writer.add_summary(tf.Summary(value=[value]), 7)
    ...     (run,) = read_runs(logdir)
    >>> run.scalars
    {'loss': Series(steps=[7], values=[0.5])}
    """
    flush_open_files()
    return [_read(name, paths) for name, paths in _event_files(logdir)]


def directories(logdir: Any) -> dict[str, str]:
    """The directories that ``logdir`` stands for, by the name that each is given."""
    if isinstance(logdir, Mapping):
        return {str(name): os.fsdecode(path) for name, path in logdir.items()}
    if isinstance(logdir, (list, tuple)):
        return {os.fsdecode(path): os.fsdecode(path) for path in logdir}
    return {"": os.fsdecode(logdir)}


def _event_files(logdir: Any) -> Iterator[tuple[str, list[str]]]:
    """The name and the files of every run."""
    for given, top in directories(logdir).items():
        for path, inner, names in os.walk(top, followlinks=True):
            inner.sort()
            files = sorted(name for name in names if "tfevents" in name)
            if not files:
                continue
            below = os.path.relpath(path, top)
            parts = [given, "" if below == "." else below.replace(os.sep, "/")]
            name = "/".join(part for part in parts if part) or "."
            yield name, [os.path.join(path, file) for file in files]


def _read(name: str, paths: list[str]) -> Run:
    run = Run(name)
    for path in paths:
        seen: set[str] = set()  # the tags that this file has added to
        try:
            for event in summary_iterator(path):
                for value in event.summary.value:
                    _add(run, value, event.step, seen)
        except OpError as error:
            run.problems.append(error.message)
    return run


def _add(run: Run, value: Any, step: int, seen: set[str]) -> None:
    kind, item = _content(value)
    if kind is None:
        if value.tag not in run.others:
            run.others.append(value.tag)
        return
    table = run.scalars if kind == "scalar" else run.histograms
    series = table.setdefault(value.tag, Series())
    if value.tag not in seen:
        seen.add(value.tag)
        series.begin_again(step)
    series.steps.append(step)
    series.values.append(item)


def _content(value: Any) -> tuple[str | None, Any]:
    """A scalar or histogram, as TensorFlow 1 or 2 writes it; None for others."""
    which = value.WhichOneof("value")
    if which == "simple_value":
        return "scalar", float(value.simple_value)
    if which == "histo":
        histo = value.histo
        limits, counts = tuple(histo.bucket_limit), tuple(histo.bucket)
        return "histogram", Histogram(histo.min, histo.max, limits, counts)
    if which == "tensor":
        array = _floats(value.tensor)
        if array is not None and array.size == 1:
            return "scalar", float(array.reshape(-1)[0])
        if array is not None and array.ndim == 2 and array.shape[1] == 3:
            least, greatest = float(array[0, 0]), float(array[-1, 1])
            limits, counts = tuple(array[:, 1].tolist()), tuple(array[:, 2].tolist())
            return "histogram", Histogram(least, greatest, limits, counts)
    return None, None


def _floats(tensor: Any) -> Any:
    """A TensorProto of numbers as an array; None for another one."""
    kind = {1: "<f4", 2: "<f8"}.get(tensor.dtype)
    if kind is None:
        return None
    shape = [dim.size for dim in tensor.tensor_shape.dim]
    if tensor.tensor_content:
        return np.frombuffer(tensor.tensor_content, kind).reshape(shape)
    given = tensor.float_val if tensor.dtype == 1 else tensor.double_val
    return np.broadcast_to(np.array(given), shape) if len(given) == 1 else None
