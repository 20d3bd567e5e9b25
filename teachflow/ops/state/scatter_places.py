"""Variables with some of their parts changed in place; ``scatter`` does it to tensors.

``scatter_add`` and its kin take whole rows by number, the ``scatter_nd`` ones parts by
the place that a row of indices names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS, INDEX, NUMBERS, int32, int64
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.gather import check_indices
from teachflow.ops.arrays.scatter import changed

_TYPES = "ref T, Tindices, T -> ref T"
_ORDERED = (*FLOATS, int32, int64)


def _rows(call: Any) -> TensorShape:
    place, index, updates = (one.shape for one in call.inputs)
    if None not in (place.rank, index.rank, updates.rank) and updates.rank:
        wanted = index.concatenate(place.known_dims[1:])
        if not wanted.is_compatible_with(updates):
            raise ShapeError(
                f"Dimensions must be equal: updates must have shape {wanted}, as "
                f"indices and the variable say, but have {updates}"
            )
    return TensorShape(place)


def _change_rows(
    ufunc: Callable[..., Any] | None, ref: Cell, index: Any, updates: Any
) -> Cell:
    value = np.array(ref.read())
    wanted = np.shape(index) + value.shape[1:]
    if np.shape(updates) not in ((), wanted):
        raise InvalidArgumentError(
            None,
            None,
            "Must have updates.shape = indices.shape + params.shape[1:] or "
            f"updates.shape = [], got updates.shape {bracketed(np.shape(updates))}, "
            f"indices.shape {bracketed(np.shape(index))}, params.shape "
            f"{bracketed(value.shape)}",
        )
    check_indices(np.asarray(index), len(value))
    if ufunc is None:
        value[index] = updates
    else:
        ufunc.at(value, index, updates)  # type: ignore[attr-defined]
    ref.write(value)
    return ref


def _place(call: Any) -> TensorShape:
    return TensorShape(call.inputs[0].shape)


def _change_parts(
    ufunc: Callable[..., Any] | None, ref: Cell, places: Any, updates: Any
) -> Cell:
    ref.write(changed(ufunc, ref.read(), places, updates))
    return ref


_STATE: dict[str, Any] = {"stateful": True, "differentiable": False}


@op("ScatterUpdate", _TYPES, shape=_rows, Tindices=INDEX, **_STATE)
def scatter_update_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Replaces rows of the variable."""
    return _change_rows(None, ref, indices, updates)


@op("ScatterAdd", _TYPES, shape=_rows, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_add_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Adds to rows of the variable."""
    return _change_rows(np.add, ref, indices, updates)


@op("ScatterSub", _TYPES, shape=_rows, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_sub_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Subtracts from rows of the variable."""
    return _change_rows(np.subtract, ref, indices, updates)


@op("ScatterMul", _TYPES, shape=_rows, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_mul_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Multiplies rows of the variable."""
    return _change_rows(np.multiply, ref, indices, updates)


@op("ScatterDiv", _TYPES, shape=_rows, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_div_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Divides rows of the variable."""
    whole = ref.read().dtype.kind in "iu"
    divide = np.floor_divide if whole else np.true_divide
    return _change_rows(divide, ref, indices, updates)


@op("ScatterMin", _TYPES, shape=_rows, T=_ORDERED, Tindices=INDEX, **_STATE)
def scatter_min_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Makes rows of the variable at most so great."""
    return _change_rows(np.minimum, ref, indices, updates)


@op("ScatterMax", _TYPES, shape=_rows, T=_ORDERED, Tindices=INDEX, **_STATE)
def scatter_max_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Makes rows of the variable at least so great."""
    return _change_rows(np.maximum, ref, indices, updates)


@op("ScatterNdUpdate", _TYPES, shape=_place, Tindices=INDEX, **_STATE)
def scatter_nd_update_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Replaces parts of the variable."""
    return _change_parts(None, ref, indices, updates)


@op("ScatterNdAdd", _TYPES, shape=_place, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_nd_add_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Adds to parts of the variable."""
    return _change_parts(np.add, ref, indices, updates)


@op("ScatterNdSub", _TYPES, shape=_place, T=NUMBERS, Tindices=INDEX, **_STATE)
def scatter_nd_sub_op(ref: Cell, indices: Any, updates: Any) -> Cell:
    """Subtracts from parts of the variable."""
    return _change_parts(np.subtract, ref, indices, updates)


# ---- what users call -------------------------------------------------------------


@composite
def scatter_update(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = True,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has replaced the rows ``indices`` of ``ref``.

    ``updates`` has the shape of ``indices``, then that of a row; or it is a number.
    Raises ``InvalidArgumentError`` for a row that is not there. Unlike TensorFlow,
    ``use_locking`` changes nothing: a run computes one node at a time. Source:
    tf.compat.v1.scatter_update.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1, 2, 3])
    ...     sess.run(x.initializer)
    ...     sess.run(tf.scatter_update(x, [0, 2], [10, 30]))
    array([10,  2, 30], dtype=int32)
    """
    return scatter_update_op(ref, indices, updates, name=name)


@composite
def scatter_add(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has added to the rows ``indices`` of ``ref``.

    A row named twice is added to twice. Unlike TensorFlow, ``use_locking`` changes
    nothing: a run computes one node at a time. Source: tf.compat.v1.scatter_add.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_add(x, [1], [5.0])))
    [1. 7.]
    """
    return scatter_add_op(ref, indices, updates, name=name)


@composite
def scatter_sub(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has subtracted from the rows ``indices``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_sub.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_sub(x, [1], [5.0])))
    [ 1. -3.]
    """
    return scatter_sub_op(ref, indices, updates, name=name)


@composite
def scatter_mul(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has multiplied the rows ``indices`` of ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_mul.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_mul(x, [1], [5.0])))
    [ 1. 10.]
    """
    return scatter_mul_op(ref, indices, updates, name=name)


@composite
def scatter_div(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has divided the rows ``indices`` of ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_div.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_div(x, [1], [5.0])))
    [1.  0.4]
    """
    return scatter_div_op(ref, indices, updates, name=name)


@composite
def scatter_min(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has made the rows ``indices`` at most so great.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_min.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_min(x, [1], [1.5])))
    [1.  1.5]
    """
    return scatter_min_op(ref, indices, updates, name=name)


@composite
def scatter_max(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has made the rows ``indices`` at least so great.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_max.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_max(x, [1], [1.5])))
    [1. 2.]
    """
    return scatter_max_op(ref, indices, updates, name=name)


@composite
def scatter_nd_update(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = True,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has replaced parts of ``ref``.

    The rows of ``indices`` name the places. Unlike TensorFlow, ``use_locking`` changes
    nothing: a run computes one node at a time. Source: tf.compat.v1.scatter_nd_update.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_nd_update(x, [[1]], [5.0])))
    [1. 5.]
    """
    return scatter_nd_update_op(ref, indices, updates, name=name)


@composite
def scatter_nd_add(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has added to parts of ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_nd_add.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_nd_add(x, [[1]], [5.0])))
    [1. 7.]
    """
    return scatter_nd_add_op(ref, indices, updates, name=name)


@composite
def scatter_nd_sub(
    ref: Any,
    indices: Any,
    updates: Any,
    use_locking: bool = False,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has subtracted from parts of ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.scatter_nd_sub.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable([1.0, 2.0])
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.scatter_nd_sub(x, [[1]], [5.0])))
    [ 1. -3.]
    """
    return scatter_nd_sub_op(ref, indices, updates, name=name)
