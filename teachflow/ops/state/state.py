"""Ops on variables and on order: places, assignments, doing nothing after something."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.errors import InvalidArgumentError, OutOfRangeError, ShapeError
from teachflow.core.home import composite
from teachflow.core.nest import flatten
from teachflow.core.operand import OPERATORS
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed


@op("VariableV2", "-> ref dtype", shape=rules.attribute)
def variable_place(*, shape: Any, dtype: Any, cell: Cell) -> Cell:
    """The place of a variable; a session keeps its value."""
    return cell


def _assigned(call: Any) -> TensorShape:
    place, value = call.inputs[0].shape, call.inputs[1].shape
    if not call.attrs.get("validate_shape", True):
        return TensorShape(value)
    if not place.is_compatible_with(value):
        raise ShapeError(
            f"Dimensions must be equal: the variable has shape {place}, the value "
            f"{value}"
        )
    return TensorShape(place.merge_with(value))


def _counter(call: Any) -> TensorShape:
    place = call.inputs[0].shape
    rules.check_rank(place, 0)
    return TensorShape(())


def _agree(dims: tuple[int | None, ...], shape: tuple[int, ...]) -> bool:
    return TensorShape(dims).is_compatible_with(shape)


def _own(value: Any) -> Any:
    return value.copy() if type(value) is np.ndarray else value


@op("Assign", "ref T, T -> ref T", shape=_assigned, stateful=True, differentiable=False)
def assign_op(ref: Cell, value: Any, *, validate_shape: bool = True) -> Cell:
    """Makes ``value`` the variable's value, of the same shape if ``validate_shape``."""
    dims = ref.dims if ref.value is None else ref.value.shape
    if (
        validate_shape
        and dims is not None
        and dims != value.shape
        and not _agree(dims, value.shape)
    ):
        raise InvalidArgumentError(
            None,
            None,
            f"Assign requires shapes of both tensors to match. lhs shape= "
            f"{bracketed(dims)} rhs shape= {bracketed(value.shape)}",
        )
    ref.write(_own(value))
    return ref


@op(
    "AssignAdd",
    "ref T, T -> ref T",
    shape=_assigned,
    stateful=True,
    differentiable=False,
)
def assign_add_op(ref: Cell, value: Any) -> Cell:
    """Adds ``value`` to the variable."""
    ref.write(ref.read() + value)
    return ref


@op(
    "AssignSub",
    "ref T, T -> ref T",
    shape=_assigned,
    stateful=True,
    differentiable=False,
)
def assign_sub_op(ref: Cell, value: Any) -> Cell:
    """Subtracts ``value`` from the variable."""
    ref.write(ref.read() - value)
    return ref


@op(
    "CountUpTo",
    "ref T -> T",
    shape=_counter,
    stateful=True,
    differentiable=False,
    T=(dt.int32, dt.int64),
)
def count_up_to_op(ref: Cell, *, limit: int) -> Any:
    """The variable's value, to which 1 is added where that stays below ``limit``."""
    value = ref.read()
    if value >= limit:
        raise OutOfRangeError(None, None, f"Reached limit of {limit}")
    ref.write(value + value.dtype.type(1))
    return value


@op("IsVariableInitialized", "ref dtype -> bool", shape=rules.scalar, stateful=True)
def is_variable_initialized_op(ref: Cell) -> Any:
    """Whether the variable has a value."""
    return np.bool_(ref.value is not None)


@op("ReadVariableOp", "ref dtype -> dtype", shape=rules.same, stateful=True)
def read_variable(resource: Cell) -> Any:
    """The variable's value (eager variables)."""
    return resource.read()


@read_variable.vjp
def _(call: Any, g: Any) -> Any:
    return g


read_variable.jvp_symmetric()


@op("NoOp", "->", shape=rules.nothing, stateful=True, differentiable=False)
def no_op() -> None:
    """Does nothing; what it depends on through control inputs runs before it.

    Source: tf.no_op.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.no_op().type, sess.run(tf.no_op()))
    NoOp None
    """


@composite
def group(*inputs: Any, name: str | None = None) -> Any:
    """Returns an operation that is done when all ``inputs`` are; None in eager code.

    ``inputs`` are tensors, operations, variables or nested lists of them.
    Source: tf.group.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1)
    ...     both = tf.group(x.initializer, tf.no_op())
    ...     print(sess.run(both), sess.run(x))
    None 1
    """
    here = home.choose(inputs)
    flat = [item for item in flatten(inputs) if item is not None]
    if not flat:
        return no_op(name=name or "group_deps")
    with here.scope(name or "group_deps") as scope, here.control_dependencies(flat):
        return no_op(name=scope or None)


