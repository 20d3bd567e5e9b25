"""Linear algebra: factorizations, solving, norms, products along any axes."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.cholesky(P(2, 2))
tf.linalg.cholesky(P(None, 2, 2), name="c")
tf.cholesky([[2.0, 1.0], [1.0, 2.0]])
tf.linalg.cholesky(U())
tf.cholesky_solve(P(2, 2), P(2, 1))
tf.linalg.cholesky_solve([[1.0]], [[2.0]], name="s")
tf.svd(P(3, 2))
tf.svd(P(3, 2), compute_uv=False)
tf.svd(P(None, 2, 3), full_matrices=True, name="q")
tf.svd(P(3, 3, dtype=tf.complex64))
tf.svd(P(None, 2))
tf.qr(P(3, 2))
tf.linalg.qr(P(2, 3), full_matrices=True, name="q")
tf.linalg.qr(P(None, 2))
tf.self_adjoint_eig(P(2, 2))
tf.self_adjoint_eigvals(P(2, 2))
tf.linalg.eigh(P(2, 2), name="e")
tf.linalg.eigvalsh(U())
tf.norm(P(2, 3))
tf.norm(P(2, 3), axis=1, keepdims=True)
tf.norm(P(2, 3), axis=1, keep_dims=True)
tf.norm(P(2, 3), ord=1)
tf.norm(P(2, 3), ord=1, axis=[0, 1])
tf.norm(P(2, 3), ord='fro', axis=[0, 1])
tf.norm(P(2, 3), ord='fro', axis=(0, 1), keepdims=True)
tf.norm(P(2, 3), ord=np.inf, axis=[-2, -1])
tf.norm(P(2, 3), ord=np.inf, axis=1)
tf.norm(P(2, 3), ord=np.inf)
tf.norm(P(2, 3), ord=3, axis=-1)
tf.norm(P(2, 3), ord=2)
tf.norm(P(2, 3), ord=0.5)
tf.norm(P(2, 3), axis=1, name="n")
tf.norm([3.0, 4.0])
tf.norm(P(2, 3, dtype=tf.complex64))
tf.norm(U())
tf.norm(U(), axis=0)
tf.linalg.slogdet(P(2, 2))
tf.linalg.slogdet(P(None, 2, 2), name="s")
tf.linalg.logdet(P(2, 2))
tf.linalg.logdet(P(5, 2, 2), name="l")
tf.matrix_band_part(P(3, 3), -1, 0)
tf.linalg.band_part(P(3, 3), 1, 0, name="b")
tf.matrix_triangular_solve(P(2, 2), P(2, 1))
tf.linalg.triangular_solve(P(2, 2), P(2, 1), lower=False, adjoint=True, name="t")
tf.linalg.triangular_solve(P(3, 2, 2), P(2, 1))
tf.matrix_solve_ls(P(4, 2), P(4, 1))
tf.matrix_solve_ls(P(4, 2), P(4, 1), l2_regularizer=0.5)
tf.matrix_solve_ls(P(2, 4), P(2, 1))
tf.matrix_solve_ls(P(2, 4), P(2, 1), 0.25, name="l")
tf.matrix_solve_ls(P(4, 2), P(4, 1), fast=False)
tf.cross(P(2, 3), P(2, 3))
tf.linalg.cross([1.0, 2, 3], [4.0, 5, 6], name="c")
tf.linalg.matvec(P(2, 3), P(3))
tf.linalg.matvec(P(3, 2), [1.0, 2.0, 3.0], transpose_a=True, name="v")
tf.linalg.adjoint(P(2, 3))
tf.linalg.adjoint(P(2, 3, dtype=tf.complex64))
tf.linalg.matrix_rank(P(3, 2))
tf.linalg.pinv(P(3, 2))
tf.linalg.normalize(P(3, 2), axis=1)
tf.linalg.normalize(P(3, 2), name="n")
tf.global_norm([P(2), P(3)])
tf.global_norm([P(2), None, P(3)], name="g")
tf.matrix_set_diag(P(2, 2), P(2))
tf.tensordot(P(2, 3), P(3, 4), 1)
tf.tensordot(P(2, 3), P(2, 3), [[0, 1], [0, 1]])
tf.tensordot(P(2, 3, 4), P(4, 5), [[2], [0]], name="t")
tf.tensordot(P(2, 3), P(4, 5), 0)
tf.tensordot(P(3), P(3), 1)
tf.tensordot(P(2, 3), P(3), 1)
tf.tensordot(P(2, 3, 4), P(3, 5), [[1], [0]])
tf.tensordot(P(None, 3), P(3, 4), 1)
tf.tensordot(P(None, 3, 4), P(5, 4), [[2], [1]])
tf.tensordot(P(2, 3), P(None, 4), axes=((1,), (0,)))
tf.tensordot(U(), U(), 1)
tf.tensordot([[1.0, 2]], [[1.0], [2]], [[1], [0]])
tf.tensordot(P(2, 3), P(2, 3), [0, 0])
tf.einsum("ij,jk->ik", P(2, 3), P(3, 4))
tf.einsum("ij,jk", P(2, 3), P(3, 4))
tf.einsum("i,i->", P(2), P(2), name="dot")
tf.einsum("ij->ji", P(2, 3))
tf.einsum("ii->i", P(2, 2))
tf.einsum("...ij,...jk->...ik", P(5, 2, 3), P(5, 3, 4))
tf.einsum("...ij,jk->...ik", P(None, 2, 3), P(3, 4))
tf.einsum("...ij,...jk->...ik", P(5, 1, 2, 3), P(4, 3, 4))
tf.einsum("ij,jk,kl->il", P(2, 3), P(3, 4), P(4, 5))
tf.einsum("i,j,k->ijk", P(2), P(3), P(4))
tf.einsum("bij,bjk,bk->bi", P(2, 3, 4), P(2, 4, 5), P(2, 5))
tf.einsum("ij,jk", P(2, 3), P(None, 4))
tf.einsum("bij,bjk->bik", U(), P(5, 3, 4))
tf.einsum(" i j , j k -> i k", P(2, 3), P(3, 4))
tf.einsum("ij,j->i", P(2, 3), P(3))
tf.einsum("ij->", P(2, 3))
"""

