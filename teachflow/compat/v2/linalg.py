"""``tf.linalg``: matrices."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._refused import LINALG as _LINALG
from teachflow.ops.linalg import arguments as _linalg_2
from teachflow.ops.linalg import bands as _bands
from teachflow.ops.linalg import decompositions as _decompositions
from teachflow.ops.linalg import diagonals as _diagonals
from teachflow.ops.linalg import einsum as _einsum
from teachflow.ops.linalg import exponential as _exponential
from teachflow.ops.linalg import general as _general
from teachflow.ops.linalg import linalg as _linalg
from teachflow.ops.linalg import norms as _norms
from teachflow.ops.linalg import products as _products
from teachflow.ops.linalg import solving as _solving
from teachflow.ops.linalg import triangles as _triangles
from teachflow.ops.nn import moments as _moments

adjoint = at_home(_products.adjoint)
band_part = at_home(_triangles.matrix_band_part)
banded_triangular_solve = at_home(_bands.banded_triangular_solve)
cholesky = at_home(_decompositions.cholesky)
cholesky_solve = at_home(_triangles.cholesky_solve)
cross = at_home(_products.cross)
det = at_home(_linalg.matrix_determinant)
diag = at_home(_diagonals.matrix_diag)
diag_part = at_home(_diagonals.matrix_diag_part)
eig = at_home(_general.eig)
eigh = at_home(_decompositions.self_adjoint_eig)
eigh_tridiagonal = at_home(_bands.eigh_tridiagonal)
eigvals = at_home(_general.eigvals)
eigvalsh = at_home(_decompositions.self_adjoint_eigvals)
einsum = at_home(_einsum.einsum)
expm = at_home(_exponential.matrix_exponential)
eye = at_home(_diagonals.eye)
global_norm = at_home(_norms.global_norm)
inv = at_home(_linalg.matrix_inverse)
l2_normalize = at_home(_moments.l2_normalize)
logdet = at_home(_solving.logdet)
lstsq = at_home(_solving.matrix_solve_ls)
lu = at_home(_general.lu)
lu_matrix_inverse = at_home(_general.lu_matrix_inverse)
lu_reconstruct = at_home(_general.lu_reconstruct)
lu_solve = at_home(_general.lu_solve)
matmul = at_home(_linalg_2.matmul)
matrix_rank = at_home(_solving.matrix_rank)
matrix_transpose = at_home(_linalg.matrix_transpose)
matvec = at_home(_products.matvec)
norm = at_home(_linalg_2.norm)
normalize = at_home(_norms.normalize)
pinv = at_home(_solving.pinv)
qr = at_home(_decompositions.qr)
set_diag = at_home(_diagonals.matrix_set_diag)
slogdet = at_home(_solving.slogdet)
solve = at_home(_linalg.matrix_solve)
sqrtm = at_home(_general.sqrtm)
svd = at_home(_decompositions.svd)
tensor_diag = at_home(_diagonals.diag)
tensor_diag_part = at_home(_diagonals.diag_part)
tensordot = at_home(_products.tensordot)
trace = at_home(_diagonals.trace)
triangular_solve = at_home(_triangles.matrix_triangular_solve)
tridiagonal_matmul = at_home(_bands.tridiagonal_matmul)
tridiagonal_solve = at_home(_bands.tridiagonal_solve)

__getattr__ = _looking_up(__name__, refused=_LINALG)
