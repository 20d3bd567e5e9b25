"""What real TensorFlow wrote (``tensorflows/make.py``) is restored here."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.core import dtypes as dt
from teachflow.formats.bundle_writer import write_bundle
from tests.checkpoints.samples import same, text

FILES = Path(__file__).with_name("tensorflows")
LATEST = str(FILES / "model.ckpt-2")
W = np.float32([[4], [8]])
X = {"x:0": [[1.0, 10.0]]}


def test_variables_are_listed_and_loaded():
    assert tf.train.latest_checkpoint(FILES) == LATEST
    assert tf.train.list_variables(FILES) == [
        ("global_step", []),
        ("layer/b", []),
        ("layer/w", [2, 1]),
        ("words", [2]),
    ]
    assert same(tf.train.load_variable(FILES, "layer/w"), W)
    assert same(tf.train.load_variable(LATEST, "words"), text(b"drei", b"\xff"))
    step = tf.train.load_variable(FILES / "model.ckpt-1", "global_step")
    assert type(step) is np.int64
    assert step == 1


def test_restored_into_a_graph_built_here():
    w = tf.Variable(tf.zeros([2, 1]), name="layer/w")
    b = tf.Variable(0.0, name="other")
    with tf.Session() as sess:
        tf.train.Saver({"layer/w": w, "layer/b": b}).restore(sess, LATEST)
        assert same(sess.run(w), W)
        assert sess.run(b) == 0.5


def test_the_graph_is_imported_and_trained_on(tmp_path):
    saver = tf.train.import_meta_graph(LATEST + ".meta")
    assert [v.name for v in tf.global_variables()] == [
        "layer/w:0",
        "layer/b:0",
        "global_step:0",
        "words:0",
    ]
    (y,) = tf.get_collection("outputs")
    with tf.Session() as sess:
        saver.restore(sess, LATEST)
        assert sess.run(y, X) == 84.5
        sess.run("grow")
        assert sess.run(y, X) == 168.5
        path = saver.save(sess, tmp_path / "model.ckpt", tf.train.get_global_step())
        assert path == str(tmp_path / "model.ckpt-3")
    assert same(tf.train.load_variable(path, "layer/w"), W * 2)
    assert tf.train.load_variable(path, "global_step") == 3


def test_the_saver_in_a_collection_is_a_saver_again():
    tf.train.import_meta_graph(LATEST + ".meta")
    (saver,) = tf.get_collection(tf.GraphKeys.SAVERS)
    with tf.Session() as sess:
        saver.restore(sess, LATEST)
        assert same(sess.run("layer/w:0"), W)


def test_imported_into_a_scope():
    saver = tf.train.import_meta_graph(LATEST + ".meta", import_scope="old")
    (y,) = tf.get_collection("outputs")
    assert y.name == "old/y:0"
    with tf.Session() as sess:
        saver.restore(sess, LATEST)
        assert sess.run(y, {"old/x:0": [[1.0, 10.0]]}) == 84.5


def test_what_a_sharded_saver_wrote():
    names = tf.train.latest_checkpoint(FILES, "sharded.txt")
    assert names == str(FILES / "sharded")
    assert tf.train.list_variables(names) == [("layer/w", [2, 1]), ("words", [2])]


def test_initial_values_out_of_it():
    with tf.variable_scope("layer"):
        w = tf.get_variable("w", [2, 1])
        tf.get_variable("b", [])
    tf.train.init_from_checkpoint(FILES, {"layer/": "layer/"})
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        assert same(sess.run(w), W)


def load_all(prefix):
    for name, _ in tf.train.list_variables(prefix):
        tf.train.load_variable(prefix, name)


@pytest.mark.parametrize("suffix", ["index", "data-00000-of-00001"])
def test_cut_and_altered_ones_are_refused(tmp_path, suffix):
    for part in ("index", "data-00000-of-00001"):
        shutil.copy(f"{LATEST}.{part}", tmp_path / f"m.{part}")
    path = tmp_path / f"m.{suffix}"
    whole = path.read_bytes()
    for position in range(len(whole)):
        altered = bytearray(whole)
        altered[position] ^= 0x55
        for data in (altered, whole[:position]):
            path.write_bytes(data)
            with pytest.raises(tf.errors.DataLossError, match=path.name):
                load_all(tmp_path / "m")


def test_what_was_saved_by_objects():
    """TensorFlow 2's way; the names of the variables are in the file, too."""
    with tf.variable_scope("layer"):
        w = tf.get_variable("w", [2, 1])
        b = tf.get_variable("b", [])
    saver = tf.train.Saver()
    with tf.Session() as sess:
        for _ in range(2):
            saver.restore(sess, FILES / "objects")
        assert same(sess.run(w), W)
        assert sess.run(b) == 0.5
    assert len([op for op in w.graph.get_operations() if op.type == "SaveV2"]) == 2


def test_what_was_saved_by_objects_and_lacks_a_variable():
    tf.get_variable("layer/w", [2, 1])
    tf.get_variable("new", [])
    with (
        tf.Session() as sess,
        pytest.raises(tf.errors.NotFoundError, match="not in the checkpoint: new"),
    ):
        tf.train.Saver().restore(sess, FILES / "objects")


def test_what_was_saved_by_objects_and_holds_no_net(tmp_path):
    key = "_CHECKPOINTABLE_OBJECT_GRAPH"
    write_bundle(f"{tmp_path}/model", [(key, dt.string, b"\xff\xff")])
    tf.get_variable("w", [])
    with (
        tf.Session() as sess,
        pytest.raises(tf.errors.DataLossError, match=r"model holds objects"),
    ):
        tf.train.Saver().restore(sess, tmp_path / "model")
