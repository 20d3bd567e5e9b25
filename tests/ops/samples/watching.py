"""Rows of the ops that watch a run or step out of it: checks, prints, Python."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS
from teachflow.graph.gradients import gradients
from teachflow.input.py_function import py_function
from teachflow.ops.control.printing import print_all
from teachflow.ops.control.python_call import py_func
from tests.ops.sample import Sample, StateSample, reals, strings


def _printed(graph: Any, session: Any) -> Any:
    inputs = (np.float64([1, 2]), [np.int32(7)])
    node = graph.apply(OPS["Print"], inputs, {"message": "", "first_n": 1}, None)
    return [session.run(node), session.run(node)]


def _printed_text(graph: Any, session: Any) -> Any:
    return session.run(print_all("x", np.float32(1)))


def _called(stateful: bool) -> Any:
    def run(graph: Any, session: Any) -> Any:
        inputs = [np.float32([3, 1]), np.float32(1)]
        sort = py_func(lambda x, y: np.sort(x) + y, inputs, dt.float32, stateful)
        return session.run(sort)

    return run


def _called_eagerly(graph: Any, session: Any) -> Any:
    x = graph.convert(np.float32([1, 2]))
    square = py_function(lambda x: x * x, [x], dt.float32)
    return session.run([square, *gradients(square, [x])])


def _asserted(graph: Any, session: Any) -> Any:
    check = OPS["Assert"], (True, [np.int32([1, 2])]), {}, None
    wrong = OPS["Assert"], (False, [np.int32([1, 2])]), {}, None
    session.run(graph.apply(*check))
    try:  # without pytest, which TensorFlow's environment has not
        return session.run(graph.apply(*wrong))
    except InvalidArgumentError as error:
        return "assertion failed: [1 2]" in error.message


SAMPLES: list[Sample | StateSample] = [
    Sample("CheckNumerics", (reals(2, 3),), {"message": "m"}),
    Sample(
        "StringFormat",
        ([np.int32([1, 2]), np.float32(0.5)],),
        {"template": "a % b %", "placeholder": "%"},
        expected=strings(b"a [1 2] b 0.5").reshape(()),
    ),
    StateSample("Print", _printed, [np.float64([1, 2])] * 2),
    StateSample("PrintV2", _printed_text, None),
    StateSample("PyFunc", _called(True), np.float32([2, 4])),
    StateSample("PyFuncStateless", _called(False), np.float32([2, 4])),
    StateSample(
        "EagerPyFunc", _called_eagerly, [np.float32([1, 4]), np.float32([2, 4])]
    ),
    StateSample("Assert", _asserted, True),
]
