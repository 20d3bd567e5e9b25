"""What an error of Python's own is about: None and symbols where values belong.

The engine tells its own errors' facts. Of ``g * 2.0`` with a ``g`` that is None it
never hears, so the failing part of the learner's line is read and its names are looked
up. Nothing is evaluated.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from teachflow.core.explaining.facts import Facts
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.operation import Tensor
from teachflow.teaching.trouble import OURS, Step, Trouble
from teachflow.variables.base import BaseVariable
from teachflow.variables.eager import EagerVariable

ASKING = ("gradient", "gradients", "compute_gradients", "jacobian", "hessians")
"""What questions for gradients are called."""
METHODS = {
    "sum": "reduce_sum",
    "mean": "reduce_mean",
    "max": "reduce_max",
    "min": "reduce_min",
    "prod": "reduce_prod",
    "any": "reduce_any",
    "all": "reduce_all",
    "argmax": "argmax",
    "argmin": "argmin",
    "reshape": "reshape",
    "transpose": "transpose",
    "T": "transpose",
    "astype": "cast",
    "dot": "tensordot",
    "round": "round",
}
"""Methods of NumPy's arrays, and the functions that do it for tensors."""
_NO = object()
_OF_VARIABLES = ("_change",)  # what optimizers ask of variables
_OF_NODES = ("op", "graph", "name", "value_index")
_ASSIGNING = ("assign", "assign_add", "assign_sub")


def spot(trouble: Trouble) -> Facts | None:
    """The case and its values, None where the error is none of ours."""
    step = trouble.at_learners
    if isinstance(trouble.error, TypeError) and trouble.learners:
        unknown = _unknown_argument(trouble.learners[-1])
        if unknown is not None:
            return unknown
    if step is None:
        return _of_attribute(trouble)
    error = trouble.error
    if isinstance(error, ModuleNotFoundError) and error.name == "tensorflow":
        return Facts("no tensorflow", {})
    values = list(_named_values(step))
    if isinstance(error, AttributeError):
        return _of_attribute(trouble) or _none(values)
    if isinstance(error, TypeError):
        return _of_type(error, step, values) or _none(values)
    return None


def _of_attribute(trouble: Trouble) -> Facts | None:
    error = trouble.error
    if not isinstance(error, AttributeError):
        return None
    owner, name = error.obj, error.name
    if owner is None and trouble.learners:
        owner, name = _attribute(trouble.learners[-1], str(error))
    if isinstance(owner, Tensor | EagerTensor) and name in METHODS:
        return Facts("array method", {"tensor": owner, "method": name})
    if isinstance(owner, Tensor) and name == "numpy":
        return Facts("symbolic numpy", {"tensor": owner})
    if isinstance(owner, Tensor | EagerTensor) and name in _ASSIGNING:
        return Facts("assignment", {"tensor": owner, "method": name})
    if isinstance(owner, EagerTensor | EagerVariable) and name in _OF_NODES:
        return Facts("eager attribute", {"tensor": owner, "attribute": name})
    if isinstance(owner, EagerTensor) and name in _OF_VARIABLES:
        return Facts("tensor to train", {"tensor": owner})
    kind = owner if isinstance(owner, type) else type(owner)
    ours = kind.__module__.partition(".")[0] in OURS and trouble.at_learners is not None
    if name and ours and not hasattr(owner, name):
        if name == "minimize" and hasattr(owner, "apply_gradients"):
            return Facts("keras minimize", {"optimizer": owner})
        return Facts("no such member", {"owner": owner, "name": name})
    return None


def _attribute(step: Step, words: str) -> tuple[Any, str]:
    """The owner and the name of the attribute that is not there, as the error says."""
    tree = _parsed(step)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Attribute) and f"'{node.attr}'" in words:
            return _value(step, node.value), node.attr
    return None, ""


