"""The class ``TensorArray``: it makes the kind that fits where it is called."""

from __future__ import annotations

from typing import Any

from teachflow.compat.v2._scopes import in_graph
from teachflow.eager.control.tensor_array import EagerTensorArray
from teachflow.graph.control.flows import FlowCarrier
from teachflow.graph.control.tensor_array import TensorArray as _GraphTensorArray


class _Arrays(type):
    """Makes the kind of tensor array that fits where it is called."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        kind = _GraphTensorArray if in_graph(args, kwargs) else EagerTensorArray
        return kind(*args, **kwargs)

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, (EagerTensorArray, FlowCarrier))


class TensorArray(metaclass=_Arrays):
    """An array of tensors of one dtype that is written and read one by one.

    ``TensorArray(dtype, size, dynamic_size, clear_after_read, ...)`` in eager code
    makes one that is a list, in a graph one whose states follow each other: use what
    ``write`` returns. An element may be read once, unless ``clear_after_read=False``.
    With ``dynamic_size`` the array grows. All elements have one shape unless
    ``infer_shape=False``; ``element_shape`` says it beforehand. Gradients flow through.
    ``tensor_array_name`` and ``name`` name the nodes of a graph. Unlike TensorFlow,
    ``handle`` is not taken and ``colocate_with_first_write_call`` changes nothing.
    Source: tf.TensorArray.

    >>> import teachflow as tf
    >>> array = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    >>> for i in range(3):
    ...     array = array.write(i, i * i)
    >>> array.stack().numpy()
    array([0, 1, 4], dtype=int32)
    """

    def __init__(
        self,
        dtype: Any,
        size: Any = None,
        dynamic_size: bool | None = None,
        clear_after_read: bool | None = None,
        tensor_array_name: str | None = None,
        handle: Any = None,
        flow: Any = None,
        infer_shape: bool = True,
        element_shape: Any = None,
        colocate_with_first_write_call: bool = True,
        name: str | None = None,
    ) -> None:
        """Never called: ``_Arrays`` makes one of the two kinds."""
