"""What the pages on tensors, variables, gradients and modules teach, page by page.

The programs are our own; each does what its page shows.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("guides", "eager")
TOPICS = [TOPIC]

TENSORS = """
# scalars, vectors, matrices
[repr(t) for t in (tf.constant(7), tf.constant([1.5, 2.5]), tf.constant([[1, 2], [3, 4], [5, 6]], dtype=tf.float16))]
---
# three axes, printed
cube = tf.constant([[[k + 10 * j + 100 * i for k in range(4)] for j in range(2)] for i in range(3)])
[str(cube), cube.shape.as_list(), int(tf.rank(cube)), int(tf.size(cube)), cube.ndim]
---
# to NumPy and back
cube = tf.reshape(tf.range(6), [2, 3])
[np.array(cube).tolist(), cube.numpy().tolist(), tf.constant(cube.numpy() * 2)]
---
# arithmetic in words and in signs
a, b = tf.constant([[1, 2], [3, 4]]), tf.ones([2, 2], dtype=tf.int32)
[tf.add(a, b), tf.multiply(a, b), tf.matmul(a, b), a + b, a * b, a @ b]
---
# reductions
c = tf.constant([[4.0, 5.0], [10.0, 1.0]])
[tf.reduce_max(c), tf.math.argmax(c), tf.argmax(c, axis=1), tf.nn.softmax(c), tf.reduce_mean(c, 0)]
---
# lists and arrays are taken
[tf.convert_to_tensor([1, 2, 3]), tf.reduce_max([1, 2, 3]), tf.reduce_max(np.array([1, 2, 3]))]
---
# shapes
t = tf.zeros([3, 2, 4, 5])
[t.dtype.name, t.ndim, t.shape.as_list(), t.shape[0], t.shape[-1], int(tf.size(t)), tf.shape(t)]
---
# one axis: indexing
f = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
[f[0].numpy(), f[-1].numpy(), f[:], f[:4], f[4:], f[2:7], f[::2], f[::-1]]
---
# many axes: indexing
m = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
[m[1, 1].numpy(), m[1, :], m[:, 1], m[-1, :], m[0, 0:1], m[1:, :]]
---
# the last of every row of every block
r = tf.reshape(tf.range(30), [3, 2, 5])
[r[:, :, 4], r[..., 1:3], r[:, tf.newaxis].shape.as_list()]
---
# reshaping keeps the order of the elements
r = tf.reshape(tf.range(24), [2, 3, 4])
[tf.reshape(r, [-1]), tf.reshape(r, [6, 4]), tf.reshape(r, [2, -1]), tf.reshape(r, [2, 12, -1]).shape.as_list()]
---
# a shape that does not fit
tf.reshape(tf.range(30), [7, -1])
---
# casting
x = tf.constant([2.2, 3.3, 4.4], dtype=tf.float64)
[x.dtype.name, tf.cast(x, tf.float16), tf.cast(x, dtype=tf.uint8)]
---
# broadcasting
x, y, z = tf.constant([1, 2, 3]), tf.constant(2), tf.constant([2, 2, 2])
[tf.multiply(x, 2), x * y, x * z, tf.reshape(x, [3, 1]) * tf.range(1, 5), tf.broadcast_to(x, [2, 3])]
---
# strings
s = tf.constant(["grey wolf", "quick brown fox", "lazy dog"])
[tf.constant("one"), s, tf.strings.length(s), tf.strings.upper(s), tf.strings.to_number(["1", "10.4"])]
---
# text as bytes
b = tf.strings.bytes_split(tf.constant("Duck"))
[b, tf.io.decode_raw(tf.constant("Duck"), tf.uint8), tf.strings.unicode_decode(tf.constant("héé".encode()), "UTF-8")]
---
# unicode
tf.constant("\\u2603 \\U0001F60A")
---
# a ragged list is no tensor
tf.constant([[0, 1, 2], [3], [4, 5]])
---
# it is not changed in place
t = tf.constant([1, 2])
t[0] = 3
---
# it is no key
{tf.constant(1): 1}
---
# it is true or false where it is one number
[bool(tf.constant(3)), bool(tf.constant(0.0))]
---
# more numbers are neither
bool(tf.constant([1, 2]))
---
# comparing makes a tensor
a = tf.constant([1, 2, 3])
[a == [1, 0, 3], a != 2, a > 1, a is a]
---
# going through
[int(row[0]) for row in tf.constant([[1, 2], [3, 4]])], len(tf.constant([5, 6, 7]))
"""

VARIABLES = """
# made of a tensor
v = tf.Variable(tf.constant([[1.0, 2.0], [3.0, 4.0]]))
[repr(v), v.shape.as_list(), v.dtype.name, v.numpy().tolist()]
---
# bools and complex numbers
[repr(tf.Variable([False, True])), repr(tf.Variable([5 + 4j, 6 + 1j]))]
---
# used as a tensor
v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
[tf.convert_to_tensor(v), tf.math.argmax(v), tf.reshape(v, [1, 4]), repr(v)]
---
# assigned in place
a = tf.Variable([2.0, 3.0])
a.assign([1, 2])
[a.numpy().tolist(), repr(a)]
---
# of another length
a = tf.Variable([2.0, 3.0])
a.assign([1.0, 2.0, 3.0])
---
# a copy shares nothing
a = tf.Variable([2.0, 3.0])
b = tf.Variable(a)
a.assign([5, 6])
[a.numpy().tolist(), b.numpy().tolist(), a.assign_add([2, 3]).numpy().tolist(), a.assign_sub([7, 9]).numpy().tolist()]
---
# names may repeat
m = tf.constant([[1.0]]); a = tf.Variable(m, name="Mark"); b = tf.Variable(m + 1, name="Mark")
[a.name, b.name, a == b]
---
# not trained
tf.Variable(1, trainable=False).trainable
---
# placed by hand
with tf.device("CPU:0"):
    a = tf.Variable([[1.0, 2.0, 3.0]])
    k = tf.constant([[1.0], [2.0], [3.0]])
    c = tf.matmul(a, k)
