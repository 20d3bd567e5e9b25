"""More sums: Euclidean norm, running log-sum-exp, polynomials; whether a list rises."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX, NUMBERS
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS, op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.array import stop_gradient_op
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.math.elementary import exp
from teachflow.ops.math.logic import greater, greater_equal
from teachflow.ops.math.reduce import (
    reduce_all,
    reduce_max,
    reduced,
)
from teachflow.ops.math.reductions import (
    along_an_axis,
    cumsum_op,
    reduce_sum_op,
    restore_axes,
    running,
)
from teachflow.ops.nn.nn import softplus

_COUNTED = (dt.int32, dt.int64, dt.float32, dt.float64)

# ---- Euclidean norm --------------------------------------------------------------


@op("EuclideanNorm", "T, Tidx -> T", shape=rules.reduction, T=NUMBERS, Tidx=INDEX)
def euclidean_norm_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The root of the sum of squares along axes."""
    axes = tuple(np.reshape(reduction_indices, -1).tolist())
    total = np.sum(np.abs(input) ** 2, axis=axes, keepdims=keep_dims)
    return np.asarray(np.sqrt(total), input.dtype)


@euclidean_norm_op.vjp
def _(call: Any, g: Any) -> Any:
    x, indices = call.inputs
    keep = call.attrs["keep_dims"]
    source = x.shape_source()
    return x * restore_axes(g / call.output, indices, source, keep_dims=keep), None


euclidean_norm_op.jvp_summed(reduce_sum_op)


