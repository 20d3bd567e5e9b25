"""Arrays: unique values, scattered and sorted ones, masks, repetition, bits."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.unique(P(5))
tf.unique(P(5, dtype=tf.string), out_idx=tf.int64, name="u")
tf.unique_with_counts(P(None))
tf.unique([1, 2, 2])
tf.setdiff1d([1, 2, 3], [2])
tf.setdiff1d(P(3, dtype=tf.int32), P(2, dtype=tf.int32), index_dtype=tf.int64, name="d")
tf.sequence_mask([1, 3, 2])
tf.sequence_mask(P(None, dtype=tf.int32), 5, dtype=tf.float32, name="m")
tf.sequence_mask(P(2, dtype=tf.int64))
tf.roll(P(2, 3), 1, 0)
tf.roll(P(2, 3), [1, 2], [0, 1], name="r")
tf.repeat(P(3), 2)
tf.repeat(P(2, 3), [1, 2], axis=0)
tf.repeat(P(2, 3), 2, axis=1)
tf.gather(P(2, 3, 4), P(2, 5, dtype=tf.int32), batch_dims=1)
tf.gather(P(2, 3, 4), P(2, 5, dtype=tf.int32), batch_dims=1, axis=2)
tf.scatter_nd([[0], [2]], [1.0, 2.0], [4])
tf.scatter_nd(P(2, 1, dtype=tf.int32), P(2), tf.constant([4]), name="s")
tf.tensor_scatter_update(P(4), [[1]], [2.0])
tf.tensor_scatter_nd_add(P(4), [[1]], [2.0], name="a")
tf.tensor_scatter_nd_max(P(4), [[1]], [2.0])
tf.tensor_scatter_sub(P(4), [[1]], [2.0])
tf.tensor_scatter_nd_min(P(4), [[1]], [2.0])
v = tf.Variable([1.0, 2, 3], name="v"); tf.scatter_update(v, [0], [5.0])
v = tf.Variable([1.0, 2, 3], name="v"); tf.scatter_add(v, 0, 5.0, name="sa"); tf.scatter_sub(v, [1], [2.0]); tf.scatter_mul(v, [1], [2.0]); tf.scatter_div(v, [1], 2.0); tf.scatter_min(v, [1], [2.0]); tf.scatter_max(v, [1], [2.0])
v = tf.Variable([1.0, 2, 3], name="v"); tf.scatter_nd_update(v, [[0]], [5.0]); tf.scatter_nd_add(v, [[0]], [5.0]); tf.scatter_nd_sub(v, [[0]], [5.0])
v = tf.Variable([1.0, 2, 3], name="v"); v.scatter_nd_add([[0]], [5.0]); v.scatter_nd_update([[0]], [5.0]); v.scatter_nd_sub([[0]], [5.0])
v = tf.Variable([1.0, 2, 3], name="v"); v.scatter_add(tf.IndexedSlices(values=[1.0], indices=[0])); v.scatter_sub(tf.IndexedSlices(tf.constant([1.0]), tf.constant([0])))
v = tf.Variable([1.0, 2, 3], name="v"); v.scatter_update(tf.IndexedSlices([1.0], [0])); v.scatter_max(tf.IndexedSlices([1.0], [0]), name="m")
tf.dynamic_partition(P(4), [0, 1, 0, 1], 2)
tf.dynamic_stitch([[0, 2], [1]], [P(2), P(1)])
tf.broadcast_dynamic_shape(tf.shape(P(None, 3)), tf.constant([4, 1, 3]))
tf.guarantee_const(P(2))
tf.identity_n([P(2), P(3, dtype=tf.int32)])
tf.parallel_stack([P(2), P(2)])
tf.unravel_index(P(3, dtype=tf.int32), [2, 3])
tf.bitcast(P(2), tf.int32); tf.bitcast(P(2), tf.uint8); tf.bitcast(P(3, 2), tf.float64, name="b")
tf.saturate_cast(P(2), tf.uint8)
tf.saturate_cast(P(2, dtype=tf.int32), tf.int8, name="s")
tf.saturate_cast(P(2, dtype=tf.int8), tf.float32)
tf.saturate_cast(P(2), tf.int32)
tf.reverse_sequence(P(2, 3), [1, 2], seq_axis=1)
tf.reverse_sequence(P(2, 3), [1, 2], seq_dim=1, batch_dim=0, name="r")
tf.ensure_shape(P(None, 3), [2, 3]); tf.ensure_shape(U(), [2, None], name="e")
tf.searchsorted(P(5), P(2))
tf.searchsorted(P(2, 5), P(2, 3), side="right", name="s")
tf.sort(P(5))
tf.sort(P(5), direction="DESCENDING", name="d")
tf.sort(P(2, 5, dtype=tf.int32), axis=0)
tf.argsort(P(5))
tf.argsort(P(2, 5), axis=0, direction="DESCENDING")
tf.argsort(P(2, 5, dtype=tf.int32))
tf.argsort(P(5, dtype=tf.uint8), name="a")
tf.timestamp()
tf.shape_n([P(2), P(3)])
tf.arg_max(P(3), 0); tf.arg_min(P(3), dimension=0, output_type=tf.int32, name="m")
tf.reverse_v2(P(2, 3), [0])
tf.where_v2(P(2, dtype=tf.bool), 1.0, P(2))
tf.initialize_all_tables(); tf.tables_initializer(); tf.tables_initializer(name="t")
"""

