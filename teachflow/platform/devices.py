"""The devices there are: one CPU, which may be split into several logical ones.

Where eager ops go is told in ``teachflow.eager.placing``; these functions read and
change its settings. What can be said before the first op only is refused afterwards, as
TensorFlow refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.eager.placing import placement


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


@dataclass(frozen=True)
class LogicalDeviceConfiguration:
    """How a logical device is to be made; the fields change nothing.

    Source: tf.config.LogicalDeviceConfiguration.
    """

    memory_limit: int | None = None
    experimental_priority: int | None = None
    experimental_device_ordinal: int | None = None


_CPU = PhysicalDevice("/physical_device:CPU:0", "CPU")


class _Settings:
    """What was asked for and is only told again."""

    visible = True  # whether the CPU was left visible
    configurations: tuple[LogicalDeviceConfiguration, ...] | None = None


_settings = _Settings()


def list_physical_devices(device_type: str | None = None) -> list[PhysicalDevice]:
    """The machine's devices, or those of one type; no GPU is ever used.

    Source: tf.config.list_physical_devices.

    >>> list_physical_devices()
    [PhysicalDevice(name='/physical_device:CPU:0', device_type='CPU')]
    >>> list_physical_devices("GPU")
    []
    """
    return [_CPU] if device_type in (None, "CPU") else []


def list_logical_devices(device_type: str | None = None) -> list[LogicalDevice]:
    """The devices that ops can be placed on, or those of one type.

    From then on they are settled. Source: tf.config.list_logical_devices.

    >>> import teachflow.compat.v1 as tf
    >>> [device.name for device in tf.config.list_logical_devices()]
    ['/device:CPU:0']
    """
    placement.used = True
    if device_type not in (None, "CPU"):
        return []
    return [LogicalDevice(f"/device:CPU:{i}", "CPU") for i in range(placement.cpus)]


def get_visible_devices(device_type: str | None = None) -> list[PhysicalDevice]:
    """The devices of the machine that may be used, or those of one type.

    Source: tf.config.get_visible_devices.

    >>> import teachflow as tf
    >>> tf.config.get_visible_devices("CPU")
    [PhysicalDevice(name='/physical_device:CPU:0', device_type='CPU')]
    """
    return list_physical_devices(device_type) if _settings.visible else []


def set_visible_devices(devices: Any, device_type: str | None = None) -> None:
    """Says which devices of the machine may be used.

    ``devices`` is one or a list of ``PhysicalDevice``. Unlike TensorFlow, the CPU is
    used even if it is left out. Raises ``ValueError`` for what is no device and
    ``RuntimeError`` where ops have happened already and another choice was made before.
    Source: tf.config.set_visible_devices.

    >>> import teachflow as tf
    >>> tf.config.set_visible_devices([], "GPU")
    """
    chosen = list(devices) if isinstance(devices, (list, tuple)) else [devices]
    for device in chosen:
        _known(device)
    if device_type not in (None, "CPU"):
        return
    visible = bool(chosen)
    if visible != _settings.visible and placement.used:
        raise RuntimeError("Visible devices cannot be modified after being initialized")
    _settings.visible = visible


def get_logical_device_configuration(
    device: PhysicalDevice,
) -> list[LogicalDeviceConfiguration] | None:
    """What ``set_logical_device_configuration`` was given, or None.

    Source: tf.config.get_logical_device_configuration.

    >>> import teachflow as tf
    >>> cpu = tf.config.list_physical_devices("CPU")[0]
    >>> tf.config.get_logical_device_configuration(cpu)
    """
    _known(device)
    found = _settings.configurations
    return None if found is None else list(found)


def set_logical_device_configuration(
    device: PhysicalDevice, logical_devices: Any
) -> None:
    """Splits the CPU into logical ones, ``CPU:0``, ``CPU:1`` ..., to be placed on.

    There is one for each of ``logical_devices``. They share the one CPU: what differs
    is the name that tensors tell. Raises ``RuntimeError`` once an op has happened.
    Source: tf.config.set_logical_device_configuration.

    >>> import teachflow as tf
    >>> x = tf.constant(1.0)
    >>> cpu = tf.config.list_physical_devices("CPU")[0]
    >>> two = [tf.config.LogicalDeviceConfiguration()] * 2
    >>> tf.config.set_logical_device_configuration(cpu, two)
    Traceback (most recent call last):
    RuntimeError: Virtual devices cannot be modified after being initialized
    """
    _known(device)
    wanted = None if logical_devices is None else tuple(logical_devices)
    if wanted == _settings.configurations:
        return
    if placement.used:
        raise RuntimeError("Virtual devices cannot be modified after being initialized")
    _settings.configurations = wanted
    placement.cpus = len(wanted) if wanted else 1


def _known(device: Any) -> None:
    if device != _CPU:
        raise ValueError(f"Unrecognized device: {device!r}")


def get_soft_device_placement() -> bool:
    """Whether ops go to the CPU where the device that is asked for is not there.

    Source: tf.config.get_soft_device_placement.

    >>> import teachflow as tf
    >>> tf.config.get_soft_device_placement()
    True
    """
    return placement.soft


def set_soft_device_placement(enabled: bool) -> None:
    """Says whether ops go to the CPU where the device asked for is not there.

    Else they raise ``InvalidArgumentError``. It is on from the beginning. Source:
    tf.config.set_soft_device_placement.

    >>> import teachflow as tf
    >>> tf.config.set_soft_device_placement(False)
    >>> with tf.device("GPU:0"):
    ...     tf.constant(1.0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    teachflow.core.errors.InvalidArgumentError: Could not satisfy device specific...
    >>> tf.config.set_soft_device_placement(True)
    >>> with tf.device("GPU:0"):
    ...     tf.constant(1.0).device
    '/job:localhost/replica:0/task:0/device:CPU:0'
    """
    placement.soft = bool(enabled)


def set_memory_growth(device: Any, enable: bool) -> None:
    """Raises ``ValueError`` for a CPU; there are no other devices.

    Unlike TensorFlow, ``enable`` changes nothing: memory grows as it is needed. Source:
    tf.config.experimental.set_memory_growth.

    >>> import teachflow as tf
    >>> for gpu in tf.config.list_physical_devices("GPU"):
    ...     tf.config.experimental.set_memory_growth(gpu, True)
    """
    _known(device)
    raise ValueError("Cannot set memory growth on non-GPU and non-Pluggable devices")


def get_device_details(device: Any) -> dict[str, Any]:
    """What is known of a device: nothing. Source:
    tf.config.experimental.get_device_details.

    >>> import teachflow as tf
    >>> cpu = tf.config.list_physical_devices("CPU")[0]
    >>> tf.config.experimental.get_device_details(cpu)
    {}
    """
    _known(device)
    return {}


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
is_built_with_rocm = is_built_with_cuda
is_built_with_xla = is_built_with_cuda
