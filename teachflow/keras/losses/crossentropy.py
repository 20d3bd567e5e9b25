"""Losses of probabilities: cross-entropies, divergences, and their focal forms."""

from __future__ import annotations

import warnings
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.masking import set_keras_mask
from teachflow.keras.tensors import logits_of, tensor


def kl_divergence(y_true: Any, y_pred: Any) -> Any:
    """The sum of ``y_true * log(y_true / y_pred)`` over the last axis.

    Source: tf.keras.losses.kld; Kullback and Leibler (1951).

    >>> import teachflow as tf
    >>> tf.keras.losses.kld([[0.5, 0.5]], [[0.5, 0.5]]).numpy()
    array([0.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.clip_by_value(tensor(y_true, y_pred.dtype), epsilon(), 1.0)
    y_pred = tf.clip_by_value(y_pred, epsilon(), 1.0)
    return tf.reduce_sum(y_true * tf.math.log(y_true / y_pred), axis=-1)


def poisson(y_true: Any, y_pred: Any) -> Any:
    """The mean of ``y_pred - y_true * log(y_pred)`` over the last axis.

    Source: tf.keras.losses.poisson.

    >>> import teachflow as tf
    >>> tf.keras.losses.poisson([[1.0, 2.0]], [[1.0, 1.0]]).numpy().round(4)
    array([1.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tensor(y_true, y_pred.dtype)
    small = tensor(epsilon(), y_pred.dtype)
    return tf.reduce_mean(y_pred - y_true * tf.math.log(y_pred + small), axis=-1)


def binary_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """The cross-entropy of yes and no, its mean over ``axis``.

    ``y_pred`` are probabilities, or any numbers with ``from_logits``. Raises
    ``ValueError`` where the shapes differ. Source: tf.keras.losses.binary_crossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.binary_crossentropy([[0.0, 1.0]], [[0.5, 0.5]])
    >>> loss.numpy().round(4)
    array([0.6931], dtype=float32)
    """
    y_true, y_pred = _smoothed(y_true, y_pred, label_smoothing)
    return tf.reduce_mean(_binary(y_true, y_pred, from_logits), axis=axis)


def _smoothed(y_true: Any, y_pred: Any, label_smoothing: float) -> tuple[Any, Any]:
    """Targets of yes and no, drawn together by ``label_smoothing``, and predictions."""
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    return y_true, y_pred


def _binary(target: Any, output: Any, from_logits: bool) -> Any:
    _check_same_shape(target, output)
    logits = logits_of(output, "Sigmoid", from_logits, "binary_crossentropy")
    if logits is not None:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=logits)
    output = tf.clip_by_value(output, epsilon(), 1.0 - epsilon())
    return -(target * tf.math.log(output) + (1.0 - target) * tf.math.log(1.0 - output))


def _check_same_shape(target: Any, output: Any) -> None:
    received = f"target.shape={target.shape}, output.shape={output.shape}"
    if len(target.shape) != len(output.shape):
        raise ValueError(
            "Arguments `target` and `output` must have the same rank (ndim). "
            f"Received: {received}"
        )
    if not target.shape.is_compatible_with(output.shape):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape. "
            f"Received: {received}"
        )


def categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """The cross-entropy of classes that ``y_true`` gives as probabilities.

    ``y_pred`` are probabilities along ``axis`` (scaled to sum 1), or any numbers with
    ``from_logits``. Raises ``ValueError`` where the shapes differ.
    Source: tf.keras.losses.categorical_crossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.categorical_crossentropy([[0.0, 1.0]], [[0.5, 0.5]])
    >>> loss.numpy().round(4)
    array([0.6931], dtype=float32)
    """
    y_pred, y_true = _classes(
        y_true, y_pred, label_smoothing, axis, "categorical_crossentropy"
    )
    if not len(y_true.shape):
        raise ValueError(
            "Arguments `target` and `output` must be at least rank 1. Received: "
            f"target.shape={y_true.shape}, output.shape={y_pred.shape}"
        )
    _check_same_shape(y_true, y_pred)
    logits = logits_of(y_pred, "Softmax", from_logits, "categorical_crossentropy")
    if logits is not None:
        return tf.nn.softmax_cross_entropy_with_logits(
            labels=y_true, logits=logits, axis=axis
        )
    output = y_pred / tf.reduce_sum(y_pred, axis, keepdims=True)
    output = tf.clip_by_value(output, epsilon(), 1.0 - epsilon())
    return -tf.reduce_sum(y_true * tf.math.log(output), axis)


def _classes(
    y_true: Any, y_pred: Any, label_smoothing: float, axis: int, name: str
) -> tuple[Any, Any]:
    if isinstance(axis, bool):
        raise ValueError(
            f"`axis` must be of type `int`. Received: axis={axis} of type {type(axis)}"
        )
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    if len(y_pred.shape) and y_pred.shape[-1] == 1:
        warnings.warn(
            f"In loss {name}, expected y_pred.shape to be (batch_size, num_classes) "
            f"with num_classes > 1. Received: y_pred.shape={y_pred.shape}. Consider "
            "using 'binary_crossentropy' if you only have 2 classes.",
            SyntaxWarning,
            stacklevel=3,
        )
    if label_smoothing:
        count = tf.cast(tf.shape(y_true)[-1], y_pred.dtype)
        y_true = y_true * (1.0 - label_smoothing) + label_smoothing / count
    return y_pred, y_true


