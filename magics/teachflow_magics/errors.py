"""Errors as a learner needs them: what happened, in which line of theirs, what to type.

The engine's messages say what and why and what to do; its own frames only hide them. So
an error that the engine raised is shown as its message and the learner's line, and
``%tb`` shows the rest. All other errors are IPython's as ever.
"""

from __future__ import annotations

import linecache
import traceback
from types import TracebackType
from typing import Any

from IPython.core.error import UsageError

_OURS = ("teachflow", "teachflow_magics")


def _package(module: str) -> str:
    return module.partition(".")[0]


def _frames(trace: TracebackType | None) -> list[tuple[str, str, int]]:
    """(package, file, line) of each frame, the innermost last."""
    return [
        (
            _package(frame.f_globals.get("__name__") or ""),
            frame.f_code.co_filename,
            line,
        )
        for frame, line in traceback.walk_tb(trace)
    ]


def raised_by_engine(trace: TracebackType | None) -> bool:
    """Whether the innermost frame is the engine's."""
    frames = _frames(trace)
    return bool(frames) and frames[-1][0] in _OURS


def short_lines(shell: Any, error: BaseException) -> list[str]:
    """The lines to show for an error of the engine."""
    lines = [f"{type(error).__name__}: {error}"]
    users = [frame for frame in _frames(error.__traceback__) if frame[0] not in _OURS]
    if users:
        _, file, number = users[-1]
        code = linecache.getline(file, number).strip()
        kind, label = shell.compile.format_code_name(file) or ("File", file)
        if label == f"In[{shell.execution_count}]":
            # A body run by a magic: IPython has no number for it yet, and does not
            # count the line of the magic.
            lines += ["", "In this cell:", f"----> {code}"]
        else:
            lines += [
                "",
                f"In your code: {kind} {label}, line {number}",
                f"----> {code}",
            ]
    return [*lines, "", "(%tb shows every step that led here.)"]


def show_error(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """What IPython calls for an exception in a cell."""
    if kind is UsageError:  # keeps %tb for the error before, where there is one
        if raised_by_engine(trace):  # as an error's output: IPython's is on stderr
            shell._showtraceback(kind, error, [f"UsageError: {error}"])
        else:
            shell.show_usage_error(error)
        return
    if shell.call_pdb or not raised_by_engine(trace):
        shell.showtraceback((kind, error, trace), running_compiled_code=True)
        return
    shell._get_exc_info((kind, error, trace))  # so that %tb finds it
    shell._showtraceback(kind, error, short_lines(shell, error))


def install(shell: Any) -> None:
    """Shows errors short from now on, unless somebody else shows them already."""
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), show_error)
        shell._teachflow_shows_errors = True


def remove(shell: Any) -> None:
    """Shows errors as before."""
    if vars(shell).pop("_teachflow_shows_errors", False):
        shell.set_custom_exc((), None)
