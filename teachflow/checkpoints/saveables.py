"""What a saver saves: variables by the names that they have in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from teachflow.core.nest import flatten
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.operation import Tensor
from teachflow.variables import GraphVariable


def all_saveable_objects(scope: str | None = None) -> list[Any]:
    """The variables of the default graph that outlive a program."""
    graph = get_default_graph()
    keys = GraphKeys.GLOBAL_VARIABLES, GraphKeys.SAVEABLE_OBJECTS
    return [item for key in keys for item in graph.get_collection(key, scope)]


def saved_places(var_list: Any) -> list[tuple[str, Tensor]]:
    """The name in the file and the place of each variable, in the names' order.

    ``var_list`` is a list (of lists) of variables or a dict of names to variables.
    Raises ``TypeError`` for anything else and ``ValueError`` where a name or a variable
    comes twice.
    """
    if isinstance(var_list, Mapping):
        named = {name: _named_place(name, item) for name, item in var_list.items()}
    elif isinstance(var_list, (list, tuple, set)):
        named = _by_own_names(flatten(list(var_list)))
    else:
        raise TypeError(
            f"Variables to save should be passed in a dict or a list. Got {var_list}"
        )
    seen: set[Tensor] = set()
    for name in sorted(named):
        if named[name] in seen:
            raise ValueError(
                f"The same saveable will be restored with two names: {name}"
            )
        seen.add(named[name])
    return sorted(named.items())


def _by_own_names(items: Iterable[Any]) -> dict[str, Tensor]:
    named: dict[str, Tensor] = {}
    for item in sorted(items, key=lambda item: str(getattr(item, "name", item))):
        place = _place(item)
        if place is None:
            raise TypeError(f"Variable to save is not a Variable: {item}")
        if place.op.name in named:
            raise ValueError(
                f"At least two variables have the same name: {place.op.name}"
            )
        named[place.op.name] = place
    return named


def _named_place(name: Any, item: Any) -> Tensor:
    if not isinstance(name, str):
        raise TypeError(
            f"names_to_saveables must be a dict mapping string names to trackable "
            f"operations. Name is not a string: {name}"
        )
    place = _place(item)
    if place is None:
        raise TypeError(
            f"names_to_saveables must be a dict mapping string names to "
            f"Tensors/Variables. Not a variable: {item}"
        )
    return place


def _place(item: Any) -> Tensor | None:
    """The place of a variable, given as such or as its tensor; else None."""
    if isinstance(item, GraphVariable):
        item = item.as_ref()
    if isinstance(item, Tensor) and item.op.type == "VariableV2":
        return item
    return None
