"""Datasets in graphs: functions of their own, what they capture, iterators."""

from __future__ import annotations

import threading

import numpy as np
import pytest

import teachflow.compat.v1 as tf

Dataset = tf.data.Dataset


def elements(dataset, feed=None):
    iterator = dataset.make_initializable_iterator()
    element = iterator.get_next()
    found = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(iterator.initializer, feed)
        while True:
            try:
                found.append(session.run(element))
            except tf.errors.OutOfRangeError:
                return found


def test_a_function_is_called_once_and_adds_no_node_here():
    calls = []

    def double(x):
        calls.append(x)
        return x * 2

    dataset = Dataset.range(4)
    before = tf.get_default_graph().version
    doubled = dataset.map(double)
    assert tf.get_default_graph().version == before + 1
    assert elements(doubled) == [0, 2, 4, 6]
    assert len(calls) == 1
    assert calls[0].graph is not tf.get_default_graph()


def test_what_a_function_uses_of_outside_is_an_input():
    factor, more = tf.placeholder(tf.int64, []), tf.Variable(100, dtype=tf.int64)
    dataset = Dataset.range(3).map(lambda x: x * factor + tf.negative(more))
    assert dataset.variant_tensor.op.inputs[1:] == (factor, more.value())
    assert elements(dataset, {factor: 2}) == [-100, -98, -96]


def test_only_outer_tensors_in_a_function_are_computed_inside():
    w = tf.constant([1.0, 2.0])
    dataset = Dataset.range(2).map(lambda x: tf.reduce_sum(w))
    assert not [
        op for op in tf.get_default_graph().get_operations() if "Sum" in op.name
    ]
    assert elements(dataset) == [3.0, 3.0]


def test_a_tensor_of_an_unrelated_graph_is_refused():
    with tf.Graph().as_default():
        foreign = tf.constant(1, tf.int64)
    with pytest.raises(ValueError, match="same graph"):
        Dataset.range(3).map(lambda x: x + foreign)


def test_an_inner_tensor_does_not_get_out():
    kept = []
    Dataset.range(3).map(lambda x: kept.append(x) or x)
    with pytest.raises(ValueError, match="not an element of this graph"):
        tf.get_default_graph().convert(kept[0])


def test_functions_within_functions_capture_through():
    w = tf.constant(10, tf.int64)
    dataset = Dataset.range(3).flat_map(
        lambda x: Dataset.range(x).map(lambda y: w * x + y)
    )
    assert elements(dataset) == [10, 20, 21]


def test_structures_go_through():
    rows = Dataset.from_tensor_slices({"b": [1, 2], "a": ([3.0, 4.0], ["x", "y"])})
    assert rows.output_types == {"b": tf.int32, "a": (tf.float32, tf.string)}
    assert list(rows.output_types) == ["b", "a"]
    kept = rows.filter(lambda row: row["b"] > 1).map(lambda row: (row["a"], row["b"]))
    assert elements(kept) == [((4.0, b"y"), 2)]


def test_an_error_in_a_function_names_its_node_and_is_not_the_end():
    iterator = Dataset.from_tensor_slices([2, 0, 3]).map(lambda x: 6 // x)
    element = iterator.make_one_shot_iterator().get_next()
    with tf.Session() as session:
        assert session.run(element) == 3
        with pytest.raises(tf.errors.InvalidArgumentError, match="node floordiv"):
            session.run(element)
        assert session.run(element) == 2


def test_threads_share_an_iterator():
    element = Dataset.range(200).make_one_shot_iterator().get_next()
    found = []
    with tf.Session() as session:

        def take():
            try:
                while True:
                    found.append(int(session.run(element)))
            except tf.errors.OutOfRangeError:
                pass

        threads = [threading.Thread(target=take) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()
    assert sorted(found) == list(range(200))


def test_a_one_shot_iterator_needs_nothing_of_the_session():
    variable = tf.Variable(3, dtype=tf.int64)
    with pytest.raises(ValueError, match="initializable"):
        Dataset.range(5).map(lambda x: x + variable).make_one_shot_iterator()
    with pytest.raises(ValueError, match="Cannot capture a placeholder"):
        Dataset.range(tf.placeholder(tf.int64, [])).make_one_shot_iterator()


def test_a_model_is_trained_from_batches():
    x = np.linspace(-1, 1, 32, dtype=np.float32)[:, None]
    data = Dataset.from_tensor_slices((x, 3 * x + 1)).shuffle(32, seed=1)
    inputs, wanted = data.repeat().batch(8).make_one_shot_iterator().get_next()
    w, b = tf.Variable([[0.0]]), tf.Variable(0.0)
    loss = tf.reduce_mean(tf.square(tf.matmul(inputs, w) + b - wanted))
    train = tf.train.GradientDescentOptimizer(0.2).minimize(loss)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(200):
            session.run(train)
        np.testing.assert_allclose(session.run([w[0, 0], b]), [3, 1], atol=1e-3)


def test_what_a_generator_gives_is_checked():
    def wrong():
        yield [1, 2]

    for types, shapes, words in (
        (tf.int32, [1], "element of shape"),
        (tf.string, None, "did not match"),
    ):
        with pytest.raises(tf.errors.InvalidArgumentError, match=words):
            elements(Dataset.from_generator(wrong, types, shapes))
    with pytest.raises(TypeError, match="must be given"):
        Dataset.from_generator(wrong)


def test_a_cache_in_a_file_is_refused():
    with pytest.raises(NotImplementedError, match="in memory only"):
        Dataset.range(3).cache("file")


def test_an_error_of_a_generator_comes_by_name_and_wrong_elements_are_passed_over():
    def mixed():
        yield 1
        yield "two"
        yield 3
        raise KeyError("four")

    numbers = Dataset.from_generator(mixed, tf.int32, [])
    number = numbers.make_one_shot_iterator().get_next()
    with tf.Session() as session:
        assert session.run(number) == 1
        with pytest.raises(tf.errors.InvalidArgumentError, match="element was 'two'"):
            session.run(number)
        assert session.run(number) == 3
        with pytest.raises(tf.errors.UnknownError, match="KeyError: 'four'"):
            session.run(number)
        with pytest.raises(tf.errors.OutOfRangeError, match="End of sequence"):
            session.run(number)


def test_what_is_no_generator_is_said_when_it_is_called():
    numbers = Dataset.from_generator(lambda: 5, tf.int32)
    number = numbers.make_one_shot_iterator().get_next()
    with tf.Session() as session, pytest.raises(tf.errors.OpError) as caught:
        session.run(number)
    assert "TypeError: 'int' object is not iterable" in str(caught.value)


def test_an_iterator_belongs_to_the_graph_of_its_dataset():
    numbers = Dataset.range(3)
    for make in (numbers.make_one_shot_iterator, numbers.make_initializable_iterator):
        with tf.Graph().as_default(), pytest.raises(ValueError, match="same graph"):
            make()


def test_a_one_shot_iterator_counts_for_the_seed_of_the_graph():
    tf.set_random_seed(4)
    first, second = [
        Dataset.range(10).shuffle(10).make_one_shot_iterator().get_next()
        for _ in range(2)
    ]
    with tf.Session() as session:  # TensorFlow's orders
        orders = [[int(session.run(n)) for _ in range(10)] for n in (first, second)]
    assert orders == [[4, 3, 1, 6, 9, 7, 8, 2, 5, 0], [9, 0, 3, 8, 7, 2, 1, 5, 4, 6]]
