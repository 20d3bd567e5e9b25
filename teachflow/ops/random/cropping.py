"""A random part of a tensor."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.slicing.slices import slice_
from teachflow.ops.control.assertions import assert_op
from teachflow.ops.math.logic import greater_equal
from teachflow.ops.math.reduce import reduce_all
from teachflow.ops.random.random import random_uniform


@composite
def random_crop(
    value: Any, size: Any, seed: int | None = None, name: str | None = None
) -> Any:
    """Returns the part of ``value`` of shape ``size`` that begins at a random place.

    Raises ``InvalidArgumentError`` where ``value`` is smaller than that.
    Source: tf.compat.v1.random_crop.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.random_crop([1, 2, 3, 4, 5], [2], seed=1)))
    [1 2]
    """
    here = home.choose((value, size))
    with here.scope(name or "random_crop") as scope:
        value = here.convert(value, None, "value")
        size = here.convert(size, dt.int32, "size")
        lengths = shape(value)
        fits = reduce_all(greater_equal(lengths, size))
        words = "Need value.shape >= size, got "
        with here.scope("Assert"):
            here.convert(words)  # TensorFlow's node, read by nobody
            check = assert_op(fits, [words, lengths, size], summarize=1000)
        with here.control_dependencies([] if check is None else [check]):
            lengths = identity(lengths, name="control_dependency")
        room = lengths - size + 1
        far = random_uniform(
            shape(room), maxval=dt.int32.max, dtype=dt.int32, seed=seed
        )
        return slice_(value, far % room, size, name=scope or None)
