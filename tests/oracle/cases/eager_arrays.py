"""The eager face's arrays, nested structures, sparse tensors and sets."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.eager_calls import eager_calls

VALUES = r"""
tf.zeros([2,3])
tf.zeros(3)
tf.zeros([2],tf.int32)
tf.zeros([2],"bool")
tf.zeros([2],tf.string)
tf.zeros([])
tf.zeros(tf.constant([2,2]))
tf.zeros((2,tf.constant(3)))
tf.zeros(tf.TensorShape([2,3]))
tf.zeros(shape=(1,2),dtype=np.float64)
tf.ones([2])
tf.ones((2,2),tf.complex64)
tf.ones([2],tf.bool)
tf.zeros_like([1,2])
tf.zeros_like([1.5],dtype=tf.int32)
tf.zeros_like(input=[1])
tf.ones_like([[1,2]])
tf.ones_like(tf.Variable([1.,2.]))
tf.fill([2,2],9)
tf.fill([2],"a")
tf.fill([2],[1])
tf.fill(2,1)
tf.eye(3)
tf.eye(2,3)
tf.eye(2,batch_shape=[2])
tf.eye(2,dtype=tf.int32)
tf.eye(2,num_columns=1,dtype=tf.bool)
tf.constant([1,2])
tf.constant([1.,2])
tf.constant(1,shape=[2,2])
tf.constant([1,2,3,4],shape=[2,2])
tf.constant([1,2],tf.float32)
tf.constant(True,tf.float32)
tf.constant(300,tf.uint8)
tf.constant(-1,tf.uint8)
tf.constant(2**40)
tf.constant([])
tf.constant([b"a","b"])
tf.constant(1+2j)
tf.constant(np.float16(1))
tf.constant(np.array([1,2]))
tf.constant(np.array(["a","b"]))
tf.constant(tf.constant([1,2]))
tf.constant(range(3))
tf.constant((1,2))
tf.convert_to_tensor([1,2],tf.float32)
tf.convert_to_tensor([1.5],dtype_hint=tf.int32)
tf.convert_to_tensor([1],dtype_hint=tf.float32)
tf.convert_to_tensor([tf.constant(1),2])
tf.convert_to_tensor([[tf.constant(1),2],[3,4]])
tf.convert_to_tensor(tf.Variable(1.))
tf.identity([1,2])
tf.shape([[1,2],[3,4]])
tf.shape([1],tf.int64)
tf.shape(5)
tf.size([[1,2],[3,4]])
tf.rank([[1,2],[3,4]])
tf.reshape([1,2,3,4],[2,2])
tf.reshape([1,2,3,4],[-1,2])
tf.reshape([1,2,3,4],(2,-1))
tf.reshape([1],[])
tf.reshape([1,2],tf.constant([2,1],tf.int64))
tf.expand_dims([1,2],0)
tf.expand_dims([1,2],-1)
tf.squeeze([[[1],[2]]])
tf.squeeze([[[1],[2]]],[0])
tf.squeeze([[[1],[2]]],axis=-1)
tf.transpose([[1,2,3],[4,5,6]])
tf.transpose([[1,2,3],[4,5,6]],[1,0])
tf.transpose([[1+1j]],conjugate=True)
tf.transpose([[[1,2]]],perm=[2,0,1])
tf.concat([[1,2],[3]],0)
tf.concat([[[1,2]],[[3,4]]],axis=1)
tf.concat([[[1,2]],[[3,4]]],-1)
tf.concat([[1]],0)
tf.stack([1,2])
tf.stack([[1,2],[3,4]],1)
tf.stack([])
tf.stack([1,2.])
tf.stack(tf.constant([1,2]))
tf.unstack([[1,2],[3,4]])
tf.unstack([[1,2],[3,4]],axis=1)
tf.split([1,2,3,4],2)
tf.split([1,2,3,4],[1,3])
tf.split([1,2,3,4],[1,-1])
tf.split([[1,2],[3,4]],2,axis=1)
tf.tile([1,2],[2])
tf.tile([[1,2]],[2,2])
tf.repeat([1,2],2)
tf.repeat([1,2],[1,3])
tf.repeat([[1,2],[3,4]],2,axis=1)
tf.repeat([[1,2],[3,4]],[1,2],axis=0)
tf.repeat(3,4)
tf.roll([1,2,3],1,0)
tf.roll([[1,2],[3,4]],[1,1],[0,1])
tf.reverse([1,2,3],[0])
tf.reverse([[1,2],[3,4]],[-1])
tf.pad([1,2],[[1,2]])
tf.pad([1,2],[[1,2]],constant_values=9)
tf.pad([1,2],[[1,2]],"CONSTANT",9)
tf.pad([1,2,3],[[1,2]],mode="REFLECT")
tf.pad([1,2,3],[[1,2]],mode="SYMMETRIC")
tf.gather([1,2,3],[0,2])
tf.gather([1,2,3],1)
tf.gather([[1,2],[3,4]],[1],axis=1)
tf.gather([[1,2],[3,4]],[[1],[0]],axis=1,batch_dims=1)
tf.gather([[1,2],[3,4]],[0,1],None,1)
tf.gather_nd([[1,2],[3,4]],[[0,1],[1,0]])
tf.gather_nd([[1,2],[3,4]],[[1]])
tf.gather_nd([[1,2],[3,4]],[[1],[0]],batch_dims=1)
tf.scatter_nd([[0],[2]],[1,2],[4])
tf.scatter_nd([[0],[0]],[1,2],[4])
tf.scatter_nd([[0]],[[1,2]],[2,2])
tf.tensor_scatter_nd_update([1,2,3],[[0]],[9])
tf.tensor_scatter_nd_add([1,2,3],[[0],[0]],[9,1])
tf.tensor_scatter_nd_sub([1,2,3],[[0]],[9])
tf.tensor_scatter_nd_max([1,2,3],[[0]],[9])
tf.tensor_scatter_nd_min([1,2,3],[[0]],[-9])
tf.tensor_scatter_nd_update([[1,2],[3,4]],[[1]],[[8,9]])
tf.boolean_mask([1,2,3],[True,False,True])
tf.boolean_mask([[1,2],[3,4]],[True,False])
tf.boolean_mask([[1,2],[3,4]],[True,False],1)
tf.boolean_mask([[1,2],[3,4]],[[True,False],[False,True]])
tf.boolean_mask([1,2],[1,0])
tf.where([True,False])
tf.where([[1,0],[0,2]])
tf.where([True,False],1,2)
tf.where([True,False],[1,2],[3,4])
tf.where([True,False],[[1],[2]],0)
tf.where([True,False],1.,2)
tf.slice([1,2,3,4],[1],[2])
tf.slice([[1,2],[3,4]],[0,1],[2,-1])
tf.strided_slice([1,2,3,4],[0],[4],[2])
tf.one_hot([0,2],3)
tf.one_hot([0,2],3,on_value=5,off_value=-1)
tf.one_hot([0,2],3,axis=0)
tf.one_hot([0,5,-1],3)
tf.one_hot([0],3,dtype=tf.int32)
tf.one_hot([0],3,on_value=True,off_value=False)
tf.one_hot(1,3)
tf.one_hot([[0],[1]],depth=2)
tf.sequence_mask([1,3,2])
tf.sequence_mask([1,3],5)
tf.sequence_mask([1,3],maxlen=4,dtype=tf.int32)
tf.sequence_mask(2)
tf.sort([3,1,2])
tf.sort([3,1,2],direction="DESCENDING")
tf.sort([[3,1],[2,5]],axis=0)
tf.argsort([3,1,2])
tf.argsort([3,1,2],direction="DESCENDING")
tf.argsort([[3,1],[2,5]],axis=0,stable=True)
tf.searchsorted([1,3,5],[0,3,6])
tf.searchsorted([1,3,5],[0,3,6],side="right")
tf.unique([1,1,2,3,3])
tf.unique(["b","a","b"])
tf.unique_with_counts([1,1,2])
tf.unique([1,1],out_idx=tf.int64)
tf.meshgrid([1,2],[3,4])
tf.meshgrid([1,2],[3,4,5],indexing="ij")
tf.meshgrid([1,2])
tf.broadcast_to([1,2],[2,2])
tf.broadcast_static_shape(tf.TensorShape([2,1]),tf.TensorShape([3]))
tf.broadcast_dynamic_shape([2,1],[1,3])
tf.dynamic_partition([1,2,3],[0,1,0],2)
tf.dynamic_stitch([[0,2],[1]],[[1,3],[2]])
tf.unravel_index([3,5],[2,3])
tf.ensure_shape([1,2],[2])
tf.ensure_shape([1,2],[None])
tf.bitcast([1.],tf.int32)
tf.bitcast(tf.constant([1],tf.int32),tf.uint8)
tf.reverse_sequence([[1,2,3],[4,5,6]],[2,3],seq_axis=1)
tf.histogram_fixed_width_bins([1.,2.],[0.,4.],nbins=4)
tf.identity_n([1,[2.]])
tf.stop_gradient([1.])
tf.no_op()
tf.group(tf.constant(1))
tf.size([1,2],tf.int64)
tf.shape_n([[1],[1,2]])
tf.edit_distance(tf.sparse.from_dense([["a","b"]]),tf.sparse.from_dense([["a","c"]]))
tf.space_to_batch([[[[1],[2]],[[3],[4]]]],block_shape=[2,2],paddings=[[0,0],[0,0]])
tf.space_to_batch_nd([[[[1],[2]],[[3],[4]]]],[2,2],[[0,0],[0,0]])
tf.batch_to_space([[[[1]]],[[[2]]],[[[3]]],[[[4]]]],[2,2],[[0,0],[0,0]])
tf.realdiv(1.,2.)
tf.vectorized_map(lambda x: x*2, tf.constant([1.,2.]))
tf.vectorized_map(lambda x: x[0]+x[1], (tf.constant([1.,2.]),tf.constant([3.,4.])))
tf.vectorized_map(lambda x: tf.reduce_sum(x), tf.constant([[1.,2.],[3.,4.]]))
tf.vectorized_map(lambda x: {"a":x}, tf.constant([1.,2.]))
tf.vectorized_map(lambda x: tf.matmul(x,x), tf.ones([2,3,3]))
tf.required_space_to_batch_paddings([3],[2])
tf.py_function(lambda x: x+1, [1.], tf.float32)
tf.py_function(func=lambda x: x.numpy()+1, inp=[tf.constant(1.)], Tout=tf.float32)
tf.constant([[1,2],[3,4]])[0]
tf.constant([[1,2],[3,4]])[:,1]
tf.constant([[1,2],[3,4]])[...,0]
tf.constant([[1,2],[3,4]])[tf.newaxis].shape
tf.constant([1,2,3])[::-1]
tf.constant([1,2,3])[1:]
tf.constant([1,2,3])[-1]
tf.constant([1,2,3])[tf.constant([True,False,True])]
tf.constant([1,2,3])[tf.constant(1)]
tf.constant([1,2,3])[None,...]
tf.constant(["abc","d"])[0]
tf.nest.flatten([1,(2,{"b":3,"a":4})])
tf.nest.flatten(5)
tf.nest.flatten(None)
tf.nest.flatten({"b":1,"a":[2,3]})
tf.nest.flatten([])
tf.nest.flatten("ab")
tf.nest.flatten(np.array([1,2]))
tf.nest.flatten(range(3))
tf.nest.flatten({1,2})
tf.nest.flatten(tf.constant([1,2]))
tf.nest.map_structure(lambda a,b: a+b, [1,(2,)], [3,(4,)])
tf.nest.map_structure(lambda a,b: a+b, [1,2], (3,4), check_types=False)
tf.nest.pack_sequence_as([0,(0,{"b":0,"a":0})], [1,2,3,4])
tf.nest.pack_sequence_as(0, [1])
tf.nest.pack_sequence_as({"b":0,"a":0}, (1,2))
tf.nest.assert_same_structure([1,2],[3,4])
tf.nest.assert_same_structure([1,2],(3,4),check_types=False)
tf.nest.is_nested([1])
tf.nest.is_nested("a")
tf.nest.is_nested({})
tf.nest.is_nested(range(2))
tf.nest.is_nested({1,2})
tf.nest.is_nested(tf.constant([1]))
tf.nest.is_nested(np.zeros(2))
tf.nest.flatten(tf.constant([1,2])[None])
tf.TensorSpec([2,None], tf.float32)
tf.TensorSpec([2,None], tf.float32, "x")
tf.TensorSpec([2,None])
tf.TensorSpec(None).shape
tf.TensorSpec([2]).is_compatible_with(tf.constant([1.,2.]))
tf.TensorSpec([2]).is_compatible_with(tf.constant([1,2]))
tf.TensorSpec([None]).is_compatible_with(tf.TensorSpec([3]))
tf.TensorSpec.from_tensor(tf.constant([1.,2.]))
tf.TensorSpec.from_tensor(tf.constant([1.,2.]),name="q")
tf.TensorSpec.from_spec(tf.TensorSpec([2]),name="q")
tf.TensorSpec([2]) == tf.TensorSpec([2])
tf.TensorSpec([2],name="a") == tf.TensorSpec([2])
tf.TensorSpec([2],tf.int32).is_subtype_of(tf.TensorSpec([None],tf.int32))
tf.TensorSpec([2],tf.int32).most_specific_compatible_type(tf.TensorSpec([3],tf.int32))
tf.TensorSpec(5)
hash(tf.TensorSpec([2]))==hash(tf.TensorSpec([2]))
tf.type_spec_from_value(tf.constant([1]))
tf.type_spec_from_value(5)
tf.type_spec_from_value([5])
type(tf.TensorSpec([2]).shape).__name__
tf.get_static_value(tf.constant([1,2]))
tf.is_symbolic_tensor(tf.constant(1))
tf.is_tensor(tf.Variable(1))
tf.is_tensor([1])
s=tf.SparseTensor([[0,1],[1,2]],[5,6],[2,3]); s
s=tf.SparseTensor([[0,1],[1,2]],[5,6],[2,3]); str(s)
s=tf.SparseTensor([[0,1],[1,2]],[5,6],[2,3]); [s.indices,s.values,s.dense_shape,s.shape,s.dtype]
tf.sparse.to_dense(tf.SparseTensor([[0,1],[1,2]],[5,6],[2,3]))
tf.sparse.to_dense(tf.SparseTensor([[0,1],[1,2]],[5,6],[2,3]),default_value=9)
tf.sparse.to_dense(tf.SparseTensor([[1,2],[0,1]],[5,6],[2,3]),validate_indices=False)
tf.sparse.reorder(tf.SparseTensor([[1,2],[0,1]],[5,6],[2,3]))
tf.sparse.from_dense([[0,1],[2,0]])
tf.sparse.add(tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,1],[0,3]]))
tf.sparse.add(tf.sparse.from_dense([[0,1],[2,0]]),[[1,1],[1,1]])
tf.sparse.sparse_dense_matmul(tf.sparse.from_dense([[0.,1.],[2.,0.]]),[[1.,2.],[3.,4.]])
tf.sparse.sparse_dense_matmul([[1.,2.],[3.,4.]],tf.sparse.from_dense([[0.,1.],[2.,0.]]))
tf.sparse.transpose(tf.sparse.from_dense([[0,1],[2,0]]))
tf.sparse.reduce_sum(tf.sparse.from_dense([[0,1],[2,0]]),axis=1)
tf.sparse.reduce_sum(tf.sparse.from_dense([[0,1],[2,0]]))
tf.sparse.reduce_max(tf.sparse.from_dense([[0,1],[2,0]]),axis=1)
tf.sparse.reshape(tf.sparse.from_dense([[0,1],[2,0]]),[4])
tf.sparse.slice(tf.sparse.from_dense([[0,1],[2,0]]),[0,0],[1,2])
tf.sparse.concat(1,[tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,1],[2,0]])])
tf.sparse.eye(3)
tf.sparse.map_values(tf.add,tf.sparse.from_dense([[0,1],[2,0]]),5)
tf.sparse.retain(tf.sparse.from_dense([[0,1],[2,0]]),[True,False])
tf.sparse.expand_dims(tf.sparse.from_dense([[0,1],[2,0]]),0)
tf.sparse.maximum(tf.sparse.from_dense([[0,1],[0,0]]),tf.sparse.from_dense([[0,3],[1,0]]))
tf.sparse.minimum(tf.sparse.from_dense([[0,1],[0,0]]),tf.sparse.from_dense([[0,3],[1,0]]))
tf.sparse.from_dense([[0,1],[2,0]])*2
tf.sparse.from_dense([[0,1],[2,0]])*[[1],[2]]
tf.sparse.from_dense([[0.,1],[2,0]])/2.
tf.sparse.from_dense([[0,1],[2,0]]).with_values([5,6])
a=tf.sets.intersection(tf.constant([[1,2,3]]),tf.constant([[2,3,9]])); [a,tf.sparse.to_dense(a)]
tf.sparse.to_dense(tf.sets.union(tf.constant([[1,2,3]]),tf.constant([[2,3,9]])))
tf.sparse.to_dense(tf.sets.difference(tf.constant([[1,2,3]]),tf.constant([[2,3,9]])))
tf.sparse.to_dense(tf.sets.difference(tf.constant([[1,2,3]]),tf.constant([[2,3,9]]),aminusb=False))
tf.sets.size(tf.sparse.from_dense([[0,1],[2,3]]))
tf.sparse.to_dense(tf.sets.union(tf.constant([[1,2,2],[5,5,5]]),tf.constant([[2,3],[4,4]])))
tf.sparse.to_dense(tf.sets.union(tf.constant([["a","b"]]),tf.constant([["b","c"]])))
tf.sparse.to_dense(tf.sets.union(tf.constant([[1,2]]),tf.sparse.from_dense([[0,5]])))
tf.sparse.to_dense(tf.sets.union(tf.sparse.from_dense([[0,5]]),tf.sparse.from_dense([[4,5]])))
list(tf.sysconfig.get_build_info().items())
tf.nest.map_structure(tf.square, {"a": tf.constant(2.), "b":[tf.constant(3.)]})
tf.test.is_gpu_available()
tf.test.is_built_with_cuda()
tf.sparse.concat(1,[tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,1]])],expand_nonconcat_dims=True)
tf.sparse.add(tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,-1],[1,3]]))
tf.sparse.add(tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,-1],[1,3]]),threshold=3)
tf.sparse.eye(2,3)
tf.sparse.reshape(tf.sparse.from_dense([[0,1],[2,0]]),[-1,1])
tf.sparse.expand_dims(tf.sparse.from_dense([[0,1],[2,0]]))
tf.sparse.expand_dims(tf.sparse.from_dense([[0,1],[2,0]]),-2)
tf.sparse.reduce_max(tf.sparse.from_dense([[0,1],[0,0]]),axis=1)
tf.sparse.reduce_sum(tf.sparse.from_dense([[0,1],[2,0]]),axis=1,keepdims=True)
tf.sparse.reduce_sum(tf.sparse.from_dense([[0,1],[2,0]]),axis=1,output_is_sparse=True)
tf.sparse.reduce_sum(tf.sparse.from_dense([[0,1],[2,0]]),axis=[0,1])
tf.sparse.reduce_max(tf.sparse.from_dense([[0,-1],[-2,0]]))
tf.sparse.from_dense(["a",""])
tf.sparse.from_dense([True,False])
tf.sparse.transpose(tf.sparse.from_dense([[[0,1],[2,0]]]),[2,0,1])
x=tf.Variable([1.,2.]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.sparse.sparse_dense_matmul(tf.SparseTensor([[0,1],[1,0]],x,[2,2]),[[1.,2.],[3.,4.]])); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([1.,2.]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.sparse.to_dense(tf.sparse.add(tf.SparseTensor([[0,1],[1,0]],x,[2,2]),tf.SparseTensor([[0,1],[1,1]],x,[2,2])))**2); t.__exit__(None,None,None); t.gradient(y,x)
tf.sparse.sparse_dense_matmul(tf.sparse.from_dense([[0.,1.],[2.,0.]]),[[1.,2.],[3.,4.]],adjoint_a=True,adjoint_b=True)
tf.sparse.sparse_dense_matmul([[1.,2.],[3.,4.]],tf.sparse.from_dense([[0.,1.],[2.,0.]]),adjoint_a=True)
tf.sparse.slice(tf.sparse.from_dense([[0,1],[2,0]]),[1,0],[5,5])
"""

MISTAKES = r"""
tf.zeros([-1]) ## Dimension -1 must be >= 0 [Op:Fill] name:
tf.zeros([2.5]) ## Cannot convert [2.5] to EagerTensor of dtype int32
tf.zeros("a") ## Cannot convert 'a' to EagerTensor of dtype int32
tf.ones([2],tf.string) ##
tf.zeros_like(tensor=[1]) ## ot an unexpected keyword argument 'tensor'
tf.fill([-1],1) ## Dimension -1 must be >= 0 [Op:Fill]
tf.fill([2.],1) ## Value for attr 'index_type' of float is not in the list of allowed values: int32, int64
tf.constant([1,2,3],shape=[2,2]) ## Eager execution of tf.constant with unsupported shape. Tensor [1
tf.constant([1.5],tf.int32) ## Cannot convert [1.5] to EagerTensor of dtype int32
tf.constant("a",tf.float32) ## Cannot convert 'a' to EagerTensor of dtype float
tf.constant([[1,2],[3]]) ## Can't convert non-rectangular Python sequence to Tensor.
tf.constant(2**70) ## Can't convert Python sequence with out-of-range integer to Tensor.
tf.constant(None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.constant({}) ## Attempt to convert a value ({}) with an unsupported type (<class 'dict'>) to a Tensor.
tf.constant([1,"a"]) ## Can't convert Python sequence with mixed types to Tensor.
tf.constant({1,2}) ## Attempt to convert a value ({1, 2}) with an unsupported type (<class 'set'>) to a Tensor.
tf.convert_to_tensor(tf.constant(1),tf.float32) ## Tensor conversion requested dtype float32 for Tensor with dtype int32: <tf.Tensor: shape=(
tf.convert_to_tensor([tf.constant(1),2.5]) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.convert_to_tensor([tf.constant([1]),tf.constant([1,2])]) ## [2] [Op:Pack] name:
tf.reshape([1,2,3,4],[3,-1]) ## Input to reshape is a tensor with 4 values, but the requested shape requires a multiple of
tf.reshape([1,2,3,4],[5]) ## Input to reshape is a tensor with 4 values, but the requested shape has 5 [Op:Reshape]
tf.reshape([1,2,3,4],[-1,-1]) ## Only one input size may be -1, not both 0 and 1 [Op:Reshape]
tf.reshape([1,2,3,4],[2.,2.]) ## Value for attr 'Tshape' of float is not in the list of allowed values: int32, int64
tf.reshape([1,2],[-2,1]) ## Size 0 must be non-negative, not -2 [Op:Reshape]
tf.expand_dims([1,2],axis=3) ## Tried to expand dim index 3 for tensor with 1 dimensions. [Op:ExpandDims]
tf.expand_dims([1,2]) ## required positional argument
tf.squeeze([[[1],[2]]],axis=1) ## Can not squeeze dim[1], expected a dimension of 1, got 2
tf.squeeze([[[1],[2]]],axis=5) ## [Op:Squeeze]
tf.transpose([[1,2,3],[4,5,6]],[0]) ## [Op:Transpose]
tf.transpose([[1,2,3],[4,5,6]],[0,2]) ## 2 is out of range
tf.transpose([[1,2,3],[4,5,6]],[0,0]) ## [Op:Transpose]
tf.concat([[[1,2]],[[3,4,5]]],0) ## Dimension 1 in both shapes must be equal
tf.concat([[1],[2.]],0) ## Cannot convert [2.0] to EagerTensor of dtype int32
tf.concat([tf.constant([1]),tf.constant([2.])],0) ## (zero-based) was expected to be a int32 tensor but is a float tensor
tf.concat([[1],[[2]]],0) ## ] [Op:ConcatV2]
tf.concat([1,2],0) ## Can't concatenate scalars (use tf.stack instead)
tf.concat([[1],[2]],1) ## [Op:ConcatV2]
tf.concat([],0) ## [Op:ConcatV2] name: concat
tf.concat([1,2,3]) ## required positional argument
tf.stack([[1,2],[3]]) ## [1] [Op:Pack]
tf.stack([[1,2],[3,4]],axis=3) ## Argument `axis` = 3 not in range [-2, 2)
tf.unstack([[1,2],[3,4]],num=3) ## Input shape axis 0 must equal 3, got shape [2,2] [Op:Unpack]
tf.unstack(5) ## Argument `axis` = 0 not in range [0, 0)
tf.unstack([1,2],axis=2) ## Argument `axis` = 2 not in range [-1, 1)
tf.split([1,2,3],2) ## Number of ways to split should evenly divide the split dimension, but got split_dim 0 (siz
tf.split([1,2,3,4],[1,2]) ## the size of the
tf.split([1,2,3,4],2,3) ##
tf.tile([1,2],[2,2]) ## Expected multiples argument to be a vector of length 1 but got length 2 [Op:Tile]
tf.tile([1,2],2) ## [] [Op:Tile]
tf.tile([1,2],[-1]) ##
tf.repeat([1,2],[1,2,3]) ## Dimensions 2 and 3 are not compatible
tf.roll([1,2,3],1,2) ## axis 2 is out of range
tf.reverse([1,2,3],[1]) ## [Op:ReverseV2]
tf.reverse([1,2,3],0) ## [Op:ReverseV2]
tf.pad([1,2,3],[[1,5]],mode="REFLECT") ## than the dimension size: 1, 5
tf.pad([1,2],[[1,2],[1,2]]) ## The first dimension of paddings must be the rank of inputs
tf.pad([1,2],[[-1,2]]) ## Paddings must be non-negative:
tf.pad([1,2],[1,2]) ## paddings must be
tf.pad([1,2],[[1,2]],"BAD") ## Value of argument `mode` expected to be one of
tf.gather([1,2,3],[3]) ## indices[0] = 3 is not in [0, 3) [Op:GatherV2]
tf.gather([1,2,3],[-1]) ## indices[0] = -1 is not in [0, 3) [Op:GatherV2]
tf.gather([1,2,3],[0.5]) ## Value for attr 'Tindices' of float is not in the list of allowed values: int
tf.gather([1,2,3],[0],axis=1) ## Shape must be at least rank 2 but is rank 1
tf.gather([1,2,3],tf.constant([0],tf.uint8)) ## Value for attr 'Tindices' of uint8 is not in the list of allowed values: int
tf.gather_nd([[1,2],[3,4]],[[2,0]]) ## indices[0] = [2, 0] does not index into param shape [2,2]
tf.gather_nd([[1,2],[3,4]],[[0,0,0]]) ## must be <= params
tf.scatter_nd([[4]],[1],[4]) ## indices[0] = [4] does not index into
tf.scatter_nd([[0]],[1,2],[4]) ## [Op:ScatterNd]
tf.tensor_scatter_nd_update([1,2,3],[[3]],[9]) ## indices[0] = [3] does not index into
tf.tensor_scatter_nd_update([1,2,3],[[0]],[9.]) ## Cannot convert [9.0] to EagerTensor of dtype int32
tf.boolean_mask([1,2,3],[True,False]) ## Shapes (3,) and (2,) are incompatible
tf.boolean_mask([1,2,3],True) ## mask cannot be scalar.
tf.where([True,False],[1,2]) ## x and y must both be non-None or both be None.
tf.where([True,False],[1,2,3],0) ## [Op:SelectV2]
tf.where([1,0],1,2) ## Cannot convert [1, 0] to EagerTensor of dtype bool
tf.slice([1,2,3,4],[1],[9]) ## Expected size[0] in [0, 3], but got 9 [Op:Slice]
tf.slice([1,2,3,4],[1,2],[2]) ##
tf.one_hot([0],3,on_value=1,off_value=0.) ## _value does not match dtype <dtype: '
tf.one_hot([0.5],3) ## Value for attr 'TI' of float is not in the list of allowed values: uint8, int8, int32, int
tf.one_hot([0],-1) ## depth must be non-negative, got: -1 [Op:OneHot]
tf.sort([3,1],direction="UP") ## Argument `direction` should be one of ASCENDING, DESCENDING. Received: direction=UP
tf.sort(["b","a"]) ## half, float, double, int8, int16, int32, int64, complex64, complex128
tf.sort(3) ## slice index -1 of dimension 0 out of bounds. [Op:StridedSlice] name:
tf.searchsorted([1,3,5],[2],side="up") ## Argument `side` must be either 'right' or 'left'. Received: `side` = 'up'.
tf.unique([[1,2]]) ##
tf.meshgrid([1,2],[3,4],indexing="zz") ## Argument `indexing` parameter must be either 'xy' or 'ij', got 'zz'
tf.meshgrid([1,2],[3,4],bad=1) ## d keyword argument
tf.broadcast_to([1,2],[3]) ## Incompatible shapes: [2] vs. [3] [Op:BroadcastTo]
tf.broadcast_to([1,2],[2,3]) ## Incompatible shapes: [2] vs. [2,3] [Op:BroadcastTo]
tf.broadcast_static_shape(tf.TensorShape([2]),tf.TensorShape([3])) ## Incompatible shapes for broadcasting
tf.broadcast_dynamic_shape([2],[3]) ## [Op:BroadcastArgs]
tf.dynamic_partition([1,2,3],[0,5,0],2) ## partitions[1] = 5 is not in [0, 2) [Op:DynamicPartition]
tf.unravel_index(9,[2,3]) ## index is out of bound as with dims
tf.ensure_shape([1,2],[3]) ## [2] is not compatible with expected shape [3]. [Op:EnsureShape]
tf.reverse_sequence([[1,2,3],[4,5,6]],[2,4],1,0) ## [Op:ReverseSequence]
tf.constant([1,2,3])[5] ## slice index 5 of dimension 0 out of bounds. [Op:StridedSlice] name:
tf.constant([1,2,3])[[0,1]] ## Index out of range using input dim 1; input has only 1 dims [Op:StridedSlice] name:
tf.constant([1,2,3])[1.5] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.
tf.constant([1,2,3])["a"] ## Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.
tf.constant([1,2,3])[0,0] ## Index out of range using input dim 1; input has only 1 dims [Op:StridedSlice] name:
tf.constant([1,2,3])[::0] ## strides[0] must be non-zero [Op:StridedSlice] name:
tf.nest.flatten({1:2,"a":3}) ## '<' not supported between instances of 'str' and 'int'
tf.nest.map_structure(lambda a,b: a+b, [1,2], [3,(4,)]) ## The two structures don't have the same nested structure.
tf.nest.map_structure(lambda a,b: a+b, [1,2], (3,4)) ## The two structures don't have the same nested structure.
tf.nest.map_structure(lambda a,b: a+b, [1,2], [3]) ## The two structures don't have the same nested structure.
tf.nest.map_structure(lambda a,b: a+b, {"a":1}, {"b":1}) ## The two structures don't have the same nested structure.
tf.nest.map_structure(5, [1]) ## func must be callable, got: 5
tf.nest.map_structure(lambda a: a, [1], foo=2) ## Only valid keyword arguments are `check_types` and `expand_composites`, not: `foo`
tf.nest.pack_sequence_as(0, [1,2]) ## The target structure is of type `<class 'int'>`
tf.nest.pack_sequence_as([0,0], [1]) ## Could not pack sequence. Structure had 2 atoms, but flat_sequence had 1 items.  Structure:
tf.nest.pack_sequence_as([0,0], [1,2,3]) ## Could not pack sequence. Structure had 2 atoms, but flat_sequence had 3 items.  Structure:
tf.nest.pack_sequence_as([0,0], 5) ## Attempted to pack value:
tf.nest.assert_same_structure([1,2],[3]) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure([1,2],(3,4)) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure([1,[2]],[1,2]) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure(1,[2]) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure({"a":1},{"b":1}) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure({"a":1},{"a":[1]}) ## The two structures don't have the same nested structure.
tf.nest.assert_same_structure([(1,2)],[[1,2]]) ## The two structures don't have the same nested structure.
tf.TensorSpec([2],tf.int32).most_specific_compatible_type(tf.TensorSpec([3],tf.float32)) ## TensorSpec(shape=(2,), dtype=tf.int32, name=None) and TensorSpec(shape=(3,), dtype=tf.floa
tf.TensorSpec([2],"abc") ## Cannot convert the argument `type_value`: 'abc' to a TensorFlow DType.
tf.sparse.to_dense(tf.SparseTensor([[1,2],[0,1]],[5,6],[2,3])) ## indices[1] = [0,1] is out of order. Many sparse ops require sorted indices
2*tf.sparse.from_dense([[0,1],[2,0]]) ## unsupported operand type(s) for *: 'int' and 'SparseTensor'
tf.sparse.from_dense([[0,1],[2,0]])+1 ## unsupported operand type(s) for +: 'SparseTensor' and 'int'
tf.sparse.from_dense([[0,1],[2,0]])[0] ## 'SparseTensor' object is not subscriptable
tf.convert_to_tensor(tf.sparse.from_dense([[0,1],[2,0]])) ## Attempt to convert a value (SparseTensor(indices=tf.Tensor(
tf.add(tf.sparse.from_dense([[0,1],[2,0]]),1) ## Attempt to convert a value (SparseTensor(indices=tf.Tensor(
tf.reduce_sum(tf.sparse.from_dense([[0,-1],[2,0]])) ## Attempt to convert a value (SparseTensor(indices=tf.Tensor(
tf.SparseTensor([[0,1],[1,2]],[5,6],[2]) ## are not compatible
tf.SparseTensor([[0,1],[1,2]],[5],[2,3]) ## are not compatible
tf.SparseTensor([0,1],[5],[2,3]) ## Shape (2,) must have rank 2
tf.sets.union(tf.constant([1,2,2]),tf.constant([2,3])) ## Shape [3] has rank 1 < 2 [Op:DenseToDenseSetOperation] name:
tf.sets.union(tf.constant([[1.,2]]),tf.constant([[2,3.]])) ## 'a' has invalid dtype `<dtype: 'float32'>`
tf.sets.union(tf.constant([[1,2],[3,4]]),tf.constant([[1,2]])) ## Mismatched shapes [2] vs [1] [Op:DenseToDenseSetOperation] name:
tf.sets.union(tf.constant([[1,2]]),tf.constant([[1,2]],tf.int64)) ## Types don't match, <dtype: 'int32'> vs <dtype: 'int64'>.
tf.sets.size([[1,2]]) ## Expected `SparseTensor`, got
tf.sparse.concat(1,[tf.sparse.from_dense([[0,1],[2,0]]),tf.sparse.from_dense([[0,1]])]) ## Input shapes must match: expected 2 for dimension 0 but got 1 at position 1 [Op:SparseConc
tf.sparse.add([[1]],[[2]]) ## At least one input should be SparseTensor; do you mean to use tf.add()?
tf.sparse.reorder([[1]]) ## Input must be a SparseTensor.
tf.sparse.to_dense([[1]]) ## Input must be a SparseTensor
tf.sparse.map_values(tf.add,1,2) ## No SparseTensor in argument list of map_values
tf.sparse.reshape(tf.sparse.from_dense([[0,1],[2,0]]),[3]) ## Input to reshape is a tensor with 4 dense values, but the requested shape has 3. input_sha
tf.sparse.sparse_dense_matmul(tf.sparse.from_dense([[0.,1.],[2.,0.]]),[[1.,2.]]) ## Cannot multiply A and B because inner dimension does not match: 2 vs. 1.
tf.sparse.to_dense(tf.SparseTensor([[0,5]],[1],[1,3])) ## indices[0] = [0,5] is out of bounds: need 0 <= index < [1,3] [Op:SparseToDense] name:
"""

TOPICS = eager_calls("arrays", VALUES, MISTAKES)
