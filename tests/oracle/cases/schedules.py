"""Learning rates that fall: the nodes of each schedule, and its values."""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, nodes, outcome

TOPIC = Topic("schedules", "graph")
TOPICS = [TOPIC]

SCHEDULES = {
    "exponential": lambda t, s: t.exponential_decay(0.1, s, 10, 0.9),
    "exponential, stairs": lambda t, s: t.exponential_decay(
        0.1, s, 10, 0.9, staircase=True
    ),
    "exponential, named": lambda t, s: t.exponential_decay(0.1, s, 10, 0.9, name="r"),
    "natural": lambda t, s: t.natural_exp_decay(0.1, s, 10, 0.5),
    "natural, stairs": lambda t, s: t.natural_exp_decay(0.1, s, 10, 0.5, True),
    "inverse time": lambda t, s: t.inverse_time_decay(0.1, s, 10, 0.5),
    "inverse time, stairs": lambda t, s: t.inverse_time_decay(
        0.1, s, 10, 0.5, staircase=True
    ),
    "polynomial": lambda t, s: t.polynomial_decay(0.1, s, 10),
    "polynomial, square": lambda t, s: t.polynomial_decay(0.1, s, 10, 0.01, 2.0),
    "polynomial, cycle": lambda t, s: t.polynomial_decay(0.1, s, 10, cycle=True),
    "cosine": lambda t, s: t.cosine_decay(0.1, s, 10),
    "cosine, alpha": lambda t, s: t.cosine_decay(0.1, s, 10, alpha=0.2),
    "cosine, restarts": lambda t, s: t.cosine_decay_restarts(0.1, s, 5),
    "cosine, equal restarts": lambda t, s: t.cosine_decay_restarts(
        0.1, s, 5, t_mul=1.0, m_mul=0.5, alpha=0.1
    ),
    "constant pieces": lambda t, s: t.piecewise_constant(s, [1, 10], [0.3, 0.2, 0.1]),
    "four constant pieces": lambda t, s: t.piecewise_constant(
        s, [0, 5, 10], [0.4, 0.3, 0.2, 0.1], name="pieces"
    ),
    "linear cosine": lambda t, s: t.linear_cosine_decay(0.1, s, 10),
}

for title, make in SCHEDULES.items():

    def made(tf: Any, np: Any, make: Any = make) -> Any:
        """The nodes for a step that is a variable, and the values at some steps."""
        step = tf.Variable(0, trainable=False, name="step", dtype=tf.int64)
        rate = make(tf.train, step)
        answer = {"name": rate.name, "nodes": nodes(tf)}
        with tf.Session() as session:
            answer["values"] = [
                session.run(rate, {step.value(): np.int64(n)})
                for n in (0, 1, 5, 10, 27)
            ]
        return answer

    TOPIC.add(title, made)


@TOPIC.case("noisy linear cosine")
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(7)
    step = tf.placeholder(tf.int32, [])
    rate = tf.train.noisy_linear_cosine_decay(0.1, step, 10)
    with tf.Session() as session:
        return [nodes(tf), [session.run(rate, {step: n}) for n in (0, 3, 10)]]


@TOPIC.case("a step is needed")
def _(tf: Any, np: Any) -> Any:
    return [
        outcome(lambda name=name: getattr(tf.train, name)(0.1, None, 10, 0.5))
        for name in ("exponential_decay", "natural_exp_decay", "polynomial_decay")
    ]


@TOPIC.case("in an optimizer")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0, name="v")
    step = tf.train.get_or_create_global_step()
    rate = tf.train.exponential_decay(0.5, step, 1, 0.5)
    train = tf.train.GradientDescentOptimizer(rate).minimize(v, step)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [[session.run(train), session.run([v, rate, step])] for _ in range(4)]


@TOPIC.case("pieces that do not fit")
def _(tf: Any, np: Any) -> Any:
    pieces = tf.train.piecewise_constant
    return [
        outcome(lambda: pieces(3, [1, 2], [0.1, 0.2]), "1 less than"),
        outcome(lambda: pieces(3.0, [1, 2], [0.1, 0.2, 0.3]), "same dtype as x"),
        outcome(lambda: pieces(3, [1, 2], [0.1, 2, 0.3]), "all with the same dtype"),
    ]
