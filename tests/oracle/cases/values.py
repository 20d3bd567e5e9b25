"""Values: every op of the first lessons and its neighbours, on small inputs.

A row is an expression; its value in a fresh session is the answer. Operands are NumPy
arrays made by ``f32([..])``, ``i32([..])`` ..., or plain Python numbers and lists. The
same rows are asked of the eager face where TensorFlow 2 has the names.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, run_value

ROWS: list[str] = []
LOOSE: list[str] = []


def lines(table: str, into: list[str] = ROWS) -> None:
    """Adds one row for each line."""
    into.extend(line for line in table.strip().split("\n") if line.strip())


# Elementwise functions of one float.
SMALL = "[-0.75, -0.1, 0.0, 0.25, 0.9]"
WIDE = "[-30.0, -2.5, -0.5, 0.0, 0.5, 1.5, 2.5, 30.0]"
POSITIVE = "[0.0, 1e-3, 0.5, 1.0, 2.0, 100.0]"
SPECIAL = "[np.nan, np.inf, -np.inf, -0.0]"
for names, points in (
    (
        """
        negative abs square exp math.expm1 sin cos tanh sigmoid sign floor round math.ceil
        math.rint math.erf sinh cosh tan atan asinh math.softplus nn.relu nn.relu6 nn.elu
        nn.selu nn.softsign nn.softmax nn.log_softmax nn.leaky_relu nn.tanh nn.sigmoid
        """,
        WIDE,
    ),
    ("asin acos math.log1p atanh", SMALL),
    ("sqrt math.rsqrt math.log math.reciprocal_no_nan", POSITIVE),
    ("math.reciprocal", "[-2.0, 0.5, 4.0]"),
    ("acosh", "[1.0, 1.5, 20.0]"),
):
    for name in names.split():
        for dtype in ("f32", "f64"):
            lines(f"tf.{name}({dtype}({points}))", LOOSE)
lines(
    "\n".join(
        f"tf.{name}(f32({SPECIAL}))"
        for name in [
            "negative",
            "abs",
            "square",
            "exp",
            "sqrt",
            "math.log",
            "tanh",
            "sigmoid",
            "sign",
            "floor",
            "nn.relu",
            "nn.softplus",
            "math.is_nan",
            "math.is_inf",
            "math.is_finite",
            "round",
        ]
    ),
    LOOSE,
)
lines(
    """
