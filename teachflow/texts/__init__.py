"""What TeachFlow says to a learner, by key, in the learner's language.

One catalogue for each language: a TOML file beside this one, named by its tag (``en``,
``zh-CN``, ``zh-TW``, ``ja``, ``ko``). Identifiers and the names of classes are values
that are put in, so they stay as they are. What a catalogue does not have is said in
English. Messages that TensorFlow words itself are the engine's and not in here.

A text is a template of ``str.format``. Where a number decides the wording, it is a
table with ``one`` and ``other``, and ``count`` is the value that decides.
"""

from __future__ import annotations

import functools
import locale
import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any

LANGUAGES = {
    "en": "English",
    "zh-CN": "简体中文",
    "zh-TW": "繁體中文",
    "ja": "日本語",
    "ko": "한국어",
}
_TRADITIONAL = ("hant", "tw", "hk", "mo", "traditional", "taiwan", "hong", "macao")
_WINDOWS = {"chinese": "zh", "japanese": "ja", "korean": "ko"}


class _Chosen:
    language: str | None = None


def text(key: str, /, **values: Any) -> str:
    """The text of that key in the language that is set, with the values put in.

    ``key`` is the way through the catalogue's tables, with dots. Raises ``KeyError``
    for a key that the English catalogue does not have.

    >>> text("graph.size", count=1), text("graph.size", count=3)
    ('Graph of 1 operation', 'Graph of 3 operations')
    """
    template = _found(key, language())
    if isinstance(template, dict):
        form = "one" if values.get("count") == 1 and "one" in template else "other"
        template = template[form]
    return str(template).format(**values)


def _found(key: str, tag: str) -> Any:
    node: Any = catalogue(tag)
    for part in key.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    if node is None and tag != "en":
        return _found(key, "en")
    if node is None:
        raise KeyError(f"{key!r} is not in the catalogue texts/en.toml")
    return node


@functools.cache
def catalogue(tag: str) -> dict[str, Any]:
    """All texts of one language, as its file has them; none where there is no file."""
    # Plain files: ``importlib.resources`` would be a tenth of importing the graph face.
    path = os.path.join(os.path.dirname(__file__), f"{tag}.toml")
    if not os.path.isfile(path):
        return {}
    with open(path, "rb") as file:
        return tomllib.load(file)


def untranslated(tag: str) -> str:
    """A sentence where there is no catalogue in that language yet, else nothing.

    >>> untranslated("en")
    ''
    """
    if catalogue(tag):
        return ""
    return text("language.untranslated", name=LANGUAGES[tag], tag=tag)


def language() -> str:
    """The tag of the language that texts come in: what was set, else the locale's."""
    return _Chosen.language or of_environment(os.environ)


def of_environment(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, as GNU's programs read it.

    ``LANGUAGE`` may list several, the first that there is counts; a locale that is
    plain ``C`` wants English whatever it says. Where no variable says anything, Python
    is asked for the locale of the system.

    >>> of_environment({"LANG": "ja_JP.UTF-8", "LANGUAGE": "fr:zh_TW:en"})
    'zh-TW'
    >>> of_environment({"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"})
    'en'
    """
    said = [environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, said), None) or locale.getlocale()[0]
    if (name or "C").partition(".")[0] in {"C", "POSIX"}:
        return "en"
    for wish in (environment.get("LANGUAGE") or "").split(":"):
        found = of_locale(wish)
        if found != "en" or wish.lower().startswith("en"):
            return found
    return of_locale(name)


def chosen_language() -> str | None:
    """The tag that ``set_language`` was given; None while the locale's holds."""
    return _Chosen.language


def set_language(tag: str | None) -> None:
    """Sets the language for this process; None goes back to the locale's.

    Raises ``ValueError`` for a language that is none of ``LANGUAGES``.

    >>> set_language("ja"); language()
    'ja'
    >>> set_language("fr")
    Traceback (most recent call last):
    ...
    ValueError: 'fr' is not a language of TeachFlow; it has en, zh-CN, zh-TW, ja, ko.
    >>> set_language("en")
    """
    if tag is not None and tag not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(text("language.unknown", tag=repr(tag), known=known))
    _Chosen.language = tag


def of_locale(name: str | None) -> str:
    """The language for a locale's name; English where there is no other.

    >>> of_locale("zh_HK"), of_locale("zh_CN.UTF-8"), of_locale("ko"), of_locale(None)
    ('zh-TW', 'zh-CN', 'ko', 'en')
    >>> of_locale("Chinese (Traditional)_Taiwan.950"), of_locale("Japanese_Japan.932")
    ('zh-TW', 'ja')
    """
    words = re.findall(r"[a-z]+", (name or "").lower().partition(".")[0])
    first = _WINDOWS.get(words[0], words[0]) if words else "en"
    if first == "zh":
        return "zh-TW" if any(word in _TRADITIONAL for word in words[1:]) else "zh-CN"
    return first if first in LANGUAGES else "en"
