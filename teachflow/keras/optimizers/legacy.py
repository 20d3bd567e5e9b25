"""``tf.keras.optimizers.legacy``: refused with TensorFlow's own words."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up


class Optimizer:
    """An optimizer of Keras 2, which TensorFlow 2.21 refuses too: ``ImportError``.

    Source: tf.keras.optimizers.legacy.Optimizer.
    """

    def __init__(self, *args: _Any, **kwargs: _Any) -> None:
        raise ImportError(
            "`keras.optimizers.legacy` is not supported in Keras 3. Use "
            f"tf.keras.optimizers.{type(self).__name__} instead."
        )


class Adagrad(Optimizer):
    """Refused, as TensorFlow 2.21 does: use ``tf.keras.optimizers.Adagrad``.

    Source: tf.keras.optimizers.legacy.Adagrad.
    """


class Adam(Optimizer):
    """Refused, as TensorFlow 2.21 does: use ``tf.keras.optimizers.Adam``.

    Source: tf.keras.optimizers.legacy.Adam.
    """


class Ftrl(Optimizer):
    """Refused, as TensorFlow 2.21 does: use ``tf.keras.optimizers.Ftrl``.

    Source: tf.keras.optimizers.legacy.Ftrl.
    """


class RMSprop(Optimizer):
    """Refused, as TensorFlow 2.21 does: use ``tf.keras.optimizers.RMSprop``.

    Source: tf.keras.optimizers.legacy.RMSprop.
    """


class SGD(Optimizer):
    """Refused, as TensorFlow 2.21 does: use ``tf.keras.optimizers.SGD``.

    Source: tf.keras.optimizers.legacy.SGD.
    """


__getattr__ = _looking_up(__name__)
