"""Eager code drawn like a graph: ``show_tape`` of a tape, ``recording`` of a block.

A tape or a recorder -> ``Record`` (what happened) -> ``slopes`` (one backward pass) ->
``draw`` -> ``Diagram``, which is drawn as those of graphs are.
"""

from __future__ import annotations

from teachflow.viz.tapes.explained import explanation_diagram
from teachflow.viz.tapes.showing import Recording, recording, show_tape

__all__ = ["Recording", "explanation_diagram", "recording", "show_tape"]
