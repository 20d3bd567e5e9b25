"""Diagonals of matrices: taking them, setting them, the identity, the trace."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS, op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.create import ones, zeros
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.shaping import sum_like

# ---- matrices --------------------------------------------------------------------


def _one_diagonal(k: Any) -> int:
    if k.size != 1:
        raise InvalidArgumentError(
            None,
            None,
            f"A band of diagonals is not there yet: k is {k.tolist()}, give one.",
        )
    return int(k.reshape(()))


def _places(size: Any, k: int) -> tuple[Any, Any]:
    """Rows and columns of the elements of the diagonal ``k``."""
    rows, columns = size
    first_row, first_column = max(-k, 0), max(k, 0)
    count = max(min(rows - first_row, columns - first_column), 0)
    steps = np.arange(count)
    return steps + first_row, steps + first_column


def _diagonal_shape(call: Any) -> TensorShape:
    dims = call.inputs[0].shape.known_dims
    if dims is None:
        return rules.UNKNOWN
    k, rows, columns = (tensor.static_value() for tensor in call.inputs[1:4])
    if k is None or rows is None or columns is None or dims[-1] is None:
        return TensorShape([*dims[:-1], None, None])
    return TensorShape([*dims[:-1], *_matrix_size(dims[-1], k, rows, columns)])


def _matrix_size(length: int, k: Any, rows: Any, columns: Any) -> tuple[int, int]:
    shift, m, n = _one_diagonal(np.asarray(k)), int(rows), int(columns)
    if m == n == -1:
        m = n = length + abs(shift)
    m = length + max(-shift, 0) if m == -1 else m
    n = length + max(shift, 0) if n == -1 else n
    return m, n


@op(
    "MatrixDiagV3",
    "T, int32, int32, int32, T -> T",
    shape=_diagonal_shape,
)
def matrix_diag_op(
    diagonal: Any,
    k: Any,
    num_rows: Any,
    num_cols: Any,
    padding_value: Any,
    *,
    align: str = "RIGHT_LEFT",
) -> Any:
    """Matrices with the given diagonals and ``padding_value`` elsewhere."""
    size = _matrix_size(diagonal.shape[-1], k, num_rows, num_cols)
    shape = (*diagonal.shape[:-1], *size)
    result = np.full(shape, padding_value, diagonal.dtype)
    rows, columns = _places(size, _one_diagonal(k))
    result[..., rows, columns] = diagonal
    return result


@matrix_diag_op.vjp
def _(call: Any, g: Any) -> Any:
    _diagonal, k, _rows, _columns, padding = call.inputs
    part = matrix_diag_part_op(g, k, zeros_like_op(padding))

    def outside() -> Any:
        rest = matrix_set_diag_op(g, zeros_like_op(part), k)
        return sum_like(rest, padding)

    return part, None, None, None, outside


matrix_diag_op.jvp_linear(0, 4)


def _part_shape(call: Any) -> TensorShape:
    rules.check_least_rank(call.inputs[0].shape, 2)
    dims, k = call.inputs[0].shape.known_dims, call.inputs[1].static_value()
    if dims is None:
        return rules.UNKNOWN
    rows, columns = dims[-2:]
    if rows is None or columns is None or k is None:
        return TensorShape([*dims[:-2], None])
    count = len(_places((rows, columns), _one_diagonal(np.asarray(k)))[0])
    return TensorShape([*dims[:-2], count])


@op("MatrixDiagPartV3", "T, int32, T -> T", shape=_part_shape)
def matrix_diag_part_op(
    input: Any, k: Any, padding_value: Any, *, align: str = "RIGHT_LEFT"
) -> Any:
    """The diagonals of matrices; ``padding_value`` is for bands of several."""
    rows, columns = _places(input.shape[-2:], _one_diagonal(k))
    return input[..., rows, columns]


@matrix_diag_part_op.vjp
def _(call: Any, g: Any) -> Any:
    x, k, _padding = call.inputs
    return matrix_set_diag_op(zeros_like_op(x), g, k), None, None


matrix_diag_part_op.jvp_linear(0, 2)


@op("MatrixSetDiagV3", "T, T, int32 -> T", shape=rules.same)
def matrix_set_diag_op(
    input: Any, diagonal: Any, k: Any, *, align: str = "RIGHT_LEFT"
) -> Any:
    """The input's matrices with their diagonals replaced."""
    result = input.copy()
    rows, columns = _places(input.shape[-2:], _one_diagonal(k))
    if diagonal.shape != (*input.shape[:-2], len(rows)):
        raise InvalidArgumentError(
            None,
            None,
            "Either first dimensions of diagonal don't match input.shape[:-2], or "
            "diagonal.shape[:-1] is not equal to the longests diagonal in range: "
            f"diagonal is of shape {bracketed(diagonal.shape)}, input of "
            f"{bracketed(input.shape)}, and its diagonal {_one_diagonal(k)} has "
            f"{len(rows)} elements.",
        )
    result[..., rows, columns] = diagonal
    return result


