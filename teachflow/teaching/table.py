"""The table of cases: which error is explained by which function.

A row's name is what the engine tells of an error (``core.explaining.facts``) or what
``spotting`` finds in one that Python itself raised; its value makes its sentences.
"""

from __future__ import annotations

from collections.abc import Callable

from teachflow.teaching.cases import (
    elements,
    files,
    gradients,
    graphs,
    layers,
    lengths,
    naming,
    sessions,
    shapes,
    symbols,
    variables,
)
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble

Case = Callable[[Trouble], Told | None]

CASES: dict[str, Case] = {
    **elements.CASES,
    **files.CASES,
    **gradients.CASES,
    **graphs.CASES,
    **layers.CASES,
    **lengths.CASES,
    **naming.CASES,
    **sessions.CASES,
    **shapes.CASES,
    **symbols.CASES,
    **variables.CASES,
}
