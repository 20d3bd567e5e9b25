"""Watching runs: counts, order and values, and that the bare loop gives the same."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow.compat.v1 as tf


def test_two_evals_compute_shared_nodes_twice_one_run_once():
    with tf.Graph().as_default(), tf.Session() as sess:
        w = tf.constant(3, name="w")
        x = tf.add(w, 2, name="x")
        y = tf.add(x, 5, name="y")
        z = tf.multiply(x, 3, name="z")
        with tf.watch_runs() as apart:
            y.eval(), z.eval()
        with tf.watch_runs() as together:
            sess.run([y, z])
    assert len(apart.runs) == 2
    assert apart.counts["w"] == apart.counts["x"] == 2
    assert apart.counts["y"] == apart.counts["z"] == 1
    assert set(together.counts.values()) == {1}
    assert together.runs[0].order == ["w", "x/y", "x", "y/y", "y", "z/y", "z"]
    assert together.runs[0].values["x"] == (5,)
    assert str(apart).splitlines()[0] == "2 runs"


def test_observed_and_bare_runs_agree_also_in_what_they_store():
    with tf.Graph().as_default():
        v = tf.Variable([1.0, 2.0])
        step = tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(v * v))
        init = tf.global_variables_initializer()
        with tf.Session() as bare, tf.Session() as seen:
            for sess in (bare, seen):
                sess.run(init)
            for _ in range(3):
                bare.run(step)
                with tf.watch_runs():
                    seen.run(step)
            np.testing.assert_array_equal(bare.run(v), seen.run(v))


def test_a_record_keeps_the_value_of_its_own_run():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.Variable(1.0, name="x")
        more = x.assign_add(1.0, name="more")
        sess.run(x.initializer)
        with tf.watch_runs() as report:
            sess.run(more)
            sess.run(more)
    assert [run.values["more"] for run in report.runs] == [(2.0,), (3.0,)]


def test_a_failed_run_is_finished_and_the_watch_ends_with_its_block():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.placeholder(tf.float32, name="x")
        with tf.watch_runs() as report:
            with pytest.raises(tf.errors.InvalidArgumentError):
                sess.run(x)
            sess.run(tf.constant(1))
        sess.run(tf.constant(2))
    assert [run.finished for run in report.runs] == [True, True]


def test_a_record_says_what_was_fed_read_written_and_fetched():
    with tf.Graph().as_default(), tf.Session() as sess:
        x = tf.placeholder(tf.float32, [2], name="x")
        w = tf.Variable(3.0, name="w")
        unused = tf.Variable(5.0, name="unused")
        y = tf.multiply(x, w, name="y")
        step = w.assign_sub(tf.reduce_sum(y), name="step")
        sess.run([w.initializer, unused.initializer])
        fed = np.float32([1, 2])
        with tf.watch_runs() as report:
            sess.run([y, step.op], {x: fed})
        fed[0] = 9
    (run,) = report.runs
    assert run.fetched == ("y:0", "step")
    assert list(run.fed) == ["x:0"]
    np.testing.assert_array_equal(run.fed["x:0"], [1, 2])
    assert run.read == {"w": 3.0}
    assert run.written == {"w": -6.0}
    assert run.failed is None
    assert list(run.seconds) == list(run.counts) == run.order
    assert all(0 < seconds < 1 for seconds in run.seconds.values())
    assert str(run).splitlines() == [
        "fetched   y:0",
        "          step",
        "fed       x:0 = [1. 2.]",
        "read      w = 3.",
        "computed  w",
        "          w/read",
        "          y",
        "          Const",
        "          Sum",
        "          step",
        "written   w = -6.",
    ]


def test_a_variable_that_is_fetched_is_read():
    with tf.Graph().as_default(), tf.Session() as sess:
        w = tf.Variable(3.0, name="w")
        with tf.watch_runs() as report:
            sess.run(w.initializer)
            sess.run(w)
            sess.run(w.assign(4.0))
    assert [run.read for run in report.runs] == [{}, {"w": 3.0}, {}]
    assert [run.written for run in report.runs] == [{"w": 3.0}, {}, {"w": 4.0}]


def test_a_loop_counts_its_rounds():
    with tf.Graph().as_default(), tf.Session() as sess:
        i = tf.while_loop(lambda i: i < 3, lambda i: tf.add(i, 1, name="next"), [0])
        with tf.watch_runs() as report:
            assert sess.run(i) == 3
    counts = report.runs[0].counts
    assert [n for name, n in counts.items() if name.endswith("/next")] == [3]
    assert [n for name, n in counts.items() if name.endswith("/Less")] == [4]
    assert "while/next x3" in str(report.runs[0])


def test_the_node_that_failed_is_named():
    with tf.Graph().as_default(), tf.Session() as sess:
        bad = tf.matrix_inverse(tf.zeros([2, 2]), name="bad")
        with tf.watch_runs() as report:
            with pytest.raises(tf.errors.InvalidArgumentError):
                sess.run(bad)
            sess.run(tf.constant(1))
    assert [run.failed for run in report.runs] == ["bad", None]
    assert str(report.runs[0]).endswith("failed    bad")
