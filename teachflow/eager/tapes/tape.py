"""``GradientTape``: records what happens to watched values, then differentiates it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import compress
from types import TracebackType
from typing import Any, Self

from teachflow.backward import backward
from teachflow.core.explaining.facts import told
from teachflow.core.explaining.unanswered import answered
from teachflow.core.home import symbolic_home
from teachflow.core.nest import flatten, nested_like
from teachflow.core.notices import notice_once
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.home import EAGER
from teachflow.eager.tapes import jacobians
from teachflow.eager.tapes.asking import (
    operands_of,
    place,
    seeds_for,
    single,
    zero_or_none,
)
from teachflow.eager.tapes.memory import Memory
from teachflow.variables.base import BaseVariable

_USED_UP = (
    "A non-persistent GradientTape can only be used to compute one set of gradients "
    "(or jacobians). Make it with persistent=True to use it again."
)

_NOTHING = Memory()  # of a tape that has not begun


class GradientTape:
    """Records ops on watched values, for ``gradient``.

    Trainable variables are watched when they are read, unless
    ``watch_accessed_variables=False``. A tape is used up by its first ``gradient`` call
    unless ``persistent=True``; entered again it goes on recording. Source:
    tf.GradientTape.

    >>> import teachflow as tf
    >>> x = tf.constant(3.0)
    >>> with tf.GradientTape() as tape:
    ...     tape.watch(x)
    ...     y = x * x
    >>> print(tape.gradient(y, x))
    tf.Tensor(6.0, shape=(), dtype=float32)
    """

    def __init__(
        self, persistent: bool = False, watch_accessed_variables: bool = True
    ) -> None:
        self._persistent = persistent
        self._watch_variables = watch_accessed_variables
        self._calls: list[Call] = []
        self._watched: dict[int, Any] = {}  # id -> the value itself, kept alive
        self._variables: dict[int, Any] = {}
        self._used = True  # nothing recorded that could be asked for
        self._recording = False
        self._memory = _NOTHING

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._recording:
            self._stop()

    def _start(self) -> None:
        if self._recording:
            raise ValueError(
                "Tape is still recording, This can happen if you try to re-enter an "
                "already-active tape."
            )
        if self._used:
            self._begin()
        self._recording = True
        tapes.stack.append(self)

    def _begin(self) -> None:
        self._calls, self._watched, self._variables = [], {}, {}
        self._used = False
        self._memory = Memory()

    def _stop(self) -> None:
        self._recording = False
        tapes.stack[:] = [tape for tape in tapes.stack if tape is not self]

    def see(self, call: Call) -> None:
        """Records ``call`` if it touches anything watched."""
        watched = self._watched
        for tensor in call.inputs:
            if id(tensor) in watched:
                break
        else:
            if not (self._is_variable_read(call) or self._is_graph_read(call)):
                self._memory.others.append(call)
                return
        self._calls.append(call)
        for output in call.outputs:
            if output.dtype.is_differentiable:
                watched[id(output)] = output
            else:  # nothing flows through an integer
                self._memory.turned(call)

    def remember_end(self, call: Call) -> None:
        """Remembers, for ``explain_gradient``, an op through which nothing flows."""
        self._memory.end(call, len(self._calls))

    def remember_leaving(self, tensor: Any) -> None:
        """Remembers, for ``explain_gradient``, that a value went to NumPy."""
        if id(tensor) in self._watched:
            self._memory.left(tensor)

    def _is_variable_read(self, call: Call) -> bool:
        if not self._watch_variables or call.opdef.type != "ReadVariableOp":
            return False
        variable = call.inputs[0]
        if not getattr(variable, "trainable", False):
            return False
        self._variables[id(variable)] = variable
        if not variable.dtype.is_differentiable:
            return False
        self._watched[id(variable)] = variable
        return True

    def _is_graph_read(self, call: Call) -> bool:
        """Whether a node takes in what a graph's trainable variable was read as."""
        if type(call) is Call or not self._watch_variables:
            return False
        known = len(self._watched)
        for tensor in call.inputs:
            for variable in tensor.graph.get_collection("trainable_variables"):
                if place(variable) is tensor and tensor.dtype.is_differentiable:
                    self._variables[id(variable)] = variable
                    self._watched[id(tensor)] = tensor
        return len(self._watched) > known

    def watch(self, tensor: Any) -> None:
        """Records what happens to ``tensor`` (or each in a structure) from now on.

        Says once, on standard output, that nothing flows to integers. Raises
        ``ValueError`` for what is no tensor or variable, ``AttributeError`` before the
        tape's ``with``.
        """
        if self._used:
            raise AttributeError(
                "This tape has not begun, or is used up: it has no record to watch "
                "for. Call watch inside `with tape:`."
            )
        for item in flatten(tensor):
            if not isinstance(item, Operand):
                raise told(
                    ValueError(
                        f"Passed in object {item} of type {type(item).__name__!r}, not "
                        "tf.Tensor or tf.Variable or ExtensionType."
                    ),
                    "not on tape",
                    value=item,
                )
            if isinstance(item, BaseVariable):
                self._variables[id(item)] = item
                item = place(item)
            if item.dtype.is_differentiable:
                self._watched[id(item)] = item
                self._memory.watching(item, len(self._calls))
            else:
                notice_once(
                    f"The dtype of the watched tensor must be floating (e.g. "
                    f"tf.float32), got {item.dtype!r}"
                )

    def watched_variables(self) -> tuple[Any, ...]:
        """The variables that the tape watches, the oldest first."""
        found = self._variables.values()
        return tuple(sorted(found, key=lambda v: getattr(v, "_number", 0)))

    @contextmanager
    def stop_recording(self) -> Iterator[None]:
        """A scope in which nothing is recorded.

        Raises ``RuntimeError`` on a tape that has nothing to stop.
        """
        if self._used:
            raise RuntimeError(
                "Trying to stop recording a tape which is not recording. Enter it "
                "with `with tape:` first."
            )
        if not self._recording:
            raise ValueError("Tape is not recording.")
        place = tapes.stack.index(self)
        self._recording = False
        tapes.stack[place] = self._memory.paused
        try:
            yield
        finally:
            tapes.stack[:] = [t for t in tapes.stack if t is not self._memory.paused]
            self._start()

    def reset(self) -> None:
        """Forgets all that was recorded and watched; recording goes on.

        Raises ``ValueError`` on a tape that is not recording.
        """
        if not self._recording:
            raise ValueError("Tape is not recording. Call reset inside `with tape:`.")
        self._begin()

    def gradient(
        self,
        target: Any,
        sources: Any,
        output_gradients: Any = None,
        unconnected_gradients: Any = "none",
    ) -> Any:
        """Returns d(target)/d(source) in the structure of ``sources``.

        ``target`` may be a structure: then the sum. ``output_gradients`` weighs the
        targets, in their structure. A source that nothing connects gets None, or zeros
        with ``unconnected_gradients="zero"``; ``tf.explain_gradient`` tells why. One of
        which rows were gathered, and nothing else, gets ``tf.IndexedSlices``. Nothing
        flows from integers (a notice says so once, on standard output). Raises
        ``RuntimeError`` on the second use of a tape that is not persistent,
        ``LookupError`` for an op on the way that has no gradient.
        """
        if self._used:
            raise told(RuntimeError(_USED_UP), "tape used")
        if self._recording:
            if self._persistent:
                notice_once(
                    "Calling GradientTape.gradient on a persistent tape inside its "
                    "context is significantly less efficient than calling it outside "
                    "the context (it causes the gradient ops to be recorded on the "
                    "tape, leading to increased CPU and memory usage). Only call "
                    "GradientTape.gradient inside the context if you actually want to "
                    "trace the gradient in order to compute higher order derivatives."
                )
            else:
                self._stop()
        if target is None:
            raise told(
                TypeError(
                    "Argument `target` should be a list or nested structure of "
                    "Tensors, Variables or CompositeTensors to be differentiated, but "
                    "received None. Did the function that makes it forget its return?"
                ),
                "target none",
            )
        policy = zero_or_none(unconnected_gradients)
        targets = operands_of(target, "target")
        flat_sources = operands_of(sources, "sources")
        # In a function that is traced the gradients are nodes of its graph.
        here: Any = symbolic_home((targets, flat_sources)) or EAGER
        if here.symbolic:
            targets = [place(target) for target in targets]
        seeds = seeds_for(here, targets, output_gradients)
        calls = self._calls
        if self._recording:  # and records this too, for the next order
            calls = list(calls)
        followed = [self._follows(source, targets) for source in flat_sources]
        seen = list(compress(flat_sources, followed))
        at: Any = seen
        if here.symbolic:  # where a loop is one call, not the nodes that were seen
            at = [place(source) for source in seen]
            calls, at = here.path_of(calls, targets, at)
        slopes = iter(backward(here, calls, targets, at, seeds, slices=True))
        found = [next(slopes) if known else None for known in followed]
        if policy == "zero":
            found = [
                here.apply(OPS["ZerosLike"], (source,), {}, None) if g is None else g
                for source, g in zip(flat_sources, found, strict=True)
            ]
        if targets:
            answered(self, targets[0], flat_sources, found)
        if not self._persistent:
            self._end()
        if flat_sources and sources is flat_sources[0]:
            return found[0]
        return nested_like(sources, iter(found))

    def _follows(self, source: Any, targets: list[Any]) -> bool:
        """Whether all that ``source`` did on its way to the targets is recorded.

        Of a value that is not watched only what it did together with watched ones is:
        part of a slope, which is worse than none.
        """
        watched = self._watched
        if id(source) in watched or id(place(source)) in watched:
            return True
        return any(source is target for target in targets)

    def _end(self) -> None:
        """Lets go of what was recorded, but for what explanations need."""
        self._used = True
        self._memory.keep(self._calls, self._watched)
        self._calls, self._watched = [], {}

    def jacobian(
        self,
        target: Any,
        sources: Any,
        unconnected_gradients: Any = "none",
        parallel_iterations: Any = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """Returns d(target element)/d(source element) in the structure of ``sources``.

        One has the shape of ``target`` followed by that of its source; an unconnected
        source gets None, or zeros with ``unconnected_gradients="zero"``. With outer
        tapes it can be differentiated again. Unlike TensorFlow,
        ``parallel_iterations`` changes nothing; there is one backward pass for each
        element. Raises ``RuntimeError`` for the second use of a tape that is not
        persistent, or the first without pfor, as TensorFlow does. Source:
        tf.GradientTape.jacobian.

        >>> import teachflow as tf
        >>> x = tf.constant([1.0, 2.0])
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = x * x
        >>> tape.jacobian(y, x).numpy()
        array([[2., 0.],
               [0., 4.]], dtype=float32)
        """
        self._ready_for_rows(experimental_use_pfor)
        policy = zero_or_none(unconnected_gradients)
        flat_sources = operands_of(sources, "sources")
        (target,) = operands_of(single(target, "target"), "target")
        at = [place(source) for source in flat_sources]
        seen = [self._follows(source, [target]) for source in flat_sources]
        found = jacobians.jacobian(
            list(self._calls), place(target), at, seen, policy == "zero"
        )
        if not self._persistent:
            self._end()
        return nested_like(sources, iter(found))

    def batch_jacobian(
        self,
        target: Any,
        source: Any,
        unconnected_gradients: Any = "none",
        parallel_iterations: Any = None,
        experimental_use_pfor: bool = True,
    ) -> Any:
        """Returns the Jacobian of each row of ``target`` by its row of ``source``.

        Both are stacks of equally many rows, which must not mix: what flows from other
        rows is added in. The result has shape ``[rows, *target row, *source row]``,
        zeros where nothing connects. Unlike TensorFlow, ``parallel_iterations`` changes
        nothing. Raises ``ValueError`` where the numbers of rows differ or there are no
        rows. Source: tf.GradientTape.batch_jacobian.

        >>> import teachflow as tf
        >>> x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = x * x
        >>> tape.batch_jacobian(y, x)[1].numpy()
        array([[6., 0.],
               [0., 8.]], dtype=float32)
        """
        self._ready_for_rows(experimental_use_pfor)
        zero_or_none(unconnected_gradients)
        (target,) = operands_of(single(target, "target"), "target")
        (source,) = operands_of(single(source, "source"), "source")
        target, source = place(target), place(source)
        calls = list(self._calls) if self._follows(source, [target]) else []
        found = jacobians.batch_jacobian(calls, target, source)
        if not self._persistent:
            self._end()
        return found

    def _ready_for_rows(self, vectorized: bool) -> None:
        if self._used:
            raise told(RuntimeError(_USED_UP), "tape used")
        if self._persistent:
            return
        if not vectorized:
            raise RuntimeError(
                "GradientTape must be created with persistent=True to compute the "
                "jacobian with eager execution enabled and with "
                "experimental_use_pfor set to False."
            )
        if self._recording:
            self._stop()
