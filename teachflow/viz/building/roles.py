"""What the picture says about an op type: its kind, its symbol, its side arguments.

Three tables. An op type that is in none of them is an ordinary operation and is drawn
with its name, so a new op needs no entry here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from teachflow.graph.operation import Operation

VARIABLE_TYPES = frozenset({"VariableV2", "Variable", "VarHandleOp"})
PLACEHOLDER_TYPES = frozenset(
    {"Placeholder", "PlaceholderWithDefault", "PlaceholderV2"}
)
READ_TYPES = frozenset({"Identity", "ReadVariableOp"})
_WRITES = re.compile(
    r"(Assign\w*|(Resource)?(Sparse)?Apply\w+|(Resource)?Scatter(Nd)?"
    r"(Update|Add|Sub|Mul|Div|Min|Max)|CountUpTo)$"
)
_APPLIES = re.compile(r"(Resource)?(Sparse)?Apply\w+$")
_RANDOM = re.compile(
    r"(Random\w*|Stateless\w*Random\w*|TruncatedNormal|Multinomial"
    r"|ParameterizedTruncatedNormal)$"
)

# Op type -> the sign a formula has for it, and the names it gets when nobody named it.
SYMBOLS: dict[str, tuple[str, frozenset[str]]] = {
    "Add": ("+", frozenset({"add"})),
    "AddV2": ("+", frozenset({"add"})),
    "Sub": ("−", frozenset({"sub"})),
    "Mul": ("×", frozenset({"mul"})),
    "RealDiv": ("÷", frozenset({"truediv", "realdiv", "div"})),
    "Div": ("÷", frozenset({"div"})),
    "FloorDiv": ("//", frozenset({"floordiv"})),
    "FloorMod": ("mod", frozenset({"mod", "floormod"})),
    "Neg": ("−", frozenset({"neg"})),
    "Greater": (">", frozenset({"greater"})),
    "GreaterEqual": ("≥", frozenset({"greaterequal"})),
    "Less": ("<", frozenset({"less"})),
    "LessEqual": ("≤", frozenset({"lessequal"})),
    "Equal": ("=", frozenset({"equal"})),
    "NotEqual": ("≠", frozenset({"notequal"})),
    "LogicalAnd": ("and", frozenset({"logicaland", "and"})),
    "LogicalOr": ("or", frozenset({"logicalor", "or"})),
}

_REDUCE = {1: "axis"}
# Op type -> inputs that only say how to do it; a constant there becomes part of the
# label ("axis=[0, 1]") instead of a node of its own.
SIDE_INPUTS: dict[str, dict[int, str]] = {
    **dict.fromkeys(
        ("Sum", "Mean", "Prod", "Max", "Min", "All", "Any", "ArgMax", "ArgMin"), _REDUCE
    ),
    "RestoreAxes": _REDUCE,
    "ShareAxes": _REDUCE,
    "Cumsum": _REDUCE,
    "ExpandDims": _REDUCE,
    "GatherV2": {2: "axis"},
    "ConcatV2": {-1: "axis"},
    "Reshape": {1: "shape"},
    "BroadcastTo": {1: "shape"},
    "Transpose": {1: "perm"},
    "Tile": {1: "multiples"},
    "ReverseV2": _REDUCE,
    "Slice": {1: "begin", 2: "size"},
    "StridedSlice": {1: "begin", 2: "end", 3: "strides"},
    "ScalarSummary": {0: "tag"},
    "HistogramSummary": {0: "tag"},
    "Split": {0: "axis"},
    "Pad": {1: "paddings"},
    "OneHot": {1: "depth", 2: "on", 3: "off"},
    "RandomUniform": {0: "shape"},
    "RandomStandardNormal": {0: "shape"},
    "TruncatedNormal": {0: "shape"},
}


def side_inputs(op: Operation) -> Mapping[int, str]:
    """The places of those inputs, and what each is called in the label."""
    if is_optimizer_step(op.type):
        return {place: arg.name for place, arg in enumerate(op.opdef.inputs) if place}
    return SIDE_INPUTS.get(op.type, {})


def is_write(op_type: str) -> bool:
    """Whether running the op changes the variable that is its first input.

    >>> is_write("AssignAdd"), is_write("Mul")
    (True, False)
    """
    return _WRITES.match(op_type) is not None


def is_optimizer_step(op_type: str) -> bool:
    """Whether the op is the step of an optimizer on one variable.

    >>> is_optimizer_step("ApplyMomentum"), is_optimizer_step("Assign")
    (True, False)
    """
    return _APPLIES.match(op_type) is not None


def is_random(op_type: str) -> bool:
    """Whether the op draws random numbers.

    >>> is_random("RandomUniform"), is_random("Mul")
    (True, False)
    """
    return _RANDOM.match(op_type) is not None


def kind_of(op_type: str) -> str:
    """The kind (a key of ``style.LOOKS``) by type alone: variables count as trainable.

    >>> kind_of("Placeholder"), kind_of("MatMul")
    ('placeholder', 'op')
    """
    if op_type in PLACEHOLDER_TYPES:
        return "placeholder"
    if op_type in VARIABLE_TYPES:
        return "variable"
    if op_type == "Const":
        return "constant"
    if is_random(op_type):
        return "random"
    return "change" if is_write(op_type) else "op"
