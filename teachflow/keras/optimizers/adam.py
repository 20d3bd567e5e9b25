"""Adam and its kin: a mean gradient over the root of a mean square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.optimizers.optimizer import Optimizer
from teachflow.keras.optimizers.rows import dense, squared
from teachflow.keras.variable import Variable


class _Means(Optimizer):
    """What Adam's kin share: two means, kept with ``beta_1`` and ``beta_2``."""

    def __init__(
        self,
        learning_rate: Any,
        beta_1: float,
        beta_2: float,
        epsilon: float,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def _step(self, variable: Any, later: int = 1) -> Any:
        """The number of this step, from 1, in the variable's dtype."""
        return tf.cast(self.iterations + later, variable.dtype)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        own = {"beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon}
        return {**super().get_config(), **own}


class Adam(_Means):
    """The mean gradient over the root of the mean square, both from zero on.

    ``amsgrad`` divides by the largest mean square so far.
    Source: tf.keras.optimizers.Adam; Kingma and Ba (2015).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Adam(learning_rate=0.5)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 4)
    0.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, beta_1, beta_2, epsilon, **kwargs)
        self.amsgrad = amsgrad

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes both means for each of ``var_list``."""
        if self.built:
            return
        super().build(var_list)
        self._momentums, self._velocities = self.add_optimizer_variables(
            var_list, ["momentum", "velocity"]
        )
        if self.amsgrad:
            self._velocity_hats = self.add_optimizer_variables(var_list, "velocity_hat")

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Kingma and Ba's step, in the form at the end of their section 2."""
        rate = tf.cast(learning_rate, variable.dtype)
        step = self._step(variable)
        power_1 = tf.pow(tf.cast(self.beta_1, variable.dtype), step)
        power_2 = tf.pow(tf.cast(self.beta_2, variable.dtype), step)
        number = self._get_variable_index(variable)
        mean, square = self._momentums[number], self._velocities[number]
        alpha = rate * tf.sqrt(1 - power_2) / (1 - power_1)
        self.assign_add(mean, (dense(gradient) - mean) * (1 - self.beta_1))
        self.assign_add(square, (squared(gradient) - square) * (1 - self.beta_2))
        if self.amsgrad:
            largest = self._velocity_hats[number]
            self.assign(largest, tf.maximum(largest, square))
            square = largest
        self.assign_sub(variable, mean * alpha / (tf.sqrt(square) + self.epsilon))

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        return {**super().get_config(), "amsgrad": self.amsgrad}


class AdamW(Adam):
    """Adam with weight decay, which acts on the weights and not on the gradients.

    Source: tf.keras.optimizers.AdamW; Loshchilov and Hutter (2019).

    >>> import teachflow as tf
    >>> tf.keras.optimizers.AdamW().weight_decay
    0.004
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        weight_decay: float = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **kwargs: Any,
    ) -> None:
        if weight_decay is None:
            raise ValueError(
                "Argument `weight_decay` must be a float. Received: weight_decay=None"
            )
        super().__init__(
            learning_rate,
            beta_1,
            beta_2,
            epsilon,
            amsgrad,
            weight_decay=weight_decay,
            **kwargs,
        )


class Adamax(_Means):
    """Adam with the largest gradient, slowly forgotten, in the mean square's place.

    Source: tf.keras.optimizers.Adamax; Kingma and Ba (2015), section 7.

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Adamax(learning_rate=0.5)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 4)
    0.5
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, beta_1, beta_2, epsilon, **kwargs)

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes a mean and a largest gradient for each of ``var_list``."""
        if self.built:
            return
        super().build(var_list)
        self._m, self._u = self.add_optimizer_variables(var_list, ["momentum", "norm"])

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Algorithm 2 of the paper."""
        rate = tf.cast(learning_rate, variable.dtype)
        gradient = tf.cast(dense(gradient), variable.dtype)
        power = tf.pow(tf.cast(self.beta_1, variable.dtype), self._step(variable))
        number = self._get_variable_index(variable)
        mean, largest = self._m[number], self._u[number]
        self.assign_add(mean, (gradient - mean) * (1 - self.beta_1))
        self.assign(largest, tf.maximum(self.beta_2 * largest, tf.abs(gradient)))
        spread = (1 - power) * (largest + self.epsilon)
        self.assign_sub(variable, rate * mean / spread)


class Nadam(_Means):
    """Adam with Nesterov's look ahead.

    Source: tf.keras.optimizers.Nadam; Dozat (2016).

    >>> import teachflow as tf
    >>> w = tf.Variable(1.0)
    >>> optimizer = tf.keras.optimizers.Nadam(learning_rate=0.5)
    >>> step = optimizer.apply_gradients([(tf.constant(3.0), w)])
    >>> round(float(w), 3)
    0.469
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, beta_1, beta_2, epsilon, **kwargs)

    def build(self, var_list: Sequence[Any]) -> None:
        """Makes both means for each of ``var_list``, and the product of the decays."""
        if self.built:
            return
        super().build(var_list)
        self._momentums, self._velocities = self.add_optimizer_variables(
            var_list, ["momentum", "velocity"]
        )
        self._product = Variable(1.0, dtype=var_list[0].dtype, trainable=False)

    def _decay_at(self, step: Any) -> Any:
        """How much of the mean gradient is kept at ``step``."""
        return self.beta_1 * (1.0 - 0.5 * tf.pow(tf.cast(0.96, step.dtype), step))

    def _backend_update_step(
        self, grads: list[Any], variables: list[Any], learning_rate: Any
    ) -> None:
        step = self._step(self._product)
        left = 1.0 - 0.5 * tf.pow(tf.cast(0.96, step.dtype), step)
        self.assign(self._product, self._product * self.beta_1 * left)
        super()._backend_update_step(grads, variables, learning_rate)

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Adam's step with the means of the step to come."""
        rate = tf.cast(learning_rate, variable.dtype)
        step = self._step(variable)
        now, ahead = self._decay_at(step), self._decay_at(self._step(variable, 2))
        product = tf.cast(self._product, variable.dtype)
        power = tf.pow(tf.cast(self.beta_2, variable.dtype), step)
        number = self._get_variable_index(variable)
        mean, square = self._momentums[number], self._velocities[number]
        # Rounded before it is taken off 1, as Keras does here and not in Adam.
        beta_1 = tf.cast(self.beta_1, variable.dtype)
        beta_2 = tf.cast(self.beta_2, variable.dtype)
        self.assign_add(mean, (dense(gradient) - mean) * (1 - beta_1))
        self.assign_add(square, (squared(gradient) - square) * (1 - beta_2))
        toward = ahead * mean / (1 - product * ahead)
        toward = toward + (1 - now) * dense(gradient) / (1 - product)
        spread = tf.sqrt(square / (1 - power)) + self.epsilon
        self.assign_sub(variable, toward * rate / spread)
