"""``%teachflow language`` and ``%teachflow present``: for whom the notebook speaks."""

from __future__ import annotations

from teachflow import texts
from teachflow.texts import text
from teachflow.viz import settings
from teachflow_magics.frame import config

LOCALE = "locale"
SWITCH = {"on": True, "off": False}


def language(tag: str | None = None) -> str:
    """Sets the language of texts where ``tag`` says one; returns the one that holds.

    The languages are those of ``teachflow.texts.LANGUAGES``; 'locale' goes back to the
    machine's. Names of classes and functions stay English. Raises ``ValueError`` for
    another language.

    >>> language("ja"), language("en"), language()
    ('ja', 'en', 'en')
    """
    if tag is not None:
        texts.set_language(chosen := None if tag == LOCALE else tag)
        config.of().language = chosen
    return texts.language()


def present(on: bool | None = None) -> bool:
    """Starts and ends presenting to a class; returns whether it is on.

    While it is on, pictures and tables that are displayed are half as large again, so
    that the last row can read them. What is saved, and what was displayed before,
    keeps its size.

    >>> present(True), present(), present(False)
    (True, True, False)
    """
    if on is not None:
        config.of().presenting = on
        settings.use(scale=config.LARGER if on else 1.0)
    return settings.settings().scale > 1


def say_language(tag: str | None = None) -> str:
    """Does ``language`` and says in a line what holds."""
    now = language(tag)
    said = text("magic.teachflow.language", name=texts.LANGUAGES[now], tag=now)
    return texts.untranslated(now) or said


def say_present(switch: str | None = None) -> str:
    """Does ``present`` and says in a line what holds."""
    if switch is not None and switch not in SWITCH:
        raise ValueError(text("magic.teachflow.switch", given=repr(switch)))
    on = present(None if switch is None else SWITCH[switch])
    larger = f"{config.LARGER:g}"
    return text(f"magic.teachflow.present.{'on' if on else 'off'}", larger=larger)
