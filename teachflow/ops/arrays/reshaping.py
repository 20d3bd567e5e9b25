"""The same elements under other axes: reshape, expand, squeeze, transpose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import OPS, op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import indices, rank_op
from teachflow.ops.arrays.shaping import reshape_like
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.math import subtract

# ---- reshape ---------------------------------------------------------------------


def _reshaped(call: Any) -> TensorShape:
    given, wanted = call.inputs[0].shape, rules.value_as_shape(call.inputs[1])
    if wanted.rank is None:
        return wanted
    size, dims = given.num_elements(), list(wanted.known_dims or ())
    if size is None:
        return wanted
    known = math.prod([dim for dim in dims if dim is not None])
    if None not in dims:
        if known != size:
            raise ShapeError(
                f"Cannot reshape a tensor with {size} elements to shape "
                f"{bracketed(wanted)} ({known} elements)"
            )
    elif dims.count(None) == 1 and known:
        if size % known:
            raise ShapeError(
                f"Dimension size must be evenly divisible by {known} but is {size}"
            )
        dims[dims.index(None)] = size // known
    return TensorShape(dims)


@op("Reshape", "T, Tshape -> T", shape=_reshaped, Tshape=INDEX)
def reshape_op(tensor: Any, shape: Any) -> Any:
    """The elements of ``tensor``, row by row, in another shape."""
    lengths = shape.tolist()
    if type(lengths) is int:  # TensorFlow's kernel takes one length for a vector
        lengths = [lengths]
    try:
        result = np.reshape(tensor, lengths)
        if min(lengths, default=0) < -1:  # NumPy takes any number below 0 for -1
            raise _cannot_reshape(tensor, lengths)
        return result
    except ValueError:
        raise _cannot_reshape(tensor, lengths) from None


def _cannot_reshape(tensor: Any, lengths: list[int]) -> InvalidArgumentError:
    size, free = np.size(tensor), [i for i, n in enumerate(lengths) if n == -1]
    known = math.prod([n for n in lengths if n != -1])
    below = next((axis for axis, n in enumerate(lengths) if n < -1), None)
    if below is not None:
        text = f"Size {below} must be non-negative, not {lengths[below]}"
    elif len(free) > 1:
        text = f"Only one input size may be -1, not both {free[0]} and {free[1]}"
    elif free and not known:
        text = (
            "reshape cannot infer the missing input size for an empty tensor unless "
            "all specified input sizes are non-zero"
        )
    elif free:
        text = (
            f"Input to reshape is a tensor with {size} values, but the requested shape "
            f"requires a multiple of {known}"
        )
    else:
        text = (
            f"Input to reshape is a tensor with {size} values, but the requested shape "
            f"has {known}"
        )
    return InvalidArgumentError(None, None, text)


@reshape_op.vjp
def _(call: Any, g: Any) -> Any:
    return reshape_like(g, call.inputs[0]), None


reshape_op.jvp_linear(0)


@composite
def reshape(tensor: Any, shape: Any, name: str | None = None) -> Any:
    """Returns the elements of ``tensor``, in order, in ``shape``; one length may be -1.

    Raises ``ValueError`` (when building) or ``InvalidArgumentError`` (when computing)
    where the number of elements is another. Source: tf.reshape.

    >>> import teachflow as tf
    >>> tf.reshape([1, 2, 3, 4, 5, 6], [2, -1]).numpy()
    array([[1, 2, 3],
           [4, 5, 6]], dtype=int32)
    """
    here = home.choose((tensor, shape))
    with here.scope(name or "Reshape") as scope:
        tensor = here.convert(tensor, None, "tensor")
        return reshape_op(tensor, indices(here, shape, "shape"), name=scope or None)


# ---- axes of length 1 ------------------------------------------------------------


def _expanded(call: Any) -> TensorShape:
    dims, axis = call.inputs[0].shape.known_dims, call.inputs[1].static_value()
    if dims is None:
        return rules.UNKNOWN
    if axis is None:
        return TensorShape([None] * (len(dims) + 1))
    if axis.size != 1:
        raise ShapeError(
            f"'dim' input must be a tensor with a single value, not {axis}"
        )
    rank = len(dims)
    axis = int(axis.reshape(())[()])
    if not -rank - 1 <= axis <= rank:
        raise ShapeError(f"dim {axis} not in the interval [{-rank - 1}, {rank}].")
    axis = axis % (rank + 1)
    return TensorShape([*dims[:axis], 1, *dims[axis:]])


@op("ExpandDims", "T, Tdim -> T", shape=_expanded, Tdim=INDEX)
def expand_dims_op(input: Any, dim: Any) -> Any:
    """The input with one more axis, of length 1, before axis ``dim``."""
    shape = list(np.shape(input))
    axis = int(np.reshape(dim, ()))
    if not -len(shape) - 1 <= axis <= len(shape):
        raise InvalidArgumentError(
            None,
            None,
            f"Tried to expand dim index {axis} for tensor with {len(shape)} "
            f"dimensions.",
        )
    shape.insert(axis % (len(shape) + 1), 1)
    return np.reshape(input, shape)


@expand_dims_op.vjp
def _(call: Any, g: Any) -> Any:
    return reshape_like(g, call.inputs[0]), None


expand_dims_op.jvp_linear(0)


@composite
def expand_dims(
    input: Any, axis: Any = None, name: str | None = None, dim: Any = None
) -> Any:
    """Returns ``input`` with an axis of length 1 put in at ``axis``; -1 is at the end.

    Raises ``ValueError`` for an axis out of range. Source: tf.expand_dims.

    >>> import teachflow as tf
    >>> tf.expand_dims([1, 2], axis=1).numpy().shape
    (2, 1)
    """
    axis = _renamed("axis", axis, "dim", dim)
    if axis is None:
        raise ValueError("Must specify an axis argument to tf.expand_dims()")
    return expand_dims_op(input, axis, name=name)


def _renamed(name: str, value: Any, older: str, old: Any) -> Any:
    """The value of an argument that TensorFlow 1 first called otherwise."""
    if value is not None and old is not None:
        raise ValueError(f"Cannot specify both '{name}' and '{older}'.")
    return old if value is None else value


def _squeezed(call: Any) -> TensorShape:
    dims, wanted = call.inputs[0].shape.known_dims, call.attrs["squeeze_dims"]
    if dims is None:
        return rules.UNKNOWN
    if not wanted:
        if None in dims:
            return rules.UNKNOWN
        return TensorShape([dim for dim in dims if dim != 1])
    rank, gone = len(dims), set()
    for axis in wanted:
        if not -rank <= axis < rank:
            raise ShapeError(f"squeeze_dims {axis} not in [{-rank},{rank}).")
        gone.add(axis % rank)
    for axis in gone:
        if dims[axis] not in (1, None):
            raise ShapeError(
                f"Can not squeeze dim[{axis}], expected a dimension of 1, got "
                f"{dims[axis]}"
            )
    return TensorShape([dim for axis, dim in enumerate(dims) if axis not in gone])


@op("Squeeze", "T -> T", shape=_squeezed)
def squeeze_op(input: Any, *, squeeze_dims: Any = ()) -> Any:
    """The input without its axes of length 1, or without those named."""
    return np.squeeze(input, tuple(squeeze_dims) or None)


@squeeze_op.vjp
def _(call: Any, g: Any) -> Any:
    return reshape_like(g, call.inputs[0])


squeeze_op.jvp_linear(0)


@composite
def squeeze(
    input: Any, axis: Any = None, name: str | None = None, squeeze_dims: Any = None
) -> Any:
    """Returns ``input`` without its axes of length 1: all, or those in ``axis``.

    Raises ``ValueError`` (``InvalidArgumentError`` when computing) where an axis in
    ``axis`` has another length. Source: tf.squeeze.

    >>> import teachflow as tf
    >>> tf.squeeze([[[1], [2]]], axis=0).numpy().shape
    (2, 1)
    """
    axis = _renamed("axis", axis, "squeeze_dims", squeeze_dims)
    axes = () if axis is None else tuple(np.reshape(axis, -1).tolist())
    return squeeze_op(input, squeeze_dims=axes, name=name)


# ---- order of axes ---------------------------------------------------------------


@op("InvertPermutation", "T -> T", shape=rules.same, differentiable=False, T=INDEX)
def invert_permutation(x: Any) -> Any:
    """The permutation that undoes ``x``.

    Source: tf.math.invert_permutation.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.math.invert_permutation([2, 0, 1])))
    [1 2 0]
    """
    order = np.argsort(x)
    counted = x[order]
    if np.any(counted != np.arange(len(x))):
        outside = x[(x < 0) | (x >= len(x))]
        twice = counted[1:][counted[1:] == counted[:-1]]
        told = f"{outside[0]} is not between 0 and {len(x)}" if outside.size else ""
        told = told or f"{twice[0]} is duplicated in the input"
        raise InvalidArgumentError(None, None, told)
    return order.astype(x.dtype)


def _permuted(call: Any) -> TensorShape:
    x, perm = call.inputs
    dims, order = x.shape.known_dims, perm.static_value()
    if order is None:
        length = perm.shape.num_elements() if dims is None else len(dims)
        return rules.UNKNOWN if length is None else TensorShape([None] * length)
    order = order.tolist()
    if dims is None:
        return TensorShape([None] * len(order))
    if len(order) != len(dims):
        raise ShapeError(f"Dimension must be {len(dims)} but is {len(order)}")
    for axis in order:
        if not -len(dims) <= axis < len(dims):
            raise ShapeError(
                f"perm dim {axis} is out of range of input rank {len(dims)}"
            )
    return TensorShape([dims[axis] for axis in order])


@op("Transpose", "T, Tperm -> T", shape=_permuted, Tperm=INDEX)
def transpose_op(x: Any, perm: Any) -> Any:
    """``x`` with its axes in the order ``perm``, as a view."""
    return np.transpose(x, perm.tolist())


@transpose_op.vjp
def _(call: Any, g: Any) -> Any:
    return transpose_op(g, invert_permutation(call.inputs[1])), None


transpose_op.jvp_linear(0)


@op("ConjugateTranspose", "T, Tperm -> T", shape=_permuted, Tperm=INDEX)
def conjugate_transpose_op(x: Any, perm: Any) -> Any:
    """The complex conjugate of ``x`` with its axes in the order ``perm``."""
    return np.conjugate(np.transpose(x, perm.tolist()))


@conjugate_transpose_op.vjp
def _(call: Any, g: Any) -> Any:
    return conjugate(transpose_op(g, invert_permutation(call.inputs[1]))), None


conjugate_transpose_op.jvp_linear(0)


@composite
def transpose(
    a: Any, perm: Any = None, name: str | None = "transpose", conjugate: bool = False
) -> Any:
    """Returns ``a`` with axis i being its axis ``perm[i]``.

    Without ``perm`` the axes are reversed; ``conjugate`` conjugates complex elements.
    Source: tf.transpose.

    >>> import teachflow as tf
    >>> tf.transpose([[1, 2, 3], [4, 5, 6]]).numpy()
    array([[1, 4],
           [2, 5],
           [3, 6]], dtype=int32)
    """
    here = home.choose((a, perm))
    with here.scope(name or "transpose") as scope:
        a = here.convert(a, None, "a")
        flip = conjugate and a.dtype.is_complex
        function = conjugate_transpose_op if flip else transpose_op
        if perm is None:
            perm = _reversed_axes(here, a)
        elif not isinstance(perm, np.ndarray):
            perm = indices(here, perm, "perm")
        return function(a, perm, name=scope or None)


def _reversed_axes(here: Any, a: Any) -> Any:
    rank = a.shape.rank
    if rank is not None:
        return np.arange(rank - 1, -1, -1, dtype=np.int32)
    last = here.convert(rank_op(a))
    with here.scope("sub") as scope:
        one = here.convert(1, None, "y")
        last = subtract(last, one, name=scope or None)
    return here.apply(OPS["Range"], (last, -1, -1), {}, None)
