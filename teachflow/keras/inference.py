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
from teachflow.graph.operation import Tensor
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.state import symbolic_scope
from teachflow.keras.tree import map_structure
from teachflow.ops.arrays.array import placeholder


class _Aside(Graph):
    """The graph of one trace. Variables made meanwhile are eager, and so remain."""

    def __init__(self, around: Any) -> None:
        super().__init__()
        self._around = around  # the function that is traced, if one is

    def lifted(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a new variable.

        Raises ``ValueError`` where the initial value is a tensor of the trace.
        """
        value = kwargs.get("initial_value", args[0] if args else None)
        if isinstance(value, Tensor):
            raise ValueError(
                f"Argument `initial_value` ({value}) could not be lifted out of a "
                f"trace that only finds shapes. (Tried to create variable with "
                f"name='{kwargs.get('name')}'). Give a function that returns the "
                "initial value, or make the variable in `build`."
            )
        return args, kwargs

    def created(self, variable: Any) -> None:
        """Nothing is kept: the variable is its maker's; a traced function is told."""
        if hasattr(self._around, "created"):
            self._around.created(variable)


def compute_output_spec(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What ``function`` returns, with a ``KerasTensor`` for each tensor.

    Nothing is computed and no variable changes: the function sees a graph's tensors.
    """
    graph = _Aside(home.innermost())
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
