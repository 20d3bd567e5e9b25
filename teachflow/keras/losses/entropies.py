"""Each cross-entropy as a class, with what its function takes."""

from __future__ import annotations

from typing import Any

from teachflow.keras.losses import crossentropy
from teachflow.keras.losses.classes import MEAN, FunctionLoss


class BinaryCrossentropy(FunctionLoss):
    """The cross-entropy of yes and no. Source: tf.keras.losses.BinaryCrossentropy.

    ``from_logits`` says that predictions are any numbers, not probabilities.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    >>> round(float(loss([[0.0], [1.0]], [[0.0], [0.0]])), 4)
    0.6931
    """

    _arguments = ("from_logits", "label_smoothing", "axis")

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = MEAN,
        name: str | None = "binary_crossentropy",
        dtype: Any = None,
    ) -> None:
        given = {
            "from_logits": from_logits,
            "label_smoothing": label_smoothing,
            "axis": axis,
        }
        rule = crossentropy.binary_crossentropy
        super().__init__(rule, reduction, name, dtype, **given)
        self._keep(**given)


class BinaryFocalCrossentropy(FunctionLoss):
    """Binary cross-entropy in which easy samples count less.

    Source: tf.keras.losses.BinaryFocalCrossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.BinaryFocalCrossentropy()
    >>> round(float(loss([[0.0], [1.0]], [[0.5], [0.5]])), 4)
    0.1733
    """

    _arguments = (
        "from_logits",
        "label_smoothing",
        "axis",
        "apply_class_balancing",
        "alpha",
        "gamma",
    )

    def __init__(
        self,
        apply_class_balancing: bool = False,
        alpha: float = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = MEAN,
        name: str | None = "binary_focal_crossentropy",
        dtype: Any = None,
    ) -> None:
        given = {
            "apply_class_balancing": apply_class_balancing,
            "alpha": alpha,
            "gamma": gamma,
            "from_logits": from_logits,
            "label_smoothing": label_smoothing,
            "axis": axis,
        }
        rule = crossentropy.binary_focal_crossentropy
        super().__init__(rule, reduction, name, dtype, **given)
        self._keep(**given)


class CategoricalCrossentropy(FunctionLoss):
    """The cross-entropy of classes given as probabilities (one-hot).

    Source: tf.keras.losses.CategoricalCrossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.CategoricalCrossentropy()
    >>> round(float(loss([[0.0, 1.0]], [[0.5, 0.5]])), 4)
    0.6931
    """

    _arguments = ("from_logits", "label_smoothing", "axis")

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = MEAN,
        name: str | None = "categorical_crossentropy",
        dtype: Any = None,
    ) -> None:
        given = {
            "from_logits": from_logits,
            "label_smoothing": label_smoothing,
            "axis": axis,
        }
        rule = crossentropy.categorical_crossentropy
        super().__init__(rule, reduction, name, dtype, **given)
        self._keep(**given)


class CategoricalFocalCrossentropy(FunctionLoss):
    """Categorical cross-entropy in which easy samples count less.

    Source: tf.keras.losses.CategoricalFocalCrossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.CategoricalFocalCrossentropy()
    >>> round(float(loss([[0.0, 1.0]], [[0.5, 0.5]])), 4)
    0.0433
    """

    _arguments = ("from_logits", "label_smoothing", "axis", "alpha", "gamma")

    def __init__(
        self,
        alpha: float = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = MEAN,
        name: str | None = "categorical_focal_crossentropy",
        dtype: Any = None,
    ) -> None:
        given = {
            "alpha": alpha,
            "gamma": gamma,
            "from_logits": from_logits,
            "label_smoothing": label_smoothing,
            "axis": axis,
        }
        rule = crossentropy.categorical_focal_crossentropy
        super().__init__(rule, reduction, name, dtype, **given)
        self._keep(**given)


class SparseCategoricalCrossentropy(FunctionLoss):
    """The cross-entropy of classes given as numbers.

    Source: tf.keras.losses.SparseCategoricalCrossentropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    >>> round(float(loss([1, 0], [[0.0, 0.0], [1.0, 1.0]])), 4)
    0.6931
    """

    _arguments = ("from_logits", "ignore_class")

    def __init__(
        self,
        from_logits: bool = False,
        ignore_class: int | None = None,
        reduction: str | None = MEAN,
        axis: int = -1,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: Any = None,
    ) -> None:
        given = {"from_logits": from_logits, "ignore_class": ignore_class}
        rule = crossentropy.sparse_categorical_crossentropy
        super().__init__(rule, reduction, name, dtype, axis=axis, **given)
        self._keep(**given)


class CategoricalGeneralizedCrossEntropy(FunctionLoss):
    """``(1 - p ** q) / q`` of the true class's probability.

    Raises ``ValueError`` for a ``q`` outside of (0, 1).
    Source: tf.keras.losses.CategoricalGeneralizedCrossEntropy.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.CategoricalGeneralizedCrossEntropy(q=0.5)
    >>> float(loss([1], [[0.75, 0.25]]))
    1.0
    """

    _arguments = ("q",)

    def __init__(
        self,
        q: float = 0.5,
        reduction: str | None = MEAN,
        name: str | None = "categorical_generalized_cross_entropy",
        dtype: Any = None,
    ) -> None:
        if not 0 < q < 1:
            raise ValueError(f"q must be in the interval (0, 1). Received: q={q}")
        rule = crossentropy.categorical_generalized_cross_entropy
        super().__init__(rule, reduction, name, dtype, q=q)
        self._keep(q=q)
