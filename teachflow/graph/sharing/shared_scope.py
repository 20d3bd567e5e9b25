"""The scope objects of shared variables, and which of them is open.

A scope object holds a prefix and what ``get_variable`` assumes where it is not told. A
graph keeps what is open on each thread in its collection ``("__varscope",)``. No name
scope is opened here: that is up to ``variable_scope``.
"""

from __future__ import annotations

import enum
import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.owning.making import Maker, current
from teachflow.graph.owning.reserving import Reserved
from teachflow.graph.sharing.variable_store import STORE_KEY, VariableStore

SCOPES_KEY = ("__varscope",)


class _ReuseMode(enum.Enum):
    """How variables are shared, besides True, False and None."""

    AUTO_REUSE = 1

    def __str__(self) -> str:
        return "_ReuseMode.AUTO_REUSE"


AUTO_REUSE: Final = _ReuseMode.AUTO_REUSE
"""As ``reuse``: take the variable that is there, else make one.

Source: tf.compat.v1.AUTO_REUSE.
"""


def no_regularizer(_: Any) -> None:
    """As ``regularizer``: none, also where the scope has one.

    Source: tf.compat.v1.no_regularizer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     w = tf.get_variable("w", [2], regularizer=tf.no_regularizer)
    ...     print(tf.losses.get_regularization_losses())
    []
    """


