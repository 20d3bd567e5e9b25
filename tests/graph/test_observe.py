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
