"""``tf.keras``: layers, models and their training, in the eager face's own words."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras import (
    activations,
    config,
    constraints,
    dtype_policies,
    initializers,
    layers,
    mixed_precision,
    models,
    ops,
    random,
    regularizers,
    saving,
)
from teachflow.keras.dtype_policies import DTypePolicy
from teachflow.keras.initializers import Initializer
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.layers.input_layer import Input
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer
from teachflow.keras.losses import Loss
from teachflow.keras.metrics import Metric
from teachflow.keras.models.model import Model
from teachflow.keras.models.sequential import Sequential
from teachflow.keras.operation import Operation
from teachflow.keras.optimizers import Optimizer
from teachflow.keras.regularizers import Regularizer
from teachflow.keras.variable import Variable

__version__ = "3.15.1"
_LATER = {
    name: f"teachflow.keras.{name}"
    for name in (
        "backend",
        "callbacks",
        "datasets",
        "losses",
        "metrics",
        "optimizers",
        "utils",
    )
}

__all__ = [
    "DTypePolicy",
    "Initializer",
    "Input",
    "InputSpec",
    "KerasTensor",
    "Layer",
    "Loss",
    "Metric",
    "Model",
    "Operation",
    "Optimizer",
    "Regularizer",
    "Sequential",
    "Variable",
    "__version__",
    "activations",
    "config",
    "constraints",
    "dtype_policies",
    "initializers",
    "layers",
    "mixed_precision",
    "models",
    "ops",
    "random",
    "regularizers",
    "saving",
]

__getattr__ = _looking_up(__name__, _LATER)
