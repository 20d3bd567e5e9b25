"""Rows of the ops on matrices."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, complexes, reals

_I = np.int32
_NO = _I(-1)
_REGULAR = reals(3, 3) + 3 * np.eye(3)
_STACK = reals(2, 3, 3) + 3 * np.eye(3)
_COMPLEX = complexes(2, 2) + 3 * np.eye(2)

SAMPLES: list[Sample | StateSample] = [
    Sample("MatrixInverse", (_REGULAR,)),
    Sample("MatrixInverse", (_STACK,), {"adjoint": True}),
    Sample("MatrixInverse", (_COMPLEX,)),
    Sample("MatrixInverse", (_COMPLEX,), {"adjoint": True}),
    Sample("MatrixInverse", (np.float16([[2, 0], [0, 4]]),), note="float16"),
    Sample("MatrixDeterminant", (_REGULAR,)),
    Sample("MatrixDeterminant", (_STACK,)),
    Sample("MatrixDeterminant", (_COMPLEX,)),
    Sample("MatrixSolve", (_REGULAR, reals(3, 2))),
    Sample("MatrixSolve", (_STACK, reals(2, 3, 1)), {"adjoint": True}),
    Sample("MatrixSolve", (_COMPLEX, complexes(2, 1))),
    Sample("MatrixDiagV3", (reals(2, 3), _I(0), _NO, _NO, np.float64(0))),
    Sample("MatrixDiagV3", (reals(3), _I(1), _NO, _NO, reals()), note="above"),
    Sample("MatrixDiagV3", (reals(2), _I(-1), _I(3), _I(4), reals()), note="below"),
    Sample("MatrixDiagPartV3", (reals(2, 3, 4), _I(0), np.float64(0))),
    Sample("MatrixDiagPartV3", (reals(3, 4), _I(-1), np.float64(0)), note="below"),
    Sample("MatrixSetDiagV3", (reals(2, 3, 4), reals(2, 3), _I(0))),
    Sample("MatrixSetDiagV3", (reals(3, 4), reals(3), _I(1)), note="above"),
    Sample("Diag", (reals(3),)),
    Sample("Diag", (complexes(2, 2),)),
    Sample("DiagPart", (reals(3, 3),)),
    Sample("DiagPart", (reals(2, 3, 2, 3),)),
]
