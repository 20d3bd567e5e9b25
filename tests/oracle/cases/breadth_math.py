"""Mathematics beyond the first lessons: special functions, groups, counts, bits."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.math.cumulative_logsumexp(P(3))
tf.math.cumulative_logsumexp([1.0, 2.0], exclusive=True, name="c")
tf.segment_sum(P(3), [0, 0, 1])
tf.math.segment_mean(P(None, 2), P(None, dtype=tf.int64), name="s")
tf.segment_max(P(3), [0, 0, 1]); tf.segment_min(P(3, 2), [0, 0, 1]); tf.segment_prod(U(), [0, 0, 1])
tf.unsorted_segment_sum(P(3), [0, 0, 1], 2)
tf.unsorted_segment_max(P(3, 2), [0, 0, 1], 2); tf.unsorted_segment_min(P(3, 2), P(3, dtype=tf.int32), P(dtype=tf.int32), name="m")
tf.unsorted_segment_prod(P(2, 3), [[0, 0, 1], [1, 1, 1]], 2)
tf.math.unsorted_segment_mean(P(3), [0, 0, 1], 2)
tf.math.unsorted_segment_sqrt_n(P(3, 2), [0, 0, 1], 2, name="u")
tf.bincount([1, 2, 2])
tf.bincount([1, 2, 2], minlength=5, maxlength=7, dtype=tf.float32)
tf.math.bincount([1, 2, 2], weights=[1.0, 2, 3])
tf.bincount(P(None, dtype=tf.int32))
tf.histogram_fixed_width(P(3), [0.0, 5.0], nbins=5)
tf.histogram_fixed_width([1.0], [0.0, 5.0], name="h")
tf.digamma(P(2)); tf.lgamma(P(2)); tf.igamma(P(2), 1.0); tf.igammac(P(2), P(2)); tf.betainc(P(2), P(2), P(2)); tf.zeta(P(2), P(2)); tf.polygamma(P(2), P(2))
tf.lbeta(P(2)); tf.math.lbeta(P(2, 3), name="l")
tf.math.erfinv(P(2)); tf.math.ndtri(P(2), name="n"); tf.math.erfcinv(P(2))
tf.math.bessel_i0(P(2)); tf.math.bessel_i0e(P(2)); tf.math.bessel_i1(P(2)); tf.math.bessel_i1e(P(2), name="b")
tf.math.reduce_euclidean_norm(P(2, 3))
tf.math.reduce_euclidean_norm(P(2, 3), 1, True, name="r")
tf.count_nonzero(P(2, 3))
tf.count_nonzero(P(2, 3), axis=1, keepdims=True, dtype=tf.int32, name="c")
tf.count_nonzero(P(2, dtype=tf.string))
tf.math.count_nonzero(input_tensor=P(2, 3), reduction_indices=[0])
tf.accumulate_n([P(2), P(2)])
tf.accumulate_n([P(2)])
tf.accumulate_n([P(None, 2), P(3, 2)], shape=[3, 2], name="a")
tf.math.xdivy(P(2), P(2)); tf.math.xlogy(P(2), 2.0); tf.math.xlog1py(2.0, P(2), name="x"); tf.math.multiply_no_nan(P(2), P(2))
tf.math.polyval([1.0, 2.0, 3.0], P(2))
tf.math.polyval([P(2), 1.0], 2.0, name="p")
tf.math.polyval([], 2.0)
tf.bitwise.bitwise_and(P(2, dtype=tf.int32), 3); tf.bitwise.invert(P(2, dtype=tf.uint8)); tf.bitwise.left_shift(P(2, dtype=tf.int32), [1, 2]); tf.bitwise.right_shift(P(2, dtype=tf.int32), 1, name="r")
tf.bitwise.bitwise_or(P(2, dtype=tf.int32), 3); tf.bitwise.bitwise_xor(P(2, dtype=tf.int64), 3)
tf.math.log_sigmoid(P(3)); tf.log_sigmoid(P(3), name="l")
tf.math.mod(P(2), 3.0)
"""

