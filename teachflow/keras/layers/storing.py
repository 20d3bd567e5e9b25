"""What is written down of a layer, beside its arguments: its variables and shapes."""

from __future__ import annotations

from typing import Any

from teachflow.keras.layers.state import Stateful
from teachflow.keras.tree import is_shape, map_shapes


class Stored(Stateful):
    """The part of a layer that is written down and read again."""

    _build_shapes: dict[str, Any] | None = None
    build: Any

    def get_build_config(self) -> dict[str, Any] | None:
        """The shapes that ``build`` was called with, as plain data."""
        shapes = self._build_shapes
        if shapes is None:
            return None
        if len(shapes) == 1:
            return {"input_shape": next(iter(shapes.values()))}
        return {"shapes_dict": shapes}

    def build_from_config(self, config: dict[str, Any]) -> None:
        """Calls ``build`` with the shapes in ``config``."""
        if config and "input_shape" in config:
            self.build(_tuples(config["input_shape"]))
        elif config and "shapes_dict" in config:
            self.build(**config["shapes_dict"])

    def save_own_variables(self, store: Any) -> None:
        """Puts the layer's own variables into ``store`` by their numbers."""
        own = self._trainable_variables + self._non_trainable_variables
        for number, variable in enumerate(own):
            store[f"{number}"] = variable.numpy()

    def load_own_variables(self, store: Any) -> None:
        """Takes the layer's own variables from ``store``.

        Raises ``ValueError`` where there are more or fewer.
        """
        own = self._trainable_variables + self._non_trainable_variables
        if len(store) != len(own):
            raise ValueError(
                f"Layer '{self.name}' expected {len(own)} variables, but received "
                f"{len(store)} variables during loading. Expected: "
                f"{[variable.name for variable in own]}"
            )
        for number, variable in enumerate(own):
            variable.assign(store[f"{number}"])


def _tuples(shape: Any) -> Any:
    """A shape (or several) read from JSON, which knows no tuples."""
    return tuple(shape) if is_shape(shape) else map_shapes(tuple, shape)
