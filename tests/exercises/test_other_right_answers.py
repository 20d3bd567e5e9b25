"""Answers that differ from the stored solution and are as right."""

from __future__ import annotations

import textwrap

import pytest

from tests.exercises import notebooks

SOURCE = notebooks.read(notebooks.FOLDER / "01_first_graph.ipynb")

RIGHT = {
    "first-graph/formula": [
        """
        x = tf.Variable(3.0, name="x")
        y = tf.Variable(4.0, name="y")
        f = 1 + tf.add(2 * x, tf.multiply(x, tf.square(y)), name="f")
        """,
        """
        with tf.name_scope("mine"):
            x, y = (tf.Variable(n, name=s) for n, s in ((3, "x"), (4, "y")))
            f = x * (y ** 2 + 2) + 1
        """,
    ],
    "first-graph/money-box": [
        """
        tf.reset_default_graph()
        coins = tf.Variable(10, name="coins")
        init = coins.initializer
        save = coins.assign(coins + 5)
        with tf.Session() as sess:
            init.run()
            save.eval(), save.eval()
            coins_now = save.eval()
        """,
        """
        tf.reset_default_graph()
        coins = tf.Variable(10, name="coins")
        init = tf.global_variables_initializer()
        save = tf.assign_add(coins, 5).op
        sess = tf.InteractiveSession()
        for node in [init, save, save, save]:
            node.run()
        coins_now = int(coins.eval())
        sess.close()
        """,
    ],
    "first-graph/two-graphs": [
        """
        tf.reset_default_graph()
        home = tf.constant(1, name="home")
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6.0)
            hours = tf.constant(7.0)
            distance = tf.multiply(hours, speed)
            with tf.Session() as sess:
                speed.initializer.run()
                km = distance.eval()
        """,
    ],
    "first-graph/one-run": [
        """
        tf.reset_default_graph()
        numbers = tf.placeholder(tf.float32, [None])
        squares = numbers ** 2
        total = tf.reduce_sum(squares)
        mean = total / tf.cast(tf.size(numbers), tf.float32)
        with tf.Session() as sess:
            with tf.watch_runs() as report:
                got = sess.run({"m": mean, "t": total}, {numbers: [1.0, 2.0, 3.0]})
        total_value, mean_value = got["t"], got["m"]
        """,
        """
        tf.reset_default_graph()
        numbers = tf.placeholder(tf.float64)
        squares = numbers * numbers
        total, mean = tf.reduce_sum(squares), tf.reduce_mean(squares)
        with tf.watch_runs() as report:
            with tf.Session() as sess:
                total_value, mean_value = sess.run((total, mean), {numbers: [1, 2, 3]})
        """,
    ],
}
CASES = [(exercise, code) for exercise, codes in RIGHT.items() for code in codes]


@pytest.mark.parametrize(("exercise", "code"), CASES)
def test_right(exercise: str, code: str) -> None:
    answered = notebooks.with_answers(SOURCE, {exercise: textwrap.dedent(code)})
    assert [cell.error for cell in notebooks.run(answered) if cell.error] == []
