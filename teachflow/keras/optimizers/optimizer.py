"""``Optimizer``: from gradients to new values, whatever the rule of the step is.

A subclass says in ``build`` what it keeps for each variable and in ``update_step``
what one gradient does. Here is the rest: which variables, the learning rate, clipping,
weight decay.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from typing import Any, Self

import teachflow.compat.v2 as tf
from teachflow.core.explaining.facts import told
from teachflow.keras.config import floatx
from teachflow.keras.optimizers.averaging import Averaging
from teachflow.keras.optimizers.clipping import clip_by_global_norm, clip_by_norm
from teachflow.keras.optimizers.rows import each_row
from teachflow.keras.optimizers.schedules import LearningRateSchedule
from teachflow.keras.optimizers.schedules import serialize as serialize_schedule
from teachflow.keras.saving import deserialize_keras_object, serialize_keras_object
from teachflow.keras.state import auto_name, path_scope
from teachflow.keras.variable import Variable
from teachflow.variables.eager import EagerVariable


class Optimizer(Averaging):
    """What all optimizers share; subclasses define ``update_step``.

    ``learning_rate`` is a float, a schedule, or a function without arguments. At most
    one of ``clipnorm`` (each gradient), ``clipvalue`` (each element) and
    ``global_clipnorm`` (all together) bounds the gradients; ``weight_decay`` shrinks
    weights by that part of the learning rate; ``use_ema`` averages them.
    Source: tf.keras.optimizers.Optimizer.

    >>> import teachflow as tf
    >>> w = tf.Variable([1.0, 2.0])
    >>> optimizer = tf.keras.optimizers.SGD(0.5)
    >>> int(optimizer.apply_gradients([(tf.constant([1.0, 1.0]), w)]))
    1
    >>> w.numpy()
    array([0.5, 1.5], dtype=float32)
    """

    def __init__(
        self,
        learning_rate: Any,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        use_ema: bool = False,
        ema_momentum: float = 0.99,
        ema_overwrite_frequency: int | None = None,
        loss_scale_factor: float | None = None,
        gradient_accumulation_steps: int | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        self._variables = []
        if kwargs.pop("decay", None) is not None:
            warnings.warn(
                "Argument `decay` is no longer supported and will be ignored.",
                stacklevel=3,
            )
        if kwargs:
            raise ValueError(f"Argument(s) not recognized: {kwargs}")
        clips = {
            "clipnorm": clipnorm,
            "clipvalue": clipvalue,
            "global_clipnorm": global_clipnorm,
        }
        if sum(bound is not None for bound in clips.values()) > 1:
            raise ValueError(
                "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. "
                "Received: " + ", ".join(f"{key}={clips[key]}" for key in clips)
            )
        self.name = name or auto_name(type(self).__name__)
        self.weight_decay = weight_decay
        self.clipnorm, self.clipvalue = clipnorm, clipvalue
        self.global_clipnorm = global_clipnorm
        self.loss_scale_factor = loss_scale_factor
        self._set_averaging(use_ema, ema_momentum, ema_overwrite_frequency)
        self._set_accumulation(gradient_accumulation_steps)
        self.built = False
        self._trainable_variables: list[Any] = []
        self._indices: dict[int, int] = {}
        self._undecayed: tuple[set[int], str] = (set(), "")
        with path_scope(self.name, self):
            self._iterations = Variable(
                0, name="iteration", dtype="int64", trainable=False
            )
        self._learning_rate: Any = self._understood_rate(learning_rate)

    def _understood_rate(self, rate: Any) -> Any:
        if isinstance(rate, LearningRateSchedule) or callable(rate):
            return rate
        if not isinstance(rate, float):
            raise ValueError(
                "Argument `learning_rate` should be float, or an instance of "
                "LearningRateSchedule, or a callable (that takes in the current "
                "iteration value and returns the corresponding learning rate value). "
                f"Received instead: learning_rate={rate}"
            )
        with path_scope(self.name, self):
            return Variable(rate, name="learning_rate", dtype=floatx(), trainable=False)

    @property
    def learning_rate(self) -> Any:
        """The learning rate now; assigning changes it.

        Raises ``TypeError`` for a number where the optimizer was made with a schedule.
        """
        rate = self._learning_rate
        if isinstance(rate, LearningRateSchedule):
            return rate(self._iterations)
        if callable(rate) and not isinstance(rate, EagerVariable):
            return rate()
        return rate

    @learning_rate.setter
    def learning_rate(self, value: Any) -> None:
        known = self._learning_rate
        if callable(value) and not isinstance(value, EagerVariable):
            self._variables[:] = [v for v in self._variables if v is not known]
            self._learning_rate = value
        elif isinstance(known, LearningRateSchedule):
            raise TypeError(
                "This optimizer was created with a `LearningRateSchedule` object as "
                "its `learning_rate` constructor argument, hence its learning rate is "
                "not settable. If you need the learning rate to be settable, you "
                "should instantiate the optimizer with a float `learning_rate` "
                "argument."
            )
        else:
            known.assign(value)

    def build(self, variables: Sequence[Any]) -> None:
        """Makes what is kept for each of ``variables``."""
        self._build_averages(variables)
        self._build_accumulators(variables)
        self._trainable_variables = list(variables)
        self._indices = {id(v): number for number, v in enumerate(variables)}
        self.built = True

    def _get_variable_index(self, variable: Any) -> int:
        return self._indices[id(variable)]

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """What ``gradient`` does to ``variable``; for subclasses to write."""
        raise NotImplementedError(
            f"The optimizer {type(self).__name__} must define "
            "`update_step(self, gradient, variable, learning_rate)`."
        )

    def apply_gradients(self, grads_and_vars: Iterable[Any]) -> Any:
        """Does one step with pairs of gradient and variable; returns ``iterations``.

        Raises ``ValueError`` where no gradient is given, and for a variable that was
        not there at the first step.
        """
        grads, trainable_variables = zip(*grads_and_vars, strict=True)
        self.apply(grads, trainable_variables)
        return self._iterations

    def apply(
        self, grads: Sequence[Any], trainable_variables: Iterable[Any] | None = None
    ) -> None:
        """Does one step; the variables are those of ``build`` where none are given."""
        if len(grads) == 0:
            return
        variables = self._variables_for(grads, trainable_variables)
        grads, variables = self._without_none(grads, variables)
        if self.loss_scale_factor is not None:
            scale = 1.0 / self.loss_scale_factor
            grads = [each_row(lambda rows: rows * scale, grad) for grad in grads]
        with path_scope(self.name, self):
            self._accumulate(grads, variables)
        for variable in variables:
            constraint = getattr(variable, "constraint", None)
            if constraint is not None:
                self.assign(variable, constraint(variable))
        EagerVariable.assign_add(self._iterations, 1)

    def _variables_for(self, grads: Sequence[Any], given: Any) -> list[Any]:
        if given is None:
            if not self.built:
                raise ValueError(
                    "When passing `grads` without `variables`, the optimizer must "
                    "already be built on a list of variables. Call "
                    "`optimizer.build(trainable_variables)` first. "
                )
            if len(grads) != len(self._trainable_variables):
                raise ValueError(
                    "When passing `grads` as a list of gradient tensors, the gradients "
                    "must match `optimizer.variables` one-to-on. Received a list of "
                    f"{len(grads)} gradients, but the optimizer is tracking "
                    f"{len(self._trainable_variables)} trainable variables."
                )
            return self._trainable_variables
        variables = list(given)
        if not self.built:
            with path_scope(self.name, self):
                self.build(variables)
            self.built = True
        for variable in variables:
            if id(variable) not in self._indices:
                raise ValueError(
                    f"Unknown variable: {variable}. This optimizer can only be called "
                    "for the variables it was originally built with. When working with "
                    "a new set of variables, you should recreate a new optimizer "
                    "instance."
                )
        return variables

    def _without_none(
        self, grads: Sequence[Any], variables: list[Any]
    ) -> tuple[list[Any], list[Any]]:
        pairs = [
            (grad, variable)
            for grad, variable in zip(grads, variables, strict=True)
            if grad is not None
        ]
        if not pairs:
            raise told(
                ValueError("No gradients provided for any variable."),
                "no gradients",
                loss=None,
                variables=list(variables),
            )
        if len(pairs) < len(variables):
            missing = [
                getattr(variable, "path", variable.name)
                for grad, variable in zip(grads, variables, strict=True)
                if grad is None
            ]
            warnings.warn(
                f"Gradients do not exist for variables {missing} when minimizing the "
                "loss. If using `model.compile()`, did you forget to provide a `loss` "
                "argument?",
                stacklevel=4,
            )
        return [grad for grad, _ in pairs], [variable for _, variable in pairs]

    def _backend_apply_gradients(self, grads: list[Any], variables: list[Any]) -> None:
        """Clips, decays and steps; the accumulator calls it when it is time."""
        self._decay(variables)
        self._backend_update_step(self._clipped(grads), variables, self.learning_rate)

    def _backend_update_step(
        self, grads: list[Any], variables: list[Any], learning_rate: Any
    ) -> None:
        for grad, variable in zip(grads, variables, strict=True):
            self.update_step(grad, variable, learning_rate)

    def _clipped(self, grads: list[Any]) -> list[Any]:
        if self.clipnorm and self.clipnorm > 0:
            return [clip_by_norm(grad, self.clipnorm) for grad in grads]
        if self.global_clipnorm and self.global_clipnorm > 0:
            return clip_by_global_norm(grads, self.global_clipnorm)
        if self.clipvalue and self.clipvalue > 0:
            bound = self.clipvalue
            return [
                each_row(lambda rows: tf.clip_by_value(rows, -bound, bound), grad)
                for grad in grads
            ]
        return grads

    def exclude_from_weight_decay(
        self, var_list: Any = None, var_names: Any = None
    ) -> None:
        """Keeps variables, and all named like one of ``var_names``, from decaying."""
        pattern = "|".join(set(var_names)) if var_names else ""
        self._undecayed = ({id(v) for v in var_list or ()}, pattern)

    def _decay(self, variables: list[Any]) -> None:
        if self.weight_decay is None:
            return
        spared, pattern = self._undecayed
        for variable in variables:
            if id(variable) in spared or (
                pattern and re.search(pattern, variable.name)
            ):
                continue
            rate = tf.cast(self.learning_rate, variable.dtype)
            self.assign_sub(variable, variable * self.weight_decay * rate)

    def scale_loss(self, loss: Any) -> Any:
        """``loss`` times ``loss_scale_factor``, which ``apply`` divides by again."""
        return loss if self.loss_scale_factor is None else loss * self.loss_scale_factor

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal optimizer of."""
        rate = self._learning_rate
        if isinstance(rate, LearningRateSchedule):
            rate = serialize_schedule(rate)
        elif isinstance(rate, EagerVariable):
            rate = float(rate.numpy())
        else:
            rate = serialize_keras_object(rate)
        return {
            "name": self.name,
            "learning_rate": rate,
            "weight_decay": self.weight_decay,
            "clipnorm": self.clipnorm,
            "global_clipnorm": self.global_clipnorm,
            "clipvalue": self.clipvalue,
            "use_ema": self.use_ema,
            "ema_momentum": self.ema_momentum,
            "ema_overwrite_frequency": self.ema_overwrite_frequency,
            "loss_scale_factor": self.loss_scale_factor,
            "gradient_accumulation_steps": self.gradient_accumulation_steps,
        }

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Self:
        """The optimizer that ``config`` describes."""
        rate = config.get("learning_rate")
        if isinstance(rate, dict):
            found = deserialize_keras_object(rate, custom_objects=custom_objects)
            config = {**config, "learning_rate": found}
        return cls(**config)