@composite
def reduce_euclidean_norm(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """Returns the root of the sum of squares along ``axis``; axes as in ``reduce_sum``.

    Source: tf.math.reduce_euclidean_norm.

    >>> import teachflow as tf
    >>> tf.math.reduce_euclidean_norm([[3.0, 4.0], [6.0, 8.0]], axis=1).numpy()
    array([ 5., 10.], dtype=float32)
    """
    return reduced(euclidean_norm_op, input_tensor, axis, bool(keepdims), name)


# ---- running log-sum-exp -----------------------------------------------------------


@op("CumulativeLogsumexp", "T, Tidx -> T", shape=along_an_axis, T=FLOATS, Tidx=INDEX)
def cumulative_logsumexp_op(
    x: Any, axis: Any, *, exclusive: bool = False, reverse: bool = False
) -> Any:
    """The logarithms of the running sums of exponentials along an axis."""
    return running(np.logaddexp, x, axis, exclusive, reverse)


@cumulative_logsumexp_op.vjp
def _(call: Any, g: Any) -> Any:
    x, axis = call.inputs
    exclusive, reverse = call.attrs["exclusive"], call.attrs["reverse"]
    top = stop_gradient_op(reduce_max(x))  # keeps the exponentials in range
    weighed = g * exp(top - call.output)
    back = cumsum_op(weighed, axis, exclusive=exclusive, reverse=not reverse)
    return back * exp(x - top), None


@cumulative_logsumexp_op.jvp
def _(call: Any, dx: Any, _: Any) -> Any:
    x, axis = call.inputs
    top = stop_gradient_op(reduce_max(x))  # keeps the exponentials in range
    return exp(top - call.output) * cumsum_op(dx * exp(x - top), axis, **call.attrs)


@composite
def cumulative_logsumexp(
    x: Any,
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the running ``log(sum(exp(x)))`` along ``axis``, without overflow.

    ``exclusive`` leaves each element out of its own sum, ``reverse`` sums from the end.
    Source: tf.math.cumulative_logsumexp.

    >>> import teachflow as tf
    >>> tf.math.cumulative_logsumexp([0.0, 0.0]).numpy()
    array([0.       , 0.6931472], dtype=float32)
    """
    here = home.choose((x, axis))
    with here.scope(name or "CumulativeLogsumexp") as scope:
        x = here.convert(x, None, "x")
        return cumulative_logsumexp_op(
            x, axis, exclusive=exclusive, reverse=reverse, name=scope or None
        )


# ---- polynomials, logarithms --------------------------------------------------------


@composite
def polyval(coeffs: Any, x: Any, name: str | None = None) -> Any:
    """Returns the polynomial with the coefficients ``coeffs``, the highest first, at x.

    Raises ``ValueError`` where ``coeffs`` is no list. Source: tf.math.polyval.

    >>> import teachflow as tf
    >>> tf.math.polyval([2.0, 1.0, 0.0], 3.0).numpy()
    np.float32(21.0)
    """
    if not isinstance(coeffs, list):
        raise ValueError(
            f"Argument coeffs must be list type. Received type {type(coeffs)}."
        )
    here = home.choose((coeffs, x))
    with here.scope(name or "polyval") as scope:
        x = here.convert(x, None, "x")
        if not coeffs:
            zero = np.zeros(x.shape.as_known_list(), x.dtype.numpy_dtype)
            return here.convert(zero, None, scope or None)
        kind = x.dtype.base_dtype
        terms = [
            here.convert(item, None, f"coeff_{number}", kind)
            for number, item in enumerate(coeffs)
        ]
        total = terms[0]
        for term in terms[1:]:
            total = term + total * x
        return total


@composite
def log_sigmoid(x: Any, name: str | None = None) -> Any:
    """Returns elementwise ``log(1 / (1 + exp(-x)))``. Source: tf.math.log_sigmoid.

    >>> import teachflow as tf
    >>> tf.math.log_sigmoid([-1000.0, 1000.0]).numpy()
    array([-1000.,    -0.], dtype=float32)
    """
    here = home.choose((x,))
    with here.scope(name or "LogSigmoid") as scope:
        x = here.convert(x, None, "x")
        return here.apply(OPS["Neg"], (softplus(-x),), {}, scope or None)


# ---- order of a list -----------------------------------------------------------------


def _in_order(compare: Any, x: Any, name: str) -> Any:
    here = home.choose((x,))
    with here.scope(name):
        flat = reshape(x, [-1])
        return reduce_all(compare(flat[1:], flat[:-1]))


@composite
def is_non_decreasing(x: Any, name: str | None = None) -> Any:
    """Returns whether no element of ``x`` is less than the one before it.

    Unlike TensorFlow, it builds no ``tf.cond``. Source: tf.math.is_non_decreasing.

    >>> import teachflow as tf
    >>> tf.math.is_non_decreasing([1.0, 1.0, 2.0]).numpy()
    np.True_
    """
    return _in_order(greater_equal, x, name or "is_non_decreasing")


@composite
def is_strictly_increasing(x: Any, name: str | None = None) -> Any:
    """Returns whether each element of ``x`` is greater than the one before it.

    Source: tf.math.is_strictly_increasing.

    >>> import teachflow as tf
    >>> tf.math.is_strictly_increasing([1.0, 1.0, 2.0]).numpy()
    np.False_
    """
    return _in_order(greater, x, name or "is_strictly_increasing")


@composite
def accumulate_n(
    inputs: Any,
    shape: Any = None,
    tensor_dtype: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the sum of all ``inputs``, which have one shape and dtype.

    ``shape`` and ``tensor_dtype`` say which, where that is not known. Raises
    ``ValueError`` where ``inputs`` is no list of such. Source: tf.math.accumulate_n.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.accumulate_n([tf.constant([1, 2]), tf.constant([3, 4])]))
    array([4, 6], dtype=int32)
    """
    problem = ValueError(
        "inputs must be a list of at least one Tensor with the same dtype and shape"
    )
    if not inputs or not isinstance(inputs, (list, tuple)):
        raise problem
    here = home.choose((inputs,))
    tensors = [here.convert(item) for item in inputs]
    known = TensorShape(shape)
    for tensor in tensors:
        if tensor.dtype.base_dtype is not tensors[0].dtype.base_dtype:
            raise problem
        known = known.merge_with(tensor.shape)
    if tensor_dtype is not None and dt.as_dtype(tensor_dtype) != tensors[0].dtype:
        raise TypeError(
            f"The `tensor_dtype` argument is {tensor_dtype}, but `input` is of type "
            f"{tensors[0].dtype}. These must be equal."
        )
    if len(tensors) == 1 and name is None:
        return tensors[0]
    if len(tensors) == 1:
        return here.apply(OPS["Identity"], (tensors[0],), {}, name)
    total = here.apply(OPS["AddN"], (tensors,), {}, name)
    if here.symbolic and isinstance(total, Operand):
        total.set_shape(known)  # type: ignore[attr-defined]
    return total
