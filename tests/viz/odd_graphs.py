"""Graphs that are not what a first lesson builds: traced, imported, with queues, empty.

Each function gives a graph and what to ask about, None where there is nothing.
"""

from __future__ import annotations

import threading

import teachflow as eager
import teachflow.compat.v1 as tf


def traced():
    """The graph of a tf.function with a choice, a loop, a tape and a variable."""
    variable, outside = eager.Variable(2.0), eager.constant(3.0)

    def function(x, y):
        x = eager.cond(x > 0, lambda: x * variable, lambda: x)
        with eager.GradientTape() as tape:
            tape.watch(x)
            z = x * x * outside
        return tape.gradient(z, x) + y

    spec = eager.TensorSpec([], eager.float32)
    graph = eager.function(function).get_concrete_function(spec, spec).graph
    return graph, graph.get_operations()[-1].outputs[0]


def imported():
    """A graph read from a GraphDef, with gradients in it."""
    with tf.Graph().as_default() as first:
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        w = tf.Variable(tf.ones([3, 2]), name="w")
        tf.gradients(tf.matmul(x, w, name="y"), w)
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(first.as_graph_def(), name="there")
    return graph, graph.get_tensor_by_name("there/y:0")


def queues():
    """Queues, a reader, and strings."""
    with tf.Graph().as_default() as graph:
        queue = tf.FIFOQueue(3, [tf.float32], shapes=[[]])
        queue.enqueue(1.0)
        result = queue.dequeue(name="d") * 2
        names = tf.train.string_input_producer(["a", "b"])
        tf.TextLineReader().read(names)
    return graph, result


def datasets():
    """A pipeline and its iterator."""
    with tf.Graph().as_default() as graph:
        data = tf.data.Dataset.range(5).map(lambda i: i * 2).batch(2)
        result = tf.data.make_one_shot_iterator(data).get_next() + 1
    return graph, result


def values_of_all_kinds():
    """Strings, complex and half numbers, sparse tensors, a Python function."""
    with tf.Graph().as_default() as graph:
        x = tf.constant([1.0, 2.0], name="x")
        result = tf.py_func(lambda array: array + 1, [x], tf.float32) * 2
        tf.string_join([tf.constant('"<b>&', name="s"), "y"])
        number = tf.complex(x, x)
        tf.multiply(number, number)
        sparse = tf.SparseTensor([[0, 0]], [1.0], [2, 2])
        tf.sparse_tensor_dense_matmul(sparse, tf.ones([2, 2]))
        tf.cast(tf.constant([True, False]), tf.float16)
    return graph, result


def failing():
    """A node that fails when it runs."""
    with tf.Graph().as_default() as graph:
        left = tf.placeholder_with_default([[1.0, 2.0]], [None, None], name="left")
        right = tf.placeholder_with_default([[1.0, 2.0]], [None, 2], name="right")
        result = tf.matmul(left, right, name="product")
    return graph, result


def controlled():
    """A choice in a loop, and gradients through both."""
    with tf.Graph().as_default() as graph:
        x = tf.placeholder_with_default(2.0, [], name="x")
        y = tf.cond(x > 0, lambda: x * 2, lambda: x - 1)
        _, result = tf.while_loop(
            lambda i, z: i < 3, lambda i, z: [i + 1, z * y], [0, 1.0]
        )
        tf.gradients(result, x)
    return graph, result


def trained():
    """A layer, a loss, an optimizer, a summary and a saver."""
    with tf.Graph().as_default() as graph:
        x = tf.placeholder_with_default(tf.ones([2, 3, 1]), [None, 3, 1], name="x")
        y = tf.layers.dense(tf.layers.flatten(x), 3, activation=tf.nn.relu)
        loss = tf.reduce_mean(tf.square(y), name="loss")
        tf.train.AdamOptimizer().minimize(loss)
        tf.summary.scalar("curve", loss)
        tf.train.Saver()
        tf.global_variables_initializer()
    return graph, loss


def from_another_thread():
    """A graph that another thread built as its default."""
    built = []

    def build():
        with tf.Graph().as_default() as graph:
            x = tf.Variable(3.0, name="x")
            built.append((graph, x * x))

    thread = threading.Thread(target=build)
    thread.start()
    thread.join()
    return built[0]


def empty():
    """No operation at all."""
    return tf.Graph(), None


ODD = (
    traced,
    imported,
    queues,
    datasets,
    values_of_all_kinds,
    failing,
    controlled,
    trained,
    from_another_thread,
    empty,
)
