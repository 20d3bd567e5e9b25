"""Values of variables that are gone, kept for those that are built again and fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.core.dtypes import DType
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation


@dataclass(frozen=True)
class Kept:
    """A value, and which variable it fits."""

    dims: tuple[int | None, ...] | None
    dtype: DType
    value: Any

    def fits(self, node: Operation | None) -> bool:
        """Whether ``node`` is a variable of that shape and dtype."""
        return (
            node is not None
            and node.type == "VariableV2"
            and node.attrs["shape"].known_dims == self.dims
            and node.attrs["dtype"] is self.dtype
        )


def put_aside(aside: dict[str, Kept], node: Operation, value: Any) -> None:
    """Keeps the value of the variable ``node``, if it has one, in ``aside``.

    A variable without a value leaves what was kept before, if that would fit it.
    """
    name = node.name
    if value is not None:
        dims, dtype = node.attrs["shape"].known_dims, node.attrs["dtype"]
        aside[name] = Kept(dims, dtype, value)
    elif name in aside and not aside[name].fits(node):
        del aside[name]


def claimed(aside: dict[str, Kept], graph: Graph, name: str) -> Any:
    """The value kept for the variable ``name`` if it fits; in any case it is gone.

    None, and nothing is gone, while no node of the graph has that name.
    """
    node = graph._by_name.get(name)
    kept = aside.pop(name, None) if node is not None else None
    return kept.value if kept is not None and kept.fits(node) else None
