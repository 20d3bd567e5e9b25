"""Watching a run: checks, assertions, printing, Python functions as nodes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.oracle.harness import Topic, execute, graph_nodes, outcome

NODES = Topic("nodes_watching", "graph")
RUNS = Topic("watching", "graph")
TOPICS = [NODES, RUNS]

# What may be named in a row: placeholders of known and of unknown shape, say.
GIVEN = """
def f32(*shape):
    return tf.placeholder(tf.float32, shape, name="x")
def i32(*shape):
    return tf.placeholder(tf.int32, shape, name="x")
def unknown():
    return tf.placeholder(tf.float32, name="x")
"""

ROWS = """
tf.check_numerics([1.0, 2.0], "msg")
tf.debugging.check_numerics(tf.constant(1.0), "msg", name="cn")
tf.verify_tensor_all_finite(tf.constant(1.0), "msg")
tf.debugging.assert_all_finite([1.0], "msg", name="fine")
tf.verify_tensor_all_finite(x=[1.0], message="msg")
y = tf.log(tf.ones([2])) * 2; v = tf.Variable(1.0); tf.add_check_numerics_ops()
tf.add_check_numerics_ops()
tf.Print(tf.constant([1.0, 2.0]), [tf.constant(1), "a"], "m: ", first_n=3, summarize=2)
tf.Print([1, 2], [[1]])
tf.Print(tf.constant(1), [], name="p")
tf.print("x", tf.constant([1.0, 2.0]), 3)
tf.print("x", tf.constant([1.0, 2.0]), name="p")
tf.print({"a": tf.constant(1), "b": [tf.constant(2.0)]}, tf.constant("s"), summarize=4)
tf.print("only text")
tf.print(tf.constant("a string alone"))
tf.strings.format("{} {}", (tf.constant(1), 2.0))
tf.identity_n([tf.constant(1), 2.0])
tf.py_func(lambda a, b: a + b, [tf.constant(1.0), 2.0], tf.float32)
tf.py_func(lambda a: (a, a), [1.0], [tf.float32, tf.float64], stateful=False, name="pf")
tf.py_func(lambda a: None, [tf.constant(1.0)], [])
tf.numpy_function(lambda: 1.0, [], tf.float64)
tf.py_function(lambda x: x, [1.0], tf.float32)
tf.py_function(lambda x: x, [tf.constant(1.0)], [tf.float32], name="pf")
tf.Assert(tf.constant(True), [tf.constant(1)])
tf.Assert(tf.placeholder(tf.bool), ["msg", tf.constant(1)])
tf.Assert(True, [1])
tf.Assert(False, ["bad", 1], summarize=7, name="here")
tf.Assert(tf.placeholder(tf.bool, []), ["msg", tf.constant(1.5)])
tf.Assert(True, [2.5])
tf.assert_equal(i32(2), [1, 2])
tf.assert_equal(tf.constant([1, 2]), [1, 2], message="m", name="ae")
tf.assert_equal(f32(2), [1.0, 2.0])
x = f32(2); tf.assert_equal(x, x)
tf.assert_none_equal(i32(), 3)
tf.assert_less(i32(2, 2), 3, data=["d"], summarize=2)
tf.assert_less_equal(i32(None), [3, 4], message="why")
tf.assert_greater(unknown(), 3.0)
tf.assert_greater_equal(f32(), 3.0, name="ge")
tf.assert_positive(i32(2))
tf.assert_positive(f32(), message="why")
tf.assert_negative(i32())
tf.assert_non_negative(i32(3), data=["d", 3])
tf.assert_non_positive(i32(None))
tf.assert_near(f32(), 1.0)
tf.assert_near(f32(2), [1.0, 2.0], rtol=0.1, atol=0.2, message="why")
tf.assert_rank(f32(2), 1)
tf.assert_rank(unknown(), 2)
tf.assert_rank(unknown(), tf.placeholder(tf.int32, [], name="rank"))
tf.assert_rank([[1]], 2, message="m", name="ar")
tf.assert_rank_at_least(f32(2, 3), 1)
tf.assert_rank_at_least(unknown(), 2)
tf.assert_rank_in(f32(2, 3), (1, 2))
tf.assert_rank_in(unknown(), (1, 2), message="m")
tf.assert_type(f32(2), tf.float32)
tf.assert_integer(i32(2))
tf.debugging.assert_scalar(3.0)
with tf.control_dependencies([tf.assert_positive(i32(2))]): y = tf.constant(1)
""".strip().split("\n")


def nodes_of(tf: Any, np: Any, text: str) -> Any:
    return graph_nodes(tf, np, GIVEN + text.replace("; ", "\n"))


NODES.table(ROWS, nodes_of)

# Each row: what is refused while the graph is built, and the words.
for row, words in (
    ("tf.check_numerics(tf.constant(1), 'm')", "not in list of allowed values"),
    ("tf.py_func(3, [1.0], tf.float32)", "Expected func to be callable"),
    ("tf.print(1, bogus=3)", "Unrecognized keyword arguments for tf.print"),
    ("tf.print(1, output_stream=3)", "Unsupported output stream"),
    ("tf.strings.format('{}', (1, 2))", "The template expects 1 tensors"),
    ("tf.assert_equal([1, 2], [1, 3])", "Condition x == y did not hold element-wise:"),
    ("tf.assert_equal([1, 2], [1, 3], message='why')", "why"),
    ("tf.assert_less(2, 1, data=['d', 3])", "d"),
    ("tf.assert_positive([1.0, -1.0], message='why')", "why.  "),
    ("tf.assert_non_positive([1.0, -1.0])", "Condition x <= 0 did not hold"),
    ("tf.assert_rank(f32(2), 2)", "must have rank 2.  Received rank 1, shape (2,)"),
    ("tf.assert_rank(f32(2), 2, message='why')", "why.  Tensor x:0 must have rank 2"),
    ("tf.assert_rank(f32(2), [2])", "Rank must be a scalar."),
    ("tf.assert_rank(f32(2), 2.0)", "must be of type tf.int32; got tf.float32"),
    ("tf.assert_rank_at_least(f32(1), 2)", "rank at least 2.  Received rank 1"),
    ("tf.assert_rank_in(f32(), [1, 2])", "must have rank in (1, 2).  Received rank 0"),
    ("tf.assert_type(f32(2), tf.int32)", "x:0 must be of type tf.int32; got tf.float"),
    ("tf.assert_integer(f32(2))", 'Expected "x" to be integer type.  Found: x:0'),
    ("tf.debugging.assert_scalar(f32(1))", "Expected scalar shape for x:0, saw shape"),
    ("tf.debugging.assert_proper_iterable(f32(1))", 'to be a "proper" iterable'),
    ("tf.debugging.assert_proper_iterable('abc')", 'to be a "proper" iterable'),
    ("tf.debugging.assert_proper_iterable(3)", "to be iterable.  Found: <class 'int'>"),
    ("tf.assert_same_float_dtype([f32(1), tf.ones(1, tf.float64)])", "must be of the"),
    ("tf.assert_same_float_dtype([i32(1)])", "Expected floating point type"),
):
    RUNS.add(
        f"refused: {row}",
        lambda tf, np, row=row, words=words: outcome(
            lambda: execute(tf, np, GIVEN + row), words
        ),
    )


# Each row: a node, what is fed to the placeholder x, and the words where it fails.
for row, value, words in (
    ("tf.check_numerics(x, 'msg')", "[1.0, 2.0]", ""),
    ("tf.check_numerics(x, 'msg')", "[1.0, np.nan]", "msg : Tensor had NaN values"),
    ("tf.check_numerics(x, 'msg')", "[-np.inf]", "msg : Tensor had Inf values"),
    ("tf.check_numerics(x, 'm')", "[np.inf, np.nan]", "m : Tensor had Inf and NaN val"),
    ("tf.verify_tensor_all_finite(x, 'msg')", "[np.nan]", "msg : Tensor had NaN valu"),
    ("tf.gradients(tf.check_numerics(x * x, 'm'), x)", "[1.0, 2.0]", ""),
    ("tf.gradients(tf.Print(x * x, []), x)", "[1.0, 2.0]", ""),
    ("tf.gradients(tf.add_n(tf.identity_n([x, x * x])), x)", "[1.0, 2.0]", ""),
    ("tf.gradients(tf.py_func(lambda x: x, [x], tf.float32), x) == [None]", "1", ""),
    ("tf.Assert(x[0] > 1, ['bad', x])", "[1.0, 2.0]", "assertion failed: [bad] [1 2]"),
    ("tf.Assert(x[0] > 1, [x], summarize=1)", "[1.0, 2.0]", "failed: [1...]"),
    ("tf.Assert(x[0] > 0, ['bad', x])", "[1.0, 2.0]", ""),
    ("tf.Assert(x > 0, ['bad'])", "[1.0, 2.0]", "should be a scalar"),
    ("tf.assert_equal(x, [1.0, 2.0])", "[1.0, 2.0]", ""),
    ("tf.assert_equal(x, [1.0, 2.0])", "[7, 2]", "[x (x:0) = ] [7 2] [y (assert_equal"),
    ("tf.assert_equal(x, 1.0, message='why')", "2", "assertion failed: [why] [Condi"),
    ("tf.assert_less(x, 1.0)", "[0.0, 1.0]", "[Condition x < y did not hold element"),
    ("tf.assert_positive(x)", "[0.0, 1.0]", "[] [Condition x > 0 did not hold"),
    ("tf.assert_non_negative(x)", "[0.0, 1.0]", ""),
    ("tf.assert_near(x, 1.0)", "1.001", "x and y not equal to tolerance"),
    ("tf.assert_near(x, 1.0, rtol=0.1)", "1.001", ""),
    ("tf.assert_rank(x, 1)", "[1.0]", ""),
    ("tf.assert_rank(x, 1)", "1.0", "[Tensor x:0 must have rank] [1] [Received sha"),
    ("tf.assert_rank_in(x, [1, 2])", "1.0", "must have rank in] [1] [2] [Receive"),
    ("tf.strings.format('a {} b', x)", "[[1, 2], [3, 4]]", ""),
    ("tf.strings.format('%s x', x, placeholder='%s')", "1.5", ""),
    # Python functions
    ("tf.py_func(lambda x: x + 1, [x], tf.float32)", "[1.0, 2.0]", ""),
    ("tf.py_func(lambda x: type(x).__name__, [x], tf.string)", "1", ""),
    ("tf.py_func(lambda x: [x, x + 1], [x], [tf.float32] * 2)", "1", ""),
    ("tf.py_func(lambda x: [x], [x], tf.float32)", "1", ""),
    ("tf.py_func(lambda x: None, [x], [])", "1", ""),
    ("tf.py_func(lambda x: 'é', [x], tf.string)", "1", ""),
    ("tf.py_func(lambda x: text(['é', b'b']), [x], tf.string)", "1", ""),
    ("tf.py_func(lambda x: True, [x], tf.bool)", "1", ""),
    ("tf.py_func(lambda x: 3, [x], tf.int64)", "1", ""),
    ("tf.py_func(lambda x: 3, [x], tf.int32)", "1", "is int64, but expects int32"),
    ("tf.py_func(lambda x: 3.0, [x], tf.float32)", "1", "is double, but expects float"),
    ("tf.py_func(lambda x: None, [x], tf.float32)", "1", "returns 0 values, but expec"),
    ("tf.py_func(lambda x: (x, x), [x], tf.float32)", "1", "returns 2 values, but exp"),
    ("tf.py_func(lambda x: 3, [x], [])", "1", "returns 1 values, but expects to see 0"),
    ("tf.py_func(lambda x: int('?'), [x], tf.int64)", "1", "ValueError: invalid lit"),
    ("tf.py_func(lambda x: x.nothing, [x], tf.int64)", "1", "AttributeError: "),
    ("tf.py_func(lambda x: 1 / 0, [x], tf.float64)", "1", "ZeroDivisionError: divisio"),
    ("tf.py_func(lambda x: next(iter([])), [x], tf.float64)", "1", "StopIteration: "),
    ("tf.py_func(lambda x: {}[3], [x], tf.float64)", "1", "KeyError: 3"),
    ("tf.py_function(lambda x: x * 2, [x], tf.float32)", "[1.0, 2.0]", ""),
    ("tf.py_function(lambda x: 3, [x], tf.float32)", "1", ""),
    ("tf.py_function(lambda x: [x, x + 1], [x], [tf.float32] * 2)", "1", ""),
    ("tf.py_function(lambda x: None, [x], [])", "1", ""),
    ("tf.py_function(lambda x: tf.int8, [x], tf.float32)", "1", "Error: "),
    ("tf.py_function(lambda x: 1 / 0, [x], tf.float32)", "1", "ZeroDivisionError: di"),
    (
        "tf.gradients(tf.py_function(lambda x: x * x + 1, [x], tf.float32), x)",
        "[1.0, 2.0]",
        "",
    ),
):

    def run(tf: Any, np: Any, row: str = row, value: str = value) -> Any:
        source = f"x = tf.placeholder(tf.float32, name='x')\n(x, {row}, {value})"
        x, node, fed = execute(tf, np, source)
        if isinstance(node, bool):
            return node
        with tf.Session() as session:
            return session.run(node, {x: fed})

    RUNS.add(
        f"{row} <- {value}",
        lambda tf, np, run=run, words=words: outcome(
            lambda: run(tf, np), *([words] if words else [])
        ),
    )


def printed(run: Callable[[], Any]) -> str:
    """What ``run`` prints: by Python, or by the process, where TensorFlow does."""
    text = io.StringIO()
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            with contextlib.redirect_stdout(text):
                run()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        file.seek(0)
        return text.getvalue() + file.read().decode()


ARRAYS = (
    "[1.0, 2.0, 3.0, 4.0, 5.0]",
    "[[1, 2], [3, 4]]",
    "1.5",
    "[]",
    "np.arange(10.0)",
    "np.arange(60.0).reshape(3, 20)",
    "np.arange(24.0).reshape(2, 3, 4)",
    "[[1e-7, 1e10, np.nan, np.inf]]",
    "[0.1, 1 / 3, 1e5, 1e6, 123456789.0, -0.0, 1e-5]",
    "np.zeros((2, 0))",
)
DTYPES = ("float64", "float16", "int8", "int64", "uint8", "bool", "string")


def run_printing(tf: Any, np: Any, row: str, kind: str, value: str) -> Any:
    x, node, fed = execute(
        tf, np, f"x = tf.placeholder(tf.{kind}, name='x')\n(x, {row}, {value})"
    )
    with tf.Session() as session:
        return session.run(node, {x: fed})


for row in ("tf.Print(1, [x], 'm: ')", "tf.Print(1, [x, 'str', x], summarize=-1)"):
    for value in ARRAYS:
        RUNS.add(
            f"printed: {row} <- {value}",
            lambda tf, np, row=row, value=value: printed(
                lambda: run_printing(tf, np, row, "float32", value)
            ),
        )
for kind in DTYPES:
    values = "text(['a', 'b c'])" if kind == "string" else f"np.{kind}([1, 0, 1])"
    values = "np.array([True, False])" if kind == "bool" else values
    for row in ("tf.Print(1, [x])", "tf.strings.format('{}', x)"):
        RUNS.add(
            f"{kind}: {row}",
            lambda tf, np, row=row, kind=kind, values=values: (
                printed(lambda: run_printing(tf, np, row, kind, values))
                if "Print" in row
                else run_printing(tf, np, row, kind, values)
            ),
        )


@RUNS.case("tf.Print: the first ones only")
def first_ones(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [], name="x")
    node = tf.Print(x, [x], "first ", first_n=2)
    with tf.Session() as session:
        return printed(lambda: [session.run(node, {x: n}) for n in range(5)])


# Each row: what tf.print gets.
for row in (
    "'x', x",
    "x, x, 'end'",
    "'d', {'a': x, 'b': [x, 1]}",
    "[x, 3], (1, 2)",
    "True, None, 1.5, 'text', tf.constant(True)",
    "tf.constant('s'), tf.constant(['a', 'b'])",
    "tf.constant('alone')",
    "'{} braces', x",
    "x, 'a', sep='|', end='<'",
    "x, summarize=1",
    "x, summarize=-1",
):
    for value in ("np.arange(10.0)", "np.arange(8.0).reshape(2, 4)", "1.5"):

        def to_file(tf: Any, np: Any, row: str = row, value: str = value) -> Any:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "printed"
                call = f"tf.print({row}, output_stream='file://{path}')"
                run_printing(tf, np, call, "float32", value)
                return path.read_text(encoding="utf-8")

        RUNS.add(f"tf.print({row}) <- {value}", to_file)


@RUNS.case("tf.py_func: once in a run, and its arguments are its own")
def once(tf: Any, np: Any) -> Any:
    seen = []

    def change(x: Any) -> Any:
        seen.append(x.tolist())
        x[0] = 9
        return x

    constant = tf.constant([1.0, 2.0])
    changed = tf.py_func(change, [constant], tf.float32)
    with tf.Session() as session:
        answers = [session.run([changed, changed + 1]) for _ in range(2)]
        return [answers, session.run(constant), seen]


@RUNS.case("tf.py_func: what strings are in Python")
def strings(tf: Any, np: Any) -> Any:
    seen = []

    def look(one: Any, many: Any) -> Any:
        seen.extend([type(one).__name__, one, type(many).__name__, many.tolist()])
        return one + many[0]

    inputs = [tf.placeholder(tf.string, name="x"), tf.constant(["b", "c"])]
    with tf.Session() as session:
        answer = session.run(tf.py_func(look, inputs, tf.string), {"x:0": "a"})
    return [answer, seen]


@RUNS.case("add_check_numerics_ops names the first bad node")
def first_bad(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [2], name="x")
    y = tf.sqrt(tf.log(x, name="log"), name="root")
    check = tf.add_check_numerics_ops()
    with tf.Session() as session:
        return [
            session.run([y, check], {x: [1.0, 2.0]}),
            outcome(lambda: session.run([y, check], {x: [0.5, 2.0]}), "root:0 : Tens"),
            outcome(lambda: session.run([y, check], {x: [0.0, 2.0]}), "log:0 : Tenso"),
        ]