GRAPH_VALUES = """
tf.self_adjoint_eig(tf.convert_to_tensor(np.array([[1., 2., 3.], [-3., -7., -1.], [0., 5., -2.]])))
tf.cholesky(tf.diag([1.0, 1.0, 1.0]))
tf.svd(np.array([[1., 2., 3.], [-3., -7., -1.], [0., 5., -2.]]))
tf.matrix_solve_ls(f64([[1, 0], [1, 1], [1, 2]]), f64([[1], [2], [4]]))
tf.matrix_solve_ls(f64([[1, 0, 2], [1, 1, 0]]), f64([[1], [2]]))
tf.matrix_solve_ls(f64([[1, 0], [1, 1], [1, 2]]), f64([[1], [2], [4]]), l2_regularizer=0.5)
tf.matrix_solve_ls(f64([[1, 0], [1, 1], [1, 2]]), f64([[1], [2], [4]]), fast=False)
tf.norm(f32([[1, 2], [3, 4]]), keep_dims=True)
tf.matrix_triangular_solve(f64([[2, 0], [1, 3]]), f64([[2], [3]]))
tf.self_adjoint_eigvals(f64([[2, 1], [1, 2]]))
tf.matrix_band_part(f32([[1, 2], [3, 4]]), 0, -1)
"""

