"""``tf.linalg``: matrices."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.ops import diagonals as _diagonals
from teachflow.ops import linalg as _linalg
from teachflow.ops import matmul as _matmul
from teachflow.ops import reshaping as _reshaping

det = at_home(_linalg.matrix_determinant)
diag = at_home(_diagonals.matrix_diag)
diag_part = at_home(_diagonals.matrix_diag_part)
eye = at_home(_diagonals.eye)
inv = at_home(_linalg.matrix_inverse)
matmul = at_home(_matmul.matmul)
matrix_transpose = at_home(_linalg.matrix_transpose)
set_diag = at_home(_diagonals.matrix_set_diag)
solve = at_home(_linalg.matrix_solve)
tensor_diag = at_home(_diagonals.diag)
tensor_diag_part = at_home(_diagonals.diag_part)
trace = at_home(_diagonals.trace)
transpose = at_home(_reshaping.transpose)
