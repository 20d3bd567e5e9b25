"""Runs the cases on real TensorFlow in a process of its own, one line in, one line out.

A line on stdin names a case; the answer on stdout is its seconds per call. So the
parent can measure TeachFlow, NumPy and TensorFlow in turn, within one run.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Answers until stdin ends."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow.compat.v1 as tf

    from benchmarks.cases import CASES
    from benchmarks.measure import seconds_per_call

    tf.disable_v2_behavior()
    ready = {}
    print("ready", flush=True)
    for line in sys.stdin:
        name = line.strip()
        with_face, _, repetitions = CASES[name]
        if name not in ready:
            ready[name] = with_face(tf)
        print(seconds_per_call(ready[name], max(20, repetitions // 4)), flush=True)


if __name__ == "__main__":
    main()
