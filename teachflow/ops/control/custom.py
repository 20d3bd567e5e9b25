"""Functions that say themselves what goes back through them: ``custom_gradient``."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.nest import flatten
from teachflow.core.registry import OPS, OpDef, Rule, takes_none
from teachflow.ops.arrays.array import identity, zeros_like_op


def with_rule(op: OpDef, rule: Rule) -> OpDef:
    """``op`` with another gradient rule, for one node; the table of ops stays as it is.

    A rule is called as ``rule(call, *cotangents)`` and returns one part per input.
    """
    rules = {**op.rules, "vjp": rule}
    return dataclasses.replace(op, rules=rules, differentiable=True)


def custom_gradient(f: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Decorates ``f``, which returns its result and the function of its gradient.

    ``f(*args)`` returns ``(y, grad)``; ``grad(*upstream)`` takes a cotangent for each
    tensor in y and returns one for each argument. What happens inside ``f`` is not
    differentiated, neither is there a way to variables that ``f`` uses. Raises
    ``ValueError`` where ``grad`` returns another number. Source: tf.custom_gradient.

    >>> import teachflow as tf
    >>> @tf.custom_gradient
    ... def log1pexp(x):
    ...     e = tf.exp(x)
    ...     return tf.math.log(1 + e), lambda upstream: upstream * (1 - 1 / (1 + e))
    >>> x = tf.constant(100.0)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = log1pexp(x)
    >>> tape.gradient(y, x).numpy()
    np.float32(1.0)
    """
    if f is None:  # written with empty parentheses
        return custom_gradient

    @composite
    @functools.wraps(f)
    def decorated(*args: Any, **kwargs: Any) -> Any:
        here = home.choose((args, kwargs))
        given = [here.convert(arg) for arg in args]
        result, grad = f(*given, **kwargs)
        parts = flatten(result)
        count = len(parts)
        if here.symbolic:  # TensorFlow's nodes, read by nobody
            for part in parts:
                identity(part)

        @takes_none
        def rule(call: Any, *gs: Any) -> Any:
            seeds = [
                zeros_like_op(out) if g is None else g
                for out, g in zip(call.outputs[:count], gs[:count], strict=True)
            ]
            found = grad(*seeds)
            found = list(found) if isinstance(found, (list, tuple)) else [found]
            if len(found) != len(given):
                raise ValueError(
                    f"custom_gradient function expected to return {len(given)} "
                    f"gradients, but returned {len(found)} instead."
                )
            return (*[None] * count, *found)

        joined = with_rule(OPS["IdentityN"], rule)
        tensors = here.apply(joined, ([*parts, *given],), {}, None)
        return _as(result, iter(tensors[:count]))

    return decorated


def _as(structure: Any, tensors: Any) -> Any:
    """The tensors in the structure of ``structure``."""
    if isinstance(structure, dict):
        return {key: _as(item, tensors) for key, item in structure.items()}
    if isinstance(structure, (list, tuple)):
        items = [_as(item, tensors) for item in structure]
        return items if isinstance(structure, list) else tuple(items)
    return next(tensors)


def grad_pass_through(f: Callable[..., Any]) -> Callable[..., Any]:
    """Decorates ``f`` of one tensor so that its gradient is that of the identity.

    Source: tf.grad_pass_through.

    >>> import teachflow as tf
    >>> x = tf.constant(2.7)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = tf.grad_pass_through(tf.round)(x)
    >>> y.numpy(), tape.gradient(y, x).numpy()
    (np.float32(3.0), np.float32(1.0))
    """

    @custom_gradient
    def passed(*args: Any, **kwargs: Any) -> Any:
        return f(*args, **kwargs), lambda *upstream: upstream[0]

    return passed
