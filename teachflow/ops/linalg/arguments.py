"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.documented import told_by
from teachflow.ops.linalg import norms
from teachflow.ops.linalg.matmul import matmul as product


def matmul(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    output_type: Any = None,
    grad_a: bool = False,
    grad_b: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the matrix product ``a @ b``; of higher ranks, that of their matrices.

    ``a`` has shape [..., n, k] and ``b`` [..., k, m] (after transposing, or adjoining:
    transposing and conjugating, where asked); leading axes are broadcast. The result
    has shape [..., n, m]. Raises ``InvalidArgumentError`` for shapes that do not meet
    and ``ValueError`` for both a transpose and an adjoint of one. Unlike TensorFlow,
    ``a_is_sparse``, ``b_is_sparse`` and ``output_type`` change nothing; ``grad_a`` and
    ``grad_b`` do so nowhere. Source: tf.linalg.matmul.

    >>> import teachflow as tf
    >>> tf.matmul([[1.0, 2.0]], [[3.0], [4.0]]).numpy()
    array([[11.]], dtype=float32)
    """
    return product(a, b, transpose_a, transpose_b, adjoint_a, adjoint_b, name=name)


@told_by(norms.norm)
def norm(
    tensor: Any,
    ord: Any = "euclidean",
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
) -> Any:
    return norms.norm(tensor, ord, axis, keepdims, name)
