"""Layers around single functions: tables of vectors, lambdas, masks."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.layers.describing import described, understood
from teachflow.keras.layers.layer import Layer
from teachflow.keras.masking import set_keras_mask
from teachflow.keras.operation import Operation
from teachflow.keras.ops import mathematics
from teachflow.keras.saving.serialization import serialize_keras_object


class Embedding(Layer):
    """A vector for each of ``input_dim`` numbers.

    With ``mask_zero`` zeros stand for nothing. Unlike TensorFlow,
    ``quantization_config`` changes nothing: nothing is quantized. Source:
    tf.keras.layers.Embedding.

    >>> import teachflow as tf
    >>> tf.keras.layers.Embedding(10, 4)(tf.constant([[1, 2, 3]])).shape
    TensorShape([1, 3, 4])
    """

    embeddings: Any
    embeddings_initializer: Any
    embeddings_regularizer: Any
    embeddings_constraint: Any

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        weights: Any = None,
        quantization_config: None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.pop("input_length", None)
        super().__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        understood(
            self,
            embeddings_initializer=embeddings_initializer,
            embeddings_regularizer=embeddings_regularizer,
            embeddings_constraint=embeddings_constraint,
        )
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self.autocast = False
        self.embeddings = None
        if weights is not None:
            self.build(None)
            table = weights[0] if isinstance(weights, list) else weights
            self.embeddings.assign(table)

    def build(self, input_shape: Any = None) -> None:
        """Makes the table."""
        if self.embeddings is not None:
            return
        self.embeddings = self.add_weight(
            shape=(self.input_dim, self.output_dim),
            initializer=self.embeddings_initializer,
            name="embeddings",
            regularizer=self.embeddings_regularizer,
            constraint=self.embeddings_constraint,
        )

    def call(self, inputs: Any) -> Any:
        """The vectors of the numbers."""
        if inputs.dtype not in (tf.int32, tf.int64):
            inputs = tf.cast(inputs, tf.int32)
        return tf.gather(self.embeddings, inputs)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Where the number is not zero, if zeros are for nothing."""
        return mathematics.not_equal(inputs, 0) if self.mask_zero else None

    def compute_output_shape(self, input_shape: Any) -> Any:
        """One axis more: the vectors'."""
        return (*input_shape, self.output_dim)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        names = (
            "input_dim",
            "output_dim",
            "embeddings_initializer",
            "embeddings_regularizer",
            "embeddings_constraint",
            "mask_zero",
        )
        kept = described(self, *names)
        unused = {"activity_regularizer": None, "quantization_config": None}
        return {**unused, **super().get_config(), **kept}


class Lambda(Layer):
    """A function as a layer. Source: tf.keras.layers.Lambda.

    >>> import teachflow as tf
    >>> tf.keras.layers.Lambda(lambda x: x**2)(tf.constant([3.0])).numpy()
    array([9.], dtype=float32)
    """

    def __init__(
        self,
        function: Callable[..., Any],
        output_shape: Any = None,
        mask: Any = None,
        arguments: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.function = function
        self.arguments = arguments or {}
        self.mask = mask
        self._output_shape = output_shape
        self.supports_masking = mask is not None
        self._more = {"mask", "training"} & set(inspect.signature(function).parameters)

    def call(self, inputs: Any, mask: Any = None, training: Any = None) -> Any:
        """What the function gives."""
        given = {"mask": mask, "training": training}
        more = {name: given[name] for name in self._more}
        return self.function(inputs, **dict(self.arguments), **more)

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what the function gives."""
        if self._output_shape is None or callable(self._output_shape):
            return Operation.compute_output_spec(self, *args, **kwargs)
        first = args[0] if args else next(iter(kwargs.values()))
        batch = first[0].shape[0] if isinstance(first, list) else first.shape[0]
        return KerasTensor((batch, *self._output_shape), self.compute_dtype)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """What the mask's function gives."""
        if callable(self.mask):
            return self.mask(inputs, previous_mask)
        return self.mask

    def get_config(self) -> dict[str, Any]:
        """The arguments; ``ValueError`` for a lambda, which has no name."""
        return {
            **super().get_config(),
            "function": serialize_keras_object(self.function),
            "arguments": dict(self.arguments),
        }


class Identity(Layer):
    """What comes in. Source: tf.keras.layers.Identity.

    >>> import teachflow as tf
    >>> tf.keras.layers.Identity()(tf.constant([1.0, 2.0])).numpy()
    array([1., 2.], dtype=float32)
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The inputs."""
        return inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return super().get_config()


class Masking(Layer):
    """Leaves out the steps whose numbers are all ``mask_value``.

    Source: tf.keras.layers.Masking.

    >>> import teachflow as tf
    >>> tf.keras.layers.Masking()(tf.ones([1, 2, 3])).shape
    TensorShape([1, 2, 3])
    """

    def __init__(self, mask_value: float = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mask_value = mask_value
        self.supports_masking = True
        self.built = True

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Where a number is another."""
        return mathematics.any(mathematics.not_equal(inputs, self.mask_value), axis=-1)

    def call(self, inputs: Any) -> Any:
        """The inputs, with zeros in the steps left out."""
        kept = self.compute_mask(inputs)
        outputs = inputs * tf.cast(tf.expand_dims(kept, -1), inputs.dtype)
        set_keras_mask(outputs, kept)
        return outputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "mask_value")}
