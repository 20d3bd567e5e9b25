"""The global step: a variable that counts the steps of training."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.home import within
from teachflow.core.operand import Operand
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.initializers import Zeros
from teachflow.graph.sharing.variable_scope import get_variable
from teachflow.variables import GraphVariable
from teachflow.variables.distribution import VariableAggregation


def get_global_step(graph: Graph | None = None) -> GraphVariable | None:
    """The graph's global step, or None; ``TypeError`` if it cannot count.

    Source: tf.compat.v1.train.get_global_step.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.train.get_global_step())
    None
    """
    graph = graph or get_default_graph()
    found = graph.get_collection(GraphKeys.GLOBAL_STEP)
    if len(found) > 1:
        raise TypeError(f"Multiple tensors in global_step collection: {found}.")
    if found:
        step: GraphVariable = found[0]
        assert_global_step(step)
        return step
    for variable in graph.get_collection(GraphKeys.GLOBAL_VARIABLES):
        if variable.name == "global_step:0":
            named: GraphVariable = variable
            assert_global_step(named)
            return named
    return None


def assert_global_step(global_step_tensor: Any) -> None:
    """Raises ``TypeError`` for what cannot count steps: it has to be one integer.

    Source: tf.compat.v1.train.assert_global_step.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.train.assert_global_step(tf.train.create_global_step())
    """
    step = global_step_tensor
    if not isinstance(step, Operand):
        raise TypeError(f'Existing "global_step" must be a Variable or Tensor: {step}.')
    if not step.dtype.base_dtype.is_integer:
        raise TypeError(
            f'Existing "global_step" does not have integer type: {step.dtype!r}'
        )
    if step.shape.ndims not in (0, None):
        raise TypeError(f'Existing "global_step" is not scalar: {step.shape}')


def create_global_step(graph: Graph | None = None) -> GraphVariable:
    """Makes the graph's global step, an int64 of 0; ``ValueError`` if it has one.

    It is a shared variable: inside a variable scope it has that scope's prefix. Source:
    tf.compat.v1.train.create_global_step.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.train.create_global_step())
    <tf.Variable 'global_step:0' shape=() dtype=int64_ref>
    """
    graph = graph or get_default_graph()
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    with within(graph):
        step: GraphVariable = get_variable(
            GraphKeys.GLOBAL_STEP,
            [],
            dt.int64,
            Zeros(),
            trainable=False,
            collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
            aggregation=VariableAggregation.ONLY_FIRST_REPLICA,
        )
        return step


def get_or_create_global_step(graph: Graph | None = None) -> Any:
    """The graph's global step, made if need be.

    Source: tf.compat.v1.train.get_or_create_global_step.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     step = tf.train.get_or_create_global_step()
    ...     print(step is tf.train.get_global_step())
    True
    """
    return get_global_step(graph) or create_global_step(graph)


def global_step(sess: Any, global_step_tensor: Any) -> int:
    """The value of the global step in a session, as a Python int.

    ``global_step_tensor`` is the variable, or any fetch of an integer, such as its
    name. Source: tf.compat.v1.train.global_step.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     step = tf.train.create_global_step()
    ...     sess.run(step.initializer)
    ...     sess.run(step.assign_add(3))
    ...     tf.train.global_step(sess, step)
    np.int64(3)
    3
    """
    return int(sess.run(global_step_tensor))
