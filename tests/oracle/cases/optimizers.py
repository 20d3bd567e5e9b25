"""Optimizers: ten steps of each, their slots, names and errors."""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, dims, nodes, outcome

TOPIC = Topic("optimizers", "graph")
TOPICS = [TOPIC]

OPTIMIZERS = {
    "descent": lambda tf: tf.train.GradientDescentOptimizer(0.1),
    "descent, tensor rate": lambda tf: tf.train.GradientDescentOptimizer(
        tf.constant(0.1)
    ),
    "momentum": lambda tf: tf.train.MomentumOptimizer(0.05, 0.9),
    "momentum by name": lambda tf: tf.train.MomentumOptimizer(
        learning_rate=0.05, momentum=0.5
    ),
    "nesterov": lambda tf: tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True),
    "adagrad": lambda tf: tf.train.AdagradOptimizer(0.1),
    "adadelta": lambda tf: tf.train.AdadeltaOptimizer(1.0),
    "rmsprop": lambda tf: tf.train.RMSPropOptimizer(0.01),
    "rmsprop with momentum": lambda tf: tf.train.RMSPropOptimizer(0.01, 0.8, 0.5, 0.1),
    "rmsprop, centered": lambda tf: tf.train.RMSPropOptimizer(
        0.01, momentum=0.5, centered=True
    ),
    "adam": lambda tf: tf.train.AdamOptimizer(0.05),
    "adam, other betas": lambda tf: tf.train.AdamOptimizer(0.05, 0.5, 0.6, 0.1),
    "ftrl": lambda tf: tf.train.FtrlOptimizer(0.1),
    "ftrl, all strengths": lambda tf: tf.train.FtrlOptimizer(
        0.1,
        initial_accumulator_value=0.5,
        l1_regularization_strength=0.1,
        l2_regularization_strength=0.2,
        l2_shrinkage_regularization_strength=0.05,
        beta=0.3,
    ),
    "ftrl, other power": lambda tf: tf.train.FtrlOptimizer(
        0.1, learning_rate_power=-0.3
    ),
    "proximal descent": lambda tf: tf.train.ProximalGradientDescentOptimizer(
        0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2
    ),
    "proximal adagrad": lambda tf: tf.train.ProximalAdagradOptimizer(
        0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2
    ),
    "dual averaging": lambda tf: tf.train.AdagradDAOptimizer(
        0.1,
        tf.train.get_or_create_global_step(),
        l1_regularization_strength=0.05,
        l2_regularization_strength=0.2,
    ),
}

# TensorFlow does not cast the numbers of these to a variable's float64.
_FLOAT32_ONLY = (
    "descent, tensor rate",
    "proximal descent",
    "proximal adagrad",
    "dual averaging",
)


def problem(tf: Any, dtype: Any = None) -> Any:
    """A least-squares loss of two variables."""
    dtype = dtype or tf.float32
    X = tf.constant([[1.0, 2.0], [1.0, -1.0], [1.0, 0.5]], dtype, name="X")
    y = tf.constant([[1.0], [2.0], [-0.5]], dtype, name="y")
    theta = tf.Variable([[0.5], [-0.25]], name="theta", dtype=dtype)
    bias = tf.Variable(0.1, name="bias", dtype=dtype)
    error = tf.matmul(X, theta) + bias - y
    return theta, bias, tf.reduce_mean(tf.square(error), name="mse")


