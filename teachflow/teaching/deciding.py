"""``if`` and ``while`` of the learner's, written as calls that the graph decides by."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Sequence
from typing import TypeVar

from teachflow.teaching.trouble import Step

_Statement = TypeVar("_Statement", ast.If, ast.While)


def as_cond(step: Step, tf: str) -> str:
    """``tf.cond`` that does what the ``if`` at the learner's line would.

    '' where a branch does more than give one name its value, or return one.
    """
    found = _statement(step, ast.If)
    if found is None:
        return ""
    statement, after = found
    test = ast.unparse(statement.test)
    otherwise: Sequence[ast.stmt] = statement.orelse or after[:1]
    (name, value), (other, instead) = _given(statement.body), _given(otherwise)
    if name and not statement.orelse:
        other, instead = name, name
    if not value or not instead or name != other:
        return ""
    call = f"{tf}.cond({test}, lambda: {value}, lambda: {instead})"
    return f"{name} = {call}" if name else call


def as_loop(step: Step, tf: str, *, listed: bool) -> str:
    """``tf.while_loop`` that does what the ``while`` at the learner's line would.

    ``listed``: whether it gives a list where there is one value. '' where the body
    does more than give names their values, each from those of the round before.
    """
    found = _statement(step, ast.While)
    if found is None or found[0].orelse:
        return ""
    values: dict[str, str] = {}
    for line in found[0].body:
        name, value = _given([line])
        used = {n.id for n in ast.walk(line) if isinstance(n, ast.Name)} - {name}
        if not name or name in values or used & values.keys():
            return ""
        values[name] = value
    names, test = ", ".join(values), ast.unparse(found[0].test)
    body = ", ".join(values.values())
    body = f"({body})" if len(values) > 1 else body
    call = f"{tf}.while_loop(lambda {names}: {test}, lambda {names}: {body}, [{names}])"
    return (
        f"({names},) = {call}" if listed and len(values) == 1 else f"{names} = {call}"
    )


def _statement(
    step: Step, kind: type[_Statement]
) -> tuple[_Statement, list[ast.stmt]] | None:
    """The innermost such statement that decides at the line, and what comes after."""
    try:
        tree = ast.parse("".join(linecache.getlines(step.file)))
    except (SyntaxError, ValueError):
        return None
    found = None
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            for at, each in enumerate(block if isinstance(block, list) else ()):
                if not isinstance(each, kind):
                    continue
                last = each.test.end_lineno or each.test.lineno
                if each.test.lineno <= step.line <= last and isinstance(block, list):
                    found = each, block[at + 1 :]
    return found


def _given(block: Sequence[ast.stmt]) -> tuple[str, str]:
    """The name that the block gives a value, '' where it returns that; the value."""
    if len(block) != 1:
        return "", ""
    (line,) = block
    if isinstance(line, ast.Return) and line.value is not None:
        return "", ast.unparse(line.value)
    if isinstance(line, ast.AugAssign) and isinstance(line.target, ast.Name):
        value = ast.BinOp(ast.Name(line.target.id), line.op, line.value)
        return line.target.id, ast.unparse(value)
    if isinstance(line, ast.Assign) and len(line.targets) == 1:
        target = line.targets[0]
        if isinstance(target, ast.Name):
            return target.id, ast.unparse(line.value)
    return "", ""
