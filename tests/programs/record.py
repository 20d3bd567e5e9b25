"""Holds TeachFlow to real TensorFlow over thousands of random programs.

Needs TensorFlow and Hypothesis. A program on which they differ is shrunk to the
smallest and shown. Of those on which the graph faces agree, the first are written down
for the tests, which run without TensorFlow.

    python tests/programs/record.py [eager]
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

COUNT, RECORDED = 2000, 200
RECORD = HERE / "record.json"


def tensorflow(face: str) -> Any:
    """Real TensorFlow's graph or eager face, without its chatter."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    warnings.filterwarnings("ignore")
    if face == "eager":
        tf = importlib.import_module("tensorflow")
    else:
        tf = importlib.import_module("tensorflow.compat.v1")
        tf.disable_v2_behavior()
    tf.get_logger().setLevel("ERROR")
    return tf


def hold(
    unlike: Callable[[Any], list[str]],
    undecided: Callable[[Any], bool],
    agreed: Callable[[Any], None],
) -> tuple[int, int]:
    """Draws programs: on how many nothing is ``unlike``, and how many are undecided.

    At a kink or a tie a rounding error decides, in TensorFlow too.
    """
    from hypothesis import HealthCheck, given, settings

    program = importlib.import_module("tests.programs.program")
    counts = {"agree": 0, "undecided": 0}

    @settings(
        max_examples=COUNT,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(program.programs())
    def agree(drawn: Any) -> None:
        found = unlike(drawn)
        if found and undecided(drawn):
            counts["undecided"] += 1
            return
        assert not found, "\n".join(found)
        counts["agree"] += 1
        agreed(drawn)

    agree()
    return counts["agree"], counts["undecided"]


def graphs() -> str:
    """Runs all programs in the graph faces; writes the record where none differs."""
    compare = importlib.import_module("tests.programs.compare")
    program = importlib.import_module("tests.programs.program")
    ours = importlib.import_module("teachflow.compat.v1")
    real = tensorflow("graph")
    seen: dict[str, Any] = {}  # by its own text: none is recorded twice
    used: set[str] = set()
    expected: Any = None

    def unlike(drawn: Any) -> list[str]:
        nonlocal expected
        expected = program.run(real, drawn)
        said: list[str] = compare.differences(drawn, expected, program.run(ours, drawn))
        return said

    def undecided(drawn: Any) -> bool:
        beside = program.run(real, program.nudged(drawn))
        return bool(compare.differences(drawn, expected, beside))

    def agreed(drawn: Any) -> None:
        ops = {step["op"] for step in drawn["steps"]}
        new = not ops <= used
        if new or (len(ops) > 2 and len(seen) < RECORDED):
            used.update(ops)
            answer = compare.stored(expected)
            seen[json.dumps(drawn)] = {"program": drawn, "answer": answer}

    count, open_ones = hold(unlike, undecided, agreed)
    rows = [json.dumps(row) for row in seen.values()]
    old = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else []
    fresh = json.loads("[" + ",".join(rows) + "]")
    if [row["program"] for row in old] != [row["program"] for row in fresh]:
        RECORD.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    return (
        f"{count} random programs agree, {len(rows)} of them recorded; on {open_ones} "
        f"more a rounding error decides"
    )


def eager() -> str:
    """Runs all programs in the eager faces, each in two ways, and to second order."""
    compare = importlib.import_module("tests.programs.compare")
    program = importlib.import_module("tests.programs.program")
    faces = importlib.import_module("tests.programs.eager")
    ours = importlib.import_module("teachflow")
    real = tensorflow("eager")

    def between(one: Any, other: Any, drawn: Any, beside: Any) -> list[str]:
        ways = ["tape", faces.WAYS[1 + len(str(drawn)) % (len(faces.WAYS) - 1)]]
        said: list[str] = []
        for way in ways:
            answers = faces.run(one, drawn, way), faces.run(other, beside, way)
            said += [f"{way}: {d}" for d in compare.differences(drawn, *answers)]
        derivatives = faces.second(one, drawn), faces.second(other, beside)
        said += compare.differences_of_derivatives(drawn, *derivatives)
        return said

    def unlike(drawn: Any) -> list[str]:
        said = between(real, ours, drawn, drawn)
        expected = faces.second(ours, drawn)
        for found in faces.tangents(ours, drawn):
            said += compare.differences_of_derivatives(drawn, expected, found)
        return said

    def undecided(drawn: Any) -> bool:
        return bool(between(real, real, drawn, program.nudged(drawn)))

    count, open_ones = hold(unlike, undecided, lambda drawn: None)
    return (
        f"{count} random programs agree in the eager face; on {open_ones} more a "
        f"rounding error decides"
    )


if __name__ == "__main__":
    print(eager() if sys.argv[1:] == ["eager"] else graphs())
