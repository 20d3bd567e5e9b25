"""How the copies of a variable would be kept alike: names that old programs pass.

There is one device here and so one copy. The values are checked and kept; of all of
them only ``ON_READ`` changes something: such a variable is not trained by default.
"""

from __future__ import annotations

import enum
from typing import Any


class VariableSynchronization(enum.Enum):
    """When copies of a variable are brought together.

    Source: tf.VariableSynchronization.
    """

    AUTO = 0
    NONE = 1
    ON_WRITE = 2
    ON_READ = 3


class VariableAggregation(enum.Enum):
    """How copies of a variable become one value. Source: tf.VariableAggregation."""

    NONE = 0
    SUM = 1
    MEAN = 2
    ONLY_FIRST_REPLICA = 3


def understand(
    synchronization: Any, aggregation: Any, trainable: bool | None, name: str | None
) -> tuple[VariableSynchronization, VariableAggregation, bool]:
    """The three with their defaults filled in; ``ValueError`` for what is none.

    >>> understand(None, None, None, "x")[2]
    True
    >>> understand(VariableSynchronization.ON_READ, None, None, "x")[2]
    False
    """
    try:
        how = VariableAggregation(aggregation or VariableAggregation.NONE)
    except ValueError:
        raise ValueError(
            f"Invalid variable aggregation mode: {aggregation} for variable: {name}"
        ) from None
    try:
        when = VariableSynchronization(synchronization or VariableSynchronization.AUTO)
    except ValueError:
        raise ValueError(
            f"Invalid variable synchronization mode: {synchronization} for variable: "
            f"{name}"
        ) from None
    if trainable is None:
        trainable = when is not VariableSynchronization.ON_READ
    return when, how, bool(trainable)
