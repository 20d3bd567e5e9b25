"""Random numbers: the streams bit for bit, and how seeds lead to them.

Only float64 normal numbers may differ in their last digits (they use the platform's
logarithm and sine); everything else is compared with ``rtol=0``. Long draws are
recorded by their digest.
"""

from __future__ import annotations

import hashlib
from typing import Any

from tests.oracle.harness import Topic, outcome

GRAPH = Topic("random", "graph")
EAGER = Topic("random_eager", "eager")
TOPICS = [GRAPH, EAGER]

GRAPH_SEED, OP_SEED = 12345, 678
FLOATS = ("float16", "float32", "float64")
SIZES = (1, 2, 3, 4, 5, 9)
LONG = 100_003  # no multiple of a block, and more than TensorFlow gives to one thread
RANGES = {
    "int32": ((0, 10), (-5, 7), (-(2**31), 2**31 - 1), (3, 4)),
    "int64": ((0, 10), (-5, 7), (-(2**63), 2**63 - 1), (0, 10**12)),
}
KINDS = ("uniform", "normal", "truncated_normal")


def draw(tf: Any, kind: str, shape: Any, **options: Any) -> Any:
    """One of the three float functions by its name."""
    functions = {
        "uniform": tf.random_uniform,
        "normal": tf.random_normal,
        "truncated_normal": tf.truncated_normal,
    }
    return functions[kind](shape, **options)


def digest(array: Any) -> list[Any]:
    """An array as dtype, shape and the digest of its bytes, lowest byte first."""
    plain = array.astype(array.dtype.newbyteorder("<"))
    name = hashlib.sha256(plain.tobytes()).hexdigest()
    return [array.dtype.name, list(array.shape), name]


def runs(tf: Any, fetch: Any, count: int = 3) -> list[Any]:
    """What ``count`` runs of one session fetch."""
    with tf.Session() as session:
        return [session.run(fetch) for _ in range(count)]


# ---- the streams -----------------------------------------------------------------


def exact(kind: str, dtype: str) -> dict[str, Any]:
    """The tolerance of a kind of float: none, where the arithmetic is our own."""
    return {} if dtype == "float64" and kind != "uniform" else {"rtol": 0}


def add_float_streams(kind: str, dtype: str) -> None:
    """Short draws of every size, and a long one, each in several runs."""

    def short(tf: Any, np: Any) -> Any:
        tf.set_random_seed(GRAPH_SEED)
        answers = {}
        for size in SIZES:
            drawn = draw(tf, kind, [size], dtype=tf.as_dtype(dtype), seed=OP_SEED)
            answers[size] = runs(tf, drawn)
        return answers

    def long(tf: Any, np: Any) -> Any:
        tf.set_random_seed(GRAPH_SEED)
        drawn = draw(tf, kind, [LONG], dtype=tf.as_dtype(dtype), seed=OP_SEED)
        return [digest(array) for array in runs(tf, drawn)]

    GRAPH.add(f"stream: {kind} {dtype}", short, **exact(kind, dtype))
    if exact(kind, dtype):
        GRAPH.add(f"long stream: {kind} {dtype}", long)


for _kind in KINDS:
    for _dtype in FLOATS:
        add_float_streams(_kind, _dtype)


def add_int_streams(dtype: str) -> None:
    """Short and long draws of integers from several ranges."""

    def short(tf: Any, np: Any) -> Any:
        tf.set_random_seed(GRAPH_SEED)
        answers = []
        for low, high in RANGES[dtype]:
            drawn = tf.random_uniform([5], low, high, tf.as_dtype(dtype), seed=OP_SEED)
            answers.append(runs(tf, drawn))
        return answers

    def long(tf: Any, np: Any) -> Any:
        tf.set_random_seed(GRAPH_SEED)
        drawn = tf.random_uniform([LONG], -3, 100, tf.as_dtype(dtype), seed=OP_SEED)
        return [digest(array) for array in runs(tf, drawn)]

    GRAPH.add(f"stream: {dtype}", short)
    GRAPH.add(f"long stream: {dtype}", long)


for _dtype in RANGES:
    add_int_streams(_dtype)


@GRAPH.case("stream: shuffled rows")
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(GRAPH_SEED)
    answers = {}
    for size in (0, 1, 2, 3, 5, 6, 17):
        answers[size] = runs(tf, tf.random_shuffle(np.arange(size), seed=OP_SEED))
    return answers


@GRAPH.case("long stream: shuffled rows")
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(GRAPH_SEED)
    shuffled = tf.random_shuffle(np.arange(LONG), seed=OP_SEED)
    return [digest(array) for array in runs(tf, shuffled, 2)]


