"""Where eager ops are asked to happen: device scopes, and the log of what went where.

All of it happens on one CPU; but there may be several logical ones, and each tensor
tells on which of them it was made. As long as nothing but the first CPU is asked for
and nothing is logged, ops do not look in here; else ``busy`` is true and none of them
takes its quick way.
"""

from __future__ import annotations

import threading
from typing import Any

from teachflow.core import home
from teachflow.core.device_names import parse, spelled
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS

_LOCAL = {"job": "localhost", "replica": "0", "task": "0"}
_LOGGED = {
    "Assign": "AssignVariableOp",
    "AssignAdd": "AssignAddVariableOp",
    "AssignSub": "AssignSubVariableOp",
}


class _Thread(threading.local):
    def __init__(self) -> None:
        self.wishes: list[dict[str, str]] = []


class _Never(dict[Any, Any]):
    """An op's memory of what ran before, while nobody may take the quick way."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


class Placement:
    """The settings that all threads share, and this thread's device scopes."""

    def __init__(self) -> None:
        self.busy = 0  # for how many reasons ops have to look
        self.used = False  # whether an op has happened: then devices are settled
        self.soft = True
        self.cpus = 1
        self._log = False
        self._thread = _Thread()
        self._lock = threading.Lock()
        self._quick: dict[str, Any] = {}

    @property
    def log(self) -> bool:
        """Whether each op tells on the standard output where it happens."""
        return self._log

    @log.setter
    def log(self, enabled: bool) -> None:
        if bool(enabled) != self._log:
            self._log = bool(enabled)
            self._count(1 if enabled else -1)

    def _count(self, change: int) -> None:
        with self._lock:
            self.busy += change
            if self.busy and not self._quick:
                for op in list(OPS.values()):
                    if op.quick is not None:
                        self._quick[op.type] = op.quick
                        object.__setattr__(op, "quick", _Never())
            elif not self.busy:
                for type_, quick in self._quick.items():
                    object.__setattr__(OPS[type_], "quick", quick)
                self._quick.clear()

    def open(self, name: str | None) -> None:
        """Asks for a device, by what ``name`` says and an outer scope said before."""
        wishes = self._thread.wishes
        before = wishes[-1] if wishes else {}
        wish = {} if name is None else {**before, **parse(name)}
        wishes.append(wish)
        self._count(1 if _unusual(wish) else 0)

    def close(self) -> None:
        """Forgets what was asked for last."""
        wish = self._thread.wishes.pop()
        self._count(-1 if _unusual(wish) else 0)

    def names(self) -> list[str]:
        """The devices that there are."""
        return [spelled({**_LOCAL, "device": f"CPU:{i}"}) for i in range(self.cpus)]

    def device(self) -> str:
        """The device that an op happens on now.

        Raises ``InvalidArgumentError`` where there is none such.
        """
        wishes = self._thread.wishes
        wish = {**_LOCAL, "device": "CPU:0", **(wishes[-1] if wishes else {})}
        if wish["device"] in ("CPU:*", "CPU:"):
            wish["device"] = "CPU:0"
        name, known = spelled(wish), self.names()
        if name in known:
            return name
        if any(wish[key] != value for key, value in _LOCAL.items()):
            raise InvalidArgumentError(None, None, f"{name} unknown device.")
        if self.soft:
            return known[0]
        raise InvalidArgumentError(
            None,
            None,
            f"Could not satisfy device specification '{name}'. "
            "enable_soft_placement=0. Supported device types [CPU]. All available "
            f"devices [{', '.join(known)}].",
        )

    def place(self, type_: str, device: str | None = None) -> str:
        """The device for an op of this type, which the log then names."""
        device = device or self.device()
        if self._log:
            shown = _LOGGED.get(type_, type_)
            print(f"Executing op {shown} in device {device}")  # noqa: T201 (the log)
        return device


placement = Placement()


def _unusual(wish: dict[str, str]) -> bool:
    """Whether it asks for anything but the first CPU, which all ops are on anyway."""
    if wish.get("device", "CPU:0") not in ("CPU:0", "CPU:*"):
        return True
    return any(wish.get(key, value) != value for key, value in _LOCAL.items())


class DeviceScope:
    """A scope whose ops happen on a device; what ``tf.device`` returns."""

    def __init__(self, device_name: Any) -> None:
        self._name = device_name
        self._inner: Any = None

    def __enter__(self) -> None:
        name = getattr(self._name, "name", self._name)
        here = home.innermost()
        if here is not None and here.symbolic:
            self._inner = here.device(name)  # type: ignore[attr-defined]
            self._inner.__enter__()
            return
        if callable(name):
            raise RuntimeError(
                "tf.device does not support functions. (It does in a graph: inside "
                "`with graph.as_default():`.)"
            )
        if name is not None and not isinstance(name, str):
            raise ValueError(
                f"Expecting a string device name. Got {type(name)}({name})"
            )
        placement.open(name)

    def __exit__(self, *error: Any) -> None:
        inner, self._inner = self._inner, None
        if inner is not None:
            inner.__exit__(*error)
        else:
            placement.close()


def device(device_name: Any) -> DeviceScope:
    """A scope whose ops happen on a device: ``with tf.device("CPU:0"):``.

    ``device_name`` is a name, a ``LogicalDevice`` or None (which forgets the outer
    scopes). What does not say a device that is there falls back to the first CPU, as
    long as ``tf.config.set_soft_device_placement`` was not turned off; then the ops
    raise ``InvalidArgumentError``. A malformed name raises ``ValueError`` as the scope
    opens. In a graph it says where new nodes are asked to run. Source: tf.device.

    >>> import teachflow as tf
    >>> with tf.device("CPU:0"):
    ...     x = tf.constant(1.0)
    >>> x.device
    '/job:localhost/replica:0/task:0/device:CPU:0'
    """
    return DeviceScope(device_name)


def set_log_device_placement(enabled: bool) -> None:
    """From now on each eager op tells on which device it happens, or no longer does.

    Unlike TensorFlow, the lines go to the standard output, and it may be turned on at
    any time. Source: tf.debugging.set_log_device_placement.

    >>> import teachflow as tf
    >>> x = tf.constant([[1.0, 2.0]])
    >>> tf.debugging.set_log_device_placement(True)
    >>> y = tf.matmul(x, x, transpose_b=True)
    Executing op MatMul in device /job:localhost/replica:0/task:0/device:CPU:0
    >>> tf.debugging.set_log_device_placement(False)
    """
    placement.log = enabled


def get_log_device_placement() -> bool:
    """Whether eager ops tell on which device they happen.

    Source: tf.debugging.get_log_device_placement.

    >>> import teachflow as tf
    >>> tf.debugging.get_log_device_placement()
    False
    """
    return placement.log
