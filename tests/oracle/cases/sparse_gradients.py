"""Gradients of what was gathered: which are slices, and what optimizers do with them.

Slices are told by their values and indices, in the order that TensorFlow gives them.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.cases.optimizers import OPTIMIZERS
from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("sparse_gradients", "graph")
TOPICS = [TOPIC]

TABLE = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0], [-2.0, 0.125]]
LOOSE = {"rtol": 2e-5, "atol": 2e-6}


def told(value: Any) -> Any:
    """A fetched gradient as plain data: which kind it is, and its numbers."""
    if value is None:
        return None
    if hasattr(value, "dense_shape"):
        return {"fields": list(value._fields), "parts": list(value)}
    return value


def loss_of(tf: Any, table: Any) -> Any:
    """A loss that reads rows 1, 3 (twice) and 4, in two lookups, and never 0 and 2."""
    first = tf.nn.embedding_lookup(table, [[1, 3], [3, 1]])
    second = tf.gather(table, [4, 1])
    return tf.reduce_sum(tf.square(first)) + tf.reduce_sum(second * [[1.0, -0.5]])


for title, make in OPTIMIZERS.items():

    def steps(tf: Any, np: Any, make: Any = make) -> Any:
        """Ten steps on gathered rows beside a dense variable; the slots at last."""
        table = tf.Variable(TABLE, name="table")
        bias = tf.Variable([0.5, -0.5], name="bias")
        rows = tf.gather(table, [1, 3])
        loss = loss_of(tf, table) + tf.reduce_sum(tf.square(rows + bias))
        optimizer = make(tf)
        train = optimizer.minimize(loss, tf.train.get_global_step())
        slots = [optimizer.get_slot(table, n) for n in optimizer.get_slot_names()]
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            seen = []
            for _ in range(10):
                session.run(train)
                seen.append(session.run(table))
            return [seen, session.run([bias, *slots])]

    TOPIC.add(f"{title}: ten steps on some rows", steps, **LOOSE)

    def others(tf: Any, np: Any, make: Any = make) -> Any:
        """Rows that are read in one step and not in the next."""
        table = tf.Variable(TABLE, name="table")
        which = tf.placeholder(tf.int32, [None])
        loss = tf.reduce_sum(tf.square(tf.gather(table, which)))
        train = make(tf).minimize(loss, tf.train.get_global_step())
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            seen = []
            for ids in ([0, 1], [1, 1, 2], [], [4], [0, 4, 0]):
                session.run(train, {which: ids})
                seen.append(session.run(table))
            return seen

    TOPIC.add(f"{title}: other rows in each step", others, **LOOSE)

    def update_nodes(tf: Any, np: Any, make: Any = make) -> Any:
        """The nodes that update the rows."""
        table = tf.Variable(TABLE, name="table")
        make(tf).minimize(tf.reduce_sum(tf.gather(table, [[0, 2]])))
        return [
            [
                op.name,
                op.type,
                [
                    "a gradient" if one.name.startswith("gradients/") else one.name
                    for one in op.inputs
                ],
            ]
            for op in tf.get_default_graph().get_operations()
            if "/update_table" in op.name
        ]

    TOPIC.add(f"{title}: nodes of an update of rows", update_nodes)

# Each row: what is read from v (and u) last; its gradients are the answer.
READS = """
tf.gather(v, [[0, 1], [1, 3]])
tf.gather(v, [2, 0, 2])
tf.gather(v, 1)
tf.gather(v, tf.zeros([0], tf.int32))
tf.gather(v, [0, 1], axis=1)
tf.gather(v, [0, 1], axis=0)
tf.gather(v, [0, 1], axis=-2)
tf.gather(v, [0, 1], axis=tf.constant(0))
tf.gather(v, [[0], [1], [0], [1], [1]], batch_dims=1)
tf.gather(tf.gather(v, [0, 1, 2]), [1, 1])
tf.gather(tf.identity(v), [1, 1])
tf.gather(v * 2.0, [1, 1])
tf.gather(v + u, [1, 1])
tf.gather(v - u, [1, 1])
tf.gather(-v, [1, 1])
tf.gather(tf.add_n([v, u]), [1, 1])
tf.gather(v + [1.0, 2.0], [1, 1])
tf.gather(tf.stop_gradient(v), [1, 1])
tf.gather_nd(v, [[0], [4], [0]])
tf.gather_nd(v, [[0, 1], [4, 1]])
tf.gather_nd(v, [[[0], [4]]])
tf.nn.embedding_lookup(v, [0, 3, 0])
tf.nn.embedding_lookup(v, [0, 3, 0], max_norm=1.0)
tf.nn.embedding_lookup([v, u], [0, 3, 0, 5])
tf.nn.embedding_lookup([v, u], [0, 3, 0, 5], partition_strategy="div")
tf.gather(v, [1, 2]) + tf.gather(v, [2, 0])
tf.concat([tf.gather(v, [1, 2]), tf.gather(v, [2])], 0)
tf.gather(v, [1, 2]) + v[:2]
tf.reduce_sum(tf.gather(v, [1, 2])) + v
tf.nn.embedding_lookup(v, [1, 2]) * tf.nn.embedding_lookup(v, [2, 3])
tf.concat([tf.nn.embedding_lookup(v, [i, 2]) for i in range(3)], 1)
tf.gather(v, tf.constant([1, 2], tf.int64))
v[1]
tf.cond(tf.constant(True), lambda: tf.reduce_sum(v), lambda: tf.reduce_sum(tf.gather(v, [1])))
tf.unsorted_segment_sum(v, [0, 1, 1, 0, 2], 3)
""".strip().split("\n")


def _tables(tf: Any) -> tuple[Any, Any]:
    return tf.Variable(TABLE, name="v"), tf.Variable(TABLE[::-1], name="u")


def _known(tf: Any, np: Any, text: str) -> Any:
    v, u = _tables(tf)
    read = eval(text, {"tf": tf, "np": np, "v": v, "u": u})
    return v, u, read


def gradients_of(tf: Any, np: Any, text: str) -> Any:
    v, u, read = _known(tf, np, text)
    y = tf.reduce_sum(tf.square(read))
    found = tf.gradients(y, [v, u])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [None if g is None else told(session.run(g)) for g in found]


def second_of(tf: Any, np: Any, text: str) -> Any:
    """Second gradients, in full."""
    v, u, read = _known(tf, np, text)
    first = [g for g in tf.gradients(tf.reduce_sum(read**3), [v, u]) if g is not None]
    found = tf.gradients([tf.convert_to_tensor(g) for g in first], [v, u])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [None if g is None else session.run(g + 0.0 * v) for g in found]


TOPIC.table(READS, gradients_of)
for text in READS:
    if "stop_gradient" not in text:
        TOPIC.add(
            f"second gradients: {text}",
            lambda tf, np, text=text: second_of(tf, np, text),
            rtol=1e-5,
            atol=1e-5,
        )

# Each row: what one makes of g, the slices of rows 1, 3, 3, 1, and of d, a tensor.
USES = """
g
[g, d, g.values]
{"a": g, "b": [g, (g,)]}
tf.convert_to_tensor(g)
tf.clip_by_norm(g, 1.0)
tf.clip_by_value(g, -1.0, 0.5)
tf.clip_by_average_norm(g, 0.1)
tf.clip_by_global_norm([g, d], 1.0)
tf.clip_by_global_norm([g, None, d], 1.0)[1]
tf.clip_by_global_norm([g, d], 1e6)[0]
tf.global_norm([g])
tf.global_norm([g, d])
tf.add_n([g, d])
tf.scalar_mul(2.0, g)
-g
tf.negative(g)
tf.multiply(g, 2.0)
tf.constant(2.0) * g
tf.reduce_sum(g)
tf.norm(g)
tf.check_numerics(g, "g")
tf.IndexedSlices(tf.constant([1.0]), tf.constant([0]))
tf.gradients(g.values, v)[0]
tf.gradients(tf.reduce_sum(tf.square(g)), v)[0]
""".strip().split("\n")


def made_of(tf: Any, np: Any, text: str) -> Any:
    v, _ = _tables(tf)
    lookup = tf.nn.embedding_lookup(v, [[1, 3], [3, 1]])
    g = tf.gradients(tf.reduce_sum(tf.square(lookup)), v)[0]
    d = tf.gradients(tf.reduce_sum(tf.square(v)), v)[0]
    made = eval(text, {"tf": tf, "g": g, "d": d, "v": v})
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return plain(session.run(made))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "dense_shape"):
        return told(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


TOPIC.table(USES, made_of)


@TOPIC.case("what slices say of themselves")
def _(tf: Any, np: Any) -> Any:
    v, u = _tables(tf)
    g, h = tf.gradients(tf.gather(v, [[0, 1]]) + tf.gather(u, [[0, 1]]), [v, u])
    return [
        [str(g.shape), g.dtype.name, isinstance(g, tf.IndexedSlices)],
        [str(part.shape) for part in (g.values, g.indices, g.dense_shape)],
        [part.dtype.name for part in (g.values, g.indices, g.dense_shape)],
        [isinstance(g, tf.Tensor), h.graph is v.graph],
    ]


@TOPIC.case("unconnected variables beside slices")
def _(tf: Any, np: Any) -> Any:
    v, u = _tables(tf)
    y = tf.gather(v, [0])
    found = [
        tf.gradients(y, [v, u]),
        tf.gradients(y, [v, u], unconnected_gradients="zero"),
    ]
    return [[type(g).__name__ == "IndexedSlices" for g in gs] for gs in found]


@TOPIC.case("of a placeholder, of a constant, of a product")
def _(tf: Any, np: Any) -> Any:
    p = tf.placeholder(tf.float32, [None, 2])
    c = tf.constant(TABLE)
    m = c * 2.0
    y = [tf.gather(x, [[1, 0]]) for x in (p, c, m)]
    found = tf.gradients(y, [p, c, m])
    with tf.Session() as session:
        return [told(session.run(g, {p: TABLE})) for g in found]


@TOPIC.case("compute, clip, apply", **LOOSE)
def _(tf: Any, np: Any) -> Any:
    table = tf.Variable(TABLE, name="table")
    weights = tf.Variable([[1.0], [-1.0]], name="weights")
    lookup = tf.nn.embedding_lookup(table, [1, 3, 1])
    loss = tf.reduce_sum(tf.square(tf.matmul(lookup, weights)))
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    found, variables = zip(*optimizer.compute_gradients(loss), strict=True)
    clipped, norm = tf.clip_by_global_norm(found, 0.5)
    train = optimizer.apply_gradients(zip(clipped, variables, strict=True))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        seen = []
        for _ in range(5):
            seen.append([told(g) for g in session.run(list(clipped))])
            seen.append(session.run(norm))
            session.run(train)
        return [seen, session.run([table, weights])]


@TOPIC.case("slices by hand", **LOOSE)
def _(tf: Any, np: Any) -> Any:
    answer = []
    for make in (
        lambda: tf.train.GradientDescentOptimizer(0.5),
        lambda: tf.train.MomentumOptimizer(0.5, 0.5),
        lambda: tf.train.AdagradOptimizer(0.5),
    ):
        v = tf.Variable([1.0, 2.0, 3.0])
        slices = tf.IndexedSlices(tf.constant([1.0, 2.0]), tf.constant([2, 2]))
        train = make().apply_gradients([(slices, v)])
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            session.run(train)
            session.run(train)
            answer.append(session.run(v))
    return answer


@TOPIC.case("fed slices")
def _(tf: Any, np: Any) -> Any:
    kinds = (tf.float32, [None, 2]), (tf.int32, [None]), (tf.int32, [2])
    g = tf.IndexedSlices(*[tf.placeholder(*kind) for kind in kinds])
    fed = (np.float32([[1, 2], [3, 4]]), np.int32([2, 3]), np.int32([5, 2]))
    with tf.Session() as session:
        return session.run(tf.convert_to_tensor(g), {g: fed})


@TOPIC.case("float64 and scalars for rows", rtol=1e-9)
def _(tf: Any, np: Any) -> Any:
    answer = []
    for make in (
        lambda: tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True),
        lambda: tf.train.AdamOptimizer(0.1),
        lambda: tf.train.RMSPropOptimizer(0.1, momentum=0.5),
        lambda: tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.1),
    ):
        v = tf.Variable(np.array([1.0, 2.0, 3.0]))
        train = make().minimize(tf.reduce_sum(tf.square(tf.gather(v, [2, 0, 2]))))
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for _ in range(3):
                session.run(train)
            answer.append(session.run(v))
    return answer


ERRORS = """
tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(tf.gather(tf.Variable([1.0, 2.0], constraint=lambda x: x), [0])))
tf.convert_to_tensor(tf.IndexedSlices(tf.constant([1.0]), tf.constant([0])))
""".strip().split("\n")
TOPIC.table(
    ERRORS, lambda tf, np, text: outcome(lambda: execute(tf, np, text)), rtol=1e-6
)
