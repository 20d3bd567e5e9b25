"""What ``compile`` is told, applied to outputs: losses and metrics for each of them."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core.nest import flatten
from teachflow.keras import losses, metrics
from teachflow.keras.config import floatx
from teachflow.keras.losses.loss import Loss, LossFunctionWrapper
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.state import to_snake_case
from teachflow.keras.tree import is_nested


def _name_of(obj: Any) -> str:
    if hasattr(obj, "name"):
        return str(obj.name)
    return to_snake_case(getattr(obj, "__name__", type(obj).__name__))


def _kind_of(y_true: Any, y_pred: Any) -> str:
    """What labels are: binary, sparse_categorical or categorical, by the shapes."""
    if y_pred.shape[-1] == 1:
        return "binary"
    shorter = len(y_true.shape) < len(y_pred.shape)
    column = len(y_true.shape) > 0 and y_true.shape[-1] == 1 and y_pred.shape[-1] > 1
    return "sparse_categorical" if shorter or column else "categorical"


def metric_for(identifier: Any, y_true: Any, y_pred: Any) -> Any:
    """The metric that ``identifier`` means; "accuracy" depends on the shapes."""
    if identifier is None:
        raise ValueError("Expected metric, received `None`")
    if str(identifier).lower() in ("accuracy", "acc"):
        kind = {
            "binary": metrics.BinaryAccuracy,
            "sparse_categorical": metrics.SparseCategoricalAccuracy,
            "categorical": metrics.CategoricalAccuracy,
        }[_kind_of(y_true, y_pred)]
        found: Any = kind(name=str(identifier))
    else:
        found = metrics.get(identifier)
    name = identifier if isinstance(identifier, str) else _name_of(found)
    if not isinstance(found, Metric):
        found = metrics.MeanMetricWrapper(found)
    found.name = name
    return found


def loss_for(identifier: Any, y_true: Any, y_pred: Any) -> Any:
    """The loss that ``identifier`` means; "crossentropy" depends on the shapes."""
    if identifier is None:
        return None
    if str(identifier).lower() in ("crossentropy", "ce"):
        found: Any = {
            "binary": losses.binary_crossentropy,
            "sparse_categorical": losses.sparse_categorical_crossentropy,
            "categorical": losses.categorical_crossentropy,
        }[_kind_of(y_true, y_pred)]
    else:
        found = losses.get(identifier)
    if not isinstance(found, Loss):
        name = identifier if isinstance(identifier, str) else _name_of(found)
        found = LossFunctionWrapper(found, name=name)
    return found


def _in_order(value: Any, names: list[str] | None, count: int, what: str) -> list[Any]:
    """One of ``value`` for each output: by name, by place, or the same for all."""
    if isinstance(value, dict):
        known = names or sorted(value)
        unknown = set(value) - set(known)
        if unknown:
            raise ValueError(
                f"Expected keys {known} in {what} dict, but found "
                f"{what}.keys()={list(value)}"
            )
        return [value.get(name) for name in known]
    if isinstance(value, list | tuple):
        if len(value) != count:
            raise ValueError(
                f"`{what}` has {len(value)} items, but the model has {count} outputs"
                f"{f' {names}' if names else ''}: give one for each."
            )
        return list(value)
    return [value] * count


def _outputs(value: Any, names: list[str] | None) -> list[Any]:
    if isinstance(value, dict):
        keys = names if names and set(names) == set(value) else sorted(value)
        return [value[key] for key in keys]
    return flatten(value)


def _output_names(y_pred: Any, names: list[str] | None) -> list[str] | None:
    if isinstance(y_pred, dict) and not (names and set(names) == set(y_pred)):
        return sorted(y_pred)
    return names


class CompileLoss:
    """The loss of all outputs together, each times its weight."""

    def __init__(self, loss: Any, loss_weights: Any, names: list[str] | None) -> None:
        if loss_weights and not isinstance(loss_weights, list | tuple | dict | float):
            raise ValueError(
                "Expected `loss_weights` argument to be a float (single output case) "
                "or a list, tuple, or dict (multiple output case). Received instead: "
                f"loss_weights={loss_weights} of type {type(loss_weights)}"
            )
        self.given, self.weights, self.names = loss, loss_weights, names
        self.metrics: list[Any] = []
        self._parts: list[tuple[Any, Any]] | None = None

    def _build(self, y_true: list[Any], y_pred: list[Any], names: Any) -> None:
        count = len(y_pred)
        chosen = _in_order(self.given, names, count, "loss")
        weights = _in_order(self.weights, names, count, "loss_weights")
        self._parts = [
            (loss_for(loss, true, pred), weight)
            for loss, weight, true, pred in zip(
                chosen, weights, y_true, y_pred, strict=True
            )
        ]
        if count > 1:
            for number, (loss, _) in enumerate(self._parts):
                if loss is not None:
                    name = names[number] if names else loss.name
                    self.metrics.append(metrics.Mean(name=f"{name}_loss"))

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The loss, a scalar; None where no output has one."""
        names = _output_names(y_pred, self.names)
        predictions = _outputs(y_pred, names)
        labels = _outputs(y_true, names)
        if len(labels) != len(predictions):
            labels = self._labels_where_asked(labels, len(predictions), y_true, y_pred)
        if self._parts is None:
            self._build(labels, predictions, names)
        weights = [sample_weight] * len(predictions)
        if is_nested(sample_weight):
            weights = _outputs(sample_weight, names)
        total = None
        seen = iter(self.metrics)
        for (loss, factor), true, pred, weight in zip(
            self._parts or (), labels, predictions, weights, strict=True
        ):
            if loss is None:
                continue
            value = tf.cast(loss(true, pred, weight), floatx())
            if self.metrics:
                # In a traced step Keras does not know how many samples there are.
                size = None if pred.home.symbolic else pred.shape[0]
                next(seen).update_state(value, sample_weight=size)
            if factor is not None:
                value = value * factor
            total = value if total is None else total + value
        return total

    def _labels_where_asked(
        self, labels: list[Any], count: int, y_true: Any, y_pred: Any
    ) -> list[Any]:
        """Labels in the places of the outputs that have a loss."""
        chosen = _in_order(self.given, self.names, count, "loss")
        places = [number for number, loss in enumerate(chosen) if loss is not None]
        if len(places) != len(labels):
            raise ValueError(
                "y_true and y_pred have different structures.\n"
                f"y_true: {len(flatten(y_true))} arrays\n"
                f"y_pred: {len(flatten(y_pred))} arrays\n"
            )
        spread = [None] * count
        for place, label in zip(places, labels, strict=True):
            spread[place] = label
        return spread


