"""Which sessions are the default ones of a thread: entering, leaving, asking."""

from __future__ import annotations

from typing import Any

from teachflow.graph import build
from teachflow.graph.defaults import get_default_graph


class DefaultSession:
    """``with session.as_default():``; does not close the session."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def __enter__(self) -> Any:
        build.sessions.stack.append(self._session)
        return self._session

    def __exit__(self, *exception: object) -> None:
        leave(self._session)


def leave(session: Any) -> bool:
    """Takes the session from among the default ones; whether it was one of them."""
    stack = build.sessions.stack
    for position in range(len(stack) - 1, -1, -1):
        if stack[position] is session:
            del stack[position]
            return True
    return False


def get_default_session() -> Any:
    """The innermost default session of this thread, or None.

    Source: tf.compat.v1.get_default_session.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.get_default_session() is sess)
    True
    """
    return build.default_session(get_default_graph())
