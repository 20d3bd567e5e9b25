"""Functions of iterators, datasets and objects that say themselves what they are."""

from __future__ import annotations

import pytest

import teachflow as tf


def test_an_iterator_goes_on_with_each_call():
    @tf.function
    def two(numbers):
        return next(numbers), numbers.get_next()

    numbers = iter(tf.data.Dataset.range(5))
    assert [int(n) for n in two(numbers)] == [0, 1]
    assert int(next(numbers)) == 2
    assert [int(n) for n in two(numbers)] == [3, 4]
    with pytest.raises(tf.errors.OutOfRangeError, match="End of sequence"):
        two(numbers)


def test_a_function_that_captures_an_iterator_shares_its_place():
    numbers = iter(tf.data.Dataset.range(10))

    @tf.function
    def total(count):
        found = tf.constant(0, tf.int64)
        for _ in tf.range(count):
            found += next(numbers)
        return found

    assert [int(total(tf.constant(3))), int(next(numbers))] == [0 + 1 + 2, 3]
    assert int(total(tf.constant(2))) == 4 + 5


def test_elements_keep_their_structure():
    pairs = tf.data.Dataset.from_tensor_slices({"x": [1.0, 2.0], "y": ["a", "b"]})
    first, second = tf.function(lambda it: (next(it), next(it)))(iter(pairs))
    assert [first["y"].numpy(), float(second["x"])] == [b"a", 2.0]


def test_an_optional_tells_the_end():
    @tf.function
    def one(numbers):
        found = numbers.get_next_as_optional()
        if found.has_value():
            return found.get_value()
        return tf.constant(-1, tf.int64)

    numbers = iter(tf.data.Dataset.range(2))
    assert [int(one(numbers)) for _ in range(3)] == [0, 1, -1]


def test_iterators_and_datasets_of_one_kind_share_a_trace():
    @tf.function
    def total(data):
        found = tf.constant(0, tf.int64)
        for number in data:
            found += number
        return found

    assert int(total(tf.data.Dataset.range(3))) == 3
    assert int(total(tf.data.Dataset.range(2, 5))) == 9
    assert total.experimental_get_tracing_count() == 1
    assert int(total(iter(tf.data.Dataset.range(4)))) == 6
    assert int(total(iter(tf.data.Dataset.range(5)))) == 10
    assert total.experimental_get_tracing_count() == 2


def test_a_checkpoint_counts_what_functions_took(tmp_path):
    numbers = iter(tf.data.Dataset.range(9))
    tf.function(lambda it: (next(it), next(it)))(numbers)
    path = tf.train.Checkpoint(it=numbers).save(str(tmp_path / "c"))
    others = iter(tf.data.Dataset.range(9))
    tf.train.Checkpoint(it=others).restore(path)
    assert int(next(others)) == 2


def test_shapes_that_a_dataset_does_not_know_may_change_in_its_loop():
    @tf.function
    def total(data):
        found = tf.constant(0)
        for number in data:
            found += number
        return found

    data = tf.data.Dataset.from_generator(lambda: range(4), tf.int32)
    assert int(total(data)) == 6


class OfClass(tf.types.experimental.TraceType):
    def __init__(self, kind):
        self.kind = kind

    def is_subtype_of(self, other):
        return self == other

    def most_specific_common_supertype(self, others):
        return self if all(self == other for other in others) else None

    def placeholder_value(self, placeholder_context):
        return self.kind()

    def __eq__(self, other):
        return type(other) is OfClass and self.kind is other.kind

    def __hash__(self):
        return hash(self.kind)


class Fruit:
    weight = 1.0

    def __tf_tracing_type__(self, context):
        return OfClass(type(self))


class Apple(Fruit):
    weight = 2.0


def test_objects_say_which_of_them_share_a_trace():
    both = tf.function(lambda a, b: tf.constant(a.weight + 10 * b.weight))
    assert float(both(Fruit(), Apple())) == float(both(Fruit(), Apple())) == 21.0
    assert both.experimental_get_tracing_count() == 1
    assert float(both(Apple(), Apple())) == 22.0
    assert both.experimental_get_tracing_count() == 2


def test_a_literal_of_the_trace_does_not_change():
    power = tf.function(lambda a, b: a**b)
    square = power.get_concrete_function(a=tf.TensorSpec([], tf.float32), b=2)
    assert float(square(tf.constant(3.0))) == 9.0
    words = r"Can not cast 3 to Literal\[2\].*got unexpected keyword arguments: b\."
    with pytest.raises(TypeError, match="(?s)" + words):
        square(tf.constant(3.0), b=3)


def test_a_signature_does_not_count_self():
    class Scale(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec(None)])
        def double(self, x):
            return 2.0 * x

    scale = Scale()
    assert float(scale.double(1.0)) == 2.0
    assert scale.double([1.0, 2.0]).numpy().tolist() == [2.0, 4.0]
    assert scale.double.experimental_get_tracing_count() == 1


def test_a_tensor_that_got_out_is_refused_in_another_function():
    kept = []
    tf.function(lambda a: kept.append(a + 1), autograph=False)(tf.constant(1))
    with pytest.raises(TypeError, match="is out of scope and cannot be used here"):
        tf.function(lambda b: b + kept[0])(tf.constant(2))


def test_strings_that_ops_made_can_be_cut():
    @tf.function
    def twice(a):
        return (a + a)[tf.newaxis]

    assert twice(tf.constant("ab")).numpy().tolist() == [b"abab"]
