"""Names of the graph face that are imported when they are first asked for.

Importing it loads what a lesson on graphs, variables, sessions and gradients needs.
"""

from __future__ import annotations

from typing import Final

_PARTS = """
app bitwise config contrib data debugging dtypes flags gfile graph_util initializers io
layers linalg logging losses math metrics nest nn python_io queue random sparse strings
summary test train
"""

PARTS: Final[dict[str, str]] = {
    **{name: f"teachflow.compat.v1.{name}" for name in _PARTS.split()},
    "_timeline": "teachflow.summaries.timeline",
}
"""The name of a part to the module that it is."""

_INSIDE = {
    "teachflow.compat.installing": "install_as_tensorflow uninstall_as_tensorflow",
    "teachflow.compat.v1._custom_gradients": "custom_gradient grad_pass_through",
    "teachflow.compat.v1._rare_ops": """
        accumulate_n argsort as_string betainc bitcast clip_by_average_norm
        clip_by_global_norm clip_by_norm confusion_matrix cross decode_base64 decode_csv
        decode_raw depth_to_space digamma dynamic_partition dynamic_stitch einsum
        encode_base64 ensure_shape guarantee_const hessians igamma igammac
        is_non_decreasing is_strictly_increasing lbeta lgamma lin_space linspace
        log_sigmoid matching_files matrix_solve_ls multinomial numpy_function
        parallel_stack parse_example parse_single_example polygamma Print print py_func
        py_function random_crop random_gamma read_file reduce_join regex_replace
        saturate_cast searchsorted setdiff1d sort space_to_depth sparse_placeholder
        sparse_tensor_dense_matmul sparse_tensor_to_dense sparse_to_dense string_join
        string_split string_strip string_to_hash_bucket string_to_hash_bucket_fast
        string_to_number substr tensordot timestamp unique unique_with_counts
        unravel_index unsorted_segment_mean unsorted_segment_sqrt_n write_file zeta
    """,
    "teachflow.compat.v1.debugging": """
        Assert assert_equal assert_greater assert_greater_equal assert_integer
        assert_less assert_less_equal assert_near assert_negative assert_non_negative
        assert_non_positive assert_none_equal assert_positive assert_proper_iterable
        assert_rank assert_rank_at_least assert_rank_in assert_same_float_dtype
        assert_scalar assert_type check_numerics is_numeric_tensor
    """,
    "teachflow.compat.v1.sparse": "SparseTensor",
    "teachflow.core.log": "get_logger",
    "teachflow.graph.all_numerics": "add_check_numerics_ops",
    "teachflow.graph.control.case": "case switch_case",
    "teachflow.graph.control.cond": "cond",
    "teachflow.graph.control.functional": "foldl foldr map_fn scan",
    "teachflow.graph.control.tensor_array": "TensorArray",
    "teachflow.graph.control.while_loop": "while_loop",
    "teachflow.graph.explaining": "explain_gradient",
    "teachflow.graph.sharing.initialization": """
        assert_variables_initialized initialize_all_variables initialize_local_variables
        initialize_variables report_uninitialized_variables
    """,
    "teachflow.graph.sharing.template": "make_template",
    "teachflow.input.queue": """
        FIFOQueue PaddingFIFOQueue PriorityQueue QueueBase RandomShuffleQueue
    """,
    "teachflow.input.readers": """
        FixedLengthRecordReader IdentityReader ReaderBase TextLineReader TFRecordReader
        WholeFileReader
    """,
    "teachflow.ops.input.examples": "FixedLenFeature VarLenFeature",
    "teachflow.platform.config": "ConfigProto GPUOptions GraphOptions OptimizerOptions",
}

NAMES: Final[dict[str, str]] = {
    **{
        name: f"{module}:{name}"
        for module, names in _INSIDE.items()
        for name in names.split()
    },
    "verify_tensor_all_finite": "teachflow.compat.v1.debugging:assert_all_finite",
    "TensorSpec": "teachflow.core.tensor_spec:TensorSpecV1",
}
"""A single name to the module that has it, and its name there."""

LATER: Final[dict[str, str]] = {**PARTS, **NAMES}
"""All of them."""
