"""What sessions may be told: accepted, checked for spelling, and kept to be read.

There is one device and one thread of work here, so most of it changes nothing.
"""

from __future__ import annotations

from typing import Any, ClassVar


class _Message:
    """Fields with defaults, as of a protocol buffer; no others can be set."""

    _FIELDS: ClassVar[dict[str, Any]] = {}

    def __init__(self, **fields: Any) -> None:
        for name, default in self._FIELDS.items():
            self.__dict__[name] = default() if callable(default) else default
        for name, value in fields.items():
            if name not in self._FIELDS:
                raise ValueError(self._unknown(name))
            setattr(self, name, value)

    def _unknown(self, name: str) -> str:
        return (
            f'Protocol message {type(self).__name__} has no "{name}" field. It has: '
            f"{', '.join(sorted(self._FIELDS))}."
        )

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._FIELDS:
            raise AttributeError(self._unknown(name))
        self.__dict__[name] = value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    __hash__ = None  # type: ignore[assignment]

    def CopyFrom(self, other: Any) -> None:  # noqa: N802 (a protocol buffer's name)
        """Takes over all fields of another message of this type."""
        self.__dict__.update(other.__dict__)

    def _lines(self, indent: str) -> list[str]:
        lines = []
        for name, default in self._FIELDS.items():
            value = getattr(self, name)
            if value == (default() if callable(default) else default):
                continue
            if isinstance(value, _Message):
                inner = value._lines(indent + "  ")
                lines += [f"{indent}{name} {{", *inner, f"{indent}}}"]
            else:
                shown = str(value).lower() if isinstance(value, bool) else repr(value)
                lines.append(f"{indent}{name}: {shown}".replace("'", '"'))
        return lines

    def __repr__(self) -> str:
        return "".join(line + "\n" for line in self._lines(""))


class GPUOptions(_Message):
    """How a GPU would be used.

    Unlike TensorFlow, there is no GPU, so it changes nothing. Source:
    tf.compat.v1.GPUOptions.

    >>> import teachflow.compat.v1 as tf
    >>> tf.GPUOptions(allow_growth=True).allow_growth
    True
    """

    _FIELDS: ClassVar[dict[str, Any]] = {
        "per_process_gpu_memory_fraction": 0.0,
        "allow_growth": False,
        "allocator_type": "",
        "deferred_deletion_bytes": 0,
        "visible_device_list": "",
        "polling_active_delay_usecs": 0,
        "polling_inactive_delay_msecs": 0,
        "force_gpu_compatible": False,
    }


class OptimizerOptions(_Message):
    """How a graph would be optimised.

    Unlike TensorFlow, no graph is optimised, so it changes nothing. Source:
    tf.compat.v1.OptimizerOptions.

    >>> import teachflow.compat.v1 as tf
    >>> tf.OptimizerOptions(opt_level=-1).opt_level
    -1
    """

    L1, L0 = 0, -1
    DEFAULT, OFF, ON_1, ON_2 = 0, -1, 1, 2

    _FIELDS: ClassVar[dict[str, Any]] = {
        "do_common_subexpression_elimination": False,
        "do_constant_folding": False,
        "max_folded_constant_in_bytes": 0,
        "do_function_inlining": False,
        "opt_level": 0,
        "global_jit_level": 0,
        "cpu_global_jit": False,
    }


class GraphOptions(_Message):
    """How graphs would be treated.

    Unlike TensorFlow, it changes nothing. Source: tf.compat.v1.GraphOptions.

    >>> import teachflow.compat.v1 as tf
    >>> options = tf.OptimizerOptions(opt_level=-1)
    >>> tf.GraphOptions(optimizer_options=options).optimizer_options.opt_level
    -1
    """

    _FIELDS: ClassVar[dict[str, Any]] = {
        "enable_recv_scheduling": False,
        "optimizer_options": OptimizerOptions,
        "build_cost_model": 0,
        "build_cost_model_after": 0,
        "infer_shapes": False,
        "place_pruned_graph": False,
        "enable_bfloat16_sendrecv": False,
        "timeline_step": 0,
        "rewrite_options": None,
    }


class ConfigProto(_Message):
    """What a session may be told.

    Unlike TensorFlow, it is kept to be read and changes nothing: there is one device.
    Source: tf.compat.v1.ConfigProto.

    >>> config = ConfigProto(allow_soft_placement=True)
    >>> config.gpu_options.allow_growth = True
    >>> print(config)
    gpu_options {
      allow_growth: true
    }
    allow_soft_placement: true
    >>> GPUOptions(allow_grow=True)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: Protocol message GPUOptions has no "allow_grow" field. It has: alloc...
    """

    _FIELDS: ClassVar[dict[str, Any]] = {
        "device_count": dict,
        "intra_op_parallelism_threads": 0,
        "inter_op_parallelism_threads": 0,
        "use_per_session_threads": False,
        "session_inter_op_thread_pool": list,
        "placement_period": 0,
        "device_filters": list,
        "gpu_options": GPUOptions,
        "allow_soft_placement": False,
        "log_device_placement": False,
        "graph_options": GraphOptions,
        "operation_timeout_in_ms": 0,
        "cluster_def": None,
        "isolate_session_state": False,
        "share_cluster_devices_in_session": False,
        "experimental": None,
    }
