"""Watching everything that is computed for numbers that are none.

The watch stands where tapes stand and sees what they would see: each op that has a
gradient, in the thread that began the watch.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError
from teachflow.core.recording import tapes
from teachflow.core.registry import Call

_KINDS = (
    ("-Inf", np.isneginf),
    ("+Inf", np.isposinf),
    ("NaN", np.isnan),
)


class _Watch:
    """Fails at the first op that gives a NaN or an infinity."""

    def see(self, call: Call) -> None:
        """Looks at the floating outputs of one call."""
        for place, tensor in enumerate(call.outputs):
            if not tensor.dtype.is_floating or tensor.home.symbolic:
                continue
            value = np.asarray(tensor.numpy())
            if not np.isfinite(value).all():
                raise InvalidArgumentError(None, None, _told(call, place, value))


_WATCH = _Watch()


def _told(call: Call, place: int, value: Any) -> str:
    found = {name: int(test(value).sum()) for name, test in _KINDS}
    found = {name: count for name, count in found.items() if count}
    outputs = len(call.outputs)
    op = f'eagerly-executing op "{call.opdef.type}" (# of outputs: {outputs}) !!!'
    lines = [
        f"!!! Detected Infinity or NaN in output {place} of {op}",
        f"  dtype: {call.outputs[place].dtype!s}",
        f"  shape: {value.shape}",
    ]
    for name, count in found.items():
        sign = "+" if name == "NaN" else ""
        lines.append(f"  # of {sign}{name} elements: {count}")
    if len(call.inputs) == 1:
        lines += ["", f"  Input tensor: {call.inputs[0]!s}"]
    elif call.inputs:
        lines += ["", f"  Input tensors ({len(call.inputs)}):"]
        lines += [f"         {i}: {one!s}" for i, one in enumerate(call.inputs)]
    return "\n".join([*lines, "", f" : Tensor had {' and '.join(found)} values"])


def enable_check_numerics(
    stack_height_limit: int = 30, path_length_limit: int = 50
) -> None:
    """From now on an op that gives a NaN or an infinity raises an error.

    That is ``InvalidArgumentError``, naming the op and its inputs. Unlike TensorFlow,
    it looks at eager ops that have a gradient, in this thread, and
    ``stack_height_limit`` and ``path_length_limit`` change nothing. Source:
    tf.debugging.enable_check_numerics.

    >>> import teachflow as tf
    >>> tf.debugging.enable_check_numerics()
    >>> try:
    ...     tf.math.log(-1.0)
    ... except tf.errors.InvalidArgumentError as error:
    ...     print(error.message.splitlines()[-1])
    ... finally:
    ...     tf.debugging.disable_check_numerics()
     : Tensor had NaN values
    """
    if _WATCH not in tapes.stack:
        tapes.stack.insert(0, _WATCH)


def disable_check_numerics() -> None:
    """Ends what ``enable_check_numerics`` began.

    Source: tf.debugging.disable_check_numerics.

    >>> import teachflow as tf
    >>> tf.debugging.disable_check_numerics()
    """
    tapes.stack[:] = [one for one in tapes.stack if one is not _WATCH]
