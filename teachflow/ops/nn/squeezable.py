"""Labels and predictions of nearly one shape: a last axis of length 1 taken away."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.ops.arrays.reshaping import squeeze


def remove_squeezable_dimensions(
    labels: Any,
    predictions: Any,
    expected_rank_diff: int = 0,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Labels and predictions, the last axis of one squeezed where ranks want it.

    Ranks that are not known stay as they are.
    """
    here = home.choose((labels, predictions))
    with here.scope(name or "remove_squeezable_dimensions"):
        predictions = here.convert(predictions)
        labels = here.convert(labels)
        more, less = predictions.shape, labels.shape
        if more.rank is None or less.rank is None:
            return labels, predictions
        difference = more.rank - less.rank - expected_rank_diff
        if difference == 1 and more[-1:].is_compatible_with([1]):
            predictions = squeeze(predictions, [-1])
        elif difference == -1 and less[-1:].is_compatible_with([1]):
            labels = squeeze(labels, [-1])
        return labels, predictions


def squeeze_weights(weights: Any, values: Any) -> Any:
    """Weights without the last axis that they have beyond the values."""
    here = home.choose((weights, values))
    weights = here.convert(weights)
    if weights.shape.rank is None or values.shape.rank is None:
        return weights
    if weights.shape.rank == values.shape.rank + 1:
        return squeeze(weights, [-1])
    return weights
