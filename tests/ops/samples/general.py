"""Rows of matrices of any kind taken apart, sets, blocks and edits."""

from __future__ import annotations

import numpy as np

from teachflow.core import dtypes
from tests.ops.sample import Sample, StateSample, complexes, reals, strings

_L = np.int64
_MATRIX = reals(3, 3) + np.diag([3.0, 5.0, 8.0])
_STACK = np.stack([_MATRIX, _MATRIX.T + np.eye(3)])
_COMPLEX = complexes(2, 2) + np.diag([3.0, 5.0])
_WIDE = {"Tout": dtypes.complex128}
_NO_VECTORS = {"compute_v": False, "Tout": dtypes.complex128}
_INTO = _L([2, 2])
_NONE = _L([[0, 0], [0, 0]])
_SPARSE = (_L([[0, 0], [0, 1], [1, 0]]), np.int32([1, 2, 3]), _L([2, 2]))
_OTHER = (_L([[0, 0], [1, 1]]), np.int32([2, 3]), _L([2, 2]))
_UNION = (_L([[0, 0], [0, 1], [1, 0]]), np.int32([1, 2, 3]), _L([2, 2]))
_WORDS = (_L([[0, 0], [0, 1]]), strings(b"a", b"b"), _L([1, 2]))

SAMPLES: list[Sample | StateSample] = [
    # Vectors have no one phase: only what does not depend on it can be differentiated.
    Sample("Eig", (_MATRIX,), _WIDE, differentiate=()),
    Sample("Eig", (_MATRIX,), _NO_VECTORS),
    Sample("Eig", (_COMPLEX,), _NO_VECTORS),
    Sample("Lu", (_MATRIX,), fixed=(0,)),
    Sample("Lu", (_STACK,), fixed=(0,)),
    Sample("Lu", (_COMPLEX,), fixed=(0,)),
    Sample("MatrixSquareRoot", (_MATRIX @ _MATRIX,)),
    Sample("MatrixSquareRoot", (np.stack([_MATRIX @ _MATRIX, np.eye(3)]),)),
    Sample("MatrixSquareRoot", (_COMPLEX @ _COMPLEX,)),
    Sample("SpaceToBatchND", (reals(1, 3, 4, 2), _INTO, _L([[1, 0], [0, 0]]))),
    Sample("BatchToSpaceND", (reals(4, 2, 1, 2), _INTO, _L([[1, 0], [0, 1]]))),
    Sample(
        "SpaceToBatchND",
        (np.int32([[[1, 2], [3, 4]]]), _INTO, _NONE),
        expected=np.int32([[[1]], [[2]], [[3]], [[4]]]),
    ),
    Sample(
        "DenseToDenseSetOperation",
        (np.int32([[1, 2]]), np.int32([[2, 9]])),
        {"set_operation": "a-b"},
        expected=(_L([[0, 0]]), np.int32([1]), _L([1, 1])),
    ),
    Sample(
        "DenseToSparseSetOperation",
        (np.int32([[2, 2], [7, 3]]), *_OTHER),
        {"set_operation": "intersection"},
        expected=(_L([[0, 0], [1, 0]]), np.int32([2, 3]), _L([2, 1])),
    ),
    Sample(
        "SparseToSparseSetOperation",
        (*_SPARSE, *_OTHER),
        {"set_operation": "union"},
        expected=_UNION,
    ),
    Sample("SetSize", _SPARSE, expected=np.int32([2, 1])),
    Sample(
        "EditDistance",
        (*_WORDS, _L([[0, 0]]), strings(b"b"), _L([1, 1])),
        {"normalize": False},
        expected=np.float32([1]),
    ),
]
