"""The devices there are: one CPU."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PhysicalDevice:
    """A device of the machine. Source: tf.config.PhysicalDevice."""

    name: str
    device_type: str


@dataclass(frozen=True)
class LogicalDevice:
    """A device that ops can be placed on. Source: tf.config.LogicalDevice."""

    name: str
    device_type: str


def list_physical_devices(device_type: str | None = None) -> list[PhysicalDevice]:
    """The machine's devices, or those of one type; no GPU is ever used.

    Source: tf.config.list_physical_devices.

    >>> list_physical_devices()
    [PhysicalDevice(name='/physical_device:CPU:0', device_type='CPU')]
    >>> list_physical_devices("GPU")
    []
    """
    return (
        [PhysicalDevice("/physical_device:CPU:0", "CPU")]
        if device_type in (None, "CPU")
        else []
    )


def list_logical_devices(device_type: str | None = None) -> list[LogicalDevice]:
    """The devices that ops can be placed on, or those of one type.

    Source: tf.config.list_logical_devices.

    >>> import teachflow.compat.v1 as tf
    >>> [device.name for device in tf.config.list_logical_devices()]
    ['/device:CPU:0']
    """
    return (
        [LogicalDevice("/device:CPU:0", "CPU")] if device_type in (None, "CPU") else []
    )


def set_memory_growth(device: Any, enable: bool) -> None:
    """Nothing: memory grows as it is needed.

    Unlike TensorFlow, ``device`` and ``enable`` change nothing. Source:
    tf.config.experimental.set_memory_growth.
    """


def gpu_device_name() -> str:
    """Empty: there is no GPU.

    Unlike TensorFlow, it is so on every machine: ops run on the CPU alone. Source:
    tf.test.gpu_device_name.

    >>> import teachflow.compat.v1 as tf
    >>> tf.test.gpu_device_name()
    ''
    """
    return ""


def is_gpu_available(
    cuda_only: bool = False, min_cuda_compute_capability: Any = None
) -> bool:
    """False.

    Unlike TensorFlow, it is so on every machine: ops run on the CPU alone, and
    ``cuda_only`` and ``min_cuda_compute_capability`` change nothing. Source:
    tf.test.is_gpu_available.

    >>> import teachflow.compat.v1 as tf
    >>> tf.test.is_gpu_available()
    False
    """
    return False


def is_built_with_cuda() -> bool:
    """False.

    Unlike TensorFlow, it is so on every machine: ops run on the CPU alone. Source:
    tf.test.is_built_with_cuda.

    >>> import teachflow.compat.v1 as tf
    >>> tf.test.is_built_with_cuda()
    False
    """
    return False


is_built_with_gpu_support = is_built_with_cuda
