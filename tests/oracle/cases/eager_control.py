"""Choosing, repeating, tensor arrays, and functions over rows, at once."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_control", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.cond(tf.constant(True), lambda: tf.constant(1), lambda: tf.constant(2))

tf.cond(True, lambda: 1, lambda: 2)

tf.cond(True, lambda: [1], lambda: 2)

tf.cond(tf.constant([True]), lambda: 1, lambda: 2)

tf.cond(tf.constant(1.5), lambda: 1, lambda: 2)

tf.cond('a', lambda: 1, lambda: 2)

tf.cond(pred=tf.constant(False), true_fn=lambda: 1, false_fn=lambda: {'a': tf.constant(1)}, name='x')

x = tf.Variable(3.0)
with tf.GradientTape() as t:
    y = tf.cond(x > 2, lambda: x * x, lambda: x)
t.gradient(y, x)

tf.while_loop(lambda i: i < 5, lambda i: (i + 1,), [tf.constant(0)])

tf.while_loop(lambda i: i < 5, lambda i: [i + 1], [tf.constant(0)])

tf.while_loop(lambda i: i < 5, lambda i: [i + 1], (tf.constant(0),))

tf.while_loop(lambda i: i < 5, lambda i: [i + 1], (0,))

tf.while_loop(lambda i, j: i < 5, lambda i, j: (i + 1, j * 2), [tf.constant(0), tf.constant(1.0)])

tf.while_loop(lambda i, j: i < 5, lambda i, j: (i + 1, j * 2), [0, 1.5])

tf.while_loop(lambda i: i < 5, lambda i: [i + 1], [tf.constant(0)], maximum_iterations=3)

tf.while_loop(lambda i: i < 5, lambda i: [i + 1], [tf.constant(0)], maximum_iterations=tf.constant(3, tf.int64))

tf.while_loop(lambda i, p: i < 3, lambda i, p: (i + 1, {'a': p['a'] * 2}), [tf.constant(0), {'a': tf.constant(1)}])

tf.while_loop(lambda i, p: i < 3, lambda i, p: (i + 1, p), [tf.constant(0), (tf.constant(1), [tf.constant(2)])])

# named
import collections
Pair = collections.namedtuple('Pair', 'j k')
tf.while_loop(lambda i, p: i < 10, lambda i, p: (i + 1, Pair((p.j + p.k), (p.j - p.k))), (tf.constant(0), Pair(tf.constant(1), tf.constant(2))))

tf.while_loop(lambda i, m: i < 3, lambda i, m: [i + 1, tf.concat([m, m], axis=0)], [tf.constant(0), tf.ones([2, 2])], shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 2])])

tf.while_loop(lambda i, m: i < 3, lambda i, m: [i + 1, tf.concat([m, m], axis=0)], [tf.constant(0), tf.ones([2, 2])])

tf.while_loop(lambda i: i < 3, lambda i: [float(i) + 1.0], [tf.constant(0)])

x = tf.Variable(2.0)
with tf.GradientTape() as t:
    _, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), (0, tf.constant(1.0)))
[y, t.gradient(y, x)]

x = tf.constant(3)
tf.case([(x < 1, lambda: 'a'), (x < 5, lambda: 'b')], default=lambda: 'c')

x = tf.constant(9)
tf.case([(x < 1, lambda: 'a'), (x < 5, lambda: 'b')], default=lambda: 'c')

x = tf.constant(3)
tf.case([(x < 1, lambda: tf.constant(1)), (x < 5, lambda: tf.constant(2))])

x = tf.constant(0)
tf.case([(x < 1, lambda: tf.constant(1)), (x < 5, lambda: tf.constant(2))], exclusive=True)

x = tf.constant(3)
tf.case([(x < 1, lambda: tf.constant(1))], default=lambda: [tf.constant(5)])

x = tf.constant(3)
tf.case([(x < 1, lambda: tf.constant(1))], default=lambda: [tf.constant(5)], strict=True)

tf.switch_case(tf.constant(1), [lambda: tf.constant(17), lambda: tf.constant(31)])

tf.switch_case(tf.constant(7), [lambda: tf.constant(17), lambda: tf.constant(31)])

tf.switch_case(tf.constant(-1), {0: lambda: tf.constant(17), 1: lambda: tf.constant(31)}, default=lambda: tf.constant(-1))

tf.switch_case(tf.constant(0), {0: lambda: 1, 1: lambda: 3})

tf.switch_case(tf.constant(0), {0: lambda: [tf.constant(1)], 1: lambda: 3})

tf.map_fn(lambda x: x * x, tf.constant([1, 2, 3]))

tf.map_fn(fn=lambda t: tf.range(t, t + 3), elems=tf.constant([3, 5, 2]))

tf.map_fn(lambda x: (x, -x), np.array([1, 2, 3]), dtype=(tf.int64, tf.int64))

tf.map_fn(lambda x: (x, -x), np.array([1, 2, 3]), fn_output_signature=(tf.int64, tf.int64))

tf.map_fn(lambda x: x[0] * x[1], (np.array([1, 2, 3]), np.array([-1, 1, -1])), dtype=tf.int64)

tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2]), fn_output_signature=tf.float32)

tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2]), fn_output_signature=tf.TensorSpec([], tf.float32))

tf.map_fn(lambda x: 2.0, tf.constant([1, 2]), fn_output_signature=tf.float32)

tf.map_fn(lambda x: 2, tf.constant([1, 2]))

tf.map_fn(lambda x: x, tf.zeros([0, 2]))

tf.map_fn(lambda d: d['a'] * d['b'], {'a': tf.constant([1, 2]), 'b': tf.constant([3, 4])}, fn_output_signature=tf.int32)

tf.map_fn(lambda d: {'s': d['a'] * d['b']}, {'a': tf.constant([1, 2]), 'b': tf.constant([3, 4])}, fn_output_signature={'s': tf.int32})

x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.map_fn(lambda v: v * v, x)
t.gradient(y, x)

tf.map_fn(lambda s: tf.strings.upper(s), tf.constant(['a', 'b']))

tf.foldl(lambda a, x: a + x, tf.constant([1, 2, 3, 4]))

tf.foldr(lambda a, x: a - x, tf.constant([1, 2, 3, 4]), initializer=tf.constant(10))

tf.foldl(lambda a, x: a + x[0] * x[1], (tf.constant([1, 2]), tf.constant([3, 4])), initializer=0)

tf.foldl(lambda a, x: (a[0] + x, a[1] * x), tf.constant([1, 2, 3]), initializer=(0, 1))

tf.scan(lambda a, x: a + x, tf.constant([1, 2, 3, 4]))

tf.scan(lambda a, x: a + x, tf.constant([1., 2, 3, 4]), initializer=tf.constant(10.0))

tf.scan(lambda a, x: (a[1], a[0] + a[1]), tf.zeros([6]), initializer=(np.array(0), np.array(1)))

tf.scan(lambda a, x: a + x, tf.zeros([0]), initializer=tf.constant(1.0))

x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as t:
    y = tf.scan(lambda a, v: a * v, x)
t.gradient(y, x)

tf.vectorized_map(lambda x: x * x, tf.constant([1, 2, 3]))

tf.vectorized_map(lambda x: (x, tf.reduce_sum(x)), tf.reshape(tf.range(6), [3, 2]))

tf.vectorized_map(lambda d: d['a'] + d['b'], {'a': tf.constant([1, 2]), 'b': tf.constant([3, 4])})

tf.vectorized_map(lambda x: 3, tf.constant([1, 2]))

tf.group(tf.constant(1))

tf.no_op()

tf.group()

with tf.control_dependencies([tf.constant(1)]):
    x = tf.constant(2)
x

with tf.init_scope():
    x = tf.constant(2)
x

tf.tuple([tf.constant(1), tf.constant(2)])

tf.executing_eagerly()

ta = tf.TensorArray(tf.float32, size=3)
ta = ta.write(0, 1.0)
ta = ta.write(1, tf.constant(2.0))
[ta.read(0), ta.size(), ta.stack(), ta.element_shape.as_list(), ta.dtype.name]

ta = tf.TensorArray(tf.float32, size=3, clear_after_read=False)
ta.write(0, 1.0)
ta.read(0)
ta.read(0)

ta = tf.TensorArray(tf.float32, size=3)
ta.write(0, 1)
ta.stack()

ta = tf.TensorArray(tf.float32, size=2, infer_shape=False)
ta.write(0, [1.0])
ta.write(1, [1.0, 2.0])
ta.concat()

ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
for i in range(4):
    ta = ta.write(i, float(i))
[ta.stack(), ta.dynamic_size]

ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=[2])
[ta.stack(), ta.size()]

ta = tf.TensorArray(tf.float32, size=0)
ta.stack()

ta = tf.TensorArray(tf.int32, size=0, element_shape=[2])
ta.stack()

ta = tf.TensorArray(tf.float32, 3)
ta.write(1, [1.0, 2.0])
[ta.read(0), ta.stack()]

ta = tf.TensorArray(tf.float32, 2, dynamic_size=True).unstack([1.0, 2.0, 3.0])
ta.stack()

ta = tf.TensorArray(tf.float32, 3, clear_after_read=False).unstack([1.0, 2.0, 3.0])
[ta.gather([0, 2]), ta.gather(tf.constant([1]))]

ta = tf.TensorArray(tf.float32, 3).scatter([2, 0], [1.0, 2.0])
ta.stack()

ta = tf.TensorArray(tf.float32, 2).split([1.0, 2.0, 3.0], [1, 2])
[ta.read(0), ta.read(1)]

ta = tf.TensorArray(tf.float32, 2)
ta.close()
[ta.size()]

ta = tf.TensorArray(tf.float32, 2)
isinstance(ta, tf.TensorArray)

x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as t:
    ta = tf.TensorArray(tf.float32, 2)
    ta = ta.write(0, x[0] * x[0]).write(1, x[0] * x[1])
    y = tf.reduce_sum(ta.stack() * [1.0, 10.0])
t.gradient(y, x)

x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as t:
    ta = tf.TensorArray(tf.float32, 3).unstack(x)
    y = ta.read(1) * ta.read(2) ** 2
t.gradient(y, x)

i, ta = tf.while_loop(lambda i, ta: i < 3, lambda i, ta: (i + 1, ta.write(i, i * i)), (tf.constant(0), tf.TensorArray(tf.int32, 3)))
[i, ta.stack()]

ta = tf.TensorArray('float64', 2)
[ta.dtype.name, str(ta.element_shape)]

ta = tf.TensorArray(tf.float32, tf.constant(2))
ta.write(tf.constant(1), 2.0).identity().stack()

@tf.function
def f(x):
    tf.print('x is', x)
    return x
f(tf.constant(3))

[tf.cond(tf.Variable(True), lambda: 1, lambda: 2)]

@tf.function
def f(x):
    return tf.cond(x > 2, lambda: x * x, lambda: -x)
[f(tf.constant(3)), f(tf.constant(1))]

@tf.function
def f(n):
    return tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 2), (0, 1))
f(tf.constant(5))

@tf.function
def f(x):
    return tf.map_fn(lambda v: v * v, x)
f(tf.constant([1.0, 2.0]))

@tf.function
def f(x):
    ta = tf.TensorArray(tf.float32, 0, dynamic_size=True)
    for i in range(3):
        ta = ta.write(i, x * float(i))
    return ta.stack()
f(tf.constant(2.0))

@tf.function
def f(x):
    return tf.scan(lambda a, b: a + b, x), tf.foldl(lambda a, b: a * b, x)
f(tf.constant([1.0, 2.0, 3.0]))

@tf.function
def f(x):
    return tf.case([(x < 1, lambda: tf.constant(1)), (x < 5, lambda: tf.constant(2))], default=lambda: tf.constant(3))
[f(tf.constant(0)), f(tf.constant(3)), f(tf.constant(9))]

@tf.function
def f(x):
    return tf.switch_case(x, [lambda: tf.constant(1), lambda: tf.constant(2)])
[f(tf.constant(0)), f(tf.constant(1)), f(tf.constant(9))]

x = tf.Variable(2.0)
@tf.function
def f(n):
    return tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * x), (0, 1.0))[1]
with tf.GradientTape() as t:
    y = f(tf.constant(3))
t.gradient(y, x)

@tf.function
def f(x):
    with tf.init_scope():
        e = tf.executing_eagerly()
    return x + (1 if e else 0)
f(tf.constant(1))

@tf.function
def f(x):
    with tf.control_dependencies([tf.debugging.assert_equal(x, x)]):
        return tf.identity(x)
f(tf.constant(1))

@tf.function
def f(x):
    return tf.vectorized_map(lambda r: tf.reduce_sum(r), x)
f(tf.ones([2, 3]))
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    (
        "tf.cond(tf.constant([True, False]), lambda: 1, lambda: 2)",
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    ),
    ("tf.cond(tf.constant(True), 1, lambda: 2)", "'true_fn' must be callable."),
    ("tf.cond(tf.constant(True), lambda: 1)", "cond(): 'false_fn' argument required"),
    ("tf.cond(tf.constant(False), lambda: 1)", "cond(): 'false_fn' argument required"),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: i + 1, [tf.constant(0)])",
        "Cannot iterate over a scalar tensor.",
    ),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: i + 1, tf.constant(0))",
        "'loop_vars' must be provided.",
    ),
    (
        "tf.while_loop(lambda i, j: i < 5, lambda i, j: (i + 1, j * 2), [0, 1.5], maximum_iterations=2)",
        "",
    ),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: i + 1, [tf.constant(0)], maximum_iterations=3)",
        "The two structures don't have the same nested structure.",
    ),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: (i + 1,), [tf.constant(0)], maximum_iterations=3)",
        "",
    ),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: [i + 1], [tf.constant(0)], maximum_iterations=[3])",
        "'maximum_iterations' must be a scalar. Received shape: (1,)",
    ),
    (
        "tf.while_loop(lambda i: i < 5, lambda i: [i + 1], [])",
        "'loop_vars' must be provided.",
    ),
    ("tf.while_loop(1, lambda i: [i + 1], [0])", "'cond' must be callable."),
    ("tf.while_loop(lambda i: True, 2, [0])", "'body' must be callable."),
    (
        "tf.while_loop(lambda i: True, lambda i: i, [0], parallel_iterations=0)",
        "'parallel_iterations' must be a positive integer.",
    ),
    (
        "tf.while_loop(lambda i, p: i < 5, lambda i, p: (i + 1,), [tf.constant(0), tf.constant(1)])",
        "]",
    ),
    (
        "tf.while_loop(lambda i, p: i < 3, lambda i, p: (i + 1, [p[0], p[1]]), [tf.constant(0), (tf.constant(1), tf.constant(2))])",
        ")]",
    ),
    (
        "tf.while_loop(lambda i: tf.constant([True, False]), lambda i: [i + 1], [tf.constant(0)])",
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    ),
    (
        "x = tf.constant(9)\ntf.case([(x < 1, lambda: tf.constant(1)), (x < 5, lambda: tf.constant(1))])",
        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'Input error: None of conditions evaluat",
    ),
    (
        "x = tf.constant(0)\ntf.case({x < 1: lambda: tf.constant(1)})",
        "Tensor is unhashable. Instead, use tensor.ref() as the key.",
    ),
    (
        "tf.case([(True, lambda: 1)], default=lambda: 2)",
        "pred must be a Tensor, got: True",
    ),
    (
        "tf.case([tf.constant(True)], default=lambda: 2)",
        "Each entry in 'pred_fn_pairs' must be a 2-tuple. Received True.",
    ),
    (
        "tf.case(1, default=lambda: 2)",
        "'pred_fn_pairs' must be a list, tuple, or dict. Received: <class 'int'>",
    ),
    ("tf.case([], default=lambda: 2)", "t"),
    (
        "tf.switch_case(1, [lambda: tf.constant(17), lambda: tf.constant(31)])",
        "'branch_index' must be a Tensor, got <class 'int'>",
    ),
    (
        "tf.switch_case(tf.constant(1.0), [lambda: tf.constant(17), lambda: tf.constant(31)])",
        "'branch_index' must be an integer Tensor, got <dtype: 'float32'>",
    ),
    (
        "tf.switch_case(tf.constant(1), [])",
        "Must provide at least one item in 'branch_fns'",
    ),
    (
        "tf.switch_case(tf.constant(1), 3)",
        "'branch_fns' must be a list, tuple, or dict",
    ),
    (
        "tf.switch_case(tf.constant(1), [1])",
        "Each entry in 'branch_fns' must be a 2-tuple. Received 1.",
    ),
    ("tf.switch_case(tf.constant(1), [(0, 3)])", "fn for key 0 must be callable."),
    (
        "tf.switch_case(tf.constant(1), [('a', lambda: 3)])",
        "key must be a Python `int`, got <class 'str'>",
    ),
    (
        "tf.switch_case(tf.constant(1), {0: lambda: 1, 3: lambda: 3})",
        "branch indices (keys) must form contiguous range of [0 to 2) but found {0,3}",
    ),
    (
        "tf.map_fn(lambda x: x * x, [1, 2, 3])",
        "Elements in elems must be 1+ dimensional Tensors, not scalars",
    ),
    (
        "tf.map_fn(lambda x: x[0] * x[1], (np.array([1, 2, 3]), np.array([-1, 1, -1])))",
        "The two structures don't have the same nested structure.",
    ),
    (
        "tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2]))",
        "TensorArray dtype is int32 but Op is trying to write dtype float32",
    ),
    (
        "tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2]), fn_output_signature=tf.TensorSpec([3], tf.float32))",
        "Incompatible shape for value (()), expected ((3,))",
    ),
    (
        "tf.map_fn(lambda x: x, tf.constant(1))",
        "Elements in elems must be 1+ dimensional Tensors, not scalars",
    ),
    (
        "tf.map_fn(lambda x: x, [])",
        "elems must be a Tensor or (possibly nested) sequence of Tensors. Got [], which does not contain any Tensors.",
    ),
    (
        "tf.map_fn(lambda x: x * 2, {'a': tf.constant([1, 2]), 'b': tf.constant([3, 4])})",
        "unsupported operand type(s) for *: 'dict' and 'int'",
    ),
    (
        "tf.map_fn(lambda x: tf.range(x), tf.constant([1, 2]))",
        "Incompatible shape for value ((2,)), expected ((1,))",
    ),
    (
        "tf.map_fn(lambda x: x[0] + x[1], (tf.constant([1, 2]), tf.constant([1, 2, 3])), fn_output_signature=tf.int32)",
        "Dimensions 2 and 3 are not compatible",
    ),
    (
        "tf.foldl(lambda a, x: a, tf.zeros([0]))",
        "Tried to read from index 0 but array size is: 0",
    ),
    (
        "tf.scan(lambda a, x: a[0] - x[0] + x[1], (np.array([1, 2, 3]), np.array([-1, 1, -1])), initializer=(np.array(0)))",
        "Attempting to slice scalar input.",
    ),
    (
        "tf.scan(lambda a, x: a[0] - x[0] + x[1], (np.array([1, 2, 3]), np.array([-1, 1, -1])), initializer=[np.array(0)])",
        "The two structures don't have the same nested structure.",
    ),
    (
        "tf.scan(lambda a, x: tf.cast(a + x, tf.float32), tf.constant([1, 2]))",
        "TensorArray dtype is int32 but Op is trying to write dtype float32",
    ),
    (
        "tf.scan(lambda a, x: [a, x], tf.constant([1, 2]))",
        "The two structures don't have the same nested structure.",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.write(0, 1.0)\nta.read(0)\nta.read(0)",
        "Could not read index 0 twice because it was cleared after a previous read (perhaps try setting clear_after_read = false?",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.write(3, 1.0)",
        "Tried to write to index 3 but array is not resizeable and size is: 3",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.write(-1, 1.0)",
        "Writing to negative indices (index -1) is not allowed.",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.read(-1)",
        "Reading from negative indices (index -1) is not allowed.",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.read(7)",
        "Tried to read from index 7 but array size is: 3",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.write(0, tf.constant(1))",
        "TensorArray dtype is float32 but Op is trying to write dtype int32",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3)\nta.write(0, [1.0])\nta.write(1, [1.0, 2.0])",
        "Incompatible shape for value ((2,)), expected ((1,))",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=3, infer_shape=False)\nta.write(0, [1.0])\nta.write(1, [1.0, 2.0])\nta.concat()",
        "<unknown>",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=2, infer_shape=False)\nta.write(0, [1.0])\nta.write(1, [1.0, 2.0])\nta.stack()",
        "Shapes",
    ),
    (
        "ta = tf.TensorArray(tf.float32, size=2, element_shape=[2])\nta.write(0, [1.0, 2.0, 3.0])",
        "Incompatible shape for value ((3,)), expected ((2,))",
    ),
    (
        "tf.TensorArray(tf.float32)",
        "Size must be declared for TensorArrays when eager execution is enabled",
    ),
    (
        "tf.TensorArray(tf.float32, size=2, handle=3)",
        "TensorArray handles are not supported when eager execution is enabled.",
    ),
    (
        "ta = tf.TensorArray(tf.float32, 3).unstack([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])\n[ta.read(1), ta.concat(), ta.size()]",
        "<unknown>",
    ),
    (
        "tf.TensorArray(tf.float32, 2).unstack([1.0, 2.0, 3.0])",
        "Cannot unstack 3 tensors into a TensorArray of static size 2",
    ),
    (
        "tf.TensorArray(tf.float32, 2).split([1.0, 2.0, 3.0], [1, 1])",
        "Expected sum of lengths to be equal to values.shape[0], but sum of lengths is 2 and value's shape is: [3]",
    ),
    (
        "tf.TensorArray(tf.float32, 1).split([1.0, 2.0, 3.0], [1, 2])",
        "TensorArray's size is not equal to the size of lengths (1 vs. 2), and the TensorArray is not marked as dynamically resiz",
    ),
    (
        "tf.TensorArray(tf.float32, 1).split([1.0, 2.0, 3.0], 1)",
        "Expected lengths to be a vector, received shape: []",
    ),
    (
        "tf.TensorArray(tf.float32, 1).split(1.0, [1])",
        "Expected value to be at least a vector, but received shape: []",
    ),
    (
        "ta = tf.TensorArray(tf.float32, 2).unstack([1.0, 2.0])\nta.concat()",
        "Concat saw a scalar shape at index 0 but requires at least vectors.",
    ),
    (
        "ta = tf.TensorArray(tf.float32, 2)\nta.grad('x')",
        "TensorArray.grad is not supported when executing eagerly; eager's gradient implementation does not use/need this functio",
    ),
    (
        "@tf.function\ndef f(x):\n    tf.debugging.assert_positive(x)\n    return x\nf(tf.constant([1, -2]))",
        "assertion failed: [] [Condition x > 0 did not hold element-wise:] [x (x:0) = ] [1 -2]",
    ),
]

TOPIC.table(VALUES.split("\n\n"), execute, rtol=1e-5, atol=1e-6)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
