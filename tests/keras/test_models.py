"""Models: kept in files, written as text, and light to import."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import teachflow as tf
from tests.fresh import loaded_by

layers = tf.keras.layers


@pytest.fixture(autouse=True)
def new_names():
    tf.keras.backend.clear_session()


def small():
    return tf.keras.Sequential(
        [tf.keras.Input((3,)), layers.Dense(4, "relu"), layers.Dense(2)]
    )


def test_weights_come_back_from_a_file(tmp_path):
    model, other = small(), small()
    path = tmp_path / "a.weights.h5"
    model.save_weights(path)
    assert not np.allclose(model(np.ones((1, 3))), other(np.ones((1, 3))))
    other.load_weights(path)
    np.testing.assert_array_equal(model(np.ones((1, 3))), other(np.ones((1, 3))))
    with pytest.raises(FileExistsError):
        model.save_weights(path, overwrite=False)


def test_weights_of_another_model_are_refused(tmp_path):
    path = tmp_path / "a.weights.npz"
    small().save_weights(path)
    larger = tf.keras.Sequential([tf.keras.Input((3,)), layers.Dense(4)])
    with pytest.raises(ValueError, match="expected 2 variables, but received 4"):
        larger.load_weights(path)
    with pytest.raises(FileNotFoundError):
        larger.load_weights(tmp_path / "none.weights.npz")
    hdf5 = tmp_path / "b.weights.h5"
    hdf5.write_bytes(b"\x89HDF\r\n")
    with pytest.raises(ValueError, match="HDF5"):
        larger.load_weights(hdf5)


def test_whole_models_are_refused_with_what_to_do_instead(tmp_path):
    with pytest.raises(NotImplementedError, match="save_weights"):
        small().save(tmp_path / "m.keras")
    with pytest.raises(NotImplementedError, match="load_weights"):
        tf.keras.models.load_model(tmp_path / "m.keras")


@tf.keras.saving.register_keras_serializable("tests")
class Scale(layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return self.factor * x

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def test_classes_of_ones_own_come_back_from_text():
    model = tf.keras.Sequential([tf.keras.Input((2,)), Scale(3.0)])
    again = tf.keras.models.model_from_json(model.to_json())
    assert again(np.ones((1, 2))).numpy().tolist() == [[3.0, 3.0]]


class Unknown(layers.Layer):
    def call(self, x):
        return x


def test_classes_that_nobody_made_known_are_asked_for():
    text = tf.keras.Sequential([tf.keras.Input((2,)), Unknown()]).to_json()
    with pytest.raises(TypeError, match="Could not locate class 'Unknown'"):
        tf.keras.models.model_from_json(text)
    model = tf.keras.models.model_from_json(text, {"Unknown": Unknown})
    assert type(model.layers[0]) is Unknown
    with tf.keras.saving.custom_object_scope({"Unknown": Unknown}):
        assert tf.keras.models.model_from_json(text).count_params() == 0


def test_a_functional_comes_back_from_text_with_shared_layers_and_operators():
    x = tf.keras.Input((3,))
    dense = layers.Dense(3)
    model = tf.keras.Model(x, layers.Add()([dense(dense(x)), x]))
    again = tf.keras.models.model_from_json(model.to_json())
    again.set_weights(model.get_weights())
    data = np.random.default_rng(0).random((2, 3), np.float32)
    np.testing.assert_allclose(again(data), model(data), rtol=1e-6)


def test_a_subclass_that_hands_symbolic_tensors_up_is_functional():
    class Own(tf.keras.Model):
        def __init__(self):
            x = tf.keras.Input((3,))
            super().__init__(x, layers.Dense(2)(x))
            self.more = 1

    model = Own()
    assert model(np.ones((4, 3))).shape == (4, 2)
    assert [type(layer).__name__ for layer in model.layers] == ["InputLayer", "Dense"]


def test_inputs_may_be_named():
    a, b = tf.keras.Input((1,), name="a"), tf.keras.Input((1,), name="b")
    model = tf.keras.Model([a, b], a - b)
    given = {"b": np.array([[1.0]]), "a": np.array([[5.0]])}
    assert model(given).numpy().tolist() == [[4.0]]
    with pytest.raises(ValueError, match='Missing data for input "b"'):
        model({"a": np.ones((1, 1))})


def test_a_summary_fits_the_width_it_is_given(capsys):
    small().summary(line_length=60)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == 'Model: "sequential"'
    assert {len(line) for line in lines[1:-3]} == {60}
    assert lines[-3] == " Total params: 26 (104.00 B)"
    with pytest.raises(ValueError, match="Insufficient console width"):
        small().summary(line_length=8)


def test_a_summary_of_a_part():
    lines: list[str] = []
    small().summary(print_fn=lines.append, layer_range=("dense", "dense"))
    assert "dense (Dense)" in lines[0]


def test_importing_keras_loads_numpy_and_nothing_heavier():
    plain = loaded_by("import numpy") | {"teachflow"}
    assert loaded_by("import teachflow; teachflow.keras.Sequential") - plain == set()


def test_importing_teachflow_does_not_load_keras():
    show = "import sys, teachflow; print('teachflow.keras' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", show], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"


def test_five_steps_bring_the_loss_down():
    tf.keras.utils.set_random_seed(0)
    model = small()
    x = np.random.default_rng(0).random((8, 3), np.float32)
    y = x @ np.ones((3, 2), np.float32)
    losses = []
    for _ in range(20):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
        losses.append(float(loss))
        gradients = tape.gradient(loss, model.trainable_variables)
        for variable, gradient in zip(
            model.trainable_variables, gradients, strict=True
        ):
            variable.assign_sub(0.1 * gradient)
    assert losses[-1] < 0.2 * losses[0]
