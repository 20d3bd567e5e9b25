"""``Dense``: a matrix product, a bias and an activation."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import described, understood
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


def as_float(x: Any, dtype: Any) -> Any:
    """``x``, cast where it is no float: integers go into layers as floats."""
    return x if x.dtype.is_floating else tf.cast(x, dtype)


_CONFIG = (
    "units",
    "activation",
    "use_bias",
    "kernel_initializer",
    "bias_initializer",
    "kernel_regularizer",
    "bias_regularizer",
    "kernel_constraint",
    "bias_constraint",
)


class Dense(Layer):
    """``activation(x @ kernel + bias)`` over the last axis.

    Raises ``ValueError`` for ``units`` that are no positive int. Unlike TensorFlow,
    ``quantization_config`` changes nothing, and ``training`` neither: nothing is
    quantized. Source: tf.keras.layers.Dense.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.Dense(2, kernel_initializer="ones")
    >>> layer(tf.constant([[1.0, 2.0]])).numpy()
    array([[3., 3.]], dtype=float32)
    """

    activation: Any
    kernel_initializer: Any
    bias_initializer: Any
    kernel_regularizer: Any
    bias_regularizer: Any
    kernel_constraint: Any
    bias_constraint: Any

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        quantization_config: None = None,
        **kwargs: Any,
    ) -> None:
        if not isinstance(units, int) or units <= 0:
            raise ValueError(
                "Received an invalid value for `units`, expected a positive integer. "
                f"Received: units={units}"
            )
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.units = units
        self.use_bias = use_bias
        understood(
            self,
            activation=activation,
            kernel_initializer=kernel_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint,
        )
        self._kernel: Any = None
        self.bias: Any = None
        self.input_spec = InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias."""
        inputs = input_shape[-1]
        self._kernel = self.add_weight(
            name="kernel",
            shape=(inputs, self.units),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=(self.units,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.input_spec = InputSpec(min_ndim=2, axes={-1: inputs})

    @property
    def kernel(self) -> Any:
        """The matrix, of shape (inputs, units)."""
        if not self.built and self._kernel is None:
            raise AttributeError("You must build the layer before accessing `kernel`.")
        return self._kernel

    def call(self, inputs: Any, training: Any = None) -> Any:
        """The activation of product and bias."""
        x = as_float(inputs, self.compute_dtype)
        if len(x.shape) == 2:
            x = tf.matmul(x, self._kernel)
        else:
            x = tf.tensordot(x, self._kernel, 1)
        if self.bias is not None:
            x = tf.add(x, self.bias)
        return self.activation(x)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """``units`` in place of the last length."""
        return (*input_shape[:-1], self.units)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        kept = described(self, *_CONFIG)
        return {**super().get_config(), **kept, "quantization_config": None}
