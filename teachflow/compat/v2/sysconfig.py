"""``tf.sysconfig``: nothing is built for any accelerator."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._refused import SYSCONFIG as _SYSCONFIG


def get_build_info() -> dict[str, bool]:
    """Returns which accelerators there is support for: none.

    Source: tf.sysconfig.get_build_info.

    >>> import teachflow as tf
    >>> tf.sysconfig.get_build_info()["is_cuda_build"]
    False
    """
    return dict.fromkeys(["is_cuda_build", "is_rocm_build", "is_tensorrt_build"], False)


__getattr__ = _looking_up(__name__, refused=_SYSCONFIG)
