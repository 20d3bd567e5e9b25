"""``ForwardAccumulator``: tangents that go along while values are computed."""

from __future__ import annotations

import itertools
import weakref
from contextlib import nullcontext
from types import TracebackType
from typing import Any, Self

from teachflow.core.nesting import assert_same_structure, flatten, map_structure
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call
from teachflow.forward import push
from teachflow.ops.control.tensor_array_rules import one_pass

_EAGER = nullcontext()  # eager arrays are lists
_numbers = itertools.count()


class ForwardAccumulator:
    """Computes Jacobian-vector products: how results move as ``primals`` do.

    ``tangents``, nested like ``primals``, say how fast each of those tensors and
    variables moves. What is computed from them inside ``with`` carries its tangent,
    which ``jvp`` tells. One accumulator inside another, or a ``GradientTape`` inside
    one, gives second derivatives times a vector. Raises ``ValueError`` for a primal
    that is there twice and for tangents that do not fit, ``TypeError`` where a list
    meets a tuple. Unlike TensorFlow, a tangent that does not broadcast to its primal's
    shape is refused at once, and a ``tf.while_loop`` in a ``tf.function`` is followed
    from outside of the function only. Source: tf.autodiff.ForwardAccumulator.

    >>> import teachflow as tf
    >>> x = tf.constant([2.0, 3.0])
    >>> with tf.autodiff.ForwardAccumulator(x, tf.constant([1.0, 0.0])) as acc:
    ...     y = tf.reduce_sum(x * x * x)
    >>> acc.jvp(y).numpy()
    np.float32(12.0)
    """

    def __init__(self, primals: Any, tangents: Any) -> None:
        assert_same_structure(primals, tangents)
        self._tangents: dict[int, Any] = {}  # by the id of what moves, while it lives
        self._kept: dict[int, _Moving] = {}
        self._recording = False
        self._name = f"accumulator_{next(_numbers)}"  # of its arrays of tangents
        this = weakref.ref(self)

        def forget(gone: _Moving) -> None:
            accumulator = this()
            if accumulator is not None:
                del accumulator._tangents[gone.key], accumulator._kept[gone.key]

        self._forget = forget
        pairs = zip(flatten(primals), flatten(tangents), strict=True)
        for primal, tangent in pairs:
            self._watch(_operand(primal), tangent)

    def _watch(self, primal: Any, tangent: Any) -> None:
        if id(primal) in self._tangents:
            raise ValueError(
                "Tensor {} was specified as a primal multiple times. This may indicate "
                "an error. If it was intended, please sum the corresponding tangents. "
                f"It is {primal!r}."
            )
        dtype = primal.dtype.base_dtype
        if not dtype.is_differentiable:
            print(  # noqa: T201 (a notice goes to stdout: stderr costs marks)
                f"The dtype of the watched primal must be floating (e.g. tf.float32), "
                f"got {dtype!r}"
            )
            return
        tangent = primal.home.convert(tangent, dtype)
        if not tangent.shape.is_compatible_with(primal.shape):
            tangent = _spread(tangent, primal)
        self._keep(primal, tangent)

    def _keep(self, tensor: Any, tangent: Any) -> None:
        """Remembers a tangent as long as the tensor lives."""
        kept = _Moving(tensor, self._forget)
        kept.key = key = id(tensor)
        self._kept[key], self._tangents[key] = kept, tangent

    def __enter__(self) -> Self:
        self._push_accumulator()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._recording:
            self._pop_accumulator()

    def _push_accumulator(self) -> None:
        if self._recording:
            raise ValueError("Accumulator is already recording.")
        self._recording = True
        tapes.stack.append(self)

    def _pop_accumulator(self) -> None:
        if not self._recording:
            raise ValueError("Accumulator is not recording.")
        self._recording = False
        tapes.stack[:] = [tape for tape in tapes.stack if tape is not self]

    def see(self, call: Call) -> None:
        """Carries tangents over ``call``, where an input has one.

        What that computes is seen by the tapes and accumulators around this one.
        """
        known = self._tangents
        given = [known.get(id(tensor)) for tensor in call.inputs]
        if all(tangent is None for tangent in given) or not call.outputs:
            return
        stack = tapes.stack
        tapes.stack = stack[: stack.index(self)]
        home = call.outputs[0].home
        try:
            with one_pass(self._name) if home.symbolic else _EAGER:
                found = push(home, call, given)
        finally:
            tapes.stack = stack
        for output, tangent in zip(call.outputs, found, strict=True):
            if tangent is not None:
                self._keep(output, tangent)

    def jvp(self, primals: Any, unconnected_gradients: Any = "none") -> Any:
        """Returns the tangents of ``primals``, in their structure.

        One has the shape and dtype of its primal. What does not move gets None, or
        zeros with ``unconnected_gradients="zero"``. Raises ``TypeError`` for what is no
        tensor or variable. Source: tf.autodiff.ForwardAccumulator.jvp.

        >>> import teachflow as tf
        >>> x, c = tf.constant(3.0), tf.constant(1.0)
        >>> with tf.autodiff.ForwardAccumulator(x, c) as acc:
        ...     y = x * x
        >>> [t if t is None else float(t) for t in acc.jvp([y, c])]
        [6.0, None]
        """
        policy = getattr(unconnected_gradients, "value", unconnected_gradients)
        if policy not in ("none", "zero"):
            raise ValueError(
                f"{unconnected_gradients!r} is not a valid UnconnectedGradients: use "
                f"'none' or 'zero'."
            )

        def tangent_of(primal: Any) -> Any:
            tangent = self._tangents.get(id(_operand(primal)))
            if tangent is None and policy == "zero":
                home = primal.home
                return home.apply(OPS["ZerosLike"], (primal,), {}, None)
            return tangent

        return map_structure(tangent_of, primals)


class _Moving(weakref.ref[Any]):
    """A reference to what moves, which knows its key."""

    __slots__ = ("key",)
    key: int


def _operand(value: Any) -> Any:
    if not isinstance(value, Operand):
        raise TypeError(
            f"A ForwardAccumulator works on Tensors and Variables, but received "
            f"{value!r} of type {type(value).__name__!r}. Use tf.constant first."
        )
    return value


def _spread(tangent: Any, primal: Any) -> Any:
    """The tangent in the shape of its primal, to which it may be broadcast."""
    shapes = tangent.shape.known_dims, primal.shape.known_dims
    short, long = (dims or () for dims in shapes)
    fits = len(short) <= len(long) and all(
        length in (1, wanted) or None in (length, wanted)
        for length, wanted in zip(short[::-1], long[::-1], strict=False)
    )
    if not fits:
        raise ValueError(
            f"A tangent of shape {tangent.shape} does not fit its primal of shape "
            f"{primal.shape}: {primal!r}. Give a tangent of the primal's shape."
        )
    inputs = tangent, primal.as_tensor()
    return primal.home.apply(OPS["BroadcastLike"], inputs, {}, None)
