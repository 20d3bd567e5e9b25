"""``tf.SparseTensor``, at home where ops compute at once."""

from __future__ import annotations

from teachflow.compat.v2._face import eager
from teachflow.ops.arrays.sparse.tensor import FaceSparseTensor


class SparseTensor(metaclass=FaceSparseTensor):
    """A mostly empty tensor: its values and where they are.

    Source: tf.sparse.SparseTensor.

    >>> import teachflow as tf
    >>> thin = tf.SparseTensor(indices=[[0, 1]], values=[7], dense_shape=[1, 2])
    >>> tf.sparse.to_dense(thin).numpy()
    array([[0, 7]], dtype=int32)
    """

    fallback = staticmethod(eager)
