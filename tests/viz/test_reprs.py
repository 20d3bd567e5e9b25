"""What a notebook shows of values: HTML beside TensorFlow's own text."""

from __future__ import annotations

import html.parser
import subprocess
import sys
import time

import numpy as np
import pytest

import teachflow as tf
from teachflow.compat import v1
from teachflow.core import dtypes
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.owning.removing import remove
from teachflow.viz import reprs
from teachflow.viz.reprs.grid import element, grid, line
from teachflow.viz.reprs.training import function, keras_optimizer, optimizer


def bundle(value):
    """What the type's row in the table gives."""
    for kind in type(value).__mro__:
        for row in (kind, f"{kind.__module__}.{kind.__name__}"):
            if row in reprs.BUNDLES:
                return reprs.BUNDLES[row](value)
    raise AssertionError(f"no row for {value!r}")


class Safe(html.parser.HTMLParser):
    """Reads HTML as a sanitizer does: which tags and attributes there are."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.words = set(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def checked(text):
    """The words of HTML that an untrusted notebook shows as it is."""
    found = Safe(text)
    allowed = {"div", "code", "small", "table", "thead", "tbody", "tr", "th", "td"}
    assert found.tags <= allowed
    assert found.attributes <= {"style", "scope"}
    assert found.open == []
    return found.words


HOSTILE = "a</td><script>alert(1)</script>"
NAN = float("nan")

TENSORS = {
    "floats": (np.arange(6.0).reshape(2, 3), ["0.0", "5.0"]),
    "not finite": (np.array([[NAN, np.inf], [-np.inf, 1.0]]), ["nan", "inf", "-inf"]),
    "all nan": (np.full((2, 2), NAN), ["nan"]),
    "zeros": (np.zeros((2, 2)), ["0.0"]),
    "ints": (np.array([[1, -2]]), ["1", "-2"]),
    "largest": (np.array([[2**63 - 1, -(2**63)]]), [str(2**63 - 1), str(-(2**63))]),
    "unsigned": (np.array([[255]], np.uint8), ["255"]),
    "half": (np.array([[0.1]], np.float16), ["0.099976"]),
    "bools": (np.array([[True, False]]), ["True", "False"]),
    "complex": (np.array([[1 + 2j, 0]]), ["1+2j"]),
    "strings": (np.array([[b"x", "中文".encode()]], object), ['"x"', '"中文"']),
    "hostile": (np.array([[HOSTILE.encode(), b"\xff\x00"]], object), []),
    "no rows": (np.zeros((0, 3)), ["no elements"]),
    "no columns": (np.zeros((3, 0)), ["no elements"]),
    "rank 3": (np.arange(24).reshape(4, 2, 3), ["[0, :, :]", "and 2 more slices"]),
    "rank 5": (np.zeros((1, 2, 1, 2, 2)), ["[0, 1, 0, :, :]"]),
}


@pytest.mark.parametrize("name", TENSORS)
def test_a_tensor_is_a_grid(name):
    array, words = TENSORS[name]
    tensor = EagerTensor(
        array, dtypes.as_dtype(array.dtype if array.dtype != object else "string")
    )
    before = repr(tensor)
    found = bundle(tensor)
    assert set(found) == {"text/html"}
    said = checked(found["text/html"])
    assert f"shape={tensor.shape}" in said[0]
    for word in words:
        assert word in said, said
    assert repr(tensor) == before


@pytest.mark.parametrize("value", [1.0, [1.0, 2.0], "text", [], [True]])
def test_one_line_of_text_stays_text(value):
    assert bundle(tf.constant(value)) == {}
    assert bundle(tf.Variable(value)) == {}


def test_large_tensors_are_cut_and_cost_nothing():
    array = np.broadcast_to(np.float32(1.5), (10_000, 10_000))
    start = time.perf_counter()
    text = bundle(EagerTensor(array, tf.float32))["text/html"]
    assert line(array) == "[1.5, 1.5, 1.5, …] (10000, 10000)"
    assert time.perf_counter() - start < 0.5
    assert len(text) < 30_000
    said = checked(text)
    assert {"…", "0", "9999"} <= set(said)


def test_shades_follow_size_and_sign():
    text = grid(np.array([[4.0, 2.0, 0.0, -4.0]]))
    assert "rgba(0,114,178,0.32)" in text
    assert "rgba(0,114,178,0.16)" in text
    assert "rgba(213,94,0,0.32)" in text
    assert text.count("rgba") == 3


def test_elements_are_short():
    assert [element(np.float64(x)) for x in (1 / 3, 1e-30, 100000.0, -0.0)] == [
        "0.33333",
        "1e-30",
        "1e+05",
        "-0.0",
    ]


def test_a_variable_tells_name_and_training():
    said = checked(
        bundle(tf.Variable(tf.eye(2), name="w", trainable=False))["text/html"]
    )
    assert "'w:0'" in said[0]
    assert "trainable=False" in said[0]


def test_rows_that_were_gathered():
    rows = tf.IndexedSlices(tf.ones([12, 3]), tf.range(12), [20, 3])
    said = checked(bundle(rows)["text/html"])
    assert "and 2 more" in said
    scalars = tf.IndexedSlices(tf.constant([5.0]), tf.constant([7]), [9])
    assert {"7", "5.0"} <= set(checked(bundle(scalars)["text/html"]))


def test_a_tape_tells_its_state():
    x, w = tf.Variable(1.0, name="x"), tf.constant(2.0)
    tape = tf.GradientTape()
    assert "has not recorded anything yet" in bundle(tape)["text/plain"]
    with tape:
        tape.watch(w)
        y = x * w
        assert "recording now" in bundle(tape)["text/plain"]
    found = bundle(tape)
    assert found["text/plain"].splitlines() == [
        "tf.GradientTape()",
        "watched variables    x:0",
        "watched tensors      1",
        "recorded operations  2",
        "state                ready for gradient()",
    ]
    assert "x:0" in checked(found["text/html"])
    tape.gradient(y, x)
    assert "used up" in bundle(tape)["text/plain"]


# ---- graphs --------------------------------------------------------------------------


@pytest.fixture
def graph():
    with v1.Graph().as_default() as graph:
        x = v1.placeholder(v1.float32, [None, 3], name="x")
        v = v1.Variable(v1.ones([3, 2]), name="v")
        b = v1.Variable(1.0, name="b", trainable=False)
        v1.add(v1.matmul(x, v), b, name="y")
        yield graph


def test_a_symbolic_tensor_has_no_value_and_says_how_to_get_it(graph):
    tensor = graph.get_tensor_by_name("y:0")
    said = checked(bundle(tensor)["text/html"])
    assert said[0] == repr(tensor)
    assert "AddV2(MatMul:0, b/read:0)" in said
    assert "float32 (?, 2)" in said
    assert any(".eval()" in word for word in said)


def test_what_was_taken_away_has_no_value_any_more(graph):
    tensor = graph.get_tensor_by_name("y:0")
    v, _ = graph.get_collection("variables")
    remove(graph, [v.op], "It went, and this is why.")
    for gone in (tensor, v):
        said = checked(bundle(gone)["text/html"])
        assert "It went, and this is why." in said
        assert not any(".eval()" in word for word in said)


def test_an_operation_tells_what_goes_in_and_out(graph):
    op = graph.get_operation_by_name("MatMul")
    said = checked(bundle(op)["text/html"])
    assert {"x:0, v/read:0", "MatMul:0 float32 (?, 2)", "transpose_a"} <= set(said)


def test_a_graphs_variable(graph):
    v, b = graph.get_collection("variables")
    assert "True" in checked(bundle(v)["text/html"])
    assert "False" in checked(bundle(b)["text/html"])


def test_a_session_tells_what_is_initialised(graph):
    with v1.Session() as session:
        session.run(graph.get_operation_by_name("v/Assign"))
        found = bundle(session)
        assert found["text/plain"].splitlines()[1:] == [
            "1 of 2 variables have a value",
            "v  float32 (3, 2)  [1.0, 1.0, 1.0, …] (3, 2)",
            "b  float32 scalar  not initialised",
        ]
        assert "not initialised" in checked(found["text/html"])
    assert "closed" in bundle(session)["text/plain"]
    assert len(session._cells) == 0


def test_a_session_of_many_variables():
    with v1.Graph().as_default():
        for _ in range(30):
            v1.Variable(0.0)
        with v1.Session() as session:
            assert "and 18 more" in bundle(session)["text/plain"]


def test_looking_changes_nothing(graph):
    before = [op.name for op in graph.get_operations()]
    with v1.Session() as session:
        for value in (
            *graph.get_operations(),
            *graph.get_collection("variables"),
            session,
        ):
            bundle(value)
        assert session.variable_values() == {}
    assert [op.name for op in graph.get_operations()] == before


# ---- training ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: v1.train.GradientDescentOptimizer(0.1), {"learning_rate", "0.1"}),
        (lambda: v1.train.MomentumOptimizer(0.1, 0.9), {"momentum", "0.9"}),
        (lambda: v1.train.AdamOptimizer(0.1), {"beta1", "epsilon", "1e-08"}),
        (lambda: v1.train.RMSPropOptimizer(0.1), {"decay", "0.9"}),
    ],
)
def test_an_optimizer_tells_its_numbers(make, words):
    found = optimizer(make())
    assert set(found) == {"text/html"}
    assert words <= set(checked(found["text/html"]))


def test_an_optimizer_tells_its_slots():
    with v1.Graph().as_default():
        x = v1.Variable(1.0)
        adam = v1.train.AdamOptimizer(0.1)
        adam.minimize(x * x)
        assert "m, v" in checked(bundle(adam)["text/html"])


def test_a_keras_optimizer_has_a_text_without_address():
    found = keras_optimizer(tf.keras.optimizers.SGD(0.25, momentum=0.5))
    assert found["text/plain"].startswith("tf.keras.optimizers.SGD\nlearning_rate")
    assert "0.25" in found["text/plain"]
    assert " at 0x" not in found["text/plain"]
    assert "0.5" in checked(found["text/html"])


def test_a_function_tells_when_it_was_traced():
    @tf.function
    def double(x):
        return x * 2

    assert function(double) == {}
    double(tf.constant(1.0))
    double(tf.constant([1.0]))
    said = checked(function(double)["text/html"])
    assert {"trace", "signature", "1", "2"} <= set(said)


# ---- never raising, always the same --------------------------------------------------


class Broken:
    def __getattr__(self, name):
        raise RuntimeError(name)


@pytest.mark.parametrize("kind", reprs.BUNDLES)
def test_nothing_raises(kind):
    assert reprs.BUNDLES[kind](Broken()) == {}


def test_names_of_later_types_are_right():
    """A type that is named is the one that there is: a slip would show nothing."""
    for kind in (row for row in reprs.BUNDLES if isinstance(row, str)):
        module, _, name = kind.rpartition(".")
        found = getattr(__import__(module, fromlist=[name]), name)
        assert (found.__module__, found.__name__) == (module, name)


_PROGRAM = """
import numpy as np
import teachflow as tf, teachflow.compat.v1 as v1
from teachflow.viz import reprs
def show(value):
    for kind in type(value).__mro__:
        for row in (kind, f"{kind.__module__}.{kind.__name__}"):
            if row in reprs.BUNDLES:
                return print(reprs.BUNDLES[row](value))
show(tf.constant(np.eye(3)))
tape = tf.GradientTape()
show(tape)
show(tf.keras.optimizers.Adam())
f = tf.function(lambda x: x, autograph=False)
f(tf.constant(1.0))
show(f)
with v1.Graph().as_default() as graph:
    x = v1.Variable(1.0)
    y = x * 2.0
    for value in (x, y, y.op, v1.Session()):
        show(value)
"""


def test_the_same_in_two_processes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert runs[0].count("text/html") == 8
    assert " at 0x" not in runs[0]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<table><tr><td>1</td></tr>",
        '<div onclick="alert(1)">1</div>',
        '<a href="x">1</a>',
    ],
)
def test_a_planted_fault_is_found(text):
    """What an untrusted notebook would not show does not pass the tests above."""
    with pytest.raises(AssertionError):
        checked(text)
