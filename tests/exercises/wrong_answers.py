"""Answers that learners typically give, and what the check has to say to each.

One ``Wrong`` an entry: the code of the whole answer cell, and words of the message that
only this mistake gets.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    name: str
    code: str
    says: str


def _wrong(name: str, code: str, says: str) -> Wrong:
    return Wrong(name, textwrap.dedent(code).strip(), says)


_XY = """
        tf.reset_default_graph()
        x = tf.Variable(3, name="x")
        y = tf.Variable(4, name="y")
"""

FORMULA = [
    _wrong("square-on-x", f"{_XY}        f = x * x * y + 2 * x + 1", "belongs to y"),
    _wrong(
        "ran-it-at-once",
        f"""{_XY}
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            f = sess.run(x * y * y + 2 * x + 1)
        """,
        "`f` is the NumPy number 55; that is a result",
    ),
    _wrong(
        "python-numbers", "x = 3\ny = 4\nf = x * y * y + 2 * x + 1", "Python number 3"
    ),
    _wrong(
        "constants",
        "x = tf.constant(3)\ny = tf.constant(4)\nf = x * y * y + 2 * x + 1",
        "a constant can never take another value",
    ),
    _wrong(
        "no-names",
        """
        tf.reset_default_graph()
        x = tf.Variable(3)
        y = tf.Variable(4)
        f = x * y * y + 2 * x + 1
        """,
        "is called 'Variable' in the graph",
    ),
    _wrong(
        "starts-swapped",
        """
        x = tf.Variable(4, name="x")
        y = tf.Variable(3, name="y")
        f = x * y * y + 2 * x + 1
        """,
        "`x` starts at 4, and it should start at 3",
    ),
    _wrong(
        "twice-y", f"{_XY}        f = x * y * 2 + 2 * x + 1", "y² is y times y, and"
    ),
    _wrong("no-last-number", f"{_XY}        f = x * y * y + 2 * x", "last number"),
    _wrong("x-forgotten", f"{_XY}        f = y * y + 7", "does not use x at all"),
    _wrong("other", f"{_XY}        f = x * y * y + 2 * x + 3", "With x = 5 and y = -2"),
    _wrong("half-way", "x = tf.Variable(3, name='x')", "nothing in `y` yet."),
    _wrong(
        "only-at-the-start",
        f"{_XY}        f = x * 0 + y * 0 + 55",
        "With x = 5 and y = -2",
    ),
    _wrong(
        "left-over-variable",
        """
        tf.reset_default_graph()
        x = tf.Variable(3, name="x")
        y = tf.Variable(4, name="y")
        f = x * y * y + 2 * x + 1
        x = tf.Variable(3, name="x")
        """,
        "which is not the one that `x` or `y` stands for now",
    ),
    _wrong(
        "graph-reset-after",
        f"""{_XY}
        f = x * y * y + 2 * x + 1
        tf.reset_default_graph()
        x = tf.Variable(3, name="x")
        y = tf.Variable(4, name="y")
        """,
        "`f` is in another graph than `x` and `y`",
    ),
]

_COINS = """
        tf.reset_default_graph()
        coins = tf.Variable(10, name="coins")
        init = tf.global_variables_initializer()
"""
_THREE_RUNS = """
        with tf.Session() as sess:
            sess.run(init)
            for _ in range(3):
                sess.run(save)
            coins_now = sess.run(coins)
"""

MONEY_BOX = [
    _wrong(
        "computed-not-stored",
        f"{_COINS}        save = coins + 5\n{_THREE_RUNS}",
        "leaves coins as it was",
    ),
    _wrong(
        "always-fifteen",
        f"{_COINS}        save = tf.assign(coins, 15)\n{_THREE_RUNS}",
        "puts 15 into coins whatever was in it",
    ),
    _wrong(
        "adds-ten",
        f"{_COINS}        save = tf.assign_add(coins, 10)\n{_THREE_RUNS}",
        "turns 100 coins into 110; it should add 5",
    ),
    _wrong(
        "doubles",
        f"{_COINS}        save = tf.assign(coins, coins * 2)\n{_THREE_RUNS}",
        "turns 100 coins into 200",
    ),
    _wrong(
        "new-session-each-time",
        f"""{_COINS}
        save = tf.assign_add(coins, 5)
        for _ in range(3):
            with tf.Session() as sess:
                sess.run(init)
                sess.run(save)
                coins_now = sess.run(coins)
        """,
        "save has run once since the last `init`",
    ),
    _wrong(
        "kept-the-variable",
        f"""{_COINS}
        save = tf.assign_add(coins, 5)
        coins_now = coins
        """,
        "it is still a node",
    ),
    _wrong(
        "init-too-early",
        """
        tf.reset_default_graph()
        init = tf.global_variables_initializer()
        coins = tf.Variable(10, name="coins")
        save = tf.assign_add(coins, 5)
        coins_now = 25
        """,
        "coins is still without a value",
    ),
    _wrong(
        "kept-the-results",
        f"""{_COINS}
        with tf.Session() as sess:
            init = sess.run(init)
            save = sess.run(tf.assign_add(coins, 5))
            coins_now = sess.run(coins)
        """,
        "there is nothing in `init` yet, only None",
    ),
    _wrong(
        "never-saved",
        f"""{_COINS}
        save = tf.assign_add(coins, 5)
        with tf.Session() as sess:
            sess.run(init)
            coins_now = sess.run(coins)
        """,
        "right after `init`",
    ),
    _wrong(
        "four-times",
        f"""{_COINS}
        save = tf.assign_add(coins, 5)
        with tf.Session() as sess:
            sess.run(init)
            for _ in range(4):
                sess.run(save)
            coins_now = sess.run(coins)
        """,
        "after save has run 4 times",
    ),
]

_HOME = """
        tf.reset_default_graph()
        home = tf.constant(1, name="home")
