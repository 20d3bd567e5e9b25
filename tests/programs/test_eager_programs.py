"""The random programs in the eager face: TensorFlow's answers, by every way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

import teachflow as tf
from tests.programs.compare import (
    differences,
    differences_of_derivatives,
    eagerly,
    restored,
)
from tests.programs.eager import WAYS, run, second, tangents
from tests.programs.program import programs

ROWS = json.loads(Path(__file__).with_name("record.json").read_text(encoding="utf-8"))
TRACED = [way for way in WAYS if way != "tape"]


def unlike(row, way):
    answer = eagerly(restored(row["answer"]), way == "declared")
    return differences(row["program"], answer, run(tf, row["program"], way))


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_the_answer_is_tensorflows_eagerly_and_traced(number):
    ways = ["tape", TRACED[number % len(TRACED)]]
    found = {way: unlike(ROWS[number], way) for way in ways}
    assert not any(found.values()), found


@pytest.mark.parametrize("number", range(0, len(ROWS), 4))
def test_forward_and_reverse_mode_agree_to_second_order(number):
    program = ROWS[number]["program"]
    expected = second(tf, program)
    for found in tangents(tf, program):
        assert not differences_of_derivatives(program, expected, found)


@settings(max_examples=15, deadline=None)
@given(programs())
def test_any_program_gives_one_answer_by_every_way(program):
    expected = run(tf, program)
    for way in TRACED:
        answer = run(tf, program, way)
        if way == "declared":  # static shapes may know less
            answer = {**answer, "shapes": expected["shapes"]}
        assert not differences(program, expected, answer), way


def test_forward_through_a_traced_loop_needs_the_eager_face_alone():
    program = (
        "import sys, teachflow as tf\n"
        "x = tf.constant(2.0)\n"
        "f = tf.function(lambda: tf.while_loop(\n"
        "    lambda i, v: i < 3, lambda i, v: (i + 1, v * x), [0, x])[1])\n"
        "with tf.autodiff.ForwardAccumulator(x, tf.constant(1.0)) as accumulator:\n"
        "    y = f()\n"
        "assert float(accumulator.jvp(y)) == 32.0\n"
        "assert 'teachflow.compat.v1' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
