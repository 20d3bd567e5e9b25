"""The optimizers that adapt their step to each element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.ops.math.elementary import sqrt
from teachflow.ops.math.order import maximum
from teachflow.ops.state.scatter_places import scatter_add
from teachflow.ops.state.state import assign, assign_sub, group
from teachflow.training.optimizer import Optimizer
from teachflow.training.slots import (
    Start,
    as_its,
    filled,
    number,
    ones_like_it,
    updated,
    zeros_like_it,
)
from teachflow.variables import GraphVariable


class AdagradOptimizer(Optimizer):
    """Divides each element's rate by the root of its sum of squared gradients.

    Slot ``accumulator``: that sum, from ``initial_accumulator_value``. Unlike
    TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.AdagradOptimizer; Duchi et al. (2011).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3.0)
    ...     step = tf.train.AdagradOptimizer(0.5).minimize(tf.square(x))
    ...     sess.run(tf.global_variables_initializer())
    ...     sess.run(step)
    ...     print(round(float(sess.run(x)), 4))
    2.5007
    """

    def __init__(
        self,
        learning_rate: Any,
        initial_accumulator_value: float = 0.1,
        use_locking: bool = False,
        name: str = "Adagrad",
    ) -> None:
        if initial_accumulator_value <= 0.0:
            raise ValueError(
                f"initial_accumulator_value must be positive: "
                f"{initial_accumulator_value}"
            )
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial = initial_accumulator_value

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {"accumulator": lambda variable: filled(variable, self._initial)}

    def _prepare(self, graph: Graph) -> None:
        self._rate = number(graph, self._learning_rate, "learning_rate")

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        slot = self.get_slot(variable, "accumulator")
        inputs = (variable, slot, *as_its(variable, self._rate), *gradient)
        return updated(graph, "ApplyAdagrad", inputs, {"update_slots": True}, gradient)


class AdadeltaOptimizer(Optimizer):
    """Steps as large as the last updates were, whatever the gradient's unit.

    Slots ``accum`` and ``accum_update``: mean squares of gradients and of updates.
    Unlike TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.AdadeltaOptimizer; Zeiler (2012).

    >>> import teachflow.compat.v1 as tf
    >>> tf.train.AdadeltaOptimizer(1.0, rho=0.9)
    <tf.train.AdadeltaOptimizer 'Adadelta'>
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: Any = 0.95,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "Adadelta",
    ) -> None:
        super().__init__(use_locking, name)
        self._given = (("lr", learning_rate), ("rho", rho), ("epsilon", epsilon))

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {"accum": zeros_like_it, "accum_update": zeros_like_it}

    def _prepare(self, graph: Graph) -> None:
        self._numbers = [number(graph, value, name) for name, value in self._given]

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        slots = [self.get_slot(variable, name) for name in ("accum", "accum_update")]
        inputs = (variable, *slots, *as_its(variable, *self._numbers), *gradient)
        return updated(graph, "ApplyAdadelta", inputs, {}, gradient)


class RMSPropOptimizer(Optimizer):
    """Divides each element's gradient by the root of its recent mean square.

    Slots ``rms``: that mean square, from one; ``momentum``: the velocity; and ``mg``,
    the mean gradient, where it is ``centered``. Unlike TensorFlow, ``use_locking``
    changes nothing. Source: tf.compat.v1.train.RMSPropOptimizer; Hinton (2012).

    >>> import teachflow.compat.v1 as tf
    >>> tf.train.RMSPropOptimizer(0.01, momentum=0.9, centered=True)
    <tf.train.RMSPropOptimizer 'RMSProp'>
    """

    def __init__(
        self,
        learning_rate: Any,
        decay: Any = 0.9,
        momentum: Any = 0.0,
        epsilon: Any = 1e-10,
        use_locking: bool = False,
        centered: bool = False,
        name: str = "RMSProp",
    ) -> None:
        super().__init__(use_locking, name)
        self._centered = centered
        self._given = (
            ("learning_rate", learning_rate),
            ("decay", decay),
            ("momentum", momentum),
            ("epsilon", epsilon),
        )

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        starts: dict[str, Start] = {"rms": ones_like_it}
        if self._centered:
            starts["mg"] = zeros_like_it
        return {**starts, "momentum": zeros_like_it}

    def _prepare(self, graph: Graph) -> None:
        self._numbers = [number(graph, value, name) for name, value in self._given]

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        names = ("mg", "rms", "momentum") if self._centered else ("rms", "momentum")
        slots = [self.get_slot(variable, name) for name in names]
        inputs = (variable, *slots, *as_its(variable, *self._numbers), *gradient)
        kind = "ApplyCenteredRMSProp" if self._centered else "ApplyRMSProp"
        return updated(graph, kind, inputs, {}, gradient)


