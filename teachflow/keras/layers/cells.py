"""Cells of recurrent layers: one step from inputs and states to new states."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras import initializers
from teachflow.keras.layers.describing import described, understood
from teachflow.keras.layers.layer import Layer
from teachflow.keras.random import draws
from teachflow.keras.random.seeds import SeedGenerator


class Cell(Layer):
    """What the cells share: kernels for inputs and states, biases, dropout."""

    gates = 1
    _seed_first = False  # the order in which initializers and generator take seeds
    _names: tuple[str, ...] = (
        "units",
        "activation",
        "use_bias",
        "kernel_initializer",
        "recurrent_initializer",
        "bias_initializer",
        "kernel_regularizer",
        "recurrent_regularizer",
        "bias_regularizer",
        "kernel_constraint",
        "recurrent_constraint",
        "bias_constraint",
        "dropout",
        "recurrent_dropout",
        "seed",
    )
    activation: Any
    recurrent_activation: Any
    kernel_initializer: Any
    recurrent_initializer: Any
    bias_initializer: Any
    kernel_regularizer: Any
    recurrent_regularizer: Any
    bias_regularizer: Any
    kernel_constraint: Any
    recurrent_constraint: Any
    bias_constraint: Any
    _masks: tuple[Any, Any] | None = None

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        recurrent_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        if units <= 0:
            raise ValueError(
                "Received an invalid value for argument `units`, expected a positive "
                f"integer, got {units}."
            )
        apart = kwargs.pop("implementation", 2) == 1 or recurrent_dropout > 0
        super().__init__(**kwargs)
        if self._seed_first:
            self.seed_generator = SeedGenerator(seed)
        # How often dropout draws: once, or for each gate where products are apart.
        self._mask_count = self.gates if apart else 1
        self.units = units
        self.use_bias = use_bias
        understood(
            self,
            activation=activation,
            kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint,
        )
        self.dropout = min(1.0, max(0.0, dropout))
        self.recurrent_dropout = min(1.0, max(0.0, recurrent_dropout))
        self.seed = seed
        if not self._seed_first:
            self.seed_generator = SeedGenerator(seed)
        self.state_size: Any = units
        self.output_size = units
        self.bias: Any = None

    def _bias_shape(self) -> tuple[int, ...]:
        return (self.units * self.gates,)

    def _bias_start(self) -> Any:
        return self.bias_initializer

    def build(self, input_shape: Any) -> None:
        """Makes the kernels and the bias."""
        self.kernel = self.add_weight(
            shape=(input_shape[-1], self.units * self.gates),
            name="kernel",
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units * self.gates),
            name="recurrent_kernel",
            initializer=self.recurrent_initializer,
            regularizer=self.recurrent_regularizer,
            constraint=self.recurrent_constraint,
        )
        if self.use_bias:
            self.bias = self.add_weight(
                shape=self._bias_shape(),
                name="bias",
                initializer=self._bias_start(),
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )

    def get_initial_state(self, batch_size: Any = None) -> list[Any]:
        """Zeros for each state."""
        sizes = self.state_size
        sizes = [sizes] if isinstance(sizes, int) else sizes
        return [tf.zeros([batch_size, size], self.compute_dtype) for size in sizes]

    def draw_masks(self, inputs: Any, state: Any) -> None:
        """Draws what dropout leaves out, the same for all steps of a sequence."""
        masks = []
        for rate, like in ((self.dropout, inputs), (self.recurrent_dropout, state)):
            mask = None
            if rate > 0:
                ones = tf.ones_like(like)
                mask = [
                    draws.dropout(ones, rate, seed=self.seed_generator)
                    for _ in range(self._mask_count)
                ]
            masks.append(mask)
        object.__setattr__(self, "_masks", (masks[0], masks[1]))

    def forget_masks(self) -> None:
        """What was drawn is drawn anew for the next sequences."""
        object.__setattr__(self, "_masks", None)

    def _products(
        self, x: Any, kernel: Any, training: Any, which: int, bias: Any = None
    ) -> list[Any]:
        """The product with each gate's part of ``kernel``."""
        rate = (self.dropout, self.recurrent_dropout)[which]
        if training and rate > 0:
            if self._masks is None or self._masks[which] is None:
                raise ValueError(
                    "A cell with dropout is trained inside a recurrent layer "
                    "(keras.layers.RNN), which draws for whole sequences: "
                    f"'{self.name}'"
                )
            masks = self._masks[which]
            if len(masks) > 1:
                parts = tf.split(kernel.as_tensor(), self.gates, 1)
                found = [tf.matmul(x * m, k) for m, k in zip(masks, parts, strict=True)]
                if bias is None:
                    return found
                pieces = tf.split(bias, self.gates)
                return [tf.add(p, b) for p, b in zip(found, pieces, strict=True)]
            x = x * masks[0]
        product = tf.matmul(x, kernel.as_tensor())
        if bias is not None:
            product = tf.add(product, bias)
        return [product] if self.gates == 1 else tf.split(product, self.gates, 1)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a cell like this one."""
        return {**super().get_config(), **described(self, *self._names)}


def _gated(names: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return (*names[:2], "recurrent_activation", *names[2:], *more)


class SimpleRNNCell(Cell):
    """``activation(x @ kernel + h @ recurrent_kernel + bias)``.

    Source: tf.keras.layers.SimpleRNNCell.

    >>> import teachflow as tf
    >>> tf.keras.layers.RNN(tf.keras.layers.SimpleRNNCell(3))(tf.ones([2, 5, 4])).shape
    TensorShape([2, 3])
    """

    _seed_first = True

    def call(self, sequence: Any, states: Any, training: Any = False) -> Any:
        """The output of a step, and the new states."""
        before = states[0] if isinstance(states, (list, tuple)) else states
        (x,) = self._products(sequence, self.kernel, training, 0, self.bias)
        (h,) = self._products(before, self.recurrent_kernel, training, 1)
        output = self.activation(x + h)
        return output, [output] if isinstance(states, (list, tuple)) else output


class LSTMCell(Cell):
    """Long short-term memory: input, forget, cell and output gates.

    Source: tf.keras.layers.LSTMCell.

    >>> import teachflow as tf
    >>> cell = tf.keras.layers.LSTMCell(3)
    >>> output, (h, c) = cell(tf.ones([2, 4]), [tf.zeros([2, 3]), tf.zeros([2, 3])])
    >>> output.shape, c.shape
    (TensorShape([2, 3]), TensorShape([2, 3]))
    """

    gates = 4
    _names = _gated(Cell._names, "unit_forget_bias")

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        unit_forget_bias: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            units,
            activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            **kwargs,
        )
        understood(self, recurrent_activation=recurrent_activation)
        self.unit_forget_bias = unit_forget_bias
        self.state_size = [units, units]

    def _bias_start(self) -> Any:
        if not self.unit_forget_bias:
            return self.bias_initializer

        def start(shape: Any, dtype: Any = None) -> Any:
            units, given = self.units, self.bias_initializer
            ones = initializers.get("ones")((units,), dtype=dtype)
            parts = [given((units,), dtype=dtype), ones]
            return tf.concat([*parts, given((units * 2,), dtype=dtype)], 0)

        return start

    def call(self, inputs: Any, states: Any, training: Any = False) -> Any:
        """The output of a step, and the new states."""
        hidden, memory = states
        x = self._products(inputs, self.kernel, training, 0, self.bias)
        h = self._products(hidden, self.recurrent_kernel, training, 1)
        i, f, c, o = (a + b for a, b in zip(x, h, strict=True))
        gate = self.recurrent_activation
        memory = gate(f) * memory + gate(i) * self.activation(c)
        output = gate(o) * self.activation(memory)
        return output, [output, memory]


class GRUCell(Cell):
    """Gated recurrent unit: update and reset gates. Source: tf.keras.layers.GRUCell.

    >>> import teachflow as tf
    >>> tf.keras.layers.RNN(tf.keras.layers.GRUCell(3))(tf.ones([2, 5, 4])).shape
    TensorShape([2, 3])
    """

    gates = 3
    _names = _gated(Cell._names, "reset_after")

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        reset_after: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            units,
            activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            **kwargs,
        )
        understood(self, recurrent_activation=recurrent_activation)
        self.reset_after = reset_after

    def _bias_shape(self) -> tuple[int, ...]:
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)

    def call(self, inputs: Any, states: Any, training: Any = False) -> Any:
        """The output of a step, and the new states."""
        nested = isinstance(states, (list, tuple))
        before = states[0] if nested else states
        first = second = None
        if self.bias is not None:
            bias = self.bias.as_tensor()
            first, second = tf.unstack(bias, 2) if self.reset_after else (bias, None)
        x = self._products(inputs, self.kernel, training, 0, first)
        gate = self.recurrent_activation
        if self.reset_after:
            h = self._products(before, self.recurrent_kernel, training, 1, second)
            update, reset = gate(x[0] + h[0]), gate(x[1] + h[1])
            candidate = self.activation(x[2] + reset * h[2])
        else:
            parts = tf.split(self.recurrent_kernel.as_tensor(), 3, 1)
            update = gate(x[0] + tf.matmul(before, parts[0]))
            reset = gate(x[1] + tf.matmul(before, parts[1]))
            candidate = self.activation(x[2] + tf.matmul(reset * before, parts[2]))
        output = update * before + (1 - update) * candidate
        return output, [output] if nested else output
