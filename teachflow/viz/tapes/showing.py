"""``show_tape`` and ``recording``: the ways to ask for a picture of eager code."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from teachflow.core.home import within
from teachflow.core.nest import flatten
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.tape import GradientTape
from teachflow.texts import text
from teachflow.viz.display import Picture
from teachflow.viz.settings import settings
from teachflow.viz.tapes.drawing import draw
from teachflow.viz.tapes.gradients import Slopes, can_be_target, slopes, watching
from teachflow.viz.tapes.names import is_tensor_like, python_names
from teachflow.viz.tapes.record import (
    MOST_CALLS,
    Record,
    Recorder,
    record_of,
    shortened,
)

_LIBRARY = str(Path(__file__).parents[2])
_CONTEXTS = contextmanager.__code__.co_filename


def show_tape(
    tape: GradientTape,
    target: Any = None,
    wrt: Any = (),
    *,
    values: bool = True,
    names: Mapping[str, Any] | None = None,
    expand: Collection[str] = (),
    direction: str | None = None,
    engine: str | None = None,
) -> Picture:
    """A picture of what a ``tf.GradientTape`` recorded, drawn like a graph.

    ``target``: with its gradient in every node; ``wrt``: only on the ways from these
    variables and tensors. A gradient is a number, ``None`` where no path leads to the
    target, or ``–`` where it was not computed, as of what the tape does not watch.
    ``values``: with what each node holds. ``names``: what things are called (a
    dictionary from name to tensor), else what the caller's variables say. ``expand``:
    the names of ``tf.function`` calls to draw with what is in them. ``direction`` and
    ``engine`` are those of ``show_graph``.

    A tape that is used up can be drawn too; of a very large one only types and shapes
    are left. Raises ``TypeError`` for what is no tape, or a target or source that is
    no tensor or variable of floats, ``ValueError`` for a tape that recorded nothing.

    >>> import teachflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = x * x + 2.0
    >>> print(show_tape(tape, y).text.splitlines()[1])
    ├─ x    variable                  float32 scalar  ◀ value 3.0; gradient 6.0
    """
    if not isinstance(tape, GradientTape):
        raise TypeError(text("tape.no_tape", given=repr(tape)))
    known = python_names(_around() if names is None else names)
    return picture_of(
        record_of(tape),
        target,
        wrt,
        values=values,
        known=known,
        expand=expand,
        direction=direction,
        engine=engine,
    )


def picture_of(
    record: Record,
    target: Any = None,
    wrt: Any = (),
    *,
    values: bool = True,
    known: Mapping[int, str] | None = None,
    expand: Collection[str] = (),
    direction: str | None = None,
    engine: str | None = None,
) -> Picture:
    """The picture of a record; what ``show_tape`` and ``%%tape`` have in common."""
    sources = checked_sources(wrt)
    found: Slopes | None = None
    if target is not None:
        if not can_be_target(target):
            raise TypeError(text("tape.no_target", given=_short(target)))
        if record.complete and not record.watched:
            found = Slopes(problem=text("tape.nothing_watched"))
        elif record.missed and not record.made(target):
            kept = len(record.events)
            found = Slopes(problem=text("tape.cut_off", kept=kept))
        else:
            found = slopes(record, target, sources)
    elif sources:
        found = Slopes(problem=text("tape.no_goal"))
    diagram = draw(
        shortened(record, record.now(target)),
        names=record.names(known or {}),
        target=record.now(target),
        slopes=found,
        values=values,
        expand=expand,
    )
    asked = direction or settings().direction
    return Picture(diagram, direction=asked, engine=engine)


def checked_sources(wrt: Any) -> list[Any]:
    """The tensors and variables in a structure; ``TypeError`` for anything else."""
    sources: list[Any] = flatten(wrt) if wrt is not None else []
    for source in sources:
        if not is_tensor_like(source):
            raise TypeError(text("tape.no_source", given=_short(source)))
    return sources


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def _around() -> dict[str, Any]:
    """The names that the code around the library knows, its own before the module's."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith(_LIBRARY) and file != _CONTEXTS:
            return {**frame.f_globals, **frame.f_locals}
        frame = frame.f_back
    return {}


class Recording:
    """What a ``with recording()`` block computed; ``show`` draws it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @property
    def record(self) -> Record:
        """What was computed so far, in its order."""
        return self._recorder.record

    def show(
        self,
        target: Any = None,
        wrt: Any = (),
        *,
        values: bool = True,
        names: Mapping[str, Any] | None = None,
        expand: Collection[str] = (),
        direction: str | None = None,
        engine: str | None = None,
    ) -> Picture:
        """The picture; options and errors are those of ``show_tape``.

        Trainable variables are watched, and what ``wrt`` names.
        """
        sources: Sequence[Any] = checked_sources(wrt)
        record = self.record
        if target is not None or sources:
            record = watching(record, sources)
        known = python_names(_around() if names is None else names)
        return picture_of(
            record,
            target,
            sources,
            values=values,
            known=known,
            expand=expand,
            direction=direction,
            engine=engine,
        )


@contextmanager
def recording(most: int = MOST_CALLS) -> Iterator[Recording]:
    """A block of eager code that is recorded, to be drawn like a graph.

    All ops in it happen at once, also where a graph is open. ``show`` of what the block
    gives draws what was computed, with values; ``show(y)`` also the gradient of ``y``
    in every node, by the trainable variables or by what ``wrt=`` names. Of more than
    ``most`` ops the first are kept, and the picture says so.

    >>> import teachflow as tf
    >>> with recording() as seen:
    ...     x = tf.constant(3.0)
    ...     y = x * x
    >>> seen.show(y, wrt=x)
    <Picture: 1 operation, drawn as 2 nodes>
    """
    with Recorder(most) as recorder, within(EAGER):
        yield Recording(recorder)
