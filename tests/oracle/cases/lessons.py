"""What students run into: the class of the error that each raises.

``tests/errors`` holds TeachFlow's lessons on the same programs to what they must say.
"""

from __future__ import annotations

from tests.oracle.harness import Topic, execute, outcome

GRAPH = {
    "uninitialised": """
v = tf.Variable(3.0, name="v")
sess = tf.Session()
sess.run(v * 2.0)
""",
    "unfed": """
x = tf.placeholder(tf.float32, [None, 2], name="points")
y = x * 2.0
sess = tf.Session()
sess.run(y)
""",
    "unfed beside a fed one": """
a = tf.placeholder(tf.int32, name="a")
b = tf.placeholder(tf.int32, [], name="b")
sess = tf.Session()
sess.run(a + b, {a: 1})
""",
    "two unfed": """
a = tf.placeholder(tf.float32, [None, 2], name="a")
b = tf.placeholder(tf.float32, [None, 2], name="b")
sess = tf.Session()
sess.run(a * b)
""",
    "product": """
a = tf.placeholder(tf.float32, [3, 4], name="a")
b = tf.placeholder(tf.float32, [5, 6], name="b")
c = tf.matmul(a, b)
""",
    "product of turned": """
x = tf.placeholder(tf.float32, [None, 4], name="x")
w = tf.placeholder(tf.float32, [3, 4], name="w")
c = tf.matmul(x, w)
""",
    "sum of shapes": """
a = tf.zeros([3], name="a")
b = tf.zeros([4], name="b")
c = a + b
""",
    "shapes at run time": """
a = tf.placeholder(tf.float32, [None], name="a")
b = tf.placeholder(tf.float32, [None], name="b")
c = a + b
tf.Session().run(c, {a: [1, 2, 3], b: [1, 2]})
""",
    "product at run time": """
a = tf.placeholder(tf.float32, [None, None], name="a")
c = tf.matmul(a, a)
tf.Session().run(c, {a: [[1, 2, 3]]})
""",
    "reshape": "x = tf.reshape(tf.zeros([6], name='zeros'), [4, 2])",
    "concat": "x = tf.concat([tf.zeros([2, 3]), tf.zeros([3, 2])], 0)",
    "assigned shape": "v = tf.Variable([1.0, 2.0]); v.assign([1.0, 2.0, 3.0])",
    "dtypes": """
a = tf.constant(1, name="a")
b = tf.constant(2.0, name="b")
c = a * b
""",
    "dtype not allowed": "tf.sqrt(tf.constant(4))",
    "two graphs": """
a = tf.constant(1.0)
with tf.Graph().as_default():
    b = tf.constant(2.0)
c = a + b
""",
    "another graph's session": """
other = tf.Graph()
with other.as_default():
    b = tf.constant(2.0, name="b")
a = tf.constant(1.0)
tf.Session().run(b)
""",
    "another graph's feed": """
with tf.Graph().as_default():
    b = tf.placeholder(tf.float32)
a = tf.constant(1.0)
tf.Session().run(a, {b: 1.0})
""",
    "another graph's eval": """
with tf.Graph().as_default():
    b = tf.constant(2.0, name="b")
a = tf.constant(1.0)
with tf.Session():
    b.eval()
""",
    "empty graph": "tf.Session(graph=tf.Graph()).run('x:0')",
    "none fetched": """
x = tf.constant(1.0)
y = tf.stop_gradient(x) * 2.0
g = tf.gradients(y, x)
tf.Session().run(g)
""",
    "none in arithmetic": """
x = tf.Variable(1.0, name="x")
y = tf.stop_gradient(tf.square(x)) * 2.0
g = tf.gradients(y, [x])
step = x.assign(x - 0.1 * g[0])
""",
    "minimize without a way": """
x = tf.Variable(1.0)
loss = tf.constant(2.0)
tf.train.GradientDescentOptimizer(0.1).minimize(loss)
""",
    "apply_gradients of none": """
w = tf.Variable(1.0)
y = tf.constant(2.0, name="y") * 3.0
(g,) = tf.gradients(y, [w])
tf.train.GradientDescentOptimizer(0.1).apply_gradients([(g, w)])
""",
    "no variables": """
loss = tf.constant(2.0)
tf.train.GradientDescentOptimizer(0.1).minimize(loss)
""",
    "variable exists": "tf.get_variable('w', [2]); tf.get_variable('w', [2])",
    "variable missing": """
w = tf.get_variable("s/weights", [2])
with tf.variable_scope("s", reuse=True):
    tf.get_variable("weight", [2])
""",
    "variable differs": """
tf.get_variable("w", [2])
with tf.variable_scope(tf.get_variable_scope(), reuse=True):
    tf.get_variable("w", [3])
""",
    "closed session": """
sess = tf.Session()
sess.close()
sess.run(tf.constant(1.0))
""",
    "left session": """
x = tf.constant(1.0)
with tf.Session() as sess:
    pass
sess.run(x)
""",
    "truth": """
x = tf.constant(1.0)
positive = x > 0
if positive:
    pass
""",
    "while": """
x = tf.constant(3.0)
while x < 10.0:
    x = x + 1.0
""",
    "and": "x = tf.constant(3.0); inside = x > 1.0 and x < 5.0",
    "index": "x = tf.constant([1.0, 2.0, 3.0]); x[3]",
    "too many indices": "x = tf.constant([1.0, 2.0, 3.0]); x[0, 1]",
    "gather": """
x = tf.constant([1.0, 2.0, 3.0])
with tf.Session():
    tf.gather(x, [5]).eval()
""",
    "scalars joined": "a = tf.constant(1); b = tf.constant(2); tf.concat([a, b], 0)",
    "quotient": "x = tf.constant([1, 2]); x / tf.constant(2.0)",
    "array method": "x = tf.constant([1.0, 2.0]); x.sum()",
    "numpy dot": "x = tf.constant([1.0, 2.0]); np.dot(x, x)",
    "fed images": """
x = tf.placeholder(tf.float32, [None, 12], name="x")
sess = tf.Session()
sess.run(x * 2.0, {x: np.zeros((5, 3, 4))})
""",
    "rows of a constant": """
x = tf.constant([[1.0], [2.0]])
for row in x:
    pass
""",
    "iteration": """
x = tf.placeholder(tf.float32)
for row in x:
    pass
""",
    "numpy function": "x = tf.constant(1.0); np.sin(x)",
    "numpy mean": "x = tf.constant([1.0]); np.mean(x)",
    "numpy array": "x = tf.constant([1.0]); np.array(x)",
    "float of a tensor": "x = tf.constant(1.0); float(x)",
    "range of a tensor": "n = tf.constant(3); range(n)",
    "index of a list": "n = tf.constant(1); [1, 2][n]",
    "length": "x = tf.constant([1.0]); len(x)",
    "numpy()": "x = tf.constant(1.0); x.numpy()",
    "item assignment": "x = tf.constant([1.0, 2.0]); x[0] = 3.0",
    "assign of a tensor": "x = tf.Variable(1.0); x = x - 0.1; x.assign(2.0)",
    "called": "x = tf.constant(1.0); x(2)",
    "misspelt": "tf.plcaeholder(tf.float32)",
    "misspelt in a part": "tf.nn.sofmax([1.0])",
    "fed shape": """
x = tf.placeholder(tf.float32, [None, 2], name="x")
y = x * 2.0
tf.Session().run(y, {x: [[1.0, 2.0, 3.0]]})
""",
    "fed row": """
x = tf.placeholder(tf.float32, [None, 2], name="x")
tf.Session().run(x * 2.0, {x: [1.0, 2.0]})
""",
    "fed text": """
x = tf.placeholder(tf.float32, name="x")
tf.Session().run(x * 2.0, {x: "abc"})
""",
    "fed ragged": """
x = tf.placeholder(tf.float32, name="x")
tf.Session().run(x * 2.0, {x: [[1.0, 2.0], [3.0]]})
""",
    "fed tensor": """
x = tf.placeholder(tf.float32, name="x")
t = tf.constant(1.0)
tf.Session().run(x * 2.0, {x: t})
""",
    "fed by name": """
x = tf.placeholder(tf.float32, name="x")
tf.Session().run(x * 2.0, {"x": 1.0})
""",
    "fed a number": """
x = tf.placeholder(tf.float32, name="x")
tf.Session().run(x * 2.0, {3: 1.0})
""",
    "fed a list": """
x = tf.placeholder(tf.float32, name="x")
tf.Session().run(x * 2.0, [1.0])
""",
    "fetched number": "tf.constant(1.0); tf.Session().run(3.0)",
    "fetched value": """
x = tf.constant([1.0, 2.0])
sess = tf.Session()
x = sess.run(x)
x = sess.run(x)
""",
    "fetched none": "tf.constant(1.0); tf.Session().run(None)",
    "fetched name": """
loss = tf.constant(1.0, name="loss")
tf.Session().run("los:0")
""",
    "eval without session": "x = tf.constant(1.0); x.eval()",
    "run without session": "step = tf.no_op(); step.run()",
    "finalized": """
x = tf.constant(1.0)
tf.get_default_graph().finalize()
y = x + 1.0
""",
    "fed by a dictionary made before": """
x = tf.placeholder(tf.float32, name="x")
t = tf.placeholder(tf.float32, [None], name="t")
feed = {x: 1.0}
sess = tf.Session()
sess.run(x + t, feed)
""",
    "none clipped": """
w = tf.Variable([1.0, 2.0], name="w")
loss = tf.cast(tf.argmax(w), tf.float32)
grads = tf.gradients(loss, [w])
clipped = [tf.clip_by_value(g, -1.0, 1.0) for g in grads]
""",
    "an unknown length": """
x = tf.placeholder(tf.float32, [None, 28], name="x")
h = tf.zeros([x.get_shape().as_list()[0], 10])
""",
    "an unknown length by name": """
x = tf.placeholder(tf.float32, [None, 28], name="x")
batch, width = x.shape.as_list()
h = tf.zeros([batch, 10])
""",
    "ragged": "rows = [[1, 2, 3], [4, 5]]; t = tf.constant(rows)",
    "half as a whole number": "x = tf.constant(0.5, tf.int32)",
    "axis before the tensors": """
a = tf.zeros([2, 3])
b = tf.zeros([2, 3])
c = tf.concat(1, [a, b])
""",
    "minimize a number": """
w = tf.Variable(1.0)
loss = np.square(3.0)
tf.train.GradientDescentOptimizer(0.1).minimize(loss)
""",
    "minimize whole numbers": """
w = tf.Variable(3)
loss = tf.square(w)
tf.train.GradientDescentOptimizer(0.1).minimize(loss)
""",
    "nothing to save": "saver = tf.train.Saver()",
    "no checkpoint": """
w = tf.Variable(1.0)
with tf.Session() as sess:
    tf.train.Saver().restore(sess, "./nowhere/model.ckpt")
""",
    "not in the checkpoint": """
import os
import tempfile
w = tf.Variable(1.0, name="weight")
sess = tf.Session()
sess.run(w.initializer)
with tempfile.TemporaryDirectory() as folder:
    path = tf.train.Saver().save(sess, os.path.join(folder, "model.ckpt"))
    v = tf.Variable(2.0, name="weights")
    tf.train.Saver().restore(sess, path)
""",
    "no such argument": "x = tf.constant([1.0]); y = tf.reduce_mean(x, dim=0)",
    "misspelt argument": "x = tf.reduce_sum([1.0, 2.0], axes=0)",
    "misspelt argument of a method": """
sess = tf.Session()
sess.run(tf.constant(1.0), feed_dic={})
""",
    "misspelt optimizer": "opt = tf.train.GradientDecentOptimizer(0.1)",
    "misspelt method": "sess = tf.Session(); sess.runn(tf.constant(1.0))",
    "unpacked": "x = tf.constant([1.0, 2.0]); a, b = x",
    "branches": """
def relu(x):
    if x > 0:
        return x
    else:
        return 0.0

x = tf.constant(1.0)
y = relu(x)
""",
    "branches that assign": """
x = tf.constant(3.0)
rate = 0.1
if x > 2.0:
    rate = 0.01
""",
    "a loop of two": """
i = tf.constant(0)
x = tf.constant(1.0)
while i < 3:
    i += 1
    x = x * 2.0
""",
    "made in a function twice": """
def dense(x, name):
    with tf.variable_scope(name) as scope:
        return x * tf.get_variable("w", [2])

for step in range(2):
    y = dense(tf.ones([2]), "layer")
""",
    "text and a number": "x = tf.constant('3'); y = tf.add(x, 1)",
    "reshape at run time": """
x = tf.placeholder(tf.float32, [None], name="x")
y = tf.reshape(x, [-1, 4])
tf.Session().run(y, {x: np.zeros(6)})
""",
    "scalars joined at run time": """
x = tf.placeholder(tf.float32, name="x")
y = tf.concat([x, x], 0)
tf.Session().run(y, {x: 1.0})
""",
    "a mask assigned": "x = tf.constant([1.0, -2.0]); x[x < 0] = 0.0",
    "a mask of a variable": """
x = tf.Variable([1.0, -2.0])
with tf.Session() as sess:
    sess.run(x.initializer)
    x[x < 0] *= 0.5
""",
    "a row assigned": "x = tf.zeros([2, 3]); x[0] = [1.0, 2.0, 3.0]",
    "rows assigned": "x = tf.Variable(tf.zeros([3, 2])); x[1:3] = tf.ones([2, 2])",
    "an item of a matrix": "x = tf.Variable(tf.zeros([3, 2])); x[1, 0] = 5.0",
    "a column assigned": "x = tf.zeros([3, 2]); x[:, 0] = tf.ones([3])",
    "index of floats": """
x = tf.constant([1.0, 2.0, 3.0])
i = tf.constant(1.0)
y = x[i]
""",
    "several indices": """
x = tf.constant([1.0, 2.0, 3.0])
rows = tf.constant([0, 2])
y = x[rows]
""",
    "index of text": "x = tf.constant([1.0, 2.0]); x['first']",
    "input of a layer": """
x = tf.placeholder(tf.float32, [3], name="x")
y = tf.layers.dense(x, 2, name="hidden")
""",
    "labels of floats": """
labels = tf.zeros([2])
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=tf.zeros([2, 3]))
""",
}

