"""Holds TeachFlow to real TensorFlow over thousands of random programs.

Needs TensorFlow and Hypothesis. A program on which they differ is shrunk to the
smallest and shown. Of those on which they agree, the first are written down for the
tests, which run without TensorFlow.

    python tests/programs/record.py
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

COUNT, RECORDED = 2000, 200
RECORD = HERE / "record.json"


def tensorflow() -> Any:
    """Real TensorFlow's graph face, without its chatter."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    warnings.filterwarnings("ignore")
    tf = importlib.import_module("tensorflow.compat.v1")
    tf.disable_v2_behavior()
    tf.get_logger().setLevel("ERROR")
    return tf


def main() -> int:
    """Runs all programs; writes the record where none of them differs."""
    from hypothesis import HealthCheck, given, settings

    compare = importlib.import_module("tests.programs.compare")
    program = importlib.import_module("tests.programs.program")
    ours = importlib.import_module("teachflow.compat.v1")
    real = tensorflow()
    seen: dict[str, Any] = {}  # by its own text: none is recorded twice
    used: set[str] = set()
    count = undecided = 0

    @settings(
        max_examples=COUNT,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(program.programs())
    def agree(drawn: Any) -> None:
        nonlocal count, undecided
        expected = program.run(real, drawn)
        found = compare.differences(drawn, expected, program.run(ours, drawn))
        if found:
            # At a kink or a tie a rounding error decides, in TensorFlow too.
            beside = program.run(real, program.nudged(drawn))
            if compare.differences(drawn, expected, beside):
                undecided += 1
                return
        assert not found, "\n".join(found)
        count += 1
        text = json.dumps(drawn)
        ops = {step["op"] for step in drawn["steps"]}
        new = not ops <= used
        if new or (len(ops) > 2 and len(seen) < RECORDED):
            used.update(ops)
            seen[text] = {"program": drawn, "answer": compare.stored(expected)}

    agree()
    rows = [json.dumps(row) for row in seen.values()]
    old = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else []
    fresh = json.loads("[" + ",".join(rows) + "]")
    if [row["program"] for row in old] != [row["program"] for row in fresh]:
        RECORD.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    print(
        f"{count} random programs agree, {len(rows)} of them recorded; on {undecided} "
        f"more a rounding error decides"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
