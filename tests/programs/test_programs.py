"""Random programs: what TensorFlow answered to two hundred of them, and the checker."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import teachflow.compat.v1 as tf
from tests.programs.compare import differences, restored
from tests.programs.ops import OPS
from tests.programs.program import programs, run

ROWS = json.loads(Path(__file__).with_name("record.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_answer_is_tensorflows(row):
    found = differences(
        row["program"], restored(row["answer"]), run(tf, row["program"])
    )
    assert not found, "\n".join(found)


def test_the_record_is_large_and_uses_every_op():
    assert len(ROWS) >= 200
    used = {step["op"] for row in ROWS for step in row["program"]["steps"]}
    assert used == set(OPS)


@settings(max_examples=50, deadline=None)
@given(programs())
def test_any_program_runs_and_is_what_was_expected_of_it(program):
    answer = run(tf, program)
    for value, dtype in zip(answer["values"], answer["dtypes"], strict=True):
        assert np.asarray(value).dtype.name == dtype


def test_the_checker_sees_each_kind_of_difference():
    row = next(r for r in ROWS if any(g is not None for g in r["answer"]["gradients"]))
    program = row["program"]
    right = run(tf, program)
    assert differences(program, right, right) == []
    for spoil in (
        lambda a: a["shapes"].__setitem__(0, "(9, 9)"),
        lambda a: a["dtypes"].__setitem__(0, "int8"),
        lambda a: a["values"].__setitem__(0, np.asarray(a["values"][0]) + 1),
        lambda a: a["gradients"].__setitem__(0, np.float64(1e9)),
    ):
        wrong = copy.deepcopy(right)
        spoil(wrong)
        assert differences(program, right, wrong)
