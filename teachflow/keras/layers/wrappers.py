"""Layers around layers: both directions of a sequence, or each step by itself."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import described
from teachflow.keras.layers.layer import Layer
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    serialize_keras_object,
)

_MERGES = ("sum", "mul", "ave", "concat", None)


def _copy(layer: Any, name: str, **changed: Any) -> Any:
    """A layer like ``layer``, with weights of its own."""
    written = serialize_keras_object(layer)
    written["config"] = {**written["config"], **changed, "name": name}
    written.pop("build_config", None)
    return deserialize_keras_object(written)


class Bidirectional(Layer):
    """A recurrent layer forwards and one backwards, merged.

    Source: tf.keras.layers.Bidirectional.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(3))
    >>> layer(tf.ones([2, 5, 4])).shape
    TensorShape([2, 6])
    """

    def __init__(
        self,
        layer: Any,
        merge_mode: str | None = "concat",
        weights: Any = None,
        backward_layer: Any = None,
        **kwargs: Any,
    ) -> None:
        if not isinstance(layer, Layer):
            raise ValueError(
                "Please initialize `Bidirectional` layer with a `keras.layers.Layer` "
                f"instance. Received: {layer}"
            )
        if merge_mode not in _MERGES:
            raise ValueError(
                f"Invalid merge mode. Received: {merge_mode}. Merge mode should be one "
                'of {"sum", "mul", "ave", "concat", None}'
            )
        super().__init__(**kwargs)
        name = layer.name.removeprefix("forward_")
        self.forward_layer = _copy(layer, f"forward_{name}")
        if backward_layer is None:
            name = layer.name.removeprefix("backward_")
            backward_layer = _copy(layer, f"backward_{name}", go_backwards=True)
        self.backward_layer = backward_layer
        for attribute in ("stateful", "return_sequences", "return_state"):
            one = getattr(self.forward_layer, attribute)
            other = getattr(self.backward_layer, attribute)
            if one != other:
                raise ValueError(
                    "Forward layer and backward layer are expected to have the same "
                    f'value for attribute "{attribute}", got "{one}" for forward layer '
                    f'and "{other}" for backward layer'
                )
        if self.forward_layer.go_backwards == self.backward_layer.go_backwards:
            raise ValueError(
                "Forward layer and backward layer should have different `go_backwards` "
                f"value. Received: {self.forward_layer.go_backwards} for both."
            )
        for part in (self.forward_layer, self.backward_layer):
            part.zero_output_for_mask = part.return_sequences
        self.merge_mode = merge_mode
        self.stateful = self.forward_layer.stateful
        self.return_sequences = self.forward_layer.return_sequences
        self.return_state = self.forward_layer.return_state
        self.supports_masking = True
        self.input_spec = layer.input_spec

    def build(self, sequences_shape: Any, initial_state_shape: Any = None) -> None:
        """Builds both layers."""
        for part in (self.forward_layer, self.backward_layer):
            if not part.built:
                part.build(sequences_shape)

    def call(
        self,
        sequences: Any,
        initial_state: Any = None,
        mask: Any = None,
        training: Any = None,
    ) -> Any:
        """What both give, merged; with ``return_state`` the states of both too."""
        first = second = None
        if initial_state is not None:
            half = len(initial_state) // 2
            first, second = initial_state[:half], initial_state[half:]
        more = {"mask": mask, "training": training}
        there = self.forward_layer(sequences, initial_state=first, **more)
        back = self.backward_layer(sequences, initial_state=second, **more)
        states: tuple[Any, ...] = ()
        if self.return_state:
            states = (*there[1:], *back[1:])
            there, back = there[0], back[0]
        if self.return_sequences:
            back = tf.reverse(back, [1])
        merged = self._merged(there, back)
        if not self.return_state:
            return merged
        return (*merged, *states) if self.merge_mode is None else (merged, *states)

    def _merged(self, there: Any, back: Any) -> Any:
        if self.merge_mode == "concat":
            return tf.concat([there, back], -1)
        if self.merge_mode == "sum":
            return there + back
        if self.merge_mode == "ave":
            return (there + back) / 2.0
        return there * back if self.merge_mode == "mul" else (there, back)

    def compute_output_shape(
        self, sequences_shape: Any, initial_state_shape: Any = None
    ) -> Any:
        """The shapes of what both give, merged."""
        shape = self.forward_layer.compute_output_shape(sequences_shape)
        states: tuple[Any, ...] = ()
        if self.return_state:
            shape, states = shape[0], tuple(shape[1:]) * 2
        merged: Any = [tuple(shape)]
        if self.merge_mode == "concat":
            merged = [(*shape[:-1], shape[-1] * 2)]
        elif self.merge_mode is None:
            merged = [tuple(shape), tuple(shape)]
        if self.return_state or self.merge_mode is None:
            return (*merged, *states)
        return merged[0]

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The mask of the sequences, where they are returned."""
        mask = previous_mask[0] if isinstance(previous_mask, list) else previous_mask
        found = mask if self.return_sequences else None
        return [found, found] if self.merge_mode is None else found

    def reset_state(self) -> None:
        """Puts the states of both back to zero."""
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {
            **super().get_config(),
            **described(self, "merge_mode"),
            "layer": serialize_keras_object(self.forward_layer),
            "backward_layer": serialize_keras_object(self.backward_layer),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A layer of what ``get_config`` gave."""
        parts = {
            key: deserialize_keras_object(config[key])
            for key in ("layer", "backward_layer")
            if config.get(key) is not None
        }
        return super().from_config({**config, **parts})


class TimeDistributed(Layer):
    """A layer, applied to each step of the sequences by itself.

    Unlike TensorFlow, ``mask`` is passed on behind the layer, but the layer is not
    given that of each step. Source: tf.keras.layers.TimeDistributed.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.TimeDistributed(tf.keras.layers.Dense(3))
    >>> layer(tf.ones([2, 5, 4])).shape
    TensorShape([2, 5, 3])
    """

    def __init__(self, layer: Any, **kwargs: Any) -> None:
        if not isinstance(layer, Layer):
            raise ValueError(
                "Please initialize `TimeDistributed` layer with a `keras.layers.Layer` "
                f"instance. Received: {layer}"
            )
        super().__init__(**kwargs)
        self.layer = layer
        self.supports_masking = True

    def build(self, input_shape: Any) -> None:
        """Builds the layer for a step."""
        if len(input_shape) < 3:
            raise ValueError(
                "`TimeDistributed` Layer should be passed an `input_shape` with at "
                f"least 3 dimensions, received: {input_shape}"
            )
        if not self.layer.built:
            self.layer.build((input_shape[0], *input_shape[2:]))

    def call(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """What the layer gives for each step: all steps are one batch to it."""
        more = {} if training is None else {"training": training}
        known = inputs.shape.as_list()
        lengths = tf.shape(inputs)
        rest = [lengths[i] if n is None else n for i, n in enumerate(known)]
        steps = tf.reshape(inputs, [-1, *rest[2:]])
        outputs = self.layer(steps, **more)
        return tf.reshape(outputs, [*rest[:2], *outputs.shape.as_list()[1:]])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The steps' axis between the layer's."""
        inner = self.layer.compute_output_shape((input_shape[0], *input_shape[2:]))
        return (inner[0], input_shape[1], *inner[1:])

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), "layer": serialize_keras_object(self.layer)}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A layer of what ``get_config`` gave."""
        layer = deserialize_keras_object(config["layer"])
        return super().from_config({**config, "layer": layer})
