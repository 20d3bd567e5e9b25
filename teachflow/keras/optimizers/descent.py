"""Optimizers that keep at most a velocity: SGD, and Lion's signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.optimizers.optimizer import Optimizer
from teachflow.keras.optimizers.rows import dense


class SGD(Optimizer):
    """Gradient descent: ``w -= learning_rate * gradient``; with momentum a velocity.

    ``nesterov`` looks one step ahead. Raises ``ValueError`` for a momentum that is not
    a float in [0, 1]. Source: tf.keras.optimizers.SGD; Sutskever et al. (2013).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.SGD(learning_rate=0.5)
    >>> step = optimizer.apply_gradients([(tf.constant(1.0), w)])
    >>> float(w)
    0.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, weight_decay, **kwargs)
        if not isinstance(momentum, float) or momentum < 0 or momentum > 1:
            raise ValueError("`momentum` must be a float between [0, 1].")
        self.momentum = momentum
        self.nesterov = nesterov

    def build(self, variables: Sequence[Any]) -> None:
        """Makes a velocity for each of ``variables``, where there is momentum."""
        if self.built:
            return
        super().build(variables)
        self.momentums: list[Any] = []
        if self.momentum != 0:
            self.momentums = self.add_optimizer_variables(variables, "momentum")

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """``velocity = momentum * velocity - rate * gradient``; the variable moves."""
        rate = tf.cast(learning_rate, variable.dtype)
        move = tf.cast(dense(gradient), variable.dtype) * rate
        if self.momentum == 0:
            self.assign_sub(variable, move)
            return
        velocity = self.momentums[self._get_variable_index(variable)]
        self.assign(velocity, velocity * self.momentum - move)
        if self.nesterov:
            self.assign_add(variable, velocity * self.momentum - move)
        else:
            self.assign_add(variable, velocity)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        own = {"momentum": self.momentum, "nesterov": self.nesterov}
        return {**super().get_config(), **own}


class Lion(Optimizer):
    """Steps of one size, by the sign of a mean gradient.

    Source: tf.keras.optimizers.Lion; Chen et al. (2023).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Lion(learning_rate=0.5)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> float(w)
    0.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.99,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        if beta_1 <= 0 or beta_1 > 1:
            raise ValueError(
                "Argument `beta_1` must be in the [0, 1] range. Otherwise, the "
                f"optimizer degenerates to SignSGD. Received: beta_1={beta_1}."
            )
        self.beta_1 = beta_1
        self.beta_2 = beta_2

    def build(self, variables: Sequence[Any]) -> None:
        """Makes a mean gradient for each of ``variables``."""
        if self.built:
            return
        super().build(variables)
        self._momentums = self.add_optimizer_variables(variables, "momentum")

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """One step by the sign of the mean of gradient and mean gradient."""
        rate = tf.cast(learning_rate, variable.dtype)
        gradient = tf.cast(dense(gradient), variable.dtype)
        mean = self._momentums[self._get_variable_index(variable)]
        beta_1 = tf.cast(self.beta_1, variable.dtype)
        beta_2 = tf.cast(self.beta_2, variable.dtype)
        toward = mean * beta_1 + gradient * (1.0 - beta_1)
        self.assign_sub(variable, rate * tf.sign(toward))
        self.assign(mean, mean * beta_2 + gradient * (1.0 - beta_2))

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        return {
            **super().get_config(),
            "beta_1": self.beta_1,
            "beta_2": self.beta_2,
        }
