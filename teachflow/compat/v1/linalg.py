"""``tf.linalg``: matrices."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.ops import matmul as _matmul
from teachflow.ops import reshaping as _reshaping

matmul = at_home(_matmul.matmul)
transpose = at_home(_reshaping.transpose)
