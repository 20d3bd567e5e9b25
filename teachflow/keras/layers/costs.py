"""What a layer adds to the loss: by itself, by its weights, by what it gives."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core.operand import Operand
from teachflow.keras.layers.call_spec import is_tensor
from teachflow.keras.layers.state import Stateful
from teachflow.keras.state import session
from teachflow.keras.tree import flatten


class Costly(Stateful):
    """The part of a layer that knows its losses."""

    activity_regularizer: Any
    _losses: list[Any]

    def add_loss(self, loss: Any) -> None:
        """Adds scalars to ``losses``; called inside ``call``."""
        for item in flatten(loss):
            if not is_tensor(item):
                raise ValueError(
                    "`add_loss()` can only be called from inside `build()` or "
                    f"`call()`, on a tensor input. Received invalid value: {item}"
                )
        if session.symbolic_depth == 0:
            self._losses.extend(flatten(loss))

    def _penalize_activity(self, outputs: Any) -> None:
        if self.activity_regularizer is None:
            return
        for output in flatten(outputs):
            if isinstance(output, Operand):
                loss = self.activity_regularizer(output)
                if len(output.shape):
                    size = tf.cast(tf.shape(output)[0], loss.dtype)
                    loss = tf.math.divide_no_nan(loss, size)
                self.add_loss(loss)

    @property
    def losses(self) -> list[Any]:
        """What ``add_loss`` added in the last call, and what the weights cost."""
        found = list(self._losses)
        for layer in self._flatten_layers(include_self=False):
            found.extend(layer._losses)
        costly = (w for w in self.trainable_weights if w.regularizer is not None)
        return [*found, *(weight.regularizer(weight) for weight in costly)]

    def _clear_losses(self) -> None:
        self._losses.clear()
        for layer in self._layers:
            layer._clear_losses()