class CompileMetrics(Metric):
    """The metrics of all outputs, with and without weights."""

    def __init__(self, given: Any, weighted: Any, names: list[str] | None) -> None:
        super().__init__(name="compile_metrics")
        for what, value in (("metrics", given), ("weighted_metrics", weighted)):
            if value and not isinstance(value, list | tuple | dict):
                raise ValueError(
                    f"Expected `{what}` argument to be a list, tuple, or dict. "
                    f"Received instead: {what}={value} of type {type(value)}"
                )
        self._given = (given, weighted)
        self._names = names
        self._flat: list[tuple[str | None, list[Any], list[Any]]] = []
        self.built = False

    @property
    def metrics(self) -> list[Any]:
        """All metrics, those with weights last."""
        plain = [metric for _, found, _ in self._flat for metric in found]
        return plain + [metric for _, _, found in self._flat for metric in found]

    @property
    def variables(self) -> list[Any]:
        """The variables of all metrics."""
        return [variable for metric in self.metrics for variable in metric.variables]

    def _build(self, y_true: list[Any], y_pred: list[Any], names: Any) -> None:
        count = len(y_pred)
        for number, (true, pred) in enumerate(zip(y_true, y_pred, strict=True)):
            made: list[list[Any]] = []
            for given, what in zip(
                self._given, ("metrics", "weighted_metrics"), strict=True
            ):
                if not given:
                    made.append([])
                    continue
                one: Any = given if count == 1 else None
                if count > 1:
                    one = _in_order(given, names, count, what)[number]
                found = [part for part in flatten(one) if part is not None]
                made.append([metric_for(part, true, pred) for part in found])
            name = names[number] if names and count > 1 else None
            self._flat.append((name, made[0], made[1]))
        self.built = True

    def update_state(self, y: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        names = _output_names(y_pred, self._names)
        predictions, labels = _outputs(y_pred, names), _outputs(y, names)
        if not self.built:
            self._build(labels, predictions, names)
        weights = [sample_weight] * len(predictions)
        if is_nested(sample_weight):
            weights = _outputs(sample_weight, names)
        for (_, plain, weighted), true, pred, weight in zip(
            self._flat, labels, predictions, weights, strict=True
        ):
            for metric in plain:
                metric.update_state(true, pred)
            for metric in weighted:
                metric.update_state(true, pred, sample_weight=weight)

    def reset_state(self) -> None:
        """Begins all metrics anew."""
        for metric in self.metrics:
            metric.reset_state()

    def result(self) -> dict[str, Any]:
        """The results by name: with several outputs the output's name comes first."""
        if not self.built:
            raise ValueError(
                "Cannot get result() since the metric has not yet been built."
            )
        results: dict[str, Any] = {}
        for place in (1, 2):
            for row in self._flat:
                found: Any = row[place]
                for metric in found:
                    name = f"{row[0]}_{metric.name}" if row[0] else metric.name
                    if name in results and place == 2:
                        name = f"weighted_{name}"
                    again, count = name, 0
                    while again in results:
                        count += 1
                        again = f"{name}_{count}"
                    results[again] = metric.result()
        return results
