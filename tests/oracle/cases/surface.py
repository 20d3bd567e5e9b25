"""The surface: orders of arguments, older names, ties, zeros and values that are none.

What a program may write that no lesson does: names by position, dtypes that an op does
not take, axes that are no vector, gradients where a function has none.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.equal(P(2), P(2), "e"); tf.not_equal(P(2), P(2), "n"); tf.equal(P(2), 1.0)
tf.arg_max(P(2, 3), 1, tf.int32, "a"); tf.arg_min(P(2, 3), dimension=0)
tf.linalg.transpose(P(2, 3, 4)); tf.linalg.transpose(P(2, 3), "t")
tf.zeros([2], layout=None); tf.ones([2], layout=None); tf.fill([2], 3, layout=None)
tf.shape(P(2, None), "s", None); tf.size(P(2, None), out_type=None)
tf.div_no_nan(P(2, dtype=tf.int32), 3); tf.div_no_nan(2, P(2)); tf.div_no_nan(3, 2)
tf.divide(2, P(2)); tf.divide(3, 2); tf.divide(P(2), 2.0); tf.divide(3.0, 2.0, "d")
tf.conj([1.0]); tf.conj([1j]); tf.conj(P(2), name="c")
tf.imag(P(2)); tf.imag(P(None)); tf.imag(U())
tf.math.reduce_variance(P(2, dtype=tf.complex64)); tf.math.reduce_std(P(2, dtype=tf.complex64), name="r")
tf.clip_by_norm(P(2, 2), [1.0, 2.0], 1)
tf.broadcast_dynamic_shape([1, 2], [3, 1])
P(2, 1) @ np.ones((1, 2), np.float32); np.ones((1, 2), np.float32) @ P(2, 1)
tf.tuple([tf.constant(1.0), 1.0])
tf.decode_raw(bytes=["abcd"], out_type=tf.int32)
tf.argmax(P(2, 3), 1, output_type=tf.uint16)
tf.math.nextafter([1.0], [2.0]); tf.math.nextafter(P(2), P(2), "n")
tf.count_nonzero([True, False]); tf.count_nonzero(P(2, 3), 1)
"""

VALUES = """
tf.reduce_mean(tf.constant([100, 100, 100, 1, 2, 3], tf.int8))
tf.reduce_mean(tf.constant([-7, 2], tf.int16))
tf.reduce_mean(tf.constant([2**31 - 1, 2**31 - 1]))
tf.reduce_mean(tf.constant([255, 254], tf.uint8))
tf.math.segment_prod([0.0, 0.0, 2.0, 3.0], [0, 0, 1, 1])
tf.math.nextafter(f32([1.0, 0.0]), f32([2.0, -1.0]))
tf.math.count_nonzero([True, False, True])
"""

LOOSE = """
tf.math.digamma(f32([-3.0, -1.0, 0.0, np.inf, 2.5]))
tf.math.polygamma(f32([[0.0], [1.0], [2.0]]), f32([-1.0, 0.0, np.inf, 2.5]))
tf.math.zeta(f32([[0.5], [1.0], [2.0], [3.0]]), f32([-3.0, 0.0, np.inf, -np.inf, 0.5]))
tf.math.igamma(f32([[-1.0], [0.0], [0.5], [np.inf]]), f32([-1.0, 0.0, 0.5, np.inf, np.nan]))
tf.math.igammac(f32([[-1.0], [0.0], [0.5], [np.inf]]), f32([-1.0, 0.0, 0.5, np.inf, np.nan]))
tf.nn.softmax_cross_entropy_with_logits(labels=[[1.0, 0.0]], logits=[[2.0]])
tf.math.reduce_variance(tf.constant([1 + 1j, 2 - 1j]))
tf.math.l2_normalize(tf.constant([0j, 3 + 4j]))
tf.math.angle(f32([-1.0, 0.0, 2.0, np.nan]))
"""

