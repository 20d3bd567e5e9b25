"""What the Tab key offers behind a magic of ours: options, their values, names.

A matcher of IPython's completer reads the line as far as it is typed. Where it has
something to offer it speaks alone, as Python's own names would only crowd it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core import completer

from teachflow_magics.frame import config
from teachflow_magics.frame.candidates import offered
from teachflow_magics.frame.magic import Form, registered
from teachflow_magics.frame.options import HELP, NEEDED, Candidates, Option, tokens

_PLACE = "_teachflow_matcher"
_LINE = re.compile(r"\s*(?:[\w.,\[\] ]+=\s*)?%(\w+)\s(.*)")
_CELL = re.compile(r"\s*%%(\w+)\s(.*)")
_CONFIG = re.compile(r"\s*%config\s+TeachFlow\.(\w+)\s*=\s*(\S*)")


@dataclass(frozen=True)
class Offer:
    """The end of the line that is being typed, and what may stand in its place."""

    begun: str
    texts: tuple[str, ...]


def offer(shell: Any, lines: Sequence[str], at: int) -> Offer | None:
    """What there is to offer at the end of ``lines[at]``, None where that is not ours.

    ``lines`` are a cell's, the one with the cursor cut there.
    """
    setting = _CONFIG.fullmatch(lines[at])
    if setting and setting[1] in config.names():
        values = config.choices(setting[1])
        spoken = map(str, values) if setting[2] else ()
        return _beginning(setting[2], dict.fromkeys([*map(repr, values), *spoken]))
    is_first = not any(line.strip() for line in lines[:at])
    for pattern, kind in ((_CELL, "cell"), (_LINE, "line")):
        found = pattern.fullmatch(lines[at])
        if found is None or (kind == "cell" and not is_first):
            continue
        magic = registered(shell).get(found[1])
        form: Form | None = getattr(magic, kind, None)
        return None if form is None else _of_form(shell, form, found[2])
    return None


def _of_form(shell: Any, form: Form, line: str) -> Offer | None:
    """What a form offers behind what is typed after the magic's name."""
    typed = tokens(line)
    if "#" in line and tokens(line + "x") == typed:
        return None  # in a comment
    begun = typed.pop() if typed and not line[-1].isspace() else ""
    for place, token in enumerate([*typed, begun]):
        if token in ("'", '"'):  # a quote that is still open
            typed, begun = typed[:place], line[line.rindex(token) :]
            break
    known = {option.flag: option for option in form.options}
    words, used, waiting = _read(typed, known)
    flag, is_set, value = begun.partition("=")
    if is_set and flag in known:
        return _values(shell, known[flag], words, value)
    if waiting is not None and not begun.startswith("-"):
        found = _values(shell, waiting, words, begun)
        if waiting.alone is NEEDED or found.texts:
            return found
    free = [
        option.flag
        for option in form.options
        if option.repeats or option.flag not in used
    ]
    if begun.startswith("-"):
        return _beginning(begun, [*free, *HELP])
    return _of_kinds(shell, form.completes, words, begun, [] if begun else free)


def _read(
    typed: Sequence[str], known: dict[str, Option]
) -> tuple[list[str], set[str], Option | None]:
    """The words, the options that are there, and the one that waits for a value."""
    words: list[str] = []
    used: set[str] = set()
    waiting, missing = None, 0
    for token in typed:
        flag, is_set, _ = token.partition("=")
        option = known.get(flag)
        if option is not None:
            used.add(flag)
            missing = 0 if option.is_switch else option.count - bool(is_set)
            waiting = option
        elif missing:
            missing -= 1
        else:
            words.append(token)
    return words, used, waiting if missing else None


def _values(shell: Any, option: Option, words: Sequence[str], begun: str) -> Offer:
    kinds = option.completes
    return _of_kinds(shell, kinds, words, begun, option.choices)


def _of_kinds(
    shell: Any,
    kinds: Iterable[Candidates],
    words: Sequence[str],
    begun: str,
    more: Iterable[str],
) -> Offer:
    """What there is of some kinds, and more; in the quote that is open, if one is."""
    quote = begun[:1] if begun[:1] in ("'", '"') else ""
    bare = begun.removeprefix(quote)
    found = [text for kind in kinds for text in offered(shell, kind, words, bare)]
    listed = [*found, *(text for text in more if text.startswith(bare))]
    return Offer(begun, tuple(dict.fromkeys(f"{quote}{text}" for text in listed)))


def _beginning(begun: str, texts: Iterable[str]) -> Offer:
    return Offer(begun, tuple(text for text in texts if text.startswith(begun)))


def install(shell: Any) -> None:
    """Tab knows the magics of ours from now on, where IPython has matchers."""
    matchers = getattr(shell.Completer, "custom_matchers", None)
    if matchers is None or not hasattr(completer, "context_matcher"):
        return
    named: Any = completer.context_matcher(identifier="teachflow")
    match = vars(shell)[_PLACE] = named(lambda context: _matches(shell, context))
    matchers.append(match)


def _matches(shell: Any, context: Any) -> dict[str, Any]:
    """What IPython's completer wants to know: texts, and what they replace."""
    lines = context.full_text.split("\n")
    lines[context.cursor_line] = context.text_until_cursor
    found = offer(shell, lines, context.cursor_line)
    if found is None or not found.texts:
        return {"completions": []}
    simple = completer.SimpleCompletion
    return {
        "completions": [simple(text, type="param") for text in found.texts],
        "matched_fragment": found.begun,
        "suppress": True,
        "ordered": True,
    }


def remove(shell: Any) -> None:
    """Tab forgets them."""
    match = vars(shell).pop(_PLACE, None)
    if match is not None:
        shell.Completer.custom_matchers.remove(match)
