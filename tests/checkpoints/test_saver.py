"""The saver's own rules, beyond what ``tests/oracle/cases/checkpoints.py`` records."""

from __future__ import annotations

import builtins
import os
import pathlib
import threading

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from tests.checkpoints.samples import same, tensors


@pytest.fixture
def model():
    """Two variables, ``a`` and ``b``, initialized, in a session."""
    tf.Variable([1.5, -2.0], name="b")
    tf.Variable(3, name="a")
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        yield sess


def test_every_dtype(tmp_path):
    rows = [(n, v) for n, _, v in tensors() if np.size(v)]
    variables = [tf.Variable(value, name=name) for name, value in rows]
    saver = tf.train.Saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        path = saver.save(sess, tmp_path / "model")
    with tf.Session() as sess:
        saver.restore(sess, path)
        for variable, (name, value) in zip(variables, rows, strict=True):
            assert same(sess.run(variable), value), name


@pytest.mark.parametrize("kind", [str, os.fsencode, pathlib.Path])
def test_paths_may_be_text_bytes_or_objects(tmp_path, model, kind):
    saver = tf.train.Saver()
    path = saver.save(model, kind(str(tmp_path / "a b" / "model.ckpt")))
    assert path == str(tmp_path / "a b" / "model.ckpt")
    saver.restore(model, kind(path))
    assert tf.train.latest_checkpoint(kind(str(tmp_path / "a b"))) == path
    assert tf.train.checkpoint_exists(kind(path))
    assert tf.train.get_checkpoint_state(kind(str(tmp_path / "a b"))) is not None


def test_nothing_is_left_over(tmp_path, model):
    saver = tf.train.Saver(max_to_keep=2)
    for step in (*range(5), 4, 4):
        saver.save(model, tmp_path / "model", step)
    ends = ("data-00000-of-00001", "index", "meta")
    assert sorted(os.listdir(tmp_path)) == [
        "checkpoint",
        *(f"model-{step}.{end}" for step in (3, 4) for end in ends),
    ]


