"""Arguments taken apart: what is fed to a trace, and what belongs to it.

Arguments are first made canonical, by the signature of the Python function. Their
structure and the kinds of their leaves, together, are the key of a trace; the tensors
and variables among the leaves are what a call of the trace is given.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core.operand import Operand
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.home import EAGER
from teachflow.eager.tensor import EagerTensor
from teachflow.functions.kinds import (
    CarriedKind,
    Identity,
    Literal,
    TensorKind,
    Traced,
    VariableKind,
)

Kind = TensorKind | VariableKind | CarriedKind | Traced | Literal | Identity


@dataclass(frozen=True, slots=True)
class Node:
    """A list, tuple or dict among the arguments: its type, its keys, what it holds."""

    type: type
    keys: tuple[Any, ...] | None
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """Canonical arguments: their key, and the tensors and variables in order."""

    key: Node
    values: list[Any]


class Signature:
    """What a Python function takes."""

    def __init__(self, function: Callable[..., Any]) -> None:
        try:
            self.signature = inspect.signature(function)
        except (TypeError, ValueError):  # a builtin
            self.signature = inspect.signature(lambda *args, **kwargs: None)
        parameters = list(self.signature.parameters.values())
        self.plain = [
            p
            for p in parameters
            if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
        ]
        # With so many positional arguments, and no others, nothing is to be bound.
        self.count = len(parameters) if len(self.plain) == len(parameters) else -1

    def bind(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments with defaults, by position where that is possible.

        Raises ``TypeError`` where they do not fit.
        """
        if len(args) == self.count and not kwargs:
            return args, kwargs
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise binding_failed(error, args, kwargs, self.shown()) from None
        bound.apply_defaults()
        return bound.args, bound.kwargs

    def shown(self) -> str:
        """The signature as TensorFlow writes it, without the defaults' values."""
        parameters = [
            p.replace(
                default=p.default if p.default is p.empty else _Captured(),
                annotation=p.empty,
            )
            for p in self.signature.parameters.values()
        ]
        return str(inspect.Signature(parameters))

    def names(self, key: Node) -> list[str]:
        """A name for each canonical argument that ``key`` describes."""
        keywords = key.keys or ()
        count = len(key.items) - len(keywords)
        found = [p.name for p in self.plain[:count]]
        rest = next(
            (
                p.name
                for p in self.signature.parameters.values()
                if p.kind is p.VAR_POSITIONAL
            ),
            "args",
        )
        found += [f"{rest}_{n}" for n in range(count - len(found))]
        return [*found, *keywords]


class _Captured:
    def __repr__(self) -> str:
        return "<captured_default_value>"


def binding_failed(
    reason: object, args: tuple[Any, ...], kwargs: dict[str, Any], signature: str
) -> TypeError:
    """The error about arguments that do not fit."""
    return TypeError(
        f"Binding inputs to tf.function failed due to `{reason}`. Received args: "
        f"{args} and kwargs: {kwargs} for signature: {signature}."
    )


