"""Which names a text takes from outside: those that it uses before it has set them."""

from __future__ import annotations

import ast
import dis
import warnings
from collections.abc import Mapping
from types import CodeType, FunctionType
from typing import Any

_LOADS = frozenset({"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"})


def names_used(source: str, names: Mapping[str, Any] | None = None) -> set[str]:
    r"""The names that ``source`` takes from outside; empty where it is no Python.

    What the functions take that it uses, its own and those in ``names``, counts too.
    What one branch sets counts as set after it.

    >>> sorted(names_used("h = layer(h)"))
    ['h', 'layer']
    >>> sorted(names_used("x = f(1); y = x * 2"))
    ['f']
    >>> sorted(names_used("def more(h): return h + k\ng = more(1)"))
    ['k']
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they come when the text is run
        try:
            code = compile(source, "", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True)
        except (SyntaxError, ValueError):
            return set()
    reader = _Reader(names or {})
    reader.read(code, is_text=True)
    return reader.found


class _Reader:
    """Goes through code in the order in which it is written."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.found: set[str] = set()
        self._known: set[str] = set()
        self._functions = {
            name: value.__code__
            for name, value in names.items()
            if isinstance(value, FunctionType) and value.__globals__ is names
        }
        self._seen: set[CodeType] = set()

    def read(self, code: CodeType, is_text: bool = False) -> None:
        """Adds what ``code`` uses; a function's is used where the function is."""
        self._seen.add(code)
        for step in dis.get_instructions(code):
            value = step.argval
            if step.opname in _LOADS:
                if value not in self._known:
                    self.found.add(value)
                inner = self._functions.get(value)
                if inner is not None and inner not in self._seen:
                    self.read(inner)
            elif step.opname == ("STORE_NAME" if is_text else "STORE_GLOBAL"):
                self._known.add(value)
            elif isinstance(value, CodeType):
                if is_text and value.co_name.isidentifier():
                    self._functions[value.co_name] = value
                else:
                    self.read(value)
