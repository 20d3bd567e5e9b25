"""What both kinds of variable share."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import OPERATORS, Operand
from teachflow.core.shapes import TensorShape


class BaseVariable(Operand):
    """What both kinds of variable share."""

    __slots__ = ()

    _home: Any
    _trainable: bool

    @property
    def home(self) -> Any:
        """Where ops on this variable happen."""
        return self._home

    @property
    def trainable(self) -> bool:
        """Whether optimizers and tapes take it up by themselves."""
        return self._trainable

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    def value(self) -> Any:
        """The tensor that reads the variable."""
        return self.as_tensor()

    def as_ref(self) -> Any:
        """What ops take that read or change the variable in its place."""
        return self

    def read_value(self) -> Any:
        """A tensor that reads the variable anew."""
        return OPERATORS["identity"](self.as_ref(), name="read")
