"""The comparer fails where it should: every kind of difference, planted."""

from __future__ import annotations

import copy
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.oracle.compare import differences
from tests.oracle.harness import Failure, clean, encode

RECORD: dict[str, Any] = encode(
    {
        "nodes": [
            ["x", "Placeholder", [], ["float32 (?, 3)"]],
            ["y", "Const", [], ["float32 ()"], 0.5],
            ["add", "AddV2", ["x", "y"], ["float32 (?, 3)"]],
        ],
        "values": np.float32([[0.1, -2.5e-8], [np.nan, np.inf]]),
        "double": np.float64([1 / 3, 0.0]),
        "whole": np.int32([1, 2]),
        "scalar": np.float32(1.5),
        "names": ("a", None, True, b"text"),
        "error": Failure(
            "ValueError", "shapes (2,) and (3,) do not meet", ("(2,)", "meet")
        ),
    }
)


def planted(change: Any) -> list[str]:
    """What the comparer says of the record after ``change`` was done to it."""
    answer = copy.deepcopy(RECORD)
    change(answer)
    return differences(RECORD, answer)


def put(*path: Any, to: Any) -> Any:
    """A change: the item at ``path`` becomes ``to``."""

    def change(answer: Any) -> None:
        for step in path[:-1]:
            answer = answer[step]
        assert repr(answer[path[-1]]) != repr(to)
        answer[path[-1]] = to

    return change


# The key "error" marks an error, so the sample's own error stands one level deeper.
RECORD["wrong"] = {"it": RECORD.pop("error")}


def test_the_same_is_the_same() -> None:
    assert differences(RECORD, copy.deepcopy(RECORD)) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(put("nodes", 2, 0, to="add_1"), id="name"),
        pytest.param(put("nodes", 2, 1, to="Add"), id="op type"),
        pytest.param(put("nodes", 2, 2, to=["y", "x"]), id="input order"),
        pytest.param(put("nodes", 2, 2, to=["x", "y", "^x"]), id="control input"),
        pytest.param(put("nodes", 2, 3, to=["float32 (3, ?)"]), id="shape"),
        pytest.param(put("nodes", 1, 4, to=0.25), id="constant"),
        pytest.param(lambda answer: answer["nodes"].reverse(), id="order"),
        pytest.param(lambda answer: answer["nodes"].pop(), id="missing node"),
        pytest.param(put("values", "array", 0, 0, to=0.10001), id="float"),
        pytest.param(
            put("values", "array", 0, 1, to=2.5e-8), id="sign of a tiny float"
        ),
        pytest.param(put("values", "array", 1, 0, to=0.0), id="no nan"),
        pytest.param(put("values", "array", 1, 1, to="-inf"), id="sign of inf"),
        pytest.param(put("values", "dtype", to="float64"), id="dtype"),
        pytest.param(put("values", "shape", to=[4]), id="array shape"),
        pytest.param(put("double", "array", 0, to=1 / 3 + 1e-9), id="float64"),
        pytest.param(put("whole", "array", 1, to=3), id="int"),
        pytest.param(put("whole", "array", to=[1.0, 2.0]), id="int is no float"),
        pytest.param(
            put("scalar", to=encode(np.array(1.5, "f"))), id="scalar is no array"
        ),
        pytest.param(put("names", "tuple", 1, to=0), id="None is no 0"),
        pytest.param(
            put("names", "tuple", to=["a", None, 1, {"bytes": "text"}]), id="True"
        ),
        pytest.param(put("names", to=["a", None, True, {"bytes": "text"}]), id="tuple"),
        pytest.param(put("names", "tuple", 3, to="text"), id="bytes are no str"),
        pytest.param(put("wrong", "it", "error", to="TypeError"), id="error class"),
        pytest.param(put("wrong", "it", "message", to="(2,)"), id="error fragment"),
        pytest.param(put("wrong", "it", to=None), id="no error"),
        pytest.param(
            put("names", to={"error": "ValueError", "message": ""}), id="an error"
        ),
        pytest.param(lambda answer: answer.pop("whole"), id="missing key"),
        pytest.param(lambda answer: answer.update(more=1), id="unasked key"),
    ],
)
def test_a_planted_difference_is_found(change: Any) -> None:
    assert planted(change)


def test_a_float_within_the_tolerance_of_its_dtype_agrees() -> None:
    def change(answer: Any) -> None:
        answer["values"]["array"][0][0] = 0.1 * (1 + 5e-7)
        answer["double"]["array"][0] = (1 / 3) * (1 + 5e-13)

    assert planted(change) == []


def test_rtol_zero_asks_for_every_bit() -> None:
    want, near = encode(np.float32([0.1])), encode(np.nextafter(np.float32([0.1]), 1))
    assert differences(want, near) == []
    assert differences(want, near, rtol=0)
    assert differences(encode(np.float32([0.0])), encode(np.float32([-0.0])), rtol=0)


def test_a_longer_message_with_the_fragments_agrees() -> None:
    assert (
        planted(put("wrong", "it", "message", to="(2,) does not meet (3,): reshape"))
        == []
    )


def test_messages_lose_what_differs_between_runs() -> None:
    message = (
        "Graph execution error:\n\nDetected at node 'a' defined at (most recent call "
        "last):\n  File \"x.py\"\nNode: 'a'\nYou must feed a\n\t [[{{node a}}]]\n\n"
        "Original stack trace for 'a':\n  File /home/me/x.py at 0x7f00aabbccdd"
    )
    assert clean(message) == "You must feed a\n\t [[{{node a}}]]"
    assert clean("object at 0x7f00aabbccdd in /home/me/x.py") == "object at 0x… in …"


def test_errors_that_differ_in_counters_only_are_the_same():
    spec = importlib.util.spec_from_file_location(
        "record", Path(__file__).with_name("record.py")
    )
    record = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(record)

    def error(message, kind="OutOfRangeError"):
        return {"error": kind, "message": message}

    one = error("FIFOQueue '_0_fifo_queue' is closed\n\t [[{{node a}}]]")
    same = error("FIFOQueue '_74_fifo_queue' is closed\n\t [[{{node b}}]]")
    assert record.gist(one) == record.gist(same)
    for other in (error("closed"), error(one["message"], "CancelledError")):
        assert record.gist(one) != record.gist(other)
