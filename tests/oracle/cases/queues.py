"""Queues, runners, readers, and what they hand out: nodes, values, orders and errors.

Only what does not depend on the order in which threads happen to run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.oracle.harness import Topic, execute, graph_nodes, outcome

NODES = Topic("nodes_queues", "graph")
TOPIC = Topic("queues", "graph")
TOPICS = [NODES, TOPIC]

NODES.table(
    """
# FIFOQueue and its methods
q = tf.FIFOQueue(10, [tf.float32])
q.enqueue(1.0), q.enqueue([2.0]), q.enqueue_many([[1.0, 2.0]]), q.dequeue()
q.size(), q.close(), q.close(True), q.is_closed()
---
# FIFOQueue with shapes and names
q = tf.FIFOQueue(10, [tf.float32, tf.int32], [[], [2]], ["a", "b"], name="qq")
q.enqueue({"a": 1.0, "b": [1, 2]}), q.enqueue_many({"a": [1.0], "b": [[1, 2]]})
q.dequeue(), q.dequeue_many(2), q.dequeue_up_to(2, name="some")
---
# queues in a scope
with tf.name_scope("in"):
    q = tf.FIFOQueue(3, tf.int32, shapes=[[]])
    x = q.dequeue()
y = q.dequeue()
---
# RandomShuffleQueue, PaddingFIFOQueue, PriorityQueue
q = tf.RandomShuffleQueue(10, 2, [tf.float32, tf.int32], [[], [2]], seed=3)
q.enqueue([1.0, [1, 2]]), q.dequeue(), q.dequeue_many(2, name="many")
p = tf.PaddingFIFOQueue(10, tf.float32, shapes=[[None]])
p.enqueue([[1.0, 2]]), p.dequeue(), p.dequeue_many(2)
r = tf.PriorityQueue(10, tf.string, shapes=[[]])
r.enqueue((3, "a")), r.dequeue()
---
# from_list
a, b = tf.FIFOQueue(10, tf.float32), tf.FIFOQueue(10, tf.float32)
tf.QueueBase.from_list(tf.constant(0), [a, b]).dequeue()
---
tf.train.string_input_producer(["a", "b"], shuffle=False)
---
tf.train.string_input_producer(["a", "b"], num_epochs=2, seed=3)
---
tf.train.string_input_producer(tf.constant(["a", "b"]), name="nm")
---
tf.train.input_producer([[1.0, 2.0], [3.0, 4.0]], seed=1)
---
tf.train.range_input_producer(10, shuffle=False)
---
tf.train.slice_input_producer([[1, 2, 3], [[1.0], [2.0], [3.0]]], shuffle=False)
---
tf.train.limit_epochs(tf.constant(1), 2)
---
tf.train.batch([tf.constant(1), tf.constant([1.0, 2.0])], 3)
---
# batch of a dict
like = {"b": tf.constant(1), "a": tf.constant([1.0, 2.0])}
tf.train.batch(like, 3, 2, 10, allow_smaller_final_batch=True, name="bb")
---
tf.train.batch([tf.placeholder(tf.float32, [None])], 3, dynamic_pad=True)
---
tf.train.batch([[1, 2, 3]], 2, enqueue_many=True)
---
tf.train.batch_join([[tf.constant(1)], [tf.constant(2)]], 2)
---
tf.train.shuffle_batch([tf.constant(1)], 2, 10, 5, seed=4)
---
tf.train.shuffle_batch_join([[tf.constant(1)], [tf.constant(2)]], 2, 10, 5, seed=4)
---
tf.train.maybe_batch([tf.constant(1)], tf.placeholder(tf.bool, []), 2)
---
tf.train.maybe_batch([[1, 2]], [True, False], 2, enqueue_many=True)
---
# examples
text = tf.placeholder(tf.string, [])
number = tf.FixedLenFeature([], tf.int64)
pair = tf.FixedLenFeature([2], tf.float32, default_value=[1.0, 2.0])
tf.parse_single_example(text, {"b c": pair, "a": number})
features = {"a": number, "b": tf.VarLenFeature(tf.string)}
tf.parse_example(tf.expand_dims(text, 0), features)
---
# readers
queue = tf.FIFOQueue(3, tf.string, shapes=[[]])
tf.TextLineReader().read(queue)
tf.TextLineReader(skip_header_lines=1, name="rd").read_up_to(queue, 5)
tf.WholeFileReader().read(queue)
tf.TFRecordReader().num_records_produced()
tf.IdentityReader().num_work_units_completed()
tf.FixedLengthRecordReader(3, 1, 1, name="fl").reset()
---
# files
tf.read_file("x"), tf.io.read_file(tf.constant("x"), name="q")
tf.write_file("x", "y"), tf.matching_files(["*.q", "*.r"])
---
tf.decode_csv(tf.constant("1,2,a"), [[1], [2.0], [""]])
---
tf.decode_csv(["1"], [[], 7], field_delim=" ", select_cols=[0, 1])
---
tf.decode_raw(tf.constant(["abcd"]), tf.int16)
---
tf.string_split(["a b", "c"], ",")
---
tf.strings.split(["a b", "c"])
---
tf.sparse_tensor_to_dense(tf.SparseTensor([[0, 1], [1, 2]], [1, 2], [3, 4]))
---
tf.sparse_to_dense([[0, 1], [1, 2]], [3, 4], [5, 6])
---
tf.sparse_tensor_dense_matmul(tf.SparseTensor([[0, 1]], [1.0], [1, 2]), [[1.0], [2.0]])
---
tf.sparse_placeholder(tf.float32)
---
tf.sparse_placeholder(tf.float32, [2, 3])
""".strip("\n").split("\n---\n"),
    graph_nodes,
)


def steps(tf: Any, np: Any, text: str) -> Any:
    """What a session gives for each of the row's fetches, one run after the other."""
    known = execute(tf, np, text)
    with tf.Session() as session:
        session.run([tf.global_variables_initializer()])
        session.run(tf.local_variables_initializer())
        return [outcome(lambda fetch=fetch: session.run(fetch)) for fetch in known]


