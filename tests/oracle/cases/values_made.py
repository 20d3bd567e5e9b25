"""Values of what makes, shapes and joins tensors, of neural network ops and variables."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.cases.values import both_faces, eager_value
from tests.oracle.harness import run_value

ROWS: list[str] = []
GRAPH_ROWS: list[str] = []
LOOSE: list[str] = []


def lines(table: str, into: list[str] = ROWS) -> None:
    """Adds one row for each line."""
    into.extend(line for line in table.strip().split("\n") if line.strip())


# Shape and structure.
X = "i32([[1, 2, 3], [4, 5, 6]])"
lines(f"""
tf.reshape({X}, [3, 2])
tf.reshape({X}, [-1])
tf.reshape({X}, [2, -1, 1])
tf.reshape({X}, (6,))
tf.reshape(f32([]), [0, 3])
tf.reshape(f32([5]), [])
tf.reshape(text(["a", "b"]), [2, 1])
tf.squeeze(i32([[[1], [2]]]))
tf.squeeze(i32([[[1], [2]]]), axis=0)
tf.squeeze(i32([[[1], [2]]]), axis=[-1])
tf.squeeze(i32([[[5]]]))
tf.expand_dims({X}, 0)
tf.expand_dims({X}, 1)
tf.expand_dims({X}, axis=-1)
tf.expand_dims(3.0, 0)
tf.concat([{X}, {X}], 0)
tf.concat([{X}, {X}], axis=1)
tf.concat([{X}, {X}], -1)
tf.concat([i32([1]), i32([]), i32([2, 3])], 0)
tf.concat([text(["a"]), text(["b"])], 0)
tf.concat([[1, 2], [3]], 0)
tf.stack([i32([1, 2]), i32([3, 4])])
tf.stack([i32([1, 2]), i32([3, 4])], axis=1)
tf.stack([1.0, 2.0, 3.0])
tf.stack([{X}, {X}], axis=-1)
tf.unstack({X})
tf.unstack({X}, axis=1)
tf.split({X}, 3, axis=1)
tf.split({X}, [1, 2], 1)
tf.tile({X}, [2, 1])
tf.tile(i32([1, 2]), [3])
tf.tile(text(["a"]), [2])
tf.tile({X}, [0, 2])
tf.pad({X}, [[1, 0], [0, 2]])
tf.pad({X}, [[1, 0], [0, 2]], constant_values=9)
tf.reverse({X}, [1])
tf.broadcast_to(i32([1, 2, 3]), [2, 3])
tf.slice({X}, [0, 1], [2, 2])
tf.slice({X}, [1, 0], [-1, 2])
tf.gather({X}, 1)
tf.gather({X}, [1, 0, 1])
tf.gather({X}, [[0], [1]])
tf.gather({X}, [2, 0], axis=1)
tf.gather({X}, [2, 0], axis=-1)
tf.gather({X}, i32([]))
tf.gather_nd({X}, [[0, 1], [1, 2]])
tf.gather(text(["a", "b"]), [1])
tf.one_hot([0, 2, 1], 3)
tf.one_hot([0, 5, -1], 3)
tf.one_hot([0, 1], 2, on_value=5, off_value=-5)
tf.one_hot([0, 1], 2, axis=0)
tf.one_hot(1, 3, dtype=tf.int32)
tf.shape({X})
tf.shape({X}, out_type=tf.int64)
tf.shape(3.0)
tf.size({X})
tf.size(f32([]))
tf.rank({X})
tf.rank(3.0)
tf.identity({X})
tf.stop_gradient(f32([1, 2]))
tf.zeros_like({X})
tf.ones_like({X})
tf.zeros_like({X}, dtype=tf.float32)
tf.ones_like({X}, dtype=tf.bool)
tf.zeros_like(text(["a"]))
tf.where([True, False, True])
tf.where(b1([[True, False], [False, True]]))
""")
for index in (
    "0",
    "-1",
    "1:",
    ":1",
    "::2",
    "::-1",
    ":, 0",
    ":, -1",
    "0, 1",
    "..., 1",
    "None",
    ":, None",
    "0:0",
    "1, ::-1",
    "..., None",
    "1:, :2",
    ":, 2:0:-1",
    "-5:5",
    "..., ::2",
):
    lines(f"tf.constant({X})[{index}]")
lines("""
tf.constant(["a", "b"])[1]
tf.constant([1, 2, 3])[tf.constant(1)]
tf.constant([1, 2, 3])[tf.constant(1):]
tf.constant([1, 2, 3])[tf.constant([True, False, True])]
""")

# Making tensors.
lines("""
tf.constant(1)
tf.constant(1.5)
tf.constant(True)
tf.constant("text")
tf.constant(b"text")
tf.constant("häß")
tf.constant(1j)
tf.constant([1, 2.5])
tf.constant([[1, 2], [3, 4]], dtype=tf.float64)
tf.constant(3, dtype=tf.uint8)
tf.constant(7, shape=[2, 2])
tf.constant([1, 2, 3, 4], shape=[2, 2])
tf.constant([])
tf.constant(np.arange(3))
tf.constant(np.arange(3.0))
tf.constant(np.float32(2))
tf.constant(2**40, dtype=tf.int64)
tf.constant([True, False])
tf.constant(["a", "bc"])
tf.constant([np.float32(1), 2.0])
tf.constant([np.float64(1), 2.0])
tf.constant(1.9, dtype=tf.float16)
tf.convert_to_tensor([1, 2])
tf.convert_to_tensor([1, 2], dtype=tf.float32)
tf.convert_to_tensor([[1.0], [2.0]])
tf.convert_to_tensor([tf.constant(1), 2])
tf.zeros([2, 3])
tf.zeros([2], tf.int32)
tf.zeros([2], tf.bool)
tf.zeros([2], tf.string)
tf.zeros([])
tf.zeros([0])
tf.zeros((3, 1), dtype=tf.complex64)
tf.ones([2, 3])
tf.ones([2], tf.int64)
tf.ones([1], tf.bool)
tf.fill([2, 3], 9)
tf.fill([2], "a")
tf.fill([], 1.5)
tf.eye(3)
tf.eye(2, 3, dtype=tf.int32)
tf.eye(2, batch_shape=[2])
tf.range(5)
tf.range(2, 5)
tf.range(1, 10, 4)
tf.range(5, 0, -2)
tf.range(0.0, 1.0, 0.25)
tf.range(3.0)
tf.range(3, dtype=tf.float32)
tf.range(3, dtype=tf.int64)
tf.range(0)
tf.range(0, 1, 0.3)
tf.linspace(0.0, 1.0, 5)
tf.linspace(-1.0, 1.0, 3)
tf.linspace(f64(0), f64(1), 4)
tf.linspace(1.0, 2.0, 1)
tf.cast(f32([1.9, -1.9, 0.5]), tf.int32)
tf.cast(f32([1.9, -1.9, 0.5]), tf.int64)
tf.cast(f64([1.9, 200.5]), tf.uint8)
tf.cast(i32([0, 1, -2]), tf.bool)
tf.cast(f32([0.0, 0.5, np.nan]), tf.bool)
tf.cast([True, False], tf.float32)
tf.cast([True, False], tf.int32)
tf.cast(i32([300, -1]), tf.uint8)
tf.cast(i64([2**40 + 3]), tf.int32)
tf.cast(f64([1/3]), tf.float32)
tf.cast(f32([1/3]), tf.float64)
tf.cast(i32([16777217]), tf.float32)
tf.cast(c64([1+2j]), tf.complex128)
tf.cast(f32([1.5]), tf.complex64)
tf.cast(f32([65520.0, 1e-8]), tf.float16)
tf.cast(3, tf.float32)
tf.cast([1.7, 2.3], "int32")
""")

# Neural network composites.
LOGITS = "f32([[1.0, 2.0, 3.0], [-1.0, 0.0, 100.0]])"
lines(
    f"""
