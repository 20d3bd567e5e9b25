"""The progress bar of ``fit``: one line that is written again and again.

The text is Keras's, to the byte, but for the times in it.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Iterable
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf

_settings = {"interactive": True}


def enable_interactive_logging() -> None:
    """Shows progress on stdout. Source: tf.keras.utils.enable_interactive_logging.

    >>> import teachflow as tf
    >>> tf.keras.utils.enable_interactive_logging()
    """
    _settings["interactive"] = True


def disable_interactive_logging() -> None:
    """Shows no progress. Source: tf.keras.utils.disable_interactive_logging.

    Unlike TensorFlow, no log gets it instead.

    >>> import teachflow as tf
    >>> tf.keras.utils.disable_interactive_logging()
    >>> tf.keras.utils.is_interactive_logging_enabled()
    False
    >>> tf.keras.utils.enable_interactive_logging()
    """
    _settings["interactive"] = False


def is_interactive_logging_enabled() -> bool:
    """Whether progress is shown. Source: tf.keras.utils.is_interactive_logging_enabled.

    >>> import teachflow as tf
    >>> tf.keras.utils.is_interactive_logging_enabled()
    True
    """
    return _settings["interactive"]


def say(message: str, line_break: bool = True) -> None:
    """Writes ``message`` on stdout, where progress is shown."""
    if not _settings["interactive"]:
        return
    text = f"{message}\n" if line_break else message
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "utf-8"
        text = text.replace("━", "=")
        sys.stdout.write(text.encode(encoding, errors="ignore").decode(encoding))
    sys.stdout.flush()


def plain_logs(logs: Any) -> dict[str, Any]:
    """``logs`` by sorted name, scalars as Python floats.

    >>> import teachflow as tf
    >>> plain_logs({"b": tf.constant(1.5), "a": {"c": 2}})
    {'c': 2.0, 'b': 1.5}
    """
    plain: dict[str, Any] = {}
    for name in sorted(logs or {}):
        value = logs[name]
        if isinstance(value, dict):
            plain.update(plain_logs(value))
            continue
        try:
            plain[name] = float(value)
        except (TypeError, ValueError):
            plain[name] = value.numpy() if tf.is_tensor(value) else value
    return plain


class Progbar:
    """A bar that ``update`` moves towards ``target``, with numbers behind it.

    Values are averaged over the steps, but for those named in ``stateful_metrics``.
    ``target`` None is an unknown end. Source: tf.keras.utils.Progbar.

    >>> import teachflow as tf
    >>> bar = tf.keras.utils.Progbar(2, verbose=2)
    >>> bar.update(2, [("loss", 0.5)])  # doctest: +ELLIPSIS
    2/2 - 0s - .../step - loss: 0.5000
    """

    def __init__(
        self,
        target: int | None,
        width: int = 20,
        verbose: int = 1,
        interval: float = 0.05,
        stateful_metrics: Iterable[str] | None = None,
        stateless_metrics: Iterable[str] | None = None,
        unit_name: str = "step",
    ) -> None:
        if stateful_metrics is not None and stateless_metrics is not None:
            raise ValueError(
                "Only one of `stateful_metrics` or `stateless_metrics` can be given. "
                f"Received: stateful_metrics={stateful_metrics}, "
                f"stateless_metrics={stateless_metrics}"
            )
        self.target = target
        self.width = width
        self.verbose = verbose
        self.interval = interval
        self.unit_name = unit_name
        self.stateful_metrics = set(stateful_metrics or ())
        self.stateless_metrics = (
            None if stateless_metrics is None else set(stateless_metrics)
        )
        self._rewrites = (
            (hasattr(sys.stdout, "isatty") and sys.stdout.isatty())
            or "ipykernel" in sys.modules
            or "posix" in sys.modules
            or "PYCHARM_HOSTED" in os.environ
        )
        self._seen = 0
        self._values: dict[str, list[Any]] = {}
        self._start = time.time()
        self._after_first: float | None = None
        self._last_update = 0.0
        self._last_width = 0

    def update(
        self, current: int, values: Any = None, finalize: bool | None = None
    ) -> None:
        """Moves the bar to ``current``; ``values`` are pairs of name and number."""
        if finalize is None:
            finalize = self.target is not None and current >= self.target
        self._take(current, values or [], finalize)
        now = time.time()
        each = self._step_time(current, now)
        if self.verbose == 1:
            if now - self._last_update < self.interval and not finalize:
                return
            self._draw(current, now, each, finalize)
        elif self.verbose == 2 and finalize and self.target:
            digits = int(math.log10(self.target)) + 1
            line = f"{current:{digits}d}/{self.target} - {now - self._start:.0f}s -"
            say(line + _each(each, self.unit_name) + self._numbers())
        self._last_update = now

    def add(self, n: int, values: Any = None) -> None:
        """Moves the bar ``n`` steps on."""
        self.update(self._seen + n, values)

    def _take(self, current: int, values: Any, finalize: bool) -> None:
        for name, value in values:
            if self.stateless_metrics is None:
                averaged = name not in self.stateful_metrics
            else:
                averaged = name in self.stateless_metrics
            known = self._values.get(name)
            if not averaged or finalize or known is None:
                count = max(current - self._seen, 1) if averaged and not finalize else 1
                self._values[name] = [value * count if count > 1 else value, count]
            else:
                count = max(current - self._seen, 1)
                known[0] += value * count
                known[1] += count
        self._seen = current

    def _draw(self, current: int, now: float, each: float, finalize: bool) -> None:
        start = "\b" * self._last_width + "\r" if self._rewrites else "\n"
        hidden = 0
        if self.target:
            digits = int(math.log10(self.target)) + 1
            done = int(self.width * float(current) / self.target)
            bar = f"\x1b[1m{current:{digits}d}/{self.target}\x1b[0m "
            hidden += 8
            if done > 0:
                bar += f"\x1b[32m{'━' * done}\x1b[0m"
                hidden += 9
            bar += f"\x1b[37m{'━' * (self.width - done)}\x1b[0m"
            hidden += 9
        else:
            bar = f"{current:7d}/Unknown"
        if self.target and not finalize:
            left = _duration(each * (self.target - current))
        else:
            left = f"{now - self._start:.0f}s"
        info = f" \x1b[1m{left}\x1b[0m{_each(each, self.unit_name)}{self._numbers()}"
        hidden += 8
        width = len(bar) + len(info) - hidden
        rest = " " * max(self._last_width - width, 0)
        say(start + bar + info + rest + ("\n" if finalize else ""), line_break=False)
        self._last_width = width

    def _numbers(self) -> str:
        text = ""
        for name, (total, count) in self._values.items():
            if not isinstance(total, float):
                total = np.mean(total)
            mean = total / max(1, count)
            small = abs(mean) <= 0.001 if self.verbose == 1 else mean <= 0.001
            text += f" - {name}: {mean:.4e}" if small else f" - {name}: {mean:.4f}"
        return text

    def _step_time(self, current: int, now: float) -> float:
        if not current:
            return 0
        if self._after_first is not None and current > 1:
            each = (now - self._after_first) / (current - 1)
        else:
            each = (now - self._start) / current
        if current == 1:
            self._after_first = now
        return each


def _duration(seconds: float) -> str:
    if seconds > 3600:
        minutes = seconds % 3600 // 60
        return f"{int(seconds // 3600)}:{int(minutes):02d}:{int(seconds % 60):02d}"
    if seconds > 60:
        return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
    return f"{int(seconds)}s"


def _each(seconds: float, unit: str) -> str:
    if seconds >= 1 or seconds == 0:
        return f" {seconds:.0f}s/{unit}"
    if seconds >= 0.001:
        return f" {seconds * 1e3:.0f}ms/{unit}"
    return f" {seconds * 1e6:.0f}us/{unit}"