tf.abs(i32([-3, 0, 2]))
tf.abs(i64([-3, 0, 2]))
tf.negative(i32([-3, 0, 2]))
tf.square(i32([-3, 0, 2]))
tf.sign(i32([-3, 0, 2]))
tf.sign(f32([-3.5, -0.0, 0.0, 2.0]))
tf.round(f32([0.5, 1.5, 2.5, -0.5, -1.5]))
tf.round(i32([1, 2]))
tf.abs(i32([-2**31]))
tf.negative(i8([-128, 127]))
tf.exp(f32([100.0, -200.0]))
tf.nn.relu(i32([-1, 0, 1]))
tf.abs(c64([3+4j, 0]))
tf.negative(c64([3+4j]))
tf.square(c64([1+2j]))
tf.math.conj(c64([1+2j, 3]))
tf.math.real(c64([1+2j, 3]))
tf.math.imag(c128([1+2j, 3]))
tf.math.real(f32([1, 2]))
tf.complex(f32([1, 2]), f32([3, 4]))
tf.exp(c64([1j]))
tf.sqrt(c64([-4, 3+4j]))
""",
    LOOSE,
)

# Two operands: signs and zeros matter most.
LEFT = "[7, -7, 7, -7, 6, 0]"
RIGHT = "[2, 2, -2, -2, 3, 5]"
for name in [
    "add",
    "subtract",
    "multiply",
    "divide",
    "truediv",
    "math.floordiv",
    "math.floormod",
    "maximum",
    "minimum",
    "math.squared_difference",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "truncatediv",
    "truncatemod",
]:
    for dtype in ("i32", "i64", "f32", "f64"):
        lines(f"tf.{name}({dtype}({LEFT}), {dtype}({RIGHT}))")
lines("""
tf.pow(f32([2, 3, -2]), f32([3, 0.5, 2]))
tf.pow(f64([2, 3]), f64([0.5, -1]))
tf.pow(i32([2, 3, -2]), i32([3, 0, 3]))
tf.pow(i64([2]), i64([62]))
tf.pow(f32([0, 0, -1]), f32([0, 2, 0.5]))
tf.math.atan2(f32([1, -1, 0]), f32([-1, -1, -1]))
tf.math.divide_no_nan(f32([1, 2]), f32([0, 4]))
tf.truediv(f32([1, -1, 0]), f32([0, 0, 0]))
tf.math.floordiv(f32([1, -1, 0]), f32([0, 0, 0]))
tf.math.floormod(f32([1, -1, 5.5, -5.5]), f32([0, 0, 2, 2]))
tf.truediv(i8([1, 3]), i8([2, 2]))
tf.truediv(u8([1, 3]), u8([2, 2]))
tf.truediv(i32([1, 3]), i32([2, 0]))
tf.truediv(i64([1]), i64([3]))
tf.add(i32([2**31 - 1]), i32([1]))
tf.multiply(i32([2**30]), i32([4]))
tf.subtract(u8([0]), u8([1]))
tf.add(u8([200]), u8([100]))
tf.add(i8([127]), i8([1]))
tf.multiply(i64([2**62]), i64([4]))
tf.maximum(f32([np.nan, 1]), f32([1, np.nan]))
tf.minimum(f32([np.nan, 1]), f32([1, np.nan]))
tf.equal(f32([np.nan]), f32([np.nan]))
tf.equal(text(["a", "b"]), text(["a", "c"]))
tf.equal([True, False], [True, True])
tf.not_equal(text(["a", "b"]), "a")
tf.equal(c64([1j]), c64([1j]))
tf.multiply(c64([1+2j]), c64([3-1j]))
tf.divide(c64([1+2j]), c64([3-1j]))
tf.add(c128([1+2j]), c128([3-1j]))
tf.add(f32([[1], [2]]), f32([10, 20, 30]))
tf.add(f32([[1, 2], [3, 4]]), 10.0)
tf.add(1.5, f64([1, 2]))
tf.multiply(f32([]), f32([1]))
tf.add(f32(np.zeros((0, 3))), f32([1, 2, 3]))
tf.add([1, 2], [3, 4])
tf.add("a", "b")
tf.constant([1, 2]) + 3
3 - tf.constant([1, 2])
tf.constant([1.0, 2.0]) / 3
3 / tf.constant([1, 2])
tf.constant([7, -7]) // 2
tf.constant([7, -7]) % 3
-7 % tf.constant([3, -3])
7 // tf.constant([2, -2])
tf.constant([2.0, 3.0]) ** 2
2 ** tf.constant([2, 3])
2.0 ** tf.constant([2.0, 0.5])
-tf.constant([1, -2])
abs(tf.constant([1, -2]))
~tf.constant([True, False])
tf.constant([True, False]) & [True, True]
tf.constant([True, False]) | [False, False]
tf.constant([True, False]) ^ [True, True]
tf.constant([1, 2]) < 2
tf.constant([1, 2]) >= [2, 2]
tf.constant([[1.0, 2.0]]) @ tf.constant([[3.0], [4.0]])
np.float32([1, 2]) * tf.constant([3.0, 4.0])
tf.constant("a") + "b"
tf.constant([1.0]) * [[2.0], [3.0]]
5 - tf.constant(2.5)
tf.logical_and([True, True, False], [True, False, False])
tf.logical_or([True, True, False], [True, False, False])
tf.logical_not([True, False])
tf.math.logical_xor([True, True, False], [True, False, False])
tf.add_n([f32([1, 2]), f32([3, 4]), f32([5, 6])])
tf.add_n([i32([1]), i32([2])])
tf.clip_by_value(f32([-1, 0.5, 3]), 0.0, 1.0)
""")

# Reductions.
TABLE = "[[1, 5, -2], [4, 0, 3]]"
for name in ["reduce_sum", "reduce_mean", "reduce_max", "reduce_min", "reduce_prod"]:
    for dtype in ("f32", "f64", "i32", "i64"):
        lines(f"tf.{name}({dtype}({TABLE}))")
    for axis in ("0", "1", "-1", "-2", "[0]", "[0, 1]", "(1,)", "[-1, 0]"):
        lines(f"tf.{name}(f32({TABLE}), axis={axis})")
    for axis in ("None", "0", "1", "[0, 1]"):
        lines(f"tf.{name}(f32({TABLE}), axis={axis}, keepdims=True)")
    lines(f"""
