"""tf.keras: initializers, activations, regularizers, constraints and draws by seed."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_initializers", "eager")
TOPICS = [TOPIC]

START = """
K = tf.keras
K.backend.clear_session()
K.utils.set_random_seed(5)
"""

# Random numbers agree in every bit, where no product comes after the draw.
DRAWN = [
    "GlorotUniform",
    "GlorotNormal",
    "HeNormal",
    "HeUniform",
    "LecunNormal",
    "LecunUniform",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
]
for name in DRAWN:
    TOPIC.add(
        name,
        lambda tf, np, name=name: execute(
            tf,
            np,
            f"{START}i = K.initializers.{name}()\n"
            f"j = K.initializers.{name}(seed=3)\n"
            "[i((3, 4)), i((3, 4)), j((2, 2, 3, 2)), j((5,)), i.get_config(), j.get_config()]",
        ),
        rtol=2e-7,
    )

SNIPPETS = {
    "Orthogonal": "i = K.initializers.Orthogonal(gain=2.0, seed=1)\n[i((3, 3)), i((2, 4)), i((2, 2, 3)), i.get_config()]",
    "fixed values": "I = K.initializers\n[I.Zeros()((2,)), I.Ones()((2,), dtype='int32'), I.Constant(3.0)((2,)), I.Identity(2.0)((2, 3)), I.Constant(2.0).get_config(), I.Zeros().get_config()]",
    "by name": "[type(K.initializers.get(name)).__name__ for name in ('zeros', 'Ones', 'glorot_uniform', 'HeNormal', 'normal', 'uniform', 'one', 'orthogonal', 'random_normal', 'identity')]",
    "as plain data": "I = K.initializers\n[I.serialize(I.get('glorot_uniform')), I.serialize(I.RandomNormal(stddev=0.1, seed=2)), I.get(I.serialize(I.Constant(4.0)))((2,))]",
    "of an array": "K.initializers.get(np.array([1.0, 2.0]))((2,))",
    "under tf.initializers": "i = tf.initializers.RandomNormal(seed=1)\n[i((2,)), i((2,))]",
    "a generator as seed": "g = K.random.SeedGenerator(4)\ni = K.initializers.RandomUniform(seed=g)\n[i((3,)), i((3,)), g.state.numpy()]",
    "draws": "g = K.random.SeedGenerator(5)\nR = K.random\n[R.normal((3,)), R.uniform((3,), seed=g), R.uniform((3,), seed=g), R.randint((4,), 0, 10, seed=1), R.truncated_normal((3,), seed=9), R.shuffle(tf.range(6), seed=2), R.categorical(tf.math.log([[0.2, 0.8]]), 5, seed=3), R.dropout(tf.ones(6), 0.5, seed=1), R.normal((2,)), g.state.numpy(), repr(g.state)]",
    "set_random_seed": "a = K.random.normal((2,))\nK.utils.set_random_seed(5)\n[a, K.random.normal((2,)), tf.random.normal((2,)), np.random.rand()]",
    "regularizers": "w = tf.constant([[1.0, -2.0], [3.0, 4.0]])\nR = K.regularizers\n[[r(w), r.get_config()] for r in (R.L1(0.3), R.L2(0.3), R.L1L2(0.1, 0.2), R.OrthogonalRegularizer(0.3), R.get('l2'), R.get('L1'))]",
    "constraints": "w = tf.constant([[1.0, -2.0], [3.0, 4.0]])\nC = K.constraints\n[[c(w), c.get_config()] for c in (C.MaxNorm(), C.UnitNorm(), C.NonNeg(), C.MinMaxNorm(0.5, 1.5, 0.9), C.get('max_norm'))]",
    "activations by name": "A = K.activations\n[A.get('relu') is A.relu, A.get(None) is A.linear, A.get('swish') is A.silu, A.serialize(A.relu), A.serialize(A.get('linear')), A.deserialize('tanh') is A.tanh]",
}
for title, text in SNIPPETS.items():
    TOPIC.add(
        title,
        lambda tf, np, text=text: execute(tf, np, START + text),
        rtol=1e-5,
        atol=1e-6,
    )

ACTIVATIONS = [
    "celu",
    "elu",
    "exponential",
    "gelu",
    "hard_sigmoid",
    "hard_shrink",
    "hard_silu",
    "hard_tanh",
    "leaky_relu",
    "linear",
    "log_sigmoid",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "soft_shrink",
    "softplus",
    "softsign",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "tanh",
    "tanh_shrink",
    "softmax",
    "log_softmax",
    "glu",
]
for name in ACTIVATIONS:
    TOPIC.add(
        f"activation {name}",
        lambda tf, np, name=name: execute(
            tf,
            np,
            f"{START}x = tf.Variable(np.array([[-3.1, -1.2, -0.4, 0.3, 0.9, 2.7]], 'float32'))\n"
            "with tf.GradientTape() as t:\n"
            f"    y = K.activations.{name}(x)\n"
            "[y, t.gradient(y, x)]",
        ),
        rtol=1e-5,
        atol=1e-6,
    )

MISTAKES = {
    "an unknown initializer": (
        "K.initializers.get('foo')",
        "Could not interpret initializer identifier: foo",
    ),
    "no initializer": (
        "K.initializers.get(3)",
        "Could not interpret initializer identifier: 3",
    ),
    "an unknown activation": (
        "K.activations.get('foo')",
        "Could not interpret activation function identifier: foo",
    ),
    "an unknown regularizer": (
        "K.regularizers.get('foo')",
        "Could not interpret regularizer identifier: foo",
    ),
    "an unknown constraint": (
        "K.constraints.get('foo')",
        "Could not interpret constraint identifier: foo",
    ),
    "a seed that is none": (
        "K.initializers.RandomNormal(seed='a')",
        "`seed` argument should be an instance of",
    ),
    "a generator of a text": (
        "K.random.SeedGenerator('a')",
        "Argument `seed` must be an integer.",
    ),
    "a draw of a text": (
        "K.random.normal((2,), seed='a')",
        "Argument `seed` must be either an integer or an instance of `SeedGenerator`.",
    ),
    "a negative scale": (
        "K.initializers.VarianceScaling(scale=-1.0)",
        "Argument `scale` must be positive float.",
    ),
    "a vector as identity": (
        "K.initializers.Identity()((3,))",
        "Identity matrix initializer can only be used for 2D matrices.",
    ),
    "an orthogonal vector": (
        "K.initializers.Orthogonal()((3,))",
        "The tensor to initialize must be at least two-dimensional.",
    ),
}
for title, (text, fragment) in MISTAKES.items():
    TOPIC.mistake(title, text, fragment, begin=START)
