"""Eager tensors: how they look, and what Python and NumPy may do with them.

A row is source text; its parts stand between ``; ``. What a row gives is asked for as
text, ``repr``, which says class, dtype, shape and value at once. A row that fails has
``##`` behind it and the words that TeachFlow's error must have too.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.looks import topics

LOOKS_VALUES = r"""
tf.constant(1)
tf.constant(1.5)
tf.constant(1/3)
tf.constant(True)
tf.constant([True, False])
tf.constant(1+2j)
tf.constant([1+2j, 3.5])
tf.constant(1.1, tf.complex64)
tf.constant("a")
tf.constant(b"a\xff")
tf.constant("ü")
tf.constant(["a", "ü", ""])
tf.constant([["a"],["bc"]])
tf.constant(1.1, tf.float16)
tf.constant([1.1, 2.2], tf.float16)
tf.constant(1.1, tf.float64)
tf.constant([1, 2], tf.int8)
tf.constant(3, tf.uint8)
tf.constant(3, tf.uint64)
tf.constant(3, tf.int64)
tf.constant(1e10)
tf.constant(1e-10)
tf.constant([1e10, 1.0])
tf.constant(float("nan"))
tf.constant([float("nan"), float("inf"), -float("inf")])
tf.constant([])
tf.constant([[]])
tf.zeros([0, 3])
tf.zeros([2, 0], tf.string)
tf.constant([[1,2],[3,4]])
tf.zeros([2,2,2])
tf.range(2000)
tf.zeros([1000, 3])
tf.range(100)
str(tf.constant(1))
str(tf.constant(1.5))
str(tf.constant(1/3))
str(tf.constant("a"))
str(tf.constant(["a", "b"]))
str(tf.constant([[1,2],[3,4]]))
str(tf.constant(True))
str(tf.constant(1+2j))
str(tf.constant([]))
str(tf.zeros([0,3]))
str(tf.range(2000))
str(tf.constant(1.1, tf.float16))
str(tf.constant([1/3, 2/3]))
str(tf.constant(b"a\xff"))
f"{tf.constant(1.5)}"
f"{tf.constant(1.5):.3f}"
f"{tf.constant([1.5, 2])}"
f"{tf.constant('a')}"
f"{tf.constant(3):05d}"
"{:.2f}".format(tf.constant(1.234))
"%s" % tf.constant(1.5)
"%d" % tf.constant(3)
"%.2f" % tf.constant(1.234)
tf.constant(1).numpy()
tf.constant(1.5).numpy()
tf.constant("a").numpy()
tf.constant(["a"]).numpy()
tf.constant(True).numpy()
tf.constant([1, 2]).numpy()
type(tf.constant(1).numpy())
tf.constant([1,2]).numpy().flags.writeable
np.asarray(tf.constant([1, 2]))
np.array(tf.constant([1, 2]), dtype=np.float32)
np.array(tf.constant(1.5))
np.asarray(tf.constant(1.5), dtype=np.int32)
np.array(tf.constant([1.0]), copy=False)
np.asarray(tf.constant([1.0]), copy=False)
np.array(tf.constant([1.0]), copy=True)
np.array([tf.constant(1.0), tf.constant(2.0)])
np.array([tf.constant([1.0]), tf.constant([2.0])])
np.sum(tf.constant([1.0, 2.0]))
np.mean(tf.constant([1.0, 2.0]))
np.square(tf.constant([1.0, 2.0]))
np.add(tf.constant([1, 2]), 1)
np.add(1, tf.constant([1, 2]))
np.dot(tf.constant([1.0, 2.0]), tf.constant([1.0, 2.0]))
np.max(tf.constant([1, 2]))
np.exp(tf.constant(0.0))
np.reshape(tf.constant([1, 2, 3, 4]), [2, 2])
np.ndim(tf.constant([1])), np.shape(tf.constant([[1]])), np.size(tf.constant([1, 2]))
np.ones(2) + tf.constant([1.0, 2.0], tf.float64)
np.ones(2) + tf.constant([1.0, 2.0])
np.float64(2) * tf.constant([1.0, 2.0])
np.float32(2) * tf.constant([1.0, 2.0])
np.float64(2) * tf.constant(2.0)
np.int64(2) * tf.constant([1.0, 2.0])
tf.constant([1.0, 2.0]) * np.float64(2)
tf.constant([1.0, 2.0]) * np.ones(2)
tf.constant([1.0, 2.0]) + np.int64(2)
tf.constant([1, 2]) + np.int64(2)
tf.constant([1, 2]) * np.float32(2)
np.array([1, 2]) == tf.constant([1, 2])
np.array([1, 2]) < tf.constant([1, 3])
np.isnan(tf.constant([1.0]))
bytes(tf.constant([1, 2], tf.uint8))
list(tf.constant([1, 2]))
[*tf.constant([[1, 2], [3, 4]])]
a, b = tf.constant([1, 2]); b
len(tf.constant([1, 2])), len(tf.zeros([0, 3]))
bool(tf.constant(True)), bool(tf.constant(0)), bool(tf.constant([1])), bool(tf.constant([[0.0]]))
bool(tf.constant([]))
bool(tf.constant("a"))
bool(tf.constant(""))
bool(tf.constant("False"))
int(tf.constant("3"))
int(tf.constant(1+2j))
float(tf.constant("3"))
complex(tf.constant(3.0)), complex(tf.constant(1+2j))
[10, 20, 30][tf.constant(1)]
[10, 20, 30][tf.constant(1, tf.int64)]
range(tf.constant(3))
list(range(tf.constant(3)))
[0] * tf.constant(3)
import math; math.sqrt(tf.constant(4.0))
import math; math.floor(tf.constant(4.5))
sum(tf.constant([1, 2, 3]))
max(tf.constant([1, 2, 3]))
min(tf.constant(1), tf.constant(2))
sorted(tf.constant([3, 1, 2]))
tf.constant(1).ref()
a = tf.constant(1); a.ref() == a.ref(), a.ref() == tf.constant(1).ref(), a.ref().deref() is a
a = tf.constant(1); {a.ref(): 5}[a.ref()]
a = tf.constant(1); a.experimental_ref()
a = tf.constant(1); a in [1, 2]
a = tf.constant(1); a in [a]
a = tf.constant([1, 2]); 1 in a
tf.constant(1).shape
tf.constant([[1]]).shape
tf.constant([[1]]).ndim
tf.constant([[1]]).dtype
tf.constant([[1]]).get_shape()
tf.constant(1).device
tf.constant(1).backing_device
tf.constant(1).cpu()
a = tf.constant([1]); a += 3; a
a = tf.constant([1]); b = a; b += 3; a
import copy; copy.copy(tf.constant([1]))
import copy; a = tf.constant([1]); copy.deepcopy(a) is a
import copy; copy.deepcopy([tf.constant([1])])
import pickle; pickle.loads(pickle.dumps(tf.constant([1])))
import pickle; pickle.loads(pickle.dumps(tf.constant("a")))
import weakref; a = tf.constant(1); weakref.ref(a)() is a
isinstance(tf.constant(1), tf.Tensor)
isinstance(tf.Variable(1), tf.Tensor)
isinstance(1, tf.Tensor)
isinstance(tf.constant(1), tf.Variable)
type(tf.constant(1)).__name__
issubclass(type(tf.constant(1)), tf.Tensor)
tf.is_tensor(tf.constant(1)), tf.is_tensor(tf.Variable(1)), tf.is_tensor(np.ones(1))
tf.constant(1).__array_priority__
"""

LOOKS_ERRORS = r"""
f"{tf.constant([1.5, 2]):>10}" ## unsupported format string passed to numpy.ndarray.__format__
list(tf.constant(1)) ## Cannot iterate over a scalar tensor
for x in tf.constant(1.0): pass ## Cannot iterate over a scalar tensor
iter(tf.constant(1)) ## Cannot iterate over a scalar tensor
len(tf.constant(1)) ## Scalar tensor has no `len()`
bool(tf.constant([1, 2])) ## The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
if tf.constant([True, False]): pass ## The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
not tf.constant([1, 2]) ## The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
int(tf.constant(3)), int(tf.constant(3.7)), int(tf.constant([3])), int(tf.constant(True)) ## only 0-dimensional arrays can be converted to Python scalars
int(tf.constant([3, 4])) ## only 0-dimensional arrays can be converted to Python scalars
float(tf.constant(3)), float(tf.constant([3.5])) ## only 0-dimensional arrays can be converted to Python scalars
float(tf.constant([3.0, 4.0])) ## only 0-dimensional arrays can be converted to Python scalars
float(tf.constant("a")) ## could not convert string to float: b'a'
complex(tf.constant([1.0, 2.0])) ## only 0-dimensional arrays can be converted to Python scalars
[10, 20, 30][tf.constant(1.0)] ## 'numpy.float32' object has no attribute '__index__'
[10, 20, 30][tf.constant([1])] ## only integer scalar arrays can be converted to a scalar index
[10, 20, 30][tf.constant([1, 2])] ## only integer scalar arrays can be converted to a scalar index
[10, 20, 30][tf.constant(True)] ## 'numpy.bool' object has no attribute '__index__'
hash(tf.constant(1)) ## Tensor is unhashable. Instead, use tensor.ref() as the key
{tf.constant(1): 2} ## Tensor is unhashable. Instead, use tensor.ref() as the key
{tf.constant(1)} ## Tensor is unhashable. Instead, use tensor.ref() as the key
a = tf.constant(1); a.ref() == a ## Cannot compare wrapped object with unwrapped object
a = tf.constant([1, 2]); a in [tf.constant([1, 2])] ## The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
tf.constant([[1]]).set_shape([2, 1]) ## Tensor's shape (1, 1) is not compatible with supplied shape (2, 1)
tf.constant(1).name ## Tensor.name is undefined when eager execution is enabled
tf.constant(1).op ## Tensor.op is undefined when eager execution is enabled
tf.constant(1).graph ## Tensor.graph is undefined when eager execution is enabled
tf.constant(1).value_index ## Tensor.value_index is undefined when eager execution is enabled
tf.constant(1).consumers() ## Tensor.consumers is undefined when eager execution is enabled
tf.constant(1).eval() ## eval is not supported when eager execution is enabled, is .numpy() what you're looking for?
tf.constant(1).gpu() ## GPU:0 unknown device
tf.constant([1]).shape = 3 ## property 'shape' of 'EagerTensor' object has no setter
tf.constant([1]).dtype = 3 ## property 'dtype' of 'EagerTensor' object has no setter
tf.Tensor(1) ## Tensor() takes no arguments
"""

TOPICS = topics("tensors", LOOKS_VALUES, LOOKS_ERRORS)