VALUES = """
tf.bitcast(1.0, tf.int32)
tf.bitcast(1.0, tf.uint8)
tf.bitcast(u8([0, 0, 128, 63]), tf.float32)
tf.saturate_cast(300.0, tf.uint8)
tf.repeat(3, 2)
tf.repeat(3.0, [2])
tf.identity_n([1, 2.0])
tf.searchsorted(f32([1, 2, 3]), f32([2]))
tf.ensure_shape(3.0, [])
tf.roll(i32([1, 2, 3]), [1], [0])
tf.dynamic_partition(7, 0, 1)
tf.dynamic_stitch([0, 1], [5, 6])
tf.broadcast_to(3.0, [2, 2])
tf.shape_n([1.0, 2.0])
tf.scatter_nd([[0]], [1], [1])
tf.unravel_index(i32([0]), [1])
tf.gather(i32([1, 2, 3]), 1)
tf.gather_nd(i32([1, 2, 3]), [1])
tf.sequence_mask(0)
tf.unique(i32([7, 3, 7, 1, 3]))
tf.unique(f32([0.5, -1, 0.5]), out_idx=tf.int64)
tf.unique(text(["b", "a", "b"]))
tf.unique(np.int32([]))
tf.unique(f32([np.nan, 1, np.nan]))
tf.unique_with_counts(i32([7, 3, 7, 1, 3]))
tf.sequence_mask([1, 3, 2])
tf.sequence_mask([1, 3, 2], 5)
tf.sequence_mask([[0, 3], [2, 1]], dtype=tf.int32)
tf.sequence_mask(2, 4)
tf.roll(i32([1, 2, 3, 4]), 1, 0)
tf.roll(i32([[1, 2, 3], [4, 5, 6]]), [1, -1], [0, 1])
tf.roll(i32([[1, 2, 3], [4, 5, 6]]), [1, 1], [1, 1])
tf.repeat(i32([3, 4]), 2)
tf.repeat(i32([[1, 2], [3, 4]]), [1, 2], axis=0)
tf.repeat(i32([[1, 2], [3, 4]]), 2, axis=1)
tf.repeat(i32([[1, 2], [3, 4]]), 2)
tf.repeat(i32([[1, 2], [3, 4]]), [2, 0], axis=-1)
tf.scatter_nd([[1], [3], [1]], i32([10, 30, 5]), [5])
tf.scatter_nd([[0, 1], [1, 0]], f32([10, 30]), [2, 2])
tf.scatter_nd([[1]], f32([[10, 30]]), [3, 2])
tf.tensor_scatter_nd_update(i32([1, 2, 3, 4]), [[1], [3]], [20, 40])
tf.tensor_scatter_nd_add(i32([1, 2, 3, 4]), [[1], [1]], [20, 40])
tf.tensor_scatter_nd_sub(f32([[1, 2], [3, 4]]), [[1]], [[20.0, 40.0]])
tf.tensor_scatter_nd_max(i32([1, 2, 3, 4]), [[1], [3]], [20, -40])
tf.tensor_scatter_nd_min(i32([1, 2, 3, 4]), [[1], [3]], [20, -40])
tf.dynamic_partition(i32([1, 2, 3, 4]), [0, 1, 0, 1], 2)
tf.dynamic_partition(f32([[1, 2], [3, 4]]), [1, 1], 3)
tf.dynamic_stitch([[0, 2], [1]], [i32([7, 9]), i32([8])])
tf.broadcast_dynamic_shape([2, 1], [3])
tf.identity_n([i32([1]), f32([2.0])])
tf.unravel_index(i32([2, 5, 7]), [3, 3])
tf.unravel_index(7, [3, 3])
tf.bitcast(f32([1.0, -2.0]), tf.int32)
tf.bitcast(i32([1, 256]), tf.uint8)
tf.bitcast(u8([[1, 0, 0, 0], [0, 1, 0, 0]]), tf.int32)
tf.saturate_cast(f32([-5, 3.7, 300]), tf.uint8)
tf.saturate_cast(i32([-500, 3, 300]), tf.int8)
tf.saturate_cast(f32([1e20, -1e20]), tf.int32)
tf.reverse_sequence(i32([[1, 2, 3], [4, 5, 6]]), [2, 3], seq_axis=1)
tf.reverse_sequence(i32([[1, 2, 3], [4, 5, 6]]), [1, 2, 2], seq_axis=0, batch_axis=1)
tf.ensure_shape(i32([[1, 2]]), [None, 2])
tf.searchsorted(f32([1, 3, 5, 7, 9]), f32([3, 4, 10, 0]))
tf.searchsorted(f32([1, 3, 5, 7, 9]), f32([3, 4, 10, 0]), side="right")
tf.searchsorted(i32([[1, 3, 5], [2, 4, 6]]), i32([[3], [5]]), out_type=tf.int64)
tf.sort(f32([3, 1, 2]))
tf.sort(i32([[3, 1, 2], [6, 5, 4]]), axis=0, direction="DESCENDING")
tf.sort(u8([3, 200, 2]))
tf.argsort(f32([3, 1, 2, 1]))
tf.argsort(i32([[3, 1, 2], [6, 5, 4]]), direction="DESCENDING")
tf.shape_n([f32([1, 2]), f32([[1]])])
str(tf.broadcast_static_shape(tf.TensorShape([2, 1]), tf.TensorShape([3])))[-5:] and tf.constant(1)
tf.gather(i32([[1, 2], [3, 4]]), i32([[1], [0]]), batch_dims=1)
tf.gather(i32([[1, 2], [3, 4]]), i32([[1], [0]]), axis=1, batch_dims=1)
tf.gather_nd(i32([[1, 2], [3, 4]]), i32([[1], [0]]), batch_dims=1)
tf.gather_nd(i32(np.arange(12).reshape(2, 3, 2)), i32([[[1, 0], [2, 1]], [[0, 0], [0, 1]]]), batch_dims=1)
"""