tf.nn.softmax({LOGITS})
tf.nn.softmax({LOGITS}, axis=0)
tf.nn.softmax(f32(np.arange(8).reshape(2, 2, 2)), axis=1)
tf.nn.softmax(f64([[1.0, 2.0]]))
tf.nn.log_softmax({LOGITS})
tf.nn.log_softmax({LOGITS}, axis=0)
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 0], logits={LOGITS})
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=i64([1, 2]), logits={LOGITS})
tf.nn.softmax_cross_entropy_with_logits(labels=f32([[0, 0, 1], [0.5, 0.5, 0]]), logits={LOGITS})
tf.nn.sigmoid_cross_entropy_with_logits(labels=f32([0.0, 1.0, 0.3]), logits=f32([-3.0, 2.0, 50.0]))
tf.nn.leaky_relu(f32([-2.0, 3.0]), alpha=0.1)
tf.nn.l2_loss(f32([3.0, 4.0]))
tf.nn.bias_add(f32([[1, 2], [3, 4]]), f32([10, 20]))
tf.nn.relu(f32([[-1.0, 2.0]]))
""",
    LOOSE,
)

# Names of the graph face only.
lines(
    """
tf.matrix_inverse(f64([[4, 7], [2, 6]]))
tf.nn.softmax_cross_entropy_with_logits_v2(labels=f32([[0, 0, 1]]), logits=f32([[1, 2, 3]]))
tf.where([True, False], f32([1, 2]), f32([3, 4]))
tf.where(b1([True, False]), f32([[1, 2], [3, 4]]), f32([[5, 6], [7, 8]]))
tf.where(f32([1, -1]) > 0, i32([1, 1]), i32([0, 0]))
tf.reduce_sum(f32([[1, 2], [3, 4]]), reduction_indices=1)
tf.reduce_mean(f32([[1, 2], [3, 4]]), 0, keep_dims=True)
tf.div(i32([7, -7]), 2)
tf.div(f32([7, -7]), 2)
tf.mod(i32([7, -7]), 3)
tf.floor_div(i32([7, -7]), 2)
tf.floordiv(f32([7, -7]), 2)
tf.realdiv(f32([7]), 2)
tf.log(f32([1.0, 2.0]))
tf.ceil(f32([1.2, -1.2]))
tf.rint(f32([0.5, 1.5]))
tf.to_float([1, 2])
tf.to_int32([1.7, -1.7])
tf.to_double([1])
tf.is_nan(f32([np.nan, 1]))
tf.log1p(f32([0.5]))
tf.rsqrt(f32([4.0]))
tf.reciprocal(f32([4.0]))
tf.squared_difference(f32([1, 2]), f32([4, 4]))
tf.erf(f32([0.5]))
tf.squeeze(i32([[1], [2]]), squeeze_dims=1)
tf.lin_space(0.0, 1.0, 3)
tf.argmax(f32([[1, 2], [4, 3]]), dimension=1)
tf.expand_dims(f32([1, 2]), dim=0)
tf.placeholder_with_default([1.0, 2.0], [None])
tf.Variable([1.0, 2.0])
tf.Variable(3) * 2
tf.Variable([[1, 2], [3, 4]])[1]
tf.Variable([1.0, 2.0], dtype=tf.float64)
tf.assign(tf.Variable(1.0), 5.0)
tf.assign_add(tf.Variable([1, 2]), [10, 20])
tf.assign_sub(tf.Variable([1, 2]), [10, 20])
tf.Variable(1.0).assign_add(2.0)
tf.global_variables_initializer()
tf.group(tf.constant(1))
tf.Variable(np.eye(2))
tf.Variable("text")
tf.Variable(True)
tf.complex(1.0, 2.0)
tf.real(c64([1+2j]))
tf.string_join(["a", "b"], separator="-")
""",
    GRAPH_ROWS,
)

EAGER_ROWS = """
tf.where([True, False], f32([1, 2]), 3.0)
tf.where([[True], [False]], f32([1, 2]), f32([3, 4]))
tf.constant([1, 2]) == tf.constant([1, 3])
tf.constant([1, 2]) != 2
tf.Variable([1.0, 2.0])
tf.Variable([1.0, 2.0]) * 2
tf.Variable(3).assign(5)
tf.Variable(3).assign_add(5)
tf.Variable([1, 2]).assign_sub([1, 1])
tf.nn.softmax_cross_entropy_with_logits([[0.0, 1.0]], [[2.0, 3.0]])
tf.random.set_seed(1)
float(tf.constant(1.5))
int(tf.constant(3))
bool(tf.constant(True))
len(tf.constant([1, 2, 3]))
[int(row) for row in tf.constant([1, 2, 3])]
tf.constant([1, 2]).numpy()
tf.constant(1.5).numpy()
tf.constant("a").numpy()
tf.constant([[1, 2]]).shape.as_list()
np.asarray(tf.constant([1.0, 2.0]))
np.add(tf.constant([1.0]), 2)
tf.constant([1, 2]).dtype.name
tf.convert_to_tensor(tf.Variable(1.0))
"""


TOPICS = both_faces("values_made", ROWS, LOOSE)
TOPICS[0].table(GRAPH_ROWS, run_value)
TOPICS[1].table(EAGER_ROWS.strip().split("\n"), eager_value)
