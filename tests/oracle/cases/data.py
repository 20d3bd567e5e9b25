"""Datasets and iterators: nodes, elements, orders of shuffling, and errors."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.oracle.harness import Topic, execute, graph_nodes, outcome

NODES = Topic("nodes_data", "graph")
TOPIC = Topic("data", "graph")
TOPICS = [NODES, TOPIC]

NODES.table(
    """
tf.data.Dataset.from_tensor_slices([1, 2, 3]).make_one_shot_iterator().get_next()
---
tf.data.Dataset.from_tensor_slices([1, 2]).make_initializable_iterator().get_next()
---
# shuffle, repeat, batch, prefetch
rows = tf.data.Dataset.from_tensor_slices(([1, 2, 3], {"a": [1.0, 2.0, 3.0]}))
rows = rows.shuffle(3, seed=1).repeat().batch(2).prefetch(1)
rows.make_initializable_iterator().get_next()
---
# shuffle without a seed
tf.data.Dataset.range(3).shuffle(5).make_initializable_iterator().get_next()
---
# map and filter
numbers = tf.data.Dataset.range(10).map(lambda x: x * 2).filter(lambda x: x > 3)
numbers.make_initializable_iterator().get_next()
---
# map in parallel
w = tf.constant(3, tf.int64)
numbers = tf.data.Dataset.range(3).map(lambda x: x + w, num_parallel_calls=2)
numbers.make_initializable_iterator().get_next()
---
# zip
both = (tf.data.Dataset.range(3), tf.data.Dataset.range(2))
tf.data.Dataset.zip(both).make_initializable_iterator()
---
# iterators of a structure and by handle
places = tf.data.Iterator.from_structure(tf.int64, [])
places.make_initializer(tf.data.Dataset.range(3))
name = tf.placeholder(tf.string, [])
tf.data.Iterator.from_string_handle(name, tf.int64, []).get_next()
---
# take, skip, cache, enumerate, concatenate
numbers = tf.data.Dataset.range(3).take(1).skip(1).cache().enumerate()
numbers.concatenate(tf.data.Dataset.range(3).enumerate()).batch(2, True)
---
# padded_batch, flat_map, interleave
pairs = tf.data.Dataset.range(3).padded_batch(2, [])
pairs = pairs.flat_map(tf.data.Dataset.from_tensors)
pairs = pairs.interleave(tf.data.Dataset.from_tensors, cycle_length=2)
pairs.make_initializable_iterator().get_next(name="nx")
---
# from_generator
numbers = tf.data.Dataset.from_generator(lambda: iter([1, 2]), tf.int32, [])
numbers.make_initializable_iterator().get_next()
---
tf.data.TextLineDataset(["a"]).make_initializable_iterator().get_next()
---
tf.data.TFRecordDataset(["a"]).make_one_shot_iterator().get_next()
---
tf.data.FixedLengthRecordDataset("a", 3).make_initializable_iterator().get_next()
---
tf.data.Dataset.list_files("*.q").make_initializable_iterator().get_next()
---
# shuffle_and_repeat
again = tf.data.experimental.shuffle_and_repeat(3)
tf.data.Dataset.range(3).apply(again).make_initializable_iterator().get_next()
""".strip("\n").split("\n---\n"),
    graph_nodes,
)


def elements(tf: Any, np: Any, text: str) -> Any:
    """What a dataset's elements look like, and all (at most 20) of them, twice."""
    dataset = execute(tf, np, "D = tf.data.Dataset\n" + text)
    iterator = dataset.make_initializable_iterator()
    element = iterator.get_next()
    looks = [repr(dataset.output_types), repr(dataset.output_shapes)]
    found = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(2):
            session.run(iterator.initializer)
            values: list[Any] = []
            while len(values) < 20:
                value = outcome(lambda: session.run(element))
                values.append(value)
                if getattr(value, "kind", "") == "OutOfRangeError":
                    break
            found.append(values)
    return [looks, *found]


