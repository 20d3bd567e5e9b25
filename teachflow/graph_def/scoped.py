"""Names under a scope: put before what is read, taken off what is written."""

from __future__ import annotations


def prepend(name: str, scope: str | None) -> str:
    """``name`` (of a node, a tensor, ``^node``) under ``scope``.

    >>> prepend("^x", "train"), prepend("x:0", "")
    ('^train/x', 'x:0')
    """
    if not scope:
        return name
    mark = "^" if name.startswith("^") else ""
    return f"{mark}{scope.rstrip('/')}/{name.removeprefix('^')}"


def strip(name: str, scope: str | None) -> str:
    """``name`` without ``scope``, where it begins with it.

    >>> strip("^train/x", "train"), strip("test/x:0", "train")
    ('^x', 'test/x:0')
    """
    if not scope:
        return name
    mark = "^" if name.startswith("^") else ""
    return mark + name.removeprefix(mark).removeprefix(scope.rstrip("/") + "/")


def within(name: str, scope: str | None) -> bool:
    """Whether ``name`` (of a node, a tensor, ``^node``) begins with ``scope``."""
    return not scope or name.removeprefix("^").startswith(scope)
