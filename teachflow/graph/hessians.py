"""Second derivatives as matrices: ``tf.hessians``."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import Operand
from teachflow.graph.gradients import gradients
from teachflow.ops.arrays.create import zeros_like
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.stacking import stack


def hessians(
    ys: Any,
    xs: Any,
    name: str = "hessians",
    colocate_gradients_with_ops: bool = False,
    gate_gradients: bool = False,
    aggregation_method: Any = None,
) -> list[Any]:
    """Returns for each x in ``xs`` all second derivatives of the sum of ``ys`` by it.

    Of an x of shape s the result has shape s + s. The shape must be known: there is one
    gradient for each element. Raises ``ValueError`` where it is not. ``name`` changes
    nothing, as in TensorFlow. Unlike TensorFlow, the shapes must be known, and
    ``colocate_gradients_with_ops``, ``gate_gradients`` and ``aggregation_method``
    change nothing. Source: tf.hessians.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant([1.0, 2.0])
    ...     print(sess.run(tf.hessians(x[0] ** 2 * x[1], x)[0]))
    [[4. 2.]
     [2. 0.]]
    """
    sources = list(xs) if isinstance(xs, (list, tuple)) else [xs]
    found = []
    firsts = gradients(ys, sources, unconnected_gradients="zero")
    for first, x in zip(firsts, sources, strict=True):
        count = x.shape.num_elements() if isinstance(x, Operand) else None
        if count is None:
            raise ValueError(
                f"tf.hessians needs to know the shape of {x}: give it, with tf.reshape "
                "or in the placeholder."
            )
        flat = reshape(first, [-1])
        rows = [
            reshape(_gradient(flat[position], x), [-1]) for position in range(count)
        ]
        lengths = shape(x)
        found.append(reshape(stack(rows), concat([lengths, lengths], 0)))
    return found


def _gradient(y: Any, x: Any) -> Any:
    (second,) = gradients(y, [x])
    return zeros_like(x) if second is None else second
