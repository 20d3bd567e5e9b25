"""What an optimizer does over several steps: average weights, add up gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.optimizers.keeping import Keeping
from teachflow.keras.optimizers.rows import dense


class Averaging(Keeping):
    """Moving averages of the weights, and gradients added up before each step."""

    _trainable_variables: list[Any]
    _iterations: Any
    _backend_apply_gradients: Any
    _get_variable_index: Any

    def _set_averaging(
        self, use_ema: bool, momentum: float, frequency: int | None
    ) -> None:
        if use_ema and not 0 <= momentum <= 1:
            raise ValueError(
                "`ema_momentum` must be in the range [0, 1]. "
                f"Received: ema_momentum={momentum}"
            )
        if use_ema and frequency and (not isinstance(frequency, int) or frequency < 1):
            raise ValueError(
                "`ema_overwrite_frequency` must be an integer >= 1 or None. "
                f"Received: ema_overwrite_frequency={frequency}"
            )
        self.use_ema = use_ema
        self.ema_momentum = momentum
        self.ema_overwrite_frequency = frequency

    def _set_accumulation(self, steps: int | None) -> None:
        if steps and not steps >= 2:
            raise ValueError(
                "`gradient_accumulation_steps` must be an integer >= 2. "
                f"Received: gradient_accumulation_steps={steps}"
            )
        self.gradient_accumulation_steps = steps

    @property
    def iterations(self) -> Any:
        """The number of steps done, a variable."""
        if self.gradient_accumulation_steps:
            return self._iterations // self.gradient_accumulation_steps
        return self._iterations

    def _build_averages(self, variables: Sequence[Any]) -> None:
        if self.use_ema:
            self._averages = self.add_optimizer_variables(variables, "average")

    def _build_accumulators(self, variables: Sequence[Any]) -> None:
        if self.gradient_accumulation_steps:
            self._sums = [
                self.add_variable_from_reference(variable, "gradient_accumulator")
                for variable in variables
            ]

    def _accumulate(self, grads: list[Any], variables: list[Any]) -> None:
        """One step, or with ``gradient_accumulation_steps`` one in so many calls."""
        steps = self.gradient_accumulation_steps
        if not steps:
            self._backend_apply_gradients(grads, variables)
        else:
            sums = [self._sums[self._get_variable_index(v)] for v in variables]
            for total, grad in zip(sums, grads, strict=True):
                self.assign_add(total, dense(grad))

            def step() -> Any:
                means = [total / steps for total in sums]
                self._backend_apply_gradients(means, variables)
                for total in self._sums:
                    self.assign(total, tf.zeros_like(total))
                return tf.constant(True)

            due = tf.equal((self._iterations + 1) % steps, 0)
            tf.cond(due, step, lambda: tf.constant(False))
        if self.use_ema:
            self._average()

    def _average(self) -> None:
        begun = tf.not_equal(tf.convert_to_tensor(self.iterations), 0)
        for variable, average in zip(
            self._trainable_variables, self._averages, strict=True
        ):
            keep = tf.cast(begun, variable.dtype) * self.ema_momentum
            self.assign(average, keep * average + (1 - keep) * variable)
        if self.ema_overwrite_frequency:

            def overwrite() -> Any:
                self._overwrite(self._trainable_variables)
                return tf.constant(True)

            due = tf.equal((self.iterations + 1) % self.ema_overwrite_frequency, 0)
            tf.cond(due, overwrite, lambda: tf.constant(False))

    def _overwrite(self, variables: Sequence[Any]) -> None:
        if len(variables) != len(self._averages):
            raise ValueError(
                f"The length of model variables ({len(variables)}) to override does "
                "not match the length of model variables stored in the optimizer "
                f"({len(self._averages)}). Please check if the optimizer was called on "
                "your model."
            )
        for variable, average in zip(variables, self._averages, strict=True):
            self.assign(variable, average)

    def finalize_variable_values(self, var_list: Sequence[Any]) -> None:
        """Stores the averages in the weights, where averages are kept."""
        if self.use_ema:
            self._overwrite(var_list)
