"""Eager variables: made, changed, read, shown, and what they refuse.

A row is source text; its parts stand between ``; ``. What a row gives is asked for as
text, ``repr``, which says class, dtype, shape and value at once. A row that fails has
``##`` behind it and the words that TeachFlow's error must have too.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.looks import topics

USED_VALUES = r"""
tf.Variable(1)
tf.Variable(1.5)
tf.Variable([1.0, 2.0])
tf.Variable([[1, 2], [3, 4]])
tf.Variable(True)
tf.Variable(1+2j)
tf.Variable("a")
tf.Variable(["a", "b"])
tf.Variable(1, dtype=tf.float64, name="x")
tf.Variable(np.ones(2))
tf.Variable(np.ones(2), dtype=tf.float32)
tf.Variable(1, dtype="float16")
tf.Variable(1/3)
tf.Variable([])
tf.Variable(tf.constant([1, 2]))
tf.Variable(tf.Variable([1, 2], name="q"))
tf.Variable(lambda: [1.0, 2.0])
tf.Variable(lambda: tf.zeros([2]), dtype=tf.float32)
tf.Variable(1, name="a b")
tf.Variable(1, name="_x")
tf.Variable(1, name="")
tf.Variable(1, name="a/b").name
tf.Variable(1, name="a:0").name
tf.Variable(1, name="x").name, tf.Variable(1, name="x").name
tf.Variable(1).name
with tf.name_scope("a"): v = tf.Variable(1, name="b"); v.name
with tf.name_scope("a"): v = tf.Variable(1); v.name
with tf.name_scope("a") as s: pass; s
tf.name_scope("a").name
tf.name_scope("a/b/").name
str(tf.Variable(1.5))
str(tf.Variable([1.0], name="w"))
f"{tf.Variable(1.5)}"
f"{tf.Variable([1.5])}"
"%.2f" % tf.Variable(1.5)
v = tf.Variable(1.0); v.assign(2.0)
v = tf.Variable(1.0); v.assign(2.0) is v
v = tf.Variable(1.0); v.assign_add(2.0)
v = tf.Variable(1.0); v.assign_sub(2.0)
v = tf.Variable(1.0); v.assign(2)
v = tf.Variable(1.0); v.assign_add(np.float64(2))
v = tf.Variable(1.0); v.assign(np.ones([]))
v = tf.Variable(["a"]); v.assign(["b"])
v = tf.Variable(True); v.assign(False)
v = tf.Variable([1.0], shape=[None]); v.assign([1.0, 2.0])
v = tf.Variable([1.0], shape=tf.TensorShape(None)); v.assign([[1.0, 2.0]])
v = tf.Variable([1.0], shape=[None]); v.shape, v
tf.Variable([1.0], shape=tf.TensorShape(None))
tf.Variable([1.0], validate_shape=False)
v = tf.Variable(1.0); v.trainable, v.dtype, v.shape, v.device, v.synchronization, v.aggregation, v.constraint
v = tf.Variable(1.0, trainable=False); v.trainable
tf.Variable(1.0, synchronization=tf.VariableSynchronization.ON_READ).trainable
tf.Variable(1.0, synchronization=tf.VariableSynchronization.ON_READ, trainable=True).trainable
tf.Variable(1.0, constraint=lambda x: x).constraint is not None
tf.Variable(1.0, caching_device="CPU:0")
tf.Variable(1.0, import_scope="a")
tf.Variable(1.0, True, True, None, "nm").name
tf.Variable(initial_value=3.)
v = tf.Variable(1.0); v.is_initialized()
v = tf.Variable(1.0); v.get_shape()
v = tf.Variable(1.0); v.foo = 3; v.foo
v = tf.Variable(1.0); v.value()
v = tf.Variable(1.0); v.read_value()
v = tf.Variable(1.0); v.numpy(), type(v.numpy())
v = tf.Variable([1.0]); n = v.numpy(); n[0] = 5; v
v = tf.Variable([1.0]); np.asarray(v), np.array(v, np.int32)
v = tf.Variable([1.0]); np.square(v)
v = tf.Variable([1.0]); np.ones(1) + v
v = tf.Variable([1.0]); np.float32(2) * v
v = tf.Variable([1.0]); v + 1, 1 + v, v * v, v - [1.0], -v, abs(v), v ** 2, 2 ** v, v / 2, v // 2, v % 2
v = tf.Variable([[1.0]]); v @ v
v = tf.Variable([1.0]); v < 2, v >= 1, v == 1.0, v != 1.0
v = tf.Variable([True]); ~v, v & True, v | v, v ^ v
v = tf.Variable(1.0); v == v
v = tf.Variable(1.0); v == tf.Variable(1.0)
v = tf.Variable([1.0, 2.0]); v == [1.0, 2.0, 3.0]
v = tf.Variable(1.0); v in [v]
v = tf.Variable(1.0, name="w"); v.ref()
v = tf.Variable(1.0, name="w"); v.ref() == v.ref(), v.ref().deref() is v, {v.ref(): 1}[v.ref()]
v = tf.Variable(1.0, name="w"); v.experimental_ref()
v = tf.Variable([1.0, 2.0]); v[0]
v = tf.Variable([1.0, 2.0]); v[0].assign(5.0)
v = tf.Variable([1.0, 2.0]); v[0].assign(5.0).name
v = tf.Variable([1.0, 2.0]); v[1:].assign([5.0]); v
v = tf.Variable([1.0, 2.0]); v[:].assign(5.0); v
v = tf.Variable([1.0, 2.0]); v[...].assign([5.0, 6.0]); v
v = tf.Variable([1.0, 2.0]); v[0].assign(5)
v = tf.Variable(tf.zeros([3, 3])); v[1, 2].assign(7.0); v
v = tf.Variable(tf.zeros([3, 3])); v[::2, 1].assign([7.0, 8.0]); v
v = tf.Variable(tf.zeros([3, 3])); v[..., 0].assign([7.0, 8.0, 9.0]); v
v = tf.Variable(tf.zeros([3])); v[::-1].assign([7.0, 8.0, 9.0]); v
v = tf.Variable(tf.zeros([3])); v[tf.constant(1)].assign(1.0)
v = tf.Variable(tf.zeros([3])); v[tf.newaxis, 1:].assign([[1.0, 2.0]]); v
v = tf.Variable([1.0, 2.0]); x = v[0]; v.assign([5.0, 6.0]); x
v = tf.Variable([1.0, 2.0]); isinstance(v[0], tf.Tensor), type(v[0]).__name__
v = tf.Variable([1.0, 2.0]); list(v)
v = tf.Variable(1.0); bool(v), int(v), float(v), complex(v)
v = tf.Variable(1.0); import copy; copy.copy(v)
v = tf.Variable([1.0], name="w", trainable=False); import copy; w = copy.deepcopy(v); w.assign([2.0]); v, w, w.trainable
import copy; d = {"a": tf.Variable(1.0)}; e = copy.deepcopy(d); e["a"].assign(3.0); d, e
import pickle; pickle.loads(pickle.dumps(tf.Variable([1.0])))
import weakref, gc; v = tf.Variable(1.0); r = weakref.ref(v); del v; r() is None
isinstance(tf.Variable(1), tf.Variable)
isinstance(tf.Variable(1), tf.Tensor)
issubclass(type(tf.Variable(1)), tf.Variable)
tf.Variable.__name__
tf.is_tensor(tf.Variable(1))
tf.argmax(tf.Variable([1, 5, 2]))
tf.reshape(tf.Variable([1, 2, 3, 4]), [2, 2])
tf.convert_to_tensor(tf.Variable(1.0))
v = tf.Variable([1.0, 2.0, 3.0]); v.sparse_read([0, 2])
v = tf.Variable([1.0, 2.0, 3.0]); v.gather_nd([[0], [2]])
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_add(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_sub(tf.IndexedSlices([10.0, 20.0], [1, 1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_update(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_mul(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_div(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_max(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_min(tf.IndexedSlices([-10.0], [1]))
v = tf.Variable([1.0, 2.0, 3.0]); v.batch_scatter_update(tf.IndexedSlices([10.0], [1]))
v = tf.Variable([[1.0, 2.0], [3.0, 4.0]]); v.batch_scatter_update(tf.IndexedSlices([[10.0], [20.0]], [[1], [0]]))
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_nd_add([[0]], [5.0])
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_nd_sub([[0]], [5.0])
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_nd_update([[0]], [5.0])
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_nd_max([[0]], [5.0])
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_nd_min([[0]], [-5.0])
v = tf.Variable(0); v.count_up_to(2), v.count_up_to(2)
v = tf.Variable(1.0); v.experimental_ref().deref() is v
v = tf.Variable(1.0); v.is_initialized().numpy()
[tf.Variable(i) for i in range(3)]
{"a": tf.Variable(1)}
v = tf.Variable(tf.random.normal([2, 2])); v.shape
v = tf.Variable([1, 2]); tf.Variable(v + 1, name="n").name
v = tf.Variable([1.0, 2.0]); v.assign_add(v).assign_sub([1.0, 1.0])
v = tf.Variable([[1.0, 2.0]]); tf.transpose(v), tf.reduce_sum(v), tf.matmul(v, v, transpose_b=True)
v = tf.Variable(2, dtype=tf.int64); v.assign_add(1), v.assign(2**40)
v = tf.Variable(2, dtype=tf.uint8); v.assign_sub(3)
v = tf.Variable(2+1j); v.assign_add(1)
v = tf.Variable(2+1j); v.assign(1.5), v.assign_add(1j)
tf.Variable(1.0).device
v = tf.Variable(3.0); v.assign(4.0, use_locking=True, name="q")
v = tf.Variable(1.0); v.__array__()
v = tf.Variable(1); tf.constant([10, 20, 30])[v]
"""

USED_ERRORS = r"""
tf.Variable(lambda: 1.0, dtype=tf.int32) ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.Variable() ## The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither
tf.Variable(None) ## The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither
tf.Variable("a", dtype=tf.int32) ## Cannot convert 'a' to EagerTensor of dtype int32
tf.Variable(1.5, dtype=tf.int32) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.Variable(tf.constant(1), dtype=tf.float32) ## initial_value: Tensor conversion requested dtype float32 for Tensor with dtype int32: <tf.Tensor: shape=(), dtype=int32, numpy=1>
tf.Variable([[1], [2, 3]]) ## Can't convert non-rectangular Python sequence to Tensor
tf.Variable(1, name=3) ## name for name_scope must be a string
tf.name_scope(None) ## name for name_scope must be a string
tf.name_scope(3) ## name for name_scope must be a string
v = tf.Variable(1); v.assign(2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
v = tf.Variable(1); v.assign("a") ## Cannot convert 'a' to EagerTensor of dtype int32
v = tf.Variable(1); v.assign(None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor
v = tf.Variable(1); v.assign(tf.constant(1.0)) ## Tensor conversion requested dtype int32 for Tensor with dtype float32: <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
v = tf.Variable(1); v.assign_add(1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
v = tf.Variable(1); v.assign_add(tf.constant(1.5)) ## Tensor conversion requested dtype int32 for Tensor with dtype float32: <tf.Tensor: shape=(), dtype=float32, numpy=1.5>
v = tf.Variable([1.0, 2.0]); v.assign([1.0]) ## Cannot assign value to variable ' Variable:0': Shape mismatch.The variable shape (2,), and the assigned value shape (1,) are incompatible
v = tf.Variable([1.0, 2.0], name="w"); v.assign([1.0, 2.0, 3.0]) ## Cannot assign value to variable ' w:0': Shape mismatch.The variable shape (2,), and the assigned value shape (3,) are incompatible
v = tf.Variable([1.0, 2.0]); v.assign(1.0) ## Cannot assign value to variable ' Variable:0': Shape mismatch.The variable shape (2,), and the assigned value shape () are incompatible
v = tf.Variable([1.0, 2.0]); v.assign([[1.0, 2.0]]) ## Cannot assign value to variable ' Variable:0': Shape mismatch.The variable shape (2,), and the assigned value shape (1, 2) are incompatible
v = tf.Variable([1.0, 2.0]); v.assign_add(1.0) ## Cannot update variable with shape [2] using a Tensor with shape [], shapes must be equal
v = tf.Variable([1.0, 2.0]); v.assign_add([1.0, 2.0, 3.0]) ## Cannot update variable with shape [2] using a Tensor with shape [3], shapes must be equal
v = tf.Variable([1.0, 2.0]); v.assign_sub([1.0, 2.0, 3.0]) ## Cannot update variable with shape [2] using a Tensor with shape [3], shapes must be equal
v = tf.Variable([1.0], shape=[None]); v.assign([[1.0]]) ## Cannot assign value to variable ' Variable:0': Shape mismatch.The variable shape (None,), and the assigned value shape (1, 1) are incompatible
tf.Variable([1.0], shape=[2]) ## In this `tf.Variable` creation, the initial value's shape ((1,)) is not compatible with the explicitly supplied `shape` argument ([2])
tf.Variable(1.0, synchronization="x") ## Invalid variable synchronization mode: x for variable: None
tf.Variable(1.0, aggregation="x") ## Invalid variable aggregation mode: x for variable: None
tf.Variable(1.0, constraint=3) ## Argument `constraint` must be None or a callable. a callable. Got a <class 'int'>:  3
v = tf.Variable(1.0); v.op ## Tensor.op is undefined when eager execution is enabled
v = tf.Variable(1.0); v.graph ## Tensor.graph is undefined when eager execution is enabled
v = tf.Variable(1.0); v.initial_value ## This property is not supported when eager execution is enabled
v = tf.Variable(1.0); v.eval() ## This operation is not supported when eager execution is enabled
v = tf.Variable(1.0); v.create ## This operation is not supported when eager execution is enabled
v = tf.Variable(1.0); v += 1; v ## `variable += value` with `tf.Variable`s is not supported. Use `variable.assign_add(value)` to modify the variable, or `out = variable + value` if you need to get a new output Tensor
v = tf.Variable(1.0); w = v; v += 1; w ## `variable += value` with `tf.Variable`s is not supported. Use `variable.assign_add(value)` to modify the variable, or `out = variable + value` if you need to get a new output Tensor
v = tf.Variable(1); v *= 2; v ## `var *= value` with `tf.Variable`s is not supported. Use `var.assign(var * value)` to modify the variable, or `out = var * value` if you need to get a new output Tensor
v = tf.Variable(1.0); v == "a" ## Cannot convert 'a' to EagerTensor of dtype float
v = tf.Variable(1.0); hash(v) ## Variable is unhashable. Instead, use variable.ref() as the key. (Variable: <tf.Variable 'Variable:0' shape=() dtype=float32, numpy=1.0>)
v = tf.Variable(1.0); {v} ## Variable is unhashable. Instead, use variable.ref() as the key. (Variable: <tf.Variable 'Variable:0' shape=() dtype=float32, numpy=1.0>)
v = tf.Variable([1.0, 2.0]); v[0].assign([5.0, 6.0]) ## Cannot broadcast input shape [2] into final shape []
v = tf.Variable([1.0, 2.0]); v[0].assign("a") ## Cannot convert 'a' to EagerTensor of dtype float
v = tf.Variable([1.0, 2.0]); v[3].assign(1.0) ## slice index 3 of dimension 0 out of bounds
v = tf.Variable([1, 2]); v[0].assign(1.5) ## Cannot convert 1.5 to EagerTensor of dtype int32
v = tf.Variable(1.0); list(v) ## Cannot iterate over a scalar tensor
v = tf.Variable([1.0, 2.0]); bool(v) ## The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
v = tf.Variable([1.0, 2.0]); float(v) ## only 0-dimensional arrays can be converted to Python scalars
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_add([1]) ## Argument `sparse_delta` must be a `tf.IndexedSlices`. Received arg: [1]
v = tf.Variable([1.0, 2.0, 3.0]); v.scatter_add(tf.IndexedSlices([10.0], [5])) ## indices[0] = 5 is not in [0, 3)
v = tf.Variable(0); v.count_up_to(0) ## Reached limit of 0
v = tf.Variable(1.0); v.to_proto() ## This operation is not supported when eager execution is enabled
v = tf.Variable(3.0); v.assign([[4.0]]) ## Cannot assign value to variable ' Variable:0': Shape mismatch.The variable shape (), and the assigned value shape (1, 1) are incompatible
tf.Variable([1.0, 2.0]) + tf.constant([1, 2]) ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a int32 tensor
tf.Variable([1, 2]) + 1.5 ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a float tensor
tf.Variable([1.0]) * tf.Variable([1.0], dtype=tf.float64) ## cannot compute Mul as input #1(zero-based) was expected to be a float tensor but is a double tensor
"""

TOPICS = topics("variables", USED_VALUES, USED_ERRORS)
