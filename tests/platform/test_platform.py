"""Flags, logging, files and configuration: what old scripts ask of the machine."""

from __future__ import annotations

import logging
import sys

import pytest

import teachflow.compat.v1 as tf
from teachflow.platform.flags import FlagValues


def test_flags_take_their_values_out_of_the_arguments():
    flags = FlagValues()

    def define(*args):
        flags.define(*args)

    define("rate", 0.5, "how fast", float)
    define("steps", 10, "how often", int)
    left = flags(["prog", "--rate=0.25", "-f", "kernel.json", "--steps", "3", "x"])
    assert left == ["prog", "-f", "kernel.json", "x"]
    assert (flags.rate, flags.steps) == (0.25, 3)
    assert flags.flag_values_dict() == {"rate": 0.25, "steps": 3}


@pytest.mark.parametrize(
    ("argument", "value"),
    [("--on", True), ("--noon", False), ("--on=false", False), ("--on=t", True)],
)
def test_a_flag_that_is_true_or_false(argument, value):
    tf.flags.DEFINE_bool("on", None, "a switch")
    try:
        tf.flags.FLAGS(["prog", argument])
        assert tf.flags.FLAGS.on is value
    finally:
        del tf.flags.FLAGS.on


def test_every_kind_of_flag():
    flags = tf.app.flags
    flags.DEFINE_string("t_name", "x", "")
    flags.DEFINE_integer("t_count", 1, "")
    flags.DEFINE_float("t_rate", 1.0, "")
    flags.DEFINE_enum("t_kind", "a", ["a", "b"], "")
    flags.DEFINE_list("t_items", "a,b", "")
    values = flags.FLAGS
    try:
        arguments = "--t_name=y --t_count=2 --t_rate=0.5 --t_kind=b --t_items=c,d"
        assert values(["prog", *arguments.split()]) == ["prog"]
        found = [
            values[f"t_{key}"] for key in ("name", "count", "rate", "kind", "items")
        ]
        assert found == ["y", 2, 0.5, "b", ["c", "d"]]
        with pytest.raises(flags.IllegalFlagValueError, match="t_count"):
            values(["prog", "--t_count=many"])
        with pytest.raises(flags.IllegalFlagValueError, match="t_kind"):
            values(["prog", "--t_kind=c"])
    finally:
        for key in ("name", "count", "rate", "kind", "items"):
            delattr(values, f"t_{key}")


def test_wrong_flags_are_named():
    flags = FlagValues()

    def define():
        flags.define("x", 1, "", int)

    def again():
        flags.define("x", 2, "", int)

    define()
    with pytest.raises(tf.flags.DuplicateFlagError, match="'x' is defined twice"):
        again()
    with pytest.raises(AttributeError, match=r"'y'.*Defined are: x"):
        flags.y  # noqa: B018
    with pytest.raises(tf.flags.UnrecognizedFlagError, match="'y'"):
        flags.y = 3


def test_a_notebooks_cell_may_define_a_flag_again(monkeypatch):
    monkeypatch.setattr("builtins.get_ipython", lambda: None, raising=False)
    flags = FlagValues()
    for default in (1, 2):
        exec(f"f('x', {default}, '', int)", {"f": flags.define})
    assert flags.x == 2


def test_app_run_calls_main_and_leaves(monkeypatch):
    seen = []
    with pytest.raises(SystemExit) as left:
        tf.app.run(seen.append, ["prog", "more"])
    assert (seen, left.value.code) == ([["prog", "more"]], None)
    monkeypatch.setattr("builtins.get_ipython", lambda: None, raising=False)
    tf.app.run(seen.append, ["prog"])  # a notebook goes on
    assert seen[1] == ["prog"]


def test_the_log_goes_to_standard_output(capsys):
    tf.logging.set_verbosity(tf.logging.WARN)  # whatever other tests left
    tf.logging.warn("careful: %d", 3)
    tf.logging.info("hidden")
    tf.logging.set_verbosity(tf.logging.INFO)
    try:
        tf.logging.info("shown")
        for _ in range(3):
            tf.logging.log_first_n(tf.logging.INFO, "once", 1)
    finally:
        tf.logging.set_verbosity(tf.logging.WARN)
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "WARNING:tensorflow:careful: 3",
        "INFO:tensorflow:shown",
        "INFO:tensorflow:once",
    ]
    assert not err


@pytest.mark.parametrize(("typing", "level"), [(True, "INFO"), (False, "WARN")])
def test_the_log_tells_more_where_somebody_is_typing(monkeypatch, typing, level):
    logger = logging.getLogger("tensorflow")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "level", logging.NOTSET)
    logger.manager._clear_cache()
    if typing:
        monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    else:
        monkeypatch.delattr(sys, "ps1", raising=False)
    assert tf.get_logger() is logger
    assert tf.logging.get_verbosity() == getattr(tf.logging, level)
    assert len(tf.get_logger().handlers) == 1


