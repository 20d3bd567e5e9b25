"""Node lists of conditions, loops, tensor arrays and what is built of them."""

# A row is read as one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, graph_nodes

TOPIC = Topic("control_nodes", "graph")
TOPICS = [TOPIC]
ROWS: list[str] = []


def rows(table: str) -> None:
    """Adds the rows of a block: paragraphs that ``---`` ends."""
    ROWS.extend(table.strip("\n").split("\n---\n"))


rows("""
# cond: constants and what comes from outside
p = tf.placeholder(tf.bool, name="p")
x = tf.constant(2.0, name="x")
y = tf.cond(p, lambda: x + 1.0, lambda: x * 2.0)
---
# cond: an assignment, a variable as it is, operations, several results
x = tf.Variable(3.0, name="x")
p = tf.constant(True, name="p")
y = tf.cond(p, lambda: tf.assign(x, 5.0), lambda: x)
z = tf.cond(p, lambda: tf.group(x.initializer), lambda: tf.no_op())
w = tf.cond(p, lambda: [x, tf.constant(1)], lambda: [x + 2.0, tf.constant(1)])
---
# cond: places on both sides
a = tf.Variable(1.0)
y = tf.cond(tf.constant(True), lambda: tf.assign(a, 5.0), lambda: a.assign_add(1.0))
---
# cond: in a cond
p = tf.placeholder(tf.bool, name="p")
x = tf.constant(2.0, name="x")
inner = lambda: tf.cond(x > 1.0, lambda: x + 1.0, lambda: x - 1.0)
y = tf.cond(p, inner, lambda: x)
---
# cond: a variable decides
v = tf.Variable(True, name="v")
y = tf.cond(v, lambda: 1, lambda: 2)
---
# cond: a NumPy truth decides
y = tf.cond(np.bool_(True), lambda: 1, lambda: 2, name="pick")
---
# cond: in a name scope, after something
x = tf.constant(1.0)
p = tf.constant(True)
with tf.name_scope("outer"), tf.control_dependencies([x]):
    y = tf.cond(p, lambda: x + 1, lambda: tf.constant(2.0))
---
# cond: a variable made in a branch
def branch():
    v = tf.Variable(2.0, name="inner")
    return v + 1.0
y = tf.cond(tf.constant(True), branch, lambda: 1.0)
---
# cond: the older names of its arguments
y = tf.cond(tf.constant(True), fn1=lambda: 1.0, fn2=lambda: 2.0, strict=True)
---
# case: exclusive
x = tf.constant(2.0, name="x")
pairs = [(x > 1.0, lambda: tf.constant(1.0)), (x > 2.0, lambda: x * 3)]
r = tf.case(pairs, default=lambda: tf.constant(3.0), exclusive=True)
---
# case: without a default
x = tf.constant(2.0, name="x")
r = tf.case([(x > 1.0, lambda: tf.constant(1.0)), (x > 2.0, lambda: x * 3)])
---
# case: a dict
x = tf.constant(2.0, name="x")
r = tf.case({x > 1.0: lambda: tf.constant(1)}, default=lambda: tf.constant(3))
---
# initialized_value, and a variable made of it
x = tf.Variable(3.0, name="x")
y = x.initialized_value()
z = tf.Variable(x.initialized_value() * 2, name="z")
---
# a variable made of another one
x = tf.Variable(3.0, name="x")
z = tf.Variable(x * 2, name="z")
---
# a variable made of two others, in a scope
x = tf.Variable(3.0, name="x")
w = tf.Variable(x + 1.0, name="w")
with tf.name_scope("s"):
    z = tf.Variable(w.initialized_value() * 2 + x, name="z")
---
# while_loop: one variable, a limit from outside
i = tf.constant(0, name="i0")
n = tf.constant(10, name="n")
r = tf.while_loop(lambda i: tf.less(i, n), lambda i: i + 1, [i])
---
# while_loop: two variables
x = tf.constant(2.0, name="x")
r = tf.while_loop(lambda i, a: tf.less(i, 3), lambda i, a: (i + 1, a * x), (0, 1.0))
---
# while_loop: a loop in a loop, at most five rounds
step = lambda i: tf.while_loop(lambda j: j < i, lambda j: j + 1, [i]) + 1
r = tf.while_loop(lambda i: i < 3, step, [0], maximum_iterations=5)
---
# while_loop: a constant from outside goes into two loops
x = tf.constant(2.0, name="x")
inner = lambda i, a: tf.while_loop(lambda j, b: j < i, lambda j, b: (j + 1, b * x), (0, a))
r = tf.while_loop(lambda i, a: i < 5, lambda i, a: (i + 1, inner(i, a)[1]), (0, x))
---
# while_loop: a cond in a loop
step = lambda i: tf.cond(i > 1, lambda: i + 1, lambda: i + 2)
r = tf.while_loop(lambda i: i < 3, step, [0])
---
# while_loop: a loop in a cond
def step(i):
    with tf.control_dependencies([tf.no_op()]):
        return tf.identity(i) + 1
loop = lambda: tf.while_loop(lambda i: i < 5, step, [0])
y = tf.cond(tf.constant(True), loop, lambda: 3)
---
# while_loop: a shape that grows
grow = lambda i: tf.concat([i, i], 0)
shapes = [tf.TensorShape([None])]
r = tf.while_loop(lambda i: tf.size(i) < 10, grow, [tf.constant([1])], shapes)
---
# while_loop: a variable and its assignment
v = tf.Variable(3.0)
step = lambda i, w: [i + 1, tf.assign_add(v, 1.0)]
r = tf.while_loop(lambda i, w: i < 3, step, [tf.constant(1), v])
---
# while_loop: control inputs around it
v = tf.Variable(3.0)
a = tf.constant(1.0)
with tf.control_dependencies([a.op, v.initializer]):
    r = tf.while_loop(lambda i, w: i < 3, lambda i, w: [i + 1, w + 2.0], [tf.constant(1), a])
---
# while_loop: a control input from outside in the body, nested variables
a = tf.constant(1.0)
def step(i, d):
    with tf.control_dependencies([a]):
        x = tf.constant(3.0)
    return i + 1, {"x": d["x"] + x, "y": d["x"]}
r = tf.while_loop(lambda i, d: i < 3, step, (0, {"x": a, "y": 2.0}))
---
# while_loop: random numbers, a name
step = lambda i, a: (i + 1, tf.random_uniform([2]))
r = tf.while_loop(lambda i, a: i < 5, step, (0, tf.zeros([2])), name="loop")
---
# TensorArray: writing, reading, unstacking, joining
a = tf.TensorArray(tf.float32, 3, name="ta")
b = a.write(0, [1.0])
c = b.read(0)
d = b.unstack([[1.0], [2.0], [3.0]]).concat()
---
# TensorArray: growing, split, gathered, closed
a = tf.TensorArray(tf.float32, 3, dynamic_size=True)
b = a.split([[1.0], [2.0]], [1, 1])
s, g, c, z, e, i = b.stack(), b.gather([0, 1]), b.concat(), b.size(), b.close(), b.identity()
---
# map_fn: one tensor
x = tf.constant([1.0, 2.0], name="x")
r = tf.map_fn(lambda a: a * 2, x)
---
# map_fn: unknown rows, two results
x = tf.placeholder(tf.float32, [None, 3], name="x")
r = tf.map_fn(lambda a: (tf.reduce_sum(a), a), x, dtype=(tf.float32, tf.float32))
---
# scan: from the first row
x = tf.constant([1.0, 2.0], name="x")
r = tf.scan(lambda a, b: a * b, x)
---
# scan: backwards from an initial value
x = tf.placeholder(tf.float32, [None, 3], name="x")
r = tf.scan(lambda a, b: a * b, x, initializer=tf.zeros([3]), reverse=True)
---
# foldl and foldr
x = tf.constant([1.0, 2.0], name="x")
r = tf.foldl(lambda a, b: a * b, x)
r = tf.foldr(lambda a, b: a * b, x, initializer=1.0)
---
# foldr: unknown rows
x = tf.placeholder(tf.float32, [None, 3], name="x")
r = tf.foldr(lambda a, b: a * b, x)
""")
TOPIC.table(ROWS, graph_nodes)
