"""Eager tensors made of Python's values, and what is refused.

A row is source text; its parts stand between ``; ``. What a row gives is asked for as
text, ``repr``, which says class, dtype, shape and value at once. A row that fails has
``##`` behind it and the words that TeachFlow's error must have too.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.looks import topics

MADE_VALUES = r"""
tf.constant(5)[...]
tf.constant(5)[None]
tf.constant(["a", "b"])[0]
tf.constant(["a", "b"])[1:]
(1, 2) * tf.constant(3)
tf.constant([1, 2.5])
tf.constant([1.5, True])
tf.constant([1, True])
tf.constant(2**31)
tf.constant(2**31, tf.int32)
tf.constant(-2**31), tf.constant(-2**31-1)
tf.constant([1, 2**31])
tf.constant(True, tf.int32)
tf.constant(True, tf.float32)
tf.constant(1, tf.float32)
tf.constant(300, tf.uint8)
tf.constant(-1, tf.uint8)
tf.constant(1, float)
tf.constant(1, np.float64)
tf.constant(1, "float64")
tf.constant(np.float64(1.5))
tf.constant(np.ones(2))
tf.constant(np.ones(2), tf.float32)
tf.constant(np.ones(2), tf.int32)
tf.constant(np.array([1.5]), tf.int32)
tf.constant(np.array(["a", "b"]))
tf.constant(np.array([b"a"]))
tf.constant(range(3))
tf.constant((1, 2))
tf.constant([(1, 2), [3, 4]])
tf.constant([np.float64(1), 2])
tf.constant([np.int64(1), 2])
tf.constant([1, np.float64(2.5)])
tf.constant([np.ones(2), np.ones(2)])
tf.constant([[1.0], np.array([2.0])])
tf.constant(tf.constant([1, 2]))
tf.constant(tf.Variable([1.0]))
tf.constant(1, shape=[2, 2])
tf.constant([1, 2, 3, 4], shape=(2, 2))
tf.constant([1,2], shape=2)
tf.constant(b"abc", tf.string)
tf.constant(tf.TensorShape([1, 2]))
tf.constant("a\nb")
tf.constant(["a\nb", "c"])
tf.convert_to_tensor([1, 2], dtype=tf.float32)
tf.convert_to_tensor(1, dtype_hint=tf.float32)
tf.convert_to_tensor("a", dtype_hint=tf.float32)
tf.convert_to_tensor(1.5, dtype_hint=tf.int32)
tf.convert_to_tensor(tf.Variable(1.0))
tf.convert_to_tensor(np.array([1, 2]))
tf.cast(1.7, tf.int32)
tf.cast([1, 0], tf.bool)
tf.cast([1.5, -1.5], tf.uint8)
tf.cast(1+2j, tf.float32)
tf.cast(True, tf.float32)
tf.cast(300, tf.int8)
tf.zeros([2, 3]), tf.ones(3, tf.int32)
tf.zeros([2], tf.string), tf.zeros([2], tf.bool)
tf.zeros(tf.constant([2, 1]))
tf.zeros([tf.constant(2), 1])
tf.zeros(())
tf.fill([2, 2], 7)
tf.fill([2], "a")
tf.zeros_like([1, 2]), tf.ones_like([1.5])
tf.zeros_like(["a"])
tf.eye(2)
tf.range(5.0), tf.range(1, 5, 2), tf.range(3, dtype=tf.float32)
tf.linspace(0.0, 1.0, 3)
tf.SparseTensor(indices=[[0, 0]], values=[1], dense_shape=[2, 2])
tf.sparse.from_dense([[1]])
tf.constant([1.0, 2.0]).numpy() + 1
tf.rank(tf.zeros([2, 3])), tf.size(tf.zeros([2, 3])), tf.shape(tf.zeros([2, 3]))
tf.constant([np.float32(1), 2])
tf.constant([np.int64(2**40)])
tf.constant([np.int64(1)])
tf.constant([np.int8(1)])
tf.constant([np.float16(1)])
tf.constant([np.bool_(True)])
tf.constant([np.complex64(1)])
tf.constant([np.str_("a")])
tf.constant([2, np.float64(1)])
tf.constant([np.float64(1), np.float32(1)])
tf.constant([[np.float64(1)], [np.float64(1)]])
tf.constant([1.5, np.float64(1)])
tf.constant([1, 2.5, True])
tf.constant([1j, 1])
tf.constant(["a", b"b"])
tf.constant([1, 2], tf.float32)
tf.constant([True, False], tf.float32)
tf.constant(1e40, tf.float32)
tf.constant(1e40, tf.float64)
tf.constant(1e5, tf.float16)
tf.constant(float("inf"))
tf.constant(2**63, tf.uint64)
tf.constant(2**40, tf.int32)
tf.constant(2**70, tf.float32)
tf.constant(2**40, tf.float32)
tf.constant([2**31, 1.5])
tf.constant([np.ones(2), np.zeros(2, np.float32)])
tf.constant([np.ones(2), [1.0, 2.0]])
tf.constant([[1.0, 2.0], np.ones(2)])
tf.constant([np.array(1), np.array(2)])
tf.constant([np.array([1, 2]), np.array([3, 4])])
tf.constant([np.ones(2, np.float32), np.ones(2, np.float32)], tf.float64)
tf.constant([np.ones(2), np.ones(2)], tf.float32)
tf.constant([np.array(["a"]), np.array(["b"])])
tf.constant([[], []])
tf.constant(b"")
tf.constant([b"", "x"])
tf.constant(np.str_("abc"))
tf.constant(np.bytes_(b"abc"))
tf.constant(np.array("abc"))
tf.constant(np.array([1.5], dtype=">f4"))
tf.constant(np.arange(6).reshape(2, 3)[:, ::2])
tf.constant(np.float64(1.5), tf.float32)
tf.constant(np.float64(1.5), tf.int32)
tf.constant(np.int64(3), tf.float32)
tf.constant(np.int64(3), tf.bool)
tf.constant(np.bool_(True), tf.int32)
tf.constant(np.array([True]), tf.float32)
tf.constant(np.array([1, 0]), tf.bool)
tf.constant(np.array([300]), tf.uint8)
tf.constant(np.array([1+1j]), tf.float32)
import enum; tf.constant(enum.IntEnum("E", "A B").A)
tf.add(1.5, 1)
tf.multiply(2, tf.constant(1.5))
tf.subtract(1.5, 1)
tf.truediv(1, 2)
tf.maximum(2.5, 1)
tf.matmul(np.ones((1, 1)), [[1.5]])
tf.matmul([[1.5]], np.ones((1, 1)))
tf.stack([1, 2.5])
tf.stack([tf.constant(1.0), 2])
tf.reduce_sum([1, 2.5])
tf.nn.relu([1, -1])
tf.reduce_mean([1, 2])
tf.convert_to_tensor([tf.constant(1), 2])
tf.convert_to_tensor([tf.constant(1.5), 2])
tf.convert_to_tensor([1, tf.constant(2.5)])
tf.convert_to_tensor([[tf.constant(1.5), 2], [3, 4]])
tf.convert_to_tensor([tf.constant([1, 2]), [3, 4]])
tf.convert_to_tensor([tf.Variable(1.0), tf.Variable(2.0)])
tf.convert_to_tensor((tf.constant(1), tf.constant(2)))
tf.convert_to_tensor([tf.constant("a"), "b"])
tf.convert_to_tensor(np.array([1, 2]), tf.float32)
tf.convert_to_tensor(np.array([1.5, 2]), tf.int32)
tf.convert_to_tensor(tf.IndexedSlices([1.0], [0], [2]))
"""

MADE_ERRORS = r"""
tf.constant([[1, 2], [3]]) ## Can't convert non-rectangular Python sequence to Tensor
tf.constant([[1, 2], 3]) ## Can't convert non-rectangular Python sequence to Tensor
tf.constant([1, "a"]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant(["a", 1]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([True, 1]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant(None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant([None]) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant([1, None]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant({}) ## Attempt to convert a value ({}) with an unsupported type (<class 'dict'>) to a Tensor
tf.constant({"a": 1}) ## Attempt to convert a value ({'a': 1}) with an unsupported type (<class 'dict'>) to a Tensor
tf.constant({1, 2}) ## Attempt to convert a value ({1, 2}) with an unsupported type (<class 'set'>) to a Tensor
tf.constant(2**63) ## Can't convert Python sequence with out-of-range integer to Tensor
tf.constant(2**64) ## Can't convert Python sequence with out-of-range integer to Tensor
tf.constant(1.5, tf.int32) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1.0, tf.int32) ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.constant([1.0], dtype=tf.int32) ## Cannot convert [1.0] to EagerTensor of dtype int32
tf.constant("a", tf.int32) ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant(1, tf.string) ## Cannot convert 1 to EagerTensor of dtype string
tf.constant(1, tf.bool) ## Cannot convert 1 to EagerTensor of dtype bool
tf.constant(1e40) ## Can't convert Python sequence with a value out of range for a double-precision float
tf.constant(1j, tf.float32) ## Cannot convert 1j to EagerTensor of dtype float
tf.constant(1, "nonsense") ## Cannot convert the argument `type_value`: 'nonsense' to a TensorFlow DType
tf.constant(1, int) ## Cannot convert the argument `type_value`: <class 'int'> to a TensorFlow DType
tf.constant(np.array([1, "a"], dtype=object)) ## Failed to convert a NumPy array to a Tensor (Unsupported object type int)
tf.constant(np.array([1, 2], dtype=object)) ## Failed to convert a NumPy array to a Tensor (Unsupported object type int)
tf.constant(np.array([1.5, None], dtype=object)) ## Failed to convert a NumPy array to a Tensor (Unsupported object type float)
tf.constant(np.array(["2020-01-01"], dtype="datetime64[D]")) ## Failed to convert a NumPy array to a Tensor (Unsupported numpy type: NPY_DATETIME)
tf.constant([np.ones(2), np.ones(3)]) ## Can't convert non-rectangular Python sequence to Tensor
tf.convert_to_tensor(None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.convert_to_tensor([[1, 2], [3]]) ## Can't convert non-rectangular Python sequence to Tensor
tf.convert_to_tensor(tf.constant(1), tf.float32) ## Tensor conversion requested dtype float32 for Tensor with dtype int32: <tf.Tensor: shape=(), dtype=int32, numpy=1>
tf.convert_to_tensor({"a": 1}) ## Attempt to convert a value ({'a': 1}) with an unsupported type (<class 'dict'>) to a Tensor
tf.cast("1", tf.int32) ## Cast string to int32 is not supported
tf.cast(tf.constant("1"), tf.int32) ## Cast string to int32 is not supported
tf.cast(1, tf.string) ## Cast int32 to string is not supported
tf.cast(None, tf.int32) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.zeros([-1]) ## Dimension -1 must be >= 0
tf.zeros("a") ## Cannot convert 'a' to EagerTensor of dtype int32
tf.zeros([2.0]) ## Cannot convert [2.0] to EagerTensor of dtype int32
tf.fill([2], [1, 2]) ## value must represent a scalar, got shape [2]
tf.range(1, 5, 0) ## Requires delta != 0: 0
tf.constant([True, 1.5]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([1, 2.5, 1j]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([1.5, 1j]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([1, "a"], tf.int32) ## Can't convert Python sequence with mixed types to Tensor
tf.constant(["a", 1], tf.string) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([1, None], tf.float32) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([[1], [2, 3]], tf.float32) ## Can't convert non-rectangular Python sequence to Tensor
tf.constant(None, tf.float32) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant([None], tf.float32) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant([1, 2.5], tf.int32) ## Cannot convert [1, 2.5] to EagerTensor of dtype int32
tf.constant([1, True], tf.bool) ## Cannot convert [1, True] to EagerTensor of dtype bool
tf.constant([1e40]) ## Can't convert Python sequence with a value out of range for a double-precision float
tf.constant(-1e40) ## Can't convert Python sequence with a value out of range for a double-precision float
tf.constant(2**70, tf.int64) ## Can't convert Python sequence with out-of-range integer to Tensor
tf.constant(10**30) ## Can't convert Python sequence with out-of-range integer to Tensor
tf.constant([np.ones(2), np.ones(2)], tf.int32) ## Cannot convert [array([1., 1.]), array([1., 1.])] to EagerTensor of dtype int32
tf.constant([1, [2]]) ## Can't convert Python sequence with mixed types to Tensor
tf.constant([[[1], [2]], [[3], [4, 5]]]) ## Can't convert non-rectangular Python sequence to Tensor
tf.constant((1, (2, 3))) ## Can't convert Python sequence with mixed types to Tensor
tf.constant({"a"}) ## Attempt to convert a value ({'a'}) with an unsupported type (<class 'set'>) to a Tensor
tf.constant(np.array([1.5]), tf.string) ## Failed to convert a NumPy array to a Tensor (Unsupported object type float)
tf.constant(np.array([np.ones(2), np.ones(3)], dtype=object)) ## Failed to convert a NumPy array to a Tensor (Unsupported object type numpy.ndarray)
import decimal; tf.constant(decimal.Decimal("1.5")) ## Attempt to convert a value (Decimal('1.5')) with an unsupported type (<class 'decimal.Decimal'>) to a Tensor
import fractions; tf.constant(fractions.Fraction(1, 2)) ## Attempt to convert a value (Fraction(1, 2)) with an unsupported type (<class 'fractions.Fraction'>) to a Tensor
import datetime; tf.constant(datetime.date(2020, 1, 1)) ## Attempt to convert a value (datetime.date(2020, 1, 1)) with an unsupported type (<class 'datetime.date'>) to a Tensor
tf.constant(len) ## Attempt to convert a value (<built-in function len>) with an unsupported type (<class 'builtin_function_or_method'>) to a Tensor
tf.constant(Ellipsis) ## Attempt to convert a value (Ellipsis) with an unsupported type (<class 'ellipsis'>) to a Tensor
tf.add(tf.constant(1), 1.5) ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.add(1, 1.5) ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.add(1, tf.constant(1.5)) ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.add(1.5, tf.constant(1)) ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.multiply(tf.constant(1), 1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.multiply(1, 1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.multiply(1.5, tf.constant(2)) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.subtract(1, 1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.divide(1, 1.5) ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32
tf.divide(tf.constant(1), 2.0) ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32
tf.maximum(1, 2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.maximum(tf.constant(1), 2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.pow(2, 0.5) ## Cannot convert 0.5 to EagerTensor of dtype int32
tf.pow(tf.constant(2), 2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.equal(1, 1.0) ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.equal(tf.constant(1), 1.0) ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.less(1, 1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.matmul([[1]], [[1.5]]) ## cannot compute MatMul as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.stack([tf.constant(1), 2.5]) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.concat([[1], [2.5]], 0) ## Cannot convert [2.5] to EagerTensor of dtype int32
tf.concat([tf.constant([1]), [2.5]], 0) ## Cannot convert [2.5] to EagerTensor of dtype int32
tf.where(True, 1, 2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.convert_to_tensor([tf.constant(1), 2.5]) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.convert_to_tensor(tf.constant(1), "float32") ## Tensor conversion requested dtype float32 for Tensor with dtype int32: <tf.Tensor: shape=(), dtype=int32, numpy=1>
tf.convert_to_tensor(1.5, tf.int32) ## Cannot convert 1.5 to EagerTensor of dtype int32
"""

TOPICS = topics("tensors_made", MADE_VALUES, MADE_ERRORS)
