"""Shared variables: what the records of TensorFlow do not say of them."""

from __future__ import annotations

import inspect
import threading

import numpy as np
import pytest

import teachflow.compat.v1 as tf


@pytest.fixture(autouse=True)
def _new_graph():
    tf.reset_default_graph()


def value(tensor):
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(tensor)


def test_the_error_shows_where_the_variable_was_defined():
    line = inspect.currentframe().f_lineno + 1
    tf.get_variable("v", [2])
    with pytest.raises(ValueError, match="Variable v already exists") as found:
        tf.get_variable("v", [2])
    first = str(found.value).partition("Originally defined at:\n\n")[2]
    assert first.startswith(
        f'  File "{__file__}", line {line}, in '
        f"test_the_error_shows_where_the_variable_was_defined\n"
        f'    tf.get_variable("v", [2])\n'
    )
    assert first.count("  File ") == 5  # as many as TensorFlow shows


def test_a_definition_inside_a_function_is_shown_with_its_caller():
    def layer():
        return tf.get_variable("v", [2])

    line = inspect.currentframe().f_lineno + 1
    layer()
    with pytest.raises(ValueError, match="already exists") as found:
        layer()
    places = [row for row in str(found.value).splitlines() if "  File " in row]
    assert places[0].endswith(", in layer")
    assert places[1].startswith(f'  File "{__file__}", line {line}, in test_')


def test_a_notebooks_own_machinery_is_not_shown():
    machinery = {"__name__": "IPython.core.interactiveshell"}
    exec("def run_code(cell):\n    cell()\n", machinery)

    def cell():
        tf.get_variable("v", [2])

    machinery["run_code"](cell)
    with pytest.raises(ValueError, match="already exists") as found:
        cell()
    assert str(found.value).count("  File ") == 1


def test_each_thread_begins_at_the_top_and_all_share_one_store():
    graph = tf.get_default_graph()
    names = []

    def work():
        with graph.as_default():
            names.append(tf.get_variable_scope().name)
            with tf.variable_scope("outer", reuse=True):
                names.append(tf.get_variable("v", []).name)

    with tf.variable_scope("outer"):
        tf.get_variable("v", [])
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert tf.get_variable_scope().name == "outer"
    assert names == ["", "outer/v:0"]


def test_initializers_build_where_they_are_called():
    here = tf.get_default_graph()
    for make in (tf.zeros_initializer(), tf.contrib.layers.xavier_initializer()):
        assert make([2, 2]).graph is here
        with tf.Graph().as_default() as other:
            assert make([2, 2]).graph is other


def test_nothing_is_said_on_the_way(capfd):
    tf.initialize_all_variables()
    tf.all_variables()
    tf.initialize_variables([])
    tf.initialize_local_variables()
    with tf.variable_op_scope([], None, "layer"):
        tf.get_variable("v", [], initializer=tf.uniform_unit_scaling_initializer())
    tf.Variable(0).count_up_to(3)
    assert capfd.readouterr() == ("", "")


# ---- contrib: TensorFlow 1.15's formulas, for TensorFlow 2 has it no more -----------


@pytest.mark.parametrize(
    ("shape", "fan_in", "fan_out"),
    [([], 1, 1), ([5], 5, 5), ([4, 6], 4, 6), ([3, 3, 2, 8], 18, 72)],
)
@pytest.mark.parametrize("mode", ["FAN_IN", "FAN_OUT", "FAN_AVG"])
def test_contribs_variance_scaling(shape, fan_in, fan_out, mode):
    count = {"FAN_IN": fan_in, "FAN_OUT": fan_out}.get(mode, (fan_in + fan_out) / 2)
    make = tf.contrib.layers.variance_scaling_initializer
    drawn = make(2.5, mode, seed=3)
    wanted = tf.truncated_normal_initializer(0.0, (1.3 * 2.5 / count) ** 0.5, seed=3)
    np.testing.assert_array_equal(*value([drawn(shape), wanted(shape)]))
    even = make(2.5, mode, uniform=True, seed=3)
    limit = (3 * 2.5 / count) ** 0.5
    wanted = tf.random_uniform_initializer(-limit, limit, seed=3)
    np.testing.assert_array_equal(*value([even(shape), wanted(shape)]))


def test_xavier_is_glorot_for_uniform_numbers():
    xavier = tf.contrib.layers.xavier_initializer_conv2d(seed=1)
    glorot = tf.glorot_uniform_initializer(seed=1)
    shape = [3, 3, 2, 8]
    np.testing.assert_allclose(*value([xavier(shape), glorot(shape)]), rtol=1e-6)
    w = tf.get_variable(
        "w", [2, 3], initializer=tf.contrib.layers.xavier_initializer(uniform=False)
    )
    assert w.initial_value.name == "w/Initializer/truncated_normal:0"


def test_contribs_initializers_refuse_what_they_cannot_draw():
    make = tf.contrib.layers.variance_scaling_initializer
    with pytest.raises(TypeError, match="Unknown mode fan_in"):
        make(mode="fan_in")
    with pytest.raises(TypeError, match="non-floating point type"):
        make(dtype=tf.int32)
    with pytest.raises(TypeError, match="non-floating point type"):
        tf.get_variable("w", [2], tf.int32, initializer=make())


