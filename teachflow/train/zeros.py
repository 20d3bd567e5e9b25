"""Variables that begin at zero and are not trained: slots and the global step."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.dtypes import DType
from teachflow.core.shapes import TensorShape
from teachflow.graph.graph import Graph
from teachflow.variables import GraphVariable


def zeros_variable(
    graph: Graph, name: str, shape: TensorShape, dtype: DType, collections: Any = None
) -> GraphVariable:
    """A variable ``name`` of zeros at the top of ``graph``, which has to be innermost.

    Its first value is the node ``name/Initializer/zeros``, as in TensorFlow.
    """
    zeros = np.zeros(shape.as_known_list(), dtype.as_numpy_dtype)
    with graph.scope(None), graph.scope(name) as scope:
        initial = graph.constant(zeros, dtype, f"{scope}Initializer/zeros/")
        return GraphVariable(
            initial, trainable=False, name=scope, collections=collections
        )