GRAPH_VALUES = """
tf.guarantee_const(3.0)
tf.scatter_add(tf.Variable([1.0, 2.0]), 0, 5.0)
tf.scatter_update(tf.Variable([1.0, 2.0]), 1, 5.0)
tf.arg_max([3, 9, 2], 0)
tf.setdiff1d(i32([1, 2, 3, 4, 5, 6]), i32([1, 3, 5]))
tf.setdiff1d(text(["a", "b"]), text(["b"]))
tf.scatter_update(tf.Variable([1, 2, 3]), [0, 2], [10, 30])
tf.scatter_add(tf.Variable([1, 2, 3]), [0, 0], [10, 30])
tf.scatter_sub(tf.Variable([[1.0], [2.0]]), [1], [[30.0]])
tf.scatter_mul(tf.Variable([1, 2, 3]), [1], [10])
tf.scatter_div(tf.Variable([1, 20, 3]), [1], [6])
tf.scatter_div(tf.Variable([1.0, 2, 3]), [1, 2], 4.0)
tf.scatter_min(tf.Variable([1, 2, 3]), [1, 2], [5, 1])
tf.scatter_max(tf.Variable([1, 2, 3]), [1, 2], [5, 1])
tf.scatter_update(tf.Variable([[1, 2], [3, 4]]), 0, [9, 8])
tf.scatter_nd_update(tf.Variable([1, 2, 3]), [[0], [2]], [10, 30])
tf.scatter_nd_add(tf.Variable([[1, 2], [3, 4]]), [[0, 1]], [10])
tf.scatter_nd_sub(tf.Variable([1, 2, 3]), [[0], [0]], [10, 30])
tf.Variable([1.0, 2, 3]).scatter_add(tf.IndexedSlices([1.0, 1.0], [0, 0]))
tf.Variable([1.0, 2, 3]).scatter_sub(tf.IndexedSlices([1.0], [2]))
tf.Variable([1.0, 2, 3]).scatter_nd_update([[1]], [7.0])
tf.convert_to_tensor(tf.IndexedSlices(tf.constant([1.0, 2.0, 3.0]), tf.constant([0, 2, 0]), tf.constant([4])))
tf.IndexedSlices(tf.constant([[1.0], [2.0]]), tf.constant([0, 2]), tf.constant([4, 1])) * tf.constant(2.0)
tf.parallel_stack([i32([1, 2]), i32([3, 4])])
tf.batch_gather(i32([[1, 2], [3, 4]]), i32([[1], [0]]))
tf.guarantee_const(f32([1, 2]))
tf.arg_max(f32([3, 9, 2]), 0)
"""