def sparse_categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
) -> Any:
    """The cross-entropy of classes that ``y_true`` gives as numbers.

    ``y_pred`` are probabilities along the last axis, or any numbers with
    ``from_logits``; samples of ``ignore_class`` count 0. Raises ``ValueError`` where
    the shapes do not fit. Source: tf.keras.losses.sparse_categorical_crossentropy.

    >>> import teachflow as tf
    >>> y_true, y_pred = tf.constant([1]), tf.constant([[0.5, 0.5]])
    >>> loss = tf.keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
    >>> loss.numpy().round(4)
    array([0.6931], dtype=float32)
    """
    if len(y_true.shape) == len(y_pred.shape) and y_true.shape[axis] == 1:
        y_true = tf.squeeze(y_true, axis=axis)
    if ignore_class is None:
        return _sparse(y_true, y_pred, from_logits, axis)
    counts = tf.not_equal(y_true, tf.cast(ignore_class, y_true.dtype))
    y_true = tf.where(counts, y_true, tf.zeros_like(y_true))
    y_pred = tf.where(tf.expand_dims(counts, axis), y_pred, tf.zeros_like(y_pred))
    values = _sparse(y_true, y_pred, from_logits, axis)
    counts = tf.reshape(counts, tf.shape(values))
    values = tf.where(counts, values, tf.zeros_like(values))
    set_keras_mask(values, counts)
    return values


def _sparse(target: Any, output: Any, from_logits: bool, axis: int) -> Any:
    if axis not in (-1, len(output.shape) - 1):
        raise ValueError(f"Only axis=-1 is currently supported. Received: axis={axis}")
    name = "sparse_categorical_crossentropy"
    logits = logits_of(output, "Softmax", from_logits, name)
    target = tensor(target, "int64")
    output = tf.convert_to_tensor(output)
    received = f"target.shape={target.shape}, output.shape={output.shape}"
    if len(output.shape) < 1:
        raise ValueError(
            "Argument `output` must be at least rank 1. "
            f"Received: output.shape={output.shape}"
        )
    if len(target.shape) != len(output.shape) - 1:
        raise ValueError(
            "Argument `output` must have rank (ndim) `target.ndim - 1`. "
            f"Received: {received}"
        )
    if not target.shape.is_compatible_with(output.shape[:-1]):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape up until the "
            f"last dimension: {received}"
        )
    if logits is None:
        logits = tf.math.log(tf.clip_by_value(output, epsilon(), 1.0 - epsilon()))
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=logits)


def binary_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """Binary cross-entropy in which easy samples count less.

    Source: tf.keras.losses.binary_focal_crossentropy; Lin et al. (2018).

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.binary_focal_crossentropy([[0.0, 1.0]], [[0.5, 0.5]])
    >>> loss.numpy().round(4)
    array([0.1733], dtype=float32)
    """
    y_true, y_pred = _smoothed(y_true, y_pred, label_smoothing)
    if from_logits:
        y_pred = tf.sigmoid(y_pred)
    entropy = _binary(y_true, y_pred, from_logits=False)
    right = y_true * y_pred + (1.0 - y_true) * (1.0 - y_pred)
    focal = tf.pow(1.0 - right, gamma) * entropy
    if apply_class_balancing:
        focal = (y_true * alpha + (1.0 - y_true) * (1.0 - alpha)) * focal
    return tf.reduce_mean(focal, axis=axis)


def categorical_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Any:
    """Categorical cross-entropy in which easy samples count less.

    Source: tf.keras.losses.categorical_focal_crossentropy; Lin et al. (2018).

    >>> import teachflow as tf
    >>> focal = tf.keras.losses.categorical_focal_crossentropy
    >>> focal([[0.0, 1.0]], [[0.5, 0.5]]).numpy().round(4)
    array([0.0433], dtype=float32)
    """
    y_pred, y_true = _classes(
        y_true, y_pred, label_smoothing, axis, "categorical_focal_crossentropy"
    )
    if from_logits:
        y_pred = tf.nn.softmax(y_pred, axis=axis)
    output = y_pred / tf.reduce_sum(y_pred, axis=axis, keepdims=True)
    output = tf.clip_by_value(output, epsilon(), 1.0 - epsilon())
    focal = tf.pow(1.0 - output, gamma) * alpha * (-y_true * tf.math.log(output))
    return tf.reduce_sum(focal, axis=axis)


def categorical_generalized_cross_entropy(y_true: Any, y_pred: Any, q: float) -> Any:
    """``(1 - p ** q) / q`` of the true class's probability: bears wrong labels.

    Source: tf.keras.losses.categorical_generalized_cross_entropy; Zhang and Sabuncu
    (2018).

    >>> import teachflow as tf
    >>> y_true, y_pred = tf.constant([1]), tf.constant([[0.75, 0.25]])
    >>> loss = tf.keras.losses.categorical_generalized_cross_entropy
    >>> loss(y_true, y_pred, q=0.5).numpy()
    array([1.], dtype=float32)
    """
    classes = tf.one_hot(tensor(y_true, "int32"), tf.shape(y_pred)[-1])
    probability = tf.reduce_sum(y_pred * tf.cast(classes, y_pred.dtype), axis=-1)
    return (1.0 - tf.pow(probability, q)) / q
