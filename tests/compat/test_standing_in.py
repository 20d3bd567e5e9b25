"""``import tensorflow`` means TeachFlow where that was asked for, and only there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import teachflow
import teachflow.compat.v1 as tf1
from teachflow.compat.installing import (
    install_as_tensorflow,
    installed_version,
    uninstall_as_tensorflow,
)


@pytest.fixture
def installed():
    install_as_tensorflow()
    yield
    uninstall_as_tensorflow()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("import tensorflow as tf; found = tf.Session", tf1.Session),
        ("import tensorflow.compat.v1 as tf; found = tf.Session", tf1.Session),
        ("from tensorflow.compat import v1 as tf; found = tf.Session", tf1.Session),
        ("import tensorflow as tf; found = tf.compat.v1.Session", tf1.Session),
        (
            "import tensorflow.compat.v2 as tf; found = tf.GradientTape",
            teachflow.GradientTape,
        ),
        ("from tensorflow import nn; found = nn.relu", tf1.nn.relu),
        ("from tensorflow.nn import relu as found", tf1.nn.relu),
        (
            "import tensorflow.train as train; found = train.Optimizer",
            tf1.train.Optimizer,
        ),
        (
            "from tensorflow.python.framework import ops; found = ops.add_n",
            tf1.add_n,
        ),
        (
            "from tensorflow.python.framework.ops import reset_default_graph as found",
            tf1.reset_default_graph,
        ),
        (
            "from tensorflow.python.framework import errors; found = errors.OpError",
            tf1.OpError,
        ),
        (
            "from tensorflow.python.framework import constant_op as c; found = c.fill",
            tf1.fill,
        ),
        (
            "from tensorflow.python.training import saver as s; found = s.Saver",
            tf1.train.Saver,
        ),
        (
            "from tensorflow.python.training.optimizer import Optimizer as found",
            tf1.train.Optimizer,
        ),
        (
            "from tensorflow.python.platform import gfile; found = gfile.GFile",
            tf1.gfile.GFile,
        ),
        (
            "import tensorflow.python.platform.gfile as gfile; found = gfile.GFile",
            tf1.gfile.GFile,
        ),
        (
            "from tensorflow.python.layers import layers; found = layers.dense",
            tf1.layers.dense,
        ),
        ("from tensorflow import *; found = placeholder", tf1.placeholder),
    ],
)
def test_every_way_of_importing(installed, line, expected):
    namespace = {}
    exec(line, namespace)
    assert namespace["found"] is expected


def test_version_2_is_the_eager_face():
    install_as_tensorflow(2)
    try:
        import tensorflow as tf

        assert float(tf.constant(2.0) * 3) == 6.0
        assert tf.compat.v1.Session is tf1.Session
    finally:
        uninstall_as_tensorflow()


@pytest.mark.parametrize(
    "line",
    [
        "import tensorflow.keras",
        "from tensorflow.examples.tutorials.mnist import input_data",
    ],
)
def test_a_part_that_is_not_there_is_named(installed, line):
    words = r"No module named 'tensorflow\.(keras|examples)': TeachFlow stands in"
    with pytest.raises(ModuleNotFoundError, match=words):
        exec(line, {})


@pytest.mark.parametrize("version", [1, 2])
def test_the_version_is_tensorflows(version):
    install_as_tensorflow(version)
    try:
        import tensorflow as tf

        assert tf.__version__ == tf1.__version__ == tf.compat.v1.__version__
    finally:
        uninstall_as_tensorflow()


def test_both_faces_offer_it():
    for face in (teachflow, tf1):
        assert face.install_as_tensorflow is install_as_tensorflow
        assert face.uninstall_as_tensorflow is uninstall_as_tensorflow


def test_undone_it_means_what_it_meant(installed):
    import tensorflow as tf

    uninstall_as_tensorflow()
    assert "tensorflow" not in sys.modules
    assert not [f for f in sys.meta_path if type(f).__module__.startswith("teachflow")]
    assert tf.Session is tf1.Session  # who has it keeps it


def test_unknown_parts_are_not_found(installed):
    with pytest.raises(ModuleNotFoundError, match=r"tensorflow\.nonsense"):
        import tensorflow.nonsense  # noqa: F401


def test_a_real_tensorflow_is_not_replaced(monkeypatch):
    real = type(sys)("tensorflow")
    monkeypatch.setitem(sys.modules, "tensorflow", real)
    with pytest.raises(RuntimeError, match="real TensorFlow"):
        install_as_tensorflow()
    assert sys.modules["tensorflow"] is real


def test_only_two_languages():
    with pytest.raises(ValueError, match="1 or 2"):
        install_as_tensorflow(3)


def test_nobody_else_sees_it():
    code = (
        "import sys, teachflow, teachflow.compat.v1\n"
        "assert not [f for f in sys.meta_path if 'teachflow' in type(f).__module__]\n"
        "assert 'tensorflow' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_another_version_speaks_through_the_same_modules(installed):
    import tensorflow as tf
    import tensorflow.layers
    import tensorflow.nn

    nn = tf.nn
    install_as_tensorflow(2)
    assert installed_version() == 2
    assert sys.modules["tensorflow"] is tf
    assert tf.GradientTape is teachflow.GradientTape
    assert "Eager" in type(tf.constant(1)).__name__
    assert nn.relu is teachflow.nn.relu
    assert "tensorflow.layers" not in sys.modules
    assert not hasattr(tf, "layers")
    install_as_tensorflow(1)
    assert tf.Session is tf1.Session
    assert tensorflow.layers.dense is tf1.layers.dense
