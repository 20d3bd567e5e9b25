"""What is asked of values: whether a graph's, and which spec fits them."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import Operand
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.home import EAGER
from teachflow.ops.arrays.sparse.tensor import SparseTensor


def is_symbolic_tensor(tensor: Any) -> bool:
    """Whether ``tensor`` stands in a graph and has no value of its own.

    Source: tf.is_symbolic_tensor.

    >>> import teachflow as tf
    >>> tf.is_symbolic_tensor(tf.constant(1.0))
    False
    """
    if isinstance(tensor, SparseTensor):
        return is_symbolic_tensor(tensor.values)
    return isinstance(tensor, Operand) and bool(tensor.home.symbolic)


def type_spec_from_value(value: Any) -> Any:
    """Returns the ``TensorSpec`` of ``value``: a tensor, or what converts to one.

    Raises ``TypeError`` for anything else. Source: tf.type_spec_from_value.

    >>> import teachflow as tf
    >>> tf.type_spec_from_value([1.0, 2.0])
    TensorSpec(shape=(2,), dtype=tf.float32, name=None)
    """
    if isinstance(value, Operand):
        return TensorSpec.from_tensor(value)
    try:
        return TensorSpec.from_tensor(EAGER.convert(value))
    except (TypeError, ValueError):
        raise TypeError(
            f"Could not build a TypeSpec for {value!r} of unsupported type "
            f"{type(value)}: it is no tensor, and does not convert to one."
        ) from None
