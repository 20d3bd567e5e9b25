"""Regularization losses: the one of a shared variable is built anew at each use.

TensorFlow keeps such losses as tensors that repeat their ops at each use, so that a use
inside a loop or a branch has them there. The names of all later nodes depend on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.ops.arrays.array import constant
from teachflow.ops.math.arithmetic import add_n


class RegularizationLoss(Operand):
    """A scalar of a graph; ``build`` adds its nodes and returns its tensor."""

    __slots__ = ("__weakref__", "_build", "_first")

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._first = build()

    @property
    def graph(self) -> Any:
        """The graph."""
        return self._first.graph

    @property
    def home(self) -> Any:
        """The graph, as the place where ops on this loss happen."""
        return self._first.graph

    @property
    def op(self) -> Any:
        """The first operation that was built for it."""
        return self._first.op

    @property
    def name(self) -> str:
        """The name of the first tensor that was built for it."""
        name: str = self._first.name
        return name

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        dtype: DType = self._first.dtype
        return dtype

    @property
    def shape(self) -> TensorShape:
        """The static shape."""
        shape: TensorShape = self._first.shape
        return shape

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    def as_tensor(self) -> Any:
        """A tensor of its own for each use."""
        return self._build()

    def as_graph_element(self) -> Any:
        """What is fetched: the first tensor."""
        return self._first

    def eval(self, feed_dict: Any = None, session: Any = None) -> Any:
        """The value in ``session`` or the default session."""
        return self._build().eval(feed_dict, session)

    def __str__(self) -> str:
        return str(self._first)

    def __repr__(self) -> str:
        return f"<RegularizationLoss '{self.name}' shape={self.shape}>"


def apply_regularization(
    regularizer: Callable[[Any], Any], weights_list: Any = None
) -> Any:
    """The sum of ``regularizer`` over the tensors, also kept among the losses.

    ``weights_list`` is the collection ``weights`` by default. Raises ``ValueError``
    where there are none, or a cost is no scalar. Source:
    tf.contrib.layers.apply_regularization.
    """
    graph: Any = home.symbolic_home((weights_list or (),)) or get_default_graph()
    weights = list(weights_list or graph.get_collection(GraphKeys.WEIGHTS))
    if not weights:
        raise ValueError("No weights to regularize.")
    with home.within(graph), graph.scope("get_regularization_penalty") as scope:
        costs = [regularizer(item) for item in weights]
        costs = [constant(0.0) if cost is None else cost for cost in costs]
        for cost in costs:
            if cost.shape.rank != 0:
                raise ValueError(
                    f"regularizer must return a scalar Tensor instead of a Tensor with "
                    f"rank {cost.shape.rank}: {cost}."
                )
        total = add_n(costs, name=scope)
        graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, total)
        return total