FULL = """
q = tf.FIFOQueue(9, tf.int32, shapes=[[]])
put, one, two = q.enqueue_many([[1, 2, 3]]), q.dequeue(), q.dequeue_many(2)
some, size, close, closed = q.dequeue_up_to(2), q.size(), q.close(), q.is_closed()
"""
ORDER = """
q = tf.RandomShuffleQueue(50, 2, tf.int32, shapes=[[]], seed={seed})
put, one, few = q.enqueue_many([list(range(20))]), q.dequeue(), q.dequeue_many(5)
rest, size, close = q.dequeue_up_to(50), q.size(), q.close()
[put, one, one, one, few, put, few, size, close, rest, one]
"""
PADDED = """
q = tf.PaddingFIFOQueue(9, tf.float32, shapes=[[None, 2]])
rows = [q.enqueue([np.ones((n, 2), "f") * n]) for n in (1, 3, 2)]
"""
TOPIC.table(
    [
        f"# {name}\n{setup.strip()}\n{fetches}"
        for name, setup, fetches in (
            ("in order", FULL, "[put, size, one, two, size]"),
            ("a closed queue", FULL, "[put, close, closed, two, two, one, put, close]"),
            ("up to", FULL, "[put, close, some, some, some]"),
            ("closed before", FULL, "[closed, close, closed, one, put]"),
            ("padded", PADDED, "[*rows, q.dequeue_many(2), q.close(), q.dequeue()]"),
            ("padded up to", PADDED, "[*rows, q.close(), q.dequeue_up_to(9)]"),
        )
    ]
    + [
        f"# shuffled with seed {seed}{' and the graph' * bool(graph)}\n"
        + f"tf.set_random_seed({graph})\n" * bool(graph)
        + ORDER.format(seed=seed).strip()
        for seed, graph in ((3, 0), (None, 7), (3, 5))
    ]
    + [
        f"""# {name}
q = tf.FIFOQueue(9, tf.float32, shapes=[[]])
x = tf.constant({value})
p = tf.placeholder_with_default(x, None)
[q.{call}(p), q.size()]"""
        for name, call, value in (
            ("a component of another shape", "enqueue", [1.0, 2.0]),
            ("rows of another shape", "enqueue_many", [[1.0, 2.0]]),
            ("no rows", "enqueue_many", []),
        )
    ]
    + [
        """# a shared queue
a = tf.FIFOQueue(2, tf.float32, shared_name="x")
b = tf.FIFOQueue(2, tf.float32, shared_name="x")
[a.enqueue(1.0), b.size(), b.dequeue(), a.size()]""",
        """# no shapes, no batches
q = tf.FIFOQueue(2, tf.float32)
[q.enqueue(1.0), q.dequeue_many(1)]""",
        """# counting up
once = tf.train.limit_epochs(tf.constant(7), 2)
[once, once, once]""",
        """# priorities
q = tf.PriorityQueue(9, tf.string, shapes=[[]])
put = [q.enqueue((p, t)) for p, t in ((3, "c"), (1, "a"), (2, "b"))]
[*put, q.dequeue(), q.dequeue_many(2)]""",
    ],
    steps,
)


