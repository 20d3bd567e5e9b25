"""``Module``: an object that finds the variables which it and its parts keep."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from teachflow.core.trackable import Trackable
from teachflow.eager.children import children, leaves
from teachflow.eager.naming import name_scope
from teachflow.variables.base import BaseVariable

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<!^)(?=[A-Z][a-z])")
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")

Predicate = Callable[[Any], bool]


class Module(Trackable):
    """A base class for objects with variables: layers, models, whatever is trained.

    Variables and modules in attributes, and in lists, tuples and dictionaries there,
    are found whenever they are asked for. ``name`` is a Python identifier, by default
    the class's name in snake case; anything else raises ``ValueError``. Unlike
    TensorFlow, lists and dictionaries stay what they are: nothing is wrapped. Source:
    tf.Module.

    >>> import teachflow as tf
    >>> class Dense(tf.Module):
    ...     def __init__(self, inputs, outputs, name=None):
    ...         super().__init__(name=name)
    ...         self.w = tf.Variable(tf.ones([inputs, outputs]), name="w")
    ...         self.b = tf.Variable(tf.zeros([outputs]), name="b")
    ...     def __call__(self, x):
    ...         return x @ self.w + self.b
    >>> dense = Dense(2, 1)
    >>> dense([[1.0, 2.0]]).numpy(), [v.name for v in dense.trainable_variables]
    (array([[3.]], dtype=float32), ['b:0', 'w:0'])
    """

    def __init__(self, name: str | None = None) -> None:
        if name is None:
            name = _WORD.sub("_", type(self).__name__).lower()
        elif not _NAME.fullmatch(name):
            raise ValueError(
                f"{name!r} is not a valid module name. Module names must be valid "
                "Python identifiers (e.g. a valid class name)."
            )
        self._name = name
        with name_scope(name) as scope_name:
            self._name_scope = name_scope(scope_name)

    @property
    def name(self) -> str:
        """The name given, or the class's in snake case."""
        return self._name

    @property
    def name_scope(self) -> name_scope:
        """The scope for its variables' names: ``with self.name_scope:``."""
        return self._name_scope

    @property
    def variables(self) -> tuple[Any, ...]:
        """The variables of this module, by attribute, then those of its submodules."""
        return tuple(self._flatten(predicate=_is_variable))

    @property
    def trainable_variables(self) -> tuple[Any, ...]:
        """Those of the variables that are trained."""
        return tuple(self._flatten(predicate=_is_trainable))

    @property
    def non_trainable_variables(self) -> tuple[Any, ...]:
        """Those of the variables that are not trained."""
        return tuple(self._flatten(predicate=_is_not_trainable))

    @property
    def submodules(self) -> tuple[Module, ...]:
        """The modules in this one, and then those in them; each once."""
        return tuple(self._flatten(predicate=_is_module))

    def _flatten(
        self,
        recursive: bool = True,
        predicate: Predicate | None = None,
        attribute_traversal_key: Callable[[str], Any] | None = None,
        attributes_to_ignore: Any = (),
        with_path: bool = False,
        expand_composites: bool = False,
    ) -> Iterator[Any]:
        """What is found in the attributes of this module, then in its submodules'.

        With ``with_path`` each comes after the place where it was found.
        """
        found = _search(
            self, predicate, recursive, attribute_traversal_key, attributes_to_ignore
        )
        for path, leaf in found:
            yield (path, leaf) if with_path else leaf

    @classmethod
    def with_name_scope(cls, method: Callable[..., Any]) -> Callable[..., Any]:
        """A method in which variables are named under the module's name.

        >>> import teachflow as tf
        >>> class Scale(tf.Module):
        ...     @tf.Module.with_name_scope
        ...     def __call__(self, x):
        ...         if not hasattr(self, "factor"):
        ...             self.factor = tf.Variable(2.0, name="factor")
        ...         return x * self.factor
        >>> scale = Scale()
        >>> float(scale(3.0)), scale.factor.name
        (6.0, 'scale/factor:0')
        """

        @functools.wraps(method)
        def named(self: Any, *args: Any, **kwargs: Any) -> Any:
            with self.name_scope:
                return method(self, *args, **kwargs)

        return named


def _is_variable(leaf: Any) -> bool:
    return isinstance(leaf, BaseVariable)


def _is_trainable(leaf: Any) -> bool:
    return isinstance(leaf, BaseVariable) and leaf.trainable


def _is_not_trainable(leaf: Any) -> bool:
    return isinstance(leaf, BaseVariable) and not leaf.trainable


def _is_module(leaf: Any) -> bool:
    return isinstance(leaf, Module)


def _search(
    module: Module,
    predicate: Predicate | None,
    recursive: bool,
    key: Callable[[str], Any] | None,
    ignored: Any,
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """What satisfies ``predicate``, breadth before depth, with its path."""
    seen = {id(module)}
    pending: list[tuple[tuple[Any, ...], Module]] = [((), module)]
    while pending:
        start, owner = pending.pop(0)
        deeper: list[tuple[tuple[Any, ...], Module]] = []
        kept = children(owner)
        for name in sorted(kept, key=key):
            if name in ignored:
                continue
            try:
                inside = list(leaves(kept[name]))
            except TypeError as error:
                raise ValueError(
                    f"Error processing property {name!r} of {kept[name]!r}: {error}"
                ) from error
            for path, leaf in inside:
                if predicate is not None:
                    if id(leaf) in seen:
                        continue
                    seen.add(id(leaf))
                place = (*start, name, *path)
                if predicate is None or predicate(leaf):
                    yield place, leaf
                if recursive and isinstance(leaf, Module):
                    deeper.append((place, leaf))
        pending = deeper + pending
