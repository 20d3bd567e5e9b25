"""``tf.function``: traces, signatures, variables, tapes, random streams, errors.

Rows are source text, in which ``@fn`` stands for ``@tf.function(autograph=False)``:
AutoGraph cannot read it. What AutoGraph does is asked in ``functions_autograph``.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("functions", "eager")
TOPICS = [TOPIC]

COUNT = "n = [0]\n@fn\ndef f(x, y=2):\n    n[0] += 1\n    return x\n"

SNIPPETS = {
    "one trace for one kind": COUNT
    + "a = [f(tf.constant(k)) for k in (1, 2, 3)]\n[a, n]",
    "a trace for each shape": COUNT
    + "a = [f(tf.zeros(k)) for k in (1, 2, 1, 3)]\n[a, n]",
    "a trace for each dtype": COUNT
    + "a = [f(tf.constant(k)) for k in (1, 1.0, 2.0, True)]\n[a, n]",
    "Python values": COUNT + "a = [f(k) for k in (1, 2, 1, 's', None)]\n[a, n]",
    "equal Python values are one": COUNT + "a = [f(k) for k in (1, 1.0, True)]\n[a, n]",
    "NumPy is tensors": COUNT
    + "a = [f(k) for k in (f32([1, 2]), f32([3, 4]), tf.constant([5.0, 6.0]), np.float32(1))]\n[a, n]",
    "structures": COUNT
    + "a = [f(k) for k in ([1, 2], (1, 2), {'a': 1}, {'a': tf.constant(1)}, {'a': tf.constant(2)})]\n[a, n]",
    "variables of one kind": COUNT
    + "a = [f(tf.Variable(k)) for k in (1.0, 2.0, [2.0])]\n[a, n]",
    "the same variable twice": "n = [0]\n@fn\ndef f(x, y):\n    n[0] += 1\n    return x + y\nv, w = tf.Variable(1.0), tf.Variable(2.0)\n[f(v, w), f(w, v), f(v, v), n]",
    "defaults and keywords": COUNT
    + "t = tf.constant(1)\na = [f(t), f(x=t), f(t, 2), f(t, y=2), f(t, y=3)]\n[a, n]",
    "objects by identity": COUNT.replace("return x", "return y")
    + "class A:\n    pass\na, b = A(), A()\nr = [f(a), f(a), f(b)]\n[r, n]",
    "results in their structure": "@fn\ndef f(a, b):\n    return {'s': a['p'] + b[0], 'n': None, 'c': 3, 't': (b[1], 2.0), 'l': [a['p']]}\nf({'p': tf.constant([1.0])}, (tf.constant([2.0]), 3))",
    "results of Python": "[tf.function(lambda: k, autograph=False)() for k in (1, 1.5, None, 's', [1, 2], f64([1, 2]), (1, [2, {'a': 3}]), [], {}, np.float64(2), True)]",
    "input_signature": "n = [0]\n@tf.function(autograph=False, input_signature=[tf.TensorSpec([None], tf.int32)])\ndef f(x):\n    n[0] += 1\n    return x * 2\n[f(tf.constant([1, 2])), f(tf.constant([3])), f([4, 5]), f(x=tf.constant([6])), n]",
    "reduce_retracing": "n = [0]\n@tf.function(autograph=False, reduce_retracing=True)\ndef f(x):\n    n[0] += 1\n    return x\na = [f(tf.constant(s)) for s in ([1.0], [1.0, 2.0], [1.0, 2.0, 3.0], [[1.0]], [[1.0, 2.0]])]\n[a, n]",
    "tracing count": COUNT
    + "f(1)\nf(tf.constant(1))\nf(tf.constant(2))\nf.experimental_get_tracing_count()",
    "python_function": "@fn\ndef f(x):\n    return x + 1\n[f.python_function(1), f.__name__]",
    "methods": "n = [0]\nclass A:\n    def __init__(self, k):\n        self.k = k\n    @fn\n    def f(self, x):\n        n[0] += 1\n        return x * self.k\na, b = A(2), A(3)\nt = tf.constant(5)\n[a.f(t), a.f(t), b.f(t), n]",
    "a concrete function": "@fn\ndef f(x, y=2):\n    return x * y\nc = f.get_concrete_function(tf.TensorSpec([None], tf.int32))\n[c(tf.constant([1, 2])), c(tf.constant([3])), str(c), [t.name for t in c.inputs + c.outputs], str(c.structured_input_signature), c.structured_outputs.shape.as_list()]",
    "a concrete function of a structure": "@fn\ndef f(a, b, *, k=3):\n    return {'s': a['p'] + b[0], 'n': None, 't': (b[1], 2.0)}\nc = f.get_concrete_function({'p': tf.TensorSpec([None, 2])}, (tf.constant([1.0, 2.0]), tf.TensorSpec([], tf.int32)), k='z')\n[str(c), c.pretty_printed_signature(verbose=False), str(c.structured_input_signature)]",
    "a concrete function of variables": "v = tf.Variable(3.0)\n@fn\ndef f(x):\n    return v * x\nc = f.get_concrete_function(tf.TensorSpec([]))\n[c(tf.constant(2.0)), [w.name for w in c.variables], [w is v for w in c.trainable_variables]]",
    "an existing trace is found": "n = [0]\n@fn\ndef f(x):\n    n[0] += 1\n    return x\nf.get_concrete_function(tf.TensorSpec([None]))\n[f(tf.zeros([2])), f(tf.zeros([5])), n]",
    "variables": "v = tf.Variable(1.0)\n@fn\ndef f(x):\n    v.assign_add(x)\n    w = v * 10.0\n    v.assign(v - 0.5)\n    return w, v.read_value()\n[f(tf.constant(2.0)), f(tf.constant(2.0)), v]",
    "what a variable returns": "v = tf.Variable(1.0)\n@fn\ndef f(x):\n    return v.assign_add(x), v\n[f(tf.constant(1.0)), f(tf.constant(1.0))]",
    "a variable made in the first call": "n = [0]\nclass M:\n    v = None\n    @fn\n    def f(self, x):\n        n[0] += 1\n        if self.v is None:\n            self.v = tf.Variable(x * 2, name='own')\n        return self.v.assign_add(x)\nm = M()\n[m.f(tf.constant(3.0)), m.f(tf.constant(4.0)), m.v, m.v.name, n]",
    "a variable with a function as initial value": "kept = []\n@fn\ndef f():\n    if not kept:\n        kept.append(tf.Variable(lambda: tf.ones([2]) * 3))\n    return kept[0].assign_add([1.0, 1.0])\n[f(), f()]",
    "order of effects": "v = tf.Variable(0.0)\nlog = tf.Variable([0.0, 0.0, 0.0])\n@fn\ndef f():\n    a = v.read_value()\n    v.assign(5.0)\n    b = v + 0.0\n    v.assign_add(1.0)\n    return a, b, v + 0.0\n[f(), f()]",
    "captures": "c = tf.constant([1.0, 2.0])\nbig = tf.ones([200])\n@fn\ndef f(x):\n    return tf.reduce_sum(x * c) + tf.reduce_sum(big)\nwith tf.GradientTape() as t:\n    t.watch([c, big])\n    y = f(tf.constant([3.0, 4.0]))\na, b = t.gradient(y, [c, big])\n[y, a, b[:3]]",
    "a value of Python is kept": "k = 1\n@fn\ndef f(x):\n    return x + k\na = f(tf.constant(1))\nk = 10\n[a, f(tf.constant(1)), f(tf.constant(1.0))]",
    "functions in functions": "@fn\ndef g(x):\n    return x * x\n@fn\ndef f(x):\n    return g(x) + g(x + 1.0)\n[f(tf.constant(2.0)), [op.type for op in f.get_concrete_function(tf.TensorSpec([])).graph.get_operations()]]",
    "recursion": "@fn\ndef f(x, n):\n    return x if n == 0 else f(x * n, n - 1)\nf(tf.constant(1), 5)",
    "executing_eagerly": "seen = []\n@fn\ndef f(x):\n    seen.append([tf.executing_eagerly(), tf.inside_function()])\n    with tf.init_scope():\n        seen.append([tf.executing_eagerly(), int(tf.constant(2) + 1)])\n    return x\nf(tf.constant(1))\nseen",
    "run_functions_eagerly": "n = [0]\n@fn\ndef f(x):\n    n[0] += 1\n    return x + 1\ntf.config.run_functions_eagerly(True)\na = [f(tf.constant(1)), f(tf.constant(1)), tf.config.functions_run_eagerly()]\ntf.config.run_functions_eagerly(False)\n[a, f(tf.constant(1)), f(tf.constant(1)), n, tf.config.functions_run_eagerly()]",
    "equality of symbolic tensors": "@fn\ndef f(x):\n    return x == 3, x != 3\nf(tf.constant([3, 4]))",
    "nodes": "c = tf.constant(3)\n@fn\ndef f(x, y):\n    return tf.matmul(x, y) + 1.0, tf.reduce_mean(x)\ng = f.get_concrete_function(tf.TensorSpec([None, 2]), tf.TensorSpec([2, 3])).graph\n[[op.name, op.type, [t.name for t in op.inputs]] for op in g.get_operations()]",
    # Gradients.
    "a tape around": "w = tf.Variable([[1.0], [2.0]])\n@fn\ndef f(x):\n    return tf.reduce_sum(tf.matmul(x, w) ** 2)\nx = tf.constant([[1.0, 2.0], [3.0, 4.0]])\nwith tf.GradientTape() as t:\n    t.watch(x)\n    y = f(x)\n[y, t.gradient(y, [x, w]), [v.name for v in t.watched_variables()]]",
    "a tape inside": "w = tf.Variable(3.0)\n@fn\ndef f(x):\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = w * x * x\n    return t.gradient(y, [x, w])\nf(tf.constant(2.0))",
    "a training step": "w, b = tf.Variable([[1.0], [2.0]]), tf.Variable(0.5)\n@fn\ndef step(x, y):\n    with tf.GradientTape() as t:\n        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))\n    gw, gb = t.gradient(loss, [w, b])\n    w.assign_sub(0.01 * gw)\n    b.assign_sub(0.01 * gb)\n    return loss\nx, y = tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.constant([[1.0], [2.0]])\n[[step(x, y) for _ in range(3)], w, b]",
    "second order": "@fn\ndef f(x):\n    return tf.reduce_sum(x ** 3)\nx = tf.constant([1.0, 2.0])\nwith tf.GradientTape() as a:\n    a.watch(x)\n    with tf.GradientTape() as b:\n        b.watch(x)\n        y = f(x)\n    g = b.gradient(y, x)\n[g, a.gradient(g, x)]",
    "third order": "@fn\ndef f(x):\n    return x ** 4\nx = tf.constant(2.0)\nwith tf.GradientTape() as a:\n    a.watch(x)\n    with tf.GradientTape() as b:\n        b.watch(x)\n        with tf.GradientTape() as c:\n            c.watch(x)\n            y = f(x)\n        d1 = c.gradient(y, x)\n    d2 = b.gradient(d1, x)\n[d1, d2, a.gradient(d2, x)]",
    "a Jacobian": "@fn\ndef f(x):\n    return x * x[::-1]\nx = tf.constant([1.0, 2.0, 3.0])\nwith tf.GradientTape() as t:\n    t.watch(x)\n    y = f(x)\nt.jacobian(y, x)",
    "a gradient in a function of a function": "w = tf.Variable(2.0)\n@fn\ndef g(x):\n    return w * x * x\n@fn\ndef f(x):\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = g(x) + x\n    return t.gradient(y, [x, w])\nf(tf.constant(3.0))",
    "several results, one used": "@fn\ndef f(x):\n    return x * x, tf.exp(x), tf.cast(x, tf.int32)\nx = tf.constant(2.0)\nwith tf.GradientTape(persistent=True) as t:\n    t.watch(x)\n    a, b, c = f(x)\n[t.gradient(a, x), t.gradient(b, x), t.gradient([a, b], x)]",
    "unconnected": "v = tf.Variable(1.0)\n@fn\ndef f(x):\n    return x * 2.0\nwith tf.GradientTape() as t:\n    y = f(tf.constant(1.0))\nt.gradient(y, v)",
    "tf.gradients in a function": "@fn\ndef f(x):\n    y = x ** 3\n    return tf.gradients(y, x)\nf(tf.constant(2.0))",
    "custom_gradient in a function": "@tf.custom_gradient\ndef twice(x):\n    return x * x, lambda dy: dy * 100.0\n@fn\ndef f(x):\n    return twice(x) + x\nx = tf.constant(3.0)\nwith tf.GradientTape() as t:\n    t.watch(x)\n    y = f(x)\n[y, t.gradient(y, x)]",
    "forward mode": "@fn\ndef f(x):\n    return tf.sin(x) * x\nx = tf.constant([1.0, 2.0])\nwith tf.autodiff.ForwardAccumulator(x, tf.ones([2])) as acc:\n    y = f(x)\nacc.jvp(y)",
    # Conditions and loops that are spelled out.
    "tf.cond": "@fn\ndef f(x):\n    return tf.cond(x > 0, lambda: x * 2, lambda: -x)\n[f(tf.constant(2)), f(tf.constant(-3))]",
    "tf.while_loop": "@fn\ndef f(n):\n    return tf.while_loop(lambda i, s: i < n, lambda i, s: [i + 1, s + i], [0, 0])\nf(tf.constant(5))",
    "gradient through tf.cond": "v = tf.Variable(2.0)\n@fn\ndef f(x):\n    return tf.cond(x > 0, lambda: v * x * x, lambda: tf.exp(x))\nfound = []\nfor k in (3.0, -1.0):\n    x = tf.constant(k)\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = f(x)\n    found.append(t.gradient(y, x))\nfound",
    # Random numbers.
    "random numbers": "tf.random.set_seed(1)\nf = tf.function(lambda: (tf.random.uniform([2]), tf.random.normal([2])), autograph=False)\n[f(), f()]",
    "set_seed begins anew": "f = tf.function(lambda: tf.random.uniform([2], seed=3), autograph=False)\ntf.random.set_seed(1)\na = [f(), f()]\ntf.random.set_seed(1)\n[a, f(), f()]",
    "two functions": "tf.random.set_seed(1)\nf = tf.function(lambda: tf.random.uniform([2]), autograph=False)\ng = tf.function(lambda: tf.random.uniform([2]), autograph=False)\n[f(), f(), g()]",
    "random kinds": "tf.random.set_seed(1)\n@fn\ndef f():\n    return tf.random.shuffle(tf.range(5)), tf.nn.dropout(tf.ones([4]), 0.5), tf.random.truncated_normal([2]), tf.random.uniform([2], 0, 10, tf.int32)\n[f(), f()]",
    "random in functions in functions": "tf.random.set_seed(1)\nf = tf.function(lambda: tf.random.uniform([1]), autograph=False)\ng = tf.function(lambda: (f(), f(), tf.random.uniform([1])), autograph=False)\n[g(), g(), f()]",
}
for title, text in SNIPPETS.items():
    TOPIC.add(
        title,
        lambda tf, np, text=text: execute(
            tf, np, text.replace("@fn", "@tf.function(autograph=False)")
        ),
        rtol=1e-5,
        atol=1e-6,
    )

RETURNS = "To be compatible with tf.function, Python functions must return zero or more Tensors or ExtensionTypes or None values"
BOOL = "Using a symbolic `tf.Tensor` as a Python `bool` is not allowed"
SIG = "@tf.function(autograph=False, input_signature=[tf.TensorSpec([None], tf.int32)])\ndef f(x):\n    return x\n"
MISTAKES: dict[str, tuple[str, ...]] = {
    "# if on a tensor\n@fn\ndef f(x):\n    return x if x > 0 else -x\nf(tf.constant(1))": (BOOL,),
    "# and on tensors\n@fn\ndef f(x):\n    return x and x\nf(tf.constant(True))": (BOOL,),
    "# for over a tensor\n@fn\ndef f(x):\n    return [i for i in x]\nf(tf.constant([1]))": ("Iterating over a symbolic `tf.Tensor` is not allowed",),
    "# NumPy\n@fn\ndef f(x):\n    return np.sin(x)\nf(tf.constant(1.0))": ("Cannot convert a symbolic tf.Tensor (x:0) to a numpy array",),
    "# numpy()\n@fn\ndef f(x):\n    return x.numpy()\nf(tf.constant(1.0))": ("'SymbolicTensor' object has no attribute 'numpy'",),
    "# len\n@fn\ndef f(x):\n    return len(x)\nf(tf.constant([1]))": ("len is not well defined for a symbolic Tensor (x:0)",),
    "# range\n@fn\ndef f(x):\n    return list(range(x))\nf(tf.constant(1))": ("'SymbolicTensor' object cannot be interpreted as an integer",),
    "# an object as result\n@fn\ndef f():\n    return object()\nf()": (RETURNS, "found return value of type object"),
    "# an operation as result\n@fn\ndef f():\n    return tf.print('x') if False else tf.no_op()\nf()": (RETURNS, "Operation"),
    "# a leaked tensor\nkept = []\n@fn\ndef f(x):\n    kept.append(x + 1)\n    return x\nf(tf.constant(1.0))\nkept[0] + 1": ("is out of scope and cannot be used here", "<tf.Tensor 'add:0' shape=() dtype=float32>"),
    "# a leaked tensor in another function\nkept = []\n@fn\ndef f(x):\n    kept.append(x + 1)\n    return x\nf(tf.constant(1.0))\ntf.function(lambda: kept[0] + 1, autograph=False)()": ("is out of scope and cannot be used here",),
    "# a variable in each call\n@fn\ndef f(x):\n    v = tf.Variable(1.0)\n    return v\nf(1)": ("tf.function only supports singleton tf.Variables created on the first call",),
    "# a variable in a later call\n@fn\ndef f(x, late):\n    if late:\n        v = tf.Variable(1.0)\n    return x\nf(1, False)\nf(1, True)": ("Creating variables on a non-first call to a function decorated with tf.function",),
    "# a set\n@fn\ndef f(x):\n    return 1\nf({1, 2})": ("Could not generate a generic TraceType for {1, 2}",),
    "# missing\n@fn\ndef f(x, y=2):\n    return x\nf()": ("Binding inputs to tf.function failed due to `missing a required argument: 'x'`", "for signature: (x, y=<captured_default_value>)"),
    "# too many\n@fn\ndef f(x):\n    return x\nf(1, 2)": ("Binding inputs to tf.function failed due to `too many positional arguments`",),
    "# signature: rank\n" + SIG + "f(tf.constant([[1, 2]]))": ("Can not cast TensorSpec(shape=(1, 2), dtype=tf.int32, name=None) to TensorSpec(shape=(None,), dtype=tf.int32, name=None)",),
    "# signature: dtype\n" + SIG + "f(tf.constant([1.0]))": ("Can not cast TensorSpec(shape=(1,), dtype=tf.float32, name=None) to TensorSpec(shape=(None,), dtype=tf.int32, name=None)",),
    "# signature: a list of floats\n" + SIG + "f([1.5])": ("Cannot convert [1.5] to EagerTensor of dtype int32",),
    "# signature: nothing\n" + SIG + "f()": ("missing a required argument: 'x'", "(x: TensorSpec(shape=(None,), dtype=tf.int32, name=None))"),
    "# signature: too short\ntf.function(lambda x, y: x, input_signature=[tf.TensorSpec([])])(1.0)": ("input_signature missing type constraint for y",),
    "# signature: no specs\ntf.function(lambda x: x, input_signature=[3])(1.0)": ("input_signature must be a possibly nested sequence of TensorSpec objects, got invalid args [3]",),
    "# signature: no list\ntf.function(lambda x: x, input_signature=tf.TensorSpec([]))(1.0)": ("input_signature must be either a tuple or a list",),
    "# concrete: dtype\n@fn\ndef f(x):\n    return x\nf.get_concrete_function(tf.TensorSpec([2]))(tf.constant([1, 2]))": ("was expected to be a float tensor but is a int32 tensor",),
    "# concrete: nothing\n@fn\ndef f(x):\n    return x\nf.get_concrete_function(tf.TensorSpec([2]))()": ("Fallback to flat signature also failed due to: f(x) missing required arguments: x.",),
    "# concrete: too many\n@fn\ndef f(x):\n    return x\nf.get_concrete_function(tf.TensorSpec([]))(tf.constant(1.0), tf.constant(1.0))": ("f(x) takes 1 positional arguments, got 2.",),
    "# shapes, while tracing\n@fn\ndef f(x):\n    return tf.matmul(x, x)\nf(tf.ones([2, 3]))": ("Dimensions must be equal, but are 3 and 2",),
    "# values, while running\n@fn\ndef f(x):\n    tf.debugging.assert_positive(x)\n    return x\nf(tf.constant(-1.0))": ("Condition x > 0 did not hold element-wise",),
}  # fmt: skip


def _mistake(tf: Any, np: Any, text: str, fragments: tuple[str, ...]) -> Any:
    text = text.replace("@fn", "@tf.function(autograph=False)")
    return outcome(lambda: [execute(tf, np, text)] and "no error", *fragments)


for text, fragments in MISTAKES.items():
    TOPIC.add(
        "error: " + text.partition("\n")[0].removeprefix("# "),
        lambda tf, np, text=text, fragments=fragments: _mistake(
            tf, np, text, fragments
        ),
    )
