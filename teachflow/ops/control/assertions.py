"""The op that fails where a condition does not hold; ``graph.assertions`` uses it."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.ops.strings.text_of import first


@op("Assert", "bool, [T] ->", shape=rules.nothing, stateful=True, differentiable=False)
def assert_op(condition: Any, data: Any, *, summarize: int = 3) -> None:
    """Fails where the condition is false, and shows the data."""
    if np.ndim(condition):
        raise InvalidArgumentError(
            None,
            None,
            f"In[0] should be a scalar: {list(np.shape(condition))}. Reduce what is to "
            f"hold with tf.reduce_all.",
        )
    if not condition:
        shown = " ".join(first(item, summarize) for item in data)
        raise InvalidArgumentError(None, None, f"assertion failed: {shown}")
