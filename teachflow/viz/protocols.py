"""What the picture needs of a graph: the few members of TensorFlow's API it reads.

Visualisation knows graphs, graphs do not know visualisation; and a picture asks so
little of a graph that saying it as protocols is shorter than importing the classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class TensorLike(Protocol):
    """A symbolic tensor: the output ``value_index`` of its ``op``."""

    @property
    def name(self) -> str: ...
    @property
    def op(self) -> Any: ...
    @property
    def dtype(self) -> Any: ...
    @property
    def shape(self) -> Any: ...
    @property
    def value_index(self) -> int: ...


class OpLike(Protocol):
    """An operation of a graph."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def inputs(self) -> Sequence[TensorLike]: ...
    @property
    def outputs(self) -> Sequence[TensorLike]: ...
    @property
    def control_inputs(self) -> Sequence[Any]: ...
    def get_attr(self, name: str) -> Any: ...


class GraphLike(Protocol):
    """A graph: its operations in creation order, and its collections."""

    def get_operations(self) -> Sequence[Any]: ...
    def get_collection(self, name: str) -> Sequence[Any]: ...
