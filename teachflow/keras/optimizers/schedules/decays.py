"""Learning rates that depend on the step: pure functions of its number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Self

import teachflow.compat.v2 as tf
from teachflow.keras.tensors import tensor


class LearningRateSchedule:
    """A learning rate for each step; subclasses define ``__call__(self, step)``.

    Source: tf.keras.optimizers.schedules.LearningRateSchedule.

    >>> import teachflow as tf
    >>> class Halving(tf.keras.optimizers.schedules.LearningRateSchedule):
    ...     def __call__(self, step):
    ...         return 0.5 / (tf.cast(step, tf.float32) + 1.0)
    >>> optimizer = tf.keras.optimizers.SGD(Halving())
    >>> float(optimizer.learning_rate)
    0.5
    """

    _arguments: tuple[str, ...] | None = None

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        raise NotImplementedError(
            f"Learning rate schedule '{type(self).__name__}' must override "
            "`__call__(self, step)`."
        )

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal schedule of."""
        if self._arguments is None:
            raise NotImplementedError(
                f"Learning rate schedule '{type(self).__name__}' must override "
                "`get_config()` in order to be serializable."
            )
        return {name: getattr(self, name) for name in self._arguments}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The schedule that ``config`` describes."""
        return cls(**config)


def _positive(name: str, value: Any) -> None:
    if value <= 0:
        raise ValueError(f"Argument `{name}` must be > 0. Received: {name}={value}")


class ExponentialDecay(LearningRateSchedule):
    """``initial_learning_rate * decay_rate ** (step / decay_steps)``.

    ``staircase`` rounds the exponent down.
    Source: tf.keras.optimizers.schedules.ExponentialDecay.

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.ExponentialDecay(1.0, 10, 0.5)
    >>> float(rate(20))
    0.25
    """

    _arguments = (
        "initial_learning_rate",
        "decay_steps",
        "decay_rate",
        "staircase",
        "name",
    )

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
        staircase: bool = False,
        name: str = "ExponentialDecay",
    ) -> None:
        _positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = name

    def _part(self, step: Any, dtype: Any) -> Any:
        """How many times ``decay_steps`` went by."""
        part = tf.cast(step, dtype) / tf.cast(self.decay_steps, dtype)
        return tf.floor(part) if self.staircase else part

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        first = tf.convert_to_tensor(self.initial_learning_rate)
        part = self._part(step, first.dtype)
        return first * tf.pow(tf.cast(self.decay_rate, first.dtype), part)


class InverseTimeDecay(ExponentialDecay):
    """``initial_learning_rate / (1 + decay_rate * step / decay_steps)``.

    Source: tf.keras.optimizers.schedules.InverseTimeDecay.

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.InverseTimeDecay(1.0, 10, 0.5)
    >>> float(rate(20))
    0.5
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
        staircase: bool = False,
        name: str = "InverseTimeDecay",
    ) -> None:
        super().__init__(
            initial_learning_rate, decay_steps, decay_rate, staircase, name
        )

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        first = tf.convert_to_tensor(self.initial_learning_rate)
        rate = tf.cast(self.decay_rate, first.dtype)
        return first / (1 + rate * self._part(step, first.dtype))


class PiecewiseConstantDecay(LearningRateSchedule):
    """``values[0]`` up to and with step ``boundaries[0]``, then ``values[1]`` ...

    Raises ``ValueError`` where there is not one value more than boundaries.
    Source: tf.keras.optimizers.schedules.PiecewiseConstantDecay.

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.PiecewiseConstantDecay([10], [1.0, 0.5])
    >>> float(rate(10)), float(rate(11))
    (1.0, 0.5)
    """

    _arguments = ("boundaries", "values", "name")

    def __init__(
        self,
        boundaries: Sequence[int],
        values: Sequence[float],
        name: str = "PiecewiseConstant",
    ) -> None:
        if len(boundaries) != len(values) - 1:
            raise ValueError(
                "The length of boundaries should be 1 less than the length of values. "
                f"Received: boundaries={boundaries} of length {len(boundaries)}, and "
                f"values={values} of length {len(values)}."
            )
        self.boundaries = boundaries
        self.values = values
        self.name = name

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        step = tf.convert_to_tensor(step)
        values = [tf.convert_to_tensor(value) for value in self.values]
        limits = [tensor(limit, step.dtype) for limit in self.boundaries]
        dtype = values[0].dtype
        rate = tf.cast(step <= limits[0], dtype) * values[0]
        rate += tf.cast(step > limits[-1], dtype) * values[-1]
        for low, high, value in zip(limits, limits[1:], values[1:-1], strict=False):
            inside = tf.logical_and(step > low, step <= high)
            rate += tf.cast(inside, dtype) * value
        return rate


