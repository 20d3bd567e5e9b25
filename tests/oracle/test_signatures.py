"""The eager face's functions take TensorFlow 2's arguments, in its order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import teachflow as tf
from tests.oracle.cases.signatures import TOPIC, arguments, functions

RECORD = Path(__file__).resolve().parent / "records" / "signatures.json"
CASES = json.loads(RECORD.read_text(encoding="utf-8"))["cases"]

SPELLED_OUT = {
    "tf.group",
    "tf.meshgrid",
    "tf.nn.fractional_avg_pool",
    "tf.print",
}
"""TensorFlow takes ``**kwargs`` here and reads these; we write them out."""


def compared():
    for space, recorded in CASES.items():
        module = tf
        for part in space.split(".")[1:]:
            module = getattr(module, part)
        for name, function in functions(module).items():
            if name in recorded:
                yield pytest.param(function, recorded[name], id=f"{space}.{name}")


@pytest.mark.parametrize(("function", "wanted"), [*compared()])
def test_arguments_are_tensorflows(function, wanted, request):
    name = request.node.callspec.id
    given = ", ".join(arguments(function))
    if name in SPELLED_OUT:
        assert wanted.endswith("**kwargs")
        assert given != wanted
        return
    assert given == wanted


def test_every_namespace_shares_names_with_tensorflow():
    assert {case.values[1] is not None for case in compared()} == {True}
    shared = [case.id.rpartition(".")[0] for case in compared()]
    assert set(shared) == {name.rstrip(".") for name in TOPIC.cases}
