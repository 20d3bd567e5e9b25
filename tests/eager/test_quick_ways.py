"""The quick ways of eager code: a second call says just what the first one said."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import teachflow as tf
from teachflow.core import dtypes as dt
from teachflow.eager.converting import as_array
from teachflow.ops.arrays.slicing import indexing

CALLS = [
    "tf.add(whole, 1)",
    "tf.add(whole, 1.5)",
    "tf.add(1, floats)",
    "tf.add(floats, whole)",
    "tf.add(2, 1.0)",
    "tf.reshape(floats, [4, -1])",
    "tf.reshape(floats, [2.0, 2])",
    "tf.reshape(floats, [3, 2])",
    "tf.maximum(floats, 0)",
    "tf.gather(floats, [1, 0])",
    "tf.gather(floats, [0, 5])",
    "tf.gather(floats, 0.5)",
    "tf.argmax(floats, 1)",
    "tf.argmax(floats, 1, tf.int32)",
    "tf.argmax(floats, 5)",
    "tf.cast(floats, tf.int32)",
    "tf.cast(floats, tf.bool)",
    "tf.cast(floats, tf.string)",
    "tf.expand_dims(floats, 7)",
    "tf.square([1, 2])",
    "tf.square('a')",
    "floats[1]",
    "floats[-1, ::-1]",
    "floats[2]",
    "floats[0, 0, 0]",
    "floats[::0]",
    "floats[1.0]",
    "floats[2**31]",
    "tf.nn.softmax_cross_entropy_with_logits(floats, floats)",
    "tf.nn.softmax_cross_entropy_with_logits(floats, floats, axis=0)",
    "tf.nn.softmax_cross_entropy_with_logits(floats, floats, axis=2)",
    "tf.nn.softmax_cross_entropy_with_logits(floats, floats, axis=-3)",
]


def said(call: str) -> str:
    whole, floats = tf.constant([[1, 2], [3, 4]]), tf.constant([[1.0, 2.0], [3.0, 4.0]])
    try:
        return repr(eval(call, {"tf": tf, "whole": whole, "floats": floats}))
    except Exception as error:  # noqa: BLE001 (whatever it says)
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("call", CALLS)
def test_again_is_the_same(call):
    first = said(call)
    assert [said(call), said(call)] == [first, first]


@pytest.mark.parametrize(
    ("axis", "shape"), [(None, (2,)), (-1, (2,)), (1, (2,)), (0, (3,))]
)
def test_matrices_need_no_reshaping(axis, shape):
    logits = np.array([[1.0, 2.0, 3.0], [0.5, 0.0, 1.0]], np.float32)
    labels = np.full((2, 3), 0.25, np.float32)
    loss = tf.nn.softmax_cross_entropy_with_logits(labels, logits, axis)
    along = -1 if axis is None else axis
    logs = logits - np.log(np.exp(logits).sum(along, keepdims=True))
    np.testing.assert_allclose(loss, -(labels * logs).sum(along), rtol=1e-5)
    assert loss.shape == shape


@pytest.mark.parametrize("value", [0, -1, 2**31 - 1, -(2**31), 2**31, -(2**31) - 1])
@pytest.mark.parametrize("given", [int, "list"])
def test_whole_numbers_find_their_dtype(value, given):
    array, found = as_array(value if given is int else [value])
    fits = -(2**31) <= value < 2**31
    assert found is (dt.int32 if fits else dt.int64)
    assert array.dtype == found.numpy_dtype
    assert np.reshape(array, -1).tolist() == [value]


def test_truth_values_are_no_whole_numbers():
    assert as_array(True)[1] is dt.bool_
    assert as_array([True, False])[1] is dt.bool_


@pytest.mark.parametrize("dtype", [dt.int32, dt.int64, dt.float32, dt.float64, dt.int8])
def test_a_dtype_that_is_asked_for_is_given(dtype):
    for value in (7, [7, 8], (7, 8)):
        array, found = as_array(value, dtype)
        assert found is dtype
        assert array.dtype == dtype.numpy_dtype
        assert np.reshape(array, -1).tolist() == list(np.reshape(value, -1))


def test_an_array_of_the_caller_is_not_kept():
    mine = np.ones(3, np.float32)
    tensor = tf.constant(mine)
    mine[0] = 5
    assert tensor.numpy().tolist() == [1, 1, 1]


def test_no_more_slices_are_kept_than_agreed(monkeypatch):
    monkeypatch.setattr(indexing, "_MOST_KNOWN", 3)
    x = tf.range(10)
    assert [int(x[i]) for i in range(10)] == list(range(10))
    assert len(indexing._KNOWN) <= 3


def test_an_op_that_is_imported_late_is_logged_too():
    code = (
        "import teachflow as tf\n"
        "tf.debugging.set_log_device_placement(True)\n"
        "x = tf.constant([1.0])\n"
        "for _ in range(3): tf.math.lgamma(x)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.count("Executing op Lgamma") == 3