class VariableScope:
    """The prefix and the defaults of the variables that ``get_variable`` makes.

    Source: tf.compat.v1.VariableScope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     with tf.variable_scope("layer") as scope:
    ...         print(scope.name, scope.reuse)
    layer False
    """

    def __init__(
        self,
        reuse: Any,
        name: str = "",
        initializer: Any = None,
        regularizer: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        custom_getter: Any = None,
        name_scope: str = "",
        dtype: Any = dt.float32,
        use_resource: bool | None = None,
        constraint: Any = None,
    ) -> None:
        self._name = name
        self._name_scope = name_scope
        self._reuse = reuse
        self.initializer = initializer
        self.regularizer = regularizer
        self.caching_device = caching_device
        self.partitioner = partitioner
        self.custom_getter = custom_getter
        self.dtype = dtype
        self.use_resource = use_resource
        self.constraint = constraint

    @property
    def name(self) -> str:
        """The prefix of the scope's variables, without a slash at the end."""
        return self._name

    @property
    def original_name_scope(self) -> str:
        """The name scope that the block had when it was entered first, with a slash."""
        return self._name_scope

    @property
    def reuse(self) -> Any:
        """How variables are shared: True, False, None or ``AUTO_REUSE``."""
        return self._reuse

    def reuse_variables(self) -> None:
        """From here on the scope shares what is there and makes nothing new."""
        self._reuse = True

    def set_initializer(self, initializer: Any) -> None:
        """Sets the default initializer."""
        self.initializer = initializer

    def set_regularizer(self, regularizer: Any) -> None:
        """Sets the default regularizer."""
        self.regularizer = regularizer

    def set_dtype(self, dtype: Any) -> None:
        """Sets the default dtype."""
        self.dtype = dtype

    def set_caching_device(self, caching_device: Any) -> None:
        """Sets the device for cached values; it changes nothing here."""
        self.caching_device = caching_device

    def set_partitioner(self, partitioner: Any) -> None:
        """Sets the partitioner; it changes nothing here."""
        self.partitioner = partitioner

    def set_custom_getter(self, custom_getter: Any) -> None:
        """Sets the function that is asked for each variable."""
        self.custom_getter = custom_getter

    def set_use_resource(self, use_resource: bool | None) -> None:
        """Sets the kind of variable; it changes nothing here."""
        self.use_resource = use_resource

    def get_collection(self, name: Any) -> list[Any]:
        """The part of a collection whose names begin with the scope's."""
        prefix = f"{self._name}/" if self._name else ""
        return get_default_graph().get_collection(name, prefix)

    def trainable_variables(self) -> list[Any]:
        """The scope's trainable variables."""
        return self.get_collection(GraphKeys.TRAINABLE_VARIABLES)

    def global_variables(self) -> list[Any]:
        """The scope's variables."""
        return self.get_collection(GraphKeys.GLOBAL_VARIABLES)

    def local_variables(self) -> list[Any]:
        """The scope's local variables."""
        return self.get_collection(GraphKeys.LOCAL_VARIABLES)

    def get_variable(
        self,
        var_store: VariableStore,
        name: str,
        shape: Any = None,
        dtype: Any = None,
        initializer: Any = None,
        regularizer: Any = None,
        reuse: Any = None,
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
        """The variable ``name`` of this scope; what is None is the scope's own."""
        full_name = f"{self._name}/{name}" if self._name else name
        graph = get_default_graph()
        with home.within(graph), graph.scope(None):
            if not (dtype is None or initializer is None or callable(initializer)):
                found = graph.convert(initializer).dtype.base_dtype
                if found != dtype:
                    raise ValueError(
                        f"Initializer type '{found}' and explicit dtype '{dtype}' "
                        f"don't match."
                    )
            return var_store.get_variable(
                full_name,
                shape=shape,
                dtype=self.dtype if dtype is None else dtype,
                initializer=self.initializer if initializer is None else initializer,
                regularizer=self.regularizer if regularizer is None else regularizer,
                reuse=self.reuse if reuse is None else reuse,
                trainable=trainable,
                collections=collections,
                caching_device=caching_device or self.caching_device,
                partitioner=partitioner or self.partitioner,
                validate_shape=validate_shape,
                use_resource=self.use_resource
                if use_resource is None
                else use_resource,
                custom_getter=custom_getter or self.custom_getter,
                constraint=self.constraint if constraint is None else constraint,
                synchronization=synchronization,
                aggregation=aggregation,
            )


# ---- what is open ----------------------------------------------------------------


class Scopes(threading.local):
    """This thread's innermost scope, and how often each one was opened by name."""

    def __init__(self, reserved: Reserved) -> None:
        self._reserved = reserved
        self.inside = [VariableScope(False)]  # the scopes around, the innermost last
        self.variable_scopes_count: dict[str, int] = {}
        self.opened: dict[Maker, dict[str, int]] = {}  # of these, who opened which
        self.blocks: list[object] = []  # open, also where nobody else holds them

    @property
    def current_scope(self) -> VariableScope:
        """The innermost scope."""
        return self.inside[-1]

    def leave(self, scope: VariableScope) -> bool:
        """Leaves ``scope``, and those inside it; whether it was still open."""
        place = next((n for n, each in enumerate(self.inside) if each is scope), None)
        if place is None:
            return False
        del self.inside[place:]
        return True

    def open_blocks(self) -> tuple[list[VariableScope], list[object]]:
        """What this thread has open, for ``leave_blocks``."""
        return list(self.inside), list(self.blocks)

    def leave_blocks(
        self, before: tuple[list[VariableScope], list[object]] | None
    ) -> None:
        """Leaves what this thread has opened since ``before``; with None all of it."""
        inside, self.blocks = before or (self.inside[:1], [])
        self.inside[:] = inside

    def count(self, name: str) -> None:
        """A scope is opened; one inside another is forgotten when that closes."""
        counts = [self.variable_scopes_count]
        if current.maker is not None:
            counts.append(self.opened.setdefault(current.maker, {}))
        for table in counts:
            table[name] = table.get(name, 0) + 1
        self._reserved.take((SCOPES_KEY, name))

    def is_open_to(self, name: str) -> bool:
        """Whether who builds now may open ``name`` as a scope that is new."""
        return not (
            self.variable_scopes_count.get(name, 0)
            or self._reserved.refuses((SCOPES_KEY, name))
        )

    def forget(self, maker: Maker) -> None:
        """The scopes that ``maker`` opened never were, and are reserved for it."""
        counts = self.variable_scopes_count
        for name, times in self.opened.pop(maker, {}).items():
            if counts.get(name):
                counts[name] = max(0, counts[name] - times)
                self._reserved.put((SCOPES_KEY, name), maker)


def open_scopes() -> Scopes:
    """What is open on this thread in the default graph."""
    graph = get_default_graph()
    kept = graph.get_collection_ref(SCOPES_KEY)
    if not kept:
        kept.append(Scopes(graph.reserved))
    scopes: Scopes = kept[0]
    return scopes


def variable_store() -> VariableStore:
    """The default graph's store of shared variables, made at first need."""
    kept = get_default_graph().get_collection_ref(STORE_KEY)
    if not kept:
        kept.append(VariableStore())
    store: VariableStore = kept[0]
    return store


def get_variable_scope() -> VariableScope:
    """The innermost open scope; at the top one without a name.

    Source: tf.compat.v1.get_variable_scope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.variable_scope("layer"):
    ...     tf.get_variable_scope().name
    'layer'
    """
    return open_scopes().current_scope


def unique_scope_name(prefix: str) -> str:
    """``prefix``, numbered where the current scope has opened it already."""
    scopes = open_scopes()
    outer = scopes.current_scope.name
    full = f"{outer}/{prefix}" if outer else prefix
    number, suffix = 0, ""
    while not scopes.is_open_to(full + suffix):
        number += 1
        suffix = f"_{number}"
    return prefix + suffix


@contextmanager
def pure_variable_scope(
    name_or_scope: str | VariableScope,
    name_scope: str | None = None,
    reuse: Any = None,
    constraint: Any = None,
    custom_getter: Any = None,
    **defaults: Any,
) -> Iterator[VariableScope]:
    """A variable scope that opens no name scope.

    A string prolongs the current scope, a scope object stands for itself. ``defaults``
    are the scope's own; what is None is the outer scope's, or the object's.
    """
    variable_store()
    scopes = open_scopes()
    outer = scopes.current_scope
    if isinstance(name_or_scope, VariableScope):
        source, name = name_or_scope, name_or_scope.name
        name_scope = source.original_name_scope
    else:
        source = outer
        name = f"{outer.name}/{name_or_scope}" if outer.name else name_or_scope
        name_scope = name_or_scope if name_scope is None else name_scope
    scope = VariableScope(
        reuse or source.reuse,
        name=name,
        custom_getter=_within(custom_getter, source.custom_getter),
        name_scope=name_scope,
        constraint=constraint,
        **{
            key: getattr(source, key) if defaults.get(key) is None else defaults[key]
            for key in _INHERITED
        },
    )
    if source is outer or not scopes.variable_scopes_count.get(name):
        scopes.count(name)  # a scope object's stays with whoever opened it first
    before = dict(scopes.variable_scopes_count)
    scopes.inside.append(scope)
    try:
        yield scope
    finally:
        if not scopes.leave(scope):
            pass  # its cell was interrupted and has left it: this one ends late
        elif isinstance(name_or_scope, VariableScope):
            scopes.variable_scopes_count = before
        else:  # a block that is entered again counts its inner blocks from the start
            counts = scopes.variable_scopes_count
            counts.update((key, 0) for key in counts if key.startswith(f"{name}/"))


_INHERITED = (
    "initializer",
    "regularizer",
    "caching_device",
    "partitioner",
    "dtype",
    "use_resource",
)


def _within(
    inner: Callable[..., Any] | None, outer: Callable[..., Any] | None
) -> Callable[..., Any] | None:
    """The custom getter ``inner``, whose own getter is ``outer``."""
    if inner is None or outer is None:
        return inner or outer

    def nested(getter: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return inner(functools.partial(outer, getter), *args, **kwargs)

    return nested