for title, make in OPTIMIZERS.items():
    for bits in ("float32", "float64"):
        if bits == "float64" and title in _FLOAT32_ONLY:
            continue

        def steps(tf: Any, np: Any, make: Any = make, bits: str = bits) -> Any:
            """Ten steps: the loss, and both variables at last."""
            theta, bias, loss = problem(tf, getattr(tf, bits))
            train = make(tf).minimize(loss, tf.train.get_global_step())
            with tf.Session() as session:
                session.run(tf.global_variables_initializer())
                losses = []
                for _ in range(10):
                    losses.append(session.run(loss))
                    session.run(train)
                return [losses, session.run([theta, bias])]

        TOPIC.add(
            f"{title}: ten steps in {bits}",
            steps,
            **({"rtol": 1e-6, "atol": 1e-6} if bits == "float32" else {"rtol": 1e-10}),
        )

    def surface(tf: Any, np: Any, make: Any = make) -> Any:
        """What minimize adds to the collections, and what it returns."""
        theta, _, loss = problem(tf)
        optimizer = make(tf)
        train = optimizer.minimize(loss)
        slots = optimizer.get_slot_names()
        return {
            "train": [train.name, train.type if hasattr(train, "type") else None],
            "name": optimizer.get_name(),
            "global": [v.name for v in tf.global_variables()],
            "trainable": [v.name for v in tf.trainable_variables()],
            "train_op": [op.name for op in tf.get_collection(tf.GraphKeys.TRAIN_OP)],
            "slots": slots,
            "slot": [optimizer.get_slot(theta, name).name for name in slots],
            "none": optimizer.get_slot(theta, "none such"),
            "variables": [v.name for v in optimizer.variables()],
        }

    TOPIC.add(f"{title}: names", surface)

    def update_nodes(tf: Any, np: Any, make: Any = make) -> Any:
        """All nodes outside ``gradients``."""
        _, _, loss = problem(tf)
        make(tf).minimize(loss)
        return [
            [name, kind, ["a gradient" if "gradients/" in i else i for i in inputs]]
            for name, kind, inputs, *_ in nodes(tf)
            if not name.startswith("gradients/")
        ]

    TOPIC.add(f"{title}: nodes outside gradients", update_nodes)


@TOPIC.case("slots start at zero and follow the gradient")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable([1.0, 2.0], name="v")
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    train = optimizer.minimize(tf.reduce_sum(v * v))
    slot = optimizer.get_slot(v, "momentum")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        answer = [session.run([v, slot])]
        for _ in range(3):
            session.run(train)
            answer.append(session.run([v, slot]))
    return answer


@TOPIC.case("global_step counts")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0, name="v")
    step = tf.Variable(0, name="global_step", trainable=False)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(v * v, global_step=step)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        returned = [session.run(train) for _ in range(3)]
        return [returned, session.run([v, step]), train.name]


@TOPIC.case("create_global_step and get_global_step")
def _(tf: Any, np: Any) -> Any:
    before = tf.train.get_global_step()
    step = tf.train.create_global_step()
    return [
        before,
        step.name,
        step.dtype.base_dtype.name,
        step.trainable,
        tf.train.get_global_step() is step,
        tf.train.get_or_create_global_step() is step,
    ]


@TOPIC.case("compute_gradients and apply_gradients")
def _(tf: Any, np: Any) -> Any:
    theta, bias, loss = problem(tf)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    pairs = optimizer.compute_gradients(loss)
    clipped = [(tf.clip_by_value(g, -0.1, 0.1), v) for g, v in pairs]
    train = optimizer.apply_gradients(clipped)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        first = session.run([g for g, _ in pairs])
        session.run(train)
        return [
            [v is w for (_, v), w in zip(pairs, [theta, bias], strict=True)],
            [dims(g) for g, _ in pairs],
            first,
            session.run([theta, bias]),
        ]


@TOPIC.case("gradients of tensors")
def _(tf: Any, np: Any) -> Any:
    x = tf.Variable([1.0, 2.0])
    h = x * 2
    loss = tf.reduce_sum(h**2)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    ((gradient, tensor),) = optimizer.compute_gradients(loss, [h])
    refused = []
    for given in ([h], [tf.constant(1.0)], tf.constant(1.0)):
        try:
            optimizer.minimize(loss, var_list=given)
        except (NotImplementedError, ValueError) as error:
            refused.append(type(error).__name__)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return [sess.run(gradient).tolist(), tensor.name, refused]


@TOPIC.case("var_list chooses")
def _(tf: Any, np: Any) -> Any:
    theta, bias, loss = problem(tf)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=[bias])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        return session.run([theta, bias])


