"""Measured runs: ``RunMetadata``, and the timeline that is made of it."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.summaries.timeline import Timeline


def full_trace(**more):
    return tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE, **more)


def test_every_node_of_a_run_has_its_time_and_outputs():
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    w = tf.Variable(tf.ones([3, 1]), name="w")
    y = tf.matmul(x, w, name="y")
    metadata = tf.RunMetadata()
    before = time.time_ns()
    with tf.Session() as session:
        session.run(w.initializer)
        fed = {x: np.ones((2, 3))}
        value = session.run(y, fed, options=full_trace(), run_metadata=metadata)
    after = time.time_ns()
    np.testing.assert_array_equal(value, [[3], [3]])
    (device,) = metadata.step_stats.dev_stats
    assert device.device == "/job:localhost/replica:0/task:0/device:CPU:0"
    stats = {item.node_name: item for item in device.node_stats}
    assert list(stats) == ["w", "w/read", "y"]
    product = stats["y"]
    assert product.timeline_label == "y = MatMul(x, w/read)"
    assert before // 1000 <= product.all_start_micros <= after // 1000
    assert 0 < product.all_end_rel_nanos < after - before
    (output,) = product.output
    assert output.tensor_description.dtype == tf.float32.as_datatype_enum
    assert [dim.size for dim in output.tensor_description.shape.dim] == [2, 1]
    assert output.tensor_description.allocation_description.requested_bytes == 8
    starts = [item.all_start_nanos for item in device.node_stats]
    assert starts == sorted(starts)


def test_a_slow_node_is_seen_to_be_slow():
    def slow(array):
        time.sleep(0.03)
        return array

    y = tf.py_func(slow, [tf.constant(1.0)], tf.float32, name="slow")
    metadata = tf.RunMetadata()
    with tf.Session() as session:
        session.run(y, options=full_trace(), run_metadata=metadata)
    stats = {n.node_name: n for n in metadata.step_stats.dev_stats[0].node_stats}
    assert stats["slow"].op_end_rel_micros >= 30_000
    assert stats["Const"].op_end_rel_micros < 30_000


def test_what_a_function_runs_in_a_session_of_its_own_is_part_of_its_node():
    other = tf.Graph()
    with other.as_default():
        inner = tf.constant(2.0, name="inner") * 3.0
    own = tf.Session(graph=other)

    def slow(array):
        time.sleep(0.03)
        return own.run(inner) + array

    y = tf.py_func(slow, [tf.constant(1.0, name="x")], tf.float32, name="slow")
    metadata = tf.RunMetadata()
    with tf.Session() as session:
        value = session.run(y, options=full_trace(), run_metadata=metadata)
    assert value == 7.0
    stats = {n.node_name: n for n in metadata.step_stats.dev_stats[0].node_stats}
    assert list(stats) == ["x", "slow"]
    assert stats["slow"].op_end_rel_micros >= 30_000


def test_what_is_not_asked_for_is_not_measured():
    metadata = tf.RunMetadata()
    metadata.step_stats.dev_stats.add(device="of an earlier run")
    with tf.Session() as session:
        assert session.run(tf.constant(1), run_metadata=metadata) == 1
        assert not metadata.step_stats.dev_stats
        assert session.run(tf.constant(1), options=full_trace()) == 1


def test_a_failed_run_leaves_nothing_behind():
    x = tf.placeholder(tf.float32, name="x")
    metadata = tf.RunMetadata()
    with tf.Session() as session:
        with pytest.raises(tf.errors.InvalidArgumentError):
            session.run(x, options=full_trace(), run_metadata=metadata)
        assert session.run(tf.constant(2)) == 2
    assert not metadata.step_stats.dev_stats


def test_the_graph_that_ran_may_be_had_too():
    y = tf.constant(1, name="a") + 2
    tf.constant(3, name="unused")
    metadata = tf.RunMetadata()
    options = full_trace(output_partition_graphs=True)
    with tf.Session() as session:
        session.run(y, options=options, run_metadata=metadata)
    (graph,) = metadata.partition_graphs
    assert [node.name for node in graph.node] == ["a", "add/y", "add"]


def test_what_is_no_message_is_refused():
    with tf.Session() as session:
        with pytest.raises(TypeError, match=r"must be a tf\.RunOptions, not 3"):
            session.run(tf.constant(1), options=3)
        with pytest.raises(TypeError, match=r"must be a tf\.RunMetadata"):
            session.run(tf.constant(1), run_metadata={})


def test_a_callable_takes_options_if_it_was_made_to():
    x = tf.placeholder(tf.float32)
    metadata = tf.RunMetadata()
    with tf.Session() as session:
        double = session.make_callable(x * 2, [x], accept_options=True)
        assert double(3, options=full_trace(), run_metadata=metadata) == 6
        assert len(metadata.step_stats.dev_stats) == 1
        plain = session.make_callable(x * 2, [x])
        with pytest.raises(TypeError, match="accept_options=True"):
            plain(3, options=full_trace())


def test_the_timeline_is_what_chrome_reads():
    y = tf.add(tf.constant(1, name="a"), 2, name="y")
    metadata = tf.RunMetadata()
    with tf.Session() as session:
        session.run(y, options=full_trace(), run_metadata=metadata)
    timeline = Timeline(metadata.step_stats)
    plain = json.loads(timeline.generate_chrome_trace_format(show_dataflow=False))
    process, *events = plain["traceEvents"]
    assert process["ph"] == "M"
    assert [event["args"]["name"] for event in events] == ["a", "y/y", "y"]
    assert events[2]["args"]["input1"] == "y/y"
    assert events[2]["name"] == "Add" or events[2]["name"] == "AddV2"
    assert all(event["dur"] >= 1 for event in events)
    arrows = json.loads(timeline.generate_chrome_trace_format())["traceEvents"]
    assert [event["ph"] for event in arrows].count("s") == 2


def test_the_timeline_is_found_where_old_files_look_for_it():
    tf.install_as_tensorflow()
    try:
        from tensorflow.python.client import timeline

        assert timeline.Timeline is Timeline
    finally:
        tf.uninstall_as_tensorflow()
