"""``tf.contrib.layers``: TensorFlow 1.15's own layers, with names of their own.

They are the layers of ``tf.layers`` with other defaults: variables are ``weights`` and
``biases``, among the model's variables, and dense and convolution layers end in a relu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.core.arg_scope import add_arg_scope
from teachflow.graph.defaults import get_default_graph, graph_of
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.initializers import Ones, Zeros
from teachflow.graph.sharing.scaled_initializers import xavier_initializer
from teachflow.graph.sharing.variable_scope import variable_scope
from teachflow.models.layers.base import Layer
from teachflow.models.layers.convolutional import Conv2D
from teachflow.models.layers.core import Dense, Dropout, Flatten
from teachflow.models.layers.normalization import BatchNormalization
from teachflow.models.layers.pooling import AveragePooling2D, MaxPooling2D
from teachflow.ops.arrays.array import identity
from teachflow.ops.nn.nn import relu as relu_op

_NAMES = {"kernel": "weights", "bias": "biases"}
_XAVIER = xavier_initializer()


def _model_variable(
    getter: Callable[..., Any], name: str, *args: Any, **more: Any
) -> Any:
    """The variable under its older name, among the model's variables."""
    prefix, slash, last = name.rpartition("/")
    variable = getter(f"{prefix}{slash}{_NAMES.get(last, last)}", *args, **more)
    held = get_default_graph().get_collection(GraphKeys.MODEL_VARIABLES)
    if not any(variable is other for other in held):
        get_default_graph().add_to_collection(GraphKeys.MODEL_VARIABLES, variable)
    return variable


@contextmanager
def _opened(
    scope: Any, default: str, reuse: Any, *values: Any
) -> Iterator[tuple[Any, Any]]:
    """The graph of the values, and the variable scope of a layer."""
    graph = graph_of(*values)
    with (
        home.within(graph),
        variable_scope(
            scope, default, reuse=reuse, custom_getter=_model_variable
        ) as opened,
    ):
        yield graph, opened


def _collected(keys: Any, outputs: Any) -> Any:
    if keys:
        get_default_graph().add_to_collections(keys, outputs)
    return outputs


def _finished(
    outputs: Any,
    layer: Layer,
    normalizer_fn: Any,
    normalizer_params: Any,
    activation_fn: Any,
    variables_collections: Any,
    outputs_collections: Any,
) -> Any:
    for variable in layer.variables if variables_collections else ():
        get_default_graph().add_to_collections(variables_collections, variable)
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    return _collected(outputs_collections, outputs)


@add_arg_scope
def fully_connected(
    inputs: Any,
    num_outputs: int,
    activation_fn: Any = relu_op,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = _XAVIER,
    weights_regularizer: Any = None,
    biases_initializer: Any = Zeros,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """Returns ``relu(inputs @ weights + biases)``, or with another ``activation_fn``.

    The variables are ``weights`` and ``biases`` in ``scope`` ("fully_connected",
    numbered); with a ``normalizer_fn`` there are no biases.
    Source: tf.contrib.layers.fully_connected of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.placeholder(tf.float32, [None, 3])
    ...     y = tf.contrib.layers.fully_connected(x, 4)
    ...     print(y.name, [v.name for v in tf.trainable_variables()])
    fully_connected/Relu:0 ['fully_connected/weights:0', 'fully_connected/biases:0']
    """
    with _opened(scope, "fully_connected", reuse, inputs) as (_, opened):
        layer = Dense(
            num_outputs,
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer,
            trainable=trainable,
            name=opened.name,
            _scope=opened,
            _reuse=reuse,
        )
        return _finished(
            layer(inputs),
            layer,
            normalizer_fn,
            normalizer_params,
            activation_fn,
            variables_collections,
            outputs_collections,
        )


@add_arg_scope
def conv2d(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str | None = None,
    rate: Any = 1,
    activation_fn: Any = relu_op,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = _XAVIER,
    weights_regularizer: Any = None,
    biases_initializer: Any = Zeros,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """Returns a convolution of images plus biases, through a relu.

    The variables are ``weights`` and ``biases`` in ``scope`` ("Conv", numbered).
    Source: tf.contrib.layers.conv2d of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     y = tf.contrib.layers.conv2d(tf.ones([1, 8, 8, 3]), 4, 3, scope="c")
    ...     print(y.name, y.shape, tf.trainable_variables()[0].name)
    c/Relu:0 (1, 8, 8, 4) c/weights:0
    """
    first = data_format == "NCHW"
    with _opened(scope, "Conv", reuse, inputs) as (_, opened):
        layer = Conv2D(
            num_outputs,
            kernel_size,
            stride,
            padding,
            "channels_first" if first else "channels_last",
            rate,
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer,
            trainable=trainable,
            name=opened.name,
            _scope=opened,
            _reuse=reuse,
        )
        return _finished(
            layer(inputs),
            layer,
            normalizer_fn,
            normalizer_params,
            activation_fn,
            variables_collections,
            outputs_collections,
        )


def _pooled(
    kind: Any, default: str, inputs: Any, sizes: tuple[Any, ...], rest: tuple[Any, Any]
) -> Any:
    keys, scope = rest
    graph = graph_of(inputs)
    with home.within(graph), graph.scope(scope or default) as opened:
        layer = kind(*sizes, _scope=opened)
        return _collected(keys, layer(inputs))


@add_arg_scope
def max_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NHWC",
    outputs_collections: Any = None,
    scope: Any = None,
) -> Any:
    """Returns the greatest of each window on images.

    Source: tf.contrib.layers.max_pool2d of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.contrib.layers.max_pool2d(tf.ones([1, 8, 8, 3]), 2))
    Tensor("MaxPool2D/MaxPool:0", shape=(1, 4, 4, 3), dtype=float32)
    """
    sizes = kernel_size, stride, padding, _order(data_format)
    rest = outputs_collections, scope
    return _pooled(MaxPooling2D, "MaxPool2D", inputs, sizes, rest)


@add_arg_scope
def avg_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str = "NHWC",
    outputs_collections: Any = None,
    scope: Any = None,
) -> Any:
    """Returns the mean of each window on images.

    Source: tf.contrib.layers.avg_pool2d of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.contrib.layers.avg_pool2d(tf.ones([1, 8, 8, 3]), 2).shape)
    (1, 4, 4, 3)
    """
    sizes = kernel_size, stride, padding, _order(data_format)
    rest = outputs_collections, scope
    return _pooled(AveragePooling2D, "AvgPool2D", inputs, sizes, rest)


