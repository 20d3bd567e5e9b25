"""DOT text -> picture, with whichever layout engine there is: the only way to one.

In this order: what was asked for (the argument, else the environment variable
TEACHFLOW_LAYOUT), Graphviz's own ``dot`` where it is installed, the engine embedded in
the package pygraphviz. One that fails, crashes or hangs is no error as long as the next
one works; and one that hung is not waited for again and again (``patience``).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable

from teachflow.texts import text
from teachflow.viz.layout.patience import Patience
from teachflow.viz.layout.worker import Ended, TooSlow, Worker, WorkerError

SETTING = "TEACHFLOW_LAYOUT"
ENGINES = ("dot", "embedded", "none")
WORKER = Worker()
PATIENCE = Patience()


class LayoutError(RuntimeError):
    """No picture could be made; the display shows the text form instead."""


class LayoutUnavailable(LayoutError):  # noqa: N818 (says which LayoutError)
    """No layout engine is installed, or it was switched off."""


class LayoutFailed(LayoutError):  # noqa: N818 (says which LayoutError)
    """Every engine that is there failed on this graph."""


def render(
    dot_source: str,
    format: str = "svg",
    engine: str | None = None,
    timeout: float = 10.0,
) -> bytes:
    """The picture as bytes in ``format`` ('svg', 'png', 'json' …).

    ``engine``: 'dot', 'embedded' or 'none', for that one only. ``timeout``: seconds for
    each engine; less, or none at all, for one that hung before, unless it is the one
    asked for. Raises ``LayoutUnavailable`` or ``LayoutFailed``, with the reasons.

    >>> render("digraph { a -> b }", engine="none")
    Traceback (most recent call last):
    ...
    teachflow.viz.layout.render.LayoutUnavailable: No graph layout: switched off ('none').
    """  # noqa: E501
    failures = []
    for name in available_engines(engine):
        seconds = timeout if engine else PATIENCE.seconds(name, timeout)
        if not seconds:
            times = PATIENCE.times(name)
            left_out = text("layout.left_out", count=times, engine=name)
            failures.append(f"{name}: {left_out}")
            continue
        try:
            picture = _ENGINES[name](dot_source, format, seconds)
        except (OSError, subprocess.SubprocessError, WorkerError) as error:
            if isinstance(error, (subprocess.TimeoutExpired, TooSlow)):
                PATIENCE.was_slow(name)
            failures.append(f"{name}: {_said(error)}")
            continue
        PATIENCE.answered(name)
        if _looks_right(picture, format):
            return picture
        failures.append(f"{name}: {text('layout.no_picture', format=format)}")
    raise LayoutFailed(text("layout.failed", reasons="; ".join(failures)))


def available_engines(engine: str | None = None) -> list[str]:
    """The engines that will be tried, first to last; at least one.

    Raises ``LayoutUnavailable`` where there is none, or where the wish is unknown.
    """
    wish = engine or os.environ.get(SETTING) or ""
    if wish == "none":
        raise LayoutUnavailable(text("layout.off"))
    if wish and wish not in ENGINES:
        where = "engine" if engine else SETTING
        allowed = ", ".join(ENGINES)
        raise LayoutUnavailable(
            text("layout.unknown", where=where, wish=repr(wish), allowed=allowed)
        )
    found = []
    if shutil.which("dot") and wish in ("", "dot"):
        found.append("dot")
    if importlib.util.find_spec("pygraphviz") and wish in ("", "embedded"):
        found.append("embedded")
    if not found:
        raise LayoutUnavailable(text(f"layout.missing.{wish or 'any'}"))
    return found


def _with_dot(source: str, format: str, timeout: float) -> bytes:
    command = [shutil.which("dot") or "dot", f"-T{format}"]
    return subprocess.run(
        command,
        input=source.encode(),
        capture_output=True,
        timeout=timeout,
        check=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ).stdout


def _with_worker(source: str, format: str, timeout: float) -> bytes:
    return WORKER.draw(source, format, timeout)


_ENGINES: dict[str, Callable[[str, str, float], bytes]] = {
    "dot": _with_dot,
    "embedded": _with_worker,
}


def _looks_right(picture: bytes, format: str) -> bool:
    """Whether an engine that claims success gave a whole picture."""
    if format == "svg":
        return b"<svg" in picture and picture.rstrip().endswith(b"</svg>")
    return picture.startswith(b"\x89PNG") if format == "png" else bool(picture)


def _said(error: Exception) -> str:
    """One line on what went wrong, with the engine's own words."""
    if isinstance(error, subprocess.TimeoutExpired):
        return text("layout.slow", seconds=f"{error.timeout:g}")
    if isinstance(error, TooSlow):
        return text("layout.slow", seconds=f"{error.seconds:g}")
    if isinstance(error, Ended):
        return text("layout.ended", code=error.code)
    if isinstance(error, subprocess.CalledProcessError):
        words = error.stderr.decode("utf-8", "replace").strip()
        ended = text("layout.ended", code=error.returncode)
        return f"{ended}: {words}" if words else ended
    return str(error) or type(error).__name__