TOPIC.table(
    """
D.from_tensor_slices([[1], [2]]).batch(3)
D.from_tensor_slices((np.arange(4.0).reshape(2, 2), ["a", "b"]))
D.from_tensor_slices({"a": [1, 2], "b": ["x", "y"]}).map(lambda d: d["a"])
D.from_tensors([1, 2])
D.from_tensors(([1, 2], {"a": 3.0})).repeat(2)
D.range(5)
D.range(2, 9, 3)
D.range(5, 0, -2)
D.range(3).map(lambda x: (x, tf.as_string(x)))
D.range(3).map(lambda x: {"a": x, "b": (x, x + 1)})
D.range(3).map(lambda x: [x, x])
D.range(6).filter(lambda x: tf.equal(x % 2, 0))
D.from_tensor_slices([1, 0, 2]).map(lambda x: 6 // x)
D.from_tensor_slices([1, 0, 2]).map(lambda x: 6 // x).batch(2)
D.from_tensor_slices([4, 0, 2]).map(lambda x: 8 // x).apply(IGNORE)
D.range(5).map(lambda x: tf.range(x)).batch(2)
D.range(1, 5).map(lambda x: tf.range(x)).padded_batch(2, [None])
D.range(1, 5).map(lambda x: tf.range(x)).padded_batch(2, [-1], tf.constant(7, "int64"))
D.range(1, 5).map(lambda x: tf.range(x)).padded_batch(2, [2])
D.range(1, 3).map(lambda x: (tf.range(x), "ab")).padded_batch(3, ([4], []), (-N, "z"))
D.range(7).batch(3, drop_remainder=True)
D.range(3).interleave(lambda x: D.from_tensors(x).repeat(3), 2, block_length=2)
D.range(3).interleave(lambda x: D.from_tensors(x).repeat(x), cycle_length=2)
D.range(6).interleave(lambda x: D.range(x), 3)
D.range(4).flat_map(lambda x: D.range(x))
D.range(7).window(3).flat_map(lambda w: w.batch(3))
D.range(7).window(3, 1, 2, drop_remainder=True).flat_map(lambda w: w.batch(3))
D.range(7).window(2, 3).flat_map(lambda w: w.batch(2))
D.range(2).repeat(3)
D.range(2).repeat(0)
D.range(5).skip(3)
D.range(5).skip(-1)
D.range(3).take(2)
D.range(3).take(-1)
D.range(3).cache().repeat(2)
D.zip((D.range(3), {"a": D.range(5, 9)}))
D.range(3).enumerate(5)
D.range(3).concatenate(D.range(2))
D.range(10).shard(3, 1)
D.from_tensor_slices([[1, 2], [3, 4]]).unbatch()
D.from_generator(lambda: iter([(1, [2.0]), (3, [4, 5])]), (tf.int32, tf.float32), S)
D.from_generator(lambda: "ab", tf.string)
D.from_generator(lambda n: iter(range(n)), tf.int64, [], args=(2,))
D.range(6).shuffle(3, seed=1)
D.range(6).shuffle(3, seed=1).repeat(3)
D.range(6).shuffle(3, seed=1, reshuffle_each_iteration=False).repeat(2)
D.range(6).repeat(2).shuffle(4, seed=7)
D.range(10).shuffle(100, seed=42)
D.range(10).shuffle(1, seed=42)
D.range(5).apply(tf.data.experimental.shuffle_and_repeat(3, 2, seed=4))
D.range(3).map(lambda x: tf.random_uniform([], seed=4))
D.range(3).map(lambda x: tf.cond(tf.equal(x % 2, 0), lambda: x, lambda: -x))
D.range(2).map(lambda x: tf.py_func(lambda a: a + 1, [x], tf.int64))
""".strip()
    .replace("IGNORE", "tf.data.experimental.ignore_errors()")
    .replace("-N", "tf.constant(-1, tf.int64)")
    .replace(" S)", " ([], [None]))")
    .split("\n"),
    elements,
)
TOPIC.table(
    [
        """# captured tensors
w = tf.constant(3, tf.int64)
D.range(3).map(lambda x: x * w).filter(lambda x: x < 2 * w)""",
        """# captured in two floors
w = tf.constant(2, tf.int64)
D.range(3).flat_map(lambda x: D.range(x).map(lambda y: y * w + x))""",
        """# a captured variable
v = tf.Variable(10, dtype=tf.int64)
D.range(3).map(lambda x: x * v)""",
        "# the graph's seed\ntf.set_random_seed(3)\nD.range(9).shuffle(9)",
        """# the graph's seed in a function
tf.set_random_seed(7)
D.range(4).shuffle(4).map(lambda x: tf.random_uniform([]))""",
    ],
    elements,
)


def refused(tf: Any, np: Any, text: str) -> Any:
    """The error of building the row."""
    return outcome(lambda: execute(tf, np, "D = tf.data.Dataset\n" + text) and None)


TOPIC.table(
    """
D.from_tensor_slices(([1, 2], [1, 2, 3]))
D.from_tensor_slices(5)
D.range()
D.range(3).map(lambda x, y: x)
D.range(3).map(5)
D.range(3).map(lambda x: None)
D.range(3).batch("a")
D.range(3).filter(lambda x: x)
D.range(3).concatenate(D.from_tensors(1.0))
D.range(3).padded_batch(2, [3])
D.from_generator(5, tf.int32)
list(D.range(3))
D.range(3).make_one_shot_iterator().initializer
D.from_tensor_slices(tf.placeholder(tf.float32, [None])).make_one_shot_iterator()
tf.data.Iterator.from_structure(tf.int32, []).make_initializer(D.range(3))
tf.data.Iterator.from_structure(tf.int64, [2]).make_initializer(D.range(3))
""".strip().split("\n"),
    refused,
)


