"""What an optimizer keeps: variables of its own, some for each that it trains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core.trackable import WAITING, Trackable
from teachflow.keras.state import path_scope
from teachflow.keras.variable import Variable
from teachflow.variables.eager import EagerVariable


class Keeping(Trackable):
    """The part of an optimizer that makes and changes its variables."""

    name: str
    built: bool
    _variables: list[Any]

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "_variables":
            if "_variables" not in self.__dict__:
                raise RuntimeError(
                    f"In optimizer '{type(self).__name__}', you forgot to call "
                    "`super().__init__()` as the first statement in the `__init__()` "
                    "method. Go add it!"
                )
            if isinstance(value, Variable):
                self._track_variable(value)
        super().__setattr__(name, value)

    def _track_variable(self, variable: Any) -> None:
        if not any(variable is known for known in self._variables):
            self._variables.append(variable)
            for tell in self.__dict__.get(WAITING, ()):
                tell("_variables", self._variables)

    @property
    def variables(self) -> list[Any]:
        """The optimizer's own variables: steps done, learning rate, what it keeps."""
        return self._variables[:]

    def add_variable(
        self,
        shape: Any,
        initializer: Any = "zeros",
        dtype: Any = None,
        aggregation: str = "none",
        layout: Any = None,
        name: str | None = None,
    ) -> Any:
        """A variable of the optimizer."""
        with path_scope(self.name, self):
            variable = Variable(
                initializer,
                shape=shape,
                dtype=dtype,
                trainable=False,
                aggregation=aggregation,
                layout=layout,
                name=name,
            )
        self._track_variable(variable)
        return variable

    def add_variable_from_reference(
        self, reference_variable: Any, name: str | None = None, initializer: Any = None
    ) -> Any:
        """A variable of the optimizer, of the shape and dtype of another."""
        whose = getattr(reference_variable, "path", None) or reference_variable.name
        whose = re.sub("[/:]", "_", whose)
        return self.add_variable(
            reference_variable.shape,
            initializer or "zeros",
            reference_variable.dtype,
            name=f"{whose}_{name or 'var'}",
        )

    def add_optimizer_variables(
        self, trainable_variables: Iterable[Any], name: Any, initializer: Any = "zeros"
    ) -> Any:
        """A list with a variable for each of ``trainable_variables``.

        With a list of names a tuple of such lists. Raises ``ValueError`` where there
        are not as many initializers as names.
        """
        names = [name] if isinstance(name, str) else list(name)
        many = isinstance(initializer, list | tuple)
        initializers = list(initializer) if many else [initializer] * len(names)
        if len(names) != len(initializers):
            raise ValueError(
                "The number of provided names must match the number of provided "
                f"initializers. Received name='{name}', initializer='{initializer}'"
            )
        found: tuple[list[Any], ...] = tuple([] for _ in names)
        for variable in trainable_variables:
            for own, one, initial in zip(found, names, initializers, strict=True):
                own.append(self.add_variable_from_reference(variable, one, initial))
        return found[0] if isinstance(name, str) else found

    def assign(self, variable: Any, value: Any) -> None:
        """Stores ``value`` in ``variable``."""
        EagerVariable.assign(variable, tf.cast(value, variable.dtype))

    def assign_add(self, variable: Any, value: Any) -> None:
        """Adds ``value`` to ``variable``."""
        EagerVariable.assign_add(variable, tf.cast(value, variable.dtype))

    def assign_sub(self, variable: Any, value: Any) -> None:
        """Subtracts ``value`` from ``variable``."""
        EagerVariable.assign_sub(variable, tf.cast(value, variable.dtype))

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Stores ``weights`` in the optimizer's variables."""
        if not self.built:
            raise ValueError(
                "You are calling `set_weights()` on an optimizer that has not yet been "
                "built. Please call `optimizer.build(trainable_variables)` to create "
                "the optimizer weights before calling `set_weights()`."
            )
        for variable, weight in zip(self._variables, weights, strict=True):
            variable.assign(weight)