def _of_type(
    error: TypeError, step: Step, values: list[tuple[str, Any]]
) -> Facts | None:
    symbols = [value for _, value in values if isinstance(value, Tensor)]
    kinds = Tensor | EagerTensor | BaseVariable
    tensors = [v for _, v in values if isinstance(v, kinds)]
    if not tensors:
        return None
    tree = _parsed(step)
    if isinstance(tree, ast.Call) and _value(step, tree.func) in _by_identity(tensors):
        return Facts("called", {"tensor": _value(step, tree.func)})
    if isinstance(tree, ast.Subscript):
        owner = _value(step, tree.value)
        if isinstance(owner, kinds) and (_is_target(step) or _is_changed(step)):
            return Facts("item assignment", {"tensor": owner})
        if symbols and not isinstance(owner, Tensor | EagerTensor):
            return Facts("symbolic number", {"tensor": symbols[0]})
        return None
    if isinstance(tree, ast.BinOp) and isinstance(tree.left, ast.Subscript):
        owner = _value(step, tree.left.value)
        if isinstance(owner, kinds) and _is_changed(step):  # x[0] += 1.0
            return Facts("item assignment", {"tensor": owner})
    if symbols and isinstance(tree, ast.Call):
        arguments = [_value(step, argument) for argument in tree.args]
        for symbol in symbols:
            if any(argument is symbol for argument in arguments):
                return Facts("symbolic number", {"tensor": symbol})
    return None


def _unknown_argument(step: Step) -> Facts | None:
    """An argument by keyword that a function of ours does not have."""
    tree = _parsed(step)
    function = _reached(step, tree.func) if isinstance(tree, ast.Call) else None
    if function is None or not isinstance(tree, ast.Call):
        return None
    if str(getattr(function, "__module__", "")).partition(".")[0] not in OURS:
        return None
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(each.kind is each.VAR_KEYWORD for each in parameters):
        return None
    known = [each.name for each in parameters if each.name != "self"]
    for keyword in tree.keywords:
        if keyword.arg is not None and keyword.arg not in known:
            return Facts("no such argument", {"name": keyword.arg, "known": known})
    return None


def _reached(step: Step, node: ast.expr) -> Any:
    """What a name with dots stands for; of an object its method. Nothing is run."""
    if isinstance(node, ast.Name):
        found = _value(step, node)
        return None if found is _NO else found
    if isinstance(node, ast.Attribute):
        owner = _reached(step, node.value)
        if isinstance(owner, ModuleType | type):
            return getattr(owner, node.attr, None)
        return getattr(type(owner), node.attr, None)  # a method
    return None


class _by_identity:  # noqa: N801 (reads as what it does)
    """A collection that looks for the very object: tensors compare elements."""

    def __init__(self, items: list[Any]) -> None:
        self._items = items

    def __contains__(self, item: Any) -> bool:
        return any(item is each for each in self._items)


def _is_target(step: Step) -> bool:
    """Whether the failing part is what the line assigns to."""
    written = step.expression().strip()
    line = step.code
    return line.startswith(written) and line[len(written) :].lstrip()[:1] == "="


def _is_changed(step: Step) -> bool:
    """Whether the line changes what it computes with: ``+=`` and its kin."""
    try:
        lines = ast.parse(step.code).body
    except SyntaxError:
        return False
    return any(isinstance(line, ast.AugAssign) for line in lines)


def _none(values: list[tuple[str, Any]]) -> Facts | None:
    """None among the values that the failing part names, or asks a gradient for."""
    names = tuple(name for name, value in values if value is None)
    return Facts("none used", {"names": names}) if names else None


def _named_values(step: Step) -> Iterator[tuple[str, Any]]:
    """What the names, attributes and items in the failing part stand for."""
    tree = _parsed(step)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Name | ast.Subscript):
            value = _value(step, node)
            if value is not _NO:
                yield ast.unparse(node), value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ASKING and node is not tree:
                yield ast.unparse(node), None  # what it gave is not kept anywhere
        elif isinstance(node, ast.Constant) and node.value is None:
            yield "None", None


def _parsed(step: Step) -> ast.expr | None:
    written = step.expression().strip()
    for source in (written, written.partition("=")[0]):
        try:
            tree = ast.parse(f"({source}\n)", mode="eval").body
        except (SyntaxError, ValueError):
            tree = None
        if tree is not None:
            return tree
    try:  # an assignment such as `x -= g`
        statement = ast.parse(written).body[0]
    except (SyntaxError, IndexError):
        return None
    if isinstance(statement, ast.AugAssign):
        target = ast.parse(ast.unparse(statement.target), mode="eval").body
        return ast.BinOp(target, statement.op, statement.value)
    return None


def _value(step: Step, node: ast.expr) -> Any:
    """What a name, or an item of a list by its number, stands for; nothing is run."""
    if isinstance(node, ast.Name):
        for table in (step.frame.f_locals, step.frame.f_globals):
            if node.id in table:
                return table[node.id]
        return _NO
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        owner = _value(step, node.value)
        if type(owner) in (list, tuple, dict):
            try:
                return owner[node.slice.value]
            except (LookupError, TypeError):
                return _NO
    return _NO
