"""Runs the cases on another library in a process of its own, one line in, one line out.

``python -m benchmarks.worker graph|eager|torch``: a line on stdin names a case; the
answer on stdout is its seconds per call. So the parent can measure all in turn, within
one run.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from benchmarks.cases import CASES
from benchmarks.eager_cases import EAGER_CASES
from benchmarks.measure import seconds_per_call


def _prepared(kind: str) -> dict[str, tuple[Any, int]]:
    """Name to a function that makes the work, and its repetitions."""
    if kind == "torch":
        import torch

        torch.set_num_threads(1)
        return {n: (lambda c=c: c[2](torch), c[3]) for n, c in EAGER_CASES.items()}
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    if kind == "eager":
        import tensorflow as tf

        return {n: (lambda c=c: c[0](tf), c[3]) for n, c in EAGER_CASES.items()}
    import tensorflow.compat.v1 as tf1

    tf1.disable_v2_behavior()
    return {n: (lambda c=c: c[0](tf1), c[2]) for n, c in CASES.items()}


def main() -> None:
    """Answers until stdin ends."""
    cases, ready = _prepared(sys.argv[1]), {}
    print("ready", flush=True)
    for line in sys.stdin:
        name = line.strip()
        make, repetitions = cases[name]
        if name not in ready:
            ready[name] = make()
        print(seconds_per_call(ready[name], max(20, repetitions // 4)), flush=True)


if __name__ == "__main__":
    main()
