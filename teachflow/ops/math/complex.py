"""Complex numbers: their parts, conjugates and sizes.

Gradients follow TensorFlow: the gradient of a real loss with respect to ``z`` points
where the loss grows, so rules elsewhere multiply by the conjugate of the derivative.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import (
    COMPLEX,
    NUMBERS,
    complex64,
    complex128,
    float32,
    float64,
)
from teachflow.core.home import composite
from teachflow.core.registry import OPS, op

_PARTS = (float32, float64)


@op("Conj", "T -> T", shape=rules.same, T=COMPLEX)
def conj_op(input: Any) -> Any:
    """Elementwise complex conjugate."""
    return np.conjugate(input)


@conj_op.vjp
def _(call: Any, g: Any) -> Any:
    return conj_op(g)


conj_op.jvp_linear(0)


@op("Real", "T -> Tout", shape=rules.same, T=COMPLEX, Tout=_PARTS)
def real_op(input: Any, *, Tout: Any) -> Any:
    """Elementwise real part."""
    return np.real(input).copy()


@real_op.vjp
def _(call: Any, g: Any) -> Any:
    return complex(g, zeros_like(g))


real_op.jvp_linear(0)


@op("Imag", "T -> Tout", shape=rules.same, T=COMPLEX, Tout=_PARTS)
def imag_op(input: Any, *, Tout: Any) -> Any:
    """Elementwise imaginary part."""
    return np.imag(input).copy()


@imag_op.vjp
def _(call: Any, g: Any) -> Any:
    return complex(zeros_like(g), g)


imag_op.jvp_linear(0)


@op("Complex", "T, T -> Tout", shape=rules.broadcast, T=_PARTS, Tout=COMPLEX)
def complex_op(real: Any, imag: Any, *, Tout: Any) -> Any:
    """Elementwise ``real + 1j * imag``, with broadcasting."""
    result = np.empty(np.broadcast(real, imag).shape, Tout.numpy_dtype)
    result.real = real
    result.imag = imag
    return result


@complex_op.vjp
def _(call: Any, g: Any) -> Any:
    return lambda: real(g), lambda: imag(g)


complex_op.jvp_linear(0, 1)


@op("ComplexAbs", "T -> Tout", shape=rules.same, T=COMPLEX, Tout=_PARTS)
def complex_abs(x: Any, *, Tout: Any) -> Any:
    """Elementwise ``sqrt(real² + imag²)``."""
    return np.abs(x)


@complex_abs.vjp
def _(call: Any, g: Any) -> Any:
    (z,) = call.inputs
    direction = home.apply(OPS["Sign"], (z,), {}, None)
    return complex(g, zeros_like(g)) * direction


@complex_abs.jvp
def _(call: Any, dz: Any) -> Any:
    (z,) = call.inputs
    direction = home.apply(OPS["Sign"], (z,), {}, None)
    return real(conjugate(direction) * dz)


@op("Angle", "T -> Tout", shape=rules.same, T=COMPLEX, Tout=_PARTS)
def angle_op(input: Any, *, Tout: Any) -> Any:
    """Elementwise argument of a complex number, in radians."""
    return np.angle(input).astype(Tout.numpy_dtype)


@angle_op.vjp
def _(call: Any, g: Any) -> Any:
    (z,) = call.inputs
    squared = complex_abs(z, Tout=z.dtype.real_dtype)
    turned = complex(-imag(z), real(z))
    return turned * complex(g / (squared * squared), zeros_like(g))


@angle_op.jvp
def _(call: Any, dz: Any) -> Any:
    (z,) = call.inputs
    size = complex_abs(z, Tout=z.dtype.real_dtype)
    return imag(conjugate(z) * dz) / (size * size)


def zeros_like(x: Any) -> Any:
    """Zeros of the shape and dtype of ``x``, made when the graph runs."""
    return home.apply(OPS["ZerosLike"], (x,), {}, None)


def _zeros(here: Any, x: Any) -> Any:
    """``tf.zeros_like(x)``: a constant where the shape is known."""
    if x.shape.is_fully_defined() and x.dtype.base_dtype in NUMBERS:
        kind = x.dtype.base_dtype
        return here.convert(
            np.zeros(x.shape.as_list(), kind.numpy_dtype), kind, "zeros_like"
        )
    return home.apply(OPS["ZerosLike"], (x,), {}, "zeros_like")


def conjugate(x: Any) -> Any:
    """The complex conjugate of ``x``; real tensors come back as they are."""
    return conj_op(x) if x.dtype.is_complex else x


@composite
def conj(x: Any, name: str | None = None) -> Any:
    """Returns the complex conjugate of ``x``, a real ``x`` as it is.

    Source: tf.math.conj.

    >>> import teachflow as tf
    >>> tf.math.conj(tf.constant(1 + 2j)).numpy()
    np.complex128(1-2j)
    """
    here = home.choose((x,))
    with here.scope(name or "Conj") as scope:
        tensor = here.convert(x, None, "x")
        kind = tensor.dtype.base_dtype
        if kind.is_complex:
            return conj_op(tensor, name=scope or None)
        if kind not in NUMBERS:
            raise TypeError(f"Expected numeric or variant tensor, got dtype {kind!r}.")
        return tensor


@composite
def real(input: Any, name: str | None = None) -> Any:
    """Returns the real part of ``input``, a real ``input`` as it is.

    Source: tf.math.real.

    >>> import teachflow as tf
    >>> tf.math.real(tf.constant(1 + 2j)).numpy()
    np.float64(1.0)
    """
    here = home.choose((input,))
    with here.scope(name or "Real") as scope:
        tensor = here.convert(input, None, "input")
        if not tensor.dtype.is_complex:
            if tensor.dtype.base_dtype not in NUMBERS:
                raise TypeError(
                    f"input must be a numeric tensor, but got tensor with dtype "
                    f"{tensor.dtype!r}"
                )
            return tensor
        return real_op(tensor, Tout=tensor.dtype.real_dtype, name=scope or None)


@composite
def imag(input: Any, name: str | None = None) -> Any:
    """Returns the imaginary part of ``input``, zeros for a real ``input``.

    Source: tf.math.imag.

    >>> import teachflow as tf
    >>> tf.math.imag(tf.constant(1 + 2j)).numpy()
    np.float64(2.0)
    """
    here = home.choose((input,))
    with here.scope(name or "Imag") as scope:
        tensor = here.convert(input, None, "input")
        if not tensor.dtype.is_complex:
            return _zeros(here, tensor)
        return imag_op(tensor, Tout=tensor.dtype.real_dtype, name=scope or None)


@composite
def complex(real: Any, imag: Any, name: str | None = None) -> Any:
    """Returns ``real + 1j * imag`` of two tensors of one floating type.

    float32 makes complex64, float64 complex128; else ``TypeError``.
    Source: tf.dtypes.complex.

    >>> import teachflow as tf
    >>> tf.complex(1.0, 2.0).numpy()
    np.complex64(1+2j)
    """
    here = home.choose((real, imag))
    x, y = here.convert(real, None, "real"), here.convert(imag, None, "imag")
    with here.scope(name or "Complex") as scope:
        kinds = x.dtype.base_dtype, y.dtype.base_dtype
        if kinds not in ((float32, float32), (float64, float64)):
            raise TypeError(
                f"The `real` and `imag` components have incorrect types: "
                f"{kinds[0].name} {kinds[1].name}. They must be consistent, and one of "
                f"float32 and float64: use tf.cast."
            )
        wanted = complex64 if kinds[0] is float32 else complex128
        return complex_op(x, y, Tout=wanted, name=scope or None)


@composite
def angle(input: Any, name: str | None = None) -> Any:
    """Returns the argument of ``input`` in radians; 0 or pi for real tensors.

    Source: tf.math.angle.

    >>> import teachflow as tf
    >>> tf.math.angle(tf.constant(1j)).numpy()
    np.float64(1.5707963267948966)
    """
    here = home.choose((input,))
    with here.scope(name or "Angle") as scope:
        tensor = here.convert(input, None, "input")
        if tensor.dtype.is_complex:
            return angle_op(tensor, Tout=tensor.dtype.real_dtype, name=scope or None)
        negative = home.apply(OPS["Less"], (tensor, 0), {}, None)
        ones = home.apply(OPS["OnesLike"], (tensor,), {}, "ones_like")
        parts = (negative, np.pi * ones, _zeros(here, tensor))
        return home.apply(OPS["Select"], parts, {}, None)
