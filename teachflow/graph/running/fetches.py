"""What ``Session.run`` is asked for: any nesting of tensors, operations and names.

Parsed once per kind of call into the flat elements and a function that puts their
values back into the same structure.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core.cell import Cell
from teachflow.core.errors import InaccessibleTensorError
from teachflow.core.explaining.facts import retold, told
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor

Rebuild = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Fetches:
    """Flat elements, their slots in a plan, and how to nest their values again."""

    elements: tuple[Tensor | Operation, ...]
    rebuild: Rebuild | None  # None: a single element stands alone
    slots: tuple[int | None, ...] = ()

    def at(self, slots: tuple[int | None, ...]) -> Fetches:
        """The same, knowing in which slots the values lie."""
        return dataclasses.replace(self, slots=slots)

    def present(self, values: Sequence[Any], fed: Sequence[Any]) -> Any:
        """What ``run`` returns: values that the caller may keep and change.

        An array that was fed, or that was handed out before, is copied; a fed tensor
        comes back as the array that it was fed, also where that has no axes.
        """
        if self.rebuild is None:
            slot = self.slots[0]
            if slot is None:
                return None
            if slot < len(fed):
                return fed[slot].copy()
            return _own(values[slot], {id(array) for array in fed} if fed else ())
        taken = {id(array) for array in fed}
        flat = []
        for slot in self.slots:
            if slot is None:
                value = None
            elif slot < len(fed):
                value = fed[slot].copy()
            else:
                value = _own(values[slot], taken)
            taken.add(id(value))
            flat.append(value)
        return self.rebuild(flat)


def _own(value: Any, taken: Collection[int]) -> Any:
    """``value`` as the caller's own: a NumPy scalar, or an array nobody else holds."""
    if type(value) is np.ndarray:
        if not value.ndim:
            return value[()]
        if value.base is not None or not value.flags.writeable or id(value) in taken:
            return value.copy()
        return value
    if type(value) is Cell:
        return _own(value.read(), taken)
    return value


def parse_fetches(graph: Graph, fetches: Any) -> Fetches:
    """Returns the flat elements of ``fetches`` and how to rebuild its structure.

    Raises ``TypeError`` for what can never be fetched (None, numbers) and
    ``ValueError`` for what is not in ``graph``.
    """
    elements: list[Tensor | Operation] = []
    rebuild = _parse(graph, fetches, elements)
    alone = not isinstance(fetches, (list, tuple, Mapping)) and len(elements) == 1
    return Fetches(tuple(elements), None if alone else rebuild)


def _parse(graph: Graph, fetch: Any, elements: list[Tensor | Operation]) -> Rebuild:
    if isinstance(fetch, Mapping):
        parts = {key: _parse(graph, item, elements) for key, item in fetch.items()}
        return lambda flat: _mapping(
            fetch, {key: part(flat) for key, part in parts.items()}
        )
    if isinstance(fetch, (list, tuple)):
        rebuilds = [_parse(graph, item, elements) for item in fetch]
        if hasattr(fetch, "_fields"):
            make: Any = type(fetch)._make  # type: ignore[union-attr]
        else:
            make = list if isinstance(fetch, list) else tuple
        return lambda flat: make([part(flat) for part in rebuilds])
    if hasattr(fetch, "parts"):  # a sparse tensor: no tensor, but made of some
        tensors, make = fetch.parts()
        inner = _parse(graph, tensors, elements)
        return lambda flat: make(inner(flat))
    position = len(elements)
    elements.append(_element(graph, fetch))
    return lambda flat: flat[position]


def _mapping(like: Any, found: dict[Any, Any]) -> Any:
    """``found`` as the kind of mapping that ``like`` is, where it can be copied."""
    if type(like) is dict:
        return found
    copied = copy.copy(like)
    for key, value in found.items():
        copied[key] = value
    return copied


def _element(graph: Graph, fetch: Any) -> Tensor | Operation:
    if fetch is None:
        raise told(
            TypeError(
                'Argument `fetch` = None has invalid type "NoneType". Cannot be None. '
                "Did the function that makes it forget its return?"
            ),
            "none fetched",
            graph=graph,
        )
    try:
        element: Tensor | Operation = graph.as_graph_element(fetch)
    except TypeError as error:
        raise told(
            TypeError(
                f"Argument `fetch` = {fetch!r} has invalid type "
                f'"{type(fetch).__name__}" must be a string or Tensor. ({error})'
            ),
            "not fetchable",
            value=fetch,
            graph=graph,
        ) from None
    except ValueError as error:
        words = (
            f"Argument `fetch` = {fetch} cannot be interpreted as a Tensor. ({error})"
        )
        raise retold(ValueError(words), error) from None
    except KeyError as error:
        words = (
            f"Argument `fetch` = {fetch} cannot be interpreted as a Tensor. "
            f"({error.args[0]})"
        )
        raise told(
            ValueError(words), "no such tensor", name=fetch, graph=graph
        ) from None
    if not graph.is_fetchable(element):
        node = element.op if isinstance(element, Tensor) else element
        raise InaccessibleTensorError(
            f"Operation {node.name} has been marked as not fetchable. Typically this "
            f"happens when it is defined in another function or code block, such as a "
            f"branch of tf.cond or the body of tf.while_loop. Use return values, "
            f"explicit Python locals or TensorFlow collections to access it."
        )
    return element