@TOPIC.case("an iterator that was not begun")
def _(tf: Any, np: Any) -> Any:
    iterator = tf.data.Dataset.range(3).make_initializable_iterator()
    element = iterator.get_next()
    with tf.Session() as session:
        return outcome(lambda: session.run(element), "has not been initialized")


@TOPIC.case("the end")
def _(tf: Any, np: Any) -> Any:
    element = tf.data.Dataset.range(1).make_one_shot_iterator().get_next()
    with tf.Session() as session:
        first = session.run(element)
        end = "End of sequence"
        again = [outcome(lambda: session.run(element), end) for _ in range(2)]
        return [first, *again]


@TOPIC.case("two get_next go on together")
def _(tf: Any, np: Any) -> Any:
    iterator = tf.data.Dataset.range(6).make_one_shot_iterator()
    one, two = iterator.get_next(), iterator.get_next()
    with tf.Session() as session:
        return [sorted(session.run([one, two])), session.run(one), session.run(two)]


@TOPIC.case("each session goes its own way")
def _(tf: Any, np: Any) -> Any:
    element = tf.data.Dataset.range(6).make_one_shot_iterator().get_next()
    with tf.Session() as first, tf.Session() as second:
        return [first.run(element), first.run(element), second.run(element)]


@TOPIC.case("fed when it begins")
def _(tf: Any, np: Any) -> Any:
    count = tf.placeholder(tf.int64, [])
    rows = tf.placeholder(tf.float32, [None, 2])
    numbers = tf.data.Dataset.range(count).map(lambda x: x + count)
    both = tf.data.Dataset.zip((numbers, tf.data.Dataset.from_tensor_slices(rows)))
    iterator = both.make_initializable_iterator()
    element = iterator.get_next()
    found = []
    with tf.Session() as session:
        for many in (2, 1):
            feed = {count: many, rows: np.ones((3, 2)) * many}
            session.run(iterator.initializer, feed)
            found += [outcome(lambda: session.run(element)) for _ in range(3)]
    return found


@TOPIC.case("reinitializable and by handle")
def _(tf: Any, np: Any) -> Any:
    small, large = tf.data.Dataset.range(3), tf.data.Dataset.range(100, 103)
    place = tf.data.Iterator.from_structure(small.output_types, small.output_shapes)
    element = place.get_next()
    begin = [place.make_initializer(dataset) for dataset in (small, large)]
    name = tf.placeholder(tf.string, [])
    other = tf.data.Iterator.from_string_handle(name, tf.int64, []).get_next()
    one = small.make_one_shot_iterator()
    two = large.make_initializable_iterator()
    found = []
    with tf.Session() as session:
        for operation in begin:
            session.run(operation)
            found += [session.run(element), session.run(element)]
        names = session.run([one.string_handle(), two.string_handle()])
        session.run(two.initializer)
        found += [session.run(other, {name: names[i]}) for i in (0, 1, 0, 1)]
        found.append(outcome(lambda: session.run(other, {name: "no"})))
    return found


@TOPIC.case("files")
def _(tf: Any, np: Any) -> Any:
    data = tf.data
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder, name)) for name in ("a.txt", "b.txt", "c.rec")]
        Path(names[0]).write_bytes(b"h\n1,2\r\n3")
        Path(names[1]).write_bytes(b"h\n4,5\n")
        with tf.io.TFRecordWriter(names[2]) as writer:
            writer.write(b"first")
            writer.write(b"")
        lines = data.TextLineDataset(names[:2])
        per_file = data.Dataset.from_tensor_slices(names[:2]).flat_map(
            lambda name: data.TextLineDataset(name).skip(1)
        )
        found = data.Dataset.list_files(f"{folder}/*.txt", shuffle=False)
        sets = [
            lines,
            per_file,
            data.TFRecordDataset(names[2]),
            data.FixedLengthRecordDataset(names[1], 2, 2),
            found.map(tf.read_file),
            data.TextLineDataset(str(Path(folder, "none"))),
            data.Dataset.list_files(f"{folder}/*.none"),
        ]
        answers = []
        with tf.Session() as session:
            for dataset in sets:
                iterator = dataset.make_initializable_iterator()
                element = iterator.get_next()
                begun = outcome(lambda it=iterator: session.run(it.initializer))
                if begun is not None:
                    answers.append(begun.kind)
                    continue
                while True:
                    answer = outcome(lambda e=element: session.run(e))
                    answers.append(getattr(answer, "kind", answer))
                    if not isinstance(answer, bytes):
                        break
    return answers
