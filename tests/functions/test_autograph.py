"""AutoGraph: what is converted, what is left alone, and what an error tells."""

# ruff: noqa: SIM108 (what is converted is meant to be statements)

from __future__ import annotations

import linecache
import subprocess
import sys

import pytest

import teachflow as tf
from teachflow.functions.autograph import conversion


def test_what_is_converted_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    @tf.function
    def f(x):
        if x > 0:
            x = -x
        return x

    assert int(f(tf.constant(3))) == -3
    assert list(tmp_path.iterdir()) == []
    assert any(name.startswith("<autograph ") for name in linecache.cache)


def test_functions_of_a_notebook_cell(capsys):
    source = "def sign(x):\n    if x > 0:\n        return 1\n    return -1\n"
    linecache.cache["<cell 1>"] = (len(source), None, source.splitlines(True), "")
    space: dict = {}
    exec(compile(source, "<cell 1>", "exec"), space)
    f = tf.function(space["sign"])
    assert [int(f(tf.constant(k))) for k in (3, -3)] == [1, -1]
    assert capsys.readouterr().out == ""


def test_without_source_it_runs_as_it_is_and_says_so(capfd):
    space: dict = {}
    exec("def double(x):\n    return x * 2\n", space)
    assert int(tf.function(space["double"])(tf.constant(3))) == 6
    out, err = capfd.readouterr()
    assert "AutoGraph could not transform" in out
    assert err == ""


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setattr("teachflow.functions.function.available", lambda: False)

    @tf.function
    def f(x):
        return x if x > 0 else -x

    with pytest.raises(TypeError, match=r"pip install 'teachflow\[autograph\]'"):
        f(tf.constant(1))
    assert int(tf.function(lambda x: x + 1)(tf.constant(1))) == 2


def test_super_in_a_converted_method():
    class Base:
        def size(self, x):
            if x > 10:
                return tf.constant("large")
            return tf.constant("small")

    class Child(Base):
        @tf.function
        def size(self, x):
            return super().size(x * 2)

    assert Child().size(tf.constant(6)).numpy() == b"large"


def test_variables_of_a_branch_that_is_not_taken():
    a, b = tf.Variable(2.0), tf.Variable(3.0)

    @tf.function
    def f(x):
        if x > 0:
            y = a * x * x
        else:
            y = b * x
        return y

    for value, expected in ((2.0, (8.0, 4.0, 0.0)), (-2.0, (3.0, 0.0, -2.0))):
        x = tf.constant(value)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        found = tape.gradient(y, [x, a, b])
        assert [float(g) for g in found] == list(expected)


def test_second_order_through_a_branch_and_a_loop():
    @tf.function
    def f(x):
        y = x
        for _ in tf.range(2):
            if y > 0:
                y = y * x
        return y

    x = tf.constant(3.0)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope = inner.gradient(y, x)
    assert float(y) == 27.0
    assert float(slope) == 27.0
    assert float(outer.gradient(slope, x)) == 18.0


def test_a_loop_changes_the_state_only_when_it_runs():
    v = tf.Variable(0)

    @tf.function
    def f(n):
        for i in tf.range(n):
            v.assign_add(i)
        return v.read_value()

    f.get_concrete_function(tf.TensorSpec([], tf.int32))
    assert int(v) == 0
    assert int(f(tf.constant(4))) == 6


def test_prints_happen_in_order(capsys):
    @tf.function
    def f(x):
        print("tracing")
        tf.print("first", x)
        if x > 1:
            tf.print("large")
        tf.print("last")

    f(tf.constant(1))
    f(tf.constant(2))
    assert capsys.readouterr().out.split("\n") == [
        *("tracing", "first 1", "last", "first 2", "large", "last", ""),
    ]


def test_library_functions_are_left_alone():
    assert conversion._target(tf.reduce_sum) is None
    assert conversion._target(len) is None
    assert conversion._target(subprocess.run) is None
    assert conversion._target(test_library_functions_are_left_alone) is not None


def test_import_does_not_load_the_extra():
    code = "import sys, teachflow; assert 'malt' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_functions_of_datasets_are_converted():
    def collatz(n):
        if n % 2 == 0:
            return n // 2
        return 3 * n + 1

    data = tf.data.Dataset.range(1, 5).map(collatz)
    assert [int(n) for n in data] == [4, 1, 10, 2]


def test_a_dataset_in_a_loop_with_break_and_structure():
    data = tf.data.Dataset.from_tensor_slices(
        {"x": [1.0, 2.0, 3.0, 4.0], "y": [10, 20, 30, 40]}
    ).batch(2)

    @tf.function
    def total(limit):
        s = tf.constant(0.0)
        for row in data:
            if s > limit:
                break
            s += tf.reduce_sum(row["x"]) * tf.cast(row["y"][0], tf.float32)
        return s

    assert float(total(tf.constant(20.0))) == 30.0
    assert float(total(tf.constant(100.0))) == 240.0


@pytest.mark.parametrize("convert", [True, False])
def test_an_error_of_a_run_shows_the_line(convert):
    @tf.function(input_signature=[tf.TensorSpec([None])], autograph=convert)
    def f(x):
        y = tf.reshape(x, [3])
        return y * 2

    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        f(tf.ones([4]))
    message = str(caught.value)
    assert "Input to reshape is a tensor with 4 values" in message
    assert "y = tf.reshape(x, [3])" in message
    assert "test_autograph.py" in message


def test_an_iterator_in_a_loop_goes_on_where_it_is():
    numbers = iter(tf.data.Dataset.range(5))
    assert int(next(numbers)) == 0

    @tf.function
    def total(it):
        s = tf.constant(0, tf.int64)
        for n in it:
            s += n
        return s

    assert int(total(numbers)) == 10
    assert list(numbers) == []