_SEEDS = range(3)
LOOSE = (
    "\n".join(
        [
            f"tf.linalg.{call}(np.random.RandomState({seed}).normal(size={size}))"
            for seed in _SEEDS
            for call in ("svd", "qr")
            for size in ((3, 3), (4, 2), (2, 4), (2, 3, 3), (1, 1), (6, 6))
        ]
        + [
            f"tf.linalg.{call}(np.random.RandomState({seed}).normal(size={size}))"
            for seed in _SEEDS
            for call in ("eigh", "eigvalsh", "inv", "det", "slogdet", "pinv")
            for size in ((2, 2), (3, 3), (2, 3, 3), (7, 7))
        ]
    )
    + """
tf.linalg.svd(f64([[1, 2], [3, 4]]), full_matrices=True)
tf.linalg.svd(f64([[1, 2], [3, 4], [5, 6]]), full_matrices=True)
tf.linalg.svd(f64([[1, 2, 3], [3, 4, 5]]), full_matrices=True)
tf.linalg.svd(f32([[1, 2], [3, 4]]))
tf.linalg.svd(f32([[1, 0], [0, 1]]))
tf.linalg.svd(f32([[2, 0], [0, -3]]))
tf.linalg.svd(f64([[1, 2], [3, 4]]), compute_uv=False)
tf.linalg.svd(np.float64(np.arange(6).reshape(2, 3)))
tf.linalg.eigh(f32([[2, 0], [0, 1]]))
tf.linalg.eigh(f32([[2, 1], [1, 2]]))
tf.linalg.eigh(f64([[4, 1, 0], [1, 3, 1], [0, 1, 2]]))
tf.linalg.eigh(np.float64(np.eye(3)))
tf.linalg.qr(f32([[3, 1], [4, 2]]))
tf.linalg.qr(f64([[3, 1], [4, 2], [1, 1]]), full_matrices=True)
tf.linalg.qr(np.float64(np.eye(3)))
tf.linalg.cholesky(f32([[4, 2], [2, 2]]))
tf.linalg.cholesky(f64([[[4, 2], [2, 2]], [[1, 0], [0, 1]]]))
tf.linalg.cholesky(c128([[2, 1j], [-1j, 2]]))
tf.linalg.cholesky(f64([[4, 99], [2, 2]]))
tf.linalg.cholesky_solve(f64([[2, 0], [1, 1]]), f64([[4], [2]]))
tf.linalg.slogdet(f32([[1, 2], [3, 4]]))
tf.linalg.slogdet(f64([[1, 2], [2, 4]]))
tf.linalg.logdet(f64([[2, 1], [1, 2]]))
tf.linalg.triangular_solve(f64([[2, 9], [1, 3]]), f64([[2], [3]]))
tf.linalg.triangular_solve(f64([[2, 9], [1, 3]]), f64([[2], [3]]), lower=False)
tf.linalg.triangular_solve(f64([[2, 9], [1, 3]]), f64([[2], [3]]), adjoint=True)
tf.linalg.triangular_solve(c128([[2j, 9], [1, 3]]), c128([[2], [3]]), lower=False, adjoint=True)
tf.linalg.triangular_solve(f64([[[2, 0], [1, 3]], [[1, 0], [0, 1]]]), f64([[2], [3]]))
tf.linalg.lstsq(f64([[1, 0], [1, 1], [1, 2]]), f64([[1], [2], [4]]))
tf.norm(f32([[1, -2], [3, 4]]))
tf.norm(f32([[1, -2], [3, 4]]), axis=0)
tf.norm(f32([[1, -2], [3, 4]]), ord=1)
tf.norm(f32([[1, -2], [3, 4]]), ord=1, axis=1)
tf.norm(f32([[1, -2], [3, 4]]), ord=1, axis=[0, 1])
tf.norm(f32([[1, -2], [3, 4]]), ord=2, axis=[0, 1])
tf.norm(f64(np.arange(12).reshape(2, 2, 3)), ord=2, axis=[0, 1])
tf.norm(f64(np.arange(12).reshape(2, 2, 3)), ord=2, axis=[-1, 0], keepdims=True)
tf.norm(f32([[1, -2], [3, 4]]), ord=np.inf)
tf.norm(f32([[1, -2], [3, 4]]), ord=np.inf, axis=[0, 1])
tf.norm(f32([[1, -2], [3, 4]]), ord='fro', axis=[0, 1])
tf.norm(f32([[1, -2], [3, 4]]), ord=3)
tf.norm(f32([[1, -2], [3, 4]]), ord=2.5, axis=1, keepdims=True)
tf.norm(c64([[3 + 4j, 0]]))
tf.linalg.normalize(f32([[3, 4], [6, 8]]), axis=1)
tf.linalg.matrix_rank(f64([[1, 2], [2, 4]]))
tf.linalg.matrix_rank(f64([[1, 2], [2, 5], [0, 1]]))
tf.linalg.matrix_rank(f64([[1, 2], [2, 5], [0, 1]]), tol=1.0)
tf.linalg.pinv(f64([[1, 2], [2, 4]]))
tf.linalg.global_norm([f32([3, 4]), None, f32([[12]])])
tf.linalg.matvec(f32([[1, 2], [3, 4]]), f32([1, 10]))
tf.linalg.matvec(f32([[[1, 2], [3, 4]]]), f32([[1, 10]]), transpose_a=True)
tf.linalg.tensor_diag(f32([1, 2]))
tf.linalg.expm(f64([[1, 2], [3, 4]]))
tf.linalg.expm(f32([[0.1, 0.2], [-0.3, 0.4]]))
tf.linalg.expm(f64([[[10, 2], [3, -4]], [[0, 1], [-1, 0]]]))
"""
)

