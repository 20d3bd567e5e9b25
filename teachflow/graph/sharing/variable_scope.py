"""Variable scopes: blocks whose variables share a prefix, and are shared by name.

A block opens a name scope too, and the two part: the name scope of a block that is
entered again is numbered (``two_1/``), the prefix of its variables is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any

from teachflow.core import home
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.shared_scope import (
    AUTO_REUSE,
    VariableScope,
    get_variable_scope,
    open_scopes,
    pure_variable_scope,
    unique_scope_name,
    variable_store,
)


class variable_scope:  # noqa: N801  # a class in TensorFlow, too
    """A block whose shared variables are called ``name/...``; yields its scope object.

    A string opens a scope inside the current one, a scope object (of an earlier block)
    goes back to that very scope from wherever it is. Where ``name_or_scope`` is None,
    ``default_name`` serves, numbered. What the block does not say it inherits.
    ``reuse`` True (and every scope inside it): variables must be there; ``AUTO_REUSE``:
    they are made where missing; False or None: as outside, at the top they must be new.
    ``auxiliary_name_scope=False`` opens no name scope. Raises ``ValueError`` for
    another ``reuse``, ``TypeError`` without any name. Source:
    tf.compat.v1.variable_scope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     with tf.variable_scope("layer"):
    ...         w = tf.get_variable("w", [2])
    ...     with tf.variable_scope("layer", reuse=True):
    ...         same = tf.get_variable("w", [2])
    ...     print(w.name, w is same)
    layer/w:0 True
    """

    def __init__(
        self,
        name_or_scope: Any,
        default_name: str | None = None,
        values: Any = None,
        initializer: Any = None,
        regularizer: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        custom_getter: Any = None,
        reuse: Any = None,
        dtype: Any = None,
        use_resource: bool | None = None,
        constraint: Any = None,
        auxiliary_name_scope: bool = True,
    ) -> None:
        if default_name is None and name_or_scope is None:
            raise TypeError("If default_name is None then name_or_scope is required")
        if not any(reuse is mode for mode in (True, False, None, AUTO_REUSE)):
            raise ValueError("The reuse parameter must be True or False or None.")
        if not isinstance(auxiliary_name_scope, bool):
            raise TypeError(
                f"The auxiliary_name_scope must be `True` or `False`, while get "
                f"{auxiliary_name_scope}"
            )
        self._name_or_scope = name_or_scope
        self._default_name = default_name
        self._graph: Any = home.symbolic_home((values or (),)) or get_default_graph()
        self._has_name_scope = auxiliary_name_scope
        self._options = {
            "reuse": reuse or None,
            "initializer": initializer,
            "regularizer": regularizer,
            "caching_device": caching_device,
            "partitioner": partitioner,
            "custom_getter": custom_getter,
            "dtype": dtype,
            "use_resource": use_resource,
            "constraint": constraint,
        }
        self._open: list[ExitStack] = []

    def __enter__(self) -> VariableScope:
        with ExitStack() as stack:
            stack.enter_context(home.within(self._graph))
            scope = self._enter(stack)
            open_scopes().blocks.append(self)
            self._open.append(stack.pop_all())
        return scope

    def _enter(self, stack: ExitStack) -> VariableScope:
        target = self._name_or_scope
        if target is not None and not isinstance(target, (VariableScope, str)):
            raise TypeError(
                f"VariableScope: name_or_scope must be a string or VariableScope, not "
                f"{target!r}."
            )
        if target is None and self._options["reuse"]:
            raise ValueError("reuse=True cannot be used without a name_or_scope")
        graph = self._graph
        if isinstance(target, VariableScope):
            block = target.name.rpartition("/")[2]
        else:
            block = (self._default_name or "") if target is None else target
        opened = None
        if not self._has_name_scope:
            current = graph.get_name_scope()
            opened = stack.enter_context(graph.scope(f"{current}/" if current else ""))
        elif block:
            opened = stack.enter_context(graph.scope(block))
        if target is None:
            target = self._name_or_scope = unique_scope_name(self._default_name or "")
            # Entered once more, the same object stands for the same variables.
        scope: VariableScope = stack.enter_context(
            pure_variable_scope(target, opened, **self._options)
        )
        return scope

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with home.within(self._graph):
                open_scopes().blocks.remove(self)
        finally:  # also where it is interrupted
            self._open.pop().__exit__(kind, error, trace)


@contextmanager
def variable_op_scope(
    values: Any,
    name_or_scope: Any,
    default_name: str | None = None,
    **options: Any,
) -> Iterator[VariableScope]:
    """The older form of ``variable_scope``.

    Source: tf.compat.v1.variable_op_scope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     with tf.variable_op_scope([], "layer"):
    ...         print(tf.get_variable("w", [2]).name)
    layer/w:0
    """
    with variable_scope(name_or_scope, default_name, values, **options) as scope:
        yield scope


def get_variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool | None = None,
    collections: Any = None,
    caching_device: Any = None,
    partitioner: Any = None,
    validate_shape: bool = True,
    use_resource: bool | None = None,
    custom_getter: Any = None,
    constraint: Any = None,
    synchronization: Any = None,
    aggregation: Any = None,
) -> Any:
    """The variable ``name`` of the current scope: made, or shared where it reuses.

    ``initializer`` is an object or class of ``tf.initializers``, a function of a shape
    and a dtype, a function of nothing, or the first value itself (then without
    ``shape``); by default floats are drawn (Glorot, uniform), integers and bools are
    zero. Raises ``ValueError`` for a variable that is there and must be new (saying
    where it was defined), that must be there and is not, and for another shape or dtype
    than it has. Unlike TensorFlow, ``partitioner``, ``caching_device`` and
    ``use_resource`` change nothing: a variable is one reference variable. Source:
    tf.compat.v1.get_variable.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.variable_scope("layer"):
    ...     print(tf.get_variable("w", [2, 3]))
    <tf.Variable 'layer/w:0' shape=(2, 3) dtype=float32_ref>
    """
    return get_variable_scope().get_variable(
        variable_store(),
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=collections,
        caching_device=caching_device,
        partitioner=partitioner,
        validate_shape=validate_shape,
        use_resource=use_resource,
        custom_getter=custom_getter,
        constraint=constraint,
        synchronization=synchronization,
        aggregation=aggregation,
    )


def get_local_variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = False,
    collections: Any = None,
    **options: Any,
) -> Any:
    """As ``get_variable``, for a variable that is neither trained nor saved.

    ``trainable`` changes nothing, as in TensorFlow. Source:
    tf.compat.v1.get_local_variable.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.get_local_variable("x", [2], initializer=tf.ones_initializer())
    ...     print(x.name, tf.trainable_variables())
    x:0 []
    """
    return get_variable(
        name,
        shape,
        dtype,
        initializer,
        regularizer,
        trainable=False,
        collections=[*(collections or ()), GraphKeys.LOCAL_VARIABLES],
        **options,
    )
