"""Static shapes and dtypes, and what tensors, operations and variables look like.

Nothing runs here: the answers are what the graph knows at construction.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, dims, execute

SHAPES: list[str] = []
REPRS: list[str] = []


def lines(table: str, into: list[str] = SHAPES) -> None:
    """Adds one row for each line."""
    into.extend(line for line in table.strip().split("\n") if line.strip())


def told(tf: Any, np: Any, text: str) -> Any:
    """Dtype, shape and dimensions of what the row makes. ``P`` is a float placeholder."""
    made = execute(
        tf,
        np,
        "P = lambda *shape: tf.placeholder(tf.float32, list(shape))\n"
        "U = lambda: tf.placeholder(tf.float32)\n"
        "I = lambda *shape: tf.placeholder(tf.int32, list(shape))\n" + text,
    )
    return (
        [dims(item) for item in made] if isinstance(made, list | tuple) else dims(made)
    )


# Broadcasting of known and unknown dimensions.
for left, right in (
    ("2, 3", "3"),
    ("2, 3", "2, 1"),
    ("2, 3", ""),
    ("None, 3", "3"),
    ("None, 3", "1, 3"),
    ("None, 3", "2, 3"),
    ("None, 3", "None, 3"),
    ("None", "1"),
    ("None", "5"),
    ("None, 1", "1, 4"),
    ("None, None", "3"),
    ("None, 3", "4, 1, 3"),
    ("0, 3", "1, 3"),
    ("1", "0"),
):
    lines(f"P({left}) + P({right})")
    lines(f"tf.maximum(P({right}), P({left}))")
    lines(f"P({left}) < P({right})")
lines("""
U() + P(2, 3)
P(2, 3) * U()
U() + U()
U() + 1.0
P(None, 3) - [1.0, 2.0, 3.0]
P() * P(2)
tf.pow(P(None, 2), 2.0)
tf.equal(U(), P(3))
tf.add_n([P(None, 3), P(2, None)])
tf.add_n([U(), P(2, 3)])
-P(None, 2)
tf.exp(U())
tf.square(P(None, 2))
tf.cast(P(None, 2), tf.int32)
tf.cast(U(), tf.bool)
tf.identity(P(None, 2))
tf.stop_gradient(U())
tf.matmul(P(2, 3), P(3, 4))
tf.matmul(P(None, 3), P(3, None))
tf.matmul(P(None, None), P(3, 4))
tf.matmul(U(), P(3, 4))
tf.matmul(U(), U())
tf.matmul(P(3, 2), P(3, 4), transpose_a=True)
tf.matmul(P(None, 2), P(5, 2), transpose_b=True)
tf.matmul(P(7, 2, 3), P(7, 3, 4))
tf.matmul(P(None, 2, 3), P(7, 3, 4))
tf.matmul(P(1, 2, 3), P(7, 3, 4))
tf.matmul(P(5, 1, 2, 3), P(6, 3, 4))
tf.matrix_inverse(P(3, 3))
tf.matrix_inverse(P(None, 3))
tf.matrix_inverse(P(None, None))
tf.transpose(P(2, 3))
tf.transpose(P(None, 3))
tf.transpose(U())
tf.transpose(P(2, None, 4), [2, 0, 1])
tf.transpose(P(2, 3), I(2))
tf.reshape(P(2, 3), [6])
tf.reshape(P(2, 3), [-1, 2])
tf.reshape(P(None, 3), [-1])
tf.reshape(P(None, 3), [-1, 3])
tf.reshape(P(None, 3), [2, 3])
tf.reshape(U(), [2, -1])
tf.reshape(P(None, 4), [2, -1, 4])
tf.reshape(P(2, 3), I(2))
tf.reshape(P(2, 3), tf.placeholder(tf.int32))
tf.reshape(P(None, 3), tf.shape(P(2, None)))
tf.reshape(P(0, 3), [-1])
tf.squeeze(P(2, 1, 3, 1))
tf.squeeze(P(2, 1, 3, 1), [1])
tf.squeeze(P(None, 1), 1)
tf.squeeze(P(None, 1))
tf.squeeze(P(None, 1), 0)
tf.squeeze(U())
tf.squeeze(P(1, None, 1), -1)
tf.expand_dims(P(None, 3), 1)
tf.expand_dims(U(), 0)
tf.expand_dims(P(2), -1)
tf.concat([P(2, 3), P(4, 3)], 0)
tf.concat([P(None, 3), P(4, 3)], 0)
tf.concat([P(None, 3), P(2, 4)], 1)
tf.concat([P(2, None), P(None, 4)], 0)
tf.concat([U(), P(2, 4)], 0)
tf.concat([U(), U()], 0)
tf.concat([P(2, 3), P(4, 3)], I())
tf.stack([P(2, 3), P(2, 3)])
tf.stack([P(2, None), P(None, 3)], axis=1)
tf.stack([U(), P(2)])
tf.stack([U(), U()])
tf.unstack(P(2, None))
tf.unstack(P(2, 3), axis=1)
tf.split(P(4, None), 2)
tf.split(P(4, 6), [1, 2, 3], axis=1)
tf.tile(P(2, 3), [2, 2])
tf.tile(P(None, 3), [2, 2])
tf.tile(P(2, 3), I(2))
tf.tile(U(), [2, 2])
tf.pad(P(None, 3), [[1, 1], [2, 2]])
tf.reverse(P(None, 3), [0])
tf.slice(P(4, 5), [1, 1], [2, -1])
tf.slice(P(None, 5), [1, 1], [2, -1])
tf.slice(P(None, 5), [1, 1], [-1, 2])
tf.gather(P(4, 5), [0, 1])
tf.gather(P(4, 5), 0)
tf.gather(P(4, 5), I(2, 3))
tf.gather(P(4, None), I(None), axis=1)
tf.gather(U(), [0, 1])
tf.gather(P(4, 5), tf.placeholder(tf.int32))
tf.gather_nd(P(4, 5), I(3, 1))
tf.one_hot(I(None), 4)
tf.one_hot(I(2), I())
tf.one_hot(I(2, 3), 4, axis=1)
tf.one_hot(tf.placeholder(tf.int32), 4)
tf.where(P(None, 3) > 0)
tf.where(U() > 0)
tf.where(P(2, 3) > 0, P(2, 3), P(2, 3))
tf.where(P(None) > 0, P(None, 3), P(2, 3))
tf.where(U() > 0, P(2, 3), P(2, None))
tf.argmax(P(None, 3), 1)
tf.argmax(P(None, 3), 0)
tf.argmax(P(None, 3), 0, output_type=tf.int32)
tf.argmax(U(), 0)
tf.argmax(P(2, 3), I())
tf.reduce_sum(P(2, 3))
tf.reduce_sum(P(None, 3))
tf.reduce_sum(U())
tf.reduce_sum(P(None, 3), 0)
tf.reduce_sum(P(None, 3), 1)
tf.reduce_sum(P(None, 3), -1, keepdims=True)
tf.reduce_sum(P(None, 3), [0, 1], keepdims=True)
tf.reduce_sum(U(), 1)
tf.reduce_sum(U(), keepdims=True)
tf.reduce_sum(P(2, 3), I())
tf.reduce_sum(P(2, 3), I(), keepdims=True)
tf.reduce_mean(P(2, None, 4), [0, 2])
tf.reduce_max(P(2, 3), [])
tf.reduce_all(P(None, 3) > 0, 0)
tf.cumsum(P(None, 3))
tf.nn.softmax(P(None, 3))
tf.nn.softmax(U())
tf.nn.softmax(P(None, 3, 4), axis=1)
tf.nn.relu(U())
tf.nn.bias_add(P(None, 3), P(3))
tf.nn.bias_add(U(), P(3))
tf.nn.l2_loss(P(None, 3))
tf.nn.softmax_cross_entropy_with_logits_v2(labels=P(None, 3), logits=P(None, 3))
tf.nn.softmax_cross_entropy_with_logits_v2(labels=P(5, 3), logits=P(5, 3))
tf.nn.softmax_cross_entropy_with_logits_v2(labels=P(2, 5, 3), logits=P(2, 5, 3))
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=I(None), logits=P(None, 3))
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=I(2, 5), logits=P(2, 5, 3))
tf.nn.sigmoid_cross_entropy_with_logits(labels=P(None, 3), logits=P(2, 3))
tf.shape(P(None, 3))
tf.shape(U())
tf.size(P(None, 3))
tf.rank(U())
tf.zeros([2, 3])
tf.zeros(I(2))
tf.zeros(tf.shape(P(None, 3)))
tf.zeros(tf.stack([I(), 2]))
tf.zeros(tf.placeholder(tf.int32))
tf.ones_like(P(None, 3))
tf.zeros_like(U())
tf.fill([2, 3], 1.0)
tf.fill(I(2), 1)
tf.fill(tf.shape(P(None, 3)), 1)
tf.range(5)
tf.range(I())
tf.range(2, 10, 3)
tf.linspace(0.0, 1.0, 5)
tf.linspace(0.0, 1.0, I())
tf.eye(3)
tf.random_uniform([2, 3])
tf.random_uniform(tf.shape(P(None, 3)))
tf.random_normal(I(2))
tf.random_shuffle(P(None, 3))
tf.broadcast_to(P(1, 3), [2, 3])
tf.placeholder_with_default([1.0, 2.0], [None])
tf.placeholder_with_default([[1.0, 2.0]], [None, 2])
tf.Variable([[1.0, 2.0]])
tf.Variable(tf.zeros([3, 2])).read_value()
tf.convert_to_tensor([[1, 2], [3, 4]])
tf.constant([])
tf.clip_by_value(P(None, 3), 0.0, 1.0)
tf.matmul(P(None, 3), tf.Variable(tf.zeros([3, 1]))) - P(None, 1)
tf.assign(tf.Variable([1.0, 2.0]), P(2))
P(2, 3) / 2
I(2) / 2
I(2) // 2
I(2) % 2
I(2) ** 2
I(2) < 2
tf.placeholder(tf.int8, [2]) / tf.placeholder(tf.int8, [2])
tf.placeholder(tf.uint16, [2]) / tf.placeholder(tf.uint16, [2])
tf.placeholder(tf.float16, [2]) / 2
tf.abs(tf.placeholder(tf.complex128, [2]))
tf.real(tf.placeholder(tf.complex64, [2]))
tf.complex(P(2), P(2))
tf.complex(tf.placeholder(tf.float64, [2]), tf.placeholder(tf.float64, [1]))
tf.reduce_mean(I(2))
tf.placeholder("int64", 3)
tf.placeholder(float, [2])
tf.placeholder(bool, [2])
tf.placeholder(np.float64, (1, None))
tf.placeholder(tf.float32, tf.TensorShape([None, 2]))
""")
for index in (
    "0",
    "-1",
    "1:",
    ":2",
    "::2",
    "::-1",
    ":, 0",
    "0, 1",
    "..., 1",
    "None",
    ":, None",
    "1:3, 2:",
    ":, ::-1",
    "..., None",
    "5:",
    "2:1",
):
    for shape in ("4, 5", "None, 5"):
        lines(f"P({shape})[{index}]")
lines("""
P(4, 5)[I()]
P(4, 5)[I():]
P(4, 5)[1:I()]
U()[0]
U()[..., 0]
P(4, 5)[0, 0]
""")

# How things look.
lines(
    """
