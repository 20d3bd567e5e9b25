"""``SymbolicTensor``: a tensor of a function that is traced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from teachflow.core.errors import OperatorNotAllowedInGraphError
from teachflow.core.explaining.facts import told
from teachflow.core.operand import OPERATORS
from teachflow.graph.operation import Tensor

_ADVICE = (
    "AutoGraph makes nodes of if, while and for: it needs autograph=True, source code "
    "that can be read, and the extra: pip install 'teachflow[autograph]'. Or use "
    "tf.cond, tf.while_loop or tf.where."
)


class SymbolicTensor(Tensor):
    """A tensor of TensorFlow 2's functions, in which ``==`` compares elements.

    It is hashed by what it is, for the engine's tables. Others may keep something with
    it, as a variable does with its parts (``v[0].assign``).
    """

    __slots__ = ("__dict__",)

    def __eq__(self, other: object) -> Any:
        return OPERATORS["equal"](self, other)

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        raise told(
            OperatorNotAllowedInGraphError(
                "Using a symbolic `tf.Tensor` as a Python `bool` is not allowed: "
                f"{self.name} has no value while a function is traced. {_ADVICE}"
            ),
            "symbolic bool",
            tensor=self,
        )

    def __iter__(self) -> Iterator[Any]:
        raise told(
            OperatorNotAllowedInGraphError(
                f"Iterating over a symbolic `tf.Tensor` is not allowed: {self.name} "
                f"has no value while a function is traced. {_ADVICE}"
            ),
            "symbolic iteration",
            tensor=self,
        )
