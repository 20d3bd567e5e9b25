"""How a function of tensors takes symbolic tensors too: by a node in their model."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.keras.keras_tensor import any_symbolic
from teachflow.keras.operation import Operation


class FunctionOperation(Operation):
    """A function as an operation: what a model remembers of ``keras.ops.add(x, 1)``."""

    function: Callable[..., Any]

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """What the function returns."""
        return type(self).function(*args, **kwargs)


def keras_op(function: Callable[..., Any], name: str | None = None) -> Any:
    """``function``, which given a symbolic tensor returns a symbolic tensor."""
    name = name or function.__name__
    title = "".join(part.capitalize() for part in name.rstrip("_").split("_"))
    kind = type(title, (FunctionOperation,), {"function": staticmethod(function)})

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if any_symbolic(args, kwargs):
            return kind()(*args, **kwargs)
        return function(*args, **kwargs)

    call.__name__ = call.__qualname__ = name
    return call