GRADIENTS = """
x = tf.constant([1.0, 2.0, 3.0]); tf.gradients(tf.roll(x, 1, 0) ** 2 * [1.0, 2.0, 3.0], [x])
x = tf.constant([1.0, 2.0, 3.0]); tf.gradients(tf.repeat(x, [1, 0, 2]) ** 2, [x])
x = tf.constant([[1.0, 2.0], [3.0, 4.0]]); tf.gradients(tf.repeat(x, 2, axis=1) ** 2, [x])
x = tf.constant([1.0, 2.0]); tf.gradients(tf.scatter_nd([[1], [1]], x, [3]) ** 2, [x])
x = tf.constant([1.0, 2.0, 3.0]); y = tf.constant([5.0]); tf.gradients(tf.tensor_scatter_update(x, [[1]], y) ** 2, [x, y])
x = tf.constant([1.0, 2.0, 3.0]); y = tf.constant([5.0]); tf.gradients(tf.tensor_scatter_add(x, [[1]], y) ** 2, [x, y])
x = tf.constant([1.0, 2.0, 3.0]); y = tf.constant([5.0]); tf.gradients(tf.tensor_scatter_sub(x, [[1]], y) ** 2, [x, y])
x = tf.constant([1.0, 2.0, 3.0]); y = tf.constant([5.0, 3.0]); tf.gradients(tf.tensor_scatter_nd_max(x, [[1], [2]], y) ** 2, [x, y])
x = tf.constant([1.0, 2.0, 3.0, 4.0]); tf.gradients(tf.dynamic_partition(x * x, [1, 0, 1, 0], 2)[0], [x])
x = tf.constant([1.0, 2.0]); y = tf.constant([5.0]); tf.gradients(tf.dynamic_stitch([[0, 2], [1]], [x, y]) ** 2, [x, y])
x = tf.constant([1.0, 2.0]); y = tf.constant([5.0]); tf.gradients(tf.identity_n([x * x, y])[0], [x, y])
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]); tf.gradients(tf.reverse_sequence(x, [2, 3], seq_axis=1) * x, [x])
x = tf.constant([3.0, 1.0, 2.0]); tf.gradients(tf.sort(x) * [1.0, 2.0, 3.0], [x])
x = tf.constant([3.0, 1.0, 2.0]); tf.gradients(tf.ensure_shape(x, [3]) ** 2, [x])
x = tf.constant([3.0, 100.0, 2000.0]); tf.gradients(tf.cast(tf.saturate_cast(x, tf.float16), tf.float32), [x])
x = tf.constant([[1.0, 2.0], [3.0, 4.0]]); tf.gradients(tf.gather(x, [[1], [0]], batch_dims=1) ** 2, [x])
x = tf.constant([[1.0, 2.0], [3.0, 4.0]]); tf.gradients(tf.gather_nd(x, [[1], [0]], batch_dims=1) ** 2, [x])
"""

ERRORS = """
tf.unique(P(2, 3)) ##
tf.setdiff1d([1, 2], [1.0]) ##
tf.roll(P(2, 3), [[1]], [[0]]) ##
tf.repeat(P(2, 3), [1, 2, 3], axis=0) ##
tf.tensor_scatter_update(P(4), [[1]], [1.0, 2.0]) ##
tf.scatter_update(tf.Variable([1.0, 2.0]), [0], [1.0, 2.0]) ##
tf.scatter_add(tf.Variable([1.0, 2.0]), [0], ["a"]) ##
tf.ensure_shape(P(2, 3), [2, 4]) ##
tf.bitcast(P(3), tf.float64) ##
tf.searchsorted(P(3), P(3), side="up") ## Argument `side` must be either 'right' or 'left'
tf.sort(P(3), direction="UP") ## Argument `direction` should be one of ASCENDING, DESCENDING. Received: direction=UP
tf.sort(P(3), axis=[0]) ## Argument `axis` must be a constant scalar
tf.broadcast_static_shape(tf.TensorShape([2]), tf.TensorShape([3])) ## Incompatible shapes for broadcasting
tf.reverse_sequence(P(2, 3), [1, 2, 3], seq_axis=1) ## 2 and 3
run(tf.scatter_update(tf.Variable([1.0, 2.0]), [5], [1.0])) ## indices[0] = 5 is not in [0, 2)
run(tf.scatter_nd([[5]], [1.0], [3])) ##
run(tf.tensor_scatter_update([1.0, 2.0], [[5]], [1.0])) ##
run(tf.dynamic_partition([1.0, 2.0], [0, 2], 2)) ## partitions[1] = 2 is not in [0, 2)
run(tf.unravel_index([9], [2, 2])) ## index is out of bound as with dims
x = tf.placeholder(tf.float32); run(tf.ensure_shape(x, [2, 3]), {x: np.ones((2, 2))}) ## is not compatible with expected shape [2,3]
run(tf.reverse_sequence([[1, 2]], [5], seq_axis=1)) ##
"""

TOPICS = subject(
    "arrays",
    nodes=NODES,
    values=VALUES,
    graph_values=GRAPH_VALUES,
    gradients=GRADIENTS,
    errors=ERRORS,
)
