"""Categories and stateless streams: nodes, and numbers bit for bit."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.multinomial(P(2, 3), 5)
tf.random.categorical(P(None, 3), 5, seed=1, name="c", dtype=tf.int32)
tf.random.multinomial(P(2, 3), P(dtype=tf.int32), output_dtype=tf.int32)
tf.random.stateless_uniform([2], [1, 2])
tf.random.stateless_normal([2], [1, 2], mean=1.0, name="n")
tf.random.stateless_truncated_normal([2, 3], [1, 2], dtype=tf.float64)
tf.random.stateless_uniform([2], [1, 2], maxval=5, dtype=tf.int32)
tf.random.stateless_categorical(P(2, 3), 5, [1, 2])
tf.random_crop(P(4, 4), [2, 2], seed=1)
tf.random_gamma([2], 1.0, seed=1)
tf.random_gamma([2], P(3), beta=[[1.0], [2.0]], seed=1, name="g")
"""

VALUES = """
tf.random.stateless_uniform([5], [1, 2])
tf.random.stateless_uniform([2, 3], [-7, 2**40], minval=-1, maxval=3, dtype=tf.float64)
tf.random.stateless_uniform([5], tf.constant([1, 2], tf.int64), maxval=10, dtype=tf.int32)
tf.random.stateless_uniform([5], [3, 4], minval=-5, maxval=10**12, dtype=tf.int64)
tf.random.stateless_normal([5], [1, 2])
tf.random.stateless_normal([2, 2], [1, 2], mean=3.0, stddev=0.5)
tf.random.stateless_truncated_normal([5], [5, 6])
tf.random.stateless_categorical(f32([[0, 1, 2], [5, 0, 0]]), 6, [1, 2])
tf.random.stateless_categorical(f64([[0, 1, 2]]), 7, [1, 3], dtype=tf.int32)
tf.random.stateless_uniform([0], [1, 2])
"""

GRAPH_VALUES = """
tf.multinomial(f32([[0, 1, 2], [5, 0, 0]]), 6, seed=1)
tf.multinomial(f64([[0.5, 0.1, -1, -np.inf]]), 10, seed=42)
tf.random.categorical(f32([[0, 1], [1, 0], [0, 0]]), 5, seed=7, dtype=tf.int32)
tf.multinomial(tf.log([[10.0, 10.0]]), 9, seed=3)
tf.random_crop(i32(np.arange(20).reshape(4, 5)), [2, 3], seed=1)
tf.random_gamma([5], 1.0, seed=1)
tf.random_gamma([4], [0.3, 2.5, 10.0], seed=2)
tf.random_gamma([2, 2], f64([0.5, 3.0]), beta=f64([[2.0], [4.0]]), seed=3, dtype=tf.float64)
"""

ERRORS = """
tf.multinomial(P(3), 5) ## Shape must be rank 2 but is rank 1
tf.random.stateless_uniform([2], [1, 2, 3]) ##
tf.random.stateless_uniform([2], [1, 2], dtype=tf.int32) ## must be both None or not None
tf.random.stateless_uniform([2], [1, 2], dtype=tf.string) ##
run(tf.multinomial([[1.0, 2.0]], -1)) ##
run(tf.random_crop([1, 2], [3])) ## Need value.shape >= size, got
"""

TOPICS = subject(
    "draws",
    nodes=NODES,
    values=VALUES,
    graph_values=GRAPH_VALUES,
    errors=ERRORS,
    rtol=0,
    atol=0,
)


@TOPICS[0].case("draws go on")
def _(tf, np):  # type: ignore[no-untyped-def]
    tf.set_random_seed(5)
    draws = tf.multinomial(np.float32([[0, 1, 2], [5, 0, 0]]), 3)
    with tf.Session() as session:
        return [session.run(draws) for _ in range(3)]
