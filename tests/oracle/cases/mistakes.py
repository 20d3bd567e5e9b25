"""Mistakes: the class of the error that each raises, and what its message must say.

A row is source text whose last line fails, then ``##`` and the fragment of TensorFlow's
message that TeachFlow's must hold too (several with ``&&``; none: the class is all that
is promised). ``P``, ``I`` are placeholders of a shape, ``run(x, {..})`` is one session's
run after all variables were initialised, ``bare(x)`` without that.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, outcome

BUILDING = """
tf.constant(1) + tf.constant(1.0) ## float32 && int32
tf.constant([1.0]) + tf.constant([1.0], tf.float64) ## float64 && float32
tf.constant(1.0) + "a" ##
tf.constant(1) + 1.5 ##
tf.constant(1) * 2.0 ##
tf.constant("a") + 1 ##
tf.constant(True) + 1 ##
tf.constant(True) + True ##
tf.add(tf.constant(1), tf.constant(2.0)) ## float32 && int32
tf.multiply(2, P(2)) ## float32 && int32
tf.matmul(tf.constant([[1]]), tf.constant([[1.0]])) ## float32 && int32
tf.logical_and(tf.constant(1), True) ## int32
tf.logical_not(P(2)) ## float32
tf.constant([1.0]) & tf.constant([1.0]) ##
tf.sqrt(tf.constant(4)) ## int32
tf.exp(tf.constant([1, 2])) ## int32
tf.sigmoid(tf.constant(1)) ## int32
tf.nn.softmax(tf.constant([1, 2])) ## int32
tf.matrix_inverse(tf.constant([[1]])) ## int32
tf.reduce_sum(tf.constant(["a"])) ##
tf.reduce_all(P(2)) ##
P(2) + P(3) ## Dimensions must be equal, but are 2 and 3
P(2, 3) * P(2) ## Dimensions must be equal, but are 3 and 2
P(None, 3) - P(None, 4) ## 3 and 4
tf.maximum(P(2, 3), P(3, 2)) ## Dimensions must be equal
tf.matmul(P(2, 3), P(2, 3)) ## Dimensions must be equal, but are 3 and 2
tf.matmul(P(3), P(3, 2)) ##
tf.matmul(P(3), P(3)) ## rank
tf.matmul(P(2, 3), P(4, 3), transpose_b=True, transpose_a=True) ## 2 and 3
tf.matmul(P(5, 2, 3), P(4, 3, 2)) ## 5 and 4
tf.matrix_inverse(P(2, 3)) ## 2 and 3
tf.matrix_inverse(P(3)) ## rank
tf.transpose(P(2, 3), [0, 1, 2]) ##
tf.transpose(P(2, 3), [0, 2]) ##
tf.reshape(P(2, 3), [4]) ## 6
tf.reshape(P(2, 3), [4, -1]) ## 6
tf.reshape(P(2, 3), [2.0, 3.0]) ##
tf.reshape(P(2, 3), "a") ##
tf.squeeze(P(2, 3), [0]) ## got 2
tf.squeeze(P(2, 3), 5) ##
tf.expand_dims(P(2, 3), 5) ##
tf.concat([P(2, 3), P(2, 4)], 0) ## 3 and 4
tf.concat([P(2, 3), P(2, 3)], 2) ##
tf.concat([P(2), tf.constant([1])], 0) ##
tf.concat([tf.constant(1), tf.constant(2)], 0) ##
tf.stack([P(2), P(3)]) ## 2 and 3
tf.stack([P(2), P(2)], axis=5) ## not in range [-2, 2)
tf.unstack(P(None)) ## Cannot infer
tf.split(P(5), 2) ##
tf.tile(P(2, 3), [2]) ##
tf.gather(P(4, 5), [1.0]) ##
tf.gather(P(4, 5), [0], axis=3) ##
tf.add_n([]) ##
tf.add_n([P(2), P(3)]) ##
tf.add_n([P(2), tf.constant([1, 2])]) ##
tf.argmax(P(2, 3), 5) ##
tf.reduce_sum(P(2, 3), 2) ## Invalid reduction dimension
tf.reduce_sum(P(2, 3), -3) ## Invalid reduction dimension
tf.reduce_sum(P(2, 3), [0, 5]) ## Invalid reduction dimension
tf.reduce_sum(P(2, 3), "a") ##
tf.reduce_sum(P(2, 3), 1.5) ##
tf.reduce_sum(P(2, 3), axis=0, reduction_indices=1) ##
tf.one_hot([1.0], 3) ##
tf.one_hot([0], 3, on_value=1, off_value=0.0) ##
tf.where(P(2) > 0, P(2)) ## x and y
tf.where(P(2) > 0, P(2), P(3)) ##
tf.where(P(2), P(2), P(2)) ##
P(2, 3)[0, 0, 0] ##
P(2, 3)[2] ## out of bounds
P(2, 3)[-3] ## out of bounds
P(2, 3)[1.0] ##
P(2, 3)["a"] ##
P(2, 3)[..., ...] ##
P()[0] ##
P(2, 3)[::0] ##
tf.nn.softmax_cross_entropy_with_logits_v2(labels=P(2, 3), logits=P(2, 4)) ##
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=P(2), logits=P(2, 3)) ##
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=I(3), logits=P(2, 3)) ##
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=I(2, 3), logits=P(2, 3)) ##
tf.nn.sigmoid_cross_entropy_with_logits(labels=P(2), logits=P(3)) ## (3,) && (2,)
tf.nn.bias_add(P(2, 3), P(4)) ##
tf.constant(1.5, tf.int32) ##
tf.constant("a", tf.float32) ##
tf.constant([1, "a"]) ##
tf.constant([[1, 2], [3]]) ##
tf.constant(None) ## None values not supported
tf.constant([1, None]) ##
tf.constant(1j, tf.float32) ##
tf.constant(1, tf.bool) ##
tf.constant(1, "nonsense") ##
tf.constant(object()) ##
tf.constant({"a": 1}) ##
tf.constant(1, name="a b") ## a b && is not a valid
tf.constant(1, name="_a") ##
tf.constant(1, name="a:0") ##
tf.convert_to_tensor(None) ## None values not supported
tf.convert_to_tensor(tf.constant(1), tf.float32) ## int32 && float32
tf.convert_to_tensor(object()) ##
tf.placeholder("nonsense") ##
tf.placeholder(None) ##
tf.placeholder(tf.float32, [-2]) ##
tf.placeholder(tf.float32, ["a"]) ##
tf.placeholder_with_default([1.0, 2.0], [3]) ##
tf.zeros([-1]) ##
tf.zeros(P(2)) ##
tf.fill([2], [1, 2]) ##
tf.range(0, 5, 0) ##
tf.range(0, 5, -1) ##
tf.cast(P(2), "nonsense") ##
tf.random_uniform([2], dtype=tf.int32) ## Must specify maxval
tf.random_uniform([2], dtype=tf.bool) ##
tf.random_normal([2], dtype=tf.int32) ##
tf.Variable() ## initial_value
tf.Variable(None) ## initial_value
tf.Variable(1.5, dtype=tf.int32) ##
tf.Variable(tf.constant(1), dtype=tf.float32) ##
tf.Variable(P(None)) ## initial_value must have a shape
tf.Variable(lambda: 1.0) + "a" ##
tf.assign(tf.Variable([1.0, 2.0]), [1.0, 2.0, 3.0]) ## 2 && 3
tf.assign(tf.Variable(1.0), tf.constant(1)) ##
tf.assign(tf.Variable(1), 1.5) ##
tf.assign_add(tf.Variable([1.0]), [[1.0], [2.0]]) ##
tf.Variable(1.0).assign("a") ##
tf.Variable(1.0).eval() ##
bool(tf.constant(True)) ## bool
bool(P() > 0) ## bool
if_ = 1 if P() > 0 else 2 ## bool
not tf.constant(True) ## bool
0 < P() < 1 ## bool
[x for x in P(3)] ## Iterating over a symbolic
list(tf.constant([1, 2])) ## Iterating over a symbolic
a, b = tf.constant([1, 2]) ## Iterating over a symbolic
for _ in tf.Variable([1.0, 2.0]): pass ## Iterating over a symbolic
int(tf.constant(1)) ##
float(tf.constant(1.0)) ##
len(tf.constant([1, 2])) ##
range(tf.constant(3)) ##
np.array(tf.constant([1, 2])) ##
np.exp(tf.constant(1.0)) ##
tf.constant(1.0).numpy() ##
tf.constant(1.0).nonsense ## nonsense
tf.constant([1, 2])[0] = 3 ##
tf.constant(1).op.name = "b" ##
tf.name_scope("a b").__enter__() ## 'a b' is not a valid
tf.get_default_graph().name_scope("a b").__enter__() ## a b
tf.get_default_graph().get_tensor_by_name("x:0") ## 'x:0' && refers to
tf.get_default_graph().get_tensor_by_name("x") ##
tf.constant(1, name="x"); tf.get_default_graph().get_tensor_by_name("x") ## 'x'
tf.constant(1, name="x"); tf.get_default_graph().get_tensor_by_name("x:1") ## 'x:1'
tf.constant(1, name="x"); tf.get_default_graph().get_tensor_by_name("x:a") ##
tf.get_default_graph().get_tensor_by_name(1) ## int
tf.get_default_graph().get_operation_by_name("x") ## 'x' && refers to
tf.constant(1, name="x"); tf.get_default_graph().get_operation_by_name("x:0") ## 'x:0'
tf.get_default_graph().get_operation_by_name(None) ##
tf.get_default_graph().as_graph_element(1) ##
tf.get_default_graph().as_graph_element("") ##
tf.get_default_graph().as_graph_element(tf.Graph()) ##
g = tf.Graph(); tf.get_default_graph().as_graph_element(other(g)) ## graph
g = tf.Graph(); tf.constant(1) + other(g) ##
g = tf.Graph(); tf.get_default_graph().control_dependencies([other(g)]).__enter__() ## graph
g = tf.Graph(); tf.control_dependencies([other(g)]).__enter__() ## graph
tf.control_dependencies([1]).__enter__() ##
tf.get_default_graph().finalize(); tf.constant(1) ## finalized
tf.TensorShape([2, 3]).merge_with([2, 4]) ## not compatible
tf.TensorShape([2, 3]).assert_has_rank(3) ## rank 3
tf.TensorShape([2]).assert_is_compatible_with([3]) ## incompatible
tf.TensorShape(None).as_list() ##
len(tf.TensorShape(None)) ##
tf.TensorShape(["a"]) ##
tf.Dimension(-1) ##
tf.Dimension("a") ##
tf.as_dtype("nonsense") ## nonsense
tf.constant(1).eval() ## No default session
tf.no_op().run() ## No default session
tf.Variable(1).initializer.run() ## No default session
"""

RUNNING = """
bare(tf.Variable(1.0, name="v")) ## Attempting to use uninitialized value v
bare(tf.Variable(1.0, name="v") + 1) ## Attempting to use uninitialized value v
bare(tf.assign_add(tf.Variable(1.0, name="v"), 1.0)) ## Attempting to use uninitialized value v
bare(tf.assign_sub(tf.Variable(1.0, name="v"), 1.0)) ## Attempting to use uninitialized value v
with tf.name_scope("s"): v = tf.Variable(1.0, name="v"); bare(v * 2) ## uninitialized value s/v
run(tf.placeholder(tf.float32, name="x")) ## You must feed a value for placeholder tensor 'x' with dtype float
run(tf.placeholder(tf.float32, [2], name="x") + 1) ## You must feed a value for placeholder tensor 'x' with dtype float and shape [2]
run(tf.placeholder(tf.int32, [None, 3], name="x") + 1) ## placeholder tensor 'x' with dtype int32 and shape [?,3]
run(tf.placeholder(tf.bool, [], name="x")) ## placeholder tensor 'x' with dtype bool
run(tf.placeholder(tf.string, [None], name="x")) ## placeholder tensor 'x' with dtype string
run(tf.placeholder(tf.float64, [], name="x")) ## placeholder tensor 'x' with dtype double
with tf.name_scope("s"): x = tf.placeholder(tf.float32, [], name="x"); run(x * 2) ## placeholder tensor 's/x'
x = P(None, 3); run(x, {x: [1.0, 2.0]}) ## Cannot feed value of shape (2,) for Tensor && which has shape (?, 3)
x = tf.placeholder(tf.float32, [None, 3], name="x"); run(x, {x: np.ones((2, 2))}) ## Cannot feed value of shape (2, 2) for Tensor && x:0 && (?, 3)
x = tf.placeholder(tf.float32, [], name="x"); run(x, {x: [1.0]}) ## Cannot feed value of shape (1,) for Tensor && x:0 && ()
x = tf.placeholder(tf.float32, [2], name="x"); run(x, {x: 1.0}) ## Cannot feed value of shape () for Tensor && x:0 && (2,)
x = P(2); run(x, {x: ["a", "b"]}) ##
x = P(2); run(x, {x: None}) ##
x = P(); run(x, {x: "a"}) ##
x = P(); run(x, {x: tf.constant(1.0)}) ## tf.Tensor
x = P(None); run(x, {x: [[1.0], [1.0, 2.0]]}) ##
x = P(); run(x, {1: 2.0}) ## Cannot interpret feed_dict key as Tensor
x = P(); run(x, {"x:0": 2.0}) ## Cannot interpret feed_dict key as Tensor
x = P(); run(x, {None: 2.0}) ## Cannot interpret feed_dict key as Tensor
x = P(); run(x, {x.op: 2.0}) ## Cannot interpret feed_dict key as Tensor
x = P(); run(x, [1.0]) ##
x = P(); run(x, 1.0) ##
g = tf.Graph(); x = P(); run(x, {other(g): 2.0}) ## Cannot interpret feed_dict key as Tensor
run(None) ## has invalid type "NoneType". Cannot be None
run([tf.constant(1), None]) ## Cannot be None
run(1) ## has invalid type && int
run(1.5) ## has invalid type && float
run([tf.constant(1), 2]) ## has invalid type
run("nonsense") ## nonsense
run("nonsense:0") ## nonsense
tf.constant(1, name="c"); run("c:1") ## c:1
tf.constant(1, name="c"); run("c:x") ##
run(np.array([1])) ##
run(object()) ## has invalid type
run({"a": 1}) ## has invalid type
run(tf.float32) ## has invalid type
run(tf.Graph()) ## has invalid type
g = tf.Graph(); run(other(g)) ## is not an element of this graph
g = tf.Graph(); run([tf.constant(1), other(g)]) ## is not an element of this graph
g = tf.Graph(); run(other(g).op) ## is not an element of this graph
s = tf.Session(); s.close(); s.run(tf.constant(1)) ## Attempted to use a closed Session
s = tf.Session(); c = tf.constant(1); s.run(c); s.close(); s.run(c) ## Attempted to use a closed Session
s = tf.Session(); s.close(); tf.constant(1).eval(session=s) ## Attempted to use a closed Session
s = tf.Session(graph=tf.Graph()); tf.constant(1).eval(session=s) ## different from the session's graph
g = tf.Graph(); other(g).eval(session=tf.Session()) ## different from the session's graph
tf.Session(graph=1) ##
tf.Session(config=1) ## Argument `config` must be a tf.ConfigProto, but got "int"
a, b = tf.placeholder(tf.float32, name="a"), tf.placeholder(tf.float32, name="b"); run(a + b, {a: [1.0, 2.0], b: [1.0, 2.0, 3.0]}) ## Incompatible shapes: [2] vs. [3]
a, b = tf.placeholder(tf.float32), tf.placeholder(tf.float32); run(a * b, {a: np.ones((2, 3)), b: np.ones((2, 2))}) ## Incompatible shapes: [2,3] vs. [2,2]
a, b = tf.placeholder(tf.float32), tf.placeholder(tf.float32); run(a < b, {a: [1.0, 2.0], b: [1.0, 2.0, 3.0]}) ## Incompatible shapes: [2] vs. [3]
a, b = P(None, None), P(None, None); run(tf.matmul(a, b), {a: np.ones((2, 3)), b: np.ones((2, 3))}) ## size-incompatible
a = tf.placeholder(tf.float32); run(tf.matmul(a, a), {a: [1.0, 2.0]}) ##
a = tf.placeholder(tf.float32); run(tf.reshape(a, [4]), {a: [1.0, 2.0]}) ## 2 values && 4
a = tf.placeholder(tf.float32); run(tf.reshape(a, [3, -1]), {a: [1.0, 2.0]}) ## 2
a, b = tf.placeholder(tf.float32), tf.placeholder(tf.float32); run(tf.concat([a, b], 0), {a: np.ones((2, 3)), b: np.ones((2, 2))}) ##
a, b = tf.placeholder(tf.float32), tf.placeholder(tf.float32); run(tf.stack([a, b]), {a: [1.0], b: [1.0, 2.0]}) ##
a, b = tf.placeholder(tf.float32), tf.placeholder(tf.float32); run(tf.add_n([a, b]), {a: [1.0], b: [1.0, 2.0]}) ##
a = tf.placeholder(tf.float32); run(tf.squeeze(a, [0]), {a: [1.0, 2.0]}) ##
a = tf.placeholder(tf.float32); run(tf.transpose(a, [1, 0]), {a: [1.0, 2.0]}) ##
a = tf.placeholder(tf.float32); run(tf.reduce_sum(a, 1), {a: [1.0, 2.0]}) ## Invalid reduction dimension
a = tf.placeholder(tf.float32); run(a[0], {a: []}) ## out of bounds
a = tf.placeholder(tf.float32); run(a[5], {a: [1.0, 2.0]}) ## out of bounds
a = tf.placeholder(tf.float32); run(tf.argmax(a, 1), {a: [1.0, 2.0]}) ##
i = I(None); run(tf.gather([1.0, 2.0], i), {i: [0, 5]}) ## 5 is not in [0, 2)
i = I(None); run(tf.gather([1.0, 2.0], i), {i: [-1]}) ## -1 is not in [0, 2)
i = I(None); run(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=i, logits=P(None, 3)), {}) ##
n = I(); run(tf.zeros([n]), {n: -1}) ##
n = I(); run(tf.range(0, 5, n), {n: 0}) ##
n = I(); run(tf.constant([1, 2]) // n, {n: 0}) ## division by zero
n = I(); run(tf.constant([1, 2]) % n, {n: 0}) ## division by zero
a = tf.placeholder(tf.float32, [None, None]); run(tf.matrix_inverse(a), {a: np.ones((2, 2))}) ## not invertible
a = tf.placeholder(tf.float32, [None, None]); run(tf.matrix_inverse(a), {a: np.ones((2, 3))}) ##
v = tf.Variable([1.0, 2.0]); x = tf.placeholder(tf.float32); run(tf.assign(v, x), {x: [1.0]}) ##
x = P(None); v = tf.Variable(x, validate_shape=False); run(v) ## You must feed a value
"""

EAGER_ROWS = """
tf.constant(1) + tf.constant(1.0) ##
tf.constant(1.0) + tf.constant(1.0, tf.float64) ##
tf.constant(1) + 1.5 ##
tf.constant([1.0, 2.0]) + tf.constant([1.0, 2.0, 3.0]) ## Incompatible shapes: [2] vs. [3]
tf.matmul([[1.0, 2.0]], [[1.0, 2.0]]) ##
tf.reshape([1.0, 2.0], [3]) ##
tf.sqrt(tf.constant(4)) ##
tf.constant([1, 2])[5] ##
tf.constant([[1, 2], [3]]) ##
tf.constant(None) ##
tf.constant("a", tf.float32) ##
int(tf.constant([1, 2])) ##
bool(tf.constant([True, False])) ##
float(tf.constant("a")) ##
len(tf.constant(1)) ##
for _ in tf.constant(1): pass ##
tf.constant([1, 2])[0] = 3 ##
hash(tf.constant(1)) ## unhashable
tf.Variable() ##
tf.Variable([1.0, 2.0]).assign([1.0, 2.0, 3.0]) ## (2,) && (3,)
tf.Variable([1.0, 2.0]).assign_add([1.0, 2.0, 3.0]) ##
tf.Variable(1).assign(1.5) ##
tf.Variable(1.0).assign(tf.constant(1)) ##
tf.Variable([1.0])[0] = 2.0 ##
tf.linalg.inv([[1.0, 1.0], [1.0, 1.0]]) ##
tf.gather([1.0, 2.0], 5) ##
tf.constant([1, 2]) // 0 ##
tf.concat([[1.0], [[2.0]]], 0) ##
tf.stack([[1.0], [2.0, 3.0]]) ##
tf.reduce_sum([1.0, 2.0], axis=1) ##
tf.squeeze([1.0, 2.0], 0) ##
tf.expand_dims([1.0], 5) ##
tf.cast("a", tf.float32) ##
tf.add_n([]) ##
tf.add_n([[1.0], [1.0, 2.0]]) ##
tf.argmax([1.0], 3) ##
tf.constant(1.0).op ##
tf.constant(1.0).graph ##
tf.constant(1.0).name ##
"""

HEADER = """
P = lambda *shape: tf.placeholder(tf.float32, list(shape))
I = lambda *shape: tf.placeholder(tf.int32, list(shape))
def bare(fetches, feeds=None):
    with tf.Session() as session:
        return session.run(fetches, feeds)
def run(fetches, feeds=None):
    init = tf.global_variables_initializer()
    with tf.Session() as session:
        session.run(init)
        return session.run(fetches, feeds)
def other(graph):
    with graph.as_default():
        return tf.constant(1, name="elsewhere")
""".strip()


def enter(topic: Topic, rows: str) -> None:
    """One case a row; a row that does not fail under TensorFlow is no mistake."""
    for row in rows.strip().split("\n"):
        text, _, fragments = row.partition(" ##")
        asked = [part.strip() for part in fragments.split(" && ") if part.strip()]
        topic.add(
            text, lambda tf, np, text=text, asked=asked: fails(tf, np, text, asked)
        )


def fails(tf: Any, np: Any, text: str, fragments: list[str]) -> Any:
    """The error that the row raises."""
    code = (
        HEADER
        + "\n"
        + (
            text
            if text.startswith(("with", "for"))
            else "\n".join(part.strip() for part in text.split("; "))
        )
    )
    if text.startswith("with"):
        scope, _, rest = text.partition(": ")
        code = (
            HEADER
            + "\n"
            + scope
            + ":\n"
            + "".join(f"    {p}\n" for p in rest.split("; "))
        )
    return outcome(lambda: [execute(tf, np, code)] and "no error", *fragments)


TOPICS = [
    Topic("errors_building", "graph"),
    Topic("errors_running", "graph"),
    Topic("errors_eager", "eager"),
]
for topic, rows in zip(TOPICS, (BUILDING, RUNNING, EAGER_ROWS), strict=True):
    enter(topic, rows)