VALUES = """
tf.norm(-3.0)
tf.tensordot(2.0, 3.0, 0)
tf.einsum(",->", tf.constant(2.0), tf.constant(3.0))
tf.linalg.global_norm([3.0, 4.0])
tf.linalg.band_part(i32(np.arange(12).reshape(3, 4)), 1, 0)
tf.linalg.band_part(i32(np.arange(12).reshape(3, 4)), 0, 2)
tf.linalg.band_part(i32(np.arange(12).reshape(3, 4)), -1, -1)
tf.linalg.band_part(f32(np.arange(8).reshape(2, 2, 2)), 0, -1)
tf.linalg.cross(i32([1, 2, 3]), i32([3, -1, 2]))
tf.linalg.cross(f32([[1, 2, 3], [0, 1, 0]]), f32([[3, -1, 2], [1, 0, 0]]))
tf.linalg.adjoint(c64([[1 + 2j, 3]]))
tf.linalg.set_diag(f32([[1, 2], [3, 4]]), f32([8, 9]))
tf.tensordot(i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]), 1)
tf.tensordot(i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]), 2)
tf.tensordot(i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]), 0)
tf.tensordot(i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]), [[0], [0]])
tf.tensordot(i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]), [[0, 1], [1, 0]])
tf.tensordot(i32(np.arange(24).reshape(2, 3, 4)), i32(np.arange(12).reshape(4, 3)), [[1, 2], [1, 0]])
tf.tensordot(i32(np.arange(24).reshape(2, 3, 4)), i32(np.arange(12).reshape(4, 3)), [[-1], [0]])
tf.tensordot([1.0, 2.0], [3.0, 4.0], 1)
tf.einsum("ij,jk->ik", i32([[1, 2], [3, 4]]), i32([[1, 0], [2, 1]]))
tf.einsum("ij,jk", f32([[1, 2], [3, 4]]), f32([[1, 0], [2, 1]]))
tf.einsum("ij->ji", i32([[1, 2], [3, 4]]))
tf.einsum("ii->i", i32([[1, 2], [3, 4]]))
tf.einsum("ii->", i32([[1, 2], [3, 4]]))
tf.einsum("i,j->ij", i32([1, 2]), i32([3, 4, 5]))
tf.einsum("i,i->i", i32([1, 2]), i32([3, 4]))
tf.einsum("bij,bjk->bik", f64(np.arange(8).reshape(2, 2, 2)), f64(np.arange(8).reshape(2, 2, 2)))
tf.einsum("bij,bjk->ki", f64(np.arange(8).reshape(2, 2, 2)), f64(np.arange(8).reshape(2, 2, 2)))
tf.einsum("...i->...", f32(np.arange(12).reshape(2, 2, 3)))
tf.einsum("...ij,...jk->...ik", f64(np.arange(12).reshape(2, 1, 2, 3)), f64(np.arange(18).reshape(3, 3, 2)))
tf.einsum("ij,jk,kl->il", f64([[1, 2]]), f64([[1, 2], [3, 4]]), f64([[5], [6]]))
tf.einsum("iij,j->i", f64(np.arange(12).reshape(2, 2, 3)), f64([1, 2, 3]))
tf.einsum("ab,cd->", f64([[1, 2]]), f64([[3], [4]]))
"""

