"""``tf.contrib.framework``: argument scopes, and older names of the global step and
variables.
"""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core.arg_scope import (
    add_arg_scope,
    arg_scope,
    arg_scoped_arguments,
    current_arg_scope,
    has_arg_scope,
)
from teachflow.graph.scopes import global_variables as get_variables
from teachflow.graph.scopes import local_variables as get_local_variables
from teachflow.graph.scopes import model_variables as get_model_variables
from teachflow.graph.scopes import trainable_variables as get_trainable_variables
from teachflow.training.step import (
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)

__all__ = [
    "add_arg_scope",
    "arg_scope",
    "arg_scoped_arguments",
    "create_global_step",
    "current_arg_scope",
    "get_global_step",
    "get_local_variables",
    "get_model_variables",
    "get_or_create_global_step",
    "get_trainable_variables",
    "get_variables",
    "has_arg_scope",
]

__getattr__ = _looking_up(__name__)
