"""Layers of plain networks: dense, dropout, flatten."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.graph.defaults import graph_of
from teachflow.graph.sharing.initializers import Zeros
from teachflow.models.layers.base import Layer
from teachflow.models.layers.helpers import activation_of, smart_cond
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.arrays.reshaping import expand_dims, reshape, transpose
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.linalg.products import tensordot
from teachflow.ops.nn.activations import bias_add
from teachflow.ops.nn.dropout import dropout as drop


class Dense(Layer):
    """``activation(inputs @ kernel + bias)``; ``kernel`` has shape [inputs, units].

    Inputs have two axes or more, the last of a known length. By default the kernel is
    drawn as ``tf.get_variable`` draws it, and there is no activation.
    Source: tf.compat.v1.layers.Dense.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     layer = tf.layers.Dense(2, name="hidden")
    ...     y = layer(tf.ones([5, 3]))
    ...     print(y.shape, layer.kernel.shape, [v.name for v in layer.variables])
    (5, 2) (3, 2) ['hidden/kernel:0', 'hidden/bias:0']
    """

    min_ndim = 2

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = None,
        bias_initializer: Any = Zeros,
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        trainable: bool = True,
        name: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(
            trainable, name, activity_regularizer=activity_regularizer, **options
        )
        self.units = int(units)
        if self.units <= 0:
            raise ValueError(
                f"Received an invalid value for `units`, expected a positive integer. "
                f"Received: units={units}"
            )
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.kernel: Any = None
        self.bias: Any = None

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias."""
        if self.dtype is not None and not self.dtype.is_floating:
            raise TypeError(
                f"A Dense layer can only be built with a floating-point dtype. "
                f"Received: dtype={self.dtype!r}. Use tf.cast on the inputs."
            )
        length = None if input_shape.rank is None else input_shape.as_list()[-1]
        if length is None:
            raise ValueError(
                f"The last dimension of the inputs to a Dense layer should be defined. "
                f"Found None. Full input shape received: {input_shape}"
            )
        self._axis_lengths = {-1: length}
        self.kernel = self.add_weight(
            "kernel",
            [length, self.units],
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                [self.units],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The layer's outputs: [..., units]."""
        rank = inputs.shape.rank
        if rank is None or rank == 2:
            outputs = matmul(inputs, self.kernel)
        else:
            outputs = tensordot(inputs, self.kernel, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], self.units])
        if self.use_bias:
            outputs = bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)


def dense(
    inputs: Any,
    units: int,
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = Zeros,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
) -> Any:
    """Returns ``activation(inputs @ kernel + bias)`` of a new ``Dense`` layer.

    ``reuse`` says whether the variables of ``name`` are shared.
    Source: tf.compat.v1.layers.dense.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.placeholder(tf.float32, [None, 3])
    ...     hidden = tf.layers.dense(x, 4, activation=tf.nn.relu)
    ...     logits = tf.layers.dense(hidden, 2, name="outputs")
    ...     print(hidden.name, logits.name, logits.shape)
    dense/Relu:0 outputs/BiasAdd:0 (?, 2)
    """
    with home.within(graph_of(inputs)):
        layer = Dense(
            units,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            kernel_regularizer,
            bias_regularizer,
            activity_regularizer,
            kernel_constraint,
            bias_constraint,
            trainable,
            name,
            _scope=name,
            _reuse=reuse,
        )
        return layer(inputs)


class Dropout(Layer):
    """Drops a share ``rate`` of the inputs in training, scaling up the others.

    Source: tf.compat.v1.layers.Dropout.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.Dropout(0.4)(tf.ones([2])).name)
    dropout/Identity:0
    """

    def __init__(
        self,
        rate: Any = 0.5,
        noise_shape: Any = None,
        seed: int | None = None,
        name: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(name=name, **options)
        if isinstance(rate, (int, float)) and not 0 <= rate <= 1:
            raise ValueError(
                f"Invalid value {rate} received for `rate`, expected a value between 0 "
                f"and 1."
            )
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed

    def call(self, inputs: Any, training: Any = False) -> Any:
        """Dropped inputs where ``training`` (a bool or a tensor) is true."""

        def dropped() -> Any:
            noise_shape = self._noise_shape(inputs)
            return drop(inputs, None, noise_shape, self.seed, rate=self.rate)

        return smart_cond(training, dropped, lambda: identity(inputs))

    def _noise_shape(self, inputs: Any) -> Any:
        """The shape that is drawn; None in it means the length of the inputs."""
        if self.noise_shape is None or isinstance(self.noise_shape, Operand):
            return self.noise_shape
        lengths = shape_of(inputs)
        wanted = [
            lengths[axis] if length is None else length
            for axis, length in enumerate(self.noise_shape)
        ]
        return graph_of(inputs).convert(wanted)


def dropout(
    inputs: Any,
    rate: Any = 0.5,
    noise_shape: Any = None,
    seed: int | None = None,
    training: Any = False,
    name: Any = None,
) -> Any:
    """Returns ``inputs`` with a share ``rate`` dropped where ``training`` is true.

    ``training`` is a bool, or a tensor (then a ``tf.cond`` chooses in each run).
    Without it nothing is dropped. Source: tf.compat.v1.layers.dropout.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     training = tf.placeholder_with_default(False, [])
    ...     y = tf.layers.dropout(tf.ones([4]), 0.5, seed=42, training=training)
    ...     print(sess.run(y), sess.run(y, {training: True}))
    [1. 1. 1. 1.] [2. 2. 2. 2.]
    """
    with home.within(graph_of(inputs, rate, training)):
        layer = Dropout(rate, noise_shape, seed, name)
        return layer(inputs, training=training)


class Flatten(Layer):
    """[batch, ...] as a matrix: all axes but the first made one.

    With ``data_format="channels_first"`` channels become the last axis before that.
    Source: tf.compat.v1.layers.Flatten.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.Flatten()(tf.ones([2, 3, 4])).shape)
    (2, 12)
    """

    min_ndim = 1

    def __init__(self, data_format: Any = None, **options: Any) -> None:
        super().__init__(**options)
        self.data_format = str(data_format or "channels_last").lower()
        if self.data_format not in ("channels_first", "channels_last"):
            raise ValueError(
                f'The `data_format` argument must be one of "channels_first", '
                f'"channels_last". Received: {data_format}'
            )

    def call(self, inputs: Any) -> Any:
        """The matrix."""
        dims = inputs.shape.known_dims
        if self.data_format == "channels_first" and dims is not None and len(dims) > 1:
            inputs = transpose(inputs, [0, *range(2, len(dims)), 1])
            dims = inputs.shape.known_dims
        if dims is not None and len(dims) == 1:
            return expand_dims(inputs, 1)
        if dims is not None and (None not in dims[1:] or dims[0] is not None):
            known = [-1, math.prod(length or 0 for length in dims[1:])]
            pair = [dims[0], -1] if None in dims[1:] else known
            lengths = graph_of(inputs).convert(np.array(pair, np.int32))
            return reshape(inputs, lengths)
        return reshape(inputs, [shape_of(inputs)[0], -1])


def flatten(inputs: Any, name: Any = None, data_format: str = "channels_last") -> Any:
    """Returns ``inputs`` as a matrix: all axes but the first made one.

    With ``data_format="channels_first"`` channels become the last axis before that.
    Source: tf.compat.v1.layers.flatten.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.flatten(tf.placeholder(tf.float32, [None, 3, 4])).shape)
    (?, 12)
    """
    with home.within(graph_of(inputs)):
        return Flatten(data_format, name=name)(inputs)
