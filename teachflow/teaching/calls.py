"""What a source calls and what it gives names, in the order in which that happens.

Read, never run: the names that are called are looked up, so that ``np.matmul`` is told
from ``tf.matmul``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from teachflow.teaching.spotting import ASKING
from teachflow.teaching.trouble import OURS

GRADIENTS = "gradients"
_GRADIENTS = (*ASKING, "minimize")
_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "floormod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.USub: "neg",
    ast.Lt: "less",
    ast.LtE: "lessequal",
    ast.Gt: "greater",
    ast.GtE: "greaterequal",
    ast.Subscript: "stridedslice",
}
_LOCAL = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_CHOOSING = (ast.If, ast.IfExp, ast.BoolOp, ast.For, ast.While, ast.Try, ast.Match)
_OPEN = (*_LOCAL, *_COMPREHENSIONS, *_CHOOSING)


@dataclass(frozen=True)
class Made:
    """A call, or an operator between values, that may build nodes.

    ``key`` is its function as ``key_of`` writes it, ``name`` what it says with
    ``name="..."``. ``statement`` and ``line`` are counted from 1; ``once``: whether it
    happens exactly once when the source runs.
    """

    key: str
    name: str | None
    statement: int
    line: int
    once: bool


@dataclass(frozen=True)
class Given:
    """A statement outside of functions that gives a name what it computes."""

    name: str
    line: int
    end: int
    once: bool


def key_of(name: str) -> str:
    """A function, an op's type and a node's own name, so that they can be compared.

    >>> [key_of(name) for name in ("reduce_sum", "Sum", "GatherV2", "check_numerics_1")]
    ['sum', 'sum', 'gather', 'checknumerics']
    """
    name = re.sub(r"V\d+$", "", re.sub(r"_\d+$", "", name))
    return name.replace("_", "").lower().removeprefix("reduce")


def made_in(tree: ast.Module, names: Mapping[str, Any]) -> list[Made]:
    """The calls and operators of a source that may build nodes, in their order.

    >>> source = "y = tf.nn.relu(tf.matmul(x, w, name='h'))"
    >>> import teachflow.compat.v1 as tf
    >>> [(made.key, made.name) for made in made_in(ast.parse(source), {"tf": tf})]
    [('matmul', 'h'), ('relu', None)]
    """
    return list(_made(tree, 1, True, names))


def _made(
    node: ast.AST, statement: int, once: bool, names: Mapping[str, Any]
) -> Iterator[Made]:
    if isinstance(node, ast.stmt):
        statement = node.lineno
    inside = once and not isinstance(node, _OPEN)
    if isinstance(node, ast.With):
        for item in node.items:  # a scope is no node
            yield from _parts(item.context_expr, statement, inside, names)
        for line in node.body:
            yield from _made(line, statement, inside, names)
        return
    yield from _parts(node, statement, inside, names)
    key = _key(node, names)
    if key and isinstance(node, ast.expr | ast.AugAssign):
        yield Made(key, _name_given(node), statement, node.lineno, once)


def _parts(
    node: ast.AST, statement: int, once: bool, names: Mapping[str, Any]
) -> Iterator[Made]:
    for part in ast.iter_child_nodes(node):
        yield from _made(part, statement, once, names)


def _key(node: ast.AST, names: Mapping[str, Any]) -> str:
    """What a part of the source builds; '' where it builds nothing."""
    if isinstance(node, ast.Call):
        return _called(node.func, names)
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.AugAssign):
        sign: ast.AST = node.op
    elif isinstance(node, ast.Compare):
        sign = node.ops[0]
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        sign = node
    else:
        return ""
    return _SIGNS.get(type(sign), "") if _has_tensors(node, names) else ""


def _called(function: ast.expr, names: Mapping[str, Any]) -> str:
    if isinstance(function, ast.Name):
        own = getattr(names.get(function.id), "__module__", None) or ""
        return key_of(function.id) if own.partition(".")[0] in OURS else ""
    if not isinstance(function, ast.Attribute):
        return ""
    if function.attr in _GRADIENTS:
        return GRADIENTS
    root = function.value
    while isinstance(root, ast.Attribute):
        root = root.value
    owner = names.get(root.id) if isinstance(root, ast.Name) else None
    return key_of(function.attr) if _is_ours(owner) else ""


def _has_tensors(node: ast.AST, names: Mapping[str, Any]) -> bool:
    """Whether a name in it stands for something of ours, the face included."""
    used = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    return any(_is_ours(names.get(name)) for name in used)


def _is_ours(value: Any) -> bool:
    """Whether it is the face, one of its parts, or what these have made."""
    home = value.__name__ if isinstance(value, ModuleType) else type(value).__module__
    return (home or "").partition(".")[0] in OURS


def _name_given(node: ast.AST) -> str | None:
    for keyword in node.keywords if isinstance(node, ast.Call) else ():
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
            found = keyword.value.value
            return found if isinstance(found, str) else None
    return None


def given_in(tree: ast.Module) -> list[Given]:
    r"""The statements of a source that give names what they compute.

    >>> [(given.name, given.line) for given in given_in(ast.parse("x = f()\ny = x"))]
    [('x', 1)]
    """
    return list(_given(tree, True))


def _given(node: ast.AST, once: bool) -> Iterator[Given]:
    if isinstance(node, _LOCAL):
        return
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        computes = isinstance(node, ast.AugAssign) or not _is_alias(node.value)
        parts = [part for target in targets for part in ast.walk(target)]
        for name in [part for part in parts if isinstance(part, ast.Name)]:
            if computes and isinstance(name.ctx, ast.Store):
                end = node.end_lineno or node.lineno
                yield Given(name.id, node.lineno, end, once)
        return
    for part in ast.iter_child_nodes(node):
        yield from _given(part, once and not isinstance(node, _OPEN))


def _is_alias(value: ast.expr | None) -> bool:
    """Whether it is another name for what there is already."""
    return value is None or isinstance(value, ast.Name | ast.Attribute | ast.Constant)
