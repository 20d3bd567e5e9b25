"""How an eager variable gives and changes some of its rows or parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.ops.arrays import gather, scatter
from teachflow.ops.arrays.slicing.indexing import updated
from teachflow.ops.state import scatter_places


def _method(function: Callable[..., Any], doc: str) -> Any:
    """A method that changes the rows an ``IndexedSlices`` names."""

    def change(
        self: Any, sparse_delta: Any, use_locking: bool = False, name: str | None = None
    ) -> Any:
        rows = getattr(sparse_delta, "indices", None)
        if rows is None:
            raise TypeError(
                "Argument `sparse_delta` must be a `tf.IndexedSlices`. Received arg: "
                f"{sparse_delta}"
            )
        function(self, rows, sparse_delta.values, name=name)
        return self._changed()

    change.__doc__ = doc
    return change


def _nd_method(function: Callable[..., Any], doc: str) -> Any:
    """A method that changes the parts that rows of indices name."""

    def change(self: Any, indices: Any, updates: Any, name: str | None = None) -> Any:
        self.assign(function(self, indices, updates))
        return self._changed()

    change.__doc__ = doc
    return change


class Parts:
    """What reads and changes parts; what changes returns the variable."""

    __slots__ = ()

    scatter_update = _method(scatter_places.scatter_update, "Replaces rows.")
    scatter_add = _method(scatter_places.scatter_add, "Adds to rows.")
    scatter_sub = _method(scatter_places.scatter_sub, "Subtracts from rows.")
    scatter_mul = _method(scatter_places.scatter_mul, "Multiplies rows.")
    scatter_div = _method(scatter_places.scatter_div, "Divides rows.")
    scatter_min = _method(scatter_places.scatter_min, "Makes rows at most so great.")
    scatter_max = _method(scatter_places.scatter_max, "Makes rows at least so great.")
    scatter_nd_update = _nd_method(scatter.tensor_scatter_update, "Replaces parts.")
    scatter_nd_add = _nd_method(scatter.tensor_scatter_add, "Adds to parts.")
    scatter_nd_sub = _nd_method(scatter.tensor_scatter_sub, "Subtracts from parts.")
    scatter_nd_min = _nd_method(scatter.tensor_scatter_min, "At most so great.")
    scatter_nd_max = _nd_method(scatter.tensor_scatter_max, "At least so great.")

    def batch_scatter_update(
        self: Any, sparse_delta: Any, use_locking: bool = False, name: str | None = None
    ) -> Any:
        """Replaces items along the axis that the indices' last one stands for."""
        rows = self.home.convert(sparse_delta.indices).static_value()
        places = np.stack([*np.indices(rows.shape)[:-1], rows], axis=-1)
        self.assign(scatter.tensor_scatter_update(self, places, sparse_delta.values))
        return self._changed()

    def sparse_read(self, indices: Any, name: str | None = None) -> Any:
        """The rows of these numbers."""
        return gather.gather(self, indices, name=name)

    def gather_nd(self, indices: Any, name: str | None = None) -> Any:
        """The parts that rows of indices name."""
        return gather.gather_nd(self, indices, name=name)

    def _assign_part(self: Any, key: Any, value: Any, name: str | None = None) -> Any:
        """Stores ``value`` where ``self[key]`` reads."""
        return self.assign(updated(self, key, value))
