"""``Answer``: a learner's names, asked for by kind.

Each question either gets a thing of the kind that a look can work with, or raises
``Wrong`` and says what the learner has instead and what that usually means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

import teachflow.compat.v1 as tf
from teachflow.checks.words import kind, plain
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text
from teachflow.variables import GraphVariable


class Wrong(Exception):  # noqa: N818 - it ends "wrong, because", no error of a program
    """Ends the looking: the answer is wrong, and the text says why."""


def missing(names: Mapping[str, Any], name: str) -> bool:
    """Whether nothing was put under ``name``: no value, ``None`` or ``...``."""
    value = names.get(name)
    return value is None or value is ...


class Answer:
    """The values a learner has put under the names of an exercise.

    >>> Answer({"total": np.float32(2.5)}).number("total")
    2.5
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def there(self, name: str) -> Any:
        """Any value at all under ``name``."""
        if name in self.values and self.values[name] is None:
            raise Wrong(text("checks.answer.none", name=name))
        if missing(self.values, name):
            raise Wrong(text("checks.answer.nothing", name=name))
        return self.values[name]

    def variable(self, name: str) -> GraphVariable:
        """A variable of a graph."""
        value = self.there(name)
        if isinstance(value, GraphVariable):
            return value
        if not isinstance(value, Tensor):
            raise _not_this(name, value, "variable")
        constant = value.op.type == "Const"
        raise _not_this(name, value, "constant" if constant else "no_memory")

    def tensor(self, name: str) -> Tensor:
        """A tensor of a graph; a variable counts as its value."""
        value = self.there(name)
        if isinstance(value, GraphVariable):
            return _tensor_of(value)
        if isinstance(value, Tensor):
            return value
        if isinstance(value, Operation):
            raise _not_this(name, value, "operation")
        result = _as_array(value) is not None
        raise _not_this(name, value, "result" if result else "tensor")

    def node(self, name: str) -> Operation:
        """A node that can be run; for a tensor the operation that it comes out of."""
        value = self.there(name)
        if isinstance(value, Operation):
            return value
        if isinstance(value, (Tensor, GraphVariable)):
            return _tensor_of(value).op
        raise _not_this(name, value, "node")

    def graph(self, name: str) -> Graph:
        """A graph."""
        value = self.there(name)
        if not isinstance(value, Graph):
            raise _not_this(name, value, "graph")
        return value

    def number(self, name: str) -> float:
        """A number, as Python's or NumPy's."""
        value = self.there(name)
        if isinstance(value, (Tensor, GraphVariable, Operation)):
            raise _not_this(name, value, "not_run")
        array = _as_array(value)
        if array is None:
            raise _not_this(name, value, "number")
        if array.size != 1:
            raise _not_this(name, value, "one_number")
        return float(array.reshape(())[()])


def evaluate(fetches: Any, feeds: Any = None, *, first: tuple[Any, ...] = ()) -> Any:
    """What a new session gives for ``fetches`` once it has run ``first``, one by one.

    The session is the check's own; the learner's graph gets no node. ``fetches`` is a
    tensor or a list of tensors. Raises ``Wrong`` with the reason where a run fails.
    """
    sample = fetches[0] if isinstance(fetches, list) else fetches
    session = tf.Session(graph=sample.graph)
    try:
        for node, values in first:
            session.run(node, values)
        return session.run(fetches, feeds)
    except (tf.errors.OpError, ValueError, TypeError) as error:
        said = text("checks.answer.fails", message=plain(error))
        raise Wrong(said) from None
    finally:
        session.close()


def _tensor_of(value: Any) -> Tensor:
    tensor: Tensor = value.as_tensor() if isinstance(value, GraphVariable) else value
    return tensor


def _as_array(value: Any) -> np.ndarray[Any, Any] | None:
    """The numbers in ``value``, or None where it is something else."""
    if not isinstance(value, (bool, int, float, np.generic, np.ndarray, list, tuple)):
        return None
    try:
        array = np.asarray(value)
        return array.astype(float) if array.dtype.kind in "biuf" else None
    except (ValueError, TypeError, OverflowError):  # uneven lists, huge integers
        return None


def _not_this(name: str, value: Any, wanted: str) -> Wrong:
    """``wanted`` is the key of what it should be."""
    return Wrong(text(f"checks.instead.{wanted}", name=name, kind=kind(value)))
