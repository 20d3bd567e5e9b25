"""Python functions as ops of the eager face, also as decorators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._scopes import in_graph
from teachflow.core.nest import flatten
from teachflow.eager.home import EAGER
from teachflow.input.py_function import py_function as _on_tensors
from teachflow.ops.control.python_call import numpy_function as _on_arrays


def numpy_function(
    func: Any = None,
    inp: Any = None,
    Tout: Any = None,
    stateful: bool = True,
    name: str | None = None,
) -> Any:
    """Returns what ``func`` makes of ``inp``, which it gets as NumPy arrays.

    ``Tout`` is the dtype of what it returns, or a list of them; no gradient flows. In
    eager code it is called at once: there its dtype counts, its errors come as they
    are, and ``Tout`` says nothing.
    Without ``func`` this is a decorator. Source: tf.numpy_function.

    >>> import teachflow as tf
    >>> tf.numpy_function(np.sort, [tf.constant([3, 1, 2])], tf.int32).numpy()
    array([1, 2, 3], dtype=int32)
    >>> @tf.numpy_function(Tout=tf.int32)
    ... def backwards(x):
    ...     return x[::-1]
    >>> backwards(tf.constant([3, 1, 2])).numpy()
    array([2, 1, 3], dtype=int32)
    """
    if func is None:
        return _decorator(numpy_function, Tout=Tout, stateful=stateful, name=name)
    if in_graph(inp):
        return _on_arrays(func, inp, Tout, stateful, name)
    results = flatten(func(*map(np.array, inp)))
    made = [one if one is None else EAGER.convert(one) for one in results]
    return made[0] if len(made) == 1 else made


def py_function(
    func: Any = None, inp: Any = None, Tout: Any = None, name: str | None = None
) -> Any:
    """Returns what ``func`` makes of the tensors ``inp``, which it gets eagerly.

    It may use every function of this face, and gradients flow through those. ``Tout``
    is the dtype of what it returns, or a list of them. Without ``func`` this is a
    decorator. Source: tf.py_function.

    >>> import teachflow as tf
    >>> tf.py_function(lambda x: x * x, [tf.constant(3.0)], tf.float32).numpy()
    np.float32(9.0)
    """
    if func is None:
        return _decorator(py_function, Tout=Tout, name=name)
    return at_home(_on_tensors)(func, inp, Tout, name)


def _decorator(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    """What makes ``func(*args)`` be ``function(func, args, ...)``."""

    def decorate(func: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: function(func, args, **options)

    return decorate
