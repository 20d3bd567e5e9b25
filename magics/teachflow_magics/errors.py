"""Errors as a learner needs them: what happened, why, what to type, in which line.

An error of TeachFlow's is shown as its lesson (``teachflow.teaching``), with a picture
of the offending part below; ``%tb`` shows every step. Other errors are IPython's as
ever, and so is everything if explaining itself should fail.
"""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.teaching import Lesson, explain
from teachflow.teaching.trouble import Step, Trouble
from teachflow.teaching.wording import message
from teachflow.texts import text
from teachflow_magics.frame import config


def short_lines(
    shell: Any, error: BaseException, trace: TracebackType | None, lesson: Lesson | None
) -> list[str]:
    """The lines to show for an error: its lesson, or what it says; and where."""
    if lesson is None:
        lines = [f"{type(error).__name__}: {message(str(error))}"]
    else:
        lines = lesson.lines
    for position, step in enumerate(Trouble(error, trace).places):
        lines += [_called_from(shell, step)] if position else ["", _place(shell, step)]
        lines += [f"----> {step.code}"] if step.code else []
    notes = getattr(error, "__notes__", ())
    lines += ["", *(lesson.own_words if lesson else ()), *notes]
    return [*lines, text("errors.label.more")]


def _name(shell: Any, file: str) -> str:
    """How IPython calls a file: ``Cell In[3]``, or the file's own name."""
    kind, label = shell.compile.format_code_name(file) or ("", "")
    return f"{kind} {label}" if label else os.path.basename(file)


def _place(shell: Any, step: Step) -> str:
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


def _called_from(shell: Any, step: Step) -> str:
    name = _name(shell, step.file)
    if _is_body(shell, name):
        return text("errors.label.called_here")
    return text("errors.label.called", file=name, line=step.line)


def show_error(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """What IPython calls for an exception in a cell."""
    if kind is UsageError:  # keeps %tb for the error before, where there is one
        if Trouble(
            error, trace
        ).from_engine:  # as an error's output: IPython's is on stderr
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
    if lesson is None and not Trouble(error, trace).from_engine:
        return None
    lines = short_lines(shell, error, trace, lesson)
    return lines, None if lesson is None else lesson.picture


def install(shell: Any) -> None:
    """Shows errors short from now on, unless somebody else shows them already."""
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), show_error)
        shell._teachflow_shows_errors = True


def remove(shell: Any) -> None:
    """Shows errors as before."""
    if vars(shell).pop("_teachflow_shows_errors", False):
        shell.set_custom_exc((), None)