def test_regularizers_cost_what_they_say():
    layers = tf.contrib.layers
    x = tf.constant([1.0, -3.0])
    both = layers.l1_l2_regularizer(0.5, 0.25)
    half = layers.sum_regularizer([None, layers.l1_regularizer(0.5)])
    costs = [layers.l1_regularizer(0.5)(x), layers.l2_regularizer(0.5)(x)]
    assert value([*costs, both(x), half(x)]) == [2.0, 2.5, 2.0 + 1.25, 2.0]
    assert [cost.name for cost in costs] == ["l1_regularizer:0", "l2_regularizer:0"]
    assert layers.sum_regularizer([None]) is None
    assert layers.l2_regularizer(0.0)(x) is None
    assert layers.l1_l2_regularizer(0.5, 0.0)(x).name == "l1_l2_regularizer_1:0"
    assert layers.sum_regularizer([layers.l1_regularizer(0.0)])(x) is None


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("l1_regularizer", (1,), "scale cannot be an integer: 1"),
        ("l2_regularizer", (-0.5,), "Setting a scale less than 0 on a regularizer"),
        ("l1_l2_regularizer", (1, 0.5), "scale_l1 cannot be an integer: 1"),
        ("l1_l2_regularizer", (0.5, 2), "scale_l2 cannot be an integer: 2"),
    ],
)
def test_regularizers_refuse_senseless_factors(name, arguments, words):
    with pytest.raises(ValueError, match=words):
        getattr(tf.contrib.layers, name)(*arguments)


def test_a_regularized_variable_adds_a_loss_in_its_own_scope():
    l2 = tf.contrib.layers.l2_regularizer(0.1)
    with tf.variable_scope("layer", regularizer=l2):
        w = tf.get_variable("w", initializer=[1.0, 2.0])
    (loss,) = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    assert loss.name == "layer/w/Regularizer/l2_regularizer:0"
    assert loss.graph is w.graph
    assert str(loss) == str(loss.op.outputs[0])
    assert value(loss + 0.0) == np.float32(0.25)
    assert value(tf.gradients(loss, w)[0]).tolist() == pytest.approx([0.1, 0.2])


def test_apply_regularization_sums_and_keeps_the_sum():
    layers = tf.contrib.layers
    weights = [tf.constant([1.0, 2.0]), tf.constant([3.0])]
    with pytest.raises(ValueError, match="No weights to regularize"):
        layers.apply_regularization(layers.l1_regularizer(0.5))
    for tensor in weights:
        tf.add_to_collection(tf.GraphKeys.WEIGHTS, tensor)
    total = layers.apply_regularization(layers.l1_regularizer(0.5))
    assert total.name == "get_regularization_penalty:0"
    assert tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES) == [total]
    assert value(total) == 3.0
    assert value(layers.apply_regularization(lambda w: None, weights)) == 0.0
    with pytest.raises(ValueError, match="scalar Tensor instead of a Tensor with rank"):
        layers.apply_regularization(lambda w: w, weights)


def test_contribs_global_step_is_the_graphs():
    framework = tf.contrib.framework
    step = framework.get_or_create_global_step()
    assert framework.get_global_step() is step is tf.train.get_global_step()
    assert framework.get_variables() == [step]
    assert framework.get_trainable_variables() == []


def test_an_orthogonal_matrix_is_orthonormal_and_scaled():
    drawn = value(tf.orthogonal_initializer(2.0, seed=1)([2, 3, 4]))
    rows = drawn.reshape(6, 4) / 2.0
    np.testing.assert_allclose(rows.T @ rows, np.eye(4), atol=1e-6)


def test_initializers_are_rebuilt_from_their_configuration():
    for make in (tf.orthogonal_initializer(0.5, seed=3), tf.initializers.he_normal(5)):
        again = type(make).from_config(make.get_config())
        np.testing.assert_array_equal(*value([make([3, 2]), again([3, 2])]))


def test_a_custom_getter_may_come_without_every_parameter():
    def getter(
        getter,
        name,
        shape,
        dtype,
        initializer,
        regularizer,
        reuse,
        trainable,
        collections,
        caching_device,
        partitioner,
        validate_shape,
        use_resource,
        synchronization,
        aggregation,
    ):
        return getter(name + "s", shape, dtype, initializer)

    v = tf.get_variable("v", [2], custom_getter=getter, constraint=tf.abs)
    assert v.name == "vs:0"
    assert v.constraint is None


def test_a_template_shows_what_it_made():
    def layer(x):
        local = tf.get_local_variable("seen", initializer=0.0)
        frozen = tf.get_variable("b", [], trainable=False)
        return x * tf.get_variable("w", []) + local + frozen

    made = tf.make_template("layer", layer)
    assert made.variables == made.weights == []
    assert made.variable_scope_name is None
    made(tf.constant(1.0))
    assert [v.op.name for v in made.variables] == ["layer/b", "layer/w", "layer/seen"]
    assert [v.op.name for v in made.trainable_weights] == ["layer/w"]
    assert [v.op.name for v in made.non_trainable_variables] == ["layer/b"]
    assert made.func is layer
