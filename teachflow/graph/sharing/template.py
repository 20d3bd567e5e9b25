"""Templates: functions that make their shared variables once and use them each time."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.shared_scope import (
    VariableScope,
    pure_variable_scope,
    unique_scope_name,
)
from teachflow.graph.sharing.variable_scope import variable_scope


class Template:
    """A function in a variable scope of its own; ``make_template`` makes it."""

    def __init__(
        self,
        name: str,
        func: Callable[..., Any],
        create_scope_now: bool = False,
        unique_name: str | None = None,
        custom_getter: Any = None,
    ) -> None:
        if name is None:
            raise ValueError("name cannot be None.")
        self.name = name
        self.func = func
        self._unique_name = unique_name
        self._custom_getter = custom_getter
        self.variable_scope: VariableScope | None = None
        self._called = False
        self._made: list[Any] = []  # at the first call
        if create_scope_now:
            block = unique_name or unique_scope_name(name)
            with pure_variable_scope(block, custom_getter=custom_getter) as scope:
                self.variable_scope = scope

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function returns; from the second call on it shares variables.

        Raises ``ValueError`` where a later call makes a trainable variable.
        """
        if any(variable.op.removed for variable in self._made):
            self._called, self._made = False, []  # as if it had not been called
        if self.variable_scope is not None:
            with variable_scope(self.variable_scope, reuse=self._called):
                return self._call(args, kwargs)
        with variable_scope(
            self._unique_name, self.name, custom_getter=self._custom_getter
        ) as scope:
            self.variable_scope = scope
            return self._call(args, kwargs)

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        graph = get_default_graph()
        before = len(graph.get_collection(GraphKeys.TRAINABLE_VARIABLES))
        result = self.func(*args, **kwargs)
        made = graph.get_collection(GraphKeys.TRAINABLE_VARIABLES)[before:]
        if made and self._called:
            raise ValueError(
                f"Trainable variable created when calling a template after the first "
                f"time, perhaps you used tf.Variable when you meant tf.get_variable: "
                f"{made}"
            )
        if not self._called:
            self._called, self._made = True, made
        return result

    @property
    def variable_scope_name(self) -> str | None:
        """The prefix of the variables with a slash; None before the first call."""
        if self.variable_scope is None:
            return None
        name = self.variable_scope.name
        return f"{name}/" if name and name[-1] != "/" else name

    def _collection(self, key: str) -> list[Any]:
        if not self._called:
            return []
        return get_default_graph().get_collection(key, self.variable_scope_name)

    @property
    def global_variables(self) -> list[Any]:
        """The variables that the calls made."""
        return self._collection(GraphKeys.GLOBAL_VARIABLES)

    @property
    def local_variables(self) -> list[Any]:
        """The local variables that the calls made."""
        return self._collection(GraphKeys.LOCAL_VARIABLES)

    @property
    def trainable_variables(self) -> list[Any]:
        """The trainable ones of them."""
        return self._collection(GraphKeys.TRAINABLE_VARIABLES)

    @property
    def non_trainable_variables(self) -> list[Any]:
        """The global ones that are not trained."""
        trained = self.trainable_variables
        return [
            variable
            for variable in self.global_variables
            if all(variable is not other for other in trained)
        ]

    @property
    def variables(self) -> list[Any]:
        """Global and local ones."""
        return self.global_variables + self.local_variables

    weights = variables
    trainable_weights = trainable_variables
    non_trainable_weights = non_trainable_variables


def make_template(
    name_: str,
    func_: Callable[..., Any],
    create_scope_now_: bool = False,
    unique_name_: str | None = None,
    custom_getter_: Any = None,
    **kwargs: Any,
) -> Template:
    """``func_`` as a function that makes its shared variables at its first call.

    Later calls use the same ones. The variables are called ``name_/...``, numbered
    where that is taken; ``kwargs`` are passed on at each call. Source:
    tf.compat.v1.make_template.

    >>> import teachflow.compat.v1 as tf
    >>> def scale(x):
    ...     return x * tf.get_variable("factor", [])
    >>> with tf.Graph().as_default():
    ...     scaled = tf.make_template("scaled", scale)
    ...     first, second = scaled(tf.constant(1.0)), scaled(tf.constant(2.0))
    ...     print([variable.name for variable in scaled.variables])
    ['scaled/factor:0']
    """
    if kwargs:
        func_ = functools.partial(func_, **kwargs)
    return Template(name_, func_, create_scope_now_, unique_name_, custom_getter_)