def refused(tf: Any, np: Any, text: str) -> Any:
    """The error of building the row."""
    return outcome(lambda: execute(tf, np, text) and None)


FIFO = "tf.FIFOQueue(10, [tf.float32])"
TOPIC.table(
    [
        "tf.FIFOQueue(10, tf.float32, shapes=[[2]]).enqueue([1.0])",
        f"{FIFO}.enqueue('a')",
        f"{FIFO}.enqueue(tf.constant(1))",
        f"{FIFO}.enqueue_many(1.0)",
        f"{FIFO}.enqueue({{'a': 1.0}})",
        "tf.FIFOQueue(10, [tf.float32], shapes=[[], []])",
        "tf.FIFOQueue(10, [tf.float32], names=['a', 'b'])",
        "tf.FIFOQueue(10, [tf.float32], names='a').enqueue(1.0)",
        "tf.FIFOQueue(10, [tf.float32], names=['a']).enqueue({'b': 1.0})",
        "tf.FIFOQueue(10, 'foo')",
        "tf.FIFOQueue('a', tf.float32)",
        "tf.FIFOQueue(10, [])",
        "tf.FIFOQueue(10, tf.float32, shapes=[[None]])",
        "tf.FIFOQueue(10, tf.float32, shapes=[[]]).dequeue_many(-1)",
        "tf.PaddingFIFOQueue(10, tf.float32, shapes=None)",
        "tf.QueueBase.from_list(tf.constant(0), [])",
        "tf.train.batch([tf.placeholder(tf.float32)], 3)",
        "tf.train.batch([], 2)",
        "tf.train.string_input_producer([])",
        "tf.train.shuffle_batch([tf.constant(1)], 2, 5, 10)",
        "tf.train.limit_epochs(tf.constant(1), 0)",
        "tf.train.input_producer(tf.placeholder(tf.float32))",
        "tf.decode_csv('1,2', [[1], ['']], select_cols=[3, 0])",
        "tf.decode_csv('1,2', [[1], ['']], select_cols=[0])",
        "tf.decode_csv('1', [])",
        "tf.decode_csv('1', [[1, 2]])",
        "tf.decode_csv('1', [[True]])",
        "tf.string_split('a b')",
    ],
    refused,
)

