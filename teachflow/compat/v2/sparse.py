"""``tf.sparse``: mostly empty tensors."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._sparse_tensor import SparseTensor
from teachflow.ops.arrays.sparse import making as _sparse
from teachflow.ops.arrays.sparse import parts as _parts
from teachflow.ops.linalg import sparse_sums as _sums

add = at_home(_sums.add)
concat = at_home(_parts.sparse_concat)
expand_dims = at_home(_parts.sparse_expand_dims)
eye = at_home(_parts.eye)
from_dense = at_home(_parts.from_dense)
map_values = at_home(_parts.map_values)
maximum = at_home(_sums.maximum)
minimum = at_home(_sums.minimum)
reduce_max = at_home(_sums.reduce_max)
reduce_sum = at_home(_sums.reduce_sum)
reorder = at_home(_parts.reorder)
reshape = at_home(_parts.sparse_reshape)
retain = at_home(_parts.retain)
slice = at_home(_parts.sparse_slice)
sparse_dense_matmul = at_home(_sums.sparse_dense_matmul)
to_dense = at_home(_sparse.sparse_tensor_to_dense)
transpose = at_home(_parts.transpose)

__getattr__ = _looking_up(__name__)