GRADIENTS = """
a = tf.constant([[4.0, 2.0], [2.0, 3.0]], tf.float64); tf.gradients(tf.reduce_sum(tf.cholesky(a) ** 2 * [[1.0, 2.0], [3.0, 4.0]]), [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0]], tf.float64); tf.gradients(tf.linalg.slogdet(a)[1], [a])
a = tf.constant([[2.0, 1.0], [1.0, 3.0]], tf.float64); tf.gradients(tf.linalg.logdet(a), [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0], [1.0, 0.5]], tf.float64); tf.gradients(tf.svd(a, compute_uv=False), [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0], [1.0, 0.5]], tf.float64); s, u, v = tf.svd(a); tf.gradients([s ** 2, u ** 3, v ** 3], [a])
a = tf.constant([[1.0, 2.0, 0.3], [3.0, 5.0, 0.1]], tf.float64); s, u, v = tf.svd(a); tf.gradients([u ** 3, v ** 3], [a])
a = tf.constant([[1.0, 2.0, 0.3], [3.0, 5.0, 0.1]], tf.float64); s, u, v = tf.svd(a, full_matrices=True); tf.gradients([u ** 3, v ** 2], [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0]], tf.float64); s, u, v = tf.svd(a); tf.gradients([u ** 3, v ** 2], [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0], [1.0, 0.5]], tf.float64); q, r = tf.qr(a); tf.gradients([q ** 3, r ** 2], [a])
a = tf.constant([[1.0, 2.0, 0.3], [3.0, 5.0, 0.1]], tf.float64); q, r = tf.qr(a); tf.gradients([q ** 3, r ** 2], [a])
a = tf.constant([[1.0, 2.0], [3.0, 5.0]], tf.float64); q, r = tf.qr(a, full_matrices=True); tf.gradients([q ** 3, r ** 2], [a])
a = tf.constant([[2.0, 1.0], [1.0, 3.0]], tf.float64); e, v = tf.self_adjoint_eig(a); tf.gradients([e ** 2, v ** 3], [a])
a = tf.constant([[2.0, 1.0], [1.0, 3.0]], tf.float64); tf.gradients(tf.self_adjoint_eigvals(a) ** 2, [a])
a = tf.constant([[2.0, 9.0], [1.0, 3.0]], tf.float64); b = tf.constant([[1.0], [2.0]], tf.float64); tf.gradients(tf.matrix_triangular_solve(a, b) ** 2, [a, b])
a = tf.constant([[2.0, 9.0], [1.0, 3.0]], tf.float64); b = tf.constant([[1.0], [2.0]], tf.float64); tf.gradients(tf.matrix_triangular_solve(a, b, lower=False, adjoint=True) ** 2, [a, b])
a = tf.constant([[2.0, 9.0], [1.0, 3.0], [0.0, 1.0]], tf.float64); b = tf.constant([[1.0], [2.0], [0.5]], tf.float64); tf.gradients(tf.matrix_solve_ls(a, b) ** 2, [a, b])
a = tf.constant([[2.0, 9.0, 1.0], [1.0, 3.0, 0.0]], tf.float64); b = tf.constant([[1.0], [2.0]], tf.float64); tf.gradients(tf.matrix_solve_ls(a, b, 0.1) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]], tf.float64); tf.gradients(tf.norm(a), [a]) + tf.gradients(tf.norm(a, 1), [a]) + tf.gradients(tf.norm(a, 2, [0, 1]), [a]) + tf.gradients(tf.norm(a, np.inf, 1), [a])
a = tf.constant([0.0, 0.0]); tf.gradients(tf.norm(a), [a])
a = tf.constant([1.0, 2.0, 3.0]); b = tf.constant([-1.0, 0.5, 2.0]); tf.gradients(tf.cross(a, b) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); tf.gradients(tf.matrix_band_part(a, 0, 1) ** 2, [a])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); b = tf.constant([[0.5, 1.0], [2.0, 3.0]]); tf.gradients(tf.einsum("ij,kj->ik", a, b) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); b = tf.constant([0.5, 1.0]); tf.gradients(tf.einsum("ii,i->", a, b), [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); b = tf.constant([0.5, 1.0]); tf.gradients(tf.einsum("...i,i->...", a, b) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); b = tf.constant([0.5, 1.0]); tf.gradients(tf.tensordot(a, b, 1) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]]); b = tf.constant([0.5, 1.0]); tf.gradients(tf.linalg.matvec(a, b) ** 2, [a, b])
a = tf.constant([[2.0, -9.0], [1.0, 3.0]], tf.float64); tf.gradients(tf.linalg.pinv(a) ** 2, [a])
a = tf.constant([3.0, 4.0]); b = tf.constant([12.0]); tf.gradients(tf.global_norm([a, b]), [a, b])
a = tf.constant([[2.0, -1.0], [1.0, 3.0]], tf.float64); tf.gradients(tf.linalg.expm(a) * [[1.0, 2.0], [3.0, 4.0]], [a])
"""