CSV = [
    ("'1,2.5,abc'", "[1], [1.5], ['d']"),
    ("['1,2.5,abc', '3,4,x y']", "[1], [1.5], ['d']"),
    ("',,'", "[1], [1.5], ['d']"),
    ("'1,2'", "[1], [1.5], ['d']"),
    ("'1,2,3,4'", "[1], [1.5], ['d']"),
    ("''", "[1],"),
    ("',,'", "tf.constant([], tf.int32), [1.5], ['d']"),
    ("'a,1,b'", "[1], [1.5], ['d']"),
    ("' 1 , 2.5 , b '", "[1], [1.5], ['d']"),
    ("""'"1","2.5","a ""q"" b"'""", "[1], [1.5], ['d']"),
    ("""'1,"2",a"b'""", "[1], [1.5], ['d']"),
    ("""'"a,b",c'""", "['d'], ['d']"),
    ("""'"a"b,c'""", "['d'], ['d']"),
    ("""'"a,c'""", "['d'], ['d']"),
    ("'99999999999'", "[1],"),
    ("'1e3,inf,nan'", "[1.5], [1.5], [1.5]"),
    ("[['1,2'], ['3,4']]", "[1], [1]"),
    ("[]", "[1],"),
]
TOPIC.table(
    [f"[tf.decode_csv({line}, [{defaults}])]" for line, defaults in CSV]
    + [
        "[tf.decode_csv('a|b', [['d'], ['d']], field_delim='|')]",
        "[tf.decode_csv('NA,1,NA', [[1], [1.5], ['d']], na_value='NA')]",
        "[tf.decode_csv('1,2,3,4', [[1], ['d']], select_cols=[0, 3])]",
        """[tf.decode_csv('"a,b"', [['d'], ['d']], use_quote_delim=False)]""",
        "[tf.decode_raw('abcd', tf.uint8), tf.decode_raw(['abcd'], tf.int16)]",
        "[tf.decode_raw('abc', tf.int16), tf.decode_raw(['ab', 'abc'], tf.uint8)]",
        "[tf.decode_raw('abcd', tf.int16, little_endian=False)]",
        "[tuple(tf.string_split(['a b  c', ' d ', '']).values for _ in '1')]",
        "[tuple(tf.string_split(['a,b,,c'], ',', False).indices for _ in '1')]",
        "[tf.string_split(['a,b;c'], ',;').values]",
        "[tf.string_split(['abc'], '').values]",
        "[tf.strings.split(['a::b::c'], '::', 1).values]",
        "[tf.sparse_to_dense([[0, 1], [1, 2]], [2, 3], [5, 6], default_value=-1)]",
        "[tf.sparse_to_dense([2, 1], [3], 1), tf.sparse_to_dense([1, 5], [3], 1)]",
        "[tf.sparse_to_dense([1, 1], [3], 1)]",
        "[tf.sparse_tensor_to_dense(tf.string_split(['a b', 'c']), '-')]",
        "[tf.SparseTensor([[0, 1]], [1.5], [2, 2])]",
        """# a sparse product
a = tf.SparseTensor([[0, 1], [1, 0], [1, 2]], [1.5, 2.0, -1.0], [2, 3])
b = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
y = tf.sparse_tensor_dense_matmul(a, b)
z = tf.sparse_tensor_dense_matmul(a, [[1.0, 2.0]], adjoint_a=True, adjoint_b=True)
[y, z, tf.gradients(y * y, [a.values, b])]""",
        "[tf.read_file('/there/is/no/such/file')]",
    ],
    steps,
)


def pipeline(tf: Any, np: Any, text: str) -> Any:
    """What a pipeline gives, run until its end or ten times, with its runners."""
    fetch = execute(tf, np, text)
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        found = []
        for _ in range(10):
            try:
                found.append(session.run(fetch))
            except tf.errors.OutOfRangeError:
                found.append("the end")
                break
        coordinator.request_stop()
        coordinator.join(threads)
        return found


RANGE = "tf.train.range_input_producer(10, num_epochs=1, shuffle=False).dequeue()"
TOPIC.table(
    [
        "tf.train.string_input_producer(['a', 'b', 'c'], shuffle=False).dequeue()",
        "tf.train.string_input_producer(['a', 'b', 'c'], 2, seed=3).dequeue()",
        (
            "# runners with the graph's seed\ntf.set_random_seed(5)\n"
            "tf.train.string_input_producer(['a', 'b', 'c', 'd'], 2).dequeue()"
        ),
        f"tf.train.batch([{RANGE}], 4)",
        f"tf.train.batch([{RANGE}], 4, allow_smaller_final_batch=True)",
        (
            f"tf.train.shuffle_batch([{RANGE}], 10, 100, 50, seed=1, "
            "allow_smaller_final_batch=True)"
        ),
        (
            "tf.train.batch(tf.train.slice_input_producer("
            "[np.arange(5), np.arange(10).reshape(5, 2)], 1, False), 2)"
        ),
        (
            f"tf.train.batch([tf.range({RANGE})], 3, dynamic_pad=True, "
            "allow_smaller_final_batch=True)"
        ),
        f"# maybe batch\ni = {RANGE}\ntf.train.maybe_batch([i], tf.equal(i % 2, 0), 2)",
        "tf.train.batch([tf.range(10)], 4, enqueue_many=True)",
    ],
    pipeline,
)


