"""Rows of factorizations, triangles, einsum and the cross product."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, complexes, ints, positives, reals

_I = np.int32
_MATRIX = reals(3, 3) + 3 * np.eye(3)
_DEFINITE = _MATRIX @ _MATRIX.T
_STACK = np.stack([_DEFINITE, np.diag([1.0, 2.0, 4.0]) + 0.3])
_HERMITE = np.array([[3, 1j], [-1j, 2]])
_DOUBLE = {"equation": "ij,jk->ik"}

SAMPLES: list[Sample | StateSample] = [
    # Its rule is that of symmetric matrices: see tests/ops/test_symmetric.py.
    Sample("Cholesky", (_DEFINITE,), differentiate=()),
    Sample("Cholesky", (_STACK,), differentiate=()),
    Sample("Cholesky", (_HERMITE,), differentiate=()),
    Sample("Cholesky", (np.float16([[4, 2], [2, 2]]),), note="float16"),
    Sample("Qr", (reals(3, 3) + 2 * np.eye(3),)),
    Sample("Qr", (reals(4, 2) + np.eye(4, 2),), note="tall"),
    Sample("Qr", (reals(2, 4) + np.eye(2, 4),), note="wide"),
    Sample("Qr", (_MATRIX,), {"full_matrices": True}, fixed=(0,)),
    Sample("Qr", (reals(2, 3, 3) + 2 * np.eye(3),)),
    Sample("SelfAdjointEigV2", (_DEFINITE,)),
    Sample("SelfAdjointEigV2", (_STACK,)),
    Sample("SelfAdjointEigV2", (_DEFINITE,), {"compute_v": False}),
    Sample("Svd", (_MATRIX,)),
    Sample("Svd", (reals(4, 2) + np.eye(4, 2),), note="tall"),
    Sample("Svd", (reals(2, 4) + np.eye(2, 4),), note="wide"),
    Sample("Svd", (reals(2, 3, 3) + np.diag([1.0, 2.0, 4.0]),)),
    Sample("Svd", (_MATRIX,), {"compute_uv": False}),
    Sample("Svd", (reals(2, 3) + np.eye(2, 3),), {"full_matrices": True}),
    Sample("Svd", (reals(3, 2) + np.eye(3, 2),), {"full_matrices": True}),
    Sample("LogMatrixDeterminant", (_MATRIX,)),
    Sample("LogMatrixDeterminant", (_STACK,)),
    Sample("MatrixExponential", (reals(3, 3),)),
    Sample("MatrixExponential", (reals(2, 2, 2) * 9,), tolerance=1e-4),
    Sample("MatrixSolveLs", (reals(4, 2), reals(4, 1), np.float64(0)), {"fast": False},
           differentiate=()),
    Sample("MatrixSolveLs", (reals(2, 4), reals(2, 1), np.float64(0.5)),
           differentiate=()),
    Sample("MatrixSolveLs", (reals(4, 2), reals(4, 1), np.float64(0)),
           differentiate=()),
    Sample("MatrixTriangularSolve", (_MATRIX, reals(3, 2))),
    Sample("MatrixTriangularSolve", (_MATRIX, reals(3, 2)), {"lower": False}),
    Sample("MatrixTriangularSolve", (_MATRIX, reals(3, 1)), {"adjoint": True}),
    Sample("MatrixTriangularSolve", (_STACK, reals(3, 1)), note="broadcast"),
    Sample("MatrixTriangularSolve", (_MATRIX, reals(2, 3, 1)), {"lower": False}),
    Sample("MatrixTriangularSolve", (complexes(2, 2) + 2 * np.eye(2), complexes(2, 1)),
           differentiate=()),
    Sample("MatrixBandPart", (reals(3, 4), _I(1), _I(0))),
    Sample("MatrixBandPart", (reals(2, 3, 3), _I(-1), _I(1))),
    Sample("MatrixBandPart", (ints(3, 3), np.int64(0), np.int64(-1))),
    Sample("Cross", (reals(3), reals(3, seed=1))),
    Sample("Cross", (reals(2, 3), reals(2, 3, seed=1))),
    Sample("Cross", (ints(2, 3), ints(2, 3, seed=1))),
    Sample("Einsum", ([reals(2, 3), reals(3, 4)],), _DOUBLE),
    Sample("Einsum", ([reals(3, 3)],), {"equation": "ii->i"}),
    Sample("Einsum", ([reals(3, 3), reals(3)],), {"equation": "ii,i->"}),
    Sample("Einsum", ([reals(2, 3, 4)],), {"equation": "ijk->ki"}),
    Sample("Einsum", ([reals(2, 1, 2, 3), reals(3, 3, 2)],),
           {"equation": "...ij,...jk->...ik"}, fixed=(0, 1)),
    Sample("Einsum", ([complexes(2, 3), complexes(3)],), {"equation": "ij,j->i"}),
    Sample("Einsum", ([ints(2, 3), ints(3, 2)],), _DOUBLE),
    Sample("EinsumGrad", ([reals(2, 3), reals(3, 4)], reals(2, 4)),
           {**_DOUBLE, "position": 0}),
    Sample("EinsumGrad", ([reals(3, 3)], reals(3)),
           {"equation": "ii->i", "position": 0}, differentiate=(1,)),
    Sample("EinsumGrad", ([complexes(2, 3), complexes(3)], complexes(2)),
           {"equation": "ij,j->i", "position": 1}),
    Sample("Unique", (ints(6, low=0, high=3),)),
    Sample("Unique", (np.float32([2, 1, 2]),),
           expected=(np.float32([2, 1]), _I([0, 1, 0]))),
    Sample("UniqueWithCounts", (np.float32([2, 1, 2]),),
           expected=(np.float32([2, 1]), _I([0, 1, 0]), _I([2, 1]))),
    Sample("ListDiff", (_I([1, 2, 3, 4]), _I([2, 4])),
           expected=(_I([1, 3]), _I([0, 2]))),
    Sample("LowerBound", (_I([[1, 3, 3, 5]]), _I([[3, 9, 0]])),
           expected=_I([[1, 4, 0]])),
    Sample("UpperBound", (positives(2, 4).cumsum(1), positives(2, 3))),
    Sample("UpperBound", (_I([[1, 3, 3, 5]]), _I([[3, 9, 0]])),
           expected=_I([[3, 4, 0]])),
]  # fmt: skip
