"""``%teachflow api NAME``: whether a name of TensorFlow's is here, and what differs."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from teachflow.texts import text
from teachflow.viz.reprs.sheet import escaped
from teachflow_magics.commands.names import (
    FACES,
    differences,
    documented,
    namespaces,
    offered,
)
from teachflow_magics.frame.options import nearest

_BEGINNINGS = ("tensorflow.", "teachflow.", "tf.", "compat.v1.", "compat.v2.")


@dataclass(frozen=True)
class Place:
    """A name in one face: how it is said there, with what signature."""

    face: str
    line: str
    spoken: str
    signature: str


@dataclass(frozen=True)
class Answer:
    """What ``api`` found; a text where it is displayed."""

    name: str
    places: tuple[Place, ...]
    document: str = ""
    unlike: str = ""
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        if not self.places:
            hint = text("api.near", names=", ".join(self.near)) if self.near else ""
            missing = text("api.missing", name=self.name)
            return [*filter(None, (missing, hint)), text("api.list")]
        lines = []
        for place in self.places:
            lines += [text("api.place", face=place.face, line=place.line)]
            lines += [f"    {place.spoken}{place.signature}"]
        return [*lines, "", self.document, "", *self._notes()]

    def _notes(self) -> list[str]:
        """What differs, and what else bears the name."""
        notes = [text("api.unlike", what=self.unlike or text("api.same"))]
        if self.near:
            notes.append(text("api.others", names=", ".join(self.near)))
        return notes

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """The same as HTML and as text."""
        rows = [f"<div><code>{escaped(place.spoken + place.signature)}</code> <small>"
                f"{escaped(text('api.place', face=place.face, line=place.line))}"
                f"</small></div>" for place in self.places]  # fmt: skip
        if rows:
            body = "\n".join(escaped(line) for line in self.document.splitlines())
            rows += [f"<pre>{body}</pre>"]
        rows += [
            f"<div>{escaped(line)}</div>"
            for line in (self._notes() if rows else self._lines())
        ]
        return {"text/html": "".join(rows), "text/plain": str(self)}


def api(name: str) -> Answer:
    """Looks a name of TensorFlow's up in both faces; displayed, it tells about it.

    ``name`` is what a program says (``tf.nn.relu``) or only its end (``relu``). The
    answer holds the places and signatures, the docstring, what differs from
    TensorFlow, and for a name that is not here the nearest ones.

    >>> [place.spoken for place in api("AdamOptimizer").places]
    ['tf.train.AdamOptimizer']
    >>> print(api("tf.train.AdamOptimiser"))
    TeachFlow has no tf.train.AdamOptimiser.
    Did you mean: tf.train.AdamOptimizer?
    docs/api.md lists all that there is.
    """
    inner = _inner(name)
    found = _found(inner)
    if not found:
        return Answer(f"tf.{inner}", (), near=_near(inner))
    places = tuple(
        Place(_called(face), FACES[face][1], spoken, signature(value))
        for face, spoken, value in found
    )
    value = found[-1][2]
    told = documented(value) or isinstance(value, ModuleType)
    document = inspect.getdoc(value) or "" if told else repr(value)
    unlike = differences(value).replace("\\|", "|") if documented(value) else ""
    others = _distinct([places[0].spoken, *_ending(inner)])[1:]
    return Answer(f"tf.{inner}", places, document, unlike, others)


def names(_shell: Any, words: Sequence[str]) -> list[str]:
    """What Tab offers for NAME, with ``tf.`` before it and without."""
    return [] if len(words) > 1 else sorted({*_all(), *map(_inner, _all())})


def _called(face: str) -> str:
    """The face's name for a learner."""
    _, _, of_graphs = FACES[face]
    return text("api.face.graph") if of_graphs else text("api.face.eager")


def _inner(name: str) -> str:
    """The name inside its face: ``nn.relu`` for ``tf.nn.relu``."""
    for beginning in _BEGINNINGS:
        name = name.removeprefix(beginning)
    return name


@functools.cache
def _all() -> dict[str, tuple[tuple[str, Any], ...]]:
    """Every name of both faces as it is spoken, with the faces and what it means."""
    found: dict[str, tuple[tuple[str, Any], ...]] = {}
    for face in FACES:
        for spoken, module in namespaces(importlib.import_module(face), "tf"):
            for name, value in offered(module):
                full = f"{spoken}.{name}"
                found[full] = (*found.get(full, ()), (face, value))
    return found


def _found(inner: str) -> list[tuple[str, str, Any]]:
    """Each face with the name as it is spoken there, and what it means."""
    exact = _all().get(f"tf.{inner}")
    if exact:
        return [(face, f"tf.{inner}", value) for face, value in exact]
    if "." in inner:
        return []
    spoken = next(iter(_ending(inner)), None)
    return [(face, spoken, value) for face, value in _all()[spoken]] if spoken else []


def _ending(inner: str) -> list[str]:
    """Names that end so, the shortest first."""
    found = [spoken for spoken in _all() if spoken.endswith(f".{inner}")]
    return sorted(found, key=lambda spoken: (spoken.count("."), spoken))


def _near(inner: str) -> tuple[str, ...]:
    """Names that this one may have been meant to be."""
    parent, _, last = inner.rpartition(".")
    near = nearest(f"tf.{inner}", _all())
    ends = {spoken.rpartition(".")[2] for spoken in _all()}
    same = last if last in ends and parent else nearest(last, ends)
    others = _ending(same) if same else []
    return _distinct([*filter(None, [near]), *others])[:3]


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each thing by the first of its names."""
    found: dict[int, str] = {}
    for spoken in names:
        found.setdefault(id(_all()[spoken][0][1]), spoken)
    return tuple(found.values())


def signature(value: Any) -> str:
    """How it is called, without annotations; nothing for what cannot be called."""
    if isinstance(value, ModuleType) or not callable(value):
        return ""
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return ""
    plain = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in found.parameters.values()
    ]
    bare = inspect.Signature.empty
    return str(found.replace(parameters=plain, return_annotation=bare))
