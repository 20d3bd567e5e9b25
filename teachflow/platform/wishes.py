"""What may be asked of the machine and changes nothing here: threads, a compiler."""

from __future__ import annotations

from teachflow.eager.placing import placement

_asked = {"inter": 0, "intra": 0}
_compiling = {"jit": ""}


def _set(kind: str, num_threads: int) -> None:
    if num_threads != _asked[kind] and placement.used:
        raise RuntimeError(
            f"{kind.capitalize()} op parallelism cannot be modified after "
            "initialization."
        )
    _asked[kind] = num_threads


def get_inter_op_parallelism_threads() -> int:
    """How many ops may run beside each other, as it was asked for; 0 for no wish.

    Source: tf.config.threading.get_inter_op_parallelism_threads.

    >>> import teachflow as tf
    >>> tf.config.threading.get_inter_op_parallelism_threads()
    0
    """
    return _asked["inter"]


def set_inter_op_parallelism_threads(num_threads: int) -> None:
    """Keeps how many ops may run beside each other.

    Unlike TensorFlow, it changes nothing: one op runs after the other. Raises
    ``RuntimeError`` once an op has happened. Source:
    tf.config.threading.set_inter_op_parallelism_threads.
    """
    _set("inter", num_threads)


def get_intra_op_parallelism_threads() -> int:
    """How many threads one op may use, as it was asked for; 0 for no wish.

    Source: tf.config.threading.get_intra_op_parallelism_threads.

    >>> import teachflow as tf
    >>> tf.config.threading.get_intra_op_parallelism_threads()
    0
    """
    return _asked["intra"]


def set_intra_op_parallelism_threads(num_threads: int) -> None:
    """Keeps how many threads one op may use.

    Unlike TensorFlow, it changes nothing: NumPy decides. Raises ``RuntimeError`` once
    an op has happened. Source: tf.config.threading.set_intra_op_parallelism_threads.
    """
    _set("intra", num_threads)


def get_jit() -> str:
    """How graphs would be compiled, as it was asked for; empty for not at all.

    Source: tf.config.optimizer.get_jit.

    >>> import teachflow as tf
    >>> tf.config.optimizer.get_jit()
    ''
    """
    return _compiling["jit"]


def set_jit(enabled: bool | str) -> None:
    """Keeps how graphs would be compiled: True, False or "autoclustering".

    Unlike TensorFlow, it changes nothing: there is no compiler. Source:
    tf.config.optimizer.set_jit.
    """
    _compiling["jit"] = "autoclustering" if enabled else ""


def get_memory_info(device: str) -> dict[str, int]:
    """The memory in use on a device, now and at most: 0 for a CPU, which nobody asks.

    Raises ``ValueError`` for a device that is not there. Source:
    tf.config.experimental.get_memory_info.

    >>> import teachflow as tf
    >>> tf.config.experimental.get_memory_info("CPU:0")
    {'current': 0, 'peak': 0}
    """
    if not any(name.endswith(device.upper()) for name in placement.names()):
        raise ValueError(f"No matching devices found for '{device}'")
    return {"current": 0, "peak": 0}


def get_synchronous_execution() -> bool:
    """True: an op is done when its function returns.

    Source: tf.config.experimental.get_synchronous_execution.

    >>> import teachflow as tf
    >>> tf.config.experimental.get_synchronous_execution()
    True
    """
    return True


def set_synchronous_execution(enable: bool) -> None:
    """Nothing: an op is done when its function returns.

    Unlike TensorFlow, ``enable`` changes nothing. Source:
    tf.config.experimental.set_synchronous_execution.
    """


def enable_op_determinism() -> None:
    """Nothing: equal seeds give equal numbers anyway.

    Source: tf.config.experimental.enable_op_determinism.

    >>> import teachflow as tf
    >>> tf.config.experimental.enable_op_determinism()
    """
