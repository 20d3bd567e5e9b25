"""Graphs to ask questions about: a table of small programs, and random ones."""

from __future__ import annotations

import random

import teachflow.compat.v1 as tf


def formula():
    x, y = tf.Variable(3.0, name="x"), tf.Variable(4.0, name="y")
    tf.add(x * x * y + y, 2.0, name="f")


def branches():
    x = tf.Variable(3.0, name="x")
    p = tf.constant(True, name="p")
    y = tf.cond(p, lambda: x * x, lambda: x + 1.0)
    tf.multiply(y, 2.0, name="f")


def loop():
    x = tf.Variable(2.0, name="x")
    _, found = tf.while_loop(
        lambda i, _: i < 3, lambda i, a: (i + 1, a * x), [tf.constant(0), x]
    )
    tf.identity(found, name="f")


def swapping_loop():
    x, y = tf.Variable(2.0, name="x"), tf.Variable(5.0, name="y")
    _, a, b = tf.while_loop(
        lambda i, *_: i < 3,
        lambda i, a, b: (i + 1, b, a * 2.0),
        [tf.constant(0), x, y],
    )
    tf.add(a * a, b, name="f")


def nested_loops():
    x = tf.Variable(1.5, name="x")

    def outer(i, a):
        _, b = tf.while_loop(
            lambda j, _: j < i, lambda j, b: (j + 1, b * x), [tf.constant(0), a]
        )
        return i + 1, b + x

    _, found = tf.while_loop(lambda i, _: i < 3, outer, [tf.constant(0), x])
    tf.identity(found, name="f")


def network():
    x = tf.constant([[1.0, -2.0], [0.5, 3.0]], name="x")
    with tf.name_scope("dense"):
        w = tf.Variable([[1.0, 2.0], [3.0, -1.0]], name="w")
        b = tf.Variable([0.5, -0.5], name="b")
        h = tf.nn.relu(tf.matmul(x, w) + b, name="h")
    labels = tf.constant([0, 1], name="labels")
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=h)
    tf.reduce_mean(loss, name="f")


def cut():
    x, y = tf.Variable(3.0, name="x"), tf.Variable(4.0, name="y")
    tf.add(tf.stop_gradient(x * y), y, name="f")
    tf.negative(x, name="beside")
    tf.cast(x, tf.int32, name="whole")


def rows():
    table = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], name="table")
    chosen = tf.gather(table, [2, 0, 2])
    first, second = tf.split(chosen, 2, axis=1)
    tf.reduce_sum(tf.square(first) * second, name="f")


PROGRAMS = (formula, branches, loop, swapping_loop, nested_loops, network, cut, rows)


def built(program):
    graph = tf.Graph()
    with graph.as_default():
        program()
    return graph


def random_program(seed, size=12):
    """A program of ``size`` random operations on two variables; ``f`` is the last."""

    def program():
        pick = random.Random(seed)  # the same whenever it is built
        tensors = [tf.Variable(1.5, name="x"), tf.Variable(-0.5, name="y")]
        tensors = [v.value() for v in tensors] + [tf.constant(2.0, name="c")]
        for number in range(size):
            a, b = pick.choice(tensors), pick.choice(tensors)
            name = f"n{number}" if number < size - 1 else "f"
            kind = pick.randrange(6)
            if kind < 2:
                made = (tf.add, tf.multiply)[kind](a, b, name=name)
            elif kind == 2:
                made = tf.subtract(a, b, name=name)
            elif kind == 3:
                made = tf.stop_gradient(a, name=name)
            elif kind == 4:
                made = tf.sin(a, name=name)
            else:
                with tf.control_dependencies([b]):
                    made = tf.negative(a, name=name)
            tensors.append(made)

    return program
