"""A cell: the place of one value that outlives a run.

Variables, random streams and whatever else an op remembers live in cells. A session
owns its cells by node name (so two sessions on one graph share nothing); an eager
variable owns its own. Ops never see the owner.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.errors import FailedPreconditionError
from teachflow.core.explaining.facts import told


class Cell:
    """One place with a name and a value; ``value is None`` means: nothing there yet.

    >>> cell = Cell("x")
    >>> cell.value is None
    True
    """

    __slots__ = ("dims", "name", "value")

    def __init__(self, name: str, value: Any = None) -> None:
        self.name = name
        self.value = value
        self.dims: tuple[int | None, ...] | None = None  # what its shape has to be

    def read(self) -> Any:
        """The value; ``FailedPreconditionError`` where nothing was written yet."""
        value = self.value
        if value is None:
            raise told(
                FailedPreconditionError(
                    None,
                    None,
                    f"Attempting to use uninitialized value {self.name}. A variable "
                    "has no value in a session until its initializer has run there: "
                    "run tf.global_variables_initializer() first, or "
                    f"{self.name}.initializer.",
                ),
                "uninitialised",
                name=self.name,
            )
        return value

    def write(self, value: Any) -> Any:
        """Stores a value that nobody else will change; arrays become read-only."""
        if type(value) is np.ndarray:
            value.flags.writeable = False
        self.value = value
        return value

    def __repr__(self) -> str:
        return f"Cell({self.name!r}, {self.value!r})"
