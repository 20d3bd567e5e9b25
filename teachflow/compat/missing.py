"""What a face says of a name that it does not have: the nearest that it has."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import accumulate
from types import ModuleType
from typing import Any

from teachflow.core.explaining.facts import told
from teachflow.core.registry import whole_modules

API = "docs/api.md"
"""Where the list of all supported names stands."""

Looking = Callable[[str], Any]
_NEARLY = 0.1


def looking_up(
    face: str,
    later: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> Looking:
    """The ``__getattr__`` of the module ``face``, or of one of its submodules.

    It imports what ``later`` promises when it is first asked for (a name to a module,
    or to ``"module:name"``); for any other name it raises ``AttributeError``: with what
    ``refused`` says of names that begin so, or with the nearest names, and with the
    place of the list.

    >>> import teachflow.compat.v1 as tf
    >>> tf.reduce_meen  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: TeachFlow has no tf.reduce_meen. Did you mean tf.reduce_mean or...
    """

    def missing(name: str) -> Any:
        module = sys.modules[face]
        if later and name in later:
            where, _, inside = later[name].partition(":")
            found: Any = _imported(where)
            found = getattr(found, inside) if inside else found
            setattr(module, name, found)
            return found
        if name.startswith("_"):  # tools ask any module for such; nobody misspelt it
            raise AttributeError(f"module {face!r} has no attribute {name!r}")
        for beginning, reason in (refused or {}).items():
            if name.startswith(beginning):
                raise told(
                    AttributeError(
                        f"TeachFlow has no {_spoken(face)}.{name}. {reason} {API} "
                        "lists all that there is."
                    ),
                    "no such name",
                    face=_spoken(face),
                    name=name,
                    near=(),
                    eager=not face.startswith("teachflow.compat.v1"),
                )
        near = _nearest(module, name)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise told(
            AttributeError(
                f"TeachFlow has no {_spoken(face)}.{name}.{hint} {API} lists all that "
                "there is."
            ),
            "no such name",
            face=_spoken(face),
            name=name,
            near=tuple(near),
            eager=not face.startswith("teachflow.compat.v1"),
        )

    return missing


def _imported(name: str) -> ModuleType:
    """The module, after the packages that it is in.

    Python itself would begin with the module: two threads, one of which asks for a
    package and one for what is in it, then wait for each other, and one gets half.
    """
    *packages, module = accumulate(name.split("."), "{}.{}".format)
    with whole_modules():
        for package in packages:
            importlib.import_module(package)
        return importlib.import_module(module)


def public(module: ModuleType, load: bool = False) -> Iterator[tuple[str, Any]]:
    """The names that a face's module offers, sorted, with what they mean.

    Those of its ``__all__``, where it has one. With ``load`` also the parts that are
    imported when they are first asked for.
    """
    own: Collection[str] = getattr(module, "__all__", vars(module))
    for name in sorted({*own, *(_promised(module) if load else ())}):
        value = getattr(module, name)
        if name.startswith("_") or name in ("annotations", "API", "TYPE_CHECKING"):
            continue
        if isinstance(value, ModuleType) and not is_part(value, module):
            continue
        if getattr(value, "__module__", "").endswith("._face"):
            continue  # what makes the face's functions is none of them
        yield name, value


def _promised(module: ModuleType) -> Mapping[str, str]:
    """The names that a face's module imports when they are first asked for."""
    later: Mapping[str, str] = vars(module).get("_LATER", {})
    return later


def listing(face: str) -> Callable[[], list[str]]:
    """The ``__dir__`` of the module ``face``: also what it has not imported yet."""

    def names() -> list[str]:
        module = sys.modules[face]
        return sorted({*vars(module), *_promised(module)})

    return names


def is_part(module: ModuleType, face: ModuleType) -> bool:
    """Whether ``module`` is what ``face`` offers as a namespace (``tf.nn``)."""
    name = module.__name__
    if name.startswith("teachflow.keras"):
        return "__getattr__" in vars(module)  # what is no face only happens to be there
    owned = name.startswith(("teachflow.compat.", "teachflow.platform."))
    return owned and module is not face


def _spoken(face: str) -> str:
    """``tf.nn`` for ``teachflow.compat.v1.nn``."""
    for root in ("teachflow.compat.v1", "teachflow.compat.v2", "teachflow"):
        if face == root or face.startswith(root + "."):
            return "tf" + face.removeprefix(root)
    return face


def _nearest(module: ModuleType, name: str) -> list[str]:
    """Up to three names: the same one elsewhere, else similar ones here."""
    import difflib  # noqa: PLC0415 (needed only when something is missing)

    home = module.__name__
    root = sys.modules[home] if _spoken(home) == "tf" else sys.modules[_root(home)]
    parts = [
        root,
        *(value for _, value in public(root) if isinstance(value, ModuleType)),
    ]
    parted = [
        f"{_spoken(part.__name__)}.{name.removeprefix(start)}"
        for part in parts[1:]
        if name.startswith(start := _spoken(part.__name__).rpartition(".")[2] + "_")
        and name.removeprefix(start) in dir(part)
    ]
    if parted:  # tf.random_normal, which is tf.random.normal since
        return parted[:1]
    same = [
        f"{_spoken(part.__name__)}.{name}"
        for part in parts
        if part is not module and name in vars(part)
    ]
    if same:
        return same[:3]
    known = sorted({*(key for key, _ in public(module)), *_promised(module)})
    folded = {key.lower(): key for key in known}
    if name.lower() in folded:
        return [f"{_spoken(home)}.{folded[name.lower()]}"]
    found = difflib.get_close_matches(name, known, n=2, cutoff=0.75)
    if len(found) == 2:  # the second counts only where it is nearly as near
        first, second = (
            difflib.SequenceMatcher(None, key, name).ratio() for key in found
        )
        found = found[: 1 + (first - second < _NEARLY)]
    return [f"{_spoken(home)}.{key}" for key in found]


def _root(face: str) -> str:
    return face.rpartition(".")[0]
