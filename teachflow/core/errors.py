"""Every exception class of the engine, with TensorFlow's names and fields.

TensorFlow's own errors say what went wrong inside its runtime; ours also say what to
type next. So every class takes a ``message`` that is a whole sentence or two, and keeps
the ``op`` it happened in, as TensorFlow does, for pictures that point at the node.
"""

from __future__ import annotations

from typing import Any


class OpError(Exception):
    """An error that happened while an op was executed.

    Attributes: ``message`` (str), ``op`` (the Operation or None), ``node_def`` (always
    None until graphs are exported), ``error_code`` (int, as in ``tf.errors``).
    Source: tf.errors.OpError.

    >>> error = NotFoundError(None, None, "no such file: 'a.csv'")
    >>> error.message, error.error_code
    ("no such file: 'a.csv'", 5)
    """

    error_code = 2

    def __init__(
        self, node_def: Any, op: Any, message: str, error_code: int | None = None
    ) -> None:
        super().__init__(node_def, op, message)
        self.node_def = node_def
        self.op = op
        self.message = message
        if error_code is not None:
            self.error_code = error_code

    @property
    def experimental_payloads(self) -> dict[str, bytes]:
        """What a runtime of TensorFlow's adds to an error: nothing."""
        return {}

    def __str__(self) -> str:
        return self.message


class CancelledError(OpError):
    """An operation was cancelled, for example because its session was closed."""

    error_code = 1


class UnknownError(OpError):
    """An error of no known kind."""

    error_code = 2


class InvalidArgumentError(OpError):
    """An op got what it cannot take: a shape, dtype or value, or no feed."""

    error_code = 3


class DeadlineExceededError(OpError):
    """A deadline ran out before an operation could end."""

    error_code = 4


class NotFoundError(OpError):
    """A thing that was asked for (a file, a variable in a checkpoint) is not there."""

    error_code = 5


class AlreadyExistsError(OpError):
    """A thing that was to be made exists already."""

    error_code = 6


class PermissionDeniedError(OpError):
    """The caller may not do this."""

    error_code = 7


class ResourceExhaustedError(OpError):
    """Something ran out, most often memory."""

    error_code = 8


class FailedPreconditionError(OpError):
    """The state is not ready, most often: a variable has not been initialised."""

    error_code = 9


class AbortedError(OpError):
    """An operation was given up, for example after a conflict."""

    error_code = 10


class OutOfRangeError(OpError):
    """An operation went past the end of its input."""

    error_code = 11


class UnimplementedError(OpError):
    """The op is known, but not for these arguments."""

    error_code = 12


class InternalError(OpError):
    """The engine broke one of its own rules: a bug worth a report."""

    error_code = 13


class UnavailableError(OpError):
    """A service cannot be reached at present."""

    error_code = 14


class DataLossError(OpError):
    """A file is cut off or altered."""

    error_code = 15


class UnauthenticatedError(OpError):
    """The caller did not say, or could not prove, who it is."""

    error_code = 16


class OperatorNotAllowedInGraphError(TypeError):
    """A symbolic tensor was used where Python needs a value at once."""


class InaccessibleTensorError(ValueError):
    """A tensor from inside a branch or a loop was used outside of it."""


class ShapeError(ValueError):
    """Shapes that do not meet. Inside the engine only: homes turn it into TensorFlow's.

    A shape rule raises it with the bare facts; the graph home adds the node and raises
    ``ValueError`` (as TensorFlow at construction), the executors raise
    ``InvalidArgumentError`` (as TensorFlow at run time).
    """
