"""The eager face: tapes, variables, and the pages that teach them."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("tapes", "eager")
TOPICS = [TOPIC]

# A title, then source text whose last line is the answer.
SNIPPETS = {
    "one gradient": "x = tf.constant(3.0)\nwith tf.GradientTape() as g:\n    g.watch(x)\n    y = x * x\ng.gradient(y, x)",
    "nested": "x = tf.constant(5.0)\nwith tf.GradientTape() as g:\n    g.watch(x)\n    with tf.GradientTape() as gg:\n"
    "        gg.watch(x)\n        y = x * x\n    dy_dx = gg.gradient(y, x)\n[dy_dx, g.gradient(dy_dx, x)]",
    "persistent": "x = tf.constant(3.0)\nwith tf.GradientTape(persistent=True) as g:\n    g.watch(x)\n    y = x * x\n"
    "    z = y * y\n[g.gradient(z, x), g.gradient(y, x), g.gradient(z, y)]",
    "watch_accessed_variables": "x = tf.Variable(2.0)\nw = tf.Variable(5.0)\n"
    "with tf.GradientTape(watch_accessed_variables=False, persistent=True) as tape:\n    tape.watch(x)\n"
    "    y = x ** 2\n    z = w ** 3\n[tape.gradient(y, x), tape.gradient(z, w)]",
    "variables are watched": "v = tf.Variable([1.0, 2.0])\nwith tf.GradientTape() as t:\n    y = v * v\nt.gradient(y, v)",
    "untrainable variables are not": "v = tf.Variable(2.0, trainable=False)\nwith tf.GradientTape() as t:\n    y = v * v\nt.gradient(y, v)",
    "constants are not": "c = tf.constant(2.0)\nwith tf.GradientTape() as t:\n    y = c * c\nt.gradient(y, c)",
    "what is not watched gives None beside what is": "c, s = tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.Variable(3.0)\n"
    "with tf.GradientTape(persistent=True) as t:\n    y = c * s + c ** 2\n"
    "[t.gradient(y, [c, s]), t.jacobian(y, [c, s]), t.batch_jacobian(y, c), t.gradient(c, c), t.gradient(y, y)]",
    "list of sources": "a, b = tf.Variable(2.0), tf.Variable(3.0)\nwith tf.GradientTape() as t:\n    y = a * b + b\nt.gradient(y, [a, b])",
    "dict of sources": "a, b = tf.Variable(2.0), tf.Variable(3.0)\nwith tf.GradientTape() as t:\n    y = a * b\nt.gradient(y, {'a': a, 'b': b})",
    "nested sources": "a, b = tf.Variable(2.0), tf.Variable(3.0)\nwith tf.GradientTape() as t:\n    y = a * b\nt.gradient(y, [a, (b, [a])])",
    "list of targets": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y0 = x ** 2\n    y1 = 1 / x\nt.gradient([y0, y1], x)",
    "vector target": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = x * [3.0, 4.0]\nt.gradient(y, x)",
    "output_gradients": "x = tf.Variable([2.0, 3.0])\nwith tf.GradientTape() as t:\n    y = x * x\n"
    "t.gradient(y, x, output_gradients=tf.constant([1.0, 10.0]))",
    "unconnected": "a, b = tf.Variable(2.0), tf.Variable([3.0])\nwith tf.GradientTape() as t:\n    y = a * a\nt.gradient(y, b)",
    "unconnected as zeros": "a, b = tf.Variable(2.0), tf.Variable([3.0])\nwith tf.GradientTape() as t:\n    y = a * a\n"
    "t.gradient(y, b, unconnected_gradients=tf.UnconnectedGradients.ZERO)",
    "watch in the middle": "x = tf.constant(3.0)\nwith tf.GradientTape() as t:\n    y = x * x\n    t.watch(y)\n    z = y * y\nt.gradient(z, y)",
    "stop_recording": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = x * x\n    with t.stop_recording():\n"
    "        z = x * x * x\n    w = y + z\nt.gradient(w, x)",
    "reset": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = x * x\n    t.reset()\n    z = 5 * x\nt.gradient(z, x)",
    "assign is not recorded": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    x.assign_add(1.0)\n    y = x * x\nt.gradient(y, x)",
    "a tensor of another tape": "x = tf.constant(2.0)\nwith tf.GradientTape() as a, tf.GradientTape() as b:\n    a.watch(x)\n"
    "    b.watch(x)\n    y = x * x\n[a.gradient(y, x), b.gradient(y, x)]",
    "third order": "x = tf.Variable(2.0)\nwith tf.GradientTape() as a:\n    with tf.GradientTape() as b:\n        with tf.GradientTape() as c:\n"
    "            y = x ** 4\n        d1 = c.gradient(y, x)\n    d2 = b.gradient(d1, x)\n[d1, d2, a.gradient(d2, x)]",
    "integer source gives None": "x = tf.constant(3)\nwith tf.GradientTape() as t:\n    y = x * x\nt.gradient(y, x)",
    "through numpy gives None": "x = tf.Variable([1.0, 2.0])\nwith tf.GradientTape() as t:\n    y = tf.constant(np.square(x.numpy()))\nt.gradient(y, x)",
    "through an integer gives None": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = tf.cast(tf.cast(x, tf.int32), tf.float32)\nt.gradient(y, x)",
    "control flow": "x = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = x if x > 1 else -x\n    for i in range(3):\n        y = y * x\nt.gradient(y, x)",
    "linear layer": "w = tf.Variable([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])\nb = tf.Variable(tf.zeros([2]))\nx = [[1.0, 2.0, 3.0]]\n"
    "with tf.GradientTape(persistent=True) as t:\n    y = x @ w + b\n    loss = tf.reduce_mean(y ** 2)\nt.gradient(loss, [w, b])",
    "watched variables": "v = tf.Variable(1.0, name='v')\nu = tf.Variable(1.0, name='u')\nwith tf.GradientTape() as t:\n    y = v * u\n"
    "[w.name for w in t.watched_variables()]",
    "descent by hand": "w = tf.Variable(5.0)\nfor _ in range(10):\n    with tf.GradientTape() as t:\n        loss = (w - 2.0) ** 2\n"
    "    w.assign_sub(0.1 * t.gradient(loss, w))\nw",
    "gradient inside the tape": "x = tf.Variable(3.0)\nwith tf.GradientTape(persistent=True) as t:\n    y = x * x\n    g = t.gradient(y, x)\ng",
    # Variables.
    "variable of a tensor": "m = tf.constant([[1.0, 2.0], [3.0, 4.0]])\nv = tf.Variable(m)\n[v.shape.as_list(), v.dtype.name, v.numpy()]",
    "variables of other kinds": "[tf.Variable([False, True]), tf.Variable([5 + 4j, 6 + 1j]), tf.Variable('a')]",
    "assign keeps the dtype": "a = tf.Variable([2.0, 3.0])\na.assign([1, 2])\na",
    "a copy is a copy": "a = tf.Variable([2.0, 3.0])\nb = tf.Variable(a)\na.assign([5, 6])\n[a, b]",
    "assign returns the variable": "a = tf.Variable([2.0, 3.0])\na.assign([5, 6])\n[a.assign_add([2, 3]).numpy(), a.assign_sub([7, 9]).numpy()]",
    "two of one name": "a = tf.Variable([[1.0, 2.0]], name='Mark')\nb = tf.Variable(a + 1, name='Mark')\n[a.name, b.name, a == b]",
    "operators": "v = tf.Variable([1.0, 2.0])\n[v + 1, 2 * v, v[0], -v, v ** 2, v / 2, v @ v if False else tf.reduce_sum(v), v < 2]",
    "convert and reshape": "v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])\n[tf.convert_to_tensor(v), tf.argmax(v), tf.reshape(v, [1, 4])]",
    "read_value and value": "v = tf.Variable(3.0)\n[v.read_value(), v.value()]",
    "untrainable": "[tf.Variable(1, trainable=False).trainable, tf.Variable(1).trainable]",
    "an item of a variable": "v = tf.Variable([1.0, 2.0, 3.0])\nv[1].assign(9.0) if False else v[1]",
    "numpy meets tensors": "a = tf.constant([1.0, 2.0])\n[np.square(a), a.numpy() + 1, np.float32([1, 2]) + a]",
    "equality is elementwise": "a = tf.constant([1, 2])\n[a == [1, 3], a != a, a == a]",
    "a tensor holds its value": "n = np.array([1.0, 2.0])\na = tf.constant(n)\nn[0] = 9\na",
    "with a device": "with tf.device('CPU:0'):\n    a = tf.constant([[1.0, 2.0]])\na",
}
for title, text in SNIPPETS.items():
    TOPIC.add(
        title, lambda tf, np, text=text: execute(tf, np, text), rtol=1e-5, atol=1e-6
    )

MISTAKES = {
    "used twice": (
        "x = tf.Variable(1.0)\nwith tf.GradientTape() as t:\n    y = x * x\nt.gradient(y, x)\nt.gradient(y, x)",
        (
            "A non-persistent GradientTape can only be used to compute one set of gradients",
        ),
    ),
    "watch a number": ("with tf.GradientTape() as t:\n    t.watch(1.0)", ("float",)),
    "assign of another shape": (
        "a = tf.Variable([2.0, 3.0])\na.assign([1.0, 2.0, 3.0])",
        ("(2,)", "(3,)"),
    ),
    "entered twice": ("with tf.GradientTape() as t:\n    with t:\n        pass", ()),
    "stop_recording outside": (
        "t = tf.GradientTape()\nwith t.stop_recording():\n    pass",
        (),
    ),
    "unconnected_gradients": (
        "x = tf.Variable(1.0)\nwith tf.GradientTape() as t:\n    y = x * x\nt.gradient(y, x, unconnected_gradients='no')",
        ("no",),
    ),
}
for title, (text, fragments) in MISTAKES.items():
    TOPIC.mistake(title, text, *fragments)
