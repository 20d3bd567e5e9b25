"""The ops that TensorFlow's own gradients are made of, for graphs that come from there.

Gradients that are made here do without them: their rules are written in the ops that a
reader knows. But a graph that TensorFlow wrote, loss, gradients, steps and all, can be
read and trained here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.elementary import sigmoid
from teachflow.ops.math.logic import less
from teachflow.ops.math.mask import keep_where
from teachflow.ops.math.math import negative, square
from teachflow.ops.math.order import sign

_SELU_SCALE = 1.0507009873554804934193349852946
_SELU_SCALE_ALPHA = 1.7580993408473768599402175208123

# ---- slopes in terms of the output y -----------------------------------------------


@op("SigmoidGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def sigmoid_grad(y: Any, dy: Any) -> Any:
    """``dy * y * (1 - y)``."""
    return dy * y * (1 - y)


@sigmoid_grad.vjp
def _(call: Any, g: Any) -> Any:
    y, dy = call.inputs
    return lambda: g * dy * (1 - 2 * y), lambda: sigmoid_grad(y, g)


sigmoid_grad.jvp_symmetric()


@op("TanhGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def tanh_grad(y: Any, dy: Any) -> Any:
    """``dy * (1 - y ** 2)``."""
    return dy * (1 - np.square(y))


@tanh_grad.vjp
def _(call: Any, g: Any) -> Any:
    y, dy = call.inputs
    return lambda: -2 * g * dy * y, lambda: tanh_grad(y, g)


tanh_grad.jvp_symmetric()


@op("SqrtGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def sqrt_grad(y: Any, dy: Any) -> Any:
    """``0.5 * dy / y``, and 0 where ``dy`` is 0, whatever ``y`` is."""
    return np.where(dy == 0, dy.dtype.type(0), dy.dtype.type(0.5) * dy / y)


@sqrt_grad.vjp
def _(call: Any, g: Any) -> Any:
    y, dy = call.inputs
    return lambda: -0.5 * g * dy / square(y), lambda: 0.5 * g / y


sqrt_grad.jvp_symmetric()


@op("RsqrtGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def rsqrt_grad(y: Any, dy: Any) -> Any:
    """``-0.5 * dy * y ** 3``, and 0 where ``dy`` is 0, whatever ``y`` is."""
    slope = dy.dtype.type(-0.5) * dy * (np.square(y) * y)
    return np.where(dy == 0, dy.dtype.type(0), slope)


@rsqrt_grad.vjp
def _(call: Any, g: Any) -> Any:
    y, dy = call.inputs
    return lambda: -1.5 * g * dy * square(y), lambda: rsqrt_grad(y, g)


rsqrt_grad.jvp_symmetric()


@op("ReciprocalGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def reciprocal_grad(y: Any, dy: Any) -> Any:
    """``-dy * y ** 2``, and 0 where ``dy`` is 0, whatever ``y`` is."""
    return np.where(dy == 0, dy.dtype.type(0), -dy * np.square(y))


@reciprocal_grad.vjp
def _(call: Any, g: Any) -> Any:
    y, dy = call.inputs
    return lambda: -2 * g * dy * y, lambda: reciprocal_grad(y, g)


reciprocal_grad.jvp_symmetric()


@op("InvGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def inv_grad(y: Any, dy: Any) -> Any:
    """The same under the name it had first."""
    return np.where(dy == 0, dy.dtype.type(0), -dy * np.square(y))


inv_grad.op.rules["vjp"] = reciprocal_grad.op.rules["vjp"]
inv_grad.jvp_symmetric()


@op("EluGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def elu_grad(gradients: Any, outputs: Any) -> Any:
    """The gradients, times ``y + 1`` where y is negative."""
    return np.where(np.less(outputs, 0), gradients * (outputs + 1), gradients)


@elu_grad.vjp
def _(call: Any, g: Any) -> Any:
    gradients, y = call.inputs
    return lambda: elu_grad(g, y), lambda: keep_where(less(y, 0), g * gradients)


elu_grad.jvp_symmetric()


@op("SeluGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def selu_grad(gradients: Any, outputs: Any) -> Any:
    """The gradients, times 1.0507, or ``y + 1.7581`` where y is negative."""
    kind = gradients.dtype.type
    below = outputs + kind(_SELU_SCALE_ALPHA)
    return gradients * np.where(np.less(outputs, 0), below, kind(_SELU_SCALE))


@selu_grad.vjp
def _(call: Any, g: Any) -> Any:
    gradients, y = call.inputs
    return lambda: selu_grad(g, y), lambda: keep_where(less(y, 0), g * gradients)


selu_grad.jvp_symmetric()


# ---- slopes in terms of the input x ------------------------------------------------


@op("SoftplusGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def softplus_grad(gradients: Any, features: Any) -> Any:
    """The gradients times the sigmoid of x."""
    return gradients / (np.exp(-features) + 1)


@softplus_grad.vjp
def _(call: Any, g: Any) -> Any:
    gradients, x = call.inputs
    return (
        lambda: softplus_grad(g, x),
        lambda: sigmoid_grad(sigmoid(x), g * gradients),
    )


softplus_grad.jvp_symmetric()


@op("SoftsignGrad", "T, T -> T", shape=rules.same, T=FLOATS)
def softsign_grad(gradients: Any, features: Any) -> Any:
    """The gradients over ``(1 + |x|) ** 2``."""
    return gradients / np.square(1 + np.abs(features))


@softsign_grad.vjp
def _(call: Any, g: Any) -> Any:
    gradients, x = call.inputs
    wide = 1 + absolute(x)
    return (
        lambda: softsign_grad(g, x),
        lambda: negative(2 * g * gradients * sign(x)) / (square(wide) * wide),
    )


softsign_grad.jvp_symmetric()


# ---- shapes ------------------------------------------------------------------------


def _two_lists(call: Any) -> tuple[TensorShape, TensorShape]:
    return TensorShape([None]), TensorShape([None])


@op(
    "BroadcastGradientArgs",
    "T, T -> T, T",
    shape=_two_lists,
    differentiable=False,
    T=INDEX,
)
def broadcast_gradient_args(s0: Any, s1: Any) -> Any:
    """The axes along which arrays of the shapes ``s0`` and ``s1`` are repeated to meet:
    two lists, ascending; axes of length 1 in both are in both.
    """
    rank = max(len(s0), len(s1))
    long0, long1 = (
        np.concatenate((np.ones(rank - len(s), s.dtype), s)) for s in (s0, s1)
    )
    if np.any((long0 != long1) & (long0 != 1) & (long1 != 1)):
        raise InvalidArgumentError(
            None, None, f"Incompatible shapes: {s0.tolist()} vs. {s1.tolist()}"
        )
    if np.array_equal(s0, s1):
        nothing = np.zeros(0, s0.dtype)
        return nothing, nothing
    return tuple(np.flatnonzero(s == 1).astype(s.dtype) for s in (long0, long1))


def _as_the_shapes(call: Any) -> tuple[TensorShape, ...]:
    return tuple(tensor.shape for tensor in call.inputs[1:])


@op(
    "ConcatOffset",
    "int32, N*shape_type -> N*shape_type",
    shape=_as_the_shapes,
    differentiable=False,
    shape_type=INDEX,
)
def concat_offset(concat_dim: Any, shape: list[Any]) -> Any:
    """Where each part begins in what ``ConcatV2`` makes of parts of these shapes."""
    found, start = [], 0
    for lengths in shape:
        offset = np.zeros_like(lengths)
        offset[concat_dim] = start
        start += lengths[concat_dim]
        found.append(offset)
    return tuple(found)