class PolynomialDecay(LearningRateSchedule):
    """From ``initial_learning_rate`` to ``end_learning_rate`` in ``decay_steps`` steps.

    ``power`` 1 is a straight line; with ``cycle`` it begins anew, each time longer.
    Source: tf.keras.optimizers.schedules.PolynomialDecay.

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.PolynomialDecay(1.0, 10, 0.0)
    >>> float(rate(5)), float(rate(20))
    (0.5, 0.0)
    """

    _arguments = (
        "initial_learning_rate",
        "decay_steps",
        "end_learning_rate",
        "power",
        "cycle",
        "name",
    )

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        end_learning_rate: float = 0.0001,
        power: float = 1.0,
        cycle: bool = False,
        name: str = "PolynomialDecay",
    ) -> None:
        _positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.end_learning_rate = end_learning_rate
        self.power = power
        self.cycle = cycle
        self.name = name

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        first = tf.convert_to_tensor(self.initial_learning_rate)
        dtype = first.dtype
        last = tf.cast(self.end_learning_rate, dtype)
        step, steps = tf.cast(step, dtype), tf.cast(self.decay_steps, dtype)
        if self.cycle:
            rounds = tf.math.ceil(step / steps)
            steps = steps * tf.where(tf.equal(step, 0.0), tf.ones_like(step), rounds)
        else:
            step = tf.minimum(step, steps)
        left = tf.pow(1 - step / steps, tf.cast(self.power, dtype))
        return (first - last) * left + last


class CosineDecay(LearningRateSchedule):
    """Half a cosine down to ``alpha`` of the rate, after a linear warm-up.

    With ``warmup_target`` the rate first grows to that in ``warmup_steps`` steps.
    Source: tf.keras.optimizers.schedules.CosineDecay; Loshchilov and Hutter (2017).

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.CosineDecay(1.0, 10)
    >>> float(rate(0)), float(rate(10))
    (1.0, 0.0)
    """

    _arguments = (
        "initial_learning_rate",
        "decay_steps",
        "alpha",
        "name",
        "warmup_target",
        "warmup_steps",
    )

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        alpha: float = 0.0,
        name: str = "CosineDecay",
        warmup_target: float | None = None,
        warmup_steps: int = 0,
    ) -> None:
        _positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.alpha = alpha
        self.name = name
        self.warmup_target = warmup_target
        self.warmup_steps = warmup_steps

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        first = tf.convert_to_tensor(self.initial_learning_rate)
        dtype = first.dtype
        step, steps = tf.cast(step, dtype), tf.cast(self.decay_steps, dtype)
        if self.warmup_target is None:
            return first * self._left(tf.minimum(step, steps) / steps)
        target = tf.cast(self.warmup_target, dtype)
        warm = tf.cast(self.warmup_steps, dtype)
        step = tf.minimum(step, steps + warm)
        growing = (target - first) * tf.math.divide_no_nan(step, warm) + first
        return tf.where(
            step < warm, growing, target * self._left((step - warm) / steps)
        )

    def _left(self, part: Any) -> Any:
        cosine = 0.5 * (1.0 + tf.cos(part * math.pi))
        return (1 - self.alpha) * cosine + self.alpha


class CosineDecayRestarts(LearningRateSchedule):
    """Half a cosine, again and again, each ``t_mul`` times longer, ``m_mul`` as high.

    Source: tf.keras.optimizers.schedules.CosineDecayRestarts; Loshchilov and Hutter
    (2017).

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.CosineDecayRestarts(1.0, 10)
    >>> float(rate(0)), float(rate(10))
    (1.0, 1.0)
    """

    _arguments = (
        "initial_learning_rate",
        "first_decay_steps",
        "t_mul",
        "m_mul",
        "alpha",
        "name",
    )

    def __init__(
        self,
        initial_learning_rate: float,
        first_decay_steps: int,
        t_mul: float = 2.0,
        m_mul: float = 1.0,
        alpha: float = 0.0,
        name: str = "SGDRDecay",
    ) -> None:
        _positive("first_decay_steps", first_decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.first_decay_steps = first_decay_steps
        self.t_mul = t_mul
        self.m_mul = m_mul
        self.alpha = alpha
        self.name = name

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, a scalar."""
        first = tf.convert_to_tensor(self.initial_learning_rate)
        dtype = first.dtype
        part = tf.cast(step, dtype) / tf.cast(self.first_decay_steps, dtype)
        longer = tf.cast(self.t_mul, dtype)
        if self.t_mul == 1.0:
            restarts = tf.floor(part)
            part = part - restarts
        else:
            grown = tf.math.log(1.0 - part * (1.0 - longer)) / tf.math.log(longer)
            restarts = tf.floor(grown)
            before = (1.0 - tf.pow(longer, restarts)) / (1.0 - longer)
            part = (part - before) / tf.pow(longer, restarts)
        height = tf.pow(tf.cast(self.m_mul, dtype), restarts)
        cosine = 0.5 * height * (1.0 + tf.cos(part * math.pi))
        return first * ((1 - self.alpha) * cosine + self.alpha)
