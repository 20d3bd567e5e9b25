"""Python functions as nodes: what has no op may still stand in a graph."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.errors import (
    InvalidArgumentError,
    OpError,
    OutOfRangeError,
    ResourceExhaustedError,
    UnimplementedError,
    UnknownError,
)
from teachflow.core.home import composite
from teachflow.core.registry import op

_numbers = itertools.count()
_CLASSES: tuple[tuple[type[Exception], type[OpError]], ...] = (
    (TypeError, InvalidArgumentError),
    (ValueError, InvalidArgumentError),
    (StopIteration, OutOfRangeError),
    (MemoryError, ResourceExhaustedError),
    (NotImplementedError, UnimplementedError),
)


class Token(str):
    """The name of a Python function in a graph, and the function.

    A node that was imported has the name only: functions are not written to files.
    """

    __slots__ = ("function", "gradient")
    function: Callable[..., Any]
    gradient: Callable[..., Any] | None


def token_of(
    function: Callable[..., Any], gradient: Callable[..., Any] | None = None
) -> Token:
    """A new name for ``function``, whose gradient may be another function."""
    token = Token(f"pyfunc_{next(_numbers)}")
    token.function = function
    token.gradient = gradient
    return token


def _one_each(call: Any) -> tuple[Any, ...]:
    return (rules.UNKNOWN,) * len(call.attrs["Tout"])


@op("PyFunc", "[Tin] -> [Tout]", shape=_one_each, stateful=True, differentiable=False)
def py_func_op(input: Any, *, token: str, Tout: Any) -> Any:
    """What a Python function returns."""
    return call_python(token, input, Tout)


@op("PyFuncStateless", "[Tin] -> [Tout]", shape=_one_each, differentiable=False)
def py_func_stateless_op(input: Any, *, token: str, Tout: Any) -> Any:
    """What a Python function returns that depends on its arguments only."""
    return call_python(token, input, Tout)


@op("EagerPyFunc", "[Tin] -> [Tout]", shape=_one_each, stateful=True)
def eager_py_func_op(input: Any, *, token: str, Tout: Any) -> Any:
    """What a Python function returns that works on eager tensors."""
    return call_python(token, input, Tout)


@eager_py_func_op.vjp
def _(call: Any, *cotangents: Any) -> Any:
    token = call.attrs["token"]
    gradient = getattr(token, "gradient", None)
    if gradient is None:
        raise LookupError(f"There is no gradient of the Python function {token}.")
    return eager_py_func_op(
        [*call.inputs, *cotangents],
        token=token_of(gradient),
        Tout=tuple(tensor.dtype.base_dtype for tensor in call.inputs),
    )


eager_py_func_op.jvp_transposed()


def call_python(token: str, inputs: Any, wanted: Any) -> list[Any]:
    """The values that the function of ``token`` returns, as the dtypes ``wanted``."""
    if not isinstance(token, Token):
        raise InvalidArgumentError(
            None,
            None,
            f"ValueError: callback {token} is not found. A graph that was read from a "
            f"file does not bring its Python functions along: build it again here.",
        )
    # The function may change its arguments; nobody else shall notice.
    own = [item.copy() if np.ndim(item) else _scalar(item) for item in inputs]
    try:
        returned = token.function(*own)
    except Exception as error:
        raise translated(error) from error
    if returned is None:
        returned = []
    elif not isinstance(returned, (list, tuple)):
        returned = [returned]
    if len(returned) != len(wanted):
        raise InvalidArgumentError(
            None,
            None,
            f"{token} returns {len(returned)} values, but expects to see "
            f"{len(wanted)} values. (A list or tuple is one value for each item; "
            f"np.array(...) makes one value of it.)",
        )
    return [
        _value(item, dt.as_dtype(dtype), place, token)
        for place, (item, dtype) in enumerate(zip(returned, wanted, strict=True))
    ]


def _scalar(item: Any) -> Any:
    return item[()] if type(item) is np.ndarray else item


def translated(error: Exception) -> OpError:
    """The error of a user's function as TensorFlow's, with the way to it."""
    kind = next((to for of, to in _CLASSES if isinstance(error, of)), UnknownError)
    inside = error.__traceback__.tb_next if error.__traceback__ else None
    way = "".join(traceback.format_exception(type(error), error, inside))
    return kind(None, None, f"{type(error).__name__}: {error}\n{way}")


def _value(item: Any, wanted: Any, place: int, token: str) -> Any:
    try:
        array = np.array(item)
        found = dt.as_dtype(array.dtype)
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(
            None, None, f"Unsupported object type {type(item).__name__}: {error}"
        ) from None
    if found is not wanted:
        raise InvalidArgumentError(
            None,
            None,
            f"{place}-th value returned by {token} is {found.runtime_name}, but "
            f"expects {wanted.runtime_name}. Return np.{wanted.name}(...), or say "
            f"tf.{found.name} where the node is made.",
        )
    if wanted is dt.string:
        encode = np.frompyfunc(lambda s: s.encode() if isinstance(s, str) else s, 1, 1)
        return encode(array.astype(object))
    return array if array.ndim else array[()]


def checked_kinds(func: Any, Tout: Any) -> tuple[dt.DType, ...]:
    """The dtypes that ``func`` is said to return; ``ValueError`` for no function."""
    if not callable(func):
        raise ValueError(
            f"Expected func to be callable. Received func={func} of type {type(func)}."
        )
    kinds = Tout if isinstance(Tout, (list, tuple)) else (Tout,)
    return tuple(dt.as_dtype(kind) for kind in kinds)


@composite
def py_func(
    func: Callable[..., Any],
    inp: Any,
    Tout: Any,
    stateful: bool = True,
    name: str | None = None,
) -> Any:
    """Returns what the Python function ``func`` makes of the values of ``inp``.

    ``func`` gets NumPy arrays (numbers, where there are no axes) and returns an array,
    or a list of them where ``Tout`` is a list; ``Tout`` says their dtypes, which must
    be met exactly: Python's floats are float64 and its ints int64. Nothing is known of
    the shapes before running, and no gradient flows.

    Raises ``ValueError`` for what cannot be called. At run time an error of ``func``
    comes as ``InvalidArgumentError`` (``TypeError``, ``ValueError``) or another of
    ``tf.errors``, most often ``UnknownError``. Source: tf.compat.v1.py_func.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     median = tf.py_func(np.median, [tf.constant([1.0, 9.0, 3.0])], tf.float32)
    ...     print(sess.run(median))
    3.0
    """
    kinds = checked_kinds(func, Tout)
    make = py_func_op if stateful else py_func_stateless_op
    made = make(list(inp), token=token_of(func), Tout=kinds, name=name)
    return made if isinstance(Tout, (list, tuple)) else made[0]


def numpy_function(
    func: Callable[..., Any],
    inp: Any,
    Tout: Any,
    stateful: bool = True,
    name: str | None = None,
) -> Any:
    """The same as ``tf.py_func``. Source: tf.numpy_function.

    >>> import teachflow as tf
    >>> tf.numpy_function(np.sort, [tf.constant([3, 1, 2])], tf.int32).numpy()
    array([1, 2, 3], dtype=int32)
    """
    return py_func(func, inp, Tout, stateful, name)
