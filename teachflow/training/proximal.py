"""The optimizers that draw the weights towards zero after each step."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.ops.arrays.array import identity
from teachflow.ops.math.cast import cast
from teachflow.training.optimizer import GradsAndVars, Optimizer
from teachflow.training.slots import Start, as_its, filled, number, updated
from teachflow.variables import GraphVariable


class _Proximal(Optimizer):
    """What the proximal optimizers share: a rate, and an l1 and an l2."""

    def __init__(
        self, learning_rate: Any, l1: Any, l2: Any, use_locking: bool, name: str
    ) -> None:
        super().__init__(use_locking, name)
        self._given = (
            ("learning_rate", learning_rate),
            ("l1_regularization_strength", l1),
            ("l2_regularization_strength", l2),
        )

    def _prepare(self, graph: Graph) -> None:
        self._numbers = [number(graph, value, name) for name, value in self._given]


class ProximalGradientDescentOptimizer(_Proximal):
    """Gradient descent, and after each step the l1 and l2 draw towards zero.

    Unlike TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.ProximalGradientDescentOptimizer; Duchi and Singer (2009).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3.0)
    ...     optimizer = tf.train.ProximalGradientDescentOptimizer(
    ...         0.25, l1_regularization_strength=2.0
    ...     )
    ...     step = optimizer.minimize(tf.square(x))
    ...     sess.run(x.initializer)
    ...     sess.run(step)
    ...     print(sess.run(x))
    1.0
    """

    def __init__(
        self,
        learning_rate: Any,
        l1_regularization_strength: Any = 0.0,
        l2_regularization_strength: Any = 0.0,
        use_locking: bool = False,
        name: str = "ProximalGradientDescent",
    ) -> None:
        strengths = l1_regularization_strength, l2_regularization_strength
        super().__init__(learning_rate, *strengths, use_locking, name)

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        inputs = (variable, *as_its(variable, *self._numbers), *gradient)
        return updated(graph, "ApplyProximalGradientDescent", inputs, {}, gradient)


class ProximalAdagradOptimizer(_Proximal):
    """Adagrad, and after each step the l1 and l2 draw towards zero.

    Slot ``accumulator``: the sum of squared gradients. Unlike TensorFlow,
    ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.ProximalAdagradOptimizer; Duchi and Singer (2009).

    >>> import teachflow.compat.v1 as tf
    >>> tf.train.ProximalAdagradOptimizer(0.1)
    <tf.train.ProximalAdagradOptimizer 'ProximalAdagrad'>
    """

    def __init__(
        self,
        learning_rate: Any,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: Any = 0.0,
        l2_regularization_strength: Any = 0.0,
        use_locking: bool = False,
        name: str = "ProximalAdagrad",
    ) -> None:
        if initial_accumulator_value <= 0.0:
            raise ValueError(
                f"initial_accumulator_value must be positive: "
                f"{initial_accumulator_value}"
            )
        strengths = l1_regularization_strength, l2_regularization_strength
        super().__init__(learning_rate, *strengths, use_locking, name)
        self._initial = initial_accumulator_value

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {"accumulator": filled(variable, self._initial)}

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        slot = self.get_slot(variable, "accumulator")
        inputs = (variable, slot, *as_its(variable, *self._numbers), *gradient)
        return updated(graph, "ApplyProximalAdagrad", inputs, {}, gradient)


class AdagradDAOptimizer(Optimizer):
    """Adagrad with dual averaging: each value follows from all gradients so far.

    ``global_step`` counts the steps. Slots ``gradient_accumulator`` and
    ``gradient_squared_accumulator``: their sum and the sum of their squares. Unlike
    TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.AdagradDAOptimizer; Duchi et al. (2011).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.train.AdagradDAOptimizer(0.1, tf.train.get_or_create_global_step())
    <tf.train.AdagradDAOptimizer 'AdagradDA'>
    """

    def __init__(
        self,
        learning_rate: Any,
        global_step: Any,
        initial_gradient_squared_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        use_locking: bool = False,
        name: str = "AdagradDA",
    ) -> None:
        if initial_gradient_squared_accumulator_value <= 0.0:
            raise ValueError(
                f"initial_gradient_squared_accumulator_value must be positive: "
                f"{initial_gradient_squared_accumulator_value}"
            )
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._step = global_step
        self._initial = initial_gradient_squared_accumulator_value
        self._l1 = l1_regularization_strength
        self._l2 = l2_regularization_strength

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {
            "gradient_accumulator": filled(variable, 0.0),
            "gradient_squared_accumulator": filled(variable, self._initial),
        }

    def _prepare(self, graph: Graph) -> None:
        self._rate = number(graph, self._learning_rate, "learning_rate")

    def _apply_all(self, graph: Graph, pairs: GradsAndVars) -> list[Any]:
        # The step's own number, from 1: the counter itself moves on afterwards.
        self._next = identity(self._step) + 1
        return super()._apply_all(graph, pairs)

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        names = "gradient_accumulator", "gradient_squared_accumulator"
        slots = [self.get_slot(variable, name) for name in names]
        step = cast(identity(self._next), dt.int64)
        kind = variable.dtype.base_dtype
        l1, l2 = cast(self._l1, kind), cast(self._l2, kind)
        inputs = (variable, *slots, *gradient, *as_its(variable, self._rate))
        inputs = (*inputs, l1, l2, step)
        return updated(graph, "ApplyAdagradDA", inputs, {}, gradient)
