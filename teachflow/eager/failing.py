"""What becomes of a kernel's error where ops run at once: class, words, and facts.

The errors are made here and not where they are raised: what raises one must not keep
it in a name, or error and frame hold each other until the garbage is collected, which
costs a learner's ``try`` in a loop more than the error itself.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import shape_rules
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.explaining.facts import facts_of, retold, told
from teachflow.core.registry import Call, OpDef


def where(op: OpDef, name: str | None) -> str:
    """What TensorFlow says after an error: in which op it happened."""
    return f" [Op:{op.type}] name: {name or ''}"


def refused(error: OpError, call: Call, given: Any, name: str | None) -> OpError:
    """The error for what a kernel refused, in its own words."""
    op = call.opdef
    failure = type(error)(None, None, f"{error.message}{where(op, name)}")
    if facts_of(error) is not None:
        return retold(failure, error)
    # Whether it is the shapes is asked when somebody explains it.
    return told(
        failure,
        "kernel",
        op=op.type,
        definition=op,
        tensors=call.inputs,
        given=given,
        attrs=call.attrs,
    )


def failed(
    error: Exception, call: Call, given: Any, name: str | None
) -> InvalidArgumentError:
    """The error for what a kernel could not do: the shapes, or in NumPy's words."""
    op, conflict = call.opdef, shape_rules.conflict(call)
    words = f"{conflict or error}{where(op, name)}"
    failure = InvalidArgumentError(None, None, words)
    if conflict is None:
        return failure
    return told(
        failure,
        "shapes",
        op=op.type,
        tensors=call.inputs,
        given=given,
        attrs=call.attrs,
    )
