"""Elements of tensors: changed in place, asked for by what is no index, too many."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from teachflow.core.operand import Operand
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text
from teachflow.variables.base import BaseVariable
from teachflow.viz.drawing import labels

_MASKS = (ast.Compare, ast.BoolOp)
_LIKE = {0: "zeros_like", 1: "ones_like"}


# ---- changed in place ------------------------------------------------------------


def item_assignment(trouble: Trouble) -> Told:
    """``tensor[0] = 1``: tensors never change, and variables by a method."""
    target, value = _assigned(trouble) or (None, "value")
    tensor = trouble.fact("tensor")
    name = trouble.name_of(tensor) or "x"
    return _changed(trouble, tensor, name, target, value)


def _changed(
    trouble: Trouble, tensor: Any, name: str, target: ast.Subscript | None, value: str
) -> Told:
    tf = trouble.tf
    is_variable = isinstance(tensor, BaseVariable)
    what = text("errors.item_assignment.what", name=name)
    why = text("errors.item_assignment.why")
    if is_variable:
        why = text("errors.item_assignment.of_variable")
    if target is not None and _is_mask(trouble, target.slice):
        chosen = _where(trouble, name, target, value)
        line = f"{name}.assign({chosen})" if is_variable else f"{name} = {chosen}"
        return Told(what, why, (line,), advice=text("errors.item_assignment.where"))
    part = f"{name}[0]" if target is None else ast.unparse(target)
    code = f"{part}.assign({value})"
    if trouble.in_graphs and target is not None:
        code = _scattered(tf, name, target.slice, value)
    if not code:
        return Told(what, why, advice=text("errors.item_assignment.rows"))
    if is_variable:
        return Told(what, why, (code,))
    lines = (f"{name} = {tf}.Variable({name})", code)
    copy = _copy(trouble, tensor, name, target, value)
    if not copy:
        return Told(what, why, lines)
    return Told(
        what, why, (*lines, copy), advice=text("errors.item_assignment.do", name=name)
    )


def _scattered(tf: str, name: str, key: ast.expr, value: str) -> str:
    """What changes a part of a variable in a graph; '' where no one call does."""
    if isinstance(key, ast.Slice):
        if key.upper is None or key.step is not None:
            return ""
        bounds = [part for part in (key.lower, key.upper) if part is not None]
        rows = f"{tf}.range({', '.join(map(ast.unparse, bounds))})"
        return f"{tf}.scatter_update({name}, {rows}, {value})"
    if isinstance(key, ast.Tuple):
        indices = ", ".join(map(ast.unparse, key.elts))
        whole = not any(isinstance(part, ast.Slice) for part in key.elts)
        return f"{tf}.scatter_nd_update({name}, [[{indices}]], [{value}])" * whole
    return f"{tf}.scatter_update({name}, {ast.unparse(key)}, {value})"


def masked(trouble: Trouble) -> Told | None:
    """``x[mask].assign(value)``: what a mask chooses is no part of the variable."""
    call = writing.call(trouble)
    if call is None or not isinstance(call.func, ast.Attribute) or not call.args:
        return None
    part = call.func.value
    if not isinstance(part, ast.Subscript) or not isinstance(part.value, ast.Name):
        return None
    variable, name = trouble.named(part.value.id), part.value.id
    is_whole = call.func.attr == "assign" and isinstance(variable, BaseVariable)
    if not is_whole or not _is_mask(trouble, part.slice):
        return None
    chosen = _where(trouble, name, part, ast.unparse(call.args[0]))
    return Told(
        text("errors.item_assignment.masked", name=name),
        text("errors.item_assignment.chosen"),
        (f"{name}.assign({chosen})",),
        advice=text("errors.item_assignment.where"),
    )


def _assigned(trouble: Trouble) -> tuple[ast.Subscript, str] | None:
    """The part and its value in ``x[0] = value``, and in ``x[0] += value``."""
    try:
        lines = ast.parse(trouble.learners[-1].code if trouble.learners else "").body
    except SyntaxError:
        return None
    for line in lines:
        if isinstance(line, ast.AugAssign) and isinstance(line.target, ast.Subscript):
            part = writing.expression(ast.unparse(line.target))
            assert part is not None
            value: ast.expr = ast.BinOp(part, line.op, line.value)
            return line.target, ast.unparse(value)
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Subscript):
            return line.targets[0], ast.unparse(line.value)
    return None


def _is_mask(trouble: Trouble, key: ast.expr) -> bool:
    """Whether a key says for each element whether it is meant."""
    if isinstance(key, _MASKS):
        return True
    if isinstance(key, ast.BinOp):
        return _is_mask(trouble, key.left) and _is_mask(trouble, key.right)
    if isinstance(key, ast.UnaryOp):
        return isinstance(key.op, ast.Invert) and _is_mask(trouble, key.operand)
    known = trouble.named(key.id) if isinstance(key, ast.Name) else None
    dtype = getattr(known, "dtype", None)
    return str(getattr(dtype, "name", "")) == "bool" and bool(getattr(known, "ndim", 1))


def _where(trouble: Trouble, name: str, target: ast.Subscript, value: str) -> str:
    """``x[mask] = value`` as a tensor that differs where the mask is true.

    The function of graphs, older, wants three tensors of one shape.
    """
    tf, part = trouble.tf, ast.unparse(target)
    instead = value.replace(part, name)
    if instead == value and trouble.in_graphs:
        like = next(
            (like for of, like in _LIKE.items() if value in (str(of), f"{of}.0")), ""
        )
        instead = f"{tf}.{like}({name})"
        if not like:
            instead = f"({value}) * {tf}.ones_like({name})"
    return f"{tf}.where({ast.unparse(target.slice)}, {instead}, {name})"


def _copy(
    trouble: Trouble, tensor: Any, name: str, target: ast.Subscript | None, value: str
) -> str:
    """A copy that differs in one element; '' where a part is meant otherwise."""
    if target is None:
        return ""
    key = target.slice
    indices = key.elts if isinstance(key, ast.Tuple) else [key]
    plain = all(
        isinstance(index, ast.Name)
        or (isinstance(index, ast.Constant) and type(index.value) is int)
        for index in indices
    )
    if not plain or tensor.shape.rank != len(indices):
        return ""
    shown = ", ".join(ast.unparse(index) for index in indices)
    tf = trouble.tf
    return f"{name} = {tf}.tensor_scatter_nd_update({name}, [[{shown}]], [{value}])"


# ---- asked for -------------------------------------------------------------------


def index_kind(trouble: Trouble) -> Told:
    """``x[i]`` where ``i`` is no whole number."""
    index = trouble.fact("index")
    code = writing.failing(trouble)
    key = code.slice if isinstance(code, ast.Subscript) else None
    place = None if key is None else _place(trouble, key, index)
    written = "" if place is None else writing.short(place)
    what = text("errors.index_kind.what", index=written or repr(index)[:40])
    shape = getattr(index, "shape", None)
    many = shape is not None and len(shape) > 0
    if many and not isinstance(index, str):
        line = ""
        if isinstance(code, ast.Subscript) and place is key:
            owner = ast.unparse(code.value)
            line = f"{trouble.tf}.gather({owner}, {written})"
        return Told(
            what,
            text("errors.index_kind.many"),
            (line,) if line else (),
            advice=text("errors.index_kind.gather"),
        )
    if isinstance(index, str):
        why, advice = text("errors.index_kind.text"), text("errors.index_kind.numbers")
        return Told(what, why, advice=advice)
    kind = index.dtype.name if isinstance(index, Operand) else type(index).__name__
    whole = ""
    if isinstance(index, Operand):
        whole = f"{trouble.tf}.cast({written}, {trouble.tf}.int32)"
    elif isinstance(index, float | np.floating):
        whole = f"int({written})"
    line = ""
    if code is not None and place is not None and whole:
        line = writing.short(_Put(place, whole).visit(code))
    return Told(
        what,
        text("errors.index_kind.why", kind=kind),
        (line,) if line else (),
        advice="" if line else text("errors.index_kind.numbers"),
    )


def _place(trouble: Trouble, key: ast.expr, index: Any) -> ast.expr | None:
    """The part of the key that stands for the index; None where that is not clear."""
    for part in ast.walk(key):
        if isinstance(part, ast.Name) and trouble.named(part.id) is index:
            return part
        if isinstance(part, ast.Constant) and _is_same(part.value, index):
            return part
    return None if isinstance(key, ast.Tuple | ast.Slice) else key


def _is_same(value: object, other: object) -> bool:
    return type(value) is type(other) and value == other


class _Put(ast.NodeTransformer):
    """Puts other code in the place of a part."""

    def __init__(self, place: ast.expr, code: str) -> None:
        self._place, self._code = place, code

    def visit(self, node: ast.AST) -> Any:
        if node is self._place:
            return writing.expression(self._code)
        return self.generic_visit(node)


def one_number(trouble: Trouble) -> Told | None:
    """``float(x)`` where there are several elements; or a mask that is assigned to."""
    tensor = trouble.fact("tensor")
    target, value = _assigned(trouble) or (None, "")
    if target is not None and isinstance(target.value, ast.Name):
        owner = trouble.named(target.value.id)
        if isinstance(owner, Operand):
            return _changed(trouble, owner, target.value.id, target, value)
    code = writing.failing(trouble)
    name = trouble.name_of(tensor) or writing.argument(trouble) or "x"
    count = tensor.shape.num_elements()
    wanted = ast.unparse(code.func) if isinstance(code, ast.Call) else ""
    call = f"{wanted}({{}})" if wanted in ("float", "int") else "{}"
    whole = f"{name}.numpy()"
    zeros = ", ".join("0" * tensor.shape.rank)
    lines = (call.format(f"{name}[{zeros}]"), whole) if count else (whole,)
    if not zeros:
        return None  # a string, say: there is one element
    return Told(
        text(
            "errors.one_number.what",
            name=name,
            shape=labels.shape_text(tensor.shape),
        ),
        text("errors.one_number.why"),
        lines,
        advice=text("errors.one_number.do") if count else "",
    )


CASES = {
    "index kind": index_kind,
    "item assignment": item_assignment,
    "one number": one_number,
}
