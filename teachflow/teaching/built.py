"""Which line of a source built a node of a graph.

Nothing is kept of a node but who made it: where its maker's source was run, the line is
looked for there afterwards. The evidence is the name that the learner gave the tensor,
a ``name="..."``, and the calls of the node's function: as many calls as nodes, in the
same order. Where it is not enough, or two pieces contradict each other, no line is
told.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from teachflow.core.operand import Operand
from teachflow.graph.functions.function_graph import FunctionGraph
from teachflow.graph.operation import Operation
from teachflow.teaching.calls import (
    GRADIENTS,
    Given,
    Made,
    given_in,
    key_of,
    made_in,
)
from teachflow.teaching.trouble import Trouble

_FLOW = {"cond", "case", "while"}  # scopes of what is called inside
_OF_FEEDS = ("feed shape", "feed value")


def blamed(trouble: Trouble) -> Operation | None:
    """The node that a run failed at, or that the failure is about; None for none.

    A function's nodes are none: their line is known (``Trouble.places``).
    """
    node = getattr(trouble.error, "op", None) or trouble.fact("node")
    facts = trouble.facts
    if facts is not None and facts.case in _OF_FEEDS:
        node = getattr(trouble.fact("tensor"), "op", None)
    if not isinstance(node, Operation) or isinstance(node.graph, FunctionGraph):
        return None
    if facts is not None and facts.case == "uninitialised":
        return node.graph._by_name.get(str(trouble.fact("name"))) or node
    return node


def line_of(
    node: Operation,
    source: str,
    names: Mapping[str, Any],
    made: Sequence[Operation],
    until: int | None = None,
) -> int | None:
    r"""The line of ``source`` that built ``node``, counted from 1; None if unsure.

    ``names`` are what the learner's names stand for now, ``made`` all nodes that the
    source built. ``until`` is the line that runs now, where the source has not ended.

    >>> import teachflow.compat.v1 as tf
    >>> source = "x = tf.zeros([2])\ny = tf.square(x)"
    >>> with tf.Graph().as_default() as graph:
    ...     names = {"tf": tf}
    ...     exec(source, names)
    >>> line_of(names["y"].op, source, names, graph.get_operations())
    2
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    calls = [m for m in made_in(tree, names) if until is None or m.line <= until]
    named = _by_name(node, given_in(tree), names, until)
    literal = _by_literal(node, calls, made)
    called = _by_calls(node, calls, made)
    precise = [each for each in (literal, called) if each is not None]
    if len({each.line for each in precise}) > 1:
        return None
    if not precise:
        return named
    found = precise[0]
    if named is not None and found.once and found.statement != named:
        return None
    return found.line


def _by_name(
    node: Operation,
    statements: Sequence[Given],
    names: Mapping[str, Any],
    until: int | None,
) -> int | None:
    """The statement that gave a name the tensor that the name stands for."""
    lines = set()
    for name, value in list(names.items()):
        if name.startswith("_") or _node_of(value) is not node:
            continue
        found = [each for each in statements if each.name == name]
        if until is not None:
            found = [each for each in found if each.end < until]
        if found and (len(found) == 1 or all(each.once for each in found)):
            lines.add(found[-1].line)
    return lines.pop() if len(lines) == 1 else None


def _node_of(value: Any) -> Any:
    if isinstance(value, Operand):
        return getattr(value, "op", None)
    return value if isinstance(value, Operation) else None


def _by_literal(
    node: Operation, calls: Sequence[Made], made: Sequence[Operation]
) -> Made | None:
    """The only call that says the node's name, or that of a scope around it."""
    for prefix, last in reversed(list(_prefixes(node))):
        found = [call for call in calls if call.name and _is_so_named(last, call.name)]
        if not found:
            continue
        if len(found) > 1:
            return None
        others = {
            each
            for other in made
            for each, own in _prefixes(other)
            if _is_so_named(own, str(found[0].name))
        }
        repeated = not others <= {prefix} and found[0].once
        return None if repeated or not _at_once(node, prefix, made) else found[0]
    return None


def _at_once(node: Operation, scope: str, made: Sequence[Operation]) -> bool:
    """Whether nothing else was built between the first node of the scope and this.

    What an optimizer keeps for a variable stands in the variable's scope, too.
    """
    if scope == node.name:
        return True
    inside = {e for e in made if e.name == scope or e.name.startswith(f"{scope}/")}
    first = min((each.position for each in inside), default=node.position)
    between = {e for e in made if first <= e.position <= node.position}
    return between <= inside


def _is_so_named(last: str, name: str) -> bool:
    """Whether a part of a node's name is ``name``, or that and a number."""
    return last == name or re.fullmatch(rf"{re.escape(name)}_\d+", last) is not None


def _prefixes(node: Operation) -> Iterator[tuple[str, str]]:
    """``a`` and ``a/b`` of a node ``a/b``, each with its last part."""
    parts = node.name.split("/")
    for end, last in enumerate(parts, 1):
        yield "/".join(parts[:end]), last


def _by_calls(
    node: Operation, calls: Sequence[Made], made: Sequence[Operation]
) -> Made | None:
    """The call of the node's function that has the node's place among the nodes."""
    literals = [call.name for call in calls if call.name]
    scopes = {call.key for call in calls} - _FLOW
    for key in _keys(node):
        found = [call for call in calls if call.key == key and not call.name]
        if not found:
            continue
        there = dict.fromkeys(
            each
            for other in sorted(made, key=lambda other: other.position)
            if (each := _instance(other, key, scopes, literals)) is not None
        )
        places = list(there)
        own = _instance(node, key, scopes, literals)
        if own not in there or len(places) != len(found):
            continue
        if key != GRADIENTS and not _at_once(node, own, made):
            continue
        if len(found) == 1 or all(call.once for call in found):
            return found[places.index(own)]
    return None


def _keys(node: Operation) -> list[str]:
    """What the node's function may be called: its type, then its name and its scopes.

    A node of a gradient was built by who asked for the gradient.
    """
    parts = [key_of(last) for _, last in _prefixes(node)]
    if GRADIENTS in parts[:-1]:
        return [GRADIENTS]
    return list(dict.fromkeys([key_of(node.type), *reversed(parts)]))


def _instance(
    node: Operation, key: str, scopes: Set[str], literals: Sequence[str]
) -> str | None:
    """What of that function the node is part of: the node, or a scope around it.

    None where a call that has made one of its ``scopes`` has made it, or one that gave
    it its name.
    """
    if key not in _keys(node):
        return None
    found = next((p for p, last in _prefixes(node) if key_of(last) == key), node.name)
    *around, last = found.split("/")
    if any(key_of(scope) in scopes for scope in around):
        return None
    return None if any(_is_so_named(last, name) for name in literals) else found
