"""Random numbers by seeds, of generators and of no state: TensorFlow's, bit for bit."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_random", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.random.stateless_poisson([6, 2], [1, 2], [0.5, 20.0])

tf.random.stateless_poisson([5], [3, 2], 3.0, dtype=tf.float32)

tf.random.stateless_poisson([8], [3, 2], 1000.0, dtype=tf.int64)

tf.random.stateless_binomial([6, 2], [1, 2], [5.0, 100.0], [0.5, 0.3])

tf.random.stateless_binomial([6], [1, 2], 100.0, 0.8)

tf.random.stateless_binomial([6], [1, 2], 10, 0.8)

tf.random.stateless_gamma([6, 2], [1, 2], [0.5, 20.0])

tf.random.stateless_gamma([3], [1, 2], 1.0, 2.0)

tf.random.stateless_uniform([3], [1, 2], None, None, tf.int32)

tf.random.stateless_uniform([3], [1, 2], None, None, tf.uint64)

tf.random.stateless_uniform([3], [1, 2], None, None, tf.int64)

tf.random.stateless_uniform([3], [1, 2], None, None, tf.uint32)

tf.random.stateless_uniform([3], [1, 2], alg='philox')

tf.random.stateless_uniform([3], [1, 2], alg=tf.random.Algorithm.PHILOX)

tf.random.stateless_normal([3], tf.constant([1, 2], tf.int64), mean=[1.0, 2.0, 3.0])

tf.random.split([1, 2], 3)

tf.random.split(tf.constant([1, 2], tf.int64))

tf.random.fold_in([1, 2], 7)

tf.random.fold_in([1, 2], tf.constant(7, tf.int64))

tf.random.set_seed(5)
[tf.random.poisson([3], [0.5, 20.0]), tf.random.poisson([2], 3.0, seed=4), tf.random.poisson([2], 3.0, dtype=tf.int32, seed=4)]

tf.random.set_seed(5)
[tf.random.uniform([2]), tf.random.normal([2]), tf.random.uniform([2], seed=1), tf.random.uniform([2], seed=1), tf.random.uniform([]), tf.random.gamma([2], 2.0), tf.random.shuffle([1, 2, 3, 4])]

tf.random.set_seed(5)
a = tf.random.uniform([1])
tf.random.set_seed(5)
[a, tf.random.uniform([1])]

tf.random.set_seed(7)
[tf.random.uniform([2], maxval=100, dtype=tf.int32), tf.random.uniform([2], 5, 10, tf.int64, seed=3), tf.random.truncated_normal([3]), tf.random.categorical([[0.1, 0.2, 0.7]], 5)]

tf.random.set_seed(7)
out = []
for i in range(3):
    out.append(tf.random.normal([2]))
    out.append(tf.random.normal([2], seed=9))
out

tf.random.set_seed(3)
tf.random.uniform(shape=(2, 2), minval=-1.0, maxval=1.0, seed=1)

tf.random.set_seed(np.int64(3))
tf.random.normal([1])

tf.random.set_seed(3)
[tf.random.normal([1]), tf.random.uniform([1]), tf.random.normal([1]), tf.random.uniform([1])]

g = tf.random.Generator.from_seed(1)
[g.normal([2]), g.normal([2]), g.uniform([2]), g.state, g.key, g.algorithm]

g = tf.random.Generator.from_seed(1, alg='philox')
[g.truncated_normal([5], 1.0, 2.0), g.uniform([3], 0, 10, tf.int32), g.uniform_full_int([2]), g.uniform([2], None, None, tf.int64), g.state]

g = tf.random.Generator.from_seed([1, 2, 3])
[g.state, g.normal([]), g.state]

g = tf.random.Generator.from_seed([5, 6])
[g.state]

g = tf.random.Generator.from_seed(2**70 + 5)
[g.state]

g = tf.random.Generator.from_seed(-3)
[g.state]

g = tf.random.Generator.from_state([1, 2, 3], 'philox')
[g.normal([2]), g.state]

g = tf.random.Generator.from_key_counter(key=5, counter=[1, 2], alg='philox')
[g.normal([2]), g.state]

g = tf.random.Generator.from_seed(3)
h = tf.random.Generator(copy_from=g)
[g.normal([1]), h.normal([1]), g.normal([1])]

g = tf.random.Generator.from_seed(3)
a = g.skip(5)
[a, g.state, g.uniform([2])]

g = tf.random.Generator.from_seed(3)
gs = g.split(3)
[x.normal([2]) for x in gs] + [x.state for x in gs] + [g.normal([1])]

g = tf.random.Generator.from_seed(3)
[g.make_seeds(2), g.make_seeds()]

g = tf.random.Generator.from_seed(3)
x = g.normal([2])
g.reset_from_seed(3)
y = g.normal([2])
g.reset([7, 8, 9])
z = g.state
g.reset_from_key_counter(1, [2, 3])
[x, y, z, g.state]

g = tf.random.Generator.from_seed(3)
[g.binomial([4], 10.0, 0.5), g.binomial([3, 2], [100.0, 10.0], [0.3, 0.9]), g.state]

tf.random.Generator.from_seed(1, alg=3).algorithm

tf.random.create_rng_state(7, 'philox')

tf.random.create_rng_state([7, 8], 1)

tf.random.set_global_generator(tf.random.Generator.from_seed(9))
tf.random.get_global_generator().normal([2])

g = tf.random.Generator.from_seed(3)
tf.random.set_seed(1)
a = g.normal([1])
tf.random.set_seed(1)
[a, g.normal([1])]

g = tf.random.Generator.from_seed(3)
[g.normal(tf.constant([2])), g.normal((2, 1), dtype=tf.float64), g.normal(tf.TensorShape([1])), g.uniform([2], -1.0, 1.0), g.uniform([2], dtype=tf.float64), g.normal([0]), g.state]

g = tf.random.Generator.from_non_deterministic_state()
[g.normal([2]).shape.as_list(), g.algorithm]

g = tf.random.Generator.from_seed(1)
@tf.function
def f():
    return g.normal([2])
[f(), f(), g.state]

g = tf.random.Generator.from_seed(1)
@tf.function
def f():
    return g.uniform([2]), g.normal([1])
[f(), f(), g.state]

tf.random.set_seed(1)
@tf.function
def f():
    return tf.random.uniform([2])
[f(), f()]

@tf.function
def f():
    return tf.random.stateless_normal([2], [1, 2]), tf.random.stateless_gamma([2], [1, 2], 2.0), tf.random.stateless_poisson([2], [1, 2], 3.0)
f()

tf.random.experimental.stateless_shuffle([1, 2, 3, 4, 5, 6], seed=[1, 2])

tf.random.experimental.stateless_shuffle(tf.reshape(tf.range(8), [4, 2]), seed=[7, 2])

tf.random.experimental.stateless_split([1, 2], 2)

tf.random.experimental.stateless_fold_in([1, 2], 3)

tf.random.experimental.Generator.from_seed(1).normal([1])

tf.random.experimental.create_rng_state(1, 'philox')

tf.random.experimental.get_global_generator() is tf.random.get_global_generator()
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    (
        "tf.random.stateless_gamma([3], [1, 2], [1.0, 2.0])",
        "Shape passed in must end with broadcasted shape",
    ),
    (
        "tf.random.stateless_uniform([3], [1, 2], 1, None, tf.int32)",
        "For integer `dtype` argument <dtype: 'int32'>, argument `minval` and `maxval` must be both None or not None. Got `minval",
    ),
    (
        "tf.random.stateless_uniform([3], [1, 2], 1, 5, tf.uint32)",
        "Argument `dtype` got invalid value <dtype: 'uint32'> when argument `minval` is not None. Please don't use unsigned integ",
    ),
    ("tf.random.stateless_uniform([3], [1, 2], alg='threefry')", "supported"),
    (
        "tf.random.stateless_uniform([3], [1, 2], alg='foo')",
        "Argument `alg` got unsupported value foo. Supported values are philox for the Philox algorithm, threefry for the ThreeFr",
    ),
    (
        "tf.random.stateless_uniform([3], [1, 2], alg=1.5)",
        "Can't convert argument `alg` (of value 1.5 and type <class 'float'>) to int.",
    ),
    (
        "tf.random.stateless_uniform([3], [1, 2], alg=7)",
        "Argument `alg` got unsupported value 7. Supported values are 1 for the Philox algorithm, 2 for the ThreeFry algorithm, a",
    ),
    ("tf.random.stateless_uniform([3], 5)", "seed must have shape [2], not []"),
    (
        "tf.random.stateless_uniform([3], [1, 2, 3])",
        "seed must have shape [2], not [3]",
    ),
    (
        "tf.random.uniform([2], dtype=tf.int32)",
        "Must specify maxval for integer dtype tf.int32",
    ),
    (
        "tf.random.uniform([2], maxval=3, dtype=tf.uint8)",
        "float16, tf.float32, tf.float64, tf.int32, tf.int64).",
    ),
    (
        "tf.random.normal(shape=(2, 'a'))",
        "Can't convert Python sequence with mixed types to Tensor.",
    ),
    ("tf.random.uniform([2], 5, 3, tf.int32)", "Need minval < maxval, got 5 >= 3"),
    (
        "tf.random.categorical([0.1, 0.2], 2)",
        "logits should be a matrix, got shape [2]",
    ),
    ("g = tf.random.Generator.from_state([1, 2], 'philox')", "are incompatible"),
    (
        "g = tf.random.Generator.from_seed(3)\ng.uniform([2], 0, None, tf.int32)",
        "For integer dtype <dtype: 'int32'>, minval and maxval must be both `None` or both non-`None`; got minval=0 and maxval=No",
    ),
    (
        "tf.random.Generator.from_seed(1, alg='abc')",
        "Argument `alg` got unsupported value abc. Supported values are philox for the Philox algorithm, threefry for the ThreeFr",
    ),
]

# What flows back is not the same to the last bit.
GRADIENTS = r"""
x = tf.Variable([2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.random.stateless_gamma([3, 2], [1, 2], x)
t.gradient(y, x)

x = tf.Variable([2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.random.stateless_gamma([3, 2], [1, 2], 2.0, x)
t.gradient(y, x)

x = tf.Variable([2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.random.stateless_normal([2], [1, 2], mean=x, stddev=x)
t.gradient(y, x)

x = tf.Variable([2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.random.stateless_poisson([2, 2], [1, 2], x)
t.gradient(y, x)

tf.random.set_seed(1)
x = tf.Variable([2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.random.normal([2], mean=x)
t.gradient(y, x)
"""

TOPIC.table(GRADIENTS.split("\n\n"), execute, rtol=1e-5)
TOPIC.table(VALUES.split("\n\n"), execute, rtol=0)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
