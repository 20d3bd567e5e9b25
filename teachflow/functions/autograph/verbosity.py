"""AutoGraph's small functions: how much it tells, and directives in loops."""

from __future__ import annotations

import enum
from typing import Any


class Feature(enum.Enum):
    """Parts of the conversion that can be asked for; here all are always there.

    Source: tf.autograph.experimental.Feature.

    >>> import teachflow as tf
    >>> tf.autograph.experimental.Feature.LISTS.value
    'LISTS'
    """

    ALL = "ALL"
    AUTO_CONTROL_DEPS = "AUTO_CONTROL_DEPS"
    ASSERT_STATEMENTS = "ASSERT_STATEMENTS"
    BUILTIN_FUNCTIONS = "BUILTIN_FUNCTIONS"
    EQUALITY_OPERATORS = "EQUALITY_OPERATORS"
    LISTS = "LISTS"
    NAME_SCOPES = "NAME_SCOPES"


class _Verbosity:
    level = 0


def set_verbosity(level: int, alsologtostdout: bool = False) -> None:
    """Keeps ``level``.

    Unlike TensorFlow, conversions are not logged at any level, and
    ``alsologtostdout`` changes nothing. Source: tf.autograph.set_verbosity.

    >>> import teachflow as tf
    >>> tf.autograph.set_verbosity(0)
    """
    _Verbosity.level = level


def trace(*args: Any) -> None:
    """Prints while a function is traced. Source: tf.autograph.trace.

    >>> import teachflow as tf
    >>> tf.autograph.trace("traced", 1)
    traced 1
    """
    print(*args)  # noqa: T201


UNSPECIFIED: Any = object()


def set_loop_options(
    parallel_iterations: Any = UNSPECIFIED,
    swap_memory: Any = UNSPECIFIED,
    maximum_iterations: Any = UNSPECIFIED,
    shape_invariants: Any = UNSPECIFIED,
) -> None:
    """As the first statement of a loop on tensors: how the loop is to be built.

    ``maximum_iterations`` ends it in any case; ``shape_invariants`` is a list of pairs
    ``(tensor, shape)`` that say what stays known of a variable's shape. Elsewhere it
    does nothing. Unlike TensorFlow, ``parallel_iterations`` and ``swap_memory`` change
    nothing: rounds follow each other. Source:
    tf.autograph.experimental.set_loop_options.

    >>> import teachflow as tf
    >>> @tf.function
    ... def f(n):
    ...     s = 0
    ...     for i in tf.range(n):
    ...         tf.autograph.experimental.set_loop_options(maximum_iterations=2)
    ...         s += 1
    ...     return s
    >>> int(f(tf.constant(5)))
    2
    """
