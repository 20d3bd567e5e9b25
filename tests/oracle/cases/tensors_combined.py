"""Operators and keys of eager tensors, with every kind of other operand.

A row is source text; its parts stand between ``; ``. What a row gives is asked for as
text, ``repr``, which says class, dtype, shape and value at once. A row that fails has
``##`` behind it and the words that TeachFlow's error must have too.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.looks import topics

COMBINED_VALUES = r"""
a = tf.reshape(tf.range(24), [2,3,4]); a[0]
a = tf.reshape(tf.range(24), [2,3,4]); a[-1, 0]
a = tf.reshape(tf.range(24), [2,3,4]); a[0, 1, 2]
a = tf.reshape(tf.range(24), [2,3,4]); a[..., 0]
a = tf.reshape(tf.range(24), [2,3,4]); a[:, tf.newaxis].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[None].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[::-1, 1:, ::2]
a = tf.reshape(tf.range(24), [2,3,4]); a[:, :, ::-2].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[tf.constant(1)].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[tf.constant(1):].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[tf.constant(1, tf.int64), 0]
a = tf.reshape(tf.range(24), [2,3,4]); a[np.int64(1), np.int32(0)]
a = tf.reshape(tf.range(24), [2,3,4]); a[tf.Variable(1)].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[5:9].shape
a = tf.reshape(tf.range(24), [2,3,4]); a[1:0].shape
a = tf.range(5); a[a > 2]
a = tf.range(5); a[np.array([True] * 5)]
a = tf.range(5); a[(1,)]
a = tf.range(5); a[()]
a = tf.range(5); a[None, 1:3, None]
a = tf.range(5); a[[1]]
a = tf.range(5); a[tf.constant(1):tf.constant(3)]
a = tf.range(5); a[:tf.constant(3, tf.int64)]
tf.constant([1,2]) == tf.constant([1,3])
tf.constant([1,2]) == [1,3]
tf.constant([1,2]) == 1
tf.constant([1,2]) == None
tf.constant([1,2]) != None
None == tf.constant([1, 2])
tf.constant(1) == None
tf.constant([1,2]) == tf.constant([1,2,3])
tf.constant([1,2]) != tf.constant([1,2,3])
tf.constant([1,2]) == [1,2,3]
tf.constant(1.0) == 1
tf.constant(1) == tf.Variable(1)
tf.constant("a") == "a"
tf.constant(["a", "b"]) == "a"
tf.constant(True) == True
tf.constant(1) == True
tf.constant([[1,2]]) == tf.constant([[1],[2]])
tf.constant(1) == np.float64(1)
tf.constant(1) == []
tf.constant(1+1j) == 1+1j
tf.constant(float('nan')) == float('nan')
tf.constant([1,2]) < [1, 3]
0 < tf.constant(1) < 2
tf.constant(1.0) + 1
1 + tf.constant(1.0)
tf.constant("a") + "b"
"b" + tf.constant("a")
tf.constant(1) + [1, 2]
tf.constant(1) + True
tf.constant(1.0) + True
tf.constant(1) + 2**31
tf.constant(1, tf.int8) + 200
tf.constant(1, tf.uint8) + -1
tf.constant(1, tf.uint8) - 2
tf.constant(1j) + 1
tf.constant(1.0) - [1.0, 2.0]
[1.0, 2.0] - tf.constant(1.0)
tf.constant(7) / 2
tf.constant(7) // 2
tf.constant(-7) // 2
tf.constant(-7) % 3
tf.constant(-7.5) // 2
tf.constant(-7.5) % 2
tf.constant(7) / 0
tf.constant(7.0) / 0
tf.constant(7.0) // 0
7 / tf.constant(2)
7 // tf.constant(2)
7 % tf.constant(4)
2 ** tf.constant(3)
tf.constant(2) ** 3
tf.constant(2.0) ** 0.5
tf.constant([[1.0, 2.0]]) @ tf.constant([[1.0], [2.0]])
tf.constant([[1.0, 2.0]]) @ [[1.0], [2.0]]
[[1.0, 2.0]] @ tf.constant([[1.0], [2.0]])
tf.constant(5) & 3
tf.constant(5) | 3
tf.constant(5) ^ 3
~tf.constant(5)
~tf.constant(True)
tf.constant(True) & False
True & tf.constant(False)
abs(tf.constant(3+4j))
a = tf.constant(1); tf.convert_to_tensor(a) is a
a = tf.constant(1); tf.identity(a) is a
tf.constant(1) | True
True | tf.constant(1)
"""

COMBINED_ERRORS = r"""
a = tf.range(5); a[[0, 1]] ## Index out of range using input dim 1; input has only 1 dims
a = tf.range(5); a[tf.constant([0, 1])] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got <tf.Tensor: shape=(2,), dtype=int32, numpy=array([0, 1], dtype=int32)>
a = tf.range(5); a[np.array([0, 1])] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got array([0, 1])
a = tf.range(5); a[True] ## mask cannot be scalar
a = tf.range(5); a[1.0] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got 1.0
a = tf.range(5); a["a"] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got 'a'
a = tf.range(5); a[5] ## slice index 5 of dimension 0 out of bounds
a = tf.range(5); a[0, 0] ## Index out of range using input dim 1; input has only 1 dims
a = tf.range(5); a[..., ...] ## Multiple ellipses in slice spec not allowed
a = tf.range(5); a[::0] ## strides[0] must be non-zero
a = tf.range(5); a[1.0:3] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got 1.0
a = tf.range(5); a[tf.constant(1.0)] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
a = tf.range(5); a[[[1]]] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got [1]
a = tf.range(5); a[{1: 2}] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got {1: 2}
a = tf.range(5); a[:, 1] ## Index out of range using input dim 1; input has only 1 dims
a = tf.reshape(tf.range(6), [2,3]); a[[0, 1], [0, 1]] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got [0, 1]
tf.constant([1,2]) == "a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant([1,2]) == "ab" ## Cannot convert 'ab' to EagerTensor of dtype int32
tf.constant(1) == "a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant(1) == 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) == 1.0 ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.constant(1) == tf.constant(1.0) ## cannot compute Equal as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.constant(1) != tf.constant(1.0) ## cannot compute NotEqual as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.constant(True) == 1 ## Cannot convert 1 to EagerTensor of dtype bool
tf.constant(1) == {} ## Attempt to convert a value ({}) with an unsupported type (<class 'dict'>) to a Tensor
tf.constant(1) < 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) < "a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant(1) < None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant(1) < tf.constant(1.0) ## cannot compute Less as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.constant([1,2]) < tf.constant([1,2,3]) ## Incompatible shapes: [2] vs. [3]
tf.constant(1) + tf.constant(1.0) ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.constant(1.0) + tf.constant(1) ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.constant(1.0) + tf.constant(1.0, tf.float64) ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a double tensor
tf.constant(1) + 1.5 ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.constant(1) + 1.0 ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
1.5 + tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) + "a" ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a string tensor
tf.constant("a") + 1 ## cannot compute Add as input #1(zero-based) was expected to be a string tensor but is a int32 tensor
tf.constant("a") * 2 ## Cannot convert 2 to EagerTensor of dtype string
tf.constant(1) + None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
None + tf.constant(1) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant([1, 2]) + [1, 2, 3] ## Incompatible shapes: [2] vs. [3]
tf.constant([1, 2]) + tf.constant([1, 2, 3]) ## Incompatible shapes: [2] vs. [3]
tf.constant([1., 2]) * tf.constant([1., 2, 3]) ## Incompatible shapes: [2] vs. [3]
tf.constant(1) + {} ## Attempt to convert a value ({}) with an unsupported type (<class 'dict'>) to a Tensor
tf.constant(1) + 1j ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a complex128 tensor
tf.constant(1.0) + 1j ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a complex128 tensor
tf.constant(7) / 2.0 ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32
tf.constant(7) // 0 ## Integer division by zero
tf.constant(7) % 0 ## Integer division by zero
tf.constant(2) ** -1 ## Integers to negative integer powers are not allowed
tf.constant(2) ** 0.5 ## Cannot convert 0.5 to EagerTensor of dtype int32
tf.constant([[1.0, 2.0]]) @ tf.constant([[1.0, 2.0]]) ## Matrix size-incompatible: In[0]: [1,2], In[1]: [1,2]
tf.constant([[1, 2]]) @ tf.constant([[1.0], [2.0]]) ## cannot compute MatMul as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
~tf.constant(1.0) ## Value for attr 'T' of float is not in the list
tf.constant(True) & 1 ## Cannot convert 1 to EagerTensor of dtype bool
tf.constant(1.0) & 1.0 ## Value for attr 'T' of float is not in the list
tf.constant(1) - 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) * 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) / 1.5 ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32
tf.constant(1) // 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) % 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) ** 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 - tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 * tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 / tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 // tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 % tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 ** tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant([[1]]) @ [[1.5]] ## cannot compute MatMul as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
[[1.5]] @ tf.constant([[1]]) ## Cannot convert [[1.5]] to EagerTensor of dtype int32
tf.constant(1) > 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 > tf.constant(1) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1) & 1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(True) ^ 1 ## Cannot convert 1 to EagerTensor of dtype bool
tf.constant(1.0) - "a" ## Cannot convert 'a' to EagerTensor of dtype float
tf.constant(1.0) / "a" ## `x` and `y` must have the same dtype, got tf.float32 != tf.string
tf.constant(1.0) * None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant(1.0) / None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
tf.constant(1.0) + [[1, 2], [3]] ## Can't convert non-rectangular Python sequence to Tensor
tf.constant(1.0) + {} ## Attempt to convert a value ({}) with an unsupported type (<class 'dict'>) to a Tensor
tf.constant(1.0) / tf.constant(1) ## `x` and `y` must have the same dtype, got tf.float32 != tf.int32
tf.constant(1.0) // tf.constant(1) ## cannot compute FloorDiv as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.constant(1.0) % tf.constant(1) ## cannot compute FloorMod as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.constant(1.0) ** tf.constant(1) ## cannot compute Pow as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.constant(1.0) - tf.constant(1) ## cannot compute Sub as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
"""

TOPICS = topics("tensors_combined", COMBINED_VALUES, COMBINED_ERRORS)
