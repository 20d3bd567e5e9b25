"""Devices in eager code: scopes, what tensors and variables tell, soft placement."""

from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, outcome
from tests.oracle.looks import shown

TOPIC = Topic("placement", "eager")
TOPICS = [TOPIC]

SCOPES = [
    "CPU:0",
    "/cpu:0",
    "cpu",
    "/device:CPU:0",
    "/job:localhost/replica:0/task:0/device:CPU:0",
    "/job:localhost",
    "/job:localhost/device:CPU:0",
    "GPU:0",
    "gpu:7",
    "/device:FOO:0",
    "CPU:3",
    "",
    None,
]
MALFORMED = ["nonsense", "FOO:0", "/physical_device:CPU:0", "CPU:x"]
ELSEWHERE = ["/job:ps/task:1", "/job:localhost/task:1"]


def devices(tf: Any, name: Any) -> list[str]:
    """The devices of what is made inside the scope, and of what comes after it."""
    x = tf.constant([1.0, 2.0])
    with tf.device(name):
        made, sum_, variable = tf.constant([3.0]), x + x, tf.Variable([1.0])
    after = x * x
    return [item.device for item in (made, sum_, variable, after)]


@TOPIC.case("scopes that fall back")
def _(tf: Any, np: Any) -> Any:
    return [[name, devices(tf, name)] for name in SCOPES]


@TOPIC.case("scopes in scopes")
def _(tf: Any, np: Any) -> Any:
    x, found = tf.constant([1.0]), []
    with tf.device("GPU:0"):
        with tf.device("CPU:0"):
            found.append((x + x).device)
        with tf.device(None):
            found.append((x + x).device)
        found.append((x + x).device)
    return found


@TOPIC.case("malformed names")
def _(tf: Any, np: Any) -> Any:
    words = {
        "nonsense": "'nonsense'",
        "FOO:0": "Unknown attribute 'FOO' is encountered",
    }
    return [
        outcome(lambda name=name: devices(tf, name), *filter(None, [words.get(name)]))
        for name in MALFORMED
    ]


@TOPIC.case("no name at all")
def _(tf: Any, np: Any) -> Any:
    return [
        outcome(lambda: devices(tf, 3), "Expecting a string device name"),
        outcome(lambda: devices(tf, lambda op: "CPU:0"), "does not support functions"),
    ]


@TOPIC.case("other machines")
def _(tf: Any, np: Any) -> Any:
    return [
        outcome(lambda name=name: devices(tf, name), "unknown device.")
        for name in ELSEWHERE
    ]


@TOPIC.case("without soft placement")
def _(tf: Any, np: Any) -> Any:
    x, y = tf.constant([1.0, 2.0]), tf.constant([[1.0]])
    words = ("Could not satisfy device specification", "device:GPU:0'.")
    found: list[Any] = [tf.config.get_soft_device_placement()]

    def inside(name: str, make: Any) -> Any:
        with tf.device(name):
            return make().device

    tf.config.set_soft_device_placement(False)
    try:
        found.append(tf.config.get_soft_device_placement())
        makers = [
            lambda: x + x,
            lambda: tf.matmul(y, y),
            lambda: tf.identity(x),
            lambda: tf.Variable(x),
        ]
        found += [
            outcome(lambda make=make: inside("GPU:0", make), *words) for make in makers
        ]
        found.append(outcome(lambda: inside("CPU:3", lambda: x + x), words[0]))
        found.append(inside("CPU:0", lambda: x + x))
    finally:
        tf.config.set_soft_device_placement(True)
    return [*found, inside("GPU:0", lambda: x + x)]


CONFIGURATION = """
tf.config.list_physical_devices()
tf.config.list_physical_devices("GPU")
tf.config.list_physical_devices(device_type="TPU")
tf.config.list_logical_devices()
tf.config.list_logical_devices("GPU")
tf.config.get_visible_devices("CPU")
tf.config.set_visible_devices([], "GPU")
tf.config.get_logical_device_configuration(tf.config.list_physical_devices("CPU")[0])
tf.config.LogicalDeviceConfiguration(memory_limit=100)
tf.config.experimental.list_physical_devices("GPU")
tf.config.experimental.get_device_details(tf.config.list_physical_devices("CPU")[0])
tf.config.threading.get_inter_op_parallelism_threads()
tf.config.optimizer.get_jit()
tf.test.is_gpu_available()
tf.test.gpu_device_name()
tf.test.is_built_with_cuda()
tf.debugging.get_log_device_placement()
tf.constant([1.0]).cpu()
"""
TOPIC.table(filter(None, CONFIGURATION.split("\n")), shown)

REFUSED = {
    "tf.config.set_visible_devices(3)": "Unrecognized device",
    'tf.config.experimental.get_memory_info("GPU:0")': "No matching devices found",
    "tf.constant(1).gpu()": "GPU:0 unknown device",
}
for row, words in REFUSED.items():
    TOPIC.add(
        row,
        lambda tf, np, row=row, words=words: outcome(lambda: shown(tf, np, row), words),
    )


@TOPIC.case("settled once an op has happened")
def _(tf: Any, np: Any) -> Any:
    tf.constant(1.0) + 1.0
    cpu = tf.config.list_physical_devices("CPU")[0]
    two = [tf.config.LogicalDeviceConfiguration()] * 2
    return [
        outcome(
            lambda: tf.config.set_logical_device_configuration(cpu, two),
            "Virtual devices cannot be modified after being initialized",
        ),
        outcome(
            lambda: tf.config.set_visible_devices([], "CPU"),
            "Visible devices cannot be modified after being initialized",
        ),
        outcome(
            lambda: tf.config.threading.set_inter_op_parallelism_threads(3),
            "Inter op parallelism cannot be modified after initialization.",
        ),
    ]
