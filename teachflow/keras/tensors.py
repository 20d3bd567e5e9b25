"""Values as tensors, as every part of Keras takes them."""

from __future__ import annotations

import warnings
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.logits import logits_of as remembered_logits


def tensor(value: Any, dtype: Any = None) -> Any:
    """``value`` as a tensor, cast where it has another dtype.

    >>> tensor([1, 2], "float32").dtype, tensor([1.5], "int32").numpy()
    (tf.float32, array([1], dtype=int32))
    """
    if dtype is None:
        return tf.convert_to_tensor(value)
    wanted = tf.as_dtype(dtype)
    if not tf.is_tensor(value):
        if wanted.is_floating or wanted.is_complex:
            return tf.convert_to_tensor(value, dtype=wanted)
        value = tf.convert_to_tensor(value)
    return tf.cast(value, wanted)


def logits_of(output: Any, op_type: str, from_logits: bool, loss: str) -> Any:
    """The logits that ``output`` is, or was made of; None where it was made otherwise.

    A probability knows its logits where an activation of Keras made it, or a node of
    ``op_type``: the loss of logits does not lose what rounding to 0 or 1 loses.
    """
    logits = remembered_logits(output)
    if logits is None and tf.is_tensor(output) and output.home.symbolic:
        logits = output.op.inputs[0] if output.op.type == op_type else None
    if logits is None:
        return output if from_logits else None
    if from_logits:
        warnings.warn(
            f'"`{loss}` received `from_logits=True`, but the `output` argument was '
            f"produced by a {op_type} activation and thus does not represent logits. "
            "Was this intended?",
            stacklevel=3,
        )
    return logits
