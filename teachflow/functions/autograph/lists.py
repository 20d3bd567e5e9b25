"""Lists and items in converted code: Python's own, and tensors where one is changed."""

from __future__ import annotations

from typing import Any


def get_item(target: Any, i: Any, opts: Any) -> Any:
    """``target[i]``."""
    return target[i]


def set_item(target: Any, i: Any, x: Any) -> Any:
    """``target`` after ``target[i] = x``."""
    target[i] = x
    return target


def new_list(iterable: Any = None) -> list[Any]:
    """A list."""
    return list(iterable) if iterable else []


def list_append(list_: Any, x: Any) -> Any:
    """``list_`` with ``x`` at its end."""
    list_.append(x)
    return list_


def list_pop(list_: Any, i: Any, opts: Any) -> Any:
    """``list_`` without its item ``i``, and that item."""
    x = list_.pop() if i is None else list_.pop(i)
    return list_, x
