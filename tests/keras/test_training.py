"""Training: what the oracle's records do not ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import teachflow as tf
from teachflow.eager.home import EAGER
from teachflow.keras.training.data import Arrays

K = tf.keras
X = np.linspace(-1, 1, 24, dtype="float32").reshape(8, 3)
Y = X.sum(axis=1, keepdims=True)


def small(**options):
    model = K.Sequential([K.Input((3,)), K.layers.Dense(4), K.layers.Dense(1)])
    model.compile(**{"optimizer": K.optimizers.SGD(0.1), "loss": "mse", **options})
    return model


def trained(**options):
    K.utils.set_random_seed(0)
    model = small(**options)
    return model.fit(X, Y, epochs=3, batch_size=3, verbose=0).history["loss"]


def test_traced_and_eager_steps_give_the_same():
    np.testing.assert_allclose(trained(), trained(run_eagerly=True), rtol=1e-6)


@pytest.mark.parametrize(
    "optimizer",
    ["adam", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "ftrl", "adamw"],
)
def test_every_optimizer_runs_traced(optimizer):
    traced = trained(optimizer=optimizer)
    eager = trained(optimizer=optimizer, run_eagerly=True)
    np.testing.assert_allclose(traced, eager, rtol=1e-5)


def test_options_of_optimizers_run_traced():
    for options in (
        {"clipnorm": 0.1},
        {"global_clipnorm": 0.1},
        {"weight_decay": 0.1},
        {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 2},
        {"gradient_accumulation_steps": 2},
    ):
        losses = [
            trained(optimizer=K.optimizers.SGD(0.1, **options), run_eagerly=eagerly)
            for eagerly in (False, True)
        ]
        np.testing.assert_allclose(*losses, rtol=1e-5, err_msg=str(options))


def test_a_schedule_is_asked_anew_in_a_traced_step():
    schedule = K.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5)
    traced = trained(optimizer=K.optimizers.SGD(schedule))
    eager = trained(optimizer=K.optimizers.SGD(schedule), run_eagerly=True)
    np.testing.assert_allclose(traced, eager, rtol=1e-6)


def test_a_learning_rate_that_is_set_counts_in_a_traced_step():
    model = small(optimizer=K.optimizers.SGD(0.1))
    model.fit(X, Y, verbose=0)
    model.optimizer.learning_rate = 0.0
    before = model.get_weights()
    model.fit(X, Y, verbose=0)
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_freezing_counts_after_compiling_again():
    model = small()
    model.fit(X, Y, verbose=0)
    model.layers[0].trainable = False
    model.compile("sgd", "mse")
    before = model.layers[0].get_weights()[0].copy()
    model.fit(X, Y, verbose=0)
    np.testing.assert_array_equal(before, model.layers[0].get_weights()[0])


def test_shuffling_without_a_seed_differs_between_epochs():
    seed, EAGER.seeds.seed = EAGER.seeds.seed, None
    try:
        rows = Arrays(np.arange(64.0)[:, None], None, None, 64, True)
        orders = {tuple(next(iter(rows)).numpy().ravel()) for _ in range(3)}
    finally:
        EAGER.seeds.seed = seed
    assert len(orders) == 3
    assert all(sorted(order) == list(range(64)) for order in orders)


def test_pydataset_and_its_turns():
    turns = []

    class Rows(K.utils.PyDataset):
        def __len__(self):
            return 4

        def __getitem__(self, index):
            turns.append(index)
            return X[2 * index : 2 * index + 2], Y[2 * index : 2 * index + 2]

        def on_epoch_end(self):
            turns.append("end")

    model = small()
    history = model.fit(Rows(), epochs=2, shuffle=False, verbose=0)
    assert len(history.history["loss"]) == 2
    assert turns == [0, 1, 2, 3, "end"] * 2
    assert model.predict(Rows(), verbose=0).shape == (8, 1)


def test_an_exhausted_generator_warns():
    batches = ((X[k : k + 2], Y[k : k + 2]) for k in range(0, 8, 2))
    with pytest.warns(UserWarning, match="Your input ran out of data"):
        small().fit(batches, epochs=2, steps_per_epoch=3, verbose=0)


def test_missing_gradients_warn_by_path():
    class Half(K.Model):
        def __init__(self):
            super().__init__()
            self.used, self.unused = K.layers.Dense(1), K.layers.Dense(1)

        def call(self, x):
            self.unused(x)
            return self.used(x)

    K.backend.clear_session()
    model = Half()
    model.compile("sgd", "mse", run_eagerly=True)
    with pytest.warns(UserWarning, match=r"half/dense_1/kernel.* when minimizing"):
        model.fit(X, Y, verbose=0)


def test_training_writes_nothing_on_stderr(capfd):
    small(metrics=["mae"]).fit(X, Y, epochs=2, validation_split=0.25)
    out, err = capfd.readouterr()
    assert err == ""
    assert out.count("Epoch") == 2
    assert "val_mae" in out


def test_logging_can_be_silenced(capsys):
    K.utils.disable_interactive_logging()
    try:
        small().fit(X, Y)
    finally:
        K.utils.enable_interactive_logging()
    assert capsys.readouterr().out == ""


def test_pandas_is_not_needed_for_tables():
    class Table:
        shape = (8, 3)

        def __array__(self, dtype=None, copy=None):
            return np.asarray(X, dtype)

    assert small().predict(Table(), verbose=0).shape == (8, 1)


def test_compile_config_makes_the_same_again():
    model = small(optimizer=K.optimizers.Adam(0.25), metrics=["mae"])
    other = K.Sequential([K.Input((3,)), K.layers.Dense(1)])
    other.compile_from_config(model.get_compile_config())
    assert float(other.optimizer.learning_rate) == 0.25
    assert other.loss == "mse"


def test_custom_loss_objects_and_weights_for_outputs_by_name():
    inputs = K.Input((3,))
    outputs = {name: K.layers.Dense(1, name=name)(inputs) for name in ("a", "b")}
    model = K.Model(inputs, outputs)
    model.compile("sgd", {"a": "mse", "b": K.losses.Huber()}, {"a": 2.0, "b": 1.0})
    logs = model.evaluate(X, {"a": Y, "b": Y}, verbose=0, return_dict=True)
    assert logs["loss"] == pytest.approx(2 * logs["a_loss"] + logs["b_loss"], rel=1e-5)


def test_an_unknown_output_name_is_named():
    inputs = K.Input((3,))
    model = K.Model(inputs, {"a": K.layers.Dense(1, name="a")(inputs)})
    model.compile("sgd", {"c": "mse"})
    with pytest.raises(ValueError, match="'c'"):
        model.fit(X, {"a": Y}, verbose=0)


class _Two(tf.keras.Model):
    """Two layers that are made where they are used first."""

    def __init__(self):
        super().__init__()
        self.first, self.last = tf.keras.layers.Dense(3), tf.keras.layers.Dense(1)
        self.calls = 0

    def call(self, x):
        self.calls += 1
        return self.last(self.first(x))


def _lengths(count, batch_size=None, steps=None, data=None, **options):
    model = _Two()
    model.compile("sgd", "mse", **options)
    x, y = np.ones((count, 4), "float32"), np.ones((count, 1), "float32")
    if data is not None:
        model.fit(data(x, y), steps_per_epoch=steps, verbose=0)
    else:
        model.fit(x, y, batch_size=batch_size, verbose=0)
    return [layer._build_shapes["input_shape"][0] for layer in model.layers]


def test_one_trace_serves_batches_of_every_length():
    # TensorFlow: the length is known where all batches have it, and else it is not.
    assert _lengths(65) == [None, None]
    assert _lengths(64) == [32, 32]
    assert _lengths(20) == [None, None]
    assert _lengths(100, 25) == [25, 25]
    assert _lengths(65, run_eagerly=True) == [32, 32]

    def batches(x, y):
        return tf.data.Dataset.from_tensor_slices((x, y)).batch(30)

    assert _lengths(100, data=batches) == [None, None]
    assert _lengths(100, 2, 2, lambda x, y: iter([(x, y)] * 2)) == [None, None]
    model = _Two()
    model.compile("sgd", "mse")
    x, y = np.ones((65, 4), "float32"), np.ones((65, 1), "float32")
    model.fit(x, y, epochs=2, verbose=0)
    assert model.calls == 3  # to find the shapes, to make variables, and the trace
    assert len(model.train_function.traces) == 2


def test_a_list_of_one_output_gives_the_output():
    symbol = tf.keras.Input((4,))
    model = tf.keras.Model([symbol], [tf.keras.layers.Dense(2)(symbol)])
    x = np.ones((3, 4), "float32")
    assert model(x).shape == (3, 2)
    assert model.predict(x, verbose=0).shape == (3, 2)
    assert model.compute_output_shape((3, 4)) == [(3, 2)]


def test_generator_gives_its_first_two_batches_in_each_epoch() -> None:
    """Keras looks at two batches and puts them back, each time (TensorFlow 2.21)."""

    def batches(count: int) -> Iterator[Any]:
        for number in range(count):
            yield np.ones((1, 1)), np.full((1, 1), 10.0**number)

    dense = tf.keras.layers.Dense(1, kernel_initializer="ones")
    model = tf.keras.Sequential([tf.keras.Input((1,)), dense])
    model.compile(tf.keras.optimizers.SGD(0.0), "mse")
    history = model.fit(
        batches(4), validation_data=batches(2), epochs=2, verbose=0
    ).history
    assert history == {"loss": [251970.75, 40.5], "val_loss": [40.5, 40.5]}


def test_enumerate_of_a_dataset_in_a_function() -> None:
    """``for step, batch in enumerate(dataset)``, as training loops have it."""

    @tf.function
    def total(dataset: Any) -> Any:
        found = tf.constant(0, tf.int64)
        for step, element in enumerate(dataset):
            found += step * element
        return found

    assert int(total(tf.data.Dataset.range(4))) == 14


def test_checkpoint_waits_for_the_weights_of_a_model_without_any(tmp_path: Any) -> None:
    """They are restored while the model only looks for shapes, and stay."""

    class Two(K.Model):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.last = K.layers.Dense(3), K.layers.Dense(1)

        def call(self, x: Any) -> Any:
            return self.last(self.first(x))

    old, new = Two(), Two()
    expected = old(X).numpy()
    path = tf.train.Checkpoint(model=old).save(str(tmp_path / "two"))
    status = tf.train.Checkpoint(model=new).restore(path)
    np.testing.assert_array_equal(new(X).numpy(), expected)
    status.assert_consumed()