def test_a_failing_save_leaves_the_former_checkpoint(tmp_path, model, monkeypatch):
    saver = tf.train.Saver()
    path = saver.save(model, tmp_path / "model")
    before = sorted(os.listdir(tmp_path))
    (a,) = tf.global_variables("a")
    model.run(a.assign(99))

    def full(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(tf.errors.ResourceExhaustedError, match="No space left"):
            saver.save(model, tmp_path / "model")
    assert sorted(os.listdir(tmp_path)) == before
    saver.restore(model, path)
    assert model.run("a:0") == 3


def test_the_state_file_is_whole_whenever_it_is_read(tmp_path, model):
    """One thread saves, another one asks for the latest checkpoint."""
    saver = tf.train.Saver(max_to_keep=3)
    saver.save(model, tmp_path / "model", 0, write_meta_graph=False)
    done = threading.Event()
    seen = set()

    def look():
        while not done.is_set():
            seen.add(tf.train.latest_checkpoint(tmp_path))

    looker = threading.Thread(target=look)
    looker.start()
    for step in range(1, 40):
        saver.save(model, tmp_path / "model", step, write_meta_graph=False)
    done.set()
    looker.join()
    assert None not in seen
    assert len(seen) > 1


def test_a_checkpoint_is_whole_whenever_it_is_restored(tmp_path):
    """One thread saves over and over under one name, another one restores."""
    v, w = tf.Variable(tf.zeros([5000]), name="v"), tf.Variable(0.0, name="w")
    value = tf.placeholder(tf.float32, [])
    assign = tf.group(v.assign(tf.fill([5000], value)), w.assign(value))
    saver = tf.train.Saver()
    failures, seen = [], set()
    done = threading.Event()

    def restore():
        with tf.Session(graph=v.graph) as sess:
            while not done.is_set():
                try:
                    saver.restore(sess, tmp_path / "model")
                except tf.errors.OpError as error:
                    failures.append(error)
                    return
                array, number = sess.run([v, w])
                assert np.all(array == number)
                seen.add(float(number))

    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        saver.save(sess, tmp_path / "model", write_meta_graph=False)
        reader = threading.Thread(target=restore)
        reader.start()
        for number in range(60):
            sess.run(assign, {value: number})
            saver.save(sess, tmp_path / "model", write_meta_graph=False)
        done.set()
        reader.join()
    assert not failures
    assert len(seen) > 1


def test_an_unreadable_state_file_is_named_in_the_log(tmp_path, capsys):
    (tmp_path / "checkpoint").write_bytes(b"model_checkpoint_path: \xff")
    assert tf.train.latest_checkpoint(tmp_path) is None
    assert f"{tmp_path / 'checkpoint'}: Checkpoint ignored" in capsys.readouterr().out


def test_a_checkpoint_whose_files_are_gone_is_named_in_the_log(tmp_path, model, capsys):
    path = tf.train.Saver().save(model, tmp_path / "model")
    tf.train.remove_checkpoint(path)
    assert os.listdir(tmp_path) == ["checkpoint"]
    assert tf.train.latest_checkpoint(tmp_path) is None
    assert f"Couldn't match files for checkpoint {path}" in capsys.readouterr().out


def test_a_moved_directory(tmp_path, model):
    saver = tf.train.Saver(save_relative_paths=True)
    saver.save(model, tmp_path / "old" / "model")
    os.rename(tmp_path / "old", tmp_path / "new")
    latest = tf.train.latest_checkpoint(tmp_path / "new")
    assert latest == str(tmp_path / "new" / "model")
    saver.restore(model, latest)


def test_missing_names_are_listed_nearest_first(tmp_path, model):
    path = tf.train.Saver().save(model, tmp_path / "model")
    c = tf.Variable(1, name="aa")
    with pytest.raises(tf.errors.NotFoundError) as caught:
        tf.train.Saver([c]).restore(model, path)
    assert "Key aa not found in checkpoint" in str(caught.value)
    assert "It holds a, b" in str(caught.value)
    assert caught.value.op.name == "save_1/RestoreV2"


def test_what_is_not_written_here_is_refused():
    v = tf.Variable(1)
    with pytest.raises(NotImplementedError, match="first version"):
        tf.train.Saver([v], write_version=tf.train.SaverDef.V1)
    with pytest.raises(NotImplementedError, match="builder"):
        tf.train.Saver([v], builder=object())


def test_a_saver_not_built_says_so(tmp_path, model):
    path = tf.train.Saver().save(model, tmp_path / "model")
    with pytest.raises(RuntimeError, match="before restore"):
        tf.train.Saver(defer_build=True).restore(model, path)


def test_the_graph_beside_a_checkpoint_is_the_sessions(tmp_path, model):
    """Also where another graph is the default one."""
    saver = tf.train.Saver()
    with tf.Graph().as_default():
        path = saver.save(model, tmp_path / "model")
    with tf.Graph().as_default():
        again = tf.train.import_meta_graph(path + ".meta")
        with tf.Session() as sess:
            again.restore(sess, path)
            assert sess.run("a:0") == 3


def test_a_restore_is_told_where_information_is_wanted(tmp_path, model, capsys):
    saver = tf.train.Saver()
    path = saver.save(model, tmp_path / "model")
    saver.restore(model, path)
    before = tf.logging.get_verbosity()
    tf.logging.set_verbosity(tf.logging.INFO)
    try:
        saver.restore(model, path)
    finally:
        tf.logging.set_verbosity(before)
    told = f"INFO:tensorflow:Restoring parameters from {path}\n"
    assert capsys.readouterr() == (told, "")


def test_a_graph_that_cannot_be_written_does_not_stop_the_save(
    tmp_path, model, monkeypatch, capsys
):
    """Neither does the graph of an earlier save stay beside the new values."""
    saver = tf.train.Saver()
    path = saver.save(model, tmp_path / "model")

    def refuse(*args, **kwargs):
        raise TypeError("The node 'f' (PyFunc) cannot be written to a GraphDef")

    monkeypatch.setattr("teachflow.checkpoints.saver.export_meta_graph", refuse)
    assert saver.save(model, tmp_path / "model") == path
    assert (
        "The graph was not saved beside the checkpoint: The node 'f'"
        in capsys.readouterr().out
    )
    assert not os.path.exists(path + ".meta")
    saver.restore(model, path)


def test_a_finished_graph_is_saved_and_restored(tmp_path, model):
    saver = tf.train.Saver()
    model.graph.finalize()
    saver.restore(model, saver.save(model, tmp_path / "model"))


def test_training_goes_on_from_an_imported_graph(tmp_path):
    """Slots, steps and the gradients' nodes come along."""
    w = tf.Variable([1.0, 2.0], name="w")
    step = tf.train.get_or_create_global_step()
    loss = tf.reduce_sum(tf.square(w), name="loss")
    train = tf.train.AdamOptimizer(0.1).minimize(loss, step)
    saver = tf.train.Saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train)
        path = saver.save(sess, tmp_path / "model", step)
        for _ in range(3):
            sess.run(train)
        expected = sess.run([w, step, loss])
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.train.import_meta_graph(path + ".meta").restore(sess, path)
        (train,) = tf.get_collection(tf.GraphKeys.TRAIN_OP)
        for _ in range(3):
            sess.run(train)
        found = sess.run(["w:0", "global_step:0", "loss:0"])
    assert [same(*pair) for pair in zip(found, expected, strict=True)] == [True] * 3