GRADIENTS = """
x = tf.constant([4.0, -2.0, 0.0]); tf.gradients(tf.where(x > 0, tf.sqrt(x), x), x)
x = tf.constant([4.0, -2.0, 0.0]); tf.gradients(tf.where(x > 0, tf.rsqrt(x), x), x)
x = tf.constant([4.0, -2.0, 0.0]); tf.gradients(tf.where(x > 0, tf.reciprocal(x), x), x)
x = tf.constant([4.0, -2.0, 0.0]); tf.gradients(tf.where(x > 0, tf.log(x), x), x)
x = tf.constant([4.0, 9.0]); tf.gradients(tf.gradients(tf.sqrt(x), x)[0], x)
x = tf.constant([4.0, 9.0]); tf.gradients(tf.gradients(tf.rsqrt(x), x)[0], x)
x = tf.constant([4.0, 9.0]); tf.gradients(tf.gradients(tf.reciprocal(x), x)[0], x)
x = tf.constant([0.0, 1.0]); tf.gradients(tf.norm(0 * x), x)
x = tf.constant([1.0, np.nan, 2.0]); y = tf.constant([np.nan, 1.0, 2.0]); tf.gradients(tf.maximum(x, y), [x, y])
x = tf.constant([1.0, np.nan, 2.0]); y = tf.constant([np.nan, 1.0, 2.0]); tf.gradients(tf.minimum(x, y), [x, y])
x = tf.constant([2.0, 0.0, 3.0, 0.0]); tf.gradients(tf.cumprod(x), x)
x = tf.constant([2.0, 0.0, 3.0, 0.0]); tf.gradients(tf.cumprod(x, exclusive=True, reverse=True), x)
x = tf.constant([0.0, 0.0, 2.0, 3.0, 0.0, 5.0]); tf.gradients(tf.segment_prod(x, [0, 0, 1, 1, 2, 2]), x)
x = tf.constant([2.0, 0.0, 3.0]); tf.gradients(tf.gradients(tf.reduce_prod(x), x)[0] ** 2, x)
x = tf.constant([np.inf, 1.0]); tf.gradients(tf.digamma(x), x)
x = tf.constant([1.0, 2.0]); tf.gradients(tf.math.nextafter(x, 2 * x), x)
x = tf.constant([1.0, 2.0]); tf.gradients(tf.reduce_any(x > 1), x)
"""

ERRORS = """
tf.abs(tf.constant(True)) ## Value passed to parameter 'x' has DataType bool not in list of allowed values
tf.abs("a") ## DataType string not in list of allowed values
tf.squared_difference(tf.constant(1, tf.int8), tf.constant(2, tf.int8)) ## DataType int8 not in list of allowed values
tf.argmax([1, 2], output_type=tf.float32) ## Value passed to parameter 'output_type' has DataType float32 not in list of allowed values
tf.conj("a") ## Expected numeric or variant tensor
tf.real("a") ## input must be a numeric tensor
tf.math.reduce_variance([1, 2]) ## Input must be either real or complex. Received integer type
tf.reshape(P(2, 3), -1) ## Shape must be rank 1 but is rank 0
tf.tile([1, 2], 2) ## Shape must be rank 1 but is rank 0
tf.fill(2, 1) ## Shape must be rank 1 but is rank 0
tf.reverse(P(2, 3), 0) ## Shape must be rank 1 but is rank 0
tf.matrix_solve([[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0]) ## Shape must be at least rank 2 but is rank 1
run(tf.invert_permutation([2, 2, 1])) ## 2 is duplicated in the input
tf.div_no_nan(tf.constant(1.0), tf.constant(1)) ## `x` and `y` must have the same dtype
tf.decode_raw(["abcd"], tf.int32, bytes=["abcd"]) ##
"""

TOPICS = subject(
    "surface",
    nodes=NODES,
    values=VALUES,
    loose=LOOSE,
    gradients=GRADIENTS,
    errors=ERRORS,
)
