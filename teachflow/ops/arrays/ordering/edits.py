"""How many edits make one sequence of another."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import bracketed
from teachflow.ops.arrays.sparse.tensor import SparseTensor


def _distance(given: list[Any], truth: list[Any]) -> int:
    """Levenshtein's distance: insertions, deletions and replacements."""
    row = list(range(len(truth) + 1))
    for count, element in enumerate(given, 1):
        corner, row[0] = row[0], count
        for place, other in enumerate(truth, 1):
            replaced = corner + (element != other)
            corner = row[place]
            row[place] = min(replaced, row[place] + 1, row[place - 1] + 1)
    return row[-1]


def _sequences(indices: Any, values: Any) -> dict[tuple[int, ...], list[Any]]:
    found: dict[tuple[int, ...], list[Any]] = {}
    for place, value in zip(indices.tolist(), values.tolist(), strict=True):
        found.setdefault(tuple(place[:-1]), []).append(value)
    return found


@op(
    "EditDistance",
    "int64, T, int64, int64, T, int64 -> float32",
    shape=rules.unknown,
    differentiable=False,
)
def edit_distance_op(
    hypothesis_indices: Any,
    hypothesis_values: Any,
    hypothesis_shape: Any,
    truth_indices: Any,
    truth_values: Any,
    truth_shape: Any,
    *,
    normalize: bool = True,
) -> Any:
    """The distance of each sequence (last axis) of two sparse tensors."""
    if len(hypothesis_shape) != len(truth_shape):
        raise InvalidArgumentError(
            None,
            None,
            f"hypothesis_shape and truth_shape must have the same rank, but are "
            f"{bracketed(hypothesis_shape)} and {bracketed(truth_shape)}",
        )
    lengths = np.maximum(hypothesis_shape, truth_shape)[:-1].tolist()
    given = _sequences(hypothesis_indices, hypothesis_values)
    truth = _sequences(truth_indices, truth_values)
    result = np.zeros(lengths, np.float32)
    for place in np.ndindex(*lengths):
        one, other = given.get(place, []), truth.get(place, [])
        edits: float = _distance(one, other)
        if normalize:
            edits = edits / len(other) if other else (np.inf if one else 0)
        result[place] = edits
    return result


def edit_distance(
    hypothesis: Any, truth: Any, normalize: bool = True, name: str = "edit_distance"
) -> Any:
    """Returns how many edits make each sequence in ``hypothesis`` that in ``truth``.

    Both are sparse, their sequences along the last axis. With ``normalize`` the number
    is divided by the length of the truth (inf where that is 0). Raises ``TypeError``
    where one is not sparse. Source: tf.edit_distance.

    >>> import teachflow as tf
    >>> a, b = tf.sparse.from_dense([[1, 2, 3]]), tf.sparse.from_dense([[1, 3]])
    >>> tf.edit_distance(a, b, normalize=False).numpy()
    array([1.], dtype=float32)
    """
    for sparse, which in ((hypothesis, "Hypothesis"), (truth, "Truth")):
        if not isinstance(sparse, SparseTensor):
            raise TypeError(f"{which} must be a SparseTensor.")
    with home.within(hypothesis.home):
        return edit_distance_op(
            hypothesis.indices,
            hypothesis.values,
            hypothesis.dense_shape,
            truth.indices,
            truth.values,
            truth.dense_shape,
            normalize=normalize,
            name=name,
        )
