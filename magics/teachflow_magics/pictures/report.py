"""The magic ``%%run_report``: what the runs of a cell computed, and how often."""

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
    with run_report(**given.values) as report:
        result = shell.run_cell(body)
    if report.tally.runs:
        display(report)  # type: ignore[no-untyped-call]
    else:
        print(text("run_report.none"))  # noqa: T201 - a notice is part of the output
    if not result.success:
        raise UsageError(text("magic.run_report.stopped"))


RUN_REPORT = Magic("run_report", cell=Form(_cell, run_report, "", _OPTIONS))
