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
            raise Wrong(
                f"there is nothing in `{name}` yet, only None. That is what comes back "
                f"when a session runs a node for its effect; keep the node itself."
            )
        if missing(self.values, name):
            raise Wrong(f"there is nothing in `{name}` yet.")
        return self.values[name]

    def variable(self, name: str) -> GraphVariable:
        """A variable of a graph."""
        value = self.there(name)
        if isinstance(value, GraphVariable):
            return value
        why = "it should be a variable, made with tf.Variable(…)"
        if isinstance(value, Tensor):
            if value.op.type == "Const":
                why += ": a constant can never take another value"
            else:
                why += ": a tensor is computed anew in each run and remembers nothing"
        raise _not_this(name, value, why)

    def tensor(self, name: str) -> Tensor:
        """A tensor of a graph; a variable counts as its value."""
        value = self.there(name)
        if isinstance(value, GraphVariable):
            return _tensor_of(value)
        if isinstance(value, Tensor):
            return value
        if isinstance(value, Operation):
            why = "an operation gives no value; take the tensor that comes out of it"
        elif _as_array(value) is not None:
            why = (
                "that is a result. It should be the tensor, the description of how to "
                "compute it; running comes later, and does not change the tensor"
            )
        else:
            why = "it should be a tensor, built from tensors with + and * and tf.…"
        raise _not_this(name, value, why)

    def node(self, name: str) -> Operation:
        """A node that can be run; for a tensor the operation that it comes out of."""
        value = self.there(name)
        if isinstance(value, Operation):
            return value
        if isinstance(value, (Tensor, GraphVariable)):
            return _tensor_of(value).op
        raise _not_this(
            name, value, "it should be a node of the graph, kept and not yet run"
        )

    def graph(self, name: str) -> Graph:
        """A graph."""
        value = self.there(name)
        if not isinstance(value, Graph):
            raise _not_this(name, value, "it should be a graph, made with tf.Graph()")
        return value

    def number(self, name: str) -> float:
        """A number, as Python's or NumPy's."""
        value = self.there(name)
        if isinstance(value, (Tensor, GraphVariable, Operation)):
            raise _not_this(
                name,
                value,
                "it is still a node. A session has to run it, and what comes back is "
                "the number to keep",
            )
        array = _as_array(value)
        if array is None:
            raise _not_this(
                name, value, "it should be a number that a session gave back"
            )
        if array.size != 1:
            raise _not_this(name, value, "it should be one number alone")
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
        raise Wrong(f"running your graph fails: {plain(error)}") from None
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


def _not_this(name: str, value: Any, why: str) -> Wrong:
    return Wrong(f"`{name}` is {kind(value)}; {why}.")
