"""What does not fit, while computing; and tapes and variables inside functions.

A row is source text, its parts between ``; ``. A row that fails has ``##`` behind it
and the words that TeachFlow's error must have too. ``FN`` stands for
``@tf.function(autograph=False)`` and a line of its own.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute
from tests.oracle.looks import topics

VALUES = r"""
tf.reshape([1, 2, 3, 4], 4)
tf.constant(tf.constant(1), tf.int32)
n = np.array(tf.constant([1.0, 2.0])); n[0] = 9.0; n
np.asarray(tf.constant([1.0, 2.0])).flags.writeable
np.asarray(tf.constant([1.0, 2.0]), np.float64).dtype
import copy; m = tf.Module(); m.v = tf.Variable(1.0); m.f = tf.function(lambda: m.v + 1.0, autograph=False); n = copy.deepcopy(m); m.v.assign(5.0); [n.v, n.f()]
"""

ERRORS = r"""
tf.constant(tf.constant(1.0), tf.int32) ## Expected tensor 1.0 with dtype tf.int32, but got dtype tf.float32.
tf.convert_to_tensor(tf.Variable(3.0), tf.float64) ## Incompatible type conversion requested to type float64 for `tf.Variable of type float32. (Variable: <tf.Variable
np.asarray(tf.constant([1.0, 2.0]))[0] = 9.0 ## assignment destination is read-only
tf.add_n([]) ## Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape
tf.matmul([1, 2], [1, 2]) ## In[0] and In[1] ndims must be == 2: 1
tf.matmul([[1, 2]], [1, 2, 3]) ## In[0] and In[1] has different ndims: [1,2] vs. [3]
tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]), True, True) ## Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3]
tf.transpose([[1, 2], [3, 4]], [0, 0]) ## 1 is missing from {0,0}.
tf.transpose([[1, 2], [3, 4]], [0]) ## transpose expects a vector of size 2. But input(1) is a vector of size 1
tf.transpose([[1, 2], [3, 4]], [0, 5]) ## 5 is out of range [0 .. 2)
tf.concat([[[1, 2]], [[3]]], 0) ## ConcatOp : Dimension 1 in both shapes must be equal: shape[0] = [1,2] vs. shape[1] = [1,1]
tf.concat([[[1, 2]], [3, 4]], 0) ## ConcatOp : Ranks of all input tensors should match: shape[0] = [1,2] vs. shape[1] = [2]
tf.concat([[1], [2]], 1) ## ConcatOp : Expected concatenating dimensions in the range [-1, 1), but got 1
tf.stack([[1, 2], [3]]) ## Shapes of all inputs must match: values[0].shape = [2] != values[1].shape = [1]
tf.stack([tf.zeros([2]), tf.zeros([2]), tf.zeros([2, 1])]) ## Shapes of all inputs must match: values[0].shape = [2] != values[2].shape = [2,1]
tf.where([True, False, True], [1, 2], [3, 4]) ## condition [3], then [2], and else [2] must be broadcastable
tf.tile([1, 2], 2) ## Expected multiples to be 1-D, but got shape []
tf.reverse([1, 2, 3], 0) ## 'dims' must be 1-dimension, not 0
tf.reduce_sum([[1, 2], [3, 4]], axis=2) ## Invalid reduction dimension (2 for input with 2 dimension(s)
tf.reduce_max([1, 2], axis=[0, -3]) ## Invalid reduction dimension (-3 for input with 1 dimension(s)
tf.reduce_all([True], axis=1) ## Invalid reduction dimension (1 for input with 1 dimension(s)
tf.function(5) ## 5 is not a callable object
v = tf.Variable(2.0); tf.function(lambda: v.numpy(), autograph=False)() ## numpy() is only available when eager execution is enabled.
v = tf.Variable(2.0); tf.function(lambda: 1 if v else 2, autograph=False)() ## Using a symbolic `tf.Tensor` as a Python `bool` is not allowed
v = tf.Variable([2.0]); tf.function(lambda: np.square(v), autograph=False)() ## numpy() is only available when eager execution is enabled.
"""

INSIDE = {
    "a captured constant": "x = tf.constant(3.0)\n@fn\ndef f():\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = x * x\n    return t.gradient(y, x)\nf()",
    "a constant captured before": "x = tf.constant(3.0)\n@fn\ndef f(n):\n    y = x * 1.0\n    with tf.GradientTape() as t:\n        t.watch(x)\n        z = x * x * n + y\n    return t.gradient(z, x)\nf(tf.constant(2.0))",
    "a captured constant in a loop": "x = tf.constant(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        t.watch(x)\n        y = tf.while_loop(lambda i, v: i < n, lambda i, v: (i + 1, v * x), [0, x])[1]\n    return t.gradient(y, x)\n[f(tf.constant(k)) for k in (0, 2)]",
    "a constant of another function": "@fn\ndef g(x):\n    @fn\n    def h():\n        with tf.GradientTape() as t:\n            t.watch(x)\n            y = x * x\n        return t.gradient(y, x)\n    return h()\ng(tf.constant(3.0))",
    "a variable in branches": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        y = tf.cond(n > 0.0, lambda: v * v, lambda: v * n)\n    return y, t.gradient(y, v)\n[f(tf.constant(k)) for k in (2.0, -2.0)]",
    "a variable before and in a branch": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        a = tf.abs(v)\n        y = tf.cond(n > a, lambda: v * 2.0, lambda: tf.sin(a))\n    return y, t.gradient(y, v)\n[f(tf.constant(k)) for k in (9.0, -2.0)]",
    "a variable in branches of branches": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        y = tf.cond(n > 0.0, lambda: tf.cond(n > 1.0, lambda: v * v, lambda: v), lambda: v * n)\n    return y, t.gradient(y, v)\n[f(tf.constant(k)) for k in (2.0, 0.5, -2.0)]",
    "a variable in a branch in a loop": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        y = tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, tf.cond(i > 0, lambda: y * v, lambda: y + v)), [0, 1.0])[1]\n    return y, t.gradient(y, v)\n[f(tf.constant(k)) for k in (0, 3)]",
    "a tape in a branch": "v = tf.Variable(3.0)\ndef g(i):\n    with tf.GradientTape() as t:\n        y = v * v * i\n    return t.gradient(y, v)\n@fn\ndef f(n):\n    return tf.cond(n > 0, lambda: g(1.0), lambda: g(2.0))\n[f(tf.constant(k)) for k in (3, -3)]",
    "second order through branches": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    with tf.GradientTape() as t:\n        with tf.GradientTape() as u:\n            y = tf.cond(n > 0, lambda: v ** 3, lambda: v ** 2)\n        g = u.gradient(y, v)\n    return t.gradient(g, v)\n[f(tf.constant(k)) for k in (3, -3)]",
    "forward, of what is captured": "v, x = tf.Variable(3.0), tf.constant(2.0)\n@fn\ndef f():\n    with tf.autodiff.ForwardAccumulator([v, x], [tf.constant(1.0), tf.constant(2.0)]) as a:\n        y = tf.cond(v > 0.0, lambda: v ** 3 * x, lambda: v ** 2)\n    return a.jvp(y)\nf()",
    "how a variable looks": "v = tf.Variable(2.0)\nseen = []\n@fn\ndef f():\n    seen.append(f'{v} {[v]!r}')\n    return v\n[f(), seen]",
    "a branch gives a variable": "v = tf.Variable(3.0)\n@fn\ndef f(n):\n    return tf.cond(n > 0, lambda: v, lambda: v * 2.0)\n[f(tf.constant(k)) for k in (1, -1)]",
    "a trace that fails": "n = [0]\n@fn\ndef f(x):\n    n[0] += 1\n    with tf.GradientTape():\n        y = tf.cond(x > 0.0, lambda: x / (n[0] - 1), lambda: x)\n    return y\nx = tf.constant(3.0)\ntry:\n    f(x)\nexcept ZeroDivisionError:\n    print('no')\nv = tf.Variable(2.0)\nwith tf.GradientTape() as t:\n    y = v * v\n[tf.executing_eagerly(), f(x), t.gradient(y, v)]",
}

TOPICS = topics("accidents", VALUES, ERRORS)
TOPIC = Topic("functions_tapes", "eager")
for title, text in INSIDE.items():
    text = text.replace("@fn", "@tf.function(autograph=False)")
    TOPIC.add(title, lambda tf, np, text=text: execute(tf, np, text))
TOPICS = [*TOPICS, TOPIC]
