"""Forward mode: ``tf.autodiff.ForwardAccumulator`` on small programs and on many ops."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("forward", "eager")
TOPICS = [TOPIC]

BEGIN = (
    "FA = tf.autodiff.ForwardAccumulator\nx, one = tf.constant(3.0), tf.constant(1.0)\n"
)

# A title, then source text whose last line is the answer.
SNIPPETS = {
    "one tangent": "with FA(x, one) as acc:\n    y = x * x\n[acc.jvp(y), acc.jvp(x), acc.jvp(one)]",
    "by keyword": "acc = FA(primals=x, tangents=one)\nacc.jvp(primals=x, unconnected_gradients=tf.UnconnectedGradients.NONE)",
    "computed after the scope": "with FA(x, one) as acc:\n    y = x * x\nz = y * 2.0\n[acc.jvp(z), acc.jvp(z, tf.UnconnectedGradients.ZERO)]",
    "unconnected as zeros": "with FA(x, one) as acc:\n    y = x * x\n[acc.jvp(y, 'zero'), acc.jvp(tf.constant([2, 3]), 'zero'), acc.jvp(tf.constant([2.0]), 'zero')]",
    "computed before the scope": "acc = FA(x, one)\ny = x * x\nwith acc:\n    z = y * x\nacc.jvp(z)",
    "two scopes of one accumulator": "acc = FA(x, one)\nwith acc:\n    y = x * x\nwith acc:\n    z = y * y\nacc.jvp(z)",
    "asked inside the scope": "with FA(x, one) as acc:\n    y = x * x\n    j = acc.jvp(y)\n    k = acc.jvp(j)\n[j, k]",
    "tangents as Python and NumPy numbers": "with FA([x, one], [2.0, np.float32(5)]) as acc:\n    y = x * one\nacc.jvp(y)",
    "a direction in a matrix": "w = tf.constant([[1.0, 2.0], [3.0, 4.0]])\nwith FA(w, tf.constant([[1.0, 0.0], [0.0, 0.0]])) as acc:\n    y = tf.reduce_sum(tf.tanh(w @ w), 1)\nacc.jvp(y)",
    "structures": "v, u = tf.Variable(3.0), tf.Variable([1.0, 2.0])\nwith FA([v, u], [one, tf.constant([1.0, 0.0])]) as acc:\n    y = [v * v, {'a': u * v}]\n[acc.jvp(y)[0], acc.jvp(y)[1]['a'], acc.jvp((y[0],))]",
    "primals by name": "with FA({'a': x, 'b': one}, {'a': one, 'b': x}) as acc:\n    y = x * one\nacc.jvp(y)",
    "forward over forward": "with FA(x, one) as outer:\n    with FA(x, one) as inner:\n        y = x ** 3\n    f = inner.jvp(y)\n[f, outer.jvp(f), outer.jvp(y), inner.jvp(f)]",
    "both scopes still open": "with FA(x, one) as outer:\n    with FA(x, one) as inner:\n        y = x ** 3\n        f = inner.jvp(y)\n        g = f * x\n[outer.jvp(f), outer.jvp(g), inner.jvp(g)]",
    "third order": "with FA(x, one) as o:\n    with FA(x, one) as m:\n        with FA(x, one) as i:\n            y = x ** 4\n        f = i.jvp(y)\n    g = m.jvp(f)\n[f, g, o.jvp(g), o.jvp(f), m.jvp(y)]",
    "scopes left in another order": "o, i = FA(x, one), FA(x, one)\no.__enter__()\ni.__enter__()\ny = x * x\no.__exit__(None, None, None)\nz = y * x\ni.__exit__(None, None, None)\n[o.jvp(y), i.jvp(y), o.jvp(z), i.jvp(z)]",
    "after an exception inside": "acc = FA(x, one)\ntry:\n    with acc:\n        raise KeyError('x')\nexcept KeyError:\n    pass\nwith acc:\n    y = x * x\nacc.jvp(y)",
    "forward over reverse": "with FA(x, one) as acc:\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = x ** 3\n    g = t.gradient(y, x)\n[g, acc.jvp(g), acc.jvp(y)]",
    "reverse over forward": "with tf.GradientTape() as t:\n    t.watch(x)\n    with FA(x, one) as acc:\n        y = x ** 3\n    j = acc.jvp(y)\n[j, t.gradient(j, x)]",
    "a tape inside does not see tangents": "with FA(x, one) as acc:\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = x ** 3\n        j = acc.jvp(y)\nt.gradient(j, x)",
    "a tape watches the tangent": "v = tf.constant(1.0)\nwith tf.GradientTape() as t:\n    t.watch(v)\n    with FA(x, v) as acc:\n        y = x ** 3\n    j = acc.jvp(y)\nt.gradient(j, v)",
    "the gradient is taken after the scope": "with FA(x, one) as acc:\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = x ** 3\ng = t.gradient(y, x)\nacc.jvp(g)",
    "a tape that stops recording": "with FA(x, one) as acc:\n    with tf.GradientTape() as t:\n        t.watch(x)\n        with t.stop_recording():\n            y = x * x\nacc.jvp(y)",
    "Hessian times vector": "v = tf.Variable([1.0, 2.0, 3.0])\nwith FA(v, tf.constant([1.0, 0.0, -1.0])) as acc:\n    with tf.GradientTape() as t:\n        y = tf.reduce_sum(v ** 3) * v[0]\n    g = t.gradient(y, v)\nacc.jvp(g)",
    "Hessian times vector, reverse over forward": "v = tf.Variable([1.0, 2.0, 3.0])\nwith tf.GradientTape() as t:\n    with FA(v, tf.constant([1.0, 0.0, -1.0])) as acc:\n        y = tf.reduce_sum(v ** 3) * v[0]\n    j = acc.jvp(y)\nt.gradient(j, v)",
    "a column of a Jacobian": "w = tf.Variable([[2.0], [3.0]])\nb = tf.Variable([0.5])\nx = tf.constant([[2.0, 3.0], [1.0, 4.0]])\nwith FA(w, tf.constant([[1.0], [0.0]])) as acc:\n    loss = tf.reduce_sum((tf.constant([1.0, -1.0]) - (x @ w + b)) ** 2.0)\nacc.jvp(loss)",
    "variables": "v, u = tf.Variable(3.0), tf.Variable(2.0)\nwith FA(v, one) as acc:\n    y = v * v * u\n    v.assign(10.0)\n    z = v * v\n[acc.jvp(y), acc.jvp(z), acc.jvp(v), acc.jvp(u)]",
    "assigning cuts": "v = tf.Variable(3.0)\nwith FA(x, one) as acc:\n    v.assign(x * 2.0)\n    y = v * v\n[acc.jvp(y), acc.jvp(v)]",
    "a new variable cuts": "with FA(x, one) as acc:\n    v = tf.Variable(x * x)\n    y = v * 1.0\n[acc.jvp(v), acc.jvp(y)]",
    "where nothing flows": "with FA(x, one) as acc:\n    y = [tf.stop_gradient(x) * 2.0, tf.cast(x, tf.int32), tf.argmax([x, x]), tf.floor(x), x > 2.0, tf.round(x), tf.shape(x), tf.sign(x), tf.zeros_like(x), tf.ones_like(x)]\nacc.jvp(y)",
    "stopped, as zeros": "with FA(x, one) as acc:\n    s = tf.stop_gradient(x)\nacc.jvp(s, 'zero')",
    "through NumPy": "with FA(x, one) as acc:\n    y = tf.constant(x.numpy() * 2.0)\n[acc.jvp(y), acc.jvp(y, 'zero')]",
    "through numpy_function": "with FA(x, one) as acc:\n    y = tf.numpy_function(lambda a: a * a, [x], tf.float32)\nacc.jvp(y)",
    "custom_gradient: what is inside counts": "@tf.custom_gradient\ndef f(x):\n    return x * x, lambda g: g * 100.0\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "custom_gradient around what has none": "@tf.custom_gradient\ndef f(x):\n    return tf.round(x), lambda g: g * 5.0\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "custom_gradient of NumPy, twice": "@tf.custom_gradient\ndef f(x):\n    return tf.constant(x.numpy() ** 2), lambda g: g * 2.0 * x\nwith FA(x, one) as o:\n    with FA(x, one) as i:\n        y = f(x)\n    j = i.jvp(y)\n[j, o.jvp(j)]",
    "custom_gradient that does not depend on it": "@tf.custom_gradient\ndef f(x):\n    return tf.constant(x.numpy() ** 2), lambda g: tf.constant(3.0)\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "custom_gradient of two": "@tf.custom_gradient\ndef f(x, y):\n    return (tf.round(x) + 0.0 * y, x + y), lambda g, h: (g * 2.0 + h, h * 3.0)\nu = tf.constant(2.0)\nwith FA([x, u], [one, one * 10.0]) as a:\n    y = f(x, u)\nwith FA([x], [one]) as b:\n    z = f(x, u)\n[a.jvp(y), b.jvp(z)]",
    "grad_pass_through": "with FA(x, one) as acc:\n    y = tf.grad_pass_through(tf.floor)(x)\nacc.jvp(y)",
    "a Python loop": "with FA(x, one) as acc:\n    y = x\n    for _ in range(3):\n        y = tf.sin(y) * x if y > 1 else y * y\nacc.jvp(y)",
    "sorting": "s = tf.constant([3.0, 1.0, 2.0])\nwith FA(s, tf.constant([1.0, 2.0, 3.0])) as acc:\n    top, at = tf.math.top_k(s, 2)\n    y = [top, at, tf.sort(s), tf.argsort(s), *tf.unstack(s)]\nacc.jvp(y)",
    "the greatest, tied": "with FA(x, one) as acc:\n    y = [tf.reduce_max(tf.constant([3.0, 3.0]) * x), tf.maximum(x, 3.0), tf.nn.relu(x - 3.0), tf.abs(x - 3.0)]\nacc.jvp(y)",
    "while_loop": "with FA(x, one) as acc:\n    y = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * x), [0, x])\nacc.jvp(y[1])",
    "cond": "with FA(x, one) as acc:\n    y = tf.cond(x > 1.0, lambda: x * x, lambda: x)\nacc.jvp(y)",
    "TensorArray": "with FA(x, one) as acc:\n    y = tf.TensorArray(tf.float32, 2).write(0, x).write(1, x * x).stack()\nacc.jvp(y)",
    "map_fn": "with FA(x, one) as acc:\n    y = tf.map_fn(lambda e: e * e, tf.stack([x, 2.0 * x]))\nacc.jvp(y)",
    "scan": "with FA(x, one) as acc:\n    y = tf.scan(lambda a, e: a * e, tf.stack([x, x, x]))\nacc.jvp(y)",
    "a function": "@tf.function\ndef f(x):\n    return x * x * x\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "a function, twice": "@tf.function\ndef f(x):\n    return x * x * x\nwith FA(x, one) as o:\n    with FA(x, one) as i:\n        y = f(x)\n    j = i.jvp(y)\n[j, o.jvp(j)]",
    "inside a function": "@tf.function\ndef f(x):\n    with FA(x, tf.constant(1.0)) as acc:\n        y = x * x * x\n    return acc.jvp(y)\nf(x)",
    "a function with a variable": "v = tf.Variable(2.0)\n@tf.function\ndef f(x):\n    return x * v * v\nwith FA(v, one) as a:\n    y = f(x)\nwith FA([v, x], [one, one]) as b:\n    with tf.GradientTape() as t:\n        z = f(x)\n    g = t.gradient(z, v)\n[a.jvp(y), b.jvp(g), b.jvp(z)]",
    "a tape inside a function": "@tf.function\ndef f(x):\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = x ** 3\n    return t.gradient(y, x)\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "a loop in a function": "@tf.function\ndef f(x):\n    return tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * x), [0, x])[1]\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(y)",
    "a condition in a function": "@tf.function\ndef f(x):\n    return tf.cond(x > 2.0, lambda: x * x, lambda: x), tf.cast(x, tf.int32)\nwith FA(x, one) as acc:\n    y = f(x)\nacc.jvp(list(y))",
}
for title, text in SNIPPETS.items():
    TOPIC.add(
        title,
        lambda tf, np, text=text: execute(tf, np, BEGIN + text),
        rtol=1e-5,
        atol=1e-6,
    )

# Expressions of a matrix q, whose tangent is t.
MATRIX = "q, t = tf.constant([[.2, 1., -1.], [1., 3., .5]]), tf.constant([[.5, -.2, 1.], [-.2, .1, 2.]])\n"
EXPRESSIONS = (
    "tf.nn.softmax(q)",
    "tf.nn.log_softmax(q)",
    "tf.nn.softmax_cross_entropy_with_logits([[0., 1., 0.], [1., 0., 0.]], q)",
    "tf.nn.softmax_cross_entropy_with_logits(q, [[0., 1., 2.], [1., 0., 0.]])",
    "tf.nn.sparse_softmax_cross_entropy_with_logits([1, 0], q)",
    "tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(q), q)",
    "[tf.nn.relu(q), tf.nn.elu(q), tf.nn.leaky_relu(q), tf.nn.softplus(q), tf.nn.selu(q)]",
    "[tf.sigmoid(q), tf.tanh(q), tf.exp(q), tf.sin(q), tf.math.log(q * q), tf.sqrt(tf.abs(q)), tf.square(q)]",
    "[tf.math.erf(q), tf.math.lgamma(q), tf.math.igamma(tf.abs(q), tf.abs(q) + 1.), tf.math.atan2(q, q + 1.)]",
    "[q + 1., 2. - q, q * q[0], q / (q + 3.), -q, q ** 3, tf.abs(q) ** q, q % 0.7, tf.math.divide_no_nan(q, q + 1.)]",
    "[tf.reduce_sum(q, 0), tf.reduce_mean(q), tf.reduce_prod(q, 1), tf.reduce_max(q, 0), tf.reduce_min(q, 1)]",
    "[tf.reduce_logsumexp(q), tf.math.reduce_std(q), tf.norm(q), tf.nn.l2_normalize(q), *tf.nn.moments(q, [0])]",
    "[tf.cumsum(q, 1, reverse=True), tf.math.cumprod(q, 1), tf.math.segment_max(q, [0, 0])]",
    "[q @ tf.transpose(q), tf.tensordot(q, q, [[1], [1]]), tf.einsum('ij,kj->ik', q, q), tf.linalg.matvec(q, q[0])]",
    "[tf.gather_nd(q, [[1, 0], [0, 2]]), tf.where(q > 0., q, 2. * q), tf.clip_by_value(q, 0., 1.)]",
    "tf.clip_by_norm(q, 1.)",
    "[tf.concat([q, q * 2.], 0), tf.pad(q, [[1, 0], [0, 0]], constant_values=5.), tf.transpose(q), tf.tile(q, [1, 2])]",
    "[q[:, 1], q[0, ..., tf.newaxis], *tf.split(q, 3, 1), tf.reshape(q, [-1]), tf.squeeze(q[:1]), tf.expand_dims(q, 0)]",
    "[tf.broadcast_to(q[0], [2, 3]), tf.fill([2], q[0, 0]), tf.linspace(q[0, 0], q[0, 1], 3), tf.repeat(q, 2, 0)]",
    "[tf.tensor_scatter_nd_update(q, [[0, 1]], q[1, :1]), tf.reverse(q, [0]), tf.roll(q, 1, 0)]",
    "[tf.cast(q, tf.float64), tf.identity(q), tf.stack([q, q * q]), tf.add_n([q, q * q]), tf.maximum(q, 0.6), q ** 0.0]",
)
SQUARE = (
    "q, t = tf.constant([[2., 1.], [1., 3.]]), tf.constant([[.5, -.2], [-.2, .1]])\n"
)
LINEAR = (
    "tf.linalg.inv(q)",
    "tf.linalg.det(q)",
    "tf.linalg.slogdet(q)[1]",
    "tf.linalg.cholesky(q)",
    "tf.linalg.eigvalsh(q)",
    "tf.linalg.svd(q, compute_uv=False)",
    "tf.linalg.solve(q, tf.ones([2, 1]))",
    "tf.linalg.triangular_solve(q, q)",
    "tf.linalg.qr(q)[1]",
    "tf.linalg.expm(q)",
    "[tf.linalg.trace(q), tf.linalg.diag_part(q), tf.linalg.band_part(q, 0, -1), tf.linalg.diag(q[0])]",
    "tf.linalg.cross([1., 2., 3.], tf.concat([q[0], q[1, :1]], 0))",
)
IMAGES = "q = tf.reshape(tf.range(32.), [1, 4, 4, 2]) / 10.\nt = tf.sin(q * 3.)\nk = tf.reshape(tf.range(16.), [2, 2, 2, 2]) / 7. - 1.\n"
PICTURED = (
    "tf.nn.conv2d(q, k, 1, 'SAME')",
    "tf.nn.conv2d(q, tf.sin(q)[0, :2, :2, :, tf.newaxis], 1, 'VALID')",
    "tf.nn.max_pool2d(q, 2, 2, 'SAME')",
    "tf.nn.avg_pool2d(q, 2, 1, 'VALID')",
    "tf.nn.depthwise_conv2d(q, k, [1, 1, 1, 1], 'SAME')",
    "tf.nn.conv2d_transpose(q, k, [1, 5, 5, 2], 1, 'VALID')",
    "tf.nn.bias_add(q, q[0, 0, 1])",
    "tf.nn.space_to_depth(q, 2)",
    "tf.nn.batch_normalization(q, 0., 1., 0., 1., 1e-3)",
)
NUMBER = "q, t = tf.constant(1 + 2j), tf.constant(3 - 1j)\n"
COMPLEX = (
    "[q * q, tf.math.conj(q), tf.math.real(q), tf.math.imag(q), tf.abs(q), tf.math.angle(q), tf.exp(q), tf.sign(q)]",
    "[q / (q * q + 1), tf.sqrt(q), tf.math.reciprocal(q), tf.complex(tf.math.real(q), tf.abs(q)), tf.sin(q), q ** 3]",
)
for begin, rows in (
    (MATRIX, EXPRESSIONS),
    (SQUARE, LINEAR),
    (IMAGES, PICTURED),
    (NUMBER, COMPLEX),
):
    for row in rows:
        text = f"{begin}with tf.autodiff.ForwardAccumulator(q, t) as acc:\n    y = {row}\nacc.jvp(y)"
        TOPIC.add(
            row,
            lambda tf, np, text=text: execute(tf, np, text),
            rtol=1e-4,
            atol=1e-5,
        )
MISTAKES = {
    "another dtype": (
        "FA(x, tf.constant(1.0, tf.float64))",
        ("Tensor conversion requested dtype float32 for Tensor with dtype float64",),
    ),
    "a primal twice": (
        "FA([x, x], [one, one])",
        (
            "was specified as a primal multiple times. This may indicate an error. If it was intended, please sum the corresponding tangents.",
        ),
    ),
    "a list and a tuple": (
        "FA([x], (one,))",
        ("The two structures don't have the same nested structure.",),
    ),
    "a list and a tensor": (
        "FA([x], one)",
        ("The two structures don't have the same nested structure.", "is a sequence"),
    ),
    "other keys": (
        "FA({'a': x}, {'b': one})",
        ("The two dictionaries don't have the same set of keys.",),
    ),
    "another length": (
        "FA([x, one], [one])",
        ("The two structures don't have the same nested structure.",),
    ),
    "a list of numbers for a vector": (
        "FA(tf.constant([1.0, 2.0]), [1.0, 2.0])",
        ("The two structures don't have the same nested structure.",),
    ),
    "entered twice": (
        "acc = FA(x, one)\nwith acc:\n    with acc:\n        pass",
        ("Accumulator is already recording.",),
    ),
    "unconnected_gradients": (
        "FA(x, one).jvp(x, unconnected_gradients='no')",
        ("'no' is not a valid UnconnectedGradients",),
    ),
    "no tangent": ("FA([x, one], [one, None])", ()),
}
for title, (text, fragments) in MISTAKES.items():
    TOPIC.mistake(title, text, *fragments, begin=BEGIN)
