"""Fourier transforms along the last axis or the last two."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.arrays.arranging import pad, reverse
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.arrays.repeating import roll
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import conj, real
from teachflow.ops.math.reductions import reduce_prod_op


def _transformed(function: Any, x: Any, axes: tuple[int, ...]) -> Any:
    if x.ndim < len(axes):
        raise InvalidArgumentError(
            None,
            None,
            f"Input must have rank of at least {len(axes)} but got: {x.ndim}",
        )
    return function(x, axes=axes).astype(x.dtype, copy=False)


@op("FFT", "Tcomplex -> Tcomplex", shape=rules.same, Tcomplex=COMPLEX)
def fft(input: Any) -> Any:
    """The discrete Fourier transform along the last axis, of complex numbers.

    Source: tf.signal.fft.

    >>> import teachflow as tf
    >>> tf.signal.fft(tf.constant([1, 0, 0, 0], tf.complex64)).numpy().real
    array([1., 1., 1., 1.], dtype=float32)
    """
    return _transformed(np.fft.fftn, input, (-1,))


@op("IFFT", "Tcomplex -> Tcomplex", shape=rules.same, Tcomplex=COMPLEX)
def ifft(input: Any) -> Any:
    """What ``fft`` made ``input`` of.

    Source: tf.signal.ifft.

    >>> import teachflow as tf
    >>> tf.signal.ifft(tf.constant([1, 1, 1, 1], tf.complex64)).numpy().real
    array([1., 0., 0., 0.], dtype=float32)
    """
    return _transformed(np.fft.ifftn, input, (-1,))


@op("FFT2D", "Tcomplex -> Tcomplex", shape=rules.same, Tcomplex=COMPLEX)
def fft2d(input: Any) -> Any:
    """The discrete Fourier transform along the last two axes, of complex numbers.

    Source: tf.signal.fft2d.

    >>> import teachflow as tf
    >>> tf.signal.fft2d(tf.ones([2, 2], tf.complex64)).numpy().real
    array([[4., 0.],
           [0., 0.]], dtype=float32)
    """
    return _transformed(np.fft.fftn, input, (-2, -1))


@op("IFFT2D", "Tcomplex -> Tcomplex", shape=rules.same, Tcomplex=COMPLEX)
def ifft2d(input: Any) -> Any:
    """What ``fft2d`` made ``input`` of.

    Source: tf.signal.ifft2d.

    >>> import teachflow as tf
    >>> tf.signal.ifft2d(tf.ones([2, 2], tf.complex64)).numpy().real
    array([[1., 0.],
           [0., 0.]], dtype=float32)
    """
    return _transformed(np.fft.ifftn, input, (-2, -1))


def _count(x: Any, axes: int) -> Any:
    """How many elements one transform takes, in the dtype of ``x``."""
    return cast(reduce_prod_op(shape_op(x)[-axes:], 0), x.dtype.base_dtype)


@fft.vjp
def _(call: Any, g: Any) -> Any:
    return ifft(g) * _count(g, 1)


@ifft.vjp
def _(call: Any, g: Any) -> Any:
    return fft(g) / _count(g, 1)


@fft2d.vjp
def _(call: Any, g: Any) -> Any:
    return ifft2d(g) * _count(g, 2)


@ifft2d.vjp
def _(call: Any, g: Any) -> Any:
    return fft2d(g) / _count(g, 2)


for _transform in (fft, ifft, fft2d, ifft2d):
    _transform.jvp_linear(0)


def _last(x: Any) -> int:
    """The length of the last axis, which has to be known."""
    rank = x.shape.rank
    length = x.shape.as_list()[-1] if rank else None
    if length is None:
        raise ValueError(f"The length of the last axis has to be known: {x}.")
    return int(length)


def _resized(x: Any, length: int) -> Any:
    """``x`` with its last axis cut, or filled up with zeros, to ``length``."""
    given = _last(x)
    if given >= length:
        return x[..., :length]
    around = np.zeros((x.shape.rank, 2), np.int32)
    around[-1, 1] = length - given
    return pad(x, around)


def _single(fft_length: Any) -> int:
    return int(np.reshape(fft_length, -1)[0])


@composite
def rfft(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Any:
    """Returns the first half of the transform of real numbers, along the last axis.

    Of n numbers (or ``fft_length``, to which they are cut or filled up) it has
    n // 2 + 1, the others are their conjugates. Unlike TensorFlow, it is several nodes.
    Source: tf.signal.rfft.

    >>> import teachflow as tf
    >>> tf.signal.rfft([1.0, 2.0, 3.0, 4.0]).numpy()
    array([10.+0.j, -2.+2.j, -2.+0.j], dtype=complex64)
    """
    here = home.choose((input_tensor,))
    with here.scope(name or "rfft"):
        x = here.convert(input_tensor, None, "input")
        if not x.dtype.is_floating:
            raise InvalidArgumentError(
                None,
                None,
                f"tf.signal.rfft transforms real numbers, not {x.dtype.name}.",
            )
        length = _last(x) if fft_length is None else _single(fft_length)
        wide = x.dtype.base_dtype is dt.float64
        kind = dt.complex128 if wide else dt.complex64
        return fft(cast(_resized(x, length), kind))[..., : length // 2 + 1]


@composite
def irfft(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Any:
    """Returns the real numbers that ``rfft`` made ``input_tensor`` of.

    There are ``fft_length`` of them, or 2 (n - 1) where it is not given. Unlike
    TensorFlow, it is several nodes. Source: tf.signal.irfft.

    >>> import teachflow as tf
    >>> tf.signal.irfft(tf.signal.rfft([1.0, 2.0, 3.0, 4.0])).numpy()
    array([1., 2., 3., 4.], dtype=float32)
    """
    here = home.choose((input_tensor,))
    with here.scope(name or "irfft"):
        x = here.convert(input_tensor, None, "input")
        length = 2 * (_last(x) - 1) if fft_length is None else _single(fft_length)
        half = _resized(x, length // 2 + 1)
        others = conj(reverse(half[..., 1 : (length + 1) // 2], [-1]))
        return real(ifft(concat([half, others], -1)))


def _shifted(x: Any, axes: Any, name: str | None, half: Any) -> Any:
    here = home.choose((x,))
    with here.scope(name):
        x = here.convert(x)
        if axes is None:
            axes = list(range(x.shape.rank))
        axes = [axes] if isinstance(axes, int) else list(axes)
        lengths = x.shape.as_list()
        return roll(x, [half(lengths[axis]) for axis in axes], axes)


@composite
def fftshift(x: Any, axes: Any = None, name: str | None = None) -> Any:
    """Returns ``x`` with the frequency 0 in the middle of each of ``axes`` (all).

    Source: tf.signal.fftshift.

    >>> import teachflow as tf
    >>> tf.signal.fftshift([0, 1, 2, -2, -1]).numpy()
    array([-2, -1,  0,  1,  2], dtype=int32)
    """
    return _shifted(x, axes, name or "fftshift", lambda n: n // 2)


@composite
def ifftshift(x: Any, axes: Any = None, name: str | None = None) -> Any:
    """Returns what ``fftshift`` made ``x`` of. Source: tf.signal.ifftshift.

    >>> import teachflow as tf
    >>> tf.signal.ifftshift([-2, -1, 0, 1, 2]).numpy()
    array([ 0,  1,  2, -2, -1], dtype=int32)
    """
    return _shifted(x, axes, name or "ifftshift", lambda n: -(n // 2))
