"""Gradient descent, plain and with momentum."""

from __future__ import annotations

from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.state.scatter_places import scatter_sub
from teachflow.training.optimizer import Optimizer
from teachflow.training.slots import Start, as_its, number, updated, zeros_like_it
from teachflow.variables import GraphVariable


class GradientDescentOptimizer(Optimizer):
    """``value -= learning_rate * gradient``.

    ``learning_rate`` is a number, a tensor or a function of no arguments. Unlike
    TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.GradientDescentOptimizer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3.0)
    ...     step = tf.train.GradientDescentOptimizer(0.25).minimize(tf.square(x))
    ...     sess.run(x.initializer)
    ...     sess.run(step)
    ...     print(sess.run(x))
    1.5
    """

    def __init__(
        self,
        learning_rate: Any,
        use_locking: bool = False,
        name: str = "GradientDescent",
    ) -> None:
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate

    def _prepare(self, graph: Graph) -> None:
        self._rate = number(graph, self._learning_rate, "learning_rate")

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        (rate,) = as_its(variable, self._rate)
        inputs = (variable, rate, *gradient)
        return updated(graph, "ApplyGradientDescent", inputs, {}, gradient)

    def _apply_rows(
        self, graph: Graph, variable: GraphVariable, slices: IndexedSlices
    ) -> Any:
        # A row that is there twice simply moves twice.
        (rate,) = as_its(variable, self._rate)
        return scatter_sub(variable, slices.indices, slices.values * rate)


class MomentumOptimizer(Optimizer):
    """Gradient descent that keeps part of its last movement.

    Slot ``momentum``: the velocity, ``velocity = momentum * velocity + gradient``.
    Unlike TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.MomentumOptimizer; Polyak (1964).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3.0)
    ...     step = tf.train.MomentumOptimizer(0.25, 0.5).minimize(tf.square(x))
    ...     sess.run(tf.global_variables_initializer())
    ...     for _ in range(2):
    ...         sess.run(step)
    ...     print(sess.run(x))
    0.0
    """

    def __init__(
        self,
        learning_rate: Any,
        momentum: Any,
        use_locking: bool = False,
        name: str = "Momentum",
        use_nesterov: bool = False,
    ) -> None:
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._momentum = momentum
        self._use_nesterov = use_nesterov

    def _prepare(self, graph: Graph) -> None:
        self._rate = number(graph, self._learning_rate, "learning_rate")
        self._decay = number(graph, self._momentum, "momentum")

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {"momentum": zeros_like_it}

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        slot = self.get_slot(variable, "momentum")
        rate, decay = as_its(variable, self._rate, self._decay)
        inputs = (variable, slot, rate, *gradient, decay)
        attrs = {"use_nesterov": self._use_nesterov}
        return updated(graph, "ApplyMomentum", inputs, attrs, gradient)