LOOSE = """
tf.math.lgamma(4.5)
tf.math.digamma(2.5)
tf.math.polygamma(1.0, 2.5)
tf.math.zeta(2.0, 1.5)
tf.math.igamma(2.0, 1.0)
tf.math.igamma(2.0, 5.0)
tf.math.igammac(2.0, 5.0)
tf.math.igammac(tf.constant(2.0), f32([1.0, 5.0]))
tf.math.betainc(2.0, 1.0, 0.25)
tf.math.erfinv(0.25)
tf.math.ndtri(0.75)
tf.math.bessel_i0(0.5)
tf.math.bessel_i1(0.5)
tf.math.bessel_i0e(0.5)
tf.math.bessel_i1e(0.5)
tf.math.xlogy(2.0, 3.0)
tf.math.xlog1py(0.0, -1.0)
tf.math.xdivy(0.0, 0.0)
tf.math.multiply_no_nan(3.0, 0.0)
tf.math.log_sigmoid(1.5)
tf.math.polyval([1.0, 2.0], 3.0)
tf.math.reduce_euclidean_norm(-3.0)
tf.math.unsorted_segment_sum(3.0, 1, 3)
tf.math.lgamma(f64([0.1, 0.5, 1, 2, 3.5, 10, 100, -0.5, -1.5, 0, -1]))
tf.math.lgamma(f32([0.1, 0.5, 1, 2, 3.5, 10, 100, -0.5]))
tf.math.digamma(f64([0.1, 0.5, 1, 2, 3.5, 10, 100, -0.5, -1.5]))
tf.math.digamma(f32([0.1, 1, 5, -0.5]))
tf.math.polygamma(f64([0, 1, 2, 3]), f64([0.5, 1.0, 2.0, 5.0]))
tf.math.zeta(f64([2, 3, 1.5, 1]), f64([1.0, 0.5, 2.0, 5.0]))
tf.math.igamma(f64([0.5, 1, 2, 10]), f64([0.0, 1.0, 5.0, 8.0]))
tf.math.igammac(f64([0.5, 1, 2, 10]), f64([0.0, 1.0, 5.0, 8.0]))
tf.math.betainc(f64([0.5, 1, 2, 10]), f64([2.0, 1.0, 5.0, 8.0]), f64([0.0, 1.0, 0.3, 0.7]))
tf.math.lbeta(f64([[0.5, 1], [2, 10]]))
tf.math.erfinv(f64([-1, -0.999, -0.5, 0, 1e-8, 0.5, 0.999999, 1, 2]))
tf.math.erfinv(f32([-0.5, 0, 0.1, 0.9]))
tf.math.erfcinv(f64([0.1, 1.0, 1.9]))
tf.math.ndtri(f64([0, 1e-10, 0.025, 0.5, 0.975, 1]))
tf.math.bessel_i0(f64([0, 0.5, -3, 20]))
tf.math.bessel_i1(f64([0, 0.5, -3, 20]))
tf.math.bessel_i0e(f64([0, 0.5, -3, 200]))
tf.math.bessel_i1e(f32([0, 0.5, -3, 200]))
tf.math.cumulative_logsumexp(f64([1, 2, 3]))
tf.math.cumulative_logsumexp(f64([[1, 2, 3], [3, 2, 1]]), axis=1, reverse=True)
tf.math.cumulative_logsumexp(f64([1, 2, 3]), exclusive=True)
tf.math.cumulative_logsumexp(f64([1, 2, 3]), exclusive=True, reverse=True)
tf.math.reduce_euclidean_norm(f32([[1, 2], [3, 4]]))
tf.math.reduce_euclidean_norm(f32([[1, 2], [3, 4]]), 0)
tf.math.reduce_euclidean_norm(i32([[3, 4], [6, 8]]), 1, keepdims=True)
tf.math.xlogy(f64([0, 0, 1, 2]), f64([0, 2, 3, 1]))
tf.math.xlog1py(f64([0, 0, 1, 2]), f64([-1, 2, 3, 1]))
tf.math.xdivy(f64([0, 0, 1, 2]), f64([0, 2, 4, 1]))
tf.math.multiply_no_nan(f64([np.inf, np.nan, 1, 2]), f64([0, 0, 4, 1]))
tf.math.polyval([f64(2), f64(1), f64(-1)], f64([1, 2, 3]))
tf.math.log_sigmoid(f32([-50, -1, 0, 1, 50]))
tf.math.segment_mean(f32([[1, 2], [3, 4], [5, 6]]), i32([0, 0, 1]))
tf.math.unsorted_segment_mean(f32([1, 2, 3, 4]), i32([1, 0, 1, -1]), 3)
tf.math.unsorted_segment_sqrt_n(f32([[1, 2], [3, 4], [5, 6]]), i32([0, 2, 0]), 3)
"""

