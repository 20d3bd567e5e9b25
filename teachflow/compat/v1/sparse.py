"""``tf.sparse``: mostly empty tensors."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.graph.defaults import get_default_graph as _get_default_graph
from teachflow.ops.arrays.sparse import making as _sparse
from teachflow.ops.arrays.sparse.tensor import FaceSparseTensor as _FaceSparseTensor
from teachflow.ops.linalg import sparse_products as _products


class SparseTensor(metaclass=_FaceSparseTensor):
    """A mostly empty tensor: its values and where they are.

    Source: tf.sparse.SparseTensor.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.SparseTensor([[0, 1]], [7], [1, 2])).values)
    [7]
    """

    fallback = staticmethod(_get_default_graph)


matmul = at_home(_products.sparse_tensor_dense_matmul)
placeholder = at_home(_sparse.sparse_placeholder)
sparse_dense_matmul = matmul
to_dense = at_home(_sparse.sparse_tensor_to_dense)

__getattr__ = _looking_up(__name__)
