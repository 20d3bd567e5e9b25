"""``Metric``: a number about what was seen so far, kept in variables."""

from __future__ import annotations

from typing import Any, Self

import teachflow.compat.v2 as tf
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import standardize_shape
from teachflow.keras.state import auto_name, path_scope
from teachflow.keras.variable import Variable


class Metric:
    """What all metrics share; subclasses define ``update_state`` and ``result``.

    Calling a metric updates it and returns its result. ``add_weight`` makes a variable
    that ``reset_state`` sets to zero. Source: tf.keras.metrics.Metric.

    >>> import teachflow as tf
    >>> class Largest(tf.keras.metrics.Metric):
    ...     def __init__(self):
    ...         super().__init__(name="largest")
    ...         self.value = self.add_weight(initializer="zeros", name="value")
    ...     def update_state(self, values):
    ...         self.value.assign(tf.maximum(self.value, tf.reduce_max(values)))
    ...     def result(self):
    ...         return self.value
    >>> largest = Largest()
    >>> largest.update_state([1.0, 3.0])
    >>> float(largest([2.0]))
    3.0
    """

    _direction: str | None = None
    """Where better is: "up", "down", or None where nobody knows."""

    def __init__(self, dtype: Any = None, name: str | None = None) -> None:
        self._variables: list[Any] = []
        self._metrics: list[Metric] = []
        self.name = name or auto_name(type(self).__name__)
        self._dtype = standardize_dtype(dtype)

    def __setattr__(self, name: str, value: Any) -> None:
        parts = self.__dict__
        if "_metrics" in parts:
            if isinstance(value, Metric):
                parts["_metrics"].append(value)
            elif isinstance(value, Variable) and not any(
                value is known for known in parts["_variables"]
            ):
                parts["_variables"].append(value)
        super().__setattr__(name, value)

    @property
    def dtype(self) -> str:
        """The name of the dtype that the metric is computed in."""
        return self._dtype

    @property
    def variables(self) -> list[Any]:
        """The metric's variables, and those of the metrics that it holds."""
        self._check_begun()
        inner = [v for metric in self._metrics for v in metric.variables]
        return [*self._variables, *inner]

    def _check_begun(self) -> None:
        if "_metrics" not in self.__dict__:
            raise RuntimeError(
                "You forgot to call `super().__init__()` in the `__init__()` method. "
                "Go add it!"
            )

    def add_variable(
        self,
        shape: Any,
        initializer: Any,
        dtype: Any = None,
        aggregation: str = "sum",
        name: str | None = None,
    ) -> Any:
        """A variable of the metric."""
        self._check_begun()
        with path_scope(self.name.replace("/", ">"), self):
            variable = Variable(
                "zeros" if initializer is None else initializer,
                shape=standardize_shape(shape),
                dtype=dtype,
                trainable=False,
                aggregation=aggregation,
                name=name,
            )
        self._variables.append(variable)
        return variable

    def add_weight(
        self,
        shape: Any = (),
        initializer: Any = None,
        dtype: Any = None,
        name: str | None = None,
    ) -> Any:
        """A variable of the metric, a scalar where no shape is given."""
        return self.add_variable(shape, initializer, dtype=dtype, name=name)

    def reset_state(self) -> None:
        """Sets all variables to zero."""
        for variable in self.variables:
            variable.assign(tf.zeros_like(variable))

    def update_state(self, *args: Any, **kwargs: Any) -> Any:
        """Takes in a batch; for subclasses to write."""
        raise NotImplementedError(
            f"The metric {type(self).__name__} must define `update_state(self, ...)`."
        )

    def result(self) -> Any:
        """The number so far; for subclasses to write."""
        raise NotImplementedError(
            f"The metric {type(self).__name__} must define `result(self)`."
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Updates the metric; returns its result."""
        self._check_begun()
        self.update_state(*args, **kwargs)
        return self.result()

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {"name": self.name, "dtype": self.dtype}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The metric that ``config`` describes."""
        return cls(**config)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}>"
