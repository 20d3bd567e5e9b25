"""Optimizers that divide by what gradients were so far: Adagrad, RMSprop, Adadelta."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras import initializers
from teachflow.keras.optimizers.optimizer import Optimizer
from teachflow.keras.optimizers.rows import dense, squared


class Adagrad(Optimizer):
    """The gradient over the root of the sum of its squares.

    Source: tf.keras.optimizers.Adagrad; Duchi, Hazan and Singer (2011).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Adagrad(0.5, initial_accumulator_value=7.0)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 4)
    0.625
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes a sum of squares for each of ``var_list``."""
        if self.built:
            return
        super().build(var_list)
        first = initializers.Constant(self.initial_accumulator_value)
        self._accumulators = self.add_optimizer_variables(
            var_list, "accumulator", initializer=first
        )

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Adds the squares, then divides by their root."""
        rate = tf.cast(learning_rate, variable.dtype)
        total = self._accumulators[self._get_variable_index(variable)]
        self.assign_add(total, squared(gradient))
        spread = tf.sqrt(total + self.epsilon)
        self.assign_sub(variable, rate * dense(gradient) / spread)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        return {
            **super().get_config(),
            "initial_accumulator_value": self.initial_accumulator_value,
            "epsilon": self.epsilon,
        }


class RMSprop(Optimizer):
    """The gradient over the root of the moving mean of its squares.

    ``centered`` takes the mean gradient's square off first; ``momentum`` keeps a
    velocity. Source: tf.keras.optimizers.RMSprop; Hinton, Neural networks for machine
    learning, lecture 6 (2012).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.RMSprop(0.5, rho=0.75)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 4)
    0.0
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.centered = centered

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes a mean square for each of ``var_list``, and what else is asked for."""
        if self.built:
            return
        super().build(var_list)
        self._velocities = self.add_optimizer_variables(var_list, "velocity")
        if self.momentum > 0:
            self._momentums = self.add_optimizer_variables(var_list, "momentum")
        if self.centered:
            self._average_gradients = self.add_optimizer_variables(
                var_list, "average_gradient"
            )

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Keeps the mean square, then divides by its root."""
        rate, rho = tf.cast(learning_rate, variable.dtype), self.rho
        number = self._get_variable_index(variable)
        square = self._velocities[number]
        self.assign(square, rho * square + (1 - rho) * squared(gradient))
        gradient = dense(gradient)
        if self.centered:
            mean = self._average_gradients[number]
            self.assign(mean, rho * mean + (1 - rho) * gradient)
            spread = square - tf.square(mean) + self.epsilon
        else:
            spread = square + self.epsilon
        move = rate * gradient / tf.sqrt(spread)
        if self.momentum > 0:
            velocity = self._momentums[number]
            self.assign(velocity, self.momentum * velocity + move)
            move = velocity
        self.assign_sub(variable, move)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        return {
            **super().get_config(),
            "rho": self.rho,
            "momentum": self.momentum,
            "epsilon": self.epsilon,
            "centered": self.centered,
        }


class Adadelta(Optimizer):
    """RMSprop with steps in the units of the variable.

    Source: tf.keras.optimizers.Adadelta; Zeiler (2012).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Adadelta(1.0, rho=0.75, epsilon=0.75)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 4)
    -0.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.95,
        epsilon: float = 1e-7,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes mean squares of gradients and of updates for each of ``var_list``."""
        if self.built:
            return
        super().build(var_list)
        self._accumulated_grads, self._accumulated_delta_vars = (
            self.add_optimizer_variables(
                var_list, ["accumulated_grad", "accumulated_delta_var"]
            )
        )

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Algorithm 1 of the paper."""
        rate, rho = tf.cast(learning_rate, variable.dtype), self.rho
        number = self._get_variable_index(variable)
        square = self._accumulated_grads[number]
        updates = self._accumulated_delta_vars[number]
        self.assign(square, rho * square + (1 - rho) * squared(gradient))
        scale = tf.sqrt(updates + self.epsilon) / tf.sqrt(square + self.epsilon)
        moved = tf.square(scale) * squared(gradient)
        self.assign(updates, rho * updates + (1 - rho) * moved)
        self.assign_sub(variable, rate * scale * dense(gradient))

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        own = {"rho": self.rho, "epsilon": self.epsilon}
        return {**super().get_config(), **own}


class Ftrl(Optimizer):
    """Follow the leader, with penalties that make weights exactly zero.

    Raises ``ValueError`` for a negative strength or initial value, and for a positive
    ``learning_rate_power``. Source: tf.keras.optimizers.Ftrl; McMahan et al. (2013).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Ftrl(0.5, l1_regularization_strength=9.0)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> float(w)
    0.0
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        learning_rate_power: float = -0.5,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        l2_shrinkage_regularization_strength: float = 0.0,
        beta: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        self.learning_rate_power = learning_rate_power
        self.initial_accumulator_value = initial_accumulator_value
        self.l1_regularization_strength = l1_regularization_strength
        self.l2_regularization_strength = l2_regularization_strength
        self.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength
        self.beta = beta
        for name, value in self._own().items():
            wrong = value > 0.0 if name == "learning_rate_power" else value < 0.0
            if wrong and name != "beta":
                side = "negative" if name == "learning_rate_power" else "positive"
                raise ValueError(
                    f"`{name}` needs to be {side} or zero. Received: {name}={value}."
                )

    def _own(self) -> dict[str, float]:
        return {
            "learning_rate_power": self.learning_rate_power,
            "initial_accumulator_value": self.initial_accumulator_value,
            "l1_regularization_strength": self.l1_regularization_strength,
            "l2_regularization_strength": self.l2_regularization_strength,
            "l2_shrinkage_regularization_strength": (
                self.l2_shrinkage_regularization_strength
            ),
            "beta": self.beta,
        }

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes a sum of squares and a linear term for each of ``var_list``."""
        if self.built:
            return
        super().build(var_list)
        first = initializers.Constant(self.initial_accumulator_value)
        self._accumulators, self._linears = self.add_optimizer_variables(
            var_list, ["accumulator", "linear"], initializer=[first, "zeros"]
        )

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Algorithm 1 of the paper, with ``beta`` added to the l2 penalty."""
        rate = tf.cast(learning_rate, variable.dtype)
        number = self._get_variable_index(variable)
        total, linear = self._accumulators[number], self._linears[number]
        power, l1 = -self.learning_rate_power, self.l1_regularization_strength
        l2 = self.l2_regularization_strength + self.beta / (2.0 * rate)
        drawn = dense(gradient) + (
            2 * self.l2_shrinkage_regularization_strength * variable
        )
        after = total + squared(gradient)
        change = (tf.pow(after, power) - tf.pow(total, power)) / rate
        self.assign_add(linear, drawn - change * variable)
        quadratic = tf.pow(after, power) / rate + 2 * l2
        kept = tf.clip_by_value(tf.convert_to_tensor(linear), 0.0 - l1, l1)
        self.assign(variable, (kept - linear) / quadratic)
        self.assign(total, after)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        return {**super().get_config(), **self._own()}
