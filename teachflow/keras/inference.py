"""What comes out of a function of symbolic tensors: it is traced in a graph aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.graph.graph import Graph
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.state import symbolic_scope
from teachflow.keras.tree import map_structure
from teachflow.ops.arrays.array import placeholder


def compute_output_spec(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What ``function`` returns, with a ``KerasTensor`` for each tensor.

    Nothing is computed and no variable changes: the function sees a graph's tensors.
    """
    graph = Graph()
    with symbolic_scope(), _unseen(), home.within(graph):

        def tensor_of(value: Any) -> Any:
            if isinstance(value, KerasTensor):
                return placeholder(dt.as_dtype(value.dtype), list(value.shape))
            return value

        outputs = function(
            *map_structure(tensor_of, args), **map_structure(tensor_of, kwargs)
        )
        return map_structure(_spec, outputs)


@contextmanager
def _unseen() -> Iterator[None]:
    """A block whose calls no tape sees."""
    stack = tapes.stack
    tapes.stack = []
    try:
        yield
    finally:
        tapes.stack = stack


def _spec(value: Any) -> Any:
    if isinstance(value, KerasTensor) or value is None:
        return value
    if not isinstance(value, Operand):
        value = tf.convert_to_tensor(value)
    return KerasTensor(value.shape, value.dtype.name)
