"""Conditions and loops: values, gradients, effects and errors."""

# A row is read as one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("control", "graph")
TOPICS = [TOPIC]
ROWS: list[str] = []

# What the rows feed: every row is run once for each of these.
FEEDS = ((True, 0), (False, 3))


def rows(table: str) -> None:
    """Adds the rows of a block: paragraphs that ``---`` ends."""
    ROWS.extend(table.strip("\n").split("\n---\n"))


def answers(tf: Any, np: Any, text: str) -> Any:
    """What the row's last line gives, with ``p`` and ``n`` fed in two ways."""
    known = (
        'p = tf.placeholder(tf.bool, [], "p")\nn = tf.placeholder(tf.int32, [], "n")'
    )
    fetched = execute(tf, np, f"{known}\n{text}")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [session.run(fetched, {"p:0": p, "n:0": n}) for p, n in FEEDS]


rows("""
# cond: value, gradient, gradient of the gradient
x = tf.constant(2.0)
y = tf.cond(p, lambda: x + 1.0, lambda: x * 5.0)
g = tf.gradients(y * y * x, x)[0]
[y, g, tf.gradients(g, x)[0]]
---
# cond: in a cond
x = tf.constant(2.0)
y = tf.cond(p, lambda: tf.cond(n > 1, lambda: x**3, lambda: tf.sin(x)), lambda: x * 5.0)
[y, tf.gradients(y, x)]
---
# cond: what happens in the branch that is taken
v = tf.Variable(1.0)
y = tf.cond(p, lambda: tf.assign_add(v, 10.0), lambda: tf.assign_sub(v, 1.0))
with tf.control_dependencies([y]):
    z = v.read_value()
[y, z]
---
# cond: what is made outside happens in any case
v = tf.Variable(1.0)
added = tf.assign_add(v, 10.0)
y = tf.cond(p, lambda: added, lambda: tf.constant(0.0))
with tf.control_dependencies([y]):
    z = v.read_value()
z
---
# cond: operations as results
v = tf.Variable(1.0)
y = tf.cond(p, lambda: tf.group(tf.assign_add(v, 10.0)), lambda: tf.no_op())
with tf.control_dependencies([y]):
    z = v.read_value()
[y, z]
---
# cond: nested results
x = tf.constant([1.0, 2.0])
yes = lambda: {"a": x, "b": (x + 1, [x + 2])}
no = lambda: {"b": (x - 1.0, [x]), "a": tf.constant([7.0, 8.0])}
tf.cond(p, yes, no)
---
# cond: an input of one branch only
x, z = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
tf.gradients(tf.cond(p, lambda: x * 2.0, lambda: z * 3.0), [x, z])
---
# cond: gradients taken in a branch
v = tf.Variable(3.0)
loss = v * v
tf.cond(p, lambda: tf.gradients(loss, v)[0], lambda: tf.constant(0.0))
---
# cond: training in a branch
v = tf.Variable(3.0)
loss = v * v
step = tf.train.GradientDescentOptimizer(0.1)
trained = tf.cond(p, lambda: step.minimize(loss), lambda: tf.no_op())
with tf.control_dependencies([trained]):
    w = v.read_value()
w
---
# cond: a variable decides, and is changed by what it decides
v = tf.Variable(True)
y = tf.cond(v, lambda: tf.assign(v, False), lambda: tf.assign(v, True))
y
---
# cond: a place from either branch
a, b = tf.Variable(1.0), tf.Variable(2.0)
y = tf.cond(p, lambda: tf.assign(a, 5.0), lambda: tf.assign(b, 6.0))
with tf.control_dependencies([y]):
    both = [a.read_value(), b.read_value()]
[y, both]
---
# case: the first that holds
x = tf.cast(n, tf.float32)
pairs = [(x > 3.0, lambda: tf.constant(1.0)), (x > 2.0, lambda: x * 2.0)]
tf.case(pairs, default=lambda: tf.constant(3.0))
---
# case: exclusive, from a dict
x = tf.cast(n, tf.float32)
pairs = {x > 2.0: lambda: tf.constant(1.0), x < 2.0: lambda: x * 2.0}
tf.case(pairs, default=lambda: tf.constant(3.0), exclusive=True)
---
# while_loop: as often as was fed
tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 2.0), (0, 1.0))
---
# while_loop: two that change places
tf.while_loop(lambda i, a, b: i < n, lambda i, a, b: (i + 1, b, a), (0, 1, 2))
---
# while_loop: at most two rounds
tf.while_loop(lambda i: i < n, lambda i: i + 1, [0], maximum_iterations=2)
---
# while_loop: loops in loops
inner = lambda i, t: tf.while_loop(lambda j, t: j < i, lambda j, t: (j + 1, t + j * i), (0, t))[1]
tf.while_loop(lambda i, t: i < 5, lambda i, t: (i + 1, inner(i, t)), (0, 0))
---
# while_loop: conditions in loops
step = lambda i, t: (i + 1, tf.cond(tf.equal(i % 2, 0), lambda: t + i, lambda: t * 2))
tf.while_loop(lambda i, t: i < 6, step, (0, 1))
---
# while_loop: loops in conditions
tf.cond(p, lambda: tf.while_loop(lambda i: i < 6, lambda i: i * 2, [1]), lambda: 3)
---
# while_loop: nested variables
step = lambda i, d: (i + 1, {"a": d["b"], "b": d["a"]})
tf.while_loop(lambda i, d: i < n, step, (0, {"a": 1.0, "b": 2.0}))
---
# while_loop: the structure of one variable is kept
tf.while_loop(lambda i: i < n, lambda i: [i + 1], [0], return_same_structure=True)
---
# while_loop: a shape that grows
grow = lambda i: tf.concat([i, i + 1], 0)
shapes = [tf.TensorShape([None])]
tf.while_loop(lambda i: tf.size(i) < 10, grow, [tf.constant([1])], shapes)
---
# while_loop: assignments in the body
v = tf.Variable(1.0)
def step(i):
    with tf.control_dependencies([tf.assign_add(v, 2.0)]):
        return i + 1
r = tf.while_loop(lambda i: i < n, step, [0])
with tf.control_dependencies([r]):
    w = v.read_value()
[r, w]
---
# while_loop: the condition reads what the body assigns
v = tf.Variable(0)
step = lambda i: i + tf.assign_add(v, 1)
r = tf.while_loop(lambda i: v.read_value() < 5, step, [0])
r
---
# while_loop: random numbers are drawn anew in each round
tf.set_random_seed(3)
step = lambda i, d: (i + 1, d + tf.random_uniform([], seed=1))
tf.while_loop(lambda i, d: i < 3, step, (0, 0.0))
---
# while_loop: gradients with respect to a constant
x = tf.constant(2.0)
r = tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * x), (0, 1.0))
tf.gradients(r[1], x)
---
# while_loop: gradients with respect to an initial value
x = tf.constant(1.2)
r = tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * a), (0, x))
tf.gradients(r[1], x)
---
# while_loop: gradients with respect to a variable, matrices
w = tf.Variable([[0.5, 0.2], [0.1, 0.3]])
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [0.5, 0.6]])
step = lambda i, a: (i + 1, tf.tanh(tf.matmul(a, w)))
r = tf.while_loop(lambda i, a: i < n, step, (0, x))
tf.gradients(tf.reduce_sum(r[1]), [w, x])
---
# while_loop: gradients through loops in loops
x, y = tf.constant(1.1), tf.constant(0.9)
inner = lambda i, t: tf.while_loop(lambda j, u: j < i, lambda j, u: (j + 1, u * x + y), (0, t))[1]
r = tf.while_loop(lambda i, t: i < 4, lambda i, t: (i + 1, inner(i, t) * y), (0, 1.0))
tf.gradients(r[1], [x, y])
---
# while_loop: gradients through conditions in conditions in a loop
x, y = tf.constant(1.1), tf.constant(0.9)
def step(i, t):
    deep = lambda: tf.cond(i > 2, lambda: t * t * x, lambda: tf.exp(t * y) * x)
    return i + 1, tf.cond(tf.equal(i % 2, 0), deep, lambda: tf.sin(t) * y)
r = tf.while_loop(lambda i, t: i < 4, step, (0, x))
tf.gradients(r[1], [x, y])
---
# while_loop: gradients through a loop in a condition
x = tf.constant(1.5)
loop = lambda: tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * x), (0, x))[1]
tf.gradients(tf.cond(p, loop, lambda: x * 3), x)
---
# while_loop: gradients through a loop in a condition in a loop
x = tf.constant(1.1)
def step(i, t):
    loop = lambda: tf.while_loop(lambda j, u: j < i, lambda j, u: (j + 1, u * t * x), (0, t))[1]
    return i + 1, tf.cond(tf.equal(i % 2, 0), loop, lambda: tf.sin(t))
r = tf.while_loop(lambda i, t: i < 5, step, (0, x))
tf.gradients(r[1], x)
---
# while_loop: gradients through what changes places
x, y = tf.constant(1.1), tf.constant(0.9)
r = tf.while_loop(lambda i, a, b: i < 3, lambda i, a, b: (i + 1, b, a * 2.0), (0, x, y))
tf.gradients(r[1], [x, y])
---
# while_loop: gradients of a shape that grows
x = tf.constant([1.0, 2.0])
shapes = (tf.TensorShape([]), tf.TensorShape([None]))
step = lambda i, a: (i + 1, tf.concat([a, a * x[0]], 0))
r = tf.while_loop(lambda i, a: i < n, step, (0, x), shapes)
tf.gradients(r[1], x)
---
# while_loop: gradients through one loop after the other
x = tf.constant(1.1)
r = tf.while_loop(lambda i, a: i < 5, lambda i, a: (i + 1, a * x), (0, 1.0))
q = tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * r[1]), (0, x))
tf.gradients(q[1], [x, r[1]])
---
# while_loop: gradients of what the body returns from outside
x = tf.constant(2.0)
r = tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, x), (0, tf.constant(0.5)))
[r, tf.gradients(r[1], x)]
---
# while_loop: gradients taken in the body
x = tf.constant(3.0)
step = lambda i, a: (i + 1, a - 0.1 * tf.gradients(a * a * x, a)[0])
tf.while_loop(lambda i, a: i < n, step, (0, 1.0))
---
# while_loop: training on a loop
w = tf.Variable(0.5)
r = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * w), (0, 1.0))
trained = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(r[1] - 3.0))
with tf.control_dependencies([trained]):
    after = w.read_value()
after
---
# TensorArray: write and stack
a = tf.TensorArray(tf.float32, 3).write(0, 1.0).write(1, 2.0).write(2, 5.0)
[a.stack(), a.size()][:1]
---
# TensorArray: all that reads
a = tf.TensorArray(tf.float32, 3, clear_after_read=False).unstack([[1.0], [2.0], [3.0]])
[a.read(1), a.stack(), a.gather([2, 0]), a.concat(), a.size()]
---
# TensorArray: pieces of different lengths
a = tf.TensorArray(tf.float32, 2, infer_shape=False).split([1.0, 2.0, 3.0], [1, 2])
a.concat()
---
# TensorArray: in a condition
a = tf.TensorArray(tf.float32, 2).write(0, 1.0)
tf.cond(p, lambda: a.write(1, 5.0), lambda: a.write(1, 7.0)).stack()
---
# TensorArray: growing in a loop
a = tf.TensorArray(tf.int32, 0, dynamic_size=True)
_, a = tf.while_loop(lambda i, a: i < 4, lambda i, a: (i + 1, a.write(i, i * i)), (0, a))
a.stack()
---
# TensorArray: zeros where nothing was written
tf.TensorArray(tf.float32, 3).write(0, [1.0, 2.0]).stack()
---
# TensorArray: gradients of reading
x = tf.constant([1.0, 2.0, 3.0])
a = tf.TensorArray(tf.float32, 3).unstack(x)
tf.gradients(a.read(0) * a.read(2), x)
---
# TensorArray: gradients of writing
x = tf.constant(2.0)
a = tf.TensorArray(tf.float32, 3).write(0, x).write(1, x * x).write(2, 3.0)
tf.gradients(tf.reduce_sum(a.stack() * [1.0, 2.0, 3.0]), x)
---
# TensorArray: gradients of cutting and joining
x = tf.constant([1.0, 2.0, 3.0, 4.0])
a = tf.TensorArray(tf.float32, 2, infer_shape=False).split(x, [1, 3])
tf.gradients(tf.reduce_sum(a.concat() * x), x)
---
# TensorArray: gradients through reading and writing in a loop
x = tf.constant([1.0, 2.0, 3.0])
given, out = tf.TensorArray(tf.float32, 3).unstack(x), tf.TensorArray(tf.float32, 3)
def step(i, o, h):
    v = given.read(i)
    return i + 1, o.write(i, h * v), h + v
_, o, h = tf.while_loop(lambda i, o, h: i < 3, step, (0, out, 1.0))
y = o.stack()
[y, h, tf.gradients(y, x), tf.gradients(h, x)]
---
# map_fn: value and gradient
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
y = tf.map_fn(lambda a: tf.reduce_sum(a) * a, x)
[y, tf.gradients(y, x)]
---
# map_fn: two inputs, another dtype
rows = tf.constant([1, 2, 3]), tf.constant([-1, 1, -1])
tf.map_fn(lambda t: tf.cast(t[0] * t[1], tf.float64), rows, dtype=tf.float64)
---
# scan: values and gradients
x = tf.constant([1.0, 2.0, 3.0, 4.0])
y = tf.scan(lambda a, b: a * b, x)
z = tf.scan(lambda a, b: a + b, x, initializer=10.0, reverse=True)
[y, z, tf.gradients(y, x), tf.gradients(z, x)]
---
# scan: two at once
tf.scan(lambda a, _: (a[1], a[0] + a[1]), tf.range(6), initializer=(0, 1))
---
# foldl and foldr: values and gradients
x = tf.constant([1.0, 2.0, 3.0, 4.0])
y = tf.foldl(lambda a, b: a - b, x)
z = tf.foldr(lambda a, b: a - b, x, initializer=5.0)
[y, z, tf.gradients(y, x), tf.gradients(z, x)]
---
# initialized_value: of an empty variable, which stays empty
x = tf.Variable(3.0)
x.initialized_value()
---
# variables made of variables
x = tf.Variable(3.0)
w = tf.Variable(x + 1.0)
z = tf.Variable(x.initialized_value() * 2)
[x, w, z]
""")
# Sums of many products: the last digits depend on the order of adding.
TOPIC.table(ROWS, answers, rtol=3e-6)


