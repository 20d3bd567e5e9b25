"""What is called while a model trains, and the list that calls them all."""

from __future__ import annotations

from typing import Any

from teachflow.core.nest import flatten
from teachflow.keras.utils.progress import Progbar, plain_logs, say


class Callback:
    """What ``fit`` calls at each turn; subclasses write the turns they want.

    ``self.model`` is the model, ``logs`` the numbers so far.
    Source: tf.keras.callbacks.Callback.

    >>> import teachflow as tf
    >>> class Told(tf.keras.callbacks.Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         print(epoch, logs)
    >>> model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    >>> model.compile("sgd", "mse")
    >>> x, y = tf.zeros([8, 2]), tf.zeros([8, 1])
    >>> history = model.fit(x, y, verbose=0, callbacks=[Told()])
    0 {'loss': 0.0}
    """

    def __init__(self) -> None:
        self.params: Any = None
        self._model: Any = None

    @property
    def model(self) -> Any:
        """The model that trains."""
        return self._model

    def set_params(self, params: Any) -> None:
        """Takes in what ``fit`` was told: ``verbose``, ``epochs``, ``steps``."""
        self.params = params

    def set_model(self, model: Any) -> None:
        """Takes in the model."""
        self._model = model

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """The same as ``on_train_batch_begin``."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """The same as ``on_train_batch_end``."""

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Before an epoch of training."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """After an epoch of training and its validation."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Before a step of training."""
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """After a step of training."""
        self.on_batch_end(batch, logs=logs)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Before a batch of ``evaluate``, or of validation."""

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """After a batch of ``evaluate``, or of validation."""

    def on_predict_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Before a batch of ``predict``."""

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """After a batch of ``predict``."""

    def on_train_begin(self, logs: Any = None) -> None:
        """Before all training."""

    def on_train_end(self, logs: Any = None) -> None:
        """After all training."""

    def on_test_begin(self, logs: Any = None) -> None:
        """Before ``evaluate``, or validation."""

    def on_test_end(self, logs: Any = None) -> None:
        """After ``evaluate``, or validation."""

    def on_predict_begin(self, logs: Any = None) -> None:
        """Before ``predict``."""

    def on_predict_end(self, logs: Any = None) -> None:
        """After ``predict``."""


class History(Callback):
    """What ``fit`` returns: ``history`` has a list for each number, one item an epoch.

    Source: tf.keras.callbacks.History.

    >>> import teachflow as tf
    >>> tf.keras.callbacks.History().history
    {}
    """

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[str, list[Any]] = {}
        self.epoch: list[int] = []

    def on_train_begin(self, logs: Any = None) -> None:
        """Counts epochs anew."""
        self.epoch = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Keeps the numbers."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
        self.model.history = self


class ProgbarLogger(Callback):
    """Shows a bar (``verbose`` 1) or a line (2) for each epoch.

    Source: tf.keras.callbacks.ProgbarLogger.

    >>> import teachflow as tf
    >>> tf.keras.callbacks.ProgbarLogger().verbose
    1
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0
        self.progbar: Any = None
        self.target: int | None = None
        self.verbose = 1
        self.epochs = 1
        self._in_fit = False

    def set_params(self, params: Any) -> None:
        """Takes in what ``fit`` was told."""
        self.verbose = 1 if params["verbose"] == "auto" else params["verbose"]
        self.epochs = params["epochs"]
        self.target = params["steps"]

    def on_train_begin(self, logs: Any = None) -> None:
        """Knows from now on that validation is not shown by itself."""
        self._in_fit = True

    def on_test_begin(self, logs: Any = None) -> None:
        """Begins a bar, unless a bar of training is there."""
        if not self._in_fit:
            self._begin()

    def on_predict_begin(self, logs: Any = None) -> None:
        """Begins a bar."""
        self._begin()

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Begins a bar, and says which epoch it is where there are several."""
        self._begin()
        if self.verbose and self.epochs > 1:
            say(f"Epoch {epoch + 1}/{self.epochs}")

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Moves the bar."""
        self._move(batch, logs)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """Moves the bar, unless it is training's."""
        if not self._in_fit:
            self._move(batch, logs)

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """Moves the bar."""
        self._move(batch, None)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Ends the bar."""
        self._finish(logs)

    def on_test_end(self, logs: Any = None) -> None:
        """Ends the bar, unless it is training's."""
        if not self._in_fit:
            self._finish(logs)

    def on_predict_end(self, logs: Any = None) -> None:
        """Ends the bar."""
        self._finish(logs)

    def _begin(self) -> None:
        self.seen = 0
        self.progbar = Progbar(
            self.target, verbose=self.verbose, stateless_metrics=set()
        )

    def _move(self, batch: int, logs: Any) -> None:
        self.seen = batch + 1
        if self.verbose == 1:
            self.progbar.update(self.seen, list((logs or {}).items()), finalize=False)

    def _finish(self, logs: Any) -> None:
        if self.target is None:
            self.target = self.progbar.target = self.seen
        self.progbar.update(self.target, list((logs or {}).items()), finalize=True)


class CallbackList(Callback):
    """Calls each of ``callbacks`` in order, with the logs as plain numbers.

    Source: tf.keras.callbacks.CallbackList.

    >>> import teachflow as tf
    >>> calls = tf.keras.callbacks.CallbackList(add_history=True)
    >>> [type(callback).__name__ for callback in calls.callbacks]
    ['History']
    """

    def __init__(
        self,
        callbacks: Any = None,
        add_history: bool = False,
        add_progbar: bool = False,
        model: Any = None,
        **params: Any,
    ) -> None:
        super().__init__()
        self.callbacks = flatten(callbacks) if callbacks else []
        kinds = [type(callback) for callback in self.callbacks]
        if add_history and History not in kinds:
            self.callbacks.append(History())
        if add_progbar and ProgbarLogger not in kinds:
            self.callbacks.append(ProgbarLogger())
        if model is not None:
            self.set_model(model)
        self.set_params(params)

    def set_model(self, model: Any) -> None:
        """Hands the model to all, and the history to the model."""
        super().set_model(model)
        for callback in self.callbacks:
            if isinstance(callback, History):
                model.history = callback
            callback.set_model(model)

    def set_params(self, params: Any) -> None:
        """Hands the parameters to all."""
        super().set_params(params)
        for callback in self.callbacks if params else ():
            callback.set_params(params)

    def _call(self, turn: str, logs: Any, *number: int) -> None:
        plain = plain_logs(logs)
        for callback in self.callbacks:
            getattr(callback, turn)(*number, plain)

    def append(self, callback: Any) -> None:
        """Puts ``callback`` at the end."""
        self.callbacks.append(callback)

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_batch_begin", logs, batch)

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_batch_end", logs, batch)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_epoch_begin", logs, epoch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_epoch_end", logs, epoch)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_train_batch_begin", logs, batch)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_train_batch_end", logs, batch)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_test_batch_begin", logs, batch)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_test_batch_end", logs, batch)

    def on_predict_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_predict_batch_begin", logs, batch)

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_predict_batch_end", logs, batch)

    def on_train_begin(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_train_begin", logs)

    def on_train_end(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_train_end", logs)

    def on_test_begin(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_test_begin", logs)

    def on_test_end(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_test_end", logs)

    def on_predict_begin(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_predict_begin", logs)

    def on_predict_end(self, logs: Any = None) -> None:
        """Calls all."""
        self._call("on_predict_end", logs)
