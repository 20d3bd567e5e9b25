"""How a graph's variable changes some of its rows or parts."""

from __future__ import annotations

from typing import Any

from teachflow.ops.state import scatter_places


def _method(function: Any, doc: str) -> Any:
    """A method that changes the rows an ``IndexedSlices`` names."""

    def scatter(
        self: Any, sparse_delta: Any, use_locking: bool = False, name: str | None = None
    ) -> Any:
        rows = getattr(sparse_delta, "indices", None)
        if rows is None:
            raise TypeError(f"sparse_delta is not IndexedSlices: {sparse_delta}")
        return function(self, rows, sparse_delta.values, name=name)

    scatter.__doc__ = doc
    return scatter


def _nd_method(function: Any, doc: str) -> Any:
    """A method that changes the parts that rows of indices name."""

    def scatter_nd(
        self: Any, indices: Any, updates: Any, name: str | None = None
    ) -> Any:
        return function(self, indices, updates, name=name)

    scatter_nd.__doc__ = doc
    return scatter_nd


class Scattering:
    """What changes parts of a variable: each is a tensor that does so when run."""

    __slots__ = ()

    scatter_update = _method(scatter_places.scatter_update, "Replaces rows.")
    scatter_add = _method(scatter_places.scatter_add, "Adds to rows.")
    scatter_sub = _method(scatter_places.scatter_sub, "Subtracts from rows.")
    scatter_mul = _method(scatter_places.scatter_mul, "Multiplies rows.")
    scatter_div = _method(scatter_places.scatter_div, "Divides rows.")
    scatter_min = _method(scatter_places.scatter_min, "Makes rows at most so great.")
    scatter_max = _method(scatter_places.scatter_max, "Makes rows at least so great.")
    scatter_nd_update = _nd_method(scatter_places.scatter_nd_update, "Replaces parts.")
    scatter_nd_add = _nd_method(scatter_places.scatter_nd_add, "Adds to parts.")
    scatter_nd_sub = _nd_method(scatter_places.scatter_nd_sub, "Subtracts from parts.")
