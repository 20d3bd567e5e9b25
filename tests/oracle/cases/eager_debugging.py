"""Assertions, printing, Python functions, initializers, files, at once."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_debugging", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.debugging.assert_equal([1, 2], [1, 2])

tf.debugging.assert_non_positive([-1, 0])

tf.debugging.assert_near(1.0, 1.1, rtol=0.2)

tf.debugging.assert_rank(tf.zeros([2, 3]), 2)

tf.debugging.assert_rank_in(tf.zeros([2, 3]), (0, 2))

tf.debugging.assert_type(tf.zeros([2, 3]), tf.float32)

tf.debugging.assert_integer(1)

tf.debugging.assert_scalar(1)

tf.debugging.assert_shapes([(tf.zeros([10, 3]), ('N', 'Q')), (tf.ones([10, 7]), ('N', 'D')), (tf.constant([1.0, 2.0, 3.0]), ('Q',)), (1.0, ())])

tf.debugging.assert_shapes([(tf.zeros([10, 3]), (..., 3)), (tf.zeros([3]), '*Q')])

tf.debugging.assert_shapes([(tf.zeros([10, 3]), tf.TensorShape([10, 3]))])

tf.debugging.check_numerics([1.0, 2.0], 'ok')

tf.debugging.assert_all_finite(x=[1.0, 2.0], message='not finite')

[tf.debugging.is_numeric_tensor(tf.constant(1)), tf.debugging.is_numeric_tensor(tf.constant('a')), tf.debugging.is_numeric_tensor(1)]

tf.debugging.assert_proper_iterable([1])

tf.debugging.assert_same_float_dtype([tf.constant(1.0), tf.constant(2.0)]).name

tf.Assert(True, [1])

tf.assert_equal(1, 1)

tf.errors.InvalidArgumentError(None, None, 'abc').message

tf.errors.InvalidArgumentError(None, None, 'abc').error_code

str(tf.errors.NotFoundError(None, None, 'abc'))

tf.errors.OpError(None, None, 'abc', 7).error_code

[tf.errors.OpError(None, None, 'abc', 7).op, tf.errors.OpError(None, None, 'abc', 7).node_def, tf.errors.OpError(None, None, 'abc', 7).experimental_payloads]

issubclass(tf.errors.InvalidArgumentError, tf.errors.OpError)

tf.errors.UnauthenticatedError(None, None, 'x').error_code

x = tf.constant([3.0, 1.0])
y = tf.py_function(lambda a: a + 1, [x], tf.float32)
y

def f(a, b):
    return a * b, a + b
tf.py_function(f, [tf.constant(2.0), tf.constant(3.0)], [tf.float32, tf.float32])

tf.py_function(func=lambda x: tf.cond(tf.math.greater(x, 1), lambda: x * x, lambda: x), inp=[tf.constant(3.0)], Tout=tf.float32)

x = tf.Variable(3.0)
with tf.GradientTape() as t:
    y = tf.py_function(lambda a: a * a * x, [x], tf.float32)
t.gradient(y, x)

x = tf.constant([3.0, 1.0])
with tf.GradientTape() as t:
    t.watch(x)
    y = tf.py_function(lambda a: tf.reduce_sum(a ** 2), [x], tf.float32)
t.gradient(y, x)

def f(a):
    return type(a).__name__
seen = []
tf.py_function(lambda a: seen.append(hasattr(a, 'numpy')) or a, [tf.constant(1.0)], tf.float32)
seen

tf.py_function(lambda a: 1, [tf.constant([1.0, 2.0])], tf.float32)

tf.py_function(lambda a: None, [tf.constant([1.0, 2.0])], [])

tf.py_function(lambda: 'abc', [], tf.string)

tf.numpy_function(lambda a: a + 1, [tf.constant([1.0, 2.0])], tf.float32)

tf.numpy_function(lambda a: type(a).__name__, [tf.constant([1.0, 2.0])], tf.string)

tf.numpy_function(lambda a: a + 1, [tf.constant([1.0, 2.0])], tf.float64)

tf.numpy_function(lambda a, b: (a, b), [1, 2.0], [tf.int32, tf.float32])

x = tf.Variable(3.0)
with tf.GradientTape() as t:
    y = tf.numpy_function(lambda a: a * a, [x], tf.float32)
t.gradient(y, x)

tf.zeros_initializer()([2, 3])

tf.zeros_initializer()(shape=[2], dtype=tf.int32)

tf.ones_initializer()([2])

tf.constant_initializer(3)([2])

tf.constant_initializer([1.0, 2.0, 3.0, 4.0])([2, 2], tf.float32)

tf.constant_initializer('a')([1])

tf.random.set_seed(3)
i = tf.random_normal_initializer()
[i([2]), i([2]), tf.random_normal_initializer(mean=1.0, stddev=2.0)([2])]

i = tf.random_normal_initializer(seed=4)
[i([2]), i([2])]

tf.random.set_seed(3)
i = tf.random_uniform_initializer()
[i([2]), i([2]), tf.random_uniform_initializer(minval=0, maxval=10)([2], tf.int32)]

tf.random_uniform_initializer(seed=4)([3])

tf.random_uniform_initializer(-1.0, 1.0, seed=4)(shape=(2, 2), dtype=tf.float64)

tf.zeros_initializer()([2], partition_shape=[1])

tf.random_normal_initializer(mean=1.0, seed=3).get_config()

tf.random_uniform_initializer().get_config()

tf.zeros_initializer().get_config()

tf.constant_initializer(3).get_config()

tf.random_normal_initializer.from_config({'mean': 2.0, 'seed': 4})([1])

v = tf.Variable(tf.zeros_initializer()([2]))
v.numpy()

type(tf.zeros_initializer()).__name__

tf.debugging.enable_check_numerics()
tf.debugging.disable_check_numerics()
tf.math.log(-1.0)

tf.io.decode_raw(b'\x01\x00\x02\x00', tf.int16)

tf.io.decode_csv(['1,2.5', '3,4'], [[0], [0.0]])

import tempfile, os
p = tempfile.mktemp()
tf.io.write_file(p, 'hello')
tf.io.read_file(p)

tf.io.encode_base64('hello')

tf.io.decode_base64('aGVsbG8')

tf.io.parse_single_example(tf.train.Example(features=tf.train.Features(feature={'a': tf.train.Feature(float_list=tf.train.FloatList(value=[1.0, 2.0]))})).SerializeToString(), {'a': tf.io.FixedLenFeature([2], tf.float32)})

x = tf.constant([3.0])
tf.numpy_function(lambda a: a + 1, [x], tf.float64)
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    (
        "tf.debugging.assert_equal(tf.constant([1, 2]), tf.constant([1, 3]))",
        "Condition x == y did not hold.",
    ),
    ("tf.debugging.assert_equal([1, 2], [1, 2, 3])", "[2] vs. [3]"),
    (
        "tf.debugging.assert_equal(tf.constant([1, 2]), tf.constant([1.0, 2.0]))",
        "cannot compute Equal as input #1(zero-based) was expected to be a int32 tensor but is a float tensor",
    ),
    ("tf.debugging.assert_equal([1, 2], [1, 3], message='labels')", "labels"),
    (
        "tf.debugging.assert_equal([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], summarize=2)",
        "Condition x == y did not hold.",
    ),
    (
        "tf.debugging.assert_equal([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], summarize=-1)",
        "Condition x == y did not hold.",
    ),
    (
        "tf.debugging.assert_equal([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], summarize=0)",
        "Condition x == y did not hold.",
    ),
    ("tf.debugging.assert_equal(1, 2)", "Condition x == y did not hold."),
    (
        "tf.debugging.assert_equal([[1, 2], [3, 4]], [[1, 2], [3, 5]])",
        "Condition x == y did not hold.",
    ),
    ("tf.debugging.assert_equal([1, 2, 3, 4, 5], 1)", "Condition x == y did not hold."),
    ("tf.debugging.assert_less([1, 2], [1, 3])", "Condition x < y did not hold."),
    (
        "tf.debugging.assert_less_equal([1, 4], [1, 3])",
        "Condition x <= y did not hold.",
    ),
    (
        "tf.debugging.assert_greater([1.5, 4], [1, 3])",
        "cannot compute Greater as input #1(zero-based) was expected to be a float tensor but is a int32 tensor",
    ),
    ("tf.debugging.assert_greater([1, 4], [1, 3], 'bigger')", "bigger"),
    (
        "tf.debugging.assert_greater_equal([0, 4], [1, 3])",
        "Condition x >= y did not hold.",
    ),
    (
        "tf.debugging.assert_none_equal([0, 3], [1, 3])",
        "Condition x != y did not hold.",
    ),
    (
        "tf.debugging.assert_positive([1, 0])",
        "Condition x > 0 did not hold element-wise:",
    ),
    (
        "tf.debugging.assert_positive([1.0, 0.0, 1, 2, 3], message='m', summarize=1)",
        "m.",
    ),
    (
        "tf.debugging.assert_negative([-1, 0])",
        "Condition x < 0 did not hold element-wise:",
    ),
    (
        "tf.debugging.assert_non_negative([-1, 0])",
        "Condition x >= 0 did not hold element-wise:",
    ),
    (
        "tf.debugging.assert_non_positive([1, 0])",
        "Condition x <= 0 did not hold element-wise:x (shape=(2,) dtype=int32) =",
    ),
    (
        "tf.debugging.assert_near(1.0, 1.1)",
        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b''",
    ),
    (
        "tf.debugging.assert_near([1.0, 2.0], [1.0, 2.1], message='near')",
        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'near.  '",
    ),
    (
        "tf.debugging.assert_near(tf.constant(1.0), tf.constant(1.0, tf.float64))",
        "Tensor conversion requested dtype float32 for Tensor with dtype float64: <tf.Tensor: shape=(), dtype=float64, numpy=1.0>",
    ),
    (
        "tf.debugging.assert_rank(tf.zeros([2, 3]), 1)",
        "Tensor  must have rank 1.  Received rank 2, shape (2, 3)",
    ),
    (
        "tf.debugging.assert_rank(tf.zeros([2, 3]), 1, 'msg')",
        "msg.  Tensor  must have rank 1.  Received rank 2, shape (2, 3)",
    ),
    ("tf.debugging.assert_rank(tf.zeros([2, 3]), [2])", "Rank must be a scalar."),
    (
        "tf.debugging.assert_rank(tf.zeros([2, 3]), 2.0)",
        "tensor must be of type tf.int32; got tf.float32",
    ),
    (
        "tf.debugging.assert_rank_at_least(tf.zeros([2, 3]), 3)",
        "Tensor  must have rank at least 3.  Received rank 2, shape (2, 3)",
    ),
    (
        "tf.debugging.assert_rank_in(tf.zeros([2, 3]), [0, 1])",
        "Tensor  must have rank in (0, 1).  Received rank 2, shape (2, 3)",
    ),
    (
        "tf.debugging.assert_type(tf.zeros([2, 3]), tf.int32)",
        "tensor must be of type tf.int32; got tf.float32",
    ),
    (
        "tf.debugging.assert_integer(tf.zeros([2, 3]))",
        "Expected \"x\" to be integer type.  Found: tensor of dtype <dtype: 'float32'>",
    ),
    ("tf.debugging.assert_scalar([1])", "Expected scalar shape, saw shape: (1,)."),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), ('N', 'D')), (tf.ones([10, 7]), ('N', 'D'))])",
        "Specified by tensor shape=(10, 3) dtype=float32 dimension 1.  Tensor shape=(10, 7) dtype=float32 dimension 1 must have s",
    ),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), ('N', 4))])",
        "Specified explicitly.  Tensor shape=(10, 3) dtype=float32 dimension 1 must have size 4.  Received size 3, shape (10, 3)",
    ),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), ('N',))])",
        "Tensor  must have rank in (0, 1).  Received rank 2, shape (10, 3)",
    ),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), ('N', 'N'))], message='square')",
        "square.  Specified by tensor shape=(10, 3) dtype=float32 dimension 0.  Tensor shape=(10, 3) dtype=float32 dimension 1 mu",
    ),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), 3)])",
        "Tensor shape=(10, 3) dtype=float32.  Specified shape must be an iterable.  An iterable has the attribute `__iter__` or `",
    ),
    (
        "tf.debugging.assert_shapes([(tf.zeros([10, 3]), (3, ...))])",
        "Tensor shape=(10, 3) dtype=float32 specified shape index 1.  Symbol `...` or `*` for a variable number of unspecified di",
    ),
    (
        "tf.debugging.check_numerics(tf.constant([1.0, np.nan]), 'bad')",
        "bad : Tensor had NaN values",
    ),
    (
        "tf.debugging.check_numerics(tf.constant([1.0, np.inf]), 'bad')",
        "bad : Tensor had Inf values",
    ),
    (
        "tf.debugging.check_numerics(tf.constant([1.0, -np.inf, np.nan]), 'bad')",
        "bad : Tensor had Inf and NaN values",
    ),
    (
        "tf.debugging.assert_all_finite([1.0, np.nan], 'not finite')",
        "not finite : Tensor had NaN values",
    ),
    (
        "tf.debugging.assert_proper_iterable(1)",
        "Expected argument \"values\" to be iterable.  Found: <class 'int'>",
    ),
    (
        "tf.debugging.assert_same_float_dtype([tf.constant(1.0), tf.constant(2.0, tf.float64)])",
        "tf.Tensor(2.0, shape=(), dtype=float64), type=<dtype: 'float64'>, must be of the same type (<dtype: 'float32'>) as tf.Te",
    ),
    (
        "tf.debugging.assert_same_float_dtype([tf.constant(1)])",
        "Expected floating point type, got <dtype: 'int32'>.",
    ),
    (
        "tf.Assert(False, ['a', tf.constant([1, 2, 3, 4])])",
        "Expected 'False' to be true. Summarized data: b'a'",
    ),
    (
        "tf.Assert(tf.constant(False), ['a', tf.constant([1.0, 2, 3, 4])], summarize=-1)",
        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'a'",
    ),
    (
        "tf.Assert(tf.reduce_all(tf.constant([1, 2]) > 1), [tf.constant([1, 2])], summarize=1)",
        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: 1, ...",
    ),
    (
        "tf.debugging.Assert(tf.constant([True, False]), [1])",
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
    ),
    (
        "import tempfile\np = tempfile.mktemp()\ntf.print('a', foo=3, output_stream='file://' + p)\nopen(p).read()",
        "Unrecognized keyword arguments for tf.print: {'foo': 3}",
    ),
    (
        "import tempfile\np = tempfile.mktemp()\ntf.print('a', output_stream='nowhere')\nopen(p).read()",
        ". Supported streams are sys.stdout, sys.stderr, tf.logging.info, tf.logging.warning, tf.logging.error. File needs to be ",
    ),
    (
        "def f(a):\n    raise ValueError('bad value')\ntf.py_function(f, [tf.constant([1.0, 2.0])], tf.float32)",
        "ValueError: bad value",
    ),
    (
        "tf.py_function(3, [], tf.string)",
        "Expected func to be callable. Received func=3 of type <class 'int'>.",
    ),
    (
        "def f(a):\n    raise ZeroDivisionError('zero')\ntf.numpy_function(f, [tf.constant([1.0, 2.0])], tf.float32)",
        "zero",
    ),
    (
        "tf.ones_initializer()([2], tf.string)",
        "Argument `dtype` expected to be numeric or boolean. Received <dtype: 'string'>.",
    ),
    (
        "tf.constant_initializer([1.0, 2.0])([3])",
        "Eager execution of tf.constant with unsupported shape. Tensor [1.",
    ),
    (
        "tf.constant_initializer({1: 2})",
        "Invalid type for initial value: dict. Expected Python scalar, list or tuple of values, or numpy.ndarray.",
    ),
    (
        "tf.random_normal_initializer()([2], tf.int32)",
        "Argument `dtype` is expected to be floating point. Received: <dtype: 'int32'>.",
    ),
    (
        "tf.zeros_initializer()([2], foo=[1])",
        "Keyword argument should be one of ['partition_shape', 'partition_offset']. Received: foo",
    ),
    (
        "tf.debugging.enable_check_numerics()\ntry:\n    r = tf.math.log(-1.0)\nfinally:\n    tf.debugging.disable_check_numerics()\nr",
        '" (# of outputs: 1) !!!',
    ),
    (
        "tf.debugging.enable_check_numerics()\ntry:\n    r = tf.math.log([0.0, 1.0, -1.0])\nfinally:\n    tf.debugging.disable_check_numerics()\nr",
        '" (# of outputs: 1) !!!',
    ),
    (
        "tf.debugging.enable_check_numerics()\ntry:\n    r = tf.constant([[1.0, 2.0]]) / tf.constant(0.0)\nfinally:\n    tf.debugging.disable_check_numerics()\nr",
        '!!! Detected Infinity or NaN in output 0 of eagerly-executing op "RealDiv" (# of outputs: 1) !!!',
    ),
    (
        "tf.debugging.enable_check_numerics()\ntry:\n    x = tf.Variable(0.0)\n    with tf.GradientTape() as t:\n        y = tf.sqrt(x)\n    g = t.gradient(y, x)\nfinally:\n    tf.debugging.disable_check_numerics()\ng",
        '!!! Detected Infinity or NaN in output 0 of eagerly-executing op "SqrtGrad" (# of outputs: 1) !!!',
    ),
]

# The arguments of tf.print; the answer is what it writes.
PRINTED = r"""
'hello'
tf.constant([1, 2, 3])
'x:', tf.constant(1.5), 'y'
tf.range(10)
tf.range(10), summarize=-1
tf.range(10), summarize=2
tf.reshape(tf.range(16), [4, 4])
tf.reshape(tf.range(100), [10, 10])
[1, tf.constant(2)]
{'a': tf.constant(1.5), 'b': [1, 2]}
(tf.constant(1), 'a')
tf.constant('text')
tf.constant(['a', 'b'])
1, 2, sep=','
1, 2, end=''
1, 2, sep='-', end='!\n'
tf.Variable(3.0)
tf.Variable([1, 2])
None
True
3.14
np.array([1, 2])
tf.constant(True)
tf.constant([1.0, 2.5e10, 1e-8])
tf.constant(0.1)
tf.constant([0.1, 0.2])
tf.constant(1/3, tf.float64)
tf.constant([1+2j])
'{}', tf.constant(1)
[tf.constant([1, 2]), {'k': tf.constant('v')}]

tf.constant([]), 'e'
tf.zeros([0, 2])
tf.constant([[1.0], [2.0]])
tf.constant([float('nan'), float('inf')])
tf.constant(7), tf.constant([[1,2],[3,4]]), sep='\n'
{'b': 2, 'a': tf.constant(1)}
[['x', 'y'], tf.constant([1])]
tf.float32
len
tf.constant('a"b')
['a', 'b']
'%s %d', 5
tf.constant(b'\xc3\xa9')
"""


def printed(tf: Any, np: Any, text: str) -> Any:
    """What ``tf.print`` adds to a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        stream = f"output_stream={f'file://{path}'!r}"
        execute(tf, np, f"tf.print({text}, {stream})")
        return path.read_text(encoding="utf-8")


TOPIC.table(filter(None, PRINTED.splitlines()), printed)

TOPIC.table(VALUES.split("\n\n"), execute, rtol=1e-5, atol=1e-6)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
