"""``tf.keras.callbacks``: what is called while a model trains."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.callbacks.callback import (
    Callback,
    CallbackList,
    History,
    ProgbarLogger,
)
from teachflow.keras.callbacks.monitors import (
    EarlyStopping,
    ModelCheckpoint,
    ReduceLROnPlateau,
)
from teachflow.keras.callbacks.others import (
    CSVLogger,
    LambdaCallback,
    LearningRateScheduler,
    TerminateOnNaN,
)
from teachflow.keras.callbacks.tensorboard import TensorBoard

__all__ = [
    "CSVLogger",
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "ProgbarLogger",
    "ReduceLROnPlateau",
    "TensorBoard",
    "TerminateOnNaN",
]

__getattr__ = _looking_up(__name__)
