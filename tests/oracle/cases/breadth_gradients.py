"""Gradients by hand: custom_gradient, registered ones in an op's place, Hessians."""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, nodes, outcome

GRAPH = Topic("gradients_by_hand", "graph")
EAGER = Topic("gradients_by_hand_eager", "eager")
TOPICS = [GRAPH, EAGER]


def run(tf: Any, fetches: Any) -> Any:
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(fetches)


def log1pexp(tf: Any) -> Any:
    """The function of TensorFlow's guide, whose naive gradient is NaN at 100."""

    @tf.custom_gradient
    def function(x: Any) -> Any:
        e = tf.exp(x)
        return tf.math.log(1 + e), lambda upstream: upstream * (1 - 1 / (1 + e))

    return function


@GRAPH.case("custom_gradient")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant([0.0, 1.0, 100.0])
    y = log1pexp(tf)(x)
    return run(tf, [y, *tf.gradients(y, x)])


@GRAPH.case("custom_gradient: nodes")
def _(tf: Any, np: Any) -> Any:
    log1pexp(tf)(tf.placeholder(tf.float32, [3], name="x"))
    return nodes(tf)


@GRAPH.case("custom_gradient: of the second order")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant(0.5)
    (first,) = tf.gradients(log1pexp(tf)(x), x)
    return run(tf, [first, *tf.gradients(first, x)])


@GRAPH.case("custom_gradient: two arguments, two results")
def _(tf: Any, np: Any) -> Any:
    @tf.custom_gradient
    def function(x: Any, y: Any) -> Any:
        return [x * y, x + y], lambda a, b: (a * 10.0, b * 100.0)

    x, y = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    product, total = function(x, y)
    return run(
        tf,
        [
            product,
            total,
            *tf.gradients([product, 2 * total], [x, y]),
            *tf.gradients(total, [x, y]),
        ],
    )


@GRAPH.case("custom_gradient: too few gradients")
def _(tf: Any, np: Any) -> Any:
    @tf.custom_gradient
    def function(x: Any, y: Any) -> Any:
        return x * y, lambda upstream: upstream

    x = tf.constant(1.0)
    return outcome(lambda: [g is None for g in tf.gradients(function(x, x), x)])


@GRAPH.case("grad_pass_through")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant([0.4, 1.6])
    y = tf.grad_pass_through(tf.round)(x * 2.0)
    return run(tf, [y, *tf.gradients(y, x)])


@GRAPH.case("gradient_override_map")
def _(tf: Any, np: Any) -> Any:
    name = "OracleStraightThrough"

    @tf.RegisterGradient(name)
    def _(op: Any, upstream: Any) -> Any:
        return upstream * tf.cast(tf.abs(op.inputs[0]) < 1.0, tf.float32)

    x = tf.constant([-0.5, 0.3, 2.0])
    graph = tf.get_default_graph()
    with graph.gradient_override_map({"Sign": name, "Identity": name}):
        y = tf.sign(x)
        z = tf.identity(x)
    w = tf.identity(x)
    grads = [tf.gradients(t, x)[0] for t in (y * 3.0, z, w)]
    again = outcome(
        lambda: tf.RegisterGradient(name)(lambda op, g: g) and "no error",
        "Registering two gradient with name 'OracleStraightThrough'!",
    )
    return [run(tf, grads), again]


@GRAPH.case("gradient_override_map: mistakes")
def _(tf: Any, np: Any) -> Any:
    graph = tf.get_default_graph()

    def enter(given: Any) -> Any:
        with graph.gradient_override_map(given):
            return "entered"

    def missing() -> Any:
        with graph.gradient_override_map({"Exp": "OracleNobody"}):
            y = tf.exp(tf.constant(1.0))
        return [g is None for g in tf.gradients(y, y.op.inputs[0])]

    return [
        outcome(lambda: enter([1])),
        outcome(lambda: enter({"Exp": 1})),
        outcome(missing),
        outcome(
            lambda: tf.RegisterGradient(1) and "no error", "op_type must be a string"
        ),
        outcome(
            lambda: tf.RegisterGradient("Exp")(lambda op, g: g) and "no error",
            "Registering two gradient with name 'Exp'!",
        ),
    ]


@GRAPH.case("hessians")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant([1.0, 2.0, 3.0])
    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    y = x[0] ** 2 * x[1] + tf.sin(x[2])
    z = tf.reduce_sum(v * v * v)
    return run(
        tf,
        [
            *tf.hessians(y, x),
            *tf.hessians([z], [v]),
            *tf.hessians(tf.reduce_sum(x * x), [x]),
        ],
    )


@EAGER.case("custom_gradient")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant([0.0, 1.0, 100.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = log1pexp(tf)(x)
    return [y, tape.gradient(y, x)]


@EAGER.case("custom_gradient: two arguments")
def _(tf: Any, np: Any) -> Any:
    @tf.custom_gradient
    def function(x: Any, y: Any) -> Any:
        return x * y, lambda upstream: (upstream * 10.0, upstream * 100.0)

    x, y = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    with tf.GradientTape() as tape:
        tape.watch([x, y])
        z = function(x, y) * 2.0
    return tape.gradient(z, [x, y])


@EAGER.case("grad_pass_through")
def _(tf: Any, np: Any) -> Any:
    x = tf.constant([0.4, 1.6])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.grad_pass_through(tf.round)(x)
    return [y, tape.gradient(y, x)]
