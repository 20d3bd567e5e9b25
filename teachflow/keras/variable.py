"""``tf.keras.Variable``: an eager variable that knows its path in a model."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.shapes import TensorShape
from teachflow.eager.home import EAGER
from teachflow.keras.config import standardize_dtype
from teachflow.keras.state import auto_name, current_path, in_symbolic_scope
from teachflow.variables.eager import EagerVariable


class Variable(EagerVariable):
    """A variable with a ``path``, such as ``dense/kernel``.

    ``initializer`` is a value or a function ``(shape, dtype=...)`` of one, then with
    ``shape``; or the name of an initializer. Raises ``ValueError`` for a name with a
    slash and for an initializer without a shape. Unlike TensorFlow, ``dtype`` is a
    ``tf.DType`` (it equals its name) and ``value`` a tensor; ``layout`` changes
    nothing. Source: tf.keras.Variable.

    >>> import teachflow as tf
    >>> tf.keras.Variable([1.0, 2.0], name="v")
    <Variable path=v, shape=(2,), dtype=float32, value=[1. 2.]>
    """

    __slots__ = (
        "_aggregation",
        "_autocast",
        "_path",
        "_synchronization",
        "constraint",
        "overwrite_with_gradient",
        "regularizer",
    )

    def __init__(
        self,
        initializer: Any,
        shape: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        autocast: bool = True,
        aggregation: str | None = "none",
        synchronization: str | None = "auto",
        name: str | None = None,
        layout: Any = None,
    ) -> None:
        name = name or auto_name(type(self).__name__)
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name}"
            )
        parent = current_path()
        self._path = f"{parent}/{name}" if parent else name
        self._autocast = bool(autocast)
        self._aggregation = aggregation or "none"
        self._synchronization = synchronization or "none"
        self.regularizer: Any = None
        self.constraint: Any = None
        self.overwrite_with_gradient = False
        here = home.innermost()
        traced = here is not None and hasattr(here, "lifted")
        if traced:
            here.lifted((None,), {})  # type: ignore[union-attr]  # it may refuse
        with home.within(EAGER):
            value = self._first_value(initializer, shape, dtype)
            super().__init__(value, trainable=bool(trainable), name=name)
        if traced:
            here.created(self)  # type: ignore[union-attr]

    def _first_value(self, initializer: Any, shape: Any, dtype: Any) -> Any:
        if isinstance(initializer, str):
            initializer = _by_name(initializer)
        if not callable(initializer) or isinstance(initializer, EagerVariable):
            kind = None if dtype is None else dt.as_dtype(standardize_dtype(dtype))
            if hasattr(initializer, "dtype") and kind is not None:
                return tf.cast(initializer, kind)
            return tf.convert_to_tensor(initializer, kind)
        if shape is None:
            raise ValueError(
                "When creating a Variable from an initializer, the `shape` argument "
                f"should be specified. Received: initializer={initializer} and "
                f"shape={shape}"
            )
        lengths = tuple(TensorShape(shape))
        if None in lengths:
            raise ValueError(
                "Shapes used to initialize variables must be fully-defined (no `None` "
                f"dimensions). Received: shape={lengths} for variable "
                f"path='{self._path}'"
            )
        kind = dt.as_dtype(standardize_dtype(dtype))
        value = initializer(lengths, dtype=kind.name)
        return tf.cast(value, kind)

    @property
    def name(self) -> str:
        """The name in its layer, such as ``kernel``."""
        return self._name.removesuffix(":0")

    @property
    def path(self) -> str:
        """The names of the layers around it and its own, joined by slashes."""
        return self._path

    @property
    def value(self) -> Any:
        """The value as a tensor."""
        return self.as_tensor()

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def trainable(self) -> bool:
        """Whether optimizers and tapes take it up by themselves; can be set."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        self._trainable = bool(value)

    @property
    def aggregation(self) -> str:
        """What was given; there is one replica, so it changes nothing."""
        return self._aggregation

    @property
    def synchronization(self) -> str:
        """What was given; there is one replica, so it changes nothing."""
        return self._synchronization

    def assign(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Stores ``value``, cast to the variable's dtype; returns it as a tensor.

        Raises ``ValueError`` where its shape is not the variable's.
        """
        value = _tensor(value, self._dtype)
        if not self.shape.is_compatible_with(value.shape):
            raise ValueError(
                "The shape of the target variable and the shape of the target value in "
                "`variable.assign(value)` must match. "
                f"variable.shape={self.shape}, Received: value.shape={value.shape}. "
                f"Target variable: {self!r}"
            )
        if not in_symbolic_scope():
            super().assign(value)
        return value

    def load(self, value: Any, session: Any = None) -> None:
        """Stores ``value``, also while only shapes are looked for."""
        super().assign(_tensor(value, self._dtype))

    def assign_add(self, delta: Any, *args: Any, **kwargs: Any) -> Any:
        """Adds ``delta``; returns the sum as a tensor."""
        return self.assign(self + _tensor(delta, self._dtype))

    def assign_sub(self, delta: Any, *args: Any, **kwargs: Any) -> Any:
        """Subtracts ``delta``; returns the difference as a tensor."""
        return self.assign(self - _tensor(delta, self._dtype))

    def __repr__(self) -> str:
        return (
            f"<Variable path={self._path}, shape={self.shape}, "
            f"dtype={self._dtype.name}, value={self.numpy()}>"
        )


def _tensor(value: Any, dtype: Any) -> Any:
    if not hasattr(value, "dtype"):
        return tf.convert_to_tensor(value, dtype)
    return tf.cast(value, dtype)


def _by_name(name: str) -> Any:
    """The initializer of that name; the table is filled by ``initializers``."""
    return NAMED_INITIALIZERS[0](name)


NAMED_INITIALIZERS: list[Any] = []
"""Holds ``initializers.get``, which stands above this file."""
