"""Errors as a learner needs them: what happened, why, what to type, in which line.

An error of TeachFlow's is shown as its lesson (``teachflow.teaching``), with a picture
of the offending part below; ``%tb`` shows every step. Where a run failed at a node, the
line that built it stands below the one that ran it. An interrupt that came while the
learner's line waited for the engine is shown at that line. Other errors are IPython's
as ever, and so is everything if explaining itself should fail.
"""

from __future__ import annotations

import contextlib
import os
from types import TracebackType
from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.functions.autograph.blame import Place
from teachflow.graph.owning import removing
from teachflow.teaching import Lesson, explain
from teachflow.teaching.built import blamed, line_of
from teachflow.teaching.trouble import OURS, Step, Trouble
from teachflow.teaching.wording import message
from teachflow.texts import text
from teachflow_magics.cells import interrupts
from teachflow_magics.cells.cell import Cell
from teachflow_magics.frame import config


def short_lines(
    shell: Any, error: BaseException, trace: TracebackType | None, lesson: Lesson | None
) -> list[str]:
    """The lines to show for an error: its lesson, or what it says; and where."""
    if lesson is None:
        lines = [f"{type(error).__name__}: {_said(error)}"]
    else:
        lines = lesson.lines
    trouble = Trouble(error, trace)
    for position, step in enumerate(trouble.places):
        lines += [_called_from(shell, step)] if position else ["", _place(shell, step)]
        lines += [f"----> {step.code}"] if step.code else []
    with contextlib.suppress(Exception):  # what is found afterwards may be strange
        lines += _built(shell, trouble)
    notes = getattr(error, "__notes__", ())
    lines += ["", *(lesson.own_words if lesson else ()), *notes]
    return [*lines, text("errors.label.more")]


def _said(error: BaseException) -> str:
    """What an error says; an interrupt says nothing by itself."""
    if isinstance(error, KeyboardInterrupt):
        return text("errors.label.stopped")
    return message(str(error))


def _name(shell: Any, file: str) -> str:
    """How IPython calls a file: ``Cell In[3]``, or the file's own name."""
    kind, label = shell.compile.format_code_name(file) or ("", "")
    return f"{kind} {label}" if label else os.path.basename(file)


def _place(shell: Any, step: Step | Place) -> str:
    name = _name(shell, step.file)
    if _is_body(shell, name):
        return text("errors.label.here")
    return text("errors.label.at", file=name, line=step.line)


def _is_body(shell: Any, name: str) -> bool:
    """Whether this is a body that a magic runs.

    IPython has no number for it yet, and does not count the line of the magic. Before
    9.8 it counts a cell when it has ended, so there the cell itself looks the same.
    """
    if not name.endswith(f" In[{shell.execution_count}]"):
        return False
    typed = shell.history_manager.input_hist_raw[-1:]
    has_magic = any(source.lstrip().startswith("%%") for source in typed)
    is_counted = shell.displayhook.prompt_count < shell.execution_count
    return is_counted or has_magic


def _called_from(shell: Any, step: Step | Place) -> str:
    name = _name(shell, step.file)
    if _is_body(shell, name):
        return text("errors.label.called_here")
    return text("errors.label.called", file=name, line=step.line)


def _built(shell: Any, trouble: Trouble) -> list[str]:
    """Where the node was built that a run failed at; empty where that is not known.

    Of a cell that runs now only a line is told that is not shown already.
    """
    node = blamed(trouble)
    cell = None if node is None else node.maker
    if node is None or not isinstance(cell, Cell) or node.removed:
        return []
    code, above = _python(shell, cell.source)
    runs = cell.number is None
    last = trouble.places[-1] if trouble.places else None
    line = None
    if not cell.is_mixed:
        made = removing.made_by(node.graph, cell)
        until = last.line if runs and last is not None else None
        line = line_of(node, code, shell.user_ns, made, until)
    outputs = node.outputs
    name = (trouble.name_of(outputs[0]) if outputs else None) or trouble.name_of(node)
    values = {"name": name or node.name, "file": f"Cell In[{cell.number}]"}
    if line is None:
        return [] if runs else [text("errors.label.built_in", **values)]
    shown = [f"----> {code.splitlines()[line - 1].strip()}"]
    if not runs:
        return [text("errors.label.built", **values, line=line + above), *shown]
    if last is None or any(step.line == line for step in trouble.places):
        return []
    values["file"] = _name(shell, last.file)
    if _is_body(shell, values["file"]):
        return [text("errors.label.built_here", **values), *shown]
    return [text("errors.label.built", **values, line=line), *shown]


def _python(shell: Any, source: str) -> tuple[str, int]:
    """A cell as Python without the magics around it, and how many lines these are."""
    above = 0
    while source.lstrip().startswith("%%"):
        _, _, source = source.lstrip().partition("\n")
        above += 1
    return shell.transform_cell(source), above


def show_error(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """What IPython calls for an exception in a cell, or an interrupt of it."""
    if isinstance(error, KeyboardInterrupt):
        with interrupts.held():  # whoever stops a cell may do it twice
            _show(shell, kind, error, trace)
    else:
        _show(shell, kind, error, trace)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    if kind is UsageError:  # keeps %tb for the error before, where there is one
        ours = Trouble(error, trace).from_engine
        if ours:  # shown as an error's output: IPython's is on stderr
            shell._showtraceback(kind, error, [f"UsageError: {error}"])
        else:
            shell.show_usage_error(error)
        return
    try:
        shown = None if _wants_long(shell) else _short(shell, error, trace)
    except Exception:  # noqa: BLE001 (explaining never makes things worse)
        shown = None
    if shown is None:
        ran = not isinstance(error, SyntaxError) or bool(Trouble(error, trace).learners)
        shell.showtraceback((kind, error, trace), running_compiled_code=ran)
        return
    lines, picture = shown
    shell._get_exc_info((kind, error, trace))  # so that %tb finds it
    shell._showtraceback(kind, error, lines)
    if picture is not None:
        display(picture)  # type: ignore[no-untyped-call]


def _wants_long(shell: Any) -> bool:
    return bool(shell.call_pdb) or config.of(shell).tracebacks == "long"


def _short(
    shell: Any, error: BaseException, trace: TracebackType | None
) -> tuple[list[str], Any] | None:
    """The lines and the picture; None for an error that is no business of ours."""
    lesson = explain(error, trace, naming=lambda file: _name(shell, file))
    if lesson is None and not _is_ours(error, Trouble(error, trace)):
        return None
    lines = short_lines(shell, error, trace, lesson)
    return lines, None if lesson is None else lesson.picture


def _is_ours(error: BaseException, trouble: Trouble) -> bool:
    """Whether the engine raised it; or the learner's line waited for the engine."""
    if not isinstance(error, KeyboardInterrupt):
        return trouble.from_engine
    steps = list(trouble.steps)
    while steps and not (steps[-1].is_learners or steps[-1].package in OURS):
        steps.pop()  # a library's, which the engine or the learner called
    return bool(steps) and steps[-1].package in OURS


def install(shell: Any) -> None:
    """Shows errors short from now on, unless somebody else shows them already."""
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception, KeyboardInterrupt), show_error)
        shell._teachflow_shows_errors = True


def remove(shell: Any) -> None:
    """Shows errors as before."""
    if vars(shell).pop("_teachflow_shows_errors", False):
        shell.set_custom_exc((), None)
