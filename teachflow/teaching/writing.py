"""The learner's own line, read and changed a little: what is best to type.

What is proposed is what they wrote with the mistake mended, not an example of another's
where that can be helped. Nothing of it is evaluated.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from teachflow.graph.running.session import BaseSession
from teachflow.teaching.trouble import Trouble

LONGEST = 100
_PLACES = {"run": 1, "eval": 0}
"""Where ``feed_dict`` stands among the arguments."""


def failing(trouble: Trouble) -> ast.expr | None:
    """The part of the learner's line that failed; None where it cannot be read."""
    if not trouble.learners:
        return None
    return expression(trouble.learners[-1].expression())


def expression(code: str) -> ast.expr | None:
    """The code as an expression, None where it is none.

    >>> ast.unparse(expression("x>2")), expression("x =")
    ('x > 2', None)
    """
    try:
        return ast.parse(f"({code.strip()}\n)", mode="eval").body
    except (SyntaxError, ValueError):
        return None


def short(code: ast.expr) -> str:
    """The code in one line; '' where that would be too long to type."""
    line = ast.unparse(code)
    return line if len(line) <= LONGEST else ""


def owner(trouble: Trouble) -> str:
    """What stands before the last dot of what failed: ``x + 1`` of ``(x + 1).eval``."""
    code = failing(trouble)
    if isinstance(code, ast.Call):
        code = code.func
    if not isinstance(code, ast.Attribute):
        return ""
    bare = isinstance(code.value, ast.Name | ast.Call | ast.Attribute | ast.Subscript)
    written = short(code.value)
    return written if bare or not written else f"({written})"


def call(trouble: Trouble) -> ast.Call | None:
    """The call that failed, or the one whose method was looked for when it did."""
    found = failing(trouble)
    if isinstance(found, ast.Call):
        return found
    if not isinstance(found, ast.Attribute):
        return None
    try:
        tree = ast.parse(trouble.learners[-1].code)
    except SyntaxError:
        return None
    written = ast.unparse(found)
    return next(
        (
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == written
        ),
        None,
    )


def argument(trouble: Trouble, position: int = 0) -> str:
    """That argument of the call that failed; '' where there is none."""
    code = failing(trouble)
    if not isinstance(code, ast.Call) or len(code.args) <= position:
        return ""
    given = code.args[position]
    return "" if isinstance(given, ast.Starred) else short(given)


def operand(trouble: Trouble, position: int, name: str = "") -> str:
    """What the learner wrote for that input of an op: an argument, or beside a sign.

    ``name`` is how the op calls it, for an argument by keyword.
    """
    code = failing(trouble)
    if isinstance(code, ast.Call):
        given = next((k.value for k in code.keywords if k.arg == name), None)
        if given is None and position < len(code.args):
            given = code.args[position]
        return "" if given is None or isinstance(given, ast.Starred) else short(given)
    if isinstance(code, ast.BinOp):
        return short([code.left, code.right][position]) if position < 2 else ""
    if isinstance(code, ast.Compare) and len(code.ops) == 1:
        return short([code.left, *code.comparators][position]) if position < 2 else ""
    return ""


def with_feeds(
    trouble: Trouble, entries: Iterable[tuple[str, str]], without: str = ""
) -> str:
    """The learner's own call with these feeds; the feeds alone for other code.

    A feed of that key, and the one of the key ``without``, is replaced. What is no
    dictionary of braces is left out.
    """
    entries = list(entries)
    alone = f"feed_dict={{{', '.join(f'{key}: {value}' for key, value in entries)}}}"
    call = failing(trouble)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return alone
    position = _PLACES.get(call.func.attr)
    if position is None:
        return alone
    if call.func.attr == "run" and not isinstance(call.func.value, ast.Name):
        return alone
    given = given_feeds(trouble)
    feeds = dict(_entries(given))
    feeds.pop(without, None)
    feeds.update(entries)
    parts = [f"{key}: {value}" for key, value in feeds.items()]
    if isinstance(given, ast.Name | ast.Call | ast.Attribute):
        if without:
            return alone
        parts.insert(0, f"**{short(given)}")  # a dictionary that was made elsewhere
    written = ", ".join(parts)
    made = expression(f"{{{written}}}")
    assert made is not None
    keyword = next((k for k in call.keywords if k.arg == "feed_dict"), None)
    if keyword is not None:
        keyword.value = made
    elif len(call.args) > position:
        call.args[position] = made
    else:
        call.keywords.append(ast.keyword("feed_dict", made))
    return short(call) or alone


def computed(trouble: Trouble, tensor: Any, name: str) -> str:
    """The call that gives a tensor's value, in the session that there is."""
    graph = getattr(tensor, "graph", None)
    if graph is None or graph.default_session() is not None:
        return f"{name}.eval()"
    session = trouble.name_where(
        lambda value: isinstance(value, BaseSession) and value.graph is graph
    )
    return f"{session or f'{trouble.tf}.Session()'}.run({name})"


def given_feeds(trouble: Trouble) -> ast.expr | None:
    """What the learner's call has as ``feed_dict``."""
    call = failing(trouble)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    position = _PLACES.get(call.func.attr)
    given = next((k.value for k in call.keywords if k.arg == "feed_dict"), None)
    if given is None and position is not None and len(call.args) > position:
        given = call.args[position]
    return given


def fed(trouble: Trouble, *keys: str) -> str:
    """The code of what was fed for one of the keys, '' where it cannot be read."""
    found = dict(_entries(given_feeds(trouble)))
    return next((found[key] for key in keys if key in found), "")


def _entries(feeds: Any) -> list[tuple[str, str]]:
    if not isinstance(feeds, ast.Dict):
        return []
    return [
        (ast.unparse(key), ast.unparse(value))
        for key, value in zip(feeds.keys, feeds.values, strict=True)
        if key is not None
    ]
