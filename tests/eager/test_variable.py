"""Eager variables: values of their own, shapes that stay, names that may repeat."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf


def test_a_variable_takes_the_dtype_of_its_first_value():
    assert tf.Variable([[1.0, 2.0], [3.0, 4.0]]).dtype is tf.float32
    assert tf.Variable([False, True]).dtype is tf.bool
    assert tf.Variable([5 + 4j, 6 + 1j]).dtype is tf.complex128
    assert tf.Variable([1, 2]).dtype is tf.int32


def test_repr_is_tensorflows():
    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    assert repr(v) == (
        "<tf.Variable 'Variable:0' shape=(2, 2) dtype=float32, numpy=\n"
        "array([[1., 2.],\n       [3., 4.]], dtype=float32)>"
    )
    assert repr(tf.Variable(1, name="n")) == (
        "<tf.Variable 'n:0' shape=() dtype=int32, numpy=1>"
    )


def test_assigning_keeps_dtype_and_shape_and_returns_the_variable():
    a = tf.Variable([2.0, 3.0])
    again = a.assign([1, 2])
    assert again.cell is a.cell
    assert again.name == "UnreadVariable"  # as TensorFlow shows it
    assert again.assign_add([0, 1]).trainable
    assert a.assign([1, 2], read_value=False) is None
    assert a.dtype is tf.float32
    np.testing.assert_array_equal(a.assign_add([2, 3]).numpy(), [3.0, 5.0])
    np.testing.assert_array_equal(a.assign_sub([3, 5]).numpy(), [0.0, 0.0])
    with pytest.raises(ValueError, match="incompatible"):
        a.assign([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(a.numpy(), [0.0, 0.0])


def test_copies_share_nothing():
    array = np.array([2.0, 3.0], np.float32)
    a = tf.Variable(array)
    b = tf.Variable(a)
    tensor = tf.convert_to_tensor(a)
    a.assign([5, 6])
    array[0] = 99
    a.numpy()[0] = 77
    np.testing.assert_array_equal(a.numpy(), [5.0, 6.0])
    np.testing.assert_array_equal(b.numpy(), [2.0, 3.0])
    np.testing.assert_array_equal(tensor.numpy(), [2.0, 3.0])


def test_two_variables_may_have_one_name_and_compare_by_elements():
    value = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    a = tf.Variable(value, name="Mark")
    b = tf.Variable(value + 1, name="Mark")
    assert a.name == b.name == "Mark:0"
    assert not (a == b).numpy().any()


def test_the_shape_asked_for_has_to_fit():
    with pytest.raises(ValueError, match="not compatible with the explicitly supplied"):
        tf.Variable(1.0, shape=[2])


def test_tensors_and_variables_refuse_to_be_keys():
    for value in (tf.constant(1.0), tf.Variable(1.0)):
        with pytest.raises(TypeError, match="unhashable"):
            hash(value)


def test_text_keeps_every_byte():
    both = tf.constant("a") + "b\0"
    assert both.numpy() == b"ab\0"
    assert repr(both) == "<tf.Tensor: shape=(), dtype=string, numpy=b'ab\\x00'>"


def test_operators_and_functions_take_variables():
    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(tf.reshape(v, [1, 4]).numpy(), [[1, 2, 3, 4]])
    np.testing.assert_array_equal(tf.argmax(v).numpy(), [1, 1])
    np.testing.assert_array_equal(tf.matmul(v, v).numpy(), [[7, 10], [15, 22]])
    np.testing.assert_array_equal((v * v)[0].numpy(), [1.0, 4.0])
    assert v.shape == (2, 2)


def test_a_nested_list_takes_the_dtype_of_the_first_tensor_inside():
    inside = tf.constant(1.0, tf.float64)
    both = tf.convert_to_tensor([[inside, 2.0], [3.0, 4.0]])
    assert both.dtype is tf.float64
    np.testing.assert_array_equal(both.numpy(), [[1.0, 2.0], [3.0, 4.0]])
