"""From an object to all that is saved with it: its net of objects.

A *child* is an attribute, an item of a list, or a value of a dict under a string; what
is no variable and leads to none of these kinds is left out.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from teachflow.core.trackable import WAITING, Trackable
from teachflow.eager.children import children as everything
from teachflow.variables.base import BaseVariable


def is_trackable(value: Any) -> bool:
    """Whether ``value`` is saved, or may lead to what is."""
    if isinstance(value, (BaseVariable, Trackable)) or hasattr(value, "saved_state"):
        return True
    if isinstance(value, (list, tuple)):
        return any(map(is_trackable, value)) or not value
    if isinstance(value, dict):
        named = all(isinstance(key, str) for key in value)
        return named and (any(map(is_trackable, value.values())) or not value)
    return False


def children(value: Any) -> dict[str, Any]:
    """What hangs on ``value``, by name."""
    if isinstance(value, BaseVariable) or hasattr(value, "saved_state"):
        return {}
    if hasattr(value, "checkpoint_children"):
        found: dict[str, Any] = value.checkpoint_children()
        return found
    kept = everything(value)
    return {k: item for k, item in kept.items() if k != WAITING and is_trackable(item)}


def net(root: Any) -> tuple[list[Any], list[dict[str, int]], list[str]]:
    """All objects from ``root`` on, nearest first.

    With the places of each one's children by name, and the shortest way to each.
    """
    objects, places, ways = [root], {id(root): 0}, [""]
    links: list[dict[str, int]] = []
    open_ = deque([root])
    while open_:
        value = open_.popleft()
        here = len(links)
        links.append({})
        for name, child in children(value).items():
            place = places.get(id(child))
            if place is None:
                place = places[id(child)] = len(objects)
                objects.append(child)
                ways.append(f"{ways[here]}/{escaped(name)}".lstrip("/"))
                open_.append(child)
            links[here][name] = place
    return objects, links, ways


def escaped(name: str) -> str:
    """``name`` as a part of a way.

    >>> escaped("a/b")
    'a.Sb'
    """
    return name.replace(".", "..").replace("/", ".S")
