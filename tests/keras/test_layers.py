"""Layers: what they keep, and what is left behind when something goes wrong."""

from __future__ import annotations

import threading

import numpy as np
import pytest

import teachflow as tf
from teachflow.keras.state import current_path, session

layers = tf.keras.layers


@pytest.fixture(autouse=True)
def new_names():
    tf.keras.backend.clear_session()


class Failing(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(2)

    def call(self, x):
        self.inner(x)
        raise RuntimeError("no")


def test_an_error_in_a_call_leaves_no_scope_open():
    with pytest.raises(RuntimeError, match="no"):
        Failing()(tf.ones([1, 3]), training=True)
    assert current_path() == ""
    assert session.call_context is None
    dense = layers.Dense(2)
    dense(tf.ones([1, 3]))
    assert dense.kernel.path == "dense_1/kernel"


def test_what_is_appended_to_a_list_or_put_into_a_dict_counts():
    class Blocks(layers.Layer):
        def __init__(self):
            super().__init__()
            self.row = []
            self.row.append(layers.Dense(1))
            self.row += [layers.Dense(2)]
            self.named = {}
            self.named["last"] = layers.Dense(3)
            self.pair = (layers.Dense(4), tf.keras.Variable([1.0]))

    blocks = Blocks()
    assert [layer.units for layer in blocks._layers] == [1, 2, 3, 4]
    assert len(blocks.weights) == 1


def test_what_is_deleted_counts_no_longer():
    layer = layers.Layer()
    layer.weight = tf.keras.Variable([1.0])
    layer.inner = layers.Dense(1)
    del layer.weight, layer.inner
    assert layer.weights == []
    assert layer._layers == []


def test_names_belong_to_the_thread():
    found = []
    layers.Dense(1)
    thread = threading.Thread(target=lambda: found.append(layers.Dense(1).name))
    thread.start()
    thread.join()
    assert found == ["dense"]
    assert layers.Dense(1).name == "dense_1"


def test_a_symbolic_call_changes_no_variable_and_no_stream():
    class Training(layers.Layer):
        def __init__(self):
            super().__init__()
            self.normal = layers.BatchNormalization()
            self.drop = layers.Dropout(0.5, seed=1)

        def call(self, x):
            return self.drop(self.normal(x, training=True), training=True)

    layer = Training()
    with tf.GradientTape() as tape:
        out = layer(tf.keras.Input((3,)))
    assert out.shape == (None, 3)
    assert layer.normal.moving_mean.numpy().tolist() == [0, 0, 0]
    assert layer.drop.seed_generator.state.numpy().tolist() == [1, 0]
    assert tape.watched_variables() == ()


def test_gradients_reach_a_layer_by_its_own_variables():
    layer = layers.Dense(2, kernel_initializer="ones")
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(layer(tf.ones([4, 3])) ** 2)
    kernel, bias = tape.gradient(y, [layer.kernel, layer.bias])
    assert kernel.numpy().tolist() == [[24.0, 24.0]] * 3
    assert bias.numpy().tolist() == [24.0, 24.0]


def test_untrainable_layers_are_not_watched():
    layer = layers.Dense(2, trainable=False)
    layer.build((None, 3))
    with tf.GradientTape() as tape:
        layer(tf.ones([4, 3]))
    assert tape.watched_variables() == ()


def test_channels_first_is_channels_last_turned():
    images = np.random.default_rng(0).random((2, 3, 6, 6), np.float32)
    turned = images.transpose(0, 2, 3, 1)
    for make in (
        lambda form: layers.Conv2D(
            4, 3, kernel_initializer=tf.keras.initializers.HeNormal(1), data_format=form
        ),
        lambda form: layers.MaxPooling2D(data_format=form),
        lambda form: layers.AveragePooling2D(2, data_format=form),
    ):
        first = make("channels_first")(images).numpy()
        last = make("channels_last")(turned).numpy()
        np.testing.assert_allclose(first.transpose(0, 2, 3, 1), last, rtol=1e-6)


def test_normalization_adapts_to_batches_as_to_all():
    data = np.random.default_rng(0).normal(3, 2, (10, 4)).astype("float32")
    whole, parts = layers.Normalization(), layers.Normalization()
    whole.adapt(data)
    parts.adapt([data[:3], data[3:7], data[7:]])
    np.testing.assert_allclose(whole.mean.numpy(), parts.mean.numpy(), rtol=1e-5)
    np.testing.assert_allclose(
        whole.variance.numpy(), parts.variance.numpy(), rtol=1e-5
    )
    with pytest.raises(ValueError, match="incompatible shape"):
        whole.adapt(np.ones((2, 5)))


def test_states_of_a_stateful_layer_stay_until_they_are_reset():
    layer = layers.LSTM(2, stateful=True)
    x = tf.ones([1, 3, 2])
    first, second = layer(x).numpy(), layer(x).numpy()
    assert not np.allclose(first, second)
    layer.reset_state()
    np.testing.assert_allclose(layer(x).numpy(), first, rtol=1e-6)


@pytest.mark.parametrize(
    "make",
    [
        lambda: layers.UpSampling2D(interpolation="bilinear"),
        lambda: layers.BatchNormalization(renorm=True),
        lambda: layers.Conv2DTranspose(1, 2, output_padding=1),
        lambda: layers.Conv2D(2, 2, groups=2),
        lambda: tf.keras.DTypePolicy("mixed_float16"),
        lambda: tf.keras.Input((3,), sparse=True),
    ],
)
def test_what_there_is_not_is_refused_by_name(make):
    with pytest.raises((NotImplementedError, ValueError), match="TeachFlow"):
        make()


def test_a_name_that_there_is_not_says_what_is_near():
    with pytest.raises(AttributeError, match=r"tf\.keras\.layers\.Dense"):
        layers.Dens  # noqa: B018


def test_layers_of_another_dtype():
    layer = layers.Dense(2, dtype="float64")
    assert layer(np.ones((1, 2), np.float32)).dtype == tf.float64
    assert layer.kernel.dtype == tf.float64
    tf.keras.backend.set_floatx("float64")
    try:
        assert layers.Dense(2).dtype == "float64"
    finally:
        tf.keras.backend.set_floatx("float32")


def test_masks_are_forgotten_with_their_tensors():
    from teachflow.keras import masking

    before = len(masking._MASKS)
    out = layers.Embedding(3, 2, mask_zero=True)(tf.constant([[1, 0]]))
    assert masking.get_keras_mask(out).numpy().tolist() == [[True, False]]
    del out
    assert len(masking._MASKS) == before


def test_plain_variables_made_in_build_are_eager_in_a_model():
    class Scaled(tf.keras.layers.Layer):
        def build(self, input_shape):
            self.w = tf.Variable(tf.random.normal([input_shape[-1], 2]))
            self.b = tf.Variable(0.5)

        def call(self, inputs):
            return tf.matmul(inputs, self.w) + self.b

    class Around(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = Scaled()

        def call(self, inputs):
            return self.inner(inputs)

    model = Around()
    out = model(tf.ones([3, 4]))
    assert out.numpy().shape == (3, 2)
    inner = model.inner
    expected = tf.ones([3, 4]) @ inner.w + inner.b
    assert np.array_equal(out.numpy(), expected.numpy())


def test_a_function_makes_weights_in_its_first_call_only():
    layers = [tf.keras.layers.Dense(1), tf.keras.layers.Dense(1)]
    seen = []

    @tf.function
    def apply(number, x):
        seen.append(number)
        return layers[number](x)

    apply(0, tf.ones([1, 2]))
    assert seen == [0, 0]  # the second trace finds the weights
    with pytest.raises(ValueError, match=r"singleton tf\.Variables"):
        apply(1, tf.ones([1, 2]))
