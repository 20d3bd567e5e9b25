"""``tf.function``: traces a Python function when it meets a new kind of arguments."""

from __future__ import annotations

import functools
import threading
import weakref
from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.home import scopes
from teachflow.core.log import get_logger
from teachflow.eager.home import EAGER
from teachflow.eager.tensor import EagerTensor
from teachflow.functions import casting
from teachflow.functions.arguments import (
    Given,
    Node,
    Signature,
    accepts,
    relaxed,
    taken_apart,
)
from teachflow.functions.autograph.conversion import available, converted
from teachflow.functions.concrete import ConcreteFunction
from teachflow.functions.traces import Trace, Traces, reason
from teachflow.functions.tracing import trace

_LATE = (
    "Creating variables on a non-first call to a function decorated with tf.function."
)
_MANY, _RECENT = 5, 5  # so many traces, counted with the calls in between, are told of


class _Eagerly:
    on = False


class Function:
    """A Python function that runs as graphs, one for each kind of arguments.

    Source: tf.types.experimental.PolymorphicFunction.
    """

    def __init__(
        self,
        python_function: Callable[..., Any],
        name: str | None = None,
        input_signature: Any = None,
        autograph: bool = True,
        reduce_retracing: bool = False,
        owner: Any = None,
    ) -> None:
        self._plain = python_function
        # A method does not keep its object alive.
        self._owner = None if owner is None else weakref.ref(owner)
        self._name = name or str(getattr(python_function, "__name__", "function"))
        self._signature = Signature(self.python_function)
        self._options = (input_signature, autograph, reduce_retracing)
        self._autograph = autograph
        self._reduces = reduce_retracing
        self._wanted = casting.checked(self._signature, input_signature)
        self.input_signature = (
            None if input_signature is None else tuple(input_signature)
        )
        self._known: dict[Any, ConcreteFunction] = {}
        self._quick: dict[Any, ConcreteFunction] = {}
        self._lock = threading.RLock()
        self._methods: weakref.WeakKeyDictionary[Any, Function]
        self._methods = weakref.WeakKeyDictionary()
        self._calls = 0
        self._told = False
        self._called = False  # a first call has been through
        self._variables: list[Any] = []
        self.traces = Traces()
        functools.update_wrapper(self, python_function)

    @property
    def python_function(self) -> Callable[..., Any]:
        """The Python function that is traced."""
        if self._owner is None:
            return self._plain
        bound: Callable[..., Any] = self._plain.__get__(self._owner())
        return bound

    @property
    def name(self) -> str:
        """The Python function's name."""
        return self._name

    def experimental_get_tracing_count(self) -> int:
        """How often the Python function was traced."""
        return len(self.traces)

    def pretty_printed_concrete_signatures(self, verbose: bool = True) -> str:
        """The signatures of all traces."""
        return "\n\n".join(
            concrete.pretty_printed_signature(verbose)
            for concrete in self._known.values()
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of the graph for arguments of this kind."""
        if not kwargs and self._quick:
            key: list[Any] = []
            fed = []
            for value in args:
                if type(value) is not EagerTensor:
                    break
                array = value.array
                fed.append(array)
                key.append(value._dtype)
                key.append(getattr(array, "shape", ()))
            else:
                found = self._quick.get(tuple(key))
                if found is not None:
                    homes = scopes.homes
                    if (not homes or not homes[-1].symbolic) and not _Eagerly.on:
                        self._calls += 1
                        return found.run_eagerly(fed, args)
        return self._call(args, kwargs)

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if _Eagerly.on:
            here = home.innermost()
            if here is None or not here.symbolic:
                with home.within(EAGER):
                    return self.python_function(*args, **kwargs)
        self._calls += 1
        given = self._given(args, kwargs)
        concrete = self._traced(given)
        if not kwargs and concrete._fixed is not None:
            key: list[Any] = []
            for value in args:
                if type(value) is not EagerTensor:
                    break
                key += [value._dtype, getattr(value.array, "shape", ())]
            else:
                self._quick[tuple(key)] = concrete
        result = concrete.call_flat(given.values)
        self._called = True
        return result

    def _given(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Given:
        """The canonical arguments, cast to the input signature where there is one."""
        if self._wanted is not None:
            return casting.cast(self._signature, self._wanted, args, kwargs)
        bound, keywords = self._signature.bind(args, kwargs)
        return taken_apart(bound, keywords)

    def _traced(self, given: Given) -> ConcreteFunction:
        """The trace for arguments of this kind; made where there is none yet."""
        found = self._known.get(given.key)
        if found is not None:
            return found
        with self._lock:
            for key, concrete in self._known.items():
                if accepts(key, given.key):
                    return concrete
            key = self._relaxed(given.key) if self._reduces else given.key
            why = reason(self._signature, list(self._known), given.key)
            made = self._trace(key, given)
            self._known[key] = made
            number = len(self.traces) + 1
            line = made.pretty_printed_signature(verbose=False)
            self.traces.append(Trace(number, max(self._calls, 1), why, line, made))
            self._tell()
        return made

    def _trace(self, key: Node, given: Given) -> ConcreteFunction:
        function = self.python_function
        if self._autograph and available():
            function = converted(function)
        made: list[Any] | None = None if self._called else []
        # Where the first call made variables, TensorFlow says what it allows instead.
        late = None if self._variables else _LATE
        concrete = trace(
            function, self._signature, key, given.values, self._name, made, late
        )
        if made:  # it made variables: from now on it has to do without
            self._variables += made
            self.traces.append(
                Trace(
                    len(self.traces) + 1,
                    max(self._calls, 1),
                    "first call, which made variables",
                    concrete.pretty_printed_signature(verbose=False),
                    concrete,
                )
            )
            concrete = trace(
                function, self._signature, key, given.values, self._name, None, None
            )
        return concrete

    def _relaxed(self, key: Node) -> Node:
        """A kind that serves this and an earlier one, where shapes alone differ."""
        for other in reversed(self._known):
            wider = relaxed(other, key)
            if wider is not None:
                found: Node = wider
                return found
        return key

    def _tell(self) -> None:
        """Says once that a function is traced again and again."""
        recent = [t for t in self.traces if t.call > self._calls - 2 * _RECENT]
        if self._told or len(recent) < _MANY or self._calls < _MANY:
            return
        self._told = True
        get_logger().warning(
            "%d out of the last %d calls to %s triggered tf.function retracing. "
            "Tracing is expensive and the excessive number of tracings could be due "
            "to (1) creating @tf.function repeatedly in a loop, (2) passing tensors "
            "with different shapes, (3) passing Python objects instead of tensors. "
            "tf.explain_traces(f) tells when and why; reduce_retracing=True lets one "
            "trace serve different shapes.",
            len(recent),
            min(self._calls, 2 * _RECENT),
            self._plain,
        )

    def get_concrete_function(self, *args: Any, **kwargs: Any) -> ConcreteFunction:
        """The trace for arguments of the kind of these, or of these specs."""
        if self._wanted is not None and not args and not kwargs:
            return self._traced(casting.specs(self._wanted))
        return self._traced(self._given(args, kwargs))

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """The method of ``instance``, with traces of its own."""
        if instance is None:
            return self
        try:
            found = self._methods.get(instance)
            if found is None:
                found = self._methods[instance] = self._bound_to(instance)
            return found
        except TypeError:  # what cannot be hashed, or referred to
            return self._bound_to(instance)

    def _bound_to(self, instance: Any) -> Function:
        return Function(self._plain, self._name, *self._options, owner=instance)

    def __deepcopy__(self, memo: dict[int, Any]) -> Function:
        """The same function, without its traces."""
        owner = None if self._owner is None else self._owner()
        return self._bound_to(memo.get(id(owner), owner))

    def __repr__(self) -> str:
        count = len(self._known)
        traces = "1 trace" if count == 1 else f"{count} traces"
        return f"<tf.function {self._name} with {traces}>"


def function(
    func: Callable[..., Any] | None = None,
    input_signature: Any = None,
    autograph: bool = True,
    jit_compile: bool | None = None,
    reduce_retracing: bool = False,
    experimental_implements: Any = None,
    experimental_autograph_options: Any = None,
    experimental_attributes: Any = None,
    experimental_relax_shapes: bool | None = None,
    experimental_compile: bool | None = None,
    experimental_follow_type_hints: bool | None = None,
) -> Any:
    """Returns ``func`` as a function that is traced to graphs, and runs those.

    A trace is made for each new kind of arguments: tensors by dtype and shape, other
    values by what they are. ``input_signature``, a sequence of ``tf.TensorSpec``, makes
    it one trace; ``reduce_retracing`` lets shapes that differ share one. Python's
    statements on tensors become part of the graph (``autograph``; it needs the extra
    ``teachflow[autograph]``). Variables may be made in the first call only.
    ``tf.explain_traces`` tells when a function was traced and why. Raises ``TypeError``
    for arguments that do not fit and for results that are no tensors.
    ``experimental_relax_shapes`` is the old name of ``reduce_retracing``. Unlike
    TensorFlow, ``jit_compile``, ``experimental_implements``,
    ``experimental_autograph_options``, ``experimental_attributes``,
    ``experimental_compile`` and ``experimental_follow_type_hints`` change nothing.
    Source: tf.function.

    >>> import teachflow as tf
    >>> @tf.function
    ... def f(x):
    ...     print("tracing", x)
    ...     return x * x + 1.0
    >>> f(tf.constant(3.0)).numpy()
    tracing Tensor("x:0", shape=(), dtype=float32)
    np.float32(10.0)
    >>> f(tf.constant(4.0)).numpy()
    np.float32(17.0)
    """
    reduces = reduce_retracing or bool(experimental_relax_shapes)

    def made(wrapped: Callable[..., Any]) -> Function:
        if isinstance(wrapped, Function):
            wrapped = wrapped.python_function
        if not callable(wrapped):
            raise TypeError(f"{wrapped!r} is not a callable object.")
        return Function(wrapped, None, input_signature, autograph, reduces)

    return made if func is None else made(func)


def run_functions_eagerly(run_eagerly: bool) -> None:
    """Whether functions of ``tf.function`` run as plain Python, without traces.

    Source: tf.config.run_functions_eagerly.

    >>> import teachflow as tf
    >>> tf.config.run_functions_eagerly(True)
    >>> tf.function(lambda: tf.executing_eagerly())()
    True
    >>> tf.config.run_functions_eagerly(False)
    """
    _Eagerly.on = bool(run_eagerly)


def functions_run_eagerly() -> bool:
    """What ``run_functions_eagerly`` was told. Source: tf.config.functions_run_eagerly.

    >>> import teachflow as tf
    >>> tf.config.functions_run_eagerly()
    False
    """
    return _Eagerly.on


def inside_function() -> bool:
    """Whether a function is being traced here. Source: tf.inside_function.

    >>> import teachflow as tf
    >>> tf.inside_function(), bool(tf.function(lambda: tf.inside_function())())
    (False, True)
    """
    here = home.innermost()
    return bool(getattr(here, "building_function", False))
