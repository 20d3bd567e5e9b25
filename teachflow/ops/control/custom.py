"""Functions that say themselves what goes back through them: ``custom_gradient``."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import Any

import teachflow.ops.arrays.bundles  # noqa: F401 (declares IdentityN)
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import (
    CUSTOM,
    OPS,
    TRANSPOSED,
    Forward,
    OpDef,
    Rule,
    takes_none,
)
from teachflow.ops.arrays.array import identity, zeros_like_op


def with_rule(op: OpDef, rule: Rule, forwards: Forward = TRANSPOSED) -> OpDef:
    """``op`` with another gradient rule, for one node; the table of ops stays as it is.

    A rule is called as ``rule(call, *cotangents)`` and returns one part per input;
    ``forwards`` says what becomes of it in forward mode.
    """
    rules = {**op.rules, "vjp": rule, "jvp": forwards}
    return dataclasses.replace(op, rules=rules, differentiable=True)


class VariablesRead:
    """Stands among the tapes and notes which trainable variables are read."""

    def __init__(self) -> None:
        self.found: list[Any] = []

    def see(self, call: Any) -> None:
        """Notes the variable, if ``call`` reads one."""
        if call.opdef.type != "ReadVariableOp":
            return
        variable = call.inputs[0]
        if getattr(variable, "trainable", False) and not _among(variable, self.found):
            self.found.append(variable)


def _among(value: Any, values: Any) -> bool:
    return any(value is other for other in values)


class OwnGradient:
    """A function that says itself what goes back through it, also as a method."""

    def __init__(self, f: Callable[..., Any], at_home: Any = None) -> None:
        functools.update_wrapper(self, f)
        self._f = f
        self._at_home = at_home
        self._call = at_home(_call) if at_home else _call

    def __get__(self, instance: Any, owner: Any = None) -> OwnGradient:
        if instance is None:
            return self
        return OwnGradient(self._f.__get__(instance, owner), self._at_home)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function computes."""
        return self._call(self._f, args, kwargs)


