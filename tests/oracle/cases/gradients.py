"""Gradients: values of first and second order for every differentiable op.

TeachFlow's gradient graphs are its own (simpler) ones: no node list is promised, only
values, shapes, dtypes, None's, and that all new nodes stand under ``gradients``.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, dims, execute, outcome

VALUES = Topic("gradients", "graph")
EAGER = Topic("gradients_eager", "eager")
TOPICS = [VALUES, EAGER]

# One expression of x (a (2, 3) array away from kinks) and, in some, y of the same shape.
X = [[0.3, -0.7, 1.1], [0.8, 0.45, -0.2]]
Y = [[1.2, 0.4, 2.0], [0.9, 1.6, 0.7]]
EXPRESSIONS = """
x + y
x - y
x * y
x / y
x ** 2
x ** 3.0
y ** x
y ** y
-x
tf.abs(x)
tf.square(x)
tf.sqrt(y)
tf.math.rsqrt(y)
tf.exp(x)
tf.math.expm1(x)
tf.math.log(y)
tf.math.log1p(y)
tf.sin(x)
tf.cos(x)
tf.tan(x)
tf.asin(x / 2)
tf.acos(x / 2)
tf.atan(x)
tf.sinh(x)
tf.cosh(x)
tf.tanh(x)
tf.asinh(x)
tf.acosh(y + 1)
tf.atanh(x / 2)
tf.sigmoid(x)
tf.math.erf(x)
tf.math.reciprocal(y)
tf.sign(x)
tf.floor(x)
tf.round(x)
tf.nn.relu(x)
tf.nn.relu6(4 * x)
tf.nn.elu(x)
tf.nn.selu(x)
tf.nn.softplus(x)
tf.nn.leaky_relu(x)
tf.nn.softmax(x)
tf.nn.softmax(x, axis=0)
tf.nn.log_softmax(x)
tf.nn.l2_loss(x)
tf.maximum(x, y)
tf.minimum(x, y)
tf.maximum(x, x)
tf.math.squared_difference(x, y)
tf.math.divide_no_nan(x, y)
tf.math.floormod(x, y)
tf.math.atan2(x, y)
tf.reduce_sum(x)
tf.reduce_sum(x * y, 0)
tf.reduce_sum(x * y, 1, keepdims=True)
tf.reduce_mean(x * y)
tf.reduce_mean(x * x, axis=[0, 1])
tf.reduce_mean(x * x, axis=-1)
tf.reduce_max(x)
tf.reduce_max(x, 1)
tf.reduce_min(x * y, 0)
tf.reduce_max(tf.concat([x, x], 0), 0)
tf.reduce_prod(x)
tf.reduce_prod(x, 1)
tf.reduce_logsumexp(x)
tf.reduce_logsumexp(x, 1)
tf.matmul(x, y, transpose_b=True)
tf.matmul(x, y, transpose_a=True)
tf.matmul(tf.transpose(x), y)
tf.matmul(x, tf.transpose(y))
tf.matmul(x, x, transpose_b=True)
tf.matmul(tf.reshape(x, [1, 2, 3]), tf.reshape(y, [1, 3, 2]))
tf.matmul(tf.stack([x, y]), tf.reshape(y, [3, 2]))
tf.transpose(x * x)
tf.transpose(tf.reshape(x * x, [1, 2, 3]), [2, 0, 1])
tf.reshape(x * x, [3, 2])
tf.reshape(x * x, [-1])
tf.squeeze(tf.expand_dims(x * x, 1), 1)
tf.expand_dims(x * x, 0)
tf.concat([x * x, x * y], 0)
tf.concat([x, x * x, y], axis=1)
tf.stack([x * x, x * y])
tf.stack([x * x, x * y], axis=2)
tf.unstack(x * x)[0]
tf.split(x * x, 3, axis=1)[1]
(x * x)[0]
(x * x)[:, 1:]
(x * x)[::-1, ::2]
(x * x)[..., None]
(x * x)[1, 2]
tf.gather(x * x, [1, 0, 1])
tf.gather(x * x, [2, 0, 2], axis=1)
tf.tile(x * x, [2, 3])
tf.pad(x * x, [[1, 0], [0, 2]])
tf.reverse(x * x, [0])
tf.slice(x * x, [0, 1], [2, 2])
tf.broadcast_to(x * x, [4, 2, 3])
tf.cumsum(x * x, axis=1)
tf.identity(x) * x
tf.stop_gradient(x) * x
tf.stop_gradient(x)
tf.cast(x, tf.float32)
tf.cast(tf.cast(x, tf.int32), tf.float64) * x
tf.zeros_like(x) + x
tf.ones_like(x) * x
tf.add_n([x, x * x, y])
tf.linalg.inv(tf.matmul(x, x, transpose_b=True))
tf.reduce_sum(x, 0) * y
tf.reduce_sum(x, 1, keepdims=True) * y
x * x[0]
x + x[0, 0]
x * 3.0
2.0 / y
1.0 - x
tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=x)
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 0], logits=x)
tf.nn.softmax_cross_entropy_with_logits(labels=[[0.25, 0.25, 0.5], [0.0, 1.0, 0.0]], logits=x)
tf.reduce_mean(tf.square(tf.matmul(x, y, transpose_b=True) - 1.0))
tf.sqrt(tf.reduce_sum(tf.square(x)))
tf.reduce_sum(tf.exp(x) * tf.sin(y)) * tf.reduce_mean(x)
tf.clip_by_value(x, -0.5, 0.5)
tf.where(x > 0, x * x, y)
""".strip().split("\n")


def graph_gradients(tf: Any, np: Any, text: str) -> Any:
    """First order by x and y, and by x of the weighted sum of the first: second order."""
    x, y = (tf.placeholder(tf.float64, [2, 3], name=name) for name in "xy")
    z = eval(text, {"tf": tf, "x": x, "y": y})
    first = tf.gradients(z, [x, y])
    second = [None, None]
    if first[0] is not None:
        weights = np.linspace(0.5, 1.5, 6).reshape(2, 3)
        second = tf.gradients(tf.reduce_sum(first[0] * weights), [x, y])
    shapes = [None if g is None else dims(g) for g in first]
    with tf.Session() as session:
        feeds = {x: X, y: Y}
        values = [
            None if g is None else session.run(g, feeds) for g in [*first, *second]
        ]
    return [shapes, values]


def tape_gradients(tf: Any, np: Any, text: str) -> Any:
    """The same by two nested tapes."""
    x, y = tf.constant(X, tf.float64), tf.constant(Y, tf.float64)
    weights = tf.constant(np.linspace(0.5, 1.5, 6).reshape(2, 3))
    with tf.GradientTape(persistent=True) as outer:
        outer.watch([x, y])
        with tf.GradientTape() as inner:
            inner.watch([x, y])
            z = eval(text, {"tf": tf, "x": x, "y": y})
        first = inner.gradient(z, [x, y])
        total = None if first[0] is None else tf.reduce_sum(first[0] * weights)
    second = [None, None] if total is None else outer.gradient(total, [x, y])
    return [*first, *second]


NEAR = {"rtol": 1e-9, "atol": 1e-12}
for row in EXPRESSIONS:
    # TensorFlow keeps the slope of leaky_relu in single precision.
    near = {"rtol": 1e-6} if "leaky" in row else NEAR
    VALUES.table([row], graph_gradients, **near)
    EAGER.table([row], tape_gradients, **near)

# Whole snippets: the last line is a list of gradients (None's stay), run with the feeds.
SNIPPETS = {
    "not connected": "c = tf.constant(2.0)\nd = tf.constant(3.0)\ntf.gradients(c * c, [c, d])",
    "not connected, as zeros": "c = tf.constant(2.0)\nd = tf.constant([3.0, 4.0])\n"
    "tf.gradients(c * c, [c, d], unconnected_gradients='zero')",
    "not connected, by the enum": "c = tf.constant(2.0)\nd = tf.constant([3.0])\n"
    "tf.gradients(c, [c, d], unconnected_gradients=tf.UnconnectedGradients.ZERO)",
    "one x, no list": "c = tf.constant(2.0)\ntf.gradients(c * c * c, c)",
    "several ys are summed": "c = tf.constant(2.0)\ntf.gradients([c * c, 5 * c], c)",
    "ys of several shapes": "c = tf.constant(2.0)\ntf.gradients([c * [1.0, 2.0], 5 * c], [c])",
    "grad_ys": "c = tf.constant([1.0, 2.0])\ntf.gradients(c * c, c, grad_ys=tf.constant([10.0, 100.0]))",
    "grad_ys as a list of arrays": "c = tf.constant([1.0, 2.0])\ntf.gradients([c * c, c], [c], [np.float32([3, 4]), None])",
    "stop_gradients": "a = tf.constant(0.0)\nb = 2 * a\ntf.gradients(a + b, [a, b], stop_gradients=[a, b])",
    "without stop_gradients": "a = tf.constant(0.0)\nb = 2 * a\ntf.gradients(a + b, [a, b])",
    "x is y": "c = tf.constant([1.0, 2.0])\ntf.gradients(c, [c])",
    "through a variable": "v = tf.Variable([1.0, 2.0])\ntf.gradients(v * v, [v])",
    "through a variable's read": "v = tf.Variable([1.0, 2.0])\ntf.gradients(v * v, [v.value()])",
    "through two reads": "v = tf.Variable([1.0, 2.0])\ntf.gradients(v * tf.identity(v), v)",
    "a variable twice in the list": "v = tf.Variable(3.0)\ntf.gradients(v * v, [v, v])",
    "through assign": "v = tf.Variable(3.0)\nw = tf.assign(v, v * 2)\ntf.gradients(w * w, [w])",
    "fan-out": "c = tf.constant(1.5)\na = c * c\nb = a + c\ntf.gradients(a * b + b, [c, a, b])",
    "broadcast scalar": "c = tf.constant(2.0)\nm = tf.constant([[1.0, 2.0], [3.0, 4.0]])\ntf.gradients(c * m + c, [c, m])",
    "broadcast row and column": "r = tf.constant([[1.0, 2.0]])\nc = tf.constant([[1.0], [2.0], [3.0]])\n"
    "tf.gradients(r * c / (r + c), [r, c])",
    "through int": "c = tf.constant(2.0)\ntf.gradients(tf.cast(tf.cast(c, tf.int32), tf.float32) * c, [c])",
    "only through int": "c = tf.constant(2.0)\ntf.gradients(tf.cast(tf.cast(c, tf.int32), tf.float32), [c])",
    "through argmax": "c = tf.constant([2.0, 3.0])\ntf.gradients(tf.cast(tf.argmax(c), tf.float32), [c])",
    "through comparison": "c = tf.constant([2.0, 3.0])\ntf.gradients(tf.cast(c > 2, tf.float32), [c])",
    "through shape": "c = tf.constant([2.0, 3.0])\ntf.gradients(c * tf.cast(tf.size(c), tf.float32), [c])",
    "through floor": "c = tf.constant([2.5, 3.5])\ntf.gradients(tf.floor(c), [c])",
    "float16": "c = tf.constant([2.0, 3.0], tf.float16)\ntf.gradients(c * c, [c])",
    "float64": "c = tf.constant([2.0, 3.0], tf.float64)\ntf.gradients(tf.exp(c), [c])",
    "relu at zero": "c = tf.constant([-1.0, 0.0, 1.0])\ntf.gradients(tf.nn.relu(c), [c])",
    "abs at zero": "c = tf.constant([-1.0, 0.0, 1.0])\ntf.gradients(tf.abs(c), [c])",
    "maximum at a tie": "c = tf.constant([1.0])\nd = tf.constant([1.0])\ntf.gradients(tf.maximum(c, d), [c, d])",
    "minimum at a tie": "c = tf.constant([1.0])\nd = tf.constant([1.0])\ntf.gradients(tf.minimum(c, d), [c, d])",
    "reduce_max at ties": "c = tf.constant([1.0, 3.0, 3.0])\ntf.gradients(tf.reduce_max(c), [c])",
    "sqrt at zero": "c = tf.constant([0.0, 4.0])\ntf.gradients(tf.sqrt(c), [c])",
    "pow at zero": "c = tf.constant([0.0, 2.0])\ntf.gradients(c ** 2.0, [c])",
    "pow by the exponent at zero": "c = tf.constant([0.0, 2.0])\nd = tf.constant([2.0, 3.0])\ntf.gradients(c ** d, [d])",
    "reduce_prod with a zero": "c = tf.constant([0.0, 2.0, 3.0])\ntf.gradients(tf.reduce_prod(c), [c])",
    "reduce_mean of an empty axis": "c = tf.zeros([0, 3])\ntf.gradients(tf.reduce_mean(c, 1), [c])",
    "maximum with a number": "c = tf.constant([-1.0, 0.0, 2.0])\ntf.gradients(tf.maximum(c, 0.0), [c])",
    "where": "c = tf.constant([-1.0, 2.0])\ntf.gradients(tf.where(c > 0, c * c, -c), [c])",
    "gather of a variable, dense": "v = tf.Variable([1.0, 2.0, 3.0])\n"
    "[tf.convert_to_tensor(tf.gradients(tf.gather(v, [0, 0, 2]), v)[0])]",
    "third order": "c = tf.constant(2.0)\na = tf.gradients(c ** 4.0, c)\nb = tf.gradients(a, c)\ntf.gradients(b, c) + b + a",
    "third order of sin": "c = tf.constant(0.5)\na = tf.gradients(tf.sin(c), c)\nb = tf.gradients(a, c)\ntf.gradients(b, c)",
    "mean squared error": "X = tf.constant([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])\ny = tf.constant([[1.0], [2.0], [2.0]])\n"
    "theta = tf.Variable([[0.5], [-0.25]])\ntf.gradients(tf.reduce_mean(tf.square(tf.matmul(X, theta) - y)), [theta])",
    "a fixed function of the book": "x = tf.Variable(3.0)\ny = tf.Variable(4.0)\nf = x*x*y + y + 2\ntf.gradients(f, [x, y])",
    "softmax cross entropy, both sides": "l = tf.constant([[1.0, 2.0, 0.5]])\nt = tf.constant([[0.2, 0.3, 0.5]])\n"
    "tf.gradients(tf.nn.softmax_cross_entropy_with_logits_v2(labels=t, logits=l), [l, t])",
    "softmax cross entropy, v1 stops at labels": "l = tf.constant([[1.0, 2.0, 0.5]])\nt = tf.constant([[0.2, 0.3, 0.5]])\n"
    "tf.gradients(tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=l), [l, t])",
    "xs without a path": "a = tf.constant(1.0)\nb = a * 2\ntf.gradients(a, [b])",
    "empty xs": "tf.gradients(tf.constant(1.0), [])",
    "softsign, first order": "c = tf.constant([-1.0, 2.0])\ntf.gradients(tf.nn.softsign(c), [c])",
    "complex": "c = tf.constant(1 + 2j, tf.complex64)\ntf.gradients(tf.real(c * c), [c])",
}


def snippet(tf: Any, np: Any, text: str) -> Any:
    """The values of a list of gradients."""
    fetched = execute(tf, np, text)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [None if item is None else session.run(item) for item in fetched]


for title, text in SNIPPETS.items():
    VALUES.add(
        title, lambda tf, np, text=text: snippet(tf, np, text), rtol=1e-5, atol=1e-6
    )

ERRORS = {
    "integer ys": ("c = tf.constant(2)\ntf.gradients(c * c, [c])", ()),
    "integer xs": ("c = tf.constant(2)\ntf.gradients(tf.cast(c, tf.float32), [c])", ()),
    "grad_ys too many": (
        "c = tf.constant(2.0)\ntf.gradients(c, [c], grad_ys=[1.0, 2.0])",
        (),
    ),
    "grad_ys of another shape": (
        "c = tf.constant([2.0, 3.0])\ntf.gradients(c * c, [c], grad_ys=[tf.constant([1.0, 2.0, 3.0])])",
        (),
    ),
    "string ys": ("c = tf.constant('a')\ntf.gradients(c, [c])", ()),
    "unconnected_gradients": (
        "c = tf.constant(2.0)\ntf.gradients(c, [c], unconnected_gradients='no')",
        ("no",),
    ),
    "another graph's xs": (
        "c = tf.constant(2.0)\ng = tf.Graph()\nwith g.as_default():\n    d = tf.constant(1.0)\ntf.gradients(c, [d])",
        (),
    ),
}
for title, (text, fragments) in ERRORS.items():
    VALUES.add(
        f"error: {title}",
        lambda tf, np, text=text, fragments=fragments: outcome(
            lambda: [g is None for g in execute(tf, np, text)], *fragments
        ),
    )


@VALUES.case("new nodes stand under gradients")
def _(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    v = tf.Variable([[1.0], [2.0]], name="v")
    loss = tf.reduce_mean(tf.square(tf.matmul(x, v) - 1.0), name="loss")
    graph = tf.get_default_graph()

    def tops(before: int) -> list[str]:
        return sorted({op.name.split("/")[0] for op in graph.get_operations()[before:]})

    answer = []
    for name in (None, None, "own"):
        before = len(graph.get_operations())
        tf.gradients(loss, [v]) if name is None else tf.gradients(loss, [v], name=name)
        answer.append(tops(before))
    with tf.name_scope("scope"):
        before = len(graph.get_operations())
        tf.gradients(loss, [v])
        answer.append(
            sorted(
                {
                    "/".join(op.name.split("/")[:2])
                    for op in graph.get_operations()[before:]
                }
            )
        )
    return answer


@VALUES.case("names of gradient tensors")
def _(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    v = tf.Variable([[1.0], [2.0]], name="v")
    loss = tf.reduce_mean(
        tf.square(tf.matmul(x, v, name="predictions") - 1.0), name="loss"
    )
    gradient = tf.gradients(loss, [v])[0]
    names = [op.name for op in tf.get_default_graph().get_operations()]
    scopes = {
        "/".join(name.split("/")[:2]) for name in names if name.startswith("gradients/")
    }
    wanted = [
        "gradients/predictions_grad",
        "gradients/loss_grad",
        "gradients/Square_grad",
    ]
    return [dims(gradient), [scope in scopes for scope in wanted]]
