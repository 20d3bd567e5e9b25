"""The magics ``%%tape`` and ``%%eager``: what a cell computed at once, as a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.eager.tapes.tape import GradientTape
from teachflow.texts import text
from teachflow.viz.tapes import recording, show_tape
from teachflow.viz.tapes.gradients import can_be_target
from teachflow.viz.tapes.record import Record
from teachflow.viz.tapes.showing import Recording
from teachflow_magics.frame.magic import Form, Line, Magic, Option


def _names(typed: str) -> list[str]:
    """Names with commas between them."""
    names = [name.strip() for name in typed.split(",") if name.strip()]
    if not names:
        raise ValueError(text("magic.tape.names"))
    return names


def _float_tensors(shell: Any, _words: Sequence[str]) -> list[str]:
    """What Tab offers: the names that a gradient can be of, or taken by."""
    return sorted(
        name
        for name, value in shell.user_ns.items()
        if not name.startswith("_") and can_be_target(value)
    )


def _tapes(shell: Any, words: Sequence[str]) -> list[str]:
    """What Tab offers: the names of tapes, and then what their gradient can be of."""
    if words:
        return _float_tensors(shell, words)
    found = [n for n, v in shell.user_ns.items() if isinstance(v, GradientTape)]
    return sorted(name for name in found if not name.startswith("_"))


_DRAW = (
    Option(
        "--no-values",
        "draw no values",
        only_here="a function takes values=False, which has no short form on a line",
    ),
    Option("--expand", "draw these tf.functions with what is in them", "NAME", _names),
)
_WRT = Option(
    "--wrt",
    "gradients by these tensors and variables",
    "NAME,NAME",
    _names,
    completes=(_float_tensors,),
)


def _tape_cell(shell: Any, given: Line, body: str) -> None:
    """Runs the cell, watching; draws what it computed, with gradients."""
    wrt = given.values.get("wrt", [])
    before = {name: shell.user_ns.get(name) for name in wrt}
    seen, last = _run(shell, "%%tape", body)
    target = last if can_be_target(last) else None
    if given.rest:
        target = _value(shell, "%%tape", given.rest, "target_example")
    sources = [
        _source(
            seen.record, before[name], _value(shell, "%%tape", name, "source_example")
        )
        for name in wrt
    ]
    display(_drawn("%%tape", seen, shell, given, target, sources))  # type: ignore[no-untyped-call]


def _eager_cell(shell: Any, given: Line, body: str) -> None:
    """Runs the cell and draws what it computed."""
    seen, _ = _run(shell, "%%eager", body)
    display(_drawn("%%eager", seen, shell, given))  # type: ignore[no-untyped-call]


def _tape_line(shell: Any, given: Line) -> Any:
    """Draws a tape that the learner made."""
    if not given.words:
        raise UsageError(text("magic.tape.needs_tape"))
    tape = _value(shell, "%tape", given.words[0], "tape_example")
    rest = " ".join(given.words[1:])
    target = _value(shell, "%tape", rest, "target_example") if rest else None
    sources = [
        _value(shell, "%tape", name, "source_example")
        for name in given.values.get("wrt", [])
    ]
    try:
        return show_tape(
            tape, target, sources, names=shell.user_ns, **_options(given.values)
        )
    except (TypeError, ValueError) as error:
        raise UsageError(f"%tape: {error}") from None


def _run(shell: Any, magic: str, body: str) -> tuple[Recording, Any]:
    """What the cell computed, and the value of its last expression."""
    with recording() as seen:
        result = shell.run_cell(body)
    if not result.success:
        raise UsageError(text("magic.tape.stopped", magic=magic))
    return seen, result.result


def _drawn(
    magic: str, seen: Recording, shell: Any, given: Line, target: Any = None,
    sources: Any = (),
) -> Any:  # fmt: skip
    try:
        return seen.show(target, sources, names=shell.user_ns, **_options(given.values))
    except (TypeError, ValueError) as error:
        raise UsageError(f"{magic}: {error}") from None


def _options(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "values": not values.get("no_values", False),
        "expand": values.get("expand", ()),
    }


def _value(shell: Any, magic: str, expression: str, example: str) -> Any:
    try:
        return shell.ev(expression)
    except Exception as error:  # noqa: BLE001 (an expression may raise anything)
        raise UsageError(
            text(
                "magic.tape.unreadable",
                magic=magic,
                given=expression,
                error=error,
                example=text(f"magic.tape.{example}"),
            )
        ) from None


def _source(record: Record, before: Any, after: Any) -> Any:
    """The value that a name had when the cell used it, where the cell gave it another.

    So `w = w - 0.1 * g` at the end of a cell takes nothing from ``--wrt w``.
    """
    used = {id(value) for event in record.events for value in event.call.inputs}
    return before if id(after) not in used and id(before) in used else after


TAPE = Magic(
    "tape",
    line=Form(
        _tape_line, show_tape, "TAPE [TARGET]", (_WRT, *_DRAW), completes=(_tapes,)
    ),
    cell=Form(
        _tape_cell,
        recording,
        "[TARGET]",
        (_WRT, *_DRAW),
        completes=(_float_tensors,),
        also=(show_tape,),
    ),
)
EAGER = Magic("eager", cell=Form(_eager_cell, recording, "", _DRAW, also=(show_tape,)))
