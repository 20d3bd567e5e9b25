"""Eager tensors: values that never change, looking and failing as TensorFlow's do."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref

import numpy as np
import pytest

import teachflow as tf
import teachflow.compat.v1 as tf1


def test_a_tensor_shares_nothing_with_anybody():
    given = np.array([1.0, 2.0])
    x = tf.constant(given)
    given[0] = 9.0
    x.numpy()[0] = 8.0
    np.array(x)[0] = 7.0
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(x)[0] = 6.0
    with pytest.raises(ValueError, match="WRITEABLE"):
        np.asarray(x).flags.writeable = True
    np.testing.assert_array_equal(x.numpy(), [1.0, 2.0])


def test_tf_tensor_knows_tensors_of_both_kinds_and_no_variables():
    with tf.Graph().as_default():
        symbolic = tf1.placeholder(tf.float32)
    assert isinstance(symbolic, tf.Tensor)
    assert isinstance(tf.constant(1), tf.Tensor)
    assert issubclass(type(tf.constant(1)), tf.Tensor)
    assert isinstance(tf.constant(1), tf1.Tensor)
    assert not isinstance(tf.Variable(1), tf.Tensor)
    with pytest.raises(TypeError, match=r"Tensor\(\) takes no arguments"):
        tf.Tensor(1)


@pytest.mark.parametrize(
    "value", [1, 2.5, True, 1 + 2j, "a", b"\0\xff", [1.5, 2.5], [["a"], ["bc"]], []]
)
def test_pickles_and_copies_are_equal(value):
    x = tf.constant(value)
    again = pickle.loads(pickle.dumps(x))
    assert again.dtype is x.dtype
    assert again.shape == x.shape
    assert repr(again) == repr(x)
    assert copy.copy(x) is x
    assert copy.deepcopy([x])[0] is x


def test_a_tensor_goes_when_nobody_holds_it():
    x = tf.constant(1.0)
    seen = weakref.ref(x)
    gc.disable()
    try:
        del x
        assert seen() is None
    finally:
        gc.enable()


def test_references_are_keys():
    x, y = tf.constant(1), tf.constant(1)
    table = {x.ref(): "x", y.ref(): "y"}
    assert table[x.ref()] == "x"
    assert table[y.ref()] == "y"
    assert x.ref().deref() is x
    assert repr(x.ref()) == f"<Reference wrapping {x!r}>"
    with pytest.raises(TypeError, match="Cannot compare wrapped object"):
        x.ref() == x  # noqa: B015 (comparing is what fails)


@pytest.mark.parametrize("name", ["name", "op", "graph", "value_index"])
def test_what_only_graphs_have_is_undefined(name):
    with pytest.raises(AttributeError, match=f"Tensor.{name} is undefined when eager"):
        getattr(tf.constant(1), name)
    assert not hasattr(tf.constant(1), name)


def test_methods_of_arrays_are_pointed_to():
    with pytest.raises(AttributeError, match=r"no attribute 'reshape'.*tf\.reshape"):
        tf.constant([1]).reshape([1, 1])


def test_lists_of_one_kind_only():
    with pytest.raises(ValueError, match=r"mixed types.*\['a', 1\]"):
        tf.constant(["a", 1])
    with pytest.raises(ValueError, match=r"non-rectangular.*\[\[1, 2\], \[3\]\]"):
        tf.constant([[1, 2], [3]])
    with pytest.raises(ValueError, match="out-of-range integer"):
        tf.constant(2**63)
    assert tf.constant([np.float64(1), 2]).dtype is tf.float64
    assert tf.constant([2, np.float64(1)]).dtype is tf.float32


def test_an_error_tells_the_op_and_its_name():
    x, y = tf.constant([1, 2]), tf.constant([1, 2, 3])
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        tf.math.multiply(x, y, name="product")
    assert str(caught.value) == (
        "Incompatible shapes: [2] vs. [3] [Op:Mul] name: product"
    )


def test_what_does_not_fit_is_refused_before_it_is_computed():
    with pytest.raises(TypeError, match=r"Cannot convert 1.5 to EagerTensor of dtype"):
        tf.constant(1) * 1.5
    with pytest.raises(tf.errors.InvalidArgumentError, match="but is a float tensor"):
        tf.constant(1) + 1.5
    assert (tf.constant(1, tf.uint8) - 2).numpy() == 255
    assert tf.multiply(2, tf.constant(1.5)).numpy() == 3.0


def test_comparing_what_cannot_be_equal():
    x = tf.constant([1, 2])
    assert (x == None) is False  # noqa: E711 (an elementwise ==)
    assert repr(x == tf.constant([1, 2, 3])) == (
        "<tf.Tensor: shape=(), dtype=bool, numpy=False>"
    )
    assert (x != [1, 2, 3]).numpy()


def test_attributes_may_be_added_and_items_not_replaced():
    x = tf.constant([1.0])
    x.note = "mine"
    assert x.note == "mine"
    with pytest.raises(TypeError, match="does not support item assignment"):
        x[0] = 3.0
    with pytest.raises(AttributeError):
        x.shape = (1, 1)


def test_a_range_is_a_list_of_whole_numbers():
    tensor = tf.constant(range(6), dtype=tf.float32, shape=(2, 3))
    assert tensor.numpy().tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert tf.constant([range(2), range(2)], tf.float64).shape == (2, 2)
    assert tf.constant(range(3)).dtype is tf.int32
    with pytest.raises(TypeError, match="dtype string"):
        tf.constant(range(3), dtype=tf.string)