def taken_apart(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Given:
    """The key and the values of canonical arguments.

    Raises ``TypeError`` for an object that can neither be compared nor referred to.
    """
    values: list[Any] = []
    items = [_described(value, values) for value in args]
    items += [_described(kwargs[name], values) for name in kwargs]
    return Given(Node(tuple, tuple(kwargs), tuple(items)), values)


def _described(value: Any, values: list[Any]) -> Any:
    kind = type(value)
    if kind is EagerTensor:
        values.append(value)
        return TensorKind(value._dtype, np.shape(value.array))
    if isinstance(value, Operand):
        return _operand_kind(value, values)
    if isinstance(value, TensorSpec):
        values.append(value)
        return TensorKind(value.dtype, value.shape.known_dims)
    if isinstance(value, (np.ndarray, np.generic)):
        tensor = EAGER.convert(value)
        values.append(tensor)
        return TensorKind(tensor.dtype, np.shape(tensor.array))
    if isinstance(value, (list, tuple)):
        return Node(kind, None, tuple([_described(item, values) for item in value]))
    if isinstance(value, Mapping):
        keys = tuple(sorted(value))
        return Node(kind, keys, tuple([_described(value[k], values) for k in keys]))
    if hasattr(kind, "as_argument"):
        carried, tensor = value.as_argument()
        values.append(tensor)
        return carried
    if hasattr(kind, "__tf_tracing_type__"):
        return Traced(value.__tf_tracing_type__(None))
    return _object_kind(value)


def _operand_kind(value: Operand, values: list[Any]) -> Kind:
    if hasattr(value, "cell"):
        same = [number for number, other in enumerate(values) if other is value]
        number = same[0] if same else len(values)
        values.append(value)
        dims = value.shape.known_dims
        return VariableKind(value.dtype, dims, bool(value.trainable), number)  # type: ignore[attr-defined]
    tensor = value.as_tensor()
    values.append(tensor)
    return TensorKind(tensor.dtype.base_dtype, tensor.shape.known_dims)


def _object_kind(value: Any) -> Kind:
    try:
        return Identity(value)
    except TypeError:
        pass
    try:
        return Literal(value)
    except TypeError:
        raise TypeError(
            f"Could not generate a generic TraceType for {value!r}. Please verify that "
            f"it is immutable/hashable. Otherwise, consider implementing the Tracing "
            f"Protocol for it."
        ) from None


def rebuilt(key: Any, leaf: Callable[[Any], Any]) -> Any:
    """The structure of ``key``, with ``leaf(kind)`` for each leaf in order."""
    if not isinstance(key, Node):
        return leaf(key)
    items = [rebuilt(item, leaf) for item in key.items]
    if key.keys is not None:
        if issubclass(key.type, dict) and key.type is not dict:
            try:
                return key.type(zip(key.keys, items, strict=True))
            except TypeError:
                pass
        return dict(zip(key.keys, items, strict=True))
    if hasattr(key.type, "_fields"):
        return key.type(*items)
    return key.type(items)


def leaves(key: Any, name: str) -> Iterator[tuple[str, Kind]]:
    """Each leaf of a key with a name that says where it is."""
    if not isinstance(key, Node):
        yield name, key
        return
    labels = key.keys if key.keys is not None else range(len(key.items))
    for label, item in zip(labels, key.items, strict=True):
        yield from leaves(item, f"{name}_{label}")


def same_structure(first: Any, second: Any) -> bool:
    """Whether two keys are nested alike."""
    if isinstance(first, Node) != isinstance(second, Node):
        return False
    if not isinstance(first, Node):
        return True
    return (
        first.type is second.type
        and first.keys == second.keys
        and len(first.items) == len(second.items)
        and all(map(same_structure, first.items, second.items))
    )


def accepts(wide: Any, narrow: Any) -> bool:
    """Whether a trace for the key ``wide`` serves arguments of the key ``narrow``."""
    if not isinstance(wide, Node):
        return bool(wide.accepts(narrow))
    return (
        isinstance(narrow, Node)
        and wide.type is narrow.type
        and wide.keys == narrow.keys
        and len(wide.items) == len(narrow.items)
        and all(map(accepts, wide.items, narrow.items))
    )


def relaxed(first: Any, second: Any) -> Any:
    """The narrowest key that serves both where shapes alone differ, else None."""
    if not isinstance(first, Node):
        if first == second:
            return first
        return first.relaxed(second) if type(first) is TensorKind else None
    if not isinstance(second, Node) or not (
        first.type is second.type
        and first.keys == second.keys
        and len(first.items) == len(second.items)
    ):
        return None
    items = list(map(relaxed, first.items, second.items))
    if any(item is None for item in items):
        return None
    return Node(first.type, first.keys, tuple(items))


__all__ = [
    "Given",
    "Kind",
    "Node",
    "Signature",
    "accepts",
    "binding_failed",
    "leaves",
    "rebuilt",
    "relaxed",
    "same_structure",
    "taken_apart",
]
