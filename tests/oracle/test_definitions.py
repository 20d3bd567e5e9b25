"""TeachFlow's declarations of ops, held to TensorFlow's op definitions.

Of an op that both have, inputs agree in name, type, order and kind, outputs in type;
what TeachFlow declares of attributes TensorFlow has too, with the same default; and
a type variable stands for no dtype that TensorFlow refuses. TeachFlow may declare less:
it has no devices, no locks and fewer dtypes.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachflow.core.registry import OPS, Arg, OpDef

RECORD = Path(__file__).resolve().parent / "records" / "definitions.json"
DEFINITIONS = json.loads(RECORD.read_text(encoding="utf-8"))["cases"]
OPS.declare_all()
SHARED = sorted(OPS.keys() & DEFINITIONS.keys())
# Attributes that only TeachFlow's op has; at their defaults they change nothing.
MORE = {("MaxPoolGradGrad", "explicit_paddings")}


def plain(value: Any) -> Any:
    """A default as the record writes it."""
    if hasattr(value, "as_numpy_dtype"):
        return value.name
    if hasattr(value, "as_list"):
        return None if value.ndims is None else value.as_list()
    if isinstance(value, float):
        return float(
            np.float32(value)
        )  # TensorFlow keeps attributes in single precision
    return list(value) if isinstance(value, tuple) else value


def kind(arg: Arg) -> list[Any]:
    """Type, list's length, reference: as the record writes it behind the name."""
    return [arg.type, arg.count or None, arg.is_ref]


def faults(declared: OpDef, recorded: Any) -> list[str]:
    """Where a declaration and TensorFlow's definition part."""
    lines = []
    inputs = [[arg.name, *kind(arg)] for arg in declared.inputs]
    for mine, theirs in zip(inputs, recorded["inputs"], strict=False):
        if theirs[1] == "resource" and mine[3]:  # our handles know their dtype
            mine[1:] = theirs[1:]
    if inputs != recorded["inputs"]:
        lines.append(f"inputs {inputs}, not {recorded['inputs']}")
    outputs = [kind(arg) for arg in declared.outputs]
    if outputs != [row[1:] for row in recorded["outputs"]]:
        lines.append(f"outputs {outputs}, not {recorded['outputs']}")
    for name, default in declared.attrs.items():
        if (declared.type, name) in MORE:
            continue
        if name not in recorded["attributes"]:
            lines.append(
                f"attribute {name!r} is not among {list(recorded['attributes'])}"
            )
            continue
        want = recorded["attributes"][name]["default"]
        mine = want if default is inspect.Parameter.empty else plain(default)
        if want is not None and mine != want:
            lines.append(f"attribute {name!r}: default {mine!r}, not {want!r}")
    for name, dtypes in declared.allowed.items():
        known = recorded["attributes"].get(name)
        if known is None:
            lines.append(f"type variable {name!r} is not among the attributes")
        elif known["allowed"]:
            extra = {dtype.name for dtype in dtypes} - set(known["allowed"])
            lines += [f"type variable {name!r} allows {sorted(extra)}"] if extra else []
    return lines


@pytest.mark.parametrize("type_", SHARED)
def test_declaration_is_tensorflows(type_: str) -> None:
    assert faults(OPS[type_], DEFINITIONS[type_]) == []


def test_most_ops_are_shared() -> None:
    """What the record lacks is TeachFlow's own, or a row is missing in the table."""
    own = sorted(OPS.keys() - DEFINITIONS.keys())
    assert len(SHARED) > 5 * len(own), own


def test_a_planted_fault_is_found() -> None:
    assert faults(OPS["Sub"], DEFINITIONS["Sub"]) == []
    assert faults(OPS["Sub"], DEFINITIONS["MatMul"])
    assert faults(OPS["Sub"], DEFINITIONS["LogicalAnd"])
    assert faults(OPS["MatMul"], DEFINITIONS["Sub"])
