"""The eager face's linear algebra."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.eager_calls import eager_calls

VALUES = r"""
tf.matmul([[1.,2.]],[[3.],[4.]])
tf.matmul([[1,2]],[[3],[4]])
tf.matmul([[1.,2.]],[[3.,4.]],transpose_b=True)
tf.matmul(tf.ones([2,3,4]),tf.ones([2,4,5])).shape
tf.matmul(tf.ones([2,3,4]),tf.ones([4,5])).shape
tf.matmul([[1.]],[[1]])
tf.matmul(tf.constant([[1.]]),np.array([[1.]]))
tf.matmul(tf.zeros([0,2]),tf.zeros([2,3]))
tf.linalg.matmul([[1.,2.]],[[3.],[4.]],b_is_sparse=True)
tf.linalg.matvec([[1.,2.],[3.,4.]],[1.,1.])
tf.linalg.matvec([[1.,2.],[3.,4.]],[1.,1.],transpose_a=True)
tf.linalg.inv([[4.,7.],[2.,6.]])
tf.linalg.inv([[4.,7.],[2.,6.]],adjoint=True)
tf.linalg.det([[1.,2.],[3.,4.]])
tf.linalg.det(tf.zeros([2,2,2]))
tf.linalg.slogdet([[1.,2.],[3.,4.]])
tf.linalg.logdet([[2.,0.],[0.,3.]])
tf.linalg.solve([[2.,0.],[0.,4.]],[[1.],[1.]])
tf.linalg.solve([[2.,1.],[0.,4.]],[[1.],[1.]],adjoint=True)
tf.linalg.lstsq([[1.,0.],[1.,1.],[1.,2.]],[[1.],[2.],[3.]])
tf.linalg.lstsq([[1.,0.],[1.,1.],[1.,2.]],[[1.],[2.],[3.]],fast=False)
tf.linalg.lstsq([[1.,0.],[1.,1.],[1.,2.]],[[1.],[2.],[3.]],l2_regularizer=.5)
tf.linalg.cholesky([[4.,2.],[2.,3.]])
tf.linalg.cholesky([[1.,2.],[2.,1.]])
tf.linalg.cholesky_solve(tf.linalg.cholesky([[4.,2.],[2.,3.]]),[[1.],[2.]])
tf.linalg.triangular_solve([[2.,0.],[1.,3.]],[[1.],[2.]])
tf.linalg.triangular_solve([[2.,1.],[0.,3.]],[[1.],[2.]],lower=False)
tf.linalg.triangular_solve([[0.,0.],[1.,3.]],[[1.],[2.]])
tf.linalg.eigh([[2.,1.],[1.,3.]])
tf.linalg.eigvalsh([[2.,1.],[1.,3.]])
tf.eigvals(tf.constant([[0.,1.],[-1.,0.]],tf.float64))
tf.linalg.svd([[3.,0.],[4.,5.]])
tf.linalg.svd([[3.,0.],[4.,5.]],compute_uv=False)
tf.linalg.svd([[3.,0.,1.],[4.,5.,2.]],full_matrices=True)[0]
tf.linalg.qr([[3.,1.],[4.,2.]])
tf.linalg.qr([[3.,1.],[4.,2.],[0.,1.]],full_matrices=True)[1]
tf.linalg.pinv([[1.,2.],[3.,4.],[5.,6.]])
tf.linalg.matrix_rank([[1.,2.],[2.,4.]])
tf.linalg.trace([[1.,2.],[3.,4.]])
tf.linalg.diag([1,2])
tf.linalg.diag([1,2],k=1)
tf.linalg.diag_part([[1,2],[3,4]])
tf.linalg.diag_part([[1,2],[3,4]],k=1)
tf.linalg.set_diag([[1,2],[3,4]],[9,9])
tf.linalg.tensor_diag([1,2])
tf.linalg.tensor_diag_part([[1,2],[3,4]])
tf.linalg.band_part([[1,2,3],[4,5,6],[7,8,9]],0,1)
tf.linalg.band_part([[1,2],[3,4]],-1,0)
tf.linalg.cross([1.,0.,0.],[0.,1.,0.])
tf.linalg.cross([1,0,0],[0,1,0])
tf.linalg.norm([3.,4.])
tf.linalg.norm([[3.,4.],[1.,0.]],axis=1)
tf.linalg.norm([3.,4.],ord=1)
tf.linalg.norm([3.,-4.],ord=np.inf)
tf.linalg.norm([[3.,4.],[1.,0.]],ord="fro",axis=[0,1])
tf.linalg.norm([[3.,4.],[1.,0.]],ord=2,axis=(0,1))
tf.linalg.norm([3.,4.],keepdims=True)
tf.norm([[3.,4.]],ord=3.,axis=-1)
tf.linalg.normalize([3.,4.])
tf.linalg.normalize([[3.,4.],[1.,0.]],axis=1)
tf.linalg.l2_normalize([3.,4.],0)
tf.linalg.adjoint([[1+1j,2],[3,4]])
tf.linalg.matrix_transpose([[1,2],[3,4]])
tf.linalg.expm([[0.,1.],[0.,0.]])
tf.linalg.sqrtm([[4.,0.],[0.,9.]])
tf.linalg.sqrtm([[4.,1.],[2.,9.]])
tf.linalg.lu([[4.,3.],[6.,3.]])
tf.linalg.lu([[1.,2.,3.],[4.,5.,6.],[7.,8.,10.]])
tf.linalg.lu(tf.zeros([2,3,3])+tf.eye(3))
tf.linalg.lu_reconstruct(*tf.linalg.lu([[4.,3.],[6.,3.]]))
tf.linalg.lu_solve(*tf.linalg.lu([[4.,3.],[6.,3.]]),[[1.],[2.]])
tf.linalg.lu_matrix_inverse(*tf.linalg.lu([[4.,3.],[6.,3.]]))
tf.linalg.eigh_tridiagonal([1.,2.,3.],[1.,1.])
tf.linalg.banded_triangular_solve([[1.,2.,3.],[0.,1.,1.]],[[1.],[2.],[3.]])
tf.linalg.global_norm([[3.],[4.]])
tf.linalg.tensordot([[1.,2.]],[[1.],[2.]],1)
tf.tensordot([1.,2.],[3.,4.],axes=1)
tf.tensordot([[1,2],[3,4]],[[1,2],[3,4]],[[0],[1]])
tf.tensordot([1.,2.],[3.,4.],0)
tf.tensordot([[1,2]],[[1,2]],axes=2)
tf.einsum("bij,bjk->bik",tf.ones([2,3,4]),tf.ones([2,4,5])).shape
tf.linalg.eye(2)
tf.matrix_square_root([[4.,0.],[0.,9.]])
tf.signal.fft(tf.constant([1,2,3,4],tf.complex64))
tf.signal.ifft(tf.constant([1,2,3,4],tf.complex64))
tf.signal.rfft([1.,2.,3.,4.])
tf.signal.rfft([1.,2.,3.])
tf.signal.rfft([[1.,2.,3.,5.,6.]])
tf.signal.irfft(tf.constant([1,2,3],tf.complex64))
tf.signal.irfft(tf.constant([1,2,3],tf.complex64),[5])
tf.signal.irfft(tf.constant([1+1j,2-1j,3+2j],tf.complex64))
tf.signal.fft2d(tf.constant([[1,2],[3,4]],tf.complex64))
tf.signal.ifft2d(tf.constant([[1,2],[3,4]],tf.complex128))
tf.signal.rfft([1.,2.,3.],fft_length=[4])
tf.signal.rfft([1.,2.,3.],fft_length=[2])
tf.signal.rfft(tf.constant([1.,2.,3.],tf.float64))
tf.signal.fftshift([1,2,3])
tf.signal.ifftshift([1,2,3,4])
tf.signal.fftshift([[1,2,3],[4,5,6]])
tf.signal.fftshift([[1,2,3],[4,5,6]],axes=1)
x=tf.Variable([1.,2.,3.,4.]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.abs(tf.signal.rfft(x))**2); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([1.,2.,3.]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.signal.irfft(tf.cast(x,tf.complex64))**2); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([1.,2.,3.]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.abs(tf.signal.fft(tf.cast(x,tf.complex64)))**2); t.__exit__(None,None,None); t.gradient(y,x)
tf.linalg.tridiagonal_solve(tf.constant([[1.,1.,0.],[4.,4.,4.],[0.,1.,1.]]),tf.constant([1.,2.,3.]))
tf.linalg.tridiagonal_solve(tf.constant([[1.,1.,0.],[4.,4.,4.],[0.,1.,1.]]),tf.constant([[1.],[2.],[3.]]))
tf.linalg.tridiagonal_solve(tf.constant([[4.,1.,0.],[1.,4.,1.],[0.,1.,4.]]),tf.constant([1.,2.,3.]),diagonals_format="matrix")
tf.linalg.tridiagonal_matmul(tf.constant([[1.,1.,0.],[4.,4.,4.],[0.,1.,1.]]),tf.constant([[1.],[2.],[3.]]),diagonals_format="compact")
tf.linalg.banded_triangular_solve(tf.constant([[0.,2.,3.],[1.,1.,1.]]),tf.constant([[1.],[2.],[3.]]),lower=False)
tf.linalg.banded_triangular_solve(tf.constant([[1.,2.,3.],[0.,1.,1.]]),tf.constant([[1.],[2.],[3.]]),adjoint=True)
tf.linalg.eigh_tridiagonal(tf.constant([1.,2.,3.]),tf.constant([1.,1.]),select="i",select_range=(0,1))
tf.sort(tf.math.real(tf.linalg.eigvals(tf.constant([[2.,1.],[1.,3.]]))))
tf.sort(tf.math.imag(tf.linalg.eigvals(tf.constant([[0.,1.],[-1.,0.]]))))
w, v = tf.linalg.eig(tf.constant([[2.,1.],[0.,3.]])); tf.abs(tf.matmul(v, tf.linalg.diag(w)) - tf.matmul(tf.constant([[2.,1.],[0.,3.]],tf.complex64), v))
x=tf.Variable([[4.,1.],[2.,9.]]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.linalg.sqrtm(x)**2); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([[4.,1.],[2.,9.]]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.math.real(tf.linalg.eigvals(x))**2); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([[4.,1.],[2.,9.]]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.abs(tf.linalg.eig(x)[1])**4); t.__exit__(None,None,None); t.gradient(y,x)
x=tf.Variable([[[1.,2.,3.,4.]]]); t=tf.GradientTape(); t.__enter__(); y=tf.reduce_sum(tf.space_to_batch(x,[1],[[0,0]])**2); t.__exit__(None,None,None); t.gradient(y,x)
tf.linalg.einsum("...ij,...jk->...ik",tf.ones([2,1,2]),tf.ones([2,2,1]))
"""

MISTAKES = r"""
tf.matmul([[1.,2.]],[[3.,4.]]) ## Matrix size-incompatible: In[0]: [1,2], In[1]: [1,2]
tf.matmul([1.,2.],[3.,4.]) ## [Op:MatMul] name:
tf.matmul([[1.,2.]],[3.,4.]) ## [Op:MatMul] name:
tf.matmul(tf.ones([2,3,4]),tf.ones([3,4,5])) ## [2,3,4] vs. [3,4,5] [Op:BatchMatMulV2] name:
tf.matmul(tf.constant([[1.]]),tf.constant([[1]])) ## cannot compute MatMul as input #1(zero-based) was expected to be a float tensor but is a i
tf.matmul([[1.]],[[1.]],transpose_a=True,adjoint_a=True) ## Only one of `transpose_a` and `adjoint_a` can be True.
tf.matmul(tf.constant([[1.]]),tf.constant([[1.]],tf.float64)) ## cannot compute MatMul as input #1(zero-based) was expected to be a float tensor but is a d
tf.matmul(1.,2.) ## [Op:MatMul] name:
tf.matmul("a","b") ## half, float, double, int32, int64, uint8, uint16, uint32, uint64, complex64, complex128
tf.linalg.matvec([[1.,2.],[3.,4.]],[1.,1.,1.]) ## Matrix size-incompatible: In[0]: [2,2], In[1]: [3,1]
tf.linalg.matvec([1.,2.],[1.,1.]) ## [Op:MatMul] name:
tf.linalg.inv([[1.,2.],[2.,4.]]) ## Input is not invertible.
tf.linalg.inv([[1.,2.,3.],[2.,4.,5.]]) ## [Op:MatrixInverse]
tf.linalg.inv([[1,2],[3,4]]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.linalg.inv([1.,2.]) ## [Op:MatrixInverse]
tf.linalg.det([[1,2],[3,4]]) ## Value for attr 'T' of int32 is not in the list of allowed values: half, float, double, com
tf.linalg.det([[1.,2.,3.]]) ## [Op:MatrixDeterminant]
tf.linalg.solve([[2.,0.],[0.,4.]],[1.,1.]) ## All input tensors must have the same rank.
tf.linalg.solve([[1.,2.],[2.,4.]],[[1.],[1.]]) ## is not invertible.
tf.linalg.solve([[2.,0.],[0.,4.]],[[1.],[1.],[1.]]) ## [Op:MatrixSolve]
tf.linalg.cholesky([[1.,2.,3.]]) ## Input matrix must be square. [Op:Cholesky]
tf.linalg.eigh([[2,1],[1,3]]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.linalg.svd([1.,2.]) ##
tf.linalg.trace([1.,2.]) ## ] [Op:MatrixDiagPartV3] name: diag_part
tf.linalg.diag([1,2],num_rows=3,num_cols=3,padding_value=9) ## [Op:MatrixDiagV3]
tf.linalg.diag_part([1,2]) ## ] [Op:MatrixDiagPartV3]
tf.linalg.set_diag([[1,2],[3,4]],[9]) ## Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] i
tf.linalg.band_part([1,2],0,0) ## ] [Op:MatrixBandPart]
tf.linalg.norm([3.,4.],ord="fro") ## 'ord' must be a supported vector norm, got fro
tf.linalg.norm([3.,4.],ord=-1) ## 'ord' must be a supported vector norm, got -1
tf.linalg.norm([3,4]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.linalg.matrix_transpose([1,2]) ## Argument `a` should be a (batch) matrix with rank >= 2.
tf.linalg.lu([[1,2],[3,4]]) ## Value for attr 'T' of int32 is not in the list of allowed values:
tf.linalg.lu([[1.,2.],[2.,4.]]) ## Input is not invertible. [Op:Lu]
tf.linalg.lu([[1.,2.,3.]]) ## Input matrix must be square. [Op:Lu]
tf.tensordot([1.,2.],[3.,4.,5.],1) ## Matrix size-incompatible: In[0]: [1,2], In[1]: [3,1]
tf.einsum("...ij,...jk",tf.ones([2,3,4]),tf.ones([2,4,5])).shape ## Output contains 1 broadcasting dimension(s) but no ellipsis (...) was found in the output
tf.signal.fft(tf.constant([1.,2.])) ##
tf.signal.fft(tf.constant(1j)) ##
"""

TOPICS = eager_calls("linalg", VALUES, MISTAKES)
