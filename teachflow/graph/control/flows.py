"""What goes through a branch or a loop in place of things that are no tensors."""

from __future__ import annotations

from typing import Any


class FlowCarrier:
    """Something of which one tensor, its flow, goes through branches and loops."""

    flow: Any

    def with_flow(self, flow: Any) -> Any:
        """The same thing, later."""
        raise NotImplementedError


def to_flow(value: Any) -> Any:
    """The tensor that goes through for ``value``: itself, or its flow."""
    return value.flow if isinstance(value, FlowCarrier) else value


def from_flow(like: Any, tensor: Any) -> Any:
    """``tensor`` as what ``like`` was."""
    return like.with_flow(tensor) if isinstance(like, FlowCarrier) else tensor