repr(tf.constant(1.0, name="c"))
str(tf.constant([1, 2], name="c"))
repr(tf.placeholder(tf.float32, [None, 3], name="x"))
repr(tf.placeholder(tf.float32, name="x"))
repr(tf.placeholder(tf.string, [], name="x"))
repr(tf.constant(1, name="c").op)
str(tf.no_op(name="n").name)
repr(tf.no_op(name="n"))
repr(tf.Variable(1.0, name="v"))
str(tf.Variable([[1, 2]], name="v"))
repr(tf.Variable(1.0, name="v").initializer)
repr(tf.Variable(1.0, name="v").initial_value)
repr(tf.Variable(1.0, name="v").value())
repr(tf.Variable(1.0, name="v").dtype)
repr(tf.Variable(1.0, name="v").shape)
repr(tf.assign(tf.Variable(1.0, name="v"), 2.0))
repr(tf.Variable(1.0, name="v") + 1)
[tf.Variable(1.0, name="v").name, tf.Variable(1.0, name="v").op.name]
repr(tf.float32)
str(tf.float32)
tf.float32.name
[t.name for t in (tf.int32, tf.bool, tf.string, tf.complex64, tf.uint8, tf.float16, tf.double)]
[t.is_floating for t in (tf.int32, tf.bool, tf.float16, tf.complex64)]
[t.is_integer for t in (tf.int32, tf.bool, tf.uint8, tf.float32)]
[t.is_complex for t in (tf.int32, tf.complex64)]
[t.size for t in (tf.int32, tf.float64, tf.bool)]
[tf.int32.min, tf.int32.max, tf.uint8.max]
[tf.float32.as_numpy_dtype.__name__, tf.bool.as_numpy_dtype.__name__]
[tf.as_dtype(d).name for d in ("float32", "int64", np.float64, np.int32, float, bool)]
[tf.float32 == "float32", tf.float32 == np.float32, tf.float32 == tf.float64, tf.float32 != tf.int32]
[hash(tf.float32) == hash(tf.as_dtype("float")), tf.double is tf.float64]
tf.float32.base_dtype.name
tf.Variable(1.0).dtype.base_dtype.name
repr(tf.TensorShape([None, 3]))
str(tf.TensorShape([None, 3]))
repr(tf.TensorShape(None))
str(tf.TensorShape(None))
str(tf.TensorShape([]))
str(tf.TensorShape([5]))
str(tf.TensorShape([None]))
tf.TensorShape([2, 3]).as_list()
tf.TensorShape([2, 3]).num_elements()
tf.TensorShape([None, 3]).num_elements()
tf.TensorShape([2, 3]).ndims
tf.TensorShape(None).ndims
tf.TensorShape([2, 3]).rank
[tf.TensorShape([2, 3]) == [2, 3], tf.TensorShape([2, 3]) == tf.TensorShape([2, 4])]
[tf.TensorShape([None, 3]).is_fully_defined(), tf.TensorShape([2]).is_fully_defined()]
[tf.TensorShape([None, 3]).is_compatible_with([2, 3]), tf.TensorShape([2]).is_compatible_with([3])]
str(tf.TensorShape([None, 3]).merge_with([2, None]))
str(tf.TensorShape([2]).concatenate([3]))
repr(tf.TensorShape([None, 3])[0])
repr(tf.TensorShape([None, 3])[1])
tf.TensorShape([None, 3])[1].value
tf.TensorShape([None, 3])[0].value
int(tf.TensorShape([None, 3])[1])
str(tf.TensorShape([None, 3])[1])
str(tf.TensorShape([None, 3, 4])[1:])
[d.value for d in tf.TensorShape([None, 3])]
len(tf.TensorShape([None, 3]))
tf.TensorShape([2, 3]) == tf.placeholder(tf.float32, [2, 3]).shape
[tf.placeholder(tf.float32, [2, 3]).shape == (2, 3), tf.placeholder(tf.float32, [2, 3]).shape[0] == 2]
tf.TensorShape([2, 3])[0] * 2 == 4
repr(tf.Dimension(3))
repr(tf.Dimension(None))
repr(tf.Dimension(3) + 1)
repr(tf.Dimension(3) * None)
repr(tf.Dimension(7) // 2)
[tf.Dimension(3) == 3, tf.Dimension(3) == tf.Dimension(4), tf.Dimension(None) == 3]
[tf.Dimension(3) < 4, tf.Dimension(3) >= 4]
repr(tf.placeholder(tf.float32, [None, 3]).get_shape())
repr(tf.placeholder(tf.float32, [None, 3]).shape.dims)
[tf.constant(1, name="c").name, tf.constant(1, name="c").op.name]
tf.constant([[1]], name="c").value_index
tf.constant(1, name="c").op.type
[t.name for t in tf.add(tf.constant(1, name="a"), 2, name="s").op.inputs]
[c.name for c in (lambda a: [a, a + 1, a * 2][0])(tf.constant(1, name="a")).consumers()]
tf.constant(1).graph is tf.get_default_graph()
tf.constant(1).op.graph is tf.get_default_graph()
tf.constant(1).device
[hash(t) == hash(t) for t in [tf.constant(1)]]
[t == t for t in [tf.constant(1)]]
[x == y for x, y in [(tf.constant(1), tf.constant(1))]]
tf.constant(1) in [tf.constant(1)]
(lambda x: x in {x: 1})(tf.constant(1))
tf.get_default_graph().get_tensor_by_name(tf.constant(1, name="c").name).name
tf.get_default_graph().as_graph_element(tf.Variable(1.0, name="v")).name
tf.get_default_graph().as_graph_element("c:0").name if tf.constant(1, name="c") is not None else 0
tf.Graph().get_operations()
[v.name for v in (tf.Variable(1.0, name="a"), tf.Variable(1.0, name="b", trainable=False)) and tf.trainable_variables()]
[v.name for v in (tf.Variable(1.0, name="a"), tf.Variable(1.0, name="b", trainable=False)) and tf.global_variables()]
[v.trainable for v in (tf.Variable(1.0, name="a"), tf.Variable(1.0, name="b", trainable=False))]
tf.Variable(1.0, collections=["mine"]) in tf.global_variables()
[str(tf.GraphKeys.GLOBAL_VARIABLES), str(tf.GraphKeys.TRAINABLE_VARIABLES)]
len(tf.get_collection("none such"))
[tf.add_to_collection("mine", 3), tf.get_collection("mine"), tf.get_default_graph().get_collection("mine")][1:]
tf.get_default_graph() is tf.get_default_graph()
tf.get_default_session()
tf.get_static_value(tf.constant([1, 2]))
tf.get_static_value(tf.placeholder(tf.float32))
tf.is_tensor(tf.constant(1))
tf.is_tensor(1)
isinstance(tf.constant(1), tf.Tensor)
isinstance(tf.constant(1).op, tf.Operation)
isinstance(tf.Variable(1), tf.Tensor)
tf.executing_eagerly()
""",
    REPRS,
)

EAGER_REPRS = """
repr(tf.constant(1))
str(tf.constant(1))
repr(tf.constant(1.5))
str(tf.constant(1.5))
repr(tf.constant([1.0, 2.0]))
str(tf.constant([1.0, 2.0]))
repr(tf.constant([[1, 2], [3, 4]]))
str(tf.constant([[1.0, 2.5], [3.0, 4.0]]))
repr(tf.constant("a"))
str(tf.constant("a"))
repr(tf.constant(["a", "b"]))
repr(tf.constant(True))
repr(tf.constant([True, False]))
repr(tf.constant(1j))
repr(tf.constant([]))
str(tf.constant([]))
repr(tf.constant(np.arange(3)))
repr(tf.zeros([2, 2, 2]))
str(tf.zeros([2, 3], tf.int64))
repr(tf.constant(1e-10))
repr(tf.constant(1/3))
repr(tf.constant(1/3, tf.float64))
repr(tf.constant(float("nan")))
repr(tf.constant(float("inf")))
str(tf.range(3))
str(tf.cast(tf.range(2000), tf.float32))
repr(tf.Variable(1.0))
str(tf.Variable(1.0))
repr(tf.Variable([1, 2], name="v"))
str(tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="m"))
repr(tf.Variable([True, False]))
repr(tf.Variable([5 + 4j, 6 + 1j]))
repr(tf.Variable(1.0).dtype)
repr(tf.Variable([1.0, 2.0]).shape)
tf.Variable(1.0, name="v").name
tf.Variable(1.0).name
[tf.Variable(1.0).trainable, tf.Variable(1, trainable=False).trainable]
repr(tf.constant([1, 2]).shape)
str(tf.constant([[1, 2]]).shape)
repr(tf.TensorShape([None, 2]))
str(tf.TensorShape([None, 2]))
tf.TensorShape([None, 2])[1]
tf.TensorShape([None, 2])[0]
repr(tf.constant(1).dtype)
tf.constant(1).ndim
tf.constant([[1]]).shape.rank
tf.executing_eagerly()
isinstance(tf.constant(1), tf.Tensor)
tf.is_tensor(tf.constant(1))
"{:.2f}".format(tf.constant(1.5))
f"{tf.constant(3)}"
"""


def said(tf: Any, np: Any, text: str) -> Any:
    """The value of the row itself."""
    return execute(tf, np, text)


TOPICS = [
    Topic("shapes", "graph"),
    Topic("looks", "graph"),
    Topic("looks_eager", "eager"),
]
TOPICS[0].table(dict.fromkeys(SHAPES), told)
TOPICS[1].table(dict.fromkeys(REPRS), said)
TOPICS[2].table(dict.fromkeys(EAGER_REPRS.strip().split("\n")), said)
