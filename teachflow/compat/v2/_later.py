"""Names of the eager face that are imported when they are first asked for.

Importing TeachFlow loads what a lesson on tensors, variables and tapes needs.
"""

from __future__ import annotations

from typing import Final

PARTS: Final[dict[str, str]] = {
    "autodiff": "teachflow.compat.v2.autodiff",
    "autograph": "teachflow.compat.v2.autograph",
    "bitwise": "teachflow.compat.v2.bitwise",
    "config": "teachflow.compat.v2.config",
    "data": "teachflow.compat.v2.data",
    "debugging": "teachflow.compat.v2.debugging",
    "dtypes": "teachflow.compat.v2.dtypes",
    "experimental": "teachflow.compat.v2.experimental",
    "image": "teachflow.compat.v2.image",
    "initializers": "teachflow.keras.initializers",
    "io": "teachflow.compat.v2.io",
    "keras": "teachflow.keras",
    "linalg": "teachflow.compat.v2.linalg",
    "losses": "teachflow.keras.losses",
    "math": "teachflow.compat.v2.math",
    "metrics": "teachflow.keras.metrics",
    "nest": "teachflow.compat.v2.nest",
    "nn": "teachflow.compat.v2.nn",
    "optimizers": "teachflow.keras.optimizers",
    "random": "teachflow.compat.v2.random",
    "sets": "teachflow.compat.v2.sets",
    "signal": "teachflow.compat.v2.signal",
    "sparse": "teachflow.compat.v2.sparse",
    "strings": "teachflow.compat.v2.strings",
    "summary": "teachflow.compat.v2.summary",
    "sysconfig": "teachflow.compat.v2.sysconfig",
    "test": "teachflow.compat.v2.test",
    "train": "teachflow.compat.v2.train",
    "types": "teachflow.compat.v2.types",
    "version": "teachflow.compat.v2.version",
}
"""The name of a part to the module that it is."""

_RARE_OPS = """
argsort as_string batch_to_space bitcast broadcast_dynamic_shape
broadcast_static_shape clip_by_global_norm clip_by_norm dynamic_partition
dynamic_stitch edit_distance eig eigvals einsum ensure_shape eye guarantee_const
histogram_fixed_width histogram_fixed_width_bins identity_n linspace
matrix_square_root norm parallel_stack print repeat required_space_to_batch_paddings
roll saturate_cast searchsorted sequence_mask shape_n sort space_to_batch
space_to_batch_nd tensordot timestamp unique unique_with_counts unravel_index
"""

NAMES: Final[dict[str, str]] = {
    "AggregationMethod": "teachflow.graph.gradients:AggregationMethod",
    "Assert": "teachflow.compat.v2.debugging:Assert",
    "assert_equal": "teachflow.compat.v2.debugging:assert_equal",
    "assert_greater": "teachflow.compat.v2.debugging:assert_greater",
    "assert_less": "teachflow.compat.v2.debugging:assert_less",
    "assert_rank": "teachflow.compat.v2.debugging:assert_rank",
    "case": "teachflow.compat.v2._control:case",
    "cond": "teachflow.compat.v2._control:cond",
    "constant_initializer": "teachflow.compat.v2._initializers:Constant",
    "control_dependencies": "teachflow.compat.v2._scopes:control_dependencies",
    "custom_gradient": "teachflow.compat.v2._custom_gradients:custom_gradient",
    "explain_gradient": "teachflow.eager.tapes.explaining:explain_gradient",
    "explain_traces": "teachflow.functions.traces:explain_traces",
    "foldl": "teachflow.compat.v2._control:foldl",
    "foldr": "teachflow.compat.v2._control:foldr",
    "function": "teachflow.functions.function:function",
    "get_logger": "teachflow.core.log:get_logger",
    "grad_pass_through": "teachflow.compat.v2._custom_gradients:grad_pass_through",
    "gradients": "teachflow.compat.v2._graph_gradients:gradients",
    "Graph": "teachflow.graph.graph:Graph",
    "hessians": "teachflow.compat.v2._graph_gradients:hessians",
    "init_scope": "teachflow.compat.v2._scopes:init_scope",
    "inside_function": "teachflow.functions.function:inside_function",
    "install_as_tensorflow": "teachflow.compat.installing:install_as_tensorflow",
    "is_symbolic_tensor": "teachflow.compat.v2._asking:is_symbolic_tensor",
    "make_ndarray": "teachflow.graph_def.tensors:make_ndarray",
    "make_tensor_proto": "teachflow.graph_def.tensors:make_tensor_proto",
    "map_fn": "teachflow.compat.v2._control:map_fn",
    "no_gradient": "teachflow.graph.overriding:not_differentiable",
    "numpy_function": "teachflow.compat.v2._python_functions:numpy_function",
    "ones_initializer": "teachflow.compat.v2._initializers:Ones",
    "Operation": "teachflow.graph.operation:Operation",
    "py_function": "teachflow.compat.v2._python_functions:py_function",
    "random_normal_initializer": "teachflow.compat.v2._initializers:RandomNormal",
    "random_uniform_initializer": "teachflow.compat.v2._initializers:RandomUniform",
    "recompute_grad": "teachflow.compat.v2._custom_gradients:recompute_grad",
    "RegisterGradient": "teachflow.graph.overriding:RegisterGradient",
    "scan": "teachflow.compat.v2._control:scan",
    "SparseTensor": "teachflow.compat.v2._sparse_tensor:SparseTensor",
    "switch_case": "teachflow.compat.v2._control:switch_case",
    "TensorArray": "teachflow.compat.v2._tensor_array:TensorArray",
    "TensorSpec": "teachflow.core.tensor_spec:TensorSpec",
    "type_spec_from_value": "teachflow.compat.v2._asking:type_spec_from_value",
    "uninstall_as_tensorflow": "teachflow.compat.installing:uninstall_as_tensorflow",
    "vectorized_map": "teachflow.compat.v2._control:vectorized_map",
    "while_loop": "teachflow.compat.v2._control:while_loop",
    "zeros_initializer": "teachflow.compat.v2._initializers:Zeros",
    **{name: f"teachflow.compat.v2._rare_ops:{name}" for name in _RARE_OPS.split()},
}
"""A single name to the module that has it, and its name there."""

LATER: Final[dict[str, str]] = {**PARTS, **NAMES}
"""All of them."""