@GRAPH.case("shuffle: rows of a matrix, strings, nothing to do")
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(1)
    answers = []
    for shape in ((4, 2), (1, 4), (5, 1), (5, 0), (0, 5), (2, 2, 2), ()):
        value = np.arange(np.prod(shape, dtype=int)).reshape(shape)
        answers.append(runs(tf, tf.random_shuffle(value, seed=2)))
    answers.append(runs(tf, tf.random_shuffle(["a", "b", "c", "d"], seed=2)))
    return answers


@GRAPH.case("a run moves the stream by what it drew", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(1)
    shape = tf.placeholder(tf.int32, [None])
    rows = tf.placeholder(tf.float32, [None])
    fetches = [draw(tf, kind, shape, seed=2) for kind in KINDS]
    fetches += [
        tf.random_uniform(shape, 0, 1000, dtype=tf.int32, seed=2),
        tf.random_uniform(shape, 0, 1000, dtype=tf.int64, seed=2),
        tf.random_uniform(shape, dtype=tf.float64, seed=2),
        tf.random_shuffle(rows, seed=2),
    ]
    answers = []
    with tf.Session() as session:
        for lengths in ([3], [], [0], [2, 2], [0, 7], [1], [5]):
            count = int(np.prod(lengths))
            feeds = {shape: lengths, rows: np.arange(count, dtype=np.float32)}
            answers.append(session.run(fetches, feeds))
    return answers


@GRAPH.case("every session begins anew, every fetch of a run sees one draw", rtol=0)
def _(tf: Any, np: Any) -> Any:
    x = tf.random_normal([2], seed=3)
    y = tf.random_normal([2], seed=3)
    with tf.Session() as first, tf.Session() as second:
        return [
            first.run([x, x, y]),
            first.run(x),
            second.run([x, y]),
            first.run([y, x]),
        ]


@GRAPH.case("int64 shapes, unknown shapes, tensor bounds", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(4)
    low = tf.constant([0.0, 10.0, 20.0])
    return runs(
        tf,
        [
            tf.random_uniform(np.array([2, 3]), seed=1),
            tf.random_uniform(tf.constant([2, 3], tf.int64), low, low + 1.0, seed=1),
            tf.random_uniform([2], -1.0, 1.0, seed=1),
            tf.random_uniform([2], 0, 2, seed=1),
            tf.random_uniform([2], 0.0, 1.0, dtype=tf.float16, seed=1),
            tf.random_normal([2, 3], low, 0.5, seed=1),
            tf.truncated_normal([2, 3], 5.0, [1.0, 2.0, 3.0], seed=1),
            tf.random_uniform([], seed=1),
        ],
    )


@GRAPH.case("variables that begin at random", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(42)
    weights = tf.Variable(tf.random_uniform([3, 1], -1.0, 1.0), name="theta")
    bias = tf.Variable(tf.truncated_normal([2], stddev=0.1), name="bias")
    with tf.Session() as session:
        answers = []
        for _ in range(2):
            session.run(tf.global_variables_initializer())
            answers.append(session.run([weights, bias]))
        return answers


# ---- the seeds -------------------------------------------------------------------


def seeds_of(tensor: Any) -> list[int]:
    """The two seeds of the random op at or just before ``tensor``."""
    op = tensor.op
    while "Random" not in op.type and "TruncatedNormal" not in op.type:
        op = op.inputs[0].op
    return [int(op.get_attr("seed")), int(op.get_attr("seed2"))]


@GRAPH.case("seeds: the graph's and the op's")
def _(tf: Any, np: Any) -> Any:
    answers = {}
    graph_seeds = (None, 0, 1, 42, -1, 2**31 - 1, 2**31 + 5, True, np.int64(6))
    for graph_seed in graph_seeds:
        for op_seed in (None, 0, 7, -5, 2**31 - 1, 2**40 + 3, True, np.int32(8)):
            with tf.Graph().as_default():
                tf.set_random_seed(graph_seed)
                drawn = tf.random_uniform([1], seed=op_seed)
                answers[f"{graph_seed}, {op_seed}"] = seeds_of(drawn)
    return answers


@GRAPH.case("seeds: a graph counts the random ops that it gives a seed", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(42)
    tf.constant(1.0)
    drawn = [tf.random_uniform([1])]
    tf.constant(2.0) + tf.constant(3.0)
    drawn += [
        tf.random_normal([1]),
        tf.random_uniform([1], seed=9),
        tf.random_shuffle([1, 2, 3]),
        tf.random_uniform([1], 0, 9, dtype=tf.int32),
    ]
    tf.set_random_seed(43)
    drawn += [
        tf.truncated_normal([1]),
        tf.Variable(tf.random_normal([1])).initial_value,
    ]
    tf.set_random_seed(None)
    seeds = [seeds_of(tensor) for tensor in drawn]
    seeds.append(seeds_of(tf.random_uniform([1])))
    tf.set_random_seed(44)
    seeds.append(seeds_of(tf.random_uniform([1])))
    with tf.Graph().as_default():
        tf.set_random_seed(45)
        seeds.append(seeds_of(tf.random_uniform([1])))
    return seeds, runs(tf, drawn)


@GRAPH.case("seeds: without any, streams differ")
def _(tf: Any, np: Any) -> Any:
    one, two = tf.random_uniform([8]), tf.random_uniform([8])
    with tf.Session() as first, tf.Session() as second:
        a, b = first.run([one, two])
        return [
            bool((a == b).all()),
            bool((a == first.run(one)).all()),
            bool((a == second.run(one)).all()),
        ]


@GRAPH.case("errors: bounds, dtypes, shapes")
def _(tf: Any, np: Any) -> Any:
    def run(make: Any) -> Any:
        with tf.Session() as session:
            return session.run(make())

    return [
        outcome(
            lambda: run(lambda: tf.random_uniform([2], 5, 5, dtype=tf.int32)),
            "Need minval < maxval, got 5 >= 5",
        ),
        outcome(lambda: run(lambda: tf.random_uniform([0], 5, 5, dtype=tf.int32))),
        outcome(
            lambda: tf.random_uniform([2], dtype=tf.int32),
            "Must specify maxval for integer dtype",
        ),
        outcome(
            lambda: tf.random_uniform([2], maxval=3, dtype=tf.int8),
            "Argument `dtype` got invalid value",
        ),
        outcome(lambda: tf.random_normal([2], dtype=tf.int32), "Expected int32"),
        outcome(
            lambda: tf.random_uniform([2], [5], [6], dtype=tf.int32),
            "minval must be a scalar; got a tensor of shape [1]",
        ),
        outcome(lambda: tf.random_uniform(3), "Shape must be rank 1 but is rank 0"),
        outcome(
            lambda: tf.random_uniform([2.5]),
            "Value passed to parameter 'shape' has DataType float32",
        ),
        outcome(lambda: tf.random_uniform([2], seed="a")),
    ]


# ---- eager code ------------------------------------------------------------------


@EAGER.case("only the global seed", rtol=0)
def _(tf: Any, np: Any) -> Any:
    answers = []
    for seed in (5, 5, 0, -3, 2**40, True, 1.5, np.int64(7)):
        tf.random.set_seed(seed)
        answers.append(
            [
                tf.random.uniform([2]),
                tf.random.normal([2]),
                tf.random.truncated_normal([2], stddev=2.0),
                tf.random.uniform([2], 0, 100, dtype=tf.int32),
                tf.random.shuffle([1, 2, 3, 4]),
            ]
        )
    return answers


@EAGER.case("an op seed: equal calls go on in one stream", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.random.set_seed(5)
    answers = [tf.random.uniform([length], seed=9) for length in (3, 5, 2)]
    answers += [  # another dtype or another op begins its own
        tf.random.uniform([3], seed=9, dtype=tf.float64),
        tf.random.uniform(tf.constant([3], tf.int64), seed=9),
        tf.random.normal([3], seed=9),
        tf.random.normal([3], 1.0, 2.0, seed=9),
        tf.random.uniform([3], -1.0, 1.0, seed=9),
        tf.random.uniform([3], 0, 10, dtype=tf.int32, seed=9),
        tf.random.uniform([3], 0, 20, dtype=tf.int32, seed=9),
        tf.random.uniform([3], 0, 20, dtype=tf.int64, seed=9),
        tf.random.shuffle([1, 2, 3, 4, 5], seed=9),
        tf.random.shuffle([1, 2, 3, 4, 5], seed=9),
        tf.random.shuffle([1.0, 2.0, 3.0, 4.0, 5.0], seed=9),
    ]
    tf.random.set_seed(5)
    answers.append(tf.random.uniform([3], seed=9))
    return answers


@EAGER.case("an op seed, drawn between others", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.random.set_seed(6)
    return [
        tf.random.uniform([2], seed=1),
        tf.random.uniform([2]),
        tf.random.uniform([2], seed=1),
        tf.random.uniform([2]),
        tf.random.uniform([2], seed=0),
        tf.random.uniform([2], seed=-5),
    ]


@EAGER.case("no global seed", rtol=0)
def _(tf: Any, np: Any) -> Any:
    tf.random.set_seed(None)
    differ = (tf.random.uniform([8]).numpy() == tf.random.uniform([8]).numpy()).all()
    return [
        tf.random.uniform([3], seed=11),
        tf.random.uniform([3], seed=11),
        bool(differ),
    ]


@EAGER.case("errors")
def _(tf: Any, np: Any) -> Any:
    return [
        outcome(
            lambda: tf.random.uniform([2], 5, 5, dtype=tf.int32),
            "Need minval < maxval, got 5 >= 5",
        ),
        outcome(
            lambda: tf.random.uniform([2], dtype=tf.int32),
            "Must specify maxval for integer dtype",
        ),
    ]
