"""``tf.train``: checkpoints of objects, coordinators, and messages of examples."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.checkpoints.manager import CheckpointManager
from teachflow.checkpoints.objects import Checkpoint
from teachflow.checkpoints.reader import (
    list_variables,
    load_checkpoint,
    load_variable,
)
from teachflow.checkpoints.state import get_checkpoint_state, latest_checkpoint
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.formats.example import NAMES as _EXAMPLE_MESSAGES
from teachflow.formats.example import message_class as _example_class
from teachflow.input.coordinator import Coordinator

_missing = _looking_up(__name__)


def __getattr__(name: str) -> _Any:
    if name in _EXAMPLE_MESSAGES:
        return _example_class(name)
    return _missing(name)
