"""Assertions where ops compute at once: what does not hold fails there and then.

The words of the errors are TensorFlow's own for eager code; they differ from a graph's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.operand import Operand
from teachflow.eager.home import EAGER
from teachflow.ops.math import logic

_SHOWN = 3  # items of each tensor, where nobody says how many
_NAMES: dict[str, Callable[..., Any]] = {
    "==": logic.equal,
    "!=": logic.not_equal,
    "<": logic.less,
    "<=": logic.less_equal,
    ">": logic.greater,
    ">=": logic.greater_equal,
}


def said(message: str | None) -> str:
    """How a message begins a longer one."""
    return f"{message}.  " if message else ""


def described(tensor: Any) -> str:
    """Shape and dtype, which an eager tensor has in place of a name."""
    return f"shape={tensor.shape} dtype={tensor.dtype.name}"


def fail(message: str) -> InvalidArgumentError:
    """The error of an assertion that does not hold."""
    return InvalidArgumentError(None, None, message)


def check(condition: Any, data: Any, summarize: int | None) -> None:
    """Raises ``InvalidArgumentError`` with ``data`` where the condition is false."""
    if not condition:
        shown = "\n".join(_summary(EAGER.convert(item), summarize) for item in data)
        raise fail(f"Expected '{condition!s}' to be true. Summarized data: {shown}")


def _summary(tensor: Any, summarize: int | None) -> str:
    """The first items of a tensor, between commas."""
    count = _SHOWN if summarize is None else summarize
    if not tensor.ndim:
        return str(tensor.numpy()) if count else ""
    flat = tensor.numpy().reshape(-1)
    texts = [str(item) for item in (flat if count < 0 else flat[:count])]
    if len(texts) < flat.size:
        texts.append("...")
    return ", ".join(texts)


def _pretty(item: Any, count: int) -> str:
    if not isinstance(item, Operand):
        return str(item)
    value = item.as_tensor().numpy()
    if not np.ndim(value):
        return str(value)
    flat = value.reshape(-1)
    texts = [str(one) for one in flat[:count]]
    if len(texts) < flat.size:
        texts.append("...")
    return str(texts)


def compare(
    sign: str,
    x: Any,
    y: Any,
    message: str | None,
    summarize: int | None,
    data: Sequence[Any] | None = None,
) -> None:
    """Raises ``InvalidArgumentError`` where ``x <sign> y`` does not hold somewhere."""
    x, y = EAGER.convert(x), EAGER.convert(y)
    test = _NAMES[sign](x, y).numpy()
    if np.all(test):
        return
    count = _SHOWN if summarize is None else summarize
    if count < 0:
        count = max(np.size(x.array), np.size(y.array))
    lines = _differences(sign, x, y, test, count) if data is None else list(data)
    if message is not None:
        lines = [message, *lines]
    raise fail("\n".join(_pretty(line, count) for line in lines))


def _differences(sign: str, x: Any, y: Any, test: Any, count: int) -> list[Any]:
    lines: list[Any] = [f"Condition x {sign} y did not hold."]
    if count <= 0:
        return lines
    left, right = np.asarray(x.numpy()), np.asarray(y.numpy())
    if left.shape == right.shape and left.ndim:
        places = np.argwhere(~test)
        few = min(count, len(places))
        lines += [
            f"Indices of first {few} different values:",
            places[:few],
            "Corresponding x values:",
            left[~test][:few],
            "Corresponding y values:",
            right[~test][:few],
        ]
    for name, value in (("x", left.reshape(-1)), ("y", right.reshape(-1))):
        few = min(count, value.size)
        lines += [f"First {few} elements of {name}:", value[:few]]
    return lines


def compare_to_zero(
    sign: str, x: Any, message: str | None, summarize: int | None
) -> None:
    """Raises ``InvalidArgumentError`` where ``x <sign> 0`` does not hold somewhere."""
    x = EAGER.convert(x)
    told = f"Condition x {sign} 0 did not hold element-wise:"
    named = f"x ({described(x)}) = "
    # TensorFlow forgets a comma in one of the four.
    texts = [told + named] if sign == "<=" else [told, named]
    zero = EAGER.convert(0, x.dtype)
    compare(sign, x, zero, None, summarize, [said(message), *texts, x])


def assert_near(
    x: Any, y: Any, rtol: Any, atol: Any, message: str | None, summarize: int | None
) -> None:
    """Raises ``InvalidArgumentError`` unless ``|x - y| < atol + rtol |y|``."""
    x = EAGER.convert(x)
    y = EAGER.convert(y, x.dtype)
    kind = x.dtype.real_dtype
    eps = 10 * np.finfo(kind.as_numpy_dtype).eps
    rtol = EAGER.convert(eps if rtol is None else rtol, kind)
    atol = EAGER.convert(eps if atol is None else atol, kind)
    left, right = x.numpy(), y.numpy()
    with np.errstate(all="ignore"):
        most = atol.numpy() + rtol.numpy() * np.abs(right)
        near = np.all(np.abs(left - right) < most)
    data = [
        said(message),
        f"x and y not equal to tolerance rtol = {rtol!s}, atol = {atol!s}",
        f"x ({described(x)}) = ",
        x,
        f"y ({described(y)}) = ",
        y,
    ]
    check(EAGER.convert(near), data, summarize)


def assert_rank(
    x: Any,
    ranks: Sequence[Any],
    holds: Callable[[int, list[int]], bool],
    wanted: Callable[[list[int]], str],
    message: str | None,
) -> None:
    """Raises ``ValueError`` where the number of axes is another than it has to be."""
    x = EAGER.convert(x)
    given = []
    for rank in ranks:
        rank = EAGER.convert(rank)
        assert_type(rank, dt.int32, None)
        if rank.ndim:
            raise ValueError("Rank must be a scalar.")
        given.append(int(rank))
    if not holds(x.ndim, given):
        raise ValueError(
            f"{said(message)}Tensor  must have rank {wanted(given)}.  Received rank "
            f"{x.ndim}, shape {x.shape}"
        )


def assert_type(tensor: Any, tf_type: Any, message: str | None) -> None:
    """Raises ``TypeError`` where the dtype is another."""
    wanted, tensor = dt.as_dtype(tf_type), EAGER.convert(tensor)
    if tensor.dtype is not wanted:
        raise TypeError(
            f"{said(message)}tensor must be of type {wanted!r}; got {tensor.dtype!r}"
        )


def assert_integer(x: Any, message: str | None) -> None:
    """Raises ``TypeError`` where the dtype is not one of integers."""
    x = EAGER.convert(x)
    if not x.dtype.is_integer:
        raise TypeError(
            f'{said(message)}Expected "x" to be integer type.  Found: tensor of dtype '
            f"{x.dtype!s}"
        )


def assert_scalar(tensor: Any, message: str | None) -> None:
    """Raises ``ValueError`` where there are axes."""
    tensor = EAGER.convert(tensor)
    if tensor.ndim:
        raise ValueError(
            f"{said(message)}Expected scalar shape, saw shape: {tensor.shape}."
        )
