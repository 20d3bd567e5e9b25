"""``FileWriter``: what it puts into event files, and when."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf

CLOSED = "Attempting to use a closed FileWriter"


def loss(value: float, tag: str = "loss") -> Any:
    return tf.Summary(value=[tf.Summary.Value(tag=tag, simple_value=value)])


def events(logdir: Path) -> list[Any]:
    """All events of all files, in the order in which TensorBoard reads the files."""
    return [
        event
        for name in sorted(os.listdir(logdir))
        for event in tf.train.summary_iterator(logdir / name)
    ]


def scalars(logdir: Path) -> list[tuple[int, str, float]]:
    return [
        (event.step, value.tag, value.simple_value)
        for event in events(logdir)
        for value in event.summary.value
    ]


def test_a_run_is_written_and_read(tmp_path):
    x = tf.placeholder(tf.float32, [None])
    tf.summary.scalar("mean", tf.reduce_mean(x))
    tf.summary.histogram("x", x)
    merged = tf.summary.merge_all()
    with tf.Session() as session, tf.summary.FileWriter(str(tmp_path)) as writer:
        for step in range(3):
            summary = session.run(merged, {x: [step, step + 1]})
            writer.add_summary(summary, global_step=step)
    first, *rest = events(tmp_path)
    assert first.file_version == "brain.Event:2"
    assert first.wall_time > 1.7e9
    assert [event.step for event in rest] == [0, 1, 2]
    assert [event.summary.value[0].simple_value for event in rest] == [0.5, 1.5, 2.5]
    assert [event.summary.value[1].histo.num for event in rest] == [2, 2, 2]


def test_tensorboard_reads_it(tmp_path):
    from tensorboard.backend.event_processing import event_accumulator

    graph = tf.get_default_graph()
    x = tf.placeholder(tf.float32, [None])
    tf.summary.scalar("average", tf.reduce_mean(x))
    tf.summary.histogram("x", x)
    tf.summary.image("picture", tf.reshape(x, [1, 2, 2, 1]))
    tf.summary.audio("sound", tf.reshape(x, [1, 4]), 8000)
    tf.summary.text("note", tf.as_string(x))
    merged = tf.summary.merge_all()
    with tf.Session() as session, tf.summary.FileWriter(tmp_path, graph) as writer:
        for step in range(3):
            writer.add_summary(session.run(merged, {x: np.arange(4.0) + step}), step)
        writer.add_run_metadata(tf.RunMetadata(), "first", 0)
    found = event_accumulator.EventAccumulator(str(tmp_path)).Reload()
    assert found.Tags() == {
        "images": ["picture/image/0"],
        "audio": ["sound/audio/0"],
        "histograms": ["x"],
        "scalars": ["average"],
        "distributions": ["x"],
        "tensors": ["note"],
        "graph": True,
        "meta_graph": False,
        "run_metadata": ["first"],
    }
    assert [item.value for item in found.Scalars("average")] == [1.5, 2.5, 3.5]
    assert found.Histograms("x")[-1].histogram_value.max == 5
    names = [node.name for node in found.Graph().node]
    assert names == [op.name for op in graph.get_operations()]


def test_the_directory_is_made_and_the_file_with_the_first_event(tmp_path):
    logdir = tmp_path / "tf_logs" / "run-1"
    writer = tf.summary.FileWriter(logdir, filename_suffix=".me")
    assert writer.get_logdir() == str(logdir)
    assert os.listdir(logdir) == []
    writer.add_summary(loss(1), 0)
    (name,) = os.listdir(logdir)
    assert name.startswith("events.out.tfevents.")
    assert name.endswith(".me")
    writer.close()


def test_what_was_added_is_read_after_a_flush_and_after_enough_events(tmp_path):
    writer = tf.summary.FileWriter(tmp_path, max_queue=5)
    writer.flush()
    for step in range(4):
        writer.add_summary(loss(step), step)
    writer.flush()
    assert len(scalars(tmp_path)) == 4
    for step in range(4, 10):
        writer.add_summary(loss(step), step)
    assert len(scalars(tmp_path)) == 9
    writer.close()
    assert len(scalars(tmp_path)) == 10


def test_flush_secs_of_zero_flushes_each_event(tmp_path):
    with tf.summary.FileWriter(tmp_path, max_queue=100, flush_secs=0) as writer:
        for step in range(3):
            writer.add_summary(loss(step), step)
            assert len(scalars(tmp_path)) == step + 1


def test_a_closed_writer_warns_and_writes_nothing_until_it_is_reopened(tmp_path):
    writer = tf.summary.FileWriter(tmp_path)
    writer.add_summary(loss(1), 1)
    writer.close()
    with pytest.warns(UserWarning, match=CLOSED):
        writer.add_summary(loss(2), 2)
    with pytest.warns(UserWarning, match=CLOSED):
        writer.flush()
    writer.close()
    writer.reopen()
    writer.add_summary(loss(3), 3)
    writer.close()
    assert scalars(tmp_path) == [(1, "loss", 1.0), (3, "loss", 3.0)]
    assert len(os.listdir(tmp_path)) == 2  # the second one of the same second


def test_many_writers_of_one_directory_do_not_meet(tmp_path):
    writers = [tf.summary.FileWriter(tmp_path) for _ in range(12)]
    for number, writer in enumerate(writers):
        writer.add_summary(loss(number), number)
    for writer in writers:
        writer.close()
    assert sorted(scalars(tmp_path)) == [(n, "loss", float(n)) for n in range(12)]


def test_threads_may_share_a_writer(tmp_path):
    with tf.summary.FileWriter(tmp_path) as writer:

        def write(start: int) -> None:
            for step in range(start, start + 50):
                writer.add_summary(loss(step), step)

        threads = [threading.Thread(target=write, args=(50 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(step for step, _, _ in scalars(tmp_path)) == list(range(200))


def test_metadata_is_written_with_the_first_value_of_a_tag_only(tmp_path):
    note = tf.summary.text("note", tf.constant("hi"))
    with tf.Session() as session, tf.summary.FileWriter(tmp_path) as writer:
        for step in range(2):
            writer.add_summary(session.run(note), step)
    values = [value for event in events(tmp_path) for value in event.summary.value]
    plugins = [value.metadata.plugin_data.plugin_name for value in values]
    assert plugins == ["text", ""]


def test_a_summary_of_the_caller_stays_as_it_is(tmp_path):
    summary = loss(1)
    summary.value[0].metadata.display_name = "Loss"
    with tf.summary.FileWriter(tmp_path) as writer:
        writer.add_summary(summary, 0)
        writer.add_summary(summary, 1)
    assert summary.value[0].metadata.display_name == "Loss"


@pytest.mark.parametrize("step", [3, 3.7, np.int64(3), np.array(3), np.float32(3)])
def test_a_step_is_any_number(tmp_path, step):
    with tf.summary.FileWriter(tmp_path) as writer:
        writer.add_summary(loss(1), step)
    assert events(tmp_path)[1].step == 3


def test_every_kind_of_event(tmp_path):
    with tf.summary.FileWriter(tmp_path) as writer:
        writer.add_session_log(tf.SessionLog(status=tf.SessionLog.START), 4)
        writer.add_event(tf.Event(step=5, wall_time=1.0))
        writer.add_run_metadata(tf.RunMetadata(), "step 6", 6)
        with pytest.raises(ValueError, match=r"tag was already used.*'step 6'"):
            writer.add_run_metadata(tf.RunMetadata(), "step 6", 6)
    kinds = [(event.WhichOneof("what"), event.step) for event in events(tmp_path)]
    assert kinds == [
        ("file_version", 0),
        ("session_log", 4),
        (None, 5),
        ("tagged_run_metadata", 6),
    ]


def test_what_is_no_summary_is_refused_in_words(tmp_path):
    tensor = tf.summary.scalar("loss", 1.0)
    with tf.summary.FileWriter(tmp_path) as writer:
        with pytest.raises(TypeError, match=r"'loss:0'.* has to be run first"):
            writer.add_summary(tensor, 0)
        with pytest.raises(TypeError, match="not 3 of type 'int'"):
            writer.add_summary(3)
        with pytest.raises(TypeError, match=r"takes a tf\.Event"):
            writer.add_event(loss(1))
        with pytest.raises(TypeError, match="must be an instance of `Graph`"):
            writer.add_graph("graph")
        with pytest.raises(TypeError, match="must be type MetaGraphDef"):
            writer.add_meta_graph(3)
        graph = tf.get_default_graph()
        with pytest.raises(ValueError, match="only graph, or graph_def"):
            writer.add_graph(graph, graph_def=graph.as_graph_def())


def test_a_file_in_the_way_is_named(tmp_path):
    path = tmp_path / "file"
    path.write_text("x")
    for logdir in (path, path / "inside"):
        with pytest.raises(tf.errors.FailedPreconditionError, match="file"):
            tf.summary.FileWriter(logdir)
    with pytest.raises(TypeError, match="needs a directory"):
        tf.summary.FileWriter(None)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_may_not_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    writer = tf.summary.FileWriter(tmp_path)
    with pytest.raises(tf.errors.PermissionDeniedError, match=str(tmp_path)):
        writer.add_summary(loss(1), 0)


def test_reading_what_is_cut_off_altered_or_not_there(tmp_path):
    with tf.summary.FileWriter(tmp_path) as writer:
        writer.add_summary(loss(1), 1)
        writer.add_summary(loss(2), 2)
    path = Path(writer.path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-3])  # as while it is being written
    assert scalars(tmp_path) == [(1, "loss", 1.0)]
    path.write_bytes(whole[:-8] + b"?" + whole[-7:])
    with pytest.raises(tf.errors.DataLossError, match="corrupted record at"):
        scalars(tmp_path)
    with pytest.raises(tf.errors.NotFoundError, match="nowhere"):
        list(tf.train.summary_iterator(tmp_path / "nowhere"))


def test_the_cache_has_one_writer_for_a_directory(tmp_path):
    cache = tf.summary.FileWriterCache
    try:
        writer = cache.get(str(tmp_path))
        assert cache.get(str(tmp_path)) is writer
    finally:
        cache.clear()
    with pytest.warns(UserWarning, match=CLOSED):
        writer.add_summary(loss(1))


def test_a_writer_that_is_reopened_leaves_nothing_behind(tmp_path):
    writer = tf.summary.FileWriter(tmp_path)
    registered = len(weakref.finalize._registry)
    for step in range(3):
        writer.reopen()
        writer.add_summary(loss(0.5), step)
        writer.close()
    assert len(weakref.finalize._registry) == registered
    assert [step for step, *_ in scalars(tmp_path)] == [0, 1, 2]


def test_a_process_that_never_closes_loses_nothing_and_ends_in_silence(tmp_path):
    code = (
        "import teachflow.compat.v1 as tf\n"
        f"writer = tf.summary.FileWriter({str(tmp_path)!r})\n"
        "value = tf.Summary.Value(tag='loss', simple_value=1)\n"
        "for step in range(7): writer.add_summary(tf.Summary(value=[value]), step)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    assert [step for step, _, _ in scalars(tmp_path)] == list(range(7))


def test_without_the_extra_an_error_names_it():
    code = (
        "import sys; sys.modules['tensorboard'] = None\n"
        "import teachflow.compat.v1 as tf\n"
        "written = tf.summary.scalar('loss', 1.0)\n"
        "run = lambda: tf.Session().run(written)\n"
        "for use in (lambda: tf.summary.FileWriter('x'), lambda: tf.Summary, run):\n"
        "    try: use()\n"
        "    except ImportError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.count("pip install 'teachflow[tensorboard]'") == 3


def test_only_the_first_kind_of_tensor_summary_describes_itself():
    written = tf.summary.tensor_summary("t", tf.constant(1)).op
    with pytest.raises(ValueError, match="get_summary_description on TensorSummaryV2"):
        tf.summary.get_summary_description(written.node_def)
    old = tf.NodeDef(op="TensorSummary")
    old.attr["description"].s = b'{"typeHint": "scalar"}'
    assert tf.summary.get_summary_description(old).type_hint == "scalar"
