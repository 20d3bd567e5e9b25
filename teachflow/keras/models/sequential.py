"""``Sequential``: layers in a row."""

from __future__ import annotations

import inspect
from typing import Any

from teachflow.keras.keras_tensor import KerasTensor, standardize_shape
from teachflow.keras.layers.input_layer import InputLayer
from teachflow.keras.layers.layer import Layer
from teachflow.keras.masking import get_keras_mask
from teachflow.keras.models.functional import Functional
from teachflow.keras.models.model import Model
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    offer,
    serialize_keras_object,
)
from teachflow.keras.tree import map_structure

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


class Sequential(Model):
    """Layers in a row: each gets what the one before gave.

    With an ``Input`` first the variables are made at once, else by the first call.
    Source: tf.keras.Sequential.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    >>> model.output_shape, model.count_params()
    ((None, 2), 8)
    """

    _functional: Any = None

    def __init__(
        self, layers: Any = None, trainable: bool = True, name: str | None = None
    ) -> None:
        super().__init__(trainable=trainable, name=name)
        for layer in layers or []:
            self.add(layer, rebuild=False)
        if layers:
            self._maybe_rebuild()

    def add(self, layer: Any, rebuild: bool = True) -> None:
        """Puts a layer behind the last.

        Raises ``ValueError`` for what is no layer and for a name that is taken.
        """
        if not self._layers and getattr(layer, "_input_shape_arg", None) is not None:
            self.add(InputLayer(shape=layer._input_shape_arg), rebuild)
        if isinstance(layer, KerasTensor) and layer._keras_history is not None:
            origin = layer._keras_history.operation
            if isinstance(origin, InputLayer):
                layer = origin
        if not isinstance(layer, Layer):
            raise ValueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. "
                f"Received: {layer} (of type {type(layer)})"
            )
        if any(
            layer.name == known.name and known is not layer for known in self._layers
        ):
            raise ValueError(
                "All layers added to a Sequential model should have unique names. Name "
                f"'{layer.name}' is already the name of a layer in this model. Update "
                "the `name` argument to pass a unique name."
            )
        first = self._layers[0] if self._layers else None
        if isinstance(layer, InputLayer) and isinstance(first, InputLayer):
            raise ValueError(
                f"Sequential model '{self.name}' has already been configured to use "
                f"input shape {first.batch_shape}. You cannot add a different Input "
                "layer to it."
            )
        self._layers.append(layer)
        if rebuild:
            self._maybe_rebuild()
        else:
            self._forget()

    def pop(self, rebuild: bool = True) -> Any:
        """Takes the last layer off and returns it."""
        layer = self._layers.pop()
        self._forget()
        if rebuild and self._layers:
            self._maybe_rebuild()
        return layer

    def _forget(self) -> None:
        self.built = False
        object.__setattr__(self, "_functional", None)

    def _maybe_rebuild(self) -> None:
        self._forget()
        first = self._layers[0]
        if len(self._layers) > 1:
            if isinstance(first, InputLayer):
                self.build(first.batch_shape)
            elif hasattr(first, "input_shape"):
                self.build(first.input_shape)

    def build(self, input_shape: Any = None) -> None:
        """Makes the variables for inputs of a shape.

        Raises ``ValueError`` where there are no layers or another shape is fixed.
        """
        try:
            input_shape = standardize_shape(input_shape)
        except (ValueError, TypeError):
            return  # what this kind cannot say beforehand, the first call will
        if not self._layers:
            raise ValueError(
                f"Sequential model {self.name} cannot be built because it has no "
                "layers. Call `model.add(layer)`."
            )
        first = self._layers[0]
        if not isinstance(first, InputLayer):
            dtype = first.compute_dtype
            self._layers[:0] = [InputLayer(batch_shape=input_shape, dtype=dtype)]
        elif first.batch_shape != input_shape:
            raise ValueError(
                f"Sequential model '{self.name}' has already been configured to use "
                f"input shape {first.batch_shape}. You cannot build it with "
                f"input_shape {input_shape}"
            )
        inputs = x = self._layers[0].output
        for layer in self._layers[1:]:
            try:
                x = layer(x)
            except NotImplementedError:
                return
            except TypeError:
                _one_argument(layer)
                raise
        object.__setattr__(self, "_functional", Functional(inputs, x))

    def call(
        self, inputs: Any, training: Any = None, mask: Any = None, **kwargs: Any
    ) -> Any:
        """What the last layer gives."""
        if self._functional is not None:
            return self._functional.call(inputs, training=training, mask=mask)
        outputs = inputs
        for layer in self.layers:
            more: dict[str, Any] = {}
            if layer._takes_mask:
                more["mask"] = mask
            if layer._takes_training and training is not None:
                more["training"] = training
            outputs = layer(outputs, **more)
            mask = map_structure(get_keras_mask, outputs)
        return outputs

    def _lock_state(self) -> None:
        """Stays open: layers may be attached later."""

    @property
    def layers(self) -> list[Any]:
        """The layers, without the ``Input``."""
        own = self._layers
        return own[1:] if own and isinstance(own[0], InputLayer) else own[:]

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Sequential.layers` attribute is reserved and should not be used. Use "
            "`add()` and `pop()` to change the layers in this model."
        )

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what ``call`` would return."""
        if self._functional is not None:
            return self._functional.compute_output_spec(*args, **kwargs)
        x = args[0] if args else kwargs["inputs"]
        for layer in self.layers:
            x = layer.compute_output_spec(x)
        return x

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape that the last layer gives."""
        if self._functional is not None:
            return self._functional.compute_output_shape(input_shape)
        for layer in self.layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def _built_part(self, name: str, words: str) -> Any:
        if self._functional is None:
            raise AttributeError(
                f"Sequential model '{self.name}' has no defined {words} yet."
            )
        return getattr(self._functional, name)

    @property
    def input_shape(self) -> Any:
        """The shape of the input; ``AttributeError`` before ``build``."""
        return self._built_part("input_shape", "input shape")

    @property
    def output_shape(self) -> Any:
        """The shape of the output; ``AttributeError`` before ``build``."""
        return self._built_part("output_shape", "output shape")

    @property
    def inputs(self) -> Any:
        """The symbolic inputs; ``AttributeError`` before ``build``."""
        return self._built_part("inputs", "inputs")

    @property
    def outputs(self) -> Any:
        """The symbolic outputs; ``AttributeError`` before ``build``."""
        return self._built_part("outputs", "outputs")

    def get_config(self) -> dict[str, Any]:
        """Name, layers and shape."""
        layers = [serialize_keras_object(layer) for layer in self._layers]
        config = {**super().get_config(), "name": self.name, "layers": layers}
        if self._functional is not None:
            config["build_input_shape"] = self._layers[0].batch_shape
        return config

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        """A model of what ``get_config`` gave."""
        if "name" not in config:
            raise ValueError(
                "A Sequential model configuration must be a dictionary containing the "
                f"'name' and 'layers' keys. Received: config={config}"
            )
        model = cls(name=config["name"])
        for layer in config["layers"]:
            model.add(deserialize_keras_object(layer, custom_objects))
        shape = config.get("build_input_shape")
        if model._functional is None and shape:
            model.build(tuple(shape))
        return model


def _one_argument(layer: Any) -> None:
    """Raises ``ValueError`` for a layer that wants more or less than one input."""
    parameters = [
        parameter
        for parameter in inspect.signature(layer.call).parameters.values()
        if parameter.kind in _POSITIONAL
    ]
    needed = [p for p in parameters if p.default is inspect.Parameter.empty]
    kind = type(layer).__name__
    if not parameters:
        raise ValueError(
            "Layers added to a Sequential model should have a single positional "
            f"argument, the input tensor. Layer {kind} has no positional arguments."
        )
    if len(needed) > 1:
        raise ValueError(
            "Layers added to a Sequential model can only have a single required "
            f"positional argument, the input tensor. Layer {kind} has multiple "
            f"required positional arguments: {needed}"
        )


offer(Sequential)
