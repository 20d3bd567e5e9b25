"""Summaries: the nodes of each function, and the very bytes that they write.

Of a picture the pixels count, not how PNG packs them.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

from tests.oracle.harness import Topic, execute, graph_nodes, outcome

NODES = Topic("nodes_summaries", "graph")
WRITTEN = Topic("summaries", "graph")
TOPICS = [NODES, WRITTEN]

# Each row: what is added to an empty graph, and to its collections.
ROWS = """
tf.summary.scalar("loss", 1.5); tf.summary.scalar("loss", 2)
tf.summary.scalar("loss x", tf.constant(1.5, name="loss"))
tf.summary.scalar("a/b c:0", tensor=1.0)
tf.summary.scalar("/a", tensor=1.0)
tf.summary.scalar("", 1.0)
tf.summary.scalar("a", 1.0, family="fam"); tf.summary.scalar("a", 1.0, family="fam")
tf.summary.scalar("a", 1.0, collections=["mine", "ours"])
tf.summary.scalar("a", 1.0, collections=[])
tf.summary.scalar("a", [1.0, 2.0])
tf.summary.scalar("a", tf.placeholder(tf.float64))
tf.summary.scalar("v", tf.Variable(1.0))
with tf.name_scope("s"): tf.summary.scalar("a", 1.0)
with tf.name_scope("s"): tf.summary.scalar("a", 1.0, family="fam b")
tf.summary.histogram("h", [1.0, 2.0]); tf.summary.histogram("h", [1, 2], family="f")
tf.summary.image("im", tf.zeros([2, 1, 1, 1]))
tf.summary.image("im", tf.zeros([2, 1, 1, 3], tf.uint8), max_outputs=1)
tf.summary.image("im", tf.zeros([2, 2]))
tf.summary.audio("au", tf.zeros([1, 2, 1]), 44100)
tf.summary.audio("au", tf.zeros([1, 2]), tf.constant(8000.0), 1, family="z")
tf.summary.text("txt", tf.constant("hi"))
tf.summary.text("txt", tf.constant("hi"), collections=["mine"])
tf.summary.tensor_summary("ts", tf.constant([1.0, 2]), display_name="d")
tf.summary.tensor_summary("ts", tf.constant([1, 2]), "about", family="f")
tf.summary.merge([tf.summary.scalar("a", 1.0), tf.summary.scalar("b", 2.0)])
tf.summary.merge([tf.summary.scalar("a", 1.0)], collections=["q"], name="mm")
tf.summary.merge((tf.summary.scalar("a", 1.0),), name="m m")
tf.summary.scalar("a", 1.0); tf.summary.scalar("b", 2.0); tf.summary.merge_all()
tf.summary.scalar("a", 1.0); tf.summary.merge_all(); tf.summary.merge_all()
tf.summary.scalar("a", 1); tf.summary.scalar("b", 2); tf.summary.merge_all(scope="b")
tf.summary.scalar("a", 1.0, collections=["c"]); tf.summary.merge_all("c", name="all")
""".strip().split("\n")


def nodes_and_collections(tf: Any, np: Any, text: str) -> Any:
    graph = tf.get_default_graph()
    found = graph_nodes(tf, np, text.replace("; ", "\n"))
    kept = ("summaries", "mine", "ours", "q", "c")
    collected = {
        key: [item.name for item in graph.get_collection(key)]
        for key in kept
        if graph.get_collection(key)
    }
    return [found, collected]


NODES.table(ROWS, nodes_and_collections)


@NODES.case("merge_all of nothing")
def merge_nothing(tf: Any, np: Any) -> Any:
    tf.summary.scalar("a", 1.0)
    return [tf.summary.merge_all("other"), tf.summary.merge_all(scope="b")]


# Each row: a summary and its value's source; answered by the bytes.
VALUES = """
tf.summary.scalar("s", x) | f32(0.1)
tf.summary.scalar("s", x) | f64(1e-3)
tf.summary.scalar("s", x) | f64(1e300)
tf.summary.scalar("s", x) | f32(np.nan)
tf.summary.scalar("s", x) | f32(-np.inf)
tf.summary.scalar("s", x) | f16(1 / 3)
tf.summary.scalar("s", x) | i64(2**60)
tf.summary.scalar("s", x) | u8(7)
tf.summary.scalar("s", x, family="f") | f32(0)
tf.summary.histogram("h", x) | f32([1, 2, 2, -3, 0])
tf.summary.histogram("h", x) | f32([])
tf.summary.histogram("h", x) | f32(3)
tf.summary.histogram("h", x) | f32([0, 0, 0])
tf.summary.histogram("h", x) | f32([1e-13, -1e-13, 1e25, -1e25])
tf.summary.histogram("h", x) | f64([1e300, -1e300])
tf.summary.histogram("h", x) | np.sin(np.arange(300.0)) ** 5
tf.summary.histogram("h", x) | f32(np.exp(np.cos(np.arange(200.0)) * 9))
tf.summary.histogram("h", x) | f16(np.cos(np.arange(50.0)))
tf.summary.histogram("h", x) | i32(np.arange(100) % 7 - 3).reshape(4, 25)
tf.summary.histogram("h", x) | u8(np.arange(256))
tf.summary.audio("a", x, 8000) | f32([[-1, 1, 0.5, -0.5, 2, -2, 0.1, 1e-5, 2e-5, 0]])
tf.summary.audio("a", x, 44100.5, 1) | f32(np.sin(np.arange(40))).reshape(2, 10, 2)
tf.summary.audio("a", x, 8000, max_outputs=2) | f32(np.zeros((3, 4)))
tf.summary.text("t", x) | text(["a", "b"])
tf.summary.text("t", x) | text("é")
tf.summary.tensor_summary("t", x) | f32([1, 2])
tf.summary.tensor_summary("t", x) | i64(3)
tf.summary.tensor_summary("t", x) | b1([[True], [False]])
tf.summary.tensor_summary("t", x, display_name="d", summary_description="s") | f16([])
tf.summary.merge([tf.summary.scalar("a", x), tf.summary.histogram("b", x)]) | f32(2)
tf.summary.merge([tf.constant("")]) | f32(2)
tf.summary.image("i", x) | f32(np.zeros((0, 2, 2, 1)))
""".strip().split("\n")


def run_summary(tf: Any, np: Any, summary: str, value: str) -> Any:
    fed = np.asarray(execute(tf, np, value))
    kind = "string" if fed.dtype == object else fed.dtype.name
    source = f"x = tf.placeholder(tf.{kind}, name='x')\n({summary}, x)"
    tensor, x = execute(tf, np, source)
    with tf.Session() as session:
        return session.run(tensor, {x: fed})


for row in VALUES:
    WRITTEN.add(
        row, lambda tf, np, row=row: run_summary(tf, np, *row.split(" | ", maxsplit=1))
    )

PICTURES = """
f32([0, 0.1, 0.3])
f32([-1, 0, 1])
f32([-0.5, 0.2, 0.1])
f32([-3, 1, 2])
f32([0, 0, 0])
f32([1e-7, 0, 0])
f32([-1e-7, 0, 0])
f32([5, 10, 2])
f32([np.nan, 1, 2])
f32([np.inf, 1, 2])
f32([np.nan, np.nan, np.nan])
f32([[[1, 2, np.nan], [3, 4, 5]]])
f32([[[1, 2, -np.inf, 2], [3, 4, 5, 1]]])
f16([-1, 0.3, 0.7])
f64([0, 0.3, 0.7])
f64([-0.1, 0.3, 0.7])
u8([1, 200, 3])
f32(np.sin(np.arange(60)).reshape(5, 4, 3))
f64(np.exp(np.cos(np.arange(60))).reshape(5, 4, 3))
f16(np.sin(np.arange(64)).reshape(8, 8, 1))
u8(np.arange(64).reshape(4, 4, 4))
""".strip().split("\n")


def pixels(data: bytes) -> Any:
    """The bytes of a PNG picture as nested lists: rows of all channels."""
    import numpy as np

    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    packed, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += length + 12
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, -1)
    rows = [[0] * (width * channels)]
    for filtered in raw.tolist():
        rows.append(_unfiltered(filtered[0], filtered[1:], rows[-1], channels))
    return rows[1:]


def _unfiltered(kind: int, row: list[int], above: list[int], step: int) -> list[int]:
    done: list[int] = []
    for at, value in enumerate(row):
        left = done[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = left + above[at] - corner
        near = sorted(
            (left, above[at], corner),
            key=lambda item, guess=guess: abs(guess - item),  # sorted() is stable
        )
        add = (0, left, above[at], (left + above[at]) // 2, near[0])[kind]
        done.append((value + add) % 256)
    return done


def picture(tf: Any, np: Any, value: str) -> Any:
    array = execute(tf, np, value)
    array = array.reshape(1, 1, -1, 1) if array.ndim == 1 else array[np.newaxis]
    x = tf.placeholder(array.dtype, name="x")
    with tf.Session() as session:
        written = session.run(tf.summary.image("i", x), {x: array})
    (value,) = tf.Summary.FromString(written).value
    image = value.image
    size = [value.tag, image.height, image.width, image.colorspace]
    return [*size, pixels(image.encoded_image_string)]


for row in PICTURES:
    WRITTEN.add(f"picture {row}", lambda tf, np, row=row: picture(tf, np, row))

# Each row: what fails, and the words to say so.
FAILURES = (
    ('tf.summary.scalar("s", x) | f32([1, 2])', "not the same shape: [] != [2]"),
    ('tf.summary.scalar("s", x) | f32([1])', "(tag 's')"),
    ('tf.summary.histogram("h", x) | f32([1, np.nan])', "Nan in summary histogram"),
    ('tf.summary.histogram("h", x) | f32([1, np.inf])', "Infinity in Histogram for: h"),
    ('tf.summary.image("i", x) | f32(np.zeros((1, 2, 2, 2)))', "last dim 1, 3, or 4"),
    ('tf.summary.image("i", x) | f32(np.zeros((2, 2, 2)))', "must be 4-D"),
    ('tf.summary.image("i", x) | f32(np.zeros((1, 0, 2, 1)))', "non-zero dims"),
    ('tf.summary.audio("a", x, 9) | f32(np.zeros(3))', "must be 3-D or 2-D"),
    ('tf.summary.scalar("s", x) | b1(True)', "not in list of allowed values"),
    ('tf.summary.scalar("s", x) | text("a")', "DataType string not in list"),
    ('tf.summary.text("t", x) | i32(1)', "to have dtype string"),
    ('tf.summary.scalar("_a", x) | f32(1)', "not a valid root scope name"),
    ('tf.summary.image("i", x, 0) | f32([])', "passed 0 less than minimum 1"),
    ("tf.summary.merge([]) | f32(1)", "length 0 shorter than minimum length 1"),
    ('tf.summary.merge([tf.constant("abc")]) | f32(1)', "Could not parse one of the"),
    ('tf.summary.merge([tf.summary.scalar("a", x)] * 2) | f32(1)', "Duplicate tag a"),
)
for row, words in FAILURES:
    WRITTEN.add(
        f"refused: {row}",
        lambda tf, np, row=row, words=words: outcome(
            lambda: run_summary(tf, np, *row.split(" | ", maxsplit=1)), words
        ),
    )
