"""Products beyond matrices: along any axes, matrix times vector, the cross product."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import REALS
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.create import range_
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import rank as rank_of
from teachflow.ops.arrays.lengths import shape as lengths_of
from teachflow.ops.arrays.ordering.uniques import list_diff
from teachflow.ops.arrays.reshaping import expand_dims, reshape, squeeze, transpose
from teachflow.ops.arrays.selecting import where
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.linalg.linalg import matrix_transpose
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.math.reduce import reduce_prod

# ---- along any axes --------------------------------------------------------------


def _contracted(axes: Any, a: Any) -> tuple[Any, Any]:
    """The axes of ``a`` and of ``b`` that are summed over."""
    if isinstance(axes, (int, np.integer)):
        count, rank = int(axes), a.shape.rank
        if count < 0:
            raise ValueError(f"`axes` must be at least 0. Received: {axes}.")
        if rank is None:
            total = rank_of(a)
            return range_(total - count, total, dtype=dt.int32), range_(
                count, dtype=dt.int32
            )
        if count > rank:
            raise ValueError(
                "`axes` must not be larger than the number of dimensions of tensor "
                f"{a}.  Received {axes}, vs tensor dimensions {rank}."
            )
        return list(range(rank - count, rank)), list(range(count))
    if isinstance(axes, (list, tuple, np.ndarray)):
        if len(axes) != 2:
            raise ValueError(
                f"`axes` must be an integer or have length 2. Received {axes}."
            )
        pair = [
            [int(part)] if isinstance(part, (int, np.integer)) else part
            for part in axes
        ]
        of_a, of_b = (
            part.tolist() if isinstance(part, np.ndarray) else part for part in pair
        )
        if len(of_a) != len(of_b):
            raise ValueError(
                "Different number of contraction axes `a` and `b`, "
                f"{len(of_a)} != {len(of_b)}."
            )
        return of_a, of_b
    axes = home.choose((axes,)).convert(axes, dt.int32, "axes")
    return axes[0], axes[1]


def _as_matrix(x: Any, axes: Any, flipped: bool) -> tuple[Any, Any, Any]:
    """``x`` as a matrix whose columns (``flipped``: rows) are the contracted axes.

    Also the lengths of the other axes, as a list or a tensor, and what is known of
    them.
    """
    dims, listed = x.shape.known_dims, isinstance(axes, (list, tuple))
    if dims is not None and listed:
        axes = [axis % len(dims) for axis in axes]
        free = [axis for axis in range(len(dims)) if axis not in axes]
    if listed and x.shape.is_fully_defined():
        order = axes + free if flipped else free + axes
        rest = math.prod(dims[axis] for axis in free)
        inner = math.prod(dims[axis] for axis in axes)
        wanted = [inner, rest] if flipped else [rest, inner]
        turned = x if order == list(range(len(dims))) else transpose(x, order)
        if turned.shape.as_list() != wanted:
            turned = reshape(turned, wanted)
        kept = [dims[axis] for axis in free]
        return turned, kept, kept
    here, known = home.choose((x,)), None
    if dims is not None and listed:
        known = [dims[axis] for axis in free]
        axes = here.convert(axes, dt.int32, "axes")
        free = here.convert(free, dt.int32, "free")
        lengths = lengths_of(x)
    else:
        lengths, total = lengths_of(x), rank_of(x)
        axes = here.convert(axes, dt.int32, "axes")
        axes = where(axes >= 0, axes, axes + total)
        free, _ = list_diff(range_(total), axes)
    kept, gone = gather(lengths, free), gather(lengths, axes)
    rest, inner = reduce_prod(kept), reduce_prod(gone)
    order = concat([axes, free] if flipped else [free, axes], 0)
    wanted = stack([inner, rest] if flipped else [rest, inner])
    return reshape(transpose(x, order), wanted), kept, known


@composite
def tensordot(a: Any, b: Any, axes: Any, name: str | None = None) -> Any:
    """Returns ``a`` and ``b`` multiplied and summed over pairs of their axes.

    ``axes`` is a number n (the last n axes of a, the first n of b) or two lists of
    axes. The result has the other axes of ``a``, then those of ``b``. Raises
    ``ValueError`` for axes that do not pair. Source: tf.tensordot.

    >>> import teachflow as tf
    >>> tf.tensordot([[1, 2], [3, 4]], [10, 1], 1).numpy()
    array([12, 34], dtype=int32)
    """
    here = home.choose((a, b, axes))
    with here.scope(name or "Tensordot") as scope:
        a = here.convert(a, None, "a")
        b = here.convert(b, None, "b")
        of_a, of_b = _contracted(axes, a)
        left, kept_a, known_a = _as_matrix(a, of_a, flipped=False)
        right, kept_b, known_b = _as_matrix(b, of_b, flipped=True)
        product = matmul(left, right)
        if isinstance(kept_a, list) and isinstance(kept_b, list):
            shape = product.shape
            if shape.is_fully_defined() and shape.as_list() == kept_a + kept_b:
                return product
            return reshape(product, kept_a + kept_b, name=scope or None)
        kept_a = here.convert(kept_a, dt.int32)
        kept_b = here.convert(kept_b, dt.int32)
        result = reshape(product, concat([kept_a, kept_b], 0), name=scope or None)
        if known_a is not None and known_b is not None and here.symbolic:
            result.set_shape(known_a + known_b)
        return result


# ---- vectors ---------------------------------------------------------------------


@composite
def matvec(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    adjoint_a: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the product of matrices ``a`` with vectors ``b``: ``b``'s last axis.

    Unlike TensorFlow, ``a_is_sparse`` and ``b_is_sparse`` change nothing. Source:
    tf.linalg.matvec.

    >>> import teachflow as tf
    >>> tf.linalg.matvec([[1, 2], [3, 4]], [1, 10]).numpy()
    array([21, 43], dtype=int32)
    """
    here = home.choose((a, b))
    with here.scope(name or "MatVec"):
        column = expand_dims(b, axis=-1)
        product = matmul(a, column, transpose_a=transpose_a, adjoint_a=adjoint_a)
        return squeeze(product, axis=[-1])