@TOPIC.case("untrainable variables stay")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0)
    w = tf.Variable(2.0, trainable=False)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(v * v * w)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        return session.run([v, w])


@TOPIC.case("a variable outside the loss has gradient None")
def _(tf: Any, np: Any) -> Any:
    v, w = tf.Variable(1.0), tf.Variable(2.0)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    pairs = optimizer.compute_gradients(v * v)
    train = optimizer.apply_gradients(pairs)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        return [[g is None for g, _ in pairs], session.run([v, w])]


@TOPIC.case("grad_loss")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable([1.0, 2.0])
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    train = optimizer.minimize(v * v, grad_loss=tf.constant([10.0, 1.0]))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        return session.run(v)


@TOPIC.case("two optimizers on one loss")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0, name="v")
    loss = v * v
    first = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
    second = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
    return [first.name, second.name, [w.name for w in tf.global_variables()]]


@TOPIC.case("names given and scoped")
def _(tf: Any, np: Any) -> Any:
    with tf.name_scope("model"):
        v = tf.Variable(1.0, name="v")
        loss = v * v
    with tf.name_scope("train"):
        one = tf.train.MomentumOptimizer(0.1, 0.9, name="Mine").minimize(loss)
        two = tf.train.GradientDescentOptimizer(0.1).minimize(loss, name="step")
    return [one.name, two.name, [w.name for w in tf.global_variables()]]


@TOPIC.case("mini-batches through placeholders")
def _(tf: Any, np: Any) -> Any:
    X = tf.placeholder(tf.float32, [None, 2], name="X")
    y = tf.placeholder(tf.float32, [None, 1], name="y")
    theta = tf.Variable(tf.zeros([2, 1]), name="theta")
    mse = tf.reduce_mean(tf.square(tf.matmul(X, theta) - y), name="mse")
    train = tf.train.GradientDescentOptimizer(0.1).minimize(mse)
    data = np.arange(24, dtype=np.float32).reshape(12, 2) / 24
    target = data @ np.float32([[1.0], [-2.0]])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for start in range(0, 12, 5):
            feeds = {X: data[start : start + 5], y: target[start : start + 5]}
            session.run(train, feed_dict=feeds)
        return [session.run(theta), session.run(mse, {X: data, y: target})]


@TOPIC.case("chapter: descent by hand, by gradients, by optimizer")
def _(tf: Any, np: Any) -> Any:
    data = np.c_[np.ones(6), np.linspace(-1, 1, 12).reshape(6, 2) ** 3]
    X = tf.constant(data, dtype=tf.float64, name="X")
    y = tf.constant(data @ [[1.0], [2.0], [3.0]], dtype=tf.float64, name="y")
    answers = []
    for way in ("hand", "gradients", "optimizer", "momentum"):
        theta = tf.Variable(tf.zeros([3, 1], tf.float64), name="theta")
        error = tf.matmul(X, theta, name="predictions") - y
        mse = tf.reduce_mean(tf.square(error), name="mse")
        if way == "hand":
            step = tf.assign(
                theta, theta - 0.1 * (2 / 6 * tf.matmul(tf.transpose(X), error))
            )
        elif way == "gradients":
            step = tf.assign(theta, theta - 0.1 * tf.gradients(mse, [theta])[0])
        elif way == "optimizer":
            step = tf.train.GradientDescentOptimizer(learning_rate=0.1).minimize(mse)
        else:
            step = tf.train.MomentumOptimizer(learning_rate=0.1, momentum=0.9).minimize(
                mse
            )
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for _ in range(50):
                session.run(step)
            answers.append(session.run([theta, mse]))
    return answers


