"""Callbacks that write files, and the order in which all are called."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf
from teachflow.summaries.runs import read_runs

K = tf.keras
X = np.linspace(-1, 1, 24, dtype="float32").reshape(8, 3)
Y = X.sum(axis=1, keepdims=True)


def small():
    model = K.Sequential([K.Input((3,)), K.layers.Dense(1)])
    model.compile(K.optimizers.SGD(0.1), "mse", metrics=["mae"])
    return model


def test_checkpoints_keep_the_best_weights(tmp_path):
    path = tmp_path / "kept" / "{epoch:02d}.weights.h5"
    model = small()
    save = K.callbacks.ModelCheckpoint(
        path, monitor="loss", save_best_only=True, save_weights_only=True
    )
    model.fit(X, Y, epochs=3, verbose=0, callbacks=[save])
    saved = sorted(file.name for file in path.parent.iterdir())
    assert saved == ["01.weights.h5", "02.weights.h5", "03.weights.h5"]
    other = small()
    other.load_weights(path.parent / "03.weights.h5")
    np.testing.assert_array_equal(
        other.predict(X, verbose=0), model.predict(X, verbose=0)
    )


def test_checkpoints_by_batches_and_what_they_say(tmp_path, capsys):
    path = str(tmp_path / "{epoch}-{batch}.weights.h5")
    save = K.callbacks.ModelCheckpoint(
        path, save_freq=3, save_weights_only=True, verbose=1
    )
    small().fit(X, Y, epochs=2, batch_size=2, verbose=0, callbacks=[save])
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["1-3.weights.h5", "2-2.weights.h5"]
    assert "Epoch 1: saving model to" in capsys.readouterr().out


def test_a_whole_model_is_refused_with_what_to_do(tmp_path):
    save = K.callbacks.ModelCheckpoint(str(tmp_path / "model.keras"))
    with pytest.raises(NotImplementedError, match="save_weights"):
        small().fit(X, Y, verbose=0, callbacks=[save])


def test_csv_rows(tmp_path):
    path = tmp_path / "log.csv"
    for append in (False, True):
        log = K.callbacks.CSVLogger(path, separator=";", append=append)
        small().fit(X, Y, epochs=2, verbose=0, validation_split=0.25, callbacks=[log])
    lines = path.read_text().splitlines()
    assert lines[0] == "epoch;loss;mae;val_loss;val_mae"
    assert [line.split(";")[0] for line in lines[1:]] == ["0", "1", "0", "1"]


def test_early_stopping_warns_of_a_name_that_is_not_there():
    stop = K.callbacks.EarlyStopping(monitor="val_mae")
    with pytest.warns(UserWarning, match=r"`val_mae` which is not available.*loss,mae"):
        small().fit(X, Y, verbose=0, callbacks=[stop])


def test_early_stopping_says_what_it_does(capsys):
    stop = K.callbacks.EarlyStopping(
        monitor="loss", patience=1, min_delta=9, verbose=1, restore_best_weights=True
    )
    small().fit(X, Y, epochs=9, verbose=0, callbacks=[stop])
    out = capsys.readouterr().out
    assert out == (
        "Epoch 2: early stopping\n"
        "Restoring model weights from the end of the best epoch: 1.\n"
    )


def test_nan_can_be_an_error():
    model = small()
    model.compile(K.optimizers.SGD(1e30), "mse")
    stop = K.callbacks.TerminateOnNaN(raise_error=True)
    with pytest.raises(RuntimeError, match="NaN or Inf loss encountered at batch"):
        model.fit(X, Y, epochs=9, verbose=0, callbacks=[stop])


def test_event_files_hold_the_numbers(tmp_path):
    board = K.callbacks.TensorBoard(tmp_path, update_freq="batch")
    history = small().fit(
        X,
        Y,
        epochs=2,
        batch_size=4,
        verbose=0,
        validation_split=0.25,
        callbacks=[board],
    )
    runs = {run.name: run.scalars for run in read_runs(tmp_path)}
    assert sorted(runs) == ["train", "validation"]
    train, validation = runs["train"], runs["validation"]
    assert sorted(train) == [
        "batch_loss",
        "batch_mae",
        "epoch_learning_rate",
        "epoch_loss",
        "epoch_mae",
    ]
    assert train["batch_loss"].steps == [1, 2, 3, 4]
    np.testing.assert_allclose(train["epoch_loss"].values, history.history["loss"])
    losses = history.history["val_loss"]
    np.testing.assert_allclose(validation["epoch_loss"].values, losses)
    assert validation["evaluation_loss_vs_iterations"].steps == [2, 4]


def test_event_files_hold_weights_and_how_quick_training_is(tmp_path):
    # TensorFlow: batches count from 1, weights are written by their paths.
    board = K.callbacks.TensorBoard(
        tmp_path, histogram_freq=2, write_steps_per_second=True, update_freq=2
    )
    K.backend.clear_session()
    small().fit(X, Y, epochs=3, batch_size=4, verbose=0, callbacks=[board])
    (run,) = read_runs(tmp_path)
    assert run.scalars["batch_loss"].steps == [2, 4, 6]
    assert run.scalars["batch_steps_per_second"].steps == [2, 4, 6]
    assert run.scalars["epoch_steps_per_second"].steps == [0, 1, 2]
    assert min(run.scalars["epoch_steps_per_second"].values) > 0
    weights = {f"sequential/dense/{name}/histogram" for name in ("bias", "kernel")}
    assert set(run.histograms) == weights


def test_callbacks_see_one_dict_of_numbers_in_order():
    class Doubles(K.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["twice"] = 2 * logs["loss"]

    history = small().fit(X, Y, epochs=2, verbose=0, callbacks=[Doubles()]).history
    assert history["twice"] == [2 * loss for loss in history["loss"]]