[c, a.device, c.device]
"""

GRADIENTS = """
# a square
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x ** 2
tape.gradient(y, x).numpy()
---
# a layer by hand, as list and as dict
w, b = tf.Variable([[0.5, -1.0], [1.0, 2.0], [0.0, 1.0]]), tf.Variable(tf.zeros(2))
with tf.GradientTape(persistent=True) as tape:
    loss = tf.reduce_mean((tf.constant([[1.0, 2.0, 3.0]]) @ w + b) ** 2)
[tape.gradient(loss, [w, b]), tape.gradient(loss, {"b": b, "w": w})]
---
# only variables that are trained
kept, fixed, made, plain = tf.Variable(3.0), tf.Variable(3.0, trainable=False), tf.Variable(2.0) + 1.0, tf.constant(3.0)
with tf.GradientTape() as tape:
    y = kept ** 2 + fixed ** 2 + made ** 2
tape.gradient(y, [kept, fixed, made, plain])
---
# which ones are watched
a, b = tf.Variable(1.0, name="a"), tf.Variable(2.0, name="b")
with tf.GradientTape() as tape:
    y = b * a
[v.name for v in tape.watched_variables()]
---
# only what is asked for
a, b = tf.Variable(0.0), tf.Variable(10.0)
with tf.GradientTape(watch_accessed_variables=False) as tape:
    tape.watch(b)
    y = tf.reduce_sum(tf.sin(a) + tf.nn.softplus(b))