@matrix_set_diag_op.vjp
def _(call: Any, g: Any) -> Any:
    _x, diagonal, k = call.inputs
    zeros = zeros_like_op(diagonal)
    return (
        lambda: matrix_set_diag_op(g, zeros, k),
        lambda: matrix_diag_part_op(g, k, 0),
        None,
    )


matrix_set_diag_op.jvp_linear(0, 1)


@composite
def matrix_diag(
    diagonal: Any,
    name: str | None = "diag",
    k: Any = 0,
    num_rows: Any = -1,
    num_cols: Any = -1,
    padding_value: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Any:
    """Returns matrices with the last axis of ``diagonal`` on the diagonal ``k``.

    0 is the main one, 1 the one above. Bands of several are not there.
    Source: tf.linalg.diag.

    >>> import teachflow as tf
    >>> tf.linalg.diag([1, 2]).numpy()
    array([[1, 0],
           [0, 2]], dtype=int32)
    """
    return matrix_diag_op(
        diagonal, k, num_rows, num_cols, padding_value, align=align, name=name or "diag"
    )


@composite
def matrix_diag_part(
    input: Any,
    name: str | None = "diag_part",
    k: Any = 0,
    padding_value: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Any:
    """Returns the diagonal ``k`` of each matrix in ``input``.

    0 is the main one, 1 the one above. Bands of several are not there.
    Source: tf.linalg.diag_part.

    >>> import teachflow as tf
    >>> tf.linalg.diag_part([[1, 2], [3, 4]]).numpy()
    array([1, 4], dtype=int32)
    """
    return matrix_diag_part_op(
        input, k, padding_value, align=align, name=name or "diag_part"
    )


@composite
def matrix_set_diag(
    input: Any,
    diagonal: Any,
    name: str | None = "set_diag",
    k: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Any:
    """Returns ``input`` with the diagonal ``k`` of its matrices replaced.

    Source: tf.linalg.set_diag.

    >>> import teachflow as tf
    >>> tf.linalg.set_diag([[1, 2], [3, 4]], [8, 9]).numpy()
    array([[8, 2],
           [3, 9]], dtype=int32)
    """
    return matrix_set_diag_op(input, diagonal, k, align=align, name=name or "set_diag")


# ---- tensors of any rank ---------------------------------------------------------

_TYPES = (*FLOATS, *INDEX, *COMPLEX)


def _doubled(call: Any) -> TensorShape:
    shape = call.inputs[0].shape
    return TensorShape(shape.concatenate(shape))


@op("Diag", "T -> T", shape=_doubled, T=_TYPES)
def diag_op(diagonal: Any) -> Any:
    """The tensor of twice as many axes that has the input on its diagonal."""
    return np.diagflat(diagonal).reshape(diagonal.shape * 2)


@diag_op.vjp
def _(call: Any, g: Any) -> Any:
    return diag_part_op(g)


diag_op.jvp_linear(0)


def _halved(call: Any) -> TensorShape:
    shape = call.inputs[0].shape
    if shape.rank is None:
        return rules.UNKNOWN
    if shape.rank % 2 or not shape.rank:
        raise ShapeError(
            f"Input must have even and non-zero rank, input rank is {shape.rank}"
        )
    half = shape.rank // 2
    front, back = TensorShape(shape[:half]), TensorShape(shape[half:])
    if not front.is_compatible_with(back):
        raise ShapeError(f"Dimensions must be equal, but are {front} and {back}")
    return TensorShape(front.merge_with(back))


@op("DiagPart", "T -> T", shape=_halved, T=_TYPES)
def diag_part_op(input: Any) -> Any:
    """The diagonal of a tensor whose axes come twice."""
    half = input.shape[: input.ndim // 2]
    side = int(np.prod(half))
    return input.reshape(side, side).diagonal().reshape(half)


@diag_part_op.vjp
def _(call: Any, g: Any) -> Any:
    return diag_op(g)


diag_part_op.jvp_linear(0)


@composite
def diag(diagonal: Any, name: str | None = None) -> Any:
    """Returns a tensor of twice as many axes, with ``diagonal`` on its diagonal.

    Source: tf.linalg.tensor_diag.

    >>> import teachflow as tf
    >>> tf.linalg.tensor_diag([1, 2]).numpy()
    array([[1, 0],
           [0, 2]], dtype=int32)
    """
    return diag_op(diagonal, name=name)


@composite
def diag_part(input: Any, name: str | None = None) -> Any:
    """Returns the diagonal of a tensor whose axes come twice.

    Source: tf.linalg.tensor_diag_part.

    >>> import teachflow as tf
    >>> tf.linalg.tensor_diag_part([[1, 2], [3, 4]]).numpy()
    array([1, 4], dtype=int32)
    """
    return diag_part_op(input, name=name)


# ---- identity --------------------------------------------------------------------


@composite
def eye(
    num_rows: Any,
    num_columns: Any = None,
    batch_shape: Any = None,
    dtype: Any = dt.float32,
    name: str | None = None,
) -> Any:
    """Returns the identity matrix with ``num_rows`` rows.

    With ``num_columns`` it is a rectangle with ones on the main diagonal. There is one
    for each place of ``batch_shape``, where that is given.
    Source: tf.eye.

    >>> import teachflow as tf
    >>> tf.eye(2).numpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    here = home.choose((num_rows, num_columns, batch_shape))
    with here.scope(name or "eye"):
        square = num_columns is None
        columns = num_rows if square else num_columns
        symbolic = isinstance(num_rows, Operand) or isinstance(columns, Operand)
        if symbolic:
            smaller = here.apply(OPS["Minimum"], (num_rows, columns), {}, None)
        else:
            square = num_rows == columns
            smaller = min(int(num_rows), int(columns))
        batch = [] if batch_shape is None else batch_shape
        if symbolic or isinstance(batch, Operand):
            front = here.convert(batch, dt.int32, "shape")
            lengths = concat([front, [smaller]], 0)
            shape = None if square else concat([front, [num_rows, columns]], 0)
        else:
            batch = np.reshape(batch, -1).tolist()
            lengths, shape = [*batch, smaller], [*batch, num_rows, columns]
        diagonal = ones(lengths, dtype)
        if square:
            return matrix_diag(diagonal)
        return matrix_set_diag(zeros(shape, dtype), diagonal)


# ---- trace -----------------------------------------------------------------------


@composite
def trace(x: Any, name: str | None = None) -> Any:
    """Returns the sum of the diagonal of each matrix in ``x``. Source: tf.linalg.trace.

    >>> import teachflow as tf
    >>> tf.linalg.trace([[1, 2], [3, 4]]).numpy()
    np.int32(5)
    """
    here = home.choose((x,))
    with here.scope(name or "Trace") as scope:
        x = here.convert(x, None, "x")
        part = matrix_diag_part(x)
        axes = {"keep_dims": False}
        return here.apply(OPS["Sum"], (part, [-1]), axes, scope or None)
