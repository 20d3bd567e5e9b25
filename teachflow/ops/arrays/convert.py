"""Python values as tensors."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand


def is_tensor(x: Any) -> bool:
    """Whether ``x`` is a tensor or a variable. Source: tf.is_tensor.

    >>> import teachflow as tf
    >>> tf.is_tensor(tf.constant(1)), tf.is_tensor(1)
    (True, False)
    """
    return isinstance(x, Operand)


def get_static_value(tensor: Any, partial: bool = False) -> Any:
    """The value of ``tensor`` as NumPy's where it is known before running, else None.

    Unlike TensorFlow, ``partial`` changes nothing: what is known in part counts as not
    known. Source: tf.get_static_value.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.get_static_value(tf.constant([1, 2]))
    array([1, 2], dtype=int32)
    """
    value = tensor.static_value() if isinstance(tensor, Operand) else None
    if value is None:
        return None
    return value.copy() if value.ndim else value[()]


@composite
def convert_to_tensor(
    value: Any,
    dtype: Any = None,
    name: str | None = None,
    preferred_dtype: Any = None,
    dtype_hint: Any = None,
) -> Any:
    """Returns ``value`` as a tensor: a number, a list, an array; tensors as they are.

    ``dtype`` is demanded, ``dtype_hint`` only tried. Lists that hold tensors are
    stacked. Raises ``TypeError`` for a value that the dtype cannot hold, ``ValueError``
    for a tensor of another dtype. Source: tf.convert_to_tensor.

    >>> import teachflow as tf
    >>> tf.convert_to_tensor([1, 2], dtype=tf.float32).numpy()
    array([1., 2.], dtype=float32)
    """
    hint = preferred_dtype if dtype_hint is None else dtype_hint
    return home.choose((value,)).convert(
        value,
        None if dtype is None else dt.as_dtype(dtype).base_dtype,
        name,
        None if hint is None else dt.as_dtype(hint).base_dtype,
    )
