"""Python values as tensors."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite


@composite
def convert_to_tensor(
    value: Any,
    dtype: Any = None,
    name: str | None = None,
    preferred_dtype: Any = None,
    dtype_hint: Any = None,
) -> Any:
    """Returns ``value`` as a tensor: a number, a list, an array; tensors as they are.

    ``dtype`` is demanded, ``dtype_hint`` only tried. Lists that hold tensors are stacked.
    Raises ``TypeError`` for a value that the dtype cannot hold, ``ValueError`` for a
    tensor of another dtype. Source: tf.convert_to_tensor.

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
