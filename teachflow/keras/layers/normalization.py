"""Layers that bring numbers to mean zero and variance one."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import described, understood
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


class BatchNormalization(Layer):
    """Normalized by the batch in training, by what was seen so far else.

    Unlike TensorFlow, ``renorm=True`` raises ``NotImplementedError``, and
    ``synchronized`` changes nothing. Source: tf.keras.layers.BatchNormalization.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.BatchNormalization()
    >>> layer(tf.constant([[0.0], [2.0]]), training=True).numpy().round(3)
    array([[-1.],
           [ 1.]], dtype=float32)
    """

    _names = (
        "axis",
        "momentum",
        "epsilon",
        "center",
        "scale",
        "beta_initializer",
        "gamma_initializer",
        "moving_mean_initializer",
        "moving_variance_initializer",
        "beta_regularizer",
        "gamma_regularizer",
        "beta_constraint",
        "gamma_constraint",
        "synchronized",
        "renorm",
        "renorm_clipping",
        "renorm_momentum",
    )
    beta_initializer: Any
    gamma_initializer: Any
    moving_mean_initializer: Any
    moving_variance_initializer: Any
    beta_regularizer: Any
    gamma_regularizer: Any
    beta_constraint: Any
    gamma_constraint: Any

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        renorm: bool = False,
        renorm_clipping: Any = None,
        renorm_momentum: float = 0.99,
        synchronized: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.axis = int(axis)
        self.momentum = float(momentum)
        self.epsilon = float(epsilon)
        self.center = center
        self.scale = scale
        self.synchronized = synchronized
        if renorm:
            raise NotImplementedError(
                "TeachFlow's BatchNormalization has no renormalization: leave "
                "renorm=False."
            )
        self.renorm = renorm
        self.renorm_clipping = renorm_clipping
        self.renorm_momentum = renorm_momentum
        understood(
            self,
            beta_initializer=beta_initializer,
            gamma_initializer=gamma_initializer,
            moving_mean_initializer=moving_mean_initializer,
            moving_variance_initializer=moving_variance_initializer,
            beta_regularizer=beta_regularizer,
            gamma_regularizer=gamma_regularizer,
            beta_constraint=beta_constraint,
            gamma_constraint=gamma_constraint,
        )
        self.supports_masking = True
        self.gamma: Any = None
        self.beta: Any = None
        self.moving_mean: Any = None
        self.moving_variance: Any = None

    def build(self, input_shape: Any) -> None:
        """Makes scale, shift and what is seen so far."""
        shape = (input_shape[self.axis],)
        for name, wanted in (("gamma", self.scale), ("beta", self.center)):
            if wanted:
                weight = self.add_weight(
                    shape=shape,
                    name=name,
                    initializer=getattr(self, f"{name}_initializer"),
                    regularizer=getattr(self, f"{name}_regularizer"),
                    constraint=getattr(self, f"{name}_constraint"),
                )
                setattr(self, name, weight)
        for name in ("moving_mean", "moving_variance"):
            weight = self.add_weight(
                shape=shape,
                name=name,
                initializer=getattr(self, f"{name}_initializer"),
                trainable=False,
                autocast=False,
            )
            setattr(self, name, weight)
        rank = len(input_shape)
        axis = self.axis % rank
        self.input_spec = InputSpec(ndim=rank, axes={axis: input_shape[axis]})

    def call(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """The normalized inputs."""
        if mask is not None and len(mask.shape) != len(inputs.shape) - 1:
            mask = None
        rank = len(inputs.shape)
        channel = self.axis % rank
        axes = [axis for axis in range(rank) if axis != channel]
        mean, variance = self.moving_mean, self.moving_variance
        if training and self.trainable:
            mean, variance = self._moments(inputs, axes, mask)
            kept = self.momentum
            self.moving_mean.assign(self.moving_mean * kept + mean * (1.0 - kept))
            self.moving_variance.assign(
                self.moving_variance * kept + variance * (1.0 - kept)
            )
        shape = [1] * rank
        shape[channel] = -1

        def wide(value: Any) -> Any:
            if value is None or channel == rank - 1:
                return value
            return tf.reshape(value, shape)

        return tf.nn.batch_normalization(
            inputs,
            wide(mean),
            wide(variance),
            wide(self.beta),
            wide(self.gamma),
            self.epsilon,
        )

    def _moments(self, inputs: Any, axes: list[int], mask: Any) -> Any:
        if mask is None:
            return tf.nn.moments(inputs, axes)
        weights = tf.expand_dims(tf.cast(mask, inputs.dtype), -1)
        total = tf.reduce_sum(weights * tf.ones_like(inputs), axes)
        mean = tf.math.divide_no_nan(tf.reduce_sum(weights * inputs, axes), total)
        apart = tf.square(inputs - mean)
        return mean, tf.math.divide_no_nan(tf.reduce_sum(weights * apart, axes), total)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


class LayerNormalization(Layer):
    """Each example normalized by itself, along ``axis``.

    Source: tf.keras.layers.LayerNormalization.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.LayerNormalization()
    >>> layer(tf.constant([[0.0, 2.0]])).numpy().round(3)
    array([[-1.,  1.]], dtype=float32)
    """

    _names = (
        "axis",
        "epsilon",
        "center",
        "scale",
        "beta_initializer",
        "gamma_initializer",
        "beta_regularizer",
        "gamma_regularizer",
        "beta_constraint",
        "gamma_constraint",
    )
    beta_initializer: Any
    gamma_initializer: Any
    beta_regularizer: Any
    gamma_regularizer: Any
    beta_constraint: Any
    gamma_constraint: Any

    def __init__(
        self,
        axis: Any = -1,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not isinstance(axis, (int, list, tuple)):
            raise TypeError(
                "Expected an int or a list/tuple of ints for the argument 'axis', but "
                f"received: {axis}"
            )
        self.axis = list(axis) if isinstance(axis, tuple) else axis
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        understood(
            self,
            beta_initializer=beta_initializer,
            gamma_initializer=gamma_initializer,
            beta_regularizer=beta_regularizer,
            gamma_regularizer=gamma_regularizer,
            beta_constraint=beta_constraint,
            gamma_constraint=gamma_constraint,
        )
        self.supports_masking = True
        self.gamma: Any = None
        self.beta: Any = None

    def _axes(self, rank: int) -> list[int]:
        axes = [self.axis] if isinstance(self.axis, int) else self.axis
        return sorted(axis % rank for axis in axes)

    def build(self, input_shape: Any) -> None:
        """Makes scale and shift."""
        shape = tuple(input_shape[axis] for axis in self._axes(len(input_shape)))
        for name, wanted in (("gamma", self.scale), ("beta", self.center)):
            if wanted:
                weight = self.add_weight(
                    shape=shape,
                    name=name,
                    initializer=getattr(self, f"{name}_initializer"),
                    regularizer=getattr(self, f"{name}_regularizer"),
                    constraint=getattr(self, f"{name}_constraint"),
                    autocast=False,
                )
                setattr(self, name, weight)

    def call(self, inputs: Any) -> Any:
        """The normalized inputs."""
        rank = len(inputs.shape)
        axes = self._axes(rank)
        shape = [inputs.shape[axis] if axis in axes else 1 for axis in range(rank)]

        def wide(value: Any) -> Any:
            if rank == 1 or axes == [rank - 1]:
                return value.as_tensor()
            return tf.reshape(value, shape)

        mean, variance = tf.nn.moments(inputs, axes, keepdims=True)
        factor = tf.math.rsqrt(variance + self.epsilon)
        if self.gamma is not None:
            factor = factor * wide(self.gamma)
        shift = -mean * factor
        if self.beta is not None:
            shift = shift + wide(self.beta)
        return inputs * factor + shift

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


class UnitNormalization(Layer):
    """Each example scaled to length one. Source: tf.keras.layers.UnitNormalization.

    >>> import teachflow as tf
    >>> tf.keras.layers.UnitNormalization()(tf.constant([[3.0, 4.0]])).numpy()
    array([[0.6, 0.8]], dtype=float32)
    """

    def __init__(self, axis: Any = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(axis, (int, list, tuple)):
            raise TypeError(
                "Invalid value for `axis` argument: expected an int or a list/tuple of "
                f"ints. Received: axis={axis}"
            )
        self.axis = list(axis) if isinstance(axis, tuple) else axis
        self.supports_masking = True
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The scaled inputs."""
        return tf.math.l2_normalize(inputs, axis=self.axis, epsilon=1e-12)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "axis")}
