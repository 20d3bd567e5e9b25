"""Batch normalization as a layer: learned scale and offset, moving moments."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.graph.defaults import get_default_graph, graph_of
from teachflow.graph.sharing.initializers import Ones, Zeros
from teachflow.models.layers.base import Layer
from teachflow.models.layers.helpers import known_truth, smart_cond
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.math.math import multiply, subtract
from teachflow.ops.nn.moments import batch_normalization as normalized
from teachflow.ops.nn.moments import moments
from teachflow.ops.nn.normalization import fused_batch_norm
from teachflow.ops.state.state import assign_sub


class BatchNormalization(Layer):
    """Inputs with mean 0 and variance 1 along ``axis``, then scaled and moved.

    In training the batch's own moments are used, and moving averages of them are kept:
    by updates that must run beside each step, collected in ``tf.GraphKeys.UPDATE_OPS``.
    Else the moving averages are used. Images, [batch, height, width, channels] or
    channels first, take the fused op. Unlike TensorFlow, there is no ``renorm`` (nor
    ``renorm_clipping`` and ``renorm_momentum``), no virtual batch and no ``adjustment``
    (``NotImplementedError``). Source: tf.compat.v1.layers.BatchNormalization.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     layer = tf.layers.BatchNormalization(name="bn")
    ...     y = layer(tf.ones([4, 2]), training=True)
    ...     print([v.name for v in layer.trainable_variables])
    ...     print([op.name for op in tf.get_collection(tf.GraphKeys.UPDATE_OPS)])
    ['bn/gamma:0', 'bn/beta:0']
    ['bn/AssignMovingAvg', 'bn/AssignMovingAvg_1']
    """

    def __init__(
        self,
        axis: Any = -1,
        momentum: Any = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = Zeros,
        gamma_initializer: Any = Ones,
        moving_mean_initializer: Any = Zeros,
        moving_variance_initializer: Any = Ones,
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        renorm: bool = False,
        renorm_clipping: Any = None,
        renorm_momentum: Any = 0.99,
        fused: bool | None = None,
        trainable: bool = True,
        virtual_batch_size: int | None = None,
        adjustment: Any = None,
        name: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(trainable, name, **options)
        for what, given in (
            ("renorm", renorm),
            ("virtual_batch_size", virtual_batch_size),
            ("adjustment", adjustment),
        ):
            if given:
                raise NotImplementedError(
                    f"Batch normalization with {what}={given!r} is not there: leave it "
                    f"out."
                )
        self.axis = axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.beta_initializer = beta_initializer
        self.gamma_initializer = gamma_initializer
        self.moving_mean_initializer = moving_mean_initializer
        self.moving_variance_initializer = moving_variance_initializer
        self.beta_regularizer = beta_regularizer
        self.gamma_regularizer = gamma_regularizer
        self.beta_constraint = beta_constraint
        self.gamma_constraint = gamma_constraint
        self.fused = fused
        self.gamma: Any = None
        self.beta: Any = None
        self.moving_mean: Any = None
        self.moving_variance: Any = None

    def build(self, input_shape: Any) -> None:
        """Makes scale (gamma), offset (beta) and the moving moments."""
        if input_shape.rank is None:
            raise ValueError(
                f"Input has undefined rank. Received: input_shape={input_shape}."
            )
        rank, dims = input_shape.rank, input_shape.as_list()
        (axis,) = self.axis if isinstance(self.axis, (list, tuple)) else (self.axis,)
        if not -rank <= axis < rank:
            raise ValueError(
                f"Invalid axis. Expected 0 <= axis < inputs.rank (with inputs.rank="
                f"{rank}). Received: layer.axis={self.axis}"
            )
        self.axis = axis % rank
        length = dims[self.axis]
        if length is None:
            raise ValueError(
                f"Input has undefined `axis` dimension. Received input with shape "
                f"{input_shape} and axis={(self.axis,)}"
            )
        self._axis_lengths = {self.axis: length}
        self.ndim = rank
        if self.fused is None:
            self.fused = rank == 4 and self.axis in (1, 3) and self.dtype is dt.float32
        if self.fused and rank != 4:
            raise ValueError(
                f"Batch normalization layers with `fused=True` only support 4D input "
                f"tensors. Received tensor with shape: {input_shape}"
            )
        if self.scale:
            self.gamma = self.add_weight(
                "gamma",
                [length],
                initializer=self.gamma_initializer,
                regularizer=self.gamma_regularizer,
                constraint=self.gamma_constraint,
            )
        if self.center:
            self.beta = self.add_weight(
                "beta",
                [length],
                initializer=self.beta_initializer,
                regularizer=self.beta_regularizer,
                constraint=self.beta_constraint,
            )
        self.moving_mean, self.moving_variance = (
            self.add_weight(name, [length], initializer=initializer, trainable=False)
            for name, initializer in (
                ("moving_mean", self.moving_mean_initializer),
                ("moving_variance", self.moving_variance_initializer),
            )
        )
        self.built = True

    def call(self, inputs: Any, training: Any = False) -> Any:
        """Normalized inputs; ``training`` is a bool or a tensor."""
        if self.fused:
            return self._call_fused(inputs, training)
        rank, graph = self.ndim or 0, get_default_graph()
        others = [axis for axis in range(rank) if axis != self.axis]
        scale, offset = (
            self._spread(inputs, self.gamma),
            self._spread(inputs, self.beta),
        )
        if known_truth(training) is False:
            mean = graph.convert(self.moving_mean)
            variance = graph.convert(self.moving_variance)
        else:
            batch_mean, batch_variance = moments(inputs, others)
            mean = smart_cond(
                training, lambda: batch_mean, lambda: graph.convert(self.moving_mean)
            )
            variance = smart_cond(
                training,
                lambda: batch_variance,
                lambda: graph.convert(self.moving_variance),
            )
            for kept, found in (
                (self.moving_mean, mean),
                (self.moving_variance, variance),
            ):
                self.add_update(self._updated(kept, found, training))
        outputs = normalized(
            inputs,
            self._spread(inputs, mean),
            self._spread(inputs, variance),
            offset,
            scale,
            self.epsilon,
        )
        outputs.set_shape(inputs.shape)
        return outputs

    def _updated(self, kept: Any, found: Any, training: Any) -> Any:
        return smart_cond(
            training, lambda: _moved(kept, found, self.momentum), lambda: kept
        )

    def _spread(self, inputs: Any, vector: Any) -> Any:
        """A vector along ``axis`` in a shape that broadcasts to the inputs."""
        rank = self.ndim or 0
        if vector is None or self.axis == rank - 1:
            return vector
        shape = [1] * rank
        shape[self.axis] = inputs.shape.as_list()[self.axis]
        return reshape(vector, shape)

    def _call_fused(self, inputs: Any, training: Any) -> Any:
        graph, length = get_default_graph(), self.moving_mean.shape.as_list()[0]
        plain = np.ones(length, np.float32)
        gamma = graph.convert(plain) if self.gamma is None else self.gamma
        beta = graph.convert(0 * plain) if self.beta is None else self.beta

        def fused(is_training: bool) -> Any:
            return fused_batch_norm(
                inputs,
                gamma,
                beta,
                self.moving_mean,
                self.moving_variance,
                self.epsilon,
                "NHWC" if self.axis == 3 else "NCHW",
                is_training,
            )

        outputs, mean, variance = smart_cond(
            training, lambda: fused(True), lambda: fused(False)
        )
        known = known_truth(training)
        if known is not False:
            momentum = self.momentum
            if known is None:
                momentum = smart_cond(
                    training,
                    lambda: graph.convert(np.float32(self.momentum)),
                    lambda: graph.convert(np.float32(1)),
                )
            elif not isinstance(momentum, Operand):
                momentum = graph.convert(np.float32(momentum))
            for kept, found in (
                (self.moving_mean, mean),
                (self.moving_variance, variance),
            ):
                self.add_update(_moved(kept, found, momentum))
        return outputs


def _moved(kept: Any, found: Any, momentum: Any) -> Any:
    """Moves a moving average towards a new value; returns the assignment."""
    graph = get_default_graph()
    with graph.scope("AssignMovingAvg") as scope:
        if isinstance(momentum, Operand):
            rate = 1.0 - momentum
        else:
            rate = graph.convert(1.0 - momentum, kept.dtype.base_dtype, "decay")
        step = multiply(subtract(kept, found, name="sub"), rate, name="mul")
        return assign_sub(kept, step, name=scope)


def batch_normalization(
    inputs: Any,
    axis: Any = -1,
    momentum: Any = 0.99,
    epsilon: float = 1e-3,
    center: bool = True,
    scale: bool = True,
    beta_initializer: Any = Zeros,
    gamma_initializer: Any = Ones,
    moving_mean_initializer: Any = Zeros,
    moving_variance_initializer: Any = Ones,
    beta_regularizer: Any = None,
    gamma_regularizer: Any = None,
    beta_constraint: Any = None,
    gamma_constraint: Any = None,
    training: Any = False,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
    renorm: bool = False,
    renorm_clipping: Any = None,
    renorm_momentum: Any = 0.99,
    fused: bool | None = None,
    virtual_batch_size: int | None = None,
    adjustment: Any = None,
) -> Any:
    """Returns ``inputs`` normalized by a new ``BatchNormalization`` layer.

    With ``training`` (a bool or a tensor) the moving moments move when the ops in
    ``UPDATE_OPS`` run. Unlike TensorFlow, there is no ``renorm``, no virtual batch and
    no ``adjustment``. Source: tf.compat.v1.layers.batch_normalization.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     y = tf.layers.batch_normalization(tf.ones([4, 2]), training=True)
    ...     updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    ...     with tf.control_dependencies(updates):
    ...         step = tf.no_op()
    ...     print(len(updates))
    2
    """
    with home.within(graph_of(inputs, training)):
        layer = BatchNormalization(
            axis,
            momentum,
            epsilon,
            center,
            scale,
            beta_initializer,
            gamma_initializer,
            moving_mean_initializer,
            moving_variance_initializer,
            beta_regularizer,
            gamma_regularizer,
            beta_constraint,
            gamma_constraint,
            renorm,
            renorm_clipping,
            renorm_momentum,
            fused,
            trainable,
            virtual_batch_size,
            adjustment,
            name,
            _scope=name,
            _reuse=reuse,
        )
        return layer(inputs, training=training)
