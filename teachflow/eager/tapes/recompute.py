"""``recompute_grad``: computing once more instead of remembering."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import OPERATORS, Operand
from teachflow.core.recording import tapes
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.tape import GradientTape
from teachflow.ops.control.custom import VariablesRead, custom_gradient


def recompute_grad(f: Callable[..., Any], at_home: Any = None) -> Callable[..., Any]:
    """Decorates ``f`` so that tapes keep nothing of what happens inside it.

    On the way back ``f`` is called again, with the same arguments, the variables as
    they are then, and the same random numbers (which TensorFlow does not promise), and
    that is differentiated. Gradients flow to its tensors and to the variables that it
    reads. Unlike TensorFlow's, the result can be differentiated twice. Source:
    tf.recompute_grad.

    >>> import teachflow as tf
    >>> square = tf.recompute_grad(lambda x: x * x)
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = square(x)
    >>> tape.gradient(y, x).numpy()
    np.float32(6.0)
    """

    @functools.wraps(f)
    def unrecorded(*args: Any, **kwargs: Any) -> Any:
        streams = EAGER.seeds.state()
        recording = tapes.stack
        tapes.stack = [tape for tape in recording if isinstance(tape, VariablesRead)]
        try:
            result = f(*args, **kwargs)
        finally:
            tapes.stack = recording
        flat = flatten(args)

        def grad(*upstream: Any, variables: Any = None) -> Any:
            fresh = [
                OPERATORS["identity"](arg) if isinstance(arg, Operand) else arg
                for arg in flat
            ]
            sources = [arg for arg in fresh if isinstance(arg, Operand)]
            read = list(variables or ())
            with (
                GradientTape(watch_accessed_variables=False) as tape,
                EAGER.seeds.at(streams),
            ):
                tape.watch([x for x in sources if x.dtype.is_differentiable])
                tape.watch(read)
                again = f(*nested_like(args, iter(fresh)), **kwargs)
            found = tape.gradient(flatten(again), [*sources, *read], list(upstream))
            parts = iter(found)
            of_args = [next(parts) if isinstance(x, Operand) else None for x in fresh]
            return of_args if variables is None else (of_args, list(parts))

        return result, grad

    return custom_gradient(unrecorded, at_home)