VALUES = """
tf.bitwise.bitwise_and(5, 3)
tf.bitwise.left_shift(1, 3)
tf.bitwise.right_shift(-8, 1)
tf.bitwise.invert(5)
tf.math.count_nonzero(3)
tf.math.bincount(3)
tf.math.is_strictly_increasing(3.0)
tf.math.segment_sum(i32([[1, 2], [3, 4], [5, 6]]), i32([0, 0, 2]))
tf.math.segment_max(i32([1, 2, 3, 4]), i32([0, 0, 2, 2]))
tf.math.segment_min(f32([1, 2, 3, 4]), i32([0, 0, 2, 2]))
tf.math.segment_prod(i64([1, 2, 3, 4]), i32([0, 0, 2, 2]))
tf.math.segment_mean(i32([1, 2, 3, 4]), i32([0, 0, 2, 2]))
tf.math.segment_sum(f32([]), i32([]))
tf.math.unsorted_segment_sum(i32([[1, 2], [3, 4], [5, 6]]), i32([2, 0, 2]), 3)
tf.math.unsorted_segment_sum(f32([[1, 2], [3, 4], [5, 6]]), i32([[2, 0], [2, 1], [-1, 1]]), 3)
tf.math.unsorted_segment_max(f32([1, 2, 3, 4]), i32([0, 0, 2, 2]), 3)
tf.math.unsorted_segment_min(i32([1, 2, 3, 4]), i32([0, 0, 2, 2]), 3)
tf.math.unsorted_segment_prod(f32([1, 2, 3, 4]), i32([0, 0, 2, 2]), 3)
tf.math.bincount(i32([1, 1, 3, 0]))
tf.math.bincount(i32([1, 1, 3, 0]), minlength=6)
tf.math.bincount(i32([1, 1, 3, 0]), maxlength=2)
tf.math.bincount(i32([1, 1, 3, 0]), weights=f32([1, 2, 3, 4]))
tf.math.bincount(i32([[1, 1], [3, 0]]), dtype=tf.int64)
tf.math.bincount(np.int32([]))
tf.histogram_fixed_width(f32([-1, 0, 1.5, 2, 5, 15]), f32([0, 5]), nbins=5)
tf.histogram_fixed_width(f64([0.1, 0.2, 0.25, 0.3]), f64([0, 1]), nbins=4, dtype=tf.int64)
tf.histogram_fixed_width(i32([1, 2, 2, 9]), i32([0, 10]), nbins=3)
tf.math.count_nonzero(f32([[0, 1], [2, 0]]))
tf.math.count_nonzero(f32([[0, 1], [2, 0]]), axis=0)
tf.math.count_nonzero(i32([[0, 1], [2, 0]]), axis=1, keepdims=True, dtype=tf.int32)
tf.math.count_nonzero(text(["", "a"]))
tf.math.count_nonzero(b1([True, False]))
tf.math.is_non_decreasing(f32([1, 1, 2]))
tf.math.is_non_decreasing(f32([1, 3, 2]))
tf.math.is_strictly_increasing(f32([1, 1, 2]))
tf.math.is_strictly_increasing(i32([[1, 2], [3, 4]]))
tf.math.is_strictly_increasing(f32([]))
tf.math.is_non_decreasing(f32([1]))
tf.bitwise.bitwise_and(i32([5, 12]), i32(6))
tf.bitwise.bitwise_or(i32([5, 12]), i32(6))
tf.bitwise.bitwise_xor(u8([5, 12]), u8(6))
tf.bitwise.invert(i32([0, 5, -1]))
tf.bitwise.invert(u8([0, 5]))
tf.bitwise.left_shift(i32([1, 3, -2]), i32([2, 1, 3]))
tf.bitwise.right_shift(i32([8, -8, 3]), i32([2, 1, 3]))
tf.bitwise.right_shift(u8([255]), u8([4]))
tf.math.cumsum(i32([1, 2, 3]), exclusive=True)
tf.math.cumsum(i32([[1, 2, 3], [4, 5, 6]]), axis=1, reverse=True)
tf.math.cumprod(i32([1, 2, 3]), exclusive=True, reverse=True)
"""

GRAPH_VALUES = """
tf.accumulate_n([f32([1, 2]), f32([3, 4])])
tf.count_nonzero(f32([[0, 1], [2, 0]]), keep_dims=True)
"""

