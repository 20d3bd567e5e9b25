"""The sentences under a picture: what it leaves out, and how to see that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.building.folding import Folding

# Reason -> the option that shows it, as typed after %%graph and in show_graph().
OPTIONS = {
    "gradient": "gradients",
    "optimizer": "optimizer",
    "save": "savers",
    "init": "init",
    "summary": "summaries",
}


def hidden_note(folding: Folding, ops: Sequence[Operation]) -> list[str]:
    """One sentence on all that is hidden; none where nothing is."""
    counts = Counter(folding.hidden[op.name] for op in ops if op.name in folding.hidden)
    parts = [
        text(f"notes.hidden.{reason}", count=counts[reason], option=option)
        for reason, option in OPTIONS.items()
        if counts[reason]
    ]
    joined = text("notes.between").join(parts)
    return [text("notes.not_drawn", parts=joined)] if parts else []
