"""``%teachflow doctor``: what is here, what is missing, and what to type for it.

Every row is found by a function of its own; one that fails says so in its row, and the
others are there all the same.
"""

from __future__ import annotations

import importlib.util
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from IPython.core.getipython import get_ipython

from teachflow import texts
from teachflow._version import __version__
from teachflow.compat.installing import installed_version
from teachflow.texts import text
from teachflow.viz.layout.render import (
    PATIENCE,
    LayoutUnavailable,
    available_engines,
    render,
)
from teachflow.viz.reprs.sheet import columns_text, table
from teachflow_magics.frame import config

_TRIAL = 'digraph { a -> b [label="1"] }'


@dataclass(frozen=True)
class Finding:
    """One row: what was looked at, how it is, and what to type, if anything."""

    what: str
    state: str
    advice: str = ""


@dataclass(frozen=True)
class Findings:
    """What ``doctor`` found; a table where it is displayed."""

    rows: tuple[Finding, ...]

    def _titles(self) -> tuple[str, str, str]:
        return (text("doctor.what"), text("doctor.state"), text("doctor.advice"))

    def _cells(self) -> list[tuple[str, str, str]]:
        return [(row.what, row.state, row.advice) for row in self.rows]

    def __str__(self) -> str:
        return columns_text([self._titles(), *self._cells()])

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """The table as HTML and as text."""
        return {
            "text/html": table(self._cells(), self._titles()),
            "text/plain": str(self),
        }


def doctor() -> Findings:
    """Looks at what TeachFlow finds here; displayed, it is a table.

    For each missing thing the table says what works without it and what to type to get
    it. Never raises.

    >>> found = doctor()
    >>> found.rows[0].what, found.rows[0].state.startswith("TeachFlow")
    ('Versions', True)
    """
    shell = get_ipython()
    return Findings(tuple(row for look in _LOOKS for row in _looked(look, shell)))


def _looked(look: Callable[[Any], Iterable[Finding]], shell: Any) -> list[Finding]:
    try:
        return list(look(shell))
    except Exception as error:  # noqa: BLE001 (a doctor never raises)
        what = look.__name__.strip("_")
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        return [Finding(what, text("doctor.failed", error=said))]


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):  # a part of a package that is not there
        return False


def _versions(_shell: Any) -> Iterable[Finding]:
    found = [f"TeachFlow {__version__}", f"Python {platform.python_version()}"]
    for name in ("IPython", "NumPy"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:  # its files without its description
            found.append(name)
    yield Finding(text("doctor.versions"), ", ".join(found))


def _layout(_shell: Any) -> Iterable[Finding]:
    if not _is_there("graphviz"):  # it writes what every engine reads
        what = text("doctor.layout")
        yield Finding(what, text("doctor.no_graphviz"), _install("notebook"))
        return
    try:
        engines = available_engines()
    except LayoutUnavailable as error:
        what = text("doctor.layout")
        yield Finding(what, text("doctor.no_layout"), str(error).partition(": ")[2])
        return
    for place, engine in enumerate(engines):
        what = text("doctor.layout" if not place else "doctor.next_layout")
        name = text(f"doctor.engine.{engine}")
        slow = PATIENCE.times(engine)
        try:
            render(_TRIAL, engine=engine)
        except Exception as error:  # noqa: BLE001 (whatever an engine does)
            said = str(error).splitlines()[0]
            yield Finding(what, text("doctor.broken", engine=name, error=said))
        else:
            key = "doctor.draws_again" if slow else "doctor.draws"
            yield Finding(what, text(key, engine=name, count=slow))


def _widgets(_shell: Any) -> Iterable[Finding]:
    for package, key in (("ipywidgets", "steppers"), ("anywidget", "explorer")):
        there = _is_there(package)
        state = text(f"doctor.{key}.{'there' if there else 'missing'}")
        advice = "" if there else _install("notebook")
        yield Finding(text(f"doctor.{key}.what"), state, advice)


def _language(_shell: Any) -> Iterable[Finding]:
    tag = texts.language()
    source = "locale" if texts.chosen_language() is None else "chosen"
    state = text(f"doctor.language.{source}", name=texts.LANGUAGES[tag], tag=tag)
    yield Finding(text("doctor.language.what"), state, texts.untranslated(tag))


def _session(shell: Any) -> Iterable[Finding]:
    what = text("doctor.session.what")
    sessions = vars(shell).get("_teachflow_sessions") if shell is not None else None
    if sessions is None:
        yield Finding(what, text("doctor.session.outside"), "%load_ext teachflow")
    else:
        yield Finding(what, text("doctor.session.open", count=len(sessions.alive)))


def _cells(shell: Any) -> Iterable[Finding]:
    owner = vars(shell).get("_teachflow_ownership") if shell is not None else None
    if owner is None:
        return
    run = getattr(owner, "run", None)
    key = "text" if getattr(shell, "kernel", None) is None else "no_ids"
    if run is not None and run.cell.has_id:
        key = "ids"
    if not config.of(shell).own_nodes:
        key = "off"
    yield Finding(text("doctor.cells.what"), text(f"doctor.cells.{key}"))


def _trust(shell: Any) -> Iterable[Finding]:
    if getattr(shell, "kernel", None) is not None:
        yield Finding(
            text("doctor.trust.what"),
            text("doctor.trust.unknown"),
            text("doctor.trust.advice"),
        )


def _tensorflow(_shell: Any) -> Iterable[Finding]:
    chosen = installed_version()
    state = "chosen"
    if chosen is None:
        state = "package" if _is_there("tensorflow") else "none"
    yield Finding(
        "import tensorflow",
        text(f"doctor.tensorflow.{state}", version=f"{chosen}.x"),
        "%tensorflow_version 1.x" if chosen is None else "",
    )


def _extras(_shell: Any) -> Iterable[Finding]:
    extras = {
        "autograph": ("malt",),
        "tensorboard": ("google.protobuf", "tensorboard", "google_crc32c"),
    }
    for extra, modules in extras.items():
        missing = [module for module in modules if not _is_there(module)]
        state = "missing" if missing else "there"
        yield Finding(
            text(f"doctor.extra.{extra}.what"),
            text(f"doctor.extra.{extra}.{state}"),
            _install(extra) if missing else "",
        )


def _install(extra: str) -> str:
    return f"pip install 'teachflow[{extra}]'"


_LOOKS: tuple[Callable[[Any], Iterable[Finding]], ...] = (
    _versions,
    _layout,
    _widgets,
    _language,
    _session,
    _cells,
    _trust,
    _tensorflow,
    _extras,
)
