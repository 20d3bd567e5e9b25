"""Which variables have no value yet, asked in the graph itself.

What initializes variables is in ``scopes``; here are the questions about it, and the
older names of both.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.scopes import (
    global_variables,
    global_variables_initializer,
    local_variables,
    local_variables_initializer,
    variables_initializer,
)
from teachflow.ops.arrays.array import constant
from teachflow.ops.arrays.lengths import rank_op
from teachflow.ops.arrays.selecting import boolean_mask
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.logic import logical_not
from teachflow.ops.state.state import is_variable_initialized


def _variables(var_list: Any) -> list[Any]:
    """The variables to ask about; where none are known the graph's places."""
    if var_list is not None:
        return list(var_list)
    known = global_variables() + local_variables()
    if known:
        return known
    nodes = get_default_graph().get_operations()
    return [node.outputs[0] for node in nodes if node.type == "VariableV2"]


def report_uninitialized_variables(
    var_list: Any = None, name: str = "report_uninitialized_variables"
) -> Any:
    """A vector of strings: the names of the variables without a value when it is run.

    Asks about all global and local variables, or about ``var_list``. Source:
    tf.compat.v1.report_uninitialized_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x, y = tf.Variable(1, name="x"), tf.Variable(2, name="y")
    ...     missing = tf.report_uninitialized_variables()
    ...     sess.run(x.initializer)
    ...     print(sess.run(missing))
    [b'y']
    """
    graph = get_default_graph()
    with home.within(graph):
        variables = _variables(var_list)
        with graph.scope(name):
            if not variables:
                return constant([], dt.string)
            known = [is_variable_initialized(variable) for variable in variables]
            missing = logical_not(stack(known))
            names = constant([variable.op.name for variable in variables])
            return boolean_mask(names, missing)


def assert_variables_initialized(var_list: Any = None) -> Any:
    """A tensor whose run raises ``FailedPreconditionError`` where a value is missing.

    None where there is no variable. Source: tf.compat.v1.assert_variables_initialized.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     check = tf.assert_variables_initialized()
    ...     sess.run(x.initializer)
    ...     sess.run(check)
    np.int32(0)
    """
    with home.within(get_default_graph()):
        ranks = [rank_op(variable) for variable in _variables(var_list)]
        if len(ranks) < 2:
            return ranks[0] if ranks else None
        return stack(ranks)


def initialize_variables(var_list: Any, name: str = "init") -> Any:
    """The older name of ``variables_initializer``.

    Source: tf.compat.v1.initialize_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(2.0)
    ...     sess.run(tf.initialize_variables([x]))
    ...     print(sess.run(x))
    2.0
    """
    return variables_initializer(var_list, name)


def initialize_all_variables() -> Any:
    """The older name of ``global_variables_initializer``.

    Source: tf.compat.v1.initialize_all_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(2.0)
    ...     sess.run(tf.initialize_all_variables())
    ...     print(sess.run(x))
    2.0
    """
    return global_variables_initializer()


def initialize_local_variables() -> Any:
    """The older name of ``local_variables_initializer``.

    Source: tf.compat.v1.initialize_local_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.get_local_variable("x", initializer=2.0)
    ...     sess.run(tf.initialize_local_variables())
    ...     print(sess.run(x))
    2.0
    """
    return local_variables_initializer()
