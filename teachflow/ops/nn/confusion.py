"""The confusion matrix: how often each class was taken for each class."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.arrays.create import ones_like
from teachflow.ops.arrays.gather import scatter_nd_op
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.cast import cast
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_max
from teachflow.ops.nn.squeezable import remove_squeezable_dimensions


@op("CheckClasses", "int64, int64 -> int64", shape=rules.same, differentiable=False)
def check_classes(x: Any, num_classes: Any, *, what: str = "labels") -> Any:
    """``x``, which must lie in [0, num_classes), or be no less than 0 where that is -1.

    Ours, not TensorFlow's, which builds two dozen nodes for it.
    """
    if x.size and x.min() < 0:
        raise InvalidArgumentError(
            None, None, f"`{what}` contains negative values: {int(x.min())}"
        )
    if x.size and num_classes >= 0 and x.max() >= num_classes:
        raise InvalidArgumentError(
            None, None, f"`{what}` out of bound: {int(x.max())} of {int(num_classes)}"
        )
    return np.array(x)


@composite
def confusion_matrix(
    labels: Any,
    predictions: Any,
    num_classes: Any = None,
    dtype: Any = dt.int32,
    name: str | None = None,
    weights: Any = None,
) -> Any:
    """Returns a matrix that counts, in row ``label``, what it was predicted as.

    ``labels`` and ``predictions`` are vectors of classes from 0; without
    ``num_classes`` there are as many as occur. ``weights`` count instead of ones.
    Raises ``InvalidArgumentError`` for a class that is not there and ``ValueError`` for
    weights of another shape. Unlike TensorFlow, it
    checks classes with one node each. Source: tf.compat.v1.confusion_matrix.

    >>> import teachflow as tf
    >>> tf.math.confusion_matrix([0, 1, 1], [0, 0, 1]).numpy()
    array([[1, 0],
           [1, 1]], dtype=int32)
    """
    here = home.choose((labels, predictions, num_classes, weights))
    kind = dt.as_dtype(dtype)
    with here.scope(name or "confusion_matrix"):
        predictions = here.convert(predictions, None, "predictions")
        labels = here.convert(labels, None, "labels")
        labels, predictions = remove_squeezable_dimensions(labels, predictions)
        predictions, labels = cast(predictions, dt.int64), cast(labels, dt.int64)
        limit = -1 if num_classes is None else cast(num_classes, dt.int64)
        labels = check_classes(labels, limit, what="labels")
        predictions = check_classes(predictions, limit, what="predictions")
        if num_classes is None:
            limit = maximum(reduce_max(predictions), reduce_max(labels)) + 1
        if weights is not None:
            weights = here.convert(weights)
            if not predictions.shape.is_compatible_with(weights.shape):
                raise ValueError(
                    f"Shapes {predictions.shape} and {weights.shape} are incompatible: "
                    f"give one weight for each prediction."
                )
            counts = cast(weights, kind)
        else:
            counts = cast(ones_like(predictions), kind)
        shape = stack([limit, limit])
        return scatter_nd_op(stack([labels, predictions], axis=1), counts, shape)
