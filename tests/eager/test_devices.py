"""Devices: what tensors tell, what falls back, and what is settled by the first op."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

import teachflow as tf
from teachflow.core.registry import OPS
from teachflow.eager.placing import placement

CPU = "/job:localhost/replica:0/task:0/device:CPU:"


def fresh(program: str) -> str:
    """What a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


def test_logical_cpus_show_in_devices():
    program = """
import teachflow as tf
cpu, = tf.config.list_physical_devices("CPU")
two = [tf.config.LogicalDeviceConfiguration()] * 2
tf.config.set_logical_device_configuration(cpu, two)
print([device.name for device in tf.config.list_logical_devices()])
with tf.device("CPU:1"):
    x, v = tf.constant(1.0), tf.Variable(2.0)
    y = x + v
z = x + 1.0
for item in (x, v, y, z, v + 1.0, v.assign(5.0)):
    print(item.device[-5:], end=" ")
with tf.device("CPU:7"):
    print((x * 2.0).device[-5:])
tf.config.set_logical_device_configuration(cpu, two)  # nothing new
try:
    tf.config.set_logical_device_configuration(cpu, two * 2)
except RuntimeError as error:
    print(error)
"""
    assert fresh(program) == (
        "['/device:CPU:0', '/device:CPU:1']\n"
        "CPU:1 CPU:1 CPU:1 CPU:0 CPU:0 CPU:1 CPU:0\n"
        "Virtual devices cannot be modified after being initialized\n"
    )


def test_importing_settles_nothing():
    program = "import teachflow; from teachflow.eager.placing import placement as p"
    assert fresh(f"{program}; print(p.used, p.busy)") == "False 0\n"


def test_the_log_goes_to_standard_output(capsys):
    x = tf.constant([[1.0, 2.0]])
    tf.debugging.set_log_device_placement(True)
    try:
        tf.matmul(x, x, transpose_b=True)
        v = tf.Variable(x)
        v.assign_add(x)
    finally:
        tf.debugging.set_log_device_placement(False)
    x + x
    lines = capsys.readouterr()
    assert lines.err == ""
    assert lines.out.splitlines() == [
        f"Executing op {type_} in device {CPU}0"
        for type_ in ("MatMul", "VarHandleOp", "AssignVariableOp")
    ] + [f"Executing op AssignAddVariableOp in device {CPU}0"]


def test_the_quick_way_comes_back_after_the_log_and_after_errors():
    x = tf.constant([1.0])
    x + x
    assert OPS["AddV2"].quick

    def fails() -> None:
        with tf.device("GPU:0"):
            assert placement.busy == 1
            assert not OPS["AddV2"].quick
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert placement.busy == 0
    assert OPS["AddV2"].quick
    with tf.device("CPU:0"):
        assert placement.busy == 0


def test_a_scope_belongs_to_its_thread():
    found = []
    tf.config.set_soft_device_placement(False)
    try:
        with tf.device("GPU:0"):
            thread = threading.Thread(target=lambda: found.append(tf.constant([1.0])))
            thread.start()
            thread.join()
            with pytest.raises(tf.errors.InvalidArgumentError, match="GPU:0"):
                tf.constant([1.0])
    finally:
        tf.config.set_soft_device_placement(True)
    assert [x.device for x in found] == [f"{CPU}0"]


def test_an_op_says_what_could_not_be_satisfied():
    x = tf.constant([1.0, 2.0])
    tf.config.set_soft_device_placement(False)
    try:
        with tf.device("GPU:0"), pytest.raises(tf.errors.InvalidArgumentError) as error:
            x + x
    finally:
        tf.config.set_soft_device_placement(True)
    assert str(error.value) == (
        "Could not satisfy device specification '/job:localhost/replica:0/task:0/"
        "device:GPU:0'. enable_soft_placement=0. Supported device types [CPU]. All "
        f"available devices [{CPU}0]. [Op:AddV2] name: "
    )


def test_in_a_graph_the_wish_is_the_nodes():
    with tf.Graph().as_default(), tf.device("/gpu:0"):
        assert tf.constant(1).device == "/device:GPU:0"
    assert placement.busy == 0
