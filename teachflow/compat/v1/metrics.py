"""``tf.metrics``: measures that run along with batches."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.models.metrics import classes as _classes
from teachflow.models.metrics import counts as _counts
from teachflow.models.metrics import curves as _curves
from teachflow.models.metrics import errors as _errors
from teachflow.models.metrics import running as _running

accuracy = at_home(_running.accuracy)
auc = at_home(_curves.auc)
false_negatives = at_home(_counts.false_negatives)
false_positives = at_home(_counts.false_positives)
mean = at_home(_running.mean)
mean_absolute_error = at_home(_errors.mean_absolute_error)
mean_cosine_distance = at_home(_errors.mean_cosine_distance)
mean_iou = at_home(_classes.mean_iou)
mean_per_class_accuracy = at_home(_classes.mean_per_class_accuracy)
mean_relative_error = at_home(_errors.mean_relative_error)
mean_squared_error = at_home(_errors.mean_squared_error)
mean_tensor = at_home(_running.mean_tensor)
percentage_below = at_home(_running.percentage_below)
precision = at_home(_counts.precision)
recall = at_home(_counts.recall)
root_mean_squared_error = at_home(_errors.root_mean_squared_error)
true_negatives = at_home(_counts.true_negatives)
true_positives = at_home(_counts.true_positives)

__all__ = [
    "accuracy",
    "auc",
    "false_negatives",
    "false_positives",
    "mean",
    "mean_absolute_error",
    "mean_cosine_distance",
    "mean_iou",
    "mean_per_class_accuracy",
    "mean_relative_error",
    "mean_squared_error",
    "mean_tensor",
    "percentage_below",
    "precision",
    "recall",
    "root_mean_squared_error",
    "true_negatives",
    "true_positives",
]

__getattr__ = _looking_up(__name__)