def test_a_graph_without_variables_has_no_saver(tmp_path):
    tf.constant(1, name="one")
    tf.train.export_meta_graph(str(tmp_path / "graph.meta"))
    with tf.Graph().as_default():
        assert tf.train.import_meta_graph(str(tmp_path / "graph.meta")) is None


def test_a_graph_with_variables_gets_one(tmp_path, model):
    saved = tf.train.Saver().save(model, tmp_path / "model")
    with tf.Graph().as_default() as graph:
        tf.Variable([0.0, 0.0], name="b")
        meta = tf.train.export_meta_graph()
        assert not meta.HasField("saver_def")
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        tf.train.import_meta_graph(meta).restore(sess, saved)
        assert same(sess.run("b:0"), np.float32([1.5, -2]))
        assert "save/restore_all" in [op.name for op in graph.get_operations()]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    from teachflow.formats import checksum, messages

    imported = builtins.__import__

    def missing(name, *args, **kwargs):
        if name.startswith(("google.protobuf", "google_crc32c")):
            raise ImportError(name)
        return imported(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    for function in (checksum._extend, messages._classes):
        function.cache_clear()
        try:
            with pytest.raises(ImportError, match=r"teachflow\[tensorboard\]"):
                function()
        finally:
            function.cache_clear()


@pytest.fixture
def saved(tmp_path):
    """A checkpoint that holds layer/w, layer/b and b."""
    with tf.Graph().as_default(), tf.Session() as sess:
        with tf.variable_scope("layer"):
            tf.get_variable("w", initializer=[1.0, 2.0])
            tf.get_variable("b", initializer=7.0)
        tf.Variable([1.5, -2.0], name="b")
        sess.run(tf.global_variables_initializer())
        return tf.train.Saver().save(sess, tmp_path / "model")


def initialized(*variables):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(list(variables))


def test_initial_values_for_variables_and_names(saved):
    v = tf.Variable([0.0, 0.0], name="v")
    with tf.variable_scope("new"):
        w = tf.get_variable("w", [2])
    tf.train.init_from_checkpoint(saved, {"b": v, "layer/w": "new/w"})
    found = initialized(v, w)
    assert same(found[0], np.float32([1.5, -2]))
    assert same(found[1], np.float32([1, 2]))


@pytest.mark.parametrize("pairs", [{"layer/": "new/"}, [("layer/", "new/")]])
def test_initial_values_for_scopes(saved, pairs):
    with tf.variable_scope("new"):
        w, b = tf.get_variable("w", [2]), tf.get_variable("b", [])
    other = tf.get_variable("newer", initializer=5.0)
    tf.train.init_from_checkpoint(saved, pairs)
    found = initialized(w, b, other)
    assert same(found[0], np.float32([1, 2]))
    assert found[1:] == [7.0, 5.0]


def test_initial_values_from_the_root(saved):
    with tf.variable_scope("new"):
        b = tf.get_variable("b", [2])
    tf.train.init_from_checkpoint(os.path.dirname(saved), {"/": "new/"})
    assert same(initialized(b)[0], np.float32([1.5, -2]))


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ({"nothing": "w"}, "Tensor nothing is not found in"),
        ({"layer/b": "w"}, r"Shape of variable w:0 .* doesn't match with shape of"),
        ({"layer/w": "no/such"}, "Should be 'scope/': 'other_scope/'"),
        ({"layers/": "/"}, r"Tensor layers/w \(w in layers/\) is not found in"),
    ],
)
def test_initial_values_that_are_not_there(saved, pairs, words):
    tf.get_variable("w", [2])
    with pytest.raises(ValueError, match=words):
        tf.train.init_from_checkpoint(saved, pairs)