EAGER = {
    "tape twice": """
x = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * x
tape.gradient(y, x)
tape.gradient(y, x)
""",
    "not watched": """
x = tf.constant(1.0)
with tf.GradientTape() as tape:
    y = x * x
g = tape.gradient(y, x)
step = g * 2.0
""",
    "overwritten by =": """
x = tf.Variable(1.0)
for step in range(2):
    with tf.GradientTape() as tape:
        y = x * x
    g = tape.gradient(y, x)
    x = x - 0.1 * g
""",
    "argmax": """
w = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    best = tf.argmax(w * 2.0)
    loss = tf.cast(best, tf.float32) * 3.0
g = tape.gradient(loss, w)
w.assign_sub(0.1 * g)
""",
    "one of several": """
w, b = tf.Variable(1.0), tf.Variable(2.0)
with tf.GradientTape() as tape:
    loss = w * 3.0
grads = tape.gradient(loss, [w, b])
for g, v in zip(grads, [w, b]):
    v.assign(v - 0.1 * g)
""",
    "none to an op": """
x, v = tf.constant(1.0), tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * x
g = tape.gradient(y, v)
v.assign_sub(g)
""",
    "none numpy": """
x, v = tf.constant(1.0), tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * x
g = tape.gradient(y, v)
g.numpy()
""",
    "optimizer of none": """
x = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = tf.constant(1.0) * 2.0
g = tape.gradient(y, x)
tf.keras.optimizers.SGD(0.1).apply_gradients([(g, x)])
""",
    "optimizer of a tensor": """
x = tf.constant(1.0)
tf.keras.optimizers.SGD(0.1).apply_gradients([(tf.constant(1.0), x)])
""",
    "asked in place": """
x = tf.Variable(3.0)
for step in range(2):
    with tf.GradientTape() as tape:
        y = x * x
    x = x - 0.1 * tape.gradient(y, x)
""",
    "watched number": """
with tf.GradientTape() as tape:
    tape.watch(3.0)
""",
    "truth of many": """
x = tf.constant([1.0, 2.0])
if x > 1.0:
    pass
""",
    "reshape": "x = tf.range(6); tf.reshape(x, [4, 2])",
    "index": "x = tf.constant([1, 2, 3]); x[3]",
    "gather": "tf.gather(tf.constant([1, 2, 3]), 5)",
    "assigned shape": "v = tf.Variable([1.0, 2.0]); v.assign([1.0, 2.0, 3.0])",
    "half of an int": "x = tf.constant([1, 2]); y = x * 0.5",
    "array method": "x = tf.constant([1.0, 2.0]); x.reshape(2, 1)",
    "item of a variable": "x = tf.Variable([1, 2]); x[0] = 5",
    "shapes": "a = tf.constant([1.0, 2.0]); b = tf.constant([1.0, 2.0, 3.0]); a + b",
    "product": "a = tf.zeros([3, 4]); b = tf.zeros([5, 6]); tf.matmul(a, b)",
    "dtypes": "a = tf.constant(1); b = tf.constant(2.0); a * b",
    "Session": "tf.Session()",
    "placeholder": "x = tf.placeholder(tf.float32)",
    "misspelt": "tf.contsant(1.0)",
    "eval": "x = tf.constant(1.0); x.eval()",
    "item assignment": "x = tf.constant([1.0, 2.0]); x[0] = 3.0",
    "assign of a tensor": "x = tf.Variable(1.0); x = x - 0.1; x.assign(2.0)",
    "gradients": "x = tf.constant(1.0); tf.gradients(x * x, x)",
    "target none": """
def loss(x):
    x * x

x = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = loss(x)
tape.gradient(y, x)
""",
    "truth in a function": """
@tf.function(autograph=False)
def f(x):
    if x > 0:
        return x

f(tf.constant(1.0))
""",
    "numpy() in a function": """
@tf.function(autograph=False)
def f(x):
    return x.numpy()

f(tf.constant(1.0))
""",
    "numpy() where AutoGraph rewrites": """
@tf.function
def f(x):
    return x.numpy() + 1.0

f(tf.constant(1.0))
""",
    "numpy in a function": """
@tf.function
def f(x):
    return np.sin(x)

f(tf.constant(1.0))
""",
    "singletons": """
@tf.function
def f(x):
    v = tf.Variable(1.0)
    return v * x

f(tf.constant(2.0))
""",
    "kept of a function": """
kept = []

@tf.function(autograph=False)
def f(x):
    kept.append(x * 2.0)
    return x

f(tf.constant(1.0))
late = kept[0] + 1.0
""",
    "ragged": "rows = [[1, 2, 3], [4, 5]]; t = tf.constant(rows)",
    "text and a number": "x = tf.constant('3'); y = x + 1",
    "reshape with what is left": "x = tf.range(10); y = tf.reshape(x, [3, -1])",
    "changed item": "x = tf.zeros([3]); x[0] += 1.0",
    "misspelt method": """
x = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * x
g = tape.gradients(y, x)
""",
    "misspelt class method": "ds = tf.data.Dataset.from_tensor_slice([1, 2])",
    "misspelt name of graphs": "x = tf.placeholders(tf.float32)",
    "misspelt layer": "layer = tf.keras.layers.Dence(3)",
    "a name that moved": "x = tf.random_normal([2])",
    "no such argument": "x = tf.reduce_mean([1.0, 2.0], dim=0)",
    "minimize": """
x = tf.Variable(3.0)
opt = tf.keras.optimizers.SGD(0.1)
loss = x * x
opt.minimize(loss, [x])
""",
    "one of a list": """
ws = [tf.Variable(1.0), tf.Variable(2.0)]
with tf.GradientTape() as tape:
    loss = ws[0] * 3.0
grads = tape.gradient(loss, ws)
total = sum([g * g for g in grads])
""",
    "before the tape": """
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
pred = model(tf.ones([4, 2]))
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(pred)
grads = tape.gradient(loss, model.trainable_variables)
opt = tf.keras.optimizers.SGD(0.1)
opt.apply_gradients(zip(grads, model.trainable_variables))
""",
    "product in a model": """
class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable(tf.zeros([3, 2]))

    def call(self, x):
        return tf.matmul(x, self.w)

Net()(tf.ones([5, 4]))
""",
    "numpy() in a map": """
def prepare(x):
    return x.numpy() * 2

ds = tf.data.Dataset.from_tensor_slices([1, 2]).map(prepare)
""",
    "a cast of what is made in place": """
a = tf.ones([2, 2])
b = np.eye(2)
c = tf.matmul(a, tf.constant(b))
""",
    "product in a function": """
@tf.function(input_signature=[tf.TensorSpec([None, None])] * 2)
def layer(x, w):
    h = x * 2.0
    return tf.matmul(h, w)

y = layer(tf.ones([2, 3]), tf.ones([2, 3]))
""",
    "gather in a function": """
@tf.function
def pick(i):
    return tf.gather([1, 2], i)

y = pick(tf.constant(5))
""",
    "op of a value": "x = tf.constant(1.0); y = x * 2.0; y.op.type",
    "graph of a variable": "x = tf.Variable(1.0); x.graph",
    "name of a value": "x = tf.constant([1.0, 2.0], name='x'); x.name",
    "float of many": "x = tf.constant([1.0, 2.0]); y = float(x)",
    "int of one in brackets": "x = tf.Variable([[3]]); y = int(x)",
    "a list by a vector": "x = tf.constant([0, 1]); y = ['a', 'b'][x]",
    "a mask assigned": "x = tf.constant([1.0, -2.0]); x[x < 0] = 0.0",
    "a mask of a variable": """
x = tf.Variable([1.0, -2.0])
small = x < 0
x[small] = 0.0
""",
    "a mask assigned by a method": "x = tf.Variable([1.0, -2.0]); x[x < 0].assign(0.0)",
    "index of floats": """
x = tf.constant([1.0, 2.0, 3.0])
n = tf.size(x)
i = n / 2
y = x[i]
""",
    "index of a half": "x = tf.constant([1.0, 2.0, 3.0]); y = x[3 / 2]",
    "several indices": """
x = tf.zeros([3, 2])
y = x[np.array([0, 2])]
""",
    "a layer of other inputs": """
layer = tf.keras.layers.Dense(2, name="hidden")
first = layer(tf.zeros([5, 4]))
second = layer(tf.zeros([5, 3]))
""",
    "a layer of one example": """
layer = tf.keras.layers.Dense(2, name="hidden")
x = tf.zeros([4])
y = layer(x)
""",
    "a model of other inputs": """
inputs = tf.keras.Input([4], name="points")
model = tf.keras.Model(inputs, tf.keras.layers.Dense(1)(inputs), name="net")
x = np.zeros((5, 3), np.float32)
y = model(x)
""",
    "while in a function": """
@tf.function(autograph=False)
def halve(x):
    while x > 1.0:
        x = x / 2.0
    return x

halve(tf.constant(8.0))
""",
}


def program(source: str) -> str:
    """The source with one statement on a line."""
    source = source.strip()
    return source if "\n" in source else "\n".join(source.split("; "))


def _topic(name: str, face: str, table: dict[str, str]) -> Topic:
    topic = Topic(name, face)
    for case, source in table.items():
        code = program(source)
        topic.add(
            case,
            lambda tf, np, code=code: outcome(
                lambda: [execute(tf, np, code)] and "no error"
            ),
        )
    return topic


TOPICS = [_topic("lessons", "graph", GRAPH), _topic("lessons_eager", "eager", EAGER)]
