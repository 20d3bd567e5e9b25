"""``tf.keras.models``: layers of layers, in a row, in a graph, or as you say."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.models.cloning import clone_model, model_from_json
from teachflow.keras.models.functional import Functional as Functional
from teachflow.keras.models.model import Model
from teachflow.keras.models.saving import load_model, save_model
from teachflow.keras.models.sequential import Sequential

__all__ = [
    "Model",
    "Sequential",
    "clone_model",
    "load_model",
    "model_from_json",
    "save_model",
]

__getattr__ = _looking_up(__name__)
