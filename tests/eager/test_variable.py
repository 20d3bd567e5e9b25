"""Eager variables: values of their own, shapes that stay, names that may repeat."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref

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


def test_parts_are_assigned_in_place():
    v = tf.Variable(np.zeros([3, 3], np.float32))
    assert v[1, 2].assign(7.0).name == "UnreadVariable"
    v[::2, 0].assign([1.0, 2.0])
    v[..., 1].assign(5.0)
    np.testing.assert_array_equal(v.numpy(), [[1, 5, 0], [0, 5, 7], [2, 5, 0]])
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"Cannot broadcast .*\[2"):
        v[0, 0].assign([1.0, 2.0])
    with pytest.raises(AttributeError, match="assign_add"):
        v[0].assign_add(1.0)


def test_rows_are_scattered():
    v = tf.Variable([1.0, 2.0, 3.0])
    v.scatter_add(tf.IndexedSlices([10.0, 1.0], [1, 1]))
    v.scatter_nd_update([[0]], [-5.0])
    np.testing.assert_array_equal(v.numpy(), [-5.0, 13.0, 3.0])
    np.testing.assert_array_equal(v.sparse_read([2, 0]).numpy(), [3.0, -5.0])
    with pytest.raises(TypeError, match="IndexedSlices"):
        v.scatter_add([1.0])


def test_in_place_operators_would_lose_the_variable():
    v = tf.Variable(1.0)
    with pytest.raises(RuntimeError, match="assign_add"):
        v += 1
    with pytest.raises(RuntimeError, match=r"var \*= value"):
        v *= 2
    assert float(v) == 1.0


def test_a_shape_with_holes_takes_every_length():
    v = tf.Variable([1.0], shape=[None])
    v.assign([1.0, 2.0, 3.0])
    assert v.shape.as_list() == [None]
    assert v.numpy().shape == (3,)
    with pytest.raises(ValueError, match="Shape mismatch"):
        v.assign([[1.0]])


def test_copies_and_pickles_are_new_variables():
    v = tf.Variable([1.0], name="w", trainable=False)
    v.note = ["mine"]
    for other in (copy.deepcopy(v), pickle.loads(pickle.dumps(v))):
        other.assign([2.0])
        assert (other.name, other.trainable) == ("w:0", False)
        assert v.numpy().tolist() == [1.0]
    assert copy.copy(v) is v


def test_a_variable_goes_when_nobody_holds_it():
    v = tf.Variable(1.0)
    v.assign(2.0)
    v[...].assign(3.0)
    seen = weakref.ref(v)
    gc.disable()
    try:
        del v
        assert seen() is None
    finally:
        gc.enable()


def test_what_a_change_gives_is_the_variable_to_a_tape():
    v = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = v.assign(3.0) * v
    assert float(tape.gradient(y, v)) == 6.0


def test_creators_make_variables():
    def first(make, **kwargs):
        return make(**{**kwargs, "name": f"first_{kwargs['name']}"})

    def second(make, **kwargs):
        return make(**{**kwargs, "name": f"second_{kwargs['name']}"})

    with tf.variable_creator_scope(first), tf.variable_creator_scope(second):
        assert tf.Variable(1.0, name="v").name == "first_second_v:0"
    assert tf.Variable(1.0, name="v").name == "v:0"


def test_how_copies_would_be_kept_is_checked():
    on_read = tf.VariableSynchronization.ON_READ
    assert not tf.Variable(1.0, synchronization=on_read).trainable
    with pytest.raises(ValueError, match="Invalid variable aggregation mode: x"):
        tf.Variable(1.0, aggregation="x")
    with pytest.raises(ValueError, match="must be None or a callable"):
        tf.Variable(1.0, constraint=3)


def test_parts_are_assigned_in_functions():
    v = tf.Variable([1.0, 2.0, 3.0])

    @tf.function(autograph=False)
    def change(x):
        v[0].assign(x)
        v.scatter_add(tf.IndexedSlices([10.0], [1]))
        return v[0] + v[1]

    assert float(change(tf.constant(5.0))) == 17.0
    np.testing.assert_array_equal(v.numpy(), [5.0, 12.0, 3.0])


def test_the_class_is_named_as_in_tensorflow():
    assert type(tf.Variable(1.0)).__name__ == "ResourceVariable"
