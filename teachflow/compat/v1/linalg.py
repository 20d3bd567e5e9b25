"""``tf.linalg``: matrices."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.ops import matmul as _matmul

matmul = at_home(_matmul.matmul)
