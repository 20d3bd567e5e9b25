"""``check``: looks at a learner's names and says how far they are.

The names are read where ``check`` is called: in a notebook these are the learner's own,
and nothing has to be passed or registered.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from teachflow.checks.answer import Answer, Wrong, missing
from teachflow.checks.catalogue import find
from teachflow.checks.outcome import NOT_ATTEMPTED, WRONG, CheckFailed, Panel
from teachflow.checks.words import listed, plain
from teachflow.texts import text


def check(exercise: str, names: Mapping[str, Any] | None = None) -> None:
    """Checks an exercise; returns where it is right, and shows a word of praise.

    ``exercise`` is the id, such as ``"first-graph/formula"``. ``names`` maps names to
    the learner's values; without it they are the variables of the caller (in a
    notebook: of the notebook). The learner's graphs are run in sessions of the check's
    own and get no node from it. Raises ``CheckFailed`` where the exercise is *not
    attempted yet* or *wrong, because …*, and ``ValueError`` for an id that does not
    exist.

    >>> try:
    ...     check("first-graph/formula", {"x": 3, "y": 4, "f": 55})
    ... except CheckFailed as failure:
    ...     print(failure.outcome)
    wrong
    """
    wanted = find(exercise)
    if names is None:
        caller = sys._getframe(1)
        names = {**caller.f_globals, **caller.f_locals}
    if all(missing(names, name) for name in wanted.names):
        raise CheckFailed(
            wanted.id,
            NOT_ATTEMPTED,
            text("checks.missing", count=len(wanted.names), names=listed(wanted.names)),
        )
    asked = (*wanted.names, *wanted.given)
    answer = Answer({name: names[name] for name in asked if name in names})
    try:
        for look in wanted.looks:
            look(answer)
    except Wrong as wrong:
        failure = CheckFailed(wanted.id, WRONG, str(wrong))
    except Exception as error:  # noqa: BLE001 - an answer may be anything at all
        failure = CheckFailed(
            wanted.id,
            WRONG,
            text("checks.broken", kind=type(error).__name__, message=plain(error)),
        )
    else:
        Panel(text("checks.right"), wanted.praise, "#1a7f37").show()
        return
    raise failure from None
