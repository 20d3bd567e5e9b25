"""Arithmetic as it is written: operators, and functions that choose or combine ops."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.explaining.facts import told
from teachflow.core.home import composite
from teachflow.core.operand import OPERATORS, Operand, operator
from teachflow.ops.arrays.indexed_slices import in_place_of, rows_of
from teachflow.ops.math import math, order
from teachflow.ops.math.binary import binary, pair
from teachflow.ops.math.cast import cast_op
from teachflow.ops.math.complex import complex_abs
from teachflow.ops.math.elementary import round_op


@composite
def add(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns the elementwise sum ``x + y``, with broadcasting; joins strings.

    Both have one dtype; a plain ``y`` takes that of ``x``. Source: tf.add.

    >>> import teachflow as tf
    >>> tf.add([[1.0], [2.0]], [10.0, 20.0]).numpy()
    array([[11., 21.],
           [12., 22.]], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "Add") as scope:
        x, y = pair(here, x, y)
        return _add(x, y, name=scope or None)


def _add(x: Any, y: Any, name: str | None) -> Any:
    kind = x.dtype.base_dtype
    return (math.add_v1 if kind is dt.string else math.add_v2)(x, y, name=name)


# TensorFlow 2 divides whole numbers as float64 (and the small ones as float32).
_FRACTIONS = {
    dt.int8: dt.float32,
    dt.uint8: dt.float32,
    dt.int16: dt.float32,
    dt.uint16: dt.float32,
    dt.int32: dt.float64,
    dt.int64: dt.float64,
    dt.uint32: dt.float64,
    dt.uint64: dt.float64,
}

_DIVIDED = (*dt.FLOATS, *dt.COMPLEX)


def _fraction_of(kind: dt.DType, function: str) -> dt.DType | None:
    """The dtype to divide whole numbers as, None for those that are fractions."""
    if not (kind.is_integer or kind.is_floating or kind.is_complex):
        expected = ", ".join(f"tf.{d.name}" for d in (*_FRACTIONS, *_DIVIDED))
        raise TypeError(
            f"Invalid dtype tf.{kind.name} in {function}. Expected one of "
            f"{{{expected}}}."
        )
    return _FRACTIONS.get(kind)


def _truediv(x: Any, y: Any, name: str | None) -> Any:
    here = home.choose((x, y))
    kinds = x.dtype.base_dtype, y.dtype.base_dtype
    if kinds[0] is not kinds[1]:
        raise told(
            TypeError(
                f"`x` and `y` must have the same dtype, got tf.{kinds[0].name} != "
                f"tf.{kinds[1].name}. Use tf.cast on one of them."
            ),
            "dtypes",
            op="RealDiv",
            given=kinds[1],
            wanted=kinds[0],
            inputs=(x, y),
        )
    fraction = _fraction_of(kinds[0], "__truediv__")
    if fraction is not None:
        x, y = [
            here.apply(cast_op.op, (item,), {"DstT": fraction}, None) for item in (x, y)
        ]
    return math.real_divide(x, y, name=name)


@composite
def truediv(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x / y`` as Python 3 divides: whole numbers give float64.

    Source: tf.truediv.

    >>> import teachflow as tf
    >>> tf.truediv([7, -7], 2).numpy()
    array([ 3.5, -3.5])
    """
    here = home.choose((x, y))
    with here.scope(name or "truediv") as scope:
        x, y = pair(here, x, y)
        return _truediv(x, y, scope or None)


