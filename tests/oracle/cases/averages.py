"""Moving averages: nodes, names, values, what a Saver would load."""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, nodes, outcome

TOPIC = Topic("averages", "graph")
TOPICS = [TOPIC]


@TOPIC.case("of a variable: nodes")
def _(tf: Any, np: Any) -> Any:
    w = tf.Variable([1.0, 2.0], name="w")
    ema = tf.train.ExponentialMovingAverage(0.9)
    before = ema.average_name(w)
    update = ema.apply([w])
    return [before, ema.average_name(w), ema.name, update.name, nodes(tf)]


@TOPIC.case("of a tensor: nodes")
def _(tf: Any, np: Any) -> Any:
    t = tf.placeholder(tf.float32, [2], name="t")
    ema = tf.train.ExponentialMovingAverage(0.9, name="avg")
    with tf.name_scope("outer"):
        update = ema.apply([t])
    return [update.name, nodes(tf), [v.name for v in tf.global_variables()]]


@TOPIC.case("with num_updates: nodes")
def _(tf: Any, np: Any) -> Any:
    tf.get_variable("w", initializer=[1.0, 2.0])
    step = tf.train.get_or_create_global_step()
    tf.train.ExponentialMovingAverage(0.9, step).apply()
    return nodes(tf)


@TOPIC.case("debiased: nodes and values", rtol=1e-6)
def _(tf: Any, np: Any) -> Any:
    t = tf.placeholder(tf.float32, [2], name="t")
    ema = tf.train.ExponentialMovingAverage(0.5, zero_debias=True)
    update = ema.apply([t])
    names = [node[:3] for node in nodes(tf)]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        values = []
        for feed in ([1.0, 2.0], [3.0, 2.0], [0.0, 4.0]):
            session.run(update, {t: feed})
            values.append(session.run(ema.average(t)))
    return [names, values, [v.name for v in tf.global_variables()]]


@TOPIC.case("values", rtol=1e-6)
def _(tf: Any, np: Any) -> Any:
    w = tf.Variable([1.0, 2.0], name="w")
    step = tf.Variable(0.0, name="step", trainable=False)
    answer = []
    for ema in (
        tf.train.ExponentialMovingAverage(0.9, name="a"),
        tf.train.ExponentialMovingAverage(0.9, step, name="b"),
        tf.train.ExponentialMovingAverage(tf.constant(0.5), name="c"),
    ):
        twice = w * 2.0
        update = ema.apply([w, twice])
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for number in range(3):
                session.run(w.assign([number * 1.0, -number]).op)
                session.run(step.assign_add(1.0).op)
                session.run(update)
            answer.append(session.run([ema.average(w), ema.average(twice)]))
    return answer


@TOPIC.case("after an optimizer's step", rtol=1e-6)
def _(tf: Any, np: Any) -> Any:
    w = tf.Variable(4.0, name="w")
    step = tf.train.GradientDescentOptimizer(0.25).minimize(w * w)
    ema = tf.train.ExponentialMovingAverage(0.5)
    with tf.control_dependencies([step]):
        train = ema.apply([w])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        answer = []
        for _ in range(3):
            session.run(train)
            answer.append(session.run([w, ema.average(w)]))
    return answer


@TOPIC.case("what a Saver loads")
def _(tf: Any, np: Any) -> Any:
    w = tf.Variable([1.0, 2.0], name="w")
    tf.Variable(0, name="count", trainable=False)
    t = w * 2.0
    ema = tf.train.ExponentialMovingAverage(0.9)
    unmade = {key: v.name for key, v in sorted(ema.variables_to_restore().items())}
    ema.apply([w, t])
    made = {key: v.name for key, v in sorted(ema.variables_to_restore().items())}
    collected = [v.name for v in tf.moving_average_variables()]
    return [unmade, made, collected, ema.average(tf.constant(1.0))]


@TOPIC.case("an integer has none")
def _(tf: Any, np: Any) -> Any:
    count = tf.Variable(0, name="count")
    ema = tf.train.ExponentialMovingAverage(0.9)
    return outcome(lambda: ema.apply([count]), "must be half, float, or double")
