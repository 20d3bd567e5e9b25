"""``Coordinator``: threads that stop together, and one place where their errors end up.

Source: tf.train.Coordinator, tf.train.LooperThread.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from teachflow.core.errors import OutOfRangeError

_SLICE = 1.0  # seconds of waiting at a stretch
_LOOK = 0.02  # seconds between looks at whether all threads have ended


class Coordinator:
    """Stops several threads together, and raises in ``join`` what one of them met.

    Threads ask ``should_stop()``; any of them, or anybody else, calls
    ``request_stop()``. An exception of ``clean_stop_exception_types`` (the end of the
    input, ``OutOfRangeError``, where nothing else is said) is no error but a reason to
    stop. Source: tf.train.Coordinator.

    >>> import teachflow.compat.v1 as tf
    >>> coord, seen = tf.train.Coordinator(), []
    >>> def work():
    ...     with coord.stop_on_exception():
    ...         while not coord.should_stop():
    ...             seen.append(1)
    ...             if len(seen) == 3:
    ...                 coord.request_stop()
    >>> thread = threading.Thread(target=work)
    >>> thread.start()
    >>> coord.join([thread])
    >>> len(seen)
    3
    """

    def __init__(
        self, clean_stop_exception_types: Iterable[type[BaseException]] | None = None
    ) -> None:
        if clean_stop_exception_types is None:
            clean_stop_exception_types = (OutOfRangeError,)
        self._clean = tuple(clean_stop_exception_types)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._raised: BaseException | None = None
        self._joined = False
        self._threads: set[threading.Thread] = set()

    @property
    def joined(self) -> bool:
        """Whether ``join`` has returned."""
        return self._joined

    def request_stop(self, ex: Any = None) -> None:
        """Asks all threads to stop.

        ``ex``, an exception or what ``sys.exc_info()`` gave, is kept if it is the first
        and raised by ``join``; it is raised here where ``join`` is over.
        """
        with self._lock:
            error = _exception(ex)
            if isinstance(error, self._clean):
                error = None
            if self._joined and error is not None:
                raise error
            if not self._stop.is_set():
                if error is not None and self._raised is None:
                    self._raised = error
                self._stop.set()

    def clear_stop(self) -> None:
        """Forgets that a stop was requested, and why."""
        with self._lock:
            self._joined = False
            self._raised = None
            self._stop.clear()

    def should_stop(self) -> bool:
        """Whether a stop was requested."""
        return self._stop.is_set()

    @contextmanager
    def stop_on_exception(self) -> Iterator[None]:
        """A block whose exceptions are reported to ``request_stop``, and end there."""
        try:
            yield
        except BaseException:  # noqa: BLE001 (join raises it again)
            self.request_stop(sys.exc_info())

    def wait_for_stop(self, timeout: float | None = None) -> bool:
        """Waits until a stop is requested, at most ``timeout`` seconds; was it?"""
        if timeout is not None:
            return self._stop.wait(timeout)
        while not self._stop.wait(_SLICE):
            pass
        return True

    def register_thread(self, thread: threading.Thread) -> None:
        """Adds a thread that ``join`` will wait for."""
        with self._lock:
            self._threads.add(thread)

    def join(
        self,
        threads: Iterable[threading.Thread] | None = None,
        stop_grace_period_secs: float = 120,
        ignore_live_threads: bool = False,
    ) -> None:
        """Waits until ``threads`` and the registered ones have ended.

        Once a stop is requested they have ``stop_grace_period_secs`` left. Raises the
        exception that was reported, else ``RuntimeError`` naming the threads that are
        still running, unless ``ignore_live_threads``.
        """
        with self._lock:
            waited = list(self._threads | set(threads or ()))
        while _alive(waited) and not self.wait_for_stop(_LOOK):
            pass
        end = time.monotonic() + stop_grace_period_secs
        for thread in waited:
            while thread.is_alive() and time.monotonic() < end:
                thread.join(min(_SLICE, max(0.0, end - time.monotonic())))
        left = _alive(waited)
        with self._lock:
            self._joined = True
            self._threads = set()
            if self._raised is not None:
                raise self._raised
            if left and not ignore_live_threads:
                raise RuntimeError(
                    f"Coordinator stopped with threads still running: {' '.join(left)}"
                )

    def raise_requested_exception(self) -> None:
        """Raises the exception that was reported, if one was."""
        with self._lock:
            if self._raised is not None:
                raise self._raised


def _exception(ex: Any) -> BaseException | None:
    """The exception that was meant by what ``request_stop`` got."""
    if isinstance(ex, tuple):
        ex = ex[1] if len(ex) == 3 else None
        if not isinstance(ex, BaseException):
            return ValueError(
                "ex must be a tuple or sys.exc_info must return the current "
                f"exception: {ex!r}"
            )
    found: BaseException | None = ex
    return found


def _alive(threads: Iterable[threading.Thread]) -> list[str]:
    return [thread.name for thread in threads if thread.is_alive()]


class LooperThread(threading.Thread):
    """A thread that calls ``target`` again and again until a coordinator stops it.

    Every ``timer_interval_secs`` seconds, or without a pause where that is None.
    Source: tf.train.LooperThread.
    """

    def __init__(
        self,
        coord: Coordinator,
        timer_interval_secs: float | None,
        target: Callable[..., Any] | None = None,
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        if not isinstance(coord, Coordinator):
            raise ValueError(f"'coord' argument must be a Coordinator: {coord}")
        if target is None and (args or kwargs):
            raise ValueError(
                "'args' and 'kwargs' argument require that you also pass 'target'"
            )
        super().__init__(daemon=True)
        self._coord = coord
        self._interval = timer_interval_secs
        self._call = target
        self._call_args = tuple(args or ())
        self._call_kwargs = dict(kwargs or {})
        coord.register_thread(self)

    @staticmethod
    def loop(
        coord: Coordinator,
        timer_interval_secs: float | None,
        target: Callable[..., Any],
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> LooperThread:
        """Makes such a thread and starts it."""
        looper = LooperThread(coord, timer_interval_secs, target, args, kwargs)
        looper.start()
        return looper

    def run(self) -> None:
        """What the thread does; errors go to the coordinator."""
        with self._coord.stop_on_exception():
            self.start_loop()
            following = time.monotonic()
            while not self._coord.wait_for_stop(self._pause(following)):
                following += self._interval or 0
                self.run_loop()
            self.stop_loop()

    def _pause(self, following: float) -> float:
        return max(0.0, following - time.monotonic()) if self._interval else 0.0

    def start_loop(self) -> None:
        """Called once, before the first round."""

    def stop_loop(self) -> None:
        """Called once, after the last round."""

    def run_loop(self) -> None:
        """One round: calls the target."""
        if self._call is not None:
            self._call(*self._call_args, **self._call_kwargs)