class AdamOptimizer(Optimizer):
    """Steps along the mean gradient, divided by the root of the mean square.

    Slots ``m`` and ``v``: the two means; two variables of its own, ``beta1_power`` and
    ``beta2_power``, undo that the means begin at zero. Unlike TensorFlow,
    ``use_locking`` and ``use_own_namescope_for_non_slot_vars`` change nothing. Source:
    tf.compat.v1.train.AdamOptimizer; Kingma and Ba (2015).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(3.0)
    ...     step = tf.train.AdamOptimizer(0.5).minimize(tf.square(x))
    ...     sess.run(tf.global_variables_initializer())
    ...     sess.run(step)
    ...     print(sess.run(x))
    2.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "Adam",
        use_own_namescope_for_non_slot_vars: bool = False,
    ) -> None:
        super().__init__(use_locking, name)
        self._betas = (beta1, beta2)
        self._given = (
            ("learning_rate", learning_rate),
            ("beta1", beta1),
            ("beta2", beta2),
            ("epsilon", epsilon),
        )

    def _create_own(self, graph: Graph, variables: Sequence[GraphVariable]) -> None:
        for name, beta in zip(("beta1_power", "beta2_power"), self._betas, strict=True):
            if (name, graph) not in self._own:
                start = beta() if callable(beta) else beta
                made = GraphVariable(start, name=name, trainable=False)
                self._own[name, graph] = made

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        return {"m": zeros_like_it, "v": zeros_like_it}

    def _prepare(self, graph: Graph) -> None:
        self._numbers = [number(graph, value, name) for name, value in self._given]

    def _powers(self, graph: Graph) -> list[GraphVariable]:
        return [self._own[name, graph] for name in ("beta1_power", "beta2_power")]

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        if len(gradient) == 2:
            return self._apply_to_all(graph, variable, *gradient)
        slots = [self.get_slot(variable, name) for name in ("m", "v")]
        powers = [power.as_tensor() for power in self._powers(graph)]
        numbers = as_its(variable, *powers, *self._numbers)
        attrs = {"use_nesterov": False}
        inputs = (variable, *slots, *numbers, *gradient)
        return updated(graph, "ApplyAdam", inputs, attrs, gradient)

    def _apply_to_all(
        self, graph: Graph, variable: GraphVariable, rows: Tensor, places: Tensor
    ) -> Any:
        """A step of all rows, for the means of those without a gradient fade too."""
        powers = [power.as_tensor() for power in self._powers(graph)]
        numbers = as_its(variable, *powers, *self._numbers)
        power1, power2, rate, beta1, beta2, epsilon = numbers
        rate = rate * sqrt(1 - power2) / (1 - power1)

        def mean_of(name: str, news: Any, beta: Any) -> Any:
            slot = self.get_slot(variable, name)
            added = news * (1 - beta)
            with graph.control_dependencies([assign(slot, slot * beta)]):
                return scatter_add(slot, places, added)

        mean = mean_of("m", rows, beta1)
        squares = mean_of("v", rows * rows, beta2)
        spread = sqrt(squares)
        moved = assign_sub(variable, rate * mean / (spread + epsilon))
        return group(moved, mean, squares)

    def _after(self, graph: Graph, updates: Sequence[Any]) -> list[Any]:
        """The betas' next powers, once every variable has had its step."""
        moved = []
        with graph.control_dependencies(updates):
            for power, beta in zip(
                self._powers(graph), self._numbers[1:3], strict=True
            ):
                moved.append(assign(power, power * beta))
        return moved