ERRORS = """
tf.cholesky(P(2, 3)) ## Dimensions must be equal, but are 2 and 3
tf.cholesky(P(3)) ## must be at least rank 2 but is rank 1
tf.cholesky(tf.constant([[1]])) ## int32
tf.svd(P(3)) ## must be at least rank 2 but is rank 1
tf.qr(P(3)) ## must be at least rank 2 but is rank 1
tf.self_adjoint_eig(P(2, 3)) ## 2 and 3
tf.linalg.slogdet(P(2, 3)) ## Dimensions must be equal
tf.matrix_triangular_solve(P(2, 2), P(3, 1)) ## 2 and 3
tf.norm(P(2, 3), ord="nuc") ## 'ord' must be a supported vector norm
tf.norm(P(2, 3), ord=-1) ## 'ord' must be a supported vector norm, got -1
tf.norm(P(2, 3), ord=3, axis=[0, 1]) ## 'ord' must be a supported matrix norm
tf.norm(P(2, 3), axis=[0, 0]) ## 'axis' must be None, an integer, or a tuple of 2 unique integers
tf.norm(P(2, 3), axis=[0, 1, 2]) ## 'axis' must be None
tf.norm(P(2, 3), axis=1.5) ## 'axis' must be None
tf.cross(P(2), P(2)) ##
tf.cross(P(3), P(2, 3)) ##
tf.tensordot(P(2, 3), P(2, 3), 1) ##
tf.tensordot(P(2, 3), P(2, 3), -1) ## `axes` must be at least 0
tf.tensordot(P(2, 3), P(2, 3), 3) ## `axes` must not be larger than the number of dimensions of tensor
tf.tensordot(P(2, 3), P(2, 3), [0, 1, 2]) ## `axes` must be an integer or have length 2
tf.tensordot(P(2, 3), P(2, 3), [[0], [0, 1]]) ## Different number of contraction axes `a` and `b`, 1 != 2
tf.einsum("ij,jk->iq", P(2, 3), P(3, 4)) ## Output subscripts contain the label q not present in the input subscripts
tf.einsum("ij,jk->ik", P(2, 3)) ## Got 1 inputs for equation && expecting 2
tf.einsum("i1->i", P(2, 3)) ## Subscripts have incorrect format: i1->i
tf.einsum("ij->ii", P(2, 3)) ## Output subscripts contain a label appearing more than once
tf.einsum("ijk->ik", P(2, 3)) ## Shape must be rank 3 but is rank 2
tf.einsum("ij,kj->ik", P(2, 3), P(3, 4)) ## Dimensions must be equal, but are 3 and 4
tf.einsum("ij->i", P(2, 3), nonsense=1) ## nonsense
tf.global_norm(P(2)) ##
tf.matrix_solve_ls(P(4, 2), P(3, 1)) ##
run(tf.matrix_band_part([[1.0, 2.0]], 2, 0)) ## num_lower must be negative or less or equal to number of rows
a = tf.placeholder(tf.float32); run(tf.einsum("ij,jk->ik", a, a), {a: np.ones((2, 3))}) ##
a = tf.placeholder(tf.float32); run(tf.linalg.cholesky(a), {a: np.ones((2, 3))}) ##
"""

TOPICS = subject(
    "linalg",
    nodes=NODES,
    values=VALUES,
    loose=LOOSE,
    graph_values=GRAPH_VALUES,
    gradients=GRADIENTS,
    errors=ERRORS,
)
