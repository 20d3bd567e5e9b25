"""``tf.function``: traces a Python function when it meets a new kind of arguments."""

from __future__ import annotations

import functools
import threading
import weakref
from collections.abc import Callable
from typing import Any

from teachflow.core.home import scopes
from teachflow.eager.tensor import EagerTensor
from teachflow.functions.arguments import Given, Signature, accepts, taken_apart
from teachflow.functions.autograph.conversion import converted
from teachflow.functions.concrete import ConcreteFunction
from teachflow.functions.tracing import trace


class Function:
    """A Python function that runs as graphs, one for each kind of arguments.

    Source: tf.types.experimental.PolymorphicFunction.
    """

    def __init__(
        self,
        python_function: Callable[..., Any],
        name: str | None = None,
        autograph: bool = True,
    ) -> None:
        self._autograph = autograph
        self._python_function = python_function
        self._name = name or getattr(python_function, "__name__", "function")
        self._signature = Signature(python_function)
        self._traces: dict[Any, ConcreteFunction] = {}
        self._quick: dict[Any, ConcreteFunction] = {}
        self._lock = threading.RLock()
        self._methods: weakref.WeakKeyDictionary[Any, Function] = (
            weakref.WeakKeyDictionary()
        )
        functools.update_wrapper(self, python_function)

    @property
    def python_function(self) -> Callable[..., Any]:
        """The Python function that is traced."""
        return self._python_function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of the graph for arguments of this kind."""
        if not kwargs:
            key, fed = [], []
            for value in args:
                if type(value) is not EagerTensor:
                    break
                array = value.array
                fed.append(array)
                key.append(value._dtype)
                key.append(array.shape)
            else:
                found = self._quick.get(tuple(key))
                if found is not None:
                    homes = scopes.homes
                    if not homes or not homes[-1].symbolic:
                        return found.run_eagerly(fed, args)
        return self._call(args, kwargs)

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        bound, keywords = self._signature.bind(args, kwargs)
        given = taken_apart(bound, keywords)
        concrete = self._traced(given)
        if not kwargs and concrete._fixed is not None:
            if all(type(value) is EagerTensor for value in args):
                key: list[Any] = []
                for value in args:
                    key += [value._dtype, value.array.shape]
                self._quick[tuple(key)] = concrete
        return concrete.call_flat(given.values)

    def _traced(self, given: Given) -> ConcreteFunction:
        """The trace for arguments of this kind; made where there is none yet."""
        found = self._traces.get(given.key)
        if found is not None:
            return found
        for key, concrete in self._traces.items():
            if accepts(key, given.key):
                return concrete
        with self._lock:
            function = self._python_function
            made = trace(
                converted(function) if self._autograph else function,
                self._signature,
                given.key,
                given.values,
                self._name,
            )
            self._traces[given.key] = made
        return made

    def get_concrete_function(self, *args: Any, **kwargs: Any) -> ConcreteFunction:
        """The trace for arguments of the kind of these, or of these specs."""
        bound, keywords = self._signature.bind(args, kwargs)
        return self._traced(taken_apart(bound, keywords))

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """The method of ``instance``, with traces of its own."""
        if instance is None:
            return self
        try:
            found = self._methods.get(instance)
        except TypeError:
            return self._bound_to(instance)
        if found is None:
            found = self._methods[instance] = self._bound_to(instance)
        return found

    def _bound_to(self, instance: Any) -> Function:
        return Function(self._python_function.__get__(instance), self._name, self._autograph)


def function(func: Callable[..., Any] | None = None, autograph: bool = True, **options: Any) -> Any:
    """Returns ``func`` as one that is traced to graphs, and runs those.

    Source: tf.function.
    """
    if func is None:
        return lambda wrapped: function(wrapped, autograph=autograph, **options)
    return Function(func, None, autograph)
