"""What a notebook shows for values of the engine, which knows nothing of notebooks.

``BUNDLES`` gives for each type a function from an object to its MIME bundle; types that
a lesson may never ask for stand there by their names, so that nothing is imported for
them. A bundle adds HTML to the text that an object has anyway; it has a text of its own
only where Python's tells an address. An empty bundle means: the text says it all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.eager.tapes.tape import GradientTape
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.session import BaseSession
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.variables.eager import EagerVariable
from teachflow.variables.graph import GraphVariable
from teachflow.viz.reprs import eager, graph, training

Bundle = dict[str, str]


def never_raising(bundle: Callable[[Any], Bundle]) -> Callable[[Any], Bundle]:
    """The same function; an object that cannot be shown gets its plain text."""

    @functools.wraps(bundle)
    def shown(value: Any) -> Bundle:
        try:
            return bundle(value)
        except Exception:  # noqa: BLE001 (a repr never raises)
            return {}

    return shown


_ROWS: dict[type | str, Callable[[Any], Bundle]] = {
    EagerTensor: eager.tensor,
    EagerVariable: eager.variable,
    IndexedSlices: eager.slices,
    GradientTape: eager.tape,
    Tensor: graph.tensor,
    Operation: graph.operation,
    GraphVariable: graph.variable,
    BaseSession: graph.session,
    "teachflow.training.optimizer.Optimizer": training.optimizer,
    "teachflow.keras.optimizers.optimizer.Optimizer": training.keras_optimizer,
    "teachflow.functions.function.Function": training.function,
}
BUNDLES = {kind: never_raising(bundle) for kind, bundle in _ROWS.items()}