tf.{name}(f32([]))
tf.{name}(f32(np.zeros((0, 3))), 0)
tf.{name}(f32(np.zeros((2, 0))), 1)
tf.{name}(3.0)
tf.{name}(f32({TABLE}), [])
""")
lines("""
tf.reduce_sum(u8([200, 100]))
tf.reduce_sum(i8([100, 100]))
tf.reduce_sum(c64([1+2j, 3]))
tf.reduce_mean(i32([1, 2]))
tf.reduce_mean(i32([-1, -2]))
tf.reduce_mean(i64([3, 4, 4]))
tf.reduce_max(f32([np.nan, 1.0]))
tf.reduce_max(f32([1.0, np.nan, 2.0]))
tf.reduce_all([[True, False], [True, True]])
tf.reduce_all([[True, False], [True, True]], 1)
tf.reduce_any([[True, False], [False, False]], axis=0)
tf.reduce_any([[True, False], [False, False]], axis=1, keepdims=True)
tf.reduce_all(b1([]))
tf.reduce_any(b1([]))
tf.reduce_sum(f32([1e8, 1.0, -1e8, 1.0]))
tf.argmax(f32([1, 3, 2]))
tf.argmax(f32([[1, 5, -2], [4, 0, 3]]), 0)
tf.argmax(f32([[1, 5, -2], [4, 0, 3]]), axis=1)
tf.argmax(f32([[1, 5, -2], [4, 0, 3]]), axis=-1, output_type=tf.int32)
tf.argmin(f32([[1, 5, -2], [4, 0, 3]]), 1)
tf.argmax(i32([2, 2, 1]))
tf.argmax([True, False])
tf.cumsum(f32([1, 2, 3]))
tf.cumsum(f32([[1, 2], [3, 4]]), axis=1)
tf.cumsum(i32([1, 2, 3]), exclusive=True)
tf.cumsum(i32([1, 2, 3]), reverse=True)
""")
lines(
    """
tf.reduce_logsumexp(f32([[1, 2], [3, 400]]))
tf.reduce_logsumexp(f32([[1, 2], [3, 4]]), 1, keepdims=True)
tf.math.reduce_std(f32([1, 2, 4]))
tf.math.reduce_variance(f32([[1, 2], [4, 8]]), 0)
""",
    LOOSE,
)

# Matrices.
lines("""
tf.matmul(f32([[1, 2], [3, 4]]), f32([[5], [6]]))
tf.matmul(f32([[1, 2], [3, 4]]), f32([[5, 6]]), transpose_b=True)
tf.matmul(f32([[1, 2], [3, 4]]), f32([[5], [6]]), transpose_a=True)
tf.matmul(f32([[1, 2], [3, 4]]), f32([[5, 6]]), transpose_a=True, transpose_b=True)
tf.matmul(i32([[1, 2], [3, 4]]), i32([[5], [6]]))
tf.matmul(f64([[1, 2], [3, 4]]), f64([[5], [6]]))
tf.matmul(c64([[1j, 2]]), c64([[3], [4j]]))
tf.matmul(c64([[1j, 2]]), c64([[3, 4j]]), adjoint_b=True)
tf.matmul(f32(np.arange(12).reshape(2, 2, 3)), f32(np.arange(12).reshape(2, 3, 2)))
tf.matmul(f32(np.arange(12).reshape(2, 2, 3)), f32(np.ones((3, 1))))
tf.matmul(f32(np.zeros((2, 0))), f32(np.zeros((0, 3))))
tf.matmul([[1.0, 2.0]], [[3.0], [4.0]])
tf.transpose(f32([[1, 2, 3], [4, 5, 6]]))
tf.transpose(i32(np.arange(24).reshape(2, 3, 4)))
tf.transpose(i32(np.arange(24).reshape(2, 3, 4)), [1, 0, 2])
tf.transpose(i32(np.arange(6).reshape(1, 2, 3)), perm=[2, 0, 1])
tf.transpose(f32([1, 2]))
tf.transpose(3.0)
tf.transpose(c64([[1j, 2]]), conjugate=True)
tf.linalg.matrix_transpose(i32(np.arange(12).reshape(2, 2, 3)))
""")
lines(
    """
tf.linalg.inv(f32([[4, 7], [2, 6]]))
tf.linalg.inv(f64([[4, 7], [2, 6]]))
tf.linalg.inv(f64([[[2, 0], [0, 4]], [[1, 1], [0, 1]]]))
""",
    LOOSE,
)


def eager_value(tf: Any, np: Any, text: str) -> Any:
    """Eager face: the row's own value."""
    return execute(tf, np, text)


def tolerance(row: str) -> dict[str, Any]:
    """How near exponentials and the like must be: each library has its last digit."""
    double = ("f64(" in row or "c128(" in row) and "leaky_relu" not in row
    return {"rtol": 1e-11, "atol": 1e-14} if double else {"rtol": 1e-5, "atol": 1e-6}


def both_faces(name: str, rows: list[str], loose: list[str]) -> list[Topic]:
    """The topics that ask the rows of both faces."""
    graph, eager = Topic(name, "graph"), Topic(f"{name}_eager", "eager")
    for row in dict.fromkeys(rows + loose):
        options = tolerance(row) if row in loose else {}
        graph.table([row], run_value, **options)
        eager.table([row], eager_value, **options)
    return [graph, eager]


TOPICS = both_faces("values", ROWS, LOOSE)
