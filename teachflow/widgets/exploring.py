"""``explore``: a graph to open, close, search and walk in, with its picture beside it.

The widget and the static picture are two outputs: a front end that shows a widget shows
nothing else of the same output, and without a kernel the picture is what is left.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from teachflow.texts import text
from teachflow.viz import Picture, show_graph
from teachflow.viz.drawing.text import heading
from teachflow.widgets.beside import beside_widget
from teachflow.widgets.explorer import start
from teachflow.widgets.explorer_panel import build_panel

MOST_WITHOUT_CELL = 20
"""So many explorers stay alive where no front end tells which cell they are in."""
_PLACE = "_teachflow_explorers"


def explore(what: Any = None, **options: Any) -> Exploration:
    """An explorer of a graph, for the end of a notebook cell.

    ``what`` and the options are those of ``show_graph``: they say what is drawn and
    what is open at the start. Scopes open and close by click or key, there is a search,
    and a panel tells all of a node; below it stands the picture of the start, which
    stays when the notebook is closed. Where anywidget is not installed there is the
    picture alone, in a terminal the graph as text. Raises what ``show_graph`` raises.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     y = tf.placeholder(tf.float32, [3], name="x") * 2.0
    >>> explore(graph)
    <Explorer: Graph of 3 operations>
    """
    return Exploration(what, options)


class Exploration:
    """What ``explore`` returns: displayed, it is an explorer and a picture."""

    def __init__(self, what: Any, options: dict[str, Any]) -> None:
        self.explorer = start(what, **options)
        picture: Picture = show_graph(self.explorer.what, **options)
        if picture.diagram == self.explorer.diagram:
            picture = self.explorer.picture  # then it is laid out only once
        self.picture = picture
        self._widget: Any = None

    def widget(self) -> Any:
        """The widget, made when it is first asked for or was closed.

        Raises ``ImportError`` where anywidget is not installed.
        """
        if self._widget is None or self._widget.comm is None:
            self._widget = build_panel(self.explorer)
        return self._widget

    def save(self, path: str | Path) -> Path:
        """Writes the picture of the start; see ``Picture.save``."""
        return self.picture.save(path)

    def __repr__(self) -> str:
        return f"<Explorer: {heading(self.picture.diagram)}>"

    def _ipython_display_(self) -> None:
        """Shows the widget, and as an output of its own the picture."""
        from IPython import get_ipython  # noqa: PLC0415 - it has called us
        from IPython.display import display  # noqa: PLC0415

        shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
        if getattr(shell, "kernel", None) is None:
            print(self.picture.text)  # noqa: T201 - what a terminal shows
            return
        try:
            widget = self.widget()
        except ImportError:
            print(text("explorer.no_widget"))  # noqa: T201 - part of the output
            display(self.picture)  # type: ignore[no-untyped-call, unused-ignore]
            return
        close_former(shell, widget)
        display(widget)  # type: ignore[no-untyped-call, unused-ignore]
        display(self._still(repr(widget)), raw=True)  # type: ignore[no-untyped-call, unused-ignore]

    def _still(self, line: str) -> dict[str, str]:
        """The picture's bundle, folded away by the explorer where it is alive.

        Where it is not, the ``line`` is what it says.
        """
        bundle = self.picture._repr_mimebundle_()
        summary = html.escape(text("explorer.still"))
        inside = bundle["text/html"]
        folded = (
            f'<details class="teachflow-still" open><summary>{summary}</summary>'
            f"{inside}</details>"
        )
        return bundle | {"text/html": beside_widget(folded, line)}


def close_former(shell: Any, widget: Any) -> None:
    """Closes the explorers that this cell showed in an earlier run.

    What a kernel holds of a widget is let go only when it is closed. Where no cell is
    told, the oldest go when there are more than ``MOST_WITHOUT_CELL``.
    """
    alive = vars(shell).setdefault(_PLACE, [])
    cell, run = _where(shell)
    keep = []
    for entry in alive:
        old_cell, old_run, old = entry
        if old is widget or old.comm is None:
            continue
        if cell is not None and old_cell == cell and old_run != run:
            old.close()
        else:
            keep.append(entry)
    nowhere = [entry for entry in keep if entry[0] is None]
    for entry in nowhere[: max(len(nowhere) + (cell is None) - MOST_WITHOUT_CELL, 0)]:
        entry[2].close()
        keep.remove(entry)
    alive[:] = [*keep, (cell, run, widget)]


def close_all(shell: Any) -> None:
    """Closes every explorer that was shown in this shell."""
    for _, _, widget in vars(shell).pop(_PLACE, []):
        widget.close()


def _where(shell: Any) -> tuple[str | None, str | None]:
    """The id of the cell that runs, where the front end tells it, and of this run."""
    try:
        request = shell.get_parent()
        header, metadata = request.get("header", {}), request.get("metadata", {})
        return metadata.get("cellId"), header.get("msg_id")
    except (AttributeError, LookupError):
        return None, None
