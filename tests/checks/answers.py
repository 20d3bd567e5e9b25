"""Right answers as Python values, made anew for each test."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v1 as tf


def formula() -> dict[str, Any]:
    with tf.Graph().as_default():
        x = tf.Variable(3, name="x")
        y = tf.Variable(4, name="y")
        return {"x": x, "y": y, "f": x * y * y + 2 * x + 1}


def money_box() -> dict[str, Any]:
    with tf.Graph().as_default():
        coins = tf.Variable(10, name="coins")
        init = tf.global_variables_initializer()
        return {
            "coins": coins,
            "init": init,
            "save": tf.assign_add(coins, 5),
            "coins_now": 25,
        }


def two_graphs() -> dict[str, Any]:
    with tf.Graph().as_default():
        home = tf.constant(1, name="home")
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 7
        return {
            "home": home,
            "second": second,
            "speed": speed,
            "distance": distance,
            "km": 42,
        }


def one_run() -> dict[str, Any]:
    with tf.Graph().as_default():
        numbers = tf.placeholder(tf.float32, shape=(None,), name="numbers")
        squares = tf.square(numbers)
        total, mean = tf.reduce_sum(squares), tf.reduce_mean(squares)
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run([total, mean], {numbers: [1, 2, 3]})
        return {
            "numbers": numbers,
            "squares": squares,
            "total": total,
            "mean": mean,
            "report": report,
            "total_value": total_value,
            "mean_value": mean_value,
        }


RIGHT = {
    "first-graph/formula": formula,
    "first-graph/money-box": money_box,
    "first-graph/two-graphs": two_graphs,
    "first-graph/one-run": one_run,
}
