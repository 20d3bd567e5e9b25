"""Whoever is killed while saving finds a whole checkpoint afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from tests.checkpoints.killed import SIZE

ROOT = Path(__file__).resolve().parents[2]


def restored(directory: Path) -> float:
    """The number that the latest checkpoint holds, in every element of it."""
    latest = tf.train.latest_checkpoint(directory)
    assert latest is not None
    with tf.Graph().as_default(), tf.Session() as sess:
        v = tf.Variable(tf.fill([SIZE], -1.0), name="v")
        w = tf.Variable(-1.0, name="w")
        tf.train.Saver().restore(sess, latest)
        array, number = sess.run([v, w])
    assert np.all(array == number)
    return float(number)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("names", ["same", "steps"])
def test_killed_at_every_touch_of_the_disk(tmp_path, names):
    done = subprocess.run(
        [sys.executable, "-m", "tests.checkpoints.killed", str(tmp_path), names],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # one thread, that can fork
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    last = int(done.stdout)
    assert last > 30  # or the touches were not seen
    found = [restored(tmp_path / str(number)) for number in range(1, last + 1)]
    # The former value, up to some touch; the new one from then on.
    assert set(found) == {1.0, 2.0}
    assert found == sorted(found)


SAVES = """
import sys
import numpy as np
import teachflow.compat.v1 as tf
from tests.checkpoints.killed import SIZE

v, w = tf.Variable(tf.fill([SIZE], 0.0), name="v"), tf.Variable(0.0, name="w")
value = tf.placeholder(tf.float32, [])
assign = tf.group(v.assign(tf.fill([SIZE], value)), w.assign(value))
saver = tf.train.Saver(max_to_keep=2)
with tf.Session() as sess:
    for number in range(100_000):
        sess.run(assign, {value: number})
        saver.save(sess, sys.argv[1] + "/model", write_meta_graph=False)
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_from_outside_at_any_moment(tmp_path):
    for attempt in range(6):
        program = subprocess.Popen(
            [sys.executable, "-c", SAVES, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        seen = [program.stdout.readline() for _ in range(3)]
        time.sleep(0.0007 * attempt)
        program.send_signal(signal.SIGKILL)
        saved = int([*seen, *program.stdout.read().splitlines()][-1])
        program.stdout.close()
        assert program.wait() == -signal.SIGKILL
        assert restored(tmp_path) in {saved, saved + 1}
