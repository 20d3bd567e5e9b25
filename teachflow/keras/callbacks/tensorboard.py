"""``TensorBoard``: the numbers of training as event files."""

from __future__ import annotations

import os
import time
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.callbacks.callback import Callback


class TensorBoard(Callback):
    """Writes the numbers of each epoch for TensorBoard.

    In ``log_dir/train`` and ``log_dir/validation``; with ``update_freq`` "batch" or a
    number of batches those of batches too. Every ``histogram_freq`` epochs the weights'
    histograms; with ``write_steps_per_second`` how quick training is. Unlike
    TensorFlow, ``write_graph``, ``write_images``, ``profile_batch``,
    ``embeddings_freq`` and ``embeddings_metadata`` change nothing: neither graphs nor
    images, profiles or embeddings are written. Source: tf.keras.callbacks.TensorBoard.

    >>> import teachflow as tf
    >>> tf.keras.callbacks.TensorBoard("logs").log_dir
    'logs'
    """

    def __init__(
        self,
        log_dir: Any = "logs",
        histogram_freq: int = 0,
        write_graph: bool = True,
        write_images: bool = False,
        write_steps_per_second: bool = False,
        update_freq: Any = "epoch",
        profile_batch: Any = 0,
        embeddings_freq: int = 0,
        embeddings_metadata: Any = None,
    ) -> None:
        super().__init__()
        self.log_dir = os.fspath(log_dir)
        self.histogram_freq = histogram_freq
        self.write_steps_per_second = write_steps_per_second
        self.update_freq = 1 if update_freq == "batch" else update_freq
        self._writers: dict[str, Any] = {}
        self._batch = 0
        self._epoch_began = self._batch_began = 0.0
        self._steps_before = 0

    def _write(self, run: str, numbers: dict[str, Any], step: Any) -> None:
        if not numbers:
            return
        if run not in self._writers:
            path = os.path.join(self.log_dir, run)
            self._writers[run] = tf.summary.create_file_writer(path)
        with self._writers[run].as_default():
            for name, value in numbers.items():
                tf.summary.scalar(name, value, step=step)

    def on_train_begin(self, logs: Any = None) -> None:
        """Counts batches anew."""
        self._batch = 0

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Begins to measure the time of a batch."""
        self._batch_began = time.perf_counter()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Writes the numbers of a batch, where that is asked for."""
        self._batch += 1
        if self.update_freq == "epoch" or self._batch % self.update_freq:
            return
        numbers = {f"batch_{name}": logs[name] for name in logs or {}}
        if self.write_steps_per_second:
            took = time.perf_counter() - self._batch_began
            numbers["batch_steps_per_second"] = 1.0 / took
        self._write("train", numbers, self._batch)

    def on_test_end(self, logs: Any = None) -> None:
        """Writes what ``evaluate`` found, by the number of steps done."""
        optimizer = self.model.optimizer
        if optimizer is not None:
            numbers = {
                f"evaluation_{name}_vs_iterations": logs[name] for name in logs or {}
            }
            self._write("validation", numbers, int(optimizer.iterations))

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Begins to measure the time of an epoch."""
        self._epoch_began = time.perf_counter()
        self._steps_before = int(self.model.optimizer.iterations)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Writes the numbers of an epoch, the learning rate among them."""
        logs = dict(logs or {})
        validated = {
            f"epoch_{name[4:]}": logs.pop(name)
            for name in sorted(logs)
            if name.startswith("val_")
        }
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)
        if self.write_steps_per_second:
            steps = int(self.model.optimizer.iterations) - self._steps_before
            took = time.perf_counter() - self._epoch_began
            logs["steps_per_second"] = steps / took
        trained = {f"epoch_{name}": value for name, value in logs.items()}
        self._write("train", trained, epoch)
        self._write("validation", validated, epoch)
        if self.histogram_freq and epoch % self.histogram_freq == 0:
            self._write_weights(epoch)

    def _write_weights(self, epoch: int) -> None:
        with self._writers["train"].as_default():
            for layer in self.model.layers:
                for weight in layer.weights:
                    name = f"{weight.path.replace(':', '_')}/histogram"
                    tf.summary.histogram(name, weight, step=epoch)

    def on_train_end(self, logs: Any = None) -> None:
        """Closes the files."""
        for writer in self._writers.values():
            writer.close()
        self._writers = {}
