"""Callbacks that set the learning rate, write files, or call a function."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from teachflow.keras.callbacks.callback import Callback
from teachflow.keras.utils.progress import say


class LearningRateScheduler(Callback):
    """Sets the learning rate before each epoch: ``schedule(epoch, rate)``.

    Raises ``ValueError`` where that gives no float.
    Source: tf.keras.callbacks.LearningRateScheduler.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    >>> model.compile("sgd", "mse")
    >>> halve = tf.keras.callbacks.LearningRateScheduler(lambda epoch, rate: 0.5**epoch)
    >>> x, y = tf.zeros([8, 2]), tf.zeros([8, 1])
    >>> history = model.fit(x, y, epochs=3, verbose=0, callbacks=[halve])
    >>> history.history["learning_rate"]
    [1.0, 0.5, 0.25]
    """

    def __init__(self, schedule: Callable[..., Any], verbose: int = 0) -> None:
        super().__init__()
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Sets the rate."""
        optimizer = self.model.optimizer
        try:
            rate = self.schedule(epoch, float(optimizer.learning_rate))
        except TypeError:  # a schedule of the epoch alone
            rate = self.schedule(epoch)
        if not isinstance(rate, float | np.float32 | np.float64):
            raise ValueError(
                f"The output of the `schedule` function should be a float. Got: {rate}"
            )
        optimizer.learning_rate = rate
        if self.verbose > 0:
            say(
                f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to "
                f"{rate}."
            )

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tells the rate among the numbers of the epoch."""
        if logs is not None:
            logs["learning_rate"] = float(self.model.optimizer.learning_rate)


class LambdaCallback(Callback):
    """Calls the functions given. Source: tf.keras.callbacks.LambdaCallback.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    >>> model.compile("sgd", "mse")
    >>> tell = tf.keras.callbacks.LambdaCallback(
    ...     on_epoch_end=lambda epoch, logs: print(epoch, logs)
    ... )
    >>> x, y = tf.zeros([8, 2]), tf.zeros([8, 1])
    >>> history = model.fit(x, y, epochs=2, verbose=0, callbacks=[tell])
    0 {'loss': 0.0}
    1 {'loss': 0.0}
    """

    def __init__(
        self,
        on_epoch_begin: Any = None,
        on_epoch_end: Any = None,
        on_train_begin: Any = None,
        on_train_end: Any = None,
        on_train_batch_begin: Any = None,
        on_train_batch_end: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__()
        given = {
            "on_epoch_begin": on_epoch_begin,
            "on_epoch_end": on_epoch_end,
            "on_train_begin": on_train_begin,
            "on_train_end": on_train_end,
            "on_train_batch_begin": on_train_batch_begin,
            "on_train_batch_end": on_train_batch_end,
            **kwargs,
        }
        self.__dict__.update({k: v for k, v in given.items() if v is not None})


class TerminateOnNaN(Callback):
    """Ends training when the loss is no finite number.

    With ``raise_error`` by a ``RuntimeError``.
    Source: tf.keras.callbacks.TerminateOnNaN.

    >>> import teachflow as tf
    >>> tf.keras.callbacks.TerminateOnNaN().raise_error
    False
    """

    def __init__(self, raise_error: bool = False) -> None:
        super().__init__()
        self.raise_error = raise_error

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Looks at the loss."""
        loss = (logs or {}).get("loss")
        if loss is None or np.isfinite(loss):
            return
        if self.raise_error:
            raise RuntimeError(
                f"NaN or Inf loss encountered at batch {batch}. Loss value: {loss}. "
                "Terminating training immediately."
            )
        say(f"Batch {batch}: Invalid loss, terminating training")
        self.model.stop_training = True


class CSVLogger(Callback):
    """Writes the numbers of each epoch as a row. Source: tf.keras.callbacks.CSVLogger.

    >>> import os, tempfile
    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    >>> model.compile("sgd", "mse")
    >>> path = os.path.join(tempfile.mkdtemp(), "log.csv")
    >>> log = tf.keras.callbacks.CSVLogger(path)
    >>> x, y = tf.zeros([8, 2]), tf.zeros([8, 1])
    >>> history = model.fit(x, y, verbose=0, callbacks=[log])
    >>> with open(path) as file:
    ...     file.read().split()
    ['epoch,loss,val_loss', '0,0.0,NA']
    """

    def __init__(
        self, filename: Any, separator: str = ",", append: bool = False
    ) -> None:
        super().__init__()
        self.filename = os.fspath(filename)
        self.sep = separator
        self.append = append
        self._file: Any = None
        self._writer: Any = None
        self._header = True

    def on_train_begin(self, logs: Any = None) -> None:
        """Opens the file."""
        if self.append and os.path.exists(self.filename):
            self._header = os.path.getsize(self.filename) == 0
        self._file = open(  # noqa: SIM115 (closed when training ends)
            self.filename, "a" if self.append else "w", newline="", encoding="utf-8"
        )
        self._writer = None

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Writes a row, before the first one the names."""
        logs = logs or {}
        if self._writer is None:
            names = sorted(logs)
            if not any(name.startswith("val_") for name in names):
                names += [f"val_{name}" for name in names]
            self._writer = csv.DictWriter(
                self._file, ["epoch", *names], delimiter=self.sep
            )
            if self._header:
                self._writer.writeheader()
        names = self._writer.fieldnames[1:]
        row = {name: _cell(logs.get(name, "NA")) for name in names}
        self._writer.writerow({"epoch": epoch, **row})
        self._file.flush()

    def on_train_end(self, logs: Any = None) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
        self._file = self._writer = None


def _cell(value: Any) -> Any:
    many: Any = value
    if isinstance(value, str) or not isinstance(value, Iterable) or np.ndim(many) == 0:
        return value
    return f'"[{", ".join(map(str, value))}]"'