@composite
def tuple_(
    tensors: Any, name: str | None = None, control_inputs: Any = None
) -> list[Any]:
    """Returns the tensors, each available only once all of them are computed.

    ``control_inputs`` are waited for too; None among ``tensors`` stays None. Raises
    ``ValueError`` where there is no tensor. Source: tf.tuple.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.tuple([tf.constant(1), tf.constant(2)])))
    [np.int32(1), np.int32(2)]
    """
    here = home.choose((tensors,))
    if all(tensor is None for tensor in tensors):
        raise ValueError(
            f"'tensors' must have at least one Tensor. Received: {tensors}."
        )
    with here.scope(name or "tuple"):
        plain = (bool, int, float, complex, str, bytes, list, np.ndarray, np.generic)
        tensors = [
            here.convert(item) if isinstance(item, plain) else item for item in tensors
        ]
        gate = group(*tensors, *(control_inputs or ()))
        with here.control_dependencies([] if gate is None else [gate]):
            identity = OPERATORS["identity"]
            return [
                None if tensor is None else identity(tensor, name="control_dependency")
                for tensor in tensors
            ]


def tuple_v2(
    tensors: Any, control_inputs: Any = None, name: str | None = None
) -> list[Any]:
    """``tuple_``, its name last. Source: tf.tuple.

    >>> import teachflow as tf
    >>> tf.tuple([tf.constant(1), tf.constant(2)])[1].numpy()
    np.int32(2)
    """
    return tuple_(tensors, name, control_inputs)  # type: ignore[no-any-return]


@composite
def assign(
    ref: Any,
    value: Any,
    validate_shape: bool | None = None,
    use_locking: bool | None = None,
    name: str | None = None,
) -> Any:
    """Returns a tensor that, when run, has stored ``value`` in the variable ``ref``.

    Dtypes must agree, and shapes unless ``validate_shape`` is False: then the variable
    takes the value's shape, in this session. Unlike TensorFlow, ``use_locking`` changes
    nothing: a run computes one node at a time. Source: tf.compat.v1.assign.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     print(sess.run(tf.assign(x, 5.0)))
    5.0
    """
    if validate_shape is not False or not ref.home.symbolic:
        return ref.assign(value, name=name)
    return assign_op(ref, value, validate_shape=False, name=name)


@composite
def assign_add(
    ref: Any, value: Any, use_locking: bool | None = None, name: str | None = None
) -> Any:
    """Returns a tensor that, when run, has added ``value`` to the variable ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.assign_add.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.assign_add(x, 5.0)))
    6.0
    """
    return ref.assign_add(value, name=name)


@composite
def assign_sub(
    ref: Any, value: Any, use_locking: bool | None = None, name: str | None = None
) -> Any:
    """Returns a tensor that, when run, has subtracted ``value`` from ``ref``.

    Unlike TensorFlow, ``use_locking`` changes nothing: a run computes one node at a
    time. Source: tf.compat.v1.assign_sub.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     sess.run(x.initializer)
    ...     print(sess.run(tf.assign_sub(x, 5.0)))
    -4.0
    """
    return ref.assign_sub(value, name=name)


@composite
def count_up_to(ref: Any, limit: int, name: str | None = None) -> Any:
    """Returns a tensor that gives the value of ``ref`` and has added 1 to it.

    ``ref`` is a scalar variable of int32 or int64. At ``limit`` the run raises
    ``OutOfRangeError``. Source: tf.compat.v1.count_up_to.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(0)
    ...     sess.run(x.initializer)
    ...     step = tf.count_up_to(x, 3)
    ...     print(sess.run(step), sess.run(step), sess.run(x))
    0 1 2
    """
    return count_up_to_op(ref, limit=limit, name=name)


@composite
def is_variable_initialized(variable: Any) -> Any:
    """Returns a tensor that says whether ``variable`` has a value where it is run.

    Source: tf.compat.v1.is_variable_initialized.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     print(sess.run(tf.is_variable_initialized(x)))
    False
    """
    return is_variable_initialized_op(variable)
