"""The magic ``%run_report``: what the runs of a cell or line computed, how often."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.texts import text
from teachflow.viz import run_report
from teachflow_magics.frame.magic import Form, Line, Magic, Option
from teachflow_magics.frame.options import whole

_OPTIONS = (
    Option(
        "--depth",
        "draw name scopes down to this depth as boxes",
        "N",
        whole,
    ),
    Option("--scope", "draw only this name scope", "NAME", str, completes=("scopes",)),
    Option("--gradients", "draw the nodes that compute gradients too"),
    Option("--optimizer", "draw the nodes of optimizers too"),
    Option("--init", "draw how variables are initialised too"),
)


def _cell(shell: Any, given: Line, body: str) -> None:
    _report(shell, "%%run_report", given, body)


def _line(shell: Any, given: Line) -> None:
    if not given.words:
        raise UsageError(text("magic.run_report.of_what"))
    _report(shell, "%run_report", given, given.rest)


def _report(shell: Any, magic: str, given: Line, code: str) -> None:
    with run_report(**given.values) as report:
        result = shell.run_cell(code, silent=given.is_quiet)
    if report.tally.runs:
        display(report)  # type: ignore[no-untyped-call]
    else:
        print(text("run_report.none"))  # noqa: T201 - a notice is part of the output
    if not result.success:
        raise UsageError(text("magic.run_report.stopped", magic=magic))


RUN_REPORT = Magic(
    "run_report",
    line=Form(_line, run_report, "STATEMENT", _OPTIONS, completes=("variables",)),
    cell=Form(_cell, run_report, "", _OPTIONS),
)