@composite
def adjoint(matrix: Any, name: str | None = None) -> Any:
    """Returns each matrix transposed and conjugated. Source: tf.linalg.adjoint.

    >>> import teachflow as tf
    >>> tf.linalg.adjoint([[1 + 2j, 3 + 0j]]).numpy()
    array([[1.-2.j],
           [3.-0.j]])
    """
    here = home.choose((matrix,))
    with here.scope(name or "adjoint"):
        return matrix_transpose(here.convert(matrix, None, "matrix"), conjugate=True)


def _crossed(call: Any) -> TensorShape:
    a, b = (tensor.shape for tensor in call.inputs)
    shape = a.merge_with(b)
    rules.check_least_rank(shape, 1)
    if shape.rank is not None and shape.known_dims[-1] not in (None, 3):
        raise ShapeError(f"Dimension must be 3 but is {shape.known_dims[-1]}")
    return TensorShape(shape)


@op("Cross", "T, T -> T", shape=_crossed, T=REALS)
def cross(a: Any, b: Any) -> Any:
    """The cross products of the vectors along the last axis, which has length 3.

    Source: tf.linalg.cross.

    >>> import teachflow as tf
    >>> tf.linalg.cross([1, 0, 0], [0, 1, 0]).numpy()
    array([0, 0, 1], dtype=int32)
    """
    left, right = a[..., [1, 2, 0]], a[..., [2, 0, 1]]
    return left * b[..., [2, 0, 1]] - right * b[..., [1, 2, 0]]


@cross.vjp
def _(call: Any, g: Any) -> Any:
    a, b = call.inputs
    return lambda: cross(b, g), lambda: cross(g, a)


cross.jvp_multilinear(0, 1)