@composite
def divide(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x / y`` as Python 3 divides: whole numbers give float64.

    Source: tf.divide.

    >>> import teachflow as tf
    >>> tf.divide(3.0, 2.0).numpy()
    np.float32(1.5)
    """
    if name is not None:
        return truediv(x, y, name)
    if not isinstance(x, Operand):
        kind = y.dtype.base_dtype if isinstance(y, Operand) else None
        x = home.choose((x, y)).convert(x, kind)
    return x / y


@composite
def div(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x / y`` as Python 2 divided: whole numbers give whole numbers.

    Source: tf.compat.v1.div.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.div(7, 2))
    np.int32(3)
    """
    here = home.choose((x, y))
    with here.scope(name or "div") as scope:
        x, y = pair(here, x, y)
        fractional = x.dtype.is_floating or x.dtype.is_complex
        operation = math.real_divide if fractional else math.floor_div
        return operation(x, y, name=scope or None)


@composite
def div_no_nan(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x / y``, and 0 where ``y`` is 0.

    Source: tf.math.divide_no_nan.

    >>> import teachflow as tf
    >>> tf.math.divide_no_nan([1.0, 3.0], [0.0, 2.0]).numpy()
    array([0. , 1.5], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "div_no_nan") as scope:
        if isinstance(y, Operand) and not isinstance(x, Operand):
            x = here.convert(x, None, "x", y.dtype.base_dtype)
        x, y = pair(here, x, y)
        kinds = x.dtype.base_dtype, y.dtype.base_dtype
        if kinds[0] is not kinds[1]:
            raise TypeError(
                f"`x` and `y` must have the same dtype, got tf.{kinds[0].name} != "
                f"tf.{kinds[1].name}. Use tf.cast on one of them."
            )
        fraction = _fraction_of(kinds[0], "tf.math.divide_no_nan")
        if fraction is not None:
            x, y = [cast_op(item, DstT=fraction, name="Cast") for item in (x, y)]
        return math.div_no_nan_op(x, y, name=scope or None)


@composite
def reciprocal_no_nan(x: Any, name: str | None = None) -> Any:
    """Returns ``1 / x``, and 0 where ``x`` is 0.

    Source: tf.math.reciprocal_no_nan.

    >>> import teachflow as tf
    >>> tf.math.reciprocal_no_nan([0.0, 2.0]).numpy()
    array([0. , 0.5], dtype=float32)
    """
    here = home.choose((x,))
    with here.scope(name or "reciprocal_no_nan") as scope:
        x = here.convert(x, None, "x")
        one = here.convert(1, x.dtype.base_dtype, "one")
        return math.div_no_nan_op(one, x, name=scope or None)


@composite
def scalar_mul(scalar: Any, x: Any, name: str | None = None) -> Any:
    """Returns ``scalar * x`` for a scalar; anything else raises ``ValueError``.

    Source: tf.math.scalar_mul.

    >>> import teachflow as tf
    >>> tf.math.scalar_mul(2.0, [1.0, 3.0]).numpy()
    array([2., 6.], dtype=float32)
    """
    here = home.choose((scalar, x))
    hint = x.dtype.base_dtype if isinstance(x, Operand) else None
    factor = here.convert(scalar, hint, "scalar")
    if factor.shape.rank not in (None, 0):
        raise ValueError(
            f"The input scalar must be a 0-D value. Received shape {factor.shape}."
        )
    return in_place_of(x, math.multiply(factor, rows_of(x), name=name))


@composite
def floordiv(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x // y``, rounded down: -7 // 2 is -4.

    Source: tf.math.floordiv.

    >>> import teachflow as tf
    >>> tf.math.floordiv([7.0, -7.0], 2.0).numpy()
    array([ 3., -4.], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "floordiv") as scope:
        if here.symbolic:  # else the op makes tensors of what is none
            x, y = pair(here, x, y)
        return math.floor_div(x, y, name=scope or None)


@composite
def pow(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns ``x ** y`` elementwise, with broadcasting.

    Whole numbers to negative powers raise ``InvalidArgumentError``. Source: tf.pow.

    >>> import teachflow as tf
    >>> tf.pow([2.0, 3.0], 2.0).numpy()
    array([4., 9.], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "Pow") as scope:
        if here.symbolic:  # else the op makes tensors of what is none
            x, y = pair(here, x, y)
        return math.power(x, y, name=scope or None)


@composite
def abs(x: Any, name: str | None = None) -> Any:
    """Returns ``|x|`` elementwise; of complex numbers the real modulus.

    Source: tf.abs.

    >>> import teachflow as tf
    >>> tf.abs([-1.5, 2.0]).numpy()
    array([1.5, 2. ], dtype=float32)
    """
    here = home.choose((x,))
    with here.scope(name or "Abs") as scope:
        x = here.convert(x, None, "x")
        if x.dtype.is_complex:
            return complex_abs(x, Tout=x.dtype.real_dtype, name=scope or None)
        return order.abs_op(x, name=scope or None)


@composite
def round(x: Any, name: str | None = None) -> Any:
    """Returns ``x`` rounded to whole numbers, halves to the even one.

    Source: tf.round.

    >>> import teachflow as tf
    >>> tf.round([0.5, 1.5, 2.5]).numpy()
    array([0., 2., 2.], dtype=float32)
    """
    here = home.choose((x,))
    tensor = here.convert(x, None, "x")
    return tensor if tensor.dtype.is_integer else round_op(tensor, name=name)


@composite
def add_n(inputs: Any, name: str | None = None) -> Any:
    """Returns the sum of the tensors in the list ``inputs``, of one shape and dtype.

    Raises ``ValueError`` for an empty list. Source: tf.add_n.

    >>> import teachflow as tf
    >>> tf.add_n([[1, 2], [3, 4], [5, 6]]).numpy()
    array([ 9, 12], dtype=int32)
    """
    if isinstance(inputs, Operand):
        rows: Any = inputs
        inputs = list(rows)  # which a symbolic tensor refuses
    if not isinstance(inputs, (list, tuple)) or not inputs:
        raise ValueError(
            f"Inputs must be an iterable of at least one Tensor/IndexedSlices with the "
            f"same dtype and shape; got {inputs!r}."
        )
    here = home.choose(tuple(inputs))
    hint = next((x.dtype.base_dtype for x in inputs if isinstance(x, Operand)), None)
    tensors = [here.convert(item, None, None, hint) for item in inputs]
    if len(tensors) == 1:
        return OPERATORS["identity"](tensors[0], name=name) if name else tensors[0]
    return math.add_n_op(tensors, name=name)


@composite
def clip_by_value(
    t: Any, clip_value_min: Any, clip_value_max: Any, name: str | None = None
) -> Any:
    """Returns ``t`` with what lies outside the two bounds put on them.

    The bounds may be anything that broadcasts to the shape of ``t``.
    Source: tf.clip_by_value.

    >>> import teachflow as tf
    >>> tf.clip_by_value([-1.0, 0.5, 3.0], 0.0, 1.0).numpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    here = home.choose((t, clip_value_min, clip_value_max))
    with here.scope(name or "clip_by_value") as scope:
        values = here.convert(rows_of(t), None, "t")
        below = order.minimum(values, clip_value_max)
        values.shape.assert_is_compatible_with(below.shape)
        clipped = order.maximum(below, clip_value_min, name=scope or None)
        values.shape.assert_is_compatible_with(clipped.shape)
        return in_place_of(t, clipped)


def _times(x: Any, y: Any, name: str | None) -> Any:
    """``x * y``; the product of truth values is whether both are true."""
    if any(isinstance(one, Operand) and one.dtype.is_bool for one in (x, y)):
        here = home.choose((x, y))
        x, y = [cast_op(here.convert(one), DstT=dt.int32) for one in (x, y)]
        return cast_op(math.multiply(x, y), DstT=dt.bool_, name=name)
    return math.multiply(x, y, name=name)


operator("add")(binary(_add, "add"))
operator("sub")(binary(math.subtract, "sub", as_given=True))
operator("mul")(binary(_times, "mul", as_given=True))
operator("truediv")(binary(_truediv, "truediv"))
operator("floordiv")(binary(math.floor_div, "floordiv", as_given=True))
operator("mod")(binary(math.floormod, "mod", as_given=True))
operator("pow")(binary(math.power, "pow", as_given=True))
operator("neg")(math.negative)
operator("abs")(abs)
