"""Blocks of a graph that say of new nodes where they are: in branches, on devices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core.device_names import parse
from teachflow.graph import overriding
from teachflow.graph.names import Names
from teachflow.graph.thread_state import ThreadState


class Blocks:
    """The part of a graph that knows which blocks are open: branches, devices ..."""

    names: Names

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadState()
        self._overrides: dict[str, str] = {}  # op types to names of gradients

    @property
    def context(self) -> Any:
        """The branch or loop that this thread is building, or None."""
        return self._thread.context

    def open_blocks(self) -> tuple[Any, ...]:
        """What this thread has open, for ``leave_blocks``."""
        thread = self._thread
        now = thread.control, thread.context, thread.devices
        return *now, self._overrides, self.names.scope

    def leave_blocks(self, before: tuple[Any, ...] | None) -> None:
        """Leaves what this thread has opened since ``before``; with None all of it.

        A block leaves itself, unless it is interrupted while it does so.
        """
        before = before or ([], None, [], {}, "")
        thread = self._thread
        thread.control, thread.context, thread.devices, self._overrides, scope = before
        self.names.go_to(scope)

    @contextmanager
    def in_context(self, context: Any) -> Iterator[None]:
        """A scope whose new nodes are inside ``context``."""
        before, self._thread.context = self._thread.context, context
        try:
            yield
        finally:
            self._thread.context = before

    @contextmanager
    def device(self, device_name_or_function: Any) -> Iterator[None]:
        """A scope whose new nodes are asked to run on a device.

        Unlike TensorFlow, there is one device, and what asks for another runs all the
        same. Raises ``ValueError`` for a malformed name. Source: tf.Graph.device.

        >>> import teachflow.compat.v1 as tf
        >>> with tf.Graph().as_default(), tf.device("/gpu:0"):
        ...     print(tf.constant(1).device)
        /device:GPU:0
        """
        if isinstance(device_name_or_function, str):
            parse(device_name_or_function)
        before = self._thread.devices
        self._thread.devices = [*before, device_name_or_function]
        try:
            yield
        finally:
            self._thread.devices = before

    @contextmanager
    def gradient_override_map(self, op_type_map: dict[str, str]) -> Iterator[None]:
        """A scope whose new nodes of the types in the map have registered gradients.

        ``op_type_map`` says for an op's type the name that ``tf.RegisterGradient`` gave
        to its gradient here. Source: tf.Graph.gradient_override_map.
        """
        before = self._overrides
        self._overrides = {**before, **overriding.checked_map(op_type_map)}
        try:
            yield
        finally:
            self._overrides = before
