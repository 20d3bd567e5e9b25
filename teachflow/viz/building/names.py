"""Names with slashes: scopes around an operation, and boxes that are no scopes.

A branch, a loop's body and the gradients of a function get boxes of their own; in the
path of a box they are words that begin with ``=``, which no operation's name can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_GRADIENTS = re.compile(r"(?:^|.*/)=?gradients(_\d+)?$")
_PART = re.compile(r"(^|/)=\w+")
_RULE = re.compile(r"(.*)_grad(_\d+)?$")


def prefixes(name: str) -> list[str]:
    """The scopes that a name lies in, outermost first.

    >>> prefixes("a/b/c")
    ['a', 'a/b']
    """
    found = []
    end = name.find("/")
    while end >= 0:
        found.append(name[:end])
        end = name.find("/", end + 1)
    return found


def under(name: str, scope: str) -> bool:
    """Whether an operation lies in a scope; all lie in the scope without a name.

    >>> under("a/b", "a"), under("ab", "a"), under("ab", "")
    (True, False, True)
    """
    return not scope or name.startswith(scope + "/")


def is_gradient_scope(scope: str) -> bool:
    """Whether ``tf.gradients`` made this name scope.

    >>> is_gradient_scope("train/gradients_1"), is_gradient_scope("loss")
    (True, False)
    """
    return _GRADIENTS.match(scope) is not None


def is_rule(scope: str) -> bool:
    """Whether it is called as the scope of one operation's gradient rule is.

    >>> is_rule("gradients/net/mul_grad"), is_rule("gradients/net/mul")
    (True, False)
    """
    return _RULE.match(scope) is not None


def forward_of(scope: str, known: Collection[str], *, traced: bool) -> str | None:
    """The one of the ``known`` operations that a gradient rule's scope is named after.

    In a ``traced`` function rules lie beside the operations, else in a scope of
    gradients; ``net/net/mul_grad`` is the rule of ``net/mul``, made in the scope `net`.

    >>> forward_of("gradients/net/mul_grad", {"net/mul"}, traced=False)
    'net/mul'
    """
    match = _RULE.match(scope)
    if match is None or not (traced or any(map(is_gradient_scope, prefixes(scope)))):
        return None
    parts = match[1].split("/")
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((name for name in names if name in known), None)


def with_parts(home: str, parts: Iterable[tuple[str, str]]) -> str:
    """The path of a box, with the parts of conditions and loops put in.

    >>> with_parts("net/choice/dense", [("net/choice", "=true")])
    'net/choice/=true/dense'
    """
    wanted = dict(parts)
    path = [wanted[""]] if "" in wanted else []
    scope = ""
    for name in home.split("/") if home else ():
        scope = f"{scope}/{name}" if scope else name
        path += [name, wanted[scope]] if scope in wanted else [name]
    return "/".join(path)


def plain(path: str) -> str:
    """The name scope of a box: its path without such parts.

    >>> plain("net/choice/=true/dense"), plain("=gradients")
    ('net/choice/dense', '')
    """
    return _PART.sub("", path).removeprefix("/")
