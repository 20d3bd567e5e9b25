"""Changing the type of the elements."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import UnimplementedError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import op


@op("Cast", "SrcT -> DstT", shape=rules.same)
def cast_op(x: Any, *, DstT: Any) -> Any:
    """The elements of ``x`` as the type ``DstT``."""
    if x.dtype.kind == "O" or DstT is dt.string:
        raise UnimplementedError(
            None,
            None,
            f"Cast {dt.as_dtype(x.dtype).name} to {DstT.name} is not supported: use "
            f"tf.strings.to_number or tf.strings.as_string.",
        )
    if x.dtype.kind == "c" and not DstT.is_complex:
        x = x != 0 if DstT.is_bool else x.real
    return x.astype(DstT.numpy_dtype)


@cast_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return cast(g, x.dtype.base_dtype)


cast_op.jvp_linear(0)


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
    if isinstance(x, Operand) and x.dtype is wanted:
        return x.as_tensor()  # before the scope, which would use up a name
    with here.scope(name or "Cast") as scope:
        tensor = here.convert(x, None, "x")
        if tensor.dtype.base_dtype is wanted:
            return tensor
        return cast_op(tensor, DstT=wanted, name=scope or None)


def _to(target: Any, label: str) -> Any:
    def convert(x: Any, name: str = label) -> Any:
        return cast(x, target, name)

    function = label[0].lower() + label[1:]
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in function)
    convert.__name__ = convert.__qualname__ = snake
    convert.__doc__ = (
        f"Returns ``x`` with elements of {target.name}. Source: tf.compat.v1.{snake}.\n"
        f"\n"
        f">>> import teachflow.compat.v1 as tf\n"
        f">>> with tf.Graph().as_default():\n"
        f"...     print(tf.{snake}([1, 2]).dtype)\n"
        f"{target}\n"
    )
    return convert


to_float = _to(dt.float32, "ToFloat")
to_double = _to(dt.float64, "ToDouble")
to_int32 = _to(dt.int32, "ToInt32")
to_int64 = _to(dt.int64, "ToInt64")
to_complex64 = _to(dt.complex64, "ToComplex64")
to_complex128 = _to(dt.complex128, "ToComplex128")