def custom_gradient(
    f: Callable[..., Any] | None = None, at_home: Any = None
) -> Callable[..., Any]:
    """Decorates ``f``, which returns its result and the function of its gradient.

    ``f(*args)`` returns ``(y, grad)``; ``grad(*upstream)`` takes a cotangent for each
    tensor in y and returns one for each tensor in the arguments, None where nothing
    flows. Where ``f`` reads trainable variables that are no arguments, grad takes them
    too, ``grad(*upstream, variables)``, and returns ``(gradients, gradients of the
    variables)``. f may be a method. Raises ``ValueError`` where ``grad`` returns
    another number, ``TypeError`` where it should take ``variables`` and does not.
    ``at_home`` is for the faces. Source: tf.custom_gradient.

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
        return functools.partial(custom_gradient, at_home=at_home)
    return OwnGradient(f, at_home)


@composite
def _call(f: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    here = home.choose((args, kwargs))
    if here.symbolic:
        args = nested_like(args, iter([here.convert(arg) for arg in flatten(args)]))
    flat = flatten(args)
    result, grad, variables = _run(f, args, kwargs)
    if here.symbolic:  # TensorFlow's nodes, read by nobody
        parts = flatten(result)
        for part in parts:
            identity(part)
    else:
        parts = [here.convert(part) for part in flatten(result)]
    count = len(parts)
    given = [position for position, arg in enumerate(flat) if isinstance(arg, Operand)]
    joined = with_rule(
        OPS["IdentityN"], _rule(f, grad, flat, given, variables, count), CUSTOM
    )
    sources = [*(flat[position] for position in given), *variables]
    into = [*parts, *(here.convert(source) for source in sources)]
    tensors = here.apply(joined, (into,), {}, None)
    return nested_like(result, iter(tensors[:count]))


def _run(f: Callable[..., Any], args: Any, kwargs: Any) -> tuple[Any, Any, list[Any]]:
    """What ``f`` gives: result, function of the gradient, variables that it reads."""
    reads = VariablesRead()
    outer = tapes.stack
    tapes.stack = [*outer, reads]
    try:
        made = f(*args, **kwargs)
    finally:
        tapes.stack = outer
    if not isinstance(made, tuple) or len(made) != 2 or not callable(made[1]):
        raise TypeError(
            f"A function under @tf.custom_gradient returns two things, its result and "
            f"the function of its gradient, but {_name(f)} returned {made!r}."
        )
    result, grad = made
    arguments = [*flatten(list(args)), *flatten(kwargs)]
    variables = [v for v in reads.found if not _among(v, arguments)]
    if variables and not _takes_variables(grad):
        raise TypeError(
            "@tf.custom_gradient grad_fn must accept keyword argument 'variables', "
            f"since function uses variables: {variables}. Write def grad(*upstream, "
            "variables=None), and return (gradients, gradients of the variables)."
        )
    return result, grad, variables


def _takes_variables(grad: Callable[..., Any]) -> bool:
    parameters = inspect.signature(grad).parameters
    return "variables" in parameters or any(
        p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()
    )


def _name(f: Callable[..., Any]) -> str:
    return getattr(f, "__name__", type(f).__name__)


def _rule(
    f: Callable[..., Any],
    grad: Callable[..., Any],
    flat: list[Any],
    given: list[int],
    variables: list[Any],
    count: int,
) -> Rule:
    @takes_none
    def rule(call: Any, *gs: Any) -> Any:
        seeds = [
            zeros_like_op(out) if g is None else g
            for out, g in zip(call.outputs[:count], gs[:count], strict=True)
        ]
        of_variables: list[Any] = []
        if variables:
            found = grad(*seeds, variables=variables)
            if not isinstance(found, (tuple, list)) or len(found) != 2:
                raise TypeError(
                    "@tf.custom_gradient grad_fn of a function that uses variables has "
                    f"to return (gradients, gradients of the variables), not {found!r}."
                )
            found, of_variables = found[0], flatten(found[1])
            if len(of_variables) != len(variables):
                raise ValueError(
                    "Must return gradient for each variable from @custom_gradient "
                    f"grad_fn: there are {len(variables)}, it gave {len(of_variables)}."
                )
        else:
            found = grad(*seeds)
        parts = flatten(found)
        if len(parts) != len(flat):
            raise ValueError(
                f"custom_gradient function expected to return {len(flat)} "
                f"gradients, but returned {len(parts)} instead."
            )
        parts = [*(parts[position] for position in given), *of_variables]
        inputs = call.inputs[count:]
        return (
            *[None] * count,
            *[_tensor(part, like) for part, like in zip(parts, inputs, strict=True)],
        )

    rule.told = f"the custom gradient of {_name(f)}"  # type: ignore[attr-defined]
    return rule


def _tensor(part: Any, like: Any) -> Any:
    """A cotangent, which may be given as a Python number, as a tensor."""
    if part is None or isinstance(part, Operand):
        return part
    return home.choose((like,)).convert(part, None, None, like.dtype)


def grad_pass_through(f: Callable[..., Any], at_home: Any = None) -> Callable[..., Any]:
    """Decorates ``f`` of one tensor so that its gradient is that of the identity.

    Nothing flows to variables that ``f`` uses. Source: tf.grad_pass_through.

    >>> import teachflow as tf
    >>> x = tf.constant(2.7)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = tf.grad_pass_through(tf.round)(x)
    >>> y.numpy(), tape.gradient(y, x).numpy()
    (np.float32(3.0), np.float32(1.0))
    """

    @functools.wraps(f)
    def passed(*args: Any, **kwargs: Any) -> Any:
        def grad(*upstream: Any, variables: Any = None) -> Any:
            if variables is None:
                return upstream[0]
            return upstream[0], [None] * len(variables)

        return f(*args, **kwargs), grad

    return custom_gradient(passed, at_home)
