"""The graph face's functions about the default graph: scopes, order, collections,
seeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from teachflow.core import home
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.ops.state.state import group


@contextmanager
def name_scope(
    name: str | None, default_name: str | None = None, values: Any = None
) -> Iterator[str]:
    """A scope whose new nodes are called ``name/...``; yields that prefix.

    ``default_name`` serves where ``name`` is None; ``values`` may hold tensors, and
    then their graph becomes the default one inside. A name in use is numbered
    (``name_1``); a name that ends in a slash re-enters that very scope. Source:
    tf.compat.v1.name_scope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.name_scope("loss") as scope:
    ...     print(scope, tf.constant(1, name="one").name)
    loss/ loss/one:0
    """
    if name is None and default_name is None and values is not None:
        raise ValueError(
            "At least one of name (None) and default_name (None) should be provided."
        )
    graph = home.symbolic_home((list(values),)) if values else None
    graph = graph or get_default_graph()
    with (
        home.within(graph),
        graph.scope(default_name if name is None else name) as scope,
    ):
        yield scope


def control_dependencies(control_inputs: Any) -> AbstractContextManager[None]:
    """A scope whose new nodes run only after ``control_inputs`` have.

    Source: tf.control_dependencies.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1)
    ...     add = x.assign_add(10)
    ...     with tf.control_dependencies([add]):
    ...         after = x.read_value()
    ...     sess.run(x.initializer)
    ...     print(sess.run(after))
    11
    """
    return get_default_graph().control_dependencies(control_inputs)


def device(device_name_or_function: Any) -> AbstractContextManager[None]:
    """A scope whose new nodes are asked to run on a device, by name or function.

    Unlike TensorFlow, there is one device, and what asks for another runs all the same.
    Raises ``ValueError`` for a malformed name. Source: tf.compat.v1.device.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.device("/cpu:0"):
    ...     print(tf.constant(1).device)
    /device:CPU:0
    """
    return get_default_graph().device(device_name_or_function)


def op_scope(
    values: Any, name: str | None, default_name: str | None = None
) -> AbstractContextManager[str]:
    """The older form of ``name_scope``.

    Source: tf.compat.v1.op_scope.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     with tf.op_scope([], "both"):
    ...         print(tf.constant(1).name)
    both/Const:0
    """
    return name_scope(name, default_name, values)


def add_to_collection(name: Any, value: Any) -> None:
    """Appends to a collection of the default graph.

    Source: tf.compat.v1.add_to_collection.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     tf.add_to_collection("numbers", 7)
    ...     print(tf.get_collection("numbers"))
    [7]
    """
    get_default_graph().add_to_collection(name, value)


def add_to_collections(names: Any, value: Any) -> None:
    """Appends to several collections of the default graph.

    Source: tf.compat.v1.add_to_collections.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     tf.add_to_collections(["odd", "prime"], 7)
    ...     print(tf.get_collection("odd"), tf.get_collection("prime"))
    [7] [7]
    """
    get_default_graph().add_to_collections(names, value)


def get_collection(key: Any, scope: str | None = None) -> list[Any]:
    """A copy of a default graph's collection.

    Source: tf.compat.v1.get_collection.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     tf.add_to_collection("costs", tf.constant(1.0, name="cost"))
    ...     print([x.name for x in tf.get_collection("costs")])
    ['cost:0']
    """
    return get_default_graph().get_collection(key, scope)


def get_collection_ref(key: Any) -> list[Any]:
    """A collection of the default graph itself.

    Source: tf.compat.v1.get_collection_ref.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     tf.get_collection_ref("numbers").append(7)
    ...     print(tf.get_collection("numbers"))
    [7]
    """
    return get_default_graph().get_collection_ref(key)


def global_variables(scope: str | None = None) -> list[Any]:
    """All variables of the default graph.

    Source: tf.compat.v1.global_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0, name="x")
    ...     print([v.name for v in tf.global_variables()])
    ['x:0']
    """
    return get_collection(GraphKeys.GLOBAL_VARIABLES, scope)


def local_variables(scope: str | None = None) -> list[Any]:
    """The variables that are not saved.

    Source: tf.compat.v1.local_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.get_local_variable("x", [])
    ...     print([v.name for v in tf.local_variables()])
    ['x:0']
    """
    return get_collection(GraphKeys.LOCAL_VARIABLES, scope)


def trainable_variables(scope: str | None = None) -> list[Any]:
    """The variables that optimizers train.

    Source: tf.compat.v1.trainable_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0, name="x")
    ...     y = tf.Variable(1.0, trainable=False)
    ...     print([v.name for v in tf.trainable_variables()])
    ['x:0']
    """
    return get_collection(GraphKeys.TRAINABLE_VARIABLES, scope)


def model_variables(scope: str | None = None) -> list[Any]:
    """The variables of models.

    Source: tf.compat.v1.model_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.model_variables())
    []
    """
    return get_collection(GraphKeys.MODEL_VARIABLES, scope)


def moving_average_variables(scope: str | None = None) -> list[Any]:
    """The variables that have moving averages.

    Source: tf.compat.v1.moving_average_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.moving_average_variables())
    []
    """
    return get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, scope)


def all_variables() -> list[Any]:
    """The older name of ``global_variables``.

    Source: tf.compat.v1.all_variables.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0, name="x")
    ...     print([v.name for v in tf.all_variables()])
    ['x:0']
    """
    return global_variables()


def variables_initializer(var_list: Any, name: str = "init") -> Any:
    """An operation that initializes the variables of ``var_list`` (a list, set, ...).

    Source: tf.compat.v1.variables_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     sess.run(tf.variables_initializer([x]))
    ...     print(sess.run(x))
    1.0
    """
    variables = [] if var_list is None else list(var_list)
    graph = variables[0].graph if variables else get_default_graph()
    with home.within(graph):
        return group(*[variable.initializer for variable in variables], name=name)


def global_variables_initializer() -> Any:
    """An operation that initializes every variable of the default graph *made so far*.

    It is a node: nothing is initialized until a session runs it. Source:
    tf.compat.v1.global_variables_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(1.0)
    ...     sess.run(tf.global_variables_initializer())
    ...     print(sess.run(x))
    1.0
    """
    return variables_initializer(global_variables())


def local_variables_initializer() -> Any:
    """The same for local variables.

    Source: tf.compat.v1.local_variables_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.get_local_variable("x", initializer=2.0)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(x))
    2.0
    """
    return variables_initializer(local_variables())


def tables_initializer(name: str = "init_all_tables") -> Any:
    """An operation that fills the lookup tables of the default graph.

    Source: tf.compat.v1.tables_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.tables_initializer().type)
    NoOp
    """
    graph = get_default_graph()
    fills = graph.get_collection(GraphKeys.TABLE_INITIALIZERS)
    with home.within(graph):
        return group(*fills, name=name)


def set_random_seed(seed: int) -> None:
    """Sets the default graph's seed, from which ops without a seed derive theirs.

    Source: tf.compat.v1.set_random_seed.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     tf.set_random_seed(1)
    ...     print(sess.run(tf.random_uniform([2])))
    [0.81269646 0.07857466]
    """
    get_default_graph().seed = seed


__all__ = [
    "add_to_collection",
    "add_to_collections",
    "all_variables",
    "control_dependencies",
    "device",
    "get_collection",
    "get_collection_ref",
    "global_variables",
    "global_variables_initializer",
    "local_variables",
    "local_variables_initializer",
    "model_variables",
    "moving_average_variables",
    "name_scope",
    "op_scope",
    "set_random_seed",
    "tables_initializer",
    "trainable_variables",
    "variables_initializer",
]