def test_files_and_directories(tmp_path):
    gfile = tf.gfile
    deep = tmp_path / "a" / "b"
    gfile.MakeDirs(str(deep))
    gfile.MakeDirs(str(deep))
    path = str(deep / "text")
    with gfile.GFile(path, "w") as file:
        file.write("one\ntwo\n")
    with gfile.Open(path, "rb") as file:
        assert (file.read(3), file.tell(), file.size()) == (b"one", 3, 8)
    assert list(gfile.GFile(path)) == ["one\n", "two\n"]
    assert gfile.GFile(path).readlines() == ["one\n", "two\n"]
    gfile.Copy(path, path + "2")
    assert gfile.ListDirectory(str(deep)) in (["text", "text2"], ["text2", "text"])
    assert gfile.Glob(str(deep / "*2")) == [path + "2"]
    gfile.Rename(path + "2", path, overwrite=True)
    assert not gfile.Exists(path + "2")
    assert (gfile.Stat(path).length, gfile.IsDirectory(str(deep))) == (8, True)
    assert [files for _, _, files in gfile.Walk(str(tmp_path))][-1] == ["text"]
    gfile.Remove(path)
    gfile.DeleteRecursively(str(tmp_path / "a"))
    assert not gfile.Exists(str(deep))


def test_the_lines_of_a_file_that_nobody_holds(tmp_path):
    path = str(tmp_path / "text")
    with tf.gfile.GFile(path, "w") as file:
        file.write("one\ntwo\n")
    assert [line for line in tf.gfile.GFile(path)] == ["one\n", "two\n"]  # noqa: C416
    assert next(tf.gfile.GFile(path)) == "one\n"


def test_a_file_is_read_or_written_as_its_mode_says(tmp_path):
    path = str(tmp_path / "text")
    with (
        tf.gfile.GFile(path, "w") as file,
        pytest.raises(tf.errors.PermissionDeniedError, match=r"open for reading.*'w'"),
    ):
        file.read()
    with (
        tf.gfile.GFile(path) as file,
        pytest.raises(tf.errors.PermissionDeniedError, match=r"open for writing.*'r'"),
    ):
        file.write("x")


def test_file_errors_are_tensorflows(tmp_path):
    gfile, errors = tf.gfile, tf.errors
    gone, there = str(tmp_path / "gone"), str(tmp_path / "there")
    gfile.GFile(there, "w").write("x")
    for act in (
        lambda: gfile.GFile(gone).read(),
        lambda: gfile.ListDirectory(gone),
        lambda: gfile.Remove(gone),
        lambda: gfile.Stat(gone),
        lambda: gfile.Copy(gone, gone + "2"),
        lambda: gfile.DeleteRecursively(gone),
    ):
        with pytest.raises(errors.NotFoundError, match="gone"):
            act()
    with pytest.raises(errors.AlreadyExistsError, match="there"):
        gfile.Copy(there, there)
    with pytest.raises(errors.AlreadyExistsError, match=str(tmp_path.name)):
        gfile.MkDir(str(tmp_path))
    with pytest.raises(errors.InvalidArgumentError, match="mode is not"):
        gfile.GFile(there, "q")


def test_configuration_is_kept_and_spelling_checked():
    config = tf.ConfigProto(log_device_placement=True, device_count={"GPU": 0})
    config.gpu_options.per_process_gpu_memory_fraction = 0.5
    other = tf.ConfigProto(
        log_device_placement=True,
        device_count={"GPU": 0},
        gpu_options=tf.GPUOptions(per_process_gpu_memory_fraction=0.5),
    )
    assert config == other
    assert config != tf.ConfigProto()
    with pytest.raises(AttributeError, match='no "gpu_option" field'):
        config.gpu_option = 1
    with tf.Session(config=config) as sess:
        assert sess.run(tf.constant(3)) == 3


def test_text_and_bytes():
    compat = tf.compat
    assert compat.as_bytes("é") == "é".encode()
    assert compat.as_str(b"a") == compat.as_text("a") == "a"
    assert compat.as_str_any(3) == "3"
    with pytest.raises(TypeError, match="binary or unicode"):
        compat.as_bytes(3)


def test_there_is_one_device():
    assert [d.device_type for d in tf.config.list_physical_devices()] == ["CPU"]
    assert tf.config.experimental.list_physical_devices("GPU") == []
    assert not tf.test.is_gpu_available()
    assert tf.test.gpu_device_name() == ""
