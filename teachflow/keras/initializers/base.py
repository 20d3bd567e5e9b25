"""``Initializer``: a function of a shape that can be written down."""

from __future__ import annotations

from typing import Any


class Initializer:
    """The base of initializers: subclasses give ``__call__(shape, dtype=None)``.

    Source: tf.keras.initializers.Initializer.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Ones()((2,)).numpy()
    array([1., 1.], dtype=float32)
    """

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """A tensor of ``shape``."""
        raise NotImplementedError(
            "Initializer subclasses must implement the `__call__()` method."
        )

    def get_config(self) -> dict[str, Any]:
        """The arguments to make an initializer like this one."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """An initializer of what ``get_config`` gave."""
        return cls(**config)

    def clone(self) -> Any:
        """An initializer like this one."""
        return type(self).from_config(self.get_config())
