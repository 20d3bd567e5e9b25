"""What a layer keeps: variables of its own and those of the layers in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teachflow.core.trackable import Trackable
from teachflow.keras.random.seeds import SeedGenerator
from teachflow.keras.tracking import track
from teachflow.keras.variable import Variable

_LOCKED = (
    "You cannot add new elements of state (variables or sub-layers) to a layer that is "
    "already built. All state must be created in the `__init__()` method or in the "
    "`build()` method."
)


class Stateful(Trackable):
    """The base of layers: it notices what is put into its attributes."""

    name: str
    built: bool
    _trainable: bool
    _trainable_variables: list[Any]
    _non_trainable_variables: list[Any]
    _layers: list[Any]
    _metrics: list[Any]
    _seed_generators: list[Any]
    _state_locked: bool

    def _start_tracking(self) -> None:
        for kind in (
            "_trainable_variables",
            "_non_trainable_variables",
            "_layers",
            "_metrics",
            "_seed_generators",
        ):
            object.__setattr__(self, kind, [])
        object.__setattr__(self, "_state_locked", False)

    def __setattr__(self, name: str, value: Any) -> None:
        if "_state_locked" not in self.__dict__:
            self._start_tracking()
        descriptor = getattr(type(self), name, None)
        if not isinstance(descriptor, property):
            value = track(value, self._found)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        value = self.__dict__.get(name)
        super().__delattr__(name)
        for kept in (
            self._trainable_variables,
            self._non_trainable_variables,
            self._layers,
            self._metrics,
            self._seed_generators,
        ):
            kept[:] = [item for item in kept if item is not value]

    def _found(self, value: Any) -> None:
        """Keeps ``value`` where it is something that a layer keeps."""
        kept = self._shelf(value)
        if kept is None or any(item is value for item in kept):
            return
        if self._state_locked:
            raise ValueError(_LOCKED)
        kept.append(value)

    def _shelf(self, value: Any) -> list[Any] | None:
        if isinstance(value, Variable):
            if value.trainable or any(v is value for v in self._trainable_variables):
                return self._trainable_variables
            return self._non_trainable_variables
        if isinstance(value, Stateful):
            return self._layers
        if isinstance(value, SeedGenerator):
            return self._seed_generators
        if hasattr(value, "update_state") and hasattr(value, "reset_state"):
            return self._metrics
        return None

    def _track_variable(self, variable: Variable) -> None:
        self._found(variable)
        if not self.trainable:
            variable.trainable = False

    def _lock_state(self) -> None:
        object.__setattr__(self, "_state_locked", True)

    @property
    def trainable(self) -> bool:
        """Whether it is trained; setting it sets that of everything inside."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        value = bool(value)
        self._trainable = value
        for variable in self._trainable_variables:
            variable.trainable = value
        for layer in self._layers:
            layer.trainable = value

    @property
    def variables(self) -> list[Any]:
        """All variables, the states of seed generators too."""
        own = self._trainable_variables + self._non_trainable_variables
        seeds = [generator.state for generator in self._seed_generators]
        inner = (v for layer in self._layers for v in layer.variables)
        return [*_once(own), *seeds, *_once(inner, own)]

    @property
    def trainable_variables(self) -> list[Any]:
        """The variables that are trained."""
        if not self.trainable:
            return []
        return [v for v in self.variables if v.trainable]

    @property
    def non_trainable_variables(self) -> list[Any]:
        """The variables that are not trained."""
        if not self.trainable:
            return self.variables
        return [v for v in self.variables if not v.trainable]

    @property
    def weights(self) -> list[Any]:
        """The variables without the states of seed generators."""
        own = self._trainable_variables + self._non_trainable_variables
        return _once([*own, *(w for layer in self._layers for w in layer.weights)])

    @property
    def trainable_weights(self) -> list[Any]:
        """The weights that are trained."""
        if not self.trainable:
            return []
        return [w for w in self.weights if w.trainable]

    @property
    def non_trainable_weights(self) -> list[Any]:
        """The weights that are not trained."""
        if not self.trainable:
            return self.weights
        return [w for w in self.weights if not w.trainable]

    @property
    def metrics(self) -> list[Any]:
        """The metrics kept here and in the layers inside."""
        inner = [metric for layer in self._layers for metric in layer.metrics]
        return [*self._metrics, *inner]

    @property
    def metrics_variables(self) -> list[Any]:
        """The variables of the metrics."""
        return [v for metric in self.metrics for v in metric.variables]

    def get_weights(self) -> list[Any]:
        """The values of ``weights`` as arrays."""
        return [weight.numpy() for weight in self.weights]

    def set_weights(self, weights: Any) -> None:
        """Stores arrays in ``weights``.

        Raises ``ValueError`` for another number of arrays or other shapes.
        """
        own = self.weights
        if len(own) != len(weights):
            raise ValueError(
                f"You called `set_weights(weights)` on layer '{self.name}' with a "
                f"weight list of length {len(weights)}, but the layer was expecting "
                f"{len(own)} weights."
            )
        for variable, value in zip(own, weights, strict=True):
            if tuple(variable.shape) != tuple(value.shape):
                raise ValueError(
                    f"Layer {self.name} weight shape {variable.shape} is not "
                    f"compatible with provided weight shape {value.shape}."
                )
            variable.assign(value)

    def count_params(self) -> int:
        """The number of numbers in the weights; ``ValueError`` before ``build``."""
        if not self.built:
            raise ValueError(
                f"You tried to call `count_params` on layer '{self.name}', but the "
                "layer isn't built. You can build it manually via: "
                "`layer.build(input_shape)`."
            )
        return count_params(self.weights)

    def _flatten_layers(
        self, include_self: bool = True, recursive: bool = True
    ) -> list[Any]:
        """The layers inside, each once, outer ones first."""
        found: list[Any] = [self] if include_self else []
        seen: set[int] = set()
        waiting = list(self._layers)
        while waiting:
            layer = waiting.pop(0)
            if id(layer) in seen:
                continue
            seen.add(id(layer))
            found.append(layer)
            if recursive:
                waiting[:0] = reversed(layer._layers)
        return found


def count_params(weights: Iterable[Any]) -> int:
    """The number of numbers in ``weights``, each weight once."""
    return sum(int(weight.shape.num_elements()) for weight in _once(weights))


def _once(items: Iterable[Any], before: Iterable[Any] = ()) -> list[Any]:
    seen = {id(item) for item in before}
    found = []
    for item in items:
        if id(item) not in seen:
            seen.add(id(item))
            found.append(item)
    return found