@TOPIC.case("examples written and parsed")
def _(tf: Any, np: Any) -> Any:
    def example(**features: Any) -> bytes:
        made = {}
        for name, values in features.items():
            kind = {"b": "bytes", "f": "float", "i": "int64"}[name[0]]
            lists = {"bytes": "BytesList", "float": "FloatList", "int64": "Int64List"}
            part = getattr(tf.train, lists[kind])(value=values)
            made[name] = tf.train.Feature(**{f"{kind}_list": part})
        whole = tf.train.Example(features=tf.train.Features(feature=made))
        text: bytes = whole.SerializeToString(deterministic=True)
        return text

    one = example(i=[3], f=[1.5, 2.5], b=[b"x", b"yy"])
    two = example(i=[4], f=[0.0, 1.0])
    fixed, loose = tf.FixedLenFeature, tf.VarLenFeature
    features = {
        "i": fixed([], tf.int64),
        "f": fixed([2], tf.float32),
        "b": loose(tf.string),
    }
    missing = {
        "i2": fixed([], tf.int64, default_value=7),
        "b2": fixed([2], tf.string, default_value=["p", "q"]),
        "f2": loose(tf.float32),
    }
    rows = [
        lambda: tf.parse_single_example(one, features),
        lambda: tf.parse_example([one, two], features),
        lambda: tf.parse_single_example(two, missing),
        lambda: tf.parse_example([one], {"f": fixed([1, 2], tf.float32)}),
        lambda: tf.parse_single_example(one, {"no": fixed([], tf.int64)}),
        lambda: tf.parse_example([one], {"no": fixed([], tf.int64)}),
        lambda: tf.parse_single_example(one, {"i": fixed([], tf.float32)}),
        lambda: tf.parse_single_example(one, {"f": fixed([3], tf.float32)}),
        lambda: tf.parse_single_example(one, {"i": loose(tf.float32)}),
        lambda: tf.parse_single_example(one, {}),
        lambda: tf.parse_single_example(one, {"i": 5}),
        lambda: tf.parse_single_example(one, {"i": fixed([], tf.int32)}),
        lambda: tf.parse_single_example(one, {"i": fixed([None], tf.int64)}),
    ]
    with tf.Session() as session:
        return [one, *[outcome(lambda row=row: session.run(row())) for row in rows]]


@TOPIC.case("a reader's error ends in join")
def _(tf: Any, np: Any) -> Any:
    names = tf.train.string_input_producer(["/there/is/no/such/file"], shuffle=False)
    _, line = tf.TextLineReader().read(names)
    lines = tf.train.batch([line], 2)
    with tf.Session() as session:
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        first = outcome(lambda: session.run(lines))
        return [type(first).__name__, outcome(lambda: coordinator.join(threads))]


def read(tf: Any, np: Any, make: str) -> Any:
    """All that a reader gives of three files, and its counts; then after reset."""
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder, name)) for name in "abc"]
        Path(names[0]).write_bytes(b"h1,h2\n1,2\n3,4\r\n5\r6\n\nlast")
        Path(names[1]).write_bytes(b"")
        Path(names[2]).write_bytes(b"h\nx\n")
        queue = tf.FIFOQueue(9, tf.string, shapes=[[]])
        reader = eval(make, {"tf": tf})
        several = "several" in make
        record = reader.read_up_to(queue, 4) if several else reader.read(queue)
        counts = [reader.num_records_produced(), reader.num_work_units_completed()]
        found = []
        with tf.Session() as session:
            session.run(queue.enqueue_many([names]))
            session.run(queue.close())
            for _ in range(12):
                try:
                    keys, values = session.run(record)
                except tf.errors.OutOfRangeError:
                    break
                shown = [key[len(folder) :] for key in np.reshape(keys, -1)]
                items = np.reshape(values, -1).tolist()
                items = [b"a name" if v[:1] == b"/" else v for v in items]
                found.append([shown, items, session.run(counts)])
            session.run(reader.reset())
            return [found, session.run(counts)]


TOPIC.table(
    [
        "tf.TextLineReader()",
        "tf.TextLineReader(skip_header_lines=1)",
        "tf.TextLineReader(name='several')",
        "tf.WholeFileReader()",
        "tf.IdentityReader()",
        "tf.FixedLengthRecordReader(3)",
        "tf.FixedLengthRecordReader(3, 2, 1, hop_bytes=2)",
    ],
    read,
)