class FtrlOptimizer(Optimizer):
    """Follow the regularized leader: sparse weights by l1, small ones by l2.

    Slots ``accum``: sum of squared gradients; ``linear``: the linear term. Unlike
    TensorFlow, ``use_locking`` changes nothing. Source:
    tf.compat.v1.train.FtrlOptimizer; McMahan et al. (2013).

    >>> import teachflow.compat.v1 as tf
    >>> tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01)
    <tf.train.FtrlOptimizer 'Ftrl'>
    """

    def __init__(
        self,
        learning_rate: Any,
        learning_rate_power: Any = -0.5,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        use_locking: bool = False,
        name: str = "Ftrl",
        accum_name: str | None = None,
        linear_name: str | None = None,
        l2_shrinkage_regularization_strength: float = 0.0,
        beta: float | None = None,
    ) -> None:
        super().__init__(use_locking, name)
        for what, value in (
            ("initial_accumulator_value", initial_accumulator_value),
            ("l1_regularization_strength", l1_regularization_strength),
            ("l2_regularization_strength", l2_regularization_strength),
            (
                "l2_shrinkage_regularization_strength",
                l2_shrinkage_regularization_strength,
            ),
        ):
            if value < 0.0:
                raise ValueError(f"{what} {value} needs to be positive or zero")
        if learning_rate_power > 0.0:
            raise ValueError(
                f"learning_rate_power {learning_rate_power} needs to be negative or "
                f"zero"
            )
        self._learning_rate = learning_rate
        self._power = learning_rate_power
        self._initial = initial_accumulator_value
        self._l1 = l1_regularization_strength
        self._l2 = l2_regularization_strength
        self._shrinkage = l2_shrinkage_regularization_strength
        self._beta = 0.0 if beta is None else beta
        self._nodes = {"accum": accum_name, "linear": linear_name}

    def _node_name(self, slot_name: str) -> str:
        return self._nodes[slot_name] or self._name

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        def accum(variable: GraphVariable) -> Tensor:
            made: Tensor = ones_like_it(variable) * self._initial
            return made

        return {"accum": accum, "linear": zeros_like_it}

    def _prepare(self, graph: Graph) -> None:
        self._rate = number(graph, self._learning_rate, "learning_rate")
        self._l1_tensor = number(graph, self._l1, "l1_regularization_strength")
        # beta acts as an l2 of beta / (2 · learning rate)
        rate = self._learning_rate
        rate = rate() if callable(rate) else rate
        self._l2_tensor = self._l2 + self._beta / (2.0 * maximum(rate, 1e-36))
        number(graph, self._beta, "beta")
        name = "l2_shrinkage_regularization_strength"
        self._shrinkage_tensor = number(graph, self._shrinkage, name)
        self._power_tensor = number(graph, self._power, "learning_rate_power")

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        slots = [self.get_slot(variable, name) for name in ("accum", "linear")]
        shrinks = self._shrinkage > 0
        numbers = [self._rate, self._l1_tensor, self._l2_tensor]
        numbers += [self._shrinkage_tensor] if shrinks else []
        numbers = as_its(variable, *numbers, self._power_tensor)
        attrs = {"multiply_linear_by_lr": False}
        kind = "ApplyFtrlV2" if shrinks else "ApplyFtrl"
        inputs = (variable, *slots, *gradient, *numbers)
        return updated(graph, kind, inputs, attrs, gradient)
