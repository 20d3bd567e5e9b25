"""Recurrent layers: a cell, applied to one step of the sequences after the other."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell
from teachflow.keras.layers.describing import described
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    serialize_keras_object,
)
from teachflow.keras.state import path_scope
from teachflow.keras.variable import Variable


class RNN(Layer):
    """``cell`` along the second axis of (batch, steps, features).

    Unlike TensorFlow, the number of steps must be known when the layer runs, and
    ``unroll`` changes nothing. Source: tf.keras.layers.RNN.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.RNN(tf.keras.layers.LSTMCell(3), return_sequences=True)
    >>> layer(tf.ones([2, 5, 4])).shape
    TensorShape([2, 5, 3])
    """

    states: Any = None

    def __init__(
        self,
        cell: Any,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        zero_output_for_mask: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not hasattr(cell, "call"):
            raise ValueError(
                f"The RNN cell should have a `call()` method. Received: cell={cell}"
            )
        size = getattr(cell, "state_size", None)
        if not isinstance(size, (int, list, tuple)):
            raise ValueError(
                "state_size must be specified as property on the RNN cell."
            )
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.zero_output_for_mask = zero_output_for_mask
        self.supports_masking = True
        self.state_size = [size] if isinstance(size, int) else list(size)

    def compute_output_shape(
        self, sequences_shape: Any, initial_state_shape: Any = None
    ) -> Any:
        """The shapes of output and states."""
        batch, steps = sequences_shape[:2]
        size = getattr(self.cell, "output_size", None) or self.state_size[0]
        shape = (batch, steps, size) if self.return_sequences else (batch, size)
        if self.return_state:
            return (shape, *((batch, each) for each in self.state_size))
        return shape

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The mask of the sequences, where they are returned."""
        mask = previous_mask[0] if isinstance(previous_mask, list) else previous_mask
        found = mask if self.return_sequences else None
        return [found, *(None for _ in self.state_size)] if self.return_state else found

    def build(self, sequences_shape: Any, initial_state_shape: Any = None) -> None:
        """Builds the cell, and the states that stay between calls."""
        if isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build((sequences_shape[0], *sequences_shape[2:]))
        if not self.stateful or self.states is not None:
            return
        batch = sequences_shape[0]
        if batch is None:
            raise ValueError(
                "When using `stateful=True` in a RNN, the batch size must be static. "
                f"Found dynamic batch size: sequence.shape={sequences_shape}"
            )
        with path_scope(self.name, self):
            states = [
                Variable(value, trainable=False, dtype=self.dtype, name="rnn_state")
                for value in self.get_initial_state(batch)
            ]
        object.__setattr__(self, "states", states)

    def get_initial_state(self, batch_size: Any) -> list[Any]:
        """The states before the first step."""
        found = self.cell.get_initial_state(batch_size=batch_size)
        return list(found) if isinstance(found, (list, tuple)) else [found]

    def reset_state(self) -> None:
        """Puts the states that stay between calls back to zero."""
        for state in self.states or []:
            state.assign(tf.zeros_like(state.as_tensor()))

    reset_states = reset_state

    def call(
        self,
        sequences: Any,
        initial_state: Any = None,
        mask: Any = None,
        training: Any = False,
    ) -> Any:
        """The last output, or all; with ``return_state`` the states too."""
        steps = sequences.shape[1]
        if steps is None:
            raise ValueError(
                f"The number of steps of the input of '{self.name}' is unknown: "
                f"{sequences.shape}. Give it by `Input((steps, features))`, or run "
                "eagerly."
            )
        if initial_state is None:
            initial_state = self.states
        if initial_state is None:
            initial_state = self.get_initial_state(tf.shape(sequences)[0])
        if not isinstance(initial_state, (list, tuple)):
            initial_state = [initial_state]
        states = [tf.cast(state, self.compute_dtype) for state in initial_state]
        cell = self.cell
        more: dict[str, Any] = {}
        if getattr(cell, "_takes_training", False):
            more["training"] = training
        if isinstance(cell, Cell):
            cell.draw_masks(sequences[:, 0], states[0])
        inputs = tf.unstack(sequences, steps, 1)
        masks = [None] * steps if mask is None else tf.unstack(mask, steps, 1)
        order = range(steps - 1, -1, -1) if self.go_backwards else range(steps)
        outputs: list[Any] = []
        for step in order:
            output, new = cell(inputs[step], states, **more)
            new = list(new) if isinstance(new, (list, tuple)) else [new]
            if masks[step] is not None:
                output, new = self._masked(masks[step], output, new, outputs, states)
            states = new
            outputs.append(output)
        if isinstance(cell, Cell):
            cell.forget_masks()
        if self.stateful:
            for variable, state in zip(self.states, states, strict=True):
                variable.assign(state)
        found = tf.stack(outputs, 1) if self.return_sequences else outputs[-1]
        return (found, *states) if self.return_state else found

    def _masked(
        self, mask: Any, output: Any, new: list[Any], outputs: list[Any], old: list[Any]
    ) -> tuple[Any, list[Any]]:
        """Output and states, in examples that this step is not part of as before."""
        kept = tf.expand_dims(mask, -1)
        before = tf.zeros_like(output)
        if outputs and not self.zero_output_for_mask:
            before = outputs[-1]
        states = [tf.where(kept, a, b) for a, b in zip(new, old, strict=True)]
        return tf.where(kept, output, before), states

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {
            **super().get_config(),
            **described(self, *_NAMES),
            "cell": serialize_keras_object(self.cell),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A layer of what ``get_config`` gave."""
        if "cell" in config:
            cell = deserialize_keras_object(config["cell"])
            config = {**config, "cell": cell}
        return super().from_config(config)


_NAMES = (
    "return_sequences",
    "return_state",
    "go_backwards",
    "stateful",
    "unroll",
    "zero_output_for_mask",
)


class _OfCell(RNN):
    """A recurrent layer that makes its cell of its arguments."""

    cell_class: type[Cell]
    cell_name: str

    def __init__(
        self,
        units: int,
        *args: Any,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        zero_output_for_mask: bool = False,
        activity_regularizer: Any = None,
        name: str | None = None,
        trainable: bool = True,
        **kwargs: Any,
    ) -> None:
        dtype = kwargs.get("dtype")
        layer = {
            key: kwargs.pop(key)
            for key in ("input_shape", "input_dim")
            if key in kwargs
        }
        kwargs.pop("use_cudnn", None)
        cell = self.cell_class(
            units, *args, name=self.cell_name, trainable=trainable, **kwargs
        )
        super().__init__(
            cell,
            return_sequences,
            return_state,
            go_backwards,
            stateful,
            unroll,
            zero_output_for_mask,
            activity_regularizer=activity_regularizer,
            name=name,
            trainable=trainable,
            dtype=dtype,
            **layer,
        )
        self.input_spec = InputSpec(ndim=3)

    @property
    def units(self) -> int:
        """The number of outputs."""
        return int(self.cell.units)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        config = super().get_config()
        del config["cell"]
        return {**config, **described(self.cell, *self.cell_class._names)}


class SimpleRNN(_OfCell):
    """Sequences through ``SimpleRNNCell``.

    Unlike TensorFlow, ``unroll`` changes nothing. Source: tf.keras.layers.SimpleRNN.

    >>> import teachflow as tf
    >>> tf.keras.layers.SimpleRNN(3)(tf.ones([2, 5, 4])).shape
    TensorShape([2, 3])
    """

    cell_class = SimpleRNNCell
    cell_name = "simple_rnn_cell"


class LSTM(_OfCell):
    """Sequences through ``LSTMCell``.

    Unlike TensorFlow, ``unroll`` and ``use_cudnn`` change nothing. Source:
    tf.keras.layers.LSTM.

    >>> import teachflow as tf
    >>> tf.keras.layers.LSTM(3)(tf.ones([2, 5, 4])).shape
    TensorShape([2, 3])
    """

    cell_class = LSTMCell
    cell_name = "lstm_cell"


class GRU(_OfCell):
    """Sequences through ``GRUCell``.

    Unlike TensorFlow, ``unroll`` and ``use_cudnn`` change nothing. Source:
    tf.keras.layers.GRU.

    >>> import teachflow as tf
    >>> tf.keras.layers.GRU(3, return_sequences=True)(tf.ones([2, 5, 4])).shape
    TensorShape([2, 5, 3])
    """

    cell_class = GRUCell
    cell_name = "gru_cell"
