"""Changing the type of the elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.home import composite
from teachflow.core.registry import op


@op("Cast", "SrcT -> DstT", shape=rules.same)
def cast_op(x: Any, *, DstT: Any) -> Any:
    """The elements of ``x`` as the type ``DstT``."""
    return np.asarray(x).astype(DstT.numpy_dtype)


@cast_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return cast(g, x.dtype.base_dtype)


@composite
def cast(x: Any, dtype: Any, name: str | None = None) -> Any:
    """Returns ``x`` with elements of ``dtype``; ``x`` itself where it has them already.

    Floats lose their fraction on the way to ints; complex numbers their imaginary part
    on the way to reals. Source: tf.cast.

    >>> import teachflow as tf
    >>> tf.cast([1.8, -1.8], tf.int32).numpy()
    array([ 1, -1], dtype=int32)
    """
    here, wanted = home.choose((x,)), dt.as_dtype(dtype).base_dtype
    with here.scope(name or "Cast") as scope:
        tensor = here.convert(x, None, "x")
        if tensor.dtype.base_dtype is wanted:
            return tensor
        return cast_op(tensor, DstT=wanted, name=scope or None)
