"""What values are called in a picture: what the learner, else what a graph calls them.

Eager tensors have no names. A tensor that a Python variable holds gets its name; the
result of an op the name that a graph would give the node: ``mul``, then ``mul_1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teachflow.core.registry import Call
from teachflow.eager.tensor import EagerTensor
from teachflow.viz.tapes.record import is_variable

# What operators and methods are called, where it differs from the name of the op.
_OPERATORS = {
    "AddV2": "add",
    "Assign": "assign",
    "AssignAdd": "assign_add",
    "AssignSub": "assign_sub",
    "FloorDiv": "floordiv",
    "FloorMod": "mod",
    "Mul": "mul",
    "Pow": "pow",
    "RealDiv": "truediv",
    "StridedSlice": "strided_slice",
    "Sub": "sub",
}


def python_names(namespace: Mapping[str, Any]) -> dict[int, str]:
    """The name of each tensor and variable in a namespace, by its id.

    Of several names the first; names that begin with an underscore do not count.

    >>> import teachflow as tf
    >>> x = tf.constant(1.0)
    >>> list(python_names({"_x": x, "x": x, "same": x, "n": 3}).values())
    ['x']
    """
    found: dict[int, str] = {}
    for name, value in list(namespace.items()):
        if not isinstance(name, str) or name.startswith("_"):
            continue
        if type(value) is EagerTensor or is_tensor_like(value):
            found.setdefault(id(value), name)
    return found


def is_tensor_like(value: Any) -> bool:
    """Whether a tape can know the value: a tensor or an eager variable."""
    return isinstance(value, EagerTensor) or (
        is_variable(type(value)) and hasattr(value, "dtype")
    )


class Numbering:
    """Gives out names, each once: ``mul``, ``mul_1``.

    >>> names = Numbering({"y"})
    >>> names.new("mul"), names.new("mul"), names.new("y")
    ('mul', 'mul_1', 'y_1')
    """

    def __init__(self, taken: Any = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def new(self, name: str) -> str:
        """``name``, or with a number when it is taken."""
        made, number = name, self._next.get(name, 0)
        while made in self._taken:
            number += 1
            made = f"{name}_{number}"
        self._next[name] = number
        self._taken.add(made)
        return made


def op_name(call: Call) -> str:
    """What a graph calls the first node of an op."""
    if type(call) is not Call:
        return call.name
    told = getattr(call.opdef.vjp, "told", None)
    if told:
        return str(told).rpartition(" ")[2]
    region = call.attrs.get("f")
    if call.opdef.type in ("PartitionedCall", "StatefulPartitionedCall") and region:
        return str(region.name)
    return _OPERATORS.get(call.opdef.type, call.opdef.default_name)


def variable_name(variable: Any) -> str:
    """A variable's own name, without the number of its output."""
    return str(getattr(variable, "name", None) or "variable").partition(":")[0]


def argument_name(call: Call, index: int) -> str:
    """The name of an input, as a graph's constants are named after it."""
    arguments = call.opdef.inputs
    if not arguments or type(call) is not Call:
        return str(index)
    if any(argument.is_list for argument in arguments):
        return f"{arguments[min(index, len(arguments) - 1)].name}_{index}"
    return arguments[index].name
