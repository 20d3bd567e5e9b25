"""``tf.initializers``: what builds the first values of variables."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.graph.scopes import global_variables_initializer as global_variables
from teachflow.graph.scopes import local_variables_initializer as local_variables
from teachflow.graph.scopes import tables_initializer
from teachflow.graph.scopes import variables_initializer as variables
from teachflow.graph.sharing.initializers import Constant as constant
from teachflow.graph.sharing.initializers import Identity as identity
from teachflow.graph.sharing.initializers import Ones as ones
from teachflow.graph.sharing.initializers import RandomNormal as random_normal
from teachflow.graph.sharing.initializers import RandomUniform as random_uniform
from teachflow.graph.sharing.initializers import TruncatedNormal as truncated_normal
from teachflow.graph.sharing.initializers import Zeros as zeros
from teachflow.graph.sharing.scaled_initializers import GlorotNormal as glorot_normal
from teachflow.graph.sharing.scaled_initializers import GlorotUniform as glorot_uniform
from teachflow.graph.sharing.scaled_initializers import Orthogonal as orthogonal
from teachflow.graph.sharing.scaled_initializers import (
    UniformUnitScaling as uniform_unit_scaling,
)
from teachflow.graph.sharing.scaled_initializers import (
    VarianceScaling as variance_scaling,
)
from teachflow.graph.sharing.scaled_initializers import (
    he_normal,
    he_uniform,
    lecun_normal,
    lecun_uniform,
)

__all__ = [
    "constant",
    "global_variables",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "identity",
    "lecun_normal",
    "lecun_uniform",
    "local_variables",
    "ones",
    "orthogonal",
    "random_normal",
    "random_uniform",
    "tables_initializer",
    "truncated_normal",
    "uniform_unit_scaling",
    "variables",
    "variance_scaling",
    "zeros",
]

__getattr__ = _looking_up(__name__)