def _order(data_format: str) -> str:
    return "channels_first" if data_format == "NCHW" else "channels_last"


@add_arg_scope
def flatten(inputs: Any, outputs_collections: Any = None, scope: Any = None) -> Any:
    """Returns ``inputs`` as a matrix: all axes but the first made one.

    Source: tf.contrib.layers.flatten of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.contrib.layers.flatten(tf.ones([2, 3, 4])).shape)
    (2, 12)
    """
    graph = graph_of(inputs)
    with home.within(graph), graph.scope(scope or "Flatten") as opened:
        return _collected(outputs_collections, Flatten(_scope=opened)(inputs))


@add_arg_scope
def dropout(
    inputs: Any,
    keep_prob: Any = 0.5,
    noise_shape: Any = None,
    is_training: Any = True,
    outputs_collections: Any = None,
    scope: Any = None,
    seed: int | None = None,
) -> Any:
    """Returns ``inputs`` of which a share ``keep_prob`` is kept where training.

    Source: tf.contrib.layers.dropout of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     y = tf.contrib.layers.dropout(tf.ones([3]), 0.5, is_training=False)
    ...     print(sess.run(y))
    [1. 1. 1.]
    """
    with _opened(scope, "Dropout", None, inputs, is_training) as (_, opened):
        layer = Dropout(1 - keep_prob, noise_shape, seed, opened.name, _scope=opened)
        return _collected(outputs_collections, layer(inputs, training=is_training))


@add_arg_scope
def batch_norm(
    inputs: Any,
    decay: Any = 0.999,
    center: bool = True,
    scale: bool = False,
    epsilon: float = 0.001,
    activation_fn: Any = None,
    param_initializers: Any = None,
    param_regularizers: Any = None,
    updates_collections: Any = GraphKeys.UPDATE_OPS,
    is_training: Any = True,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """Returns ``inputs`` normalized: by the batch in training, else by moving moments.

    With ``updates_collections=None`` the moving moments move whenever the result is
    computed; else the updates are collected. There is a scale only with ``scale=True``.
    Source: tf.contrib.layers.batch_norm of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     y = tf.contrib.layers.batch_norm(tf.ones([4, 2]))
    ...     print([v.name for v in tf.global_variables()])
    ['BatchNorm/beta:0', 'BatchNorm/moving_mean:0', 'BatchNorm/moving_variance:0']
    """
    start, losses = param_initializers or {}, param_regularizers or {}
    with _opened(scope, "BatchNorm", reuse, inputs, is_training) as (graph, opened):
        layer = BatchNormalization(
            momentum=decay,
            epsilon=epsilon,
            center=center,
            scale=scale,
            beta_initializer=start.get("beta", Zeros),
            gamma_initializer=start.get("gamma", Ones),
            moving_mean_initializer=start.get("moving_mean", Zeros),
            moving_variance_initializer=start.get("moving_variance", Ones),
            beta_regularizer=losses.get("beta"),
            gamma_regularizer=losses.get("gamma"),
            trainable=trainable,
            name=opened.name,
            _scope=opened,
            _reuse=reuse,
        )
        layer.updates_collection = updates_collections
        outputs = layer(inputs, training=is_training)
        if updates_collections is None:
            with graph.control_dependencies(layer.updates):
                outputs = identity(outputs)
        rest = activation_fn, variables_collections, outputs_collections
        return _finished(outputs, layer, None, None, *rest)


def relu(inputs: Any, num_outputs: int, **options: Any) -> Any:
    """Returns ``fully_connected`` through a relu.

    Source: tf.contrib.layers.relu of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.contrib.layers.relu(tf.ones([1, 3]), 2).name)
    fully_connected/Relu:0
    """
    return fully_connected(inputs, num_outputs, activation_fn=relu_op, **options)


def linear(inputs: Any, num_outputs: int, **options: Any) -> Any:
    """Returns ``fully_connected`` without an activation.

    Source: tf.contrib.layers.linear of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.contrib.layers.linear(tf.ones([1, 3]), 2).name)
    fully_connected/BiasAdd:0
    """
    return fully_connected(inputs, num_outputs, activation_fn=None, **options)
