"""Datasets where ops compute at once: elements, orders, lengths, errors."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("data_eager", "eager")
TOPICS = [TOPIC]

ROWS = """
list(D.range(3))
[list(D.range(5).batch(2).as_numpy_iterator()), list(D.range(4, 0, -2).as_numpy_iterator())]
list(D.from_tensor_slices(([1, 2], ["a", "b"])).as_numpy_iterator())
list(D.from_tensor_slices({"a": [1, 2], "b": [3.0, 4.0]}).map(lambda d: d["a"]).as_numpy_iterator())
[repr(D.from_tensor_slices([1, 2, 3])), repr(D.from_tensor_slices(([1, 2], {"a": [1.0, 2.0]})).batch(2)), repr(D.range(5).window(2))]
[repr(d) for d in (D.range(5).shuffle(2), D.range(5).cache(), D.range(5).shard(2, 0), D.range(5).batch(2).unbatch(), D.range(5).map(lambda x: x), D.random(seed=1), D.range(5).take_while(lambda x: x < 2), D.range(5).unique())]
[len(D.range(5).batch(2)), len(D.range(5).repeat(3).skip(2))]
len(D.range(5).repeat())
len(D.range(5).filter(lambda x: x > 2))
[int(d.cardinality()) for d in (D.range(5), D.range(5).repeat(), D.range(5).repeat(2), D.range(5).filter(lambda x: x > 2), D.range(5).take(3), D.range(5).take(9), D.range(5).skip(2))]
[int(d.cardinality()) for d in (D.range(5).batch(2), D.range(5).batch(2, drop_remainder=True), D.range(5).flat_map(D.from_tensors), D.range(5).map(lambda x: x + 1), D.range(5).shuffle(3), D.range(5).window(2, shift=1, drop_remainder=True))]
[int(d.cardinality()) for d in (D.zip(D.range(5), D.range(3)), D.range(5).concatenate(D.range(2)), D.range(5).shard(2, 1), D.range(5).enumerate(), D.counter().batch(2), D.range(0).repeat())]
[list(D.range(4).shard(3, 0).as_numpy_iterator()), list(D.range(3).enumerate(5).as_numpy_iterator())]
tf.random.set_seed(5); d = D.range(10).shuffle(10); [[int(x) for x in d] for _ in range(3)]
tf.random.set_seed(5); d = D.range(10).shuffle(4, seed=1, reshuffle_each_iteration=False); [[int(x) for x in d] for _ in range(2)]
tf.random.set_seed(5); d = D.range(10).shuffle(4, seed=1).repeat(2); [[int(x) for x in d] for _ in range(2)]
d = D.range(10).shuffle(4, seed=3); [[int(x) for x in d] for _ in range(2)]
d = D.range(6).shuffle(6, seed=2); iter(d); list(d.as_numpy_iterator())
d = D.range(6).shuffle(6, seed=2).repeat().skip(1).take(4).batch(2).cache(); iter(d); list(d.as_numpy_iterator())
tf.random.set_seed(3); d = D.range(3).map(lambda x: tf.random.uniform([])).repeat(2); [list(d.as_numpy_iterator()) for _ in range(2)]
tf.random.set_seed(3); d = D.range(2).flat_map(lambda x: D.range(2).map(lambda y: tf.random.uniform([], seed=4))); [list(d.as_numpy_iterator()) for _ in range(2)]
D.range(5).reduce(np.int64(0), lambda a, b: a + b)
D.range(5).reduce((tf.constant(0, tf.int64), tf.constant(1)), lambda s, x: (s[0] + x, s[1] * 2))
D.range(5).reduce(0.0, lambda a, b: a + 1)
D.range(5).reduce(0, lambda a, b: b)
list(D.range(5).scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x)).as_numpy_iterator())
it = iter(D.range(2)); [int(next(it)), int(it.get_next()), [e for e in it]]
it = iter(D.range(0)); it.get_next()
iter(D.range(3)).element_spec == D.range(3).element_spec
D.range(1).get_single_element()
D.range(2).get_single_element()
D.range(0).get_single_element()
D.from_tensor_slices(([1, 2], [1]))
D.from_tensor_slices(1)
[bool(D.range(0)), D.from_tensors(tf.zeros([2, 3])).element_spec.shape.as_list()]
list(D.from_tensor_slices([1, 2, 1, 3]).unique().as_numpy_iterator())
list(D.choose_from_datasets([D.range(3), D.range(10, 13)], D.from_tensor_slices(np.array([0, 1, 0], np.int64))).as_numpy_iterator())
list(D.sample_from_datasets([D.range(5), D.range(10, 15)], [0.5, 0.5], seed=3).as_numpy_iterator())
list(D.range(10).group_by_window(lambda x: x % 2, lambda k, d: d.batch(3), window_size=3).as_numpy_iterator())
list(D.random(seed=4).take(3).as_numpy_iterator())
[x.tolist() for x in D.range(1, 6).map(lambda x: tf.fill([x], x)).bucket_by_sequence_length(lambda e: tf.shape(e)[0], [3], [2, 2]).as_numpy_iterator()]
[x.tolist() for x in D.range(6).batch(2).rebatch(4).as_numpy_iterator()]
list(D.counter(start=2, step=3).take(2).as_numpy_iterator())
v = tf.Variable(2.0); d = D.range(3).map(lambda x: tf.cast(x, tf.float32) * v); first = list(d.as_numpy_iterator()); v.assign(5.0); [first, list(d.as_numpy_iterator())]
k = tf.constant([1.0, 2.0]); list(D.range(2).map(lambda x: tf.cast(x, tf.float32) + k).as_numpy_iterator())
[list(w.as_numpy_iterator()) for w in D.range(5).window(2)]
list(D.range(5).window(2).as_numpy_iterator())
list(D.range(4).apply(lambda d: d.batch(2)).as_numpy_iterator())
list(D.from_generator(lambda: iter([1, 2]), output_signature=tf.TensorSpec([], tf.int32)).as_numpy_iterator())
list(D.from_generator(lambda: iter([(1, [2.0])]), output_types=(tf.int32, tf.float32)).as_numpy_iterator())
list(D.range(1, 4).map(lambda x: tf.fill([x], x)).padded_batch(3, padding_values=tf.constant(9, tf.int64)).as_numpy_iterator())
list(D.range(3).map(lambda x: (x, x * x)).filter(lambda x, y: y > 0).as_numpy_iterator())
list(D.range(3).interleave(lambda x: D.from_tensors(x).repeat(2), cycle_length=2, block_length=1).as_numpy_iterator())
list(D.zip((D.range(2), D.range(3, 5))).as_numpy_iterator())
[D.AUTOTUNE if hasattr(D, "AUTOTUNE") else tf.data.AUTOTUNE, tf.data.INFINITE_CARDINALITY, tf.data.UNKNOWN_CARDINALITY]
D.range(3).batch(2).batch(2).unbatch().element_spec.shape.as_list()
w = tf.Variable(1.0); [w.assign_add(tf.cast(x, tf.float32)) for x in D.range(4)]; w
D.range(3).map(3)
D.range(3).batch(0)
D.range(3).shard(2, 5)
D.range(3).filter(lambda x: x)
list(D.from_tensor_slices([1.0, 0.0]).map(lambda x: tf.debugging.check_numerics(1.0 / x, "bad")))
"""

for _row in filter(None, ROWS.splitlines()):
    _text = "D = tf.data.Dataset\ntf.random.set_seed(7)\n" + _row.replace("; ", "\n")
    TOPIC.add(
        _row,
        lambda tf, np, text=_text: outcome(lambda: execute(tf, np, text)),
        rtol=1e-6,
    )
