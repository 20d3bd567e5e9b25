"""The eager face's arithmetic: dtypes, broadcasting, reductions, and what they refuse."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.eager_calls import eager_calls

VALUES = r"""
tf.add([1],[2,3],name="x")
tf.add(x=1,y=2)
tf.add_n([tf.constant([1.,2.]),tf.constant([3.,4.])])
tf.add_n([1,2,3])
tf.math.accumulate_n([[1.],[2.]])
tf.cumsum([1,2,3])
tf.cumsum([[1,2],[3,4]],axis=1)
tf.cumsum([1,2,3],exclusive=True)
tf.cumsum([1,2,3],reverse=True)
tf.cumsum([1.,2.],0,True,True)
tf.math.cumprod([1,2,3])
tf.math.cumprod([[1,2],[3,4]],axis=-1,exclusive=True)
tf.math.cumulative_logsumexp([1.,2.,3.])
tf.argmax([[1,5,2],[7,0,3]])
tf.argmax([[1,5,2],[7,0,3]],1)
tf.argmax([[1,5,2],[7,0,3]],axis=-1,output_type=tf.int32)
tf.argmax([[1,5,2],[7,0,3]],1,tf.int32)
tf.argmin([3.,1.,1.])
tf.argmax([True,False])
tf.math.top_k([1,5,3,9],2)
tf.math.top_k([1.,5.])
tf.math.in_top_k([0,1],[[.9,.1],[.8,.2]],1)
tf.math.bincount([1,1,2])
tf.math.bincount([1,1,2],weights=[.5,.5,1.])
tf.math.bincount([1,1,2],minlength=5)
tf.math.bincount([1,1,2],maxlength=2)
tf.math.bincount([[1,1],[2,0]],axis=-1)
tf.math.bincount([[1,1],[2,0]],axis=-1,binary_output=True)
tf.math.bincount([[1,1],[2,0]])
tf.math.bincount([1,1],dtype=tf.float32)
tf.math.confusion_matrix([0,1,1],[0,0,1])
tf.math.confusion_matrix([0,1,1],[0,0,1],num_classes=3)
tf.math.confusion_matrix([0,1,1],[0,0,1],2,[1,2,3])
tf.math.confusion_matrix([0,1,1],[0,0,1],weights=[.5,1.,2.],dtype=tf.float32)
tf.math.segment_sum([1,2,3],[0,0,1])
tf.math.segment_mean([1.,2.,3.],[0,0,1])
tf.math.segment_max([1,2,3],[0,0,2])
tf.math.segment_min([1,2,3],[0,0,2])
tf.math.segment_prod([1,2,3],[0,0,2])
tf.math.unsorted_segment_sum([1,2,3],[0,2,0],3)
tf.math.unsorted_segment_mean([1.,2.,3.],[0,2,0],3)
tf.math.unsorted_segment_max([1.,2.,3.],[0,2,0],3)
tf.math.unsorted_segment_sum([1,2,3],[0,-1,0],3)
tf.math.polyval([1.,2.,3.],2.)
tf.math.polyval([tf.constant([1.,2.]),2.],3.)
tf.math.zero_fraction([0,1,0])
tf.math.is_non_decreasing([1,1,2])
tf.math.is_strictly_increasing([1,1,2])
tf.math.betainc(1.,2.,.3)
tf.math.igamma(1.,2.)
tf.math.l2_normalize([3.,4.],axis=0)
tf.math.l2_normalize([[3.,4.],[1.,0.]],1)
tf.math.softmax([[1.,2.],[3.,4.]],axis=0)
tf.math.reduce_variance([[1.,2.],[3.,4.]],1)
tf.linspace(0.,1.,5)
tf.linspace(0,10,3)
tf.linspace([0.,1.],[1.,2.],3)
tf.linspace([0.,1.],[1.,2.],3,axis=-1)
tf.linspace(0.,1.,0)
tf.linspace(0.,1.,1)
tf.linspace(0.,1,3)
tf.range(5)
tf.range(2,10,3)
tf.range(0.,1.,.25)
tf.range(5,0,-2)
tf.range(3,delta=2)
tf.range(3,dtype=tf.float64)
tf.range(3.5)
tf.range(1,5.5)
tf.range(tf.constant(3),tf.constant(6,tf.int64))
tf.round([0.5,1.5,2.5,-0.5,-1.5])
tf.round([1,2])
tf.clip_by_value([1.,5.,-3.],0.,2.)
tf.clip_by_value([1,5,-3],0,2)
tf.clip_by_value([1.,5.,-3.],[0.,0.,0.],[1.,1.,1.])
tf.clip_by_norm([3.,4.],1.)
tf.clip_by_norm([[3.,4.],[1.,0.]],1.,axes=[1])
tf.clip_by_global_norm([tf.constant([3.]),tf.constant([4.])],1.)
tf.clip_by_global_norm([tf.constant([3.]),None,tf.constant([4.])],1.)
tf.linalg.global_norm([tf.constant([3.]),tf.constant([4.])])
tf.histogram_fixed_width([-1.,0.,1.5,2.,5.,15.],[0.,5.],nbins=5)
tf.histogram_fixed_width([1,2],[0,5],nbins=5)
tf.complex(1.,2.)
tf.complex([1.,2.],[2.,3.])
tf.cast([1.7,-1.7],tf.int32)
tf.cast([0,1,2],tf.bool)
tf.cast([1.5],tf.complex64)
tf.cast([1+2j],tf.float32)
tf.cast([1],"float64")
tf.cast([True],tf.float32)
tf.cast([300],tf.uint8)
tf.cast([-1.5],tf.uint8)
tf.cast([np.nan,np.inf],tf.int32)
tf.dtypes.saturate_cast([300,-5],tf.uint8)
tf.dtypes.saturate_cast([1e10],tf.int32)
tf.dtypes.as_dtype("float32")
tf.as_dtype(float)
tf.as_dtype(np.int8).max
tf.bitwise.bitwise_and([5,6],[3,3])
tf.bitwise.bitwise_or([5,6],[3,3])
tf.bitwise.bitwise_xor([5,6],[3,3])
tf.bitwise.invert([5,0])
tf.bitwise.left_shift([1,2],[3,1])
tf.bitwise.right_shift([-8,8],[1,1])
tf.bitwise.invert(tf.constant([5],tf.uint8))
tf.bitwise.bitwise_and([1],tf.constant([1],tf.int64))
tf.math.abs(-3)
tf.math.abs([-3+4j])
abs(tf.constant(-3))
-tf.constant([1,2])
~tf.constant([True])
~tf.constant([1])
tf.constant(7)//tf.constant(2)
tf.constant(-7)//2
tf.constant(7)%-3
tf.constant(7)/2
tf.constant(7.)//0
tf.constant(7.)/0.
tf.constant(2.)**-1
2**tf.constant([1,2])
tf.math.log([1.,-1.,0.])
tf.constant([1.])+[1,2,3]
tf.constant([1.,2.])+(1,2)
[1,2]+tf.constant([1.,2.])
tf.constant([1,2])+np.array([1.,2.])
tf.constant([1,2])+np.float32(1)
tf.constant([1,2])+np.int64(1)
tf.constant([1.,2.])+np.float64(1)
np.array([1.,2.])+tf.constant([1.,2.])
np.array([1.,2.],np.float32)*tf.constant([1.,2.])
np.float32(2)*tf.constant([1.,2.])
tf.constant([1.,2.])*True
tf.constant([1,2])*True
tf.constant(["a"])+"b"
tf.constant([1,2])==tf.constant([1,2,3])
tf.constant([1,2])==None
tf.constant([1,2])!=None
tf.constant([1,2])==[1,3]
tf.constant([1.,2.])<1
tf.equal([1,2],[1])
tf.equal("a","a")
tf.not_equal([1,2],[2,2])
tf.logical_and(True,[True,False])
tf.reduce_sum(tf.constant([[1.,2.]]),axis=tf.constant([0,1]))
tf.reduce_mean([1,2])
tf.reduce_max([])
tf.reduce_min([np.nan,1.])
tf.reduce_prod([])
tf.truncatediv(-7,2)
tf.truncatemod(-7,2)
tf.math.reduce_sum(3)
tf.timestamp().dtype
2 - tf.constant([7,-7])
2 / tf.constant([7,-7])
2 < tf.constant([7,-7])
2 <= tf.constant([7,-7])
2 >= tf.constant([7,-7])
np.array([1,2]) + tf.constant([1,2])
np.array([1,2]) / tf.constant([1,2])
np.array([1,2]) // tf.constant([1,2])
np.array([1,2]) == tf.constant([1,2])
np.array([1,2]) >= tf.constant([1,2])
np.array([1,2]) | tf.constant([1,2])
tf.constant(['a']) + tf.constant(['b'])
tf.constant([1+1j]) * tf.constant([2-1j])
tf.constant([1+1j]) + tf.constant([2-1j])
tf.constant([1+1j]) == tf.constant([2-1j])
tf.constant([1,2],tf.int64) / tf.constant([0,2],tf.int64)
tf.constant([1,2],tf.int64) < tf.constant([0,2],tf.int64)
tf.constant([1,2],tf.int64) == tf.constant([0,2],tf.int64)
tf.constant([1,2],tf.int64) >= tf.constant([0,2],tf.int64)
tf.constant([1.,2.,3.]) != tf.constant([1.,2.])
tf.constant([1.,2.]) != tf.constant([3.,0.])
tf.constant([1.,2.]) % np.array([1.,2.])
tf.constant([1.,2.]) % tf.constant([3.,0.])
tf.constant([1.,2.]) ** np.array([1.,2.])
tf.constant([1.,2.]) + tf.constant([3.,0.])
tf.constant([1.,2.]) - 1
tf.constant([1.,2.]) / 1
tf.constant([1.,2.]) < np.array([1.,2.])
tf.constant([1.,2.]) < tf.constant([3.,0.])
tf.constant([1.,2.]) == 1
tf.constant([1.,2.]) == tf.constant([3.,0.])
tf.constant([1.,2.]) >= 1
tf.constant([1.,2.]) >= tf.constant([3.,0.])
tf.constant([200],tf.uint8) % tf.constant([100],tf.uint8)
tf.constant([200],tf.uint8) + tf.constant([100],tf.uint8)
tf.constant([200],tf.uint8) // tf.constant([100],tf.uint8)
tf.constant([200],tf.uint8) == tf.constant([100],tf.uint8)
tf.constant([200],tf.uint8) >= tf.constant([100],tf.uint8)
tf.constant([200],tf.uint8) ^ tf.constant([100],tf.uint8)
tf.constant([7,-7]) != tf.constant([3,3])
tf.constant([7,-7]) * tf.constant([3,3])
tf.constant([7,-7]) ** tf.constant([3,3])
tf.constant([7,-7]) - 2
tf.constant([7,-7]) - tf.constant([3,3])
tf.constant([7,-7]) / 2
tf.constant([7,-7]) // 2
tf.constant([7,-7]) < 2
tf.constant([7,-7]) <= tf.constant([3,3])
tf.constant([7,-7]) > 2
tf.constant([7,-7]) > tf.constant([3,3])
tf.constant([7,-7]) >= 2
tf.constant([7,-7]) >= tf.constant([3,3])
tf.constant([7,-7]) ^ tf.constant([3,3])
tf.constant([[1.],[2.]]) != tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) * tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) - tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) / tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) < tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) <= tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) == tf.constant([[10.,20.]])
tf.constant([[1.],[2.]]) @ tf.constant([[10.,20.]])
tf.math.abs(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.acos([0.5,1.0])
tf.math.acos(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.acos(tf.zeros([0]))
tf.math.add(1.,2)
tf.math.add(2,tf.constant([7,-7]))
tf.math.add(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.add(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.angle([0.5,1.0])
tf.math.angle(tf.zeros([0]))
tf.math.asin(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.asinh(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.asinh(tf.zeros([0]))
tf.math.atan([0.5,1.0])
tf.math.atan(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.atan2(1.,2)
tf.math.atan2(tf.constant([1.,2.]),1)
tf.math.atan2(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.atanh(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.atanh(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.bessel_i0(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.bessel_i0(tf.zeros([0]))
tf.math.ceil(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.conj(tf.constant([-3,0,2]))
tf.math.conj(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.cosh(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.count_nonzero([1,2])
tf.math.count_nonzero(tf.constant([1+1j,2.]))
tf.math.count_nonzero(tf.constant([[1.,2.],[3.,4.]]))
tf.math.count_nonzero(tf.constant([[1.,2.],[3.,4.]]),[])
tf.math.count_nonzero(tf.constant([[1.,2.],[3.,4.]]),axis=1, keepdims=True)
tf.math.digamma([0.5,1.0])
tf.math.digamma(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.digamma(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.divide(2,tf.constant([7,-7]))
tf.math.divide(tf.constant([1.,2.]),1)
tf.math.divide(tf.constant([7,-7]),2)
tf.math.divide_no_nan(np.array([1,2]),tf.constant([1,2]))
tf.math.divide_no_nan(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.divide_no_nan(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.divide_no_nan(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.equal(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.equal(tf.constant([1.,2.]),1)
tf.math.equal(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.equal(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.equal(tf.constant([7,-7]),2)
tf.math.equal(tf.constant([7,-7]),tf.constant([3,3]))
tf.math.erf([0.5,1.0])
tf.math.erf(tf.zeros([0]))
tf.math.erfc([0.5,1.0])
tf.math.erfcinv(tf.zeros([0]))
tf.math.erfinv(tf.zeros([0]))
tf.math.exp(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.expm1([0.5,1.0])
tf.math.floor(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.floor(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.floor(tf.zeros([0]))
tf.math.floordiv(1.,2)
tf.math.floordiv(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.floormod(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.floormod(tf.constant([7,-7]),tf.constant([3,3]))
tf.math.greater(1,2)
tf.math.greater(np.array([1,2]),tf.constant([1,2]))
tf.math.greater(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.greater(tf.constant([7,-7]),2)
tf.math.greater_equal(1,2)
tf.math.greater_equal(tf.constant([1.,2.]),1)
tf.math.greater_equal(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.greater_equal(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.greater_equal(tf.constant([7,-7]),tf.constant([3,3]))
tf.math.igamma(tf.constant([1.,2.]),1)
tf.math.imag(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.imag(tf.zeros([0]))
tf.math.is_finite([0.5,1.0])
tf.math.is_inf(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.is_nan([0.5,1.0])
tf.math.l2_normalize([0.5,1.0])
tf.math.lbeta([0.5,1.0])
tf.math.lbeta(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.lbeta(tf.zeros([0]))
tf.math.less(np.array([1,2]),tf.constant([1,2]))
tf.math.less(tf.constant([1.,2.]),1)
tf.math.less(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.less_equal(1,2)
tf.math.less_equal(1.,2)
tf.math.less_equal(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.log([0.5,1.0])
tf.math.log(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.log(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.log1p(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.log1p(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.log_sigmoid([0.5,1.0])
tf.math.logical_and(tf.constant([True]),tf.constant([False]))
tf.math.logical_not(tf.constant([True,False]))
tf.math.logical_or(tf.constant([True]),tf.constant([False]))
tf.math.maximum(2,tf.constant([7,-7]))
tf.math.maximum(tf.constant([1.,2.]),1)
tf.math.minimum(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.minimum(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.minimum(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.minimum(tf.constant([7,-7]),2)
tf.math.minimum(tf.constant([[1.],[2.]]),tf.constant([[10.,20.]]))
tf.math.mod(tf.constant([1.,2.]),1)
tf.math.mod(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.mod(tf.constant([7,-7]),tf.constant([3,3]))
tf.math.multiply(np.array([1,2]),tf.constant([1,2]))
tf.math.multiply(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.multiply(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8))
tf.math.multiply(tf.constant([[1.],[2.]]),tf.constant([[10.,20.]]))
tf.math.multiply_no_nan(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.multiply_no_nan(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.negative(3)
tf.math.negative([0.5,1.0])
tf.math.negative(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.nextafter(1.,2)
tf.math.not_equal(2,tf.constant([7,-7]))
tf.math.not_equal(tf.constant([1.,2.]),1)
tf.math.not_equal(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.not_equal(tf.constant([True]),tf.constant([False]))
tf.math.not_equal(tf.constant([[1.],[2.]]),tf.constant([[10.,20.]]))
tf.math.polygamma(1.,2)
tf.math.polygamma(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.polygamma(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.pow(np.array([1,2]),tf.constant([1,2]))
tf.math.pow(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.pow(tf.constant([1,2],tf.int64),tf.constant([0,2],tf.int64))
tf.math.pow(tf.constant([1.,2.]),1)
tf.math.pow(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.real(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.real(tf.zeros([0]))
tf.math.reciprocal([0.5,1.0])
tf.math.reciprocal(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.reciprocal(tf.zeros([0]))
tf.math.reciprocal_no_nan(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.reduce_all(tf.constant([[True,False],[True,True]]))
tf.math.reduce_all(tf.constant([[True,False],[True,True]]),(0,))
tf.math.reduce_all(tf.constant([[True,False],[True,True]]),-1)
tf.math.reduce_all(tf.constant([[True,False],[True,True]]),[])
tf.math.reduce_any(tf.constant([[True,False],[True,True]]),0, True)
tf.math.reduce_euclidean_norm(tf.constant([1+1j,2.]))
tf.math.reduce_euclidean_norm(tf.constant([[1,2],[3,4]]))
tf.math.reduce_euclidean_norm(tf.constant([[1.,2.],[3.,4.]]),-1)
tf.math.reduce_euclidean_norm(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_euclidean_norm(tf.constant([[1.,2.],[3.,4.]]),1)
tf.math.reduce_euclidean_norm(tf.constant([[1.,2.],[3.,4.]]),None)
tf.math.reduce_euclidean_norm(tf.constant([], tf.float32))
tf.math.reduce_logsumexp(3.)
tf.math.reduce_logsumexp(tf.constant([[1.,2.],[3.,4.]]))
tf.math.reduce_logsumexp(tf.constant([[1.,2.],[3.,4.]]),-1)
tf.math.reduce_logsumexp(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_logsumexp(tf.constant([], tf.float32))
tf.math.reduce_max(3.)
tf.math.reduce_max([1,2])
tf.math.reduce_max(tf.constant([[1,2],[3,4]]))
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),(0,))
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),-1)
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),0, True)
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),None)
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),[0,1])
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),axis=[0],keepdims=True)
tf.math.reduce_max(tf.constant([[1.,2.],[3.,4.]]),tf.constant(0))
tf.math.reduce_mean(3.)
tf.math.reduce_mean(tf.constant([1+1j,2.]))
tf.math.reduce_mean(tf.constant([[1,2],[3,4]]))
tf.math.reduce_mean(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_mean(tf.constant([[1.,2.],[3.,4.]]),0, True)
tf.math.reduce_mean(tf.constant([[1.,2.],[3.,4.]]),1)
tf.math.reduce_mean(tf.constant([[1.,2.],[3.,4.]]),[])
tf.math.reduce_min(3.)
tf.math.reduce_min(tf.constant([[1,2],[3,4]]))
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]))
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),0, True)
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),None)
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),[])
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),axis=1, keepdims=True)
tf.math.reduce_min(tf.constant([[1.,2.],[3.,4.]]),tf.constant(0))
tf.math.reduce_min(tf.constant([], tf.float32))
tf.math.reduce_prod(3.)
tf.math.reduce_prod(tf.constant([[1,2],[3,4]]))
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),-1)
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),1)
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),None)
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),[0,1])
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),axis=[0],keepdims=True)
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),tf.constant(0))
tf.math.reduce_prod(tf.constant([], tf.float32))
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]))
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]),-1)
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]),[0,1])
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]),axis=[0],keepdims=True)
tf.math.reduce_sum([1,2])
tf.math.reduce_sum(tf.constant([[1.,2.],[3.,4.]]),(0,))
tf.math.reduce_sum(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_sum(tf.constant([[1.,2.],[3.,4.]]),0, True)
tf.math.reduce_sum(tf.constant([[1.,2.],[3.,4.]]),[])
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),0)
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),0, True)
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),None)
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),[])
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),axis=[0],keepdims=True)
tf.math.reduce_variance(tf.constant([[1.,2.],[3.,4.]]),tf.constant(0))
tf.math.reduce_variance(tf.constant([], tf.float32))
tf.math.rint(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.round(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.round(tf.constant([0,1,5],tf.int64))
tf.math.round(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.round(tf.zeros([0]))
tf.math.rsqrt([0.5,1.0])
tf.math.rsqrt(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.sigmoid([0.5,1.0])
tf.math.sign(3)
tf.math.sign(tf.constant([-3,0,2]))
tf.math.sign(tf.zeros([0]))
tf.math.sin([0.5,1.0])
tf.math.sin(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.sin(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.sin(tf.zeros([0]))
tf.math.sinh(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.sinh(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.softmax(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.softplus(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.softsign(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.sqrt(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.square(3)
tf.math.square([0.5,1.0])
tf.math.square(tf.constant([0,1,200],tf.uint8))
tf.math.square(tf.constant([1+2j,-0.5j],tf.complex64))
tf.math.square(tf.constant([[0.25],[0.75]],tf.float64))
tf.math.square(tf.zeros([0]))
tf.math.squared_difference(1.,2)
tf.math.squared_difference(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.subtract(1,2)
tf.math.subtract(2,tf.constant([7,-7]))
tf.math.subtract(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.subtract(tf.constant([1.,2.]),1)
tf.math.subtract(tf.constant([7,-7]),tf.constant([3,3]))
tf.math.tan(tf.constant([-2.5,-0.5,0.0,0.3,1.0,2.5,np.inf,np.nan]))
tf.math.truediv(2,tf.constant([7,-7]))
tf.math.truediv(tf.constant([1.,2.]),1)
tf.math.truediv(tf.constant([[1.],[2.]]),tf.constant([[10.,20.]]))
tf.math.xlog1py(1.,2)
tf.math.xlog1py(tf.constant([1+1j]),tf.constant([2-1j]))
tf.math.xlog1py(tf.constant([1.,2.]),np.array([1.,2.]))
tf.math.xlogy(tf.constant([1.,2.]),1)
tf.math.xlogy(tf.constant([1.,2.]),tf.constant([3.,0.]))
tf.math.zero_fraction(3)
tf.math.zero_fraction([0.5,1.0])
tf.math.zero_fraction(tf.constant([-3,0,2]))
tf.math.zero_fraction(tf.constant([0,1,5],tf.int64))
tf.math.zeta(1.,2)
tf.math.zeta(tf.constant([[1.],[2.]]),tf.constant([[10.,20.]]))
tf.float32.limits
tf.uint8.limits
tf.int64.limits
tf.bool.limits
tf.constant([True,False])*tf.constant(True)
tf.constant([True,False])*True
True*tf.constant([True,False])
tf.constant([True,False])*2
tf.constant([True,False])*tf.constant([1,2])
tf.constant([1,2])*tf.constant([True,False])
tf.constant([1,2])*True
tf.constant([1,2])-True
tf.constant([1,2])-[1,2]
tf.constant([1,2],tf.int64)-[1,2]
tf.constant([1.,2.])-[1,2]
tf.Variable([1.,2.])-[1,2]
tf.Variable([1.,2.])*2
tf.math.reduce_max([[1,2],[3,4]],axis=[0,1],keepdims=True)
tf.math.unsorted_segment_sqrt_n([1.,2.,3.],[0,0,1],2)
tf.math.reduce_euclidean_norm([[3.,4.],[6.,8.]],1)
tf.Variable([1.,2.])+tf.Variable([1.,2.])
tf.reduce_sum(tf.Variable([[1.,2.]]),0)
tf.matmul(tf.Variable([[1.,2.]]),tf.Variable([[1.],[2.]]))
tf.concat([tf.Variable([1.]),tf.Variable([2.])],0)
tf.gather(tf.Variable([1.,2.,3.]),[2,0])
tf.add(tf.Variable([1.,2.]),1)
tf.maximum(tf.Variable(1.),2)
tf.subtract(2,tf.Variable([1.,2.]))
tf.where(tf.Variable([1.,-1.])>0,1.,0.)
tf.clip_by_value(tf.Variable([1.,5.]),0,2)
tf.cast(tf.Variable([1.5]),tf.int32)
tf.stack([tf.Variable(1.),2.])
tf.stack([1.,tf.Variable(2.)])
tf.stack([1,tf.Variable(2.)])
tf.concat([[1.],tf.Variable([2.])],0)
tf.add_n([tf.Variable([1.]),[2.]])
tf.reduce_mean(tf.square(tf.Variable([1.,2.])-[0.,1.]))
tf.tensordot(tf.Variable([1.,2.]),[1.,1.],1)
tf.norm(tf.Variable([3.,4.]))
tf.where([True,False],tf.Variable([1.,2.]),0)
tf.math.divide_no_nan(tf.constant([1.,2.]),0)
tf.math.divide_no_nan(1,tf.constant([0.,2.]))
tf.math.floordiv(tf.Variable([7]),2)
tf.math.multiply_no_nan(tf.constant([np.nan,1.]),[0.,2.])
tf.einsum("ij,jk->ik",tf.Variable([[1.,2.]]),tf.constant([[3.],[4.]]))
tf.slice(tf.Variable([1,2,3]),[0],[2])
tf.tile(tf.Variable([1.]),[2])
tf.transpose(tf.Variable([[1.,2.]]))
tf.reshape(tf.Variable([[1.,2.]]),[2,1])
tf.size(tf.Variable([[1.,2.]]))
tf.shape(tf.Variable([[1.,2.]]))
tf.one_hot(tf.constant([1,0]),2,dtype=tf.float64)
tf.argsort(tf.Variable([3.,1.]))
tf.math.top_k(tf.Variable([3.,1.]),1)
tf.linalg.inv(tf.Variable([[2.,0.],[0.,4.]]))
tf.linspace(tf.constant(0.),1.,3)
tf.range(tf.constant(3.))
tf.range(tf.Variable(3))
tf.reduce_all(tf.constant([1.,2.])==tf.Variable([1.,2.]))
tf.tensor_scatter_nd_update(tf.Variable([1,2,3]),[[0]],[9])
tf.reduce_logsumexp([1.,2.],0)
tf.math.softplus([-1.,0.,100.])
tf.math.softmax(tf.constant([[1.,2.]]),-1)
tf.reduce_prod(tf.constant([2,3],tf.int64))
tf.cumsum(tf.Variable([1.,2.]),axis=0)
"""

MISTAKES = r"""
tf.math.reduce_std([1,2]) ## Input must be either real or complex. Received integer type
tf.add(1) ## required positional argument
tf.add_n([]) ## of at least one
tf.add_n([tf.constant([1.,2.]),tf.constant([3.])]) ## AddN must have the same size and shape.
tf.add_n([tf.constant([1.]),tf.constant([1])]) ## (zero-based) was expected to be a float tensor but is a int32 tensor
tf.cumsum([1,2,3],axis=1) ## [Op:Cumsum] name:
tf.argmax([[1,5,2],[7,0,3]],2) ## Expected dimension in the range [-2, 2), but got 2 [Op:ArgMax]
tf.argmax([]) ## Reduction axis 0 is empty in shape [0] [Op:ArgMax]
tf.argmax(5) ## Expected dimension in the range [0, 0), but got 0 [Op:ArgMax] name:
tf.argmax(["a"]) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.top_k([1,5],3) ## input must have at least k columns. Had 2, needed 3 [Op:TopKV2]
tf.math.bincount([-1]) ## Input arr must be non-negative
tf.math.bincount([1,1],weights=[1.,2.],binary_output=True) ## Arguments `binary_output` and `weights` are mutually exclusive
tf.math.bincount([1,1],axis=1) ## Unsupported value for argument axis=1
tf.math.confusion_matrix([0,1,3],[0,0,1],num_classes=2) ## `labels` out of bound
tf.math.confusion_matrix([0,1,-1],[0,0,1]) ## `labels` contains negative values
tf.math.segment_sum([1,2,3],[1,0,0]) ## segment ids are not increasing [Op:SegmentSum]
tf.math.segment_sum([1,2,3],[0,0]) ## segment_ids should be the same size as dimension 0 of input
tf.math.unsorted_segment_sum([1,2,3],[0,5,0],3) ## segment_ids[1] = 5 is out of range [0, 3) [Op:UnsortedSegmentSum]
tf.math.polyval(3.,2.) ## Argument coeffs must be list type. Received type <class 'float'>.
tf.math.softmax([[1.,2.],[3.,4.]],axis=2) ## `dim` must be in the range [-2, 2) where 2 is the number of dimensions in the input. Recei
tf.math.softmax([1,2]) ## Value for attr 'T' of int32 is not in the list of allowed values: half,
tf.linspace(0.,1.,3.5) ## Argument `tensor` (name: num) must be of type integer. Received `tensor` = 3.5 of dtype: <
tf.range(0,5,0) ## Requires delta != 0: 0 [Op:Range] name:
tf.range(5,2) ## Requires start <= limit when delta > 0: 5/2 [Op:Range] name:
tf.range([1,2]) ## ] [Op:Range] name:
tf.clip_by_value([1,5,-3],0.5,2) ## Cannot convert 0.5 to EagerTensor of dtype int32
tf.clip_by_value([1.,5.,-3.],[0.,0.],[1.,1.]) ## Incompatible shapes: [3] vs. [2] [Op:Minimum]
tf.clip_by_value(tf.constant([1.]), tf.constant(0), tf.constant(1)) ## cannot compute Minimum as input #1(zero-based) was expected to be a float tensor but is a
tf.clip_by_global_norm(tf.constant([3.]),1.) ## `t_list` should be a sequence of tensors. Received
tf.histogram_fixed_width([1.],[5.,0.]) ## value_range should satisfy value_range[0] < value_range[1], but got '[5
tf.complex(1,2) ## The `real` and `imag` components have incorrect types: int32 int32. They must be consisten
tf.complex(tf.constant(1.,tf.float64),2.) ## The `real` and `imag` components have incorrect types: float64 float32. They must be consi
tf.cast(["1"],tf.float32) ## Cast string to float
tf.cast(3.9,int) ## Cannot convert the argument `type_value`: <class 'int'> to a TensorFlow DType.
tf.cast(tf.constant([1.]),tf.string) ## to string is not supported
tf.dtypes.as_dtype("flot32") ## Cannot convert the argument `type_value`: 'flot32' to a TensorFlow DType.
tf.bitwise.bitwise_and([5.],[3.]) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant(7)//0 ## Integer division by zero
tf.constant(7)%0 ## Integer division by zero
tf.constant(2)**-1 ## Integers to negative integer powers are not allowed
tf.pow(2,3.) ## Cannot convert 3.0 to EagerTensor of dtype int32
tf.sqrt(4) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.exp(1) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.exp([1,2]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.sigmoid(0) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.log(10) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.sin(1) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.square("a") ## half, float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64, complex64,
tf.square(None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.square(object()) ##
tf.square([1,[2,3]]) ## Can't convert Python sequence with mixed types to Tensor.
tf.square({"a":1}) ## Attempt to convert a value ({'a': 1}) with an unsupported type (<class 'dict'>) to a Tenso
tf.square([1.,"a"]) ## Can't convert Python sequence with mixed types to Tensor.
tf.constant(True)+1 ## Value for attr 'T' of bool is not in the list of allowed values:
tf.constant([1.])@tf.constant([1.]) ## [Op:MatMul] name:
tf.constant([1,2])=="a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant([1,2])==1.5 ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(1)<2.5 ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.equal(1,1.) ## Cannot convert 1.0 to EagerTensor of dtype int32
tf.logical_and(1,0) ## Cannot convert 1 to EagerTensor of dtype bool
tf.reduce_mean([True,False]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.reduce_sum([True,False]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.reduce_sum([[1,2],[3]]) ## Can't convert non-rectangular Python sequence to Tensor.
tf.reduce_sum() ## required positional argument
tf.reduce_sum([1],keep_dims=True) ## ot an unexpected keyword argument 'keep_dims'
tf.reduce_sum([1],reduction_indices=0) ## ot an unexpected keyword argument 'reduction_indices'
1.5 - tf.constant([7,-7]) ## Cannot convert 1.5 to EagerTensor of dtype int32
1.5 >= tf.constant([7,-7]) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.constant(['a']) >= tf.constant(['b']) ## Value for attr 'T' of string is not in the list of allowed values:
tf.constant([1+1j]) & tf.constant([2-1j]) ## Value for attr 'T' of complex128 is not in the list of allowed values: int8, int16, int32,
tf.constant([1.,2.]) | tf.constant([3.,0.]) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1.]) != tf.constant([1.],tf.float64) ## cannot compute NotEqual as input #1(zero-based) was expected to be a float tensor but is a
tf.constant([1.]) != tf.constant([1],tf.int32) ## cannot compute NotEqual as input #1(zero-based) was expected to be a float tensor but is a
tf.constant([1.]) & tf.constant([1.],tf.float64) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1.]) & tf.constant([1],tf.int32) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1.]) ** 'a' ## Cannot convert 'a' to EagerTensor of dtype float
tf.constant([1.]) / None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.constant([1.]) < 'a' ## Cannot convert 'a' to EagerTensor of dtype float
tf.constant([1.]) <= 'a' ## Cannot convert 'a' to EagerTensor of dtype float
tf.constant([1.]) <= tf.constant([1.],tf.float64) ## cannot compute LessEqual as input #1(zero-based) was expected to be a float tensor but is
tf.constant([1.]) == tf.constant([1],tf.int32) ## cannot compute Equal as input #1(zero-based) was expected to be a float tensor but is a in
tf.constant([1.]) @ tf.constant([1],tf.int32) ## cannot compute MatMul as input #1(zero-based) was expected to be a float tensor but is a i
tf.constant([1.]) ^ tf.constant([1.],tf.float64) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1.]) ^ tf.constant([1],tf.int32) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1.]) | tf.constant([1.],tf.float64) ## Value for attr 'T' of float is not in the list of allowed values: int8, int16, int32, int6
tf.constant([1],tf.int32) - tf.constant([1.]) ## cannot compute Sub as input #1(zero-based) was expected to be a int32 tensor but is a floa
tf.constant([1],tf.int32) / tf.constant([1.]) ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32.
tf.constant([1],tf.int32) >= tf.constant([1.]) ## cannot compute GreaterEqual as input #1(zero-based) was expected to be a int32 tensor but
tf.constant([7,-7]) & 2.5 ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.constant([7,-7]) ** 2.5 ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.constant([True]) + tf.constant([False]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.abs(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.acos(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.acosh(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.acosh(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.add(tf.constant([1.]),'a') ## cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a st
tf.math.add(tf.constant([1],tf.int32),tf.constant([1.])) ## cannot compute AddV2 as input #1(zero-based) was expected to be a int32 tensor but is a fl
tf.math.angle(tf.constant([-3,0,2])) ## Cannot convert 3.141592653589793 to EagerTensor of dtype int32
tf.math.asin(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.asin(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.asinh(tf.constant([0,1,5],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values:
tf.math.atan2(2,tf.constant([7,-7])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.atanh(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.bessel_i0(tf.constant([1+2j,-0.5j],tf.complex64)) ## Value for attr 'T' of complex64 is not in the list of allowed values:
tf.math.bessel_i0(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.ceil(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.ceil(tf.constant([1+2j,-0.5j],tf.complex64)) ## Value for attr 'T' of complex64 is not in the list of allowed values:
tf.math.ceil(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.cos(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.divide(1.5,tf.constant([7,-7])) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.math.divide(tf.constant([1.]),'a') ## `x` and `y` must have the same dtype, got tf.float32 != tf.string.
tf.math.divide(tf.constant([7,-7]),2.5) ## `x` and `y` must have the same dtype, got tf.int32 != tf.float32.
tf.math.divide(tf.constant([True]),tf.constant([False])) ## , tf.float16, tf.float32, tf.float64, tf.complex64, tf.complex128}.
tf.math.equal([1,2],[3.5,1]) ## Cannot convert [3.5, 1] to EagerTensor of dtype int32
tf.math.equal(tf.constant([1.]),None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.math.equal(tf.constant([1.]),tf.constant([1.],tf.float64)) ## cannot compute Equal as input #1(zero-based) was expected to be a float tensor but is a do
tf.math.equal(tf.constant([1.]),tf.constant([1],tf.int32)) ## cannot compute Equal as input #1(zero-based) was expected to be a float tensor but is a in
tf.math.erfc(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.erfcinv(tf.constant([0,1,5],tf.int64)) ## Cannot convert 0.5 to EagerTensor of dtype int64
tf.math.erfcinv(tf.constant([1+2j,-0.5j],tf.complex64)) ## Value for attr 'T' of complex64 is not in the list of allowed values:
tf.math.erfinv(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.erfinv(tf.constant([1+2j,-0.5j],tf.complex64)) ## Value for attr 'T' of complex64 is not in the list of allowed values:
tf.math.expm1(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.floor(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.floor(tf.constant([1+2j,-0.5j],tf.complex64)) ## Value for attr 'T' of complex64 is not in the list of allowed values:
tf.math.floor(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.floordiv(1.5,tf.constant([7,-7])) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.math.floordiv([1,2],[3.5,1]) ## Cannot convert [3.5, 1] to EagerTensor of dtype int32
tf.math.floordiv(tf.constant(['a']),tf.constant(['b'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.floormod(1.5,tf.constant([7,-7])) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.math.floormod(tf.constant([1.]),tf.constant([1.],tf.float64)) ## cannot compute FloorMod as input #1(zero-based) was expected to be a float tensor but is a
tf.math.greater(tf.constant([1+1j]),tf.constant([2-1j])) ## Value for attr 'T' of complex128 is not in the list of allowed values:
tf.math.greater(tf.constant([1.]),None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.math.greater_equal(tf.constant([1.]),tf.constant([1.],tf.float64)) ## cannot compute GreaterEqual as input #1(zero-based) was expected to be a float tensor but
tf.math.igamma(np.array([1,2]),tf.constant([1,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.igamma(tf.constant(['a']),tf.constant(['b'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.igamma(tf.constant([1.]),tf.constant([1.],tf.float64)) ## cannot compute Igamma as input #1(zero-based) was expected to be a float tensor but is a d
tf.math.invert_permutation(3) ## . [Op:InvertPermutation] name:
tf.math.is_finite(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.is_inf(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.is_inf(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.is_nan(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.lbeta(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.lbeta(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.less(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:Less] name:
tf.math.lgamma(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.lgamma(tf.constant([0,1,5],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values:
tf.math.log(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.log(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.log1p(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.logical_and([1,2],[3.5,1]) ## Cannot convert [1, 2] to EagerTensor of dtype bool
tf.math.logical_and(tf.constant([7,-7]),tf.constant([3,3])) ## cannot compute LogicalAnd as input #0(zero-based) was expected to be a bool tensor but is
tf.math.logical_not(tf.constant([-0.5,0.25,1.5],tf.float16)) ## cannot compute LogicalNot as input #0(zero-based) was expected to be a bool tensor but is
tf.math.logical_not(tf.constant([1+2j,-0.5j],tf.complex64)) ## cannot compute LogicalNot as input #0(zero-based) was expected to be a bool tensor but is
tf.math.logical_not(tf.constant([[0.25],[0.75]],tf.float64)) ## cannot compute LogicalNot as input #0(zero-based) was expected to be a bool tensor but is
tf.math.logical_or(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## cannot compute LogicalOr as input #0(zero-based) was expected to be a bool tensor but is a
tf.math.logical_or(tf.constant([1.,2.]),np.array([1.,2.])) ## cannot compute LogicalOr as input #0(zero-based) was expected to be a bool tensor but is a
tf.math.logical_or(tf.constant([1.]),tf.constant([1],tf.int32)) ## cannot compute LogicalOr as input #0(zero-based) was expected to be a bool tensor but is a
tf.math.logical_xor([1,2],[3.5,1]) ## Cannot convert [1, 2] to EagerTensor of dtype bool
tf.math.logical_xor(tf.constant([1,2],tf.int64),tf.constant([0,2],tf.int64)) ## cannot compute LogicalOr as input #0(zero-based) was expected to be a bool tensor but is a
tf.math.maximum(tf.constant([1+1j]),tf.constant([2-1j])) ## Value for attr 'T' of complex128 is not in the list of allowed values:
tf.math.maximum(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:Maximum] name:
tf.math.mod(tf.constant([1.]),None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.math.multiply(tf.constant(['a']),tf.constant(['b'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.multiply(tf.constant([1.]),tf.constant([1],tf.int32)) ## cannot compute Mul as input #1(zero-based) was expected to be a float tensor but is a int3
tf.math.multiply_no_nan(1.5,tf.constant([7,-7])) ## Tensor conversion requested dtype float32 for Tensor with dtype int32: <tf.Tensor: shape=(
tf.math.multiply_no_nan(np.array([1,2]),tf.constant([1,2])) ## Tensor conversion requested dtype int64 for Tensor with dtype int32: <tf.Tensor: shape=(2,
tf.math.multiply_no_nan(tf.constant([1,2],tf.int64),tf.constant([0,2],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values:
tf.math.multiply_no_nan(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:MulNoNan] name:
tf.math.multiply_no_nan(tf.constant([True]),tf.constant([False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.ndtri(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.ndtri(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.ndtri(tf.constant([0,1,5],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values:
tf.math.nextafter(2,tf.constant([7,-7])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.nextafter(tf.constant([7,-7]),tf.constant([3,3])) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.not_equal(tf.constant([7,-7]),2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.math.polygamma(1.5,tf.constant([7,-7])) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.math.polygamma(tf.constant([1,2],tf.int64),tf.constant([0,2],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values: float, double
tf.math.polygamma(tf.constant([1.]),'a') ## Cannot convert 'a' to EagerTensor of dtype float
tf.math.pow(2,tf.constant([7,-7])) ## Integers to negative integer powers are not allowed
tf.math.pow(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:Pow] name:
tf.math.pow(tf.constant([1.]),tf.constant([1.],tf.float64)) ## cannot compute Pow as input #1(zero-based) was expected to be a float tensor but is a doub
tf.math.reciprocal(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.reduce_any(tf.constant([1+1j,2.])) ## cannot compute Any as input #0(zero-based) was expected to be a bool tensor but is a compl
tf.math.reduce_any(tf.constant([[1,2],[3,4]])) ## cannot compute Any as input #0(zero-based) was expected to be a bool tensor but is a int32
tf.math.reduce_euclidean_norm(tf.constant([[1.,2.],[3.,4.]]),'a') ## Value for attr 'Tidx' of string is not in the list of allowed values: int32, int64
tf.math.reduce_logsumexp([1,2]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.reduce_logsumexp(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.reduce_logsumexp(tf.constant([[1.,2.],[3.,4.]]),'a') ## Value for attr 'Tidx' of string is not in the list of allowed values: int32, int64
tf.math.reduce_logsumexp(tf.constant([[1.,2.],[3.,4.]]),[0,0]) ##
tf.math.reduce_mean(tf.constant([[1.,2.],[3.,4.]]),2) ## Invalid reduction dimension
tf.math.reduce_prod(tf.constant([[1.,2.],[3.,4.]]),2) ## Invalid reduction dimension
tf.math.reduce_std(tf.constant([[1.,2.],[3.,4.]]),-3) ## -3 for input with 2 dimension
tf.math.reduce_sum(tf.constant([[1.,2.],[3.,4.]]),[0,0]) ##
tf.math.reduce_sum(tf.constant([[True,False],[True,True]])) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.math.round(tf.constant(['a'])) ## half, float, double, int8, int16, int32, int64, complex64, complex128
tf.math.round(tf.constant([True,False])) ## half, float, double, int8, int16, int32, int64, complex64, complex128
tf.math.rsqrt(tf.constant([0,1,200],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.sigmoid(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.sin(tf.constant(['a'])) ## Value for attr 'T' of string is not in the list of allowed values:
tf.math.sinh(3) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.math.softmax(3) ## Value for attr 'T' of int32 is not in the list of allowed values: half,
tf.math.softmax(tf.constant([True,False])) ## Value for attr 'T' of bool is not in the list of allowed values: half,
tf.math.softplus(tf.constant([0,1,5],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values: half,
tf.math.softsign(tf.constant([-3,0,2])) ## Value for attr 'T' of int32 is not in the list of allowed values: half,
tf.math.squared_difference(tf.constant([1],tf.int32),tf.constant([1.])) ## cannot compute SquaredDifference as input #1(zero-based) was expected to be a int32 tensor
tf.math.squared_difference(tf.constant([200],tf.uint8),tf.constant([100],tf.uint8)) ## Value for attr 'T' of uint8 is not in the list of allowed values:
tf.math.subtract(tf.constant([7,-7]),2.5) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.math.xlog1py(tf.constant([1,2],tf.int64),tf.constant([0,2],tf.int64)) ## Value for attr 'T' of int64 is not in the list of allowed values: half,
tf.math.xlog1py(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:Xlog1py] name:
tf.math.xlog1py(tf.constant([7,-7]),tf.constant([3,3])) ## Value for attr 'T' of int32 is not in the list of allowed values: half,
tf.math.xlogy(1.5,tf.constant([7,-7])) ## Cannot convert 1.5 to EagerTensor of dtype int32
tf.math.xlogy(tf.constant([1.,2.,3.]),tf.constant([1.,2.])) ## Incompatible shapes: [3] vs. [2] [Op:Xlogy] name:
tf.math.zeta(tf.constant([1+1j]),tf.constant([2-1j])) ## Value for attr 'T' of complex128 is not in the list of allowed values: float, double
tf.math.zeta(tf.constant([1.]),'a') ## Cannot convert 'a' to EagerTensor of dtype float
tf.math.zeta(tf.constant([1.]),None) ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.complex64.limits ## does not have defined limits.
tf.string.limits ## does not have defined limits.
tf.constant([True])-tf.constant([True]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.constant([True])+tf.constant([True]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.constant([True])**tf.constant([True]) ## Value for attr 'T' of bool is not in the list of allowed values:
tf.Variable([1,2])*2.5 ## Cannot convert 2.5 to EagerTensor of dtype int32
2.5-tf.Variable([1,2]) ## Cannot convert 2.5 to EagerTensor of dtype int32
tf.constant([1,2])-None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.constant([1,2])-"a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant([1,2])-object ## Attempt to convert a value (<class 'object'>) with an unsupported type (<class 'type'>) to
tf.constant([1,2])<"a" ## Cannot convert 'a' to EagerTensor of dtype int32
tf.constant([1,2])<None ## Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tenso
tf.add(1,tf.Variable([1.,2.])) ##
"""

TOPICS = eager_calls("math", VALUES, MISTAKES)
