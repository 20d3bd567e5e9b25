"""The ops that random programs are made of: how to call each, and what it gives.

Every entry keeps values within reach of each other (``tanh`` before ``exp``) and steps
off whole numbers before it rounds, so that rounding errors stay what they are and two
engines can be held to a few digits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Value:
    """What is known of a tensor while a program is written: its shape and dtype."""

    shape: Shape
    dtype: str

    @property
    def floating(self) -> bool:
        return self.dtype.startswith("float")


@dataclass(frozen=True)
class Op:
    """``call(tf, *tensors, **attrs)``, and which arguments fit.

    ``fits(*values)`` says whether it may be applied; ``attrs(draw, *values)`` draws the
    rest; ``result(*values, **attrs)`` is what it gives, one value or several.
    """

    count: int
    call: Callable[..., Any]
    fits: Callable[..., bool]
    result: Callable[..., Any]
    attrs: Callable[..., dict[str, Any]] = lambda draw, *values: {}


OPS: dict[str, Op] = {}


def broadcast(x: Shape, y: Shape) -> Shape | None:
    """The shape of both together, or None where they do not meet."""
    length = max(len(x), len(y))
    pairs = zip((1,) * (length - len(x)) + x, (1,) * (length - len(y)) + y, strict=True)
    found = []
    for a, b in pairs:
        if a != b and 1 not in (a, b):
            return None
        found.append(b if a == 1 else a)
    return tuple(found)


def _unary(**table: Callable[..., Any]) -> None:
    for name, call in table.items():
        OPS[name] = Op(1, call, lambda x: x.floating, lambda x: x)


_unary(
    neg=lambda tf, x: -x,
    abs=lambda tf, x: tf.abs(x),
    square=lambda tf, x: tf.square(tf.tanh(x)),
    sqrt=lambda tf, x: tf.sqrt(1.0 + tf.square(x)),
    rsqrt=lambda tf, x: tf.math.rsqrt(0.5 + tf.square(x)),
    exp=lambda tf, x: tf.exp(tf.tanh(x)),
    log=lambda tf, x: tf.math.log(0.5 + tf.square(x)),
    log1p=lambda tf, x: tf.math.log1p(tf.abs(x)),
    sin=lambda tf, x: tf.sin(x),
    cos=lambda tf, x: tf.cos(x),
    tanh=lambda tf, x: tf.tanh(x),
    atan=lambda tf, x: tf.atan(x),
    sigmoid=lambda tf, x: tf.sigmoid(x),
    softplus=lambda tf, x: tf.nn.softplus(x),
    relu=lambda tf, x: tf.nn.relu(x),
    elu=lambda tf, x: tf.nn.elu(x),
    leaky=lambda tf, x: tf.nn.leaky_relu(x),
    sign=lambda tf, x: tf.sign(x),
    erf=lambda tf, x: tf.math.erf(x),
    identity=lambda tf, x: tf.identity(x),
    stop=lambda tf, x: tf.stop_gradient(x),
    double=lambda tf, x: x + x,
    half=lambda tf, x: x / 2,
    clip=lambda tf, x: tf.clip_by_value(x, -0.75, 0.75),
    reciprocal=lambda tf, x: 1.0 / (1.0 + tf.square(x)),
    power=lambda tf, x: (1.0 + tf.abs(x)) ** 1.5,
)


def _same(x: Value, y: Value) -> bool:
    return x.dtype == y.dtype and broadcast(x.shape, y.shape) is not None


def _met(x: Value, y: Value) -> Value:
    return Value(broadcast(x.shape, y.shape) or (), x.dtype)


def _binary(**table: Callable[..., Any]) -> None:
    for name, call in table.items():
        OPS[name] = Op(2, call, lambda x, y: x.floating and _same(x, y), _met)


_binary(
    add=lambda tf, x, y: x + y,
    sub=lambda tf, x, y: x - y,
    mul=lambda tf, x, y: tf.tanh(x) * y,
    div=lambda tf, x, y: x / (1.0 + tf.square(y)),
    maximum=lambda tf, x, y: tf.maximum(x, y),
    minimum=lambda tf, x, y: tf.minimum(x, y),
    squared_difference=lambda tf, x, y: tf.math.squared_difference(
        tf.tanh(x), tf.tanh(y)
    ),
    add_n=lambda tf, x, y: tf.add_n([x + 0.0 * y, y + 0.0 * x]),
)


def _ints(**table: Callable[..., Any]) -> None:
    for name, call in table.items():
        OPS[name] = Op(2, call, lambda x, y: x.dtype == "int32" and _same(x, y), _met)


_ints(
    int_add=lambda tf, x, y: x + y,
    int_mul=lambda tf, x, y: (x % 7) * (y % 5),
    int_floordiv=lambda tf, x, y: x // (tf.abs(y) + 1),
    int_mod=lambda tf, x, y: x % (tf.abs(y) + 2),
)
OPS["int_max"] = Op(
    2,
    lambda tf, x, y: tf.maximum(x, y),
    lambda x, y: x.dtype == "int32" and _same(x, y),
    _met,
)


# ---- reductions ------------------------------------------------------------------


def _axes(draw: Any, x: Value) -> dict[str, Any]:
    rank = len(x.shape)
    keepdims = draw(st.booleans())
    if not rank or draw(st.booleans()):
        return {"axis": None, "keepdims": keepdims}
    axes = draw(st.permutations(range(rank)))[: draw(st.integers(1, rank))]
    signed = [axis - rank if draw(st.booleans()) else axis for axis in axes]
    return {"axis": signed, "keepdims": keepdims}


def _reduced(x: Value, axis: list[int] | None, keepdims: bool) -> Value:
    rank = len(x.shape)
    gone = set(range(rank)) if axis is None else {a % rank for a in axis}
    if keepdims:
        return Value(
            tuple(1 if i in gone else n for i, n in enumerate(x.shape)), x.dtype
        )
    return Value(tuple(n for i, n in enumerate(x.shape) if i not in gone), x.dtype)


for _name in ("reduce_sum", "reduce_mean", "reduce_max", "reduce_min", "reduce_prod"):
    OPS[_name] = Op(
        1,
        lambda tf, x, axis, keepdims, name=_name: getattr(tf, name)(
            tf.tanh(x) if name == "reduce_prod" else x, axis, keepdims=keepdims
        ),
        lambda x: x.floating and 0 not in x.shape,
        _reduced,
        _axes,
    )
OPS["reduce_logsumexp"] = Op(
    1,
    lambda tf, x, axis, keepdims: tf.reduce_logsumexp(x, axis, keepdims=keepdims),
    lambda x: x.floating and 0 not in x.shape,
    _reduced,
    _axes,
)


def _last(draw: Any, x: Value) -> dict[str, Any]:
    return {"axis": draw(st.integers(-len(x.shape), len(x.shape) - 1))}


def _ranked(x: Value) -> bool:
    return x.floating and bool(x.shape) and 0 not in x.shape


OPS["softmax"] = Op(1, lambda tf, x: tf.nn.softmax(x), _ranked, lambda x: x)
OPS["log_softmax"] = Op(1, lambda tf, x: tf.nn.log_softmax(x), _ranked, lambda x: x)
OPS["cumsum"] = Op(
    1,
    lambda tf, x, axis: tf.cumsum(x, axis),
    _ranked,
    lambda x, axis: x,
    _last,
)
OPS["argmax"] = Op(
    1,
    lambda tf, x, axis: tf.argmax(
        tf.round(x * 8.0 + 0.1234567), axis, output_type=tf.int32
    ),
    _ranked,
    lambda x, axis: Value(_reduced(x, [axis], False).shape, "int32"),
    _last,
)

# ---- shapes ----------------------------------------------------------------------


def _permutation(draw: Any, x: Value) -> dict[str, Any]:
    return {"perm": draw(st.permutations(range(len(x.shape))))}


OPS["transpose"] = Op(
    1,
    lambda tf, x, perm: tf.transpose(x, perm),
    lambda x: len(x.shape) > 1,
    lambda x, perm: Value(tuple(x.shape[p] for p in perm), x.dtype),
    _permutation,
)
OPS["flatten"] = Op(
    1,
    lambda tf, x: tf.reshape(x, [-1]),
    lambda x: 0 not in x.shape,
    lambda x: Value((_size(x.shape),), x.dtype),
)
OPS["column"] = Op(
    1,
    lambda tf, x: tf.reshape(x, [-1, 1]),
    lambda x: 0 not in x.shape,
    lambda x: Value((_size(x.shape), 1), x.dtype),
)


def _size(shape: Shape) -> int:
    size = 1
    for length in shape:
        size *= length
    return size


def _place(draw: Any, x: Value) -> dict[str, Any]:
    return {"axis": draw(st.integers(-len(x.shape) - 1, len(x.shape)))}


def _expanded(x: Value, axis: int) -> Value:
    at = axis % (len(x.shape) + 1)
    return Value((*x.shape[:at], 1, *x.shape[at:]), x.dtype)


OPS["expand_dims"] = Op(
    1,
    lambda tf, x, axis: tf.expand_dims(x, axis),
    lambda x: len(x.shape) < 4,
    _expanded,
    _place,
)
OPS["squeeze"] = Op(
    1,
    lambda tf, x: tf.squeeze(x),
    lambda x: 1 in x.shape,
    lambda x: Value(tuple(n for n in x.shape if n != 1), x.dtype),
)
OPS["reverse"] = Op(
    1,
    lambda tf, x, axis: tf.reverse(x, [axis]),
    lambda x: bool(x.shape),
    lambda x, axis: x,
    _last,
)
OPS["tile"] = Op(
    1,
    lambda tf, x, times: tf.tile(x, times),
    lambda x: bool(x.shape) and _size(x.shape) < 50,
    lambda x, times: Value(
        tuple(n * t for n, t in zip(x.shape, times, strict=True)), x.dtype
    ),
    lambda draw, x: {"times": [draw(st.integers(1, 2)) for _ in x.shape]},
)
OPS["pad"] = Op(
    1,
    lambda tf, x, by: tf.pad(x, by),
    lambda x: bool(x.shape) and _size(x.shape) < 100,
    lambda x, by: Value(
        tuple(n + a + b for n, (a, b) in zip(x.shape, by, strict=True)), x.dtype
    ),
    lambda draw, x: {
        "by": [[draw(st.integers(0, 2)), draw(st.integers(0, 1))] for _ in x.shape]
    },
)


def _piece(draw: Any, x: Value) -> dict[str, Any]:
    """A first index or slice for each of the first axes."""
    parts = []
    for length in x.shape[: draw(st.integers(1, len(x.shape)))]:
        if draw(st.booleans()):
            parts.append(draw(st.integers(-length, length - 1)))
        else:
            start = draw(st.integers(0, length - 1))
            stop = draw(st.integers(start + 1, length))
            parts.append([start, stop, draw(st.sampled_from([1, 1, 2]))])
    return {"parts": parts}


def _sliced(x: Value, parts: list[Any]) -> Value:
    shape: list[int] = []
    for length, part in zip(x.shape, parts, strict=False):
        if isinstance(part, list):
            shape.append(len(range(*slice(*part).indices(length))))
    return Value((*shape, *x.shape[len(parts) :]), x.dtype)


OPS["getitem"] = Op(
    1,
    lambda tf, x, parts: x[
        tuple(slice(*p) if isinstance(p, list) else p for p in parts)
    ],
    lambda x: bool(x.shape) and 0 not in x.shape,
    _sliced,
    _piece,
)
OPS["gather"] = Op(
    1,
    lambda tf, x, rows: tf.gather(x, rows),
    lambda x: bool(x.shape) and x.shape[0] > 0,
    lambda x, rows: Value((len(rows), *x.shape[1:]), x.dtype),
    lambda draw, x: {
        "rows": draw(st.lists(st.integers(0, x.shape[0] - 1), min_size=1, max_size=3))
    },
)
OPS["concat"] = Op(
    2,
    lambda tf, x, y, axis: tf.concat([x, y], axis),
    lambda x, y: x == y and bool(x.shape) and _size(x.shape) < 60,
    lambda x, y, axis: Value(
        tuple(2 * n if i == axis % len(x.shape) else n for i, n in enumerate(x.shape)),
        x.dtype,
    ),
    lambda draw, x, y: _last(draw, x),
)
OPS["stack"] = Op(
    2,
    lambda tf, x, y, axis: tf.stack([x, y], axis),
    lambda x, y: x == y and len(x.shape) < 4,
    lambda x, y, axis: Value(
        tuple(
            2 if n == 1 and i == axis % (len(x.shape) + 1) else n
            for i, n in enumerate(_expanded(x, axis).shape)
        ),
        x.dtype,
    ),
    lambda draw, x, y: _place(draw, x),
)
OPS["split"] = Op(
    1,
    lambda tf, x: tf.split(x, 2)[1],
    lambda x: bool(x.shape) and x.shape[0] % 2 == 0 and x.shape[0] > 0,
    lambda x: Value((x.shape[0] // 2, *x.shape[1:]), x.dtype),
)
OPS["unstack"] = Op(
    1,
    lambda tf, x, num: tf.unstack(x, num)[0],
    lambda x: bool(x.shape) and x.shape[0] > 0,
    lambda x, num: Value(x.shape[1:], x.dtype),
    lambda draw, x: {"num": x.shape[0]},
)

# ---- products, choices, kinds ----------------------------------------------------

OPS["matmul"] = Op(
    2,
    lambda tf, x, y: tf.matmul(tf.tanh(x), y),
    lambda x, y: (
        x.floating
        and x.dtype == y.dtype
        and len(x.shape) == len(y.shape) == 2
        and x.shape[1] == y.shape[0]
    ),
    lambda x, y: Value((x.shape[0], y.shape[1]), x.dtype),
)
OPS["matmul_t"] = Op(
    2,
    lambda tf, x, y: tf.matmul(x, tf.tanh(y), transpose_b=True),
    lambda x, y: (
        x.floating
        and x.dtype == y.dtype
        and len(x.shape) == len(y.shape) == 2
        and x.shape[1] == y.shape[1]
    ),
    lambda x, y: Value((x.shape[0], y.shape[0]), x.dtype),
)
OPS["where"] = Op(
    2,
    lambda tf, x, y: tf.where(x > y, x, y * 0.5),
    lambda x, y: x.floating and x == y,
    lambda x, y: x,
)
OPS["cond"] = Op(
    2,
    lambda tf, x, y: tf.cond(
        tf.reduce_sum(x) > tf.reduce_sum(y), lambda: x * 2.0, lambda: tf.sin(y)
    ),
    lambda x, y: x.floating and x == y,
    lambda x, y: x,
)
OPS["while"] = Op(
    1,
    lambda tf, x, times: tf.while_loop(
        lambda i, v: i < times, lambda i, v: (i + 1, tf.sin(v) + 0.5 * x), [0, x]
    )[1],
    lambda x: x.floating,
    lambda x, times: x,
    lambda draw, x: {"times": draw(st.integers(0, 3))},
)
OPS["to_int"] = Op(
    1,
    lambda tf, x: tf.cast(x * 4.0 + 0.1234567, tf.int32),
    lambda x: x.floating,
    lambda x: Value(x.shape, "int32"),
)
OPS["to_float64"] = Op(
    1,
    lambda tf, x: tf.cast(x, tf.float64) / 3,
    lambda x: x.dtype == "int32",
    lambda x: Value(x.shape, "float64"),
)
OPS["one_hot"] = Op(
    1,
    lambda tf, x: tf.one_hot(x % 3, 3, dtype=tf.float64),
    lambda x: x.dtype == "int32" and len(x.shape) < 3,
    lambda x: Value((*x.shape, 3), "float64"),
)
OPS["shape"] = Op(
    1,
    lambda tf, x: tf.shape(x),
    lambda x: True,
    lambda x: Value((len(x.shape),), "int32"),
)
OPS["zeros_like"] = Op(1, lambda tf, x: tf.zeros_like(x), lambda x: True, lambda x: x)
