"""Variables by name: made twice, never made, shared although they differ."""

from __future__ import annotations

import ast
import difflib
import linecache
from typing import Any

from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text


def exists(trouble: Trouble) -> Told:
    """``get_variable`` of a name that is taken: where it was first made."""
    name = str(trouble.fact("name"))
    file, line, code = _first_made(trouble.fact("places"))
    scope, _, last = name.rpartition("/")
    tf = trouble.tf
    scope = f"'{scope}'" if scope else f"{tf}.get_variable_scope()"
    return Told(
        text("errors.variable_exists.what", name=name),
        text(
            "errors.variable_exists.why",
            file=trouble.naming(file),
            line=line,
            code=code,
        )
        if file
        else text("errors.variable_exists.anywhere"),
        (
            _own_scope(trouble)
            or f"with {tf}.variable_scope({scope}, reuse={tf}.AUTO_REUSE):",
            f"    {_call(trouble, last)}",
        ),
        advice=text("errors.variable_exists.do"),
    )


def _own_scope(trouble: Trouble) -> str:
    """The learner's own ``with tf.variable_scope(...)`` around it, made to share.

    '' where there is none around one of their lines that led here.
    """
    for step in reversed(trouble.learners):
        try:
            tree = ast.parse("".join(linecache.getlines(step.file)))
        except (SyntaxError, ValueError):
            continue
        around = [
            item
            for node in ast.walk(tree)
            if isinstance(node, ast.With)
            and node.lineno <= step.line <= (node.end_lineno or node.lineno)
            for item in node.items
            if isinstance(item.context_expr, ast.Call)
            and ast.unparse(item.context_expr.func).endswith("variable_scope")
        ]
        if around:
            return _sharing(around[-1], trouble.tf)
    return ""


def _sharing(item: ast.withitem, tf: str) -> str:
    call = item.context_expr
    assert isinstance(call, ast.Call)
    call.keywords = [each for each in call.keywords if each.arg != "reuse"]
    reuse = ast.Attribute(ast.Name(tf), "AUTO_REUSE")
    call.keywords.append(ast.keyword("reuse", reuse))
    named = f" as {ast.unparse(item.optional_vars)}" if item.optional_vars else ""
    return f"with {writing.short(call)}{named}:" if writing.short(call) else ""


def _first_made(places: Any) -> tuple[str, int, str]:
    """File, line and code of the innermost line outside of the engine."""
    for file, line, _ in places:
        return file, line, linecache.getline(file, line).strip()
    return "", 0, ""


def missing(trouble: Trouble) -> Told:
    """``reuse=True`` of a name that nobody made."""
    name = str(trouble.fact("name"))
    known = list(trouble.fact("known"))
    near = difflib.get_close_matches(name, known, 1, 0.6)
    tf = trouble.tf
    scope, _, last = name.rpartition("/")
    scope = f"'{scope}'" if scope else f"{tf}.get_variable_scope()"
    return Told(
        text("errors.variable_missing.what", name=name),
        text("errors.variable_missing.near", name=near[0])
        if near
        else text("errors.variable_missing.why"),
        (
            f"with {tf}.variable_scope({scope}, reuse={tf}.AUTO_REUSE):",
            f"    {_call(trouble, last)}",
        ),
    )


def _call(trouble: Trouble, name: str) -> str:
    """The learner's own call of ``get_variable``, where that is what failed."""
    code = writing.failing(trouble)
    if isinstance(code, ast.Call) and isinstance(code.func, ast.Attribute):
        written = writing.short(code)
        if code.func.attr == "get_variable" and written:
            return written
    return f"{trouble.tf}.get_variable('{name}', ...)"


def differs(trouble: Trouble) -> Told:
    """A variable to share that is another kind of thing than was asked for."""
    name = str(trouble.fact("name"))
    found, wanted = (str(trouble.fact(each)) for each in ("found", "wanted"))
    found = found.removesuffix("_ref")
    return Told(
        text("errors.variable_differs.what", name=name, found=found, wanted=wanted),
        text("errors.variable_differs.why"),
        advice=text("errors.variable_differs.do"),
    )


CASES = {
    "variable exists": exists,
    "variable missing": missing,
    "variable differs": differs,
}
