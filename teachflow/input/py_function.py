"""Python functions on eager tensors, as nodes of a graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.tape import GradientTape
from teachflow.ops.control.python_call import (
    checked_kinds,
    eager_py_func_op,
    token_of,
)


@composite
def py_function(
    func: Callable[..., Any], inp: Any, Tout: Any, name: str | None = None
) -> Any:
    """Returns what ``func`` makes of the tensors in ``inp``, which it gets eagerly.

    It may use every function of the eager face, and gradients flow through those.
    ``Tout`` is the dtype of what it returns, or a list of them. Errors are those of
    ``tf.py_func``. Source: tf.py_function.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant(3.0)
    ...     y = tf.py_function(lambda x: x * x, [x], tf.float32)
    ...     print(sess.run([y, *tf.gradients(y, x)]))
    [np.float32(9.0), np.float32(6.0)]
    """
    kinds = checked_kinds(func, Tout)
    count = len(inp)

    def outputs(arguments: list[Any]) -> list[Any]:
        returned = func(*arguments)
        if not isinstance(returned, (list, tuple)):
            returned = [] if returned is None else [returned]
        pairs = zip(returned, kinds, strict=False)
        rest = returned[len(kinds) :]
        return [EAGER.convert(item, kind) for item, kind in pairs] + list(rest)

    def forward(*arrays: Any) -> list[Any]:
        with home.within(EAGER):
            tensors = [EAGER.convert(array) for array in arrays]
            return [getattr(item, "array", item) for item in outputs(tensors)]

    def backward(*arrays: Any) -> list[Any]:
        with home.within(EAGER):
            tensors = [EAGER.convert(array) for array in arrays]
            inputs, cotangents = tensors[:count], tensors[count:]
            with GradientTape() as tape:
                for tensor in inputs:
                    tape.watch(tensor)
                found = outputs(inputs)
            slopes = tape.gradient(
                found, inputs, cotangents, unconnected_gradients="zero"
            )
            return [slope.array for slope in slopes]

    made = eager_py_func_op(
        list(inp), token=token_of(forward, backward), Tout=kinds, name=name
    )
    return made if isinstance(Tout, (list, tuple)) else made[0]
