"""Where things happen: in a graph or at once, after others, outside of functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from teachflow.compat.v2._face import eager
from teachflow.core import home
from teachflow.core.recording import tapes
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.scopes import control_dependencies as _graph_dependencies
from teachflow.variables import EagerVariable


def in_graph(*values: Any) -> bool:
    """Whether what happens now to ``values`` adds nodes to a graph."""
    if home.symbolic_home(values) is not None:
        return True
    here = home.innermost()
    return here is not None and here.symbolic


@contextmanager
def init_scope() -> Iterator[None]:
    """A scope outside of all functions that are traced, and of all tapes.

    Inside ``tf.function`` what happens in it happens once, while the function is
    traced. Source: tf.init_scope.

    >>> import teachflow as tf
    >>> with tf.init_scope():
    ...     tf.executing_eagerly()
    True
    """
    outside: Any = None
    for here in reversed(home.open_homes()):
        if not getattr(here, "building_function", False):
            outside = here
            break
    recording, tapes.stack[:] = list(tapes.stack), []
    try:
        with home.within(outside or eager()):
            yield
    finally:
        tapes.stack[:] = recording


def control_dependencies(control_inputs: Any) -> AbstractContextManager[Any]:
    """A scope whose ops happen after ``control_inputs``.

    Eager ops happen in the order they are written, so there it only calls what is a
    function. Source: tf.control_dependencies.

    >>> import teachflow as tf
    >>> v = tf.Variable(1.0)
    >>> with tf.control_dependencies([v.assign_add(2.0)]):
    ...     x = v * 10.0
    >>> x.numpy()
    np.float32(30.0)
    """
    if in_graph(control_inputs):
        later = control_inputs
        if later is not None:
            done = (EagerTensor, EagerVariable)
            later = [item for item in later if not isinstance(item, done)]
        return _graph_dependencies(later)
    for item in control_inputs or ():
        if callable(item):
            item()
    return nullcontext()
