"""Inline pictures: ``show_graph``, ``show_tape`` and ``recording``, ``show_summaries``.

Graph -> ``build_diagram`` (plain data) -> ``to_dot`` (text) -> ``render`` (an engine
lays it out) -> ``svg.clean`` -> ``Picture`` (what a notebook shows): each is a file.
"""

from __future__ import annotations

from teachflow.viz.build import build_diagram
from teachflow.viz.curves.summaries import show_summaries
from teachflow.viz.diagram import Diagram
from teachflow.viz.display import Picture
from teachflow.viz.layout.render import LayoutError, LayoutFailed, LayoutUnavailable
from teachflow.viz.reporting import RunReport, run_report
from teachflow.viz.showing import show_diff, show_graph
from teachflow.viz.tapes import recording, show_tape

__all__ = [
    "Diagram",
    "LayoutError",
    "LayoutFailed",
    "LayoutUnavailable",
    "Picture",
    "RunReport",
    "build_diagram",
    "recording",
    "run_report",
    "show_diff",
    "show_graph",
    "show_summaries",
    "show_tape",
]
