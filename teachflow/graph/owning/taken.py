"""Where operations are that were taken out of their graph: nowhere, and they say so.

Such an operation's ``graph`` is a ``TakenAway``. So nothing that builds or runs nodes
has to ask: what is not in its graph is refused there as ever, and what would happen in
the graph of the operation happens here, which is an error that tells what became of it.
"""

from __future__ import annotations

from typing import Any, NoReturn

from teachflow.core.explaining.facts import told
from teachflow.core.operand import operands
from teachflow.core.shapes import TensorShape, TensorShapeV1


class TakenAway:
    """The home of one operation that was taken away; all that is asked of it raises.

    ``fact`` says why it was, and what to do.
    """

    symbolic = True
    outer = None
    shape_type: type[TensorShape] = TensorShapeV1

    def __init__(self, shown: str, fact: str) -> None:
        self._shown = shown
        self.taken_away = fact

    def refusal(self, tensor: Any = None) -> ValueError:
        """The error, about a tensor or about the operation itself."""
        shown = self._shown if tensor is None else f"Tensor {tensor}"
        return told(
            ValueError(f"{shown} is not an element of this graph. {self.taken_away}"),
            "taken_away",
            element=tensor if tensor is not None else shown,
            fact=self.taken_away,
        )

    def left_behind(self, tensor: Any) -> NoReturn:
        """Raises for ``tensor``."""
        raise self.refusal(tensor)

    def apply(self, op: Any, inputs: Any, attrs: Any, name: Any) -> NoReturn:
        """Raises for the first input that was taken away."""
        for tensor in operands(inputs):
            if tensor.home is self:
                self.left_behind(tensor)
        raise self.refusal()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith(("__", "_repr_", "_ipython_")):
            raise AttributeError(name)  # what only looks whether it is there
        raise self.refusal()

    def __repr__(self) -> str:
        return "<no graph: taken away>"
