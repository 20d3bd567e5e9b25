"""``%config TeachFlow.name = value``: what a lesson sets, typed, checked and echoed.

IPython's own ``%config`` logs what it cannot set and passes over classes that it does
not know; so while the extension is loaded, lines about ``TeachFlow`` are read here and
all others go to IPython.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.error import UsageError
from IPython.core.getipython import get_ipython
from traitlets import Bool, Enum, Int, TraitError, TraitType, observe
from traitlets.config import Config, Configurable
from traitlets.config.loader import DeferredConfig

from teachflow import texts
from teachflow.texts import text
from teachflow.viz import settings
from teachflow_magics.frame.options import plain

_PLACE = "_teachflow_config"
_STATEMENT = re.compile(r"(\w+)(?:\.(\w*)\s*(?:=(.*))?)?", re.DOTALL)
LARGER = 1.5
"""How many times as large pictures and tables are while presenting."""


class TeachFlow(Configurable):
    """How the notebook face behaves."""

    own_nodes = Bool(
        True, help="A cell that runs again first takes away what it built before."
    ).tag(config=True)
    keep_values = Bool(
        True,
        help="A variable that is built again with the same shape and dtype keeps its "
        "value.",
    ).tag(config=True)
    initialize_variables = Bool(
        False, help="Variables are initialised as soon as the cell that made them ends."
    ).tag(config=True)
    language = Enum(
        [None, *texts.LANGUAGES],
        None,
        help="The language of texts; None for the locale's.",
    ).tag(config=True)
    tracebacks = Enum(
        ["short", "long"],
        "short",
        help="Errors of TeachFlow in a few lines, or with every step as Python's.",
    ).tag(config=True)
    engine = Enum(
        ["auto", "dot", "embedded", "none"],
        "auto",
        help="What lays pictures out: the program dot, the engine in the package "
        "pygraphviz, neither (text only), or whichever there is.",
    ).tag(config=True)
    max_nodes = Int(
        100, min=1, help="A picture of more nodes than this has its scopes closed."
    ).tag(config=True)
    direction = Enum(
        ["TB", "LR", "BT", "RL"],
        "TB",
        help="Where arrows go: top to bottom, left to right, and their reverses.",
    ).tag(config=True)
    presenting = Bool(
        False, help="Pictures and tables in large type, for a class to read."
    ).tag(config=True)

    def __init__(self) -> None:
        super().__init__()
        self._language_before = texts.chosen_language()
        self._settings_before = settings.settings()

    @observe("language")
    def _speaks(self, change: Any) -> None:
        texts.set_language(change.new or self._language_before)

    @observe("engine", "max_nodes", "direction", "presenting")
    def _draws(self, change: Any) -> None:
        before = self._settings_before
        settings.use(
            engine=before.engine if self.engine == "auto" else self.engine,
            max_nodes=self.max_nodes,
            direction=self.direction,
            scale=LARGER if self.presenting else before.scale,
        )

    def undo(self) -> None:
        """Gives texts and pictures back what they had before."""
        if self.language is not None:
            texts.set_language(self._language_before)
        settings.use(**vars(self._settings_before))


def of(shell: Any = None) -> TeachFlow:
    """The configuration of a shell, by default of the one that runs.

    Where there is no shell, or none with the extension loaded, the defaults.

    >>> of().own_nodes, of().engine
    (True, 'auto')
    """
    shell = shell or get_ipython()
    found: TeachFlow | None = vars(shell).get(_PLACE) if shell is not None else None
    return TeachFlow() if found is None else found


def names() -> list[str]:
    """What can be set."""
    return sorted(TeachFlow.class_trait_names(config=True))


def choices(name: str) -> list[Any]:
    """The values that a name of ``names`` may have; none where they are not a list.

    >>> choices("tracebacks"), choices("own_nodes"), choices("max_nodes")
    (['short', 'long'], [True, False], [])
    """
    trait = _traits()[name]
    if isinstance(trait, Bool):
        return [True, False]
    return list(trait.values or []) if isinstance(trait, Enum) else []


def assign(configured: TeachFlow, name: str, value: Any) -> None:
    """Sets one value.

    Raises ``UsageError`` for an unknown name, with the nearest, and for a value that it
    cannot have, with those that it can.
    """
    _check(name)
    if isinstance(value, bool) and not isinstance(_traits()[name], Bool):
        raise UsageError(_bad(name, value))  # to Python it is a whole number
    try:
        setattr(configured, name, value)
    except TraitError:
        raise UsageError(_bad(name, value)) from None


def _traits() -> dict[str, TraitType[Any, Any]]:
    found: dict[str, TraitType[Any, Any]] = TeachFlow.class_traits(config=True)
    return found


def _check(name: str) -> None:
    if name in names():
        return
    near = difflib.get_close_matches(name.lower(), names(), 1, 0.5)
    if near:
        raise UsageError(text("config.near", name=name, near=near[0]))
    raise UsageError(text("config.unknown", name=name, known=", ".join(names())))


def _bad(name: str, value: Any) -> str:
    allowed = choices(name)
    if allowed:
        listed = ", ".join(map(repr, allowed))
        return text("config.choice", name=name, value=repr(value), allowed=listed)
    return text("config.number", name=name, value=repr(value), low=1)


def _typed(shell: Any, name: str, expression: str) -> Any:
    """The value of what stands behind ``=``; a bare word stands for itself."""
    word = plain(expression)
    if not word:
        raise UsageError(text("config.empty", name=name, value=_example(name)))
    try:
        return shell.ev(expression.strip())
    except (NameError, SyntaxError):
        return word


def _example(name: str) -> str:
    return repr([*choices(name), 50][0])


def _line(shell: Any, configured: TeachFlow, line: str) -> Any:
    """Reads or sets what the line says about ``TeachFlow``."""
    statement = _STATEMENT.fullmatch(line)
    if statement is None or statement[1] != TeachFlow.__name__:
        raise UsageError(text("config.form", line=line))
    name, expression = statement[2], statement[3]
    _check(name)
    if expression is None:
        return getattr(configured, name)
    assign(configured, name, _typed(shell, name, expression))
    print(f"TeachFlow.{name} = {getattr(configured, name)!r}")  # noqa: T201
    notice = texts.untranslated(texts.language()) if name == "language" else ""
    if notice:
        print(notice)  # noqa: T201
    return None


def _reading(
    shell: Any, configured: TeachFlow, ipythons: Callable[[str], Any]
) -> Callable[[str], Any]:
    """``%config``, with the lines about ``TeachFlow`` read here."""

    @functools.wraps(ipythons)
    def config(line: str) -> Any:
        said = plain(line) if "=" not in line else line.strip()
        asked = re.match(r"\w*", said)
        near = asked is not None and asked[0].lower() == TeachFlow.__name__.lower()
        if not near or said == TeachFlow.__name__:
            return ipythons(said if near else line)
        return _line(shell, configured, said)

    vars(config)["ipythons"] = ipythons
    return config


def _of_file(config: Config) -> Iterator[tuple[str, Any]]:
    """What configuration files and the command line say."""
    if TeachFlow.__name__ not in config:
        return
    for name, value in config[TeachFlow.__name__].items():
        deferred = isinstance(value, DeferredConfig) and name in names()
        yield name, value.get_value(_traits()[name]) if deferred else value


def install(shell: Any) -> None:
    """``%config`` knows ``TeachFlow`` from now on, as files have set it."""
    configured = vars(shell)[_PLACE] = TeachFlow()
    for name, value in _of_file(shell.config):
        try:
            assign(configured, name, value)
        except UsageError as error:  # loading goes on: a lesson must not stop here
            print(error)  # noqa: T201
    shell.configurables.append(configured)
    lines = shell.magics_manager.magics["line"]
    ipythons = shell.find_line_magic("config")  # which loads it, where it is lazy
    lines["config"] = _reading(shell, configured, ipythons)


def remove(shell: Any) -> None:
    """Forgets it; texts and pictures are as before."""
    configured: TeachFlow = vars(shell).pop(_PLACE)
    configured.undo()
    shell.configurables[:] = [c for c in shell.configurables if c is not configured]
    lines = shell.magics_manager.magics["line"]
    before = getattr(lines["config"], "ipythons", None)
    if before is not None:
        lines["config"] = before
