"""``Steps``: what a model is compiled with, and what it does with one batch."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core.nest import flatten
from teachflow.keras import metrics as metrics_room
from teachflow.keras import optimizers
from teachflow.keras.config import floatx
from teachflow.keras.saving import deserialize_keras_object, serialize_keras_object
from teachflow.keras.training.compiled import CompileLoss, CompileMetrics
from teachflow.keras.training.data import unpack_x_y_sample_weight


class Steps:
    """The base of ``Trainer``: one step of training, of testing, of predicting."""

    optimizer: Any = None
    loss: Any = None
    compiled = False
    stop_training = False
    stop_evaluating = False
    stop_predicting = False
    run_eagerly = False
    steps_per_execution = 1
    history: Any = None
    train_function: Any = None
    test_function: Any = None
    predict_function: Any = None
    _compile_loss: Any = None
    _compile_metrics: Any = None
    _loss_tracker: Any = None
    _compile_config: Any = None

    def __init__(self) -> None:
        """Nothing is compiled yet."""

    def _note(self, **values: Any) -> None:
        """Keeps training's own things, which are no part of the layer."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def _model(self) -> Any:
        """The same object, as the layer that it is too."""
        return self

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        loss_weights: Any = None,
        metrics: Any = None,
        weighted_metrics: Any = None,
        run_eagerly: bool = False,
        steps_per_execution: int = 1,
        jit_compile: Any = "auto",
        auto_scale_loss: bool = True,
    ) -> None:
        """Says what the model is trained by.

        ``loss`` and ``metrics`` are names, functions or objects; for several outputs
        lists or dicts of them; where they are not given, those of the last ``compile``
        stay, as in TensorFlow. A step is traced once and then run as a graph, unless
        ``run_eagerly``. Unlike TensorFlow, ``jit_compile``, ``steps_per_execution`` and
        ``auto_scale_loss`` change nothing. Source: tf.keras.Model.compile.
        """
        names = getattr(self, "output_names", None)
        self._note(optimizer=optimizers.get(optimizer))
        # What is not given stays as the last `compile` left it.
        if loss is not None:
            loss_of_all = loss and CompileLoss(loss, loss_weights, names)
            self._note(_compile_loss=loss_of_all, loss=loss)
        if metrics is not None or weighted_metrics is not None:
            compile_metrics = CompileMetrics(metrics, weighted_metrics, names)
            self._note(_compile_metrics=compile_metrics)
        config = {
            "optimizer": optimizer,
            "loss": loss,
            "loss_weights": loss_weights,
            "metrics": metrics,
            "weighted_metrics": weighted_metrics,
            "run_eagerly": run_eagerly,
            "steps_per_execution": steps_per_execution,
        }
        self._note(
            run_eagerly=run_eagerly,
            steps_per_execution=steps_per_execution,
            jit_compile=bool(jit_compile) and jit_compile != "auto",
            stop_training=False,
            compiled=True,
            train_function=None,
            test_function=None,
            predict_function=None,
            _loss_tracker=metrics_room.Mean(name="loss"),
            _compile_config=config,
        )

    @property
    def metrics(self) -> list[Any]:
        """All metrics: the mean loss, those of ``compile``, those of the layers."""
        found = []
        if self.compiled:
            found = [self._loss_tracker]
            if self._compile_metrics is not None:
                found.append(self._compile_metrics)
            if self._compile_loss:
                found.extend(self._compile_loss.metrics)
        found.extend(self._model._metrics)
        for layer in self._model._flatten_layers(include_self=False):
            if not isinstance(layer, Steps):
                found.extend(m for m in layer._metrics if m not in found)
        return found

    def compiled_loss(
        self,
        y: Any,
        y_pred: Any,
        sample_weight: Any = None,
        regularization_losses: Any = None,
    ) -> Any:
        """``compute_loss`` under its old name; warns that it is old.

        ``regularization_losses`` changes nothing.
        """
        warnings.warn(
            "`model.compiled_loss()` is deprecated. Instead, use "
            "`model.compute_loss(x, y, y_pred, sample_weight, training)`.",
            stacklevel=2,
        )
        return self.compute_loss(y=y, y_pred=y_pred, sample_weight=sample_weight)

    @property
    def compiled_metrics(self) -> Any:
        """The metrics of ``compile``, to ``update_state``: an old name."""
        return _CompiledMetrics(self)

    @property
    def metrics_names(self) -> list[str]:
        """The names of ``metrics``."""
        return [metric.name for metric in self.metrics]

    def reset_metrics(self) -> None:
        """Begins all metrics anew."""
        for metric in self.metrics:
            metric.reset_state()

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Any:
        """The loss of a batch, a scalar: that of ``compile``, and what layers add.

        Raises ``ValueError`` where there is none of either.
        """
        parts = []
        if self._compile_loss:
            loss = self._compile_loss(y, y_pred, sample_weight)
            if loss is not None:
                parts.append(loss)
        parts += [tf.reduce_sum(tf.cast(v, floatx())) for v in self._model.losses]
        if not parts:
            raise ValueError(
                "No loss to compute. Provide a `loss` argument in `compile()`."
            )
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return total

    def _loss_of(self, training: bool, **parts: Any) -> Any:
        """``compute_loss``, which a subclass may have written without ``training``."""
        if "training" in inspect.signature(self.compute_loss).parameters:
            parts["training"] = training
        loss = self.compute_loss(**parts)
        first = next(leaf for leaf in flatten(parts["x"]) if leaf is not None)
        self._loss_tracker.update_state(loss, sample_weight=tf.shape(first)[0])
        return loss

    def compute_metrics(
        self, x: Any, y: Any, y_pred: Any, sample_weight: Any = None
    ) -> dict[str, Any]:
        """Shows a batch to the metrics of ``compile``; returns all results by name."""
        if self._compile_metrics is not None:
            self._compile_metrics.update_state(y, y_pred, sample_weight)
        return self.get_metrics_result()

    def get_metrics_result(self) -> dict[str, Any]:
        """The results of all metrics by name."""
        results: dict[str, Any] = {}
        for metric in self.metrics:
            result = metric.result()
            results.update(
                result if isinstance(result, dict) else {metric.name: result}
            )
        return results

    def _output_of(self, x: Any, training: bool) -> Any:
        if self._model._takes_training:
            return self._model(x, training=training)
        return self._model(x)

    def train_step(self, data: Any) -> Any:
        """One step of training on a batch; returns the metrics by name.

        Subclasses may write their own.
        """
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self._output_of(x, training=True)
            loss = self._loss_of(
                True, x=x, y=y, y_pred=y_pred, sample_weight=sample_weight
            )
            loss = self.optimizer.scale_loss(loss)
        weights = self._model.trainable_weights
        if weights:
            gradients = tape.gradient(loss, weights)
            self.optimizer.apply_gradients(zip(gradients, weights, strict=True))
        else:
            warnings.warn(
                "The model does not have any trainable weights.", stacklevel=2
            )
        return self.compute_metrics(x, y, y_pred, sample_weight=sample_weight)

    def test_step(self, data: Any) -> Any:
        """One batch of ``evaluate``; returns the metrics by name."""
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        y_pred = self._output_of(x, training=False)
        self._loss_of(False, x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        return self.compute_metrics(x, y, y_pred, sample_weight=sample_weight)

    def predict_step(self, data: Any) -> Any:
        """One batch of ``predict``; returns the outputs."""
        x, _, _ = unpack_x_y_sample_weight(data)
        return self._output_of(x, training=False)

    def _traced(self, step: Any) -> Any:
        """``step``, traced once by shapes where that is wanted."""
        function = getattr(tf, "function", None)
        if self.run_eagerly or function is None:
            return step
        return function(step, autograph=False, reduce_retracing=True)

    def make_train_function(self, force: bool = False) -> Any:
        """What ``fit`` calls on each batch."""
        if self.train_function is None or force:
            self._note(train_function=self._traced(self.train_step))
        return self.train_function

    def make_test_function(self, force: bool = False) -> Any:
        """What ``evaluate`` calls on each batch."""
        if self.test_function is None or force:
            self._note(test_function=self._traced(self.test_step))
        return self.test_function

    def make_predict_function(self, force: bool = False) -> Any:
        """What ``predict`` calls on each batch."""
        if self.predict_function is None or force:
            self._note(predict_function=self._traced(self.predict_step))
        return self.predict_function

    def _assert_compiled(self) -> None:
        if not self.compiled:
            raise ValueError("You must call `compile()` before using the model.")

    def _begin(self, step: Any, specs: Any) -> None:
        """Makes ready for the first step of a round.

        A step is traced for ``specs``, which tell what all batches have in common: so
        that one trace serves them all, and variables are made on the way. A step that
        is no traced function makes its variables where it needs them.
        """
        if hasattr(step, "get_concrete_function") and not getattr(step, "traces", ()):
            step.get_concrete_function(specs)

    def _make_variables(self, batch: Any, train: bool) -> None:
        """Builds what the first step would build, before that step is traced."""
        x, _, _ = unpack_x_y_sample_weight(batch)
        layers = self._model._flatten_layers()
        if not all(layer.built for layer in layers):
            self._output_of(x, training=False)
        if train and self.optimizer is not None and not self.optimizer.built:
            self.optimizer.build(self._model.trainable_variables)

    def _results(self, logs: Any) -> Any:
        """The metrics' results, or ``logs`` where a step gave others."""
        results = self.get_metrics_result()
        if isinstance(logs, dict) and set(logs) == set(results):
            return results
        return logs

    def get_compile_config(self) -> dict[str, Any]:
        """What ``compile_from_config`` takes: the arguments of ``compile`` as data."""
        config: dict[str, Any] = serialize_keras_object(self._compile_config or {})
        return config

    def compile_from_config(self, config: dict[str, Any]) -> None:
        """``compile`` with what ``get_compile_config`` gave."""
        self.compile(**deserialize_keras_object(config))
        if self._model.built:
            self.optimizer.build(self._model.trainable_variables)


class _CompiledMetrics:
    """What ``model.compiled_metrics`` gives: ``update_state`` for all metrics."""

    def __init__(self, model: Steps) -> None:
        self._model = model

    def update_state(self, y: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Shows a batch to the metrics of ``compile``."""
        metrics = self._model._compile_metrics
        if metrics is not None:
            metrics.update_state(y, y_pred, sample_weight)
