"""``Trainer``: the rounds of ``fit``, ``evaluate`` and ``predict``."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.keras import callbacks as callbacks_room
from teachflow.keras import optimizers
from teachflow.keras.training.compiled import CompileMetrics
from teachflow.keras.training.data import (
    batch_of_tensors,
    batches_of,
    split_off,
    unpack_x_y_sample_weight,
    weights_of_classes,
)
from teachflow.keras.training.epochs import Epochs
from teachflow.keras.training.steps import Steps
from teachflow.keras.tree import map_structure
from teachflow.keras.utils.progress import plain_logs


class Trainer(Steps):
    """The base of models that ``compile``, ``fit``, ``evaluate`` and ``predict``."""

    def _callbacks(self, given: Any, verbose: Any, **params: Any) -> Any:
        if isinstance(given, callbacks_room.CallbackList):
            return given
        history = params.pop("history", False)
        return callbacks_room.CallbackList(
            given,
            add_history=history,
            add_progbar=verbose != 0,
            model=self,
            verbose=verbose,
            **params,
        )

    def _in_order(self, logs: dict[str, Any]) -> Any:
        names: list[str] = []
        for metric in self.metrics:
            inner = metric.metrics if isinstance(metric, CompileMetrics) else [metric]
            names += [part.name for part in inner]
        values = [logs[name] for name in names if name in logs]
        values += [logs[name] for name in sorted(logs) if name not in names]
        return values[0] if len(values) == 1 else values

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: Any = "auto",
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: Any = True,
        class_weight: Any = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq: Any = 1,
    ) -> Any:
        """Trains for ``epochs`` rounds; returns the ``History``.

        ``x`` and ``y`` are arrays (or lists and dicts of them); or ``x`` alone is a
        dataset, a ``PyDataset`` or a generator of batches. ``verbose`` 1 shows a bar, 2
        a line for each epoch, 0 nothing. Source: tf.keras.Model.fit.

        >>> import teachflow as tf
        >>> model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
        >>> model.compile("sgd", "mse")
        >>> history = model.fit(tf.zeros([8, 2]), tf.zeros([8, 1]), verbose=0)
        >>> history.history
        {'loss': [0.0]}
        """
        self._assert_compiled()
        if validation_split and validation_data is None:
            parts = (x, y, sample_weight)
            (x, y, sample_weight), validation_data = split_off(parts, validation_split)
        options = {"shuffle": shuffle, "class_weight": class_weight}
        source = batches_of(x, y, sample_weight, batch_size, steps_per_epoch, **options)
        rounds = Epochs(source, steps_per_epoch)
        validation = None
        if validation_data is not None:
            size = validation_batch_size or batch_size
            parts = unpack_x_y_sample_weight(validation_data)
            validation = Epochs(
                batches_of(*parts, size, validation_steps), validation_steps
            )
        shown = self._callbacks(
            callbacks, verbose, history=True, epochs=epochs, steps=rounds.num_batches
        )
        self._note(stop_training=False)
        step_on = self.make_train_function()
        shown.on_train_begin()
        logs: Any = {}
        epoch_logs: dict[str, Any] = {}
        for epoch in range(initial_epoch, epochs):
            self.reset_metrics()
            shown.on_epoch_begin(epoch)
            for step, batch in rounds.steps():
                if step == 0:
                    self._begin(step_on, source.specs_of(batch))
                shown.on_train_batch_begin(step)
                logs = step_on(batch)
                shown.on_train_batch_end(step, logs)
                if self.stop_training:
                    break
            epoch_logs = dict(self._results(logs) or {})
            if validation is not None and _due(epoch, validation_freq):
                found = self._evaluated(validation, shown)
                epoch_logs.update({f"val_{name}": found[name] for name in found})
            shown.on_epoch_end(epoch, epoch_logs)
            if self.stop_training:
                break
        if isinstance(self.optimizer, optimizers.Optimizer) and epochs > 0:
            self.optimizer.finalize_variable_values(self._model.trainable_weights)
        shown.on_train_end(epoch_logs)
        return self.history

    def _evaluated(self, rounds: Epochs, shown: Any) -> dict[str, Any]:
        step_on = self.make_test_function()
        self._note(stop_evaluating=False)
        shown.on_test_begin()
        self.reset_metrics()
        rounds.begin_anew()
        logs: Any = {}
        for step, batch in rounds.steps():
            if step == 0:
                self._begin(step_on, rounds.batches.specs_of(batch))
            shown.on_test_batch_begin(step)
            logs = step_on(batch)
            shown.on_test_batch_end(step, logs)
            if self.stop_evaluating:
                break
        results = plain_logs(self._results(logs))
        shown.on_test_end(results)
        return results

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: Any = "auto",
        sample_weight: Any = None,
        steps: int | None = None,
        callbacks: Any = None,
        return_dict: bool = False,
        **kwargs: Any,
    ) -> Any:
        """The loss and the metrics: a number, a list, or a dict with ``return_dict``.

        Source: tf.keras.Model.evaluate.
        """
        self._assert_compiled()
        if kwargs:
            raise ValueError(f"Arguments not recognized: {kwargs}")
        rounds = Epochs(batches_of(x, y, sample_weight, batch_size, steps), steps)
        shown = self._callbacks(callbacks, verbose, epochs=1, steps=rounds.num_batches)
        logs = self._evaluated(rounds, shown)
        return logs if return_dict else self._in_order(logs)

    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: Any = "auto",
        steps: int | None = None,
        callbacks: Any = None,
    ) -> Any:
        """The outputs for all of ``x``, as arrays. Source: tf.keras.Model.predict."""
        rounds = Epochs(batches_of(x, None, None, batch_size, steps), steps)
        shown = self._callbacks(callbacks, verbose, epochs=1, steps=rounds.num_batches)
        step_on = self.make_predict_function()
        self._note(stop_predicting=False)
        shown.on_predict_begin()
        found: list[Any] = []
        for step, batch in rounds.steps():
            if step == 0:
                self._make_variables(batch, train=False)
            shown.on_predict_batch_begin(step)
            found.append(step_on(batch))
            shown.on_predict_batch_end(step, {"outputs": found[-1]})
            if self.stop_predicting:
                break
        shown.on_predict_end()
        if not found:
            raise ValueError(
                "Unexpected result of `predict_function`: there was no batch in `x`."
            )
        return map_structure(_joined, *found)

    def train_on_batch(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        class_weight: Any = None,
        return_dict: bool = False,
    ) -> Any:
        """One step on one batch; returns what ``evaluate`` would.

        Source: tf.keras.Model.train_on_batch.
        """
        self._assert_compiled()
        if class_weight is not None:
            if sample_weight is not None:
                raise ValueError(
                    "Arguments `sample_weight` and `class_weight` cannot be specified "
                    f"at the same time. Received: sample_weight={sample_weight}, "
                    f"class_weight={class_weight}"
                )
            sample_weight = weights_of_classes(y, class_weight)
        batch = batch_of_tensors((x, y, sample_weight))
        self._make_variables(batch, train=True)
        self.reset_metrics()
        logs = plain_logs(self.make_train_function()(batch))
        return logs if return_dict else self._in_order(logs)

    def test_on_batch(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        return_dict: bool = False,
    ) -> Any:
        """``evaluate`` of one batch. Source: tf.keras.Model.test_on_batch."""
        self._assert_compiled()
        batch = batch_of_tensors((x, y, sample_weight))
        self._make_variables(batch, train=False)
        self.reset_metrics()
        logs = plain_logs(self.make_test_function()(batch))
        return logs if return_dict else self._in_order(logs)

    def predict_on_batch(self, x: Any) -> Any:
        """The outputs for one batch. Source: tf.keras.Model.predict_on_batch."""
        batch = batch_of_tensors((x,))
        self._make_variables(batch, train=False)
        outputs = self.make_predict_function()(batch)
        return map_structure(lambda output: output.numpy(), outputs)


def _due(epoch: int, frequency: Any) -> bool:
    if isinstance(frequency, int):
        return (epoch + 1) % frequency == 0
    if isinstance(frequency, list):
        return epoch + 1 in frequency
    raise ValueError(
        "Expected `validation_freq` to be a list or int. Received: "
        f"validation_freq={frequency} of the type {type(frequency)}."
    )


def _joined(*parts: Any) -> Any:
    arrays = [part.numpy() for part in parts]
    return np.concatenate(arrays) if np.ndim(arrays[0]) else np.stack(arrays)