"""

TWO_GRAPHS = [
    _wrong(
        "all-in-the-default-graph",
        f"""{_HOME}
        second = tf.Graph()
        speed = tf.Variable(6, name="speed")
        distance = speed * 7
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            km = sess.run(distance)
        """,
        "`speed` was made in the default graph",
    ),
    _wrong(
        "initializer-outside",
        f"""{_HOME}
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 7
        init_second = tf.global_variables_initializer()
        km = 42
        """,
        "also has 'init'. An initializer is a node too",
    ),
    _wrong(
        "second-is-the-default",
        f"""{_HOME}
        second = tf.get_default_graph()
        speed = tf.Variable(6, name="speed")
        distance = speed * 7
        km = 42
        """,
        "`second` is the default graph itself",
    ),
    _wrong(
        "typed-the-answer",
        f"""{_HOME}
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = tf.constant(42)
        km = 42
        """,
        "distance is 42, which does not use speed",
    ),
    _wrong(
        "never-ran",
        f"""{_HOME}
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 7
        km = distance
        """,
        "it is still a node",
    ),
    _wrong(
        "wrong-hours",
        f"""{_HOME}
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 6
        km = 36
        """,
        "At speed 11 that is 66",
    ),
    _wrong(
        "graph-made-anew",
        f"""{_HOME}
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 7
        second = tf.Graph()
        km = 42
        """,
        "`second` was made anew after it",
    ),
    _wrong(
        "something-else-outside",
        f"""{_HOME}
        hours = tf.constant(7, name="hours")
        second = tf.Graph()
        with second.as_default():
            speed = tf.Variable(6, name="speed")
            distance = speed * 7
        km = 42
        """,
        "also has 'hours'. Something was made while",
    ),
]

_NUMBERS = """
        tf.reset_default_graph()
        numbers = tf.placeholder(tf.float32, shape=(None,), name="numbers")
        squares = tf.square(numbers, name="squares")
        total = tf.reduce_sum(squares, name="total")
        mean = tf.reduce_mean(squares, name="mean")
        feeds = {numbers: [1.0, 2.0, 3.0]}
"""

ONE_RUN = [
    _wrong(
        "two-runs",
        f"""{_NUMBERS}
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value = sess.run(total, feeds)
            mean_value = sess.run(mean, feeds)
        """,
        "squares was computed twice, in 2 runs",
    ),
    _wrong(
        "length-three",
        """
        tf.reset_default_graph()
        numbers = tf.placeholder(tf.float32, shape=(3,), name="numbers")
        squares = tf.square(numbers, name="squares")
        total = tf.reduce_sum(squares)
        mean = tf.reduce_mean(squares)
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run(
                [total, mean], {numbers: [1.0, 2.0, 3.0]}
            )
        """,
        "takes batches of length 3 only",
    ),
    _wrong(
        "squares-twice",
        f"""{_NUMBERS}
        mean = tf.reduce_mean(numbers * numbers)
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run([total, mean], feeds)
        """,
        "it squares the batch by itself",
    ),
    _wrong(
        "run-not-watched",
        f"""{_NUMBERS}
        with tf.watch_runs() as report:
            pass
        with tf.Session() as sess:
            total_value, mean_value = sess.run([total, mean], feeds)
        """,
        "nothing ran inside",
    ),
    _wrong(
        "order-swapped",
        f"""{_NUMBERS}
        with tf.Session() as sess, tf.watch_runs() as report:
            mean_value, total_value = sess.run([total, mean], feeds)
        """,
        "which is the other result",
    ),
    _wrong(
        "other-batch",
        f"""{_NUMBERS}
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run([total, mean], {{numbers: [1.0, 2.0]}})
        """,
        "What did you feed?",
    ),
    _wrong(
        "square-of-the-sum",
        f"""{_NUMBERS}
        total = tf.square(tf.reduce_sum(numbers))
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run([total, mean], feeds)
        """,
        "`total` computes square(sum(numbers))",
    ),
    _wrong(
        "a-constant",
        """
        tf.reset_default_graph()
        numbers = tf.constant([1.0, 2.0, 3.0])
        squares = tf.square(numbers)
        total = tf.reduce_sum(squares)
        mean = tf.reduce_mean(squares)
        with tf.Session() as sess, tf.watch_runs() as report:
            total_value, mean_value = sess.run([total, mean])
        """,
        "comes out of a Const node",
    ),
    _wrong(
        "one-by-one",
        f"""{_NUMBERS}
        with tf.Session() as sess:
            with tf.watch_runs() as report:
                total_value = sess.run(total, feeds)
            mean_value = sess.run(mean, feeds)
        """,
        "but not mean",
    ),
]

WRONG: dict[str, list[Wrong]] = {
    "first-graph/formula": FORMULA,
    "first-graph/money-box": MONEY_BOX,
    "first-graph/two-graphs": TWO_GRAPHS,
    "first-graph/one-run": ONE_RUN,
}
