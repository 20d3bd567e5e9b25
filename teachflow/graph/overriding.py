"""Gradients of an op's own making: registered by name, and put in an op's place.

``RegisterGradient`` names a rule, ``Graph.gradient_override_map`` says which ops of a
block use it. It works for any op, also those through which nothing flows otherwise.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.core.registry import OpDef, Rule, find
from teachflow.graph.owning.making import undo_with
from teachflow.ops.control.custom import with_rule

_REGISTERED: dict[str, Rule] = {}


def _check_free(name: str) -> None:
    known = find(name)
    if name in _REGISTERED or (known is not None and known.vjp is not None):
        raise KeyError(
            f"Registering two gradient with name '{name}'! It has one already: choose "
            "another name, and say where it counts with graph.gradient_override_map."
        )


def _register(name: str, rule: Rule) -> None:
    """Registers for as long as the cell that does it is not run again."""
    _check_free(name)
    _REGISTERED[name] = rule
    undo_with(functools.partial(_REGISTERED.pop, name, None))


class RegisterGradient:
    """Decorates ``f(op, *upstream)``, registering it as the gradient ``op_type``.

    f returns a cotangent (or None) for each input of ``op``; it finds ``op.inputs`` and
    ``op.outputs``. Raises ``TypeError`` where the name is no string, ``KeyError`` where
    it is taken. Source: tf.RegisterGradient.

    >>> import teachflow.compat.v1 as tf
    >>> @tf.RegisterGradient("DoctestPassThrough")
    ... def _(op, upstream):
    ...     return upstream
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     x = tf.constant([-0.3, 2.0])
    ...     with graph.gradient_override_map({"Sign": "DoctestPassThrough"}):
    ...         y = tf.sign(x)
    ...     print(sess.run(tf.gradients(y, x)[0]))
    [1. 1.]
    """

    def __init__(self, op_type: str) -> None:
        if not isinstance(op_type, str):
            raise TypeError("op_type must be a string")
        self._op_type = op_type

    def __call__(self, f: Callable[..., Any]) -> Callable[..., Any]:
        """Registers ``f`` and returns it."""
        _register(self._op_type, f)
        return f


def not_differentiable(op_type: str) -> None:
    """Registers that no gradient flows through ops of the type ``op_type``.

    Source: tf.NotDifferentiable.
    """
    if not isinstance(op_type, str):
        raise TypeError("op_type must be a string")
    _register(op_type, lambda call, *gs: (None,) * len(call.inputs))


def overridden(op: OpDef, name: str) -> OpDef:
    """``op`` with the gradient registered as ``name``, looked up when it is needed."""

    def rule(call: Any, *gs: Any) -> Any:
        found = _REGISTERED.get(name)
        if found is None:
            known = find(name)
            found = None if known is None else known.vjp
        if found is None:
            raise LookupError(
                f"No gradient defined for operation '{call.name}' (op type: {name}). "
                f"Register one with @tf.RegisterGradient({name!r})."
            )
        return found(call, *gs)

    return with_rule(op, rule)


def checked_map(op_type_map: Any) -> dict[str, str]:
    """The argument of ``gradient_override_map``; ``TypeError`` where it is no map."""
    if not isinstance(op_type_map, dict):
        raise TypeError(
            "op_type_map must be a dictionary mapping strings to strings, not "
            f"{op_type_map!r}."
        )
    for key, value in op_type_map.items():
        if not (isinstance(key, str) and isinstance(value, str)):
            raise TypeError(
                "op_type_map must be a dictionary mapping strings to strings: "
                f"{key!r} and {value!r} are not both strings."
            )
    return op_type_map
