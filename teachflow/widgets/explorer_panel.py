"""The explorer's skin: an anywidget that shows states and passes on what is asked.

The state goes packed, because a drawing with its rows is mostly repetition and stays in
the notebook's file when widgets are saved. An answer that changes nothing is a message.
"""

from __future__ import annotations

import functools
import gzip
import json
import threading
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from teachflow.texts import text
from teachflow.viz.drawing.text import heading
from teachflow.widgets.explorer import Explorer, NotOpened
from teachflow.widgets.explorer_view import view

_WORDS = (
    *("title", "search", "search_label", "previous", "next", "details", "no_regex"),
    *("open_all", "close_all", "zoom_in", "zoom_out", "fit", "fit_short", "keys"),
    *("open", "close", "inputs", "outputs", "inside"),
    *("waiting", "no_kernel", "unreadable"),
)


def words() -> dict[str, str]:
    """What the front end says, in the language that is set; numbers are left open."""
    said = {word: text(f"explorer.front.{word}") for word in _WORDS}
    open_ended = {"count": "{count}", "at": "{at}", "name": "{name}"}
    for word in ("found_at", "selected", "more"):
        said[word] = text(f"explorer.front.{word}", **open_ended)
    said["found_one"] = text("explorer.front.found", count=1)
    said["found_other"] = text("explorer.front.found", **open_ended)
    return said


def packed(state: Mapping[str, Any]) -> bytes:
    """A state as the front end reads it: JSON, compressed; the same bytes every time.

    >>> packed({"rows": []}) == packed({"rows": []})
    True
    """
    written = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(written.encode(), compresslevel=6, mtime=0)


def stepped(explorer: Explorer, what: str, key: str) -> tuple[Explorer, str, str]:
    """The explorer after a request, the id to look at there, and what has happened.

    A request says what is wanted, so that one sent twice, by a hand that was quicker
    than the kernel, does no more than once: the explorer is then the same one. Raises
    ``NotOpened`` where the request cannot be met.
    """
    if what in {"open", "close"}:
        there = explorer.is_open(key) == (what == "open")
        after = explorer if there else explorer.toggled(key)
        name = key.rstrip("/")
        said = "explorer.opened" if what == "open" else "explorer.closed"
        count = len(after.nodes)
        return after, _id_of(after, name), text(said, name=name, count=count)
    if what == "reveal":
        after = explorer.revealed(key)
        shown = text("explorer.revealed", name=key)
        return after, after.diagram.drawn_as[key], shown
    after = explorer.all_opened() if what == "open all" else explorer.all_closed()
    return after, "", text("explorer.drawn", count=len(after.nodes))


def _id_of(explorer: Explorer, name: str) -> str:
    """The id of what bears a name in the picture: a box or closed scope, or a node."""
    scope = f"{name}/"
    return scope if name in explorer.boxes or scope in explorer.nodes else name


def build_panel(explorer: Explorer) -> Any:
    """The explorer as a widget. Raises ``ImportError`` without anywidget."""
    return _skin()(explorer)


@functools.cache
def _skin() -> Any:
    import anywidget  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - may be absent
    import traitlets  # noqa: PLC0415 - comes with it

    here = files("teachflow.widgets")

    class ExplorerSkin(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
        """A widget whose text, seen where no widget is, says what to do."""

        _esm = here.joinpath("explorer.js").read_text("utf-8")
        _css = here.joinpath("explorer.css").read_text("utf-8")
        state = traitlets.Bytes().tag(sync=True)
        words = traitlets.Dict().tag(sync=True)

        def __init__(self, explorer: Explorer) -> None:
            self.explorer = explorer
            # Requests come in more than one thread where a front end uses subshells.
            self.turn = threading.Lock()
            self.text = text("explorer.plain", title=heading(explorer.diagram))
            super().__init__(state=packed(view(explorer)), words=words())
            self.on_msg(self._asked)

        def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
            with self.turn:
                self._answer(
                    content.get("ask"), content.get("do", ""), content.get("key", "")
                )

        def _answer(self, ask: Any, what: str, key: str) -> None:
            problem = ""
            try:
                after, focus, said = stepped(self.explorer, what, key)
                if after is not self.explorer:
                    state = {"answers": ask, "focus": focus, "said": said}
                    self.state = packed(view(after) | state)
                    self.explorer = after
                    return
            except NotOpened as error:
                problem = str(error)
            except Exception as error:  # noqa: BLE001 (an error here has no reader)
                problem = text("explorer.failed", problem=error)
            self.send({"ask": ask, "problem": problem})

        def __repr__(self) -> str:
            return str(self.text)

        def close(self) -> None:
            """Closes the widget and what it was made of, so that nothing is left."""
            layout = self.layout
            super().close()
            if layout is not None:
                layout.close()

    return ExplorerSkin
