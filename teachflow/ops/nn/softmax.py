"""Softmax and its cross entropies: the ops, along the last axis.

A cross entropy has two outputs, the losses and their derivative by the logits, which is
ready made when the losses are: probabilities minus labels.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op, takes_none
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.shaping import broadcast_like
from teachflow.ops.math.elementary import exp
from teachflow.ops.math.reduce import reduce_sum


def _vectors(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape
    rules.check_least_rank(shape, 1)
    return shape


def _shifted(logits: Any) -> Any:
    return logits - np.max(logits, -1, keepdims=True, initial=-np.inf)


@op("Softmax", "T -> T", shape=_vectors, T=FLOATS)
def softmax_op(logits: Any) -> Any:
    """Along the last axis ``exp(x) / sum(exp(x))``."""
    powers = np.exp(_shifted(logits))
    return powers / np.add.reduce(powers, -1, keepdims=True)


@softmax_op.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    return (g - reduce_sum(g * y, -1, keepdims=True)) * y


softmax_op.jvp_symmetric()


@op("LogSoftmax", "T -> T", shape=_vectors, T=FLOATS)
def log_softmax_op(logits: Any) -> Any:
    """The logarithm of the softmax along the last axis."""
    shifted = _shifted(logits)
    return shifted - np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True))


@log_softmax_op.vjp
def _(call: Any, g: Any) -> Any:
    return g - reduce_sum(g, -1, keepdims=True) * exp(call.output)


@log_softmax_op.jvp
def _(call: Any, dx: Any) -> Any:
    return dx - reduce_sum(exp(call.output) * dx, -1, keepdims=True)


def _losses(call: Any) -> tuple[TensorShape, TensorShape]:
    logits, labels = (tensor.shape for tensor in call.inputs)
    for shape in (logits, labels):
        rules.check_rank(shape, 2)
    dims = [_joined(*pair) for pair in zip(_two(logits), _two(labels), strict=True)]
    return TensorShape(dims[:1]), TensorShape(dims)


def _two(shape: TensorShape) -> tuple[int | None, ...]:
    dims = shape.known_dims
    return (None, None) if dims is None else dims


def _joined(a: int | None, b: int | None) -> int | None:
    if a is not None and b is not None and a != b:
        if 1 in (a, b):
            return max(a, b)
        raise ShapeError(f"Dimensions must be equal, but are {a} and {b}")
    return b if a is None else a


@op("SoftmaxCrossEntropyWithLogits", "T, T -> T, T", shape=_losses, T=FLOATS)
def softmax_cross_entropy_op(features: Any, labels: Any) -> Any:
    """For each row its cross entropy, and the derivative by the logits."""
    if features.shape != labels.shape:
        try:
            features, labels = np.broadcast_arrays(features, labels)
        except ValueError:
            raise InvalidArgumentError(
                None,
                None,
                f"logits and labels must be broadcastable: "
                f"logits_size={bracketed(features.shape)} "
                f"labels_size={bracketed(labels.shape)}",
            ) from None
    minus_logs = _minus_logs(features)
    loss = np.add.reduce(np.where(labels == 0, labels * 0, labels * minus_logs), -1)
    return loss, np.exp(-minus_logs) - labels


def _minus_logs(logits: Any) -> Any:
    """Minus the logarithm of the softmax."""
    shifted = _shifted(logits)
    return np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True)) - shifted


def _to_logits(call: Any, g: Any, g_backprop: Any) -> Any:
    """The logits' share: the second output is the derivative, ready made."""
    parts = [] if g is None else [_column(g) * call.outputs[1]]
    if g_backprop is not None:
        probabilities = softmax_op(call.inputs[0])
        inner = reduce_sum(g_backprop * probabilities, 1, keepdims=True)
        parts.append((g_backprop - inner) * probabilities)
    return parts[0] if len(parts) == 1 else parts[0] + parts[1]


@softmax_cross_entropy_op.vjp
@takes_none
def _(call: Any, g: Any, g_backprop: Any) -> Any:
    logits = call.inputs[0]

    def of_labels() -> Any:
        parts = [] if g is None else [-_column(g) * log_softmax_op(logits)]
        parts += [] if g_backprop is None else [-g_backprop]
        return parts[0] if len(parts) == 1 else parts[0] + parts[1]

    return lambda: _to_logits(call, g, g_backprop), of_labels


@softmax_cross_entropy_op.jvp
def _(call: Any, dlogits: Any, dlabels: Any) -> Any:
    if dlabels is None:
        return _of_logits(call, dlogits)
    of_loss = reduce_sum(-dlabels * log_softmax_op(call.inputs[0]), -1)
    of_backprop = broadcast_like(-dlabels, call.outputs[1])
    if dlogits is None:
        return of_loss, of_backprop
    loss, backprop = _of_logits(call, dlogits)
    return loss + of_loss, backprop + of_backprop


def _of_logits(call: Any, dlogits: Any) -> tuple[Any, Any]:
    """How the losses, and their derivatives, move with the logits."""
    y = softmax_op(call.inputs[0])
    of_backprop = y * (dlogits - reduce_sum(y * dlogits, -1, keepdims=True))
    return reduce_sum(call.outputs[1] * dlogits, -1), of_backprop


def _sparse_losses(call: Any) -> tuple[TensorShape, TensorShape]:
    logits, labels = (tensor.shape for tensor in call.inputs)
    rules.check_rank(logits, 2)
    rules.check_rank(labels, 1)
    rows, classes = _two(logits)
    count = None if labels.rank is None else labels.known_dims[0]
    if rows is not None and count is not None and rows != count:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {count}")
    rows = count if rows is None else rows
    return TensorShape([rows]), TensorShape([rows, classes])


@op(
    "SparseSoftmaxCrossEntropyWithLogits",
    "T, Tlabels -> T, T",
    shape=_sparse_losses,
    T=FLOATS,
    Tlabels=INDEX,
)
def sparse_softmax_cross_entropy_op(features: Any, labels: Any) -> Any:
    """The same for rows whose label is the number of a class."""
    classes = features.shape[-1]
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        raise InvalidArgumentError(
            None,
            None,
            f"Received a label value of {labels[wrong][0]} which is outside the valid "
            f"range of [0, {classes}).  Label values: "
            + " ".join(map(str, labels.tolist())),
        )
    if features.shape[0] != labels.shape[0]:
        raise InvalidArgumentError(
            None,
            None,
            f"logits and labels must have the same first dimension, got logits shape "
            f"{bracketed(features.shape)} and labels shape {bracketed(labels.shape)}",
        )
    minus_logs = _minus_logs(features)
    rows = np.arange(len(labels))
    backprop = np.exp(-minus_logs)
    backprop[rows, labels] -= 1
    return minus_logs[rows, labels], backprop


@sparse_softmax_cross_entropy_op.vjp
@takes_none
def _(call: Any, g: Any, g_backprop: Any) -> Any:
    return lambda: _to_logits(call, g, g_backprop), None


@sparse_softmax_cross_entropy_op.jvp
def _(call: Any, dlogits: Any, _: Any) -> Any:
    return _of_logits(call, dlogits)


def _with_column(call: Any) -> TensorShape:
    dims = call.inputs[0].shape.known_dims or (None,)
    return TensorShape([dims[0], 1])


@op("AddColumn", "T -> T", shape=_with_column, T=FLOATS)
def _column(input: Any) -> Any:
    """A vector as a matrix of one column. Ours, not TensorFlow's."""
    return np.reshape(input, (-1, 1))


@_column.vjp
def _(call: Any, g: Any) -> Any:
    return reduce_sum(g, 1)


_column.jvp_linear(0)
