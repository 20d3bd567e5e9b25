"""Each loss as a class: its function, with a reduction and what the function takes."""

from __future__ import annotations

from typing import Any

from teachflow.keras.losses import crossentropy, overlap, regression
from teachflow.keras.losses.loss import Loss, LossFunctionWrapper

MEAN = "sum_over_batch_size"


class FunctionLoss(LossFunctionWrapper):
    """A loss whose config is its arguments, without the function itself."""

    _arguments: tuple[str, ...] = ()

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal loss of."""
        own = {name: getattr(self, name) for name in self._arguments}
        return {**Loss.get_config(self), **own}

    def _keep(self, **arguments: Any) -> None:
        for name, value in arguments.items():
            setattr(self, name, value)


class MeanSquaredError(FunctionLoss):
    """The mean of the squared differences. Source: tf.keras.losses.MeanSquaredError.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.MeanSquaredError()([[0.0], [1.0]], [[1.0], [4.0]]))
    5.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "mean_squared_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_squared_error, reduction, name, dtype)


class MeanAbsoluteError(FunctionLoss):
    """The mean of the absolute differences.

    Source: tf.keras.losses.MeanAbsoluteError.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.MeanAbsoluteError()([[0.0], [1.0]], [[1.0], [4.0]]))
    2.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "mean_absolute_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_absolute_error, reduction, name, dtype)


class MeanAbsolutePercentageError(FunctionLoss):
    """The mean difference in percent of the truth.

    Source: tf.keras.losses.MeanAbsolutePercentageError.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.MeanAbsolutePercentageError()
    >>> float(loss([[2.0], [4.0]], [[1.0], [4.0]]))
    25.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "mean_absolute_percentage_error",
        dtype: Any = None,
    ) -> None:
        rule = regression.mean_absolute_percentage_error
        super().__init__(rule, reduction, name, dtype)


class MeanSquaredLogarithmicError(FunctionLoss):
    """The mean squared difference of ``log(y + 1)``.

    Source: tf.keras.losses.MeanSquaredLogarithmicError.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.MeanSquaredLogarithmicError()
    >>> float(loss([[2.0], [4.0]], [[2.0], [4.0]]))
    0.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "mean_squared_logarithmic_error",
        dtype: Any = None,
    ) -> None:
        rule = regression.mean_squared_logarithmic_error
        super().__init__(rule, reduction, name, dtype)


class CosineSimilarity(FunctionLoss):
    """The cosine of the angle between both, negated.

    Source: tf.keras.losses.CosineSimilarity.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.CosineSimilarity()
    >>> float(loss([[0.0, 1.0]], [[0.0, 2.0]]))
    -1.0
    """

    def __init__(
        self,
        axis: int = -1,
        reduction: str | None = MEAN,
        name: str | None = "cosine_similarity",
        dtype: Any = None,
    ) -> None:
        rule = regression.cosine_similarity
        super().__init__(rule, reduction, name, dtype, axis=axis)


class Huber(FunctionLoss):
    """Quadratic for small differences, linear beyond ``delta``.

    Source: tf.keras.losses.Huber.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.Huber()([[0.0, 0.0]], [[1.0, 3.0]]))
    1.5
    """

    def __init__(
        self,
        delta: float = 1.0,
        reduction: str | None = MEAN,
        name: str | None = "huber_loss",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.huber, reduction, name, dtype, delta=delta)


class LogCosh(FunctionLoss):
    """The mean of ``log(cosh(y_pred - y_true))``. Source: tf.keras.losses.LogCosh.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.LogCosh()([[0.0]], [[0.0]]))
    0.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "log_cosh",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.log_cosh, reduction, name, dtype)


class Hinge(FunctionLoss):
    """The mean of ``max(1 - y_true * y_pred, 0)``. Source: tf.keras.losses.Hinge.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.Hinge()([[0.0], [1.0]], [[0.5], [0.5]]))
    1.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.hinge, reduction, name, dtype)


class SquaredHinge(FunctionLoss):
    """The mean of ``max(1 - y_true * y_pred, 0) ** 2``.

    Source: tf.keras.losses.SquaredHinge.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.SquaredHinge()([[0.0], [1.0]], [[0.0], [1.0]]))
    0.5
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "squared_hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.squared_hinge, reduction, name, dtype)


class CategoricalHinge(FunctionLoss):
    """How near another class is to the true one.

    Source: tf.keras.losses.CategoricalHinge.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.CategoricalHinge()([[0.0, 1.0]], [[1.0, 0.5]]))
    1.5
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "categorical_hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.categorical_hinge, reduction, name, dtype)


class KLDivergence(FunctionLoss):
    """The sum of ``y_true * log(y_true / y_pred)``.

    Source: tf.keras.losses.KLDivergence.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.KLDivergence()([[0.5, 0.5]], [[0.5, 0.5]]))
    0.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "kl_divergence",
        dtype: Any = None,
    ) -> None:
        super().__init__(crossentropy.kl_divergence, reduction, name, dtype)


class Poisson(FunctionLoss):
    """The mean of ``y_pred - y_true * log(y_pred)``.

    Source: tf.keras.losses.Poisson.

    >>> import teachflow as tf
    >>> round(float(tf.keras.losses.Poisson()([[1.0, 2.0]], [[1.0, 1.0]])), 4)
    1.0
    """

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "poisson",
        dtype: Any = None,
    ) -> None:
        super().__init__(crossentropy.poisson, reduction, name, dtype)


class Dice(FunctionLoss):
    """One minus twice the overlap by the sum of both sizes.

    Source: tf.keras.losses.Dice.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.Dice()([[1.0, 0.0]], [[0.0, 1.0]]))
    1.0
    """

    _arguments = ("axis",)

    def __init__(
        self,
        reduction: str | None = MEAN,
        name: str | None = "dice",
        axis: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(overlap.dice, reduction, name, dtype, axis=axis)
        self._keep(axis=axis)


class Tversky(FunctionLoss):
    """One minus the overlap by itself and what is missed on either side.

    Source: tf.keras.losses.Tversky.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.Tversky()([[1.0, 0.0]], [[0.0, 1.0]]))
    1.0
    """

    _arguments = ("alpha", "beta", "axis")

    def __init__(
        self,
        alpha: float = 0.5,
        beta: float = 0.5,
        reduction: str | None = MEAN,
        name: str | None = "tversky",
        axis: Any = None,
        dtype: Any = None,
    ) -> None:
        given = {"alpha": alpha, "beta": beta, "axis": axis}
        super().__init__(overlap.tversky, reduction, name, dtype, **given)
        self._keep(**given)


class Circle(FunctionLoss):
    """How badly embeddings of one class stand together and others apart.

    Source: tf.keras.losses.Circle.

    >>> import teachflow as tf
    >>> tf.keras.losses.Circle().get_config()["margin"]
    0.4
    """

    _arguments = ("gamma", "margin", "remove_diagonal")

    def __init__(
        self,
        gamma: float = 80.0,
        margin: float = 0.4,
        remove_diagonal: bool = True,
        reduction: str | None = MEAN,
        name: str | None = "circle",
        dtype: Any = None,
    ) -> None:
        given = {"gamma": gamma, "margin": margin, "remove_diagonal": remove_diagonal}
        super().__init__(overlap.circle, reduction, name, dtype, **given)
        self._keep(**given)
