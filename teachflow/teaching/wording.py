"""The words of an error without the stories that are told around them."""

from __future__ import annotations

_OF_FUNCTION = "in user code:"  # how AutoGraph begins
_OF_GRAPH = "Graph execution error:"  # how a function that runs does
_OF_LAYER = "Exception encountered when calling "  # how Keras does
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def message(words: str) -> str:
    r"""All that an error says, but where in a function's code it was.

    >>> message("Graph execution error:\n\nDetected at ...\n\nno such thing")
    'no such thing'

    >>> message("in user code:\n\n    File ...\n\n    TypeError: no such thing\n")
    'no such thing'
    """
    if words.startswith(_OF_GRAPH):
        return words.split("\n\n", 2)[-1]
    if not words.lstrip().startswith(_OF_FUNCTION):
        return words
    last = words.strip().rpartition("\n")[2].strip()
    return last.partition(": ")[2] or last


def essence(words: str) -> str:
    r"""The first line of what is meant; '' where nothing is said.

    >>> essence("Exception encountered when calling A.call().\n\n\x1b[1mno\x1b[0m\n")
    'no'
    """
    words = message(words).strip()
    if words.startswith(_OF_LAYER) and _BOLD in words:
        inner = words.partition(_BOLD)[2]
        return essence(inner.rpartition(_PLAIN)[0] or inner)
    return words.partition("\n")[0]
