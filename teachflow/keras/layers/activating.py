"""Activations as layers."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras import activations
from teachflow.keras.layers.describing import described, understood
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


class _Elementwise(Layer):
    """What these layers share: the shape stays."""

    _names: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self._build_at_once()

    def _build_at_once(self) -> None:
        self.built = True

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


class Activation(_Elementwise):
    """An activation, by its name or as a function. Source: tf.keras.layers.Activation.

    >>> import teachflow as tf
    >>> tf.keras.layers.Activation("relu")(tf.constant([-1.0, 2.0])).numpy()
    array([0., 2.], dtype=float32)
    """

    _names = ("activation",)

    def __init__(self, activation: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.activation = activations.get(activation)

    def call(self, inputs: Any) -> Any:
        """The activation."""
        return self.activation(inputs)


class ReLU(_Elementwise):
    """``max(x, 0)`` with its variants. Source: tf.keras.layers.ReLU.

    >>> import teachflow as tf
    >>> tf.keras.layers.ReLU(max_value=1.0)(tf.constant([-1.0, 2.0])).numpy()
    array([0., 1.], dtype=float32)
    """

    _names = ("max_value", "negative_slope", "threshold")

    def __init__(
        self,
        max_value: float | None = None,
        negative_slope: float = 0.0,
        threshold: float = 0.0,
        **kwargs: Any,
    ) -> None:
        if "alpha" in kwargs:
            negative_slope = kwargs.pop("alpha")
        super().__init__(**kwargs)
        given = {
            "max_value": max_value,
            "negative_slope": negative_slope,
            "threshold": threshold,
        }
        for name, value in given.items():
            if (value is None and name != "max_value") or (value or 0.0) < 0.0:
                raise ValueError(
                    f"{name} of a ReLU layer cannot be a negative value. Received: "
                    f"{name}={value}"
                )
        self.max_value = max_value
        self.negative_slope = negative_slope
        self.threshold = threshold

    def call(self, inputs: Any) -> Any:
        """The activation."""
        return activations.relu(
            inputs,
            negative_slope=self.negative_slope,
            max_value=self.max_value,
            threshold=self.threshold,
        )


class LeakyReLU(_Elementwise):
    """``x``, below zero times a slope. Source: tf.keras.layers.LeakyReLU.

    >>> import teachflow as tf
    >>> tf.keras.layers.LeakyReLU(0.5)(tf.constant([-1.0, 2.0])).numpy()
    array([-0.5,  2. ], dtype=float32)
    """

    _names = ("negative_slope",)

    def __init__(self, negative_slope: float = 0.3, **kwargs: Any) -> None:
        if "alpha" in kwargs:
            negative_slope = kwargs.pop("alpha")
        super().__init__(**kwargs)
        if negative_slope is None or negative_slope < 0:
            raise ValueError(
                "The negative_slope value of a Leaky ReLU layer cannot be None or "
                f"negative value. Expected a float. Received: "
                f"negative_slope={negative_slope}"
            )
        self.negative_slope = negative_slope

    def call(self, inputs: Any) -> Any:
        """The activation."""
        return activations.leaky_relu(inputs, negative_slope=self.negative_slope)


class ELU(_Elementwise):
    """``x``, below zero ``alpha (exp(x) - 1)``. Source: tf.keras.layers.ELU.

    >>> import teachflow as tf
    >>> tf.keras.layers.ELU()(tf.constant([-1.0, 2.0])).numpy().round(3)
    array([-0.632,  2.   ], dtype=float32)
    """

    _names = ("alpha",)

    def __init__(self, alpha: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs: Any) -> Any:
        """The activation."""
        return activations.elu(inputs, alpha=self.alpha)


class Softmax(_Elementwise):
    """Exponentials, summing to one along ``axis``. Source: tf.keras.layers.Softmax.

    >>> import teachflow as tf
    >>> tf.keras.layers.Softmax()(tf.constant([[1.0, 1.0]])).numpy()
    array([[0.5, 0.5]], dtype=float32)
    """

    _names = ("axis",)

    def __init__(self, axis: Any = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """The activation; what the mask leaves out gets nothing."""
        if mask is not None:
            inputs = inputs + (1.0 - tf.cast(mask, inputs.dtype)) * -3e38
        return activations.softmax(inputs, axis=self.axis)


class PReLU(_Elementwise):
    """``x``, below zero times a slope that is learnt. Source: tf.keras.layers.PReLU.

    >>> import teachflow as tf
    >>> tf.keras.layers.PReLU()(tf.constant([[-1.0, 2.0]])).numpy()
    array([[0., 2.]], dtype=float32)
    """

    _names = (
        "alpha_initializer",
        "alpha_regularizer",
        "alpha_constraint",
        "shared_axes",
    )

    def __init__(
        self,
        alpha_initializer: Any = "Zeros",
        alpha_regularizer: Any = None,
        alpha_constraint: Any = None,
        shared_axes: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        understood(
            self,
            alpha_initializer=alpha_initializer,
            alpha_regularizer=alpha_regularizer,
            alpha_constraint=alpha_constraint,
        )
        if isinstance(shared_axes, int):
            shared_axes = [shared_axes]
        self.shared_axes = None if shared_axes is None else list(shared_axes)

    alpha_initializer: Any
    alpha_regularizer: Any
    alpha_constraint: Any

    def _build_at_once(self) -> None:
        """The slopes have the shape of the first input."""

    def build(self, input_shape: Any) -> None:
        """Makes the slopes."""
        shape = list(input_shape[1:])
        for axis in self.shared_axes or []:
            shape[axis - 1] = 1
        self.alpha = self.add_weight(
            name="alpha",
            shape=shape,
            initializer=self.alpha_initializer,
            regularizer=self.alpha_regularizer,
            constraint=self.alpha_constraint,
        )
        shared = self.shared_axes or []
        axes = {
            i: input_shape[i] for i in range(1, len(input_shape)) if i not in shared
        }
        self.input_spec = InputSpec(ndim=len(input_shape), axes=axes)

    def call(self, inputs: Any) -> Any:
        """The activation."""
        return tf.nn.relu(inputs) - self.alpha * tf.nn.relu(-inputs)