tape.gradient(y, {"a": a, "b": b})
---
# something in between
x = tf.constant(3.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x
    z = y * y
tape.gradient(z, y)
---
# a tape twice
x = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * x
[tape.gradient(y, x), tape.gradient(y, x)]
---
# several targets, and the sum
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = {"a": x ** 2, "b": 1 / x}
tape.gradient(y, x)
---
# a curve and its slope
x = tf.linspace(-10.0, 10.0, 7)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.nn.sigmoid(x)
tape.gradient(y, x)
---
# the branch that was taken
a, b, x = tf.Variable(2.0), tf.Variable(2.0), tf.constant(1.0)
with tf.GradientTape(persistent=True) as tape:
    y = a if x > 0.0 else b ** 2
tape.gradient(y, [a, b])
---
# no way from one to the other
x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = y * y
tape.gradient(z, x)
---
# replaced by a tensor
x, found = tf.Variable(2.0), []
for _ in range(2):
    with tf.GradientTape() as tape:
        y = x + 1
    found.append(tape.gradient(y, x))
    x = x + 1
found
---
# through NumPy
x = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    y = tf.reduce_mean(np.mean((x ** 2).numpy(), axis=0), axis=0)
tape.gradient(y, x)
---
# through an integer
x = tf.constant(10)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = x * x
tape.gradient(y, x)
---
# through what is kept
a, b = tf.Variable(3.0), tf.Variable(0.0)
with tf.GradientTape() as tape:
    b.assign_add(a)
    y = b ** 2
tape.gradient(y, a)
---
# zeros instead of None
x, y = tf.Variable([2.0, 2.0]), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = y ** 2
tape.gradient(z, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)
"""

MORE_GRADIENTS = """
# recording stopped
x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    s = x * x
    with tape.stop_recording():
        t = y * y
    z = s + t
tape.gradient(z, {"x": x, "y": y})
---
# recording begun anew
x, y, reset = tf.Variable(2.0), tf.Variable(3.0), True
with tf.GradientTape() as tape:
    s = y * y
    if reset:
        tape.reset()
    z = x * x + s
tape.gradient(z, {"x": x, "y": y})
---
# stopped at one place
x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = x ** 2 + tf.stop_gradient(y ** 2)
tape.gradient(z, {"x": x, "y": y})
---
# clipped on its way
@tf.custom_gradient
def clip(y):
    return y, lambda upstream: tf.clip_by_norm(upstream, 0.5)
v = tf.Variable(2.0)
with tf.GradientTape() as tape:
    out = clip(v * v)
tape.gradient(out, v)
---
# two tapes
a, b = tf.constant(0.0), tf.constant(0.0)
with tf.GradientTape() as one, tf.GradientTape() as two:
    one.watch(a); two.watch(b)
    ys, yc = tf.math.sin(a), tf.nn.sigmoid(b)
[one.gradient(ys, a), two.gradient(yc, b)]
---
# second order
x = tf.Variable(1.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * x * x
    first = inner.gradient(y, x)
[first, outer.gradient(first, x)]
---
# a penalty on the slope
x, w = tf.constant([[1.0, -2.0]]), tf.Variable([[0.5], [0.25]])
with tf.GradientTape() as outer:
    with tf.GradientTape(watch_accessed_variables=False) as inner:
        inner.watch(x)
        loss = tf.reduce_sum(tf.tanh(x @ w) ** 2)
    size = tf.norm(inner.gradient(loss, x))
outer.gradient(size, [w])
---
# a jacobian of scalars
x, delta = tf.linspace(-2.0, 2.0, 5), tf.Variable(0.0)
with tf.GradientTape() as tape:
    y = tf.nn.sigmoid(x + delta)
tape.jacobian(y, delta)
---
# a jacobian of a layer
x, w = tf.constant([[1.0, 2.0], [0.5, -1.0]]), tf.Variable([[0.1, 0.2, 0.3], [-0.3, 0.2, 0.1]])
with tf.GradientTape(persistent=True) as tape:
    y = tf.nn.elu(x @ w)
j = tape.jacobian(y, w)
[j.shape.as_list(), j, tape.gradient(y, w) - tf.reduce_sum(j, axis=[0, 1])]
---
# a Hessian
w = tf.Variable([0.5, -1.0, 2.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        loss = tf.reduce_sum(w ** 3) * w[0]
    g = inner.gradient(loss, w)
outer.jacobian(g, w)
---
# a Newton step
x = tf.Variable([2.0, 1.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        loss = (x[0] - 1.0) ** 4 + (x[0] * x[1]) ** 2 + x[1] ** 2
    g = inner.gradient(loss, x)
h = outer.jacobian(g, x) + 0.001 * tf.eye(2)
x.assign_sub(tf.linalg.solve(h, g[:, tf.newaxis])[:, 0])
---
# a jacobian of each example
x, w = tf.constant([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]]), tf.constant([[0.1, 0.2], [-0.3, 0.2]])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = tf.tanh(x @ w)
[tape.batch_jacobian(y, x), tape.jacobian(y, x).shape.as_list()]
"""

MODULES = """
# a module with two variables
class Line(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.slope = tf.Variable(5.0, name="slope")
        self.shift = tf.Variable(5.0, trainable=False, name="shift")
    def __call__(self, x):
        return self.slope * x + self.shift
line = Line(name="simple")
[line(tf.constant(5.0)), [v.name for v in line.trainable_variables], [v.name for v in line.variables], line.name]
---
# modules inside modules
class Dense(tf.Module):
    def __init__(self, inputs, outputs, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.fill([inputs, outputs], 0.1), name="w")
        self.b = tf.Variable(tf.zeros([outputs]), name="b")
    def __call__(self, x):
        return tf.nn.relu(x @ self.w + self.b)
class Stack(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.first, self.second = Dense(3, 3), Dense(3, 2)
    def __call__(self, x):
        return self.second(self.first(x))
stack = Stack(name="model")
[stack(tf.constant([[2.0, 2.0, 2.0]])), [type(m).__name__ for m in stack.submodules], [v.name for v in stack.variables], [v.shape.as_list() for v in stack.variables]]
---
# variables made on the first call
class Late(tf.Module):
    def __init__(self, outputs, name=None):
        super().__init__(name=name)
        self.outputs, self.built = outputs, False
    def __call__(self, x):
        if not self.built:
            self.w = tf.Variable(tf.ones([x.shape[-1], self.outputs]), name="w")
            self.built = True
        return x @ self.w
late = Late(2)
before = len(late.variables)
[before, late(tf.constant([[1.0, 2.0, 3.0]])), len(late.variables)]
---
# a scope for the names
class Scoped(tf.Module):
    @tf.Module.with_name_scope
    def __call__(self, x):
        if not hasattr(self, "w"):
            self.w = tf.Variable(2.0, name="w")
        return x * self.w
s = Scoped()
s(1.0)
[s.w.name, s.name, s.name_scope.name]
---
# variables in lists and dicts
class Many(tf.Module):
    def __init__(self):
        super().__init__()
        self.z = [tf.Variable(1.0, name="z0"), tf.Variable(2.0, name="z1")]
        self.a = {"k": tf.Variable(3.0, name="ak")}
[v.name for v in Many().variables]
---
# training it
class Line(tf.Module):
    def __init__(self):
        super().__init__()
        self.w, self.b = tf.Variable(5.0), tf.Variable(0.0)
    def __call__(self, x):
        return self.w * x + self.b
x = tf.linspace(-2.0, 2.0, 21); y, line, found = 3.0 * x + 2.0, Line(), []
for _ in range(10):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(y - line(x)))
    dw, db = tape.gradient(loss, [line.w, line.b])
    line.w.assign_sub(0.1 * dw)
    line.b.assign_sub(0.1 * db)
    found.append(float(loss))
[found, line.w.numpy(), line.b.numpy()]
---
# in a function
class Line(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable(2.0)
    @tf.function
    def __call__(self, x):
        return self.w * x
line = Line(); first = line(tf.constant([1.0, 2.0])); line.w.assign(5.0)
[first, line(tf.constant([1.0, 2.0]))]
---
# a layer of Keras
layer = tf.keras.layers.Dense(2, kernel_initializer="ones")
before = len(layer.variables)
[before, layer(tf.constant([[1.0, 2.0]])), len(layer.variables), [v.name for v in layer.trainable_variables]]
"""

for _page in (TENSORS, VARIABLES, GRADIENTS, MORE_GRADIENTS, MODULES):
    TOPIC.table(
        _page.split("\n---\n"),
        lambda tf, np, text: outcome(lambda: execute(tf, np, text)),
        rtol=1e-5,
        atol=1e-6,
    )