MISTAKES = {
    "no gradients for any variable": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(
            [tf.Variable(1.0, name="v")] and tf.constant(2.0)
        ),
        ("No gradients provided for any variable",),
    ),
    "no variables": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(tf.constant(2.0)),
        ("No variables to optimize",),
    ),
    "empty apply": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).apply_gradients([]),
        ("No variables provided",),
    ),
    "apply of None only": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).apply_gradients(
            [(None, tf.Variable(1.0, name="v"))]
        ),
        ("No gradients provided for any variable",),
    ),
    "an unknown argument": (
        lambda tf: tf.train.GradientDescentOptimizer(rate=0.1),
        ("rate",),
    ),
    "momentum without momentum": (
        lambda tf: tf.train.MomentumOptimizer(0.1),
        ("momentum",),
    ),
    "integer variable": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(
            tf.cast(tf.Variable(1), tf.float32)
        ),
        (),
    ),
    "an integer loss": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(
            tf.cast(tf.Variable(1.0), tf.int32)
        ),
        ("Invalid type tf.int32 for Cast:0",),
    ),
    "an unknown gate": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(
            tf.square(tf.Variable(1.0)), gate_gradients=7
        ),
        ("gate_gradients must be one of", "GATE_GRAPH", "7"),
    ),
    "a global step that is no integer": (
        lambda tf: (
            [tf.Variable(1.0, name="global_step")]
            and tf.train.get_or_create_global_step()
        ),
        ('Existing "global_step" does not have integer type', "float32_ref"),
    ),
    "a global step with axes": (
        lambda tf: tf.train.assert_global_step(tf.Variable([1, 2])),
        ('Existing "global_step" is not scalar: (2,)',),
    ),
    "a global step that is a number": (
        lambda tf: tf.train.assert_global_step(3),
        ('Existing "global_step" must be a Variable or Tensor: 3.',),
    ),
    "a loss that is no tensor": (
        lambda tf: tf.train.GradientDescentOptimizer(0.1).minimize(None),
        ("NoneType",),
    ),
}
for title, (make_mistake, fragments) in MISTAKES.items():
    TOPIC.add(
        f"error: {title}",
        lambda tf, np, fn=make_mistake, fragments=fragments: outcome(
            lambda: [fn(tf)] and "no error", *fragments
        ),
    )


@TOPIC.case("a constraint holds after each step")
def _(tf: Any, np: Any) -> Any:
    def low(v: Any) -> Any:
        return tf.clip_by_value(v, 0.5, 1.0)

    v = tf.get_variable("v", initializer=1.0, constraint=low)
    w = tf.Variable(np.ones([2], np.float32), name="w", constraint=low)
    loss = tf.square(v) * 10.0 + tf.reduce_sum(w * [1.0, 0.1])
    answer = []
    for make in (
        lambda: tf.train.GradientDescentOptimizer(0.5),
        lambda: tf.train.AdamOptimizer(0.7),
    ):
        before = len(tf.get_default_graph().get_operations())
        step = make().minimize(loss, global_step=tf.train.get_or_create_global_step())
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            session.run(step)
            answer.append(session.run([v, w]))
        answer.append([node[:2] for node in nodes(tf)[before:] if "update" in node[0]])
    return answer


@TOPIC.case("global_step is a Python int")
def _(tf: Any, np: Any) -> Any:
    step = tf.train.create_global_step()
    with tf.Session() as session:
        session.run(step.initializer)
        session.run(step.assign_add(3))
        found = [tf.train.global_step(session, key) for key in (step, step.name)]
    return [found, [type(number).__name__ for number in found]]


@TOPIC.case("slots in scopes")
def _(tf: Any, np: Any) -> Any:
    with tf.variable_scope("net"):
        w = tf.get_variable("w", initializer=np.ones((40, 50), np.float32))
    answer = []
    for make in (
        lambda: tf.train.AdamOptimizer(0.1),
        lambda: tf.train.MomentumOptimizer(0.1, 0.9),
    ):
        with tf.name_scope("a"):
            answer.append(make().minimize(tf.reduce_sum(w * w)).name)
        with tf.variable_scope("b"):
            answer.append(make().minimize(tf.reduce_sum(w * w)).name)
    kept = [node[:2] for node in nodes(tf) if "gradients" not in node[0]]
    return [answer, [v.name for v in tf.global_variables()], kept]