GRADIENTS = "\n".join(
    f"x = tf.constant({point}, tf.float64); tf.gradients({call}, [x])"
    for call, point in (
        ("tf.lgamma(x)", [0.5, 2.5, -0.5]),
        ("tf.digamma(x)", [0.5, 2.5]),
        ("tf.polygamma(tf.constant([1.0, 2.0], tf.float64), x)", [0.5, 2.5]),
        ("tf.zeta(tf.constant([2.0, 3.0], tf.float64), x)", [0.5, 2.5]),
        ("tf.igamma(tf.constant([2.0, 3.0], tf.float64), x)", [0.5, 2.5]),
        ("tf.igamma(x, tf.constant([2.0, 3.0], tf.float64))", [0.5, 2.5]),
        ("tf.igammac(x, x + 0.5)", [0.5, 2.5]),
        (
            "tf.betainc(tf.constant(2.0, tf.float64), tf.constant(3.0, tf.float64), x)",
            [0.25, 0.5],
        ),
        ("tf.math.erfinv(x)", [-0.5, 0.25]),
        ("tf.math.ndtri(x)", [0.1, 0.75]),
        ("tf.math.bessel_i0(x)", [0.5, -2.0]),
        ("tf.math.bessel_i1(x)", [0.5, -2.0, 0.0]),
        ("tf.math.bessel_i0e(x)", [0.5, -2.0]),
        ("tf.math.bessel_i1e(x)", [0.5, -2.0, 0.0]),
        ("tf.math.cumulative_logsumexp(x) * [1.0, 2.0, 3.0]", [0.5, -2.0, 1.0]),
        (
            "tf.math.cumulative_logsumexp(x, exclusive=True, reverse=True)[:2] * [1.0, 2.0]",
            [0.5, -2.0, 1.0],
        ),
        ("tf.math.reduce_euclidean_norm(x)", [3.0, 4.0]),
        ("tf.math.xlogy(x, x + 1.0)", [0.0, 2.0]),
        ("tf.math.xdivy(x, x + 1.0)", [0.0, 2.0]),
        ("tf.math.xlog1py(x, x)", [0.0, 2.0]),
        ("tf.math.multiply_no_nan(x, x)", [0.0, 2.0]),
        ("tf.segment_sum(x, [0, 0, 1]) ** 2", [1.0, 2.0, 3.0]),
        ("tf.segment_mean(x, [0, 0, 2]) ** 2", [1.0, 2.0, 3.0]),
        ("tf.segment_max(x, [0, 0, 2]) ** 2", [2.0, 2.0, 3.0]),
        ("tf.segment_min(x, [0, 0, 1]) ** 2", [1.0, 2.0, 3.0]),
        ("tf.unsorted_segment_sum(x, [1, 0, 1], 2) ** 2", [1.0, 2.0, 3.0]),
        ("tf.unsorted_segment_max(x, [1, 0, 1], 3)[:2] ** 2", [1.0, 2.0, 1.0]),
        ("tf.unsorted_segment_prod(x, [1, 0, 1], 2)", [0.0, 2.0, 3.0]),
        ("tf.unsorted_segment_mean(x, [1, 0, 1], 3) ** 2", [1.0, 2.0, 3.0]),
        ("tf.log_sigmoid(x)", [-1.0, 2.0]),
        ("tf.math.polyval([x, x, x], x)", [-1.0, 2.0]),
        ("tf.accumulate_n([x, x, x]) ** 2", [-1.0, 2.0]),
        ("tf.cumsum(x, exclusive=True, reverse=True) ** 2", [-1.0, 2.0, 3.0]),
        ("tf.cumprod(x, exclusive=True) ** 2", [-1.0, 2.0, 3.0]),
    )
)

ERRORS = """
tf.segment_sum(P(3), P(3, 1)) ##
tf.segment_sum(P(), [0]) ##
tf.unsorted_segment_sum(P(3), [0, 1], 2) ##
tf.lgamma(tf.constant(1)) ## int32
tf.math.polyval((1.0, 2.0), 1.0) ## Argument coeffs must be list type
tf.accumulate_n([]) ## inputs must be a list of at least one Tensor with the same dtype and shape
tf.accumulate_n([tf.constant(1), tf.constant(1.0)]) ## inputs must be a list of at least one Tensor
tf.bitwise.bitwise_and(tf.constant(1.0), 2.0) ##
run(tf.segment_sum([1.0, 2.0], [1, 0])) ## segment ids are not increasing
run(tf.unsorted_segment_sum([1.0, 2.0], [1, 3], 2)) ## segment_ids[1] = 3 is out of range [0, 2)
run(tf.bincount([-1, 2])) ## must be non-negative
run(tf.histogram_fixed_width([1.0], [2.0, 1.0])) ## value_range
run(tf.segment_sum([1.0, 2.0], [0])) ##
"""

TOPICS = subject(
    "mathematics",
    nodes=NODES,
    values=VALUES,
    loose=LOOSE,
    graph_values=GRAPH_VALUES,
    gradients=GRADIENTS,
    errors=ERRORS,
)
