"""Initial values that depend on variables: safe in any order, and read when there."""

from __future__ import annotations

import pytest

import teachflow.compat.v1 as tf


def test_a_variable_can_be_initialized_before_the_one_it_depends_on():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.Variable(3.0)
        y = tf.Variable(x * 2.0 + 1.0)
        sess.run(y.initializer)
        assert sess.run(y) == 7.0
        with pytest.raises(tf.errors.FailedPreconditionError):
            sess.run(x)


def test_a_value_that_is_there_is_used():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.Variable(3.0)
        y = tf.Variable(tf.square(x))
        x.load(5.0, sess)
        sess.run(y.initializer)
        assert sess.run(y) == 25.0
        assert sess.run(x.initialized_value()) == 5.0


def test_one_initializer_for_all_initializes_a_chain():
    with tf.Graph().as_default(), tf.Session() as sess:
        chain = [tf.Variable(1.0)]
        for _ in range(5):
            chain.append(tf.Variable(chain[-1] * 2.0))
        sess.run(tf.global_variables_initializer())
        assert sess.run(chain) == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]


def test_nothing_is_copied_where_no_variable_is_read():
    with tf.Graph().as_default() as graph:
        tf.Variable(tf.random_uniform([2]) * 2.0)
        names = [op.name for op in graph.get_operations()]
        assert not any(name.endswith("_Variable") for name in names)


def test_a_loop_on_the_way_is_left_as_it_is():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.Variable(3.0)
        doubled = tf.while_loop(lambda a: a < 10.0, lambda a: a * 2.0, [x + 0.0])
        y = tf.Variable(doubled)
        sess.run(x.initializer)
        sess.run(y.initializer)
        assert sess.run(y) == 12.0
