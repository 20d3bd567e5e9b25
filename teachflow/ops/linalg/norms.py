"""Sizes of vectors and matrices: norms, and what is scaled by them."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.indexed_slices import rows_of
from teachflow.ops.arrays.reshaping import expand_dims, squeeze, transpose
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.linalg.decompositions import svd_op
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.arithmetic import pow as power
from teachflow.ops.math.complex import conj
from teachflow.ops.math.elementary import sqrt
from teachflow.ops.math.reduce import reduce_max, reduce_sum
from teachflow.ops.nn.nn import l2_loss

_MATRIX_NORMS = ["euclidean", "fro", 1, 2, np.inf]
_VECTOR_NORMS = ["euclidean", 1, 2, np.inf]


def _checked(ord: Any, axis: Any) -> tuple[Any, bool]:
    """The axes as they go into reductions, and whether the norm is one of matrices."""
    if isinstance(axis, (list, tuple)):
        axis = tuple(int(item) for item in axis)
        if len(axis) != 2 or axis[0] == axis[1]:
            raise ValueError(
                "'axis' must be None, an integer, or a tuple of 2 unique integers, got "
                f"{axis}"
            )
        if ord not in _MATRIX_NORMS:
            raise ValueError(
                f"'ord' must be a supported matrix norm in {_MATRIX_NORMS}, got {ord}"
            )
        return axis, True
    if axis is not None and not isinstance(axis, (int, np.integer)):
        raise ValueError(
            "'axis' must be None, an integer, or a tuple of 2 unique integers, got "
            f"{axis}"
        )
    if ord not in _VECTOR_NORMS and (
        isinstance(ord, str) or not np.isreal(ord) or ord <= 0
    ):
        raise ValueError(f"'ord' must be a supported vector norm, got {ord}")
    return (None if axis is None else (int(axis),)), False


def _greatest_singular(tensor: Any, axis: tuple[int, ...]) -> Any:
    """The greatest singular value of the matrices along two axes, which stay."""
    rank = tensor.shape.rank
    if rank is None:
        raise ValueError(
            f"The matrix 2-norm needs to know how many axes {tensor} has: give its "
            "shape, with tf.reshape or in the placeholder."
        )
    pair = [at % rank for at in axis]
    order = [at for at in range(rank) if at not in pair] + pair
    values = svd_op(transpose(tensor, order), compute_uv=False)[0]
    greatest = reduce_max(absolute(values), axis=-1, keepdims=True)
    return transpose(expand_dims(greatest, -1), np.argsort(order))


@composite
def norm(
    tensor: Any,
    ord: Any = "euclidean",
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the norm of vectors or matrices in ``tensor``.

    ``axis`` None takes all elements as one vector, an int vectors along that axis, a
    pair matrices. Of vectors ``ord`` is "euclidean", any positive number or np.inf; of
    matrices "fro" (or "euclidean"), 1, 2 or np.inf. Raises ``ValueError`` for others.
    Unlike TensorFlow, the 2-norm of matrices needs a known rank, and has fewer nodes.
    Source: tf.norm.

    >>> import teachflow as tf
    >>> tf.norm([[3.0, 4.0], [6.0, 8.0]], axis=1).numpy()
    array([ 5., 10.], dtype=float32)
    """
    if keepdims is not None and keep_dims is not None:
        raise ValueError("Cannot specify both 'keepdims' and 'keep_dims'.")
    keep = bool(keep_dims if keepdims is None else keepdims)
    axes, of_matrices = _checked(ord, axis)
    here = home.choose((tensor,))
    with here.scope(name or "norm"):
        tensor = here.convert(tensor)
        if of_matrices and ord == 2:
            result = _greatest_singular(tensor, axes)
        elif ord in ("fro", "euclidean", 2):
            squares = tensor * conj(tensor)
            result = sqrt(reduce_sum(squares, axis=axes, keepdims=True))
        else:
            result = _by_sizes(absolute(tensor), ord, axes, of_matrices)
        return result if keep else squeeze(result, axes and list(axes))


def _by_sizes(sizes: Any, ord: Any, axes: Any, of_matrices: bool) -> Any:
    """A norm that sums or compares the elements' sizes."""
    first = axes and axes[0]
    if ord == 1:
        total = reduce_sum(sizes, axis=first, keepdims=True)
        return reduce_max(total, axis=axes[-1], keepdims=True) if of_matrices else total
    if ord == np.inf:
        if of_matrices:
            sizes = reduce_sum(sizes, axis=axes[1], keepdims=True)
        return reduce_max(sizes, axis=first, keepdims=True)
    total = reduce_sum(power(sizes, ord), axis=axes, keepdims=True)
    return power(total, 1.0 / ord)


@composite
def normalize(
    tensor: Any, ord: Any = "euclidean", axis: Any = None, name: str | None = None
) -> Any:
    """Returns ``tensor`` divided by its norm, and the norm, whose axes stay.

    Arguments as in ``norm``. Source: tf.linalg.normalize.

    >>> import teachflow as tf
    >>> unit, size = tf.linalg.normalize([3.0, 4.0])
    >>> unit.numpy(), size.numpy()
    (array([0.6, 0.8], dtype=float32), array([5.], dtype=float32))
    """
    here = home.choose((tensor,))
    with here.scope(name or "normalize"):
        tensor = here.convert(tensor)
        size = norm(tensor, ord=ord, axis=axis, keepdims=True)
        return tensor / size, size


@composite
def global_norm(t_list: Any, name: str | None = None) -> Any:
    """Returns the Euclidean norm of all elements of all tensors in ``t_list``.

    None among them counts as nothing; of ``IndexedSlices`` the rows count, each as it
    stands there. Raises ``TypeError`` where it is no list.
    Source: tf.linalg.global_norm.

    >>> import teachflow as tf
    >>> tf.linalg.global_norm([[3.0], [[4.0]]]).numpy()
    np.float32(5.0)
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(f"`t_list` should be a sequence of tensors. Received {t_list}.")
    here = home.choose((t_list,))
    with here.scope(name or "global_norm"):
        halves = [
            l2_loss(here.convert(rows_of(item), None, f"t_{position}"))
            for position, item in enumerate(t_list)
            if item is not None
        ]
        total = reduce_sum(stack(halves))
        return sqrt(total * here.convert(2.0, total.dtype), name="global_norm")