def failure(tf: Any, np: Any, text: str) -> Any:
    """The error of building or running the row; its last words must be ours, too."""
    source, _, words = text.rpartition("\n")

    def run() -> Any:
        fetched = execute(tf, np, source)
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            return session.run(fetched)

    return outcome(run, *words.removeprefix("# ").split(" | "))


FAILURES = """
tf.cond(True, lambda: 1, lambda: 2)
# 'pred' must not be a Python bool.
---
tf.cond(tf.constant(True), lambda: 1, lambda: 2.0)
# Outputs of 'true_fn' and 'false_fn' must have the same type(s). Received int32 from 'true_fn' and float32 from 'false_fn'.
---
tf.cond(tf.constant(True), lambda: (1, 2), lambda: 2)
# The two structures don't have the same nested structure. | is a sequence
---
tf.cond(tf.constant(True), lambda: [1, 2], lambda: (2, 1))
# The two structures don't have the same nested structure. | sequence type
---
tf.cond(tf.constant(True), lambda: None, lambda: 2)
# 'true_fn' must have a return value.
---
tf.cond(tf.constant(True), 3, lambda: 2)
# 'true_fn' must be callable.
---
tf.cond(tf.constant(True), lambda: 3)
# cond(): 'false_fn' argument required
---
tf.cond(tf.constant(True), lambda: 3, lambda: 4, fn1=lambda: 5)
# cond(): 'true_fn' and 'fn1' may not be set simultaneously.
---
tf.cond(tf.constant(True), lambda: [], lambda: [])
# 'true_fn' and 'false_fn' must return at least one result.
---
tf.cond(tf.constant(1), lambda: 3, lambda: 4)
# type int32 that does not match expected type of bool
---
tf.cond(tf.placeholder_with_default([True, False], None), lambda: 3, lambda: 4)
# The second input must be a scalar, but it has shape [2]
---
y = tf.cond(tf.constant(True), lambda: tf.constant(2) * 3, lambda: 3)
"cond/mul:0"
# Operation cond/mul has been marked as not fetchable.
---
kept = []
y = tf.cond(tf.constant(False), lambda: kept.append(tf.constant(2) * 3) or kept[0], lambda: 3)
kept[0] + 1
# does not have value
---
kept = []
y = tf.while_loop(lambda i: i < 3, lambda i: kept.append(i + 1) or kept[0], [0])
kept[0] * 2
# Cannot use 'while/add' as input to 'mul' because 'while/add' is in a while loop.
---
tf.while_loop(lambda i: tf.size(i) < 10, lambda i: tf.concat([i, i], 0), [tf.constant([1])])
# Input tensor 'Const:0' enters the loop with shape (1,), but has shape (2,) after one iteration.
---
tf.while_loop(lambda i: i[0] < 9, lambda i: i, [tf.constant([1])], [tf.TensorShape([3])])
# The shape invariant specified for Const:0 is not compatible with the initial shape of the loop variable.
---
tf.while_loop(lambda i: i < 10, lambda i: (i, i), [tf.constant(1)])
# The two structures don't have the same number of elements.
---
tf.while_loop(lambda i: 3, lambda i: i + 1, [tf.constant(1)])
# Input 'input' of 'LoopCond' Op has type int32 that does not match expected type of bool.
---
tf.while_loop(lambda i: i < [3], lambda i: i + 1, [tf.constant(1)])
# Shape must be rank 0 but is rank 1
---
tf.while_loop(lambda i: i < 3, lambda i: i + 1, [])
# 'loop_vars' must be provided.
---
tf.while_loop(3, lambda i: i + 1, [0])
# 'cond' must be callable.
---
tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0], parallel_iterations=0)
# 'parallel_iterations' must be a positive integer
---
tf.cond(tf.constant(True), lambda: 1, lambda: None)
# 'false_fn' must have a return value.
---
tf.case([(True, lambda: 1)])
# pred must be a Tensor, got: True
---
tf.case([(tf.constant(True), 3)])
# fn for pred Const:0 must be callable.
---
tf.case([3])
# Each entry in 'pred_fn_pairs' must be a 2-tuple. Received 3.
---
tf.case(3)
# 'pred_fn_pairs' must be a list, tuple, or dict.
---
true = tf.constant(True)
tf.case([(true, lambda: 1), (true, lambda: 2)], default=lambda: 3, exclusive=True)
# Input error: exclusive=True: more than 1 conditions
---
false = tf.constant(False)
tf.case([(false, lambda: 1), (false, lambda: 2)])
# Input error: None of conditions evaluated as True:
---
tf.TensorArray(tf.float32, 3).write(0, 1.0).write(0, 2.0).stack()
# Could not write to TensorArray index 0 because it has already been written to.
---
tf.TensorArray(tf.float32, 3).write(3, 1.0).stack()
# Tried to write to index 3 but array is not resizeable and size is: 3
---
tf.TensorArray(tf.float32, 3).write(0, 1.0).read(3)
# Tried to read from index 3 but array size is: 3
---
tf.TensorArray(tf.float32, 3, infer_shape=False).write(0, 1.0).read(1)
# Could not read from TensorArray index 1. | the element shape is not fully defined: <unknown>.
---
tf.TensorArray(tf.float32, 3).write(0, [1.0]).write(1, [1.0, 2.0])
# Inconsistent shapes: saw (2,) but expected (1,)
---
tf.TensorArray(tf.float32)
# Argument `size` must be provided if handle is not provided.
---
tf.map_fn(lambda a: a, tf.constant(1.0))
# Elements in elems must be 1+ dimensional Tensors, not scalars
---
tf.map_fn(lambda a: a, [])
# elems must be a Tensor or (possibly nested) sequence of Tensors.
"""
TOPIC.table(FAILURES.strip("\n").split("\n---\n"), failure)
