"""Makes the files beside it with real TensorFlow: checkpoints and their graph.

    .venv-oracle/bin/python tests/checkpoints/tensorflows/make.py

They are in the repository, so that tests can restore what TensorFlow wrote without it.
"""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """A linear model that grows, saved after each of two steps."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow.compat.v1 as tf

    tf.disable_v2_behavior()
    tf.get_logger().setLevel("ERROR")
    os.chdir(HERE)
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    with tf.variable_scope("layer"):
        w = tf.get_variable("w", initializer=[[1.0], [2.0]])
        b = tf.get_variable("b", initializer=0.5)
    step = tf.train.create_global_step()
    words = tf.Variable([b"drei", b"\xff"], name="words", trainable=False)
    y = tf.add(tf.matmul(x, w), b, name="y")
    tf.add_to_collection("outputs", y)
    grow = tf.group(w.assign(w * 2), step.assign_add(1), name="grow")
    saver = tf.train.Saver(max_to_keep=2)
    tf.add_to_collection(tf.GraphKeys.SAVERS, saver)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(2):
            sess.run(grow)
            saver.save(sess, "./model.ckpt", global_step=step)
        value = sess.run(y, {x: [[1.0, 10.0]]})
        tf.train.Saver([words, w], sharded=True).save(
            sess, "./sharded", write_meta_graph=False, latest_filename="sharded.txt"
        )
        tf.train.Checkpoint(layer=[w, b]).write("./objects", session=sess)
    assert value == 84.5


if __name__ == "__main__":
    main()
