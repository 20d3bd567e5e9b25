"""Metrics over many thresholds: the area under a curve."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.models.metrics.running import collect, fitted, metric_variable, opened
from teachflow.ops.arrays.create import ones_like
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.selecting import where
from teachflow.ops.math.arithmetic import div_no_nan, divide
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater, logical_and, logical_not
from teachflow.ops.math.math import log, multiply
from teachflow.ops.math.order import maximum, minimum
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.nn.weights import broadcast_weights
from teachflow.ops.state.state import assign_add

_EDGE = 1e-7  # the outer thresholds lie this far outside of [0, 1]
_SMALL = 1e-6  # keeps ratios finite
_SUMS = ("trapezoidal", "minoring", "majoring", "careful_interpolation")
Counts = dict[str, Any]


def _at_thresholds(
    labels: Any, predictions: Any, thresholds: list[float], weights: Any
) -> tuple[Counts, Counts]:
    """For each threshold the four counts so far, and the ops that add to them."""
    here = graph_of(labels, predictions, weights)
    predictions, labels, weights = fitted(
        cast(predictions, dt.float32), cast(labels, dt.bool_), weights
    )
    if weights is not None:
        weights = broadcast_weights(cast(weights, dt.float32), predictions)
        weights = reshape(weights, [1, -1])
    bounds = here.convert([[threshold] for threshold in thresholds], dt.float32)
    positive = greater(reshape(predictions, [1, -1]), bounds)
    yes = reshape(labels, [1, -1])
    negative, no = logical_not(positive), logical_not(yes)
    kept, updates = {}, {}
    for name, label, guess in (
        ("true_positives", yes, positive),
        ("false_negatives", yes, negative),
        ("true_negatives", no, negative),
        ("false_positives", no, positive),
    ):
        count = metric_variable([len(thresholds)], dt.float32, name)
        hits = cast(logical_and(label, guess), dt.float32)
        if weights is not None:
            hits = multiply(hits, weights)
        updates[name] = assign_add(count, reduce_sum(hits, 1))
        kept[name] = here.convert(count)
    return kept, updates


def _area(counts: Counts, curve: str, summation: str, name: str) -> Any:
    hit, missed = counts["true_positives"], counts["false_negatives"]
    wrong, right = counts["false_positives"], counts["true_negatives"]
    if summation == "careful_interpolation" and curve == "PR":
        return _interpolated(hit, wrong, missed, name)
    recall = divide(hit + _SMALL, hit + missed + _SMALL)
    if curve == "ROC":
        x, y = divide(wrong, wrong + right + _SMALL), recall
    else:
        x, y = recall, divide(hit + _SMALL, hit + wrong + _SMALL)
    low, high = y[:-1], y[1:]
    if summation == "minoring":
        heights = minimum(low, high)
    elif summation == "majoring":
        heights = maximum(low, high)
    else:
        heights = (low + high) / 2.0
    return reduce_sum(multiply(x[:-1] - x[1:], heights), name=name)


def _interpolated(hit: Any, wrong: Any, missed: Any, name: str) -> Any:
    """The area under precision and recall, counts taken as straight between thresholds.

    Within a stretch precision is ``(a + s·P) / P`` with P the number of positives, so
    its integral has a logarithm. Source: Davis and Goadrich, 2006.
    """
    gained = hit[:-1] - hit[1:]
    all_ = hit + wrong
    before, after = all_[:-1], all_[1:]
    slope = div_no_nan(gained, maximum(before - after, 0))
    start = hit[1:] - multiply(slope, after)
    some = logical_and(before > 0, after > 0)
    ratio = where(some, div_no_nan(before, maximum(after, 0)), ones_like(after))
    area = multiply(slope, gained + multiply(start, log(ratio)))
    total = maximum(hit[1:] + missed[1:], 0)
    return reduce_sum(div_no_nan(area, total), name=name)


def auc(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    curve: str = "ROC",
    name: str | None = None,
    summation_method: str = "trapezoidal",
    thresholds: Any = None,
) -> tuple[Any, Any]:
    """Returns the area under the curve of all predictions so far, and the update op.

    Labels are truths, predictions lie in [0, 1]; the curve ("ROC": true against false
    positives, or "PR": precision against recall) is drawn through ``num_thresholds``
    points. Raises ``ValueError`` for another curve or way to sum. Unlike TensorFlow, it
    takes predictions outside of [0, 1] and builds fewer nodes. Source:
    tf.compat.v1.metrics.auc.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(round(float(sess.run(update)), 4))
    0.75
    """
    if curve not in ("ROC", "PR"):
        raise ValueError(f"Curve must be either ROC or PR. Curve {curve} is unknown.")
    if summation_method not in _SUMS:
        raise ValueError(
            f"Invalid summation_method: {summation_method} summation_method should be "
            f"one of {', '.join(_SUMS)}."
        )
    with home.within(graph_of(labels, predictions, weights)), opened(name, "auc"):
        if thresholds is None:
            steps = num_thresholds - 1
            inner = [step / steps for step in range(1, steps)]
        else:
            inner = sorted(thresholds)
        bounds = [-_EDGE, *inner, 1.0 + _EDGE]
        kept, updates = _at_thresholds(labels, predictions, bounds, weights)
        value = _area(kept, curve, summation_method, "value")
        collect(metrics_collections, value)
        update = _area(updates, curve, summation_method, "update_op")
        return value, collect(updates_collections, update)
